"""How much each part of the fit counts: by default, and as the user sets it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.profile_settings import profile_with, profile_with_weights
from soaptui.programs.tiers import WEIGHTS, assess
from soaptui.records import Fact, Genetics, Profile, Program, replace
from soaptui.refusal import Refusal

YES = Fact(value="yes", source="site")
ME = Profile(id="me", visa="J-1", match="unmatched")
BEST = Program(
    id="1234140C0", code="1234140C0", type="C", state="NY", j1=YES, imgs=YES, img_percent=60.0,
    genetics=Genetics(clinic=YES), setting="university", in_soap="yes", listed="yes",
)  # fmt: skip
BARE = Program(id="1235140C0", code="1235140C0", type="C")


def parts(program: Program, weights: dict[str, int], **profile: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Points and most points of each part of the fit."""
    found = assess(program, replace(ME, weights=weights, **profile))
    return {part.what: (part.points, part.most) for part in found.parts}


def test_without_weights_of_the_users_own_the_defaults_stand() -> None:
    assert parts(BEST, {}) == {what: (most, most) for what, most in WEIGHTS.items() if most}
    assert parts(BARE, {}) == parts(BARE, WEIGHTS)
    assert parts(BARE, {}) == {
        "visa": (8, 30), "genetics": (5, 25), "IMGs": (5, 20), "academic": (4, 15), "specialty": (10, 10),
    }  # fmt: skip
    assert assess(BARE, ME).fit == 32


def test_a_weight_of_the_users_own_replaces_the_most_points_of_its_part_and_scales_what_is_given() -> None:
    found = assess(BARE, replace(ME, weights={"visa": 60, "specialty": 0}))
    assert {part.what: (part.points, part.most) for part in found.parts} == {
        "visa": (16, 60), "genetics": (5, 25), "IMGs": (5, 20), "academic": (4, 15),
    }  # fmt: skip
    assert found.fit == round(100 * 30 / 120) == 25


def test_where_only_one_part_counts_the_fit_is_that_part() -> None:
    only_visa = dict.fromkeys(WEIGHTS, 0) | {"visa": 7}
    assert assess(BEST, replace(ME, weights=only_visa)).fit == 100
    assert assess(replace(BEST, j1=Fact(value="no")), replace(ME, weights=only_visa)).fit == 0


def test_where_nothing_counts_the_fit_is_0_and_the_tier_is_as_before() -> None:
    found = assess(BEST, replace(ME, weights=dict.fromkeys(WEIGHTS, 0)))
    assert (found.fit, found.parts, found.tier) == (0, (), "1")


def test_states_count_once_they_are_given_a_weight() -> None:
    assert "states" not in parts(BEST, {}, states=("NY",))
    assert parts(BEST, {"states": 20}, states=("tx", "ny"))["states"] == (20, 20)
    assert parts(BEST, {"states": 20}, states=("TX",))["states"] == (0, 20)
    assert parts(BARE, {"states": 20})["states"] == (0, 20)


def test_a_weight_of_a_part_that_there_is_not_changes_nothing() -> None:
    assert parts(BARE, {"luck": 50}) == parts(BARE, {})


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(list(WEIGHTS)), st.integers(0, 100)))
def test_whatever_counts_how_much_the_best_program_fits_at_least_as_well_as_one_of_which_nothing_is_known(
    weights: dict[str, int],
) -> None:
    mine = replace(ME, weights=weights, states=("NY",))
    best, bare = assess(BEST, mine), assess(BARE, mine)
    assert best.fit == (100 if best.parts else 0)
    assert bare.fit <= best.fit
    assert (best.tier, bare.tier) == ("1", "3")


# As they are set


def test_weights_are_set_by_the_name_of_the_part_however_it_is_written() -> None:
    found = profile_with(ME, ["weight-visa=40", "WEIGHT-imgs= 5 ", "zone=Asia/Colombo"])
    assert found.weights == {"visa": 40, "IMGs": 5}
    assert found.zone == "Asia/Colombo"


def test_an_empty_weight_restores_the_default_and_so_does_the_default_itself() -> None:
    mine = profile_with_weights(ME, {"visa": "40", "genetics": "1"})
    assert profile_with(mine, ["weight-visa="]).weights == {"genetics": 1}
    assert profile_with_weights(mine, {"visa": "30", "genetics": ""}).weights == {}


def test_weights_that_are_not_named_stay_and_those_of_a_later_version_too() -> None:
    mine = replace(ME, weights={"visa": 40, "luck": 3})
    assert profile_with_weights(mine, {"genetics": "0"}).weights == {"visa": 40, "luck": 3, "genetics": 0}
    assert profile_with(mine, ["zone="]).weights == mine.weights


@pytest.mark.parametrize("value", ["-1", "101", "1.5", "much", "٣"])
def test_what_is_no_weight_is_refused_with_the_range(value: str) -> None:
    with pytest.raises(Refusal, match="is not a weight for visa: write a number from 0 to 100, or nothing"):
        profile_with(ME, [f"weight-visa={value}"])


def test_a_part_that_the_fit_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(
        Refusal, match="no part 'luck': choose one of visa, genetics, IMGs, academic, specialty, states"
    ):
        profile_with(ME, ["weight-luck=3"])
    with pytest.raises(
        Refusal, match=r"'luck=3' is not a setting: write one of .*weight-visa=\.\.\., .*weight-states=\.\.\."
    ):
        profile_with(ME, ["luck=3"])
    with pytest.raises(Refusal, match="is not a setting"):
        profile_with(ME, ["weight-visa"])
