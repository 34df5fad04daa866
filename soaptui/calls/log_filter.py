"""Filtering the log by what is typed, as the programs are filtered: words, "exact words", and pieces such as how:in.

The language is that of soaptui/filters/query.py. A telephone number is found by its digits, however it is
written here or there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from soaptui.call_kinds import CHANNELS, DIRECTIONS, EMAIL, OUTCOMES_SAID, PRESSURE_KINDS
from soaptui.calls import phone_numbers
from soaptui.calls.log_entry import Log as Log
from soaptui.calls.log_entry import Logged as Logged
from soaptui.filters import query
from soaptui.filters.query import Query as Query
from soaptui.records import Call
from soaptui.text import word_line

if TYPE_CHECKING:
    from soaptui.filters.filter_keys import Language

_NUMBER = re.compile(r"[+(]*[0-9][0-9().+/ -]*")
_FEWEST = 3
"""So many digits have to be typed before what stands between them is passed over."""


def parse_log_filter(text: str) -> Query:
    """What was typed, whatever it is. `error` is one sentence on the first piece that is not understood."""
    return query.parse_in(text, (), language()) if text.strip() else Query((), (), "")


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None and len(phone_numbers.digits(word)) >= _FEWEST


def _word(word: str) -> str | Callable[[Logged], bool]:
    """What a word asks of a call; a number asks for its digits, however they are written."""
    needle = f" {word_line(word)}"
    if not _is_number(word):
        return needle
    digits = phone_numbers.digits(word)
    return lambda logged: digits in logged.digits or needle in logged.haystack


def narrowed_log(lines: Iterable[Logged], wanted: Query) -> list[Call]:
    """The calls that have every word and pass every test, in their order."""
    return [line.call for line in query.narrowed(lines, wanted)]


def log_completions(text: str, lines: Sequence[Logged]) -> list[str]:
    """The whole texts that the last piece could become, best first: keys, or values by how many calls have them."""
    if not text:
        return []
    from soaptui.filters import completion

    return completion.complete_in(text, lines, (), language())


@cache
def language() -> "Language":
    """The keys of the log, the most useful first."""
    from soaptui.filters.filter_keys import THREE, Key, Language, as_it_is, choice_key, itself, text_key, yes_or_no
    from soaptui.filters.values import one_word
    from soaptui.programs.filter_keys import TIER_CHOICES, pick_specialty, pick_state, pick_tier, state_words

    keys = {
        "how": choice_key(
            attrgetter("call.direction"), itself, *DIRECTIONS,
            also={name: (direction,) for direction, means in DIRECTIONS.items() for name in means.also},
        ),
        "over": choice_key(attrgetter("call.channel"), itself, *CHANNELS, also={"mail": (EMAIL,)}),
        "day": choice_key(
            attrgetter("day"), itself, *DAYS.values(), also={day: (word,) for day, word in DAYS.items()}
        ),
        "tier": Key(attrgetter("tier"), itself, pick_tier, TIER_CHOICES),
        "state": Key(attrgetter("state"), state_words, pick_state),
        "specialty": Key(attrgetter("specialty"), itself, pick_specialty),
        "outcome": choice_key(
            attrgetter("call.outcome"), lambda raw: (one_word(raw) or "none",),
            *map(one_word, OUTCOMES_SAID), "none",
        ),
        "impression": choice_key(
            attrgetter("call.impression"), lambda raw: ("none",) if raw is None else (), "4-5", ">=3", "1-2", "none",
            number=lambda raw: raw,
        ),
        "pressure": choice_key(
            attrgetter("pressure"), as_it_is, "yes", "no", *(means.word for means in PRESSURE_KINDS.values()),
            also={**THREE, "whereelse": ("where",)},
        ),
        "followup": choice_key(
            attrgetter("follow_up"), itself, "open", "done", "none", also={"yes": ("open", "done"), "no": ("none",)}
        ),
        "who": text_key(attrgetter("who"), as_it_is),
        "asked": text_key(attrgetter("call.asked"), as_it_is),
        "unknown": choice_key(lambda line: not line.call.program, yes_or_no, "yes", "no", also=THREE),
        "unfinished": choice_key(attrgetter("unfinished"), yes_or_no, "yes", "no", also=THREE),
    }  # fmt: skip
    return Language(keys, ALIASES, word=_word)


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
    "channel": "over",
    "st": "state",
    "spec": "specialty",
}
"""Other names of keys."""
