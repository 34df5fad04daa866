"""What has ended counts down nowhere: after an acceptance, for who is matched, after the last round."""

from datetime import timedelta

import pytest

from soaptui.calls.schedule import schedule
from soaptui.exports.calendar import calendar, calendar_events
from soaptui.programs.plan_set import nothing_to_choose
from soaptui.records import Call, FollowUp, Interview, Offer, Profile, State
from soaptui.week import alarms, appointments, rounds, season, sending, zones
from soaptui.week.agenda import agenda
from soaptui.week.deadlines import subjects
from soaptui.week.situation import concerns
from tests.unit.agenda_helpers import MAINE, OHIO, WEEK, at, me, offer, planned, program, state

NOW = at("03-18 10:12")
HOME = "Asia/Colombo"
INTERVIEW = Interview(id="i", program=MAINE, at=at("03-18 11:30"), zone=zones.EASTERN, minutes=20)
PROMISE = Call(
    id="c",
    program=MAINE,
    started=at("03-18 09:40"),
    ended=at("03-18 09:50"),
    follow_up=FollowUp(what="send the email", due=at("03-18 11:00")),
)


def data(profile: Profile, *offers: Offer) -> State:
    return state(profile, program(OHIO, "Ohio"), program(MAINE, "Maine"), INTERVIEW, PROMISE, planned(MAINE), *offers)


SEARCHING = data(me(), offer(OHIO), offer(MAINE))
ACCEPTED = data(me(), offer(OHIO, outcome="accepted", decided=at("03-18 10:11")), offer(MAINE))
MATCHED = data(me(match="matched"))
CONTRADICTED = data(me(match="matched"), offer(MAINE))
OVER = pytest.mark.parametrize("over", [ACCEPTED, MATCHED], ids=["accepted", "matched"])


def test_while_the_search_goes_on_all_of_it_counts_down() -> None:
    today = agenda(SEARCHING, WEEK, NOW)
    assert {item.id for item in today.open} == {f"offer-{OHIO}-1", f"offer-{MAINE}-1", "round-1"}
    assert today.next is not None and today.next.id == "round-1-closes"
    assert "interview" in {due.kind for due in today.due}
    kinds = {subject.kind for subject in subjects(SEARCHING, WEEK, NOW, NOW)}
    assert {"offer", "round", "interview", "follow-up"} <= kinds


@OVER
def test_once_it_is_over_nothing_of_it_is_open_next_or_due(over: State) -> None:
    today = agenda(over, WEEK, NOW)
    assert today.open == ()
    assert today.next is not None and today.next.id == "match-day"
    assert {due.kind for due in today.due} == {"follow-up"}  # what was promised stays
    assert appointments.coming_interviews(over, NOW) == []


@OVER
def test_once_it_is_over_no_alarm_of_it_rings(over: State) -> None:
    found = subjects(over, WEEK, at("03-18 08:00"), NOW)
    assert {subject.kind for subject in found} == {"follow-up"}
    for minutes in range(0, 12 * 60, 7):
        step = alarms.step(over, WEEK, NOW + timedelta(minutes=minutes), alarms.ladders(over))
        assert {alarm.kind for alarm in (*step.ring, *step.standing)} <= {"follow-up"}


@OVER
def test_once_it_is_over_the_day_has_no_hour_of_it(over: State) -> None:
    assert [slot.title for slot in schedule(over, WEEK, NOW, HOME)] == ["send the email · Maine · Internal Medicine"]
    assert len(schedule(SEARCHING, WEEK, NOW, HOME)) > 5


@OVER
def test_once_it_is_over_the_calendar_rings_for_none_of_it(over: State) -> None:
    found = calendar_events(over, WEEK, HOME)
    rings = {entry.key.partition("/")[0] for entry in found if entry.minutes and not (entry.done or entry.ended)}
    text = calendar(found, WEEK, NOW).decode()
    assert rings == {"2027", "follow-up"}
    assert "SUMMARY:No longer needed: Interview: Maine" in text
    assert ("SUMMARY:No longer needed: Offer expires: Maine" in text) == (over is ACCEPTED)
    for entry in found:
        if entry.key.startswith(("offer/", "interview/")):
            lines = calendar([entry], WEEK, NOW).decode()
            assert "BEGIN:VALARM" not in lines


def test_an_offer_to_somebody_whose_profile_says_matched_still_counts() -> None:
    """One of the two is noted wrong, and the offer is the one that can be lost."""
    today = agenda(CONTRADICTED, WEEK, NOW)
    assert [item.id for item in today.open] == [f"offer-{MAINE}-1"]
    assert "your profile says that you are matched: look in R3" in today.action
    assert "offer" in {subject.kind for subject in subjects(CONTRADICTED, WEEK, NOW, NOW)}
    assert f"offer-{MAINE}-1" in {slot.id for slot in schedule(CONTRADICTED, WEEK, NOW, HOME)}


