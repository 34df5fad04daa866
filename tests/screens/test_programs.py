"""The list: a filter that works as it is typed, a cursor that stays on its program, and application slots."""

from pathlib import Path

from textual.widgets import Input

from soaptui.records import Call
from soaptui.screens.imports.import_dialog import ImportDialog
from soaptui.store.change import build_change
from soaptui.week import zones
from tests.screens.helpers import (
    LAKE,
    LISTED,
    MESA,
    OFFER,
    OHIO,
    PROFILE,
    SMALL,
    TYPE_R,
    YES,
    Dashboard,
    dashboard,
    on_disk,
    program,
    sent,
    standing_clock,
)

FULL = [program(f"{3000 + number}140C0", f"Institution {number:02}") for number in range(46)]


def filter_of(board: Dashboard) -> Input:
    """The field of the filter."""
    return board.app.screen.query_one("#filter", Input)


async def filter_by(board: Dashboard, words: str) -> None:
    """Write words into the filter."""
    filter_of(board).value = words
    await board.taken()


async def test_programs_stand_in_tiers_best_first(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        places = [board.frame.index(text) for text in ("TIER 1", OHIO, "TIER 2", LAKE, "TIER 3", MESA, "NOT FOR YOU")]
        assert places == sorted(places)
        assert board.grid.key == OHIO
        assert "4 of 4 · tier 1: 1 · tier 2: 1 · tier 3: 1" in board.frame


async def test_what_is_not_for_this_user_is_folded_until_it_is_asked_for(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        assert TYPE_R not in board.frame
        await board.press("a")
        assert TYPE_R in board.frame
        await board.press("G", "enter")
        assert "type R: needs prior graduate medical education" in board.page
        await board.press("escape", "a")
        assert TYPE_R not in board.frame


async def test_the_filter_works_as_it_is_typed_and_escape_clears_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "slash")
        assert board.focused == "filter"
        await board.press("h", "e")
        assert filter_of(board).value == "he"
        assert "4 of 4" not in board.frame
        await filter_by(board, "mesa")
        assert "1 of 4" in board.frame
        assert MESA in board.frame
        assert OHIO not in board.frame
        await board.press("escape")
        assert filter_of(board).value == ""
        assert board.focused == "list"
        assert "4 of 4" in board.frame


async def test_enter_in_the_filter_keeps_it_and_goes_to_the_list(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "slash")
        await filter_by(board, "lakeshore")
        await board.press("enter")
        assert board.focused == "list"
        assert filter_of(board).value == "lakeshore"
        assert TYPE_R in board.frame, "a filter looks also into what is folded"


async def test_keys_of_the_view_are_letters_while_the_filter_is_written(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "slash", "S", "space", "q", "a", "1")
        assert filter_of(board).value == "S qa1"
        assert board.state.applications == {}


async def test_the_cursor_stays_on_its_program_through_filter_and_fold(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(LAKE)
        await filter_by(board, "lake")
        assert board.grid.key == LAKE
        await filter_by(board, "")
        assert board.grid.key == LAKE
        await board.press("a")
        assert board.grid.key == LAKE


async def test_the_cursor_stays_on_its_program_through_a_tick_and_another_view(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.beat()
        assert board.grid.key == MESA
        await board.press("4", "2")
        assert board.grid.key == MESA


async def test_the_cursor_stays_on_its_program_when_others_come_before_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        better = [
            program(f"{4000 + number}320C0", f"Aurora {number}", setting="university", j1=YES, imgs=YES)
            for number in range(30)
        ]
        board.store.commit(build_change("Import", board.state, *better))
        await board.taken()
        assert board.grid.key == MESA
        assert MESA in board.frame, "and it is scrolled into sight"


async def test_when_its_program_goes_the_cursor_stays_near(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(LAKE)
        await filter_by(board, "mesa")
        assert board.grid.key == MESA
        await filter_by(board, "no such thing")
        assert board.grid.key == ""
        assert board.grid.item is None
        assert "0 of 4" in board.frame
        await board.press("space", "S", "enter", "escape")
        assert board.state.applications == {}


async def test_space_plans_and_unplans_and_nothing_is_sent_by_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "space")
        application = on_disk(tmp_path).applications[OHIO]
        assert (application.planned, application.sent, application.service) == (board.app.session.now, None, "ERAS")
        assert "+ planned" in board.frame
        assert board.grid.key == OHIO
        await board.press("space")
        assert on_disk(tmp_path).applications[OHIO].planned is None
        assert "+ planned" not in board.frame
        await board.press("u")
        assert on_disk(tmp_path).applications[OHIO].planned is not None


MONDAY = zones.read_iso("2027-03-15T14:00")


async def test_during_a_round_sent_is_refused_with_the_time_and_what_went_out_before_is_dated_so(
    tmp_path: Path,
) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "S")
        assert "again from 11:00 EDT" in board.app.said[-1]
        assert not board.state.applications
        await board.press("B")
        assert board.state.applications[OHIO].sent == zones.read_iso("2027-03-18T08:59")


async def test_sent_is_marked_once_and_a_second_time_asks_when_it_went_out(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, clock=standing_clock(MONDAY)) as board:
        await board.press("2", "S")
        assert on_disk(tmp_path).applications[OHIO].sent == board.app.session.now
        assert "✓ sent" in board.frame
        assert "ERAS 1/45" in board.frame
        seq = board.store.seq
        await board.go_to(OHIO)
        await board.press("S")
        assert board.screen == "SentDialog"
        assert "WHEN WAS IT SENT?" in board.frame
        await board.press("escape")
        assert board.store.seq == seq
        await board.press("S", *"11:05", "enter")
        after = on_disk(tmp_path).applications[OHIO]
        assert (after.sent, after.sent_said) == (zones.read_iso("2027-03-15T11:05"), True)


async def test_sent_after_their_call_asks_once_whether_it_went_out_before(tmp_path: Path) -> None:
    called = Call(id="early", started=zones.read_iso("2027-03-16T08:04"), program=OHIO, direction="missed")
    async with dashboard(tmp_path, *SMALL, called, clock=standing_clock(zones.read_iso("2027-03-16T08:12"))) as board:
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("S")
        assert board.screen == "SentDialog"
        assert "SENT BEFORE THEY CALLED?" in board.frame
        await board.press("b")
        assert board.state.applications[OHIO].sent == zones.read_iso("2027-03-16T08:03")
        await board.press("u", "S", "a")
        assert board.state.applications[OHIO].sent == zones.read_iso("2027-03-16T08:12")
        assert board.state.applications[OHIO].sent_said
        await board.press("S")
        assert "WHEN WAS IT SENT?" in board.frame


async def test_what_was_sent_stays_sent(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, sent(OHIO)) as board:
        await board.press("2", "space")
        assert "You cannot take back a sent one" in board.app.said[-1]
        assert board.state.applications[OHIO] == sent(OHIO)


async def test_the_forty_sixth_application_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    applications = [sent(item.id) for item in FULL[:45]]
    async with dashboard(tmp_path, PROFILE, LISTED, *FULL, *applications, toasts=True) as board:
        await board.press("2")
        await board.go_to(FULL[45].id)
        seq = board.store.seq
        await board.press("S")
        assert "ERAS takes 45 applications" in board.app.said[-1]
        await board.until(lambda: "ERAS takes 45" in board.frame)
        assert board.store.seq == seq
        assert board.grid.key == FULL[45].id
        assert "ERAS 45/45" in board.frame


# -- the detail


async def test_on_a_wide_screen_the_detail_stands_beside_the_list(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, OFFER, size=(140, 40)) as board:
        await board.press("2")
        assert board.page.startswith("Ohio Valley Medical Center · Internal Medicine")
        for text in ("WHY TIER 1", "genetics clinic", "TALKING POINTS", "WHAT HAPPENED"):
            assert text in board.frame
        assert "offer of round 1: open" in board.page
        await board.press("j")
        assert "WHY TIER 2" in board.frame
        assert "TIER 1 ·" in board.frame, "the list is still there"


async def test_on_a_narrow_screen_the_detail_takes_the_place_of_the_list(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        assert "WHY TIER 1" not in board.frame
        await board.press("enter")
        assert "WHY TIER 1" in board.frame
        assert "TIER 2 ·" not in board.frame
        await board.press("escape")
        assert "WHY TIER 1" not in board.frame
        assert board.focused == "list"
        assert board.grid.key == OHIO


async def test_on_a_narrow_screen_enter_also_closes_the_detail(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "enter")
        assert "WHY TIER 1" in board.frame
        await board.press("enter")
        assert "WHY TIER 1" not in board.frame
        await board.press("j", "enter")
        assert "WHY TIER 2" in board.frame, "of the program under the cursor, not of the first one that was opened"
        assert "WHY TIER 1" not in board.frame


async def test_a_click_puts_the_cursor_there_and_a_second_one_opens_it(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        line = next(number for number, text in enumerate(board.frame.splitlines()) if LAKE in text)
        await board.pilot.click(offset=(5, line))
        assert board.grid.key == LAKE
        assert "WHY TIER 2" not in board.frame
        await board.pilot.click(offset=(5, line))
        assert "WHY TIER 2" in board.frame


async def test_a_click_on_a_heading_moves_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        line = next(number for number, text in enumerate(board.frame.splitlines()) if "TIER 2" in text)
        await board.pilot.click(offset=(5, line))
        assert board.grid.key == OHIO


async def test_the_whole_list_is_walked_with_the_keys_of_a_pager(tmp_path: Path) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *FULL) as board:
        await board.press("2", "G")
        assert board.grid.key == FULL[45].id
        assert FULL[45].id in board.frame
        await board.press("home")
        assert board.grid.key == FULL[0].id
        assert "TIER 3" in board.frame, "the heading of the first row is in sight too"
        await board.press("pagedown", "j", "down", "k", "up")
        assert board.grid.key not in (FULL[0].id, FULL[1].id)
        assert board.grid.key in board.frame


# -- an import

NEW_LIST = """Institution Name,City,State,Program Name,NRMP Program Code,Positions Offered,Positions Unfilled
Ohio Valley Medical Center,Marietta,OH,Internal Medicine,1234140C0,8,5
Prairie General,Salina,KS,Pediatrics,4567320C0,6,3
Prairie General,Salina,KS,Broken Row,not-a-code,6,3
"""


async def ask(board: Dashboard, name: str) -> str:
    """Ask in the import dialog what a file would change; what it says."""
    if board.screen != "ImportDialog":
        await board.press("I")
    board.app.screen.query_one("#file", Input).value = name
    board.app.screen.query_one("#file", Input).focus()
    await board.press("enter")
    await board.until(lambda: not board.text("#text").startswith(("Enter", "Reading")))
    return board.text("#text")


async def test_an_import_shows_first_what_would_change(tmp_path: Path) -> None:
    (tmp_path / "wednesday.csv").write_text(NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        seq = board.store.seq
        report = await ask(board, str(tmp_path / "wednesday.csv"))
        assert "1 new, 1 changed, 3 gone" in report
        assert "left out 1 (line 4)" in report
        assert board.store.seq == seq
        assert board.focused == "take"
        await board.press("escape")
        assert board.store.seq == seq


async def test_an_import_is_taken_in_and_one_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    (tmp_path / "wednesday.csv").write_text(NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        before = board.state
        await board.press("2")
        await board.go_to(OHIO)
        await ask(board, str(tmp_path / "wednesday.csv"))
        await board.press("enter")
        assert board.screen == "ProgramsView"
        assert board.app.said[-1].startswith("1 new, 1 changed, 3 gone.")
        after = on_disk(tmp_path / "data")
        assert after.programs["4567320C0"].unfilled == 3
        assert after.programs[OHIO].unfilled == 5
        assert after.programs[MESA].listed == "no"
        assert len(after.list_versions) == 2
        assert board.grid.key == OHIO
        assert "4567320C0" in board.frame
        await board.press("u")
        assert on_disk(tmp_path / "data") == before
        assert "4567320C0" not in board.frame


async def test_the_same_list_a_second_time_cannot_be_taken_in(tmp_path: Path) -> None:
    (tmp_path / "wednesday.csv").write_text(NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await ask(board, str(tmp_path / "wednesday.csv"))
        await board.press("enter")
        assert "It changes nothing" in await ask(board, str(tmp_path / "wednesday.csv"))
        assert board.app.screen.query_one("#take").disabled


async def test_a_file_that_is_no_list_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(bytes(range(256)) * 40)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        seq = board.store.seq
        report = await ask(board, str(tmp_path / "photo.csv"))
        assert report.startswith("photo.csv")
        assert "\n" not in report
        assert board.app.screen.query_one("#take").disabled
        assert "nowhere.csv" in await ask(board, str(tmp_path / "nowhere.csv"))
        assert isinstance(board.app.screen, ImportDialog)
        assert board.store.seq == seq


async def test_a_file_dropped_on_the_window_is_found_as_terminals_write_it(tmp_path: Path) -> None:
    path = tmp_path / "my list.csv"
    path.write_text(NEW_LIST)
    async with dashboard(tmp_path / "data", *SMALL) as board:
        for text in (f"'{path}'", str(path).replace(" ", "\\ "), path.as_uri()):
            assert "1 new, 1 changed" in await ask(board, text)
