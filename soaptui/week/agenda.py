"""What is open, what is next, what is due, and the one next action: a function of state, season and moment."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from soaptui import ways
from soaptui.counted import many
from soaptui.records import Call, FollowUp, State, program_title
from soaptui.waiting import with_person
from soaptui.week import appointments, promises, refreshed_list, rules, sending, standing_words, words, zones
from soaptui.week.getting_ready import TEST_BEFORE, to_be_tested, what_to_test
from soaptui.week.offers import accepted, closes, current_round, open_offers, unasked
from soaptui.week.returning import open_promises
from soaptui.week.season import AFTER_MATCH_DAY, Event, Season
from soaptui.week.season_phase import calm_until
from soaptui.week.situation import (
    concerns,
    evening_ends,
    list_gone,
    morning_of_the_matched,
    next_registration,
    out_of_soap,
    path_ends,
    told_to,
    training_begins,
)
from soaptui.week.slots_left import slots_left_line
from soaptui.week.what_to_send import none_sent, what_to_send

SOON = timedelta(hours=2)
INTERVIEW_SOON = timedelta(minutes=30)
TASK_SOON = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)

EventState = Literal["past", "current", "coming"]
DueKind = Literal["interview", "call back", "report", "follow-up", "call", "task", "answer", "applications"]


class Open(msgspec.Struct, frozen=True):
    """Something that can be done until `closes`: a round (with its number), the time between rounds, an offer."""

    id: str
    label: str
    closes: datetime
    round: int = 0


class Due(msgspec.Struct, frozen=True):
    """Something promised or appointed. A "call" is one whose note is not finished; a "report" is one that was missed
    and may have to be reported before, or instead of, being returned.

    An answer is that to an offer which ran out by the clock: was it given in R3? The id is that of the record; of the
    applications, which are due together, it is "applications". `by_day` says that a day was meant, and no hour.
    `program` is the one whose title stands in the label.
    """

    id: str
    kind: DueKind
    label: str
    at: datetime
    by_day: bool = False
    program: str = ""


class Preparing(msgspec.Struct, frozen=True):
    """What the agenda is told of the preparation (prepare/next_step.py): a sentence that names what to do next, the
    tasks that are settled, though nobody said that they are done, and, while it is calm, what to do this week.
    """

    line: str = ""
    settled: frozenset[str] = frozenset()
    this_week: tuple[Due, ...] = ()


NOT_PREPARING = Preparing()


class Agenda(msgspec.Struct, frozen=True):
    """The moment in one value. `open` has the nearest end first; `due` the earliest first, and so `later`: the tasks
    that are due after that.

    `unsure` says that the week is past by a clock that nobody vouches for: it is asked, and nothing is over. `news`
    says by name who came and who went with the newest list. `this_week` is what to prepare, while it is calm.
    """

    now: datetime
    open: tuple[Open, ...]
    next: Event | None
    due: tuple[Due, ...]
    action: str
    unsure: bool = False
    news: tuple[str, ...] = ()
    later: tuple[Due, ...] = ()
    this_week: tuple[Due, ...] = ()


def agenda(
    state: State, season: Season, now: datetime, zone: str = "", preparing: Preparing = NOT_PREPARING
) -> Agenda:
    """The agenda at that moment, its sentences in Eastern Time and, where a zone is given, in the user's."""
    everything_due = (
        *what_is_due(state, season, now, preparing.settled),
        *answers_due(state, season, now),
        *applications_due(state, season, now),
    )
    due = tuple(sorted(everything_due, key=lambda item: item.at))
    return Agenda(
        now=now,
        open=what_is_open(state, season, now),
        next=next(
            (told_to(event, state) for event in season.events if event.at > now and concerns(event, state)), None
        )
        or standing_words.waiver_clock(state, season, now),
        due=due,
        action=_action(state, season, now, zone, due, preparing.line),
        unsure=now >= season.ends and not season.over(now),
        news=refreshed_list.news_lines(state, season, now),
        later=tuple(task for task in _tasks(state, preparing.settled) if task.at - TASK_SOON > now),
        this_week=preparing.this_week,
    )


def lasts_until(state: State, season: Season, now: datetime) -> datetime:
    """The first instant after `now` at which the agenda may say something else, but for its `now`.

    Until then, with the same state and season, it need not be worked out again: only countdowns go on. Whoever gives
    `agenda` another moment at which something turns has to name it here.
    """
    released, status = season.event("applications-released").at, season.event("match-status").at
    days = words.days_left(status, now)
    turns = [released - sending.WARN_BEFORE, status - timedelta(days=days) + timedelta.resolution, calm_until(season)]
    # A day is told by how far it is; and after the week each day may have another step.
    if state.calls or state.interviews or status <= now < path_ends(season):
        turns.append(zones.next_day(now))
    begins = training_begins(season)
    turns += [
        begins,
        begins - timedelta(minutes=1),
        list_gone(season),
        next_registration(season),
        season.events[-1].at + AFTER_MATCH_DAY,
        evening_ends(state, season),
        morning_of_the_matched(season),
        *(event.at for event in season.events),
    ]
    turns += [at for window in (*season.windows, *season.rounds) for at in (window.opens, window.closes)]
    for interview in state.interviews.values():
        ends = appointments.interview_ends(interview)
        turns += [interview.at - before for before in (SOON, INTERVIEW_SOON, TEST_BEFORE)]
        turns += [interview.at, ends]
    for call in state.calls.values():
        due = (call.follow_up.due if call.follow_up is not None else None) or call.started
        turns += [due - SOON, due, call.started]
    turns += [task.due - TASK_SOON for task in state.tasks.values() if task.due is not None]
    return min((turn for turn in turns if turn > now), default=NEVER)


