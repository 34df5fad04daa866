"""The first start asks three things, once; and the same dialog later, with p."""

from pathlib import Path

import pytest
from textual.widgets import Input, Select

from soaptui.records import HeldPosition, State, replace
from soaptui.week import zones
from tests.screens.helpers import HOME, PROFILE, Dashboard, dashboard, on_disk


def field(board: Dashboard, name: str) -> Input:
    """An input of the dialog in front."""
    return board.app.screen.query_one(f"#{name}", Input)


async def test_the_first_start_asks_and_suggests_this_computers_zone(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        assert board.screen == "ProfileDialog"
        assert board.focused == "zone"
        assert field(board, "zone").value == HOME
        assert "Welcome." in board.frame
        assert "Thu 18 Mar 19:42:07 there" in board.frame


async def test_a_computer_without_a_zone_suggests_none_and_the_bar_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: "")
    async with dashboard(tmp_path) as board:
        assert field(board, "zone").value == ""
        await board.press("escape")
        assert "UTC Thu 14:12 (your zone is unknown: p)" in board.frame


async def test_skipping_is_remembered_and_nothing_is_asked_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("escape")
        assert board.screen == "WayInDialog"  # the tour is offered all the same
        await board.press("escape")
        assert board.screen == "TimelineView"
        assert board.state.profile == {}
    async with dashboard(tmp_path) as board:
        assert board.screen == "TimelineView"


async def test_what_is_saved_is_on_disk_and_nothing_is_asked_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "America/Chicago"
        board.app.screen.query_one("#visa", Select).value = "J-1"
        board.app.screen.query_one("#match", Select).value = "unmatched"
        await board.press("ctrl+s", "escape", "escape")
        assert board.screen == "TimelineView"
        assert "Chicago Thu 09:12" in board.frame
        assert on_disk(tmp_path).me == replace(PROFILE, zone="America/Chicago")
    async with dashboard(tmp_path) as board:
        assert board.screen == "TimelineView"
        assert board.state.me.zone == "America/Chicago"


async def test_a_zone_that_does_not_exist_is_refused_in_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "Asia/Colobmo"
        await board.taken()
        assert "There is no time zone 'Asia/Colobmo'." in board.text("ProfileDialog #clock")
        await board.press("ctrl+s")
        assert board.screen == "ProfileDialog"
        assert "Did you mean Asia/Colombo 19:42? Tab takes it." in board.text("ProfileDialog #clock")
        assert "First correct the home zone" in board.text("#problem")
        assert on_disk(tmp_path) == State()
        field(board, "zone").value = HOME
        await board.press("ctrl+s")
        assert board.state.me.zone == HOME


async def test_an_abbreviation_is_no_zone(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "EST"
        await board.press("ctrl+s")
        assert board.screen == "ProfileDialog"
        assert "'EST' names no place." in board.text("ProfileDialog #clock")


async def test_who_has_a_profile_is_not_asked(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE) as board:
        assert board.screen == "TimelineView"


async def test_the_profile_is_changed_later_with_p_and_escape_keeps_what_is_filled_in(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE) as board:
        await board.press("p")
        assert board.screen == "ProfileDialog"
        assert "Welcome." not in board.frame
        assert "Esc saves and closes" in board.text("ProfileDialog .hint")
        await board.press("escape")
        assert board.state.me == PROFILE
        await board.press("p")
        field(board, "zone").value = "America/Denver"
        field(board, "graduation-year").value = "20x9"
        await board.press("escape")
        assert (board.screen, board.focused) == ("ProfileDialog", "graduation-year")
        assert "Esc again leaves without it." in board.text("#problem")
        await board.press("escape")
        assert board.state.me == replace(PROFILE, zone="America/Denver")
        await board.press("u", "p")
        board.app.screen.query_one("#visa", Select).value = "either"
        await board.press("ctrl+s")
        assert board.state.me == replace(PROFILE, visa="either")
        await board.press("u")
        assert board.state.me == PROFILE


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_one_zone_is_taken_with_a_key_that_goes_on_after_that(tmp_path: Path, key: str) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "sri lanka"
        await board.taken()
        assert "Colombo, Sri Lanka: Asia/Colombo, Thu 18 Mar 19:42:07. Tab takes it." in board.text("#clock")
        await board.press(key)
        assert field(board, "zone").value == "Asia/Colombo"
        assert "does your watch agree" in board.text("#clock")
        if key == "tab":  # Enter is there already: what is typed next is not appended
            await board.press(key)
        assert board.focused == "visa"


async def test_of_several_zones_one_is_marked_and_none_is_saved_unasked(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "Brasil"
        await board.press("ctrl+s")
        assert "✗ Error. First correct the home zone" in board.text("#problem")
        assert (board.screen, board.focused) == ("ProfileDialog", "zone")
        assert "▸Sao Paulo 11:12 · Manaus 10:12" in board.text("#clock")
        await board.press("down", "tab")
        assert field(board, "zone").value == "America/Manaus"


async def test_what_is_unknown_looks_like_an_error_and_keeps_the_focus(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "qqqqqq"
        await board.press("enter")
        assert (field(board, "zone").value, board.focused) == ("qqqqqq", "zone")
        assert board.text("#clock").startswith("✗ Error. There is no time zone 'qqqqqq'.")
        assert board.app.screen.query_one("#clock").has_class("problem")
        await board.press("shift+tab", "ctrl+s")
        assert (board.screen, board.focused) == ("ProfileDialog", "zone")


async def test_enter_in_the_zone_goes_on_to_the_next_field(tmp_path: Path) -> None:
    async with dashboard(tmp_path) as board:
        await board.press("enter")
        assert board.focused == "visa"
        assert board.screen == "ProfileDialog"


async def test_who_holds_one_part_is_asked_for_its_program_and_nobody_else(tmp_path: Path) -> None:
    held = ("matched-specialty", "matched-institution", "matched-city", "matched-state", "matched-link")
    async with dashboard(tmp_path, PROFILE) as board:
        await board.press("p")
        assert not any(field(board, name).region for name in held)
        board.app.screen.query_one("#match", Select).value = "advanced"
        await board.taken()
        assert all(field(board, name).parent.display for name in held)  # type: ignore[union-attr]
        field(board, "matched-city").value, field(board, "matched-state").value = "Toledo", "Ohio"
        await board.press("ctrl+s")
        assert on_disk(tmp_path).me.held == HeldPosition(city="Toledo", state="OH")
        await board.press("p")
        assert "its city" in board.frame and "Toledo" in board.frame
        field(board, "matched-state").value = "Ontario"
        await board.press("ctrl+s")
        assert "two letters, such as OH" in board.text("#problem")


async def test_a_nationality_is_kept_and_may_stay_empty(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE) as board:
        await board.press("p")
        field(board, "nationality").value = "Sri Lanka"
        await board.press("ctrl+s")
        assert on_disk(tmp_path).me.nationality == "Sri Lanka"


async def test_escape_loses_no_zone_that_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: "")
    async with dashboard(tmp_path) as board:
        field(board, "zone").value = "Sri Lanka"
        await board.press("escape")
        assert board.screen == "WayInDialog"
        assert on_disk(tmp_path).me.zone == "Asia/Colombo"
