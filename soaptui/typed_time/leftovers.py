"""What is left of a text when all that is understood is taken out: ignored if harmless, else refused by name."""

import re
from collections.abc import Sequence

from soaptui.typed_time.day_words import Token
from soaptui.typed_time.details import Unread, pattern, take_matches
from soaptui.typed_time.time_of_day import Time

_HARMLESS = (
    "a about add again all also an and appointment appt are as ask at available back be best board booked "
    "both by can candidate chair chat chief clinic conference confirm confirmed contact could department dept "
    "details director do dr em email eras faculty family first fm for from fyi gme go good got guest had "
    "happy has have he hello her here hey hi him his hospital host hr i icu id im img info internal interview "
    "interviews invite invited is it its jd join just let link local may md me med medicine meet meeting mph "
    "msg mtg my need new note now nrmp obgyn of ok on online only or our panel pc pd pgy ph phd please plus "
    "prelim program r re residency resident residents rsvp sched scheduled second see set sharp she should "
    "slot so soap start starting starts surgery talk team test text thank thanks that the their them then "
    "they this time times to ty up us usa usce va via video virtual visit vs we web welcome well what "
    "when will with would yes you your zone"
)
_HARMLESS_WORDS = pattern(rf"\b(?:{_HARMLESS.replace(' ', '|')})\b")
_STOPS = pattern(
    r"\b(?:not|never|except|cancel\w*|every|daily|weekly|weeks?|fortnight|last|yesterday|ish|tbd|tba|either|between"
    r"|btwn?|betw?n?|onwards?|anytime|earliest|latest|(?:or|and) (?:later|earlier|after)"
    r"|ago|postponed|was|were|if|unless|cannot|unavailable|busy|no longer|month|half|quarter|past"
    r"|hrs?|hours?|minutes?|mins?|(?:moved?|changed?|rescheduled?|shifted|pushed|bumped)(?= from)"
    r"|next(?! (?:interview|call|round|step|slot)))\b|\w*n't\b"
)
_BEFORE_A_TIME = pattern(
    r"(?:\b(?:before|after|by|until|till?|around|about|approx\w*|circa|ca|roughly|ends?|ending|finish\w*|since"
    r"|instead of)|[~<>])(?:\W+(?:at|on|the))?\W*$"
)
_LETTER_BEFORE = pattern(r"\b[a-z]{1,2} ?[-/&] ?$")  # "T-Th"
_MONTHS = pattern(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_WORD = re.compile(r"[\w'.:/+#$%-]*[\w]")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_LIKE_A_ZONE = pattern(r"[a-z]{2,4}t\b")
_HALVES = pattern(r"\b(?:[ap]\.m\b\.?|[ap]m\b)")


def without_harmless(text: str) -> str:
    """The text with marks for harmless words too: what letters are left in it, nobody understood."""
    return take_matches(_HARMLESS_WORDS, text)[1]


def is_harmless(word: str) -> bool:
    """Whether a word changes nothing of what is meant."""
    return _HARMLESS_WORDS.fullmatch(word) is not None


def check_leftovers(
    bare: str, left: str, folded: str, times: Sequence[Time], days: Sequence[Token], zone_said: bool
) -> None:
    """Raises Unread, naming it, for a rest that may change what is meant.

    `left` is the text with marks for days, zones and times, `folded` that without.
    """
    if stop := _STOPS.search(left) or _HALVES.search(bare):
        raise Unread(f"What does {stop[0]!r} mean here? Write only the day, the time and the zone: tue 2:30pm CT.")
    if any(letter.isdigit() for letter in bare):
        number = next(match[0] for match in _WORD.finditer(bare) if any(letter.isdigit() for letter in match[0]))
        raise Unread(f"What does {number!r} mean? Leave it out, or write it like 2:30pm, 16 Mar or 20min.")
    if month := _MONTHS.search(bare):
        raise Unread(f"Which day is {month[0]!r}? Write it like 16 Mar.")
    pieces: list[Time | Token] = [*times, *days]
    for piece in pieces:
        if vague := _BEFORE_A_TIME.search(folded[: piece.start]):
            raise Unread(
                f"{vague[0].strip()!r} makes {piece.text.strip()!r} not an exact time: write when it begins."
            )
    for day in days:
        if _LETTER_BEFORE.search(bare[: day.start]):
            raise Unread(f"There is more than one possible day before {day.text.strip()!r}: write one.")
        if day.text.strip().lower() == "sun" and bare[: day.start].rstrip(" .")[-1:].isalpha():
            raise Unread(f"Is {day.text.strip()!r} a day or a name? Write Sunday, or leave it out.")
    _refuse_zones(bare, times, zone_said)


def _refuse_zones(bare: str, times: Sequence[Time], zone_said: bool) -> None:
    """Raises Unread for what looks like a zone: capital letters where no zone was said, and "aest" behind a time."""
    for time in times:
        if bare[time.end :].startswith("+"):
            raise Unread(f"{time.text + '+'!r} is not an exact time: write when it begins.")
        rest = bare[time.end :].lstrip(" (,")
        if word := _LIKE_A_ZONE.match(rest):
            raise Unread(f"Is {word[0]!r} a time zone? soaptui does not know it: write CT, ET or a place.")
    if not zone_said and (capitals := _CAPITALS.search(bare)):
        raise Unread(f"Is {capitals[0]!r} a time zone? soaptui does not know it: write CT, ET or a place.")
