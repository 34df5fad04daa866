"""The week as a calendar file (RFC 5545): the phone rings where the laptop sleeps.

Every instant is in UTC, so that no calendar has to know a zone. Every alarm is so many minutes before the start of
its event: telephones do not all count from an end. So a round's close is an event of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import msgspec

from soaptui import __version__, ways
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.records import Call, Interview, Offer, State, program_title
from soaptui.text import shown, visible
from soaptui.week import appointments, promises, words, zones
from soaptui.week.alarms import ladders
from soaptui.week.appointments import interview_ends
from soaptui.week.deadlines import SubjectKind
from soaptui.week.offers import accepted, closes, of_another_year
from soaptui.week.returning import may_return
from soaptui.week.season import EXPECTED, Event, Season, Window
from soaptui.week.situation import OF_APPLICATIONS, concerns, told_to

CONTENT = "X-SOAPTUI-CONTENT"
"""The property of a file that is kept current: a checksum of what is in it."""

GOOGLE_LIMIT = (
    "Google Calendar ignores the alarms of a file. There, make a new calendar, set its notifications (60, "
    "15 and 5 minutes), and import the file into it."
)
"""What an imported file does not bring to the largest of the calendars."""

GOOGLE = f"{GOOGLE_LIMIT} {ways.TEST_PHONE}"
"""What is said with every calendar that is written."""

KEPT_BY_ALL = 15
"""Outlook keeps one alarm of an event, its first: the one nearest to so many minutes before comes first."""

LINE = 75
"""Longest line in octets, without its end (RFC 5545, 3.1)."""

_NAMESPACE = UUID("6f1f5b0e-53c1-4b0c-9a7e-50a9c0ffee27")
_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)


class CalendarEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event. `key` names it for good; without an end it is a moment; `minutes` before it its alarms ring.

    What is over and done with is `done` and rings no more; nor does what `ended` with the search. `private` is what
    names a program.
    """

    key: str
    summary: str
    start: datetime
    end: datetime | None = None
    description: tuple[str, ...] = ()
    location: str = ""
    minutes: tuple[int, ...] = ()
    done: bool = False
    ended: bool = False
    private: bool = False


def calendar_events(state: State, season: Season, zone: str) -> list[CalendarEvent]:
    """Everything that has a time, the earliest first: official times, offers, interviews, follow-ups, tasks."""
    rings = ladders(state)
    found = [
        *_official(state, season, zone, rings),
        *_offers(state, season, zone, rings["offer"]),
        *_interviews(state, zone, rings["interview"]),
        *_follow_ups(state, season, zone, rings["follow-up"]),
        *_tasks(state, zone, rings["task"]),
    ]
    return sorted(found, key=lambda entry: (entry.start, entry.key))


