"""Cut-offs and the profile they are judged by, as the user types them: in the dialogs and on the command line."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.cut_offs import CutOffKind, failed_tries, step2_score
from soaptui.profile_settings import profile_value, profile_with
from soaptui.programs.applied_specialties import specialties_typed
from soaptui.programs.cut_off_editing import TYPED_CUT_OFFS, typed_cut_off, with_cut_off
from soaptui.records import CutOff, Profile, Program, StepResult
from soaptui.refusal import Refusal

NOW = datetime(2027, 3, 15, 14, 5, tzinfo=UTC)
FORUM = CutOff(limit=5, source="forum", as_of="2025-01")
PROGRAM = Program(id="9001140C0", code="9001140C0", cut_offs={"years": FORUM})


def test_what_is_typed_is_the_users_of_this_month_unless_they_say_whose_it_is() -> None:
    mine = with_cut_off(PROGRAM, "step2", "230 soft", NOW)
    assert mine.cut_offs["step2"] == CutOff(limit=230, soft=True, source="you", as_of="2027-03")
    theirs = with_cut_off(PROGRAM, "step2", "230", NOW, source="their site", as_of="Jan 2027")
    assert theirs.cut_offs["step2"].in_brackets == " (their site, Jan 2027)"
    behind = with_cut_off(PROGRAM, "step2", "230 (their site, Jan 2027)", NOW)
    assert behind.cut_offs == theirs.cut_offs


def test_what_is_typed_counts_and_another_source_stays_beside() -> None:
    after = with_cut_off(PROGRAM, "years", "7", NOW)
    assert (after.cut_offs["years"].limit, after.cut_offs["years"].others) == (7, (FORUM,))
    again = with_cut_off(after, "years", "8", NOW)
    assert (again.cut_offs["years"].limit, again.cut_offs["years"].others) == (8, (FORUM,))


def test_a_year_of_graduation_takes_the_place_of_the_years_and_nothing_takes_both_away() -> None:
    by_year = with_cut_off(PROGRAM, "years", "2020", NOW)
    assert list(by_year.cut_offs) == ["since"]
    assert typed_cut_off(by_year, "years") == "2020"
    assert with_cut_off(by_year, "years", " ", NOW).cut_offs == {}


def test_what_is_not_understood_is_refused_with_an_example() -> None:
    with pytest.raises(Refusal, match="not understood as years since graduation: write 5 years"):
        with_cut_off(PROGRAM, "years", "a while", NOW)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TYPED_CUT_OFFS), st.integers(0, 9), st.booleans(), st.booleans())
def test_what_stands_in_the_field_says_the_same_again(kind: CutOffKind, number: int, soft: bool, none: bool) -> None:
    limit = {"step2": 200, "years": 1, "us-months": 1}.get(kind, 0) + number
    cut = CutOff(
        limit=None if none else limit if kind not in ("step1", "step3", "ecfmg") else 1, soft=soft and not none
    )
    program = Program(id="p", cut_offs={kind: cut})
    after = with_cut_off(program, kind, typed_cut_off(program, kind), NOW)
    assert (after.cut_offs[kind].limit, after.cut_offs[kind].soft) == (cut.limit, cut.soft)


# The profile.


def test_the_profile_takes_what_cut_offs_ask_for() -> None:
    typed = ["graduation-year=2018", "step2=231", "failed-tries=2", "us-months=3 months", "observer-months=6"]
    me = profile_with(Profile(id="me"), [*typed, "step3=no", "one-year=last", "specialties=peds, IM"])
    assert (me.graduation_year, step2_score(me), me.failed_tries) == (2018, 231, 2)
    assert (me.us_months, me.us_observer_months, me.step3, me.one_year) == (3, 6, "no", "last")
    assert me.specialties == ("Pediatrics", "Internal Medicine")
    assert me.applies_in == ("320", "140")
    keys = ("graduation-year", "step2", "failed-tries", "us-months", "observer-months", "specialties", "one-year")
    assert profile_with(Profile(id="me", step3="no"), [f"{key}={profile_value(me, key)}" for key in keys]) == me
    assert profile_with(me, ["failed-tries=", "us-months=", "specialties="]).applies_in == ()


def test_no_failed_try_is_not_the_same_as_not_said() -> None:
    me = profile_with(Profile(id="me"), ["attempts=0"])
    assert (me.failed_tries, profile_value(me, "failed-tries")) == (0, "0")
    assert profile_value(Profile(id="me"), "failed-tries") == ""
    assert failed_tries(Profile(id="me")) is None
    assert failed_tries(Profile(id="me", steps=(StepResult(step="Step 1", attempts=2),))) == 1


def test_a_score_is_put_into_the_exams_and_leaves_the_attempts() -> None:
    me = Profile(id="me", steps=(StepResult(step="Step 1", result="pass"), StepResult(step="Step 2 CK", attempts=2)))
    after = profile_with(me, ["step2=231"])
    assert profile_value(after, "steps") == "Step 1 pass, Step 2 CK x2 231"
    assert profile_with(after, ["step2="]) == me


@pytest.mark.parametrize(
    "typed", ["failed-tries=some", "us-months=-1", "step2=good", "specialties=foo", "one-year=x"]
)
def test_what_the_profile_cannot_take_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        profile_with(Profile(id="me"), [typed])


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Pediatrics and Internal Medicine", ("320", "140")),
        ("IM, FM", ("140", "120")),
        ("internal medicine & peds", ("140", "320")),
        ("Physical Medicine and Rehabilitation", ("340",)),
        ("ob/gyn", ("220",)),
        ("Med-Peds", ("700",)),
        ("psych; neurology", ("400", "180")),
        ("", ()),
    ],
)
def test_specialties_are_read_as_people_write_them(typed: str, codes: tuple[str, ...]) -> None:
    assert specialties_typed(typed) == codes
