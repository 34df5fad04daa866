"""Programs side by side: what is compared, and where they differ."""

from soaptui.calls.comparing import compared_lines, how_many_differ
from soaptui.programs.listing import Listing
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Application, Call, Fact, Genetics, ListVersion, Profile, Program, State
from soaptui.week import zones

YES = Fact(value="yes", source="FREIDA", as_of="Feb 2027")
NO = Fact(value="no", source="program site", as_of="Jan 2027")
AT = zones.read_iso("2027-03-18T10:00:00")

OHIO = Program(
    id="1234140C0", code="1234140C0", institution="Ohio Valley", name="Internal Medicine", city="Marietta",
    state="OH", listed="yes", unfilled=4, quota=8, j1=YES, h1b=NO, imgs=YES, img_percent=62.0,
    genetics=Genetics(clinic=YES),
    setting="university", notes="near the river",
)  # fmt: skip
LAKE = Program(id="2345140P0", code="2345140P0", institution="Lakeshore", name="Medicine-Preliminary", listed="yes")
BARE = Program(id="own", institution="Nowhere")
STATE = State(
    programs={program.id: program for program in (OHIO, LAKE, BARE)},
    profile={"me": Profile(id="me", visa="J-1", match="unmatched")},
    list_versions={"a": ListVersion(id="a", at=AT, source="list")},
    applications={OHIO.id: Application(id=OHIO.id, program=OHIO.id, sent=AT)},
    calls={"c": Call(id="c", program=OHIO.id, started=AT, ended=AT, note="asked about the start")},
)


def rows(*ids: str) -> list[ProgramRow]:
    by_id = {row.program.id: row for row in Listing().rows(STATE, {})}
    return [by_id[each] for each in ids]


def test_what_decides_stands_first_and_every_program_has_its_value() -> None:
    lines = compared_lines(rows(OHIO.id, LAKE.id), STATE)
    names = [line.name for line in lines]
    assert names[:5] == ["type", "visa", "IMGs", "genetics", "open"]
    assert names.index("so far") < names.index("tier") < names.index("why") < names.index("code")
    assert all(len(line.values) == 2 for line in lines)
    by_name = {line.name: line.values for line in lines}
    assert by_name["type"] == ("C categorical", "P preliminary")
    assert by_name["visa"] == ("J-1: yes\nH-1B: no", "J-1: ?\nH-1B: ?")
    assert by_name["IMGs"] == ("62%\ntakes them: yes", "takes them: ?")
    assert by_name["genetics"][0] == "department: ?\nclinic: yes\nrotation: ?"
    assert by_name["open"] == ("4 of 8", "?")
    assert by_name["applied"] == ("sent", "")
    assert "J-1: yes (FREIDA, Feb 2027)" in by_name["facts"][0]
    assert "H-1B: no (program site, Jan 2027)" in by_name["facts"][0]
    assert "call" in by_name["so far"][0].casefold()
    assert by_name["so far"][1] == ""


def test_only_what_is_not_the_same_differs() -> None:
    lines = compared_lines(rows(OHIO.id, OHIO.id), STATE)
    assert [line.name for line in lines if line.differs] == []
    assert how_many_differ(lines) == "All alike"
    lines = compared_lines(rows(OHIO.id, LAKE.id), STATE)
    assert not next(line for line in lines if line.name == "service").differs
    assert next(line for line in lines if line.name == "visa").differs
    assert how_many_differ(lines).endswith(f"of {len(lines)}")


def test_what_nobody_knows_of_any_is_left_out_and_unknown_is_no_no() -> None:
    lines = compared_lines(rows(BARE.id, LAKE.id), STATE)
    names = [line.name for line in lines]
    assert "facts" not in names
    assert "notes" not in names
    by_name = {line.name: line.values for line in lines}
    assert by_name["type"][0] == "?"
    assert "no" not in by_name["visa"][0]
    assert by_name["genetics"] == ("?", "?")