def calendar(found: Iterable[CalendarEvent], season: Season, stamp: datetime, *, content: str = "") -> bytes:
    """The entries as an .ics file. `stamp` is the true moment of its making, whatever moment is rehearsed.

    `content` is a checksum of them that goes with a file that is kept current.

    A second import updates the first: an event keeps its UID, and SEQUENCE (seconds since 2020) rises with the time
    of the export.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//soaptui//soaptui {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:SOAP {season.year}",
        f"X-WR-CALDESC:{_escaped(CONFIDENTIAL)}",
        # How often whoever subscribes looks again: the standard's word (RFC 7986, 5.7) and Outlook's.
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        *([f"{CONTENT}:{content}"] if content else []),
    ]
    for entry in found:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded_line(line) for line in lines)


def folded_line(line: str) -> bytes:
    """A line with its end, in pieces of at most `LINE` octets; no character is cut (RFC 5545, 3.1)."""
    whole = line.encode("utf-8")
    if len(whole) <= LINE:
        return whole + b"\r\n"
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


# -- what stands in it


def _official(state: State, season: Season, zone: str, rings: dict[str, tuple[int, ...]]) -> Iterator[CalendarEvent]:
    """The events, and each round as one stretch in the place of its opening. What ended with the search is silent."""
    opens = {window.opens: window for window in season.rounds}
    for event in season.events:
        window = opens.get(event.at) if event.round and event.kind == "opens" else None
        kind: SubjectKind = "applications" if event.id in OF_APPLICATIONS else "round"
        minutes = rings[kind] if concerns(event, state) else ()
        if window is not None:
            yield _round(season, window, event, zone, minutes)
            continue
        yield CalendarEvent(
            key=f"{season.year}/{event.id}",
            summary=_label(told_to(event, state).label, event),
            start=event.at,
            description=(_moment(event.at, zone), *_basis(event)),
            minutes=minutes,
        )


def _round(season: Season, window: Window, event: Event, zone: str, minutes: tuple[int, ...]) -> CalendarEvent:
    return CalendarEvent(
        key=f"{season.year}/{event.id}",
        summary=_label(f"{window.label}: look in R3", event),
        start=window.opens,
        end=window.closes,
        description=(
            f"{_moment(window.opens, zone)} to {_without_day(window.closes, zone)}",
            "If you do not answer an offer in R3 before the close, it is gone.",
            *_basis(event),
        ),
        minutes=minutes,
    )


def _label(label: str, event: Event) -> str:
    """A time that nobody has seen published says so on the telephone's lock screen too."""
    return f"{label} (expected time)" if event.confidence == EXPECTED else label


def _basis(event: Event) -> tuple[str, ...]:
    return (f"The time: {event.confidence}.", f"Source: {event.source}" if event.source else "")


def _offers(state: State, season: Season, zone: str, minutes: tuple[int, ...]) -> Iterator[CalendarEvent]:
    for offer in state.offers.values():
        end = closes(offer, season)
        if end is None or of_another_year(offer, season):
            continue
        title = program_title(state, offer.program)
        yield CalendarEvent(
            key=f"offer/{offer.id}",
            summary=_offer_says(offer, title),
            start=end,
            description=(_moment(end, zone), f"Round {offer.round}, seen {_moment(offer.seen, zone)}"),
            minutes=minutes,
            done=offer.outcome != "open",
            ended=accepted(state) is not None,
            private=True,
        )


def _offer_says(offer: Offer, title: str) -> str:
    return f"Offer of {title} {offer.outcome}" if offer.outcome != "open" else f"Offer expires: {title}. Answer in R3"


def _interviews(state: State, zone: str, minutes: tuple[int, ...]) -> Iterator[CalendarEvent]:
    for interview in state.interviews.values():
        yield CalendarEvent(
            key=f"interview/{interview.id}",
            summary=f"Interview: {program_title(state, interview.program)}",
            start=interview.at,
            end=interview_ends(interview) if interview.minutes > 0 else None,
            description=(_moment(interview.at, zone), *_said_of(interview)),
            location=" ".join(part for part in (interview.platform, interview.link) if part),
            minutes=minutes,
            done=not interview.means.stands,
            ended=interview.means.stands and not appointments.still_stands(interview, state),
            private=True,
        )


def _said_of(interview: Interview) -> tuple[str, ...]:
    return (
        f"As they said it: {interview.words}" if interview.words else "",
        interview.link,
        _not_sure_yet(interview),
    )


def _not_sure_yet(interview: Interview) -> str:
    if interview.confirmed or not interview.means.stands:
        return ""
    return "Not confirmed yet." if interview.standing == "pending" else interview.means.says


def _follow_ups(state: State, season: Season, zone: str, minutes: tuple[int, ...]) -> Iterator[CalendarEvent]:
    spoken = promises.last_spoken(state.calls.values())
    for call in state.calls.values():
        promised = call.follow_up
        if promised is not None and promised.due is not None:
            yield CalendarEvent(
                key=f"follow-up/{call.id}",
                summary=f"{promised.what} · {program_title(state, call.program, call.unknown)}",
                start=promised.due,
                description=(_moment(promised.due, zone), *_who(call)),
                minutes=minutes,
                done=promises.still_open(call, spoken) is None,
                ended=promised.what == promises.CALL_BACK and not may_return(state, season, call, call.started),
                private=True,
            )


