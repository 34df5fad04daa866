"""The day as a strip: rounds as blocks, what has the user's name on it as marks, the night at home shaded, now.

Pure: a moment and a width give rows of cells, one character each with the name of its look. The screens give the
looks their colours, the exports draw the same hours.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec

from soaptui.records import State, program_title
from soaptui.week import appointments, own_day, returning, words, zones
from soaptui.week.offers import accepted, closes, open_offers
from soaptui.week.season import Season
from soaptui.week.situation import bound, out_of_soap

FIRST_HOUR, LAST_HOUR = 8, 21
"""The hours of Eastern Time that the strip shows of every day: from when programs may call to the end of SOAP."""

RibbonLook = Literal["", "dim", "open", "round", "gap", "night", "needle", "interview", "promise", "offer", "past"]
MarkKind = Literal["interview", "promise", "offer"]

MARKS: dict[MarkKind, str] = {"interview": "●", "promise": "◆", "offer": "!"}
"""What stands on the strip for each kind, in the order of drawing: an offer's end covers what lies under it."""

NEEDLE = "▼"
MOMENT, HELD = "▪", "○"
"""On the strips of the week: an official moment, and an interview that was held."""

WEEK_DAYS = 5
BLOCK, GONE, GAP, NIGHT = "█", "▒", "░", "▒"


class RibbonCell(msgspec.Struct, frozen=True):
    """One character of a row, and how it looks."""

    text: str
    look: RibbonLook = ""


class RibbonMark(NamedTuple):
    """Something of the user's at a moment, and in words what it is."""

    at: datetime
    kind: MarkKind
    what: str


class RibbonDay(msgspec.Struct, frozen=True):
    """The hours of one Eastern day, as instants, and what lies in them.

    `rounds` and `gaps` are pairs of instants. `ends` is the end of SOAP where it lies in this day.
    """

    opens: datetime
    closes: datetime
    rounds: tuple[tuple[datetime, datetime], ...]
    gaps: tuple[tuple[datetime, datetime], ...]
    marks: tuple[RibbonMark, ...]


def ribbon_day(state: State, season: Season, now: datetime, on: datetime | None = None) -> RibbonDay:
    """The Eastern day of `on`, else of `now`, from 8 to 21 ET, with what lies in it for this user."""
    midnight = zones.eastern(on or now).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    opens, ends = (zones.instant(midnight + timedelta(hours=hour), zones.EASTERN) for hour in (FIRST_HOUR, LAST_HOUR))
    windows = [] if out_of_soap(state) or bound(state) or season.over(now) else [*season.rounds]
    rounds = tuple((one.opens, one.closes) for one in windows if one.closes > opens and one.opens < ends)
    gaps = tuple((before[1], after[0]) for before, after in pairwise(rounds))
    if rounds and season.ends <= ends:
        gaps += ((rounds[-1][1], season.ends),)
    marks = tuple(mark for mark in _marks(state, season, now) if opens <= mark.at < ends)
    return RibbonDay(opens, ends, rounds, gaps, marks)


def _marks(state: State, season: Season, now: datetime) -> Iterator[RibbonMark]:
    waiting = returning.open_promises(state, season, now).free
    for call in state.calls.values():
        promised = waiting.get(call.id) if call.follow_up is not None else None
        if promised is not None and promised.due is not None:
            title = program_title(state, call.program, call.unknown)
            yield RibbonMark(promised.due, "promise", f"{promised.what} · {title}")
    for interview in state.interviews.values():
        if appointments.still_stands(interview, state):
            yield RibbonMark(interview.at, "interview", f"interview · {program_title(state, interview.program)}")
    if accepted(state) is None:
        for offer in open_offers(state, season, now):
            if (end := closes(offer, season)) is not None:
                yield RibbonMark(end, "offer", f"offer ends · {program_title(state, offer.program)}")


def column_of(day: RibbonDay, at: datetime, width: int) -> int:
    """The column in which an instant lies; below 0 or from `width` on where it lies outside of the day's hours."""
    return int((at - day.opens) / (day.closes - day.opens) * width)


def _moments(day: RibbonDay, width: int) -> list[datetime]:
    """The instant in the middle of each column."""
    step = (day.closes - day.opens) / width
    return [day.opens + step * (column + 0.5) for column in range(width)]


def hours_row(day: RibbonDay, zone: str, width: int, *, every: int = 1) -> list[RibbonCell]:
    """The scale: the hour, in that zone, over the column in which it begins; hours that do not fit are left out.

    Where a zone is half an hour off, its scale stands under the Eastern hours, with its minutes.
    """
    row = [RibbonCell(" ")] * width
    free = 0
    for hour in range(0, LAST_HOUR - FIRST_HOUR + 1, every):
        at = day.opens + timedelta(hours=hour)
        wall = zones.at_zone(at, zone)
        label = f"{wall:%H}" if zone == zones.EASTERN else words.clock24(wall)
        column = column_of(day, at, width)
        if column < free or column + len(label) > width:
            continue
        for offset, letter in enumerate(label):
            row[column + offset] = RibbonCell(letter, "dim")
        free = column + len(label) + 1
    return row


