"""What is typed into the profile and says nothing to the program is kept, and told."""

import pytest

from soaptui.profile_doubts import doubts_of_typed
from soaptui.profile_settings import profile_with
from soaptui.records import Profile

EMPTY = Profile(id="me")


def doubts(*typed: str, before: Profile = EMPTY) -> str:
    """What is said of these settings, which are all kept."""
    after = profile_with(before, list(typed))
    return " ".join(doubts_of_typed(before, after))


@pytest.mark.parametrize(
    "typed",
    ["ecfmg=certified", "ecfmg=no", "ecfmg=pending", "ecfmg=", "step3=passed 221", "step3=not yet", "states=OH, ny",
     "states=Ohio, Puerto Rico", "states=", "us-experience=3 months observership, Toledo"],
)  # fmt: skip
def test_of_what_is_understood_or_is_free_text_nothing_is_said(typed: str) -> None:
    assert doubts(typed) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ecfmg=maybe", 'ecfmg=maybe is kept as you wrote it, and counts as not known: no program that asks'),
        ("step3=perhaps", 'Begin it with "passed" or "no".'),
        ("states=OH, ZZ", "ZZ is not a state, so no program is in it"),
    ],
)  # fmt: skip
def test_what_says_neither_yes_nor_no_and_what_is_no_state_is_kept_and_told(typed: str, words: str) -> None:
    assert words in doubts(typed)
    assert doubts(typed, before=profile_with(EMPTY, [typed])) == "", "it is said once, when it is typed"


def test_a_state_by_its_name_is_the_state_of_the_list() -> None:
    assert profile_with(EMPTY, ["states=Ohio, new york, ZZ"]).states == ("OH", "NY", "ZZ")
