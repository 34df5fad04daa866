"""The questions about contact that come up in the week, with their answers at a moment, for who holds what."""

from datetime import datetime
from typing import assert_never

import msgspec

from soaptui.call_kinds import PressureKind
from soaptui.records import State
from soaptui.status import PARTS, STATUSES
from soaptui.week.rules import (
    AGREEMENT,
    COMMITMENT,
    UNSETTLED,
    VIOLATIONS,
    Ruling,
    ended,
    general,
    in_force,
    other_part_rule,
    what_to_know_when_asked,
)
from soaptui.week.season import Season
from soaptui.week.situation import Situation, situation, training_begins, waiver_by


class Topic(msgspec.Struct, frozen=True):
    """A question that comes up in the week, with its ruling."""

    title: str
    ruling: Ruling


def topics(state: State, season: Season, now: datetime) -> tuple[Topic, ...]:
    """The questions of the week with their answers at that moment."""
    over = ended(season, now)
    return (
        Topic("Calling or writing first", general(state, season, now)),
        *_other_part(state, season, now),
        Topic("Replying, returning a missed call", _replying(state, season, now)),
        Topic("A thank-you note", _thanks(state, season, now)),
        Topic(
            "They ask me to commit",
            _COMMIT_OVER if over else Ruling("no", what_to_know_when_asked("commit"), VIOLATIONS, "theirs"),
        ),
        Topic("They ask where else I applied", _where_else(over)),
        Topic(
            "They ask about my visa",
            Ruling("yes", "Answer with your status as it is now, not as you expect it to be.", VIOLATIONS),
        ),
        Topic("A program that I did not apply to calls", _STRANGER_OVER if over else _STRANGER),
        Topic(
            "Showing the list to others",
            Ruling("no", "The List of Unfilled Programs is confidential.", VIOLATIONS, "never"),
        ),
        *_giving_up(situation(state), season, now),
    )


_STRANGER = Ruling(
    "no", "Programs may contact only applicants: it must be reported to the NRMP.", AGREEMENT, "theirs"
)
_STRANGER_OVER = Ruling("over", "SOAP is over: programs may contact whom they like.", AGREEMENT)
_COMMIT_OVER = Ruling(
    "over", "Offers are made outside R3 now. Read one in writing, and ask for time, before you answer.", AGREEMENT
)


def _other_part(state: State, season: Season, now: datetime) -> tuple[Topic, ...]:
    ruling, seeks = other_part_rule(state, season, now), STATUSES[state.me.match].seeks
    return () if ruling is None else (Topic(f"Looking for {PARTS[seeks]} programs", ruling),)


def _replying(state: State, season: Season, now: datetime) -> Ruling:
    stands = situation(state)
    match stands:
        case "placed" | "matched":
            return Ruling("yes", "To your own program; to any other, to say that you hold a position.", AGREEMENT)
        case "ineligible":
            return _REPORTED if in_force(season, now) else _REPLY
        case "unknown" | "unmatched" | "preliminary" | "advanced":
            return _REPLY
        case _:
            assert_never(stands)


_REPLY = Ruling("yes", "Once they have contacted you.", AGREEMENT)
_REPORTED = Ruling(
    "no",
    "A program of the Match may not contact you before SOAP ends. Note the call, and report it to the NRMP.",
    AGREEMENT,
)


def _thanks(state: State, season: Season, now: datetime) -> Ruling:
    if ended(season, now):
        return Ruling("over", "The contact rules have ended. A note of thanks asks for nothing.", AGREEMENT)
    if situation(state) == "ineligible" and in_force(season, now):
        return general(state, season, now)
    why = "Not settled: the clause bars only starting contact; one adviser says that notes are forbidden too."
    return Ruling("unsettled", why, UNSETTLED)


def _where_else(over: bool) -> Ruling:
    if over:
        return Ruling(
            "unsettled", "Whether the rule goes on after SOAP is not settled. You do not have to answer.", VIOLATIONS
        )
    return _not_to_be_asked("where else")


def _giving_up(stands: Situation, season: Season, now: datetime) -> tuple[Topic, ...]:
    """For who is bound: that nobody but the NRMP can undo it."""
    holds = stands in ("placed", "matched") or (stands != "placed" and STATUSES[stands].holds != "")
    if not holds:
        return ()
    when = f", by {waiver_by(season)}" if now < training_begins(season) else ""
    why = f"It is binding: neither you nor the program can undo it. A waiver is asked of the NRMP{when}."
    return (Topic("Giving up the position that I hold", Ruling("no", why, COMMITMENT, "never")),)


def _not_to_be_asked(kind: PressureKind) -> Ruling:
    return Ruling("no", what_to_know_when_asked(kind), VIOLATIONS, "theirs")
