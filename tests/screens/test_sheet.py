"""The decision sheet: carried into order, kept on every way out, and never written by looking at it."""

from pathlib import Path

from textual.widgets import Input, Select

from soaptui.records import DecisionSheet, Record, SheetRule
from soaptui.screens.offers.sheet_dialog import SheetDialog
from soaptui.week import decision_sheet
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, MESA, OHIO, SMALL, Dashboard, clock_at, dashboard, demo_records, on_disk, sent

APPLIED: tuple[Record, ...] = (*SMALL, sent(OHIO), sent(LAKE), sent(MESA))
WEDNESDAY = "2027-03-17T21:10:00"


async def open_sheet(board: Dashboard) -> SheetDialog:
    """The dialog, in front and ready."""
    dialog = SheetDialog(board.app.session)
    await board.app.push_screen(dialog)
    await board.taken()
    assert board.screen == "SheetDialog"
    return dialog


def kept(folder: Path) -> DecisionSheet:
    return on_disk(folder).sheets.get("sheet", DecisionSheet(id="sheet"))


async def test_looking_at_it_writes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        seq = board.store.seq
        await open_sheet(board)
        assert "not written yet" in board.text("#title")
        assert "3 not placed" in board.text("#title")
        await board.press("down", "escape")
        assert board.store.seq == seq


async def test_a_program_is_carried_and_the_order_is_kept_on_leaving_as_one_change(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        assert board.grid.key == OHIO
        await board.press("minus")
        assert board.grid.key == OHIO
        assert board.text("#said").startswith("Moved: 2 Ohio Valley")
        assert board.text("#said").endswith(" · u takes it back")
        await board.press("u")
        assert board.text("#said").startswith("Taken back: ")
        await board.press("u")
        assert "Nothing was moved" in board.text("#said")
        await board.press("K", "J")
        assert "not written yet · 3 not placed" in board.text("#title"), "no letter moves anything"
        await board.press("minus")
        await board.press("shift+down", "minus", "plus", "escape")
        assert kept(tmp_path).order == (LAKE, OHIO, MESA)
        assert kept(tmp_path).written == board.app.session.now
        await board.press("u")
        assert board.state.sheets == {}


async def test_carrying_stops_at_both_ends(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        seq = board.store.seq
        await open_sheet(board)
        await board.press("plus", "shift+up", "end", "minus", "escape")
        assert board.store.seq == seq


async def test_the_order_by_fit_can_be_kept_as_it_stands(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        await board.press("ctrl+s")
        assert board.screen == "TimelineView"
        assert kept(tmp_path).order == (OHIO, LAKE, MESA)


async def test_a_new_application_stands_at_its_place_unplaced_until_the_user_says_so(tmp_path: Path) -> None:
    before = DecisionSheet(id="sheet", order=(OHIO, MESA))
    async with dashboard(tmp_path, *APPLIED, before, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        assert "1 not placed" in board.text("#title")
        await board.go_to(LAKE)
        await board.press("space")
        assert "not placed" not in board.text("#title")
        await board.press("escape")
        assert kept(tmp_path).order == (OHIO, LAKE, MESA)


async def test_what_is_carried_past_an_unplaced_one_places_both(tmp_path: Path) -> None:
    before = DecisionSheet(id="sheet", order=(OHIO, MESA))
    async with dashboard(tmp_path, *APPLIED, before, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        await board.go_to(MESA)
        await board.press("plus", "escape")
        assert kept(tmp_path).order == (OHIO, MESA, LAKE)


async def test_rules_and_answers_are_kept_on_leaving(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        dialog = await open_sheet(board)
        dialog.query_one("#takes-3", Select).value = "take any tier"
        dialog.query_one("#words-1", Input).value = "Drink some water."
        dialog.query_one("#answer-phone", Input).value = "Amma"
        await board.taken()
        await board.press("escape")
        after = kept(tmp_path)
        assert after.rules == (
            SheetRule(from_round=1, text="Drink some water."),
            SheetRule(from_round=3, text="take any tier"),
        )
        assert after.answers == {decision_sheet.QUESTIONS["phone"]: "Amma"}
        assert after.order == ()
        await open_sheet(board)
        assert board.app.screen.query_one("#takes-3", Select).value == "take any tier"
        assert board.app.screen.query_one("#words-1", Input).value == "Drink some water."


async def test_a_part_that_was_not_touched_stays_to_the_letter(tmp_path: Path) -> None:
    odd = SheetRule(from_round=9, text="Of no round.")
    rules = (SheetRule(from_round=1, text="From round 1 on, any tier"), odd)
    before = DecisionSheet(id="sheet", rules=rules, answers={"An older question?": "Yes."})
    async with dashboard(tmp_path, *APPLIED, before, clock=clock_at(WEDNESDAY)) as board:
        dialog = await open_sheet(board)
        assert dialog.query_one("#takes-1", Select).value == "take any tier"
        dialog.query_one("#answer-move", Input).value = "Anywhere."
        await board.press("escape")
        after = kept(tmp_path)
        assert after.rules == rules
        assert after.answers == {"An older question?": "Yes.", decision_sheet.QUESTIONS["move"]: "Anywhere."}


async def test_what_is_on_it_is_kept_when_the_program_ends(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        await board.press("minus")
        board.app.leave()
        assert kept(tmp_path).order == (LAKE, OHIO, MESA)


async def test_a_window_that_may_not_write_shows_it_and_leaves(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED, clock=clock_at(WEDNESDAY)) as board:
        seq = board.store.seq
        board.store.read_only = "another soaptui is writing"
        await open_sheet(board)
        assert "Look only" in board.text("#warning")
        await board.press("minus", "escape")
        assert board.store.seq == seq
        board.store.read_only = ""


async def test_once_the_rounds_have_begun_it_says_that_it_was_decided_in_calm(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *APPLIED) as board:
        await open_sheet(board)
        assert "while you were calm" in board.text("#warning")


async def test_without_applications_it_says_what_comes_here(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(WEDNESDAY)) as board:
        await open_sheet(board)
        assert "You have not marked any" in board.flat
        await board.press("minus", "space", "escape")
        assert board.screen == "TimelineView"


async def test_the_sheet_as_it_is_seen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *demo_records()) as board:
        await open_sheet(board)
        check_frame(board.app, "sheet-80x24")
        await board.pilot.resize_terminal(47, 24)
        await board.settle()
        assert board.grid.size.width > 40, "the order stands above the rules"
        assert "Cedarmantle" in board.frame
