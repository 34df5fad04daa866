"""The user's research joined with the list, in either order: nothing guessed, nothing lost, nothing asked twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.imports import joining, matching, merge
from soaptui.imports.matching import answered_match, likely_matches, matches_to_ask
from soaptui.imports.merge import ImportPlan
from soaptui.records import Application, Call, DecisionSheet, Fact, Interview, Offer, Program, Record, State, replace
from soaptui.refusal import Refusal
from tests.unit.lists import LATER, LIST_HEADER, NOW, UNFILLED, Cells, list_row, plan_of, read_rows
from tests.unit.merge_helpers import (
    FAR,
    LISTED,
    VALLEY,
    counts,
    known,
    listed,
    own_programs,
    research,
    research_row,
    taken_in,
)

# Unsure: asked, never assumed


def test_a_row_that_may_be_a_program_of_the_list_is_unsure_and_kept_as_its_own() -> None:
    plan = research([VALLEY, FAR], LISTED)
    assert (counts(plan), plan.matched) == ((1, 0, 0, 0), 0)
    (unsure,) = plan.unsure
    assert unsure.line == 2
    assert unsure.text == "Ohio Valley Medical Center · IM (Marietta, OH)"
    assert unsure.candidates[0].id == "1234140C0"
    after = taken_in(LISTED, plan)
    assert unsure.key in after.programs
    assert after.programs["1234140C0"] == LISTED.programs["1234140C0"]
    again = research([VALLEY, FAR], after)
    assert again.empty
    assert (counts(again), again.unsure) == ((0, 0, 0, 2), plan.unsure)


def test_a_confirmed_row_becomes_part_of_that_program_and_is_not_asked_again() -> None:
    key = research([VALLEY], LISTED).unsure[0].key
    plan = research([VALLEY], LISTED, joined={key: "1234140C0"})
    assert (counts(plan), plan.matched, plan.unsure, plan.removed) == ((0, 1, 0, 0), 1, (), ())
    after = taken_in(LISTED, plan)
    assert own_programs(after) == []
    program = after.programs["1234140C0"]
    assert program == replace(
        LISTED.programs["1234140C0"],
        j1=Fact(value="yes", source="mine.csv", as_of="Feb 2027"),
        notes="kind PD",
        tags=("warm",),
    )
    again = research([VALLEY], after)
    assert again.empty
    assert (counts(again), again.matched, again.unsure) == ((0, 0, 0, 1), 1, ())


def test_joining_takes_an_earlier_record_of_the_row_in_and_removes_it() -> None:
    state = taken_in(LISTED, research([VALLEY], LISTED))
    (mine,) = own_programs(state)
    plan = research([VALLEY], state, joined={mine.id: "1234140C0"})
    assert plan.removed == (mine,)
    assert list(taken_in(state, plan).programs) == list(LISTED.programs)


def test_a_row_that_is_kept_apart_stays_and_is_not_asked_again() -> None:
    key = research([VALLEY], LISTED).unsure[0].key
    plan = research([VALLEY], LISTED, joined={key: ""})
    assert (counts(plan), plan.unsure) == ((1, 0, 0, 0), ())
    after = taken_in(LISTED, plan)
    assert key in after.programs
    again = research([VALLEY], after)
    assert (again.empty, again.unsure) == (True, ())
    assert matches_to_ask(after) == []
    coming: list[Cells] = [*UNFILLED, list_row("5555140C0", 1)]
    assert plan_of(coming, after).unsure == ()


def test_a_join_with_nothing_that_is_there_is_refused() -> None:
    with pytest.raises(Refusal, match="own-00000000"):
        research([VALLEY], LISTED, joined={"own-00000000": "1234140C0"})
    key = research([VALLEY], LISTED).unsure[0].key
    with pytest.raises(Refusal, match="7777140C0"):
        research([VALLEY], LISTED, joined={key: "7777140C0"})


# The other order: research in February, the list on Monday


def test_when_the_list_comes_the_research_that_is_like_it_is_listed_as_unsure() -> None:
    state = known(None, [VALLEY, FAR])
    plan = plan_of(UNFILLED, state)
    assert counts(plan) == (4, 0, 0, 0)
    (unsure,) = plan.unsure
    assert (unsure.line, unsure.candidates[0].id) == (None, "1234140C0")
    after = taken_in(state, plan)
    assert own_programs(after) == own_programs(state)
    assert plan_of(UNFILLED, after).unsure == ()
    assert matches_to_ask(after) == [unsure]


def test_both_orders_end_the_same() -> None:
    first = known(None, [VALLEY, FAR])
    key = plan_of(UNFILLED, first).unsure[0].key
    research_first = taken_in(first, merge.plan_import(read_rows(UNFILLED), first, NOW, joined={key: "1234140C0"}))
    list_first = taken_in(LISTED, research([VALLEY, FAR], LISTED, joined={key: "1234140C0"}))
    assert research_first.programs == list_first.programs
    assert research_first.settings == list_first.settings


def test_a_list_imported_with_a_join_has_one_version_and_a_join_alone_makes_none() -> None:
    state = listed(known(None, [VALLEY]))
    (mine,) = own_programs(state)
    plan = merge.plan_import(read_rows(UNFILLED), state, LATER, joined={mine.id: "1234140C0"})
    assert (plan.version, plan.empty, plan.matched) == (None, False, 1)
    assert [program.id for program in plan.programs] == ["1234140C0"]


# Joining as a change of its own


def hung(key: str) -> list[Record]:
    """What may hang on a program's record."""
    return [
        Application(id=key, program=key, service="ERAS", planned=NOW),
        Call(id="call", started=NOW, program=key),
        Interview(id="interview", program=key, at=LATER),
        Offer(id="offer", program=key, round=1, seen=LATER),
        DecisionSheet(id="sheet", order=("x", key, "1234140C0")),
    ]


