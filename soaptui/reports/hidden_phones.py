"""A page without phone numbers, wherever they stand in it: in a note and in a pasted email too."""

import re
from typing import TypeVar

import msgspec

from soaptui.document import PrintedPage

HIDDEN = "[number]"

_NUMBER = re.compile(
    r"(?<![\w.:/-])(?:"
    r"\+\d[\d\s().-]{6,18}\d"  # with its country code
    r"|(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}"  # as it is written in the US
    r"|\d{10,15}"  # all in one
    r"|0\d{1,4}[\s/-]\d{3,4}[\s-]?\d{3,4}"  # as it is written elsewhere
    r")(?![\w:-])"
)

Part = TypeVar("Part")


def numbers_hidden(text: str) -> str:
    """A text with a word in place of whatever looks like a phone number."""
    return _NUMBER.sub(HIDDEN, text)


def page_without_numbers(page: PrintedPage) -> PrintedPage:
    """The page with every text in it so."""
    return _hidden(page)


def _hidden(part: Part) -> Part:
    if isinstance(part, str):
        return numbers_hidden(part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(_hidden(each) for each in part)  # type: ignore[return-value]
    if isinstance(part, msgspec.Struct):
        values = {name: _hidden(getattr(part, name)) for name in part.__struct_fields__}
        return msgspec.structs.replace(part, **values)
    return part
