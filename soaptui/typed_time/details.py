"""What is typed about an appointment besides its moment: link, platform, length, numbers to dial, names.

Each step takes its pieces out of the text and leaves marks in their place, so that what is left stands where it
stood. What nobody understood is left over at the end, and judged here too.
"""

import re
import unicodedata
from typing import NamedTuple

from soaptui.refusal import Refusal
from soaptui.text import clean

TEXT_LIMIT = 300
"""Longest text read, in characters, its links not counted. A longer one is refused: cut, 12:30 could become 12."""

LINK_LIMIT = 2_000
"""Longest text read with its links, in characters."""

LONGEST = 8 * 60
"""Longest appointment taken, in minutes."""

TAKEN, DAY, ZONE = "\x00", "\x01", "\x02"
"""Marks left where something was taken out: anything, a day, a time zone. `clean` lets none of them in."""

PUNCTUATION = f" ,;:()[]/|=.-{TAKEN}{DAY}{ZONE}"
"""What may stand between two pieces that belong together."""


class Unread(Refusal):
    """The text cannot be read; the sentence says why and what would do."""


class Besides(NamedTuple):
    """What a text says besides the moment, and the rest of it. `lengths` are the lengths named, in minutes."""

    words: str
    rest: str
    link: str = ""
    platform: str = ""
    lengths: tuple[int, ...] = ()


def pattern(text: str) -> re.Pattern[str]:
    """A pattern for the folded text: ASCII, capital or small letters."""
    return re.compile(text, re.IGNORECASE | re.ASCII)


def take_matches(what: re.Pattern[str], text: str, mark: str = TAKEN) -> tuple[list[re.Match[str]], str]:
    """Every place where a pattern is found, and the text with marks in those places, as long as it was."""
    found = list(what.finditer(text))
    return found, what.sub(lambda match: mark * len(match[0]), text)


# -- letters

_LETTER_PAIRS = {"ß": "s", "æ": "a", "ø": "o", "đ": "d", "ł": "l"}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_SPLITS = (
    # "2:30pmCT", "14:30Z", "2pmist"
    (pattern(r"(?<=\d)(?=(?:[ecmp][sd]?t|ak[sd]?t|hs?t|ast|utc|gmt|ist|bst|ces?t|z)\b)"), " "),
    (pattern(r"(?<=\d[ap]m)(?=[a-z]{1,4}[tz]\b)"), " "),
    (pattern(r"(?<=\d [ap]m)(?=[a-z]{1,4}[tz]\b)"), " "),
    # "16mar", "mar16", "tue2pm"
    (pattern(r"(?<=\d)(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"), " "),
    (
        pattern(
            r"\b(mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?=\d)"
        ),
        r"\1 ",
    ),
)


def fold_typed(text: str) -> str:
    """The text in ASCII: letters without their marks, one kind of dash; what is foreign to it as "_" or a space."""
    plain = text if text.isascii() else "".join(map(_folded, text))
    for where, instead in _SPLITS:
        plain = where.sub(instead, plain)
    return plain


