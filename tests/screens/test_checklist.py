"""The check-list: one planned application at a time, marked when it was sent over there, and nothing lost."""

import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from soaptui.programs import slots
from soaptui.records import Application, Program, Record, replace
from soaptui.screens.opening import DialogName
from soaptui.store import files
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock import Clock
from tests.clocks import FakeClock
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    LAKE,
    LISTED,
    MESA,
    OHIO,
    PROFILE,
    SMALL,
    Dashboard,
    clock_at,
    dashboard,
    demo_records,
    on_disk,
    program,
    running,
    sent,
    standing_clock,
)

MONDAY = "2027-03-15T14:00:00"
"""Applications are open, and no round is."""

FULL = [program(f"{3000 + number}140C0", f"Institution {number:02}") for number in range(46)]
EMERGENCY = program("5001110C0", "Harbor Light", "Emergency Medicine", city="Salem", state="OR")


def planned(program_id: str, service: str = "ERAS") -> Application:
    """An application that is planned and not sent."""
    at = zones.read_iso("2027-03-15T11:30:00")
    return Application(id=program_id, program=program_id, service=service, planned=at)  # type: ignore[arg-type]


THREE = (*SMALL, planned(OHIO), planned(LAKE), planned(MESA))


@asynccontextmanager
async def check_list(
    folder: Path,
    *records: Record,
    clock: Clock | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Dashboard]:
    """The dashboard with the check-list open."""
    async with dashboard(folder, *records, clock=clock or clock_at(MONDAY), size=size) as board:
        board.app.open(DialogName.CHECK_LIST)
        await board.taken()
        yield board


def order(board: Dashboard) -> list[str]:
    """What is to be sent, in the order of work."""
    return [item.program for item in slots.work_order(board.state)]


