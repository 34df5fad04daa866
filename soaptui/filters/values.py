"""What a typed value says: text to compare plainly, and figures such as `>=30`, `1-4` or `3+`."""

import operator
import re
from collections.abc import Callable

Within = Callable[[float], bool]


def plainly(text: str) -> str:
    """A text to compare by: small letters, and one space for any run of spaces, underscores, stops and quotes."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


def squeezed_words(text: str) -> str:
    """A text's letters and digits, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def one_word(text: str, join: str = "_") -> str:
    """The text without what would end a value in the filter: white space, commas, quotes."""
    return _ENDS.sub(join, text.strip())


_ENDS = re.compile(r'[\s,"]+')
_BETWEEN = re.compile(r'[\s_,."]+')
_FIGURE = r"([0-9]{1,9}(?:\.[0-9]{0,9})?)\s*%?"
COMPARED = re.compile(r">=|<=|>|<|=|≥|≤")
_COMPARED = re.compile(rf"({COMPARED.pattern})\s*{_FIGURE}")
_FROM = re.compile(rf"{_FIGURE}\s*\+")
_UP_TO = re.compile(rf"\.\.\.?\s*{_FIGURE}")
_TO = r"\s*(?:-|–|—|\.\.\.?|to)\s*"
_BETWEEN_TWO = re.compile(rf"{_FIGURE}{_TO}{_FIGURE}")
_ONE = re.compile(_FIGURE)
HALF = re.compile(rf"(?:{COMPARED.pattern})|{_FIGURE}{_TO}|\.\.?\.?")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def compared_figure(text: str) -> Within | None:
    """What `>=30`, `<5` or `3+` says of a figure; None for anything else."""
    if found := _COMPARED.fullmatch(text):
        compare, bound = _COMPARE[found[1]], float(found[2])
        return lambda figure: compare(figure, bound)
    if found := _FROM.fullmatch(text):
        least = float(found[1])
        return lambda figure: figure >= least
    if found := _UP_TO.fullmatch(text):
        most = float(found[1])
        return lambda figure: figure <= most
    return None


def figure_span(text: str) -> Within | None:
    """What `>=30`, `30-60` or `30` says of a figure, `30` meaning any that is rounded to it; None for a word."""
    if found := _BETWEEN_TWO.fullmatch(text):
        low, high = sorted((float(found[1]), float(found[2])))
        return lambda figure: low <= figure <= high
    if found := _ONE.fullmatch(text):
        exact = float(found[1])
        return lambda figure: -0.5 <= figure - exact < 0.5
    return compared_figure(text)
