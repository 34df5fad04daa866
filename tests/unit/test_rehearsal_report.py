"""What a rehearsal's report says of users who did everything, nothing, or all of it too late."""

from datetime import timedelta

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from soaptui.records import Call, Pressure, State, replace
from soaptui.rehearsal import report_text, scenario
from soaptui.rehearsal.happenings import CALLS, Happening
from soaptui.rehearsal.report import rehearsal_report
from tests.unit.rehearsal_helpers import (
    APPLIED,
    MONDAY,
    PLAN,
    RELEASED,
    SECOND,
    WEEK,
    Someone,
    User,
    line,
    lived,
    put,
)

seeds = st.integers(0, 10_000)


@given(seeds)
@examples(max_examples=15, deadline=None)
def test_whoever_does_everything_at_once_is_told_that_nothing_slipped_by(seed: int) -> None:
    found, happened, _ = lived(Someone(timedelta(seconds=40)), seed)
    for one in found.lines:
        assert (one.in_time, one.missed, one.late) == (len(one.results), [], [])
    assert line(found, "Calls that rang").median == 40
    assert len(line(found, "Applications").results) == len(MONDAY.applications)
    assert len(line(found, "Offers noted").results) == sum(1 for h in happened if h.kind == "offer")
    assert line(found, "Offers answered").median == 41
    assert "You missed nothing." in report_text.report_page(found)


@given(seeds)
@examples(max_examples=15, deadline=None)
def test_where_nobody_is_there_everything_is_told_as_missed_with_names(seed: int) -> None:
    found, happened, state = lived(User(), seed)
    for one in found.lines:
        assert (one.in_time, one.late, one.median) == (0, [], None)
        assert len(one.missed) == len(one.results)
    calls = [h for h in happened if h.kind in CALLS]
    assert sum(len(one.results) for one in found.lines if one.title.startswith(("Calls", "Missed"))) == len(calls)
    page = report_text.report_page(found)
    first = state.programs[next(h.program for h in happened if h.kind == "ring")].institution
    assert first[:40] in page
    assert "No application was sent" in page


def test_whoever_is_late_is_told_what_came_late_and_how_long_it_took() -> None:
    found, _, _ = lived(Someone(timedelta(minutes=5), late=True))
    for title in ("Applications", "Calls that rang", "Missed calls", "Offers noted", "Offers answered", "Lists"):
        one = line(found, title)
        assert (one.in_time, one.missed) == (0, []), title
        assert len(one.late) == len(one.results)
    assert line(found, "Calls that rang").median == 300
    assert "median 5 minutes" in report_text.report_page(found)
    assert "logged later" in report_text.report_page(found)


def test_once_an_offer_is_accepted_the_others_of_its_round_need_no_answer_and_no_more_come() -> None:
    for seed in range(30):
        _, happened, state = lived(Someone(timedelta(seconds=40), outcome="accepted"), seed)
        offers = [happening for happening in happened if happening.kind == "offer"]
        assert len({happening.round for happening in offers}) == 1
        if len(offers) == 2:
            break
    else:
        raise AssertionError("no seed brings two offers at once")
    state = put(state, replace(state.offers[offers[0].id], outcome="open", decided=None))
    again = rehearsal_report(happened, state, WEEK, PLAN.start, PLAN.until)
    assert line(again, "Offers answered").missed == []


def test_a_call_logged_for_another_program_is_not_taken_for_the_one_that_rang() -> None:
    made = [h for h in scenario.script(APPLIED, WEEK, 1) if h.kind == "ring"][:1]
    wrong = Call(
        id="c", started=made[0].at + SECOND, program=next(p for p in APPLIED.programs if p != made[0].program)
    )
    found = rehearsal_report(made, put(APPLIED, wrong), WEEK, RELEASED, PLAN.until)
    assert line(found, "Calls").missed
    right = rehearsal_report(made, put(APPLIED, replace(wrong, program=made[0].program)), WEEK, RELEASED, PLAN.until)
    assert line(right, "Calls").in_time == 1


def test_a_call_that_was_noted_before_programs_see_applications_is_judged_as_one() -> None:
    early = Call(id="c", started=RELEASED - timedelta(minutes=30), program=next(iter(APPLIED.programs)))
    monday = RELEASED - timedelta(hours=20)
    (note, *_) = rehearsal_report([], put(APPLIED, early), WEEK, monday, PLAN.until).notes
    assert "They called Tue 16 Mar 07:30 EDT?" in note and "must be reported to the NRMP" in note
    on_time = put(APPLIED, replace(early, started=RELEASED))
    assert not any("must be" in said for said in rehearsal_report([], on_time, WEEK, monday, PLAN.until).notes)


def test_one_logged_call_stands_for_one_ring() -> None:
    ring = next(h for h in scenario.script(APPLIED, WEEK, 1) if h.kind == "ring")
    again = Happening(id="again", at=ring.at + timedelta(seconds=30), kind="ring", program=ring.program)
    call = Call(id="c", started=ring.at + timedelta(seconds=60), program=ring.program)
    found = rehearsal_report([ring, again], put(APPLIED, call), WEEK, RELEASED, PLAN.until)
    assert (line(found, "Calls").in_time, len(line(found, "Calls").missed)) == (1, 1)


def test_what_can_still_be_done_is_not_told_as_missed() -> None:
    made = scenario.script(APPLIED, WEEK, 1)
    offer = next(h for h in made if h.kind == "offer")
    before = rehearsal_report([offer], APPLIED, WEEK, RELEASED, offer.at + timedelta(minutes=119))
    assert line(before, "Offers noted").missed == []
    assert "1 still can be" in report_text.report_page(before)
    window = WEEK.round(offer.round)
    assert window is not None
    assert line(rehearsal_report([offer], APPLIED, WEEK, RELEASED, window.closes), "Offers noted").missed


def test_words_of_pressure_and_a_call_from_a_stranger_have_a_sentence_each() -> None:
    found, happened, state = lived(Someone(timedelta(seconds=40)))
    told = " ".join(found.notes)
    assert "although you had not applied there" in told
    assert "it must be reported" in told
    kept = []
    for happening in happened:
        if happening.asks == "commit":
            words = Pressure(kind="commit", at=happening.at, words="will you come?")
            kept.append(replace(state.calls[happening.id], pressure=(words,)))
    assert kept
    after = rehearsal_report(happened, put(state, *kept), WEEK, PLAN.start, PLAN.until)
    assert "You noted their words." in " ".join(after.notes)


def test_the_report_is_one_page_without_scores() -> None:
    page = report_text.report_page(lived(User())[0])
    assert len(page.splitlines()) <= 30
    assert "%" not in page
    assert all(word not in page.casefold() for word in ("fail", "score", "grade", "bad"))


def test_before_anything_happens_the_report_says_so() -> None:
    assert report_text.NOTHING in report_text.report_page(
        rehearsal_report([], State(), WEEK, PLAN.start, PLAN.start + SECOND)
    )
