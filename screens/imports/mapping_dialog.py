"""What each column of a file means: shown with what stands in it, and changed by choosing from plain names."""

import asyncio
from collections import Counter
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.imports.headers import FIELDS, map_headers
from soaptui.imports.table_file import BadFile, TextRow, TextSheet
from soaptui.imports.table_finding import HEADER_WITHIN, find_table
from soaptui.screens.base import Dialog
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean

FIELD_NAMES = {
    "code": "NRMP program code",
    "institution": "institution",
    "name": "name of the program",
    "specialty": "specialty",
    "city": "city",
    "state": "state",
    "place": "city and state in one",
    "unfilled": "open positions",
    "quota": "positions offered",
    "service": "application service (ERAS or ResidencyCAS)",
    "in_soap": "takes part in SOAP",
    "type": "type (categorical, preliminary ...)",
    "setting": "university or community",
    "visa": "visas, in words",
    "j1": "J-1",
    "j1_source": "J-1: who says so",
    "j1_as_of": "J-1: as of when",
    "h1b": "H-1B",
    "h1b_source": "H-1B: who says so",
    "h1b_as_of": "H-1B: as of when",
    "imgs": "takes IMGs",
    "img_percent": "share of IMGs",
    "imgs_source": "takes IMGs: who says so",
    "imgs_as_of": "takes IMGs: as of when",
    "genetics": "medical genetics",
    "genetics_department": "genetics department",
    "genetics_clinic": "genetics clinic",
    "genetics_rotation": "genetics rotation",
    "genetics_research": "genetics research",
    "subspecialties": "subspecialties",
    "source": "who says what stands here",
    "as_of": "as of when",
    "notes": "notes",
    "talking_points": "talking points",
    "tags": "tags",
    "chance": "my figure for the chance",
    "value": "my figure for the value",
    "tier_override": "my own tier",
    "override_reason": "why my own tier",
    "acgme_id": "ACGME program number",
    "region": "region",
    "phone": "phone",
    "email": "e-mail",
    "url": "web address",
    "computed": "leave it out",
}
"""The fields in plain words, in the order in which they are offered."""

KEEP = "keep as it is"
"""What a column is that no field fits: it is kept with the program, under its own heading."""

ALONE = ("", "computed")
"""What any number of columns may be; every field is one column's."""

KEYS = "{grid.choose} something else · {mapping.forget} as it was taken · {dialog.close} back to the import"
SAMPLES = 3
LOOKED_AT = 200
"""Examples are taken from this many first rows."""


def field_name(field: str) -> str:
    """A field in plain words."""
    return FIELD_NAMES.get(field, field.replace("_", " "))


def meaning_choices() -> list[tuple[str, str]]:
    """What a column may be said to mean: (words, field); the empty field keeps it as it is."""
    fields = ["computed", *FIELD_NAMES, *FIELDS]
    return [(KEEP, ""), *((field_name(field), field) for field in dict.fromkeys(fields) if field in FIELDS)]


class FileColumn(NamedTuple):
    """A column of the file: its heading, what stands below it, what it is taken for, and if the user said so.

    `key` is what the user's word for it is kept under: the heading, with its place where it stands twice.
    """

    key: str
    text: str
    samples: str
    field: str
    means: str
    own: bool


def file_columns(sheets: list[TextSheet], assign: AnyMapping[str, str]) -> list[FileColumn]:
    """The columns of the table in these sheets. Where no table is found, those of the row that looks most like it."""
    try:
        table = find_table(sheets, assign)
        texts, rows, mapping = table.headers, table.rows, table.mapping
    except BadFile:
        texts, rows = _likely(sheets)
        mapping = map_headers(texts, assign)
    fields = {column: field for field, column in mapping.fields.items()}
    fields |= dict.fromkeys(mapping.computed.values(), "computed")
    years = {column: f"{year}: positions offered" for year, column in mapping.quota.items()}
    years |= {column: f"{year}: positions filled" for year, column in mapping.matched.items()}
    counts = Counter(clean(text).casefold() for text in texts)
    made: list[FileColumn] = []
    for column, text in enumerate(map(clean, texts)):
        if text:
            field = fields.get(column, "")
            means = years.get(column) or (field_name(field) if field else KEEP)
            key = text if counts[text.casefold()] == 1 else f"{text} ({column + 1})"
            made.append(FileColumn(key, text, _samples(rows, column), field, means, column in mapping.assigned))
    return made


def _likely(sheets: list[TextSheet]) -> tuple[list[str], list[TextRow]]:
    """The fullest of the first rows, and what stands below it."""
    found: tuple[int, list[str], list[TextRow]] = (0, [], [])
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            texts = [clean(cell) for cell in row.cells]
            filled = sum(1 for text in texts if text)
            if filled > found[0]:
                found = (filled, texts, sheet.rows[number + 1 :])
    return found[1], found[2]


def _samples(rows: list[TextRow], column: int) -> str:
    """A few different cells of the column."""
    found: dict[str, None] = {}
    for row in rows[:LOOKED_AT]:
        text = clean(row.cells[column], 60) if column < len(row.cells) else ""
        if text:
            found.setdefault(text)
        if len(found) == SAMPLES:
            break
    return " · ".join(found)


