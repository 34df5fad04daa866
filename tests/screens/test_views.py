"""The frame around every view: how it is reached, the bar above, the footer below."""

from pathlib import Path

import pytest
from textual.widgets import Input

from soaptui.records import Call, replace
from soaptui.screens.base import View
from soaptui.screens.widgets.banner import Banner
from soaptui.screens.widgets.key_line import SPARE, KeyLine
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.store.change import build_change
from soaptui.week import zones
from tests.screens.helpers import (
    OFFER,
    OHIO,
    PROFILE,
    PROGRAMS,
    SMALL,
    VIEWS,
    Dashboard,
    clock_at,
    dashboard,
    demo_records,
    on_disk,
    sent,
)


def view_name(board: Dashboard) -> str:
    """The name of the view in front."""
    screen = board.app.screen
    assert isinstance(screen, View)
    return screen.view_name


def bar(board: Dashboard) -> list[str]:
    """The lines of the top bar."""
    height = board.app.screen.query_one(TopBar).size.height
    return board.frame.splitlines()[:height]


async def test_the_first_view_is_the_timeline_with_the_cursor_in_its_list(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        assert view_name(board) == "timeline"
        assert board.focused == "week"


async def test_every_view_has_its_number_and_the_focus_is_in_its_list(tmp_path: Path) -> None:
    lists = {
        "timeline": "week",
        "programs": "list",
        "calls": "log",
        "offers": "offers",
        "prepare": "steps",
        "practise": "questions",
    }
    async with dashboard(tmp_path, *SMALL) as board:
        for key, name in [*VIEWS.items(), ("2", "programs"), ("1", "timeline")]:
            await board.press(key)
            assert view_name(board) == name
            assert board.focused == lists[name]


async def search(board: Dashboard, text: str, found: str) -> None:
    """Open the palette and look for something."""
    await board.press("ctrl+p")
    board.app.screen.query_one(Input).value = text
    await board.until(lambda: found in board.frame)


async def test_every_view_is_found_in_the_palette(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        for name in ("offers", "calls", "programs", "timeline"):
            await search(board, name, name.capitalize())
            await board.until(lambda: board.grid.key == f"command-view-{name}")  # noqa: B023
            await board.press("enter")
            await board.until(lambda: isinstance(board.app.screen, View))
            assert view_name(board) == name


async def test_the_palette_does_what_is_seen_and_goes_where_the_rest_is(tmp_path: Path) -> None:
    nine = zones.read_iso("2027-03-18T09:00:00")
    call = Call(id="spoken", started=nine, ended=nine, program=OHIO, note="asked")
    async with dashboard(tmp_path, *SMALL, call, size=(110, 30)) as board:
        await board.press("2")
        await search(board, "plan an app", "Plan an application, or not")
        await board.press("enter")
        await board.until(lambda: board.state.applications)
        await search(board, "I accepted this", "Offers · K")
        await board.press("enter")
        await board.until(lambda: view_name(board) == "offers")
        assert "put the cursor on the line you mean, then press K" in board.app.said[-1]
        await search(board, "decision sh", "Decision sheet")
        await board.press("enter")
        await board.until(lambda: board.screen == "SheetDialog")
        await board.press("escape")
        await search(board, "ohio", "Ohio")
        kinds = [line.split()[-2] for line in board.frame.split("\n") if "Ohio" in line]
        assert kinds[:2] == ["program", "call"], board.frame
        await board.press("down", "enter")
        await board.until(lambda: view_name(board) == "calls" and board.grid.key == "spoken")
        await search(board, "ohio", "Ohio")
        await board.press("enter")
        await board.until(lambda: board.screen == "OnePageDialog")
        await board.press("escape")
        await search(board, "round 2 op", "official time")
        await board.press("enter")
        await board.until(lambda: view_name(board) == "timeline" and board.grid.key == "round-2-opens")
        before = board.app.theme
        await search(board, "theme", "Theme: soaptui-light")
        await board.press("down", "down")
        await board.until(lambda: board.app.theme == "soaptui-light")
        await board.press("escape")
        await board.settle()
        assert (board.app.theme, on_disk(tmp_path).setting("theme", before)) == (before, before)
        await search(board, "light", "Theme: soaptui-light")
        await board.press("enter")
        await board.until(lambda: on_disk(tmp_path).setting("theme") == "soaptui-light")


async def test_help_names_the_keys_of_every_view_and_is_left_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(100, 420)) as board:
        await board.press("question_mark")
        for text in (
            "EVERYWHERE",
            "PROGRAMS (2)",
            "CALLS (3)",
            "OFFERS (4)",
            "PREPARE (5)",
            "PRACTISE (6)",
            "It rings: log a call",
            "HOW IT WORKS",
            "P preliminary",
            "▌ tier 1",
        ):
            assert text in board.frame
        await board.press("escape")
        assert view_name(board) == "timeline"


# -- the bar


async def test_at_80_columns_the_bar_has_two_lines_with_everything_in_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, sent(OFFER.program)) as board:
        for key in VIEWS:
            await board.press(key)
            assert bar(board) == [
                " REHEARSAL │ Thu 18 Mar 10:12:07 EDT │ Colombo Thu 19:42",
                " ROUND 1 closes in 0:47:53 │ ERAS 1/45 · RCAS 0/45 │ 1 OFFER │ ✓ saved",
            ]


