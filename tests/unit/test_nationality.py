"""What a nationality means for entering the US: words with a date, and never a verdict."""

import pytest

from soaptui.nationality import entry_words, needs_no_visa
from soaptui.prepare.preparation import preparation
from soaptui.records import Profile, VisaNeed
from soaptui.week import afterwards
from tests.unit.agenda_helpers import WEEK, at, state


@pytest.mark.parametrize("text", ["Sudan", "sudanese", "SUDAN", "Sudan and Canada", "Canada/Sudan"])
def test_one_that_was_named_is_told_so_with_its_date_however_it_is_written(text: str) -> None:
    said = entry_words(text)
    assert "was named in the entry rules of June 2025" in said
    assert "travel.state.gov" in said


def test_one_that_was_named_in_part_is_told_so() -> None:
    assert "Yours (Cuba) was named in part" in entry_words("Cuba")


@pytest.mark.parametrize("text", ["Sri Lanka", "South Sudan", "Nigeria", "Iraq", "Niger"])
def test_one_that_was_not_named_then_is_told_to_look_and_not_that_it_is_free(text: str) -> None:
    said = entry_words(text)
    assert f"Yours ({text}) was not named in June 2025" in said
    assert "changed since" in said


@pytest.mark.parametrize("text", ["", "US", "U.S.A.", "American", "United States", "Iran and USA"])
def test_nobody_is_told_of_entry_rules_who_has_none(text: str) -> None:
    assert entry_words(text) == ""
    assert needs_no_visa(text) is bool(text)


@pytest.mark.parametrize(
    ("visa", "nationality", "there"),
    [
        ("J-1", "", True),
        ("unknown", "", True),
        ("unknown", "USA", False),
        ("none", "Sudan", False),
        ("J-1", "Sudan", True),
    ],
)
def test_preparation_says_it_where_a_visa_is_needed(visa: VisaNeed, nationality: str, there: bool) -> None:
    kept = state(Profile(id="me", match="unmatched", visa=visa, nationality=nationality))
    steps = {step.id: step for step in preparation(kept, WEEK, at("2026-12-01 10:00"))}
    assert ("entry-rules" in steps) is there
    if there:
        assert ("Sudan" in steps["entry-rules"].why) is (nationality == "Sudan")


def test_what_comes_after_says_it_too() -> None:
    def steps(nationality: str, visa: VisaNeed = "J-1") -> str:
        kept = state(Profile(id="me", match="matched", visa=visa, nationality=nationality))
        found = afterwards.after_soap(kept, WEEK, at("03-19 12:30"))
        assert found is not None
        return " ".join(found.steps)

    assert "Sudan" in steps("Sudan") and "waivers or deferrals" in steps("Sudan")
    assert "entry rules" not in steps("")
    assert "J-1" in steps("", "unknown") and "J-1" not in steps("USA", "unknown")
