"""Offers: noted in the open round, answered in two steps, gone at the close."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input, Select

from soaptui.records import DecisionSheet, OfferOutcome, SheetRule, replace
from soaptui.screens.widgets.finder import Finder
from soaptui.store.change import build_change
from soaptui.week import rounds
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    LAKE,
    LISTED,
    MESA,
    OFFER,
    OHIO,
    PROFILE,
    PROGRAMS,
    SEASON,
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
    await board.taken()
    await board.press("enter")


async def test_an_offer_is_noted_in_the_round_that_is_open_and_stands_on_every_screen(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await note_offer(board, "ohio")
        assert board.screen == "TimelineView"
        (offer,) = on_disk(tmp_path).offers.values()
        assert (offer.program, offer.round, offer.outcome, offer.seen) == (OHIO, 1, "open", board.app.session.now)
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
        await board.taken()
        await board.press("enter")
        assert [offer.round for offer in board.state.offers.values()] == [2]


async def test_the_same_offer_a_second_time_is_refused_and_said(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        seq = board.store.seq
        await note_offer(board, "ohio")
        assert board.screen == "OfferDialog"
        assert board.app.said[-1].startswith("Noted already (open): the offer of Ohio Valley")
        assert board.store.seq == seq


async def test_words_that_no_program_holds_note_no_offer(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await note_offer(board, "nowhere")
        assert "no program has these words" in board.frame
        assert board.screen == "OfferDialog"
        await board.press("escape")
        assert board.state.offers == {}


@pytest.mark.parametrize("key", ["K", "x", "l"])
async def test_a_stray_enter_decides_nothing(tmp_path: Path, key: str) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        seq = board.store.seq
        await board.press("4", key)
        assert board.screen == "DecisionDialog"
        await board.press("enter", "enter")
        await board.press(*(("escape",) if board.screen == "DecisionDialog" else ()))
        assert board.screen == "OffersView"
        await board.press(key, "escape")
        assert board.screen == "OffersView"
        assert board.store.seq == seq


@pytest.mark.parametrize(("key", "outcome"), [("x", "rejected"), ("l", "expired")])
async def test_an_answer_takes_two_deliberate_steps(tmp_path: Path, key: str, outcome: OfferOutcome) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, sent(OHIO)) as board:
        await board.press("4", key)
        assert board.focused == "no"
        assert "will NEVER offer to you again" in board.text("#means")
        await board.press("tab")
        assert board.focused == "yes"
        await board.press("enter")
        assert board.screen == "OffersView"
        offer = on_disk(tmp_path).offers[OFFER.id]
        assert (offer.outcome, offer.decided) == (outcome, board.app.session.clock.now())
        assert on_disk(tmp_path).applications[OHIO].closed == outcome
        assert "ANSWERED OR EXPIRED" in board.frame
        assert "1 OFFER" not in board.frame
        await board.press("u")
        assert on_disk(tmp_path).offers[OFFER.id] == OFFER
        assert on_disk(tmp_path).applications[OHIO] == sent(OHIO)
        assert "OPEN · answer in R3" in board.frame


async def test_an_acceptance_is_noted_only_by_a_word_that_is_typed(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, sent(OHIO)) as board:
        await board.press("4", "K")
        assert board.focused == "word"
        for words in ("binding", "your search is over"):
            assert words in board.text("#means")
        assert "in R3; here you only note" in board.text("#rest")
        assert board.app.screen.query_one("#yes", Button).disabled
        await board.press(*"yes", "enter")
        assert board.state.offers[OFFER.id] == OFFER
        assert "Nothing is noted" in board.text("#problem")
        board.app.screen.query_one("#word", Input).value = ""
        await board.press(*"accep")
        assert board.app.screen.query_one("#yes", Button).disabled
        await board.press("t", "enter")
        assert board.screen == "OffersView"
        assert on_disk(tmp_path).offers[OFFER.id].outcome == "accepted"
        assert on_disk(tmp_path).applications[OHIO].closed == "accepted"


async def test_after_an_acceptance_the_view_says_what_comes_next_and_undo_goes_back(tmp_path: Path) -> None:
    other = replace(OFFER, id="other", program=MESA)
    async with dashboard(tmp_path, *SMALL, OFFER, other) as board:
        await board.press("4")
        await board.go_to(OFFER.id)
        await board.press("K", *"accept", "enter")
        await board.settle()
        for words in ("PLACED · Ohio Valley Medical Center", "letter of acceptance", "MyIntealth", "45 days"):
            assert words in board.page
        assert "ROUND 1 IS OPEN" not in board.frame
        assert "NOT ANSWERED · ended when you accepted another" in board.flat
        assert "OPEN · answer in R3" not in board.frame
        await board.press("1")
        assert "You accepted Ohio Valley Medical Center" in board.text("#action")
        await board.press("4", "u")
        await board.settle()
        assert "ROUND 1 IS OPEN" in board.frame


async def test_at_the_end_of_soap_the_view_says_what_is_open_to_who_has_no_place(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T20:59:58")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("4")
        await board.settle()
        assert "AFTER THE LAST ROUND" in board.frame
        clock.advance(3)
        await board.until(lambda: "SOAP IS OVER" in board.frame)
        assert "Find A Resident" in board.page


async def test_an_answer_noted_in_another_way_meanwhile_is_not_noted_twice(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press("4", "x")
        done = replace(OFFER, outcome="rejected", decided=board.app.session.now)
        board.store.commit(build_change("elsewhere", board.state, done))
        seq = board.store.seq
        await board.press("tab", "enter")
        assert board.store.seq == seq


async def test_a_round_that_closes_under_the_dialog_is_said_in_it(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:58")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.press("4", "K")
        assert "Note here only what R3 shows" not in board.text("#rest")
        clock.advance(3)
        await board.until(lambda: "Note here only what R3 shows" in board.text("#rest"))


async def test_without_an_offer_under_the_cursor_nothing_can_be_answered(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("4", "K")
        assert board.screen == "OffersView"
        assert "First put the cursor on an offer" in board.app.said[-1]


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
        await board.until(lambda: "EXPIRED · did you answer in R3?" in board.frame)
        assert "OPEN · answer in R3" not in board.frame
        assert "1 OFFER" not in board.frame
        assert "ROUND 1 IS OPEN" not in board.frame
        await board.until(lambda: on_disk(tmp_path).offers[OFFER.id].outcome == "expired")
        assert on_disk(tmp_path).offers[OFFER.id].decided == SEASON.rounds[0].closes
        assert board.grid.key == OFFER.id


async def test_a_clock_set_back_opens_the_offer_again(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T11:00:03")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock) as board:
        await board.press("4")
        assert "EXPIRED · did you answer in R3?" in board.frame
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


async def test_an_open_offer_stands_before_one_of_a_later_round(tmp_path: Path) -> None:
    later = replace(OFFER, id="later", program=MESA, round=2)
    async with dashboard(tmp_path, *SMALL, later, OFFER) as board:
        await board.press("4")
        assert "1 OFFER" in board.frame
        assert board.frame.index("Ohio Valley") < board.frame.index("Red Mesa")
        assert board.grid.key == OFFER.id


async def test_open_offers_stand_side_by_side_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    mine = DecisionSheet(id="sheet", order=(MESA, OHIO), written=OFFER.seen)
    other = replace(OFFER, id="other", program=MESA)
    async with dashboard(tmp_path, *SMALL, sent(OHIO), sent(MESA), mine, OFFER, other) as board:
        await board.press("4")
        await board.settle()
        line = next(line for line in board.frame.splitlines() if "Ohio Valley" in line)
        assert line.index("Red Mesa") < line.index("Ohio Valley")
        assert board.grid.key == "other"
        assert "1st of 2 on your sheet." in board.flat
        check_frame(board.app, "offers-two-80x24")
        await board.pilot.resize_terminal(80, 18)  # as with lines of alarms: the note and the cards give way
        await board.settle()
        rows = board.frame.splitlines()
        table = next(number for number, line in enumerate(rows) if "OPEN · answer in R3" in line)
        assert ["round 1" in line for line in rows[table + 1 : table + 3]] == [True, True]
        assert "You answer only in R3" not in board.frame


async def test_the_cursor_goes_to_the_offer_that_came_and_from_an_answered_one_to_the_next(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO), sent(MESA), OFFER) as board:
        await board.press("4")
        await note_offer(board, "mesa")
        await board.settle()
        assert board.state.offers[board.grid.key].program == MESA
        assert "▶ Red Mesa" in board.frame
        await board.press("x", "tab", "enter")
        await board.settle()
        assert board.grid.key == OFFER.id
        rejected = next(offer.id for offer in board.state.offers.values() if offer.program == MESA)
        board.grid.go_to(rejected)
        await board.press("K")
        assert board.text("#means").startswith("You noted it as REJECTED at 10:12 ET.")


async def test_an_open_offer_says_what_the_calm_user_decided_and_the_answer_keeps_it(tmp_path: Path) -> None:
    mine = DecisionSheet(
        id="sheet", order=(MESA, OHIO), rules=(SheetRule(from_round=1, text="Drink water."),), written=OFFER.seen
    )
    async with dashboard(tmp_path, *SMALL, sent(OHIO), sent(MESA), mine, OFFER) as board:
        await board.press("4")
        await board.settle()
        said = board.text("#card-0 .said")
        assert said.startswith(
            "2nd of 2 on your sheet. You wrote: “Drink water.” 1 above it may still offer in a later round."
        )
        await board.press("x")
        assert "Above it on your sheet: Red Mesa" in board.text("#means")
        assert "About 60% of positions fill in round 1" in board.text("#rest")
        await board.press("tab", "enter")
        assert board.state.offers[OFFER.id].sheet_said == "2nd of 2 on your sheet. You wrote: “Drink water.”"
        await board.press("enter")
        assert "Your sheet said: 2nd of 2" in board.app.said[-1]


@pytest.mark.parametrize(
    ("now", "title", "said"),
    [
        ("2027-03-18T08:30:00", "PROGRAMS READ, CALL AND INTERVIEW", "Round 1 opens 09:00 EDT (18:30 Colombo)"),
        ("2027-03-18T11:30:00", "BETWEEN ROUNDS 1 AND 2", "ERAS takes spare applications again."),
        ("2027-03-18T12:00:00", "ROUND 2 IS OPEN", "ERAS takes no new applications now."),
        ("2027-03-18T20:10:00", "AFTER THE LAST ROUND", "Contact rules hold"),
        ("2027-02-01T09:00:00", "BEFORE MATCH WEEK", "The list is out Mon 15 Mar 10:00 EDT"),
    ],
)
async def test_the_phase_that_runs_is_the_large_one(tmp_path: Path, now: str, title: str, said: str) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at(now)) as board:
        await board.press("4")
        await board.settle()
        assert title in board.frame
        assert said in board.flat


async def test_between_rounds_the_gap_is_marked_as_running(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T11:20:00")) as board:
        await board.press("4")
        await board.settle()
        check_frame(board.app, "offers-gap-80x24")


async def test_leaving_with_an_offer_open_is_asked_about_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER) as board:
        await board.press("q")
        assert board.screen == "LeaveDialog"
        assert "The offer of Ohio Valley Medical Center" in board.frame
        await board.press("escape")
        assert board.screen == "TimelineView"
        await board.press("q", "q")
        assert board.app.return_code == 0
        assert not board.app.is_running


async def test_a_lapse_is_no_step_of_undo_and_leaves_nothing_when_the_note_is_taken_back(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:50")
    async with dashboard(tmp_path, *SMALL, sent(OHIO), clock=clock) as board:
        board.store.commit(build_change("Offer", board.state, OFFER))
        clock.advance(30)
        await board.until(lambda: board.state.offers[OFFER.id].outcome == "expired")
        await board.press("4", "u")
        assert board.state.offers == {}
        assert rounds.lapsed_offers(board.state, SEASON, board.app.session.now) == []
        assert board.app.session.rows()[0].program.id == OHIO


async def test_an_offer_noted_after_its_round_says_how_to_note_the_answer(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=clock_at("2027-03-18T11:20:00")) as board:
        await note_offer(board, "ohio")
        assert any("Did you answer it in R3?" in said for said in board.app.said)


async def test_an_offer_that_may_not_be_taken_is_noted_and_said(tmp_path: Path) -> None:
    holder = replace(PROFILE, match="preliminary")
    async with dashboard(tmp_path, holder, *PROGRAMS, LISTED) as board:
        await note_offer(board, "ohio")
        assert len(board.state.offers) == 1
        assert "only advanced ones are open to you" in board.app.said[-1]
