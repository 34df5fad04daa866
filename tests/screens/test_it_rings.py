"""It rings wherever the user is; and the words that are ready for it."""

from pathlib import Path

from textual.widgets import TextArea

from tests.screens.helpers import OHIO, SMALL, dashboard, on_disk, sent
from tests.screens.test_call_fields import TUESDAY, field, find


async def test_it_rings_in_the_middle_of_a_filter_of_a_note_and_of_a_dialog(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("2", "slash")
        await board.write("lak")
        await board.press("f2")
        assert board.screen == "CallDialog"
        await find(board, "ohio")
        await board.write("first")
        await board.press("alt+c")  # another call while this one goes on
        assert board.screen == "CallDialog"
        await find(board, "lakeshore health family")
        await board.write("second")
        await board.press("ctrl+s")
        assert board.app.screen.query_one("#note", TextArea).text == "first"
        await board.press("ctrl+s")
        assert board.screen == "ProgramsView"
        assert field(board, "filter").value == "lak"
        assert sorted(call.note for call in on_disk(tmp_path).calls.values()) == ["first", "second"]
        await board.press("escape", "r")
        assert board.screen == "RulesDialog"
        await board.press("c")
        assert board.screen == "CallDialog"


async def test_a_call_under_the_palette(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("ctrl+p")
        await board.press("f2")
        assert board.screen == "CallDialog"
        assert len(on_disk(tmp_path).calls) == 1


# -- the words and the own day


async def test_own_words_stand_on_the_card(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=TUESDAY, size=(120, 40)) as board:
        await board.press("c")
        await find(board, "ohio")
        assert "SAY\nwrite: the patient" in board.page, "until they are written it says what to write"
        await board.press("ctrl+s")
        await board.press("3", "w")
        assert board.app.screen.query_one("#words", TextArea).text == ""
        assert "write: the patient" in board.flat
        await board.press("tab")
        board.app.screen.query_one("#words", TextArea).text = "My story of medicine"
        await board.press("escape")
        assert on_disk(tmp_path).answers["story-medicine"].text == "My story of medicine"
        await board.press("c")
        await find(board, "ohio")
        assert "My story of medicine" in board.page


async def test_typed_words_are_kept_while_the_dialog_is_open(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("3", "w", "tab")
        await board.write("x")
        await board.until(lambda: "story-medicine" in on_disk(tmp_path).answers)


async def test_the_own_day_is_refused_where_it_says_no_hours(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=TUESDAY) as board:
        await board.press("3")
        await board.app.screen.run_action("own_day")
        await board.taken()
        field(board, "night").value = "nights"
        await board.press("escape")
        assert board.screen == "OwnDayDialog"
        assert "not a night" in board.text("#problem")
        await board.press("escape")
        assert board.screen == "CallsView"
        await board.app.screen.run_action("own_day")
        await board.taken()
        field(board, "night").value = "22:00-06:00"
        board.app.screen.query_one("#taken", TextArea).text = "mon-fri 07:30-08:30 bus"
        await board.press("ctrl+s")
        assert on_disk(tmp_path).setting("own-night") == "22:00-06:00"
        assert on_disk(tmp_path).setting("own-taken") == "mon-fri 07:30-08:30 bus"