def test_what_hangs_on_the_users_own_record_goes_over_with_it() -> None:
    state = taken_in(LISTED, research([VALLEY], LISTED))
    (mine,) = own_programs(state)
    state = joining.state_after(state, hung(mine.id), [])
    puts, removed = joining.join_values(state, mine.id, "1234140C0")
    after = joining.state_after(state, puts, removed)
    assert after.applications == {
        "1234140C0": Application(id="1234140C0", program="1234140C0", service="ERAS", planned=NOW)
    }
    assert [call.program for call in after.calls.values()] == ["1234140C0"]
    assert [interview.program for interview in after.interviews.values()] == ["1234140C0"]
    assert [offer.program for offer in after.offers.values()] == ["1234140C0"]
    assert after.sheets["sheet"].order == ("x", "1234140C0")
    assert mine.id not in after.programs
    assert answered_match(after, mine.id) == "1234140C0"
    assert after.programs["1234140C0"].notes == "kind PD"


def test_what_hangs_goes_over_in_an_import_too() -> None:
    state = taken_in(LISTED, research([VALLEY], LISTED))
    (mine,) = own_programs(state)
    state = joining.state_after(state, hung(mine.id), [])
    plan = research([VALLEY], state, joined={mine.id: "1234140C0"})
    assert taken_in(state, plan) == joining.state_after(state, *joining.join_values(state, mine.id, "1234140C0"))


def test_an_application_that_was_sent_stays_sent() -> None:
    state = taken_in(LISTED, research([VALLEY], LISTED))
    (mine,) = own_programs(state)
    sent = Application(id=mine.id, program=mine.id, planned=NOW, sent=LATER, closed="rejected", closed_at=LATER)
    planned = Application(id="1234140C0", program="1234140C0", service="ERAS", planned=LATER)
    state = joining.state_after(state, [sent, planned], [])
    after = joining.state_after(state, *joining.join_values(state, mine.id, "1234140C0"))
    assert after.applications == {
        "1234140C0": replace(planned, sent=LATER, closed="rejected", closed_at=LATER),
    }


def test_fields_of_a_later_version_go_over_too() -> None:
    research_record = Program(id="own-1", institution="Valley", extra={"colour": "red", "size": 1})
    program = Program(id="1234140C0", code="1234140C0", extra={"size": 2})
    assert joining.absorbed(program, research_record).extra == {"colour": "red", "size": 2}


@pytest.mark.parametrize(("key", "program"), [("1234140C0", "1234320C0"), ("own-0", ""), ("own-0", "1234320C0")])
def test_only_a_program_of_the_users_own_can_be_joined(key: str, program: str) -> None:
    with pytest.raises(Refusal, match="not a program of your research"):
        joining.join_values(LISTED, key, program)


def test_research_is_joined_only_with_a_program_that_has_a_code() -> None:
    state = known(LISTED, [VALLEY, FAR])
    first, second = own_programs(state)
    for target in (second.id, "7777140C0"):
        with pytest.raises(Refusal, match="not a program of the list"):
            joining.join_values(state, first.id, target)


def test_a_conflict_between_the_research_and_the_program_shows_when_they_are_joined() -> None:
    header = ("NRMP Code", "J-1", "As of")
    state = known(LISTED, [["1234140C0", "no", "Mar 2027"]], "call.csv", header)
    key = research([VALLEY], state).unsure[0].key
    plan = research([VALLEY], state, joined={key: "1234140C0"})
    assert plan.conflicts == (
        "1234140C0: J-1 no (call.csv, Mar 2027), yes (mine.csv, Feb 2027): you see the newer one",
    )


def test_more_rows_than_forty_of_one_kind_are_compared_whole() -> None:
    rows: list[Cells] = [
        LIST_HEADER,
        *(
            [
                f"Hospital {n:02} of Fern-OH",
                f"Town{n}",
                "OH",
                "Internal Medicine",
                f"{1000 + n}140C0",
                4,
                2,
                "ERAS",
                "",
            ]
            for n in range(60)
        ),
    ]
    state = listed(State(), rows)
    plan = research([research_row("Hosp 57 of Fern", "IM", "Town57", "OH")], state)
    assert plan.unsure[0].candidates[0].id == "1057140C0"
    assert matching.likely_matches(plan.unsure) == {plan.unsure[0].key: "1057140C0"}


