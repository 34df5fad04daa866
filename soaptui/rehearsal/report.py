"""What came of a rehearsal: for each kind of happening how many there were, what was done in time, how fast.

All of it follows from the script and the state: a call that was logged and taken back was not logged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from soaptui.call_kinds import PRESSURE_KINDS
from soaptui.records import Call, ListVersion, Offer, State, program_title
from soaptui.rehearsal.happenings import CALLS, MISSED_RINGS, Happening
from soaptui.week import words, zones
from soaptui.week.early_contact import early_contact
from soaptui.week.season import Season

CALL_IN_TIME = timedelta(minutes=2)
"""A call is logged in time if it is opened within this of the ring, with the right program."""

CALL_LATE = timedelta(minutes=60)
"""A call of that program that was opened within this is the same call, written down late."""

LONGEST_NAME = 48


class Result(NamedTuple):
    """One thing that happened: its name, in how many seconds it was done, and whether that was in time.

    `seconds` is None where it was not done, or where no time can be told. `open` says that it can still be done.
    """

    name: str
    seconds: float | None = None
    done: bool = False
    in_time: bool = False
    open: bool = False


class ReportLine(NamedTuple):
    """The results of one kind, and the words for what was not done, and for what was done late."""

    title: str
    not_done: str
    done_late: str
    results: tuple[Result, ...]

    @property
    def in_time(self) -> int:
        """How many were done in time."""
        return sum(1 for result in self.results if result.in_time)

    @property
    def median(self) -> float | None:
        """The median of the seconds of what was done."""
        taken = [result.seconds for result in self.results if result.done and result.seconds is not None]
        return median(taken) if taken else None

    @property
    def late(self) -> list[str]:
        """What was done, but late."""
        return [result.name for result in self.results if result.done and not result.in_time]

    @property
    def missed(self) -> list[str]:
        """What was not done and cannot be any more."""
        return [result.name for result in self.results if not result.done and not result.open]


class RehearsalReport(NamedTuple):
    """The whole: from when to when was rehearsed, a line for each kind, and what else there is to say."""

    start: datetime
    now: datetime
    lines: tuple[ReportLine, ...]
    notes: tuple[str, ...]


def rehearsal_report(
    happened: Sequence[Happening], state: State, season: Season, start: datetime, now: datetime
) -> RehearsalReport:
    """What came of what has happened by now."""
    answered = answers_given(happened, state)
    rang = _calls(happened, answered, state, now, ("ring",))
    others = _calls(happened, answered, state, now, MISSED_RINGS)
    interviews = _interviews(happened, answered, state, now)
    applications = _applications(state, season, start, now)
    seen, decided = (_offers(happened, state, season, now, what) for what in ("seen", "decided"))
    lists = _lists(happened, state, season, now)
    lines = (
        ReportLine("Applications sent before programs read", "not sent", "sent later", tuple(applications)),
        ReportLine("Calls that rang, logged within 2 minutes", "calls not logged", "logged later", tuple(rang)),
        ReportLine("Missed calls and voicemails, noted within 2 minutes", "not noted", "noted later", tuple(others)),
        ReportLine("Interviews written down", "not written down", "written down later", tuple(interviews)),
        ReportLine("Offers noted in their round", "offers not noted", "noted after the close", tuple(seen)),
        ReportLine("Offers answered before the close", "offers not answered", "answered later", tuple(decided)),
        ReportLine("Lists imported in time", "lists not imported", "imported later", tuple(lists)),
    )
    notes = tuple(_notes(happened, answered, state, start, season))
    return RehearsalReport(start, now, tuple(line for line in lines if line.results), notes)


def answers_given(happened: Iterable[Happening], state: State) -> dict[str, Call]:
    """The call that the user logged for each happening, by its id; a call stands for one of them alone."""
    found: dict[str, Call] = {}
    waiting = [h for h in happened if h.kind in CALLS]
    for call in sorted(state.calls.values(), key=lambda call: call.started):
        mine = (h for h in waiting if h.program == call.program and h.at <= call.started <= h.at + CALL_LATE)
        # Two calls of the same program: what is noted now is the one of just now.
        nearest = max((h for h in mine if h.id not in found), key=lambda h: h.at, default=None)
        if nearest is not None and call.meaning.theirs and not call.is_email:
            found[nearest.id] = call
    return found


def _calls(
    happened: Sequence[Happening], answered: Mapping[str, Call], state: State, now: datetime, kinds: tuple[str, ...]
) -> Iterator[Result]:
    for happening in happened:
        if happening.kind not in kinds:
            continue
        call = answered.get(happening.id)
        still = now <= happening.at + CALL_IN_TIME
        if call is None:
            yield Result(_named(happening, state), open=still)
        else:
            took = call.started - happening.at
            yield Result(_named(happening, state), took.total_seconds(), True, took <= CALL_IN_TIME)


def _applications(state: State, season: Season, start: datetime, now: datetime) -> Iterator[Result]:
    """Those planned or sent by the time at which programs begin to read; only in a rehearsal that passes it."""
    released = season.event("applications-released").at
    if start >= released:
        return
    for application in state.applications.values():
        if application.sent is not None and application.sent <= start:
            continue
        if application.sent is None and application.closed:
            continue
        if application.planned is None or application.planned < released:
            in_time = application.sent is not None and application.sent <= released
            title = _short(state, application.program)
            yield Result(title, None, application.sent is not None, in_time, now < released)


def _interviews(
    happened: Sequence[Happening], answered: Mapping[str, Call], state: State, now: datetime
) -> Iterator[Result]:
    """Those that were proposed in a call which was taken; the time has to be the right one."""
    written = {(interview.program, interview.at) for interview in state.interviews.values()}
    for happening in happened:
        if happening.interview is not None and happening.id in answered:
            done = (happening.program, happening.interview) in written
            name = f"{_short(state, happening.program)}, {words.eastern_text(happening.interview)}"
            yield Result(name, None, done, done, now < happening.interview)


def _offers(
    happened: Sequence[Happening], state: State, season: Season, now: datetime, what: str
) -> Iterator[Result]:
    """What the user noted, or answered, within the round. Once one was accepted, the others need no answer."""
    for happening in happened:
        window = season.round(happening.round)
        if happening.kind != "offer" or window is None:
            continue
        offer = _offer_of(happening, state)
        at = _moment(offer, state, happening, what)
        open_now = now < window.closes
        if at is None:
            yield Result(_named(happening, state), open=open_now)
        else:
            took = max(0.0, (at - happening.at).total_seconds())
            yield Result(_named(happening, state), took, True, at < window.closes)


def _offer_of(happening: Happening, state: State) -> Offer | None:
    mine = (o for o in state.offers.values() if o.program == happening.program and o.round == happening.round)
    return min(mine, key=lambda offer: offer.seen, default=None)


def _moment(offer: Offer | None, state: State, happening: Happening, what: str) -> datetime | None:
    if what == "seen":
        return None if offer is None else offer.seen
    if offer is not None and offer.outcome in ("accepted", "rejected"):
        return offer.decided
    taken = (o for o in state.offers.values() if o.outcome == "accepted" and o.round == happening.round)
    return next((o.decided for o in taken), None)


def _lists(happened: Sequence[Happening], state: State, season: Season, now: datetime) -> Iterator[Result]:
    """Each list is imported in time before the next round opens (the first one: before programs begin to read)."""
    for happening in happened:
        if happening.kind != "list":
            continue
        until = _useful_until(happening, season)
        later = [h.at for h in happened if h.kind == "list" and h.at > happening.at]
        version = _version(state, happening.at, min(later, default=None))
        if version is None:
            yield Result(happening.file, open=now < until and not later)
        else:
            took = (version.at - happening.at).total_seconds()
            yield Result(happening.file, took, True, version.at < until)


def _version(state: State, since: datetime, until: datetime | None) -> ListVersion | None:
    mine = (v for v in state.list_versions.values() if v.at >= since and (until is None or v.at < until))
    return min(mine, key=lambda version: version.at, default=None)


def _useful_until(happening: Happening, season: Season) -> datetime:
    if happening.at < season.event("applications-released").at:
        return season.event("applications-released").at
    coming = (window.opens for window in season.rounds if window.opens > happening.at)
    return next(coming, season.event("soap-ends").at)


def _named(happening: Happening, state: State) -> str:
    if happening.kind == "offer":
        return f"{_short(state, happening.program)} (round {happening.round})"
    wall = zones.eastern(happening.at)
    return f"{_short(state, happening.program)} ({wall:%a} {words.clock24(wall)})"


def _short(state: State, program_id: str) -> str:
    title = program_title(state, program_id).split(" · ")[0]
    return title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…"


def _notes(
    happened: Sequence[Happening], answered: Mapping[str, Call], state: State, start: datetime, season: Season
) -> Iterator[str]:
    for happening in happened:
        title = _short(state, happening.program)
        if happening.stranger:
            yield f"{title} called although you had not applied there. That breaks NRMP's rules: it must be reported."
        pressing = next((kind for kind in PRESSURE_KINDS if kind == happening.asks), None)
        if pressing is not None and happening.id in answered:
            noted = any(pressure.kind == pressing for pressure in answered[happening.id].pressure)
            words = any(p.kind == pressing and p.words for p in answered[happening.id].pressure)
            kept = (
                "You noted their words."
                if words
                else ("You noted that they asked. Their exact words help the report.")
            )
            tail = kept if noted else "Their exact words help the report: note them with the call."
            what = PRESSURE_KINDS[pressing].they_asked
            yield f"{title} asked {what}. That breaks NRMP's rules: it must be reported. {tail}"
    logged = (call for call in state.calls.values() if call.meaning.theirs and call.started >= start)
    for call in sorted(logged, key=lambda call: call.started):
        if early := early_contact(season, call):
            yield f"{_short(state, call.program)}: {early}"
    sent = {application.program for application in state.applications.values() if application.sent is not None}
    callers = {h.program for h in happened if h.program and not h.stranger}
    if start < season.event("applications-released").at and callers and not callers & sent:
        yield "No application was sent, so the rehearsal used your planned applications as sent."
