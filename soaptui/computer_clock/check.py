"""Whether the computer's clock and zone can be right: what has to be said and asked of them, and when.

Pure: it is handed the moment, the settings and what was saved last. The answer comes from the user's phone, which
needs no network of ours; what they said is kept among the settings, with its time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

import msgspec

from soaptui import MADE, ways
from soaptui.counted import many
from soaptui.records import Setting, State
from soaptui.refusal import Refusal
from soaptui.this_computer import start_id, start_is_told
from soaptui.week import words, zones
from soaptui.week.clock_counts import TOLERANCE, CountedChange
from soaptui.week.clock_memory import KeptClock, kept_counts
from soaptui.week.season import AFTER_MATCH_DAY, Season
from soaptui.week.trust import CarefulClock

OFFSET, COUNT, CLAIMS, BOOT = "clock-offset", "clock-count", "clock-claims", "clock-boot"
"""Settings: the seconds that are added to the computer's clock; what else of the count has to outlive the run; what a
phone was said to show, and nothing agrees with yet; in which start of which computer it was counted."""

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

YEARS_SHOWN = 5
"""A year that is this far from the one in which the program was made is read out."""

Asked = Literal["", "clock", "zone"]


class Notice(msgspec.Struct, frozen=True):
    """Something to say; with `asks`, something to be answered: which clock is right, which zone is home.

    `urgent` is what must be read before anything else is done; `suspect` a word for the bar.
    """

    text: str
    asks: Asked = ""
    urgent: bool = False
    suspect: str = ""


# -- what is kept


def kept_clock(state: State) -> KeptClock:
    """What an earlier run knew of the clock."""
    found = kept_counts(state.setting(OFFSET), state.setting(COUNT), state.setting(CLAIMS))
    counted_here = state.setting(BOOT, start_id()) == start_id()
    return found if counted_here else msgspec.structs.replace(found, epoch=0.0, elapsed=0.0)


def same_start(state: State) -> bool:
    """Whether the computer was, for sure, not started anew since that."""
    return start_is_told() and state.setting(BOOT) == start_id()


def clock_settings(known: KeptClock, checked: datetime | None = None) -> tuple[Setting, ...]:
    """What has to be kept of the clock; with `checked`, that the user has just said which is right."""
    answer = (Setting(id=CHECKED, value=zones.utc_iso(checked)),) if checked is not None else ()
    return (
        Setting(id=OFFSET, value=round(known.offset, 3)),
        Setting(id=COUNT, value=known.text()),
        Setting(id=CLAIMS, value=known.claims_text()),
        Setting(id=BOOT, value=start_id()),
        *answer,
    )


def answer_taken_back(known: KeptClock) -> tuple[Setting, ...]:
    """The same after the user took back what they had said: nobody has said which clock is right then."""
    return (*clock_settings(known), Setting(id=CHECKED, value=""))


def outdated(state: State, known: KeptClock) -> bool:
    """Whether what is kept is no longer what is known: a doubt that came or went."""
    before = kept_clock(state)
    return (
        abs(before.apart - known.apart) > TOLERANCE
        or abs(before.offset - known.offset) > TOLERANCE
        or len(before.claims) != len(known.claims)
    )


def last_checked(state: State) -> datetime | None:
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


def happened_text(happened: CountedChange, doubt: float) -> str:
    """What happened between two beats, in a sentence. `doubt` is what the clock and the count differ by now."""
    span = _span(happened.before, happened.after)
    if happened.what == "suspended":
        return f"The computer slept {words.duration(happened.seconds)}: {span}."
    if happened.what == "frozen":
        return f"soaptui was stopped for {words.duration(happened.seconds)}: {span}."
    by = _size(happened.seconds)
    where = f"The clock was set {'forward' if happened.seconds > 0 else 'back'} by {by}"
    if not doubt:
        return f"{where}: it agrees with the seconds that were counted."
    return f"{where}; until you say which is right, soaptui shows the nearer deadline."


def _span(before: datetime, after: datetime) -> str:
    """ "10:12 to 10:59 EDT"; with the days where they differ, and the seconds where it is short."""
    first, last = zones.eastern(before), zones.eastern(after)
    form = "%H:%M" if abs((after - before).total_seconds()) >= 120 else "%H:%M:%S"
    days = first.date() != last.date()
    ends = [f"{words.day_text(wall)} {wall:{form}}" if days else f"{wall:{form}}" for wall in (first, last)]
    return f"{ends[0]} to {ends[1]} {zones.abbreviation(last)}"


def apart_text(seconds: float) -> str:
    """How far the computer's clock is from another: "1 minute 45 seconds ahead" (above zero), or behind."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    size = words.duration(whole)
    if 0 < minutes < 60:  # here each second counts
        size = f"{many(minutes, 'minute')}{f' {words.duration(rest)}' if rest else ''}"
    return f"{size} {'ahead' if seconds > 0 else 'behind'}"


