"""The strip of the day: each instant in its column, the rounds, the marks, the night at home, now."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import Call, FollowUp, Interview, Offer, Profile, State
from soaptui.week import ribbon, zones
from soaptui.week.season import load_season
from tests.unit.log_helpers import state_of

SEASON = load_season(2027)
HOME = "Asia/Colombo"
WIDTH = 65
"""Five columns an hour."""


def at(text: str) -> datetime:
    return zones.read_iso(f"2027-03-18T{text}")


def rows(state: State, now: datetime, width: int = WIDTH) -> dict[str, str]:
    found = ribbon.ribbon_rows(state, SEASON, now, HOME, width)
    return {name or "day": "".join(cell.text for cell in cells) for name, cells in found}


ME = Profile(id="me", match="unmatched", zone=HOME)


def test_the_rounds_are_where_their_hours_are() -> None:
    drawn = rows(state_of(ME), at("07:00"))
    assert drawn["ET"].startswith("08   09   10   11")
    assert drawn["day"] == (
        "·····" + "█" * 10 + "░" * 5 + "█" * 10 + "░" * 5 + "█" * 10 + "░" * 5 + "█" * 10 + "░" * 5
    )


def test_what_is_past_looks_past_and_the_open_round_stands_out() -> None:
    day = ribbon.ribbon_day(state_of(ME), SEASON, at("10:00"))
    cells = ribbon.blocks_row(day, at("10:00"), WIDTH)
    assert [cell.look for cell in cells[5:10]] == ["past"] * 5
    assert cells[10] == ribbon.RibbonCell(ribbon.NEEDLE, "needle")
    assert {cell.look for cell in cells[11:15]} == {"open"}
    assert {cell.look for cell in cells[20:30]} == {"round"}


def test_marks_stand_at_their_minutes() -> None:
    state = state_of(
        ME,
        Interview(id="i", program="1234140C0", at=at("13:12")),
        Offer(id="o", program="1234140C0", round=1, seen=at("09:05")),
        Call(
            id="c",
            program="1234140C0",
            started=at("08:30"),
            ended=at("08:35"),
            direction="in",
            follow_up=FollowUp(what="send the letter", due=at("11:40")),
        ),
    )
    day = ribbon.ribbon_day(state, SEASON, at("09:30"))
    cells = ribbon.blocks_row(day, at("09:30"), WIDTH)
    assert cells[26].text == ribbon.MARKS["interview"]
    assert cells[18].text == ribbon.MARKS["promise"]
    assert cells[15].text == ribbon.MARKS["offer"]


def test_the_night_at_home_is_shaded() -> None:
    # 23:00-07:00 in Colombo is 13:30-21:30 in Eastern Time on that day.
    day = ribbon.ribbon_day(state_of(ME), SEASON, at("09:00"))
    cells = ribbon.home_row(day, state_of(ME), HOME, WIDTH)
    assert {cell.look for cell in cells[28:]} == {"night"}
    assert "night" not in {cell.look for cell in cells[:27]}


def test_whoever_is_matched_sees_no_rounds() -> None:
    day = ribbon.ribbon_day(state_of(Profile(id="me", match="matched")), SEASON, at("10:00"))
    assert not day.rounds
    assert not ribbon.strip_is_wanted(day, at("10:00"))


def test_a_home_with_eastern_time_has_no_row_of_its_own() -> None:
    found = ribbon.ribbon_rows(state_of(ME), SEASON, at("10:00"), zones.EASTERN, WIDTH)
    assert [name for name, _ in found] == ["ET", ""]


@pytest.mark.parametrize("width", [13, 40, 70, 94, 190])
def test_every_row_is_equally_wide(width: int) -> None:
    lengths = {len(row) for row in rows(state_of(ME), at("10:00"), width).values()}
    assert lengths == {max(13, width // 13 * 13)}


@given(st.integers(0, 13 * 3600 - 1), st.integers(13, 200))
def test_an_instant_of_the_day_has_a_column(seconds: int, width: int) -> None:
    day = ribbon.ribbon_day(state_of(ME), SEASON, at("10:00"))
    column = ribbon.column_of(day, day.opens + timedelta(seconds=seconds), width)
    assert 0 <= column < width


def test_the_week_is_five_strips_and_today_is_marked() -> None:
    held = Interview(id="h", program="1234140C0", at=at("15:00") - timedelta(days=2), outcome="held")
    strips = ribbon.week_rows(state_of(ME, held), SEASON, at("10:12"), WIDTH)
    assert [name for name, _ in strips] == ["ET", "Mon", "Tue", "Wed", "Thu▼", "Fri"]
    days = {name[:3]: "".join(cell.text for cell in cells) for name, cells in strips[1:]}
    assert {len(day) for day in days.values()} == {WIDTH}
    assert days["Mon"].index("▪") == 10  # the status, at 10
    assert days["Tue"][35] == "○"
    assert days["Thu"].count("▼") == 1 and "█" in days["Thu"]
    assert "▼" not in days["Wed"] + days["Fri"]
