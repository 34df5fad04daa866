"""The plan dialog: the set that is worth most, why, the user's own figures, and planning it in one change."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button, Input

from soaptui.programs import portfolio, prospects, slots
from soaptui.programs.chance_words import short_chance
from soaptui.records import Record, replace
from soaptui.screens.opening import DialogName
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock import Clock
from tests.screens.frames import check_frame
from tests.screens.helpers import (
    LISTED,
    PROFILE,
    YES,
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
from tests.screens.test_checklist import MONDAY, planned

OUT = [program(f"{5000 + number}140C0", f"Sent {number:02}", state="NY") for number in range(38)]
"""So many are sent that seven slots are left."""

CHOICES = [
    program(f"{3000 + number}140C0", f"Institution {number:02}", "Medicine", state="OH", j1=YES, unfilled=20 - number)
    for number in range(12)
]
"""The earlier in the row, the more open positions: the better."""

EMERGENCY = program("7001110C0", "Harbor Light", "Emergency Medicine", state="OR")
SEVEN = (PROFILE, LISTED, *OUT, *(sent(item.id) for item in OUT), *CHOICES, EMERGENCY)
IDS = [item.id for item in CHOICES]


@asynccontextmanager
async def planning(
    folder: Path, *records: Record, clock: Clock | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Dashboard]:
    """The dashboard with the plan dialog open."""
    async with dashboard(folder, *records, clock=clock or clock_at(MONDAY), size=size) as board:
        board.app.open(DialogName.PLAN)
        await board.taken()
        yield board


def shown_set(board: Dashboard) -> list[str]:
    """The programs of the set as they stand on the screen, in the order of choice."""
    codes: list[str] = []
    for place, code in re.findall(r"(?m)(?:^|│)[^\w\n]*([0-9]{1,2}) .*? ([0-9]{7}[A-Z][0-9]) ", board.frame):
        if int(place) == len(codes) + 1:
            codes.append(code)
    return codes


def chosen(board: Dashboard, number: int) -> portfolio.ChosenSet:
    """What is to be chosen."""
    free, out = prospects.prospects_of(board.app.session.rows(), "ERAS", board.state)
    return portfolio.choose_set(free, number, out)


def field(board: Dashboard, name: str) -> Input:
    """One of the two fields for the user's own figures."""
    return board.app.screen.query_one(f"#{name}", Input)


def on_plan(board: Dashboard) -> set[str]:
    """What is planned."""
    return {item.id for item in slots.work_order(board.state)}


