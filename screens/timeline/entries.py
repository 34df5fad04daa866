"""The lines of the week: official times, what stands beside them, and what the user has among them, by time."""

from collections.abc import Collection, Iterator
from datetime import datetime

import msgspec

from soaptui.records import State, program_title
from soaptui.week import appointments, official, ribbon, whole_week, words, zones
from soaptui.week.agenda import Agenda, Due, event_state
from soaptui.week.offers import accepted, closes, offer_standing
from soaptui.week.season import Season
from soaptui.week.season_phase import left_in_phase
from soaptui.week.situation import concerns, told_to

PREPARED = "prepare-"
"""What begins the key of a line that is to be prepared; its id follows."""


class TimelineEntry(msgspec.Struct, frozen=True):
    """One line of the week: a mark, what, when, until when if it has a length, and the times in words.

    `unseen` says that the official time has not been seen on nrmp.org, `end_unseen` the same of its end. What is over
    for this user, whatever the hour, no longer `counts` down. `program` is the one whose title stands in `what`.
    `by_day` says that a day was meant and no hour. `official` times can be held against nrmp.org.
    """

    key: str
    at: datetime
    what: str
    look: str
    mark: str
    until: datetime | None = None
    source: str = ""
    eastern: str = ""
    local: str = ""
    unseen: bool = False
    end_unseen: bool = False
    counts: bool = True
    program: str = ""
    by_day: bool = False
    official: bool = True


def week_entries(state: State, season: Season, agenda: Agenda, zone: str) -> list[TimelineEntry]:
    """Official events, and the user's interviews, offers and calls to return among them, by time."""
    now = agenda.now
    unseen = {event.id for event in official.unseen(season)}
    entries = [_official(event_id, state, season, now, unseen) for event_id in _event_ids(season)]
    entries += [_beside(line, now) for line in whole_week.beside_the_week(state, season, zone)]
    entries += [*_interviews(state, now), *_offers(state, season, now)]
    due = (item for item in agenda.due if item.kind not in ("interview", "call"))
    entries += [_due_entry(item, item.label, "warn", "→") for item in due]
    entries += [_due_entry(task, f"task · {task.label}", "", "□") for task in agenda.later]
    return sorted(entries, key=lambda entry: now if _runs(entry, now) else entry.at)


def _runs(entry: TimelineEntry, now: datetime) -> bool:
    """Whether it has begun and ends later: its time is that of its end, and it stands between past and future."""
    return entry.until is not None and entry.at <= now < entry.until


def is_past(entry: TimelineEntry, state: State, now: datetime) -> bool:
    """Whether it is over and asks for nothing more. What became of today's offers stays in sight."""
    today = zones.eastern(entry.at).date() == zones.eastern(now).date()
    if today and entry.key in state.offers:
        return False
    return (entry.until or entry.at) <= now and entry.look == "dim"


def worded(entry: TimelineEntry, zone: str, now: datetime) -> TimelineEntry:
    """The entry with what does not change from second to second; the time of what runs is that of its end."""
    runs = _runs(entry, now)
    until = ""
    if entry.until is not None:
        unsure = "?" if entry.end_unseen and not runs else ""
        until = f" until {words.clock24(zones.eastern(entry.until))}{unsure}"
    if entry.by_day:
        return msgspec.structs.replace(entry, what=f"{entry.what}{until}", eastern="day")
    at = entry.until if runs and entry.until is not None else entry.at
    unseen = entry.end_unseen if runs else entry.unseen
    eastern = f"{words.clock24(zones.eastern(at))}{'?' if unseen else ''}"
    return msgspec.structs.replace(
        entry, what=f"{entry.what}{until}", eastern=eastern, local=words.local_text(at, zone)
    )


def left_of(entry: TimelineEntry, season: Season, now: datetime) -> str:
    """What is left until it ends, where it runs, else until it begins; empty where nothing counts down."""
    target = entry.until if _runs(entry, now) and entry.until is not None else entry.at
    return left_in_phase(target, season, now) if entry.counts and target > now else ""


