"""What can be seen of a program in a table, and how the table is sorted by it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from soaptui.eligibility import visa_facts
from soaptui.glyphs import says_drawings
from soaptui.program_tiers import BEST_FIRST, TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.listing import ProgramRow, off_list, positions
from soaptui.programs.tiers import stale_h1b
from soaptui.records import Fact

HEADS = {"type": "T"}
"""The head of a column that has no room for its title."""


class TableColumn(NamedTuple):
    """One thing of a program: its name in the table's head and in plain words, its text, its place in an order.

    `place` gives None where nothing is known; `high_first` says that the highest is wanted at the top.
    """

    id: str
    title: str
    words: str
    text: Callable[[ProgramRow, bool], str]
    place: Callable[[ProgramRow, bool], Any]
    high_first: bool = False


DOTS = {"yes": "●", "no": "○", "unknown": "?"}
LETTERS = {"yes": "y", "no": "n", "unknown": "?"}
"""What is read aloud in place of a dot."""
HEADS = {"type": "T"}
"""The head of a column that has no room for its title."""
CHANGED = {"sent": "✓ ", "planned": "+ "}
"""What stands before an application in the table."""

OWN = "own:"
"""Before the name of a column of the user's own files, where a field is named by its id."""


def visas_cell(row: ProgramRow) -> str:
    """The visas that are known to be sponsored, old H-1B claims with a question mark."""
    program = row.program
    names: list[str] = [name for name, fact in visa_facts(program) if fact.value == "yes"]
    if names and names[-1] == "H-1B" and stale_h1b(program.h1b):
        names[-1] = "H-1B?"
    if names:
        return " ".join(names)
    return "none" if program.j1.value == "no" else "?"


def genetics_cell(row: ProgramRow) -> str:
    """Department, clinic and rotation, a dot each, or a letter where drawings are said in words."""
    marks = LETTERS if says_drawings() else DOTS
    return "".join(marks[fact.value] for fact in _genetics_facts(row))


def _genetics_facts(row: ProgramRow) -> tuple[Fact, Fact, Fact]:
    found = row.program.genetics
    return found.department, found.clinic, found.rotation


def open_positions(row: ProgramRow, any_list: bool) -> str:
    """How many positions are open, as far as is known."""
    count, _ = positions(row.program, any_list)
    return "" if count is None else str(count)


def application_cell(row: ProgramRow) -> str:
    """The application in a word, with its mark."""
    standing = slots.application_word(row.application)
    return f"{CHANGED.get(standing, '')}{standing}"


def chance_cell(row: ProgramRow, any_list: bool) -> str:
    """The user's own figure for the chance of an offer."""
    own = row.program.chance
    return "" if own is None else f"{own:.0%}"


def _letters(text: str) -> str | None:
    return text.casefold() or None


def _most_yes(*facts: Fact) -> int | None:
    """How many are claimed; None where nothing is known of any."""
    return None if all(fact.value == "unknown" for fact in facts) else sum(fact.value == "yes" for fact in facts)


