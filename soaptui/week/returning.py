"""What is still to be done of the calls at a moment; a missed call that the rules forbid to return is not."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from soaptui.records import Call, FollowUp, State
from soaptui.week import promises, rules
from soaptui.week.season import Season

_RETURNED: tuple[rules.RulingKind, ...] = ("allowed", "not settled", "ended")
"""By these rulings a program that called may be called back."""


def open_promises(state: State, season: Season, now: datetime) -> Mapping[str, FollowUp]:
    """What is still to be done of each call, by the call's id. What may not be returned now is not among it."""
    return {call.id: waits for call, waits in _waiting(state) if _is_free(state, season, call, waits, now)}


def not_returned(state: State, season: Season, now: datetime) -> Mapping[str, FollowUp]:
    """What a missed call would ask for, by the call's id, of those that may not be returned now."""
    return {call.id: waits for call, waits in _waiting(state) if not _is_free(state, season, call, waits, now)}


def may_return(state: State, season: Season, call: Call, now: datetime) -> bool:
    """Whether a call that was missed may be returned: a reply is free only to contact that the rules allow.

    Who it was is unknown of a caller on no list: that one may be called back.
    """
    return not call.program or rules.may_contact(state, season, call.program, now).kind in _RETURNED


def _waiting(state: State) -> Iterator[tuple[Call, FollowUp]]:
    spoken = promises.last_spoken(state.calls.values())
    for call in state.calls.values():
        if (waits := promises.still_open(call, spoken)) is not None:
            yield call, waits


def _is_free(state: State, season: Season, call: Call, waits: FollowUp, now: datetime) -> bool:
    """What was promised is kept; what a missed call asks for nobody promised."""
    return waits.what != promises.CALL_BACK or may_return(state, season, call, now)
