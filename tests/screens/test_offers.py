"""Offers: noted in the open round, answered in two steps, gone at the close."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input, Select

from screens.widgets.finder import Finder
from soaptui.records import OfferOutcome, replace
from tests.screens.helpers import (
    LAKE,
    MESA,
    OFFER,
    OHIO,
    SMALL,
    Dashboard,
    clock_at,
    dashboard,
    on_disk,
    sent,
)


async def note_offer(board: Dashboard, letters: str) -> None:
    """Press o, say from whom, Enter."""
    await board.press("o")
    assert board.screen == "OfferDialog"
    board.app.screen.query_one(Finder).query_one(Input).value = letters
    await board.pilot.pause()
    await board.press("enter")


async def test_an_offer_is_noted_in_the_round_that_is_open_and_stands_on_every_screen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await note_offer(board, "ohio")
        assert board.screen == "Timeline"
        (offer,) = on_disk(tmp_path).offers.values()
        assert (offer.program, offer.round, offer.outcome, offer.seen) == (OHIO, 1, "open", board.app.desk.now)
        assert board.text("#action").startswith("Answer the offer of Ohio Valley Medical Center")
        for key in "234":
            await board.press(key)
            assert "1 OFFER" in board.frame
        assert "OPEN · answer in R3" in board.frame


async def test_between_rounds_an_offer_belongs_to_the_one_that_closed(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T11:20:00")) as board:
        await board.press("o")
        assert "No round is open now" in board.text(".hint")
        assert board.app.screen.query_one(Select).value == 1


async def test_another_round_can_be_chosen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("o")
        board.app.screen.query_one(Select).value = 2
        board.app.screen.query_one(Finder).query_one(Input).value = "ohio"
        await board.pilot.pause()
        await board.press("enter")
        assert [offer.round for offer in board.state.offers.values()] == [2]


async def test_the_same_offer_a_second_time_is_refused_and_said(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        seq = board.store.seq
        await note_offer(board, "ohio")
        assert board.screen == "OfferDialog"
        assert "in round 1 is noted already (open)" in board.app.said[-1]
        assert board.store.seq == seq


async def test_words_that_no_program_holds_note_no_offer(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await note_offer(board, "nowhere")
        assert "no program holds these words" in board.frame
        assert board.screen == "OfferDialog"
        await board.press("escape")
        assert board.state.offers == {}


@pytest.mark.parametrize("key", ["a", "x", "e"])
async def test_a_stray_enter_decides_nothing(tmp_path: Path, key: str) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        seq = board.store.seq
        await board.press("4", key)
        assert board.screen == "DecisionDialog"
        assert board.focused == "no"
        await board.press("enter")
        assert board.screen == "Offers"
        await board.press(key, "escape")
        assert board.screen == "Offers"
        assert board.store.seq == seq


@pytest.mark.parametrize(("key", "outcome"), [("a", "accepted"), ("x", "rejected"), ("e", "expired")])
async def test_an_answer_takes_two_deliberate_steps(tmp_path: Path, key: str, outcome: OfferOutcome) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press("4", key, "tab")
        assert board.focused == "yes"
        await board.press("enter")
        assert board.screen == "Offers"
        offer = on_disk(tmp_path).offers[OFFER.id]
        assert (offer.outcome, offer.decided) == (outcome, board.app.desk.clock.now())
        assert "ANSWERED OR EXPIRED" in board.frame
        assert "1 OFFER" not in board.frame
        await board.press("u")
        assert on_disk(tmp_path).offers[OFFER.id] == OFFER
        assert "OPEN · answer in R3" in board.frame


async def test_after_an_acceptance_every_screen_says_that_it_is_binding(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press("4", "a")
        board.app.screen.query_one("#yes", Button).press()
        await board.until(lambda: board.state.offers[OFFER.id].outcome == "accepted")
        await board.press("1")
        assert "You accepted Ohio Valley Medical Center" in board.text("#action")
        assert "binding" in board.text("#action")


async def test_without_an_offer_under_the_cursor_nothing_can_be_answered(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("4", "a")
        assert board.screen == "Offers"
        assert "Put the cursor on an offer first" in board.app.said[-1]


async def test_enter_on_an_offer_says_which_keys_answer_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press("4", "enter")
        assert "I accepted it in R3" in board.app.said[-1]
        assert board.state.offers[OFFER.id] == OFFER


async def test_an_unanswered_offer_moves_to_the_expired_ones_when_its_round_closes(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:57")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.press("4")
        assert "OPEN · answer in R3" in board.frame
        assert "ROUND 1 IS OPEN" in board.frame
        clock.advance(1)
        await board.beat()
        assert "0:00:0" in board.frame
        assert "1 OFFER" in board.frame
        clock.advance(2)
        await board.until(lambda: "ANSWERED OR EXPIRED" in board.frame)
        assert "OPEN · answer in R3" not in board.frame
        assert "1 OFFER" not in board.frame
        assert "ROUND 1 IS OPEN" not in board.frame
        assert on_disk(tmp_path).offers[OFFER.id] == OFFER
        assert board.grid.key == OFFER.id


async def test_a_clock_set_back_opens_the_offer_again(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T11:00:03")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.press("4")
        assert "ANSWERED OR EXPIRED" in board.frame
        clock.step(-60)
        await board.until(lambda: "OPEN · answer in R3" in board.frame)


async def test_a_program_whose_offer_expired_is_not_for_this_user_any_more(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:58")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.press("2")
        assert board.grid.key == OHIO
        clock.advance(5)
        await board.until(lambda: "TIER 1" not in board.frame)


async def test_the_reason_why_a_program_is_closed_can_be_read_at_80_columns(tmp_path: Path) -> None:
    filled = replace(sent(LAKE), closed="filled")
    async with dashboard(tmp_path, *SMALL, filled) as board:
        await board.press("4")
        assert "CLOSED TO YOU" in board.frame
        assert "application filled" in board.flat


async def test_two_offers_are_ordered_by_what_ends_first(tmp_path: Path) -> None:
    later = replace(OFFER, id="later", program=MESA, round=2)
    async with dashboard(tmp_path, *SMALL, later, OFFER) as board:
        await board.press("4")
        assert "2 OFFERS" in board.frame
        assert board.frame.index("Ohio Valley") < board.frame.index("Red Mesa")
        assert board.grid.key == OFFER.id
