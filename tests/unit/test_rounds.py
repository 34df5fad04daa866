"""Thursday: its phases, what lapses at a close, who may take what, and what comes after."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui import eligibility
from soaptui.records import MatchStatus, Offer, OfferOutcome, OfficialTime, Profile, Program, State, replace
from soaptui.screens.commands import pressed
from soaptui.week import afterwards, offers, official, rounds
from tests.unit.agenda_helpers import IDAHO, MAINE, NEVADA, OHIO, PROGRAMS, SECOND, WEEK, at, me, offer, sent, state

ANY = st.integers(-40 * 86_400, 40 * 86_400).map(lambda seconds: at("03-18 10:00") + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("now", "phase", "until", "can"),
    [
        ("03-01 09:00", "before", "03-15 10:00", "look up their visas"),
        ("03-15 10:30", "choosing", "03-15 11:00", "cannot be sent yet"),
        ("03-15 11:00", "applying", "03-16 08:00", "Programs see nothing yet"),
        ("03-18 08:59:59", "calls", "03-18 09:00", "never call first"),
        ("03-18 09:00", "round-1", "03-18 11:00", "takes no new applications"),
        ("03-18 10:59:59", "round-1", "03-18 11:00", "Answer offers in R3"),
        ("03-18 11:00", "gap-1", "03-18 12:00", "refreshed list"),
        ("03-18 14:30", "gap-2", "03-18 15:00", "takes spare applications again"),
        ("03-18 18:00", "round-4", "03-18 20:00", "Answer offers in R3"),
        ("03-18 20:00", "gap-4", "03-18 21:00", "no offer can come"),
        ("03-18 21:00", "after", "03-19 12:00", "contact rules have ended"),
    ],
)
def test_each_phase_of_the_week_says_what_can_be_done_in_it(now: str, phase: str, until: str, can: str) -> None:
    found = rounds.phase_at(WEEK, at(now))
    assert (found.id, found.until) == (phase, at(until))
    assert can in pressed(" ".join(found.can))
    assert found.is_round is phase.startswith("round-")


def test_after_match_day_nothing_is_to_come() -> None:
    assert rounds.phase_at(WEEK, at("03-25 09:00")).until is None


@given(now=ANY)
def test_every_moment_has_a_phase_whose_end_is_still_to_come_and_whose_lines_fit(now: datetime) -> None:
    found = rounds.phase_at(WEEK, now)
    assert found.until is None or found.until > now
    assert found.can
    assert max(map(len, found.can)) <= 40


@given(now=ANY)
def test_spare_applications_are_spoken_of_in_gaps_and_never_in_rounds(now: datetime) -> None:
    found = rounds.phase_at(WEEK, now)
    assert found.is_round is (offers.current_round(WEEK, now) is not None)
    assert not (found.is_round and "spare applications" in " ".join(found.can).casefold())


def test_the_day_is_four_rounds_with_a_gap_after_each() -> None:
    names = [rounds.phase_name(WEEK, window) for window in rounds.phases_of_thursday(WEEK)]
    assert names == ["Round 1", "between", "Round 2", "between", "Round 3", "between", "Round 4", "to the end"]
    assert rounds.eastern_hours(rounds.phases_of_thursday(WEEK)[-1]) == "20:00–21:00"


# -- lapsing


@pytest.mark.parametrize(("number", "close"), [(1, "11:00"), (2, "14:00"), (3, "17:00"), (4, "20:00")])
def test_an_unanswered_offer_lapses_at_the_close_of_its_round_and_not_a_second_before(
    number: int, close: str
) -> None:
    kept = state(offer(OHIO, number, seen="03-18 19:59"))
    end = at(f"03-18 {close}")
    assert rounds.lapsed_offers(kept, WEEK, end - SECOND) == []
    for late in (
        timedelta(0),
        timedelta(hours=9),
        timedelta(days=100),
    ):  # at once, or when the program is opened again
        (gone,) = rounds.lapsed_offers(kept, WEEK, end + late)
        assert (gone.outcome, gone.decided) == ("expired", end)


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
def test_what_was_answered_does_not_lapse(outcome: OfferOutcome) -> None:
    assert rounds.lapsed_offers(state(offer(OHIO, outcome=outcome)), WEEK, at("03-18 22:00")) == []


def test_an_offer_of_last_year_or_of_no_round_is_given_no_close_of_this_year() -> None:
    last_year = offer(OHIO, seen="2026-03-19 09:30")
    assert rounds.lapsed_offers(state(last_year, offer(MAINE, 9)), WEEK, at("03-18 22:00")) == []


@given(number=st.integers(1, 4), now=ANY)
def test_what_has_lapsed_does_not_lapse_again_and_stands_as_before(number: int, now: datetime) -> None:
    kept = state(offer(OHIO, number))
    gone = rounds.lapsed_offers(kept, WEEK, now)
    after = kept.with_records([("offers", one.id, one) for one in gone])
    assert rounds.lapsed_offers(after, WEEK, now) == []
    before = offers.offer_standing(kept.offers[f"offer-{OHIO}-{number}"], WEEK, now)
    assert offers.offer_standing(after.offers[f"offer-{OHIO}-{number}"], WEEK, now) == before


@settings(max_examples=60)
@given(number=st.integers(1, 4), ahead=ANY, real=ANY)
def test_a_clock_that_ran_ahead_costs_no_offer(number: int, ahead: datetime, real: datetime) -> None:
    """It lapsed by a wrong clock; by the right one it stands as if nothing had been written."""
    kept = offer(OHIO, number)
    written = (rounds.lapsed_offers(state(kept), WEEK, ahead) or [kept])[0]
    assert offers.offer_standing(written, WEEK, real) == offers.offer_standing(kept, WEEK, real)


def test_an_offer_that_lapsed_is_open_again_where_the_user_corrects_the_close_to_a_later_time() -> None:
    (gone,) = rounds.lapsed_offers(state(offer(OHIO)), WEEK, at("03-18 11:00:01"))
    later = official.season_amended(
        WEEK, {"2027/round-1-closes": OfficialTime(id="2027/round-1-closes", at=at("03-18 11:30"))}
    )
    assert offers.offer_standing(gone, later, at("03-18 11:10")) == "open"
    assert offers.offer_standing(gone, later, at("03-18 11:30")) == "expired"


def test_an_offer_that_the_user_let_lapse_stays_lapsed_before_the_close() -> None:
    left = offer(OHIO, outcome="expired", decided=at("03-18 10:30"))
    assert offers.offer_standing(left, WEEK, at("03-18 10:40")) == "expired"


def test_a_lapse_says_when_and_which() -> None:
    kept = state(*PROGRAMS, offer(OHIO), offer(MAINE))
    gone = rounds.lapsed_offers(kept, WEEK, at("03-18 13:00"))
    label = rounds.lapse_label(kept, gone)
    assert label.startswith("Expired Thu 18 Mar 11:00 EDT without an answer: Buckeye Valley Hospital")
    assert "Pine Harbor Clinic" in label
    told = pressed(rounds.lapse_told(kept, gone))
    assert told == f"{label}. Did you answer in R3? Say so on Offers (4): K accepted, x rejected, l no."


def test_a_lapsed_program_is_closed_by_its_offer_and_an_accepted_one_is_not_closed() -> None:
    kept = state(*PROGRAMS, offer(OHIO), offer(MAINE, outcome="accepted"), replace(sent(MAINE), closed="accepted"))
    now = at("03-18 12:00")
    after = kept.with_records([("offers", one.id, one) for one in rounds.lapsed_offers(kept, WEEK, now)])
    assert offers.closed_programs(after, WEEK, now) == {OHIO: "offer of round 1 expired"}


# -- who may take what


@pytest.mark.parametrize(
    ("match", "type_", "may", "why"),
    [
        ("preliminary", "A", "yes", "advanced"),
        ("preliminary", "C", "no", "only advanced"),
        ("preliminary", "P", "no", "only advanced"),
        ("preliminary", "", "unsettled", "not known"),
        ("advanced", "", "unsettled", "not known"),
        ("advanced", "M", "no", "only preliminary"),
        ("preliminary", "R", "no", "only advanced"),
        ("unmatched", "", "unsettled", "not known"),
        ("unmatched", "R", "unsettled", "prior graduate medical education"),
        ("unmatched", "F", "no", "fellowship"),
        ("unknown", "F", "no", "fellowship"),
        ("unknown", "", "unsettled", "profile"),
        ("ineligible", "C", "no", "not SOAP-eligible"),
        ("ineligible", "", "no", "not SOAP-eligible"),
        ("advanced", "P", "yes", "preliminary"),
        ("advanced", "A", "no", "only preliminary"),
        ("advanced", "C", "no", "only preliminary"),
        ("matched", "C", "no", "matched"),
        ("unmatched", "C", "yes", "unmatched"),
        ("unmatched", "P", "unsettled", "not known"),
        ("unmatched", "A", "unsettled", "not known"),
        ("unknown", "C", "unsettled", "profile"),
    ],
)
def test_who_holds_one_part_may_take_the_other_and_what_is_not_established_is_said(
    match: MatchStatus, type_: str, may: str, why: str
) -> None:
    program = Program(id="0a1b2c3d4e5f", type=type_)
    found, sentence = eligibility.may_take(program, Profile(id="me", match=match))
    assert found == may
    assert why in sentence


# -- after


def test_while_the_search_goes_on_there_is_no_after() -> None:
    kept = state(me(), offer(OHIO), offer(MAINE, outcome="rejected"))
    assert offers.accepted(kept) is None
    assert afterwards.after_soap(kept, WEEK, at("03-18 20:59:59")) is None


def test_an_acceptance_ends_the_search_at_once() -> None:
    taken = offer(OHIO, outcome="accepted")
    kept = state(me(), *PROGRAMS, taken, offer(MAINE))
    found = afterwards.after_soap(kept, WEEK, at("03-18 10:30"))
    assert offers.accepted(kept) == taken
    assert found is not None
    assert found.placed
    assert "Buckeye Valley Hospital" in found.title
    steps = " ".join(found.steps)
    for said in (
        "binding",
        "letter of acceptance",
        "contract",
        "MyIntealth",
        "45 days",
        "do not look for a second position",
    ):
        assert said in steps
    assert "H-1B" not in steps


@pytest.mark.parametrize(("match", "said"), [("unmatched", True), ("advanced", False)])
def test_whether_a_second_part_may_follow_is_left_to_who_holds_none(match: MatchStatus, said: bool) -> None:
    prelim = Program(id=NEVADA, code=NEVADA, institution="Silver Ridge", type="P")
    found = afterwards.after_soap(
        state(me(match), prelim, offer(NEVADA, outcome="accepted")), WEEK, at("03-18 10:30")
    )
    assert found is not None
    assert (eligibility.UNSETTLED in found.steps) is said


def test_without_a_place_free_contact_begins_with_the_end_of_soap() -> None:
    kept = state(me(), offer(IDAHO, outcome="rejected"))
    found = afterwards.after_soap(kept, WEEK, at("03-18 21:00"))
    assert found is not None
    assert not found.placed
    assert "write to and call unfilled programs yourself" in found.steps[0]


def test_nothing_in_the_phases_needs_the_real_clock() -> None:
    assert rounds.phase_at(WEEK, datetime(2027, 3, 18, 13, 0, tzinfo=UTC)).id == "round-1"
    assert rounds.lapsed_offers(State(), WEEK, at("03-18 22:00")) == []


def test_a_round_whose_times_were_moved_lapses_by_the_new_ones() -> None:
    times = {"2027/round-1-closes": OfficialTime(id="2027/round-1-closes", at=at("03-18 11:30"))}
    later = official.season_amended(WEEK, times)
    kept = state(offer(OHIO))
    assert rounds.lapsed_offers(kept, later, at("03-18 11:15")) == []
    (gone,) = rounds.lapsed_offers(kept, later, at("03-18 11:30"))
    assert gone == msgspec.structs.replace(offer(OHIO), outcome="expired", decided=at("03-18 11:30"))
    assert isinstance(gone, Offer)
