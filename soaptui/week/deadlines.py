"""What has a deadline, with the words for it: rounds, offers, interviews, promises, planned applications.

A subject's id names its deadline's minute in UTC. It is there until it is dealt with: an offer answered, an interview
given its outcome, a follow-up or a task done, the applications sent, or the whole search over.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from soaptui.records import Service, State, program_title
from soaptui.week import promises, sending
from soaptui.week.offers import accepted, closes, lapsed_by_time, of_another_year, offer_standing
from soaptui.week.season import Season, Window
from soaptui.week.situation import bound, out_of_soap

Kind = Literal["round", "offer", "interview", "follow-up", "applications", "task"]
Level = Literal["toast", "banner", "screen"]

SPAN = timedelta(days=7)
"""Deadlines nearer than this, before and behind, are spoken of."""


class Subject(NamedTuple):
    """Something with a deadline. `past` is said after it; `known` is from when on an alarm could have been given.

    `last` is how loud the moment itself is ("" for no alarm then); at `over` the chain stands no longer, but for what
    was missed. What is `own` was written down by the user at `known`: nothing need ring at that very moment.
    """

    id: str
    kind: Kind
    what: str
    past: str
    deadline: datetime
    known: datetime
    highest: Level = "banner"
    last: Level | Literal[""] = ""
    over: datetime | None = None
    own: bool = False


def subjects(state: State, season: Season, since: datetime, now: datetime) -> list[Subject]:
    """Everything with a deadline within a week, before or behind. `since` is from when on it was watched over."""
    found = [*_promises(state, since, now)]
    if not bound(state):
        found += _interviews(state, since, now)
    certain = not season.end_unsure  # by a clock that may be wrong nothing of it was missed
    if accepted(state) is None and certain:
        found += _offers(state, season, now)
    if not out_of_soap(state) and certain:
        found += [*_rounds(state, season, since, now), *_applications(state, season, since, now)]
    return [subject for subject in found if abs(subject.deadline - now) <= SPAN]


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
        what, past = f"Offer expires · {title}", f"Offer expired unanswered · {title}"
        # One that ran out before anything was watched over was written down all the same: nobody heard of its end.
        known = min(offer.seen, now)
        yield Subject(_named(f"offer-{offer.id}", end), "offer", what, past, end, known, "screen", "banner")


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
        if not interview.outcome and abs(interview.at - now) <= SPAN:
            title = program_title(state, interview.program)
            what, past = f"Interview · {title}", f"Interview began · {title}"
            name = _named(f"interview-{interview.id}", interview.at)
            over = interview.at + timedelta(minutes=interview.minutes)
            yield Subject(name, "interview", what, past, interview.at, since, "screen", over=over)


def _promises(state: State, since: datetime, now: datetime) -> Iterator[Subject]:
    """Follow-ups and tasks."""
    spoken = promises.last_spoken(state.calls.values())
    for call in state.calls.values():
        promised = promises.still_open(call, spoken) if call.follow_up is not None else None
        if promised is not None and promised.due is not None:
            what = f"{promised.what} · {program_title(state, call.program, call.unknown)}"
            name, known = _named(f"follow-up-{call.id}", promised.due), max(since, min(call.started, now))
            yield Subject(name, "follow-up", f"{what}: due", f"{what}: was due", promised.due, known, own=True)
    for task in state.tasks.values():
        if task.due is not None and task.waits and not task.by_day:  # a day has no hour to ring at
            name = _named(f"task-{task.id}", task.due)
            yield Subject(name, "task", f"{task.title}: due", f"{task.title}: was due", task.due, since)


def _applications(state: State, season: Season, since: datetime, now: datetime) -> Iterator[Subject]:
    """Planned applications: until programs look, and then each time until ERAS shuts for a round."""
    waiting = sending.to_send(state, season, now)
    if not waiting:
        return
    released = season.event("applications-released").at
    what = f"{sending.waiting_in_words(waiting)} not sent: programs look"
    past = f"{what.removesuffix('look')}are looking"
    yield Subject(_named("applications", released), "applications", what, past, released, since)
    eras: dict[Service, int] = {service: count for service, count in waiting.items() if service == "ERAS"}
    for window in season.rounds if eras else ():
        what = f"{sending.waiting_in_words(eras)} not sent: ERAS shuts"
        past, name = f"{what.removesuffix('shuts')}has shut", _named(f"applications-{window.id}", window.opens)
        known = max(since, min(released, now))
        yield Subject(name, "applications", what, past, window.opens, known, over=window.opens)
