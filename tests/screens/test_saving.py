"""What the dashboard says of saving: a full disk, a second window, the end of the program, preferences."""

import errno
import os
from pathlib import Path

import pytest

from soaptui.records import Call, Setting
from soaptui.store import files
from soaptui.store.change import build_change
from soaptui.store.store import NotSaved, Store
from soaptui.week import zones
from tests.screens.helpers import (
    MESA,
    OFFER,
    OHIO,
    SMALL,
    THURSDAY,
    clock_at,
    dashboard,
    on_disk,
    running,
    standing_clock,
)


class Disk:
    """A disk that can be full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self._write = files.write_all
        monkeypatch.setattr(files, "write_all", self._write_all)

    def _write_all(self, descriptor: int, data: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._write(descriptor, data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk under the store."""
    return Disk(monkeypatch)


async def test_on_a_full_disk_the_call_stays_and_the_bar_says_not_saved(tmp_path: Path, disk: Disk) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        disk.full = True
        await board.press("c")
        assert board.screen == "CallDialog"
        assert len(board.state.calls) == 1
        assert on_disk(tmp_path).calls == {}
        assert "NOT SAVED" in board.text("#head")
        assert any(words.startswith("NOT SAVED: No space left on device") for words in board.app.said)
        await board.press("escape")
        for key in "1234":
            await board.press(key)
            assert "✗ NOT SAVED (1)" in board.frame
        disk.full = False


async def test_at_50_columns_the_bar_still_says_not_saved(tmp_path: Path, disk: Disk) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, OFFER, size=(50, 24), clock=clock) as board:
        disk.full = True
        await board.press("c", "escape")
        assert "NOT SAVED" in board.frame
        disk.full = False


async def test_when_the_disk_has_room_again_everything_is_saved_and_said(tmp_path: Path, disk: Disk) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        disk.full = True
        await board.press("c", "escape")
        disk.full = False
        await board.until(lambda: "✓ saved" in board.frame)
        assert "Everything is saved again." in board.app.said
        assert on_disk(tmp_path).calls == board.state.calls


async def test_quitting_with_something_unsaved_asks_first(tmp_path: Path, disk: Disk) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        disk.full = True
        await board.press("c", "escape", "q")
        assert board.screen == "QuitDialog"
        assert "1 changes are NOT SAVED" in board.frame or "1 change is NOT SAVED" in board.frame
        await board.press("enter")
        assert board.screen == "QuitDialog", "Try again has the focus, and the disk is still full"
        assert any(words.startswith("Still not saved") for words in board.app.said)
        await board.press("escape")
        assert board.app.is_running
        await board.press("q")
        disk.full = False
        await board.press("enter")
        await board.until(lambda: not board.app.is_running)
        assert len(on_disk(tmp_path).calls) == 1


