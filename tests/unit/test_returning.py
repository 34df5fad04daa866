"""A missed call that the rules forbid to return is nowhere to be returned: not due, no alarm, not counted as left."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soaptui.calls.call_records import new_call
from soaptui.calls.day import NOT_RETURNED, day_of_calls
from soaptui.insight.debrief import debrief_of, debrief_page
from soaptui.records import Call, MatchStatus, Offer, Record, replace
from soaptui.week import deadlines, returning, rules
from soaptui.week.agenda import agenda
from soaptui.week.ribbon import ribbon_day
from tests.unit.agenda_helpers import MAINE, OHIO, PROGRAMS, UNFILLED, WEEK, at, me, sent, state

TAKEN = Offer(id="o", program=MAINE, round=1, seen=at("03-18 09:05"), outcome="accepted")


def missed(when: str, program: str = OHIO) -> Call:
    """A call that was missed then, as the dashboard and the command line write it down."""
    return replace(new_call(at(when), program=program, direction="missed"), id="missed")


def of(match: MatchStatus, *records: Record) -> tuple[Record, ...]:
    """A user of that status with a list, and these records."""
    return (me(match), UNFILLED, *PROGRAMS, *records)


# Who, what else there is, when it rang, when one looks, whether the call is called back, asked about, or neither.
CASES: list[tuple[MatchStatus, tuple[Record, ...], str, str, str]] = [
    ("unmatched", (sent(OHIO),), "03-16 12:00", "03-16 12:05", "call back"),
    ("unmatched", (sent(OHIO),), "03-12 12:00", "03-12 12:05", "call back"),  # before Match Week anybody may call
    ("unmatched", (sent(OHIO),), "03-12 12:00", "03-16 12:05", ""),  # what came before SOAP opens no door in it
    ("unmatched", (), "03-12 12:00", "03-16 12:05", ""),
    ("unmatched", (), "03-15 09:50", "03-15 10:05", ""),
    ("unmatched", (sent(OHIO),), "03-15 12:00", "03-15 12:05", "report"),
    ("unmatched", (), "03-16 12:00", "03-16 12:05", "report"),  # perhaps it was sent and not marked
    ("unmatched", (), "03-12 12:00", "03-19 09:00", "call back"),  # the contact rules have ended
    ("ineligible", (), "03-16 12:00", "03-16 12:05", "report"),
    ("ineligible", (), "03-16 12:00", "03-19 09:00", "call back"),
    ("matched", (), "03-16 12:00", "03-16 12:05", "report"),
    ("preliminary", (sent(OHIO),), "03-16 12:00", "03-16 12:05", ""),  # a categorical position is none for them
    ("unmatched", (sent(OHIO), TAKEN), "03-18 09:30", "03-18 10:00", ""),
    ("unmatched", (sent(OHIO), TAKEN), "03-18 09:30", "03-19 09:00", ""),
    ("unmatched", (sent(MAINE), TAKEN), "03-18 09:30", "03-18 10:00", "other"),
]


@pytest.mark.parametrize(("match", "more", "rang", "now", "due"), CASES)
def test_a_missed_call_is_returned_only_where_the_rules_allow_it(
    match: MatchStatus, more: tuple[Record, ...], rang: str, now: str, due: str
) -> None:
    call = missed(rang, MAINE if due == "other" else OHIO)
    kept, moment = state(*of(match, *more, call)), at(now)
    found = agenda(kept, WEEK, moment)
    back = due in ("call back", "other")  # the program whose offer was accepted may be called back
    kinds = [item.kind for item in found.due if item.id == call.id]
    assert kinds == (["call back"] if back else [due] if due else [])
    assert ("Call back ·" in found.action) <= back
    if back:
        assert rules.may_contact(kept, WEEK, call.program, moment).kind in ("allowed", "not settled", "ended")
    waits = [one.what for one in day_of_calls(kept, WEEK, moment, found.due).waiting if one.id == call.id]
    assert waits == ([] if due else [NOT_RETURNED])
    rings = [one for one in deadlines.subjects(kept, WEEK, call.started, moment) if one.record == call.id]
    assert bool(rings) <= back
    assert bool([mark for mark in ribbon_day(kept, WEEK, call.started).marks if mark.kind == "promise"]) <= bool(
        back or rang < "03-15 10"
    )


@pytest.mark.parametrize(("applied", "said"), [(True, True), (False, False)])
def test_the_look_back_counts_only_calls_that_could_be_returned(applied: bool, said: bool) -> None:
    kept = state(*of("unmatched", *([sent(OHIO)] if applied else []), missed("03-16 12:00")))
    page = repr(debrief_page(debrief_of(kept, WEEK), ()))
    assert ("never returned" in page) is said


@given(st.lists(st.integers(-4 * 24 * 60, 400 * 24 * 60), min_size=1, max_size=12))
@example([0, 22 * 60, 22 * 60 - 1, 3 * 24 * 60 + 11 * 60, 200 * 24 * 60])
def test_what_is_remembered_is_what_would_be_found_anew(minutes: list[int]) -> None:
    early, late = missed("03-12 12:00"), replace(missed("03-16 12:00", MAINE), id="late")
    kept = state(*of("unmatched", sent(OHIO), early, late, replace(missed("03-18 09:30"), id="last")))
    for minute in minutes:
        moment = at("03-15 10:00") + timedelta(minutes=minute)
        assert returning.open_promises(kept, WEEK, moment) == returning._open_promises(kept, WEEK, moment)
