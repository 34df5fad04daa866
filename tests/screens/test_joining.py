"""Joining the user's own research with the list: one row after the other, nothing silently, nothing lost."""

from pathlib import Path

import pytest

from soaptui.imports.matching import answered_match, matches_to_ask
from soaptui.records import Application, Call, Fact, Program, Record, State
from soaptui.refusal import Refusal
from soaptui.screens.imports.joined_change import change_of
from soaptui.screens.imports.joining_dialog import JoiningDialog
from soaptui.store.change import apply_change, build_change
from tests.screens.frames import check_frame
from tests.screens.helpers import LISTED, PROFILE, THURSDAY, Dashboard, dashboard, on_disk, program

LISTS = (
    program("1234140C0", "Ohio Valley Med Ctr-OH", "Internal Medicine", city="Marietta", state="OH", type="C",
            specialty="Internal Medicine"),
    program("1234140P0", "Ohio Valley Med Ctr-OH", "Medicine-Preliminary", city="Marietta", state="OH", type="P",
            specialty="Internal Medicine"),
    program("2345120C0", "Lakeshore Health-MI", "Family Medicine", city="Ludington", state="MI", type="C",
            specialty="Family Medicine"),
    program("2346120C0", "Lakeshore Health North-MI", "Family Medicine", city="Manistee", state="MI", type="C",
            specialty="Family Medicine"),
    program("3456320C0", "Red Mesa Childrens Hosp-AZ", "Pediatrics", city="Page", state="AZ", type="C",
            specialty="Pediatrics"),
)  # fmt: skip
YES = Fact(value="yes", source="my.xlsx", as_of="Feb 2027")


def research(key: str, institution: str, specialty: str, city: str, state: str) -> Program:
    """A program as the user's spreadsheet calls it."""
    return Program(
        id=key, institution=institution, name=specialty, specialty=specialty, city=city, state=state, j1=YES,
        notes=f"about {key}",
    )  # fmt: skip


OHIO = research("own-ohio", "Ohio Valley Medical Center", "Internal Medicine", "Marietta", "OH")
MESA = research("own-mesa", "Red Mesa Children's Hospital", "Pediatrics", "Page", "AZ")
LAKE = research("own-lake", "Lakeshore Health Partners", "Family Medicine", "", "MI")
NOWHERE = research("own-nowhere", "Sagebrush Regional Clinic", "Psychiatry", "Elko", "NV")
OWN = (OHIO, MESA, LAKE, NOWHERE)
ALL: tuple[Record, ...] = (PROFILE, LISTED, *LISTS, *OWN)


def state_of(*records: Record) -> State:
    """The state that holds these."""
    return apply_change(State(), build_change("all", State(), *records))


async def join(board: Dashboard) -> JoiningDialog:
    """The dialog, with what waits in it."""
    await board.settle()
    screen = JoiningDialog(board.app.session)
    await board.app.push_screen(screen)
    await board.until(lambda: not board.text("#text").endswith("..."))
    await board.taken()
    return screen


def asked(board: Dashboard) -> str:
    """The row that is asked about."""
    return board.text("#text").splitlines()[-1]


def test_three_of_the_four_wait_for_an_answer_and_two_are_clearly_alike() -> None:
    found = matches_to_ask(state_of(*ALL))
    assert {one.key for one in found} == {"own-ohio", "own-mesa", "own-lake"}


