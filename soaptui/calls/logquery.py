"""Filtering the log by what is typed, as the programs are filtered: words, "exact words", and pieces such as how:in.

Words and pieces narrow; the values after one colon widen. A minus turns a word or a piece round. What is not typed
to its end does not narrow yet, and what cannot be understood is named and left out. A telephone number is found by
its digits, however it is written here or there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from soaptui.calls import telephone
from soaptui.calls.logged import Log as Log
from soaptui.calls.logged import Logged as Logged
from soaptui.programs import query
from soaptui.programs.query import Query as Query
from soaptui.records import Call

if TYPE_CHECKING:
    from soaptui.programs.judging import Language

_NUMBER = re.compile(r"[+(]*[0-9][0-9().+/ -]*")
_FEWEST = 3
"""So many digits have to be typed before what stands between them is passed over."""


def parse(text: str) -> Query:
    """What was typed, whatever it is. `error` is one sentence on the first piece that is not understood."""
    if ":" not in text and "-" not in text:
        found = Query(query.terms(text), (), "")
    else:
        found = query.parse_in(text, (), language(), _having)
    numbers = tuple(word for word in found.words if _is_number(word))
    words = tuple(word for word in found.words if word not in numbers)
    return Query(words, found.tests + tuple(_having(word) for word in numbers), found.error)


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None and len(telephone.digits(word)) >= _FEWEST


def _having(word: str) -> Callable[[Logged], bool]:
    """Whether a call has the word; or, where it is a number, one with these digits."""
    if not _is_number(word):
        return lambda logged: word in logged.haystack
    digits = telephone.digits(word)
    return lambda logged: digits in logged.digits or word in logged.haystack


def narrowed(lines: Iterable[Logged], wanted: Query) -> list[Call]:
    """The calls that have every word and pass every test, in their order."""
    return [line.call for line in query.narrowed(lines, wanted)]


def complete(text: str, lines: Sequence[Logged]) -> list[str]:
    """The whole texts that the last piece could become, best first: keys, or values by how many calls have them."""
    if not text:
        return []
    from soaptui.programs import completion

    return completion.completed(text, lines, (), language())


@cache
def language() -> "Language":
    """The keys of the log, the most useful first."""
    from soaptui.programs.judging import THREE, Key, Language, as_it_is, choice, itself, text, yes_or_no
    from soaptui.programs.keys import pick_specialty, pick_state, pick_tier, state_words
    from soaptui.programs.rows import one_word

    keys = {
        "how": choice(
            attrgetter("call.direction"), itself, "in", "out", "missed", "voicemail",
            also={"theycalled": ("in",), "youcalled": ("out",), "incoming": ("in",), "outgoing": ("out",)},
        ),
        "day": choice(attrgetter("day"), itself, *DAYS.values(), also={day: (word,) for day, word in DAYS.items()}),
        "tier": Key(attrgetter("tier"), itself, pick_tier, ("1", "2", "3", "no", "1-2")),
        "state": Key(attrgetter("state"), state_words, pick_state),
        "specialty": Key(attrgetter("specialty"), itself, pick_specialty),
        "outcome": choice(
            attrgetter("call.outcome"), lambda raw: (one_word(raw) or "none",),
            "talked", "interview_set", "call_back", "they_will_call", "not_interested", "none",
        ),
        "impression": choice(
            attrgetter("call.impression"), lambda raw: ("none",) if raw is None else (), "4-5", ">=3", "1-2", "none",
            number=lambda raw: raw,
        ),
        "pressure": choice(
            attrgetter("pressure"), as_it_is, "yes", "no", "commit", "where",
            also={**THREE, "whereelse": ("where",)},
        ),
        "followup": choice(
            attrgetter("follow_up"), itself, "open", "done", "none", also={"yes": ("open", "done"), "no": ("none",)}
        ),
        "who": text(attrgetter("who"), as_it_is),
        "asked": text(attrgetter("call.asked"), as_it_is),
        "unknown": choice(lambda line: not line.call.program, yes_or_no, "yes", "no", also=THREE),
        "unfinished": choice(attrgetter("unfinished"), yes_or_no, "yes", "no", also=THREE),
    }  # fmt: skip
    return Language(keys, ALIASES)


DAYS = {
    "monday": "mon",
    "tuesday": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}
"""The days of the week, by their names."""

ALIASES = {
    "direction": "how",
    "st": "state",
    "spec": "specialty",
    "follow-up": "followup",
    "follow_up": "followup",
}
"""Other names of keys."""
