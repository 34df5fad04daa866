"""The log as it is looked at: each call with its program, its tier, and the text that typing may find.

The words of pressure and of follow-ups are those that the filter takes after `pressure:` and `followup:`; calls that
stand alike share one set of them.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from soaptui.call_kinds import PRESSURE_KINDS, PressureKind
from soaptui.calls import phone_numbers
from soaptui.programs import specialties
from soaptui.programs.program_row import NO_WORDS, Words
from soaptui.programs.specialty_words import specialty_word
from soaptui.records import Call, Program, State, program_title
from soaptui.text import searched
from soaptui.week import zones
from soaptui.week.promises import is_unfinished


class Logged(msgspec.Struct, frozen=True, kw_only=True):
    """One call as it is looked at.

    `day` is its weekday in Eastern Time, in three letters; `tier` is empty where no program is known. `digits` are
    those of its number (telephone.whole).
    """

    call: Call
    program: Program | None
    haystack: str
    digits: str = ""
    tier: str = ""
    day: str = ""
    state: str = ""
    specialty: str = ""
    follow_up: str = "none"
    pressure: Words = NO_WORDS
    who: tuple[str, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether it was spoken and has not been ended yet."""
        return is_unfinished(self.call)


class Log:
    """Calls as they are looked at, made anew only where a call, its program or its tier has changed.

    Records are never changed in place, so the same object means the same content.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Logged] = {}

    def lines(self, state: State, calls: Iterable[Call], tiers: Mapping[str, str]) -> list[Logged]:
        """These calls, in their order. `tiers` has the tier of each program, by the program's id."""
        kept: dict[str, Logged] = {}
        for call in calls:
            program, tier = state.programs.get(call.program), tiers.get(call.program, "")
            old = self._kept.get(call.id)
            if old is None or old.call is not call or old.program is not program or old.tier != tier:
                old = look_at_call(state, call, tier)
            kept[call.id] = old
        self._kept = kept
        return list(kept.values())


def look_at_call(state: State, call: Call, tier: str = "") -> Logged:
    """A call with everything in it that follows from it and from its program."""
    program = state.programs.get(call.program)
    digits = phone_numbers.whole(call.number)
    return Logged(
        call=call,
        program=program,
        haystack=call_haystack(state, call, digits),
        digits=digits,
        tier=tier,
        day=f"{zones.eastern(call.started):%a}".casefold(),
        state=program.state if program is not None else "",
        specialty=_specialty(program) if program is not None else "",
        follow_up=_follow_up(call),
        pressure=_pressure(frozenset(item.kind for item in call.pressure)),
        who=tuple(part for part in (call.who_name, call.who_role, call.unknown) if part),
    )


def call_haystack(state: State, call: Call, digits: str) -> str:
    """Everything of a call that typing may find, as lines of words."""
    program = state.programs.get(call.program)
    follow_up = call.follow_up
    parts = (
        program_title(state, call.program, call.unknown),
        *(_of_program(program) if program is not None else ()),
        call.unknown,
        call.who_name,
        call.who_role,
        call.number,
        digits,
        call.outcome,
        follow_up.what if follow_up is not None else "",
        call.direction if call.meaning.missed else "",
        call.channel if call.is_email else "",
        call.concerns,
        *call.asked,
        *(item.words for item in call.pressure),
        call.note,
        call.text,
    )
    return searched(*(part.replace("\n", " ") for part in parts if part))


def _of_program(program: Program) -> tuple[str, ...]:
    code = specialties.find_code(program.code)
    long = specialties.specialty_name(code) if code is not None else ""
    return (
        program.code or program.id,
        program.city,
        program.state,
        program.specialty,
        long,
        specialties.short_specialty(program),
    )


def _specialty(program: Program) -> str:
    """The specialty in one word, as the filter of the programs has it; without a code what the program calls it."""
    code = specialties.find_code(program.code)
    return (specialty_word(code.specialty) if code is not None else "") or program.specialty


def _follow_up(call: Call) -> str:
    if call.follow_up is None:
        return "none"
    return "open" if call.follow_up.done is None else "done"


@cache
def _pressure(kinds: frozenset[PressureKind]) -> Words:
    """Whether there was any (yes, no), and of which kind: commit, or where (else the user applied)."""
    return frozenset({"yes", *(PRESSURE_KINDS[kind].word for kind in kinds)}) if kinds else frozenset({"no"})
