"""Telephone numbers as they are compared: by their digits, however they are written."""

_NATIONAL = 10
"""So many digits has a number of the United States without its country code, which is 1 (nanpa.com)."""


def digits(number: str) -> str:
    """The digits that are written in a number."""
    return "".join(figure for figure in number if figure.isascii() and figure.isdecimal())


def whole(number: str) -> str:
    """A number's digits, a national one with its country code: "(614) 555-0142" is 16145550142."""
    found = digits(number)
    return f"1{found}" if len(found) == _NATIONAL and found[0] not in "01" else found
