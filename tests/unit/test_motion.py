"""Who has motion, and who has none."""

import pytest

from soaptui.screens.motion import is_still


@pytest.mark.parametrize(
    ("chosen", "environment", "quiet", "still"),
    [
        ("", {}, False, False),
        ("", {}, True, True),
        ("still", {}, False, True),
        ("moving", {}, True, False),
        ("something newer", {}, False, False),
        ("moving", {"SOAPTUI_MOTION": "0"}, False, True),
        ("still", {"SOAPTUI_MOTION": "1"}, True, False),
        ("still", {"SOAPTUI_MOTION": ""}, False, True),
    ],
)
def test_the_variable_comes_first_then_the_choice_then_the_line(
    chosen: str, environment: dict[str, str], quiet: bool, still: bool
) -> None:
    assert is_still(chosen, environment, quiet=quiet) is still
