"""The questions about contact that come up in the week, with their answers at a moment, for who holds what.

Each has one sentence that can be read aloud on the phone.
"""

from datetime import datetime
from typing import assert_never

import msgspec
from msgspec.structs import replace

from soaptui.call_kinds import PRESSURE_KINDS, PressureKind
from soaptui.records import State, program_title
from soaptui.status import MISSING, PARTS, STATUSES, part_held
from soaptui.visa_needs import VISA_NEEDS
from soaptui.week import words
from soaptui.week.rules import (
    AGREEMENT,
    COMMITMENT,
    UNSETTLED,
    VIOLATIONS,
    Ruling,
    RulingKind,
    ended,
    general,
    in_force,
    may_contact,
    other_part_rule,
    rules_not_begun,
    what_to_know_when_asked,
)
from soaptui.week.season import Season
from soaptui.week.situation import Situation, held_in_all, stands_at, the_other_part, training_begins, waiver_by


class Topic(msgspec.Struct, frozen=True):
    """A question that comes up in the week, with its ruling and the sentence to `say` on the phone."""

    title: str
    ruling: Ruling
    say: str


CONTACT_SENTENCES: dict[RulingKind, str] = {
    "allowed": "Thank you for contacting me. I am very interested in your program.",
    "not now": "I may not contact programs first in SOAP. Please do not call them for me.",
    "never": "Thank you. I already have a position, and it is binding.",
    "they may not": "The NRMP's rules do not allow this contact. I must report it.",
    "not settled": "May I ask one question about your program?",
    "ended": "SOAP is over, and I am looking for a position. Do you have an open one?",
}
"""What to say, by whether a program may be called or written to. "Not now" is for who offers to call for the user."""


NOT_ELIGIBLE_ALOUD = "I am not SOAP-eligible. We may not speak before SOAP ends."
"""What the ineligible say to a program of the Match while SOAP runs."""


def topic_of(state: State, season: Season, program_id: str, now: datetime) -> Topic:
    """Whether that program may be called or written to."""
    ruling = may_contact(state, season, program_id, now)
    say = CONTACT_SENTENCES[ruling.kind]
    if stands_at(state, season, now) == "placed" and the_other_part(state, program_id):
        say = _not_settled_aloud(state)
    elif ruling.kind == "ended" and (part := _part_aloud(state)):
        say = f"{part}Do you have an open position?"
    return Topic(f"Calling or writing to {program_title(state, program_id)}", ruling, say)


def bound_aloud(state: State, season: Season, program_id: str, now: datetime) -> str:
    """What to say to a program that asks for an interview, where what is held forbids it, or may; else empty."""
    topic, taken = topic_of(state, season, program_id, now), stands_at(state, season, now) == "placed"
    unsettled = taken and the_other_part(state, program_id)
    return topic.say if topic.ruling.kind == "never" or unsettled else ""


def _not_settled_aloud(state: State) -> str:
    """What to say of the other part of a training while it is not settled whether one may have it."""
    held = held_in_all(state)
    return f"I have {part_held(held)}. I must ask the NRMP if I may take {MISSING[STATUSES[held].seeks]} too."


def topics(state: State, season: Season, now: datetime) -> tuple[Topic, ...]:
    """The questions of the week with their answers at that moment."""
    first = general(state, season, now)
    return (
        Topic("Calling or writing first", first, CONTACT_SENTENCES[first.kind]),
        *_other_part(state, season, now),
        _replying(state, season, now),
        _thanks(state, season, now),
        _commitment(state, season, now),
        _asking(state, season, now),
        _where_else(state, season, now),
        Topic(
            "They ask about my visa",
            Ruling("yes", "Say your status as it is today, not as you expect it to be.", VIOLATIONS),
            VISA_NEEDS[state.me.visa].aloud,
        ),
        _stranger(state, season, now),
        _outside(state, season, now),
        Topic(
            "Showing the list to others",
            Ruling(
                "no",
                "The List of Unfilled Programs is confidential. Do not send, show or post it.",
                VIOLATIONS,
                "never",
            ),
            "I may not share the list. It is confidential.",
        ),
        *_giving_up(stands_at(state, season, now), season, now),
    )


_STRANGER_TITLE = "A program that I did not apply to calls"
_STRANGER = Topic(
    _STRANGER_TITLE,
    Ruling("no", "Programs may contact only applicants. You must report the call to the NRMP.", AGREEMENT, "theirs"),
    "I did not apply to your program in SOAP, so we may not speak. May I have your name, please?",
)
_STRANGER_OVER = Ruling("over", "SOAP is over: programs may contact everybody.", AGREEMENT)