def open_round(agenda: Agenda) -> Open | None:
    """The offer round that is open, if one is."""
    return next((item for item in agenda.open if item.round), None)


def event_state(event: Event, season: Season, now: datetime) -> EventState:
    """Whether an event is over, coming, or has opened something that is still open."""
    if event.at > now:
        return "coming"
    opened = (window for window in season.rounds if window.opens == event.at and event.kind == "opens")
    return "current" if any(now < window.closes for window in opened) else "past"


def what_is_open(state: State, season: Season, now: datetime) -> tuple[Open, ...]:
    """Offers first, then the windows of the week, the nearest end first; nothing once the search is over."""
    offers = [
        Open(offer.id, f"Offer: {program_title(state, offer.program)}", end)
        for offer in ([] if accepted(state) is not None else open_offers(state, season, now))
        if (end := closes(offer, season)) is not None
    ]
    there = () if out_of_soap(state) else season.windows
    windows = [Open(w.id, w.label, w.closes, w.round) for w in there if w.opens <= now < w.closes]
    return tuple(offers + sorted(windows, key=lambda window: window.closes))


def what_is_due(state: State, season: Season, now: datetime, settled: Collection[str] = ()) -> tuple[Due, ...]:
    """Interviews soon, calls to return, follow-ups and tasks whose time has come, and unfinished calls.

    `settled` are tasks that need no doing any more.
    """
    due_items: list[Due] = []
    for interview in appointments.coming_interviews(state, now):
        if interview.at - SOON <= now:
            title = program_title(state, interview.program)
            due_items.append(
                Due(interview.id, "interview", f"interview · {title}", interview.at, program=interview.program)
            )
    waiting, forbidden = open_promises(state, season, now)
    for call in state.calls.values():
        if call.id in forbidden and rules.reportable(state, season, call):
            due_items.append(_due(call, state, "report", "may you call back?", call.started, f" ({call.direction})"))
        else:
            due_items += _due_of_call(call, state, now, waiting.get(call.id))
    due_items += [task for task in _tasks(state, settled) if task.at - TASK_SOON <= now]
    return tuple(sorted(due_items, key=lambda due: due.at))


def _tasks(state: State, settled: Collection[str]) -> list[Due]:
    """The tasks that have a time and are still to be done, the earliest first."""
    waiting = [task for task in state.tasks.values() if task.waits and task.id not in settled]
    dues = [
        Due(task.id, "task", with_person(task.title, task.person, task.turn), task.due, task.by_day)
        for task in waiting
        if task.due is not None
    ]
    return sorted(dues, key=lambda due: due.at)


def answers_due(state: State, season: Season, now: datetime) -> tuple[Due, ...]:
    """Offers that ran out by the clock: whether they were answered in R3 is asked until the user has said."""
    return tuple(
        Due(
            offer.id, "answer", f"answered in R3? · {program_title(state, offer.program)}", end, program=offer.program
        )
        for offer in unasked(state, season, now)
        if (end := closes(offer, season)) is not None
    )


def applications_due(state: State, season: Season, now: datetime) -> tuple[Due, ...]:
    """Planned applications that can be sent now, from an hour before programs see any until the last round opens."""
    released = season.event("applications-released").at
    if now < released - sending.WARN_BEFORE or sending.useless(season, now) or out_of_soap(state):
        return ()
    waiting = {
        service: count
        for service, count in sending.to_send(state, season, now).items()
        if sending.closed_until(season, service, now) is None
    }
    if not waiting:
        return ()
    return (Due("applications", "applications", f"send {sending.waiting_in_words(waiting)}", released),)


def _due_of_call(call: Call, state: State, now: datetime, waits: FollowUp | None) -> list[Due]:
    if waits is not None and waits.what == promises.CALL_BACK and call.meaning.missed:
        return [_due(call, state, "call back", "call back", call.started, f" ({call.direction})")]
    if waits is not None and (waits.due or call.started) - SOON <= now:
        return [_due(call, state, "follow-up", waits.what, waits.due or call.started)]
    if promises.is_unfinished(call):
        return [_due(call, state, "call", "finish the note", call.started)]
    return []


def _due(call: Call, state: State, kind: DueKind, what: str, at: datetime, tail: str = "") -> Due:
    label = f"{what} · {program_title(state, call.program, call.unknown)}{tail}"
    return Due(call.id, kind, label, at, program=call.program)


