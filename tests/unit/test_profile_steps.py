"""The exams of the profile, as they are typed and shown again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.profile_settings import profile_value, profile_with
from soaptui.records import Profile, StepResult

TWICE = StepResult(step="Step 1", attempts=2)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("Step 1", (StepResult(step="Step 1"),)),
        ("Step 1 x2, Step 2 CK 245", (TWICE, StepResult(step="Step 2 CK", result="245"))),
        ("Step 1 x3 pass", (StepResult(step="Step 1", attempts=3, result="pass"),)),
    ],
)  # fmt: skip
def test_exams_are_read(text: str, steps: tuple[StepResult, ...]) -> None:
    profile = profile_with(Profile(id="me"), [f"steps={text}"])
    assert profile.steps == steps
    assert profile_value(profile, "steps") == text


@given(st.text(max_size=60))
def test_what_is_shown_is_read_as_the_same(text: str) -> None:
    profile = profile_with(Profile(id="me"), [f"steps={text}"])
    again = profile_with(profile, [f"steps={profile_value(profile, 'steps')}"])
    assert again.steps == profile.steps


def test_every_other_setting_is_shown_as_it_was_typed() -> None:
    typed = ["name=Dr. A. Silva", "phone=+94 11 555 0142", "graduation-year=2019", "us-experience=", "aamc-id=123"]
    profile = profile_with(Profile(id="me"), typed)
    for one in typed:
        name, _, value = one.partition("=")
        assert profile_value(profile, name) == value