async def test_each_row_is_asked_with_its_candidates_and_progress(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        assert "1 of 3" in board.text("#head")
        assert asked(board).startswith(("Ohio", "Red Mesa"))
        await board.press("s")
        assert "2 of 3" in board.text("#head")
        check_frame(board.app, "join-80x24")


async def test_enter_joins_with_the_one_under_the_cursor_at_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        while not asked(board).startswith("Ohio"):
            await board.press("s")
        assert board.grid.key == "1234140C0"
        await board.press("enter")
        after = on_disk(tmp_path)
        assert "own-ohio" not in after.programs
        assert after.programs["1234140C0"].j1.value == "yes"
        assert after.programs["1234140C0"].notes == "about own-ohio"
        assert after.programs["1234140C0"].institution == "Ohio Valley Med Ctr-OH"
        assert "Joined with Ohio Valley" in board.text("#said")


async def test_down_and_enter_joins_with_the_next_candidate(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        while not asked(board).startswith("Ohio"):
            await board.press("s")
        await board.press("down", "enter")
        assert on_disk(tmp_path).programs["1234140P0"].notes == "about own-ohio"


async def test_n_keeps_it_apart_and_it_is_never_asked_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        screen = await join(board)
        assert screen._row is not None
        key = screen._row.key
        await board.press("n")
        after = on_disk(tmp_path)
        assert answered_match(after, key) == ""
        assert after.programs[key].notes == f"about {key}"
        assert key not in {one.key for one in matches_to_ask(after)}


async def test_s_asks_again_another_time_and_changes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        before = board.state
        await join(board)
        await board.press("s", "s", "s")
        assert "0 joined with the list, 0 kept apart, 3 left for later" in board.text("#text")
        assert board.state is before
        await board.press("enter", "n", "s", "A", "escape")
        assert board.state is before
        await join(board)
        assert "1 of 3" in board.text("#head")


async def test_when_all_are_answered_it_says_what_came_of_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        await board.press("A", "A", "n")
        assert board.text("#text") == "All are answered: 2 joined with the list, 1 kept apart. Esc closes."
        assert "not in the list any more" not in board.flat
        await board.press("u")
        await board.until(lambda: "3 of 3" in board.text("#head"))
        await board.press("n", "escape")
        assert not any("not answered" in said for said in board.app.said)


async def test_leaving_with_some_unanswered_says_how_many_and_that_j_goes_on(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        await board.press("s", "enter", "escape")
        assert board.app.said[-1] == "2 rows of your research are not answered: J goes on."


async def test_candidates_that_differ_in_nothing_but_the_specialty_are_told_apart(tmp_path: Path) -> None:
    tracks = [program(f"1234{code}C0", "Ohio Valley", "Categorical", state="OH") for code in ("140", "320")]
    own = Program(id="own-one", institution="Ohio Valley", state="OH")
    async with dashboard(tmp_path, PROFILE, LISTED, *tracks, own) as board:
        await join(board)
        assert "· Internal Med · Categorical" in board.frame
        assert "· Pediatrics · Categorical" in board.frame


async def test_all_that_are_clearly_alike_are_counted_first_and_then_joined_as_one_change(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        before = board.state
        await board.press("A")
        assert "2 rows are clearly alike" in board.flat
        assert board.state is before
        await board.press("A")
        after = on_disk(tmp_path)
        assert after.programs["1234140C0"].notes == "about own-ohio"
        assert after.programs["3456320C0"].notes == "about own-mesa"
        assert "own-lake" in after.programs
        assert "3 of 3" in board.text("#head")
        await board.press("u")
        await board.until(lambda: "1 of 3" in board.text("#head"))
        assert on_disk(tmp_path) == before


async def test_another_key_after_a_joins_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        before = board.state
        await board.press("A", "down", "A")
        assert board.state is before
        assert "2 rows are clearly alike" in board.flat
        await board.press("escape")
        assert board.state is before


async def test_undo_takes_back_answers_of_this_dialog_and_nothing_older(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await board.press("2")
        await board.go_to("1234140C0")
        await board.press("S")
        before = board.state
        await join(board)
        await board.press("enter", "u")
        await board.until(lambda: "1 of 3" in board.text("#head"))
        assert board.state == before
        await board.press("u")
        assert "You have not answered anything here yet" in board.text("#said")
        assert board.state == before


async def test_what_hangs_on_the_research_goes_over_with_it(tmp_path: Path) -> None:
    call = Call(id="call", started=THURSDAY, program="own-ohio", note="they rang")
    planned = Application(id="own-ohio", program="own-ohio", service="ERAS", planned=THURSDAY)
    async with dashboard(tmp_path, *ALL, call, planned) as board:
        await join(board)
        while not asked(board).startswith("Ohio"):
            await board.press("s")
        await board.press("enter")
        after = on_disk(tmp_path)
        assert after.calls["call"].program == "1234140C0"
        assert after.applications["1234140C0"].planned == THURSDAY
        assert "own-ohio" not in after.applications


async def test_a_program_that_went_meanwhile_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(tmp_path, *ALL) as board:
        await join(board)
        before = board.state
        key = board.grid.key
        board.store.commit(build_change("gone", board.state, remove=[board.state.programs[key]]))
        await board.press("enter")
        assert "is not a program of the list" in board.text("#said")
        assert board.state.programs == {k: p for k, p in before.programs.items() if k != key}


async def test_with_nothing_to_join_it_says_so(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, *LISTS) as board:
        await join(board)
        assert "There is nothing to join" in board.frame
        await board.press("enter", "n", "s", "A", "u", "escape")
        assert board.screen == "TimelineView"


def test_answers_that_meet_in_one_program_make_one_change_with_all_that_was_known() -> None:
    twin = research("own-twin", "Ohio Valley Medical Ctr", "Internal Medicine", "Marietta", "OH")
    state = state_of(*ALL, twin)
    change = change_of("two", state, {"own-ohio": "1234140C0", "own-twin": "1234140C0", "own-lake": ""})
    after = apply_change(state, change)
    assert after.programs["1234140C0"].notes == "about own-ohio\nabout own-twin"
    assert not after.programs.keys() & {"own-ohio", "own-twin"}
    assert answered_match(after, "own-lake") == ""
    with pytest.raises(Refusal):
        change_of("again", after, {"own-ohio": "1234140C0"})


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=["60x20", "120x40"])
async def test_the_dialog_is_whole_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(tmp_path, *ALL, size=size) as board:
        await join(board)
        assert "1 of 3" in board.frame
        assert "u undo · Esc" in board.flat
        assert asked(board)[:20] in board.flat
        assert "Hosp" in board.frame or "Ctr" in board.frame
