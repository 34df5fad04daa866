"""The Insight page: worked out while the dashboard goes on, narrowed by the filter, readable in a small terminal."""

import asyncio
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from soaptui.insight.report import insight_report
from soaptui.records import ListVersion, Program, Record, YearResult, replace
from soaptui.screens.insight import insight_dialog
from soaptui.screens.insight.insight_dialog import WORKING
from soaptui.week import zones
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, MESA, OHIO, PROGRAMS, SMALL, Dashboard, dashboard

LEFT = {OHIO: (2, 0, 1, 3), LAKE: (0, 0, 0, 0), MESA: (1, 4, 0, 0)}
"""Of ten positions a year, from 2023 on."""


def with_results() -> tuple[Record, ...]:
    """The small list with results of four years, and three lists of the week."""
    known = [
        replace(
            one, results={str(2023 + n): YearResult(quota=10, matched=10 - c) for n, c in enumerate(LEFT[one.id])}
        )
        for one in PROGRAMS
        if one.id in LEFT
    ]
    rest = [
        one for one in SMALL if not (isinstance(one, Program) and one.id in LEFT) and not isinstance(one, ListVersion)
    ]
    lists = [
        ListVersion(id=when, at=zones.read_iso(f"2027-03-{when}"), source="list.csv", positions=dict(positions))
        for when, positions in {
            "15T10:04:00": {OHIO: 6, LAKE: 4, MESA: 10},
            "18T11:05:00": {OHIO: 3, LAKE: 4, MESA: 2},
            "18T14:06:00": {OHIO: 1, MESA: 2},
        }.items()
    ]
    return (*rest, *known, *lists)


async def opened(board: Dashboard) -> str:
    """The page, once it is worked out."""
    await board.press("F")
    await board.until(lambda: board.screen == "InsightDialog" and board.page not in ("", WORKING))
    await board.taken()
    return board.page


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)], ids=["60x24", "80x24", "120x40"])
async def test_the_page(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *with_results(), size=size) as board:
        await opened(board)
        check_frame(board.app, f"insight-{size[0]}x{size[1]}")
        await board.press("pagedown")
        await board.settle()
        check_frame(board.app, f"insight-further-{size[0]}x{size[1]}")


async def test_it_says_what_was_left_over_and_how_the_lists_empty(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results()) as board:
        page = await opened(board)
        assert "3 of 30" in page
        assert "Your lists of 2027: 45% left after round 1, 9 of 20 positions." in page
        assert "Your lists of 2027: 15% left after round 2, 3 of 20 positions." in page
        assert "(SnapOrtho's SOAP page, 2026)" in page


async def test_it_scrolls_by_the_keys_that_it_names(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results()) as board:
        await opened(board)
        first = board.frame
        await board.press("j", "j", "j")
        await board.until(lambda: board.frame != first)
        await board.press("k", "k", "k")
        await board.until(lambda: board.frame == first)


async def test_of_programs_that_are_filtered_it_tells_those_alone(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results()) as board:
        await board.press("2")
        board.app.screen.query_one("#filter", Input).value = "state:AZ"
        await board.taken()
        page = await opened(board)
        assert "Only the 1 program of: state:AZ" in page
        assert "Arizona" in page
        assert "Ohio" not in page


async def test_without_results_it_says_the_one_next_thing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        page = await opened(board)
        assert "No results of past years have been imported yet. Import them (I):" in page
        check_frame(board.app, "insight-empty-80x24")


async def test_the_dashboard_goes_on_while_it_is_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go, began = threading.Event(), threading.Event()

    def held(*about: Any) -> Any:
        began.set()
        assert go.wait(20)
        return insight_report(*about)

    monkeypatch.setattr(insight_dialog, "insight_report", held)
    async with dashboard(tmp_path, *with_results()) as board:
        await board.press("F")
        await board.until(began.is_set)
        assert board.page == WORKING
        await board.beat()  # the clock goes on
        await board.press("escape")
        assert board.screen != "InsightDialog"  # and it can be left
        await board.press("F")
        go.set()
        await board.until(lambda: board.screen == "InsightDialog" and board.page not in ("", WORKING))
        await asyncio.sleep(0)
        assert board.app.faults == []


async def test_plain_plots_are_ascii_here_and_beside_the_list_and_are_kept(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results(), size=(130, 40)) as board:
        await opened(board)
        await board.press("a")
        await board.until(lambda: "##" in board.page and "█" not in board.page)
        await board.press("escape", "2")
        await board.go_to(OHIO)
        assert "+_:# 2023-2026" in board.page
    async with dashboard(tmp_path, size=(130, 40)) as board:
        await board.press("2")
        await board.go_to(OHIO)
        assert "█" not in board.page


async def test_where_pandas_cannot_be_loaded_the_page_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    async with dashboard(tmp_path, *with_results()) as board:
        page = await opened(board)
        assert page.startswith("The tables of this page need pandas, which does not load here")
        assert "Published: of all positions" in page
        assert "WHERE THE CHANCES OF THE PLAN COME FROM" in page
        assert "BY SPECIALTY" not in page


async def test_a_new_list_is_told_while_the_page_is_open(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results()) as board:
        assert "after round 3" not in await opened(board)
        late = ListVersion(id="late", at=zones.read_iso("2027-03-18T17:02:00"), source="x", positions={OHIO: 1})
        board.app.session.put("A list", late)
        await board.until(lambda: "Your lists of 2027: 5% left after round 3, 1 of 20 positions." in board.page)


async def test_the_detail_shows_the_history_of_the_program(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *with_results(), size=(130, 40)) as board:
        await board.press("2")
        await board.go_to(OHIO)
        assert "▆▁▃█ 2023-2026" in board.page
        assert "unfilled in 3 of 4 years: 2023 2, 2024 0, 2025 1, 2026 3" in board.page
        assert "2026: 3 of 10 positions left over" in board.page
