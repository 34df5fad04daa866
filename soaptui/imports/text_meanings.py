"""What the user said that a text in a column of some kind means: kept, and used by each later import.

A meaning belongs to a field (headers.FIELDS) and not to a heading, so that it holds in the next file too. An empty
one leaves the cell unknown, and is not asked about again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from soaptui.records import CellMeaning, State
from soaptui.text import clean

RESULTS = "results"
"""The field of the columns by year."""

_RELATED = {
    "type": ("type", "setting"), "setting": ("setting", "type"),
    "quota": ("quota", "unfilled"), "unfilled": ("unfilled", "quota"),
}  # fmt: skip
"""One heading may be either, as its cells or the kind of the file say: what was said of one holds for the other."""


def cell_meaning(field: str, text: str, means: str) -> CellMeaning:
    """The record of what a text in a column of this field means; one text has one record, wherever it is said."""
    text = clean(text)
    digest = hashlib.sha256(f"{field}|{compared_text(text)}".encode()).hexdigest()[:10]
    return CellMeaning(id=f"{field}-{digest}", field=field, text=text, means=means)


def compared_text(text: str) -> str:
    """A text as it is compared: capitals and spaces do not count."""
    return " ".join(text.casefold().split())


class TextMeanings:
    """All that was said, to be looked up cell by cell."""

    def __init__(self, records: Iterable[CellMeaning] = ()) -> None:
        by_field: dict[str, dict[str, str]] = {}
        for record in records:
            by_field.setdefault(record.field, {})[compared_text(record.text)] = record.means
        self._by_field: Mapping[str, Mapping[str, str]] = MappingProxyType(by_field)

    @classmethod
    def of_state(cls, state: State) -> "TextMeanings":
        """What is kept in the store."""
        return cls(state.cell_meanings.values())

    def meaning(self, field: str, text: str) -> str | None:
        """What to read instead of this text; "" to leave it unknown, None where nothing was said of it."""
        if not self._by_field:
            return None
        for name in _RELATED.get(field, (field,)):
            if (means := self._by_field.get(name, {}).get(compared_text(text))) is not None:
                return means
        return None


NO_MEANINGS = TextMeanings()
