"""What a member of a closed set means, as the entry of a table: fields by name, read and never changed.

The tables are read at each start, before anything is shown: a class of this kind costs a thirtieth of a named tuple.
"""

from typing import Any, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Meaning:
    """One entry. Its fields are the annotations of its class; one with a value there may be left out."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)