def _folded(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _DASHES:
        return "-"
    if letter in "’‘ʼ":
        return "'"
    if letter in "≥≤≈∼±":
        return "~"
    kind = unicodedata.category(letter)
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    bare = _LETTER_PAIRS.get(letter.lower(), bare)
    if len(bare) == 1 and bare.isascii() and kind not in ("No", "Nl"):
        return bare
    return " " if kind[0] in "PSZC" else "_"  # no digit is made of a fraction or a superscript


# -- link and platform

_LINK = pattern(r"https?://\S+")
_BARE_LINK = pattern(r"\b(?:[a-z0-9-]+\.)+(?:us|com|org|edu|net|gov|io)\b(?:/\S*)?")
_EMAIL = pattern(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b")
_HOSTS = (
    ("zoom.us", "Zoom"),
    ("zoom.com", "Zoom"),
    ("zoomgov.com", "Zoom"),
    ("teams.microsoft.com", "Teams"),
    ("teams.live.com", "Teams"),
    ("webex.com", "Webex"),
    ("meet.google.com", "Google Meet"),
    ("thalamusgme.com", "Thalamus"),
    ("skype.com", "Skype"),
    ("facetime.apple.com", "FaceTime"),
)
_VERBS = "can to could will us we may should would"
_TO_MEET = "".join(rf"(?<!\b{word} )" for word in _VERBS.split())
"""Before the verb: "we can meet today" is over nothing."""
_PLATFORMS = (
    (r"zoom", "Zoom"),
    (r"(?:ms |microsoft )?teams", "Teams"),
    (r"(?:cisco )?web-?ex", "Webex"),
    (r"google meet|gmeet|" + _TO_MEET + r"meet(?! (?:with|the|dr|prof|at|you|me|us|up|and|in|on)\b)", "Google Meet"),
    (r"thalamus(?: video)?", "Thalamus"),
    (r"skype", "Skype"),
    (r"face ?time", "FaceTime"),
    (r"whats ?app", "WhatsApp"),
    (r"in[- ]person", "in person"),
    (r"(?:tele)?phone", "phone"),
    (r"calls?", "phone"),
)
_PLATFORM = pattern(r"\b(?:" + "|".join(f"({words})" for words, _ in _PLATFORMS) + r")\b")


def _host(address: str) -> str:
    host = address.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].split(":", 1)[0].casefold()
    return next((name for end, name in _HOSTS if host == end or host.endswith("." + end)), "")


def _platform(text: str, address: str) -> tuple[str, str]:
    """The platform said, the likelier of several; a call is by telephone only if nothing says otherwise."""
    found, rest = take_matches(_PLATFORM, text)
    named = [(match.lastindex or 0) - 1 for match in found]
    sure = [index for index in named if index < len(_PLATFORMS) - 1]
    if sure:
        return _PLATFORMS[min(sure, key=lambda index: (_PLATFORMS[index][1] == "phone", named.index(index)))][1], rest
    return _host(address) or ("phone" if named else ""), rest


# -- numbers that are no times

_GREETING = r"good (?:morning|afternoon|evening)|\bmatch week\b|\bq ?& ?a\b|\bpm&r\b|\bvideo[ -]?calls?\b|\bi am\b"
_NUMBER = pattern(
    r"(?<![\w:])\+\d[\d ().-]{6,}\d"  # a number to dial, and below the way it is written at home
    r"|(?<![\w:])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|\b\d{3} \d{3} \d{4}\b"
    r"|\b(?:phone|call|tel|cell|text|fax)[ :]+\d{3}-\d{4}\b"
    r"|\b(?:meeting )?id[ :#]+\d[\d -]{7,}\d\b"
    r"|\b(?:passcode|password|pwd|pin)[ :#]+\d{3,10}(?![\w:.]| ?[ap]\.?m)"
    r"|\b(?:ext|room|rm|floor|suite|ste|apt|pgy|step|box)[ .#-]{0,2}\d{1,5}(?![\w:.]| ?[ap]\.?m)"
    r"|" + _GREETING
)
_TITLED = pattern(r"\b(?:dr|prof|professor|mr|mrs|ms|miss)\b\.? [a-z][a-z'-]*(?: [a-z]\.)?")

# -- length

_COUNTS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60}
_SPOKEN = {
    r"(?:an |one |1 )?hour and a half|(?:one and a half|1 1/2) hours": 90,
    r"(?:an? |one )?half[- ](?:an )?hour|1/2 (?:an )?hour": 30,
    r"(?:a )?quarter of an hour": 15,
    r"an hour|one hour": 60,
    r"two hours": 120,
    **{rf"{word}[- ]min(?:ute)?s?(?! (?:past|to|till|of|before|after))": count for word, count in _COUNTS.items()},
}
_MINUTES = r"(?:m|mins?|minutes?)\b"
_LENGTH = pattern(
    r"(?<![\w:.])(?:"
    + "|".join(f"({words})\\b" for words in _SPOKEN)
    + rf"|(?:(?P<least>\d{{1,3}}) ?(?:-|to) ?)?(?P<minutes>\d{{1,4}})[ -]?{_MINUTES}"
    rf"|(?P<hours>\d{{1,3}})(?P<half>\.5)?[ -]?(?:(?<=\b[0-8])hr?s?|(?<=\b[0-8] )hr?s?|hours?)\b"
    rf"(?:,? (?:and )?(?P<over>\d{{1,2}}) ?{_MINUTES}| (?P<last>[0-5]\d)(?=[ .,;)]*(?:$|{TAKEN})))?)"
)
_H_MM = pattern(r"(?<![\w:.])(?P<hours>[0-7])h(?:rs?)? ?(?P<over>[0-5]\d)(?:m|mins?)?\b")
_FROM_NOW = pattern(r"\b(?:with)?in $")
_AFTER_IT = pattern(r" *(?:from now|ago)\b")
_ASIDE = pattern(r" *(?:early|earlier|before|prior|ahead)\b")


