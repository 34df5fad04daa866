"""The people of a program in the dashboard: filled in, kept by leaving, removed, and found when they ring."""

from pathlib import Path

from textual.widgets import Input

from soaptui.records import Person
from soaptui.screens.widgets.choices import Choices
from soaptui.screens.widgets.finder import Finder
from tests.screens.frames import check_frame
from tests.screens.helpers import LAKE, OHIO, SMALL, dashboard, on_disk

JANE = Person(id="jane", program=OHIO, name="Jane Doe", role="coordinator", phone="(419) 555-0142")


async def test_somebody_is_filled_in_and_kept_by_leaving(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("h")
        assert board.screen == "PeopleDialog"
        await board.write("Ada Smith")
        await board.press("tab")
        await board.write("director")
        check_frame(board.app, "people-80x24")
        await board.press("escape")
        (person,) = on_disk(tmp_path).people.values()
        assert (person.program, person.name, person.role) == (OHIO, "Ada Smith", "director")
        assert "Ada Smith, director" in board.page


async def test_the_keys_that_are_named_are_those_of_the_place_where_the_cursor_is(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, JANE) as board:
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("h")
        assert "n new person" in board.text("#hint")
        await board.press("enter")
        assert board.text("#hint").startswith("Enter or Tab next · in the list above: n new person")
        await board.press("escape")
        await board.go_to(LAKE)
        await board.press("h", "n")
        assert board.app.screen.query_one("#name", Input).value == "n"
        assert "n new person" not in board.flat
        assert board.text("#hint").startswith("You write a new person")


async def test_one_is_edited_another_added_and_one_removed(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, JANE) as board:
        await board.press("2")
        await board.go_to(OHIO)
        await board.press("h", "enter")
        board.app.screen.query_one("#note", Input).value = "kind"
        await board.press("shift+tab", "n")
        await board.write("Bo Li")
        await board.press("ctrl+s")
        kept = on_disk(tmp_path).people
        assert kept["jane"].note == "kind"
        assert {one.name for one in kept.values()} == {"Jane Doe", "Bo Li"}
        await board.press("h")
        await board.go_to("jane")
        await board.press("delete", "escape")
        assert {one.name for one in board.state.people.values()} == {"Bo Li"}
        await board.press("u")
        assert "jane" in board.state.people


async def test_a_number_tells_who_rings(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, JANE) as board:
        await board.press("c")
        board.app.screen.query_one(Finder).query_one(Input).value = "4195550142"
        await board.taken()
        assert "Ohio Valley" in str(board.app.screen.query_one(Finder).query_one(Choices)._lines[0])
        await board.press("enter")
        await board.until(lambda: "Jane Doe, coordinator" in board.page)
