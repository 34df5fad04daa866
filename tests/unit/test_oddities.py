"""What is odd about an offer, an application or a profile is said, in a sentence each; nothing else is."""

from typing import Any

import pytest

from soaptui.records import ListVersion, MatchStatus, Offer, Program, State, replace
from soaptui.screens.commands import pressed
from soaptui.week import oddities
from tests.unit.agenda_helpers import MAINE, OHIO, PROGRAMS, WEEK, at, me, offer, planned, sent, state

PRELIM = Program(id="1234999P0", code="1234999P0", institution="Ohio", listed="yes")
LISTED = ListVersion(id="list", at=at("03-15 10:05"), source="unfilled.csv")
USUAL = (me(), LISTED, *PROGRAMS, PRELIM, sent(OHIO), sent(MAINE))
NOW = "03-18 10:12"


def said(*records: Any, of: Offer | None = None, now: str = NOW) -> str:
    """What is said of an offer, of Ohio in round 1 where no other is given, to a state of these records."""
    return pressed(" ".join(oddities.of_offer(state(*records), WEEK, at(now), of or offer(OHIO))))


def test_of_an_offer_as_it_should_be_nothing_is_said() -> None:
    assert said(*USUAL) == ""


@pytest.mark.parametrize(
    ("of", "more", "now", "words"),
    [
        (offer(OHIO, 2), (), NOW, "Round 2 opens only Thu 18 Mar 12:00 EDT"),
        (offer(OHIO, 1), (), "03-18 11:00", "Round 1 closed Thu 18 Mar 11:00 EDT"),
        (offer(OHIO, 1), (), "03-18 11:00", "Did you answer it in R3?"),
        (offer(OHIO, 2), (offer(OHIO, outcome="rejected"),), "03-18 12:05", "offer of round 1 was rejected"),
        (offer(OHIO, 2), (offer(OHIO),), "03-18 12:05", "offer of round 1 was expired"),
        (offer(OHIO, 2), (offer(OHIO),), NOW, "offer of round 1 is open"),
        (offer(OHIO, 1), (offer(OHIO, 2),), NOW, "offer of round 2 is noted already"),
        (offer(OHIO), (replace(sent(OHIO), closed="filled"),), NOW, "noted as filled"),
        (offer(OHIO), (offer(MAINE, outcome="accepted"),), NOW, "You accepted Pine Harbor Clinic"),
        (offer(PRELIM.id), (), NOW, "not known"),
        (offer(PRELIM.id), (), NOW, "No application to this program is marked sent"),
        (offer(PRELIM.id), (planned(PRELIM.id),), NOW, "No application to this program is marked sent"),
        (offer("1234130F0"), (), NOW, "It is a fellowship"),
        (offer("1234130F0"), (), NOW, "on no list that you imported"),
        (offer("9999140C0"), (sent("9999140C0"),), NOW, "on no list that you imported"),
        (offer(OHIO), (replace(PROGRAMS[0], listed="no"),), NOW, "no longer on the List"),
        (offer(OHIO), (replace(PROGRAMS[0], listed="unknown"),), NOW, "not on the List of Unfilled Programs"),
        (offer(OHIO), (replace(PROGRAMS[0], in_soap="no"),), NOW, "does not take part in SOAP"),
        (
            offer(OHIO),
            (replace(sent(OHIO), sent=at("03-18 11:30")),),
            "03-18 11:40",
            "marked sent only after Round 1",
        ),
    ],
)
def test_what_is_odd_about_an_offer_is_said(of: Offer, more: tuple[Any, ...], now: str, words: str) -> None:
    assert words in said(*USUAL, *more, of=of, now=now)


@pytest.mark.parametrize(
    ("match", "words"),
    [
        ("matched", "You are matched: SOAP is not for you"),
        ("ineligible", "You are not SOAP-eligible: SOAP is not for you"),
        ("preliminary", "only advanced ones are open to you"),
        ("advanced", "only preliminary ones are open to you"),
        ("unknown", "does not say whether you matched"),
        ("unmatched", ""),
    ],
)
def test_an_offer_to_who_may_not_take_it_is_said_to_be_so(match: MatchStatus, words: str) -> None:
    found = said(*USUAL, me(match))
    assert words in found
    assert bool(found) is bool(words)


