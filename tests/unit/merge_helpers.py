"""What the tests of the merge share: a plan in figures, what it makes of a state, and the user's own research."""

from collections.abc import Mapping, Sequence

from soaptui.imports import joining, merge
from soaptui.imports.merge import ImportPlan
from soaptui.records import Program, State, replace
from tests.unit.lists import NOW, UNFILLED, Cells, plan_of, read_rows

RESEARCH_HEADER = ("Hospital", "Program", "City", "State", "ACGME ID", "Visa", "As of", "Notes", "Tags")


def counts(plan: ImportPlan) -> tuple[int, int, int, int]:
    """New, changed, gone, unchanged."""
    return plan.new, plan.changed, plan.gone, plan.unchanged


def with_program(state: State, code: str, **changes: object) -> State:
    """The state after the user wrote something into a program."""
    return state.with_records([("programs", code, replace(state.programs[code], **changes))])


def research_row(
    hospital: str = "",
    program: str = "",
    city: str = "",
    state: str = "",
    *,
    acgme: str = "",
    visa: str = "",
    as_of: str = "",
    notes: str = "",
    tags: str = "",
) -> list[str]:
    """A row of the user's own spreadsheet, without an NRMP code."""
    return [hospital, program, city, state, acgme, visa, as_of, notes, tags]


def research(
    rows: Sequence[Cells],
    state: State | None = None,
    name: str = "mine.csv",
    joined: Mapping[str, str] | None = None,
    header: Cells = RESEARCH_HEADER,
) -> ImportPlan:
    """What importing the user's own research would do."""
    return merge.plan_import(read_rows([header, *rows], name), state or State(), NOW, "research", joined=joined or {})


def taken_in(state: State, plan: ImportPlan) -> State:
    """The state after the whole import: records put, records removed."""
    return joining.state_after(state, list(plan.records), list(plan.removed))


def known(
    state: State | None, rows: Sequence[Cells], name: str = "mine.csv", header: Cells = RESEARCH_HEADER
) -> State:
    """The state after importing the user's own research."""
    before = state or State()
    return taken_in(before, research(rows, before, name, header=header))


def own_programs(state: State) -> list[Program]:
    """The programs of the user's research that are not joined with one of a list."""
    return [program for program in state.programs.values() if not program.code]


def listed(state: State, rows: Sequence[Cells] = UNFILLED) -> State:
    """The state after an unfilled list came."""
    return taken_in(state, plan_of(rows, state))


VALLEY = research_row(
    "Ohio Valley Medical Center", "IM", "Marietta", "Ohio", visa="J-1", as_of="Feb 2027", notes="kind PD", tags="warm"
)
FAR = research_row("Nowhere Hospital", "Peds", "Nowhere", "TX", visa="no", notes="read")
LISTED = listed(State())
