"""Monday's first hour of who has no position yet, or only a part of one: a kind sentence, and boxes of time.

Where the user is in it is kept as a setting, and comes through a restart. Going on is the user's own: no box ends by
itself, and each can be skipped.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from soaptui import ways
from soaptui.counted import many
from soaptui.meaning import Meaning
from soaptui.records import State
from soaptui.week import words
from soaptui.week.season import Season
from soaptui.week.situation import situation

SETTING = "first-hour"
"""The name of the setting that keeps where the user is in it."""

HourBox = Literal["breathe", "list", "cut-offs", "tiers", "statements", "send"]


class HourBoxMeaning(Meaning):
    """One box: its title, for so many minutes (0: without a clock), and what to do in it."""

    title: str
    minutes: int
    todo: str


HOUR_BOXES: dict[HourBox, HourBoxMeaning] = {
    "breathe": HourBoxMeaning(
        title="Breathe",
        minutes=5,
        todo="Put the phone down. Drink something. Tell one person. The list will wait for you.",
    ),
    "list": HourBoxMeaning(
        title="The list",
        minutes=10,
        todo=f"Download the List of Unfilled Programs from R3 and {ways.IMPORT}. Do not share it.",
    ),
    "cut-offs": HourBoxMeaning(
        title="Cut-offs",
        minutes=10,
        todo="Find the programs that you cannot apply to: visa, attempts, year of graduation. Leave them out.",
    ),
    "tiers": HourBoxMeaning(
        title="Tiers",
        minutes=20,
        todo=f"Read tier 1 and tier 2, and plan your applications: {ways.CHOOSE_WITH_YOU} helps you choose.",
    ),
    "statements": HourBoxMeaning(
        title="Statements",
        minutes=15,
        todo="One statement and at most four letters for each program. Correct mistakes. Do not write anything "
        "new now.",
    ),
    "send": HourBoxMeaning(
        title="Send",
        minutes=0,
        todo=f"Send one after the other in MyERAS or ResidencyCAS, then {ways.MARK_EACH}.",
    ),
}
"""The boxes in their order."""

ORDER: tuple[HourBox, ...] = tuple(HOUR_BOXES)

KIND = "Many physicians began their training through SOAP. Take it one step at a time."


class FirstHour(msgspec.Struct, frozen=True):
    """Where the user is in it: before it while no box is named, after it once it is `over`.

    `began` is from when on the box runs, `away` says that all of it was put out of sight.
    """

    year: int
    box: str = ""
    began: datetime | None = None
    over: bool = False
    away: bool = False

    @property
    def place(self) -> int:
        """The number of the box; -1 before the first one, and the number of boxes after the last."""
        if self.over:
            return len(ORDER)
        return ORDER.index(box) if (box := _known(self.box)) else -1


def _known(text: str) -> HourBox | None:
    return next((box for box in ORDER if box == text), None)


def first_hour_read(text: str, season: Season) -> FirstHour:
    """What the setting says; for another season, or in words that cannot be read, it was not begun."""
    try:
        there = msgspec.json.decode(text, type=FirstHour)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return FirstHour(season.year)
    return there if there.year == season.year else FirstHour(season.year)


def first_hour_kept(hour: FirstHour) -> str:
    """The same as the setting keeps it."""
    return msgspec.json.encode(hour).decode()


def is_hour_for(state: State, season: Season, now: datetime) -> bool:
    """Whether it is for this user now: from Monday's status until programs look; later while nothing was sent yet."""
    if situation(state) not in ("unmatched", "preliminary", "advanced"):
        return False
    if not season.event("match-status").at <= now < season.rounds[0].opens:
        return False
    sent = any(application.sent is not None for application in state.applications.values())
    return now < season.event("applications-released").at or not sent


def gone_to(hour: FirstHour, by: int, now: datetime) -> FirstHour:
    """One box on, done or skipped, or one back; its clock begins anew."""
    place = max(0, hour.place + by)
    if place >= len(ORDER):
        return msgspec.structs.replace(hour, box="", began=None, over=True)
    return msgspec.structs.replace(hour, box=ORDER[place], began=now, over=False)


def current_box(hour: FirstHour) -> HourBox | None:
    """The box that runs; None before the first and after the last."""
    return None if hour.over else _known(hour.box)


def box_left(hour: FirstHour, now: datetime) -> int | None:
    """Seconds left of the box that runs, 0 once it is up; None where no clock runs."""
    box = current_box(hour)
    if box is None or hour.began is None or not HOUR_BOXES[box].minutes:
        return None
    end = hour.began + timedelta(minutes=HOUR_BOXES[box].minutes)
    return max(0, words.seconds_left(min(end, now + timedelta(minutes=HOUR_BOXES[box].minutes)), now))


def box_clock(hour: FirstHour, now: datetime) -> str:
    """What is left of the box that runs: "7:12 left", "time is up"; empty where no clock runs."""
    left = box_left(hour, now)
    return "" if left is None else f"{left // 60}:{left % 60:02} left" if left else "time is up: go to the next step"


def hour_line(hour: FirstHour, now: datetime) -> str:
    """Where the user is, in a line."""
    box = current_box(hour)
    if hour.over:
        return ""
    if box is None:
        return "Many physicians began in SOAP. First hour, step by step"
    clock = box_clock(hour, now)
    return f"First hour {hour.place + 1}/{len(ORDER)} · {HOUR_BOXES[box].title}{f' · {clock}' if clock else ''}"


def box_lines(hour: FirstHour, now: datetime) -> list[str]:
    """Every box in a line, with a mark for what is over, what runs and what is to come."""
    lines = []
    for number, (_, means) in enumerate(HOUR_BOXES.items()):
        mark = "✓" if number < hour.place else "▶" if number == hour.place else "·"
        length = f"{many(means.minutes, 'minute')}" if means.minutes else "one by one"
        clock = box_clock(hour, now) if number == hour.place else ""
        lines.append(" ".join(filter(None, (f"{mark} {means.title:<11}{length:<12}", clock))).rstrip())
    return lines
