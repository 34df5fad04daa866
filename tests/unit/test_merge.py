"""Rows into programs: what an import changes, and all that it must leave alone."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import merge
from soaptui.programs.merge import Kind, Plan, Skipped
from soaptui.programs.sheets import BadFile, Row, Sheet
from soaptui.records import (
    Application,
    Fact,
    Genetics,
    ListVersion,
    Program,
    State,
    YearResult,
    replace,
)
from tests.unit.lists import (
    LATER,
    LIST_HEADER,
    NOW,
    RESULTS,
    UNFILLED,
    Cells,
    applied,
    imported,
    list_row,
    plan_of,
    read_rows,
)


def counts(plan: Plan) -> tuple[int, int, int, int]:
    """New, changed, gone, unchanged."""
    return plan.new, plan.changed, plan.gone, plan.unchanged


def with_program(state: State, code: str, **changes: object) -> State:
    """The state after the user wrote something into a program."""
    return state.with_records([("programs", code, replace(state.programs[code], **changes))])


def test_an_unfilled_list_makes_programs_with_what_their_codes_encode() -> None:
    plan = plan_of(UNFILLED)
    assert (plan.kind, counts(plan), plan.positions, plan.skipped) == ("unfilled", (4, 0, 0, 0), 10, ())
    program = applied(State(), plan).programs["1234765C0"]
    assert program == Program(
        id="1234765C0",
        code="1234765C0",
        institution="Ohio Valley Med Ctr-OH",
        name="Peds/Genetics",
        specialty="Pediatrics-Medical Genetics",
        type="C",
        city="Marietta",
        state="OH",
        service="ERAS",
        in_soap="yes",
        quota=8,
        listed="yes",
        unfilled=1,
    )


def test_planning_changes_nothing_and_the_second_run_of_the_same_list_has_nothing_to_do() -> None:
    state = State()
    state = applied(state, plan_of(UNFILLED, state))
    again = plan_of(UNFILLED, state)
    assert counts(again) == (0, 0, 0, 4)
    assert again.empty
    assert again.positions == 10
    assert State().programs == {}


def test_the_list_version_says_what_stands_on_the_list_and_what_moved() -> None:
    first = imported(UNFILLED)
    (version,) = first.list_versions.values()
    assert version == ListVersion(
        id=version.id,
        at=NOW,
        source="list.csv",
        positions={"1234140C0": 4, "1234320C0": 2, "1234765C0": 1, "1234110C1": 3},
        appeared=("1234140C0", "1234320C0", "1234765C0", "1234110C1"),
    )
    plan = plan_of([LIST_HEADER, list_row("1234140C0", 1), list_row("9999140C0", 2)], first, name="round1.csv")
    assert plan.version is not None
    assert plan.version.id != version.id
    assert plan.version.source == "round1.csv"
    assert plan.version.positions == {"1234140C0": 1, "9999140C0": 2}
    assert plan.version.appeared == ("9999140C0",)
    assert plan.version.vanished == ("1234320C0", "1234765C0", "1234110C1")
    assert counts(plan) == (1, 1, 3, 0)
    assert plan.positions == 3


def test_a_program_that_left_the_list_is_marked_and_keeps_all_that_the_user_wrote() -> None:
    state = imported(UNFILLED)
    mine = {
        "notes": "kind PD",
        "tags": ("call",),
        "tier_override": "1",
        "override_reason": "home",
        "talking_points": "x",
    }
    state = with_program(state, "1234320C0", **mine)
    sent = Application(id="1234320C0", program="1234320C0", service="ERAS", planned=NOW, sent=NOW)
    state = state.with_records([("applications", sent.id, sent)])
    after = imported(UNFILLED[:2], state)
    program = after.programs["1234320C0"]
    assert program == replace(state.programs["1234320C0"], listed="no", unfilled=0)
    assert after.applications == {"1234320C0": sent}
    assert counts(plan_of(UNFILLED[:2], after)) == (0, 0, 0, 1)


def test_a_program_that_comes_back_is_listed_again_as_new_on_the_list() -> None:
    state = imported(UNFILLED[:2], imported(UNFILLED))
    plan = plan_of(UNFILLED, state)
    assert counts(plan) == (0, 3, 0, 1)
    assert plan.version is not None
    assert plan.version.appeared == ("1234320C0", "1234765C0", "1234110C1")
    back = applied(state, plan).programs["1234320C0"]
    assert (back.listed, back.unfilled) == ("yes", 2)


def test_a_program_that_comes_back_without_a_number_has_an_unknown_number_of_positions() -> None:
    state = imported(UNFILLED[:2], imported(UNFILLED))
    back = imported([LIST_HEADER, list_row("1234140C0"), list_row("1234320C0", "")], state).programs["1234320C0"]
    assert (back.listed, back.unfilled) == ("yes", None)


def test_only_an_unfilled_list_makes_programs_leave_it() -> None:
    state = imported(UNFILLED)
    research: list[Cells] = [("Code", "Visa", "Region"), ("7777140C0", "J-1", "west")]
    for rows in (research, RESULTS):
        plan = plan_of(rows, state)
        assert (plan.gone, plan.version) == (0, None)
        assert all(applied(state, plan).programs[code].listed == "yes" for code in state.programs)


def test_a_program_whose_row_cannot_be_read_has_not_left_the_list() -> None:
    state = imported(UNFILLED)
    plan = plan_of([LIST_HEADER, list_row("1234140C0", "see below"), *UNFILLED[2:]], state)
    assert counts(plan) == (0, 0, 0, 3)
    assert plan.skipped == (Skipped(2, "1234140C0: positions unfilled 'see below' is no whole number"),)
    assert applied(state, plan).programs["1234140C0"].listed == "yes"


def test_empty_cells_erase_nothing() -> None:
    state = imported(UNFILLED)
    empty = [LIST_HEADER, *(["", "", "", "", row[4], "", "", "", ""] for row in UNFILLED[1:])]
    plan = plan_of(empty, state)
    assert counts(plan) == (0, 0, 0, 4)
    assert plan.positions == 10


def test_a_cell_that_says_something_replaces_what_the_list_said_before() -> None:
    row = list_row("1234140C0", 3, "Int Med/Main", "ResidencyCAS")
    program = imported([LIST_HEADER, row], imported(UNFILLED)).programs["1234140C0"]
    assert (program.name, program.unfilled, program.service) == ("Int Med/Main", 3, "ResidencyCAS")


def test_the_service_is_the_specialtys_where_the_list_does_not_say() -> None:
    rows = [("Code", "Unfilled"), ("1234110C0", 1), ("1234140C0", 1), ("1234888C0", 1)]
    programs = imported(rows).programs
    assert [program.service for program in programs.values()] == ["ResidencyCAS", "ERAS", "unknown"]


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
    assert Skipped(4, "2345040R0 stands twice: line 3 was taken") in plan.skipped
    assert applied(State(), plan).programs["2345040R0"].results == {
        "2026": YearResult(quota=2, matched=1),
        "2025": YearResult(quota=3, matched=1),
    }


def test_of_two_rows_for_a_code_the_first_counts() -> None:
    rows = [LIST_HEADER, list_row("1234140C0", 4), list_row("1234140c0", 9), list_row("1234140C0", "bad")]
    plan = plan_of(rows)
    assert plan.positions == 4
    assert [(item.line, "line 2 was taken" in item.reason) for item in plan.skipped] == [(3, True), (4, True)]


def test_fellowships_are_left_out_with_their_lines() -> None:
    assert [(item.line, item.reason) for item in plan_of(RESULTS).skipped if "fellowship" in item.reason] == [
        (6, "2345H01F0 is a fellowship (type F): it has no place in SOAP"),
        (7, "2345127S0 is a fellowship (type S): it has no place in SOAP"),
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


# Finding the table


def test_the_header_may_stand_below_a_title_block() -> None:
    title: list[Cells] = [("List of Unfilled Programs",), ("Printed", "15 March 2027"), ("City", "of", "residence")]
    plan = plan_of([*title, *UNFILLED, ("Total", "", "", "", "", "", 10)])
    assert (plan.new, plan.positions) == (4, 10)
    assert plan.skipped == (Skipped(9, "no NRMP program code"),)
    assert plan.mapped["code"] == "NRMP Program Code"
    assert plan.mapped["unfilled"] == "Positions Unfilled"


def test_without_a_code_column_the_code_is_found_anywhere_in_the_row() -> None:
    plan = plan_of([("Program", "City", "Unfilled"), ("Int Med (1234140C0)", "Toledo", 2), ("Peds 12", "Lima", 1)])
    assert [program.id for program in plan.programs] == ["1234140C0"]
    assert plan.skipped == (Skipped(3, "no NRMP program code"),)


def test_a_code_column_without_a_single_program_code_is_kept_as_an_unknown_one() -> None:
    rows: list[Cells] = [("Program Code", "NRMP", "City"), ("1403521234", "1234140C0", "Toledo")]
    plan = plan_of(rows)
    assert plan.ignored_columns == ("NRMP", "Program Code")
    assert applied(State(), plan).programs["1234140C0"].columns["Program Code"] == "1403521234"


def test_a_code_outside_its_column_does_not_count() -> None:
    rows: list[Cells] = [("Code", "City", "Remarks"), ("1234140C0", "Lima", ""), ("n/a", "Lima", "was 1234320C0")]
    plan = plan_of(rows)
    assert plan.new == 1
    assert plan.skipped == (Skipped(3, "'n/a' is no NRMP program code"),)


def test_of_several_sheets_the_one_with_the_most_codes_is_taken() -> None:
    few: list[Cells] = [("Code", "City", "State"), ("9999140C0", "Lima", "OH")]
    sheets = [
        *read_rows([("Help",)], "a.xlsx, sheet Help"),
        *read_rows(few, "a.xlsx, sheet Few"),
        *read_rows(UNFILLED, "a.xlsx, sheet All"),
        Sheet("a.xlsx, sheet None", []),
    ]
    assert merge.plan(sheets, State(), NOW).source == "a.xlsx, sheet All"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", "b"), ("1234140C0", "4")], "no row of headings"),
        ([("1234140C0", "Toledo")], "no row of headings"),
        ([("Code", "City"), ("n/a", "Toledo")], "no NRMP program code"),
        ([("Code",), ("n/a",)], "no NRMP program code"),
        ([LIST_HEADER], "no NRMP program code"),
        ([(" ", "")], "no row of headings"),
        ([("x",)] * merge.HEADER_WITHIN + list(UNFILLED), "no row of headings"),
    ],
)
def test_a_file_without_a_table_of_programs_is_refused_in_words(rows: list[Cells], said: str) -> None:
    with pytest.raises(BadFile, match=f"^list.csv: {said}"):
        plan_of(rows)


def test_a_workbook_without_sheets_is_refused_in_words() -> None:
    with pytest.raises(BadFile, match="no row of headings"):
        merge.plan([], State(), NOW)


def test_unknown_columns_are_named_and_kept() -> None:
    header, row = [*LIST_HEADER, "Zip", "Zip"], [*list_row("1234140C0"), "45750", "45751"]
    plan = plan_of([header, row])
    assert plan.ignored_columns == ("Zip", "Zip (11)")
    assert plan.programs[0].columns == {"Zip": "45750", "Zip (11)": "45751"}
    later = imported([[*LIST_HEADER, "Zip"], [*list_row("1234140C0"), "45999"]], applied(State(), plan))
    assert later.programs["1234140C0"].columns == {"Zip": "45999", "Zip (11)": "45751"}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (("Code", "Positions Unfilled"), "unfilled"),
        (("Code", "Application Service"), "unfilled"),
        (("Code", "SOAP"), "unfilled"),
        (("Code", "Visa"), "research"),
        (("Code", "City"), "research"),
        (("Code", "2026 Quota", "2026 Matched"), "results"),
        (("Code", "2026 Quota", "City"), "research"),
    ],
)
def test_what_a_table_is_follows_from_its_columns(header: Cells, kind: Kind) -> None:
    assert plan_of([header, ["1234140C0", *[""] * (len(header) - 1)]]).kind == kind


# What hostile files hold


def test_hostile_text_is_cleaned_and_counted() -> None:
    hostile = "\x1b[31mOhio\u202e Valley\x07 [bold]=2+2[/]"
    rows: list[Cells] = [
        ("Code", "Institution", "City", "Zip\u202e"),
        ("1234140C0", hostile, "São  Tomé", "4\x1b]0;x\x075"),
    ]
    plan = plan_of(rows, kind="unfilled")
    (program,) = plan.programs
    assert plan.cleaned == 2
    assert program.institution == "Ohio Valley [bold]=2+2[/]"
    assert program.city == "São Tomé"
    assert program.columns == {"Zip": "45"}


def test_reasons_for_rows_left_out_show_no_control_characters() -> None:
    plan = plan_of([("Code", "City"), ("1234140C0", "Lima"), ("\x1b[31mnone\u202e", "Lima"), ("y" * 500, "Lima")])
    assert plan.skipped[0] == Skipped(3, "'none' is no NRMP program code")
    assert len(plan.skipped[1].reason) < 80


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("Positions Unfilled", "four", "1234140C0: positions unfilled 'four' is no whole number"),
        ("Positions Offered", "-2", "1234140C0: positions offered '-2' is no whole number"),
        ("IMG %", "most", "1234140C0: the share of IMGs 'most' is no percentage"),
    ],
)
def test_a_row_with_a_cell_that_cannot_be_so_is_left_out_with_its_line_and_reason(
    column: str, cell: str, reason: str
) -> None:
    plan = plan_of([("Code", column, "City"), ("1234140C0", cell, "Lima"), ("1234320C0", "3", "Lima")])
    assert plan.new == 1
    assert plan.skipped == (Skipped(2, reason),)


def test_skipped_rows_are_in_the_order_of_the_file() -> None:
    sheet = Sheet(
        "x", [Row(1, ["Code", "City"]), Row(9, ["no", ""]), Row(12, ["1234140C0", ""]), Row(30, ["", "Lima"])]
    )
    assert [item.line for item in merge.plan([sheet], State(), NOW).skipped] == [9, 30]


# Properties

CODES = st.sampled_from(
    [f"{n}{s}{t}{k}" for n in (1234, 5678) for s in (140, 320, 110) for t in "CPA" for k in (0, 12)]
)
WORDS = st.one_of(
    st.sampled_from(["", "-", "Yes", "no", "?", "J-1", "J-1, no H-1B", "4", "0", "12.0", "62%", "0.4", "ERAS", "OH"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)
HEADERS = st.permutations(
    ["NRMP Code", "Institution", "City", "State", "Unfilled", "Quota", "Visa", "IMG %", "Genetics", "Notes",
     "Service", "SOAP", "Setting", "Zip", "Phone", "2026 Quota", "2026 Matched", "IMGs"]
).flatmap(lambda names: st.integers(2, 9).map(lambda n: ["Code", "Name", *names[:n]]))  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[Cells]:
    """A header and rows of anything under it, the first with a code."""
    header = draw(HEADERS)
    rows = draw(st.lists(st.lists(WORDS, min_size=len(header) - 1, max_size=len(header) - 1), min_size=1, max_size=6))
    codes = draw(st.lists(st.one_of(CODES, WORDS), min_size=len(rows), max_size=len(rows)))
    return [header, *([code, *row] for code, row in zip([draw(CODES), *codes[1:]], rows, strict=True))]


KIND = st.sampled_from([None, "unfilled", "research"])


@given(tables(), KIND)
@settings(max_examples=200, deadline=None)
def test_any_list_imported_twice_changes_nothing_the_second_time(rows: list[Cells], kind: Kind | None) -> None:
    state = imported(rows, kind=kind)
    again = plan_of(rows, state, kind)
    assert counts(again)[:3] == (0, 0, 0)
    assert again.empty
    assert again.unchanged == len(state.programs)


@given(tables(), tables(), KIND)
@settings(max_examples=150, deadline=None)
def test_no_import_takes_away_notes_tags_choices_or_programs(
    first: list[Cells], second: list[Cells], kind: Kind | None
) -> None:
    state = imported(first)
    for code in state.programs:
        state = with_program(
            state, code, notes="my own words", tags=("mine",), tier_override="2", override_reason="r"
        )
    plan = plan_of(second, state, kind)
    after = applied(state, plan)
    assert after.programs.keys() >= state.programs.keys()
    for code, before in state.programs.items():
        program = after.programs[code]
        assert program.notes.startswith(before.notes)
        assert (program.tags, program.tier_override, program.override_reason) == (("mine",), "2", "r")
        assert all(getattr(program, name) for name in ("institution", "city", "phone") if getattr(before, name))
        assert program.results.keys() >= before.results.keys()
        assert program.columns.keys() >= before.columns.keys()


@given(tables())
@settings(max_examples=150, deadline=None)
def test_every_row_is_either_taken_or_left_out_with_a_reason(rows: list[Cells]) -> None:
    plan = plan_of(rows)
    assert plan.new + len(plan.skipped) == len([row for row in rows[1:] if any(str(cell).strip() for cell in row)])
    assert all(item.line >= 2 and item.reason for item in plan.skipped)


def test_the_time_of_a_list_version_is_the_one_given() -> None:
    def at(now: datetime) -> datetime:
        version = merge.plan(read_rows(UNFILLED), State(), now).version
        assert version is not None
        return version.at

    assert (at(NOW), at(LATER)) == (NOW, LATER)
