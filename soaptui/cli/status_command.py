"""`soaptui status`: how things stand, in whole sentences, one a line, for who listens or reads no tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.week import words, zones

if TYPE_CHECKING:
    from datetime import datetime

    from soaptui.records import State
    from soaptui.week.agenda import Agenda


def status_command(context: Context) -> int:
    """The time, what is open, what comes, what is due, what to do, and how much is done."""
    from soaptui.preparing import preparing_of
    from soaptui.week.agenda import agenda

    with context.store() as store:
        now, season, state = context.now, context.season(store.state), store.state
        zone = context.zone(state)
        today = agenda(state, season, now, zone, preparing_of(state, season, now))
    sentences = [*_time(now, zone), *_clock(context.clock_mark(season))]
    sentences += [*_coming(today, now, zone), *_done_so_far(state)]
    if context.json:
        context.print_json({"now": zones.utc_iso(now), "says": [ways.typed(one) for one in sentences]})
    else:
        context.print_lines(sentences)
    return DONE


def _time(now: "datetime", zone: str) -> Iterator[str]:
    eastern = zones.eastern(now)
    yield f"It is {eastern:%A}, {eastern.day} {eastern:%B}, {words.clock24(eastern)} Eastern Time."
    if not words.same_clock(now, zone):
        local = zones.at_zone(now, zone)
        day = f" on {local:%A}" if local.date() != eastern.date() else ""
        yield f"In {zones.zone_place(zone)} it is {words.clock24(local)}{day}."


def _clock(mark: str) -> Iterator[str]:
    if mark:
        yield f"About the clock of this computer: {mark}."


def _coming(today: "Agenda", now: "datetime", zone: str) -> Iterator[str]:
    for one in today.open:
        left = words.duration(max(0, words.seconds_left(one.closes, now)))
        yield f"Open now: {one.label}. {left} left, until {words.when(one.closes, now, zone)}."
    if not today.open:
        yield "Nothing is open now."
    if today.next is not None:
        wait = words.duration(max(0, words.seconds_left(today.next.at, now)))
        yield f"Next: {today.next.label}, in {wait}, {words.when(today.next.at, now, zone)}."
    for item in today.due:
        at = words.day_text(zones.at_zone(item.at, zone)) if item.by_day else words.when(item.at, now, zone)
        yield f"Due: {item.label}, {'it was ' if item.at < now else ''}{'by ' if item.by_day else ''}{at}."
    if not today.due:
        yield "Nothing is due."
    yield f"What to do: {today.action}"


def _done_so_far(state: "State") -> Iterator[str]:
    sent = sum(application.sent is not None for application in state.applications.values())
    yield (
        f"Saved so far: {many(len(state.programs), 'program')}, {many(sent, 'application')} sent, "
        f"{many(len(state.calls), 'call')}, {many(len(state.interviews), 'interview')}, "
        f"{many(len(state.offers), 'offer')}."
    )
