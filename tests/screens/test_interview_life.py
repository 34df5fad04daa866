"""An interview as it lives: declined, asked to move, scored; and the link, minutes before it."""

from pathlib import Path

from textual.widgets import Input

from soaptui.records import Interview
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, OHIO, SMALL, Dashboard, dashboard, on_disk, sent, standing_clock

WEDNESDAY = standing_clock(zones.read_iso("2027-03-17T12:30:00"))
NOON = Interview(
    id="noon",
    program=OHIO,
    at=zones.read_iso("2027-03-17T12:00:00"),
    zone="America/New_York",
    link="https://z.us/j/1",
)
LATER = Interview(id="later", program=LAKE, at=zones.read_iso("2027-03-17T14:00:00"), zone="America/Chicago")
SAME = Interview(id="same", program=OHIO, at=zones.read_iso("2027-03-17T14:00:00"), zone="America/New_York")


def standing(board: Dashboard, name: str) -> str:
    """How an interview stands."""
    return board.state.interviews[name].standing


async def test_keys_in_the_list_say_how_it_stands_and_the_same_key_takes_it_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, LATER, clock=WEDNESDAY) as board:
        await board.press("3")
        await board.go_to("interview-later")
        for key, word in (("K", "confirmed"), ("d", "move asked"), ("d", "pending"), ("x", "declined")):
            await board.press(key)
            assert standing(board, "later") == word
        assert "interview-later" not in board.frame
        await board.press("u")
        assert standing(board, "later") == "pending"


async def test_after_it_one_key_scores_it_figure_by_figure(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), sent(LAKE), NOON, clock=WEDNESDAY) as board:
        await board.press("3")
        await board.go_to("interview-noon")
        await board.press("f")
        assert "scores it" in board.app.said[-1]
        await board.press("asterisk")
        assert board.screen == "ScoreDialog"
        await board.press("5", "4", "tab", "3", "5")
        assert board.state.interviews["noon"].scores == {"people": 5, "teaching": 4, "visa": 3, "gut": 5}
        check_frame(board.app, "interview-score-80x24")
        await board.press("escape")
        assert on_disk(tmp_path).interviews["noon"].scores["gut"] == 5
        assert "score: 4.2 of 5 (people 5, teaching 4, visa 3, gut 5)" in board.page
        await board.press("4", "D")
        assert board.screen == "SheetDialog"
        assert "You scored its interview 4.2 of 5: above what you have not scored." in board.text("#why")
        check_frame(board.app, "sheet-scored-80x24")


async def test_a_clash_names_free_times_and_one_key_asks_for_one(tmp_path: Path) -> None:
    applied = (sent(OHIO), sent(LAKE))
    async with dashboard(tmp_path, *SMALL, *applied, LATER, SAME, clock=WEDNESDAY, size=(120, 40)) as board:
        await board.press("3")
        await board.go_to("interview-same")
        await board.press("enter")
        said = board.text("#ask")
        assert said.startswith("SAY if you cannot: Thank you. I am not free on Wednesday, March 17 at 2:00 PM EDT.")
        assert "Could we meet on" in said
        await board.press("f8")
        assert standing(board, "same") == "move asked"
        assert "Copied: Thank you. I am not free" in board.app.said[-1]
        assert board.text("#ask") == "", "what was asked to move is in nobody's way"


async def test_the_link_of_the_next_interview_is_copied_on_the_timeline(tmp_path: Path) -> None:
    soon = standing_clock(zones.read_iso("2027-03-17T11:56:00"))
    async with dashboard(tmp_path, *SMALL, NOON, clock=soon, size=(120, 40)) as board:
        assert board.app.session.agenda().action.startswith("Test the link and the camera. Get ready")
        await board.press("y")
        assert "https://z.us/j/1" in board.app.said[-1]


async def test_a_standing_is_chosen_in_the_dialog(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, LATER, clock=WEDNESDAY) as board:
        await board.press("3")
        await board.go_to("interview-later")
        await board.press("enter", "f7")
        assert board.screen == "ScoreDialog"
        assert board.app.screen.query_one("#people", Input).has_focus
