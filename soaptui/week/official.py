"""The user's word on the official times: corrected, and seen on nrmp.org; and a season for a year that has none yet.

A round's deadline, its countdown and its alarms all follow from the events, so a corrected time moves them with it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec

from soaptui.counted import many
from soaptui.records import Offer, OfficialTime
from soaptui.refusal import Refusal
from soaptui.week import season as seasons
from soaptui.week import words, zones
from soaptui.week.official_limits import CHANGED as CHANGED
from soaptui.week.official_limits import SEEN as SEEN
from soaptui.week.official_limits import YOUR_WORD, limits_amended
from soaptui.week.season import Event, Season

CONTRADICT = "Your corrections contradict each other"

MADE = "made-seasons"
"""The setting that names the years for which a season was made, with spaces between."""

LAST_MADE = zones.LAST_YEAR
"""The last year for which a season can be made: no change of the clocks is known for a later one."""

FARTHEST = timedelta(days=30)
"""A correction by more than this is taken for a slip of the year or the month."""


def official_time_key(season: Season, event_id: str) -> str:
    """The id under which the user's word on an event is kept."""
    return f"{season.year}/{event_id}"


def season_amended(season: Season, times: Mapping[str, OfficialTime]) -> Season:
    """The season with the user's corrections and confirmations.

    Corrections that put a close before its open (an edit by another hand) are left out, all of them: the season's
    note then says so.
    """
    if not any(name.startswith(f"{season.year}/") for name in times):
        return season
    season = limits_amended(season, times)
    events, around = (
        [_amended(event, times.get(official_time_key(season, event.id))) for event in some]
        for some in (season.events, season.around)
    )
    if wrong := _disorder(events):
        note = f"{CONTRADICT} ({wrong}): soaptui uses none of them. {season.note}"
        return msgspec.structs.replace(season, note=note, expected=True, contradicted=True)
    unseen = any(event.seen is None for event in events)
    return seasons.assembled(
        season.year,
        events,
        note=season.note if unseen else f"Every time was {SEEN}.",
        expected=season.expected and unseen,
        limits=season.limits,
        limits_from=season.limits_from,
        around=around,
    )


def known_years(own_years: str) -> list[int]:
    """The years that there is a season for: those that ship, and those that the user made (the setting's text)."""
    last = max(seasons.season_years())
    asked = {int(word) for word in own_years.split() if word.isascii() and word.isdecimal() and len(word) == 4}
    return sorted({*seasons.season_years(), *(year for year in asked if last < year <= LAST_MADE)})


def of_year(year: int, own_years: str, times: Mapping[str, OfficialTime]) -> Season:
    """The season of a year, with the user's word on its times. Raises NoSeason."""
    return season_amended(unamended(year, own_years, times), times)


def unamended(year: int, own_years: str, times: Mapping[str, OfficialTime]) -> Season:
    """The season of a year without the user's word on it; one that was made follows the year that it is made from.

    Raises NoSeason.
    """
    shipped = seasons.season_years()
    if year in shipped or year not in known_years(own_years):
        return seasons.load_season(year)
    return made_for(year, of_year(max(shipped), own_years, times))


def season_at(
    now: datetime,
    own_years: str,
    times: Mapping[str, OfficialTime],
    reached: datetime | None = None,
    opened: int = 0,
) -> Season:
    """The season that matters at that moment: the next one to end, or the last one there is.

    None before the year that the user `opened` does. `reached` is the latest moment that has come for sure, where
    `now` is by a clock that may be wrong: a season that ended after it is not taken to be over, and none after it
    begins.
    """
    years, first = known_years(own_years), now if reached is None else min(now, reached)
    candidate = None
    for year in years:
        # A season lies in the spring of its year: those of earlier years need not be read.
        if year >= max(first.year, opened):
            candidate = believed(of_year(year, own_years, times), now, reached)
            if candidate.end_unsure or now <= candidate.events[-1].at + seasons.AFTER_MATCH_DAY:
                return candidate
    return candidate or of_year(years[-1], own_years, times)


def believed(season: Season, now: datetime, reached: datetime | None) -> Season:
    """The season; where it has ended by `now` but not by what is sure, with its end in doubt."""
    if reached is None or not reached < season.ends <= now:
        return season
    return msgspec.structs.replace(season, end_unsure=True)


