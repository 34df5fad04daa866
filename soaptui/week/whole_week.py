"""What stands on the timeline beside the official times: days before March, Sunday's clocks, Wednesday, the night.

None of it is official. Each line says where it is from, and stands only for whom it is true.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec

from soaptui.records import State
from soaptui.status import STATUSES
from soaptui.week import standing_words, words, zones
from soaptui.week.season import Event, Season
from soaptui.week.situation import bound, out_of_soap

RESULT_TAKES = timedelta(weeks=5)
"""An exam's result takes up to four weeks (usmle.org), and ECFMG some days more."""

SLEEP, UP_BEFORE = timedelta(hours=8), timedelta(hours=3)
"""How long a night before the rounds is, and how long before the first round it ends."""

SMALL_HOURS = 6
"""Who has a round open before this hour, after midnight, needs a plan for the night."""

ADVICE = "advice"


class WeekLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line beside the official times. `by_day` says that a day is meant, and `at` is where it stands in it.

    `why` is what the short label has no room for, in a sentence.
    """

    id: str
    at: datetime
    label: str
    why: str = ""
    source: str = ADVICE
    confidence: str = ADVICE
    by_day: bool = True


Beside = WeekLine | Event
"""What stands beside the fifteen times of the week: a line of our own, or an official date."""


def beside_the_week(state: State, season: Season, zone: str) -> tuple[Beside, ...]:
    """Everything that stands there for this user, by time."""
    found: list[Beside] = [*around_for(state, season), *week_lines(state, season, zone)]
    return tuple(sorted(found, key=lambda line: line.at))


def week_lines(state: State, season: Season, zone: str) -> tuple[WeekLine, ...]:
    """The lines for this user, by time."""
    lines = [*_before(state, season), *_clocks(season, zone), *_wednesday(state, season, zone)]
    if (waiver := standing_words.waiver_clock(state, season, season.ends)) is not None:
        lines.append(
            WeekLine(
                id=waiver.id,
                at=waiver.at,
                label=waiver.label,
                source=waiver.source,
                confidence=waiver.confidence,
                by_day=False,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.at))


def line_over(line: Beside, now: datetime) -> bool:
    """Whether a line is past; one that is meant for a day is, once that day is over in Eastern Time."""
    if line.by_day:
        return zones.eastern(line.at).date() < zones.eastern(now).date()
    return line.at <= now


def around_for(state: State, season: Season) -> tuple[Event, ...]:
    """The official dates around the week that mean something to this user."""
    return () if bound(state) else season.around


def _start_of(moment: datetime) -> datetime:
    """Where a line of a day stands: at the beginning of the Eastern day."""
    return zones.instants(zones.eastern(moment).date(), 0, 0, zones.EASTERN)[0]


def _before(state: State, season: Season) -> Iterator[WeekLine]:
    if bound(state):
        return
    deadline = season.event("rank-deadline").at
    if not STATUSES[state.me.match].holds:
        yield WeekLine(
            id="last-exam",
            at=_start_of(deadline - RESULT_TAKES),
            label="Last exams with results in time",
            why="A result takes up to four weeks. ECFMG needs some days more to verify it.",
            source="usmle.org: most results within four weeks; ECFMG reports to the NRMP by the rank list deadline",
        )
    yield WeekLine(
        id="rank-eve",
        at=_start_of(deadline - timedelta(days=1)),
        label="Day before the rank list deadline",
        why="Look in R3: you are registered, ECFMG has verified you, your list is certified.",
        source="nrmp.org: applicants who are not verified by the deadline are taken out of the Match and SOAP",
    )


def _clocks(season: Season, zone: str) -> Iterator[WeekLine]:
    """The night in which US clocks go forward, and what it does to the user's distance from Eastern Time."""
    day = _clocks_forward(season.year)
    if day is None:
        return
    at = zones.instants(day, 3, 0, zones.EASTERN)[0]
    before, after = (_ahead(moment, zone) for moment in (at - timedelta(days=1), at + timedelta(days=1)))
    why = "The night is one hour shorter in the US."
    if before != after:
        why = f"{zones.zone_place(zone)} is {_hours(after)} Eastern Time from now on, no longer {_hours(before)} it."
    yield WeekLine(
        id="clocks-forward",
        at=at,
        label="US clocks go forward",
        why=why,
        source="time zone database",
        confidence="sure",
        by_day=False,
    )