# -- at the start


@cache
def made_at() -> datetime:
    """When this version was made."""
    return zones.eastern_instant(MADE)


def resumed(before: KeptClock, sure: bool, ahead: float = 0.0) -> Notice | None:
    """What is said of an offset that was kept: it is used, or it may be wrong by now and has to be asked.

    `ahead` is by how many seconds the computer's clock is ahead of a count that goes on from an earlier run.
    """
    how = apart_text(-before.offset)
    if sure:
        used = f"This computer's clock is {how}, as you said: soaptui corrects every time by that."
        return Notice(used) if before.offset else None
    if before.claims:
        text = (
            "You said that your phone shows another time than this computer, and no second time agrees yet. "
            "Until one "
            "does, soaptui shows the nearer deadline."
        )
    elif before.offset:
        text = (
            f"You found this computer's clock {how}. It may be correct now, or more wrong. Until you say, soaptui "
            "shows the nearer deadline."
        )
    elif ahead > 0:
        text = (
            f"This computer's clock is {apart_text(ahead)} of the seconds counted since you said which clock is "
            "right: it was set forward while soaptui was closed. Until you say, no offer and no round is over by it."
        )
    else:
        text = (
            "This computer's clock was set back while soaptui was closed, or you have not said which clock is "
            "right. Until you do, soaptui shows the nearer deadline."
        )
    return Notice(text, "clock", urgent=True)


def plausible(moment: datetime, season: Season) -> bool:
    """Whether something can have been saved at a moment, `season` being the one that matters then."""
    return moment <= season.events[-1].at + OFF_SEASON


def before_last_save(now: datetime, saved: datetime | None, season: Season) -> Notice | None:
    """What is said where the clock is earlier than what was saved last; `season` is the one of that save."""
    if saved is None or now >= saved - SLACK:
        return None
    text = f"This computer says {_moment(now)}, but something was saved here at {_moment(saved)}."
    if plausible(saved, season):
        then = "Until you say which is right, soaptui shows the nearer deadline."
        return Notice(f"{text} {then}", "clock", urgent=True)
    then = "One of the two is wrong: look at your phone."
    return Notice(f"{text} {then}", "clock", urgent=True, suspect="before the last save")


def too_early(now: datetime) -> Notice | None:
    """What is said of a computer whose clock is before the day on which this version was made."""
    if now >= made_at():
        return None
    text = f"This computer says {_moment(now)}: soaptui did not exist then. Every countdown here is wrong."
    wall = zones.eastern(now)
    same_year = wall.year == zones.eastern(made_at()).year
    suspect = f"{words.day_text(wall)} {wall.year}" if same_year else str(wall.year)
    return Notice(text, "clock", urgent=True, suspect=suspect)


