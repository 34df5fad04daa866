"""What happens in a rehearsal: a call, an offer, a list. Each is one value, at one instant, and has words to say it.

Nothing of it is real: no program calls, and nothing is offered. What the user does about it is kept as ever.
"""

from datetime import datetime
from typing import Literal, assert_never, get_args

import msgspec

from soaptui.call_kinds import PressureKind
from soaptui.records import State, program_title
from soaptui.week import words, zones

HappeningKind = Literal["list", "voicemail", "missed", "offer", "ring"]
"""The kinds, the most urgent last: a telephone stops ringing before an offer is gone."""

Asks = Literal["", "interview"] | PressureKind

MISSED_RINGS: tuple[HappeningKind, ...] = ("missed", "voicemail")
CALLS: tuple[HappeningKind, ...] = ("ring", *MISSED_RINGS)

_URGENCY: tuple[HappeningKind, ...] = get_args(HappeningKind)

JUST_NOW = 60
"""Within so many seconds of it, a happening is told as something that happens now."""


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something that comes from outside, at `at` (UTC). `id` is unique within a rehearsal.

    `program` is a program's id; a list has none. `asks` is what a caller asks, `interview` the instant that they
    propose and `zone` the caller's own. `listed` is what a list holds: positions by program id; `file` is its
    name. `stranger` says that this program was never applied to.
    """

    id: str
    at: datetime
    kind: HappeningKind
    program: str = ""
    number: str = ""
    asks: Asks = ""
    interview: datetime | None = None
    zone: str = ""
    round: int = 0
    stranger: bool = False
    listed: dict[str, int] = {}
    file: str = ""


def most_urgent_last(happenings: list[Happening]) -> list[Happening]:
    """In the order in which they are told: the most urgent last, and of two alike the later one."""
    return sorted(happenings, key=lambda happening: (_URGENCY.index(happening.kind), happening.at, happening.id))


def happening_from(happening: Happening, state: State) -> str:
    """Who it is, with the number where there is one: "Ohio Valley · Internal Medicine (555-0142)"."""
    title = program_title(state, happening.program)
    return f"{title} ({happening.number})" if happening.number else title


def happening_told(happening: Happening, state: State, now: datetime, folder: str = "") -> str:
    """The happening in a sentence with the key that it asks for; what is over by now is told as past."""
    past = (now - happening.at).total_seconds() > JUST_NOW
    sentence = (_past if past else _now)(happening, state, folder)
    return f"{words.clock24(zones.eastern(happening.at))} {sentence}" if past else sentence


def _now(happening: Happening, state: State, folder: str) -> str:
    name = happening_from(happening, state)
    title = program_title(state, happening.program)
    where = f"{folder}/{happening.file}" if folder else happening.file
    match happening.kind:
        case "ring":
            return f"RING: {name} is calling. c answers."
        case "missed":
            return f"MISSED CALL from {name}. m notes it."
        case "voicemail":
            return f"VOICEMAIL from {name}: please call back. M notes it."
        case "offer":
            return f"R3 shows an OFFER in round {happening.round}: {title}. o notes it."
        case "list":
            return f"The list is out in R3, in this rehearsal as {where}. I imports it."
        case _:
            assert_never(happening.kind)


def _past(happening: Happening, state: State, folder: str) -> str:
    name = happening_from(happening, state)
    if happening.kind == "ring":
        return f"{name} rang."
    if happening.kind in MISSED_RINGS:
        return f"{name}: {'missed call' if happening.kind == 'missed' else 'voicemail'}."
    return _now(happening, state, folder)


def what_it_asks(happening: Happening, state: State) -> str:
    """What the caller says once the call is taken; nothing where they ask nothing of note."""
    title = program_title(state, happening.program)
    if happening.stranger:
        return f"{title}: you never applied there. Note the call: you must report it to the NRMP."
    if happening.asks == "interview" and happening.interview is not None:
        wall = zones.at_zone(happening.interview, happening.zone)
        when = f"{words.day_text(wall)} at {words.clock12(wall)} {zones.abbreviation(wall)}"
        return f'{title}: "Can you interview {when}?"'
    if happening.asks == "where else":
        return f'{title}: "Where else have you applied?" They may not ask that.'
    if happening.asks == "commit":
        return f'{title}: "If we offer, will you accept?" They may not ask that.'
    return ""
