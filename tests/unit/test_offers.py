"""Offers against the clock: each dies at its round's published close, answered or not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import Application, Closed, Offer, OfferOutcome, State
from soaptui.week import offers, zones
from tests.weeks import week_of

WEEK = week_of(2027)
SECOND = timedelta(seconds=1)


def at(text: str) -> datetime:
    """An Eastern Time of the Thursday: "10:12"."""
    return zones.eastern_instant(f"2027-03-18T{text}")


def offer(program: str, number: int = 1, seen: str = "09:05", outcome: OfferOutcome = "open") -> Offer:
    return Offer(id=f"{program}-{number}", program=program, round=number, seen=at(seen), outcome=outcome)


def state(*given_offers: Offer, closed: dict[str, Closed] | None = None) -> State:
    applications = {
        program: Application(id=program, program=program, closed=why) for program, why in (closed or {}).items()
    }
    return State(offers={one.id: one for one in given_offers}, applications=applications)


@pytest.mark.parametrize(
    ("number", "close"),
    [
        (1, "2027-03-18T15:00:00Z"),
        (2, "2027-03-18T18:00:00Z"),
        (3, "2027-03-18T21:00:00Z"),
        (4, "2027-03-19T00:00:00Z"),
    ],
)
def test_an_unanswered_offer_is_expired_from_the_close_of_its_round_on(number: int, close: str) -> None:
    """However late it was seen: the two hours are the round's, not the offer's."""
    late = offer("A", number, seen="19:59")
    end = offers.closes(late, WEEK)
    assert end is not None
    assert zones.utc_iso(end) == close
    assert offers.offer_standing(late, WEEK, end - SECOND) == "open"
    assert offers.offer_standing(late, WEEK, end - timedelta(microseconds=1)) == "open"
    assert offers.offer_standing(late, WEEK, end) == "expired"
    assert offers.offer_standing(late, WEEK, end + timedelta(days=300)) == "expired"


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
@given(minutes=st.integers(-10_000, 10_000))
def test_what_was_decided_stays_whatever_the_time(outcome: OfferOutcome, minutes: int) -> None:
    assert (
        offers.offer_standing(offer("A", 1, outcome=outcome), WEEK, at("11:00") + timedelta(minutes=minutes))
        == outcome
    )


@given(number=st.integers(1, 4), first=st.integers(0, 100_000), second=st.integers(0, 100_000))
def test_an_expired_offer_never_opens_again(number: int, first: int, second: int) -> None:
    moments = [at("00:00") + timedelta(seconds=seconds) for seconds in sorted((first, second))]
    stood = [offers.offer_standing(offer("A", number), WEEK, moment) for moment in moments]
    order = ["not yet", "open", "expired"]
    assert [order.index(one) for one in stood] == sorted(order.index(one) for one in stood)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_an_offer_of_a_round_that_the_season_does_not_have_has_no_close_and_stays_open(number: int) -> None:
    odd = offer("A", number)
    assert offers.closes(odd, WEEK) is None
    assert offers.offer_standing(odd, WEEK, at("20:30")) == "open"


def test_open_offers_come_nearest_end_first_and_then_in_the_order_seen() -> None:
    kept = state(
        offer("unknown round", 9, seen="09:00"),
        offer("late", 2, seen="12:01"),
        offer("second", 1, seen="09:20"),
        offer("first", 1, seen="09:10"),
        offer("answered", 1, seen="09:01", outcome="rejected"),
        offer("taken", 1, seen="09:02", outcome="accepted"),
    )
    programs = [one.program for one in offers.open_offers(kept, WEEK, at("10:00"))]
    assert programs == ["first", "second", "unknown round"]
    assert [one.program for one in offers.open_offers(kept, WEEK, at("12:05"))] == ["late", "unknown round"]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_an_offer_of_a_round_that_has_not_opened_is_not_open_yet(number: int) -> None:
    early, window = offer("A", number), WEEK.round(number)
    assert window is not None
    assert offers.offer_standing(early, WEEK, window.opens - SECOND) == "not yet"
    assert offers.open_offers(state(early), WEEK, window.opens - SECOND) == []
    assert offers.offer_standing(early, WEEK, window.opens) == "open"


def test_what_ran_out_by_the_clock_is_asked_about_until_the_user_has_said_or_accepted_another() -> None:
    gone, by_hand = offer("A"), offer("B", outcome="expired")
    assert offers.unasked(state(gone), WEEK, at("10:59")) == []
    assert offers.unasked(state(gone, by_hand), WEEK, at("11:00")) == [gone]
    lapsed = Offer(id="A-1", program="A", round=1, seen=at("09:05"), outcome="expired", decided=at("11:00"))
    assert offers.unasked(state(lapsed), WEEK, at("15:00")) == [lapsed]
    assert offers.unasked(state(gone, offer("C", 2, outcome="accepted")), WEEK, at("13:00")) == []


def test_there_are_no_open_offers_in_an_empty_store() -> None:
    assert offers.open_offers(State(), WEEK, at("10:00")) == []
    assert offers.accepted(State()) is None
    assert offers.closed_programs(State(), WEEK, at("10:00")) == {}


def test_the_accepted_offer_is_found_among_the_others() -> None:
    taken = offer("B", 2, outcome="accepted")
    assert offers.accepted(state(offer("A", 1, outcome="rejected"), taken, offer("C", 2))) == taken
    assert offers.accepted(state(offer("A", 1, outcome="rejected"), offer("C", 2))) is None


def test_a_program_is_closed_by_a_rejected_or_an_expired_offer_and_by_a_closed_application() -> None:
    kept = state(
        offer("turned down", 1, outcome="rejected"),
        offer("said expired", 1, outcome="expired"),
        offer("left alone", 1),
        offer("still open", 2),
        offer("taken", 2, outcome="accepted"),
        closed={"full": "filled", "refused": "rejected", "alive": ""},
    )
    before = {
        "turned down": "offer of round 1 rejected",
        "said expired": "offer of round 1 expired",
        "full": "application filled",
        "refused": "application rejected",
    }
    close = at("11:00")
    assert offers.closed_programs(kept, WEEK, close - SECOND) == before
    assert offers.closed_programs(kept, WEEK, close) == {**before, "left alone": "offer of round 1 expired"}


def test_an_offer_says_more_than_the_application_about_why_a_program_is_closed() -> None:
    kept = state(offer("A", 1, outcome="rejected"), closed={"A": "rejected"})
    assert offers.closed_programs(kept, WEEK, at("12:00")) == {"A": "offer of round 1 rejected"}


@pytest.mark.parametrize(
    ("now", "opened", "for_offer"),
    [
        ("08:59", None, 1),
        ("09:00", 1, 1),
        ("10:59", 1, 1),
        ("11:00", None, 1),
        ("11:59", None, 1),
        ("12:00", 2, 2),
        ("14:00", None, 2),
        ("15:00", 3, 3),
        ("17:30", None, 3),
        ("18:00", 4, 4),
        ("19:59", 4, 4),
        ("20:00", None, 4),
        ("23:00", None, 4),
    ],
)
def test_an_offer_noticed_now_belongs_to_the_open_round_else_to_the_last_one(
    now: str, opened: int | None, for_offer: int
) -> None:
    current = offers.current_round(WEEK, at(now))
    noticed = offers.round_for_offer(WEEK, at(now))
    assert (current.round if current else None) == opened
    assert noticed is not None
    assert noticed.round == for_offer


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_a_round_is_open_from_its_first_second_to_the_last_before_its_close(seconds: int) -> None:
    shift = timedelta(seconds=seconds)
    for window in WEEK.rounds:
        assert (offers.current_round(WEEK, window.opens + shift) == window) is (seconds >= 0)
        assert (offers.current_round(WEEK, window.closes + shift) == window) is (seconds < 0)


def test_long_before_the_week_an_offer_would_belong_to_the_first_round() -> None:
    noticed = offers.round_for_offer(WEEK, datetime(2026, 7, 1, tzinfo=UTC))
    assert noticed == WEEK.rounds[0]


def test_an_accepted_application_closes_no_program() -> None:
    kept = state(offer("A", 1, outcome="accepted"), closed={"A": "accepted", "B": "expired"})
    assert offers.closed_programs(kept, WEEK, at("12:00")) == {"B": "application expired"}


def test_what_expired_by_the_clock_is_told_from_what_the_user_let_lapse() -> None:
    by_clock = Offer(id="a", program="A", round=1, seen=at("09:05"), outcome="expired", decided=at("11:00"))
    by_hand = Offer(id="b", program="B", round=1, seen=at("09:05"), outcome="expired", decided=at("10:30"))
    assert offers.lapsed_by_time(by_clock, WEEK)
    assert not offers.lapsed_by_time(by_hand, WEEK)
    assert [offers.offer_standing(one, WEEK, at("10:45")) for one in (by_clock, by_hand)] == ["open", "expired"]
