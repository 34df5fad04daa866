"""From what a text says about day, time and zone to the instants that may be meant."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from soaptui.typed_time import day_words, details, leftovers, time_of_day, utc_offsets, zone_words
from soaptui.typed_time.day_words import Dated, Token, TypedDay
from soaptui.typed_time.details import TAKEN, Unread, pattern
from soaptui.typed_time.time_of_day import Time, WallTime
from soaptui.typed_time.zone_words import PossibleZones, ZoneWord
from soaptui.week import zones

EXAMPLE = "write it like tue 2:30pm CT."


class Around(NamedTuple):
    """What is known beside the text: the moment, the user's zone, the program's town and the zones of its state."""

    now: datetime
    home: str
    theirs: tuple[str, ...]
    town: str = ""


class MomentCandidate(NamedTuple):
    """An instant that may be meant, and the zone it was said in.

    `keys` tell which option led to it: of the zones, the days, the halves of the day, and the instants of one wall
    time; `why` says for each what is unclear if it matters. `late` if it is meant only where an earlier one is not.
    """

    at: datetime
    zone: str
    keys: tuple[int, int, int, int] = (0, 0, 0, 0)
    why: tuple[str, str, str, str] = ("", "", "", "")
    late: bool = False
    note: str = ""


class _Said(NamedTuple):
    """A time with its zone, and with its day where it has one of its own."""

    time: Time
    place: PossibleZones
    day: TypedDay = TypedDay()

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.day.text, self.time.text, self.place.text)))


class _Pieces(NamedTuple):
    """What was found in a text, what is `left` with marks for it, and `bare`: with marks for harmless words too."""

    days: tuple[Token, ...]
    zones: tuple[ZoneWord, ...]
    times: tuple[Time, ...]
    lengths: tuple[int, ...]
    left: str
    bare: str


def moment_candidates(text: str, around: Around) -> tuple[tuple[MomentCandidate, ...], tuple[int, ...]]:
    """Every instant that may be meant, past ones too, and the lengths in minutes that are said. Raises Unread."""
    exact = EXACT_INSTANT.search(text)
    if exact:
        return _exact(exact, text, around)
    if (offset := utc_offsets.written_offset(text)) is not None:
        return _at_offset(offset, text, around)
    pieces = _pieces(text, around.town)
    sure = [found for found in pieces.zones if _is_sure(found, pieces)]
    leftovers.check_leftovers(pieces.bare, pieces.left, text, pieces.times, pieces.days, bool(sure))
    if not pieces.times:
        raise Unread(f"soaptui finds no time of day: {EXAMPLE}")
    if len(pieces.times) == 1 and sure:  # "2:30pm Phoenix, my time" says two zones
        sure = [
            found
            for found in pieces.zones
            if found in sure
            or (
                zone_words.beside(found, pieces.bare, pieces.times)
                and not zone_words.names_a_thing(found, pieces.left)
            )
        ]
    places = tuple(zone_words.possible_zones(found, around.home, around.theirs, around.town) for found in sure)
    ways = _ways(pieces, sure, places or (_unsaid(pieces, around, text),))
    found = tuple(each for index, way in enumerate(ways) for each in _same(way, index, len(ways), around))
    if not found:
        raise Unread(
            f"{' and '.join(repr(said.text) for said in ways[0])} are not the same moment: write one of them."
        )
    ranges = tuple(time.minutes for time in pieces.times if time.minutes)
    return found, (*pieces.lengths, *ranges)


def _is_sure(found: ZoneWord, pieces: _Pieces) -> bool:
    return zone_words.sure(found, pieces.bare, pieces.times) and not zone_words.names_a_thing(found, pieces.left)


def _at_offset(
    offset: utc_offsets.WrittenOffset, text: str, around: Around
) -> tuple[tuple[MomentCandidate, ...], tuple[int, ...]]:
    """The instants where the zone is written as an offset: by the zone that is named besides, else by it."""
    plain = utc_offsets.without_offsets(text)
    pieces = _pieces(plain, around.town)
    if any(_is_sure(found, pieces) for found in pieces.zones):
        candidates, lengths = moment_candidates(plain, around)
        return tuple(_with_contradiction(each, offset) for each in candidates), lengths
    shifted = Around(around.now + offset.ahead, "UTC", (), around.town)
    candidates, lengths = moment_candidates(
        f"{text[: offset.start]} UTC {utc_offsets.without_offsets(text[offset.end :])}", shifted
    )
    return tuple(_by_offset(each, offset, around) for each in candidates), lengths


def _with_contradiction(each: MomentCandidate, offset: utc_offsets.WrittenOffset) -> MomentCandidate:
    """With the word that the offset is another one, where it is."""
    notes = (each.note, utc_offsets.contradicts(each.at, each.zone, offset))
    return each._replace(note="; ".join(note for note in notes if note))


def _by_offset(each: MomentCandidate, offset: utc_offsets.WrittenOffset, around: Around) -> MomentCandidate:
    at = each.at - offset.ahead
    zone = utc_offsets.zone_of_offset(at, offset.ahead, around.home, around.theirs)
    return each._replace(at=at, zone=zone or "UTC", note="" if zone else f"{each.at:%H:%M} at {offset.word}")


def _pieces(text: str, town: str) -> _Pieces:
    days, rest = day_words.find_days(text)
    named, rest = zone_words.find_zone_words(rest, town)
    lengths, without = details.hours_and_minutes(rest)
    times, left = time_of_day.find_times(without)
    if lengths and not times:  # 2h30 is the time itself
        lengths = ()
        times, left = time_of_day.find_times(rest)
    return _Pieces(days, named, times, lengths, left, leftovers.without_harmless(left))


def _unsaid(pieces: _Pieces, around: Around, text: str) -> PossibleZones:
    """The zones that may be meant where none was said; a city or a word that may be one is among them."""
    near: list[PossibleZones] = []
    far: list[PossibleZones] = []
    for word in pieces.zones:
        behind = zone_words.beside(word, pieces.bare, pieces.times)
        if behind or word.kind in ("short", "spoken"):
            (near if behind else far).append(zone_words.possible_zones(word, around.home, around.theirs, around.town))
    return zone_words.unsaid(near, far, around.home, around.theirs, text)


# -- which time goes with which zone and day


def _ways(pieces: _Pieces, sure: Sequence[ZoneWord], places: tuple[PossibleZones, ...]) -> list[list[_Said]]:
    """The ways to put times, zones and days together. What stands in one way is the same moment, said more than once.

    The first of a way that has a day gives the moment; the others must agree with it. Raises Unread.
    """
    times = pieces.times
    if len({(time.options, time.minutes) for time in times}) == 1 and len(places) != len(times):
        times = times[:1]
    if len(times) == 1:
        day = day_words.together(pieces.days)
        time = time_of_day.hinted(times[0], day.hint)
        return [[_Said(time, places[0], day), *(_Said(time, place) for place in places[1:])]]
    if len(times) != len(sure):
        raise Unread(f"{' and '.join(repr(time.text) for time in times)}: there is more than one time. Write one.")
    return _by_day(pieces.days, times, sure, places)


def _by_day(
    days: Sequence[Token], times: Sequence[Time], sure: Sequence[ZoneWord], places: Sequence[PossibleZones]
) -> list[list[_Said]]:
    """The ways to share the days among several times: "tue 2:30pm CT, wed 1am my time"."""
    first_end = max(times[0].end, sure[0].end)
    first = day_words.together([day for day in days if day.start < first_end])
    later = day_words.together([day for day in days if day.start >= first_end])
    if first.is_named or not later.is_named:
        shares = [{0: first, 1: later}]
    else:  # behind the first, it may belong to any
        shares = [{index: later, 0: first} if index else {0: later} for index in range(len(times))]
    return [
        [
            _Said(time_of_day.hinted(time, share.get(index, TypedDay()).hint), place, share.get(index, TypedDay()))
            for index, (time, place) in enumerate(zip(times, places, strict=True))
        ]
        for share in shares
    ]


def _same(way: list[_Said], index: int, ways: int, around: Around) -> Iterator[MomentCandidate]:
    """The moments that all of a way agree on, in the first one's zone where it can be told."""
    giver = next((said for said in way if said.day.is_named), way[0])
    others = [said for said in way if said is not giver]
    for found in _moments(giver, around):
        named = [_agrees(found.at, said, around) for said in others]
        if not all(named):
            continue
        zone = named[0] if others and giver is not way[0] else found.zone
        zone_key, day_key, clock_key, change_key = found.keys
        keys = (zone_key, day_key + 10 * index, clock_key, change_key)
        day_why = f"In which zone is it {giver.day.text}?" if ways > 1 else found.why[1]
        yield found._replace(zone=zone, keys=keys, why=(found.why[0], day_why, *found.why[2:]))


