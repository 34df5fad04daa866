"""The hours ahead, in order: what whoever watches beside the user has to see from across the room."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from soaptui.calls.call_words import every_clock
from soaptui.records import State, program_title
from soaptui.week import appointments, clashes, returning, words
from soaptui.week.offers import accepted, closes, open_offers
from soaptui.week.season import Season
from soaptui.week.situation import out_of_soap

AHEAD = timedelta(hours=24)


class Slot(msgspec.Struct, frozen=True):
    """One thing with an hour: `at` is when it begins, or, for what is open, when it ends; `begun` says that it runs.

    `lines` are when that is in full, and the rest of what there is to know; `warned` is what is in the way.
    """

    id: str
    at: datetime
    title: str
    lines: tuple[str, ...]
    begun: bool = False
    warned: str = ""


def schedule(state: State, season: Season, now: datetime, zone: str) -> tuple[Slot, ...]:
    """What runs, and what comes within a day: interviews, offers, rounds, promises; the earliest first.

    Once the search is over nothing of it is left but what was promised.
    """
    found = [*_promised(state, season, now, zone), *_interviews(state, season, now, zone)]
    if accepted(state) is None:
        found += _offers(state, season, now, zone)
    if not out_of_soap(state):
        found += _rounds(season, now, zone)
    near = [slot for slot in found if slot.at - now <= AHEAD]
    return tuple(sorted(near, key=lambda slot: (slot.at, slot.id)))


def _interviews(state: State, season: Season, now: datetime, zone: str) -> Iterator[Slot]:
    for one in appointments.coming_interviews(state, now):
        warned = ", ".join(clash.other for clash in clashes.clashes_of(state, season, zone, one))
        how = " · ".join(part for part in (one.platform, one.link) if part)
        unsure = "" if one.confirmed else one.means.title
        rest = " · ".join(part for part in (how, f"{one.minutes} min", unsure) if part)
        title = f"Interview · {program_title(state, one.program)}"
        yield Slot(one.id, one.at, title, (every_clock(one.at, one.zone, zone), rest), one.at <= now, warned)


def _offers(state: State, season: Season, now: datetime, zone: str) -> Iterator[Slot]:
    for offer in open_offers(state, season, now):
        end = closes(offer, season)
        if end is not None:
            title = f"OFFER ends · {program_title(state, offer.program)}"
            yield Slot(offer.id, end, title, (words.dated(end, zone), "answer it in R3"))


def _rounds(season: Season, now: datetime, zone: str) -> Iterator[Slot]:
    for window in season.rounds:
        if now < window.opens:
            yield Slot(
                f"{window.id}-opens", window.opens, f"{window.label} opens", (words.dated(window.opens, zone),)
            )
        elif now < window.closes:
            when = (words.dated(window.closes, zone),)
            yield Slot(f"{window.id}-closes", window.closes, f"{window.label} closes", when)


def _promised(state: State, season: Season, now: datetime, zone: str) -> Iterator[Slot]:
    """Promises with an hour, those whose hour has passed too."""
    waiting = returning.open_promises(state, season, now).free
    for call in state.calls.values():
        waits = waiting.get(call.id)
        if waits is not None and waits.due is not None:
            title = f"{waits.what} · {program_title(state, call.program, call.unknown)}"
            number = (call.number,) if call.number else ()
            yield Slot(f"promise-{call.id}", waits.due, title, (words.dated(waits.due, zone), *number))