def off_season(now: datetime, season: Season) -> Notice | None:
    """What is said where the clock is far from the season, and where no clock can be right."""
    last, status = season.events[-1].at, season.event("match-status").at
    wall = zones.eastern(now)
    if wall.year < zones.eastern(made_at()).year:
        return too_early(now)
    if now > last + LONG_AFTER:
        text = (
            f"This computer says {_moment(now)}: that is long after Match Week {season.year}, the last that "
            "soaptui knows. "
            f"If that is right, a season for {wall.year} {ways.MAKE_SEASON}."
        )
        return Notice(text, "clock", urgent=True, suspect=str(wall.year))
    if season.end_unsure:
        return end_asked(season)
    if now < season.events[0].at - OFF_SEASON:
        days = many(words.days_left(status, now), "day")
        return Notice(f"By this computer's clock, {_moment(now)}, Match Week {season.year} is {days} away.")
    if now > last + AFTER_MATCH_DAY:
        days = many(words.seconds_since(last, now) // words.DAY, "day")
        return Notice(f"By this computer's clock, {_moment(now)}, Match Week {season.year} was {days} ago.")
    return None


def end_asked(season: Season) -> Notice:
    """What is asked before anything is said to be over."""
    text = (
        f"By this computer's clock SOAP {season.year} ended {_moment(season.ends)}. Is that clock right? Until you "
        "say yes, nothing is over and the contact rules hold."
    )
    return Notice(text, "clock", urgent=True)


def _moment(moment: datetime) -> str:
    wall = zones.eastern(moment)
    return f"{words.day_text(wall)} {wall.year} {wall:%H:%M} {zones.abbreviation(wall)}"


def zone_unknown(profile_zone: str, system_zone: str, environment: Mapping[str, str]) -> Notice | None:
    """What is said where nobody can tell the user's zone: only Eastern Time and UTC are shown then."""
    if system_zone or (profile_zone and zones.is_zone(profile_zone)):
        return None
    chosen = environment.get("TZ", "")
    why = f" (TZ is {chosen!r})" if chosen else ""
    what = f"soaptui cannot read this computer's time zone{why}: Eastern Time and UTC are shown."
    return Notice(f"{what} {ways.SAY_ZONE}")


def zone_moved(profile_zone: str, system_zone: str, last: str) -> Notice | None:
    """What is asked where the computer's zone is another one than at the last look: has the user travelled?"""
    if not system_zone or not last or last == system_zone or system_zone == profile_zone:
        return None
    if not profile_zone:
        return Notice(
            f"This computer is set to {system_zone} now; it was {last}. Times are shown in it: {ways.HOME_ZONE}."
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


def clock_question_due(season: Season, now: datetime, last: datetime | None) -> Notice | None:
    """The question of Match Monday and of the Thursday, from 08:30 Eastern Time on, unless it was just answered."""
    at = morning(season, now)
    if at is None or (last is not None and at - LATELY <= last <= now + SLACK):
        return None
    day = zones.eastern(at)
    return Notice(f"It is {day:%A} of Match Week: is this computer's clock right?", "clock")


def kept_reading(now: datetime, zone: str) -> str:
    """A moment to the second: "Thu 18 Mar 09:31:20 EDT, Thu 19:01:20 in Colombo"; with its year where that is odd."""
    wall = zones.eastern(now)
    year = "" if 0 <= wall.year - zones.eastern(made_at()).year <= YEARS_SHOWN else f" {wall.year}"
    text = f"{words.day_text(wall)}{year} {wall:%H:%M:%S} {zones.abbreviation(wall)}"
    if not zone or words.same_clock(now, zone):
        return text
    return f"{text}, {zones.at_zone(now, zone):%a %H:%M:%S} in {zones.zone_place(zone)}"


# -- the marks


def unchecked(clock: CarefulClock, season: Season, now: datetime) -> bool:
    """Whether it is Match Week, and nobody has said since the computer was started that its clock is right."""
    return not clock.vouched and season.event("match-status").at - LATELY <= now < season.ends


def bar_mark(clock: CarefulClock, season: Season, now: datetime) -> str:
    """The mark of a clock in the bar: why it cannot be relied on, or that it is put right; empty for a good one."""
    if clock.suspect:
        return f"CLOCK? {clock.suspect}"
    if clock.doubt:
        return f"CLOCK? {_size(clock.doubt)} apart"
    if clock.claim is not None:
        return f"CLOCK? {_size(clock.claim)} not confirmed"
    if season.end_unsure:
        year = zones.eastern(now).year
        return "CLOCK? is SOAP over?" if year == season.year else f"CLOCK? {year}: is SOAP over?"
    if clock.offset:
        return f"CLOCK put {'forward' if clock.offset > 0 else 'back'} {_size(clock.offset)}"
    return str(ways.CLOCK_UNCHECKED) if unchecked(clock, season, now) else ""


def _size(seconds: float) -> str:
    return words.countdown(round(abs(seconds)))