def _agrees(at: datetime, said: _Said, around: Around) -> str:
    """The zone in which a moment is what is said of it; empty if there is none."""
    for zone in said.place.options:
        wall = zones.at_zone(at, zone)
        for clock in said.time.options:
            if clock.minute != wall.hour * 60 + wall.minute:
                continue
            day = wall.date() - timedelta(days=clock.later)
            if not said.day.is_named or day in [each.date for each in _days(said.day, zone, clock, around)]:
                return zone
    return ""


# -- the instants of a time, its zones and its day


def _moments(said: _Said, around: Around) -> Iterator[MomentCandidate]:
    refused: Unread | None = None
    any_left = False
    for zone_key, zone in enumerate(said.place.options):
        for clock_key, clock in enumerate(said.time.options):
            try:
                days = _days(said.day, zone, clock, around)
            except Unread as error:  # a zone where it is another day
                refused = error
                continue
            any_left = True
            for day_key, day in enumerate(days):
                for change_key, at in enumerate(_instants(day.date, clock, zone)):
                    why = (said.place.problem, day.why, said.time.problem, _change(at, clock, zone))
                    note = _note(at, zone, said.place)
                    yield MomentCandidate(at, zone, (zone_key, day_key, clock_key, change_key), why, day.late, note)
    if refused is not None and not any_left:
        raise refused