def _interviews(state: State, now: datetime) -> Iterator[TimelineEntry]:
    for interview in state.interviews.values():
        what = f"interview · {program_title(state, interview.program)}"
        stands = appointments.still_stands(interview, state)
        what += "" if stands else f" · {appointments.standing_in_words(interview, state, now)}"
        look, mark = ("strong", ribbon.MARKS["interview"]) if stands and interview.at >= now else ("dim", "·")
        yield TimelineEntry(interview.id, interview.at, what, look, mark, counts=stands, program=interview.program)


def _offers(state: State, season: Season, now: datetime) -> Iterator[TimelineEntry]:
    over = accepted(state) is not None
    for offer in state.offers.values():
        became = offer_standing(offer, season, now)
        waits = became == "open" and not over
        look, mark = ("urgent", "!") if waits else ("dim", "·")
        end = closes(offer, season) if waits else None
        standing_now = "ended" if over and became == "open" else became
        what = f"offer · {program_title(state, offer.program)} · {standing_now}"
        yield TimelineEntry(offer.id, offer.seen, what, look, mark, end, program=offer.program)


def _event_ids(season: Season) -> list[str]:
    """Every event but the closes of rounds: a round is one line, with its end."""
    rounds = {f"{window.id}-closes" for window in season.rounds}
    return [event.id for event in season.events if event.id not in rounds]


def _official(event_id: str, state: State, season: Season, now: datetime, unseen: Collection[str]) -> TimelineEntry:
    event = told_to(season.event(event_id), state)
    window = next((w for w in season.rounds if f"{w.id}-opens" == event.id), None)
    label = event.label if window is None else f"{window.label}: offers"
    source = f"{event.label}: {event.confidence}. Source: {event.source}"
    stands = event_state(event, season, now)
    end_unseen = window is not None and f"{window.id}-closes" in unseen
    if not concerns(event, state):
        mark = "·" if event.at > now else "✓"
        return TimelineEntry(event.id, event.at, label, "dim", mark, None, source, counts=False)
    if stands == "current" and window is not None:
        what = f"{window.label.upper()} IS OPEN"
        return TimelineEntry(event.id, event.at, what, "strong", "▶", window.closes, source, end_unseen=end_unseen)
    if stands == "past":
        return TimelineEntry(event.id, event.at, label, "dim", "✓", None, source)
    coming = TimelineEntry(event.id, event.at, label, "", "·", window.closes if window else None, source)
    return msgspec.structs.replace(coming, unseen=event.id in unseen, end_unseen=end_unseen)


def _beside(line: whole_week.Beside, now: datetime) -> TimelineEntry:
    """A line beside the official times of the week: a day, or a moment."""
    source = f"{line.label}: {line.confidence}. Source: {line.source}"
    if isinstance(line, whole_week.WeekLine):
        source = f"{line.label}. {line.why}{' ' if line.why else ''}Source: {line.source}"
    mark, look = ("✓", "dim") if whole_week.line_over(line, now) else ("·", "")
    return TimelineEntry(
        line.id,
        line.at,
        line.label,
        look,
        mark,
        None,
        source,
        counts=not line.by_day,
        by_day=line.by_day,
        official=not isinstance(line, whole_week.WeekLine),
    )


def prepared_entry(due: Due) -> TimelineEntry:
    """Something to prepare this week: the day until which it is to be done stands in place of an hour."""
    day = zones.eastern(due.at)
    return TimelineEntry(
        f"{PREPARED}{due.id}", due.at, due.label, "", "○", eastern=f"{day.day} {day:%b}", official=False
    )


def _due_entry(due: Due, what: str, look: str, mark: str) -> TimelineEntry:
    """What is due, in the week; a day that was meant has no hour, and counts none down."""
    entry = TimelineEntry(f"due-{due.id}", due.at, what, look, mark, counts=not due.by_day, by_day=due.by_day)
    return msgspec.structs.replace(entry, program=due.program)