def _clocks_forward(year: int) -> date | None:
    """The day of March on which Eastern clocks go forward."""
    days = [date(year, 3, 1) + timedelta(days=number) for number in range(31)]
    noons = {day: zones.eastern(zones.instants(day, 12, 0, zones.EASTERN)[0]).utcoffset() for day in days}
    return next((day for before, day in pairwise(days) if noons[day] != noons[before]), None)


def _ahead(moment: datetime, zone: str) -> int:
    """By how many minutes the user's clock is ahead of the Eastern one."""
    mine, eastern = zones.at_zone(moment, zone).utcoffset(), zones.eastern(moment).utcoffset()
    return int(((mine or timedelta()) - (eastern or timedelta())).total_seconds() // 60)


def _hours(minutes: int) -> str:
    """ "9 h 30 min ahead of"; "level with" where the clocks read the same."""
    if not minutes:
        return "level with"
    hours, rest = divmod(abs(minutes), 60)
    return f"{hours} h{f' {rest} min' if rest else ''} {'ahead of' if minutes > 0 else 'behind'}"


def _wednesday(state: State, season: Season, zone: str) -> Iterator[WeekLine]:
    """The day before the rounds, on which nothing is official for applicants."""
    if out_of_soap(state):
        return
    opens = season.rounds[0].opens
    day = _start_of(opens - timedelta(days=1))
    yield WeekLine(
        id="rest-of-applications",
        at=day,
        label="Send the applications that are left",
        why="On Thursday ERAS takes none while a round is open.",
        source="a SOAP page of 2026 (SnapOrtho); University of Oklahoma, SOAP",
    )
    yield WeekLine(
        id="look-back", at=day, label="Look back on the calls", why="What did they ask? Who waits for your answer?"
    )
    yield WeekLine(
        id="write-sheet",
        at=day,
        label="Write your decision sheet",
        why="Tomorrow you have two hours for each answer.",
    )
    yield night_before_rounds(season, zone)


def night_before_rounds(season: Season, zone: str) -> WeekLine:
    """How to sleep before Thursday: with hours, where rounds run through the night at home."""
    opens, closes = season.rounds[0].opens, season.rounds[-1].closes
    place = zones.zone_place(zone)
    first, last = zones.at_zone(opens, zone), zones.at_zone(closes, zone)
    source = f"{ADVICE}; the hours: time zone database"
    if not _through_the_night(season, zone):
        day = _start_of(opens - timedelta(days=1))
        why = f"Round 1 opens {first:%a %H:%M} in {place}, the last one closes {last:%H:%M}."
        at = day + timedelta(hours=20)
        return WeekLine(id="sleep-before-rounds", at=at, label="Sleep tonight", why=why, source=source)
    up = opens - UP_BEFORE
    bed = up - SLEEP
    begins, ends = zones.at_zone(bed, zone), zones.at_zone(up, zone)
    until = f"{ends:%H:%M}" if begins.date() == ends.date() else f"{ends:%a %H:%M}"
    label = f"Sleep, {begins:%a %H:%M} to {until} in {place}"
    why = f"The rounds run through your night: from {first:%a %H:%M} to {last:%a %H:%M} in {place}."
    return WeekLine(id="sleep-before-rounds", at=bed, label=label, why=why, source=source, by_day=False)


def _through_the_night(season: Season, zone: str) -> bool:
    """Whether a round is open in the small hours at home."""
    moments = (
        window.opens + timedelta(minutes=minutes)
        for window in season.rounds
        for minutes in range(0, words.seconds_left(window.closes, window.opens) // 60, 15)
    )
    return any(zones.at_zone(moment, zone).hour < SMALL_HOURS for moment in moments)
