"""What is due, from when and until when; and which of it is the next action."""

import pytest

from soaptui.records import Call, FollowUp, Interview, Offer, Task
from soaptui.screens.commands import pressed
from soaptui.week.agenda import agenda, what_is_due
from soaptui.week.nearest import nearest_thing
from tests.unit.agenda_helpers import (
    IDAHO,
    LISTED,
    MAINE,
    OHIO,
    PROGRAMS,
    SENT,
    UNFILLED,
    WEEK,
    at,
    call,
    me,
    offer,
    sent,
    state,
)

INTERVIEW = Interview(id="i1", program=OHIO, at=at("03-17 14:30"), minutes=20)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("03-17 12:29:59", False),
        ("03-17 12:30", True),
        ("03-17 14:30", True),
        ("03-17 14:49:59", True),
        ("03-17 14:50", False),
    ],
)
def test_an_interview_is_due_from_two_hours_before_until_its_end(now: str, due: bool) -> None:
    found = what_is_due(state(*PROGRAMS, INTERVIEW), WEEK, at(now))
    labels = ["interview · Buckeye Valley Hospital · Internal Medicine"] if due else []
    assert [one.label for one in found] == labels


def test_an_interview_with_an_outcome_is_not_due() -> None:
    done = Interview(id="i1", program=OHIO, at=INTERVIEW.at, outcome="went well")
    assert what_is_due(state(done), WEEK, INTERVIEW.at) == ()


@pytest.mark.parametrize(
    ("now", "ready"),
    [("03-17 13:59:59", False), ("03-17 14:00", True), ("03-17 14:45", True), ("03-17 14:50", False)],
)
def test_the_action_is_the_interview_from_half_an_hour_before(now: str, ready: bool) -> None:
    kept = LISTED.with_records([("interviews", "i1", INTERVIEW)])
    action = agenda(kept, WEEK, at(now), "Asia/Kathmandu").action
    assert ("Get ready: interview · Buckeye Valley Hospital" in action) is ready
    assert ("at Wed 14:30 EDT (00:15 Thu Kathmandu)" in action) is ready


def test_an_open_offer_comes_before_an_interview_and_that_before_a_call_to_return() -> None:
    missed = call("c1", "03-18 09:10", direction="missed", program=MAINE)
    interview = Interview(id="i1", program=IDAHO, at=at("03-18 10:20"))
    now = at("03-18 10:12")
    kept = SENT.with_records([("calls", "c1", missed)])
    assert "Call back · Pine Harbor Clinic" in agenda(kept, WEEK, now).action
    kept = kept.with_records([("interviews", "i1", interview)])
    assert "Get ready: interview · Snake River" in agenda(kept, WEEK, now).action
    kept = kept.with_records([("offers", "o1", offer(OHIO))])
    assert "Answer the offer of Buckeye Valley" in agenda(kept, WEEK, now).action


@pytest.mark.parametrize(
    ("due", "done", "now", "found"),
    [
        ("03-17 16:00", None, "03-17 13:59:59", []),
        ("03-17 16:00", None, "03-17 14:00", ["follow-up"]),
        ("03-17 16:00", None, "03-19 16:00", ["follow-up"]),
        ("03-17 16:00", "03-17 15:00", "03-17 16:00", []),
        (None, None, "03-16 08:31", ["follow-up"]),
        (None, "03-16 09:00", "03-16 10:00", []),
    ],
)
def test_a_follow_up_is_due_two_hours_ahead_until_it_is_done(
    due: str | None, done: str | None, now: str, found: list[str]
) -> None:
    promise = FollowUp(what="send the transcript", due=at(due) if due else None, done=at(done) if done else None)
    rang = call("c1", "03-16 08:31", ended=at("03-16 08:40"), program=OHIO, follow_up=promise)
    assert [one.kind for one in what_is_due(state(*PROGRAMS, rang), WEEK, at(now))] == found


def test_a_follow_up_is_the_action_only_when_its_time_has_come() -> None:
    promise = FollowUp(what="send the transcript", due=at("03-17 16:00"))
    rang = call("c1", "03-16 08:31", ended=at("03-16 08:40"), program=OHIO, follow_up=promise)
    kept = SENT.with_records([("calls", "c1", rang)])
    assert "Keep the phone free" in agenda(kept, WEEK, at("03-17 15:59:59")).action
    action = agenda(kept, WEEK, at("03-17 16:00")).action
    assert action == "Send the transcript · Buckeye Valley Hospital · Internal Medicine, since 16:00 EDT."


def test_a_follow_up_without_a_time_stands_at_the_start_of_its_call() -> None:
    rang = call("c1", "03-16 08:31", program=OHIO, follow_up=FollowUp(what="write"))
    assert [one.at for one in what_is_due(state(rang), WEEK, at("03-17 12:00"))] == [at("03-16 08:31")]


MISSED = call("c1", "03-16 08:31", direction="missed", program=OHIO, number="555 0100")


