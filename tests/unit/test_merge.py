"""Rows into programs: what an import changes, and all that it must leave alone."""

from datetime import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from soaptui.imports import merge
from soaptui.imports.headers import field_of
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.text_rows import BadFile
from soaptui.records import Application, ListVersion, Program, State, replace
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
from tests.unit.merge_helpers import counts, with_program


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
    assert counts(plan) == (0, 1, 0, 3)
    program = applied(state, plan).programs["1234140C0"]
    assert (program.listed, program.unfilled, program.columns) == ("yes", 4, {"Positions Unfilled": "see below"})
    later = imported([LIST_HEADER, list_row("1234140C0", 3), *UNFILLED[2:]], applied(state, plan))
    assert (later.programs["1234140C0"].unfilled, later.programs["1234140C0"].columns) == (3, {})


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


def test_the_time_of_a_list_version_is_the_one_given() -> None:
    def at(now: datetime) -> datetime:
        version = merge.plan_import(read_rows(UNFILLED), State(), now).version
        assert version is not None
        return version.at

    assert (at(NOW), at(LATER)) == (NOW, LATER)


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
def test_any_list_imported_twice_changes_nothing_the_second_time(rows: list[Cells], kind: ImportKind | None) -> None:
    try:
        state = imported(rows, kind=kind)
    except BadFile as error:
        assert "headings of results" in str(error)
        return
    again = plan_of(rows, state, kind)
    assert counts(again)[:3] == (0, 0, 0)
    assert again.empty
    assert again.unchanged == len(state.programs)


@given(tables(), tables(), KIND)
@settings(max_examples=150, deadline=None)
def test_no_import_takes_away_notes_tags_choices_or_programs(
    first: list[Cells], second: list[Cells], kind: ImportKind | None
) -> None:
    state = imported(first)
    for code in state.programs:
        state = with_program(
            state, code, notes="my own words", tags=("mine",), tier_override="2", override_reason="r"
        )
    try:
        plan = plan_of(second, state, kind)
    except BadFile as error:
        assert "headings of results" in str(error)
        return
    after = applied(state, plan)
    assert after.programs.keys() >= state.programs.keys()
    for code, before in state.programs.items():
        program = after.programs[code]
        assert program.notes.startswith(before.notes)
        assert (program.tags, program.tier_override, program.override_reason) == (("mine",), "2", "r")
        assert all(getattr(program, name) for name in ("institution", "city", "phone") if getattr(before, name))
        assert program.results.keys() >= before.results.keys()
        counts = [heading for heading in before.columns if field_of(heading) in ("unfilled", "quota")]
        assert {*program.columns, *counts} >= before.columns.keys()  # a count that is plain replaces one with a note


SAME_ANSWERS = [
    ["Code", "Name", "NRMP Code", "Institution", "City", "State"],
    ["1234140C0", "", "", "", "", ""],
    ["", "", "", "J-1", "J-1", "J-1"],
    ["1234140C0", "", "", "", "", ""],
]


@given(tables())
@example(rows=SAME_ANSWERS)
@settings(max_examples=150, deadline=None)
def test_every_row_is_either_taken_or_left_out_with_a_reason(rows: list[Cells]) -> None:
    plan = plan_of(rows)
    assert plan.new + len(plan.unsure) + len(plan.skipped) == len(
        [row for row in rows[1:] if any(str(cell).strip() for cell in row)]
    )
    assert all(item.line >= 2 and item.reason for item in plan.skipped)
