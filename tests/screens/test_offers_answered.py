"""An offer answered late, early, or twice."""

from pathlib import Path

from soaptui.records import replace
from tests.screens.helpers import (
    MESA,
    OFFER,
    OHIO,
    SMALL,
    clock_at,
    dashboard,
    sent,
)


async def test_an_offer_that_lapsed_can_still_be_noted_as_answered_in_r3(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T11:05:00")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.until(lambda: board.state.offers[OFFER.id].outcome == "expired")
        gone = board.state.offers[OFFER.id]
        await board.press("4")
        assert "did you answer in R3? K accepted · x rejected · l no" in board.frame
        await board.press("K", *"accept", "enter")
        assert board.state.offers[OFFER.id].outcome == "accepted"
        await board.press("u")
        assert board.state.offers[OFFER.id] == gone


async def test_that_it_was_not_answered_in_r3_is_said_once(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T11:05:00")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.until(lambda: board.state.offers[OFFER.id].outcome == "expired")
        assert "Did you answer it in R3?" in board.text("#action")
        await board.press("4", "l", "tab", "enter")
        assert "ANSWERED OR EXPIRED" in board.frame
        await board.press("l")
        assert "already noted as expired" in board.app.said[-1]
        await board.press("1")
        assert "Did you answer it in R3?" not in board.text("#action")


async def test_an_offer_of_a_round_that_has_not_opened_cannot_be_accepted(
    tmp_path: Path,
) -> None:
    early = replace(OFFER, id="early", round=2)
    async with dashboard(tmp_path, *SMALL, early) as board:
        await board.press("4")
        assert "NOT YET · the round has not opened" in board.frame
        assert "1 OFFER" not in board.frame
        await board.press("K")
        assert board.screen == "NoticeDialog"
        assert "Round 2 opens only" in board.frame
        await board.press("escape", "delete")
        assert board.state.offers == {}


async def test_a_second_acceptance_is_refused_until_the_first_is_taken_back(tmp_path: Path) -> None:
    other = replace(OFFER, id="other", program=MESA)
    async with dashboard(tmp_path, *SMALL, sent(OHIO), sent(MESA), OFFER, other) as board:
        await board.press("4")
        board.grid.go_to(OFFER.id)
        await board.press("K", *"accept", "enter")
        assert board.state.applications[OHIO].closed == "accepted"
        board.grid.go_to("other")
        await board.press("K")
        assert board.screen == "NoticeDialog"
        assert "you can accept only one offer" in board.frame.replace("\n", " ")
        await board.press("escape")
        board.grid.go_to(OFFER.id)
        await board.press("delete")
        assert (board.state.offers[OFFER.id].outcome, board.state.applications[OHIO].closed) == ("open", "")
        board.grid.go_to("other")
        await board.press("K", *"accept", "enter")
        assert board.state.offers["other"].outcome == "accepted"
