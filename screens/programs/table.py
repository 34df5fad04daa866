"""The columns of the program table: which there are, how wide, and what stands in them."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from soaptui.filters import query
from soaptui.nrmp_code import POSITION_TYPES
from soaptui.program_tiers import TIERS, Tier
from soaptui.programs import slots, table_columns
from soaptui.programs.listing import ProgramRow, off_list, positions
from soaptui.screens.commands import key_for
from soaptui.screens.widgets.grid import Cell, Column, GridLine
from soaptui.status import type_of

if TYPE_CHECKING:
    from soaptui.programs.name_list import NameList

DEFAULT = ("program", "type", "state", "specialty", "visa", "img", "genetics", "open", "fit", "applied", "code")
"""The columns as long as nobody chooses others: the name first, the code last."""

ONCE = ("code", "program", "state", "specialty", "type", "visa", "img", "genetics", "open", "fit", "applied")
"""What they were in older versions, as it stands in views that were kept then."""

FROM = {"fit": 50, "visa": 60, "code": 72, "genetics": 76, "img": 88, "specialty": 112}
"""From which width on one of the default columns is shown: the least needed comes last. The others always are."""

WIDTHS = {
    "code": 10, "program": 0, "city": 14, "state": 2, "specialty": 13, "type": 1, "tier": 4, "visa": 9, "img": 4,
    "genetics": 3, "open": 4, "fit": 3, "applied": 9, "service": 12, "setting": 12, "chance": 6, "tags": 14,
    "phone": 14, "notes": 24,
}  # fmt: skip
RIGHT = {"img", "open", "fit", "chance"}
OWN_WIDTH = 14
LEAST_PROGRAM = 18
"""What the program's name must have before another column that the user chose is shown."""

WIDEST = 60
STEP = 2
WORD_FROM = 9
"""From this width on the type of position stands there in a word."""

BAR = Column("", 1, id="bar")
TIER_WORD = Column("tier", 6, 112, id="tier-word")
MARK = Column("", 1, id="mark")

KIND_LOOKS = {"C": "categorical", "M": "categorical", "P": "preliminary", "A": "advanced", "R": "reserved"}
"""How the letter of a type looks; each has a colour that means nothing else."""


class ColumnWidths(NamedTuple):
    """The widths that the user gave columns, by the column's id; of the program's name, the least that it has."""

    by_id: Mapping[str, int]

    def of(self, name: str) -> int:
        """How wide that column is; 0 for one that takes what the others leave."""
        return self.by_id.get(name, usual_width(name))

    def stepped(self, name: str, step: int) -> "ColumnWidths":
        """That column wider or narrower."""
        before = self.of(name) or LEAST_PROGRAM
        after = max(
            1 if name in table_columns.HEADS else 2, min(WIDEST, before + step * (1 if before <= STEP else STEP))
        )
        usual = usual_width(name) or LEAST_PROGRAM
        others = {key: width for key, width in self.by_id.items() if key != name}
        return ColumnWidths(others if after == usual else others | {name: after})

    def as_text(self) -> str:
        """As it is kept in the settings."""
        return "\t".join(f"{name}={width}" for name, width in self.by_id.items())


def usual_width(name: str) -> int:
    """How wide a column is that nobody made wider."""
    return WIDTHS.get(name, OWN_WIDTH)


def widths_of(text: str) -> ColumnWidths:
    """The widths as they are kept in the settings; what is not understood is left out."""
    pairs = (piece.rpartition("=") for piece in text.split("\t"))
    return ColumnWidths(
        {name: max(1, min(WIDEST, int(width))) for name, _, width in pairs if name and width.isdecimal()}
    )


class TableLook(NamedTuple):
    """What the user chose of the table: its columns in their order, and how wide they are."""

    chosen: tuple[str, ...] = DEFAULT
    widths: ColumnWidths = ColumnWidths({})

    def columns_text(self) -> str:
        """The columns as they are kept in the settings; empty for those that nobody chose."""
        return "" if self.chosen in (DEFAULT, ONCE) else "\t".join(self.chosen)


def look_kept(columns: str, widths: str) -> TableLook:
    """What is kept of it in the settings."""
    return TableLook(tuple(columns.split("\t")) if columns else DEFAULT, widths_of(widths))


def shown_columns(look: TableLook, *, marks: bool) -> list[Column]:
    """The grid's columns for these fields, the tier's bar before them (in a wide table its word too); with `marks`,
    one for the mark."""
    made = [BAR, *([MARK] if marks else [])]
    ahead = sum(column.width + 1 for column in made)
    if "tier" not in look.chosen:
        made.append(TIER_WORD)
    least_name = look.widths.by_id.get("program", LEAST_PROGRAM)
    taken = least_name + 1 + ahead
    usual = look.chosen == DEFAULT
    for name in look.chosen:
        field = table_columns.column_of_id(name)
        if field is None:
            continue
        width = 0 if name == "program" else look.widths.of(name)
        taken += width + 1 if width else 0
        # What was chosen first is kept the longest where the window is narrow.
        least = _usual_least(name, look.widths, ahead - 2) if usual else (taken if width else 0)
        title = table_columns.HEADS.get(name, field.title) if 0 < width < len(field.title) else field.title
        made.append(Column(title, width, least, name in RIGHT, name))
    return made


def _usual_least(name: str, widths: ColumnWidths, ahead: int) -> int:
    """From which width on a default column is shown: later, the wider the user made those that come before it."""
    if name not in FROM:
        return 0
    wider = widths.by_id.get("program", LEAST_PROGRAM) - LEAST_PROGRAM
    for other in DEFAULT:
        if other != "program" and FROM.get(other, 0) <= FROM[name]:
            wider += widths.of(other) - usual_width(other)
    return FROM[name] + wider + ahead