_ASK_TITLE = "Asking them for a commitment"
_ASK = Topic(
    _ASK_TITLE,
    Ruling(
        "no",
        "Do not ask if they will make you an offer, and do not press them. An offer comes only through R3.",
        VIOLATIONS,
        "never",
    ),
    "I am very interested in your program. I will look for offers in R3.",
)
_ASK_OVER = Ruling("over", "Offers are made outside R3 now. You may ask if a position is open.", AGREEMENT)

_COMMIT_OVER = Ruling(
    "over", "Offers are made outside R3 now. Read one in writing, and ask for time, before you answer.", AGREEMENT
)
_WHERE_OVER = Ruling(
    "unsettled", "It is not settled if the rule goes on after SOAP. You do not have to answer.", VIOLATIONS
)


def _has_a_position(state: State, season: Season, now: datetime) -> bool:
    """Whether the user has all that can be had: binding comes first, also when SOAP is over."""
    return stands_at(state, season, now) in ("placed", "matched")


def _part_aloud(state: State) -> str:
    """What whoever holds one part says first, once SOAP is over; empty for everybody else."""
    held = held_in_all(state)
    seeks = STATUSES[held].seeks
    return f"I have {part_held(held)}. I am looking for {MISSING[seeks]}. " if seeks else ""


def _for_the_part(state: State, ruling: Ruling) -> Ruling:
    """A ruling of after SOAP, which for whoever holds one part is about the other one alone."""
    if not _part_aloud(state):
        return ruling
    other = PARTS[STATUSES[held_in_all(state)].seeks]
    return replace(ruling, why=f"Only about {other} positions: what you hold is binding. {ruling.why}")


def _commitment(state: State, season: Season, now: datetime) -> Topic:
    """They ask for a promise."""
    title, over = "They ask me to commit", ended(season, now)
    if _has_a_position(state, season, now):
        ruling = general(state, season, now) if over else _asked("commit", title, None).ruling
        return Topic(title, ruling, CONTACT_SENTENCES["never"])
    if _may_not_speak(state, season, now):
        return replace(_asked("commit", title, None), say=NOT_ELIGIBLE_ALOUD)
    return _asked("commit", title, _for_the_part(state, _COMMIT_OVER) if over else None)


def _where_else(state: State, season: Season, now: datetime) -> Topic:
    """They ask for the other applications."""
    found = _asked("where else", "They ask where else I applied", _WHERE_OVER if ended(season, now) else None)
    if _has_a_position(state, season, now):
        return replace(found, say=CONTACT_SENTENCES["never"])
    return replace(found, say=NOT_ELIGIBLE_ALOUD) if _may_not_speak(state, season, now) else found


def _may_not_speak(state: State, season: Season, now: datetime) -> bool:
    """Whether the user is not SOAP-eligible and the week runs: no program of the Match may speak with them."""
    return stands_at(state, season, now) == "ineligible" and in_force(season, now)


def _asking(state: State, season: Season, now: datetime) -> Topic:
    """The user asks whether there will be an offer."""
    if _has_a_position(state, season, now):
        return Topic(_ASK_TITLE, general(state, season, now), CONTACT_SENTENCES["never"])
    if _may_not_speak(state, season, now):
        return Topic(_ASK_TITLE, general(state, season, now), NOT_ELIGIBLE_ALOUD)
    if not ended(season, now):
        return _ASK
    say = _part_aloud(state) or "I am very interested in your program. "
    return Topic(_ASK_TITLE, _for_the_part(state, _ASK_OVER), f"{say}Is a position still open?")


def _stranger(state: State, season: Season, now: datetime) -> Topic:
    """A program calls that never had an application."""
    if not ended(season, now) and not in_force(season, now):
        why = f"{rules_not_begun(season).why} A call before is no breach of them."
        return Topic(_STRANGER_TITLE, Ruling("unsettled", why, AGREEMENT), CONTACT_SENTENCES["not settled"])
    if not ended(season, now):
        return _STRANGER
    if _has_a_position(state, season, now):
        return Topic(_STRANGER_TITLE, _STRANGER_OVER, CONTACT_SENTENCES["never"])
    say = f"{_part_aloud(state) or 'Thank you for calling. '}May I send you my application today?"
    return Topic(_STRANGER_TITLE, _for_the_part(state, _STRANGER_OVER), say)


