"""The inbox in the main window, and the window of whoever writes into it."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import TextArea

from soaptui.helper_app import HelperApp
from soaptui.inbox import unsent_drafts
from soaptui.inbox.inbox_folder import INBOX, look_into_inbox, send_message, what_became_of
from soaptui.inbox.inbox_messages import InboxMessage, is_taken, read_message, taking_change
from soaptui.screens.calls.interview_dialog import InterviewDialog
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.screens.helpers import OFFER, SMALL, THURSDAY, clock_at, running, standing_clock


def _sent(data: Path, kind: str = "missed", minutes: int = 0, **fields: str) -> InboxMessage:
    given = {"kind": kind, "who": "Ohio State", "text": "back by 3", **fields}
    message = read_message(given, THURSDAY + timedelta(minutes=minutes))
    send_message(data, message)
    return message


def _store(folder: Path) -> Store:
    store = Store.open(folder, standing_clock().now, holder="dashboard")
    store.commit(build_change("Made-up data", store.state, *SMALL))
    return store


async def test_it_is_shown_at_once_and_taken_with_one_key(tmp_path: Path) -> None:
    store = _store(tmp_path)
    clock = clock_at("2027-03-18T10:12:07")
    async with running(store, clock) as board:
        board.app.guard.attend_inbox()
        message = _sent(tmp_path)
        second = _sent(tmp_path, "message", 1, text="tea is ready")
        await board.beat()
        await board.until(lambda: "INBOX 1 of 2" in board.frame and "Ohio State" in board.frame)
        await board.press("+")
        await board.until(lambda: is_taken(store.state, message))
        assert (tmp_path / INBOX / f"{second.id}.json").exists()
        assert not (tmp_path / INBOX / f"{message.id}.json").exists()
        await board.beat()
        await board.until(lambda: "tea is ready" in board.frame)
        await board.press("-")
        await board.until(lambda: what_became_of(tmp_path, store.state, second) == "declined")
        assert not is_taken(store.state, second)
        await board.press("u")
        await board.until(lambda: not store.state.calls)
    store.close()


async def test_a_time_opens_its_interview_with_the_words_in_it(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with running(store, clock_at("2027-03-18T10:12:07")) as board:
        board.app.guard.attend_inbox()
        _sent(tmp_path, "time", text="tue 2:30pm CT 20min zoom")
        await board.beat()
        await board.press("+")
        await board.until(lambda: isinstance(board.app.screen, InterviewDialog))
        await board.until(lambda: "2:30pm CT 20min zoom" in board.frame)
        assert len(store.state.calls) == 1
    store.close()


async def test_what_was_taken_before_a_death_is_taken_no_second_time(tmp_path: Path) -> None:
    store = _store(tmp_path)
    message = _sent(tmp_path)
    store.commit(taking_change(store.state, message))  # and the process died before the file was removed
    async with running(store, clock_at("2027-03-18T10:12:07")) as board:
        board.app.guard.attend_inbox()
        await board.beat()
        await board.until(lambda: not look_into_inbox(tmp_path).messages)
        assert "INBOX" not in board.frame
        assert len(store.state.calls) == 1
    store.close()


async def test_the_window_beside_shows_the_day_writes_and_hears_what_became_of_it(tmp_path: Path) -> None:
    store = _store(tmp_path)
    store.commit(build_change("Offer", store.state, OFFER))
    reader = Store.open(tmp_path, standing_clock().now, write=False)
    app = HelperApp(reader, standing_clock())
    async with app.run_test(size=(44, 36)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#what", SteadyText).display
        await pilot.press(*"Ohio", "tab", *"614", "tab", *"back by 3", "ctrl+s")
        await pilot.pause()
        (message,) = look_into_inbox(tmp_path).messages
        assert (message.who, message.number, message.text) == ("Ohio", "614", "back by 3")
        assert app.screen.query_one(TextArea).text == ""
        assert "WAITING" in str(app.screen.query_one("#sent", SteadyText).render())
        store.commit(taking_change(store.state, message))
        app.session.follow()
        app.screen.beat()  # type: ignore[attr-defined]
        assert "TAKEN" in str(app.screen.query_one("#sent", SteadyText).render())
        assert not store.read_only
        await pilot.press("ctrl+s")  # nothing is written: that is said, and nothing is sent
        await pilot.pause()
        assert "Who called" in str(app.screen.query_one("#said", SteadyText).render())
    store.close()


async def test_the_window_beside_never_becomes_the_one_that_writes(tmp_path: Path) -> None:
    store = _store(tmp_path)
    reader = Store.open(tmp_path, standing_clock().now, write=False)
    app = HelperApp(reader, standing_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        store.close()
        app.session.follow()
        await pilot.pause()
    again = Store.open(tmp_path, standing_clock().now)
    assert not again.read_only
    again.close()


async def test_what_is_not_sent_when_the_window_beside_closes_stands_there_at_the_next_start(tmp_path: Path) -> None:
    store = _store(tmp_path)

    def beside() -> HelperApp:
        return HelperApp(Store.open(tmp_path, standing_clock().now, write=False), standing_clock())

    async with beside().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", *"Ohio", "tab", "tab", *"their", "enter", *"email", "ctrl+q")
        await pilot.pause()
    assert look_into_inbox(tmp_path) == ((), ()), "the user sees only what was sent"
    app = beside()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "their\nemail"
        assert "Not sent the last time." in str(app.screen.query_one("#said", SteadyText).render())
        await pilot.press("ctrl+s")
        await pilot.pause()
        (message,) = look_into_inbox(tmp_path).messages
        assert (message.kind, message.who, message.text) == ("email", "Ohio", "their\nemail")
        await pilot.press("ctrl+q")
    assert unsent_drafts.oldest_draft(tmp_path) is None
    store.close()


async def test_a_draft_is_kept_however_the_window_ends_and_none_writes_over_that_of_another(tmp_path: Path) -> None:
    store = _store(tmp_path)
    apps = [HelperApp(Store.open(tmp_path, standing_clock().now, write=False), standing_clock()) for _ in range(2)]
    async with apps[0].run_test(size=(80, 24)) as one, apps[1].run_test(size=(80, 24)) as other:
        await one.pause()
        await other.pause()
        await one.press(*"first")
        await other.press(*"second")
        for app in apps:
            app.ask_to_leave()
        await one.pause()
        await other.pause()
    assert len([*(tmp_path / INBOX / unsent_drafts.UNSENT).iterdir()]) == 2
    store.close()


async def test_a_draft_that_cannot_be_kept_is_said_once_before_the_window_closes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _store(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(unsent_drafts, "keep_draft", refuse)
    app = HelperApp(Store.open(tmp_path, standing_clock().now, write=False), standing_clock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"Ohio", "ctrl+q")
        await pilot.pause()
        assert "It cannot be kept" in str(app.screen.query_one("#said", SteadyText).render())
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
    store.close()
