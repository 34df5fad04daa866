"""What is still to be done of the calls at a moment; a missed call that the rules forbid to return is not."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from soaptui.records import Call, FollowUp, State
from soaptui.week import promises, rules
from soaptui.week.season import Season
from soaptui.week.situation import next_registration

_NEVER = datetime.max.replace(tzinfo=UTC)

_RETURNED: tuple[rules.RulingKind, ...] = ("allowed", "not settled", "ended")
"""By these rulings a program that called may be called back."""


class OpenPromises(NamedTuple):
    """What is still to be done of each call, by the call's id: what is `free` to be done, and the missed calls that
    may `wait` alone: the rules forbid to return them now."""

    free: Mapping[str, FollowUp]
    wait: Mapping[str, FollowUp]


class _Answer(NamedTuple):
    """What was found for a state, and between which moments it holds."""

    state: State
    season: Season
    since: datetime
    until: datetime
    promised: OpenPromises


_last: list[_Answer] = []
"""The last answer: several views ask the same at each beat, and the rulings change at a few moments of the week."""


def open_promises(state: State, season: Season, now: datetime) -> OpenPromises:
    """What is still to be done of the calls at that moment. What was promised is kept; that a missed call is returned
    nobody promised."""
    for last in _last:
        if last.state is state and last.season is season and last.since <= now < last.until:
            return last.promised
    found = _open_promises(state, season, now)
    _last[:] = [_Answer(state, season, now, _holds_until(state, season, now), found)]
    return found


def _holds_until(state: State, season: Season, now: datetime) -> datetime:
    """The first moment after `now` at which a ruling on a call may be another one."""
    turns = (*(event.at for event in season.events), season.ends, next_registration(season))
    called = (call.started for call in state.calls.values())
    return min((turn for turn in (*turns, *called) if turn > now), default=_NEVER)


def _open_promises(state: State, season: Season, now: datetime) -> OpenPromises:
    spoken = promises.last_spoken(state.calls.values())
    waiting = {call.id: waits for call in state.calls.values() if (waits := promises.still_open(call, spoken))}
    back = {state.calls[key].program for key, waits in waiting.items() if waits.what == promises.CALL_BACK}
    may = _may_be_called(state, season, back, now)
    free = {
        key: waits
        for key, waits in waiting.items()
        if waits.what != promises.CALL_BACK or may[state.calls[key].program]
    }
    return OpenPromises(free, {key: waits for key, waits in waiting.items() if key not in free})


def may_return(state: State, season: Season, call: Call, now: datetime) -> bool:
    """Whether a call that was missed may be returned: a reply is free only to contact that the rules allow."""
    return _may_be_called(state, season, {call.program}, now)[call.program]


def _may_be_called(state: State, season: Season, programs: set[str], now: datetime) -> dict[str, bool]:
    """Of each program whether it may be called back. Who it was is unknown of a caller on no list: that one may.

    A ruling is asked of the program's own calls alone: the log grows all week, and this is asked at each beat.
    """
    of_program: dict[str, dict[str, Call]] = {program: {} for program in programs}
    for call in state.calls.values():
        if call.program in of_program:
            of_program[call.program][call.id] = call
    return {
        program: not program or rules.may_contact(replace(state, calls=calls), season, program, now).kind in _RETURNED
        for program, calls in of_program.items()
    }
