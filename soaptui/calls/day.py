"""The day of the calls: interviews in order, what is due, the calls of today, what waits for an answer, the log."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from soaptui.call_kinds import CALL_OUTCOMES
from soaptui.records import Call, Interview, State
from soaptui.week import appointments, promises, returning, zones
from soaptui.week.agenda import Due
from soaptui.week.season import Season

NOT_OF_CALLS = ("task", "applications", "interview")
"""What is due and stands elsewhere; an interview stands among the interviews."""


NOT_RETURNED = "not to be called back now"
"""What is said of a missed call that the rules forbid to return, until they contact the user again."""


class Waiting(msgspec.Struct, frozen=True):
    """Something that somebody still has to answer, or that is promised for later: what, and the record it is of."""

    id: str
    what: str
    record: Call | Interview
    due: datetime | None = None


class DayOfCalls(msgspec.Struct, frozen=True):
    """Everything in its order. `appointments` (of today) and `later` are interviews, the earliest first; `calls`
    of today and `log`, all before, have the newest first.
    """

    appointments: tuple[Interview, ...]
    due: tuple[Due, ...]
    calls: tuple[Call, ...]
    waiting: tuple[Waiting, ...]
    later: tuple[Interview, ...]
    log: tuple[Call, ...]


def day_of_calls(state: State, season: Season, now: datetime, due: Sequence[Due]) -> DayOfCalls:
    """The day of that moment, by the Eastern calendar. `due` is what the agenda says."""
    date = zones.eastern(now).date()
    calls = sorted(state.calls.values(), key=lambda call: (call.started, call.id), reverse=True)
    held = sorted(state.interviews.values(), key=lambda one: (one.at, one.id))
    standing = [one for one in held if one.means.in_the_day]
    today = tuple(one for one in standing if zones.eastern(one.at).date() == date)
    of_today = [call for call in calls if zones.eastern(call.started).date() == date]
    due_now = tuple(item for item in due if item.kind not in NOT_OF_CALLS)
    return DayOfCalls(
        appointments=today,
        due=due_now,
        calls=tuple(of_today),
        waiting=tuple(_waiting(state, season, now, calls, {item.id for item in due_now})),
        later=tuple(one for one in standing if appointments.interview_ends(one) > now and one not in today),
        log=tuple(calls[len(of_today) :] if calls[: len(of_today)] == of_today else _without(calls, of_today)),
    )


def _without(calls: Sequence[Call], others: Sequence[Call]) -> list[Call]:
    """Calls of a day to come stand in the log too: the clock was wrong once."""
    ids = {call.id for call in others}
    return [call for call in calls if call.id not in ids]


def _waiting(state: State, season: Season, now: datetime, calls: Sequence[Call], due: set[str]) -> list[Waiting]:
    """Promises whose time is not near, missed calls that may not be returned, programs that said they would call,
    interviews that nobody confirmed, and those of the days before of which nobody said what became of them.
    """
    spoken = promises.last_spoken(calls)
    free, forbidden = returning.open_promises(state, season, now)
    found = []
    for call in calls:
        promised = free.get(call.id)
        if call.id in forbidden and call.id not in due:
            found.append(Waiting(call.id, NOT_RETURNED, call))
        elif promised is not None and call.id not in due:
            found.append(Waiting(call.id, promised.what, call, promised.due))
        elif (
            CALL_OUTCOMES[call.outcome].they_call
            and spoken.get(call.program or call.number, call.started) <= call.started
        ):
            found.append(Waiting(call.id, CALL_OUTCOMES[call.outcome].choice, call))
    coming = [one for one in appointments.coming_interviews(state, now) if one.means.waits and one.at > now]
    found += [Waiting(one.id, one.means.waits, one, one.at) for one in coming]
    return found + [Waiting(one.id, "was the interview held?", one) for one in _unsaid(state, now)]


def _unsaid(state: State, now: datetime) -> list[Interview]:
    """The interviews that were over before today and still have no outcome, the earliest first."""
    date = zones.eastern(now).date()
    past = (one for one in state.interviews.values() if one.means.stands and appointments.interview_ends(one) <= now)
    return sorted((one for one in past if zones.eastern(one.at).date() != date), key=lambda one: (one.at, one.id))
