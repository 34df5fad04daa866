"""Counts and shares as people write them: "3 (2 cat)", "~10", "2/8", "1 of 5", "62,5 %", "0.62"."""

import re
from typing import NamedTuple

NOTHING = {"-", "–", "—", "?", "n/a", "na", "tbd", "unknown", "not known", "unclear", "n.a.", "--", "??", "tba", "."}
"""What people write into a cell that they cannot fill."""

_ERROR = re.compile(r"#(n/?a|ref!|value!|name\?|div/0!|null!|num!|spill!|error!?)", re.IGNORECASE)
"""What a spreadsheet writes where a formula fails."""

_COUNT = r"(?:[0-9]{1,2},[0-9]{3}|[0-9]{1,5})"
_PLAIN = re.compile(rf"({_COUNT})(\.0+)?")
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_POSITIONS = (
    r"(?:unfilled|open|vacant|available|left|remaining|positions?|pos|spots?|slots?|seats?|openings?|places?)"
)
_NOTED = re.compile(
    rf"(?:~|≈|ca\.?|c\.|about|approx\.?|around|≥|>=|at least)?\s*(?P<number>{_COUNT})"
    rf"(?:\s*[*+†‡]{{1,3}}|(?:\s+{_POSITIONS})+)?"  # 3*, 3+, 3 open positions
    rf"(?:\s*(?:/|of|out of)\s*(?P<whole>{_COUNT})(?:\s+{_POSITIONS})*)?"  # 2/8, 1 of 5, 3 open / 12
    r"(?:\s*[(\[][^()\[\]]*[)\]])?",  # (2 cat, 1 prelim)
    re.IGNORECASE,
)
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,20})?|\.[0-9]{1,20}"


_NO_MORE = re.compile(
    r"(?:all )?(?:filled|full|taken)(?: (?:in )?r(?:ound)? ?[1-4])?|none(?: left| open)?|"
    r"no (?:open )?positions?(?: left)?",
    re.IGNORECASE,
)
"""What says that no position is open."""


_BRACKET = re.compile(r"\s*[(\[](?P<note>[^()\[\]]*)[)\]]\s*")
_OPEN = r"(?:unfilled|open|openings?|vacan(?:t|cy|cies)|available|left|remaining)"
_OPEN_WORD = re.compile(rf"\b{_OPEN}\b", re.IGNORECASE)
_SAID = rf"{_COUNT}|{'|'.join(_WORDS)}"
_SO_MANY_OPEN = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_SAID})(?:\s*(?:/|of|out of)\s*{_COUNT})?\s+(?:{_POSITIONS}\s+)*{_OPEN}\b"
    rf"|{_OPEN}\s*[:=]?\s*(?P<behind>{_SAID})(?![\w.,]))",
    re.IGNORECASE,
)  # "3 unfilled", "2 of 12 spots left", "open: 3"
_STILL_OPEN = re.compile(rf"(?:(?:all|still|now|currently)\s+)*{_OPEN}(?:\s+{_POSITIONS})*", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:filled|closed|full(?![- ]time)|none|taken|matched|gone|withdr[ae]wn?|cancel\w*|not|never|"
    rf"no\s+(?:longer|more|{_POSITIONS}))\b",
    re.IGNORECASE,
)


class WrittenCount(NamedTuple):
    """A count as it was understood; `plain` if the cell says nothing but this number."""

    number: int | None
    plain: bool = False


def says_nothing(text: str) -> bool:
    """Whether a cell is one that somebody could not fill, or a formula that failed."""
    return text.casefold() in NOTHING or bool(_ERROR.fullmatch(text))


def written_count(text: str) -> WrittenCount:
    """A count of positions; without a number where the cell cannot be one, or leaves open which it means."""
    text = " ".join(text.split())
    if plain := _PLAIN.fullmatch(text):
        return WrittenCount(int(plain[1].replace(",", "")), plain=True)
    if text.casefold() in _WORDS:
        return WrittenCount(_WORDS.index(text.casefold()), plain=True)
    if _NO_MORE.fullmatch(text):
        return WrittenCount(0)
    noted = None if "?" in text else _NOTED.fullmatch(text)
    if noted is None:
        return WrittenCount(None)
    number = int(noted["number"].replace(",", ""))
    if noted["whole"] is not None and number > int(noted["whole"].replace(",", "")):
        return WrittenCount(None)  # no part is more than the whole
    return WrittenCount(number)


def written_open(text: str) -> WrittenCount:
    """A count of open positions: as any count, but what a bracket behind it says of the open ones counts.

    "12 (3 unfilled)" are 3. A bracket that says filled, closed or none leaves open what the number before it is.
    """
    count = written_count(text)
    bracket = _BRACKET.search(text)
    if count.number is None or bracket is None:
        return count
    note = " ".join(bracket["note"].split())
    said = {_number_of(found["before"] or found["behind"]) for found in _SO_MANY_OPEN.finditer(note)}
    if len(said) == 1 and not _OPEN_WORD.search(_SO_MANY_OPEN.sub("", note)):
        (number,) = said
        stated = number == count.number or not _OPEN_WORD.search(text[: bracket.start()])
        return WrittenCount(number if stated and number <= count.number else None)
    denied = _DENIES.search(note) or (_OPEN_WORD.search(note) and not _STILL_OPEN.fullmatch(note))
    return WrittenCount(None) if said or denied else count


def _number_of(text: str) -> int:
    return _WORDS.index(text.casefold()) if text.casefold() in _WORDS else int(text.replace(",", ""))


def written_share(text: str) -> float | None:
    """A share as a percentage: "62%", "62,5 %", and a spreadsheet's 0.62; None where it cannot be one."""
    bare = re.sub(r"\s*(%|percent|pct)$", "", text.strip(), flags=re.IGNORECASE)
    share = written_number(_with_point(bare))
    if share is None:
        return None
    if 0 < share < 1 and bare == text.strip():
        share *= 100
    return round(share, 1) if 0 <= share <= 100 else None


def written_chance(text: str) -> float | None:
    """A chance from 0 to 1, also written as a percentage: of a chance there is no more than 1, so 35 is 35%."""
    bare = re.sub(r"\s*%$", "", text.strip())
    chance = written_number(_with_point(bare))
    if chance is None:
        return None
    if bare != text.strip() or chance > 1:
        chance /= 100
    return round(chance, 6) if 0 <= chance <= 1 else None


def written_number(text: str) -> float | None:
    """A number in digits; None for any other text."""
    return float(text) if re.fullmatch(_NUMBER, text) else None


def _with_point(text: str) -> str:
    """A decimal comma as a point. One with three digits behind it may part thousands."""
    return re.sub(r"^([0-9]{0,3}),([0-9]{1,2})$", r"\1.\2", text)