def made_also(own_years: str, year: int) -> str:
    """The setting's text with a year more. Raises Refusal for one that there is already, or too far away."""
    last = max(seasons.season_years())
    if year in known_years(own_years):
        raise Refusal(f"There is a season {year} already.")
    if not last < year <= LAST_MADE:
        why = f": how the clocks change is not known after {LAST_MADE}" if year > LAST_MADE else ""
        raise Refusal(f"A season can be made for {last + 1} to {LAST_MADE}, not for {year}{why}.")
    return " ".join(
        str(one) for one in [*(y for y in known_years(own_years) if y not in seasons.season_years()), year]
    )


def _amended(event: Event, word: OfficialTime | None) -> Event:
    if word is None:
        return event
    at = word.at or event.at
    if word.seen is not None:
        seen = f"{SEEN} {zones.eastern(word.seen):%Y-%m-%d}"
        source = f"{YOUR_WORD}: “{word.quote}”" if word.quote else YOUR_WORD
        by_day = event.by_day and at == event.at
        return msgspec.structs.replace(event, at=at, confidence=seen, source=source, seen=word.seen, by_day=by_day)
    if at != event.at:
        return msgspec.structs.replace(event, at=at, confidence=CHANGED, source="you", by_day=False)
    return event


def _disorder(events: Iterable[Event]) -> str:
    """What is out of order, in a sentence; empty where the week runs as it must, each round after the last."""
    at = {event.id: event for event in events}
    chain = ["rank-deadline", "match-status", "applications-open", "applications-released"]
    number = 1
    while f"round-{number}-opens" in at:
        chain += [f"round-{number}-opens", f"round-{number}-closes"]
        number += 1
    chain += ["soap-ends", "match-day"]
    for before, after in (*pairwise(chain), ("rank-deadline", "unfilled-list"), ("unfilled-list", chain[2])):
        if before not in at or after not in at:
            continue
        first, second = at[before], at[after]
        if second.at < first.at or (second.at == first.at and second.kind == "closes"):
            return f"{_name(second)} would not be after {_name(first)}, {words.eastern_text(first.at)}"
    return ""


def time_corrected(
    season: Season, times: Mapping[str, OfficialTime], event_id: str, moment: datetime
) -> OfficialTime | None:
    """The user's word after a new time for an event (typed, `typed_time/official_time.py` reads it).

    None if it is that time already. Whoever saw the old time has not seen the new one: that mark goes. Raises
    Refusal for one that puts the week out of order or that is more than a month from what it was.
    """
    event = season.event(event_id)
    if abs(moment - event.at) > FARTHEST:
        asked, was = zones.eastern(moment), zones.eastern(event.at)
        raise Refusal(f"{asked:%Y-%m-%d} is far from {was:%Y-%m-%d}, where {_name(event)} was: is the date right?")
    others = [msgspec.structs.replace(e, at=moment) if e.id == event_id else e for e in season.events]
    if wrong := _disorder(others):
        raise Refusal(f"{words.eastern_text(moment)} cannot be: {wrong}. If that is wrong too, correct it first.")
    before = times.get(official_time_key(season, event_id), OfficialTime(id=official_time_key(season, event_id)))
    return None if moment == event.at else msgspec.structs.replace(before, at=moment, seen=None, quote="")


def correction_removed(
    season: Season, own: Season, times: Mapping[str, OfficialTime], event_id: str
) -> OfficialTime | None:
    """What is left of the user's word once the correction is taken back: nothing. None if there is no correction.

    `own` is the season without the user's word. The record that comes back is the one to remove. Raises Refusal
    where the time of the season would put the week, as it is corrected otherwise, out of order.
    """
    word = times.get(official_time_key(season, event_id))
    back = own.event(event_id).at
    if word is None or (word.at or back) == back:
        return None
    others = [msgspec.structs.replace(e, at=back) if e.id == event_id else e for e in season.events]
    if wrong := _disorder(others):
        raise Refusal(f"{words.eastern_text(back)} cannot be now: {wrong}. Take that correction back first.")
    return word


def marked_as_seen(
    season: Season, times: Mapping[str, OfficialTime], event_id: str, now: datetime | None, quote: str = ""
) -> OfficialTime:
    """The user's word after they saw the time on nrmp.org; with no moment, not seen after all.

    The instant is kept with it: what was seen stays, whatever a later version of the program has. `quote` is the line
    of the page that says it.
    """
    before = times.get(official_time_key(season, event_id), OfficialTime(id=official_time_key(season, event_id)))
    return msgspec.structs.replace(before, at=season.event(event_id).at, seen=now, quote=quote)


