"""How things look: each folder has its rules in one file, under a comment with the name of the class they are for.

They are given to Textual class by class (DEFAULT_CSS): a class that is not imported yet costs a start nothing.
"""

import re
from functools import cache
from pathlib import Path

_HEADING = re.compile(r"^/\* (\w+) \*/$", re.MULTILINE)


@cache
def _sections(path: Path) -> dict[str, str]:
    """The rules of each class in a file, by the class's name."""
    pieces = _HEADING.split(path.read_text(encoding="utf-8"))
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def styles(module: str, kind: str) -> str:
    """The rules of a class, from the file of its folder. `module` is the `__file__` of its module.

    Raises KeyError for a class that the file does not name.
    """
    folder = Path(module).parent
    return _sections(folder / f"{folder.name}.tcss")[kind]
