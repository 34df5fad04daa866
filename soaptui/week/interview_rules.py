"""What the contact rules say of an interview: whether its time may be confirmed to the program, and if not, why."""

from datetime import datetime

from soaptui.records import Call, State
from soaptui.week.early_contact import came_too_early
from soaptui.week.rules import Ruling, RulingKind, contacts, may_contact, reportable
from soaptui.week.season import Season

_FORBIDDEN: tuple[RulingKind, ...] = ("not now", "never", "they may not")

EARLY = "Did the program set this interview already? That breaks the rules and must be reported to the NRMP."


def ruling_of_interview(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    """Whether the user may write to a program that set an interview with them.

    Who has an interview was asked for it. So where no contact of the program is written down, one at this moment is
    taken for it: many people write down the interview alone.
    """
    asked = _asked_now(program_id, now)
    if not came_too_early(season, asked) and not contacts(state, season, program_id, now):
        state = state.with_records([("calls", asked.id, asked)])
    return may_contact(state, season, program_id, now)


def why_not_to_confirm(state: State, season: Season, program_id: str, now: datetime) -> str:
    """Why no time may be confirmed to the program, as a sentence with its heading; empty where it may be."""
    ruling = ruling_of_interview(state, season, program_id, now)
    return _sentence(ruling) if ruling.kind in _FORBIDDEN else ""


def _sentence(ruling: Ruling) -> str:
    return f"{ruling.heading}: {ruling.why}"


def doubts_of_interview(state: State, season: Season, program_id: str, now: datetime) -> list[str]:
    """What the rules say against an interview, in sentences: the same as of a call that comes at this moment."""
    ruling = ruling_of_interview(state, season, program_id, now)
    why = "" if ruling.may in ("yes", "over") else _sentence(ruling)
    asked = _asked_now(program_id, now)
    if came_too_early(season, asked):
        return [why, EARLY] if why else [EARLY]
    # A call that is written down has had its own sentence.
    report = "" if contacts(state, season, program_id, now) else reportable(state, season, asked)
    return [sentence for sentence in (why, report if report not in why else "") if sentence]


def _asked_now(program_id: str, now: datetime) -> Call:
    return Call(id="the call that set the interview", started=now, direction="in", program=program_id)
