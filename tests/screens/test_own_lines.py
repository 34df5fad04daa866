"""A list that lays nothing around its lines, and asks only for its countdowns, shows what it would without both."""

from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widget import Widget

from soaptui.records import Interview
from soaptui.screens.widgets.grid import Grid
from soaptui.week import zones
from tests.screens.helpers import MESA, OFFER, SMALL, clock_at, dashboard, demo_records

SOON = Interview(id="soon", program=MESA, at=zones.read_iso("2027-03-18T10:12:04"), minutes=15)
"""It begins while the test looks on."""


def cells(strips: list[Strip]) -> list[list[tuple[str, str]]]:
    return [[(letter, str(part.style)) for part in strip for letter in part.text] for strip in strips]


@pytest.mark.parametrize("theme", ["soaptui-dark", "soaptui-light", "terminal-colours"])
async def test_its_lines_are_those_that_textual_would_draw(tmp_path: Path, theme: str) -> None:
    async with dashboard(tmp_path, *demo_records(), size=(120, 40)) as board:
        board.app.theme = theme
        for key in "1234":
            await board.press(key)
            await board.settle()
            for grid in board.app.screen.query(Grid):
                whole = grid.size.region
                assert cells(grid.render_lines(whole)) == cells(Widget.render_lines(grid, whole))


@pytest.mark.parametrize("key", "134")
async def test_what_a_beat_draws_is_what_is_drawn_anew(tmp_path: Path, key: str) -> None:
    clock = clock_at("2027-03-18T10:11:57")
    async with dashboard(tmp_path, *SMALL, OFFER, SOON, clock=clock, size=(120, 40)) as board:
        await board.press(key)
        await board.settle()
        for number in range(9):  # a minute ends, and an interview begins
            clock.advance(1)
            await board.beat()
            if number % 2:
                continue
            grid = board.app.screen.query(Grid).first()
            ticked = cells(grid.render_lines(grid.size.region))
            grid.forget()
            assert ticked == cells(grid.render_lines(grid.size.region))