def _action(state: State, season: Season, now: datetime, zone: str, due: tuple[Due, ...], preparing: str) -> str:
    """The one next action: what cannot wait, else what the user promised, else what the week asks for."""
    return (
        standing_words.when_decided(state, season, now, preparing)
        or _unsure(season, now)
        or _urgent(state, season, now, zone, due)
        or _then(_round(season, now, zone), _note(now, zone, due) or standing_words.beside_a_round(state))
        or standing_words.asked_of_the_expired(state, season, now)
        or _note(now, zone, due)
        or _then(_profile(state, season, now) if not season.over(now) else "", preparing)
        or _of_the_week(state, season, now, zone, preparing)
    )


def _then(said: str, more: str) -> str:
    return f"{said} {more}" if said and more else said


def _urgent(state: State, season: Season, now: datetime, zone: str, due: tuple[Due, ...]) -> str:
    offers = open_offers(state, season, now)
    if offers:
        end = closes(offers[0], season)
        title = program_title(state, offers[0].program)
        more = f" ({len(offers)} offers are open)" if len(offers) > 1 else ""
        return f"Answer the offer of {title} in R3{_before(end, now, zone)}.{more} {ways.THEN_NOTE}."
    for item in due:
        if item.kind == "interview" and item.at - INTERVIEW_SOON <= now:
            ready = f"Get ready: {item.label} at {words.when(item.at, now, zone)}."
            interview = state.interviews[item.id]
            if not to_be_tested(interview, now):
                return ready
            link = f" {interview.link}" if interview.link else ""
            return f"{what_to_test(interview)} {ready}{link}"
    for item in due:
        if item.kind == "report":
            return f"{item.label[0].upper()}{item.label[1:]}: {rules.reportable(state, season, state.calls[item.id])}"
        if item.kind == "call back" or (item.kind == "follow-up" and item.at <= now):
            return _since(item, now, zone)
    return ""


def _note(now: datetime, zone: str, due: tuple[Due, ...]) -> str:
    """A call that was left open; it costs nothing to wait."""
    return next((_since(item, now, zone) for item in due if item.kind == "call"), "")


def _since(item: Due, now: datetime, zone: str) -> str:
    return f"{item.label[0].upper()}{item.label[1:]}, since {words.when(item.at, now, zone)}."


def _round(season: Season, now: datetime, zone: str) -> str:
    """An open round comes before what is missing in the profile: it closes, and takes its offers with it."""
    opened = current_round(season, now)
    if opened is None:
        return ""
    until = words.when(opened.closes, now, zone)
    return f"{opened.label} is open until {until}: look in R3. If an offer is there, {ways.NOTE_OFFER}."


def _unsure(season: Season, now: datetime) -> str:
    """Before anything is said to be over: is it, or is the clock wrong?"""
    if now < season.ends or season.over(now):
        return ""
    ended = words.eastern_text(season.ends)
    return f"By this computer's clock SOAP {season.year} ended {ended}. Is that clock right? {ways.CLOCK_FIRST}."


def _before(end: datetime | None, now: datetime, zone: str) -> str:
    return f" before {words.when(end, now, zone)}" if end is not None else ""


def _profile(state: State, season: Season, now: datetime) -> str:
    me = state.me
    if now >= season.event("match-status").at and me.match == "unknown":
        return f"Look in R3 or your email: did you match? Then say so {ways.SAY_MATCH}."
    if me.visa == "unknown" and not sending.useless(season, now):
        return f"{ways.SAY_VISA}: the tiers need it."
    return ""


def _of_the_week(state: State, season: Season, now: datetime, zone: str, preparing: str) -> str:
    """What the week asks for; with it, for who holds one part of a training, what SOAP is for."""
    sentence = _of_everybody(state, season, now, zone, preparing)
    if season.over(now):
        return sentence
    part = standing_words.beside_the_preparation(state, season, now)
    return _then(sentence, part)


def _of_everybody(state: State, season: Season, now: datetime, zone: str, preparing: str) -> str:
    status = season.event("match-status").at
    if now < season.event("rank-deadline").at:
        days = many(words.days_left(status, now), "day")
        what = preparing or "Import the programs that you know, with visas and genetics."
        return f"Prepare: {days} to Match Monday. {what}"
    if now < status:
        what = preparing or "Test your phone, finish your answers, sleep."
        return f"Match status comes {words.eastern_text(status)}. {what}"
    if season.over(now):
        return standing_words.once_ended(state, season, now, preparing)
    if now >= season.rounds[-1].closes:
        return f"The last round is over: wait for {words.when(season.ends, now, zone)}, when the contact rules end."
    if sending.last_list_at(state, season) is None:
        return f"Download the List of Unfilled Programs from R3 and {ways.IMPORT}."
    said = what_to_send(state, season, now, zone) or _waiting(state, season, now)
    return " ".join(filter(None, (refreshed_list.before_all(state, season, now), said)))


def _waiting(state: State, season: Season, now: datetime) -> str:
    if now < season.event("applications-open").at:
        return f"{ways.READ_LIST} and plan your applications: MyERAS opens soon."
    said = slots_left_line(state, season, now) or none_sent(state, season, now)
    return said or f"Keep the phone free and charged. {ways.NOTE_CALL}."
