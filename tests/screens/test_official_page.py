"""The official page pasted over the official times: compared, taken with one key, taken back with one."""

from pathlib import Path

from textual import events

from soaptui.records import Task
from soaptui.screens.timeline.official_dialog import OfficialDialog
from soaptui.screens.timeline.official_page_dialog import OfficialPageDialog
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import SMALL, THURSDAY, Dashboard, dashboard, on_disk
from tests.unit.official_pages import PAGE_2026, TABLE_2027

MOVED = TABLE_2027.replace("9:00 a.m. ET\tRound 1 opens", "9:30 a.m. ET\tRound 1 opens").replace(
    "9:00 p.m. ET\tSOAP", "9:00 p.m. EST\tSOAP"
)


async def pasted(board: Dashboard, text: str) -> None:
    """The official times, and a text pasted over them."""
    await board.app.push_screen(OfficialDialog(board.app.session))
    await board.taken()
    board.app.post_message(events.Paste(text))
    await board.until(lambda: isinstance(board.app.screen, OfficialPageDialog))
    await board.until(lambda: board.text("#title") != "")
    await board.taken()


def shown(board: Dashboard) -> str:
    return board.app.screen.query_one(ScrollingPage).text


async def test_a_pasted_page_is_compared_and_one_key_takes_what_agrees(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await pasted(board, MOVED)
        assert "13 of 15 times agree, 1 differs" in board.text("#title")
        assert shown(board).startswith("DIFFERS: Round 1 opens: Thu 18 Mar 09:00 EDT here, Thu 18 Mar 09:30 EDT")
        assert "it says EST" in shown(board)
        check_frame(board.app, "official-page-80x24")
        await board.press("s")
        await board.until(lambda: isinstance(board.app.screen, OfficialDialog))
        assert "13 times seen on nrmp.org. u takes it back." in board.text("#said")
        times = on_disk(tmp_path).official_times
        assert len(times) == 13
        assert times["2027/match-day"].seen == THURSDAY
        assert times["2027/match-day"].quote == "Friday, March 19, 2027 12:00 p.m. ET Match Day"
        await board.press("u")
        assert board.state.official_times == {}


async def test_what_differs_takes_the_tasks_along_that_hang_on_it(tmp_path: Path) -> None:
    due = zones.read_iso("2027-03-18T08:00")
    hangs = Task(id="hangs", title="Charge the phone", due=due, due_words="1 hour before round 1")
    async with dashboard(tmp_path, *SMALL, hangs) as board:
        await pasted(board, MOVED)
        await board.press("D")
        await board.until(lambda: isinstance(board.app.screen, OfficialDialog))
        assert "Your task Charge the phone moves with it: now due Thu 18 Mar 08:30 EDT" in board.text("#said")
        assert on_disk(tmp_path).tasks["hangs"].due == zones.read_iso("2027-03-18T08:30")


async def test_another_key_takes_what_differs_too_as_the_same_change(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await pasted(board, MOVED)
        await board.press("D")
        await board.until(lambda: isinstance(board.app.screen, OfficialDialog))
        assert "Round 1 opens 09:00 → 09:30" in board.text("#said")
        assert len(board.state.official_times) == 14
        await board.press("u")
        assert board.state.official_times == {}


async def test_the_page_of_another_year_is_said_and_nothing_of_it_is_taken(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await pasted(board, PAGE_2026)
        assert "This is the page of 2026" in shown(board)
        await board.press("s")
        assert "This is the page of 2026" in board.text("#said")
        await board.press("escape")
        assert isinstance(board.app.screen, OfficialDialog)
        assert board.state.official_times == {}


async def test_it_is_compared_too_when_the_field_for_a_time_is_open(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.app.push_screen(OfficialDialog(board.app.session))
        await board.taken()
        await board.press("enter")
        board.app.post_message(events.Paste(MOVED))
        await board.until(lambda: isinstance(board.app.screen, OfficialPageDialog))
        await board.until(lambda: "13 of 15 times agree" in board.text("#title"))
