"""One of some words, as it is typed in haste."""

from typing import Literal

import pytest

from soaptui.refusal import Refusal
from soaptui.typed_choice import one_of_choices

Need = Literal["unknown", "J-1", "H-1B", "prior-training"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("J-1", "J-1"),
        ("j1", "J-1"),
        ("h1b", "H-1B"),
        ("H-1b", "H-1B"),
        ("H 1B", "H-1B"),
        ("Prior Training", "prior-training"),
        ("prior_training", "prior-training"),
        ("UNKNOWN", "unknown"),
    ],
)
def test_letters_and_hyphens_may_be_typed_in_any_way(typed: str, meant: str) -> None:
    assert one_of_choices(Need)("visa", typed) == meant


@pytest.mark.parametrize("typed", ["", "-", "J", "J-2", "J-1 or H-1B", "H1", "yes"])
def test_what_is_none_of_them_is_refused_with_those_there_are(typed: str) -> None:
    with pytest.raises(Refusal, match="choose one of unknown, J-1, H-1B, prior-training"):
        one_of_choices(Need)("visa", typed)
