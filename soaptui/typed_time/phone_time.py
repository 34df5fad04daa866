"""What a phone shows, as it is typed: an instant, or a refusal where the half day or the zone may be a slip."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from soaptui.refusal import Refusal
from soaptui.text import shown
from soaptui.typed_time.day_words import TypedDay
from soaptui.typed_time.details import pattern
from soaptui.typed_time.one_time import DATE_EXAMPLE, nearest_date, read_one_time
from soaptui.week import zones

EXACT = timedelta(minutes=2)
"""Two clocks nearer than this are the same clock, for whoever asks whether a half day or a zone was mixed up."""

HALF_DAY = timedelta(hours=12)

SOME_HOURS = timedelta(hours=3)
"""So far ahead of what is known, figures without a half of the day are those of a phone of 24 hours."""


class _Typed(NamedTuple):
    """The pieces of a time. `written` is its first figures, `hours` the hours of the day that it can be, `half`
    whether the half of the day is said, `zone` the name of one where it was typed. `on_24_hours` is the hour that a
    phone of 24 hours shows so.
    """

    day: TypedDay
    written: str
    hours: tuple[int, ...]
    minute: int
    second: int
    half: bool
    zone: str
    on_24_hours: int

    @property
    def time(self) -> str:
        return f"{self.written}:{self.minute:02}:{self.second:02}"


def says_date(text: str) -> bool:
    """Whether what is typed names a date, by month and day. Raises Refusal for what is no time."""
    return bool(read_one_time(text, _EXAMPLE).day.dates)


def phone(
    text: str, now: datetime, zone: str, known: Sequence[datetime] = (), others: Iterable[str] = ()
) -> datetime:
    """The instant that the phone shows: HH:MM:SS in the user's zone, or in the one that is named behind it.

    Without a date, the one nearest to what is `known` of the time, or to `now`. What is typed has begun when it is
    read: its last moment is taken, the one that leaves less time. `others` are zones that may be mixed up with the
    user's, besides Eastern Time and UTC. Raises Refusal, also for what may be another half of the day or zone.
    """
    typed = _read(text, zone)
    place = typed.zone or zone
    known = known or (now,)
    moments = [moment + timedelta(seconds=1) for moment in _moments(typed, place, known)]
    if not moments:
        raise Refusal(f"{typed.time} happens twice or never on that day: type it with ET.")
    near = min(moments, key=lambda moment: min(abs(moment - each) for each in known))
    if min(abs(near - each) for each in known) > EXACT:
        if len(typed.hours) > 1:
            if not _is_on_24_hours(near, typed, place, known):
                raise Refusal(_question_of_half(typed, place, known))
            typed = typed._replace(hours=(typed.on_24_hours,))
        _refuse_slips(typed, place, known, (zone, *others))
    return near


_EXAMPLE = "type what the phone shows, with the seconds: 19:03:05, 7:03:05 pm, or 09:33:05 ET"


def _read(text: str, zone: str) -> _Typed:
    found = read_one_time(text, _EXAMPLE)
    time = found.time
    if time.second is None:
        raise Refusal("With the seconds: type a time a little ahead. Press Enter when the phone shows it.")
    hours = tuple(sorted(option.minute // 60 for option in time.options))
    half = bool(_HALF.search(time.text) or found.day.hint)
    written = (_FIGURES.match(time.text) or [str(hours[0])])[0]
    on_24 = time.figures.minute // 60 if time.figures is not None else -1
    return _Typed(
        found.day, written, hours, time.options[0].minute % 60, time.second, half, _zone(found.tail, zone), on_24
    )


_HALF = pattern(r"[ap]\.?\s?(?:m\b\.?)?$")
_FIGURES = pattern(r"\d+")


def _zone(tail: str, own: str) -> str:
    """The zone of the words behind a time: the user's own by its place, or one that a word means. Raises Refusal."""
    word = tail.casefold().strip()
    if not word:
        return ""
    if word in (zones.zone_place(own).casefold(), own.casefold()):
        return own
    if word in ("utc", "z"):
        return "UTC"
    meant = zones.zones_meant(word)
    if own in meant or len(meant) == 1:
        return own if own in meant else meant[0]
    raise Refusal(
        f"Which zone is {shown(tail)!r}? Type ET, UTC or {zones.zone_place(own)} after the time, or nothing."
    )


