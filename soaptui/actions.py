"""What a user does, as the records it makes: the same for the screens and for the command line. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

import msgspec

from soaptui.call_kinds import DIRECTIONS, MISSED_CALLS
from soaptui.filters import query
from soaptui.program_tiers import TIERS, tier_named
from soaptui.programs import program_filter, specialties
from soaptui.programs.tiers import WEIGHTS
from soaptui.records import (
    UNKNOWN,
    Call,
    Direction,
    Fact,
    Genetics,
    Known,
    MatchStatus,
    Offer,
    OfferOutcome,
    Profile,
    Program,
    Service,
    State,
    StepResult,
    Strength,
    Surroundings,
    VisaNeed,
    new_id,
    program_title,
    replace,
)
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.week import promises, words, zones
from soaptui.week.season import Season


def program_for(state: State, text: str) -> Program | None:
    """The program of that code or id, however it is typed; None where the list has none."""
    found = specialties.find_code(text)
    return state.programs.get(text) or (state.programs.get(found.text) if found else None)


def program_id_for(state: State, text: str) -> str:
    """The id under which a call or an offer of that program is kept.

    A well-formed code that the list does not have is taken: what happens has to be written down first.
    Raises Refusal, naming the nearest programs, for anything else.
    """
    program = program_for(state, text)
    if program is not None:
        return program.id
    found = specialties.find_code(text)
    if found is not None:
        return found.text
    wanted = query.terms(clean(text))
    near = [
        p for p in state.programs.values() if wanted and query.accepts(program_filter.program_haystack(p), wanted)
    ]
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
    """A call that begins now, or, `finished`, one that is only written down now; a missed one is to be returned."""
    return Call(
        id=new_id(),
        started=now,
        ended=now if finished or direction in MISSED_CALLS else None,
        direction=direction,
        program=program,
        unknown=clean(unknown),
        note=clean(note, NOTE_LIMIT, lines=True),
        follow_up=promises.to_call_back(now) if direction in MISSED_CALLS else None,
    )


def call_label(state: State, call: Call) -> str:
    """What a call is called in the history; one of which nothing is known yet by its hour."""
    kind = DIRECTIONS[call.direction].history
    if not call.program and not call.unknown:
        return f"{kind} of {words.eastern_text(call.started)}"
    return f"{kind}: {program_title(state, call.program, call.unknown)}"


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


def offer_decided(offer: Offer, outcome: OfferOutcome, now: datetime) -> Offer:
    """The offer after its answer was given in R3 (this only mirrors it)."""
    return replace(offer, outcome=outcome, decided=None if outcome == "open" else now)


YOU = "you"
"""The source of a fact that the user set by hand."""

HEAVIEST = 100
"""The most points that a part of the fit may be given."""


def tier_overridden(program: Program, tier: str, reason: str = "") -> Program:
    """The program in a tier of the user's choice ("1", "2", "3", "no"), with the reason; "" goes by the rules again.

    Raises Refusal for anything else.
    """
    if tier and tier_named(tier) is None:
        raise Refusal(f"There is no tier {clean(tier)!r}: choose one of {', '.join(TIERS)}, or none.")
    return replace(program, tier_override=tier_named(tier) or "", override_reason=clean(reason) if tier else "")


def program_tagged(programs: Sequence[Program], tag: str, on: bool) -> list[Program]:
    """The programs that change when a tag is put on all of them, or taken off. Raises Refusal for an empty tag."""
    word = _tag(tag)
    if not word:
        raise Refusal("A tag needs a word: for example visited.")
    found = []
    for program in programs:
        kept = tuple(own for own in program.tags if own.casefold() != word.casefold())
        if on and len(kept) == len(program.tags):
            found.append(replace(program, tags=(*kept, word)))
        elif not on and len(kept) < len(program.tags):
            found.append(replace(program, tags=kept))
    return found


def _tag(text: str) -> str:
    """A tag has no comma in it: they stand between tags."""
    return clean(text.replace(",", " "))


def program_edited(program: Program, now: datetime, **fields: str) -> Program:
    """The program after the user's own words for some of its fields, named as in EDITABLE.

    A visa, IMGs or a part of genetics is yes, no or unknown; where that changes what stood there, the user is the
    source and this month the date, and what other sources say to the contrary stays beside it. The same words again
    change nothing. Raises Refusal for a field that cannot be edited, and for words that it cannot take.
    """
    changes: dict[str, Any] = {}
    genetics = program.genetics
    for name, text in fields.items():
        if name in _TEXTS:
            changes[name] = clean(text, NOTE_LIMIT, lines=True) if name in _LONG else clean(text)
        elif name in _CHOSEN:
            changes[name] = _one_of(_CHOSEN[name])(name, clean(text))
        elif name in _FACTS:
            changes[name] = _by_hand(getattr(program, name), name, text, now)
        elif (part := name.removeprefix("genetics_")) != name and part in _GENETICS:
            fact = _by_hand(getattr(genetics, part), name, text, now)
            genetics = msgspec.structs.replace(genetics, **{part: fact})
        elif name == "tags":
            changes["tags"] = tuple(dict.fromkeys(word for piece in text.split(",") if (word := _tag(piece))))
        elif name == "img_percent":
            changes[name] = _percent(name, clean(text))
        else:
            raise Refusal(f"{clean(name)!r} cannot be edited: choose one of {', '.join(EDITABLE)}.")
    return replace(program, **changes, genetics=genetics)


def fact_confirmed(program: Program, name: str, now: datetime) -> Program:
    """The program after the user has looked up a visa fact again and found it as it stood: theirs, of this month."""
    fact: Fact = getattr(program, name)
    return replace(program, **{name: _yours(fact, fact.value, now)})


def _by_hand(before: Fact, name: str, text: str, now: datetime) -> Fact:
    value = _one_of(Known)(name, clean(text))
    if value == before.value:
        return before
    return UNKNOWN if value == "unknown" else _yours(before, value, now)


def _yours(before: Fact, value: Known, now: datetime) -> Fact:
    """A claim of the user's, this month's; what other sources say to the contrary stays beside it."""
    claims = (msgspec.structs.replace(before, others=()), *before.others)
    contrary = tuple(c for c in claims if c.value not in ("unknown", value) and c.source != YOU)
    return Fact(value=value, source=YOU, as_of=f"{zones.eastern(now):%Y-%m}", others=contrary)


def _percent(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        share = float(text.rstrip("% "))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 100:
        raise Refusal(f"{name}={text} is no percentage: write a number from 0 to 100, or nothing.")
    return round(share, 1)


_TEXTS = (
    "institution", "name", "specialty", "city", "state", "region", "phone", "email", "url", "talking_points", "notes",
)  # fmt: skip
_LONG = ("talking_points", "notes")
_CHOSEN: dict[str, Any] = {
    "setting": Surroundings,
    "service": Service,
    "in_soap": Known,
    "subspecialties": Strength,
}
_FACTS = ("j1", "h1b", "imgs")
_GENETICS = Genetics.__struct_fields__
EDITABLE = (*_TEXTS, *_CHOSEN, *_FACTS, *(f"genetics_{part}" for part in _GENETICS), "tags", "img_percent")
"""The fields of a program that the user may write in, as `edited` names them."""


def profile_with_weights(profile: Profile, given: Mapping[str, str]) -> Profile:
    """The profile after weights of some parts of the fit, by name; an empty one restores the default.

    Raises Refusal for a part that the fit does not have, and for what is no whole number from 0 to 100.
    """
    kept = dict(profile.weights)
    for name, text in given.items():
        part = next((known for known in WEIGHTS if known.casefold() == name.casefold()), None)
        if part is None:
            raise Refusal(f"The fit has no part {clean(name)!r}: choose one of {', '.join(WEIGHTS)}.")
        weight = clean(text)
        if not weight:
            kept.pop(part, None)
        elif weight.isascii() and weight.isdecimal() and int(weight) <= HEAVIEST:
            kept[part] = int(weight)
        else:
            raise Refusal(f"{weight} is no weight for {part}: write a number from 0 to {HEAVIEST}, or nothing.")
    return replace(profile, weights={part: weight for part, weight in kept.items() if WEIGHTS.get(part) != weight})


def profile_with(profile: Profile, assignments: list[str]) -> Profile:
    """The profile after `KEY=VALUE` assignments. Raises Refusal with the choices there are."""
    changes: dict[str, Any] = {}
    given: dict[str, str] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        word = key.strip().casefold()
        if equals and word.startswith(WEIGHT):
            given[word.removeprefix(WEIGHT)] = value
            continue
        setter = _SETTERS.get(word)
        if not equals or setter is None:
            choices = [*_SETTERS, *(f"{WEIGHT}{part.casefold()}" for part in WEIGHTS)]
            raise Refusal(
                f"{clean(assignment)!r} is no setting: write one of {', '.join(f'{k}=...' for k in choices)}."
            )
        field, parse = setter
        changes[field] = parse(key, clean(value))
    return profile_with_weights(replace(profile, **changes), given)


WEIGHT = "weight-"
"""Before the name of a part of the fit, in `profile set weight-visa=40`."""


def _one_of(choices: Any) -> Any:
    def parse(key: str, value: str) -> str:
        for choice in get_args(choices):
            if value.casefold() == choice.casefold():
                return str(choice)
        raise Refusal(f"{key}={value} is not known: choose one of {', '.join(get_args(choices))}.")

    return parse


def _zone(key: str, value: str) -> str:
    if value:
        zones.zone_named(value)  # raises BadTime with the nearest names
    return value


def _year(key: str, value: str) -> int | None:
    if value and not (value.isascii() and value.isdecimal() and 1950 <= int(value) <= 2100):
        raise Refusal(f"{key}={value} is no year.")
    return int(value) if value else None


def _words(key: str, value: str) -> tuple[str, ...]:
    return tuple(word for part in value.split(",") if (word := part.strip()))


def _text(key: str, value: str) -> str:
    return value


_STEP = re.compile(r"(?P<step>.*?\S)(?:\s+x(?P<attempts>[1-9]))?(?:\s+(?P<result>\d{2,3}|pass|fail))?", re.IGNORECASE)


def _steps(key: str, value: str) -> tuple[StepResult, ...]:
    """Exams, with commas between: "Step 1 x2, Step 2 CK 245" (two attempts; a result)."""
    found = (_STEP.fullmatch(word) for word in _words(key, value))
    return tuple(
        StepResult(step=one["step"], result=one["result"] or "", attempts=int(one["attempts"] or 1))
        for one in found
        if one is not None
    )


def profile_value(profile: Profile, name: str) -> str:
    """A setting of the profile as it is typed: what `profile_with` takes."""
    value = getattr(profile, _SETTERS[name][0])
    if name == "steps":
        return ", ".join(
            " ".join(part for part in (s.step, f"x{s.attempts}" if s.attempts > 1 else "", s.result) if part)
            for s in profile.steps
        )
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


_SETTERS: dict[str, tuple[str, Any]] = {
    "name": ("name", _text),
    "aamc-id": ("aamc_id", _text),
    "steps": ("steps", _steps),
    "zone": ("zone", _zone),
    "visa": ("visa", _one_of(VisaNeed)),
    "match": ("match", _one_of(MatchStatus)),
    "prior-training": ("us_training", _one_of(Known)),
    "us-training": ("us_training", _one_of(Known)),
    "graduation-year": ("graduation_year", _year),
    "specialties": ("specialties", _words),
    "states": ("states", _words),
    "phone": ("phone", _text),
    "step3": ("step3", _text),
    "ecfmg": ("ecfmg", _text),
    "us-experience": ("us_experience", _text),
}
