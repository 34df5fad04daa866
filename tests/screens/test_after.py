"""After: the evening is for sleep; then the path, what one may write, the debrief, the next season, paper."""

from pathlib import Path

import pytest

from soaptui.prepare.items import item_of
from soaptui.records import Call, Offer, Profile, Record, Setting
from soaptui.reports.evening_pack import PACK_FOLDER
from soaptui.screens.after.pack_timer import EVERY
from soaptui.screens.widgets.grid import Grid
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.week import zones
from soaptui.week.season_opened import season_opened
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, LISTED, OHIO, PROFILE, PROGRAMS, Dashboard, dashboard, sent, standing_clock

EVENING, FRIDAY, JULY, SEPTEMBER = (
    zones.read_iso(at)
    for at in ("2027-03-18T21:30:00", "2027-03-19T12:30:00", "2027-07-01T10:00:00", "2027-09-01T10:00:00")
)
AT_NINE = zones.read_iso("2027-03-18T09:20:00")
ACCEPTED = Offer(id="offer", program=OHIO, round=1, seen=AT_NINE, outcome="accepted", decided=AT_NINE)
CALL = Call(id="call", started=AT_NINE, ended=AT_NINE, program=OHIO, asked=("why unmatched",), concerns="a long way")
BEFORE: tuple[Record, ...] = (*PROGRAMS, LISTED, sent(OHIO), sent(LAKE), CALL)
WITH_ONE: tuple[Record, ...] = (PROFILE, *BEFORE, ACCEPTED)
WITHOUT: tuple[Record, ...] = (PROFILE, *BEFORE)
SIZES = [(80, 24), (120, 40), (60, 24)]


def text(board: Dashboard, name: str) -> str:
    """What one of the texts of the view says."""
    return board.text(f"#{name}")


def steps(board: Dashboard) -> list[str]:
    """The steps in the list."""
    return [line.key for line in board.app.screen.query_one("#steps", Grid)._lines if line.key]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_path_at_each_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *WITH_ONE, clock=standing_clock(FRIDAY), size=size) as board:
        await board.press("7")
        await board.until(lambda: text(board, "week"))
        await board.settle()
        check_frame(board.app, f"after-friday-{size[0]}x{size[1]}")


@pytest.mark.parametrize("records", [WITH_ONE, WITHOUT], ids=["placed", "not placed"])
async def test_the_evening_has_few_words_and_nothing_to_do(tmp_path: Path, records: tuple[Record, ...]) -> None:
    async with dashboard(tmp_path, *records, clock=standing_clock(EVENING)) as board:
        await board.press("7")
        await board.settle()
        says = text(board, "says")
        assert says.count(".") <= 4 and "sleep" in says.casefold()
        assert not steps(board) and not text(board, "week")
        await board.press("percent_sign")
        assert board.app.said[-1].startswith(
            "Not tonight: sleep first. It is here from Fri 05:00 EDT (14:30 Colombo)"
        )


async def test_a_step_is_ticked_moved_and_hidden_as_in_prepare(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *WITH_ONE, clock=standing_clock(FRIDAY)) as board:
        await board.press("7")
        await board.go_in("steps", "after-contract")
        await board.press("f")
        assert board.state.tasks["after-contract"].done is not None
        await board.press("u")
        assert "after-contract" not in board.state.tasks
        await board.go_in("steps", "after-contract")
        await board.press("x")
        assert board.state.tasks["after-contract"].hidden is not None and "after-contract" not in steps(board)


async def test_who_holds_nothing_writes_an_email_and_it_stands_in_the_log(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *WITHOUT, clock=standing_clock(FRIDAY)) as board:
        await board.press("7", "w")
        await board.settle()
        assert OHIO in [line.key for line in board.app.screen.query_one("#emails", Grid)._lines]
        await board.go_in("emails", OHIO)
        assert "Ohio Valley" in board.app.screen.query_one("#email", ScrollingPage).text
        await board.press("f")
        written = [call for call in board.state.calls.values() if call.channel == "email"]
        assert [(call.program, call.direction) for call in written] == [(OHIO, "out")]


async def test_who_holds_a_position_has_nobody_to_write_to(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *WITH_ONE, clock=standing_clock(FRIDAY)) as board:
        await board.press("7", "w")
        await board.settle()
        assert not board.app.screen.query_one("#emails", Grid)._lines


async def test_the_next_season_opens_after_two_presses_and_one_undo_brings_it_back(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *WITHOUT, clock=standing_clock(SEPTEMBER)) as board:
        await board.press("7", "greater_than_sign", "n")
        assert board.state.calls
        await board.press("n")
        await board.settle()
        assert not board.state.calls and not board.state.applications and len(board.state.programs) == len(PROGRAMS)
        assert season_opened(board.state) == 2028
        await board.press("u")
        assert board.state.calls and season_opened(board.state) == 0


async def test_the_pack_is_made_on_an_evening_and_never_while_a_dialog_is_open(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    monday = zones.read_iso("2027-03-15T12:00:00")  # half past nine in the evening at home
    chosen = Setting(id=PACK_FOLDER, value=str(paper))
    async with dashboard(tmp_path / "data", *WITHOUT, chosen, clock=standing_clock(monday)) as board:
        await board.press("r")
        for _ in range(2 * EVERY):
            board.app.paper.beat()
        assert not list(paper.iterdir())
        await board.press("escape")
        await board.settle()
        board.app.paper.beat()
        while board.app.paper.busy:
            await board.settle()
        await board.settle()
        assert [path.name for path in paper.iterdir()] == ["soap-2027-on-paper.html"]
        assert "power-failure pack" in board.app.said[-1]


@pytest.mark.parametrize("match", ["advanced", "preliminary", "ineligible", "unknown", "matched"])
@pytest.mark.parametrize("now", [EVENING, FRIDAY, JULY, SEPTEMBER], ids=["evening", "Friday", "July", "September"])
async def test_each_standing_at_each_moment(tmp_path: Path, match: str, now: object) -> None:
    me = Profile(id="me", match=match, zone="Asia/Colombo", visa="J-1")  # type: ignore[arg-type]
    async with dashboard(tmp_path, me, *BEFORE, clock=standing_clock(now)) as board:  # type: ignore[arg-type]
        await board.press("7")
        await board.settle()
        assert text(board, "title") and text(board, "says")
        assert all(item_of(key) is not None for key in steps(board))
