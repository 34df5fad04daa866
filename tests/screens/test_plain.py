"""Without boxes, for a screen reader: nothing is drawn in blocks, and what would be drawn is said in words."""

import re
from pathlib import Path

import pytest

from soaptui.glyphs import PLAIN_VARIABLE
from tests.screens.helpers import VIEWS, Dashboard, dashboard, demo_records

BLOCKS = re.compile("[\u2580\u2582-\u258e\u2590-\u2593\u2596-\u259f]")
DRAWN = re.compile(f"{BLOCKS.pattern}{{2,}}|{BLOCKS.pattern} {BLOCKS.pattern}")
"""Figures, bars, strips and plots. One block alone is the edge of a field, or the end of a scroll bar."""

DIALOGS = {"%": ("3", "percent_sign"), "insight": ("2", "F"), "mock": ("6", "z"), "plan": ("2", "P")}


def drawn_lines(board: Dashboard) -> list[str]:
    return [line for line in board.frame.splitlines() if DRAWN.search(line)]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_no_view_draws_and_each_says_it(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    says = {
        "timeline": ("Rounds today: 09:00-11:00 (open)", "0:17:53"),
        "programs": ("TIER 1", "1 Cedarmantle", "yy?"),
        "calls": (),
        "offers": ("Rounds today", "0:47:53"),
        "prepare": ("1/9",),
        "practise": ("good from 60 to 90 seconds", "0:00"),
        "after": (),
        "day": ("0:17:53", "09:26 past", "10:30 in 17 min"),
    }
    async with dashboard(tmp_path, *demo_records(), size=size) as board:
        await board.settle()
        assert drawn_lines(board), "the test sees what is drawn"
        monkeypatch.setenv(PLAIN_VARIABLE, "1")
    async with dashboard(tmp_path, size=size) as board:
        for key, name in {**VIEWS, "7": "after", "0": "day"}.items():
            await board.press("escape", key)
            await board.settle()
            assert drawn_lines(board) == [], name
            assert [words for words in says[name] if words not in board.flat] == [], name
        for view, key in DIALOGS.values():
            await board.press(view, key)
            await board.settle()
            assert drawn_lines(board) == [], board.screen
            await board.press("escape", "escape")
        await board.press("2", "g")
        await board.settle()
        assert drawn_lines(board) == []
        assert "Arizona (AZ) tier 1: 1" in board.flat
        before = board.text("#here")
        await board.press("down")
        assert board.text("#here") != before
        await board.press("enter")
        await board.until(lambda: board.screen == "ProgramsView")
        assert "state:" in board.flat
