"""The plan dialog: what it leaves aside and says why, and what it asks before slots are filled up."""

from pathlib import Path

from soaptui.records import CutOff, replace
from tests.screens.helpers import LISTED, PROFILE, YES, on_disk, program
from tests.screens.test_planning import CHOICES, IDS, planning, shown_set


async def test_slots_left_over_are_asked_about_and_the_answer_is_kept(tmp_path: Path) -> None:
    year = program("8001999P0", "Transitional House", "Transitional Year", state="NY", j1=YES, unfilled=9)
    async with planning(tmp_path, PROFILE, LISTED, CHOICES[0], year) as board:
        assert shown_set(board) == [IDS[0]]
        assert "44 slots are left over. 1 position is one year only or needs" in board.flat
        await board.press("y")
        assert shown_set(board) == [IDS[0], year.id]
        assert on_disk(tmp_path).me.one_year == "last"
        await board.go_to(year.id)
        assert "one year only" in board.page
        await board.press("y")
        assert shown_set(board) == [IDS[0]]
        assert on_disk(tmp_path).me.one_year == "no"
        assert "left over" not in board.text("#question")


async def test_an_excluded_program_stands_below_with_its_reason(tmp_path: Path) -> None:
    strict = replace(CHOICES[1], cut_offs={"years": CutOff(limit=5, source="their site", as_of="Jan 2027")})
    surgery = program(
        "8002440C0", "Surgery House", "Surgery", state="NY", j1=YES, unfilled=9, specialty="General Surgery"
    )
    me = replace(PROFILE, graduation_year=2018, applies_in=("140",))
    async with planning(tmp_path, me, LISTED, CHOICES[0], strict, surgery, size=(100, 40)) as board:
        assert shown_set(board) == [IDS[0]]
        assert "EXCLUDED BY WHAT THEY ASK FOR · 1" in board.frame
        assert "NOT SUGGESTED · 1: you do not apply in General Surgery 1" in board.flat
        await board.go_to(strict.id)
        assert "excluded: 5 years since graduation, you have 9 (their site, Jan 2027)" in board.flat
