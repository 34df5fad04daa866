"""Programs for the filter to find, each unlike the others. No institution here exists."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from soaptui.filters import query
from soaptui.programs import program_filter
from soaptui.programs.listing import Listing
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Application, Fact, Genetics, ListVersion, Profile, Program, Record, State, kind_of

NOW = datetime(2027, 3, 15, 14, 5, tzinfo=UTC)
LATER = datetime(2027, 3, 18, 15, 5, tzinfo=UTC)

YES, NO = Fact(value="yes", as_of="Feb 2027"), Fact(value="no", as_of="Feb 2027")


def program(code: str, institution: str, city: str, state: str, **more: Any) -> Program:
    """A program that stands on the list."""
    given = {"id": code, "code": code, "type": code[7], "listed": "yes", "in_soap": "yes"}
    return Program(institution=institution, city=city, state=state, **(given | more))


OHIO = program(
    "1234140C0", "Ohio Valley Med Ctr", "Marietta", "OH", specialty="Internal Medicine", service="ERAS", unfilled=4,
    j1=YES, h1b=NO, imgs=YES, img_percent=62.0, genetics=Genetics(clinic=YES), setting="university",
    notes="Asked at 10:30 about Step 3, see https://example.org/visas", tags=("call-back", "first choice"),
    columns={"Program Director": "Dr. Ada Quill", "Visa Notes": "sponsors, see mail", "PGY1 salary": "$64,200"},
)  # fmt: skip
PEDS = program(
    "1234320C0", "Ohio Valley Med Ctr", "Marietta", "OH", specialty="Pediatrics", service="ERAS", unfilled=2,
    j1=NO, h1b=NO, imgs=NO, genetics=Genetics(department=NO, clinic=NO, rotation=NO, research=NO),
    setting="community",
)  # fmt: skip
GENETICS = program(
    "2345765C0", "Lakeshore Health", "St. Anselm", "MI", specialty="Pediatrics-Medical Genetics", unfilled=1,
    h1b=Fact(value="yes", as_of="Jan 2027"), img_percent=5.0, setting="university-affiliated",
    columns={"program director": "Dr. Bo Lark", "PGY1 salary": "58000"},
)  # fmt: skip
PRELIM = program(
    "3456440P1", "Red Mesa Hospital", "Fort Yarrow", "NY", specialty="Surgery-Preliminary", unfilled=7,
    h1b=Fact(value="yes", as_of="2023"),
)  # fmt: skip
EMERGENCY = program(
    "3456110C0", "Red Mesa Hospital", "Fort Yarrow", "NY", specialty="Emergency Medicine", service="ResidencyCAS",
    listed="no", unfilled=0, j1=YES, img_percent=29.6, in_soap="no",
)  # fmt: skip
RESEARCH = Program(
    id="a1b2c3", institution="Tarn General", specialty="internal medicine", state="north carolina", city="Tarn",
    imgs=YES, genetics=Genetics(rotation=YES, research=YES),
)  # fmt: skip

OH, PE, GE, PR, EM, RE = (p.id for p in (OHIO, PEDS, GENETICS, PRELIM, EMERGENCY, RESEARCH))
EVERY = {OH, PE, GE, PR, EM, RE}

RECORDS: tuple[Record, ...] = (
    *(OHIO, PEDS, GENETICS, PRELIM, EMERGENCY, RESEARCH),
    Profile(id="me", visa="J-1"),
    Application(id=OH, program=OH, sent=NOW, planned=NOW),
    Application(id=EM, program=EM, sent=NOW, closed="rejected"),
    Application(id=PR, program=PR, planned=NOW),
    ListVersion(id="second", at=LATER, source="thursday.csv", appeared=(GE,)),
    ListVersion(id="first", at=NOW, source="monday.csv", appeared=(OH, PE, PR, EM)),
)


def state_of(*records: Record) -> State:
    """A state that holds these records."""
    return State().with_records([(kind_of(record), record.id, record) for record in records])


ROWS = Listing().rows(state_of(*RECORDS), {})
COLUMNS = program_filter.own_column_names(ROWS)


def found(text: str, rows: Sequence[ProgramRow] = ROWS, columns: Sequence[str] | None = COLUMNS) -> set[str]:
    """The ids of the rows that the filter lets through, by both ways of asking."""
    wanted = program_filter.parse_program_filter(text, columns)
    by_row = {
        row.program.id
        for row in rows
        if all(word in row.haystack for word in wanted.words) and all(test(row) for test in wanted.tests)
    }
    assert {row.program.id for row in query.narrowed(rows, wanted)} == by_row
    return by_row


def filtered(rows: Sequence[ProgramRow], text: str) -> list[ProgramRow]:
    """The rows that the filter lets through, in their order."""
    return query.narrowed(rows, program_filter.parse_program_filter(text, program_filter.own_column_names(rows)))
