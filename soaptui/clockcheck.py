"""Whether the computer's clock and zone can be right: what has to be said and asked of them, and when.

Pure: it is handed the moment, the settings and what was saved last. The answer comes from the user's phone, which
needs no network of ours; what they said is kept among the settings, with its time.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from soaptui.records import Setting, State
from soaptui.refusal import Refusal
from soaptui.week import trust, words, zones
from soaptui.week.season import AFTER_MATCH_DAY, Season
from soaptui.week.trust import TOLERANCE, Happened, Kept

OFFSET, COUNT = "clock-offset", "clock-count"
"""Settings: the seconds that are added to the computer's clock; what else of the count has to outlive the run."""

CHECKED = "clock-checked"
"""Setting: when the user last said which clock is right, in UTC."""

SYSTEM_ZONE = "system-zone"
"""Setting: the computer's own zone when it was last looked at."""

MORNING = timedelta(hours=8, minutes=30)
"""When it is asked on Match Monday and on the Thursday, in Eastern Time (before the first thing that counts)."""

LATELY = timedelta(hours=1)
"""Whoever checked the clock this long before need not be asked again."""

SLACK = timedelta(seconds=5)
"""Before the last save by this much: another computer on the same folder may be so far off."""

HALF_A_DAY = 43_200.0
"""Seconds apart from which on a time of day does not say which day it is."""

OFF_SEASON = timedelta(days=60)
"""Farther than this from the season, the distance is said."""

LONG_AFTER = timedelta(days=400)
"""So long after the last season that is known, the clock itself is suspected."""

MADE_IN = 2026
"""No clock that shows an earlier year can be right: the program was made in this one."""

Asked = Literal["", "clock", "zone"]

_PHONE = re.compile(
    r"(?:(\d{4}-\d{1,2}-\d{1,2})[T ])?(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?( ?(?:ET|EDT|EST|Eastern))?",
    re.IGNORECASE,
)


class Notice(NamedTuple):
    """Something to say; with `asks`, something to be answered: which clock is right, which zone is home.

    `urgent` is what must be read before anything else is done; `suspect` a word for the bar.
    """

    text: str
    asks: Asked = ""
    urgent: bool = False
    suspect: str = ""


# -- what is kept


def kept(state: State) -> Kept:
    """What an earlier run knew of the clock."""
    return trust.kept(state.setting(OFFSET), state.setting(COUNT))


def settings(known: Kept, checked: datetime | None = None) -> tuple[Setting, ...]:
    """What has to be kept of the clock; with `checked`, that the user has just said which is right."""
    answer = (Setting(id=CHECKED, value=zones.utc_iso(checked)),) if checked is not None else ()
    return (Setting(id=OFFSET, value=round(known.offset, 3)), Setting(id=COUNT, value=known.text()), *answer)


def checked(state: State) -> datetime | None:
    """When the user last said which clock is right."""
    text = state.setting(CHECKED)
    try:
        return zones.read_iso(text) if text else None
    except Refusal:  # edited by hand
        return None


def checked_text(when: datetime | None, now: datetime) -> str:
    """ "clock checked 26 minutes ago"; whatever is in the future was checked by a clock that was wrong."""
    if when is None or when > now + SLACK:
        return "the clock has not been checked yet"
    return f"clock checked {words.duration((now - when).total_seconds())} ago"


# -- what happened while the program ran


def happened_text(happened: Happened, doubt: float) -> str:
    """What happened between two beats, in a sentence. `doubt` is what the clock and the count differ by now."""
    span = _span(happened.before, happened.after)
    if happened.what == "suspended":
        return f"The computer slept {words.duration(happened.seconds)}: {span}."
    if happened.what == "frozen":
        return f"soaptui stood still for {words.duration(happened.seconds)}: {span}."
    by = words.countdown(round(abs(happened.seconds)))
    where = f"The clock was set {'forward' if happened.seconds > 0 else 'back'} by {by}"
    if not doubt:
        return f"{where}: it agrees with the seconds that were counted."
    return f"{where}; until you say which is right, the nearer deadline is shown."


def _span(before: datetime, after: datetime) -> str:
    """ "10:12 to 10:59 EDT"; with the days where they differ, and the seconds where it is short."""
    first, last = zones.eastern(before), zones.eastern(after)
    form = "%H:%M" if abs((after - before).total_seconds()) >= 120 else "%H:%M:%S"
    days = first.date() != last.date()
    ends = [f"{words.day(wall)} {wall:{form}}" if days else f"{wall:{form}}" for wall in (first, last)]
    return f"{ends[0]} to {ends[1]} {zones.abbreviation(last)}"


