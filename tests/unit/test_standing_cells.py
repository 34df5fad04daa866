"""What each of the six standings is told at eight moments: the next event and the one next action, word for word.

`tests/golden/standings.txt` has the 48 cells. STANDINGS=write rewrites it: read the difference first.
"""

import itertools
import os
import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest

from soaptui.prepare.next_step import preparing_now
from soaptui.records import HeldPosition, MatchStatus, Profile, State
from soaptui.screens.commands import pressed
from soaptui.week import season
from soaptui.week.afterwards import after_soap
from soaptui.week.agenda import agenda
from soaptui.week.season import Season
from soaptui.week.whole_week import beside_the_week
from tests.unit.agenda_helpers import at, state

WEEK = season.load_season(2027)
FILE = Path(__file__).resolve().parents[1] / "golden" / "standings.txt"
HOME = "Asia/Colombo"
STANDINGS: tuple[MatchStatus, ...] = get_args(MatchStatus)
MOMENTS = (
    "2026-11-27 10:00",
    "2027-02-01 10:00",
    "2027-03-01 10:00",
    "2027-03-14 10:00",
    "2027-03-15 10:05",
    "2027-03-18 10:05",
    "2027-03-19 12:30",
    "2027-09-01 10:00",
)
CELLS = [*itertools.product(STANDINGS, MOMENTS)]
HELD = {
    "advanced": HeldPosition(institution="Buckeye Valley", city="Toledo", state="OH", specialty="Radiology"),
    "preliminary": HeldPosition(institution="Pine Harbor", city="Portland", state="ME", specialty="prelim medicine"),
}


def of_standing(match: MatchStatus) -> State:
    return state(Profile(id="me", match=match, visa="J-1", zone=HOME, held=HELD.get(match, HeldPosition())))


def cell(match: MatchStatus, moment: str, week: Season = WEEK) -> str:
    """What they read then."""
    kept, now = of_standing(match), at(moment)
    found = agenda(kept, week, now, HOME, preparing_now(kept, week, now))
    after = after_soap(kept, week, now)
    lines = [
        f"## {match} · {moment}",
        f"next: {found.next.label if found.next else '-'}",
        f"open: {' / '.join(one.label for one in found.open) or '-'}",
        f"do: {pressed(found.action)}",
    ]
    if after is not None:
        lines += [f"after: {after.title}", *(f"  - {pressed(step)}" for step in after.steps)]
    return "\n".join(lines)


def test_the_48_cells_say_word_for_word_what_was_read_and_found_right() -> None:
    said = "\n\n".join(cell(match, moment) for match, moment in CELLS) + "\n"
    if os.environ.get("STANDINGS") == "write":
        FILE.write_text(said, encoding="utf-8")
    assert said == FILE.read_text(encoding="utf-8")
    assert len(CELLS) == 48


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_two_standings_are_told_the_same_to_do(moment: str) -> None:
    kept = {match: of_standing(match) for match in STANDINGS}
    now = at(moment)
    said = [agenda(one, WEEK, now, HOME, preparing_now(one, WEEK, now)).action for one in kept.values()]
    assert len(set(said)) == len(STANDINGS)


FALSE: dict[MatchStatus, str] = {
    "matched": r"Download the List|send your|free slot|write to unfilled|next year|When it rings",
    "ineligible": r"Download the List|send your applications|offer is there|Round \d|free slot|MyERAS",
    "preliminary": r"next year|rest, then|unfilled programs|Whether SOAP is for you",
    "advanced": r"next year|rest, then|unfilled programs|Whether SOAP is for you",
    "unmatched": r"You hold|binding|waiver|You are matched|did you match|Did you match",
    "unknown": r"You hold|You are |next year|waiver",
}
"""What would be false for them, at whatever moment."""


PANEL, LINES = 38, 9
"""What the Now panel has room for on a screen of 80 by 24."""


@pytest.mark.parametrize(("match", "moment"), CELLS)
def test_the_narrow_panel_shows_all_of_what_is_to_be_done(match: MatchStatus, moment: str) -> None:
    kept, now = of_standing(match), at(moment)
    action = pressed(agenda(kept, WEEK, now, HOME, preparing_now(kept, WEEK, now)).action)
    assert len(textwrap.wrap(action, PANEL)) <= LINES, textwrap.wrap(action, PANEL)


@pytest.mark.parametrize(("match", "moment"), CELLS)
def test_nothing_is_said_that_is_false_for_them(match: MatchStatus, moment: str) -> None:
    kept, now = of_standing(match), at(moment)
    found = agenda(kept, WEEK, now, HOME, preparing_now(kept, WEEK, now))
    told = f"{found.next.label if found.next else ''}\n{pressed(found.action)}"
    assert re.search(FALSE[match], told) is None, told


@pytest.mark.parametrize(("match", "moment"), CELLS)
def test_nothing_that_is_past_is_told_as_to_come_on_the_timeline(match: MatchStatus, moment: str) -> None:
    kept, now = of_standing(match), at(moment)
    found = agenda(kept, WEEK, now, HOME)
    assert found.next is None or found.next.at > now
    assert {line.id for line in beside_the_week(kept, WEEK, HOME)} >= {"clocks-forward"}
