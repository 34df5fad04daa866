"""Time in words and figures: countdowns, and a moment in Eastern Time and in the user's own."""

from datetime import date, datetime, timedelta

from soaptui.counted import many
from soaptui.week import zones

DAY = 86_400
SECOND = timedelta(seconds=1)
WEEKDAY_ALONE = 6
"""So many days ahead a weekday alone can mean no other day."""


def seconds_left(until: datetime, now: datetime) -> int:
    """Whole seconds until then, rounded down: never a second that is not there. Below zero once it is past."""
    return (until - now) // SECOND


def seconds_since(moment: datetime, now: datetime) -> int:
    """Whole seconds since then, rounded down; 0 while it is to come."""
    return max(0, (now - moment) // SECOND)


def days_left(until: datetime, now: datetime) -> int:
    """Whole days of 24 hours until then, rounded down; 0 once it is past."""
    return max(0, seconds_left(until, now)) // DAY


def countdown(seconds: int) -> str:
    """Time left as `2d 03:04` from a day up and `3:04:05` below; `0:00:00` at the end and after it."""
    left = max(0, seconds)
    hours, rest = divmod(left, 3600)
    minutes, secs = divmod(rest, 60)
    if left >= DAY:
        days, hours = divmod(hours, 24)
        return f"{days}d {hours:02}:{minutes:02}"
    return f"{hours}:{minutes:02}:{secs:02}"


def roughly(seconds: int) -> str:
    """Time left where seconds do not matter yet: "115 d 14 h", "1 h 47 min"; to the second below ten minutes."""
    left = max(0, seconds)
    days, rest = divmod(left, DAY)
    hours, rest = divmod(rest, 3600)
    if days:
        return f"{days} d {hours} h"
    if left >= 600:
        return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min"
    return countdown(left)


def countdown_figures(seconds: int) -> str:
    """A countdown in figures that can be drawn large: "0:47:53" below a day, "107d 14h" from a day up."""
    left = max(0, seconds)
    days, rest = divmod(left, DAY)
    hours, rest = divmod(rest, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{days}d {hours}h" if days else f"{hours}:{minutes:02}:{secs:02}"


def calm_left(seconds: int) -> str:
    """Time left where nothing presses: "95 d" from a day up, "14 h" from an hour up, and "25 min"."""
    left = max(0, seconds)
    if left >= DAY:
        return f"{left // DAY} d"
    return f"{left // 3600} h" if left >= 3600 else f"{left // 60} min"


def calm_figures(seconds: int) -> str:
    """As `calm_left`, in figures that can be drawn large: "95d", "14h 05", "0h 25"; never with seconds."""
    left = max(0, seconds)
    return f"{left // DAY}d" if left >= DAY else f"{left // 3600}h {left % 3600 // 60:02}"


def until(moment: datetime, now: datetime) -> str:
    """The countdown to a moment, or how long ago it was: "0:47:53", "closed 0:03:10 ago" without the word.

    In the last second before it "0:00:00".
    """
    return countdown(seconds_left(moment, now)) if now < moment else f"{countdown(seconds_since(moment, now))} ago"


def left(end: datetime, now: datetime, zone: str = "") -> str:
    """What is left until an end, "0:47:53"; from then on since when it is over: "closed since 11:00 EDT".

    The day is said as `when` says it.
    """
    if now < end:
        return countdown(seconds_left(end, now))
    return f"closed since {when(end, now, zone)}"


def duration(seconds: float) -> str:
    """A stretch of time in words, rounded down: "40 seconds", "47 minutes", "1 hour 2 minutes", "2 days 3 hours"."""
    whole = int(abs(seconds))
    for unit, size, below, smaller in (("day", DAY, "hour", 3600), ("hour", 3600, "minute", 60)):
        if whole >= size:
            rest = whole % size // smaller
            return f"{many(whole // size, unit)}{f' {many(rest, below)}' if rest else ''}"
    return many(whole // 60, "minute") if whole >= 120 else many(whole, "second")


def clock24(moment: datetime) -> str:
    """A wall time to the minute, on 24 hours."""
    return f"{moment:%H:%M}"


def clock12(wall: datetime) -> str:
    """A wall time as it is written in the US: "2:30 PM"."""
    return f"{wall.hour % 12 or 12}:{wall.minute:02} {'AM' if wall.hour < 12 else 'PM'}"


def day_text(moment: date) -> str:
    """A wall time's day, or a date: "Thu 18 Mar"."""
    return f"{moment:%a} {moment.day} {moment:%b}"


def eastern_text(moment: datetime) -> str:
    """A moment in Eastern Time: "Thu 18 Mar 09:00 EDT"."""
    wall = zones.eastern(moment)
    return f"{day_text(wall)} {clock24(wall)} {zones.abbreviation(wall)}"


def dated(moment: datetime, zone: str, *, year: bool = False) -> str:
    """A moment with its Eastern day, and in the user's zone too: "Mon 15 Mar 2027 14:00 EDT (23:30 Colombo)"."""
    wall = zones.eastern(moment)
    text = f"{day_text(wall)}{f' {wall.year}' if year else ''} {clock24(wall)} {zones.abbreviation(wall)}"
    if not zone or same_clock(moment, zone):
        return text
    return f"{text} ({local_text(moment, zone)} {zones.zone_place(zone)})"


def local_text(moment: datetime, zone: str) -> str:
    """A moment in the user's zone, with the weekday where its date is not the Eastern one: "00:30 Fri"."""
    wall = zones.at_zone(moment, zone)
    other_day = wall.date() != zones.eastern(moment).date()
    return f"{clock24(wall)} {wall:%a}" if other_day else clock24(wall)


def both(moment: datetime, zone: str) -> str:
    """A moment in Eastern Time and in the user's: "11:00 EDT (20:30 Colombo)"; Eastern alone without a zone.

    Where the two have different dates the weekday stands in both: "Thu 20:00 EDT (05:30 Fri Colombo)".
    """
    wall = zones.eastern(moment)
    text = f"{clock24(wall)} {zones.abbreviation(wall)}"
    if not zone or same_clock(moment, zone):
        return text
    day_before = f"{wall:%a} " if zones.at_zone(moment, zone).date() != wall.date() else ""
    return f"{day_before}{text} ({local_text(moment, zone)} {zones.zone_place(zone)})"


def when(moment: datetime, now: datetime, zone: str) -> str:
    """As `both`, with the Eastern day where it is not today's: "Fri 09:00 EDT (18:30 Colombo)".

    The weekday alone from yesterday to six days ahead; beyond, where it would mislead, the date, with its year where
    that is another.
    """
    text, said = both(moment, zone), day_before(moment, now)
    weekday = f"{zones.eastern(moment):%a} "
    return f"{said}{text.removeprefix(weekday)}" if said else text


def day_before(moment: datetime, now: datetime) -> str:
    """The day that stands before a moment's Eastern time, and a space: see `when`; nothing for today's."""
    wall, today = zones.eastern(moment), zones.eastern(now)
    days = (wall.date() - today.date()).days
    if not days:
        return ""
    if -1 <= days <= WEEKDAY_ALONE:
        return f"{wall:%a} "
    return f"{day_text(wall)} {wall.year} " if wall.year != today.year else f"{day_text(wall)} "


def same_clock(moment: datetime, zone: str) -> bool:
    """Whether the user's clock reads the same as the Eastern one at that moment."""
    return zones.at_zone(moment, zone).utcoffset() == zones.eastern(moment).utcoffset()