def apart_text(seconds: float) -> str:
    """How far the computer's clock is from another: "1 minute 45 seconds ahead" (above zero), or behind."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    size = words.duration(whole)
    if 0 < minutes < 60:  # here each second counts
        size = f"{minutes} minute{'' if minutes == 1 else 's'}{f' {words.duration(rest)}' if rest else ''}"
    return f"{size} {'ahead' if seconds > 0 else 'behind'}"


# -- at the start


def resumed(before: Kept, sure: bool) -> Notice | None:
    """What is said of an offset that was kept: it is used, or it may be wrong by now and has to be asked."""
    how = apart_text(-before.offset)
    if sure:
        used = f"This computer's clock is {how}, as you said: every time here is put right by that."
        return Notice(used) if before.offset else None
    if before.offset:
        text = (
            f"You found this computer's clock {how}. It may have been put right since, or be off by more: until you "
            "say, the nearer deadline is shown."
        )
    else:
        text = (
            "This computer's clock was set back while soaptui was closed, or nobody said which clock was right: "
            "until you do, the nearer deadline is shown."
        )
    return Notice(text, "clock", urgent=True)


def plausible(moment: datetime, season: Season) -> bool:
    """Whether a moment lies near the season."""
    return season.events[0].at - OFF_SEASON <= moment <= season.events[-1].at + OFF_SEASON


def before_last_save(now: datetime, saved: datetime | None, season: Season) -> Notice | None:
    """What is said where the clock is earlier than what was saved last."""
    if saved is None or now >= saved - SLACK:
        return None
    text = f"This computer says {_moment(now)}, but something was saved here at {_moment(saved)}."
    if plausible(saved, season):
        then = "Until you say which is right, the nearer deadline is shown."
        return Notice(f"{text} {then}", "clock", urgent=True)
    then = "One of the two was wrong: look at your phone."
    return Notice(f"{text} {then}", "clock", urgent=True, suspect="before the last save")


def off_season(now: datetime, season: Season) -> Notice | None:
    """What is said where the clock is far from the season, and where no clock can be right."""
    first, last = season.events[0].at, season.events[-1].at
    year = zones.eastern(now).year
    if year < MADE_IN:
        text = f"This computer says {_moment(now)}: soaptui was not made then. No countdown here can be right."
        return Notice(text, "clock", urgent=True, suspect=str(year))
    if now > last + LONG_AFTER:
        text = (
            f"This computer says {_moment(now)}: long after Match Week {season.year}, the last that soaptui knows. "
            f"If that is right, a season for {year} can be made (v)."
        )
        return Notice(text, "clock", urgent=True, suspect=str(year))
    if now < first - OFF_SEASON:
        days = words.seconds_left(first, now) // words.DAY
        return Notice(f"By this computer's clock, {_moment(now)}, Match Week {season.year} is {days} days away.")
    if now > last + AFTER_MATCH_DAY:
        days = int((now - last).total_seconds()) // words.DAY
        return Notice(f"By this computer's clock, {_moment(now)}, Match Week {season.year} was {days} days ago.")
    return None


def _moment(moment: datetime) -> str:
    wall = zones.eastern(moment)
    return f"{words.day(wall)} {wall.year} {wall:%H:%M} {zones.abbreviation(wall)}"


def zone_unknown(profile_zone: str, system_zone: str, environment: Mapping[str, str]) -> Notice | None:
    """What is said where nobody can tell the user's zone: only Eastern Time and UTC are shown then."""
    if system_zone or (profile_zone and zones.is_zone(profile_zone)):
        return None
    chosen = environment.get("TZ", "")
    why = f" (TZ is {chosen!r})" if chosen else ""
    what = f"This computer's time zone cannot be told{why}: Eastern Time and UTC are shown."
    return Notice(f"{what} Say yours in your profile (p).")


def zone_moved(profile_zone: str, system_zone: str, last: str) -> Notice | None:
    """What is asked where the computer's zone is another one than at the last look: has the user travelled?"""
    if not system_zone or not last or last == system_zone or system_zone == profile_zone:
        return None
    if not profile_zone:
        return Notice(
            f"This computer is set to {system_zone} now; it was {last}. Times are shown in it: p sets a home zone."
        )
    text = f"This computer was set to {last} and is set to {system_zone} now. Your home zone here is {profile_zone}."
    return Notice(text, "zone")


