"""Cut-offs in the program's dialog, and what the profile's dialog asks for them."""

from pathlib import Path

from textual.widgets import Input, Select

from soaptui.records import CutOff, Document
from tests.screens.helpers import MESA, PROFILE, SMALL, Dashboard, dashboard, on_disk


def field(board: Dashboard, name: str) -> Input:
    """An input of the dialog in front."""
    return board.app.screen.query_one(f"#{name}", Input)


async def test_a_cut_off_is_kept_with_who_says_so_and_excludes_by_the_profile(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("p")
        field(board, "graduation-year").value = "2018"
        await board.press("ctrl+s")
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        field(board, "cut-years").value = "5"
        field(board, "cut-step2").value = "230 soft"
        field(board, "cut-source").value = "their site"
        field(board, "cut-as-of").value = "Jan 2027"
        await board.press("escape")
        kept = on_disk(tmp_path).programs[MESA]
        assert kept.cut_offs == {
            "years": CutOff(limit=5, source="their site", as_of="Jan 2027"),
            "step2": CutOff(limit=230, soft=True, source="their site", as_of="Jan 2027"),
        }
        row = board.app.session.row(MESA)
        assert row is not None
        assert row.tier == "no"
        assert "excluded: 5 years since graduation, you have 9 (their site, Jan 2027)" in row.assessment.reasons


async def test_what_is_no_cut_off_is_refused_in_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        field(board, "cut-us-months").value = "a few"
        await board.press("escape")
        assert "is not understood as months of US experience" in board.flat
        await board.press("ctrl+r", "escape")
        assert board.state.programs[MESA].cut_offs == {}


async def test_the_profile_asks_for_what_cut_offs_take(tmp_path: Path) -> None:
    statement = Document(id="s", kind="statement", specialty="320", state="ready")
    async with dashboard(tmp_path, PROFILE, statement) as board:
        await board.press("p")
        assert "Pediatrics? (statements ready)" in board.flat
        for name, text in {
            "failed-tries": "2", "us-months": "3", "observer-months": "6", "step3": "no", "specialties": "peds, IM",
        }.items():  # fmt: skip
            field(board, name).value = text
        board.app.screen.query_one("#one-year", Select).value = "last"
        await board.press("ctrl+s")
        me = on_disk(tmp_path).me
        assert (me.failed_tries, me.us_months, me.us_observer_months, me.step3, me.one_year) == (
            2,
            3,
            6,
            "no",
            "last",
        )
        assert me.applies_in == ("320", "140")
