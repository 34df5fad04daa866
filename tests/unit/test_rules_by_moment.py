"""The questions about contact where the moment, or who asks, changes the answer: no rule before its time or after."""

import pytest

from soaptui.records import MatchStatus, Offer, Record
from soaptui.week import rules
from soaptui.week.contact_questions import CONTACT_SENTENCES, NOT_ELIGIBLE_ALOUD, Topic, topics
from soaptui.week.situation import held_in_all, the_other_part
from soaptui.week.standing_words import after_soap_line
from tests.unit.agenda_helpers import MAINE, OHIO, PROGRAMS, UNFILLED, WEEK, at, me, sent, state

ADVANCED = "2345040A0"


def topic(title: str, match: MatchStatus, now: str, *more: Record) -> Topic:
    """The answer to a question of that title."""
    found = topics(state(me(match), UNFILLED, *PROGRAMS, *more), WEEK, at(now))
    return next(one for one in found if one.title.startswith(title))


@pytest.mark.parametrize("match", ["unmatched", "preliminary", "advanced", "unknown"])
@pytest.mark.parametrize(
    ("now", "kind"), [("03-15 12:00", "not now"), ("03-16 07:59:59", "not now"), ("03-16 08:00", "allowed")]
)
def test_nobody_replies_before_programs_see_applications(match: MatchStatus, now: str, kind: str) -> None:
    found = topic("Replying", match, now)
    assert found.ruling.kind == kind
    assert (found.say == CONTACT_SENTENCES["not now"]) is (kind == "not now")


@pytest.mark.parametrize(("now", "reported"), [("03-10 12:00", False), ("03-15 12:00", True), ("03-17 12:00", True)])
def test_before_match_week_no_call_of_a_program_is_to_be_reported(now: str, reported: bool) -> None:
    found = topic("A program that I did not apply to", "unmatched", now)
    assert ("must report" in found.ruling.why) is reported
    assert ("in SOAP" in found.say) is reported


@pytest.mark.parametrize("title", ["They ask me to commit", "Asking them", "They ask where else"])
@pytest.mark.parametrize(
    ("match", "say"), [("ineligible", NOT_ELIGIBLE_ALOUD), ("matched", CONTACT_SENTENCES["never"])]
)
def test_nobody_says_that_they_look_for_offers_who_can_have_none(title: str, match: MatchStatus, say: str) -> None:
    assert topic(title, match, "03-16 12:00").say == say


def test_the_ineligible_may_speak_once_the_rules_have_ended() -> None:
    assert topic("They ask where else", "ineligible", "03-19 09:00").say != NOT_ELIGIBLE_ALOUD


@pytest.mark.parametrize("match", ["unmatched", "advanced", "ineligible"])
def test_the_rules_of_next_year_are_not_said_to_have_ended(match: MatchStatus) -> None:
    kept = state(me(match), UNFILLED, *PROGRAMS, sent(OHIO))
    program = "2345140P0"
    before = rules.may_contact(kept, WEEK, program, at("2027-09-14 12:00"))
    later = rules.may_contact(kept, WEEK, program, at("2028-03-14 12:00"))
    assert before.kind == "ended"
    assert later.kind == "not settled"
    assert "2028" in later.why
    if match != "advanced":  # who holds a position looks for no other Match
        assert "2028" in after_soap_line(kept, WEEK, at("2028-03-14 12:00"))


def test_who_is_matched_and_noted_an_accepted_offer_looks_for_nothing() -> None:
    taken = Offer(id="o", program=ADVANCED, round=1, seen=at("03-18 09:05"), outcome="accepted")
    kept = state(me("matched"), UNFILLED, *PROGRAMS, taken)
    assert held_in_all(kept) == "matched"
    assert not the_other_part(kept, "2345140P0")
    assert rules.may_contact(kept, WEEK, MAINE, at("03-18 21:32")).kind == "never"
    assert "look for the first year" not in after_soap_line(kept, WEEK, at("03-18 21:32"))
