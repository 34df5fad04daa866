"""How many applications a service takes: with its source, corrected by the user, and read by what counts."""

from typing import Any

import pytest

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.records import OfficialTime, State
from soaptui.refusal import Refusal
from soaptui.week import official, official_limits, season, sending
from tests.unit.lists import NOW

WEEK = season.load_season(2027)


def corrected(text: str, times: dict[str, OfficialTime] | None = None, **more: Any) -> dict[str, OfficialTime]:
    """The user's words after a limit of ERAS as it is typed."""
    word = official_limits.limit_corrected(WEEK, times or {}, "ERAS", text, **more)
    assert word is not None
    return {**(times or {}), word.id: word}


def test_every_season_says_who_says_so() -> None:
    for year in season.season_years():
        week = season.load_season(year)
        assert week.limits == {"ERAS": 45, "ResidencyCAS": 45}
        assert all(week.limits_from[service] for service in APPLICATION_SERVICES)
        assert "per service, for the whole of SOAP, not per specialty, not per round" in (
            official_limits.limit_in_words(week, "ERAS")
        )


def test_a_corrected_limit_is_that_of_the_season_with_the_user_as_its_source() -> None:
    week = official.season_amended(WEEK, corrected("40"))
    assert week.limits == {"ERAS": 40, "ResidencyCAS": 45}
    assert week.limits_from["ERAS"] == "changed by you"
    assert week.limits_from["ResidencyCAS"] == WEEK.limits_from["ResidencyCAS"]
    assert [event.at for event in week.events] == [event.at for event in WEEK.events]
    assert sending.meters(State(), week.limits)[0].limit == 40


def test_a_limit_that_was_seen_says_so() -> None:
    week = official.season_amended(WEEK, corrected("45", seen=NOW))
    assert week.limits_from["ERAS"] == "you, on nrmp.org, 2027-03-15"


def test_a_correction_stays_where_times_contradict_each_other_and_in_a_season_that_was_made() -> None:
    late = OfficialTime(id="2027/round-1-closes", at=WEEK.event("match-day").at)
    week = official.season_amended(WEEK, {**corrected("40"), late.id: late})
    assert week.contradicted
    assert week.limits["ERAS"] == 40
    made = official.of_year(2029, "2029", {})
    assert made.limits == WEEK.limits
    assert made.limits_from == WEEK.limits_from


def test_the_same_number_again_changes_nothing() -> None:
    assert official_limits.limit_corrected(WEEK, {}, "ERAS", "45") is None
    assert official_limits.limit_corrected(WEEK, corrected("40"), "ERAS", "40") is None


@pytest.mark.parametrize("text", ["", "0", "-3", "many", "45.5", "501", "99999"])
def test_what_is_no_number_of_applications_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a number of applications"):
        official_limits.limit_corrected(WEEK, {}, "ERAS", text)


def test_a_service_is_known_by_any_of_its_names() -> None:
    assert [official_limits.service_typed(text) for text in ("eras", "RCAS", "limit-ResidencyCAS")] == [
        "ERAS", "ResidencyCAS", "ResidencyCAS",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="choose one of ERAS, ResidencyCAS"):
        official_limits.service_typed("nrmp")
