"""The log in figures: what is counted where, when a missed call is answered, and the block of text that says so."""

from datetime import timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from soaptui.calls import phone_numbers
from soaptui.calls.numbers import (
    OTHER,
    Count,
    answered_calls,
    figure_lines,
    of_calls,
    week_in_figures,
)
from soaptui.records import Call, Direction, FollowUp, State
from tests.unit.log_helpers import CALLS, OHIO, PEDS, SEASON, STATE, TIERS, at, state_of

FOUND = week_in_figures(STATE, SEASON, TIERS)


def by_label(counts: tuple[Count, ...]) -> dict[str, Count]:
    """Counts by what they are of."""
    return {count.label: count for count in counts}


def call(id: str, when: str, direction: Direction = "in", **fields: Any) -> Call:
    """A call at an Eastern Time of the week."""
    return Call(id=id, started=at(when), direction=direction, **fields)


def test_every_day_of_the_week_has_a_line_and_calls_stand_on_their_eastern_day() -> None:
    assert [count.label for count in FOUND.days] == [
        "Mon 15 Mar",
        "Tue 16 Mar",
        "Wed 17 Mar",
        "Thu 18 Mar",
        "Fri 19 Mar",
    ]
    days = by_label(FOUND.days)
    assert days["Tue 16 Mar"] == Count(label="Tue 16 Mar", came=2, promised=1, done=1)
    assert days["Wed 17 Mar"] == Count(label="Wed 17 Mar", out=1, missed=1, answered=1, interviews=1, promised=1)
    assert days["Thu 18 Mar"] == Count(label="Thu 18 Mar", came=1, missed=1)
    assert not days["Mon 15 Mar"].anything


def test_an_evening_in_colombo_and_a_late_call_count_on_the_eastern_day_and_other_days_together() -> None:
    late = call("late", "16 23:59")
    early, after = call("early", "12 09:00"), call("after", "22 09:00", "missed")
    days = by_label(week_in_figures(state_of(late, early, after), SEASON, {}).days)
    assert days["Tue 16 Mar"].came == 1
    assert days[OTHER] == Count(label=OTHER, came=1, missed=1)


def test_tiers_have_their_own_figures_and_unknown_callers_too() -> None:
    tiers = by_label(FOUND.tiers)
    assert list(tiers) == ["tier 1", "tier 2", "tier 3", "not for you", "unknown"]
    assert tiers["tier 1"] == Count(label="tier 1", came=2, interviews=1, promised=1, done=1)
    assert tiers["tier 2"] == Count(label="tier 2", came=1, out=1, missed=1, answered=1, promised=1)
    assert tiers["unknown"] == Count(label="unknown", missed=1)
    whole = FOUND.whole
    assert (whole.came, whole.out, whole.missed, whole.answered, whole.interviews) == (3, 1, 2, 1, 1)
    assert FOUND.minutes == 21


def test_an_interview_that_was_called_off_is_not_counted() -> None:
    assert FOUND.whole.interviews == 1


@pytest.mark.parametrize(
    ("later", "after"),
    [
        (call("b", "17 09:10", "out", program=OHIO.id), 10),
        (call("b", "17 09:10", program=OHIO.id), 10),
        (call("b", "17 09:10", "out", number="614.555.0142"), 10),
        (call("b", "17 08:50", "out", program=OHIO.id), None),
        (call("b", "17 09:00", "out", program=OHIO.id), None),
        (call("b", "17 09:10", "missed", program=OHIO.id), None),
        (call("b", "17 09:10", "voicemail", number="614.555.0142"), None),
        (call("b", "17 09:10", "out", program=PEDS.id), None),
        (call("b", "17 09:10", "out", unknown="somebody"), None),
    ],
)
def test_a_missed_call_is_answered_by_the_next_spoken_one_with_the_same_program_or_number(
    later: Call, after: int | None
) -> None:
    missed = call("a", "17 09:00", "missed", program=OHIO.id, number="+1 (614) 555-0142")
    found = answered_calls(state_of(missed, later))
    assert found.get("a") == (None if after is None else missed.started + timedelta(minutes=after))
    assert "b" not in found