async def test_at_120_columns_the_bar_has_one_line(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, size=(120, 40), clock=clock_at("2027-03-18T10:12:07")) as board:
        assert bar(board) == [
            " Thu 18 Mar 10:12:07 EDT │ Colombo Thu 19:42"
            " │ ROUND 1 closes in 0:47:52 │ ERAS 0/45 · RCAS 0/45 │ 1 OFFER │ ✓ saved"
        ]


async def test_at_50_columns_the_bar_has_three_lines_with_everything_in_them(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, size=(50, 24), clock=clock_at("2027-03-18T10:12:07")) as board:
        assert bar(board) == [
            " Thu 18 Mar 10:12:07 EDT │ Colombo Thu 19:42",
            " ROUND 1 closes in 0:47:52 │ ERAS 0/45 · RCAS 0/45",
            " 1 OFFER │ ✓ saved",
        ]


async def test_at_50_columns_the_countdown_is_not_cut_off_by_a_long_name(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(50, 24), clock=clock_at("2027-03-15T10:35:00")) as board:
        assert "in 0:24:59" in " ".join(bar(board))


async def test_at_50_columns_a_rehearsal_shows_both_clocks_in_full(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(50, 24)) as board:
        text = " ".join(bar(board))
        assert "REHEARSAL" in text
        assert "10:12:07 EDT" in text
        assert "Colombo Thu 19:42" in text


async def test_the_bar_is_laid_out_anew_when_the_window_changes(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(120, 40), clock=clock_at("2027-03-18T10:12:07")) as board:
        await board.pilot.resize_terminal(80, 24)
        await board.until(lambda: len(bar(board)) == 2)
        await board.pilot.resize_terminal(120, 40)
        await board.until(lambda: len(bar(board)) == 1)