def _asked(kind: PressureKind, title: str, over: Ruling | None) -> Topic:
    """A question that they may not ask; after SOAP another ruling."""
    means = PRESSURE_KINDS[kind]
    if over is not None:
        return Topic(title, over, means.say_after)
    return Topic(title, Ruling("no", what_to_know_when_asked(kind), VIOLATIONS, "theirs"), means.say)


def _other_part(state: State, season: Season, now: datetime) -> tuple[Topic, ...]:
    ruling = other_part_rule(state, season, now)
    if ruling is None:
        return ()
    placed = stands_at(state, season, now) == "placed"
    say = _not_settled_aloud(state) if placed else _part_aloud(state).strip()
    return (Topic(f"Looking for {PARTS[STATUSES[held_in_all(state)].seeks]} programs", ruling, say),)


def _replying(state: State, season: Season, now: datetime) -> Topic:
    title, stands = "Replying, returning a missed call", stands_at(state, season, now)
    match stands:
        case "placed" | "matched":
            why = "You may reply to your own program. To any other program, say that you have a position."
            return Topic(title, Ruling("yes", why, AGREEMENT), CONTACT_SENTENCES["never"])
        case "ineligible" if in_force(season, now):
            return Topic(title, _REPORTED, NOT_ELIGIBLE_ALOUD)
        case "unknown" | "unmatched" | "preliminary" | "advanced" if _before_anybody_may(season, now):
            when = words.eastern_text(season.event("applications-released").at)
            why = f"Programs see no application before {when}. A call before breaks the rules: do not return it."
            return Topic(title, Ruling("no", why, AGREEMENT), CONTACT_SENTENCES["not now"])
        case "ineligible" | "unknown" | "unmatched" | "preliminary" | "advanced":
            return Topic(title, _REPLY, "You called me, and I am calling back. Thank you for your call.")
        case _:
            assert_never(stands)


def _before_anybody_may(season: Season, now: datetime) -> bool:
    """Whether it is Match Week, and no program can have an application yet."""
    return in_force(season, now) and now < season.event("applications-released").at


_REPLY = Ruling("yes", "You may reply when they have contacted you, with your application.", AGREEMENT)
_REPORTED = Ruling(
    "no",
    "A program of the Match may not contact you before SOAP ends. Note the call, and report it to the NRMP.",
    AGREEMENT,
    "theirs",
)


def _thanks(state: State, season: Season, now: datetime) -> Topic:
    title, say = "A thank-you note", "Thank you for your time today."
    if ended(season, now):
        return Topic(title, Ruling("over", "The contact rules have ended. A thank-you note is fine.", AGREEMENT), say)
    if stands_at(state, season, now) == "ineligible" and in_force(season, now):
        return Topic(title, general(state, season, now), say)
    why = (
        "The rule forbids only to start contact. One adviser says that notes are forbidden too. "
        "Say your thanks at the end of the call."
    )
    return Topic(title, Ruling("unsettled", why, UNSETTLED), say)


def _outside(state: State, season: Season, now: datetime) -> Topic:
    """A position that does not come through SOAP: for who is in SOAP not before it ends."""
    title = "Asking for a position outside of SOAP (soliciting)"
    first, stands = general(state, season, now), stands_at(state, season, now)
    until = words.eastern_text(season.event("soap-ends").at)
    if first.kind in ("never", "ended") or not in_force(season, now):
        return Topic(title, first, CONTACT_SENTENCES[first.kind])
    say = "Until SOAP ends, I can take a position only through R3."
    if stands == "ineligible":
        released = season.event("applications-released").at
        when = f"from {words.eastern_text(released)} on" if now < released else "now"
        why = (
            f"You may apply to programs outside the Match {when}. Do not contact programs of the Match before "
            f"{until}."
        )
        return Topic(
            title, Ruling("no" if now < released else "yes", why, AGREEMENT), "Is your program outside the Match?"
        )
    why = (
        f"Do not look for a training position outside of SOAP before {until}. A program may not offer you one "
        "outside "
        "R3 either."
    )
    return Topic(title, Ruling("no", why, AGREEMENT), say)


def _giving_up(stands: Situation, season: Season, now: datetime) -> tuple[Topic, ...]:
    """For who is bound: that nobody but the NRMP can undo it."""
    holds = stands in ("placed", "matched") or (stands != "placed" and STATUSES[stands].holds != "")
    if not holds:
        return ()
    when = f" by {waiver_by(season)}" if now < training_begins(season) else ""
    why = f"It is binding: you cannot undo it, and the program cannot. Ask the NRMP for a waiver{when}."
    say = "My position is binding. Only the NRMP can release me."
    return (Topic("Giving up the position that I hold", Ruling("no", why, COMMITMENT, "never"), say),)
