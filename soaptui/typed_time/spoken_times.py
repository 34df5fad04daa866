"""A time of day in words, as it is said on the telephone: "half past two", "ten to four", "two thirty pm"."""

from soaptui.typed_time.details import DAY, ZONE, pattern

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {
    **{word: number for number, word in enumerate(_HOURS, 1)},
    "half": 30,
    "quarter": 15,
    "fifteen": 15,
    "twenty": 20,
    "twentyfive": 25,
    "thirty": 30,
    "forty": 40,
    "fortyfive": 45,
    "fifty": 50,
    "ohfive": 5,
}

HOUR = "|".join(_HOURS)
"""One of the twelve hours."""

_PARTS = r"(?:quarter|five|ten|twenty[- ]?five|twenty)(?: min(?:ute)?s?)? (?:past|after|to|till|of|before)"
PART = rf"(?P<part>half past|{_PARTS}|\d{{1,2}} past|(?:5|10|20|25) to(?= (?:{HOUR})\b))"
"""What stands before the hour of "half past two", "ten to four" and "20 past 3". "10 to 4" in figures is asked."""

_SUFFIX = r"\s?[ap]\.?\s?m\b|\s?o'?clock\b"
_MINUTE = r"fifteen|thirty|forty[- ]five|ten|twenty[- ]five|twenty|forty|fifty|oh[- ]five"
SAID = (
    rf"(?P<at>(?<=\bat ))?(?P<said>{HOUR})(?:[ -](?P<said_minute>{_MINUTE})(?={_SUFFIX}|\s?[{DAY}{ZONE}])"
    rf"|(?={_SUFFIX})|(?(at)(?=\s?(?:on )?[{DAY}{ZONE}])|(?!)))"
)
"""An hour in words where it can be nothing else: "two pm", "at two" and a day. "Two interviews" is none."""

_ONE = rf"(?:{HOUR})(?:[ -](?:{_MINUTE}))?"
_AND = r"(?:, ?(?:or |and )?| ?- ?| (?:or|and|to|till|until) )"
_PARTED = r"(?:half|quarter|twenty) "
_BEHIND = rf"(?:{_SUFFIX}|\s?[{DAY}{ZONE}])"
SEVERAL = pattern(
    rf"(?:\b(?:from|between) |(?<!past )(?<!after )(?<!of )(?<!to )\b(?!(?:five|ten) to )){_ONE}"
    rf"(?:{_AND}(?:{_ONE}|\d+)(?={_AND}|{_BEHIND})|{_AND}(?={_PARTED}))+(?={_BEHIND}|{_PARTED})"
)
"""More hours than one, in words: "from five to seven" is no six fifty-five; of "two or three pm" none is ignored."""


def number(word: str) -> int:
    """An hour, or minutes, in words or figures; none is 0."""
    plain = "".join(letter for letter in word.casefold() if letter.isalnum())
    return int(plain) if plain.isdecimal() else _NUMBERS.get(plain, 0)


def shift(part: str) -> int:
    """How many minutes "half past" and "ten to" are from their hour."""
    minutes, *more = part.split()
    if minutes.casefold() == "twenty" and more[0].casefold() == "five":
        minutes = "twentyfive"
    return number(minutes) * (1 if more[-1].casefold() in ("past", "after") else -1)
