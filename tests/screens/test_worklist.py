"""The list behind the check-list: what stands last, what is asked once more, what goes with an application."""

from pathlib import Path

from soaptui.records import Program, replace
from soaptui.screens.programs.work_list import goes_with, next_to_send, worked_through
from tests.screens.helpers import LISTED, PROFILE, on_disk, program
from tests.screens.test_checklist import FULL, check_list, order, planned


async def test_one_that_left_the_list_is_marked_as_sent_only_when_asked_for_once_more(tmp_path: Path) -> None:
    gone = replace(FULL[0], listed="no", unfilled=0)
    async with check_list(tmp_path, PROFILE, LISTED, gone, FULL[1], planned(gone.id), planned(FULL[1].id)) as board:
        seq = board.store.seq
        for keys in (("n", "S"), ("p", "n", "S"), ("y", "S")):
            await board.press(*keys)
            assert "S again marks it all the same" in board.text("#said")
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
        assert "Harbor Light · Internal Med " in board.frame
        assert "Harbor Light · Pediatrics" in board.frame


def test_what_goes_with_it_is_the_users_own_columns_about_documents_and_no_note() -> None:
    item = Program(
        id="a",
        columns={"Personal statement": "genetics", "Director": "Dr. Nobody", "LoR": "3, one from a geneticist"},
        tags=("first choice",),
        talking_points="their clinic",
        notes="rang twice",
    )
    assert goes_with(item) == [
        "Personal statement: genetics",
        "LoR: 3, one from a geneticist",
    ]
    assert goes_with(Program(id="b", columns={"Color": "blue"})) == []


def test_everything_keeps_its_place_and_what_is_new_comes_after_its_neighbour() -> None:
    assert worked_through([], ["c", "d"]) == ["c", "d"]
    assert worked_through(["a", "b", "c"], ["a", "c"]) == ["a", "b", "c"]
    assert worked_through(["a", "b", "c"], ["d", "a", "e", "c"]) == ["d", "a", "e", "b", "c"]


def test_the_next_one_is_of_its_own_sort_as_long_as_there_is_one() -> None:
    ids = ["a", "b", "c", "d"]
    assert next_to_send(ids, "a", {"b", "c", "d"}, {"c", "d"}) == "b"
    assert next_to_send(ids, "b", {"a", "c", "d"}, {"c", "d"}) == "a"
    assert next_to_send(ids, "c", {"a", "b", "d"}, {"c", "d"}) == "d"
    assert next_to_send(ids, "b", {"c", "d"}, {"c", "d"}) == "c"
    assert next_to_send(ids, "b", set(), {"c"}) == ""
