"""The day of the calls: each call stands in one place, no interview is out of sight, and what waits is said."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import day
from soaptui.calls.day import DayOfCalls
from soaptui.records import Call, FollowUp, Interview, Record, State, replace
from soaptui.week import agenda, appointments, zones
from tests.unit.test_rules import LAKE, OHIO, SEASON, at, call, sent, state

NOW = at("17 10:00")
"""A Wednesday, in the second hour of calls."""


def interview(when: str, **fields: object) -> Interview:
    """An interview; its id is its time."""
    return replace(Interview(id=f"interview {when}", program=LAKE, at=at(when)), **fields)


def of(*records: Record) -> DayOfCalls:
    """The day of that morning."""
    held = state(*records)
    return day.day_of_calls(held, SEASON, NOW, agenda.what_is_due(held, SEASON, NOW))


def ids(records: "tuple[Call | Interview | day.Waiting, ...]") -> list[str]:
    """Which they are."""
    return [record.id for record in records]


def test_calls_of_today_and_the_log_newest_first() -> None:
    found = of(call("17 09:00"), call("17 09:30"), call("16 23:59"), call("16 09:00"))
    assert ids(found.calls) == ["call 17 09:30", "call 17 09:00"]
    assert ids(found.log) == ["call 16 23:59", "call 16 09:00"]


def test_a_call_of_a_day_to_come_stands_in_the_log() -> None:
    found = of(call("17 09:00"), call("18 09:00"), call("16 09:00"))
    assert ids(found.calls) == ["call 17 09:00"]
    assert ids(found.log) == ["call 18 09:00", "call 16 09:00"]


def test_the_day_is_the_eastern_one() -> None:
    found = of(interview("17 00:00"), interview("17 23:59"), interview("18 00:00"))
    assert ids(found.appointments) == ["interview 17 00:00", "interview 17 23:59"]
    assert ids(found.later) == ["interview 18 00:00"]


def test_today_keeps_what_is_over_but_not_what_is_cancelled() -> None:
    over, off = interview("17 08:00", outcome="held"), interview("17 12:00", outcome="cancelled")
    assert ids(of(over, off).appointments) == [over.id]


def test_a_missed_call_is_due_and_does_not_wait_too() -> None:
    found = of(sent(), call("17 09:50", "missed"))
    assert [item.kind for item in found.due] == ["call back"]
    assert found.waiting == ()


def test_a_promise_for_tomorrow_waits() -> None:
    promised = replace(call("17 09:00"), ended=NOW, follow_up=FollowUp(what="send the letter", due=at("18 12:00")))
    (waiting,) = of(promised).waiting
    assert (waiting.what, waiting.due) == ("send the letter", at("18 12:00"))
    assert of(replace(promised, follow_up=replace_done(promised))).waiting == ()


def replace_done(kept: Call) -> FollowUp:
    """What is promised in it, done."""
    assert kept.follow_up is not None
    return FollowUp(what=kept.follow_up.what, due=kept.follow_up.due, done=NOW)


def test_whoever_said_they_would_call_is_waited_for_until_they_do() -> None:
    said = replace(call("17 09:00"), ended=NOW, outcome="they will call")
    assert [one.what for one in of(said).waiting] == ["they will call"]
    again = replace(call("17 09:30"), ended=NOW)
    assert of(said, again).waiting == ()
    assert ids(of(said, replace(again, program=OHIO[:-1] + "9")).waiting) == [said.id]


def test_an_interview_is_to_be_confirmed_until_it_is() -> None:
    (waiting,) = of(interview("18 12:00")).waiting
    assert (waiting.what, waiting.due) == ("confirm the interview", at("18 12:00"))
    assert of(interview("18 12:00", confirmed=True)).waiting == ()


def test_of_an_interview_of_yesterday_somebody_has_to_say_whether_it_was_held() -> None:
    (waiting,) = of(interview("16 12:00", confirmed=True)).waiting
    assert waiting.what == "was the interview held?"
    assert of(interview("16 12:00", outcome="held")).waiting == ()
    assert of(interview("17 08:00", confirmed=True)).waiting == (), "that of today is in sight"


def test_one_to_come_that_was_marked_by_mistake_stays_in_sight() -> None:
    assert ids(of(interview("18 12:00", outcome="held")).later) == ["interview 18 12:00"]


def test_what_is_due_elsewhere_is_not_said_here() -> None:
    everything = [agenda.Due("x", kind, kind, NOW) for kind in ("task", "applications", "interview", "follow-up")]
    assert [item.kind for item in day.day_of_calls(State(), SEASON, NOW, everything).due] == ["follow-up"]


MINUTES = st.integers(-3 * 24 * 60, 3 * 24 * 60)
PROGRAMS = st.sampled_from([OHIO, LAKE, ""])


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Calls and interviews of three days before and after."""
    kept: list[Record] = []
    for number in range(draw(st.integers(0, 8))):
        started = NOW + timedelta(minutes=draw(MINUTES))
        due = draw(st.none() | MINUTES)
        promised = FollowUp(
            what=draw(st.sampled_from(["call back, then a short email", "send it"])),
            due=None if due is None else NOW + timedelta(minutes=due),
            done=draw(st.sampled_from([None, NOW])),
        )
        kept.append(
            Call(
                id=f"call-{number}",
                started=started,
                ended=draw(st.sampled_from([None, started])),
                direction=draw(st.sampled_from(["in", "out", "missed", "voicemail"])),
                program=draw(PROGRAMS),
                outcome=draw(st.sampled_from(["", "talked", "they will call"])),
                follow_up=draw(st.sampled_from([None, promised])),
            )
        )
    for number in range(draw(st.integers(0, 6))):
        kept.append(
            Interview(
                id=f"interview-{number}",
                program=draw(PROGRAMS),
                at=NOW + timedelta(minutes=draw(MINUTES)),
                minutes=draw(st.integers(1, 90)),
                confirmed=draw(st.booleans()),
                outcome=draw(st.sampled_from(["", "", "held", "missed", "cancelled"])),
            )
        )
    return kept


@given(records())
def test_each_call_stands_once_and_each_interview_where_it_belongs(kept: list[Record]) -> None:
    held, found = state(*kept), of(*kept)
    calls = ids((*found.calls, *found.log))
    assert sorted(calls) == sorted(held.calls)
    assert list(found.calls) == sorted(found.calls, key=lambda one: one.started, reverse=True)
    assert list(found.log) == sorted(found.log, key=lambda one: one.started, reverse=True)
    waits = {one.id for one in found.waiting if isinstance(one.record, Interview) and one.due is None}
    for one in held.interviews.values():
        today = zones.eastern(one.at).date() == zones.eastern(NOW).date()
        over = appointments.interview_ends(one) <= NOW
        stands = one.outcome != "cancelled"
        assert (one in found.appointments) == (stands and today)
        assert (one in found.later) == (stands and not today and not over)
        assert (one.id in waits) == (not one.outcome and not today and over)


@given(records())
def test_what_is_due_does_not_wait_and_no_promise_is_lost(kept: list[Record]) -> None:
    found = of(*kept)
    due, waiting = [item.id for item in found.due], ids(found.waiting)
    assert len(set(waiting)) == len(waiting)
    assert not set(due) & {one.id for one in found.waiting if one.due is not None}
    for one in kept:
        if isinstance(one, Call) and one.follow_up is not None and one.follow_up.what == "send it":
            assert (one.follow_up.done is None) <= (one.id in {*due, *waiting})