def official_moments(season: Season) -> tuple[Event, ...]:
    """The events of the week, and the official dates around it, by time."""
    return tuple(sorted((*season.around, *season.events), key=lambda event: event.at))


def unseen(season: Season) -> list[Event]:
    """The events whose times nobody has seen on nrmp.org, of a season that is only expected."""
    return [e for e in season.events if e.seen is None] if season.expected else []


def is_seen(event: Event) -> bool:
    """Whether the user saw this time on nrmp.org."""
    return event.seen is not None


def page_quote(season: Season, times: Mapping[str, OfficialTime], event_id: str) -> str:
    """The line of the official page that the time was taken from; empty where none was."""
    word = times.get(official_time_key(season, event_id))
    return word.quote if word is not None and word.seen is not None else ""


def how_verified(season: Season) -> str:
    """How sure the times are, in one sentence for a line of its own; empty once every one of them was seen."""
    waiting = len(unseen(season))
    if not waiting:
        return ""
    if waiting == len(season.events):
        return f"No time of {season.year} was {SEEN} yet: all {waiting} are only expected."
    are = "time was" if waiting == 1 else "times were"
    return f"{waiting} of {len(season.events)} {are} not {SEEN} yet."


def what_moves(before: Season, after: Season, offers: Iterable[Offer] = ()) -> list[str]:
    """What a correction moves, a sentence each: the event, and what hangs on it."""
    there = {event.id: event for event in official_moments(before)}
    return [
        f"{_name(event)} {_change(there[event.id].at, event.at)}{_hangs(after, event, offers)}"
        for event in official_moments(after)
        if event.id in there and there[event.id].at != event.at
    ]


def _change(before: datetime, after: datetime) -> str:
    """ "12:00 → 12:30", with the days where they differ."""
    first, second = zones.eastern(before), zones.eastern(after)
    if first.date() == second.date():
        return f"{words.clock24(first)} → {words.clock24(second)}"
    return f"{words.day_text(first)} {words.clock24(first)} → {words.day_text(second)} {words.clock24(second)}"


def _hangs(season: Season, event: Event, offers: Iterable[Offer]) -> str:
    """What moves with an event; of a round that opens, also that its close does not."""
    window = season.round(event.round)
    if window is None:
        return ": its countdowns move with it."
    if event.kind == "opens":
        return f": its alarms move with it. {window.label} still closes {words.eastern_text(window.closes)}."
    waiting = sum(1 for offer in offers if offer.round == window.round and offer.outcome == "open")
    noted = f" ({many(waiting, 'is', 'are')} noted)" if waiting else ""
    return f": the deadline of its offers{noted} and their alarms move with it."


def _name(event: Event) -> str:
    return event.label.split(";")[0].split(":")[0]


def event_named(season: Season, text: str) -> Event:
    """The event of an id, or of the beginning of one or of its label. Raises Refusal with those there are."""
    wanted = "-".join(text.casefold().split())
    everything = official_moments(season)
    for event in everything:
        if event.id == wanted:
            return event
    near = [e for e in everything if wanted and any(n.startswith(wanted) for n in (e.id, _as_id(e.label)))]
    if len(near) == 1:
        return near[0]
    there = near or everything
    raise Refusal(f"Which event is {text!r}? There are {', '.join(event.id for event in there)}.")


def _as_id(label: str) -> str:
    return "-".join(label.casefold().split())


def match_monday(year: int) -> date:
    """The Monday of Match Week: the one before the third Friday of March (nrmp.org, Match Week)."""
    first = date(year, 3, 1)
    third_friday = first + timedelta(days=(4 - first.weekday()) % 7 + 14)
    return third_friday - timedelta(days=4)


def made_for(year: int, like: Season) -> Season:
    """A season for a year that none is known for: the same weekdays and wall times as another's, only expected."""
    shift = match_monday(year) - match_monday(like.year)
    events, around = (
        [
            msgspec.structs.replace(
                event,
                at=zones.instant(zones.eastern(event.at).replace(tzinfo=None) + shift, zones.EASTERN),
                confidence=seasons.EXPECTED,
                seen=None,
                source=f"made from {like.year}: the same weekdays and times",
            )
            for event in some
        ]
        for some in (like.events, like.around)
    )
    note = f"Made from {like.year}: nobody has published these times. Confirm each on nrmp.org."
    return seasons.assembled(
        year, events, note=note, expected=True, limits=like.limits, limits_from=like.limits_from, around=around
    )
