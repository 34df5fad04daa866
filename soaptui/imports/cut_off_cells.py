"""The cells of a row that say what a program asks of everybody who applies."""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from soaptui.cut_offs import CutOffKind
from soaptui.imports.headers import ColumnMap
from soaptui.imports.text_rows import TextRow
from soaptui.programs.written_cut_offs import SOFT, Reading, written_cut_off, written_cut_offs
from soaptui.records import CutOff

OF_KIND: dict[str, CutOffKind] = {
    "cut_step2": "step2",
    "cut_step1": "step1",
    "cut_attempts": "attempts",
    "cut_failed": "attempts",
    "cut_years": "years",
    "cut_us_months": "us-months",
    "cut_step3": "step3",
    "cut_ecfmg": "ecfmg",
}
"""The fields that are a cut-off each, with its kind."""

CUT_OFF_FIELDS = ("cut_off", *OF_KIND)
"""The same, after the one that may be of any."""


class CellsRead(Protocol):
    """The cells of a row, by field."""

    def text(self, name: str) -> str:
        """What stands under the heading of a field."""

    def stated(self, name: str) -> str:
        """The same without what says that there is nothing to say."""

    def unread(self, name: str) -> None:
        """The cell is not understood."""

    def settled(self, name: str) -> None:
        """All of the cell was taken in."""

    def heading(self, name: str) -> str:
        """The heading of a field's column."""


def cut_offs_in(cells: CellsRead, source: str) -> dict[str, CutOff]:
    """The cut-offs of a row by kind. A column for one of them goes before one for all."""
    found: dict[str, CutOff] = {}
    for name in CUT_OFF_FIELDS:
        text = cells.stated(name)
        if not text:
            continue
        readings = _readings(name, text)
        if readings is None:
            cells.unread(name)
            continue
        cells.settled(name)
        soft = bool(SOFT.search(cells.heading(name).casefold()))  # Preferred Step 2, Average Step 2
        for kind, cut in readings:
            said_by = cut.source or cells.text("cut_off_source") or cells.text("source") or source
            as_of = cut.as_of or cells.text("cut_off_as_of") or cells.text("as_of")
            hard = not (cut.soft or soft) or cut.limit is None
            found[kind] = replace(cut, soft=not hard, source=said_by, as_of=as_of)
    return found


def _readings(name: str, text: str) -> list[Reading] | None:
    if name == "cut_off":
        return written_cut_offs(text)
    reading = written_cut_off(OF_KIND[name], text, failures=name == "cut_failed")
    return None if reading is None else [reading]


def failures_counted(mapping: ColumnMap, rows: Sequence[TextRow]) -> ColumnMap:
    """The columns, where one of attempts counts the failed ones: nobody passes at try 0, so a 0 says so."""
    column = mapping.fields.get("cut_attempts")
    if column is None or "cut_failed" in mapping.fields:
        return mapping
    if not any(column < len(row.cells) and row.cells[column].strip() in ("0", "0.0") for row in rows):
        return mapping
    fields = {("cut_failed" if name == "cut_attempts" else name): place for name, place in mapping.fields.items()}
    return mapping._replace(fields=fields)