def test_a_missed_call_is_answered_when_what_was_promised_is_done_and_the_first_of_both_counts() -> None:
    promised = FollowUp(what="call back", done=at("17 09:05"))
    missed = call("a", "17 09:00", "voicemail", program=OHIO.id, follow_up=promised)
    back = call("b", "17 09:10", "out", program=OHIO.id)
    assert answered_calls(state_of(missed))["a"] == at("17 09:05")
    assert answered_calls(state_of(missed, back))["a"] == at("17 09:05")
    unmet = call("c", "17 09:00", "missed", unknown="x", follow_up=FollowUp(what="call back"))
    assert answered_calls(state_of(unmet)) == {}


def test_two_unknown_callers_without_a_number_are_not_the_same_people() -> None:
    assert answered_calls(state_of(call("a", "17 09:00", "missed"), call("b", "17 09:10"))) == {}


def test_the_median_is_of_those_answered() -> None:
    state = state_of(
        *(call(f"m{n}", "17 09:00", "missed", number=f"614 555 010{n}") for n in range(4)),
        *(call(f"b{n}", f"17 09:{wait:02}", "out", number=f"614 555 010{n}") for n, wait in enumerate((10, 20, 50))),
    )
    found = week_in_figures(state, SEASON, {})
    assert (found.minutes, found.whole.answered, found.whole.missed) == (20, 3, 4)
    assert "3 of 4 missed calls answered, half of them within 20 minutes" in figure_lines(found, 100)


def test_figures_of_some_calls_see_in_the_whole_log_whether_they_were_answered() -> None:
    missed = [call for call in CALLS if call.direction == "missed"]
    found = of_calls(STATE, missed, (), SEASON, TIERS)
    assert (found.whole.missed, found.whole.answered, found.whole.out) == (1, 1, 0)


@pytest.mark.parametrize(
    ("number", "digits"),
    [("(614) 555-0142", "16145550142"), ("+1 614 555 0142", "16145550142"), ("", ""), ("x", ""), ("١٢٣", ""),
     ("+94 11 255 0199", "94112550199"), ("614-555-0142 x12", "614555014212")],
)  # fmt: skip
def test_a_whole_number_has_its_country_code(number: str, digits: str) -> None:
    assert phone_numbers.whole(number) == digits


# -- drawn


def test_the_block_says_every_figure_in_a_wide_pane_and_in_a_narrow_one() -> None:
    wide, narrow = figure_lines(FOUND, 100), figure_lines(FOUND, 40)
    assert wide[0].split("  ")[0] == "BY DAY"
    for heading in ("they called", "you called", "missed", "answered", "interviews", "promises kept"):
        assert heading in wide[0]
    assert narrow[0].split() == ["BY", "DAY", "in", "out", "miss", "ans", "int", "kept"]
    for block in (wide, narrow):
        tuesday = next(line for line in block if line.startswith("Tue 16 Mar"))
        assert tuesday.split()[3:7] == ["2", "·", "·", "·"]
        assert tuesday.split()[7] == "1/1"
        assert "█" in tuesday
        assert any(line.startswith("BY TIER") for line in block)
        assert not any(line.startswith("tier 3") for line in block)
    assert "1 of 2 missed calls answered" in " ".join(narrow)


@pytest.mark.parametrize("state", [STATE, State(), state_of(call("x", "12 09:00"))])
@pytest.mark.parametrize("width", [*range(0, 120, 7), 40, 100])
def test_no_line_is_wider_than_the_pane(state: State, width: int) -> None:
    found = week_in_figures(state, SEASON, TIERS)
    assert all(cell_len(line) <= width for line in figure_lines(found, width))


def test_a_log_without_anything_has_its_days_and_no_tier_and_no_waiting() -> None:
    found = week_in_figures(State(), SEASON, {})
    assert len(found.days) == 5
    block = figure_lines(found, 60)
    assert len(block) == 7
    assert not any("TIER" in line or "missed calls" in line for line in block)
