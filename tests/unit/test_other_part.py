"""The program that goes with the one part of a training that is held: near it, and of a year that is accepted."""

from typing import get_args

import pytest

from soaptui.profile_settings import profile_value, profile_with
from soaptui.programs.listing import Listing
from soaptui.programs.other_part import ACCEPTED_YEARS, held_specialty, together_with_held
from soaptui.programs.specialties import specialties
from soaptui.programs.state_neighbours import NEIGHBOURS
from soaptui.programs.tiers import assess
from soaptui.programs.us_states import STATES
from soaptui.records import Fact, HeldPosition, MatchStatus, Profile, Program
from soaptui.refusal import Refusal
from soaptui.week import standing_words
from soaptui.week.agenda import agenda
from tests.unit.agenda_helpers import WEEK, at, me, state

YES = Fact(value="yes", source="their site", as_of="2027-01")
HELD = HeldPosition(institution="Buckeye Valley", city="Toledo", state="OH", specialty="Diagnostic Radiology")
RADIOLOGIST = Profile(id="me", match="advanced", visa="J-1", held=HELD)


def year(code: str, city: str, us_state: str, j1: Fact = YES) -> Program:
    return Program(id=code, code=code, institution=f"House of {city}", city=city, state=us_state, j1=j1, listed="yes")


HERE, STATE, NEXT, FAR = (
    year("1111999P0", "Toledo", "OH"),
    year("2222140P0", "Dayton", "OH"),
    year("3333440P0", "Detroit", "MI"),
    year("4444140P0", "Reno", "NV"),
)
BIRTHS = year("5555300P0", "Toledo", "OH")
CATEGORICAL, UNTYPED = year("6666140C0", "Toledo", "OH"), Program(id="0a1b2c3d4e5f", city="Toledo", state="OH")


def test_states_touch_each_other_both_ways_and_are_states() -> None:
    for one, touching in NEIGHBOURS.items():
        assert one in STATES and touching <= STATES and one not in touching
        assert all(one in NEIGHBOURS[other] for other in touching), one


def test_every_specialty_of_the_table_is_one() -> None:
    assert {*ACCEPTED_YEARS, *(code for years in ACCEPTED_YEARS.values() for code in years)} <= set(specialties())


@pytest.mark.parametrize(
    ("program", "near", "words"),
    [
        (HERE, 3, "in Toledo, as your advanced program"),
        (STATE, 2, "in OH, as your advanced program"),
        (NEXT, 1, "in MI, next to OH, where your advanced program is"),
        (FAR, 0, "in NV, far from your advanced program in OH"),
        (year("7777140P0", "Toledo", "IA"), 0, "in IA, far from your advanced program in OH"),
    ],
)
def test_how_far_it_is_is_said_in_words(program: Program, near: int, words: str) -> None:
    found = together_with_held(program, RADIOLOGIST)
    assert found.near == near
    assert found.reasons[0] == words


@pytest.mark.parametrize("written", ["toledo", "TOLEDO", "To-ledo", " Toledo "])
def test_a_city_is_the_same_however_it_is_written(written: str) -> None:
    assert together_with_held(year("1111999P0", written, "Ohio"), RADIOLOGIST).near == 3


def test_what_nobody_knows_is_said_and_counts_for_nothing() -> None:
    bare = Profile(id="me", match="advanced", visa="J-1")
    found = together_with_held(HERE, bare)
    assert (found.near, found.accepted) == (0, "unknown")
    assert found.unknowns == (
        "where your advanced program is, is not in your profile",
        "what you matched in is not in your profile",
    )
    somewhere = together_with_held(year("1111999P0", "", ""), RADIOLOGIST)
    assert somewhere.near == 0
    assert somewhere.unknowns == ("how far from your advanced program unknown",)


@pytest.mark.parametrize(
    ("specialty", "program", "accepted"),
    [
        ("Anesthesiology", HERE, "yes"),
        ("040", NEXT, "yes"),
        ("Neurology", STATE, "yes"),
        ("neuro", NEXT, "no"),
        ("Child Neurology", HERE, "no"),
        ("PM&R", NEXT, "yes"),
        ("derm", STATE, "yes"),
        ("Radiology-Diagnostic", BIRTHS, "no"),
        ("Ophthalmology", HERE, "unknown"),
    ],
)
def test_whether_the_year_is_accepted_goes_by_the_specialty(specialty: str, program: Program, accepted: str) -> None:
    profile = Profile(id="me", match="advanced", held=HeldPosition(specialty=specialty))
    assert together_with_held(program, profile).accepted == accepted


