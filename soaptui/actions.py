"""What a user does, as the records it makes: the same for the screens and for the command line. Pure."""

from datetime import datetime
from typing import Any, get_args

from soaptui.programs import codes, query
from soaptui.records import (
    Call,
    Direction,
    Known,
    MatchStatus,
    Offer,
    OfferOutcome,
    Profile,
    Program,
    State,
    VisaNeed,
    new_id,
    program_title,
    replace,
)
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.week import zones
from soaptui.week.season import Season


def program_for(state: State, text: str) -> Program | None:
    """The program of that code or id, however it is typed; None where the list has none."""
    found = codes.find(text)
    return state.programs.get(text) or (state.programs.get(found.text) if found else None)


def program_id_for(state: State, text: str) -> str:
    """The id under which a call or an offer of that program is kept.

    A well-formed code that the list does not have is taken: what happens has to be written down first.
    Raises Refusal, naming the nearest programs, for anything else.
    """
    program = program_for(state, text)
    if program is not None:
        return program.id
    found = codes.find(text)
    if found is not None:
        return found.text
    wanted = query.terms(clean(text))
    near = [p for p in state.programs.values() if wanted and query.accepts(query.haystack(p), wanted)]
    hint = "".join(f"\n  {p.id}  {program_title(state, p.id)}" for p in near[:5])
    cure = "Did you mean:" + hint if hint else "Give an NRMP program code such as 1234140C0."
    raise Refusal(f"{clean(text)!r} is no NRMP program code. {cure}")


def new_call(
    now: datetime,
    *,
    program: str = "",
    unknown: str = "",
    direction: Direction = "in",
    note: str = "",
    finished: bool = False,
) -> Call:
    """A call that begins now, or, `finished`, one that is only written down now."""
    return Call(
        id=new_id(),
        started=now,
        ended=now if finished or direction in ("missed", "voicemail") else None,
        direction=direction,
        program=program,
        unknown=clean(unknown),
        note=clean(note, NOTE_LIMIT, lines=True),
    )


DIRECTIONS: dict[Direction, str] = {
    "in": "they called",
    "out": "you called",
    "missed": "missed",
    "voicemail": "voicemail",
}
"""What each kind of call is called on the screens."""

_VERB: dict[Direction, str] = {"in": "Call", "out": "Call out", "missed": "Missed call", "voicemail": "Voicemail"}


def call_label(state: State, call: Call) -> str:
    """What a call is called in the history."""
    return f"{_VERB[call.direction]}: {program_title(state, call.program, call.unknown)}"


def new_offer(state: State, season: Season, program: str, round_number: int, now: datetime) -> Offer:
    """An offer seen now in R3. Raises Refusal for a round that the season does not have, or a second time."""
    if season.round(round_number) is None:
        numbers = ", ".join(str(window.round) for window in season.rounds)
        raise Refusal(f"There is no round {round_number} in {season.year}: choose one of {numbers}.")
    for offer in state.offers.values():
        if offer.program == program and offer.round == round_number:
            title = program_title(state, program)
            raise Refusal(f"The offer of {title} in round {round_number} is noted already ({offer.outcome}).")
    return Offer(id=new_id(), program=program, round=round_number, seen=now)


def decided(offer: Offer, outcome: OfferOutcome, now: datetime) -> Offer:
    """The offer after its answer was given in R3 (this only mirrors it)."""
    return replace(offer, outcome=outcome, decided=None if outcome == "open" else now)


def profile_with(profile: Profile, assignments: list[str]) -> Profile:
    """The profile after `KEY=VALUE` assignments. Raises Refusal with the choices there are."""
    changes: dict[str, Any] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        setter = _SETTERS.get(key.strip().casefold())
        if not equals or setter is None:
            raise Refusal(
                f"{clean(assignment)!r} is no setting: write one of {', '.join(f'{k}=...' for k in _SETTERS)}."
            )
        field, parse = setter
        changes[field] = parse(key, clean(value))
    return replace(profile, **changes)


def _one_of(choices: Any) -> Any:
    def parse(key: str, value: str) -> str:
        for choice in get_args(choices):
            if value.casefold() == choice.casefold():
                return str(choice)
        raise Refusal(f"{key}={value} is not known: choose one of {', '.join(get_args(choices))}.")

    return parse


def _zone(key: str, value: str) -> str:
    if value:
        zones.named(value)  # raises BadTime with the nearest names
    return value


def _year(key: str, value: str) -> int | None:
    if value and not (value.isascii() and value.isdecimal() and 1950 <= int(value) <= 2100):
        raise Refusal(f"{key}={value} is no year.")
    return int(value) if value else None


def _words(key: str, value: str) -> tuple[str, ...]:
    return tuple(word for part in value.split(",") if (word := part.strip()))


def _text(key: str, value: str) -> str:
    return value


_SETTERS: dict[str, tuple[str, Any]] = {
    "zone": ("zone", _zone),
    "visa": ("visa", _one_of(VisaNeed)),
    "match": ("match", _one_of(MatchStatus)),
    "us-training": ("us_training", _one_of(Known)),
    "graduation-year": ("graduation_year", _year),
    "specialties": ("specialties", _words),
    "states": ("states", _words),
    "phone": ("phone", _text),
    "step3": ("step3", _text),
    "ecfmg": ("ecfmg", _text),
    "us-experience": ("us_experience", _text),
}
