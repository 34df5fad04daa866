"""Alarms: what rings when and how loudly, what stands, what ends a chain, and what an acknowledgement silences."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import (
    AlarmMark,
    Call,
    FollowUp,
    Interview,
    Offer,
    OfferOutcome,
    OfficialTime,
    Profile,
    Record,
    State,
    Task,
    replace,
)
from soaptui.week import alarms, deadlines, official
from soaptui.week.alarms import Alarm, AlarmStep
from soaptui.week.season import Season
from tests.unit.agenda_helpers import MAINE, OHIO, PROGRAMS, UNFILLED, WEEK, at, me, offer, planned, sent, state

SINCE = AlarmMark(id=alarms.WATCHING, due=at("03-10 08:00"), fired=at("03-10 08:00"), acknowledged=at("03-10 08:00"))
ZONE = "Asia/Colombo"


def week(*records: Record) -> State:
    """A user in Match Week, over whom alarms have watched for days."""
    return state(me(), UNFILLED, *PROGRAMS, sent(OHIO), sent(MAINE), SINCE, *records)


def look(kept: State, now: datetime, season: Season = WEEK) -> AlarmStep:
    return alarms.step(kept, season, now, alarms.ladders(kept))


def kept_after(kept: State, marks: tuple[AlarmMark, ...]) -> State:
    return kept.with_records([("alarms", mark.id, mark) for mark in marks])


def rung(kept: State, *moments: str) -> State:
    """The state after looks at those moments, nobody acknowledging anything."""
    for moment in moments:
        kept = kept_after(kept, look(kept, at(moment)).marks)
    return kept


def heard(kept: State, alarm: Alarm, moment: str) -> State:
    return kept_after(kept, alarms.acknowledged(kept, alarm, at(moment)))


def told(found: tuple[Alarm, ...]) -> list[tuple[str, int, str]]:
    """Subject without its deadline, minutes, level."""
    return [(alarm.subject.partition("/")[0], alarm.minutes, alarm.level) for alarm in found]


ON_TIME = [
    ("03-18 08:00", [("round-1-opens", 60, "toast")]),
    ("03-18 08:30", [("round-1-opens", 30, "toast")]),
    ("03-18 08:45", [("round-1-opens", 15, "banner")]),
    ("03-18 08:55", [("round-1-opens", 5, "banner")]),
    ("03-18 08:59", [("round-1-opens", 1, "banner")]),
    ("03-18 09:00", [("round-1-opens", 0, "banner")]),
    ("03-18 10:00", [("round-1-closes", 60, "toast")]),
    ("03-18 10:45", [("round-1-closes", 15, "banner")]),
    ("03-18 10:59", [("round-1-closes", 1, "banner")]),
]


@pytest.mark.parametrize(("moment", "ring"), ON_TIME)
def test_each_alarm_of_a_round_rings_at_its_time(moment: str, ring: list[tuple[str, int, str]]) -> None:
    before = at(moment) - timedelta(seconds=1)
    kept = kept_after(week(), look(week(), before).marks)
    assert look(kept, before).ring == ()
    found = look(kept, at(moment))
    assert told(found.ring) == ring
    assert {mark.id for mark in found.marks} == {alarm.id for alarm in found.ring}
    assert [mark.fired for mark in found.marks] == [at(moment)]


def test_with_an_open_offer_the_last_five_minutes_are_full_screen_and_the_offer_comes_first() -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 10:54:59")
    found = look(kept, at("03-18 10:55"))
    assert told(found.ring) == [("offer-offer-" + OHIO + "-1", 5, "screen"), ("round-1-closes", 5, "screen")]
    assert found.ring[0].what == "Offer expires · Buckeye Valley Hospital · Internal Medicine"
    said = alarms.sentence(found.ring[0], at("03-18 10:55"), "")
    assert said == "Offer open 0:05:00 more · Buckeye Valley Hospital · Internal Medicine · 11:00 EDT"


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
def test_an_answer_ends_the_chain_of_an_offer(outcome: OfferOutcome) -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 10:55")
    assert look(kept, at("03-18 10:56")).standing[0].level == "screen"
    answered = kept_after(kept, ()).with_records(
        [("offers", o.id, replace(o, outcome=outcome, decided=at("03-18 10:56"))) for o in kept.offers.values()]
    )
    found = look(answered, at("03-18 10:57"))
    assert [alarm for alarm in found.standing if alarm.kind == "offer" or alarm.level == "screen"] == []


def test_an_offer_of_a_round_that_has_not_opened_has_no_deadline_yet_and_one_to_who_is_matched_has() -> None:
    def offers(now: str, *records: Record) -> list[str]:
        found = deadlines.subjects(state(*records), WEEK, at("03-15 08:00"), at(now))
        return [subject.what for subject in found if subject.kind == "offer"]

    early = offer(OHIO, 2, "03-18 09:10")
    assert offers("03-18 11:59", me(), early) == []
    assert len(offers("03-18 12:00", me(), early)) == 1
    assert len(offers("03-18 12:00", me("matched"), early)) == 1
    assert offers("03-18 12:00", me(), early, offer(MAINE, outcome="accepted")) == []


def test_an_offer_that_lapsed_by_itself_is_told_and_stands_until_it_is_acknowledged() -> None:
    lapsed = offer(OHIO, seen="03-18 09:04", outcome="expired", decided=at("03-18 11:00"))
    found = look(week(lapsed), at("03-18 12:30"))
    (standing,) = [alarm for alarm in found.standing if alarm.kind == "offer"]
    assert standing.level == "banner"
    assert standing in found.ring
    said = alarms.sentence(standing, at("03-18 12:30"), ZONE)
    assert said == (
        "Missed: Offer expired unanswered · Buckeye Valley Hospital · Internal Medicine · "
        "11:00 EDT (20:30 Colombo), 1 h 30 min ago"
    )
    kept = heard(kept_after(week(lapsed), found.marks), standing, "03-18 12:31")
    assert [alarm for alarm in look(kept, at("03-18 12:32")).standing if alarm.kind == "offer"] == []


def test_acknowledging_silences_one_level_and_those_before_it_but_none_nearer() -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 10:00", "03-18 10:30", "03-18 10:45")
    (standing,) = [alarm for alarm in look(kept, at("03-18 10:46")).standing if alarm.kind == "offer"]
    assert standing.minutes == 15
    kept = heard(kept, standing, "03-18 10:46")
    subject = standing.subject
    silent = {mark.id for mark in kept.alarms.values() if mark.acknowledged and mark.id.startswith(subject)}
    assert silent == {f"{subject}@{minutes}" for minutes in (60, 30, 15)}
    assert subject not in {alarm.subject for alarm in look(kept, at("03-18 10:54:59")).standing}
    assert (subject, "screen") in [(a.subject, a.level) for a in look(kept, at("03-18 10:55")).ring]


def test_acknowledging_what_was_on_the_screen_leaves_what_rang_since() -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 10:55")
    five = look(kept, at("03-18 10:58")).standing[0]
    kept = rung(kept, "03-18 10:59")
    found = look(heard(kept, five, "03-18 10:59:01"), at("03-18 10:59:02"))
    assert [alarm.minutes for alarm in found.standing if alarm.kind == "offer"] == [1]
    assert alarms.acknowledged(heard(kept, five, "03-18 10:59:01"), five, at("03-18 10:59:03")) == ()


def test_after_a_long_sleep_the_nearest_speaks_and_the_others_are_listed() -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 09:50")
    found = look(kept, at("03-18 10:56"))
    assert told(found.ring)[0][1:] == (5, "screen")
    assert sorted(a.minutes for a in found.missed if a.kind == "offer") == [15, 30, 60]
    assert [a.minutes for a in found.standing if a.kind == "offer"] == [5]


def test_a_deadline_that_passed_while_nobody_looked_stands_as_missed_until_it_is_acknowledged() -> None:
    kept = rung(week(), "03-18 08:10")
    kept = rung(kept, "03-18 13:10")
    later = look(kept, at("03-18 13:11"))
    (closed,) = [alarm for alarm in later.standing if "round-1-closes" in alarm.id]
    assert closed.level == "banner"
    assert alarms.sentence(closed, at("03-18 13:11"), "") == "Missed: Round 1 closed · 11:00 EDT, 2 h 11 min ago"
    assert look(kept, at("03-19 09:00")).standing != ()
    kept = heard(kept, closed, "03-18 13:12")
    assert closed.id not in {alarm.id for alarm in look(kept, at("03-18 13:13")).standing}


def test_who_wakes_in_the_minute_after_a_close_is_told_that_it_was_missed() -> None:
    found = look(rung(week(), "03-18 10:10"), at("03-18 11:00:40"))
    assert ("round-1-closes", 0, "banner") in told(found.standing)


def test_a_close_that_was_watched_needs_no_acknowledgement() -> None:
    kept = rung(week(), *(moment for moment, _ in ON_TIME), "03-18 11:00")
    assert [alarm for alarm in look(kept, at("03-18 11:01")).standing if "round-1" in alarm.id] == []


def test_an_official_time_that_is_moved_rings_anew_and_its_old_alarms_are_gone() -> None:
    kept = rung(week(), "03-18 08:00", "03-18 08:30", "03-18 08:45")
    for alarm in look(kept, at("03-18 08:46")).standing:
        kept = heard(kept, alarm, "03-18 08:46")
    word = OfficialTime(id="2027/round-1-opens", at=at("03-18 09:30"))
    moved = official.season_amended(WEEK, {word.id: word})
    found = look(kept, at("03-18 08:50"), moved)
    assert told(found.ring) == [("round-1-opens", 60, "toast")]
    found = look(kept_after(kept, found.marks), at("03-18 09:15"), moved)
    assert told(found.ring)[0] == ("round-1-opens", 15, "banner")
    assert {alarm.subject for alarm in look(kept, at("03-18 08:50")).ring} == set(), "moved back: its marks count"


def test_an_official_time_that_is_moved_into_the_past_is_missed_and_said() -> None:
    kept = rung(week(), "03-18 09:00", "03-18 09:10")
    word = OfficialTime(id="2027/round-1-closes", at=at("03-18 10:00"))
    found = look(kept, at("03-18 10:12"), official.season_amended(WEEK, {word.id: word}))
    assert ("round-1-closes", 0, "banner") in told(found.standing)


def test_an_offer_noted_with_ten_minutes_left_rings_once_at_its_nearest_level() -> None:
    kept = rung(week(), "03-18 10:49:59")
    late = kept.with_records([("offers", "o", Offer(id="o", program=OHIO, round=1, seen=at("03-18 10:50")))])
    found = look(late, at("03-18 10:50"))
    assert [(a.minutes, a.level) for a in found.ring if a.kind == "offer"] == [(15, "banner")]
    assert [alarm for alarm in found.missed if alarm.kind == "offer"] == []


def test_the_first_start_in_the_middle_of_the_week_calls_nothing_missed() -> None:
    kept = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, seen="03-18 09:04"))
    found = look(kept, at("03-18 10:12"))
    assert found.missed == ()
    assert {(minutes, level) for _, minutes, level in told(found.ring)} == {(60, "toast")}
    assert alarms.WATCHING in {mark.id for mark in found.marks}


@pytest.mark.parametrize("now", ["03-18 11:00:00", "03-18 11:00:01", "03-18 12:30", "03-20 09:00"])
def test_an_offer_that_ran_out_before_anything_was_ever_watched_is_missed_and_said_so(now: str) -> None:
    """Written down by a command, and the dashboard opened for the first time after the close."""
    kept = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, seen="03-18 10:14"))
    found = look(kept, at(now))
    (missed,) = [alarm for alarm in found.standing if alarm.kind == "offer"]
    assert missed in found.ring
    assert missed.level == "banner"
    assert missed.missed
    assert alarms.sentence(missed, at(now), "").startswith("Missed: Offer expired unanswered · Buckeye Valley")
    assert alarms.line(missed, at(now), "").startswith("MISSED ")
    kept = heard(kept_after(kept, found.marks), missed, now)
    assert [alarm for alarm in look(kept, at(now)).standing if alarm.kind == "offer"] == []


def test_an_offer_that_was_written_down_after_its_close_is_no_missed_alarm() -> None:
    kept = state(me(), UNFILLED, *PROGRAMS, offer(OHIO, seen="03-18 11:05"))
    assert [alarm for alarm in look(kept, at("03-18 12:00")).standing if alarm.kind == "offer"] == []


def test_a_start_with_the_clock_ahead_is_forgiven_when_the_clock_goes_back() -> None:
    kept = state(me(), UNFILLED, *PROGRAMS)
    kept = kept_after(kept, look(kept, at("03-18 20:00")).marks)
    kept = kept_after(kept, look(kept, at("03-18 08:00:30")).marks)
    assert kept.alarms[alarms.WATCHING].due == at("03-18 08:00:30")
    assert ("round-1-opens", 15, "banner") in told(look(kept, at("03-18 08:45")).ring)


def test_an_alarm_that_was_heard_at_a_wrong_hour_rings_again_at_the_right_one() -> None:
    kept = rung(week(offer(OHIO, seen="03-18 09:04")), "03-18 09:56")
    ahead = rung(kept, "03-18 10:56")
    for alarm in look(ahead, at("03-18 10:56")).standing:
        ahead = heard(ahead, alarm, "03-18 10:56")
    back = rung(ahead, "03-18 09:57")
    assert [a for a in look(back, at("03-18 10:54:59")).standing if a.level == "screen"] == []
    assert told(look(back, at("03-18 10:55")).ring)[0][1:] == (5, "screen")


def test_a_clock_that_goes_back_by_seconds_rings_nothing_twice() -> None:
    kept = rung(week(), "03-18 08:45")
    for alarm in look(kept, at("03-18 08:45")).standing:
        kept = heard(kept, alarm, "03-18 08:45:02")
    assert look(kept, at("03-18 08:44:30")).marks == ()
    assert look(kept, at("03-18 08:45:10")).ring == ()


# -- the other kinds


def interview(**fields: object) -> Interview:
    given = {"id": "i1", "program": OHIO, "at": at("03-17 14:00"), "minutes": 20}
    return Interview(**(given | fields))  # type: ignore[arg-type]


def test_an_interview_is_full_screen_at_five_minutes_and_quiet_in_front_of_the_camera() -> None:
    kept = rung(week(interview()), "03-17 13:44", "03-17 13:45")
    found = look(kept, at("03-17 13:55"))
    assert told(found.ring) == [("interview-i1", 5, "screen")]
    kept = heard(kept_after(kept, found.marks), found.ring[0], "03-17 13:55:10")
    assert told(look(kept, at("03-17 13:59")).ring) == [("interview-i1", 1, "banner")]


def test_an_interview_that_nobody_acknowledged_stays_loud_until_it_begins_and_ends_when_it_is_over() -> None:
    kept = rung(week(interview()), "03-17 13:44", "03-17 13:45", "03-17 13:55")
    found = look(kept, at("03-17 13:59"))
    assert told(found.ring) == [("interview-i1", 1, "screen")]
    kept = kept_after(kept, found.marks)
    assert told(look(kept, at("03-17 14:00")).standing) == [("interview-i1", 1, "banner")]
    assert told(look(kept, at("03-17 14:20")).standing) == []


def test_an_interview_that_was_slept_through_is_told_and_an_outcome_ends_it() -> None:
    kept = rung(week(interview()), "03-17 12:00")
    assert told(look(kept, at("03-17 15:00")).standing) == [("interview-i1", 1, "banner")]
    over = week(interview(outcome="talked"))
    assert look(over, at("03-17 15:00")).ring == ()


def test_a_follow_up_never_fills_the_screen_and_ends_when_it_is_done() -> None:
    promised = FollowUp(what="send the letter", due=at("03-17 14:00"))
    call = Call(id="c", started=at("03-17 10:00"), program=OHIO, follow_up=promised)
    found = alarms.alarms(week(call), WEEK, at("03-17 12:00"), alarms.ladders(week(call)))
    mine = [(alarm.minutes, alarm.level) for alarm in found if alarm.kind == "follow-up"]
    assert mine == [(60, "toast"), (30, "toast"), (15, "banner"), (5, "banner"), (1, "banner")]
    done = week(replace(call, follow_up=FollowUp(what="", due=promised.due, done=at("03-17 11:00"))))
    assert [
        a for a in alarms.alarms(done, WEEK, at("03-17 12:00"), alarms.ladders(done)) if a.kind == "follow-up"
    ] == []


def test_a_task_with_a_time_rings_until_it_is_done() -> None:
    task = Task(id="t", title="Charge the telephone", due=at("03-17 20:00"), alarm=True)
    found = look(rung(week(task), "03-17 19:44"), at("03-17 19:45"))
    assert [alarms.sentence(a, at("03-17 19:45"), "") for a in found.ring] == [
        "Charge the telephone: due · in 15 min · 20:00 EDT"
    ]
    assert look(week(replace(task, done=at("03-17 19:00"))), at("03-17 19:45")).ring == ()


def test_planned_applications_ring_before_programs_look_and_sending_them_ends_it() -> None:
    kept = state(me(), UNFILLED, *PROGRAMS, planned(OHIO), planned(MAINE), SINCE)
    found = look(rung(kept, "03-16 07:44"), at("03-16 07:45"))
    assert [alarms.sentence(a, at("03-16 07:45"), "") for a in found.ring] == [
        "2 planned ERAS applications not sent: programs look · in 15 min · 08:00 EDT"
    ]
    assert look(week(), at("03-16 07:45")).ring == ()
    shut = look(rung(kept, "03-18 08:44"), at("03-18 08:45")).ring
    assert "2 planned ERAS applications not sent: ERAS shuts" in [alarm.what for alarm in shut]


@pytest.mark.parametrize(
    "over",
    [
        week(offer(MAINE, outcome="accepted")),
        week().with_records([("profile", "me", Profile(id="me", match="matched"))]),
    ],
    ids=["accepted", "matched"],
)
def test_when_the_search_is_over_no_round_rings(over: State) -> None:
    assert look(over, at("03-18 09:00")).ring == ()


def test_the_offers_of_another_year_ring_no_more() -> None:
    old = Offer(id="old", program=OHIO, round=1, seen=at("2026-03-19 09:05"))
    assert [
        a for a in alarms.alarms(week(old), WEEK, at("03-18 10:00"), alarms.ladders(State())) if a.kind == "offer"
    ] == []


# -- until


@given(st.integers(0, 7 * 86_400))
def test_before_until_nothing_changes_by_time_alone(seconds: int) -> None:
    kept = week(
        offer(OHIO, seen="03-18 09:04"), interview(), Task(id="t", title="Sleep", due=at("03-16 23:00"), alarm=True)
    )
    now = at("03-14 12:00") + timedelta(seconds=seconds)
    found = look(kept, now)
    kept = kept_after(kept, found.marks)
    assert found.until > now
    quiet = look(kept, now)
    for part in (0.25, 0.5, 0.999):
        later = look(kept, now + (found.until - now) * part)
        assert (later.marks, later.ring, later.standing) == ((), (), quiet.standing)
