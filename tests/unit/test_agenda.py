"""The agenda at named moments of the week: what is open, what is next, what is due, and the one next action."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import (
    Application,
    Call,
    FollowUp,
    Interview,
    ListVersion,
    MatchStatus,
    Offer,
    Profile,
    Program,
    Record,
    State,
    Task,
    VisaNeed,
    kind_of,
)
from soaptui.week import season, zones
from soaptui.week.agenda import agenda, event_state, what_is_due, what_is_open

WEEK = season.load(2027)
SECOND = timedelta(seconds=1)
OHIO, MAINE, IDAHO = "1234140C0", "2345140C0", "3456140C0"


def at(text: str) -> datetime:
    """An Eastern Time, to the second: "03-18 10:12:30" of 2027, or a whole date."""
    day, _, hour = text.partition(" ")
    whole = day if len(day) == 10 else f"2027-{day}"
    minutes, seconds = hour[:5], int(hour[6:] or 0)
    return zones.eastern_instant(f"{whole}T{minutes}") + timedelta(seconds=seconds)


def state(*records: Record) -> State:
    return State().with_records([(kind_of(record), record.id, record) for record in records])


def me(match: MatchStatus = "unmatched", visa: VisaNeed = "J-1") -> Profile:
    return Profile(id="me", match=match, visa=visa)


def program(program_id: str, institution: str) -> Program:
    return Program(id=program_id, code=program_id, institution=institution, name="Internal Medicine")


def sent(program_id: str) -> Application:
    moment = at("03-15 12:00")
    return Application(id=program_id, program=program_id, service="ERAS", planned=moment, sent=moment)


def planned(program_id: str) -> Application:
    return Application(id=program_id, program=program_id, service="ERAS", planned=at("03-15 12:00"))


def offer(program_id: str, number: int = 1, seen: str = "03-18 10:01", **fields: Any) -> Offer:
    return Offer(id=f"offer-{program_id}-{number}", program=program_id, round=number, seen=at(seen), **fields)


def call(call_id: str, started: str, **fields: Any) -> Call:
    return Call(id=call_id, started=at(started), **fields)


PROGRAMS = (
    program(OHIO, "Buckeye Valley Hospital"),
    program(MAINE, "Pine Harbor Clinic"),
    program(IDAHO, "Snake River"),
)
UNFILLED = ListVersion(id="list-1", at=at("03-15 10:05"), source="unfilled.csv")
NOTHING = State()
PROFILE = state(me())
LISTED = state(me(), UNFILLED, *PROGRAMS)
PLANNED = state(me(), UNFILLED, *PROGRAMS, planned(OHIO), planned(MAINE))
SENT = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), sent(MAINE))
FULL = state(me(), UNFILLED, *(sent(f"{1000 + number}140C0") for number in range(45)))
RINGING = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), call("c1", "03-16 08:31", direction="missed", program=OHIO))
OFFERED = state(me(), UNFILLED, *PROGRAMS, sent(OHIO), sent(MAINE), offer(OHIO))
TWICE = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, seen="03-18 09:30"), offer(MAINE, seen="03-18 09:04"))
TAKEN = state(
    me(),
    UNFILLED,
    *PROGRAMS,
    offer(OHIO, outcome="accepted"),
    offer(MAINE),
    call("c1", "03-18 09:30", direction="missed", program=MAINE),
)


@dataclass(frozen=True)
class Moment:
    """One moment, the state it finds, and what the agenda should then say."""

    name: str
    now: str
    state: State
    next: str | None
    action: tuple[str, ...]
    open: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


MOMENTS = [
    Moment("July, nothing kept", "2026-07-15 12:00", NOTHING, "rank-deadline", ("which visa", "(p)")),
    Moment("July", "2026-07-15 12:00", PROFILE, "rank-deadline", ("Prepare", "242 days", "Match Monday")),
    Moment("February", "02-10 10:00", PROFILE, "rank-deadline", ("Prepare", "32 days")),
    Moment("the deadline's last second", "03-03 20:59:59", PROFILE, "rank-deadline", ("Prepare", "11 days")),
    Moment(
        "the deadline",
        "03-03 21:00",
        PROFILE,
        "match-status",
        ("Match status comes Mon 15 Mar 10:00 EDT",),
        silent=("Prepare",),
    ),
    Moment(
        "Monday before ten",
        "03-15 09:59",
        state(me(match="unknown")),
        "match-status",
        ("Match status comes Mon 15 Mar 10:00 EDT", "phone"),
    ),
    Moment(
        "Monday at ten, nothing said",
        "03-15 10:00",
        state(me(match="unknown")),
        "applications-open",
        ("did you match?", "(p)"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, matched",
        "03-15 10:00",
        state(me(match="matched")),
        "applications-open",
        ("You are matched", "SOAP is not for you"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, unmatched",
        "03-15 10:00",
        PROFILE,
        "applications-open",
        ("Download the List of Unfilled Programs", "import it (I)"),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, with the list of another year",
        "03-15 10:00",
        state(me(), ListVersion(id="old", at=at("2026-03-16 10:10"), source="old.csv")),
        "applications-open",
        ("Download the List of Unfilled Programs",),
        open=("choosing",),
    ),
    Moment(
        "Monday at ten, imported in the same second",
        "03-15 10:00",
        state(me(), ListVersion(id="quick", at=at("03-15 10:00"), source="quick.csv")),
        "applications-open",
        ("Read the list (2)",),
        open=("choosing",),
    ),
    Moment(
        "Monday half past ten, with the list",
        "03-15 10:30",
        LISTED,
        "applications-open",
        ("Read the list (2)", "MyERAS opens soon"),
        open=("choosing",),
    ),
    Moment(
        "Monday half past ten, planned already",
        "03-15 10:30",
        PLANNED,
        "applications-open",
        ("MyERAS opens soon",),
        open=("choosing",),
        silent=("Send",),
    ),
    Moment(
        "Monday half past eleven",
        "03-15 11:30",
        LISTED,
        "applications-released",
        ("Choose programs (2)", "45 of 45 ERAS slots are free"),
        open=("applying",),
    ),
    Moment(
        "Monday half past eleven, planned",
        "03-15 11:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned applications", "(S)", "see them from 08:00 EDT (17:30 Colombo)"),
        open=("applying",),
    ),
    Moment(
        "Monday half past eleven, one planned",
        "03-15 11:30",
        state(me(), UNFILLED, planned(OHIO)),
        "applications-released",
        ("Send your 1 planned application in",),
        open=("applying",),
    ),
    Moment(
        "Monday night, all sent",
        "03-15 23:00",
        FULL,
        "applications-released",
        ("Keep the phone free", "press c"),
        open=("applying",),
    ),
    Moment(
        "Tuesday half past seven, unsent",
        "03-16 07:30",
        PLANNED,
        "applications-released",
        ("Send your 2 planned applications", "from 08:00 EDT"),
        open=("applying",),
    ),
    Moment(
        "Tuesday half past seven, slots left",
        "03-16 07:30",
        SENT,
        "applications-released",
        ("Choose programs (2)", "43 of 45"),
        open=("applying",),
    ),
    Moment(
        "Tuesday at nine", "03-16 09:00", SENT, "round-1-opens", ("Keep the phone free", "press c"), open=("calls",)
    ),
    Moment(
        "Tuesday at eight to the second",
        "03-16 08:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned applications",),
        open=("calls",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, unsent",
        "03-16 09:00",
        PLANNED,
        "round-1-opens",
        ("Send your 2 planned applications",),
        open=("calls",),
        silent=("see them from",),
    ),
    Moment(
        "Tuesday at nine, a call missed",
        "03-16 09:00",
        RINGING,
        "round-1-opens",
        ("Call back · Buckeye Valley Hospital", "(missed)", "since 08:31 EDT (18:01 Colombo)"),
        open=("calls",),
        due=("call back",),
    ),
    Moment(
        "Thursday's last second before the round",
        "03-18 08:59:59",
        SENT,
        "round-1-opens",
        ("Keep the phone free",),
        open=("calls",),
    ),
    Moment(
        "Thursday at nine",
        "03-18 09:00",
        SENT,
        "round-1-closes",
        ("Round 1 is open until 11:00 EDT (20:30 Colombo)", "look in R3", "press o"),
        open=("round-1",),
    ),
    Moment(
        "Thursday at nine, unsent: nothing can be sent in a round",
        "03-18 09:00",
        PLANNED,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
        silent=("Send",),
    ),
    Moment(
        "Thursday at nine, nothing kept: the round comes before the profile and the list",
        "03-18 09:00",
        NOTHING,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
        silent=("visa", "did you match"),
    ),
    Moment(
        "Thursday twelve past ten, no offer",
        "03-18 10:12",
        SENT,
        "round-1-closes",
        ("Round 1 is open", "look in R3"),
        open=("round-1",),
    ),
    Moment(
        "Thursday twelve past ten, an offer",
        "03-18 10:12",
        OFFERED,
        "round-1-closes",
        (
            "Answer the offer of Buckeye Valley Hospital · Internal Medicine in R3",
            "before 11:00 EDT (20:30 Colombo).",
        ),
        open=(f"offer-{OHIO}-1", "round-1"),
        silent=("offers are open",),
    ),
    Moment(
        "Thursday twelve past ten, two offers",
        "03-18 10:12",
        TWICE,
        "round-1-closes",
        ("Answer the offer of Pine Harbor Clinic", "(2 offers are open)"),
        open=(f"offer-{MAINE}-1", f"offer-{OHIO}-1", "round-1"),
    ),
    Moment(
        "Thursday twelve past ten, accepted: the search is over, whatever else waits",
        "03-18 10:12",
        TAKEN,
        "round-1-closes",
        ("You accepted Buckeye Valley Hospital", "binding"),
        open=(f"offer-{MAINE}-1", "round-1"),
        due=("call back",),
        silent=("Answer", "Call back", "look in R3"),
    ),
    Moment(
        "the round's last second",
        "03-18 10:59:59",
        OFFERED,
        "round-1-closes",
        ("Answer the offer of Buckeye Valley Hospital", "before 11:00 EDT"),
        open=(f"offer-{OHIO}-1", "round-1"),
    ),
    Moment(
        "the round's close",
        "03-18 11:00",
        OFFERED,
        "round-2-opens",
        ("list is refreshed after each round", "43 ERAS slots are left"),
        open=("gap-1",),
        silent=("Answer",),
    ),
    Moment(
        "between the rounds",
        "03-18 11:30",
        SENT,
        "round-2-opens",
        ("import it again (I)", "43 ERAS slots are left"),
        open=("gap-1",),
    ),
    Moment(
        "between the rounds, planned",
        "03-18 11:30",
        PLANNED,
        "round-2-opens",
        ("Send your 2 planned applications",),
        open=("gap-1",),
        silent=("see them from",),
    ),
    Moment(
        "between the rounds, all sent",
        "03-18 11:30",
        FULL,
        "round-2-opens",
        ("Keep the phone free",),
        open=("gap-1",),
    ),
    Moment("noon", "03-18 12:00", SENT, "round-2-closes", ("Round 2 is open until 14:00 EDT",), open=("round-2",)),
    Moment(
        "after midnight in Colombo",
        "03-18 18:30",
        SENT,
        "round-4-closes",
        ("Round 4 is open until 20:00 EDT (05:30 Fri Colombo)",),
        open=("round-4",),
    ),
    Moment(
        "after the last round",
        "03-18 20:30",
        SENT,
        "soap-ends",
        ("The last round is over",),
        open=("gap-4",),
        silent=("R3.",),
    ),
    Moment(
        "the end of SOAP",
        "03-18 21:00",
        SENT,
        "match-day",
        ("SOAP has ended", "contact rules", "Fri 19 Mar 12:00 EDT"),
    ),
    Moment(
        "the end of SOAP, accepted", "03-18 21:00", TAKEN, "match-day", ("You accepted Buckeye",), due=("call back",)
    ),
    Moment("Friday morning", "03-19 11:59:59", SENT, "match-day", ("SOAP has ended",)),
    Moment("Match Day", "03-19 12:00", SENT, None, ("The week is over", "rest")),
    Moment("long after", "2027-09-01 12:00", SENT, None, ("The week is over",)),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.name for moment in MOMENTS])
def test_the_agenda_at_this_moment(moment: Moment) -> None:
    found = agenda(moment.state, WEEK, at(moment.now), "Asia/Colombo")
    assert found.now == at(moment.now)
    assert tuple(one.id for one in found.open) == moment.open
    assert (found.next.id if found.next else None) == moment.next
    assert tuple(one.kind for one in found.due) == moment.due
    assert [words for words in moment.action if words not in found.action] == [], found.action
    assert [words for words in moment.silent if words in found.action] == [], found.action


def test_without_a_zone_the_action_speaks_in_eastern_time_alone() -> None:
    assert "before 11:00 EDT." in agenda(OFFERED, WEEK, at("03-18 10:12")).action


def test_the_next_event_changes_at_the_second_of_the_event() -> None:
    moments = sorted({event.at for event in WEEK.events})
    for moment, following in zip(moments, [*moments[1:], None], strict=True):
        before, after = agenda(PROFILE, WEEK, moment - SECOND).next, agenda(PROFILE, WEEK, moment).next
        assert before is not None
        assert before.at == moment
        assert (after.at if after else None) == following


def test_an_open_offer_ends_with_its_round_and_carries_its_programs_name() -> None:
    first = what_is_open(OFFERED, WEEK, at("03-18 10:12"))[0]
    assert first.label == "Offer: Buckeye Valley Hospital · Internal Medicine"
    assert first.closes == at("03-18 11:00")


def test_an_offer_whose_round_nobody_knows_is_to_be_answered_but_has_no_countdown() -> None:
    odd = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, 9))
    found = agenda(odd, WEEK, at("03-18 10:12"))
    assert [one.id for one in found.open] == ["round-1"]
    assert "Answer the offer of Buckeye Valley Hospital · Internal Medicine in R3." in found.action


@pytest.mark.parametrize(
    ("event", "now", "expected"),
    [
        ("round-1-opens", "03-18 08:59:59", "coming"),
        ("round-1-opens", "03-18 09:00", "current"),
        ("round-1-opens", "03-18 10:59:59", "current"),
        ("round-1-opens", "03-18 11:00", "past"),
        ("round-1-closes", "03-18 10:59:59", "coming"),
        ("round-1-closes", "03-18 11:00", "past"),
        ("round-2-opens", "03-18 11:00", "coming"),
        ("match-status", "03-15 10:00", "past"),
        ("match-day", "03-19 11:59:59", "coming"),
        ("match-day", "03-19 12:00", "past"),
    ],
)
def test_an_event_is_current_while_the_round_that_it_opened_is_open(event: str, now: str, expected: str) -> None:
    assert event_state(WEEK.event(event), WEEK, at(now)) == expected


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
    found = what_is_due(state(*PROGRAMS, INTERVIEW), at(now))
    labels = ["interview · Buckeye Valley Hospital · Internal Medicine"] if due else []
    assert [one.label for one in found] == labels


def test_an_interview_with_an_outcome_is_not_due() -> None:
    done = Interview(id="i1", program=OHIO, at=INTERVIEW.at, outcome="went well")
    assert what_is_due(state(done), INTERVIEW.at) == ()


@pytest.mark.parametrize(
    ("now", "ready"),
    [("03-17 13:59:59", False), ("03-17 14:00", True), ("03-17 14:45", True), ("03-17 14:50", False)],
)
def test_the_action_is_the_interview_from_half_an_hour_before(now: str, ready: bool) -> None:
    kept = LISTED.with_records([("interviews", "i1", INTERVIEW)])
    action = agenda(kept, WEEK, at(now), "Asia/Kathmandu").action
    assert ("Get ready: interview · Buckeye Valley Hospital" in action) is ready
    assert ("at 14:30 EDT (00:15 Thu Kathmandu)" in action) is ready


def test_an_open_offer_comes_before_an_interview_and_that_before_a_call_to_return() -> None:
    missed = call("c1", "03-18 09:10", direction="missed", program=MAINE)
    interview = Interview(id="i1", program=IDAHO, at=at("03-18 10:20"))
    now = at("03-18 10:12")
    kept = LISTED.with_records([("calls", "c1", missed)])
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
    assert [one.kind for one in what_is_due(state(*PROGRAMS, rang), at(now))] == found


def test_a_follow_up_is_the_action_only_when_its_time_has_come() -> None:
    promise = FollowUp(what="send the transcript", due=at("03-17 16:00"))
    rang = call("c1", "03-16 08:31", ended=at("03-16 08:40"), program=OHIO, follow_up=promise)
    kept = SENT.with_records([("calls", "c1", rang)])
    assert "Keep the phone free" in agenda(kept, WEEK, at("03-17 15:59:59")).action
    action = agenda(kept, WEEK, at("03-17 16:00")).action
    assert action == "Send the transcript · Buckeye Valley Hospital · Internal Medicine, since 16:00 EDT."


def test_a_follow_up_without_a_time_stands_at_the_start_of_its_call() -> None:
    rang = call("c1", "03-16 08:31", program=OHIO, follow_up=FollowUp(what="write"))
    assert [one.at for one in what_is_due(state(rang), at("03-17 12:00"))] == [at("03-16 08:31")]


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
    kept = state(*PROGRAMS, MISSED, *([later] if later else []))
    assert ["call back" in one.kind for one in what_is_due(kept, at("03-16 12:00"))] == ([True] if due else [])


def test_two_missed_calls_of_one_program_are_both_due() -> None:
    again = call("c2", "03-16 08:35", direction="voicemail", program=OHIO)
    labels = [one.label for one in what_is_due(state(*PROGRAMS, MISSED, again), at("03-16 12:00"))]
    assert [label.rsplit(" ", 1)[-1] for label in labels] == ["(missed)", "(voicemail)"]


def test_a_missed_call_of_nobody_known_is_found_again_by_its_number() -> None:
    missed = call("c1", "03-16 08:31", direction="missed", unknown="area code 614", number="555 0100")
    back = call("c2", "03-16 09:00", ended=at("03-16 09:05"), direction="out", number="555 0100")
    due = what_is_due(state(missed), at("03-16 12:00"))
    assert [one.label for one in due] == ["call back · area code 614 (missed)"]
    assert what_is_due(state(missed, back), at("03-16 12:00")) == ()


def test_a_missed_call_without_program_or_number_is_not_taken_for_any_other() -> None:
    missed = call("c1", "03-16 08:31", direction="missed")
    other = call("c2", "03-16 09:00", ended=at("03-16 09:05"), direction="out")
    assert [one.id for one in what_is_due(state(missed, other), at("03-16 12:00"))] == ["c1"]


def test_a_call_that_was_not_ended_asks_for_its_note() -> None:
    running = call("c1", "03-16 08:31", program=OHIO)
    kept = SENT.with_records([("calls", "c1", running)])
    assert "Finish the note · Buckeye Valley" in agenda(kept, WEEK, at("03-16 08:32")).action
    promised = call("c1", "03-16 08:31", program=OHIO, follow_up=FollowUp(what="write", due=at("03-18 08:00")))
    assert [one.kind for one in what_is_due(state(promised), at("03-16 08:32"))] == ["call"]


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
    assert [one.label for one in what_is_due(state(task), at(now))] == (["Test the phone"] if found else [])


def test_what_is_due_comes_earliest_first_whatever_its_kind() -> None:
    kept = state(
        Task(id="task", title="Charge the phone", due=at("03-17 15:00")),
        INTERVIEW,
        call("call", "03-17 13:00"),
        call("missed", "03-16 09:00", direction="missed", program=MAINE),
    )
    assert [one.id for one in what_is_due(kept, at("03-17 14:00"))] == ["missed", "call", "i1", "task"]


@pytest.mark.parametrize("now", ["03-15 10:30", "03-16 09:00", "03-18 11:30"])
def test_a_missing_visa_is_asked_for_before_the_list_but_not_before_what_waits(now: str) -> None:
    kept = state(me(visa="unknown"), UNFILLED)
    assert "which visa" in agenda(kept, WEEK, at(now)).action
    missed = call("c1", "03-15 10:10", direction="missed", program="9999140C0")
    action = agenda(kept.with_records([("calls", "c1", missed)]), WEEK, at(now)).action
    assert "Call back · 9999140C0 (missed)" in action


def test_an_offer_of_a_program_that_is_not_kept_goes_by_its_code() -> None:
    assert "Answer the offer of 9999140C0 in R3" in agenda(state(offer("9999140C0")), WEEK, at("03-18 10:12")).action


MINUTES = st.integers(-14 * 1440, 6 * 1440)
INSTANTS = MINUTES.map(lambda minutes: at("03-15 10:00") + timedelta(minutes=minutes))
PROGRAM_IDS = st.sampled_from([OHIO, MAINE, IDAHO, "9999140C0", ""])
IDS = st.sampled_from(["a", "b", "c"])
RECORDS = st.one_of(
    st.builds(
        Profile,
        id=st.just("me"),
        match=st.sampled_from(["unknown", "unmatched", "preliminary", "advanced", "matched"]),
        visa=st.sampled_from(["unknown", "none", "J-1"]),
    ),
    st.builds(
        Offer,
        id=IDS,
        program=PROGRAM_IDS,
        round=st.integers(0, 6),
        seen=INSTANTS,
        outcome=st.sampled_from(["open", "open", "rejected", "expired", "accepted"]),
        extra=st.just({}),
        decided=st.none(),
    ),
    st.builds(
        Call,
        id=IDS,
        started=INSTANTS,
        ended=st.none() | INSTANTS,
        direction=st.sampled_from(["in", "out", "missed", "voicemail"]),
        program=PROGRAM_IDS,
        number=st.sampled_from(["", "555 0100"]),
        follow_up=st.none() | st.builds(FollowUp, what=st.just("write"), due=st.none() | INSTANTS),
        extra=st.just({}),
        pressure=st.just(()),
    ),
    st.builds(
        Interview,
        id=IDS,
        program=PROGRAM_IDS,
        at=INSTANTS,
        minutes=st.integers(0, 60),
        outcome=st.sampled_from(["", "done"]),
        extra=st.just({}),
    ),
    st.builds(Task, id=IDS, title=st.just("Pack"), due=st.none() | INSTANTS, done=st.none(), extra=st.just({})),
    st.builds(
        Application,
        id=IDS,
        program=PROGRAM_IDS,
        service=st.sampled_from(["ERAS", "ResidencyCAS", "unknown"]),
        planned=st.none() | INSTANTS,
        sent=st.none() | INSTANTS,
        closed=st.sampled_from(["", "rejected"]),
        extra=st.just({}),
    ),
    st.builds(ListVersion, id=IDS, at=INSTANTS, source=st.just("list.csv"), positions=st.just({}), extra=st.just({})),
    st.sampled_from(PROGRAMS),
)
STATES = st.lists(RECORDS, max_size=12).map(lambda records: state(*records))
MOMENTS_ANY = INSTANTS | st.datetimes(
    datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2029-01-01"), timezones=st.just(UTC)
)


@settings(max_examples=300)
@given(kept=STATES, now=MOMENTS_ANY, zone=st.sampled_from(["", "Asia/Colombo", "America/New_York"]))
def test_whatever_is_kept_every_moment_has_an_agenda(kept: State, now: datetime, zone: str) -> None:
    found = agenda(kept, WEEK, now, zone)
    assert found.action
    assert "\n" not in found.action
    assert all(one.closes > now for one in found.open)
    assert found.next is None or found.next.at > now
    assert list(found.due) == sorted(found.due, key=lambda one: one.at)


@settings(max_examples=200)
@given(kept=STATES, now=INSTANTS)
def test_while_an_offer_is_open_the_action_is_to_answer_it_unless_the_search_is_over(
    kept: State, now: datetime
) -> None:
    waiting = [one for one in what_is_open(kept, WEEK, now) if one.id in kept.offers]
    over = kept.me.match == "matched" or any(one.outcome == "accepted" for one in kept.offers.values())
    action = agenda(kept, WEEK, now).action
    if over:
        assert action.startswith(("You accepted", "You are matched"))
    elif waiting:
        assert action.startswith("Answer the offer of")
