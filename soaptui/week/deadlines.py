"""What has a deadline, with the words for it: rounds, offers, interviews, promises, planned applications.

A subject's id names its deadline's minute in UTC. It is there until it is dealt with: an offer answered, an interview
given its outcome, a follow-up or a task done, the applications sent, or the whole search over.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from soaptui import ways
from soaptui.application_services import SERVICES
from soaptui.meaning import Meaning
from soaptui.records import State, program_title
from soaptui.week import returning, sending
from soaptui.week.alarm_levels import LOUDEST, AlarmLevel
from soaptui.week.appointments import interview_ends, still_stands
from soaptui.week.offers import accepted, closes, lapsed_by_time, of_another_year, offer_standing
from soaptui.week.season import Season, Window
from soaptui.week.situation import out_of_soap

SubjectKind = Literal["offer", "interview", "round", "applications", "follow-up", "task"]


class SubjectMeaning(Meaning):
    """One kind of deadline. `title` is what it is called, `hint` which moments ring; `todo` is what to do about it.

    `always` says that its alarms cannot be turned off, and `last_minute` how loud its last minute may be.
    """

    title: str
    hint: str
    todo: str = ""
    always: bool = False
    last_minute: AlarmLevel = LOUDEST


EXPIRES = "Offer expires · "
"""What the deadline of an offer is called, before its program."""

SUBJECT_KINDS: dict[SubjectKind, SubjectMeaning] = {
    "offer": SubjectMeaning(
        title="offers",
        hint="until the round closes",
        todo="Answer it in R3 before the round closes. Without an answer it is gone, and the program will NEVER "
        "offer "
        f"again. {ways.NOTE_HERE}",
        always=True,
    ),
    # Nobody wants a siren in front of the camera.
    "interview": SubjectMeaning(
        title="interviews",
        hint="full screen at 5 minutes",
        todo="Get ready: the link or the telephone, a quiet room, what you want to ask.",
        last_minute="banner",
    ),
    "round": SubjectMeaning(
        title="rounds",
        hint="opening and closing",
        todo="Look in R3. If an offer is there, answer it before the round closes.",
        always=True,
    ),
    "applications": SubjectMeaning(title="applications", hint="planned, and not sent"),
    "follow-up": SubjectMeaning(title="follow-ups", hint="promised in a call"),
    "task": SubjectMeaning(title="tasks", hint="for which you asked for one"),
}
"""What can have a deadline, what cannot wait first."""

SPAN = timedelta(days=7)
"""Deadlines nearer than this, before and behind, are spoken of."""


class Subject(msgspec.Struct, frozen=True):
    """Something with a deadline. `past` is said after it; `known` is from when on an alarm could have been given.

    `last` is how loud the moment itself is (None: no alarm then); at `over` the chain stands no longer, but for what
    was missed. What is `own` was written down by the user at `known`: nothing need ring at that very moment.
    `record` is the id of the offer, interview, call or task that it is; "" for other kinds. `rings` says whether it
    has alarms at all: a task has them where the user asked for them.
    """

    id: str
    kind: SubjectKind
    what: str
    past: str
    deadline: datetime
    known: datetime
    highest: AlarmLevel = "banner"
    last: AlarmLevel | None = None
    over: datetime | None = None
    own: bool = False
    record: str = ""
    rings: bool = True


def subjects(state: State, season: Season, since: datetime, now: datetime) -> list[Subject]:
    """Everything with a deadline within a week, before or behind. `since` is from when on it was watched over."""
    all_subjects = [*_promises(state, season, since, now), *_interviews(state, since, now)]
    certain = not season.end_unsure  # by a clock that may be wrong nothing of it was missed
    if accepted(state) is None and certain:
        all_subjects += _offers(state, season, now)
    if not out_of_soap(state) and certain:
        all_subjects += [*_rounds(state, season, since, now), *_applications(state, season, since, now)]
    return [subject for subject in all_subjects if abs(subject.deadline - now) <= SPAN]


def _named(kind: str, deadline: datetime) -> str:
    return f"{kind}/{deadline:%Y%m%dT%H%MZ}"


def _offers(state: State, season: Season, now: datetime) -> Iterator[Subject]:
    for offer in state.offers.values():
        end = closes(offer, season)
        if end is None or of_another_year(offer, season):
            continue
        if offer.outcome != "open" and not lapsed_by_time(offer, season):
            continue  # somebody answered, or looked and found it gone
        if offer_standing(offer, season, now) == "not yet":
            continue  # its round has not opened: it is the wrong round, or the clock is behind
        title = program_title(state, offer.program)
        what, past = f"{EXPIRES}{title}", f"Offer expired unanswered · {title}"
        # One that ran out before anything was watched over was written down all the same: nobody heard of its end.
        known = min(offer.seen, now)
        name = _named(f"offer-{offer.id}", end)
        yield Subject(name, "offer", what, past, end, known, "screen", "banner", record=offer.id)


def _rounds(state: State, season: Season, since: datetime, now: datetime) -> Iterator[Subject]:
    for window in season.rounds:
        opened = f"{window.label} is open: look in R3" if now < window.closes else f"{window.label} opened"
        yield Subject(
            id=_named(f"{window.id}-opens", window.opens),
            kind="round",
            what=f"{window.label} opens",
            past=opened,
            deadline=window.opens,
            known=since,
            last="banner",
            over=window.closes,
        )
        yield Subject(
            id=_named(f"{window.id}-closes", window.closes),
            kind="round",
            what=f"{window.label} closes",
            past=f"{window.label} closed",
            deadline=window.closes,
            known=max(since, min(window.opens, now)),
            highest="screen" if _has_offer(state, season, window, now) else "banner",
            last="toast",
            over=window.closes,
        )


def _has_offer(state: State, season: Season, window: Window, now: datetime) -> bool:
    return any(o.round == window.round and offer_standing(o, season, now) == "open" for o in state.offers.values())


def _interviews(state: State, since: datetime, now: datetime) -> Iterator[Subject]:
    for interview in state.interviews.values():
        if still_stands(interview, state) and abs(interview.at - now) <= SPAN:
            title = program_title(state, interview.program)
            what, past = f"Interview · {title}", f"Interview began · {title}"
            name = _named(f"interview-{interview.id}", interview.at)
            over = interview_ends(interview)
            yield Subject(
                name, "interview", what, past, interview.at, since, "screen", over=over, record=interview.id
            )


def _promises(state: State, season: Season, since: datetime, now: datetime) -> Iterator[Subject]:
    """Follow-ups and tasks."""
    waiting = returning.open_promises(state, season, now).free
    for call in state.calls.values():
        promised = waiting.get(call.id) if call.follow_up is not None else None
        if promised is not None and promised.due is not None:
            what = f"{promised.what} · {program_title(state, call.program, call.unknown)}"
            name, known = _named(f"follow-up-{call.id}", promised.due), max(since, min(call.started, now))
            yield Subject(
                name,
                "follow-up",
                f"{what}: due",
                f"{what}: was due",
                promised.due,
                known,
                own=True,
                record=call.id,
            )
    for task in state.tasks.values():
        if task.due is not None and task.waits and not task.by_day:  # a day has no hour to ring at
            name = _named(f"task-{task.id}", task.due)
            what, past = f"{task.title}: due", f"{task.title}: was due"
            yield Subject(name, "task", what, past, task.due, since, record=task.id, rings=task.alarm)


def _applications(state: State, season: Season, since: datetime, now: datetime) -> Iterator[Subject]:
    """Planned applications: until programs look, and then each time until ERAS shuts for a round."""
    waiting = sending.to_send(state, season, now)
    if not waiting:
        return
    released = season.event("applications-released").at
    unsent = f"{sending.waiting_in_words(waiting)} not sent"
    what, past = f"{unsent}: programs look", f"{unsent}: programs are looking"
    yield Subject(_named("applications", released), "applications", what, past, released, since)
    shutting = {service: count for service, count in waiting.items() if SERVICES[service].shuts_for_rounds}
    for window in season.rounds if shutting else ():
        unsent, names = f"{sending.waiting_in_words(shutting)} not sent", " and ".join(shutting)
        what, past = f"{unsent}: {names} shuts", f"{unsent}: {names} has shut"
        name = _named(f"applications-{window.id}", window.opens)
        known = max(since, min(released, now))
        yield Subject(name, "applications", what, past, window.opens, known, over=window.opens)