@pytest.mark.parametrize(
    ("later", "due"),
    [
        (None, True),
        (call("c2", "03-16 08:40", ended=at("03-16 08:50"), direction="out", program=OHIO), False),
        (call("c2", "03-16 08:40", ended=at("03-16 08:50"), direction="in", program=OHIO), False),
        (call("c2", "03-16 08:30", ended=at("03-16 08:50"), direction="out", program=OHIO), True),
        (call("c2", "03-16 08:31", ended=at("03-16 08:50"), direction="in", program=OHIO), True),
        (call("c2", "03-16 08:40", ended=at("03-16 08:50"), direction="out", program=MAINE), True),
    ],
    ids=[
        "alone",
        "called back",
        "they called again",
        "a call before",
        "a call at the same second",
        "another program",
    ],
)
def test_a_missed_call_is_due_until_there_was_a_later_one_with_the_same_program(
    later: Call | None, due: bool
) -> None:
    kept = state(*PROGRAMS, sent(OHIO), MISSED, *([later] if later else []))
    assert ["call back" in one.kind for one in what_is_due(kept, WEEK, at("03-16 12:00"))] == ([True] if due else [])


def test_two_missed_calls_of_one_program_are_both_due() -> None:
    again = call("c2", "03-16 08:35", direction="voicemail", program=OHIO)
    labels = [one.label for one in what_is_due(state(*PROGRAMS, sent(OHIO), MISSED, again), WEEK, at("03-16 12:00"))]
    assert [label.rsplit(" ", 1)[-1] for label in labels] == ["(missed)", "(voicemail)"]


def test_a_missed_call_of_nobody_known_is_found_again_by_its_number() -> None:
    missed = call("c1", "03-16 08:31", direction="missed", unknown="area code 614", number="555 0100")
    back = call("c2", "03-16 09:00", ended=at("03-16 09:05"), direction="out", number="555 0100")
    due = what_is_due(state(missed), WEEK, at("03-16 12:00"))
    assert [one.label for one in due] == ["call back · area code 614 (missed)"]
    assert what_is_due(state(missed, back), WEEK, at("03-16 12:00")) == ()


def test_a_missed_call_without_program_or_number_is_not_taken_for_any_other() -> None:
    missed = call("c1", "03-16 08:31", direction="missed")
    other = call("c2", "03-16 09:00", ended=at("03-16 09:05"), direction="out")
    assert [one.id for one in what_is_due(state(missed, other), WEEK, at("03-16 12:00"))] == ["c1"]


def test_a_call_that_was_not_ended_asks_for_its_note() -> None:
    running = call("c1", "03-16 08:31", program=OHIO)
    kept = SENT.with_records([("calls", "c1", running)])
    assert "Finish the note · Buckeye Valley" in agenda(kept, WEEK, at("03-16 08:32")).action
    assert "OVERDUE" not in nearest_thing(kept, WEEK, agenda(kept, WEEK, at("03-16 08:32"))).title
    in_a_round = agenda(kept, WEEK, at("03-18 09:10")).action
    assert in_a_round.startswith("Round 1 is open") and "Finish the note" in in_a_round, "a round does not wait"
    gone = kept.with_records([("offers", "o", Offer(id="o", program=OHIO, round=1, seen=at("03-18 09:05")))])
    assert "Did you answer it in R3?" in agenda(gone, WEEK, at("03-18 11:05")).action
    promised = call("c1", "03-16 08:31", program=OHIO, follow_up=FollowUp(what="write", due=at("03-18 08:00")))
    assert [one.kind for one in what_is_due(state(promised), WEEK, at("03-16 08:32"))] == ["call"]


@pytest.mark.parametrize(
    ("due", "done", "now", "found"),
    [
        ("03-02 09:00", None, "03-01 08:59:59", False),
        ("03-02 09:00", None, "03-01 09:00", True),
        ("03-02 09:00", None, "03-18 09:00", True),
        ("03-02 09:00", "03-01 10:00", "03-02 09:00", False),
        (None, None, "03-18 09:00", False),
    ],
)
def test_a_task_is_due_from_a_day_before_until_it_is_done(
    due: str | None, done: str | None, now: str, found: bool
) -> None:
    task = Task(id="t1", title="Test the phone", due=at(due) if due else None, done=at(done) if done else None)
    assert [one.label for one in what_is_due(state(task), WEEK, at(now))] == (["Test the phone"] if found else [])


def test_what_is_due_comes_earliest_first_whatever_its_kind() -> None:
    kept = state(
        Task(id="task", title="Charge the phone", due=at("03-17 15:00")),
        INTERVIEW,
        call("call", "03-17 13:00"),
        call("missed", "03-16 09:00", direction="missed", program=MAINE),
    )
    assert [one.id for one in what_is_due(kept, WEEK, at("03-17 14:00"))] == ["missed", "call", "i1", "task"]


@pytest.mark.parametrize("now", ["03-15 10:30", "03-16 09:00", "03-18 11:30"])
def test_a_missing_visa_is_asked_for_before_the_list_but_not_before_what_waits(now: str) -> None:
    kept = state(me(visa="unknown"), UNFILLED)
    assert "which visa" in pressed(agenda(kept, WEEK, at(now)).action)
    missed = call("c1", "03-15 10:10", direction="missed", program="9999140C0")
    action = agenda(kept.with_records([("calls", "c1", missed)]), WEEK, at(now)).action
    assert "May you call back? · 9999140C0 (missed): " in action
