"""The passages of an email, and what each says of days, zones and times."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from soaptui.typed_time import day_words, details, time_of_day, zone_words
from soaptui.typed_time.day_words import Token
from soaptui.typed_time.details import Unread, fold_typed, pattern

LONG_PASSAGE = 700
"""So many characters are read together; a longer passage is read sentence by sentence."""


class Passage(NamedTuple):
    """A passage of an email with what was found in it. Positions are those in `text`."""

    text: str
    days: tuple["DayPiece", ...]
    zones: tuple[zone_words.ZoneWord, ...]
    times: tuple[time_of_day.Time, ...]
    maybe: tuple[str, ...] = ()
    """What may be a zone, or something else: "All times CT"."""
    deadlines: tuple[time_of_day.Time, ...] = ()
    """Times until which something is due, and other numbers that are none of an interview."""


class DayPiece(NamedTuple):
    """Words that name one day together: "Thursday, March 18"."""

    text: str
    start: int
    end: int


_BETWEEN_DAYS = re.compile(r"[\s,;:.()\-]*(?:the\s|of\s)?[\s,]*")
_NO_INTERVIEW = pattern(
    r"(?:\b(?:by|before|until|till|after|than|deadline|due|closes?|expires?|ends?|since|between|not"
    r"|between\b[^.;]{1,25}\band)\b|[~<>])[\s:]*(?:at\s|on\s|the\s)*$"
)
_NUMBERS = pattern(
    r"https?://\S+|[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}|\b\d{7}[A-Z]\d\b|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
)
_TELLING = pattern(
    r"[ap]\.?\s?m\b|\d:\d\d|noon|midnight|midday|o'?clock|[a-z] (?:past|after|to|till|of|before) |h(?:ou)?rs\b"
    r"|\d\s?h\b|(?<=\d)[ap]$"
)


def passages_of(lines: Sequence[str]) -> Iterator[str]:
    """The text in passages: what stands between empty lines, cut at what begins an item of a list."""
    passage: list[str] = []
    for line in [*lines, ""]:
        item = re.match(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)])\s+", line)
        if passage and (not line.strip() or item):
            yield " ".join(passage)
            passage = []
        if line.strip():
            passage.append(line[item.end() :].strip() if item else line.strip())


def without_other_numbers(text: str) -> str:
    """The text folded, with spaces where a link, an address, a code or a telephone number stands."""
    return details.without_numbers(fold_typed(_NUMBERS.sub(lambda match: " " * len(match[0]), text)))


def _read_passage(text: str, town: str) -> Passage | None:
    """What is found in a passage; None where something in it can be read in two ways at once."""
    blank = without_other_numbers(text)
    try:
        tokens, rest = day_words.find_days(blank)
        named, rest = zone_words.find_zone_words(rest, town)
        times, _ = time_of_day.find_times(details.hours_and_minutes(details.without_lengths(rest))[1])
    except Unread:
        return None
    telling = [time for time in times if _is_told(time, blank, named)]
    sure = tuple(word for word in named if zone_words.sure(word, blank, times))
    maybe = tuple(word.text.strip() for word in named if word not in sure and word.kind in ("short", "spoken"))
    others = tuple(time for time in times if time not in telling)
    return Passage(blank, tuple(_grouped(blank, tokens)), sure, tuple(telling), maybe, others)


def passages_read(text: str, town: str) -> Iterator[Passage]:
    """A passage; where something in it cannot be read, or it is long, those of its sentences that can.

    `town` is the program's, which may be said as a zone.
    """
    whole = _read_passage(text, town) if len(text) <= LONG_PASSAGE else None
    if whole is not None:
        yield whole
        return
    for sentence in re.split(r"(?<=[.!?;])\s+", text):
        for piece in textwrap.wrap(sentence, LONG_PASSAGE, break_on_hyphens=False):
            part = _read_passage(piece, town)
            if part is not None:
                yield part


def _is_told(time: time_of_day.Time, text: str, named: Sequence[zone_words.ZoneWord]) -> bool:
    """Whether it is a time and no other number, and no end of something: "by 5 PM" is when an answer is due."""
    zone_behind = any(not text[time.end : word.start].strip(" (,") and word.start >= time.end for word in named)
    if not (_TELLING.search(time.text) or zone_behind):
        return False
    return _NO_INTERVIEW.search(text[: time.start]) is None


def _grouped(text: str, tokens: Sequence[Token]) -> Iterator[DayPiece]:
    """Pieces that stand side by side, and say one day together."""
    group: list[Token] = []
    for token in [*tokens, None]:
        if group and (token is None or not _say_one(text, group, token)):
            if day_words.together(group).is_named:
                yield DayPiece(text[group[0].start : group[-1].end], group[0].start, group[-1].end)
            group = []
        if token is not None:
            group.append(token)


def _say_one(text: str, group: Sequence[Token], token: Token) -> bool:
    if not _BETWEEN_DAYS.fullmatch(text[group[-1].end : token.start]):
        return False
    try:
        day_words.together([*group, token])
    except Unread:
        return False
    return True
