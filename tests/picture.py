"""Draw the pictures of the README and of the guide from made-up data: `python -m tests.picture docs/pictures`.

Behind the folder stand the names of pictures, where not all of them are wanted.
"""

import asyncio
import contextlib
import html
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from textual import constants
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from soaptui import demo
from soaptui.app import SoapTuiApp
from soaptui.helper_app import HelperApp
from soaptui.records import Document, ListVersion, Offer, Profile, Program, Record, Task, replace
from soaptui.screens.enduring_app import EnduringApp
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import season, zones
from tests.clocks import FakeClock

SIZE = (120, 34)
HOME = "Asia/Colombo"
WEEK = season.load_season(2027)

THURSDAY = "2027-03-18T10:12:07"
MONDAY = "2027-03-15T10:07:00"
MONDAY_EVENING = "2027-03-15T18:40:00"
TUESDAY = "2027-03-16T11:05:00"
FRIDAY = "2027-03-19T12:20:00"
JANUARY = "2027-01-12T09:30:00"
NOVEMBER = "2026-11-28T09:30:00"


def nothing() -> Iterator[Record]:
    """Nothing yet: the first start."""
    return iter(())


def thursday() -> Iterator[Record]:
    """The Thursday of the demo."""
    yield from demo.records(WEEK, zones.read_iso(THURSDAY))


def friday() -> Iterator[Record]:
    """The same week, a day later: the offer was accepted."""
    for record in thursday():
        if isinstance(record, Offer):
            decided = zones.read_iso("2027-03-18T10:31:00")
            yield replace(record, outcome="accepted", decided=decided)
        else:
            yield record


def monday() -> Iterator[Record]:
    """Monday just after 10:00: who they are, and nothing of the list yet."""
    yield from (record for record in thursday() if isinstance(record, Profile))


def monday_evening() -> Iterator[Record]:
    """The list is imported, and nothing is planned yet."""
    for record in thursday():
        if isinstance(record, Profile | Program) or (isinstance(record, ListVersion) and record.id == "list-1"):
            yield record


def january() -> Iterator[Record]:
    """Before March: not known yet if they matched; some things are ready, some not."""
    for record in thursday():
        if isinstance(record, Profile):
            yield replace(record, match="unknown")
    letters = (("320", "Dr. Ishara Wick", "uploaded"), ("140", "Dr. Noel Abara", "asked"))
    for number, (specialty, writer, state) in enumerate(letters, 1):
        yield Document(
            id=f"letter-{number}",
            kind="letter",
            specialty=specialty,
            writer=writer,
            state=state,  # type: ignore[arg-type]  # one of the states of a document
        )
    yield Document(id="statement-1", kind="statement", specialty="140", state="draft", version=2)
    due = zones.read_iso("2027-01-22T17:00:00")
    yield Task(id="own-1", title="Ask Dr. Abara for the letter again", due=due, by_day=True)


class Scene(NamedTuple):
    """A moment, and the data at it; `keys` lead to what is drawn, and what stands in quotes is typed."""

    at: str
    records: Callable[[], Iterable[Record]]
    keys: str
    shows: str
    """Words that are in it, if the keys still lead there."""
    beside: bool = False
    """Whether it is the window of whoever sits beside the user."""


PICTURES = {
    "timeline": Scene(THURSDAY, thursday, "1", "ROUND 1 IS OPEN"),
    "first-question": Scene(NOVEMBER, nothing, "'sri'", "YOUR PROFILE"),
    "help": Scene(THURSDAY, thursday, "2 ?", "PROGRAMS (2)"),
    "prepare": Scene(JANUARY, january, "5", "statements, letters"),
    "practise": Scene(JANUARY, january, "6", "Why this specialty?"),
    "first-hour": Scene(MONDAY, monday, "! enter", "THE FIRST HOUR"),
    "import": Scene(MONDAY, monday, "I 'unfilled.csv' wait ctrl+s wait", "40 new"),
    "programs": Scene(THURSDAY, thursday, "2", "TIER 1"),
    "map": Scene(THURSDAY, thursday, "2 g", "PROGRAMS BY STATE"),
    "plan": Scene(MONDAY_EVENING, monday_evening, "2 P wait wait", "45 of 45 free slots"),
    "sending": Scene(MONDAY_EVENING, monday_evening, "2 P wait wait enter wait L wait", "CHECK-LIST"),
    "calls": Scene(THURSDAY, thursday, "3", "BY TIER"),
    "call": Scene(THURSDAY, thursday, "3 c 'wexm' enter", "Cindermoor University"),
    "offers": Scene(THURSDAY, thursday, "4", "OPEN · answer in R3"),
    "sheet": Scene(THURSDAY, thursday, "4 D", "YOUR DECISION SHEET"),
    "day": Scene(THURSDAY, thursday, "0", "OFFER ends"),
    "after": Scene(FRIDAY, friday, "7 wait wait", "The week: 44 sent"),
    "helper": Scene(
        THURSDAY,
        thursday,
        "'Palewater' tab '419 555 0142' tab 'Call back before 11.'",
        "Call back before 11.",
        beside=True,
    ),
    "history": Scene(
        TUESDAY, monday_evening, "2 j space j space j j space m 'palew' enter ctrl+s wait H wait", "HISTORY"
    ),
    "settings": Scene(THURSDAY, thursday, "ctrl+p 'theme' wait", "colour-blind-safe"),
}
"""Each picture, by the name of its file."""

