"""The profile as it is typed: `KEY=VALUE`, for the screen and for the command line. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from soaptui.cut_offs import is_exam, step2_score
from soaptui.programs.applied_specialties import specialties_typed, specialty_title
from soaptui.programs.tiers import WEIGHTS
from soaptui.programs.us_states import state_letters
from soaptui.records import Known, MatchStatus, OneYear, Profile, StepResult, VisaNeed, replace
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.typed_choice import one_of_choices
from soaptui.week import zones

HEAVIEST = 100
"""The most points that a part of the fit may be given."""


def profile_with_weights(profile: Profile, given: Mapping[str, str]) -> Profile:
    """The profile after weights of some parts of the fit, by name; an empty one restores the default.

    Raises Refusal for a part that the fit does not have, and for what is no whole number from 0 to 100.
    """
    kept = dict(profile.weights)
    for name, text in given.items():
        part = next((known for known in WEIGHTS if known.casefold() == name.casefold()), None)
        if part is None:
            raise Refusal(f"The fit score has no part {clean(name)!r}: choose one of {', '.join(WEIGHTS)}.")
        weight = clean(text)
        if not weight:
            kept.pop(part, None)
        elif weight.isascii() and weight.isdecimal() and int(weight) <= HEAVIEST:
            kept[part] = int(weight)
        else:
            raise Refusal(f"{weight} is not a weight for {part}: write a number from 0 to {HEAVIEST}, or nothing.")
    return replace(profile, weights={part: weight for part, weight in kept.items() if WEIGHTS.get(part) != weight})


def profile_with(profile: Profile, assignments: list[str], now: datetime | None = None) -> Profile:
    """The profile after `KEY=VALUE` assignments. Raises Refusal with the choices there are.

    With the moment, a zone may be said by a country, a city or an offset; without it, by its name alone.
    """
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
                f"{clean(assignment)!r} is not a setting: write one of {', '.join(f'{k}=...' for k in choices)}."
            )
        field, parse = setter
        if word == "zone" and now is not None:
            value = _zone_typed(clean(value), now)
        typed = _several(key, value) if field in _SEVERAL else clean(value)
        changes |= _of_several(field, replace(profile, **changes), key, typed) or {field: parse(key, typed)}
    return profile_with_weights(replace(profile, **changes), given)


HELD = "held."
"""Before the name of a part of the position that is held, among the fields of the profile."""

WEIGHT = "weight-"
"""Before the name of a part of the fit, in `profile set weight-visa=40`."""


def _zone_typed(text: str, now: datetime) -> str:
    from soaptui.typed_time.home_zone_words import typed_zone  # only where a zone is typed

    return typed_zone(text, now)


_SEVERAL = ("specialties", "states", "steps")
"""The fields of several words, with commas between: each word may be as long as another field."""


def _several(key: str, value: str) -> str:
    if len(value) > NOTE_LIMIT:
        raise Refusal(f"{key} is too long: write it in up to {NOTE_LIMIT:,} characters. Nothing was saved.")
    return ",".join(map(clean, value.split(",")))


def _zone(key: str, value: str) -> str:
    if value:
        zones.zone_named(value)  # raises BadTime with the nearest names
    return value


def _year(key: str, value: str) -> int | None:
    if value and not (value.isascii() and value.isdecimal() and 1950 <= int(value) <= 2100):
        raise Refusal(f"{key}={value} is not a year.")
    return int(value) if value else None


def _words(key: str, value: str) -> tuple[str, ...]:
    return tuple(word for part in value.split(",") if (word := part.strip()))


def _states(key: str, value: str) -> tuple[str, ...]:
    """Each state by its two letters, as the list has it; a word that is none stays (see profile_doubts)."""
    return tuple(state_letters(word) or word for word in _words(key, value))


def _state(key: str, value: str) -> str:
    letters = state_letters(value)
    if value and not letters:
        raise Refusal(f"{key}={value} is not a state: write its two letters, such as OH.")
    return letters


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


_MOST = {"failed_tries": 20, "us_months": 240, "us_observer_months": 240}


def _number(field: str) -> Any:
    def parse(key: str, value: str) -> int | None:
        text = re.sub(r"\s*(months?|mo|x|tries|try|attempts?)$", "", value.casefold())
        if text in ("no", "none", "zero"):
            return 0
        if text and not (text.isascii() and text.isdecimal() and int(text) <= _MOST[field]):
            raise Refusal(f"{key}={value} is not a number from 0 to {_MOST[field]}.")
        return int(text) if text else None

    return parse


def _of_several(field: str, profile: Profile, key: str, value: str) -> dict[str, Any]:
    """What a setting changes in several fields, or in a part of one; nothing where it is a field of its own."""
    if field == "specialties":
        codes = specialties_typed(value)
        return {"specialties": tuple(map(specialty_title, codes)), "applies_in": codes}
    if field.startswith(HELD):
        part = field.removeprefix(HELD)
        return {"held": msgspec.structs.replace(profile.held, **{part: _SETTERS[key][1](key, value)})}
    if field != "step2":
        return {}
    if value and not (value.isascii() and value.isdecimal() and 1 <= int(value) <= 300):
        raise Refusal(f"{key}={value} is not a score of Step 2 CK: write three digits, or nothing.")
    steps = [step for step in profile.steps if not is_exam(step.step, "2")]
    before = next((step for step in profile.steps if is_exam(step.step, "2")), StepResult(step="Step 2 CK"))
    if value or before.attempts > 1:
        steps.append(msgspec.structs.replace(before, result=value))
    return {"steps": tuple(steps)}


def profile_value(profile: Profile, name: str) -> str:
    """A setting of the profile as it is typed: what `profile_with` takes."""
    if name == "step2":
        score = step2_score(profile)
        return "" if score is None else str(score)
    field = _SETTERS[name][0]
    value = getattr(profile.held, field.removeprefix(HELD)) if field.startswith(HELD) else getattr(profile, field)
    if isinstance(value, int):
        return str(value)
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
    "visa": ("visa", one_of_choices(VisaNeed)),
    "match": ("match", one_of_choices(MatchStatus)),
    "prior-training": ("us_training", one_of_choices(Known)),
    "us-training": ("us_training", one_of_choices(Known)),
    "graduation-year": ("graduation_year", _year),
    "step2": ("step2", _text),
    "failed-tries": ("failed_tries", _number("failed_tries")),
    "attempts": ("failed_tries", _number("failed_tries")),
    "us-months": ("us_months", _number("us_months")),
    "observer-months": ("us_observer_months", _number("us_observer_months")),
    "one-year": ("one_year", one_of_choices(OneYear)),
    "specialties": ("specialties", _words),
    "states": ("states", _states),
    "phone": ("phone", _text),
    "step3": ("step3", _text),
    "ecfmg": ("ecfmg", _text),
    "us-experience": ("us_experience", _text),
    "nationality": ("nationality", _text),
    "matched-institution": ("held.institution", _text),
    "matched-city": ("held.city", _text),
    "matched-state": ("held.state", _state),
    "matched-specialty": ("held.specialty", _text),
    "matched-link": ("held.link", _text),
}

PROFILE_KEYS = tuple(key for key in _SETTERS if key != "us-training")
"""What can be said of oneself, each once: one key is an older word for another."""
