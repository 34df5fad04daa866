"""The list behind the check-list: what stands last, and what is asked once more."""

from pathlib import Path

from soaptui.records import replace
from tests.screens.helpers import LISTED, PROFILE, on_disk, program
from tests.screens.test_checklist import FULL, check_list, order, planned


async def test_one_that_left_the_list_is_marked_as_sent_only_when_asked_for_once_more(tmp_path: Path) -> None:
    gone = replace(FULL[0], listed="no", unfilled=0)
    async with check_list(tmp_path, PROFILE, LISTED, gone, FULL[1], planned(gone.id), planned(FULL[1].id)) as board:
        seq = board.store.seq
        for keys in (("n", "S"), ("p", "n", "S"), ("y", "S")):
            await board.press(*keys)
            assert "S again marks it anyway" in board.text("#said")
            assert board.store.seq == seq
        await board.press("S")
        assert on_disk(tmp_path).applications[gone.id].sent == board.app.session.now
        assert board.grid.key == FULL[1].id


async def test_when_only_what_left_the_list_is_not_sent_all_are_sent(tmp_path: Path) -> None:
    gone = replace(FULL[0], listed="no", unfilled=0)
    async with check_list(tmp_path, PROFILE, LISTED, gone, FULL[1], planned(gone.id), planned(FULL[1].id)) as board:
        await board.press("S")
        assert "ALL 1 ARE SENT" in board.text("#meter")
        assert "everything planned is sent" not in board.text("#said")
        assert board.grid.key == gone.id
        await board.press("x")
        assert order(board) == []


async def test_the_tracks_of_one_hospital_are_told_apart_whatever_they_are_called(tmp_path: Path) -> None:
    tracks = [program(code, "Harbor Light", "Categorical") for code in ("3001140C0", "3001320C0")]
    async with check_list(tmp_path, PROFILE, LISTED, *tracks, *(planned(item.id) for item in tracks)) as board:
        assert board.text("#where") == "Harbor Light · Internal Med · Categorical"
        assert "Harbor Light · IM " in board.frame
        assert "Harbor Light · Peds " in board.frame