def program_cells(
    row: ProgramRow, fitted: Sequence[tuple[Column, int]], shown: Sequence[Column], names: "NameList",
    *, any_list: bool, marked: bool,
) -> list[Cell]:  # fmt: skip
    """The cells of a program for these columns; `fitted` are those that are shown, with the room of each."""
    room = {column.id: space for column, space in fitted}
    specialty = "specialty" not in room
    return [
        _program(row, names, room.get("program", 0), specialty)
        if column.id == "program"
        else _cell(row, column, any_list, marked)
        for column in shown
    ]


def _cell(row: ProgramRow, column: Column, any_list: bool, marked: bool) -> Cell:
    name, look = column.id, tier_look(row.tier)
    if name == "mark":
        return Cell("●" if marked else "", "strong")
    if name == "bar":
        return Cell(TIERS[row.tier].mark, look)
    if name == TIER_WORD.id:
        return Cell(TIERS[row.tier].name if TIERS[row.tier].for_you else "", look)
    if name == "type":
        return _kind(row, column, look)
    field = table_columns.column_of_id(name)
    text = field.text(row, any_list) if field is not None else ""
    if name == "code" or (name == "open" and positions(row.program, any_list)[1] != "list"):
        look = "dim"
    if name == "applied":
        look = {"sent": "good", "planned": "warn"}.get(slots.application_word(row.application), look)
    return Cell(text, look)


def tier_look(tier: Tier) -> str:
    """How what belongs to a tier looks: what is not for the user steps back."""
    return "" if TIERS[tier].for_you else "dim"


def _kind(row: ProgramRow, column: Column, look: str) -> Cell:
    """The type of the position: its letter, or its word where the column is wide enough."""
    letter = type_of(row.program)
    own = KIND_LOOKS.get(letter, "dim")
    means = next((means for kind, means in POSITION_TYPES.items() if kind == letter), None)
    text = letter if means is None or column.width < WORD_FROM else means.word
    return Cell(text, look or own)


def _program(row: ProgramRow, names: "NameList", room: int, specialty: bool) -> Cell:
    name = names.in_two(row.program, room, specialty=specialty)
    look = "strong" if row.new and TIERS[row.tier].for_you else tier_look(row.tier)
    return Cell(name.house, look, name.tail)


class TableSection(NamedTuple):
    """Lines under one heading; `tier` is empty where the table is sorted by a column. `means` says what is in it."""

    tier: Tier | None
    title: str
    lines: list[GridLine]
    means: str = ""

    @property
    def not_for_you(self) -> bool:
        """Whether it is the section of what is not for the user."""
        return self.tier is not None and not TIERS[self.tier].for_you

    def heading(self, count: int, note: str) -> str:
        """The heading over so many lines: what matters first, as a narrow window cuts its end."""
        return " · ".join(part for part in (self.title, str(count), note, self.means) if part)


def table_sections(rows: Sequence[ProgramRow], sort: str, *, any_list: bool) -> list[TableSection]:
    """The rows tier by tier; sorted by a column (`-` before it: turned round), those for the user in one section."""
    by_tier: dict[Tier, list[ProgramRow]] = {tier: [] for tier in TIERS}
    for row in rows:
        by_tier[row.tier].append(row)
    field, turned = table_columns.column_of_id(sort.removeprefix("-")) if sort else None, sort.startswith("-")
    apart = [tier for tier in TIERS if field is None or not TIERS[tier].for_you]
    sections = [
        TableSection(tier, tier_heading(tier), program_lines(by_tier[tier]), TIERS[tier].means) for tier in apart
    ]
    if field is None:
        return sections
    mixed = [row for tier, some in by_tier.items() for row in some if TIERS[tier].for_you]
    mixed = table_columns.rows_in_order(mixed, field, any_list=any_list, turned=turned)
    round_about = ", REVERSED" if turned else ""
    title, means = f"ALL TIERS BY {field.words.upper()}{round_about}", f"{key_for('columns')} changes the order"
    return [TableSection(None, title, program_lines(mixed), means), *sections]


def tier_heading(tier: Tier) -> str:
    """The tier over its programs, with its bar."""
    means = TIERS[tier]
    return means.named.replace(means.name, means.name.upper())


def next_sort(before: str, field_id: str) -> str:
    """What a further click on a column's head makes of the sorting."""
    if before == field_id:
        return f"-{field_id}"
    return "" if before == f"-{field_id}" else field_id


def program_lines(rows: list[ProgramRow]) -> list[GridLine]:
    """A line for each program."""
    return [GridLine(row.program.id, row) for row in rows]


OFF_LIST = "not on the List of Unfilled Programs"
"""Over what stands behind the programs of the list."""


def off_list_apart(lines: list[GridLine], any_list: bool) -> list[GridLine]:
    """The lines, with a heading before those of programs that are not on the list; they stand last already."""
    first = bisect_left(lines, True, key=lambda line: off_list(line.item.program, any_list))
    if first == len(lines):
        return lines
    return [*lines[:first], GridLine("", None, f"{OFF_LIST} · {len(lines) - first}"), *lines[first:]]


def narrowed_lines(lines: list[GridLine], wanted: query.Query) -> list[GridLine]:
    """The lines whose programs are as wanted."""
    for word in wanted.words:
        lines = [line for line in lines if word in line.item.haystack]
    for test in wanted.tests:
        lines = [line for line in lines if test(line.item)]
    return lines
