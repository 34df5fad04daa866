"""A second dashboard writes once the first has ended: within a beat, at a key at once, with all that is open."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from soaptui.records import Call
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.clocks import FakeClock
from tests.screens.helpers import MESA, OFFER, SMALL, THURSDAY, Dashboard, clock_at, on_disk, running, standing_clock

NOW_WRITES = "The other soaptui has closed: this window saves now."


@contextlib.asynccontextmanager
async def second(
    folder: Path, clock: FakeClock | None = None, *, toasts: bool = False
) -> AsyncIterator[tuple[Dashboard, Store]]:
    """A dashboard that reads, and the store of the one that writes."""
    at = clock or standing_clock()
    writer = Store.open(folder, at.now, holder="dashboard")
    writer.commit(build_change("Made-up data", writer.state, *SMALL))
    reader = Store.open(folder, at.now, holder="dashboard")
    try:
        async with running(reader, at, toasts=toasts) as board:
            yield board, writer
    finally:
        reader.close()
        writer.close()


async def test_within_a_beat_it_writes_and_says_so(tmp_path: Path) -> None:
    async with second(tmp_path, clock_at("2027-03-18T10:12:07")) as (board, writer):
        writer.commit(build_change("Offer", writer.state, OFFER))
        writer.close()
        await board.beat()
        await board.until(lambda: "✓ saved" in board.frame)
        assert board.app.said[-1] == NOW_WRITES
        assert "1 OFFER" in board.frame, "what was kept last is here"
        await board.press("m")
        assert len(on_disk(tmp_path).calls) == 1


async def test_it_rings_at_the_moment_of_the_end_and_the_call_is_taken(tmp_path: Path) -> None:
    async with second(tmp_path) as (board, writer):
        writer.commit(build_change("Call", writer.state, Call(id="call", started=THURSDAY, program=MESA, note="lo")))
        writer.close()
        await board.press("c")
        assert board.screen == "CallDialog", "no beat was waited for"
        assert board.app.said[-1] == f"{NOW_WRITES} 1 call is not ended: Calls (3)."
        assert len(on_disk(tmp_path).calls) == 2


@pytest.mark.parametrize(("key", "screen"), [("m", "DayView"), ("o", "OfferDialog"), ("i", "InterviewDialog")])
async def test_every_key_that_writes_tries_at_once(tmp_path: Path, key: str, screen: str) -> None:
    async with second(tmp_path) as (board, writer):
        writer.close()
        await board.press(key)
        assert board.screen in (screen, "CallDialog")
        assert NOW_WRITES in board.app.said
        assert board.store.read_only == ""


async def test_what_is_told_right_after_it_does_not_take_the_sentence_away(tmp_path: Path) -> None:
    async with second(tmp_path, toasts=True) as (board, writer):
        writer.close()
        board.app.session.take_over()
        board.app.session.tell("By this computer's clock it is early.")
        await board.until(lambda: "computer's clock" in board.flat)
        assert "window saves now" in board.flat
        assert "Read-only" not in board.flat, "what is true no longer goes"


@pytest.mark.parametrize(
    ("keys", "dialog", "words"),
    [
        ("H down", "HistoryDialog", ("u Back to this line", "U Redo", "u goes back")),
        ("Z", "BackupsDialog", ("b Back up now", "s Second set", "u Undo", "you are asked", "s keeps one")),
        ("1 e", "OfficialDialog", ("S All seen", "u Undo")),
    ],
)
async def test_a_dialog_offers_no_key_that_writes_until_this_window_does(
    tmp_path: Path, keys: str, dialog: str, words: tuple[str, ...]
) -> None:
    async with second(tmp_path) as (board, writer):
        await board.press(*keys.split())
        assert board.screen == dialog
        await board.until(lambda: "Close" in board.frame)
        assert not [word for word in words if word in board.flat]
        writer.close()
        await board.beat()
        await board.until(lambda: all(word in board.flat for word in words))


async def test_in_a_dialog_too_a_key_that_writes_tries_at_once(tmp_path: Path) -> None:
    async with second(tmp_path) as (board, writer):
        writer.commit(build_change("Offer", writer.state, OFFER))
        await board.press("Z")
        writer.close()
        await board.press("u")
        assert board.store.read_only == ""
        assert on_disk(tmp_path).offers == {}


async def test_u_takes_back_the_last_step_of_the_window_that_ended(tmp_path: Path) -> None:
    async with second(tmp_path) as (board, writer):
        writer.commit(build_change("Offer", writer.state, OFFER))
        writer.close()
        await board.press("u")
        assert board.app.said[-1] == "Undo: Offer"
        assert on_disk(tmp_path).offers == {}


async def test_another_window_that_was_quicker_is_named(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with second(tmp_path, clock) as (board, writer):
        writer.close()
        command = Store.open(tmp_path, clock.now, holder="command")
        await board.beat()
        assert "a soaptui command" in board.app.said[-1]
        assert "READ-ONLY" in board.frame
        command.close()
        await board.beat()
        assert board.app.said[-1] == NOW_WRITES


async def test_a_preference_of_this_window_holds_and_the_next_one_is_kept(tmp_path: Path) -> None:
    async with second(tmp_path) as (board, writer):
        board.app.theme = "soaptui-light"
        await board.taken()
        writer.close()
        session = board.app.session
        session.take_over()
        assert session.setting("theme") == "soaptui-light"
        board.app.theme = "high-contrast"
        await board.taken()
        assert (session.setting("theme"), on_disk(tmp_path).setting("theme")) == ("high-contrast", "high-contrast")


@pytest.mark.parametrize(
    ("keys", "text"),
    [(("4", "D"), "#warning"), (("1", "e"), "#said"), (("2", "P"), "#said"), (("2", "L"), "#said")],
)
async def test_a_dialog_that_was_open_to_look_only_can_be_used(
    tmp_path: Path, keys: tuple[str, ...], text: str
) -> None:
    async with second(tmp_path) as (board, writer):
        await board.press(*keys)
        await board.until(lambda: "Look only" in board.text(text))
        writer.close()
        board.app.session.take_over()
        await board.until(lambda: "Look only" not in board.text(text))


async def test_a_writer_without_a_terminal_is_said_until_it_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soaptui.store.holder.terminal_is_gone", lambda holder, lock: True)
    async with second(tmp_path) as (board, writer):
        assert board.screen == "NoticeDialog"
        assert "its terminal is gone: kill " in board.flat
        writer.close()
        board.app.session.take_over()
        await board.until(lambda: board.screen == "DayView")