def _days(day: TypedDay, zone: str, clock: WallTime, around: Around) -> tuple[Dated, ...]:
    today, home_today = (zones.at_zone(around.now, each).date() for each in (zone, around.home))

    def past(tried: date) -> bool:
        return all(at < around.now for at in _instants(tried, clock, zone))

    return day_words.days(day, today, home_today, past)


def _instants(day: date, clock: WallTime, zone: str) -> tuple[datetime, ...]:
    try:
        return zones.instants(day + timedelta(days=clock.later), *divmod(clock.minute, 60), zone)
    except zones.BadTime as error:  # a year that is not reckoned with
        raise Unread(str(error)) from None


def _change(at: datetime, clock: WallTime, zone: str) -> str:
    """What is unclear where one wall time has two instants."""
    wall = zones.at_zone(at, zone)
    what = "comes twice" if wall.hour * 60 + wall.minute == clock.minute else "does not exist"
    typed = "{:02}:{:02}".format(*divmod(clock.minute, 60))
    return f"{typed} {what} in {zone} on that day: the clocks change then. Which one is right?"


def _note(at: datetime, zone: str, place: PossibleZones) -> str:
    """A remark where the word for the zone is not the one in force on that day."""
    in_force = zones.abbreviation(zones.at_zone(at, zone))
    if not place.literal or place.literal == in_force:
        return ""
    return f"{place.literal} read as {_NAMES.get(zone, zones.zone_place(zone))} Time ({in_force} on that day)"


_NAMES = {
    zones.EASTERN: "Eastern",
    zone_words.CHICAGO: "Central",
    zone_words.DENVER: "Mountain",
    zone_words.PACIFIC: "Pacific",
    "America/Anchorage": "Alaska",
}


# -- an instant written with its offset

EXACT_INSTANT = pattern(
    r"(?<![\w-])(?P<day>20\d\d-\d\d-\d\d)"
    r"(?:t(?P<time>\d\d:\d\d)(?::00)?(?P<offset>[+-]\d\d:?\d\d)"
    r"|[ t](?P<spaced>\d\d:\d\d)(?::00)? ?(?P<plus>\+\d\d:?\d\d))(?![\d:])"
)


def _may_be_a_range(text: str, clock: str, offset: str) -> bool:
    """Whether "2027-03-18T10:30-11:00" may say until when: an offset behind UTC that is an hour soon after."""
    if not offset.startswith("-") or not text.endswith(f"{clock}{offset}"):  # a calendar writes seconds besides
        return False
    hour, minute = map(int, clock.split(":"))
    until = int(offset[1:3]) * 60 + int(offset[-2:])
    return 0 < until - (hour * 60 + minute) <= 2 * 60


def _exact(match: re.Match[str], text: str, around: Around) -> tuple[tuple[MomentCandidate, ...], tuple[int, ...]]:
    """The instant of 2027-03-16T14:30-05:00; what else is said must agree. Raises Unread."""
    clock, offset = match["time"] or match["spaced"], match["offset"] or match["plus"]
    if _may_be_a_range(match[0], clock, offset):
        raise Unread(time_of_day.RANGE_OR_OFFSET.format(match[0]))
    try:
        at = zones.read_iso(f"{match['day']}T{clock}{offset}")
    except zones.BadTime as error:
        raise Unread(str(error)) from None
    pieces = _pieces(text[: match.start()] + TAKEN * len(match[0]) + text[match.end() :], around.town)
    leftovers.check_leftovers(pieces.bare, pieces.left, text, pieces.times, pieces.days, True)
    day = day_words.together(pieces.days)
    hour, minute = map(int, clock.split(":"))
    whole = Time(match[0], match.start(), match.end(), (WallTime(hour * 60 + minute),))
    said = [
        zone_words.possible_zones(found, around.home, around.theirs, around.town)
        for found in pieces.zones
        if zone_words.sure(found, pieces.bare, [whole])
    ]
    time_of_day.hinted(whole, day.hint)
    weekday = date.fromisoformat(match["day"]).weekday()
    if pieces.times or day.dates or day.ahead is not None or day.weekday not in (None, weekday):
        raise Unread(f"{match[0]!r} is already a complete time: leave out the other day or time.")
    if not all(_agrees(at, _Said(whole, place), around) for place in said):
        raise Unread(f"{match[0]!r} is not that time in {said[0].text}: write one of them.")
    likely = [zone for place in said for zone in place.options] or [*around.theirs, zones.EASTERN, around.home]
    zone = next((each for each in likely if _agrees(at, _Said(whole, PossibleZones("", (each,))), around)), "")
    note = "" if zone else f"{clock} at UTC{offset}"
    return (MomentCandidate(at, zone or "UTC", note=note),), pieces.lengths