async def test_the_first_one_to_send_stands_large_with_what_to_know(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first = board.state.programs[order(board)[0]]
        assert board.text("#code") == first.code
        assert first.institution in board.text("#where")
        assert f"{first.state} · " in board.text("#what")
        assert "in ERAS" in board.text("#what")
        assert "1 of 3 · 3 to send · ERAS 0/45 sent" in board.text("#meter")
        assert board.frame.count("to send") == 4, "each line of the list says how it stands"


async def test_once_nothing_can_bring_an_offer_no_line_says_to_send(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE, clock=clock_at("2027-03-18T22:00:00")) as board:
        assert "1 of 3 · 3 not sent" in board.text("#meter")
        assert "to send" not in board.frame
        assert board.frame.count("not sent") == 4


async def test_sent_is_on_disk_the_meter_counts_and_the_next_one_stands_there(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, second, _ = order(board)
        seq = board.store.seq
        await board.press("S")
        assert on_disk(tmp_path).applications[first].sent == board.app.session.now
        assert board.store.seq == seq + 1
        assert board.grid.key == second
        assert board.text("#code") == second
        assert "2 of 3 · 2 to send · ERAS 1/45 sent" in board.text("#meter")
        assert f"✓ {first} is sent" in board.text("#said")
        assert first in board.frame, "what was sent stays in its place, marked"


async def test_next_and_previous_mark_nothing(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, second, third = order(board)
        seq = board.store.seq
        await board.press("n")
        assert board.text("#code") == second
        await board.press("n", "n")
        assert board.text("#code") == third, "the last one is the end"
        await board.press("p", "p", "p")
        assert board.text("#code") == first
        assert board.store.seq == seq


async def test_after_the_last_the_one_that_was_passed_over_comes_again(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, _, _ = order(board)
        await board.press("n", "S", "S")
        assert board.grid.key == first
        assert board.text("#code") == first


async def test_when_all_is_sent_it_says_so(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        await board.press("S", "S", "S")
        assert order(board) == []
        assert "ALL 3 ARE SENT · ERAS 3/45 sent" in board.text("#meter")
        assert "everything planned is sent" in board.text("#said")
        assert "✓ sent" in board.text("#code")
        await board.press("S")
        assert "already marked as sent" in board.text("#said")
        await board.press("escape")
        assert board.screen != "CheckListDialog"


async def test_a_mistaken_mark_is_taken_back_where_it_was_made(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, second, _ = order(board)
        await board.press("S")
        assert board.text("#code") == second
        await board.press("u")
        assert on_disk(tmp_path).applications[first].sent is None
        assert board.text("#code") == first
        assert "3 to send · ERAS 0/45" in board.text("#meter")
        assert board.text("#said").startswith("Undo: Sent")
        await board.press("U")
        assert on_disk(tmp_path).applications[first].sent is not None
        assert board.text("#code") == f"{first} · ✓ sent"


async def test_one_that_is_taken_off_the_plan_goes_and_undo_brings_it_back_to_its_place(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        before = order(board)
        await board.press("S", "x")
        assert on_disk(tmp_path).applications[before[1]].planned is None
        assert board.text("#code") == before[2]
        assert before[1] not in board.frame.replace(f"{before[1]} is no longer planned", "")
        await board.press("u")
        assert order(board) == before[1:]
        assert "2 of 3" in board.text("#meter"), "after the one that was sent"
        assert board.text("#code") == before[1]


async def test_what_was_sent_cannot_be_taken_off(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first = order(board)[0]
        await board.press("S", "p")
        seq = board.store.seq
        await board.press("x")
        assert "You cannot take back" in board.text("#said")
        assert board.text("#code").startswith(first)
        assert board.store.seq == seq


async def test_the_code_is_copied_by_key_and_by_click(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, second, _ = order(board)
        await board.press("y")
        assert board.app.clipboard == first
        await board.press("n")
        await board.pilot.click("#code")
        assert board.app.clipboard == second


async def test_a_program_without_a_code_says_that_there_is_nothing_to_copy(tmp_path: Path) -> None:
    nameless = Program(id="abc123", institution="Quillhaven Clinic", state="VT")
    async with check_list(tmp_path, PROFILE, nameless, planned("abc123")) as board:
        assert board.text("#code") == "no NRMP code known"
        assert "Quillhaven Clinic" in board.text("#where")
        await board.press("y")
        assert "no NRMP code" in board.text("#said")
        assert board.app.clipboard == ""


async def test_the_mouse_does_what_the_keys_do(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        first, second, third = order(board)
        lines = board.frame.splitlines()
        row = next(number for number, line in enumerate(lines) if third in line)
        await board.pilot.click(offset=(20, row))
        assert board.text("#code") == third
        row = next(number for number, line in enumerate(lines) if "S Sent" in line)
        await board.pilot.click(offset=(lines[row].index("S Sent") + 1, row))
        assert on_disk(tmp_path).applications[third].sent is not None
        assert board.text("#code") == first
        assert order(board) == [first, second]


# -- what stands in the way


async def test_at_the_cap_it_is_refused_in_place_and_nothing_moves(tmp_path: Path) -> None:
    out = [sent(item.id) for item in FULL[:45]]
    last = FULL[45].id
    async with check_list(tmp_path, PROFILE, LISTED, *FULL, *out, planned(last)) as board:
        seq = board.store.seq
        await board.press("S")
        assert "ERAS takes 45 applications" in board.text("#said")
        assert board.text("#code") == last
        assert board.store.seq == seq
        assert "ERAS 45/45 sent" in board.text("#meter")


async def test_each_service_has_its_own_meter(tmp_path: Path) -> None:
    out = [sent(item.id) for item in FULL[:45]]
    records = (PROFILE, LISTED, *FULL, *out, EMERGENCY, planned(EMERGENCY.id, "ResidencyCAS"))
    async with check_list(tmp_path, *records) as board:
        assert "ResidencyCAS 0/45 sent" in board.text("#meter")
        assert "in ResidencyCAS" in board.text("#what")
        await board.press("S")
        assert "ResidencyCAS 1/45 sent" in board.text("#meter")


async def test_during_a_round_nothing_can_be_sent_and_after_it_it_can(tmp_path: Path) -> None:
    clock = clock_at("2027-03-18T10:59:58")
    async with check_list(tmp_path, *THREE, clock=clock) as board:
        first, second, _ = order(board)
        assert "ERAS takes no applications while" in board.text("#closed")
        assert "again from 11:00 EDT" in board.text("#closed")
        seq = board.store.seq
        await board.press("S")
        assert board.text("#said") == "Not marked as sent. If you sent it before 09:00 EDT, b marks it so."
        assert board.text("#code") == first
        assert board.store.seq == seq
        clock.advance(2)
        await board.beat()
        assert board.text("#closed") == ""
        assert board.text("#said") == "", "a refusal does not outlive its reason"
        await board.press("S")
        assert board.text("#code") == second


async def test_what_went_out_before_the_round_can_be_marked_during_it(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE, clock=standing_clock()) as board:
        first, second, _ = order(board)
        await board.press("S", "B")
        assert on_disk(tmp_path).applications[first].sent == zones.read_iso("2027-03-18T08:59:00")
        assert board.text("#code") == second


async def test_between_the_rounds_the_key_for_that_does_nothing(tmp_path: Path) -> None:
    async with check_list(tmp_path, *THREE) as board:
        seq = board.store.seq
        await board.press("b")
        assert board.store.seq == seq


async def test_one_that_is_no_longer_for_the_user_says_why_before_a_slot_is_lost_on_it(tmp_path: Path) -> None:
    gone = replace(FULL[0], listed="no", unfilled=0)
    async with check_list(tmp_path, PROFILE, LISTED, gone, FULL[1], planned(gone.id), planned(FULL[1].id)) as board:
        assert order(board) == [FULL[1].id, gone.id]
        assert board.text("#closed") == ""
        assert "1 of 1 · 1 to send · ERAS 0/45 sent · 1 no longer for you" in board.text("#meter")
        await board.press("n")
        assert "No longer for you: no longer on the list" in board.text("#closed")
        assert board.text("#code") == f"{gone.id} · left the list"
        assert "LEFT THE LIST · 1 to send" in board.text("#meter")


async def test_what_the_disk_refuses_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with check_list(tmp_path, *THREE) as board:
        first, second, _ = order(board)
        with monkeypatch.context() as full:
            full.setattr(files, "write_all", refuse)
            await board.press("S")
            assert "NOT SAVED" in board.text("#said")
            assert board.text("#code").startswith(first)
        await board.until(lambda: board.text("#said") == "It is saved now.")
        assert on_disk(tmp_path).applications[first].sent is not None
        await board.press("n")
        assert board.text("#code") == second


async def test_a_second_window_can_look_and_says_why_no_more(tmp_path: Path) -> None:
    clock = clock_at(MONDAY)
    with_all = Store.open(tmp_path, clock.now, holder="dashboard")
    with_all.commit(build_change("Made-up data", with_all.state, *THREE))
    second = Store.open(tmp_path, clock.now, write=False)
    try:
        async with running(second, clock) as board:
            board.app.open(DialogName.CHECK_LIST)
            await board.taken()
            assert "Look only: opened for reading only" in board.text("#said")
            first = order(board)[0]
            assert board.text("#code") == first
            for key in ("S", "x", "u"):
                await board.press(key)
                assert "Nothing can be saved here: opened for reading only" in board.text("#said")
            assert board.text("#code") == first
            await board.press("y")
            assert board.app.clipboard == first
            marked = slots.marked_applications(
                with_all.state, [with_all.state.programs[first]], "sent", clock.now(), board.app.session.season
            )
            with_all.commit(build_change("Sent", with_all.state, *marked))
            await board.until(lambda: "ERAS 1/45" in board.text("#meter"))
            assert board.text("#code") == f"{first} · ✓ sent"
    finally:
        second.close()
        with_all.close()


async def test_with_nothing_planned_it_says_what_to_do(tmp_path: Path) -> None:
    async with check_list(tmp_path, *SMALL) as board:
        assert "Nothing is planned" in board.frame
        seq = board.store.seq
        await board.press("S", "x", "y", "n", "p", "enter")
        assert board.store.seq == seq
        assert board.screen == "CheckListDialog"


async def test_what_others_wrote_is_text_and_nothing_else(tmp_path: Path) -> None:
    nasty = "St. Mary [/] [@click=app.quit]x[/]\x1b]0;t\x07\x1b[31m"
    records = [
        replace(FULL[0], institution=nasty, name=nasty, city=nasty, columns={"Letters": nasty}, notes=nasty),
        planned(FULL[0].id),
    ]
    async with check_list(tmp_path, PROFILE, *records) as board:
        assert "St. Mary [/] [@click=app.quit]x[/]" in board.text("#where")
        assert "\x1b" not in board.frame
        await board.press("S")
        assert on_disk(tmp_path).applications[FULL[0].id].sent is not None


# -- how it looks


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=["80x24", "60x20", "120x40"])
async def test_it_is_whole_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = FakeClock(zones.read_iso(MONDAY) + timedelta(days=2))
    async with check_list(tmp_path, *demo_records(), clock=clock, size=size) as board:
        first = order(board)[0]
        assert board.text("#code") == first
        assert board.frame.count(first) == 2, "large, and in the list"
        for word in ("S Sent", "n Next", "p Back", "x Off", "y Copy", "u Undo"):
            assert word in board.frame


async def test_the_check_list_as_it_is_drawn(tmp_path: Path) -> None:
    async with check_list(tmp_path, *demo_records(), clock=standing_clock(zones.read_iso(MONDAY))) as board:
        check_frame(board.app, "checklist-80x24")
        await board.press("S")
        check_frame(board.app, "checklist-sent-80x24")
    async with check_list(tmp_path / "round", *demo_records(), clock=standing_clock()) as board:
        await board.press("S")
        check_frame(board.app, "checklist-round-80x24")
    async with check_list(tmp_path / "empty", *SMALL, clock=standing_clock()) as board:
        check_frame(board.app, "checklist-empty-80x24")