ADVANCED = Program(id="2345040A0", code="2345040A0", institution="Maine", listed="yes")


@pytest.mark.parametrize(
    ("taken", "of", "unsettled"),
    [
        (OHIO, ADVANCED.id, False),
        (OHIO, PRELIM.id, False),
        (OHIO, MAINE, False),
        (OHIO, "1234130F0", False),
        (PRELIM.id, OHIO, False),
        (PRELIM.id, ADVANCED.id, True),
        (ADVANCED.id, PRELIM.id, True),
    ],
)
def test_after_an_acceptance_one_sentence_counts_and_it_comes_first(taken: str, of: str, unsettled: bool) -> None:
    kept = state(*USUAL, ADVANCED, sent(of), offer(taken, outcome="accepted"))
    found = oddities.of_offer(kept, WEEK, at("03-18 11:05"), offer(of, 2))
    assert found[0].startswith("You accepted ")
    assert "binding" in found[0]
    assert "Round 2 opens only" in found[1]
    assert ("not known" in found[0]) is unsettled
    assert ("no other offer can be taken" in found[0]) is not unsettled
    assert not any("not known" in one or "fellowship" in one for one in found[1:])


@pytest.mark.parametrize("match", ["preliminary", "advanced"])
def test_who_matched_to_one_part_and_accepted_the_other_can_take_no_third(match: MatchStatus) -> None:
    taken, of = (ADVANCED.id, PRELIM.id) if match == "preliminary" else (PRELIM.id, ADVANCED.id)
    kept = state(*USUAL, ADVANCED, me(match), sent(of), offer(taken, outcome="accepted"))
    (found,) = oddities.of_program(kept, WEEK, at(NOW), offer(of))
    assert "no other offer can be taken" in found


def test_the_offer_itself_is_no_earlier_one() -> None:
    assert said(*USUAL, offer(OHIO)) == ""


# -- applications


def of_sent(when: str, *records: Any) -> str:
    application = replace(sent(OHIO), sent=at(when))
    return " ".join(oddities.of_application(state(*USUAL, *records, application), WEEK, application))


def test_sent_before_the_opening_or_after_an_acceptance_is_said() -> None:
    taken = offer(MAINE, outcome="accepted", decided=at("03-18 09:30"))
    assert of_sent("03-15 11:00") == ""
    assert "before applications opened (Mon 15 Mar 11:00 EDT): did you really send it then?" in of_sent("03-15 10:59")
    assert of_sent("03-18 08:59", taken) == ""
    assert "You accepted Pine Harbor Clinic" in of_sent("03-18 11:10", taken)
    application = planned(OHIO)
    assert "planned" in " ".join(oddities.of_application(state(*USUAL, taken, application), WEEK, application))


@pytest.mark.parametrize("match", ["matched", "ineligible"])
def test_an_application_of_who_has_no_part_in_soap_is_said(match: MatchStatus) -> None:
    assert "SOAP is not for you" in of_sent("03-15 12:00", me(match))


def test_of_several_the_first_odd_one_is_told() -> None:
    early = [replace(sent(one), sent=at("03-15 10:00")) for one in (OHIO, MAINE)]
    found = oddities.of_applications(state(*USUAL, *early), WEEK, [sent("3456140C0"), *early])
    assert len(found) == 1
    assert "Buckeye Valley Hospital" in found[0]


# -- the profile


@pytest.mark.parametrize("match", ["matched", "ineligible"])
def test_a_standing_that_contradicts_what_is_noted_is_said(match: MatchStatus) -> None:
    profile = me(match)
    assert oddities.of_profile(state(profile), WEEK, at(NOW)) == []
    for records, words in (
        ((offer(OHIO),), "noted as open"),
        ((offer(OHIO, outcome="accepted"),), "noted as accepted"),
        ((offer(MAINE, outcome="accepted"), offer(OHIO)), "noted as accepted"),
        ((sent(OHIO), sent(MAINE)), "2 applications are marked as sent"),
    ):
        (found,) = oddities.of_profile(state(profile, *records), WEEK, at(NOW))
        assert words in found
    assert oddities.of_profile(State(), WEEK, at(NOW)) == []