FIELDS: tuple[TableColumn, ...] = (
    TableColumn("code", "code", "NRMP code", lambda r, _: r.program.code or "no code",
          lambda r, _: _letters(r.program.code)),
    TableColumn("program", "program", "institution and program", lambda r, _: r.program.institution,
          lambda r, _: _letters(f"{r.program.institution} {r.program.name}".strip())),
    TableColumn("city", "city", "city", lambda r, _: r.program.city, lambda r, _: _letters(r.program.city)),
    TableColumn("state", "st", "state", lambda r, _: r.program.state, lambda r, _: _letters(r.program.state)),
    TableColumn("specialty", "specialty", "specialty", lambda r, _: specialties.short_specialty(r.program),
          lambda r, _: _letters(specialties.short_specialty(r.program))),
    TableColumn("type", "type", "type of position",
          lambda r, _: specialties.TYPES.get(r.program.type, "").split(" (")[0],
          lambda r, _: _letters(r.program.type)),
    TableColumn("tier", "tier", "tier", lambda r, _: TIERS[r.tier].short,
          lambda r, _: BEST_FIRST.index(r.tier)),
    TableColumn("visa", "visa", "visas sponsored", lambda r, _: visas_cell(r),
          lambda r, _: _most_yes(r.program.j1, r.program.h1b), True),
    TableColumn("img", "IMG", "share of IMGs",
          lambda r, _: "" if (p := r.program.img_percent) is None else f"{p:.0f}%",
          lambda r, _: r.program.img_percent, True),
    TableColumn("genetics", "gen", "genetics: department, clinic, rotation", lambda r, _: genetics_cell(r),
          lambda r, _: _most_yes(*_genetics_facts(r)), True),
    TableColumn("open", "open", "open positions", open_positions,
          lambda r, listed: positions(r.program, listed)[0], True),
    TableColumn("fit", "fit", "fit", lambda r, _: str(r.assessment.fit), lambda r, _: r.assessment.fit, True),
    TableColumn("applied", "applied", "application", lambda r, _: application_cell(r),
          lambda r, _: _letters(application_cell(r))),
    TableColumn("service", "service", "application service", lambda r, _: slots.service_in_words(r.program),
          lambda r, _: _letters(slots.service_in_words(r.program))),
    TableColumn("setting", "setting", "university or community",
          lambda r, _: "" if r.program.setting == "unknown" else r.program.setting,
          lambda r, _: None if r.program.setting == "unknown" else r.program.setting),
    TableColumn("chance", "chance", "chance (your figure)", chance_cell, lambda r, _: r.program.chance, True),
    TableColumn("tags", "tags", "tags", lambda r, _: " ".join(r.program.tags),
          lambda r, _: _letters(" ".join(r.program.tags))),
    TableColumn("phone", "phone", "phone", lambda r, _: r.program.phone, lambda r, _: _letters(r.program.phone)),
    TableColumn("notes", "notes", "notes", lambda r, _: r.program.notes.replace("\n", " "),
          lambda r, _: _letters(r.program.notes)),
)  # fmt: skip
"""Everything that a column can show, in the order in which it is offered."""

BY_ID = {field.id: field for field in FIELDS}


def own_table_columns(rows: Iterable[ProgramRow]) -> list[TableColumn]:
    """A field for each column that the user's files brought and nobody knew, by name."""
    names = sorted({name for row in rows for name in row.program.columns}, key=str.casefold)
    return [_own(name) for name in names]


def _own(name: str) -> TableColumn:
    def text(row: ProgramRow, _: bool) -> str:
        return row.program.columns.get(name, "").replace("\n", " ")

    return TableColumn(
        f"{OWN}{name}", name, f"{name} (your file)", text, lambda row, listed: _natural(text(row, listed))
    )


def _natural(text: str) -> tuple[int, float, str] | None:
    """Numbers by their size, before words by their letters."""
    if not text:
        return None
    try:
        return (0, float(text.rstrip("%").replace(",", "")), "")
    except ValueError:
        return (1, 0.0, text.casefold())


def column_of_id(field_id: str) -> TableColumn | None:
    """The field of that id; None for one that there is not."""
    return _own(field_id.removeprefix(OWN)) if field_id.startswith(OWN) else BY_ID.get(field_id)


def rows_in_order(
    rows: Iterable[ProgramRow], field: TableColumn, *, any_list: bool, turned: bool = False
) -> list[ProgramRow]:
    """The rows by that field, the wanted end first (`turned`: last); what is not known comes at the end.

    Behind all of them stands what is not on the list, in the same order.
    """
    known: list[tuple[Any, ProgramRow]] = []
    unknown: list[tuple[Any, ProgramRow]] = []
    for row in rows:
        place = field.place(row, any_list)
        (unknown if place is None else known).append((place, row))
    known.sort(key=lambda item: item[0], reverse=field.high_first is not turned)
    ordered = [row for _, row in [*known, *unknown]]
    return sorted(ordered, key=lambda row: off_list(row.program, any_list)) if any_list else ordered