def _who(call: Call) -> tuple[str, ...]:
    who = ", ".join(part for part in (call.who_name, call.who_role, call.number) if part)
    return (f"Spoken with: {who}",) if who else ()


def _tasks(state: State, zone: str, minutes: tuple[int, ...]) -> Iterator[CalendarEvent]:
    for task in state.tasks.values():
        if task.due is not None and task.hidden is None:
            yield CalendarEvent(
                key=f"task/{task.id}",
                summary=f"To do: {task.title}",
                start=task.due,
                description=(_day(task.due, zone) if task.by_day else _moment(task.due, zone), task.why),
                minutes=minutes if task.alarm and not task.by_day else (),
                done=task.done is not None,
                private=True,
            )


def _day(moment: datetime, zone: str) -> str:
    return words.day_text(zones.at_zone(moment, zone or zones.EASTERN))


def _moment(moment: datetime, zone: str) -> str:
    return words.dated(moment, zone)


def _without_day(moment: datetime, zone: str) -> str:
    """A moment whose Eastern day was said just before."""
    return words.both(moment, zone).removeprefix(f"{zones.eastern(moment):%a} ")


def phone_test(now: datetime) -> CalendarEvent:
    """One event that rings within ten minutes, to see whether a phone keeps the alarms of a file."""
    return CalendarEvent(
        key=f"phone-test/{int(now.timestamp())}",
        summary="Test: did your phone ring?",
        start=now + timedelta(minutes=10),
        description=("If nothing rang, this calendar ignores the alarms of a file.", ways.typed(GOOGLE)),
        minutes=(5, 1),
    )


# -- how it is written


def _most_useful_first(minutes: tuple[int, ...]) -> list[int]:
    return sorted(minutes, key=lambda number: (number != min(minutes, key=_from_kept), -number))


def _from_kept(number: int) -> int:
    return abs(number - KEPT_BY_ALL)


def _event(entry: CalendarEvent, stamp: datetime) -> Iterator[str]:
    prefix = "Done: " if entry.done else "No longer needed: " if entry.ended else ""
    summary = _escaped(shown(f"{prefix}{entry.summary}"))
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(_NAMESPACE, shown(entry.key))}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"SEQUENCE:{max(0, int((stamp - _COUNTED_FROM).total_seconds()))}"
    yield f"DTSTART:{_utc(entry.start)}"
    if entry.end is not None:
        yield f"DTEND:{_utc(entry.end)}"
    yield f"SUMMARY:{summary}"
    description = "\n".join(line for line in entry.description if line)
    yield f"DESCRIPTION:{_escaped(visible(description))}"
    if entry.location:
        yield f"LOCATION:{_escaped(shown(entry.location))}"
    if entry.private:
        yield "CLASS:PRIVATE"
    yield f"TRANSP:{'TRANSPARENT' if entry.end is None else 'OPAQUE'}"
    for minutes in () if entry.done or entry.ended else _most_useful_first(entry.minutes):
        yield "BEGIN:VALARM"
        yield f"UID:{uuid5(_NAMESPACE, shown(f'{entry.key}/{minutes}'))}"  # Apple's keeps an alarm by it (RFC 9074)
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-PT{minutes}M"
        yield f"DESCRIPTION:{summary}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    """An instant in the file's own form, to the second below: 20270318T130000Z."""
    whole = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return whole.isoformat().replace("-", "").replace(":", "") + "Z"


def _escaped(text: str) -> str:
    """Text as a value: nothing in it ends the value or begins another line (RFC 5545, 3.3.11)."""
    for character, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text