# -- asking


def morning(season: Season, now: datetime) -> datetime | None:
    """The latest moment at which the clock is asked for, up to now, on the day of it; None on other days."""
    today = zones.eastern(now).date()
    days = {zones.eastern(season.event("unfilled-list").at).date(), zones.eastern(season.rounds[0].opens).date()}
    if today not in days:
        return None
    at = zones.instant(datetime.combine(today, datetime.min.time()) + MORNING, zones.EASTERN)
    return at if now >= at else None


def due(season: Season, now: datetime, last: datetime | None) -> Notice | None:
    """The question of Match Monday and of the Thursday, from 08:30 Eastern Time on, unless it was just answered."""
    at = morning(season, now)
    if at is None or (last is not None and at - LATELY <= last <= now + SLACK):
        return None
    day = zones.eastern(at)
    return Notice(f"It is {day:%A} of Match Week: is this computer's clock right?", "clock")


def reading(now: datetime, zone: str) -> str:
    """A moment to the second: "Thu 18 Mar 09:31:20 EDT, Thu 19:01:20 in Colombo"; with its year where that is odd."""
    wall = zones.eastern(now)
    year = "" if MADE_IN <= wall.year <= MADE_IN + 5 else f" {wall.year}"
    text = f"{words.day(wall)}{year} {wall:%H:%M:%S} {zones.abbreviation(wall)}"
    if not zone or words.same_clock(now, zone):
        return text
    return f"{text}, {zones.at(now, zone):%a %H:%M:%S} in {zones.place(zone)}"


def phone(text: str, now: datetime, zone: str) -> datetime:
    """The instant that the phone shows: HH:MM:SS in the user's zone, or with ET in Eastern Time.

    Without a date, the one nearest to `now`; a single figure for the hour may be of twelve hours. What is typed has
    begun when it is read: its last moment is taken, the one that leaves less time. Raises Refusal.
    """
    found = _PHONE.fullmatch(" ".join(text.split()))
    if found is None:
        raise Refusal("Type what the phone shows, with the seconds: 19:03:05, 7:03:05 pm, or 09:33:05 ET.")
    day, hour, minute, second, half, eastern = found.groups()
    if second is None:
        raise Refusal("With the seconds: type a time that is to come, and press Enter when the phone shows it.")
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59 or (half and not 1 <= int(hour) <= 12):
        raise Refusal(f"{hour}:{minute}:{second} is no time of day.")
    place = zones.EASTERN if eastern else zone
    hours = [int(hour) % 12 + (12 if half.casefold() == "p" else 0)] if half else [int(hour)]
    if not half and len(hour) == 1:
        hours.append((int(hour) + 12) % 24)
    dates = _dates(day, zones.at(now, place))
    moments = []
    for date in dates:
        for one in hours:
            wall = date.replace(hour=one, minute=int(minute), second=int(second), microsecond=0, tzinfo=None)
            try:
                moments.append(zones.instant(wall, place))
            except zones.BadTime:
                continue  # in the hour that the clocks skip or repeat
    if not moments:
        raise Refusal(f"{hour}:{minute}:{second} is no single moment there on that day: type it with ET.")
    return min(moments, key=lambda moment: abs(moment - now)) + timedelta(seconds=1)


def _dates(day: str | None, wall: datetime) -> list[datetime]:
    if day is None:
        return [wall + timedelta(days=by) for by in (-1, 0, 1)]
    year, month, date = (int(part) for part in day.split("-"))
    try:
        return [wall.replace(year=year, month=month, day=date)]
    except ValueError:
        raise Refusal(f"There is no day {day}: write it as year-month-day, such as 2027-03-18.") from None


def agrees(phone_time: datetime, computer: datetime) -> bool:
    """Whether the phone's second is the computer's, as well as a hand on a key can tell."""
    return abs((phone_time - timedelta(seconds=0.5) - computer).total_seconds()) <= TOLERANCE


def bar_mark(doubt: float, suspect: str) -> str:
    """The mark of a doubtful clock in the bar; empty for a good one."""
    if doubt:
        return f"CLOCK? {words.countdown(round(abs(doubt)))} apart"
    return f"CLOCK? {suspect}" if suspect else ""