async def test_the_set_for_the_free_slots_stands_in_the_order_of_choice(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        choice = chosen(board, 7)
        assert shown_set(board) == [step.id for step in choice.steps] == IDS[:7]
        assert "ERAS · 7 of 7 free slots (38 sent)" in board.text("#title")
        first = choice.steps[0]
        line = next(text for text in board.frame.splitlines() if first.id in text)
        for figures in (short_chance(*(first.between or (0, 0)), own=False), f"{first.value:.0f}"):
            assert figures in line


async def test_the_heading_says_what_it_is_worth_and_what_five_fewer_would_change(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        all_of_them, fewer = chosen(board, 7), chosen(board, 2)
        text = board.text("#figures")
        assert f"chance of an offer with these {len(all_of_them.steps)}: {all_of_them.any_in_words}" in text
        assert f"with 5 fewer: {fewer.any_in_words}" in text
        assert (
            board.text("#assumed").startswith(all_of_them.rests_on) and "It is not a forecast" in all_of_them.rests_on
        )
        assert "your own" not in board.text("#assumed"), "the user gave no figure"
        assert not re.search(r"[0-9][.,][0-9]", board.frame)


async def test_why_stands_with_the_program_under_the_cursor(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        for number in (0, 1):
            row = board.app.session.row(IDS[number])
            assert row is not None
            assert board.page.startswith(f"Institution {number:02} · Medicine")
            for reason in prospects.prospect(row).why:
                assert reason in board.page
            await board.press("j")


async def test_plus_and_minus_change_the_number_of_slots(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        await board.press("minus", "minus")
        assert "5 of 7 free slots" in board.text("#title")
        assert shown_set(board) == IDS[:5]
        await board.press("plus")
        assert shown_set(board) == IDS[:6]
        await board.press("equals_sign", "plus")
        assert shown_set(board) == IDS[:7]
        assert "7 slots are free in ERAS" in board.text("#said")
        await board.press(*["minus"] * 8)
        assert shown_set(board) == IDS[:1]


async def test_the_keys_of_the_set_are_letters_while_figures_are_typed(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        assert "space Leave out" in board.frame
        await board.press("e", "s", "minus", "space", "d")
        assert field(board, "chance").value == "s- d"
        assert "space Leave out" not in board.frame
        assert shown_set(board) == IDS[:7]
        assert on_plan(board) == set()


async def test_what_would_come_with_more_slots_stands_below(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN, size=(80, 40)) as board:
        await board.press("minus")
        below = board.frame.split("NEXT")[1]
        places = [below.index(item) for item in IDS[6:]]
        assert places == sorted(places)


async def test_a_program_is_left_out_and_taken_back_in_and_nothing_is_saved(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN, size=(80, 40)) as board:
        seq = board.store.seq
        await board.press("j", "space")
        assert shown_set(board) == [IDS[0], *IDS[2:8]]
        assert board.grid.key == IDS[2], "the cursor goes on to the next one"
        assert IDS[1] in board.frame.split("LEFT OUT")[1].split("NEXT")[0]
        await board.go_to(IDS[1])
        await board.press("space")
        assert shown_set(board) == IDS[:7]
        assert board.store.seq == seq


async def test_the_services_have_slots_and_programs_of_their_own(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        await board.press("minus", "s")
        assert "ResidencyCAS · 45 of 45 free slots (0 sent)" in board.text("#title")
        assert shown_set(board) == [EMERGENCY.id]
        await board.press("enter")
        assert on_disk(tmp_path).applications[EMERGENCY.id].service == "ResidencyCAS"


# -- planning them


async def test_enter_plans_the_whole_set_in_one_change(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN) as board:
        seq = board.store.seq
        await board.press("enter")
        assert board.screen != "PlanDialog"
        assert board.store.seq == seq + 1
        assert {i for i, a in on_disk(tmp_path).applications.items() if a.sent is None and a.planned} == set(IDS[:7])
        assert "7 applications planned in ERAS" in board.app.said[-1]
        await board.press("u")
        assert on_plan(board) == set()


async def test_what_else_is_planned_is_listed_and_kept(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN, planned(IDS[0]), planned(IDS[11]), size=(80, 40)) as board:
        listed = board.frame.split("PLANNED, NOT IN THIS SET")[1].split("NEXT")[0]
        assert IDS[11] in listed
        assert IDS[0] not in listed
        assert "still planned: 8 for 7 slots" in listed
        await board.pilot.click("#plan")
        assert on_plan(board) == {*IDS[:7], IDS[11]}


async def test_or_it_is_dropped_in_the_same_change_where_that_is_asked_for(tmp_path: Path) -> None:
    elsewhere = planned(EMERGENCY.id, "ResidencyCAS")
    async with planning(tmp_path, *SEVEN, planned(IDS[11]), elsewhere) as board:
        seq = board.store.seq
        await board.pilot.click("#drop")
        assert on_plan(board) == {*IDS[:7], EMERGENCY.id}
        assert board.store.seq == seq + 1
        assert "1 dropped" in board.app.said[-1]
        await board.press("u")
        assert on_plan(board) == {IDS[11], EMERGENCY.id}


async def test_what_left_the_list_comes_off_the_plan_by_itself_and_all_that_is_planned_is_counted(
    tmp_path: Path,
) -> None:
    gone = program("8001140C0", "Gone Away", listed="no", unfilled=0)
    more = (planned(gone.id), planned(IDS[11]), planned(EMERGENCY.id, "ResidencyCAS"))
    async with planning(tmp_path, *SEVEN, gone, *more, size=(80, 40)) as board:
        assert gone.id in board.frame.split("LEFT THE LIST OR NOT FOR YOU")[1].split("NEXT")[0]
        assert gone.id not in board.frame.split("PLANNED, NOT IN THIS SET")[1].split("LEFT THE LIST")[0]
        seq = board.store.seq
        await board.press("enter")
        assert on_plan(board) == {*IDS[:7], IDS[11], EMERGENCY.id}
        assert board.store.seq == seq + 1
        said = (
            "7 applications planned in ERAS, 1 removed that left the list or is not for you: 9 planned now in total."
        )
        assert said in board.app.said[-1]
        await board.press("u")
        assert gone.id in on_plan(board)


async def test_a_set_that_is_planned_already_changes_nothing(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN, *(planned(item) for item in IDS[:7])) as board:
        seq = board.store.seq
        await board.press("enter")
        assert "already planned" in board.text("#said")
        assert board.store.seq == seq
        assert not board.app.screen.query_one("#drop", Button).display


async def test_with_every_slot_used_there_is_nothing_to_plan(tmp_path: Path) -> None:
    full = [program(f"{6000 + number}140C0", f"Full {number:02}") for number in range(45)]
    records = (PROFILE, LISTED, *full, *(sent(item.id) for item in full), *CHOICES)
    async with planning(tmp_path, *records) as board:
        assert shown_set(board) == []
        seq = board.store.seq
        await board.press("plus", "minus", "enter", "d")
        assert board.store.seq == seq
        assert "0 of 0 free slots (45 sent)" in board.text("#title")
        assert board.app.screen.query_one("#plan", Button).disabled


# -- when it chooses


async def test_it_chooses_when_something_changed_and_not_at_every_heartbeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    choose = portfolio.choose_set

    def counted(prospects: Any, limit: int, taken: Any = ()) -> portfolio.ChosenSet:
        asked.append(limit)
        return choose(prospects, limit, taken)

    async with planning(tmp_path, *SEVEN) as board:
        monkeypatch.setattr(portfolio, "choose_set", counted)
        await board.beat()
        await board.press("j", "j", "k")
        assert asked == []
        board.store.commit(build_change("Edit", board.state, replace(CHOICES[0], listed="no", unfilled=0)))
        await board.taken()
        assert asked != []
        assert shown_set(board) == IDS[1:8]


async def test_from_the_last_round_on_there_is_no_set_and_no_chance(tmp_path: Path) -> None:
    async with planning(tmp_path, *SEVEN, clock=clock_at("2027-03-18T20:30")) as board:
        assert board.text("#figures") == "" and board.text("#assumed") == ""
        assert board.text("#title").startswith("PLAN ·") and "0 of 7 free slots" in board.text("#title")
        assert board.frame.count("An application that you send now cannot bring an offer") == 1
        assert shown_set(board) == [] and "chance of an offer" not in board.frame
        await board.press("enter")
        assert on_plan(board) == set()


async def test_a_second_window_can_look_and_says_why_no_more(tmp_path: Path) -> None:
    clock = clock_at(MONDAY)
    with_all = Store.open(tmp_path, clock.now, holder="dashboard")
    with_all.commit(build_change("Made-up data", with_all.state, *SEVEN))
    second = Store.open(tmp_path, clock.now, write=False)
    try:
        async with running(second, clock) as board:
            board.app.open(DialogName.PLAN)
            await board.taken()
            assert "Look only: opened for reading only" in board.text("#said")
            assert shown_set(board) == IDS[:7]
            await board.press("minus")
            assert shown_set(board) == IDS[:6]
            for key in ("e", "enter", "d"):
                await board.press(key)
                assert "Nothing can be saved here: opened for reading only" in board.text("#said")
            assert board.screen == "PlanDialog"
    finally:
        second.close()
        with_all.close()


async def test_what_others_wrote_is_text_and_nothing_else(tmp_path: Path) -> None:
    nasty = "St. Mary [/] [@click=app.quit]x[/]\x1b]0;t\x07\x1b[31m"
    records = (PROFILE, LISTED, replace(CHOICES[0], institution=nasty, name=nasty, state="[/b]", notes=nasty))
    async with planning(tmp_path, *records) as board:
        assert "St. Mary [/] [@click=app.quit]x[/]" in board.page
        assert "\x1b" not in board.frame
        await board.press("enter")
        assert on_plan(board) == {IDS[0]}


# -- how it looks


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=["80x24", "60x20", "120x40"])
async def test_it_is_whole_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with planning(tmp_path, *demo_records(), clock=clock_at(MONDAY), size=size) as board:
        assert shown_set(board)[:3] == [step.id for step in chosen(board, 45).steps][:3]
        for word in ("PLAN MY 4 ·", "chance of an offer", "(Enter)", "(Esc)", "+- Slots", "Leave out", "chance"):
            assert word in board.frame
        await board.press("e")
        assert "Enter saves" in board.frame


async def test_the_plan_as_it_is_drawn(tmp_path: Path) -> None:
    async with planning(tmp_path, *demo_records(), clock=standing_clock(zones.read_iso(MONDAY))) as board:
        check_frame(board.app, "plan-80x24")
        await board.press("space", "e")
        check_frame(board.app, "plan-edit-80x24")
        await board.press("escape", "s")
        check_frame(board.app, "plan-residencycas-80x24")


# -- within a filter


async def test_the_plan_is_chosen_among_what_the_filter_leaves_and_says_so(tmp_path: Path) -> None:
    texas = [replace(item, state="TX") for item in CHOICES[:3]]
    async with dashboard(
        tmp_path, PROFILE, LISTED, *texas, *CHOICES[3:6], clock=clock_at(MONDAY), size=(100, 30)
    ) as board:
        await board.press("2", "slash")
        await board.write("-state:TX")
        await board.press("enter", "P")
        await board.until(lambda: board.screen == "PlanDialog")
        assert "Only among the 3 programs that the filter shows: -state:TX" in board.frame
        assert set(re.findall(r"\d{4}140C0", board.frame)) == set(IDS[3:6])
        await board.press("escape", "escape", "P")
        await board.until(lambda: board.screen == "PlanDialog")
        assert "Only among" not in board.frame
        assert set(re.findall(r"\d{4}140C0", board.frame)) == set(IDS[:6])
