"""The program table at every width: what is shown, what tells programs apart, what the user made of the columns."""

from pathlib import Path

import pytest

from soaptui.records import Application, Interview, Offer, SavedView
from soaptui.screens.programs import table
from soaptui.week import zones
from tests.screens.helpers import (
    LISTED,
    OHIO,
    PROFILE,
    SMALL,
    THURSDAY,
    TYPE_R,
    YES,
    Dashboard,
    dashboard,
    on_disk,
    program,
    sent,
)

SITES = ("Blake", "Brandon", "Citrus", "Englewood", "Fawcett", "Largo", "Oak Hill", "Oak Valley", "Sarasota",
         "Trinity", "Northside", "Bayonet Point", "South Shore", "St. Pete")  # fmt: skip
MORSANI = tuple(
    program(
        f"{2000 + number}140C0", f"HCA Healthcare/USF Morsani GME - {site}", "Internal Medicine", state="FL", j1=YES
    )
    for number, site in enumerate(SITES)
)
WIDTHS = (47, 60, 80, 100, 120, 160, 200)


def head(board: Dashboard) -> str:
    """The heads of the columns."""
    return next(line for line in board.frame.splitlines() if line.split()[:1] == ["program"] or "program  " in line)


@pytest.mark.parametrize("width", WIDTHS)
async def test_fourteen_of_one_system_are_told_apart_at_every_width(tmp_path: Path, width: int) -> None:
    async with dashboard(tmp_path, PROFILE, LISTED, *MORSANI, size=(width, 40)) as board:
        await board.press("2")
        lines = [line for line in board.frame.splitlines() if line.startswith(" ┊") and "TIER" not in line[:9]]
        assert len(lines) == 14
        for site in SITES:
            assert sum(site in line for line in lines) == 1, site


@pytest.mark.parametrize("width", WIDTHS)
async def test_at_every_width_the_name_stands_first_then_the_letter_and_the_code_last(
    tmp_path: Path, width: int
) -> None:
    async with dashboard(tmp_path, *SMALL, size=(width, 40)) as board:
        await board.press("2", "a")
        titles = head(board).split("│")[0].split()
        at = titles.index("T")
        assert titles[0] in ("program", "tier")
        assert titles[at + 1] == "st"
        assert ("code" in titles) is (width >= 80)
        assert "code" not in titles[:-1]
        row = next(line for line in board.frame.splitlines() if line.startswith("   ") and "Anes" in line)
        assert row[head(board).index(" T ") + 1] == "R"
        assert titles.count("open") == 1


async def test_the_bar_says_the_tier_and_a_wide_table_its_word(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(200, 40)) as board:
        await board.press("2", "a")
        lines = board.frame.splitlines()
        for bar, name, house in (
            ("▌", "tier 1", "Ohio Valley"),
            ("▖", "tier 2", "Lakeshore"),
            ("┊", "tier 3", "Red Mesa"),
        ):
            assert any(line.startswith(f" {bar} {name} {house}") for line in lines), name


async def test_letters_and_tiers_have_no_colour_that_means_something_else(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2", "a")
        reserved = {board.grid._look(name).color for name in ("good", "warn", "urgent")}
        reserved.add(board.grid._look("cursor").bgcolor)
        for look in {*table.KIND_LOOKS.values(), "heading", table.tier_look("1"), table.tier_look("2")}:
            assert board.grid._look(look).color not in reserved, look
        assert board.grid._look("preliminary").color != board.grid._look("advanced").color


async def test_a_column_is_made_wider_and_narrower_at_once_and_reset_with_one_key(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(100, 30)) as board:
        await board.press("2")
        before = head(board)
        await board.press("s")
        await board.go_to("type")
        await board.press(*["plus"] * 6)
        await board.press("escape")
        assert "type" in head(board)
        assert "categorical" in board.frame
        assert on_disk(tmp_path).setting("column_widths") == "type=11"
        await board.press("s")
        await board.go_to("type")
        await board.press(*["minus"] * 20, "escape")
        assert head(board) == before
        assert on_disk(tmp_path).setting("column_widths") == ""
        await board.press("s", "plus", "plus", "r", "escape")
        assert head(board) == before


async def test_more_room_for_the_names_hides_what_matters_least(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL, size=(80, 30)) as board:
        await board.press("2")
        assert "gen" in head(board)
        await board.press("s")
        await board.go_to("program")
        await board.press(*["plus"] * 4, "escape")
        assert "gen" not in head(board)
        assert "visa" in head(board)


async def test_the_widths_are_kept_with_a_view_and_an_old_view_still_opens(tmp_path: Path) -> None:
    old = SavedView(id="old", name="Old", columns=table.ONCE)
    async with dashboard(tmp_path, *SMALL, old, size=(100, 30)) as board:
        await board.press("2")
        usual = head(board)
        await board.press("s")
        await board.go_to("state")
        await board.press("plus", "plus", "escape")
        wide = head(board)
        assert wide != usual
        await board.press("b")
        board.app.screen.query_one("#name").focus()
        await board.write("Wide")
        await board.press("enter", "escape")
        assert next(view for view in on_disk(tmp_path).views.values() if view.name == "Wide").widths == {"state": 5}
        await board.press("b")
        await board.go_to("old")
        await board.press("enter")
        assert head(board) == usual
        await board.press("b")
        await board.go_to(next(view.id for view in board.state.views.values() if view.name == "Wide"))
        await board.press("enter")
        assert head(board) == wide


@pytest.mark.parametrize("text", ["", "type", "=3", "type=x", "type=-2", "a\tb=2=3", "type=99999", "own:A=B=7"])
def test_what_is_kept_of_widths_is_read_whatever_it_is(text: str) -> None:
    widths = table.widths_of(text)
    assert all(1 <= width <= table.WIDEST for width in widths.by_id.values())
    assert table.widths_of(widths.as_text()) == widths


# -- the same names everywhere


async def test_the_other_views_tell_them_apart_too(tmp_path: Path) -> None:
    at = zones.read_iso("2027-03-18T10:40:00")
    there = (
        *(Interview(id=f"i{n}", program=one.id, at=at.replace(minute=n)) for n, one in enumerate(MORSANI[:4])),
        *(Offer(id=f"o{n}", program=one.id, round=1, seen=THURSDAY) for n, one in enumerate(MORSANI[4:7])),
        *(sent(one.id) for one in MORSANI[:8]),
        *(Application(id=one.id, program=one.id, service="ERAS", planned=at) for one in MORSANI[8:12]),
    )
    async with dashboard(tmp_path, PROFILE, LISTED, *MORSANI, *there, size=(80, 60)) as board:
        for keys, sites in (
            (["1"], SITES[:3]),
            (["3"], SITES[:4]),
            (["4"], SITES[4:7]),
            (["4", "D"], SITES[:8]),
            (["2", "L"], SITES[8:12]),
        ):
            await board.press("escape", *keys)
            await board.settle()
            lines = board.frame.splitlines()
            for site in sites:
                assert any(site in line for line in lines), (keys, site)


async def test_a_name_that_changes_is_shown_anew(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("2")
        assert "Ohio Valley" in board.frame
        assert TYPE_R not in board.frame
        after = program(OHIO, "Quill Harbor Hospital", "Internal Medicine", state="OH", type="C", j1=YES)
        board.app.session.put("Edit", after)
        await board.settle()
        assert "Quill Harbor" in board.frame
        names = board.app.session.names()
        board.app.session.put(
            "Edit", program(OHIO, "Quill Harbor Hospital", "Internal Medicine", type="C", notes="x")
        )
        assert board.app.session.names() is names, "a note leaves the names as they are"