def test_the_other_way_round_a_held_year_asks_which_advanced_specialty_accepts_it() -> None:
    held = Profile(id="me", match="preliminary", held=HeldPosition(specialty="Surgery-Preliminary", state="OH"))
    surgeon = Profile(id="me", match="preliminary", held=HeldPosition(specialty="prelim surgery", state="OH"))
    for profile in (held, surgeon):
        found = together_with_held(year("1234180A0", "Dayton", "OH"), profile)
        assert found.reasons[0] == "in OH, as your preliminary program"
    assert together_with_held(year("1234180A0", "Dayton", "OH"), surgeon).accepted == "no"
    assert together_with_held(year("1234040A0", "Dayton", "OH"), surgeon).accepted == "yes"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Diagnostic Radiology", "420"),
        ("radiology", "420"),
        ("rads", "420"),
        ("420", "420"),
        ("Rad Onc", "430"),
        ("Dermatology", "080"),
        ("nobody knows", ""),
        ("medicine", ""),
        ("Medicine-Preliminary", "140"),
        ("prelim surgery", "440"),
        ("", ""),
    ],
)
def test_a_specialty_is_found_however_it_is_written_or_not_at_all(text: str, code: str) -> None:
    assert held_specialty(HeldPosition(specialty=text)) == code


def test_near_and_accepted_comes_first_and_nothing_of_genetics_lifts_a_year_that_is_far() -> None:
    known = (FAR, NEXT, BIRTHS, STATE, HERE, CATEGORICAL)
    rows = Listing().rows(state(RADIOLOGIST, *known), {})
    assert [row.program.id for row in rows] == [one.id for one in (HERE, STATE, NEXT, FAR, BIRTHS, CATEGORICAL)]
    assert [row.tier for row in rows] == ["1", "1", "1", "2", "3", "no"]
    assert {part.what for part in rows[0].assessment.parts} == {"near", "accepted", "visa", "IMGs"}


def test_unknown_never_counts_as_yes_beside_a_part_that_is_held() -> None:
    assert assess(year("1111999P0", "Toledo", "OH", Fact()), RADIOLOGIST).tier == "3"
    assert assess(HERE, Profile(id="me", match="advanced", visa="J-1")).tier == "3"
    found = assess(UNTYPED, RADIOLOGIST)
    assert found.tier == "3" and "whether its positions are preliminary unknown" in found.unknowns


def test_the_weights_of_the_user_hold_beside_a_part_too() -> None:
    heavy = Profile(id="me", match="advanced", visa="J-1", held=HELD, weights={"visa": 100, "IMGs": 0})
    assert {part.what: part.most for part in assess(HERE, heavy).parts} == {"near": 35, "accepted": 30, "visa": 100}


@pytest.mark.parametrize("match", ["unmatched", "unknown", "matched", "ineligible"])
def test_nobody_else_is_told_of_a_program_that_they_do_not_hold(match: MatchStatus) -> None:
    found = assess(HERE, Profile(id="me", match=match, visa="J-1", held=HELD))
    assert "your advanced program" not in " ".join((*found.reasons, *found.unknowns))


def test_the_held_program_is_typed_part_by_part_and_comes_back_as_it_was_typed() -> None:
    words = {
        "matched-institution": "Buckeye Valley",
        "matched-city": "Toledo",
        "matched-state": "ohio",
        "matched-specialty": "Radiology",
        "matched-link": "https://example.org/rads",
        "nationality": "Sri Lanka",
    }
    profile = profile_with(Profile(id="me"), [f"{key}={value}" for key, value in words.items()])
    assert profile.held.title == "Radiology · Buckeye Valley · Toledo, OH"
    assert {key: profile_value(profile, key) for key in words} == words | {"matched-state": "OH"}
    assert profile_with(profile, ["matched-city="]).held.institution == "Buckeye Valley"
    with pytest.raises(Refusal, match="two letters, such as OH"):
        profile_with(profile, ["matched-state=Ontario"])


@pytest.mark.parametrize("match", get_args(MatchStatus))
@pytest.mark.parametrize(
    ("now", "counts"), [("03-19 12:30", True), ("07-01 23:58", True), ("07-01 23:59", False), ("09-01 10:00", False)]
)
def test_the_waiver_clock_runs_to_the_first_of_july_for_who_holds_one_part(
    match: MatchStatus, now: str, counts: bool
) -> None:
    found = agenda(state(me(match)), WEEK, at(now)).next
    holds = match in ("preliminary", "advanced")
    assert (found is not None) is (counts and holds)
    if found is not None:
        assert found.at == at("07-01 23:59")
        assert "waiver" in found.label and "nrmp.org" in found.source


def test_it_says_which_program_is_held_and_asks_for_it_where_it_is_not_known() -> None:
    assert "an advanced position in Toledo, OH" in standing_words.holding_a_part(state(RADIOLOGIST))
    assert "Say where" not in standing_words.holding_a_part(state(RADIOLOGIST))
    assert "Say where" in standing_words.holding_a_part(state(me("advanced")))
