"""Results of past years and research into programs: they fill gaps and take nothing away."""

import pytest

from soaptui.imports.merge import Skipped
from soaptui.imports.table_file import BadFile
from soaptui.records import Fact, Genetics, Program, State, YearResult, replace
from tests.unit.lists import LIST_HEADER, RESULTS, UNFILLED, Cells, applied, imported, list_row, plan_of
from tests.unit.merge_helpers import counts, with_program

# Results of past years


def test_a_results_table_is_known_by_its_years_and_gives_results() -> None:
    plan = plan_of(RESULTS, name="results.csv")
    assert (plan.kind, plan.year, plan.version, counts(plan)) == ("results", "2026", None, (3, 0, 0, 0))
    assert plan.positions == 4
    programs = applied(State(), plan).programs
    assert programs["2345120C0"].results == {
        "2026": YearResult(quota=8, matched=5),
        "2025": YearResult(quota=8, matched=8),
    }
    assert (programs["2345120C0"].name, programs["2345120C0"].state) == ("Family Medicine", "MI")
    assert programs["2345120C0"].columns == {"Table": "Main", "Site": "MAIN"}
    assert {program.listed for program in programs.values()} == {"unknown"}


def test_a_program_that_offered_nothing_has_no_results_and_breaks_no_total() -> None:
    assert imported(RESULTS).programs["2345320C10"].results == {}


def test_a_code_that_stands_twice_is_taken_once_with_the_years_of_both_rows() -> None:
    plan = plan_of(RESULTS)
    assert Skipped(4, "2345040R0 is there twice: line 3 was read") in plan.skipped
    assert applied(State(), plan).programs["2345040R0"].results == {
        "2026": YearResult(quota=2, matched=1),
        "2025": YearResult(quota=3, matched=1),
    }


def test_of_two_rows_for_a_code_the_first_counts() -> None:
    rows = [LIST_HEADER, list_row("1234140C0", 4), list_row("1234140c0", 9), list_row("1234140C0", "bad")]
    plan = plan_of(rows)
    assert plan.positions == 4
    assert [(item.line, "line 2 was read" in item.reason) for item in plan.skipped] == [(3, True), (4, True)]


def test_fellowships_are_left_out_with_their_lines() -> None:
    assert [(item.line, item.reason) for item in plan_of(RESULTS).skipped if "fellowship" in item.reason] == [
        (6, "2345H01F0 is a fellowship (type F): SOAP has no fellowships"),
        (7, "2345127S0 is a fellowship (type S): SOAP has no fellowships"),
    ]


def test_results_fill_gaps_and_replace_nothing() -> None:
    before = Program(
        id="2345120C0", code="2345120C0", type="C", specialty="Family Medicine", service="ResidencyCAS",
        name="My name",
        results={"2026": YearResult(quota=1, matched=0), "2020": YearResult(quota=4, matched=4)},
        columns={"Site": "mine"}, notes="mine", j1=Fact(value="no", source="call"),
    )  # fmt: skip
    header = [*RESULTS[0], "Notes", "J-1", "Phone", "Setting", "Application Service", "SOAP"]
    row = [*RESULTS[1], "theirs", "yes", "330 555 0140", "University", "ERAS", "yes"]
    after = imported([header, row], State(programs={before.id: before})).programs[before.id]
    assert after == replace(
        before,
        institution="Lakeshore Health-MI",
        city="Ludington",
        state="MI",
        phone="330 555 0140",
        setting="university",
        in_soap="yes",
        results={
            "2020": YearResult(quota=4, matched=4),
            "2026": YearResult(quota=8, matched=5),
            "2025": YearResult(quota=8, matched=8),
        },
        columns={"Site": "mine", "Table": "Main"},
    )


def test_results_need_years() -> None:
    with pytest.raises(BadFile, match="2026 Quota and 2026 Matched"):
        plan_of(UNFILLED, kind="results")


def test_years_are_kept_whatever_the_table_is_imported_as() -> None:
    program = imported(RESULTS, kind="research").programs["2345120C0"]
    assert program.results["2026"] == YearResult(quota=8, matched=5)


# Research


RESEARCH: list[Cells] = [
    ("Program Code", "Visa", "IMG %", "Genetics", "Notes", "Website", "PD"),
    ("1234140C0", "J-1; no H-1B", "62%", "yes", "asked in May", "ohio-valley.example", "Dr Alder"),
]


def test_research_adds_facts_with_their_source_and_leaves_the_list_alone() -> None:
    state = imported(UNFILLED)
    plan = plan_of(RESEARCH, state, name="mine.csv")
    assert (plan.kind, counts(plan)) == ("research", (0, 1, 0, 0))
    after = applied(state, plan)
    assert after.programs["1234140C0"] == replace(
        state.programs["1234140C0"],
        j1=Fact(value="yes", source="mine.csv"),
        h1b=Fact(value="no", source="mine.csv"),
        img_percent=62.0,
        genetics=Genetics(department=Fact(value="yes", source="mine.csv")),
        notes="asked in May",
        url="ohio-valley.example",
        columns={"PD": "Dr Alder"},
    )
    assert plan_of(RESEARCH, after, name="mine.csv").empty


def test_research_does_not_take_away_what_the_user_knows() -> None:
    told = Fact(value="yes", source="call with the coordinator", as_of="Mar 2027")
    genetics = Genetics(clinic=told, rotation=told)
    state = with_program(imported(UNFILLED), "1234140C0", j1=told, genetics=genetics, notes="asked in May 2026")
    after = imported(RESEARCH, state).programs["1234140C0"]
    assert after.j1 == told
    assert after.genetics == Genetics(clinic=told, rotation=told, department=Fact(value="yes", source="list.csv"))
    assert after.notes == "asked in May 2026\nasked in May"
    assert (after.listed, after.unfilled) == ("yes", 4)


def test_the_official_list_adds_nothing_to_notes_that_are_there() -> None:
    header, row = [*LIST_HEADER, "Remarks"], [*list_row("1234140C0"), "closed unit"]
    assert imported([header, row]).programs["1234140C0"].notes == "closed unit"
    state = with_program(imported(UNFILLED), "1234140C0", notes="mine")
    assert imported([header, row], state).programs["1234140C0"].notes == "mine"