def _lengths(text: str) -> tuple[tuple[int, ...], str]:
    """The lengths named, and the rest. Raises Unread for what is counted from now."""
    found: list[int] = []
    for match in _LENGTH.finditer(text):
        if _ASIDE.match(text, match.end()):  # "10 min early" is no length
            continue
        if _FROM_NOW.search(text[: match.start()]) or _AFTER_IT.match(text, match.end()):
            raise Unread(f"{match[0]!r} counts from now: write a clock time, like 2:30pm.")
        found.append(_minutes(match))
    return tuple(found), take_matches(_LENGTH, text)[1]


def _minutes(match: re.Match[str]) -> int:
    spoken = next((index for index in range(len(_SPOKEN)) if match[index + 1]), None)
    if spoken is not None:
        return list(_SPOKEN.values())[spoken]
    if match["minutes"]:
        return int(match["minutes"])  # "15-20 min": the longer is kept free
    return int(match["hours"]) * 60 + (30 if match["half"] else 0) + int(match["over"] or match["last"] or 0)


def length_alone(text: str) -> int | None:
    """The minutes in a folded text that is nothing but a length; None where it is none."""
    if written := _H_MM.fullmatch(text):
        return int(written["hours"]) * 60 + int(written["over"])
    match = _LENGTH.fullmatch(text)
    return None if match is None or match["least"] else _minutes(match)


def lengths_named(text: str) -> tuple[int, ...]:
    """The lengths in a folded text, in minutes. Raises Unread for what is counted from now."""
    return _lengths(text)[0]


def without_lengths(text: str) -> str:
    """The folded text with marks for the lengths in it: "20 minutes" is no time."""
    return take_matches(_LENGTH, text)[1]


def without_numbers(text: str) -> str:
    """The folded text with spaces where a number to dial, of a meeting or of a room stands: none is a time."""
    return _NUMBER.sub(lambda match: " " * len(match[0]), text)


def platform_named(text: str) -> str:
    """What a folded text says that is met over; a link says it too."""
    return _platform(text, "")[0]


def is_meeting_link(address: str) -> bool:
    """Whether a link leads to a place where people meet."""
    return bool(_host(address))


def hours_and_minutes(text: str) -> tuple[tuple[int, ...], str]:
    """Lengths written like 1h30, in minutes, and the rest: only for a text that has its time besides."""
    found, rest = take_matches(_H_MM, text)
    return tuple(int(match["hours"]) * 60 + int(match["over"]) for match in found), rest


def one_length(lengths: tuple[int, ...], otherwise: int) -> int:
    """The length named, in minutes, or else `otherwise`. Raises Unread for none at all, too much, and for two."""
    different = set(lengths)
    if len(different) > 1:
        raise Unread(f"There are two lengths, {min(different)} and {max(different)} minutes: write one.")
    length = different.pop() if different else otherwise
    if not 0 < length <= LONGEST:
        raise Unread(f"A length of {length} minutes is not possible: write up to 8 hours, like 20min.")
    return length


def besides(text: str) -> Besides:
    """What a text says besides its moment. Raises Unread."""
    words = clean(text, LINK_LIMIT + 1)
    links, rest = _LINK.findall(words), _LINK.sub(f" {TAKEN} ", words)
    if len(words) > LINK_LIMIT or len(rest) > TEXT_LIMIT:
        raise Unread(f"That is too long: write the appointment in up to {TEXT_LIMIT} characters.")
    link = links[0].rstrip(".,;)>\"'") if links else ""
    _, rest = take_matches(_EMAIL, fold_typed(rest))
    bare, rest = take_matches(_BARE_LINK, rest)
    _, rest = take_matches(_NUMBER, rest)
    platform, rest = _platform(rest, link or (bare[0][0] if bare else ""))
    _, rest = take_matches(_TITLED, rest)
    lengths, rest = _lengths(rest)
    return Besides(words, rest, link, platform, lengths)
