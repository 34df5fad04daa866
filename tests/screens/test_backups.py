"""The dialog of the backups: what is seen, the question, the way back, a file, the second set; by keyboard alone."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button, Input

from soaptui.records import Call, replace
from soaptui.screens.backups.backups_dialog import BackupsDialog
from soaptui.store import files, making_backups, restoring, second_set
from soaptui.store.change import build_change
from tests.screens.frames import check_frame
from tests.screens.helpers import OFFER, OHIO, SMALL, THURSDAY, Dashboard, clock_at, dashboard, demo_records, on_disk

CALL = Call(id="c1", started=THURSDAY, ended=THURSDAY, program=OHIO)
NASTY = "St. Mary [/] [@click=app.quit]x[/] \x1b]0;owned\x07\x1b[2J\u202etxt"


async def opened(board: Dashboard) -> None:
    """The dialog, everything in it read."""
    await board.press("Z")
    await read(board)


async def read(board: Dashboard) -> None:
    """Wait until every backup is read."""

    def done() -> bool:
        dialog = board.app.screen
        return isinstance(dialog, BackupsDialog) and len(dialog._held) == len(
            restoring.all_backups(board.store.folder)
        )

    await board.until(done)
    await board.taken()


async def asked(board: Dashboard) -> None:
    """Wait until the question stands there."""
    await board.until(lambda: board.screen == "RestoreDialog" and "holds" in board.text("#text"))
    await board.taken()


def backed_up(board: Dashboard) -> None:
    """A backup with one call in it; then another call, an offer, and the first call edited."""
    state = board.state
    board.store.commit(build_change("Call", state, CALL))
    making_backups.make_backup(board.store)
    edited = replace(CALL, note="kind people")
    board.store.commit(build_change("More", board.state, edited, replace(CALL, id="c2"), OFFER))


async def test_each_is_shown_with_its_times_counts_and_the_difference_to_now(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        backed_up(board)
        await opened(board)
        assert "Thu 18 Mar 10:12 EDT (19:42 Colombo) · by hand" in board.text("#about")
        assert "holds: 4 programs, 1 call" in board.text("#about")
        assert "since then: 1 call added, 1 call changed, 1 offer added" in board.text("#about")
        await board.press("j")
        assert "holds: nothing yet" in board.text("#about")


async def test_enter_asks_and_the_second_button_restores(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        backed_up(board)
        before, seq = board.state, board.store.seq
        await opened(board)
        await board.press("enter")
        await asked(board)
        assert "Since then: 1 call added" in board.text("#text")
        await board.press("enter")
        assert (board.screen, board.store.seq) == ("BackupsDialog", seq), "Enter once more restores nothing"
        await board.press("enter")
        await asked(board)
        await board.press("right", "enter")
        await board.until(lambda: board.screen == "BackupsDialog")
        assert board.store.seq == seq + 1
        assert list(board.state.calls.values()) == [CALL]
        assert board.state.offers == {}
        assert on_disk(tmp_path) == board.state
        assert board.text("#said") == "Restored: 4 programs, 1 call. u takes it back."
        await read(board)
        assert "nothing has changed" in board.text("#about")
        assert restoring.all_backups(tmp_path)[0].kind == "before restore"
        await board.press("u")
        assert board.state == before
        await board.press("U")
        assert board.state.offers == {}


async def test_a_backup_is_made_by_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("Z")
        await board.until(lambda: "There is no backup yet" in board.flat)
        await board.press("b")
        await board.until(lambda: "BACKUPS · 2" in board.text("#title"))
        assert board.text("#said") == "Backed up now: 4 programs."


async def test_a_disk_that_refuses_the_backup_stops_the_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with dashboard(tmp_path, *SMALL) as board:
        backed_up(board)
        before = board.state
        await opened(board)
        await board.press("enter")
        await asked(board)
        with monkeypatch.context() as disk:
            disk.setattr(files, "write_atomically", full)
            await board.press("right", "enter")
            assert "nothing was restored" in board.text("#problem")
        assert board.state == before


async def test_a_damaged_one_is_said_and_not_restored(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        backed_up(board)
        path = next(backup.path for backup in restoring.all_backups(tmp_path) if backup.kind == "by hand")
        path.write_bytes(path.read_bytes()[:-40])
        await opened(board)
        assert "It cannot be shown" in board.text("#about")
        await board.press("enter")
        await board.until(lambda: "damaged" in board.text("#problem"))
        assert board.app.screen.query_one("#yes", Button).disabled
        await board.press("escape")
        assert board.screen == "BackupsDialog"


async def test_a_file_from_elsewhere_by_its_path_encrypted(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        stick = tmp_path / "all.sealed"
        stick.write_bytes(making_backups.sealed_copy(board.store, "tall ships"))
        board.store.commit(build_change("Call", board.state, CALL))
        await opened(board)
        await board.press("f")
        board.app.screen.query_one("#file", Input).value = str(tmp_path / "nowhere.json")
        await board.press("enter")
        assert "cannot be read" in board.text("#said")
        board.app.screen.query_one("#file", Input).value = str(stick)
        await board.press("enter")
        await board.until(lambda: board.focused == "passphrase")
        field = board.app.screen.query_one("#passphrase", Input)
        await board.write("nope")
        assert "nope" not in board.frame, "typed without echo"
        await board.press("enter")
        await board.until(lambda: "not the passphrase" in board.text("#problem"))
        field.value = "tall ships"
        await board.press("enter")
        await asked(board)
        assert field.value == ""
        await board.press("right", "enter")
        await board.until(lambda: board.screen == "BackupsDialog")
        assert board.state.calls == {}


async def test_a_second_set_is_chosen_written_at_once_and_ended(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await opened(board)
        assert "Second set: none" in board.text("#second")
        await board.press("s")
        await board.until(lambda: board.focused == "folder")
        await board.write(str(tmp_path / "nowhere"))
        await board.press("enter", "enter")
        await board.until(lambda: "is not there" in board.text("#problem"))
        board.app.screen.query_one("#folder", Input).value = str(stick)
        board.app.screen.query_one("#passphrase", Input).value = "one"
        await board.press("ctrl+s")
        assert "not the same" in board.text("#problem")
        board.app.screen.query_one("#again", Input).value = "one"
        await board.press("ctrl+s")
        await board.until(lambda: board.screen == "BackupsDialog")
        await read(board)
        [copy] = list(stick.iterdir())
        assert restoring.read_backup(copy, "one").state == board.state
        assert "encrypted" in board.text("#second")
        await board.press("s")
        await board.until(lambda: board.screen == "SecondSetDialog")
        await board.pilot.click("#off")
        await board.until(lambda: board.screen == "BackupsDialog")
        assert second_set.second_set_choice(tmp_path / "data") is None
        assert copy.exists()


async def test_the_copy_of_the_day_is_made_by_the_heartbeat_and_a_missing_stick_is_said_once(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path / "data", *SMALL, clock=clock) as board:
        making_backups.begin_second_set(board.store, stick, clock.now())
        second = board.app.second

        async def look() -> None:
            second._beats = 10_000
            second.beat()
            await board.until(lambda: not second.busy)
            await board.taken()

        clock.advance(86_400)
        await look()
        assert len(list(stick.iterdir())) == 2
        stick.rename(tmp_path / "drawer")
        clock.advance(86_400)
        await look()
        await look()
        said = [sentence for sentence in board.app.said if "is the USB stick in?" in sentence]
        assert len(said) == 1
        (tmp_path / "drawer").rename(stick)
        await look()
        assert len(list(stick.iterdir())) == 3
        shutil.rmtree(tmp_path / "data")
        board.store.watch()
        await look()
        choice = second_set.second_set_choice(tmp_path / "data")
        assert choice is not None, "with the folder the choice is written anew"
        assert choice.folder == str(stick)
        second_set.keep_choice(tmp_path / "data", None)
        await look()
        await look()
        assert second_set.second_set_choice(tmp_path / "data") is None


async def test_a_window_that_only_reads_looks_and_restores_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as writer:
        backed_up(writer)
        async with dashboard(tmp_path) as board:
            await opened(board)
            assert "1 call" in board.text("#about")
            for key in ("enter", "b", "s", "f", "u"):
                await board.press(key)
                assert board.screen == "BackupsDialog"
                assert "Nothing can be saved here" in board.text("#said")


async def test_hostile_words_in_a_backup_and_its_folder_are_text(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.store.commit(build_change(NASTY, board.state, replace(CALL, id=NASTY, note=NASTY, unknown=NASTY)))
        making_backups.make_backup(board.store)
        choice = second_set.SecondSetChoice(folder=str(tmp_path / NASTY.replace("/", "")))
        second_set.keep_choice(tmp_path, choice)
        await opened(board)
        assert "@click" in board.flat
        for key in ("enter", "escape", "H"):
            await board.press(key)
            await board.taken()
            assert not set("\x1b\x07\u202e\x9b") & set(board.frame)
        assert board.app.is_running


@pytest.mark.parametrize("width", [80, 47])
async def test_the_frames(tmp_path: Path, width: int) -> None:
    async with dashboard(tmp_path, *demo_records(), size=(width, 24)) as board:
        making_backups.make_backup(board.store)
        board.store.commit(build_change("Call", board.state, CALL))
        await opened(board)
        check_frame(board.app, f"backups-{width}x24")
        await board.press("enter")
        await asked(board)
        check_frame(board.app, f"restore-{width}x24")
        await board.press("escape", "s")
        await board.until(lambda: board.focused == "folder")
        check_frame(board.app, f"second-set-{width}x24")
