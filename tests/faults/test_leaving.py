"""Faults: a dialog is left twice, or while another lies over it. It goes once, and takes no other away."""

from pathlib import Path

from soaptui.screens.dialog import Dialog
from soaptui.screens.opening import DialogName
from tests.screens.helpers import SMALL, Dashboard, dashboard


def _opened(board: Dashboard, name: DialogName, left_with: list[object]) -> Dialog:
    """That dialog, in front; what it is left with goes on the list."""
    board.app.open(name, then=left_with.append)
    front = board.app.screen
    assert isinstance(front, Dialog)
    return front


async def test_a_dialog_left_twice_at_once_leaves_the_one_below(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        left_with: list[object] = []
        below = _opened(board, DialogName.PROFILE, left_with)
        await board.pilot.pause()
        front = _opened(board, DialogName.PALETTE, left_with)
        await board.pilot.pause()
        front.dismiss("first")
        front.dismiss("second")
        await board.pilot.pause()
        front.dismiss("third")
        await board.pilot.pause()
        assert board.app.screen is below
        assert left_with == ["first"]


async def test_a_dialog_left_while_it_is_covered_goes_after_what_covers_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        left_with: list[object] = []
        below = _opened(board, DialogName.PROFILE, left_with)
        await board.pilot.pause()
        front = _opened(board, DialogName.PALETTE, left_with)
        await board.pilot.pause()
        below.dismiss("early")
        await board.pilot.pause()
        assert board.app.screen is front
        assert left_with == []
        front.dismiss("in front")
        await board.pilot.pause()
        await board.pilot.pause()
        assert not {front, below} & {*board.app.screen_stack}
        assert left_with == ["in front", "early"]
