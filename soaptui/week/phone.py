"""What a phone shows, as it is typed: an instant, or a refusal where the half day or the zone may be a slip."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from soaptui.refusal import Refusal
from soaptui.text import shown
from soaptui.week import zones

_PHONE = re.compile(
    r"(?:(\d{4}-\d{1,2}-\d{1,2})[T ])?(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"(?: ?([ap])\.?m\.?)?(?: ?([A-Za-z][A-Za-z_/ ]*))?",
    re.IGNORECASE | re.ASCII,
)

EXACT = timedelta(minutes=2)
"""Two clocks nearer than this are the same clock, for whoever asks whether a half day or a zone was mixed up."""

HALF_DAY = timedelta(hours=12)


class _Typed(NamedTuple):
    """The pieces of a time; `half` is a, p or nothing, `zone` the name of one where it was typed."""

    day: str
    hour: str
    minute: int
    second: int
    half: str
    zone: str

    @property
    def time(self) -> str:
        return f"{self.hour}:{self.minute:02}:{self.second:02}"

    @property
    def hours(self) -> list[int]:
        """The hours of the day that it can be; two where it may be of twelve hours, with no word which half."""
        if self.half:
            return [int(self.hour) % 12 + (12 if self.half == "p" else 0)]
        of_twelve = not self.hour.startswith("0") and int(self.hour) <= 12
        return [int(self.hour) % 12, int(self.hour) % 12 + 12] if of_twelve else [int(self.hour)]


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
        raise Refusal(f"{typed.time} is no single moment there on that day: type it with ET.")
    near = min(moments, key=lambda moment: min(abs(moment - each) for each in known))
    if min(abs(near - each) for each in known) > EXACT:
        _refuse_slips(typed, place, known, (zone, *others))
    return near


def _read(text: str, zone: str) -> _Typed:
    found = _PHONE.fullmatch(" ".join(text.split()))
    if found is None:
        raise Refusal("Type what the phone shows, with the seconds: 19:03:05, 7:03:05 pm, or 09:33:05 ET.")
    day, hour, minute, second, half, tail = found.groups()
    if second is None:
        raise Refusal("With the seconds: type a time that is to come, and press Enter when the phone shows it.")
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59 or (half and not 1 <= int(hour) <= 12):
        raise Refusal(f"{hour}:{minute}:{second} is no time of day.")
    return _Typed(day or "", hour, int(minute), int(second), (half or "").casefold(), _zone(tail or "", zone))


def _zone(tail: str, own: str) -> str:
    """The zone of the words behind a time: the user's own by its place, or one that a word means. Raises Refusal."""
    word = tail.casefold().strip()
    if not word:
        return ""
    if word in (zones.place(own).casefold(), own.casefold()):
        return own
    if word in ("utc", "z"):
        return "UTC"
    meant = zones.meant(word)
    if own in meant or len(meant) == 1:
        return own if own in meant else meant[0]
    raise Refusal(f"Which zone is {shown(tail)!r}? Type ET, UTC or {zones.place(own)} behind the time, or nothing.")


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


def _days(typed: str, place: str, known: Sequence[datetime]) -> list[date]:
    """The day that was typed; without one, those around every known time."""
    if typed:
        try:
            return [date(*(int(part) for part in typed.split("-")))]
        except ValueError:
            raise Refusal(f"There is no day {typed}: write it as year-month-day, such as 2027-03-18.") from None
    around = {zones.at(each, place).date() + timedelta(days=by) for each in known for by in (-1, 0, 1)}
    return sorted(around)


def _refuse_slips(typed: _Typed, place: str, known: Sequence[datetime], likely: Sequence[str]) -> None:
    """Raises Refusal where the half of the day is not said, and where it is a known time in another half or zone.

    A clock can be wrong by just so much: with the date and the zone it is taken.
    """
    if len(typed.hours) > 1:
        written = f"{typed.day} {typed.time}".strip()
        raise Refusal(f"Is {typed.time} in the morning? Type it with am or pm: {written} am.")
    if typed.day and typed.zone:
        return
    if not typed.half and _shows(typed, place, known, HALF_DAY):
        raise Refusal(f"That is just twelve hours off. If it is right, type it with am or pm: {_twelve(typed)}.")
    for other in dict.fromkeys((*likely, zones.EASTERN, "UTC")):
        if other != place and _shows(typed, other, known, timedelta()):
            raise Refusal(
                f"{typed.time} is the time {_where(other)} now, not {_where(place)}. If your phone shows that, type "
                f"{typed.time} {_word(other)}; else the date and the zone: 2027-03-18 {typed.time} {_word(place)}."
            )


def _shows(typed: _Typed, zone: str, known: Sequence[datetime], by: timedelta) -> bool:
    """Whether a clock in that zone shows what was typed, at one of the known times or so much off it."""
    for each in known:
        wall = zones.at(each + by, zone).replace(tzinfo=None)
        that_day = wall.replace(hour=typed.hours[0], minute=typed.minute, second=typed.second)
        apart = abs(that_day - wall)
        if min(apart, 2 * HALF_DAY - apart) <= EXACT:
            return True
    return False


def _twelve(typed: _Typed) -> str:
    wall = datetime(2027, 3, 18, typed.hours[0], typed.minute, typed.second)  # noqa: DTZ001
    return f"{wall.hour % 12 or 12}:{wall:%M:%S} {'am' if wall.hour < 12 else 'pm'}"


def _where(zone: str) -> str:
    return {zones.EASTERN: "in Eastern Time", "UTC": "in UTC"}.get(zone, f"in {zones.place(zone)}")


def _word(zone: str) -> str:
    return {zones.EASTERN: "ET"}.get(zone, zones.place(zone))