def test_an_interview_that_is_cancelled_or_held_is_none_to_come() -> None:
    for outcome in ("cancelled", "held", "missed"):
        gone = Interview(
            **{name: getattr(INTERVIEW, name) for name in ("id", "program", "at", "zone")}, outcome=outcome
        )
        assert not appointments.still_stands(gone, SEARCHING)
    assert appointments.still_stands(INTERVIEW, SEARCHING)


def test_what_concerns_whom() -> None:
    left = [event.id for event in WEEK.events if concerns(event, ACCEPTED)]
    assert left == ["rank-deadline", "match-status", "match-day"]
    assert all(concerns(event, SEARCHING) for event in WEEK.events)


# -- after the last round


@pytest.mark.parametrize("now", ["03-18 18:00", "03-18 19:59", "03-18 20:00", "03-18 20:59:59"])
def test_from_the_last_round_on_nothing_is_to_be_sent(now: str) -> None:
    waiting = state(me(), program(OHIO, "Ohio"), planned(OHIO))
    today = agenda(waiting, WEEK, at(now), HOME)
    said = [today.action, *(item.label for item in today.open), *sending.warnings(waiting, WEEK, at(now))]
    said += rounds.phase_at(WEEK, at(now)).can
    assert not any("can be sent" in text or "again from" in text or text.startswith("Send") for text in said), said
    assert sending.warnings(waiting, WEEK, at(now))[0].startswith(
        "An application that you send now cannot bring an offer"
    )
    assert [due for due in today.due if due.kind == "applications"] == []
    assert "again from" not in sending.shut(WEEK, "ERAS", at(now))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("03-18 17:59", ""),
        (
            "03-18 18:00",
            "An application that you send now cannot bring an offer: Round 4 is the last. "
            "SOAP ends Thu 18 Mar 21:00 EDT.",
        ),
        (
            "03-18 21:00",
            "SOAP ended Thu 18 Mar 21:00 EDT, and no application can be sent through ERAS any more: "
            "no offer can come any more.",
        ),
    ],
)
def test_from_the_last_round_on_no_offer_can_come_and_nothing_is_chosen(now: str, said: str) -> None:
    waiting = state(me(), program(OHIO, "Ohio"))
    meter = sending.meters(waiting, WEEK.limits)[0]
    assert sending.no_more_offers(WEEK, "ERAS", at(now)) == said
    chosen = nothing_to_choose(waiting, WEEK, at(now), meter)
    assert chosen.startswith(said or "No program of ERAS is there to choose from.")


def test_after_the_last_round_one_waits_for_nine_in_the_evening() -> None:
    today = agenda(state(me(), program(OHIO, "Ohio"), planned(OHIO)), WEEK, at("03-18 20:30"), HOME)
    assert today.action == (
        "The last round is over: wait for Thu 21:00 EDT (06:30 Fri Colombo), when the contact rules end."
    )
    assert today.open[0].label == "After round 4, the last: wait for the end of SOAP"
    phase = rounds.phase_at(WEEK, at("03-18 20:30"))
    assert phase.can[-1] == "Contact rules hold: write to nobody."
    assert (phase.then, phase.until) == ("SOAP ends", WEEK.ends)


def test_a_week_of_another_number_of_rounds_has_its_own_last_one() -> None:
    two = [event for event in WEEK.events if not event.id.startswith(("round-3", "round-4"))]
    short = season.assembled(2027, two, note="", expected=True, limits=WEEK.limits)
    assert [window.label for window in short.windows if window.id.startswith("gap-")] == [
        "After round 1: list refreshed, spare applications can be sent",
        "After round 2, the last: wait for the end of SOAP",
    ]
    assert sending.useless(short, short.rounds[1].opens)
    assert not sending.useless(short, short.rounds[1].opens - timedelta(seconds=1))


# -- how far away it is


@pytest.mark.parametrize(
    "now", ["2026-11-28 12:00", "2026-12-24 23:59:59", "2027-01-01 10:00", "2027-01-01 10:00:01"]
)
def test_match_week_is_one_number_of_days_away(now: str) -> None:
    from soaptui.computer_clock import check

    far = check.off_season(at(now), WEEK)
    action = agenda(state(me()), WEEK, at(now)).action
    days = (WEEK.event("match-status").at - at(now)) // timedelta(days=1)
    assert far is not None and f"is {days} days away" in far.text
    assert f"{days} days to Match Monday" in action
