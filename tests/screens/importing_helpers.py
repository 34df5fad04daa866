"""What the tests of the import share: made-up lists, and the dialog driven as a user drives it."""

from pathlib import Path

from textual import events
from textual.widgets import Button, Input

from tests.screens.helpers import Dashboard

NEW_LIST = """Institution Name,City,State,Program Name,NRMP Program Code,Positions Offered,Positions Unfilled,Rule
Ohio Valley Medical Center,Marietta,OH,Internal Medicine,1234140C0,8,5,none
Prairie General,Salina,KS,Pediatrics,4567320C0,6,3,none
Prairie General,Salina,KS,Broken Row,not-a-code,6,3,none
"""
STRANGE = """Spital,Ort,Nummer,Frei,Platz
Prairie General,Salina,4567320C0,3,yes
Ohio Valley Medical Center,Marietta,1234140C0,5,no
"""
RESEARCH = """Hospital,City,State,Specialty,J-1,Notes
Ohio Valley Med Ctr,Marietta,OH,Internal Medicine,yes,good genetics
Sagebrush Regional,Elko,NV,Psychiatry,no,far away
"""
COPIED = NEW_LIST.replace(",", "\t").replace("\n", "\r")
"""As a terminal hands over a table that was copied from a web page."""


def report(board: Dashboard) -> str:
    """What the dialog says."""
    return board.text("#text")


def button(board: Dashboard, name: str) -> Button:
    """A button of the dialog in front."""
    return board.app.screen.query_one(f"#{name}", Button)


async def opened(board: Dashboard) -> None:
    """The dialog, ready."""
    await board.settle()
    await board.press("I")
    assert board.screen == "ImportDialog"


async def looked_at(board: Dashboard) -> str:
    """Wait until the dry run is made; what it says."""
    await board.until(lambda: not report(board).startswith(("Enter", "Ctrl+S", "Reading")))
    await board.taken()
    return report(board)


async def ask(board: Dashboard, path: Path) -> str:
    """Type a path, and Enter; what the dialog says."""
    if board.screen != "ImportDialog":
        await opened(board)
    field = board.app.screen.query_one("#file", Input)
    field.value = str(path)
    field.focus()
    await board.press("enter")
    return await looked_at(board)


async def paste(board: Dashboard, text: str) -> None:
    """Paste as a terminal does, or drop a file."""
    board.app.post_message(events.Paste(text))
    await board.taken()


def saved(folder: Path, text: str, name: str = "list.csv") -> Path:
    """A text as a file."""
    path = folder / name
    path.write_text(text)
    return path


async def columns(board: Dashboard) -> None:
    """The dialog of the columns, ready."""
    button(board, "columns").focus()
    await board.press("enter")
    assert board.screen == "MappingDialog"
    await board.until(lambda: board.grid.key)


async def say(board: Dashboard, number: int, words: str, key: str = "enter") -> None:
    """Say of a column (by its place) what it is: words that its meaning holds, then a key."""
    await board.go_to(str(number))
    await board.press("enter")
    assert board.screen == "MeaningDialog"
    board.app.screen.query_one("#filter", Input).value = words
    await board.taken()
    await board.press(key)
    await board.until(lambda: board.screen == "MappingDialog")
    await board.pilot.pause(0.05)
