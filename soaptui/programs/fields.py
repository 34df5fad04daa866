"""What can be seen of a program in a table, and how the table is sorted by it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from soaptui.programs import codes, slots
from soaptui.programs.listing import ORDER, Row, positions
from soaptui.programs.tiers import stale_h1b
from soaptui.records import Fact


class Field(NamedTuple):
    """One thing of a program: its name in the table's head and in plain words, its text, its place in an order.

    `place` gives None where nothing is known; `high_first` says that the highest is wanted at the top.
    """

    id: str
    title: str
    words: str
    text: Callable[[Row, bool], str]
    place: Callable[[Row, bool], Any]
    high_first: bool = False


DOTS = {"yes": "●", "no": "○", "unknown": "?"}
CHANGED = {"sent": "✓ ", "planned": "+ "}
"""What stands before an application in the table."""

OWN = "own:"
"""Before the name of a column of the user's own files, where a field is named by its id."""


def visas(row: Row) -> str:
    """The visas that are known to be sponsored, old H-1B claims with a question mark."""
    program = row.program
    names = [name for name, fact in (("J-1", program.j1), ("H-1B", program.h1b)) if fact.value == "yes"]
    if names and names[-1] == "H-1B" and stale_h1b(program.h1b):
        names[-1] = "H-1B?"
    if names:
        return " ".join(names)
    return "none" if program.j1.value == "no" else "?"


def genetics(row: Row) -> str:
    """Department, clinic and rotation, a dot each."""
    return "".join(DOTS[fact.value] for fact in _genetics_facts(row))


def _genetics_facts(row: Row) -> tuple[Fact, Fact, Fact]:
    found = row.program.genetics
    return found.department, found.clinic, found.rotation


def open_positions(row: Row, any_list: bool) -> str:
    """How many positions are open, as far as is known."""
    count, _ = positions(row.program, any_list)
    return "" if count is None else str(count)


def application(row: Row) -> str:
    """The application in a word, with its mark."""
    standing = slots.standing(row.application)
    return f"{CHANGED.get(standing, '')}{standing}"


def chance(row: Row, any_list: bool) -> str:
    """The user's own figure for the chance of an offer."""
    own = row.program.chance
    return "" if own is None else f"{own:.0%}"


def _letters(text: str) -> str | None:
    return text.casefold() or None


def _most_yes(*facts: Fact) -> int | None:
    """How many are claimed; None where nothing is known of any."""
    return None if all(fact.value == "unknown" for fact in facts) else sum(fact.value == "yes" for fact in facts)


FIELDS: tuple[Field, ...] = (
    Field("code", "code", "NRMP code", lambda r, _: r.program.code or "no code",
          lambda r, _: _letters(r.program.code)),
    Field("program", "program", "institution and program", lambda r, _: r.program.institution,
          lambda r, _: _letters(f"{r.program.institution} {r.program.name}".strip())),
    Field("city", "city", "city", lambda r, _: r.program.city, lambda r, _: _letters(r.program.city)),
    Field("state", "st", "state", lambda r, _: r.program.state, lambda r, _: _letters(r.program.state)),
    Field("specialty", "specialty", "specialty", lambda r, _: codes.short(r.program),
          lambda r, _: _letters(codes.short(r.program))),
    Field("type", "type", "type of position", lambda r, _: codes.TYPES.get(r.program.type, "").split(" (")[0],
          lambda r, _: _letters(r.program.type)),
    Field("tier", "tier", "tier", lambda r, _: "–" if r.tier == "no" else r.tier, lambda r, _: ORDER.index(r.tier)),
    Field("visa", "visa", "visas sponsored", lambda r, _: visas(r),
          lambda r, _: _most_yes(r.program.j1, r.program.h1b), True),
    Field("img", "IMG", "share of IMGs", lambda r, _: "" if (p := r.program.img_percent) is None else f"{p:.0f}%",
          lambda r, _: r.program.img_percent, True),
    Field("genetics", "gen", "genetics: department, clinic, rotation", lambda r, _: genetics(r),
          lambda r, _: _most_yes(*_genetics_facts(r)), True),
    Field("open", "open", "open positions", open_positions, lambda r, listed: positions(r.program, listed)[0], True),
    Field("fit", "fit", "fit", lambda r, _: str(r.assessment.fit), lambda r, _: r.assessment.fit, True),
    Field("applied", "applied", "application", lambda r, _: application(r), lambda r, _: _letters(application(r))),
    Field("service", "service", "application service", lambda r, _: slots.service_of(r.program),
          lambda r, _: _letters(slots.service_of(r.program))),
    Field("setting", "setting", "university or community",
          lambda r, _: "" if r.program.setting == "unknown" else r.program.setting,
          lambda r, _: None if r.program.setting == "unknown" else r.program.setting),
    Field("chance", "chance", "chance (your figure)", chance, lambda r, _: r.program.chance, True),
    Field("tags", "tags", "tags", lambda r, _: " ".join(r.program.tags),
          lambda r, _: _letters(" ".join(r.program.tags))),
    Field("phone", "phone", "phone", lambda r, _: r.program.phone, lambda r, _: _letters(r.program.phone)),
    Field("notes", "notes", "notes", lambda r, _: r.program.notes.replace("\n", " "),
          lambda r, _: _letters(r.program.notes)),
)  # fmt: skip
"""Everything that a column can show, in the order in which it is offered."""

BY_ID = {field.id: field for field in FIELDS}


def own_fields(rows: Iterable[Row]) -> list[Field]:
    """A field for each column that the user's files brought and nobody knew, by name."""
    names = sorted({name for row in rows for name in row.program.columns}, key=str.casefold)
    return [_own(name) for name in names]


def _own(name: str) -> Field:
    def text(row: Row, _: bool) -> str:
        return row.program.columns.get(name, "").replace("\n", " ")

    return Field(f"{OWN}{name}", name, f"{name} (your file)", text, lambda row, listed: _natural(text(row, listed)))


def _natural(text: str) -> tuple[int, float, str] | None:
    """Numbers by their size, before words by their letters."""
    if not text:
        return None
    try:
        return (0, float(text.rstrip("%").replace(",", "")), "")
    except ValueError:
        return (1, 0.0, text.casefold())


def named(field_id: str) -> Field | None:
    """The field of that id; None for one that there is not."""
    return _own(field_id.removeprefix(OWN)) if field_id.startswith(OWN) else BY_ID.get(field_id)


def ordered(rows: Iterable[Row], field: Field, *, any_list: bool, turned: bool = False) -> list[Row]:
    """The rows by that field, the wanted end first (`turned`: last); what is not known comes at the end."""
    known: list[tuple[Any, Row]] = []
    unknown: list[tuple[Any, Row]] = []
    for row in rows:
        place = field.place(row, any_list)
        (unknown if place is None else known).append((place, row))
    known.sort(key=lambda item: item[0], reverse=field.high_first is not turned)
    return [row for _, row in [*known, *unknown]]
