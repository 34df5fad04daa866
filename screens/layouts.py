"""Keyboards that are not Latin: which key of a Latin keyboard lies where a character was typed.

The commands of a view are single Latin letters. Who writes Cyrillic, Arabic or Hindi presses the same keys and sends
other characters. Each table names the same places of a keyboard, row by row, as the systems' standard layouts have them.
"""

import unicodedata
from functools import cache

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


def key_name(character: str) -> str:
    """What Textual calls the key of a character."""
    return _NAMES.get(character, character)
