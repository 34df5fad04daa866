"""The dialog that writes a file: it asks before it replaces what soaptui did not write."""

from pathlib import Path

from tests.screens.helpers import SMALL, Dashboard, dashboard


async def name(board: Dashboard, path: Path) -> None:
    """Open the dialog over the table and write the file's name."""
    await board.press("2", "X")
    await board.until(lambda: board.screen == "ExportDialog")
    await another(board, path)


async def another(board: Dashboard, path: Path) -> None:
    """Write another name."""
    from textual.widgets import Input

    board.app.screen.query_one(Input).value = str(path)
    await board.pilot.pause()


async def test_a_new_file_and_the_export_before_it_are_written_at_once(tmp_path: Path) -> None:
    target = tmp_path / "plan.md"
    async with dashboard(tmp_path / "data", *SMALL) as board:
        for _ in range(2):
            await name(board, target)
            await board.press("enter")
            await board.until(lambda: board.screen == "ProgramsView")
        assert target.read_text(encoding="utf-8").startswith("#")


async def test_a_file_of_the_users_is_asked_about_and_replaced_by_a_key_of_its_own(tmp_path: Path) -> None:
    target, other = tmp_path / "notes.md", tmp_path / "other.md"
    for path in (target, other):
        path.write_text("mine", encoding="utf-8")
    async with dashboard(tmp_path / "data", *SMALL) as board:
        await name(board, target)
        await board.press("ctrl+r")
        for _ in range(2):
            await board.press("enter")
            await board.until(lambda: "Ctrl+R replaces it" in board.text("#report"))
            assert target.read_text(encoding="utf-8") == "mine", "Enter alone never replaces it"
        await another(board, other)
        await board.press("ctrl+r")
        assert other.read_text(encoding="utf-8") == "mine", "the question was about another file"
        await another(board, target)
        await board.press("ctrl+r")
        await board.until(lambda: board.screen == "ProgramsView")
        assert target.read_text(encoding="utf-8").startswith("#")
        assert other.read_text(encoding="utf-8") == "mine"
