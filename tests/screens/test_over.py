"""After an acceptance nothing of the search counts down, on no view."""

import re
from pathlib import Path

import pytest

from soaptui.records import Interview, Offer, replace
from soaptui.week import zones
from tests.screens.helpers import MESA, OFFER, OHIO, SMALL, clock_at, dashboard

INTERVIEW = Interview(
    id="i", program=MESA, at=zones.read_iso("2027-03-18T11:30"), zone="America/New_York", minutes=20, words="11:30"
)
OTHER = Offer(id="other", program=MESA, round=1, seen=OFFER.seen)
ACCEPTED = replace(OFFER, outcome="accepted", decided=zones.read_iso("2027-03-18T10:11"))
COUNTDOWN = re.compile(r"\b(?:\d+d )?\d{1,2}:\d\d:\d\d\b(?! E[DS]T)")
VIEWS = ("1", "3", "4", "0")


@pytest.mark.parametrize("view", VIEWS)
async def test_nothing_that_has_ended_counts_down(tmp_path: Path, view: str) -> None:
    records = (*SMALL, INTERVIEW, OTHER, ACCEPTED)
    async with dashboard(tmp_path, *records, clock=clock_at("2027-03-18T10:12:00")) as board:
        await board.press(view)
        await board.settle()
        lines = [line for line in board.frame.splitlines() if "Match Day" not in line]
        assert [line for line in lines if COUNTDOWN.search(line)] == []
        assert "OFFER" not in board.frame.splitlines()[1]


@pytest.mark.parametrize("view", VIEWS)
async def test_before_it_all_of_that_counts_down(tmp_path: Path, view: str) -> None:
    async with dashboard(tmp_path, *SMALL, INTERVIEW, OTHER, OFFER, clock=clock_at("2027-03-18T10:12:00")) as board:
        await board.press(view)
        await board.settle()
        assert COUNTDOWN.search(board.frame)
        assert OHIO in board.state.programs