def explained_columns(made: list[FileColumn]) -> list[str]:
    """What the columns were taken for, in a line for the report."""
    known = [_said(heading) for heading in made if heading.means != KEEP or heading.own]
    return [f"columns taken as: {', '.join(known)}"] if known else []


def _said(heading: FileColumn) -> str:
    same = heading.text.casefold() == heading.means
    return f"{heading.text}{'' if same else f' = {heading.means}'}{' (as you said)' if heading.own else ''}"


class MeaningDialog(Dialog):
    """What one column means: a few letters, Enter. Dismissed with the field, "" for none of them, None for Esc."""

    AUTO_FOCUS = "Input"
    BINDINGS = bindings("meaning")
    DEFAULT_CSS = styles(__file__, "MeaningDialog")

    def __init__(self, session: Session, heading: FileColumn) -> None:
        super().__init__(session)
        self._heading = heading

    def compose(self) -> ComposeResult:
        """The column, a filter, the meanings."""
        with Vertical(classes="dialog"):
            yield SteadyText(f"WHAT IS {self._heading.text}?", classes="title")
            yield SteadyText(self._heading.samples and f"for example {self._heading.samples}", classes="hint")
            yield LineField(placeholder="type a part of its name", id="filter")
            grid = Grid([Column("it is", 0)], lambda item: [Cell(item[0])], empty="Nothing is called that.")
            grid.can_focus = False
            yield grid
            yield SteadyText(
                with_keys("{meaning.previous}{meaning.next} Enter chooses · {dialog.close} back"), classes="hint"
            )

    def on_mount(self) -> None:
        """What it is taken for stands under the cursor."""
        super().on_mount()
        self._show()
        # Not before the list has its size: it would scroll to what is in sight already.
        means = self._heading.means
        self.call_after_refresh(lambda: self.query_one(Grid).go_to(means))

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = self.query_one(Input).value.casefold().split()
        lines = [GridLine(c[0], c) for c in meaning_choices() if all(word in c[0].casefold() for word in wanted)]
        self.query_one(Grid).show(lines)

    def action_mark(self, step: int) -> None:
        """The next or the previous meaning."""
        self.query_one(Grid).action_move(step)

    @on(Input.Submitted)
    @on(Grid.Chosen)
    def _chosen(self) -> None:
        item = self.query_one(Grid).item
        if item is not None:
            self.dismiss(item[1])


class MappingDialog(Dialog):
    """The columns one below the other; Enter asks what one means. Dismissed with what the user has said."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("mapping")
    DEFAULT_CSS = styles(__file__, "MappingDialog")

    def __init__(self, session: Session, sheets: list[TextSheet], assign: AnyMapping[str, str]) -> None:
        super().__init__(session)
        self._sheets = sheets
        self._assign = dict(assign)

    def compose(self) -> ComposeResult:
        """The columns, and what the keys do."""
        columns = [Column("column", 0), Column("for example", 0, 40), Column("taken for", 0)]
        with Vertical(classes="dialog"):
            yield SteadyText("WHICH COLUMN IS WHAT", classes="title")
            yield Grid(columns, _cells, empty="Reading the columns ...")
            yield SteadyText(id="problem")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def on_mount(self) -> None:
        """Read the columns."""
        super().on_mount()
        self._show()

    @work(exclusive=True)
    async def _show(self) -> None:
        found = await asyncio.to_thread(file_columns, self._sheets, dict(self._assign))
        lines = [GridLine(f"{number}", heading) for number, heading in enumerate(found)]
        self.query_one(Grid).show(lines, empty="There is no column here.")
        taken = {heading.field for heading in found}
        missing = [field_name(field) for field in self._assign.values() if field not in ALONE and field not in taken]
        self.query_one("#problem", SteadyText).show(
            f"No column could be taken for {', '.join(missing)}: nothing that fits stands in it." if missing else ""
        )

    @on(Grid.Chosen)
    def _asked(self) -> None:
        heading = self.query_one(Grid).item
        if heading is not None:
            self.app.push_screen(MeaningDialog(self.session, heading), lambda field: self._said(heading, field))

    def _said(self, heading: FileColumn, field: str | None) -> None:
        if field is None or (field == heading.field and heading.means in (KEEP, field_name(field))):
            return
        for header, meant in list(self._assign.items()):
            if field not in ALONE and meant == field:
                del self._assign[header]  # one column for one field: the one that was named last
        self._assign[heading.key] = field
        self._show()

    def action_forget(self) -> None:
        """What the user said of this column is taken back."""
        heading = self.query_one(Grid).item
        if heading is not None and self._assign.pop(heading.key, None) is not None:
            self._show()

    def action_close(self) -> None:
        """Back, with what was said: each of it was confirmed by Enter."""
        self.dismiss(self._assign)


def _cells(heading: FileColumn) -> list[Cell]:
    look = "dim" if heading.field == "computed" or heading.means == KEEP else "good" if heading.own else ""
    return [
        Cell(heading.text),
        Cell(heading.samples or "(empty)", "dim"),
        Cell(f"{heading.means}{' *' if heading.own else ''}", look),
    ]