LIST = "unfilled.csv"
WAITS = 1.2
"""Seconds for what is worked out beside the screen: a file that is read, a plan."""


def write_list(folder: Path) -> None:
    """The list that is imported in a picture: some of the demo's programs, as a table of their own."""
    rows = ["Program Code,Institution,City,State,Program,Positions Unfilled,J-1"]
    programs = [record for record in thursday() if isinstance(record, Program)]
    for one in sorted(programs, key=lambda program: program.id)[:40]:
        visa = {"yes": "Y", "no": "N"}.get(one.j1.value, "ask us")
        rows.append(",".join((one.code, f'"{one.institution}"', one.city, one.state, one.name, "2", visa)))
    (folder / LIST).write_text("\n".join(rows) + "\n", encoding="utf-8")


@contextlib.contextmanager
def held_still() -> Iterator[None]:
    """Whatever differs from computer to computer: colours, motion, the cursor's blink, the zone, the folder."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        mock.patch.object(constants, "COLOR_SYSTEM", "truecolor"),
        mock.patch.object(constants, "TEXTUAL_ANIMATIONS", "none"),
        mock.patch.object(Input.cursor_blink, "_default", False),
        mock.patch.object(TextArea.cursor_blink, "_default", False),
        mock.patch.object(zones, "system_zone", lambda: HOME),
    ):
        write_list(Path(folder))
        yield


async def _press(pilot: Pilot[Any], keys: str) -> None:
    for step in re.findall(r"'[^']*'|\S+", keys):
        if step == "wait":
            await pilot.pause(WAITS)
        else:
            await pilot.press(*(step[1:-1] if step.startswith("'") else (step,)))
    await pilot.pause(0.4)


def words_in(svg: str) -> str:
    """What one reads in a picture."""
    return html.unescape(re.sub(r"<[^>]*>", "", svg)).replace("\xa0", " ")


def picture_of(svg: str) -> str:
    """The picture as it is kept: it asks no other computer for a font, and names none."""
    svg = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: ui-monospace, Menlo, Consolas, monospace")
    names = {name: f"t{number}" for number, name in enumerate(dict.fromkeys(re.findall(r"terminal-\d+", svg)))}
    for name, short in names.items():
        svg = svg.replace(name, short)  # a number that differs from time to time
    return re.sub(r"\n\s*\n+", "\n", svg)


async def draw_scene(scene: Scene, size: tuple[int, int] = SIZE) -> str:
    """The SVG of one scene."""
    clock = FakeClock(zones.read_iso(scene.at))
    with tempfile.TemporaryDirectory() as data:
        store = Store.open(Path(data), clock.now)
        if records := tuple(scene.records()):
            store.commit(build_change("Made-up data", store.state, *records))
        reader = Store.open(Path(data), clock.now, write=False) if scene.beside else store
        app: EnduringApp = (HelperApp if scene.beside else SoapTuiApp)(reader, clock, WEEK)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(WAITS)
            await _press(pilot, scene.keys)
            svg = app.export_screenshot(title="soaptui")
        store.close()
    if scene.shows not in words_in(svg):
        sys.exit(f"The keys {scene.keys} lead to no picture with {scene.shows!r} in it.")
    return picture_of(svg)


async def draw(folder: Path, names: Iterable[str] = ()) -> None:
    """Save the pictures with these names, or all."""
    folder = folder.resolve()
    with held_still():
        for name in names or PICTURES:
            (folder / f"{name}.svg").write_text(await draw_scene(PICTURES[name]), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]), sys.argv[2:]))
