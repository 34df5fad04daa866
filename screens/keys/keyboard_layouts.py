"""Keyboards that are not Latin: which key of a Latin keyboard lies where a character was typed.

The commands of a view are single Latin letters. Who writes Cyrillic, Arabic or Hindi presses the same keys and sends
other characters. Each table names the same places of a keyboard, row by row, as the systems' own layouts have them.
"""

import unicodedata
from collections.abc import Container
from functools import cache

from textual.events import Key, Paste

SWITCH = "Keys are Latin letters here: switch the keyboard to English, or open all commands with {palette}."

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_SAME_PLACES = (
    "йцукенгшщзхъфывапролджэячсмитьбю.",  # Russian
    "йцукенгшщзхїфівапролджєячсмитьбю.",  # Ukrainian
    ";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,./",  # Greek
    "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.",  # Hebrew
    "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ",  # Arabic
    "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./",  # Persian
    "ौैाीूबहगदजड़ोे्िुपरकतचटॆंमनवलस,.य",  # Hindi (InScript)
    "ௌைாீூபஹகதஜ[]ோே்ிுபரகதச'ெஂமநவலஸ,.ய",  # Tamil (InScript)
)
_SHIFTED = ("औऐआईऊभङघधझढञओएअइउफऱखथछठऎँणऩऴळश",)
_SHIFTED_LATIN = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM'

_FRENCH_DIGITS = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
"""The upper row of a French keyboard, without Shift."""

_NAMES = {"/": "slash", "?": "question_mark", " ": "space"}


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for others, latin in [(row, _LATIN) for row in _SAME_PLACES] + [(row, _SHIFTED_LATIN) for row in _SHIFTED]:
        for other, letter in zip(others, latin, strict=True):
            if not other.isascii():
                found.setdefault(other, letter)
                if other.upper() != other and len(other.upper()) == 1 and letter.isalpha():
                    found.setdefault(other.upper(), letter.upper())
    return found | _FRENCH_DIGITS


def by_position(character: str) -> str | None:
    """The Latin letter or the digit that is meant by a character; None where that cannot be told."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character)  # the wide letters of Chinese and Japanese keyboards
    if plain != character and len(plain) == 1 and plain.isascii():
        return plain
    return _places().get(character)


def as_meant(event: Key, bound: Container[str], *, view: bool) -> Key | None:
    """A key that no text takes, as the command that lies where it was pressed; None where that cannot be told.

    `bound` are the keys that mean something here. Letters of a Latin keyboard are moved in a `view` alone: a dialog
    has answers that are letters.
    """
    if not event.is_printable or not event.character or event.key in bound:
        return event
    if event.character.isascii() and not view:
        return event
    character = by_position(event.character)
    if character is not None:
        return Key(_NAMES.get(character, character), character)
    return event if event.character.isascii() else None


def line_end(event: Key | Paste) -> Key | Paste:
    """Enter, for a line end that comes as some programs type it."""
    return Key("enter", "\r") if isinstance(event, Key) and event.key == "ctrl+j" else event