def blocks_row(day: RibbonDay, now: datetime, width: int) -> list[RibbonCell]:
    """The rounds as blocks and the gaps between them, with the user's marks and the needle of now over them."""
    row = [_ground(day, moment, now) for moment in _moments(day, width)]
    for kind in MARKS:
        for mark in day.marks:
            column = column_of(day, mark.at, width)
            if mark.kind == kind and 0 <= column < width:
                row[column] = RibbonCell(MARKS[kind], kind)
    column = column_of(day, now, width)
    if 0 <= column < width and row[column].look not in MARKS:
        row[column] = RibbonCell(NEEDLE, "needle")
    return row


def _ground(day: RibbonDay, moment: datetime, now: datetime) -> RibbonCell:
    if _within(moment, day.rounds):
        return RibbonCell(GONE, "past") if moment < now else RibbonCell(BLOCK, _look_of(day, moment, now))
    if _within(moment, day.gaps):
        return RibbonCell(GAP, "past" if moment < now else "gap")
    return RibbonCell("·", "dim")


def _look_of(day: RibbonDay, moment: datetime, now: datetime) -> RibbonLook:
    """The round that is open now stands out of those that come."""
    return "open" if any(opens <= moment < ends and opens <= now < ends for opens, ends in day.rounds) else "round"


def _within(moment: datetime, stretches: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(opens <= moment < ends for opens, ends in stretches)


def home_row(day: RibbonDay, state: State, zone: str, width: int) -> list[RibbonCell]:
    """The scale of home, with the user's night shaded where no hour stands."""
    every = next(every for every in (1, 2, 3, 4, 13) if width * every / (LAST_HOUR - FIRST_HOUR) >= 6 or every == 13)
    row = hours_row(day, zone, width, every=every)
    night = own_day.own_day_of(state).night
    if night is None:
        return row
    asleep = [night.covers(zones.at_zone(moment, zone)) for moment in _moments(day, width)]
    return [
        RibbonCell(NIGHT if cell.text == " " else cell.text, "night") if shaded else cell
        for cell, shaded in zip(row, asleep, strict=True)
    ]


def ribbon_rows(
    state: State, season: Season, now: datetime, zone: str, width: int, *, home: bool = True
) -> list[tuple[str, list[RibbonCell]]]:
    """The strip of this day: for each row its name and its cells, at most `width` columns without the names.

    The row of home is left out where home has Eastern Time, or where there is no room for it.
    """
    day = ribbon_day(state, season, now)
    hours = LAST_HOUR - FIRST_HOUR
    width = max(hours, width // hours * hours)  # each hour has as many columns as the others
    rows = [("ET", hours_row(day, zones.EASTERN, width)), ("", blocks_row(day, now, width))]
    if home and not words.same_clock(now, zone):
        rows.append(("home", home_row(day, state, zone, width)))
    return rows


def week_rows(state: State, season: Season, now: datetime, width: int) -> list[tuple[str, list[RibbonCell]]]:
    """The five days of Match Week, a strip each under one scale, today's name marked by the needle.

    A strip has, beside what the day's own has, the official moments and the interviews that were held.
    """
    hours = LAST_HOUR - FIRST_HOUR
    width = max(hours, width // hours * hours)
    monday = season.event("match-status").at
    days = [ribbon_day(state, season, now, monday + timedelta(days=number)) for number in range(WEEK_DAYS)]
    rows = [("ET", hours_row(days[0], zones.EASTERN, width))]
    for day in days:
        name = f"{zones.eastern(day.opens):%a}{NEEDLE if day.opens <= now < day.closes else ''}"
        rows.append((name, _with_moments(blocks_row(day, now, width), day, state, season, now)))
    return rows


def _with_moments(
    row: list[RibbonCell], day: RibbonDay, state: State, season: Season, now: datetime
) -> list[RibbonCell]:
    """The strip with the official moments of the day, and the interviews that are over, where nothing else stands."""
    width = len(row)
    opening = {one.opens for one in season.rounds} | {one.closes for one in season.rounds}
    moments = [(event.at, MOMENT) for event in season.events if event.at not in opening]
    moments += [(one.at, HELD) for one in state.interviews.values() if one.at < now and one.standing == "held"]
    for at, text in moments:
        column = column_of(day, at, width)
        if 0 <= column < width and row[column].look == "dim":
            row[column] = RibbonCell(text, "dim" if at < now else "open")
    return row


def ribbon_in_words(state: State, season: Season, now: datetime) -> tuple[str, str]:
    """What the strip of this day shows, as two lines in Eastern Time: the rounds, and what is the user's."""
    day = ribbon_day(state, season, now)
    rounds = ", ".join(
        f"{_wall(opens)}-{_wall(ends)}{' (open)' if opens <= now < ends else ' (over)' if ends <= now else ''}"
        for opens, ends in day.rounds
    )
    marks = "; ".join(f"{_wall(mark.at)} {mark.what}" for mark in sorted(day.marks))
    return (f"Rounds today: {rounds}" if rounds else "", marks)


def _wall(moment: datetime) -> str:
    return words.clock24(zones.eastern(moment))


def strip_is_wanted(day: RibbonDay, now: datetime) -> bool:
    """Whether the strip has anything to show: a round, a mark, or the hours themselves while they run."""
    return bool(day.rounds or day.marks) and now < day.closes
