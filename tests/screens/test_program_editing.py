"""What the user knows, in place: a program's facts and notes, the weights of the fit, a table written to a file."""

from pathlib import Path

from textual import events
from textual.widgets import Input, Select

from soaptui.records import Fact, SavedView, replace
from soaptui.screens.widgets.note_field import NoteField
from soaptui.store.change import build_change
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, MESA, OHIO, PROGRAMS, SMALL, Dashboard, dashboard, on_disk


def field(board: Dashboard, name: str) -> Input:
    """An input of the dialog in front."""
    return board.app.screen.query_one(f"#{name}", Input)


async def test_what_is_written_is_kept_by_leaving_and_taken_back_by_undo(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        board.app.screen.query_one("#notes", NoteField).text = "Asked for a second letter.\nKind."
        field(board, "phone").value = "+1 555 0100"
        field(board, "tags").value = "visited, west"
        await board.press("escape")
        kept = on_disk(tmp_path).programs[MESA]
        assert (kept.notes, kept.phone, kept.tags) == (
            "Asked for a second letter.\nKind.",
            "+1 555 0100",
            ("visited", "west"),
        )
        await board.press("u")
        assert board.state.programs[MESA] == PROGRAMS[2]


async def test_the_users_own_tier_wins_and_keeps_its_reason(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        board.app.screen.query_one("#tier_override", Select).value = "1"
        field(board, "override_reason").value = "my sister lives there"
        await board.press("escape")
        await board.go_to(MESA)
        await board.press("enter")
        assert "your choice: my sister lives there" in board.page


async def test_a_visa_looked_up_by_the_user_is_theirs_with_this_month(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        board.app.screen.query_one("#j1", Select).value = "yes"
        await board.press("escape")
        assert board.state.programs[MESA].j1 == Fact(value="yes", source="you", as_of="2027-03")


async def test_what_kind_of_hospital_it_is_and_its_subspecialties_are_kept(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        await board.press("e")
        board.app.screen.query_one("#setting", Select).value = "university-affiliated"
        board.app.screen.query_one("#subspecialties", Select).value = "limited"
        await board.press("escape")
        kept = on_disk(tmp_path).programs[MESA]
        assert (kept.setting, kept.subspecialties) == ("university-affiliated", "limited")


async def test_as_it_was_puts_every_field_back_and_keeps_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        before = board.store.seq
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("e")
        screen = board.app.screen
        for name, value in (
            ("setting", "community"),
            ("j1", "no"),
            ("genetics_clinic", "no"),
            ("tier_override", "3"),
        ):
            screen.query_one(f"#{name}", Select).value = value
        for name in ("override_reason", "phone", "email", "url", "tags"):
            field(board, name).value = "something else"
        screen.query_one("#talking_points", NoteField).text = ""
        screen.query_one("#notes", NoteField).text = "not meant"
        await board.press("ctrl+r", "escape")
        assert board.screen == "ProgramsView"
        assert board.state.programs[OHIO] == PROGRAMS[0]
        assert board.store.seq == before


async def test_a_visa_looked_up_again_and_found_as_it_stood_has_this_month(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("e")
        await board.press("ctrl+l")
        assert "go to one of them first" in board.flat
        board.app.screen.query_one("#j1", Select).focus()
        await board.taken()
        await board.press("ctrl+l", "escape")
        assert board.state.programs[OHIO].j1 == Fact(value="yes", source="you", as_of="2027-03")
        assert board.state.programs[OHIO].h1b == PROGRAMS[0].h1b


async def test_looking_and_leaving_changes_nothing(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        before = board.store.seq
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("e", "escape", "W", "escape")
        assert board.store.seq == before


async def test_a_note_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(LAKE)
        await board.press("e")
        now = replace(board.state.programs[LAKE], notes="From the other window")
        board.store.commit(build_change("Note", board.state, now))
        field(board, "phone").value = "+1 555 0199"
        await board.press("escape")
        kept = board.state.programs[LAKE]
        assert (kept.notes, kept.phone) == ("From the other window", "+1 555 0199")


async def test_what_is_typed_is_kept_when_the_program_ends_under_the_dialog(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(LAKE)
        await board.press("e")
        board.app.screen.query_one("#notes", NoteField).text = "half a"
        board.app.leave()
        await board.taken()
    assert on_disk(tmp_path).programs[LAKE].notes == "half a"


async def test_weights_make_every_fit_anew_and_a_bad_one_is_said_in_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(MESA)
        before = board.grid.item.assessment.fit
        await board.press("W")
        field(board, "weight-visa").value = "200"
        await board.press("escape")
        assert board.screen == "WeightsDialog"
        assert "0 to 100" in board.flat
        field(board, "weight-visa").value = "0"
        field(board, "weight-states").value = "50"
        field(board, "states").value = "AZ"
        await board.press("escape")
        assert board.screen == "ProgramsView"
        assert board.state.me.weights == {"visa": 0, "states": 50}
        assert board.grid.item.assessment.fit > before


async def test_the_filtered_table_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out" / "table.csv"
    target.parent.mkdir()
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await board.press("2")
        board.app.screen.query_one("#filter", Input).value = "state:MI"
        await board.taken()
        await board.press("X")
        field(board, "file").value = str(target)
        await board.press("enter")
        await board.until(lambda: board.screen == "ProgramsView")
        text = target.read_text(encoding="utf-8-sig")
        assert LAKE in text
        assert OHIO not in text


async def test_a_name_that_says_no_format_is_refused_in_place(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await board.press("2", "X")
        field(board, "file").value = str(tmp_path / "table.pdf")
        await board.press("enter")
        await board.until(lambda: ".html" in board.text("#report"))
        assert not (tmp_path / "table.pdf").exists()


async def test_the_dialogs_are_whole_at_80_by_24(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(OHIO)
        for key, name in (("e", "edit-program"), ("W", "weights"), ("X", "export")):
            await board.press(key)
            await board.taken()
            check_frame(board.app, f"{name}-80x24")
            await board.press("escape")


async def test_a_file_dropped_on_a_view_is_shown_as_an_import(tmp_path: Path) -> None:
    dropped = tmp_path / "list.csv"
    dropped.write_text("NRMP Program Code,Institution,Positions Unfilled\n4567140C0,Elm Hospital,3\n", "utf-8")
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await board.press("2")
        board.app.post_message(events.Paste(str(dropped)))
        await board.until(lambda: board.screen == "ImportDialog" and "3 positions open" in board.flat)
        assert "4567140C0" not in board.state.programs


async def test_a_tag_or_the_name_of_a_view_that_was_left_half_typed_stands_there_again(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, SavedView(id="ny", name="NY", filter="state:NY")) as board:
        await board.press("2")
        await board.go_to(OHIO)
        for key, field in (("number_sign", "#tag"), ("b", "#name")):
            await board.press(key)
            board.app.screen.query_one(field, Input).focus()
            await board.write("genetics")
            await board.press("escape")
            await board.press(key)
            assert board.app.screen.query_one(field, Input).value == "genetics"
            assert board.focused == field[1:]
            await board.press("enter", "escape")
            await board.press(key)
            assert board.app.screen.query_one(field, Input).value == "", "it was taken, and is half typed no longer"
            await board.press("escape")
        assert board.state.programs[OHIO].tags == ("genetics",)
        assert {view.name for view in board.state.views.values()} == {"NY", "genetics"}
