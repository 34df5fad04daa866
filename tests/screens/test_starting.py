"""The first seconds: keys wait for a view, and what opens on its own waits for whoever types."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from soaptui.computer_clock.check import Notice
from soaptui.records import Call, Record, Setting
from soaptui.screens import self_opening
from soaptui.screens.base import View
from soaptui.screens.clock.clock_monitor import ClockMonitor
from soaptui.screens.dialogs.confirm import QuitDialog
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week.trust import CarefulClock
from tests.screens.helpers import SMALL, THURSDAY, Dashboard, WatchedApp, clock_at, dashboard, on_disk, standing_clock

UNFINISHED = Call(id="left", started=THURSDAY, direction="in", unknown="the office of nobody")


@asynccontextmanager
async def starting(folder: Path, *records: Record, typed: str = "") -> AsyncIterator[Dashboard]:
    """A dashboard whose terminal has these keys before anything of it is seen."""
    clock = clock_at("2027-03-18T10:12:07")
    store = Store.open(folder, clock.now, holder="dashboard")
    if records:
        store.commit(build_change("Made up", store.state, *records, quiet=True))
    app = WatchedApp(store, clock)
    begun: list[bool] = []

    def type_early() -> None:
        begun.append(app.has_begun)
        for letter in typed:
            app.post_message(Key("enter" if letter == "\r" else letter, letter))

    app.call_later(type_early)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            board = Dashboard(pilot, app, store)
            await board.until(lambda: begun)
            assert begun == [False], "they were typed before anything was seen"
            yield board
    finally:
        store.close()


async def test_a_call_that_is_typed_before_anything_is_seen_is_a_call_with_its_letters(tmp_path: Path) -> None:
    async with starting(tmp_path, *SMALL, typed="cnick") as board:
        await board.until(lambda: board.screen == "CallDialog")
        await board.until(lambda: any(field.value == "nick" for field in board.app.screen.query(Input)))
        assert [call.direction for call in on_disk(tmp_path).calls.values()] == ["in"]
        assert "ROUND 1" in board.frame


async def test_enter_and_what_follows_it_go_where_they_were_meant(tmp_path: Path) -> None:
    async with starting(tmp_path, *SMALL, typed="cohio\rhello") as board:
        await board.until(lambda: [call.note for call in board.state.calls.values()] == ["hello"])
        (call,) = board.state.calls.values()
        assert call.program == SMALL[1].id


async def test_the_views_keys_are_taken_in_their_order_too(tmp_path: Path) -> None:
    async with starting(tmp_path, *SMALL, typed="2134") as board:
        await board.until(lambda: board.screen == "OffersView")


async def test_nothing_is_taken_before_a_view_was_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(View, "_compositor_refresh", lambda view: None)  # a terminal without lines or columns
    async with starting(tmp_path, *SMALL, typed="c") as board:
        for _ in range(5):
            await board.taken()
        assert board.state.calls == {}
        board.app._was_drawn()
        await board.until(lambda: board.state.calls)


async def test_a_question_of_the_start_waits_until_the_call_is_over(tmp_path: Path) -> None:
    async with starting(tmp_path, typed="cnick") as board:
        await board.until(lambda: any(field.value == "nick" for field in board.app.screen.query(Input)))
        await board.beat()  # looks whether anything waits
        assert board.screen == "CallDialog"
        await board.press("ctrl+s")
        await board.until(lambda: board.screen == "ProfileDialog")
        assert len(board.state.calls) == 1


async def test_a_question_of_the_start_waits_while_somebody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_opening, "PAUSE", 3600.0)
    async with starting(tmp_path, *SMALL, UNFINISHED, typed="j") as board:
        await board.until(lambda: board.app._begun and not board.app._typing.typed_ahead)
        await board.beat()
        assert board.screen == "TimelineView"
        monkeypatch.setattr(self_opening, "PAUSE", 0.0)
        board.app._unasked._looking = False  # the look that was set for the pause is an hour away
        await board.until(lambda: board.screen == "ResumeDialog")


async def test_what_is_said_and_asked_first_comes_one_after_the_other(tmp_path: Path) -> None:
    clock = standing_clock()
    store = Store.open(tmp_path, clock.now)
    store.commit(build_change("Made up", store.state, Setting(id="notify", value="off")))
    store.close()
    (tmp_path / "store.json").write_text("{", encoding="utf-8")
    async with starting(tmp_path) as board:
        await board.until(lambda: board.screen == "NoticeDialog")
        assert [type(screen).__name__ for screen in board.app.screen_stack] == ["TimelineView", "NoticeDialog"]
        await board.press("escape")
        await board.until(lambda: board.screen == "ProfileDialog")


async def test_a_call_that_was_finished_meanwhile_is_not_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_opening, "SETTLED", 3600.0)
    async with starting(tmp_path, *SMALL, UNFINISHED) as board:
        await board.until(lambda: board.app._begun)
        board.app.session.put("Ended", Call(id="left", started=THURSDAY, ended=THURSDAY, direction="in"))
        monkeypatch.setattr(self_opening, "SETTLED", 0.0)
        board.app._unasked._looking = False
        board.app._unasked.begin()
        await board.until(lambda: board.app.has_begun)
        assert board.screen == "TimelineView"


async def test_a_question_of_the_clock_waits_for_whoever_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful = CarefulClock(clock_at("2027-03-18T10:12:07"))
    monkeypatch.setattr(self_opening, "SETTLED", 3600.0)  # its own question comes no sooner than the key
    async with dashboard(tmp_path, *SMALL, clock=careful) as board:
        vigil = ClockMonitor(board.app.session, careful)
        await board.press("j")
        await board.until(lambda: board.app._typing.typed_at > float("-inf"))  # a busy machine takes a key late
        monkeypatch.setattr(self_opening, "PAUSE", 3600.0)
        monkeypatch.setattr(self_opening, "SETTLED", 0.0)
        board.app._unasked._looking = False
        board.app._unasked.begin()
        vigil.attend([Notice("Is it right?", "clock")], board.app.screen)
        vigil.attend([], board.app.screen)
        await board.taken()
        assert board.screen == "TimelineView"
        monkeypatch.setattr(self_opening, "PAUSE", 0.0)
        board.app._unasked._looking = False
        board.app._unasked.look()
        await board.until(lambda: board.screen == "ClockCheckDialog")


async def test_a_dialog_that_is_asked_for_before_its_frame_stands_on_the_view(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.settle()
        board.app.push_screen(QuitDialog(board.app.session))
        await board.until(lambda: board.screen == "QuitDialog" and board.app.screen.is_mounted)
        board.app.screen._refresh_layout(board.app.size)
        assert "ROUND 1" in board.frame.splitlines()[1]
        assert "Views" in board.frame.splitlines()[-1]