async def test_what_could_not_be_saved_goes_as_a_copy_into_the_home_folder(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        disk.full = True
        await board.press("c", "escape", "q", "tab", "enter")
        assert any(words.startswith("No copy either") for words in board.app.said)
        assert board.screen == "QuitDialog"
        with monkeypatch.context() as only_there:
            only_there.setattr(board.store, "retry", _refuse)
            disk.full = False
            button = board.app.screen.query_one("#copy")
            await board.until(lambda: not button.has_class("-active"))  # a button takes no second press at once
            await board.press("enter")
            await board.until(lambda: not board.app.is_running)
        (copy,) = home.iterdir()
        (call,) = board.state.calls
        assert call in copy.read_text()


def _refuse() -> None:
    raise NotSaved("the disk of the data is still full")


async def test_the_dialog_before_leaving_is_no_higher_than_what_it_says(tmp_path: Path, disk: Disk) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        disk.full = True
        await board.press("c", "escape", "q")
        assert board.app.screen.query_one(".dialog").size.height <= 10
        disk.full = False


async def test_with_everything_saved_q_leaves_at_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("q")
        await board.until(lambda: not board.app.is_running)
        assert board.app.session.store.unsaved == ()


async def test_who_quits_all_the_same_leaves_what_was_not_saved_behind(tmp_path: Path, disk: Disk) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        disk.full = True
        await board.press("c", "escape", "q", "tab", "tab", "enter")
        await board.until(lambda: not board.app.is_running)
        assert len(board.app.session.store.unsaved) == 1
        disk.full = False


# -- a second window


async def test_a_second_dashboard_shows_live_what_the_first_one_does(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    writer = Store.open(tmp_path, clock.now, holder="dashboard")
    writer.commit(build_change("Made-up data", writer.state, *SMALL))
    reader = Store.open(tmp_path, clock.now, holder="dashboard")
    async with running(reader, clock) as board:
        assert "READ-ONLY" in board.frame
        assert board.app.said[0].startswith("Read-only: the dashboard on ")
        await board.press("4")
        assert "1 OFFER" not in board.frame
        writer.commit(build_change("Offer", writer.state, OFFER))
        await board.until(lambda: "1 OFFER" in board.frame)
        assert "OPEN · answer in R3" in board.frame
        await board.press("3")
        writer.commit(
            build_change("Call", writer.state, Call(id="call", started=THURSDAY, program=MESA, note="loud"))
        )
        await board.until(lambda: "finish the note" in board.flat)
        await board.press("G")
        await board.until(lambda: "loud" in board.page)
    reader.close()
    writer.close()


async def test_a_second_dashboard_writes_nothing_and_says_who_may(tmp_path: Path) -> None:
    clock = standing_clock(zones.read_iso("2027-03-15T14:00"))
    writer = Store.open(tmp_path, clock.now, holder="dashboard")
    writer.commit(build_change("Made-up data", writer.state, *SMALL, OFFER))
    seq = writer.seq
    reader = Store.open(tmp_path, clock.now, holder="dashboard")
    async with running(reader, clock) as board:
        for view, key in ((None, "c"), (None, "m"), (None, "o"), (None, "I"), (None, "p"), (None, "u"), ("2", "S")):
            before = len(board.app.said)
            await board.press(*([view] if view else []), key)
            assert board.screen in ("DayView", "ProgramsView"), key
            assert len(board.app.said) == before + 1, key
            assert "the dashboard on " in board.app.said[-1], key
            assert str(os.getpid()) in board.app.said[-1], key
        for key in ("e", "number_sign", "W"):
            before = len(board.app.said)
            await board.press(key)
            assert (board.screen, len(board.app.said)) == ("ProgramsView", before + 1), key
        board.app.theme = "soaptui-light"
        await board.taken()
        assert board.state.applications == {}
    reader.close()
    assert writer.seq == seq
    assert on_disk(tmp_path) == writer.state
    writer.close()


async def test_a_second_dashboard_on_an_empty_folder_does_not_ask_for_a_profile(tmp_path: Path) -> None:
    clock = standing_clock()
    writer = Store.open(tmp_path, clock.now, holder="dashboard")
    reader = Store.open(tmp_path, clock.now, holder="dashboard")
    async with running(reader, clock) as board:
        assert board.screen == "DayView"
    reader.close()
    writer.close()


# -- preferences


async def test_the_theme_that_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        assert board.app.theme != "soaptui-light"
        board.app.theme = "soaptui-light"
        await board.until(lambda: on_disk(tmp_path).setting("theme") == "soaptui-light")
        await board.press("u")
        assert board.app.said[-1] == "Nothing to undo.", "a theme is no step of undo"
    async with dashboard(tmp_path) as board:
        assert board.app.theme == "soaptui-light"


async def test_a_theme_that_no_longer_exists_is_passed_over(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, Setting(id="theme", value="[/] no such theme")) as board:
        assert board.screen == "TimelineView"


async def test_store_json_follows_when_things_are_quiet(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, clock=clock) as board:
        await board.press("2", "space")
        assert OHIO in board.state.applications
        clock.advance(3)
        await board.until(lambda: not board.store.snapshot_due())
        assert '"applications"' in (tmp_path / "store.json").read_text()


async def test_what_is_urgent_is_told_by_a_value_and_not_by_its_first_words(tmp_path: Path, disk: Disk) -> None:
    async with dashboard(tmp_path, *SMALL, toasts=True) as board:

        async def shown() -> list[str]:
            await board.taken()
            return [note.severity for note in board.app._notifications]

        board.app.tell("NOT SAVED is the name of a file.")
        assert await shown() == ["information"]
        disk.full = True
        board.app.session.put("A setting", Setting(id="x", value="1"))
        assert (await shown())[-1] == "error"
        board.app.tell("Something else.")
        assert "error" in await shown()
        disk.full = False