def _moments(typed: _Typed, place: str, known: Sequence[datetime]) -> list[datetime]:
    found = []
    for day in _days(typed.day, place, known):
        for hour in typed.hours:
            wall = datetime(day.year, day.month, day.day, hour, typed.minute, typed.second)  # noqa: DTZ001
            try:
                found.append(zones.instant(wall, place))
            except zones.BadTime:
                if not zones.FIRST_YEAR <= day.year <= zones.LAST_YEAR:
                    raise
                continue  # in the hour that the clocks skip or repeat
    return found


def _days(typed: TypedDay, place: str, known: Sequence[datetime]) -> list[date]:
    """The day that was typed; without one, those around every known time. Raises Refusal."""
    around = sorted({zones.at_zone(each, place).date() + timedelta(days=by) for each in known for by in (-1, 0, 1)})
    if typed.dates:
        day = nearest_date(typed, around[len(around) // 2])
        if day is None or typed.weekday not in (None, day.weekday()):
            raise Refusal(f"{typed.text!r} is no such day: {DATE_EXAMPLE}.")
        return [day]
    if typed.ahead is not None or (typed.weekday is not None and typed.weekday not in [d.weekday() for d in around]):
        raise Refusal(f"Which day is {typed.text!r}? Please {DATE_EXAMPLE}.")
    return [day for day in around if typed.weekday in (None, day.weekday())]


def _refuse_slips(typed: _Typed, place: str, known: Sequence[datetime], likely: Sequence[str]) -> None:
    """Raises Refusal where it is a known time in another half of the day or in another zone.

    A clock can be wrong by just so much: with the date and the zone it is taken.
    """
    if typed.day.is_named and typed.zone:
        return
    if not typed.half and _shows(typed, place, known, HALF_DAY):
        raise Refusal(f"That is exactly twelve hours off. If it is right, type it with am or pm: {_twelve(typed)}.")
    for other in dict.fromkeys((*likely, zones.EASTERN, "UTC")):
        if other != place and _shows(typed, other, known, timedelta()):
            raise Refusal(
                f"{typed.time} is the time {_where(other)} now, not {_where(place)}. If your phone shows that, type "
                f"{typed.time} {_word(other)}; else the date and the zone: 2027-03-18 {typed.time} {_word(place)}."
            )


def _question_of_half(typed: _Typed, place: str, known: Sequence[datetime]) -> str:
    """Which half of the day is meant: the one that is nearer to what is known is named first."""
    written = f"{typed.day.text} {typed.time}".strip()
    halves = sorted(typed.hours, key=lambda hour: _farness(typed._replace(hours=(hour,)), place, known))
    first, then = (f"{written} {'am' if hour < 12 else 'pm'}" for hour in halves)
    which = "after noon or after midnight" if 12 in typed.hours else "in the morning or in the afternoon"
    return f"Is {typed.time} {which}? Type it with am or pm: {first} or {then}."


def _farness(typed: _Typed, place: str, known: Sequence[datetime]) -> timedelta:
    """How far the nearest of its moments is from what is known."""
    moments = _moments(typed, place, known)
    return min((abs(moment - each) for moment in moments for each in known), default=timedelta.max)


def _is_on_24_hours(near: datetime, typed: _Typed, place: str, known: Sequence[datetime]) -> bool:
    """Whether the nearest moment is the one that a phone of 24 hours shows so, some hours ahead of all that is known.

    It takes time away and gives none: where it would give some, the half of the day is asked.
    """
    hour = zones.at_zone(near - timedelta(seconds=1), place).hour
    return hour == typed.on_24_hours and timedelta() < near - max(known) <= SOME_HOURS


def _shows(typed: _Typed, zone: str, known: Sequence[datetime], by: timedelta) -> bool:
    """Whether a clock in that zone shows what was typed, at one of the known times or so much off it."""
    for each in known:
        wall = zones.at_zone(each + by, zone).replace(tzinfo=None)
        that_day = wall.replace(hour=typed.hours[0], minute=typed.minute, second=typed.second)
        apart = abs(that_day - wall)
        if min(apart, 2 * HALF_DAY - apart) <= EXACT:
            return True
    return False


def _twelve(typed: _Typed) -> str:
    wall = datetime(2027, 3, 18, typed.hours[0], typed.minute, typed.second)  # noqa: DTZ001
    return f"{wall.hour % 12 or 12}:{wall:%M:%S} {'am' if wall.hour < 12 else 'pm'}"


def _where(zone: str) -> str:
    return {zones.EASTERN: "in Eastern Time", "UTC": "in UTC"}.get(zone, f"in {zones.zone_place(zone)}")


def _word(zone: str) -> str:
    return {zones.EASTERN: "ET"}.get(zone, zones.zone_place(zone))
