"""What is open and what comes next, offers above all; and what holds at every moment, whatever is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import Application, Call, FollowUp, Interview, ListVersion, Offer, Profile, State, Task
from soaptui.week.agenda import agenda, event_state, what_is_open
from soaptui.week.offers import open_offers
from tests.unit.agenda_helpers import (
    IDAHO,
    MAINE,
    OFFERED,
    OHIO,
    PROFILE,
    PROGRAMS,
    SECOND,
    UNFILLED,
    WEEK,
    at,
    me,
    offer,
    state,
)


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
        match=st.sampled_from(["unknown", "unmatched", "preliminary", "advanced", "matched", "ineligible"]),
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
    action = agenda(kept, WEEK, now).action
    if any(one.outcome == "accepted" for one in kept.offers.values()):
        assert action.startswith("You accepted")
    elif kept.me.match == "matched" or (kept.me.match == "ineligible" and now < WEEK.event("soap-ends").at):
        assert action.startswith("An offer of" if open_offers(kept, WEEK, now) else "You are")
    elif waiting:
        assert action.startswith("Answer the offer of")
