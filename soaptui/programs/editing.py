"""What the user writes in a program: its tier, its tags, its facts. The same for the screens and elsewhere. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from soaptui.program_tiers import TIERS, tier_named
from soaptui.records import UNKNOWN, Fact, Genetics, Known, Program, Service, Strength, Surroundings, replace
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.typed_choice import one_of_choices
from soaptui.week import zones

YOU = "you"
"""The source of a fact that the user set by hand."""


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
            changes[name] = one_of_choices(_CHOSEN[name])(name, clean(text))
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
    if changes.get("service", "other") != "other":
        changes["other_service"] = ""
    return replace(program, **changes, genetics=genetics)


def fact_confirmed(program: Program, name: str, now: datetime) -> Program:
    """The program after the user has looked up a visa fact again and found it as it stood: theirs, of this month."""
    fact: Fact = getattr(program, name)
    return replace(program, **{name: _yours(fact, fact.value, now)})


def _by_hand(before: Fact, name: str, text: str, now: datetime) -> Fact:
    value = one_of_choices(Known)(name, clean(text))
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
        raise Refusal(f"{name}={text} is not a percentage: write a number from 0 to 100, or nothing.")
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