async def test_the_bar_goes_with_the_clock(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        assert "10:12:07 EDT" in board.frame
        assert "REHEARSAL" not in board.frame
        clock.advance(65)
        await board.until(lambda: "10:13:12 EDT" in board.frame)
        assert "ROUND 1 closes in 0:46:47" in board.frame


async def test_a_sleep_of_the_computer_and_a_corrected_clock_are_taken_as_they_come(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        clock.suspend(1800)
        await board.until(lambda: "ROUND 1 closes in 0:17:52" in board.frame)
        clock.step(-3600)
        await board.until(lambda: "ROUND 1 closes in 1:17:52" in board.frame)


async def test_who_lives_in_eastern_time_sees_one_clock(tmp_path: Path) -> None:
    at_home = replace(PROFILE, zone="America/New_York")
    async with dashboard(tmp_path, at_home) as board:
        assert "Thu 18 Mar 10:12:07 EDT" in board.frame
        assert "New York" not in board.frame


async def test_a_resized_window_shows_what_a_new_one_of_that_size_shows(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "new", *demo_records()) as board:
        await board.press("3")
        await board.beat()
        wanted = board.frame
    async with dashboard(tmp_path / "resized", *demo_records(), size=(120, 40)) as board:
        await board.press("3")
        await board.pilot.resize_terminal(80, 24)
        await board.until(lambda: board.frame == wanted)


# -- the footer


@pytest.mark.parametrize("key", VIEWS)
async def test_the_footer_holds_all_its_keys_at_80_columns(tmp_path: Path, key: str) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press(key)
        footer = board.app.screen.query_one(KeyLine)
        await board.taken()
        assert footer.cells <= 80
        line = board.frame.splitlines()[-1]
        shown = [active.binding for active in board.app.screen.active_bindings.values() if active.binding.show]
        assert {"Call", "New offer", "Undo", "Help"} <= {binding.description for binding in shown}
        for binding in shown:
            if binding.id in SPARE:
                continue
            word = binding.group.description if binding.group is not None else binding.description
            assert word in line


async def test_the_footer_holds_its_keys_while_the_filter_is_written(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "slash")
        footer = board.app.screen.query_one(KeyLine)
        await board.taken()
        assert footer.cells <= 80


# -- every view


@pytest.mark.parametrize("size", [(40, 12), (69, 24), (200, 60)])
async def test_no_view_falls_over_at_an_odd_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *demo_records(), size=size) as board:
        for key, name in VIEWS.items():
            await board.press(key)
            assert view_name(board) == name
            assert len(board.frame.splitlines()) == size[1]
            assert board.grid.size.height >= 1


async def test_empty_views_say_what_to_press(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE) as board:
        for key, words in {"2": "Press I: import", "3": "press c", "4": "press o"}.items():
            await board.press(key)
            assert words in board.flat


async def test_a_view_listens_to_the_store_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        told: list[str] = []
        view = board.app.screen
        assert isinstance(view, View)
        view.data_changed = lambda: told.append("changed")  # type: ignore[method-assign]
        store = board.app.session.store
        store.commit(build_change("Another", store.state, replace(PROGRAMS[0], notes="kind")))
        assert told == ["changed"]


async def test_a_pane_made_large_keeps_the_bar_the_countdown_and_the_alarms(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock_at("2027-03-18T10:52:07"), size=(110, 30)) as board:
        await board.press("3")
        await board.app.run_action("large")
        await board.settle()
        top, large = board.app.screen.query_one(TopBar), board.grid
        assert large.size.width >= 108 and large.region.y >= top.region.bottom
        assert any("ROUND 1 closes in" in line for line in bar(board))
        assert "? Help" in board.frame.rstrip().split("\n")[-1]
        board.app.screen.mount(Banner("10:55 an alarm"), after=top)
        await board.settle()
        assert "10:55 an alarm" in board.frame
        assert large.region.bottom <= board.app.screen.query_one(KeyLine).region.y
        await board.press("escape")
        await board.settle()
        assert board.app.screen.maximized is None


async def test_without_motion_nothing_glides_or_blinks_and_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Input.cursor_blink, "_default", True)
    async with dashboard(tmp_path, *SMALL) as board:
        await board.app.run_action("motion")
        assert (board.app.animation_level, on_disk(tmp_path).setting("motion")) == ("full", "moving")
        await board.app.run_action("motion")
        assert (board.app.animation_level, on_disk(tmp_path).setting("motion")) == ("none", "still")
        await board.press("2", "slash")
        assert board.app.screen.query_one("#filter", Input).cursor_blink is False


async def test_a_message_has_a_line_of_its_own_and_is_read_in_full_with_a_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, toasts=True) as board:
        before = board.grid.region
        long = "The list of unfilled programs names a program that you planned: " * 3
        board.app.tell(long, refused=True)
        await board.until(lambda: "✗ Not done: The list" in board.frame)
        lines = board.frame.splitlines()
        (row,) = (number for number, line in enumerate(lines) if "✗ Not done" in line)
        assert row == len(lines) - 2 and lines[row].endswith("(<: all)")  # above the keys, which are seen
        assert "? Help" in lines[-1]
        assert board.grid.region.bottom == before.bottom - 1  # it takes a row, and covers none
        for _ in range(4):
            board.app.tell("Another.")
        await board.until(lambda: "Not done" not in board.frame or "Another." in board.frame)
        assert board.grid.region.bottom >= before.bottom - 2
        await board.press("less_than_sign")
        assert board.screen == "MessagesDialog"
        assert long.split()[-1] in board.flat and board.flat.count("Another.") >= 4