# Properties

HOSPITALS = ["Quill Harbor Med Ctr", "Quill Hosp", "Mossgrove Comm Hlth", "Fern Univ Hospital"]
SPECIALTIES = ["IM", "Int Med/Prelim", "Peds", "Family Medicine", ""]
CITIES = ["Quill", "Fern", ""]


@st.composite
def rows_of_research(draw: st.DrawFn) -> list[list[str]]:
    """Rows as users write them: some with an ACGME number, some with too little."""
    row = st.builds(
        research_row,
        st.sampled_from([*HOSPITALS, ""]),
        st.sampled_from(SPECIALTIES),
        st.sampled_from(CITIES),
        st.sampled_from(["OH", "Ohio", ""]),
        acgme=st.sampled_from(["", "", "1403500001", "140-35-00002"]),
        visa=st.sampled_from(["", "J-1", "no", "J-1, no H-1B"]),
        as_of=st.sampled_from(["", "2026", "Feb 2027"]),
        notes=st.sampled_from(["", "one", "two\nlines"]),
        tags=st.sampled_from(["", "a, b", "b"]),
    )
    anchor = research_row("Quill Harbor Medical Center", "Internal Medicine", "Quill", "OH")
    return [anchor, *draw(st.lists(row, max_size=5))]


@st.composite
def lists_with_codes(draw: st.DrawFn) -> list[Cells]:
    """An unfilled list of the same hospitals, some with ACGME numbers."""
    codes = draw(
        st.lists(st.sampled_from(["9001140C0", "9001140P0", "9002320C0", "9003120C0"]), min_size=1, unique=True)
    )
    rows = [
        [draw(st.sampled_from(HOSPITALS)), "Quill", "OH", draw(st.sampled_from(SPECIALTIES[:4])), code, 4, 2, "ERAS",
         "Yes", draw(st.sampled_from(["", "1403500001", "1403500002"]))]
        for code in codes
    ]  # fmt: skip
    return [(*LIST_HEADER, "ACGME ID"), *rows]


def joined_by_chance(plan: ImportPlan, draw: st.DataObject) -> dict[str, str]:
    """Answers to some of the unsure rows."""
    answers = {
        one.key: draw.draw(st.sampled_from([None, "", *(candidate.id for candidate in one.candidates)]))
        for one in plan.unsure
    }
    return {key: answer for key, answer in answers.items() if answer is not None}


@given(rows_of_research(), lists_with_codes(), st.data())
@settings(max_examples=80, deadline=None)
def test_research_imported_twice_changes_nothing_the_second_time(
    rows: list[list[str]], coded: list[Cells], data: st.DataObject
) -> None:
    state = listed(State(), coded)
    answers = joined_by_chance(research(rows, state), data)
    state = taken_in(state, research(rows, state, joined=answers))
    again = research(rows, state)
    assert again.empty
    assert counts(again)[:3] == (0, 0, 0)
    assert not {one.key for one in again.unsure} & answers.keys()
    assert plan_of(coded, state).empty


@given(rows_of_research(), lists_with_codes(), st.data())
@settings(max_examples=80, deadline=None)
def test_no_row_and_no_note_is_lost_in_either_order(
    rows: list[list[str]], coded: list[Cells], data: st.DataObject
) -> None:
    first = research(rows)
    assert first.new + len(first.unsure) + len(first.skipped) == sum(map(any, rows)), "an empty row has nothing"
    state = taken_in(State(), first)
    notes = {program.notes for program in state.programs.values() if program.notes}
    answers = joined_by_chance(plan_of(coded, state), data)
    plan = merge.plan_import(read_rows(coded), state, NOW, joined=answers)
    after = taken_in(state, plan)
    kept = "\n".join(program.notes for program in after.programs.values())
    assert all(note in kept for note in notes)
    assert {p.code for p in after.programs.values() if p.code} == {str(row[4]) for row in coded[1:]}
    gone = state.programs.keys() - after.programs.keys()
    assert gone == {record.id for record in plan.removed}
    for key in gone:
        digits = state.programs[key].acgme_id
        assert key in answers or digits


@given(rows_of_research(), lists_with_codes())
@settings(max_examples=60, deadline=None)
def test_nothing_is_joined_that_was_not_confirmed_or_numbered(rows: list[list[str]], coded: list[Cells]) -> None:
    state = listed(State(), coded)
    unnumbered = [[*row[:4], "", *row[5:]] for row in rows]
    plan = research(unnumbered, state)
    after = taken_in(state, plan)
    assert {code: after.programs[code] for code in state.programs} == state.programs
    assert plan.matched == 0
    assert likely_matches(plan.unsure).items() <= {(o.key, o.candidates[0].id) for o in plan.unsure}
