"""The time zone of an appointment as it is typed: "CT", "EST", "Pacific time", "Asia/Colombo", "my time".

A word for a zone is taken as a zone only where it can be nothing else: CT is also Connecticut, and "Central" begins
the names of hospitals. Elsewhere it is one zone among those that may be meant.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from soaptui.typed_time import leftovers, place_words
from soaptui.typed_time.details import PUNCTUATION, ZONE, Unread, pattern, take_matches
from soaptui.typed_time.place_names import place_key
from soaptui.typed_time.time_of_day import Time
from soaptui.week import zones

CHICAGO, DENVER, PHOENIX, PACIFIC = "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"
_PUERTO_RICO, _ST_THOMAS, _HALIFAX = "America/Puerto_Rico", "America/St_Thomas", "America/Halifax"

_UNITED_STATES = {
    "us/eastern": zones.EASTERN,
    "us/central": CHICAGO,
    "us/mountain": DENVER,
    "us/arizona": PHOENIX,
    "us/pacific": PACIFIC,
    "us/alaska": "America/Anchorage",
    "us/hawaii": "Pacific/Honolulu",
}
"""Older names, by the newer: one zone has one name on the screen."""

NONE_SAID = "Which time zone? You gave none."


class ZoneWord(NamedTuple):
    """A piece of the text that may say a zone. `kind` is how it says it, `whole` whether it can be nothing else."""

    text: str
    start: int
    end: int
    kind: str
    whole: bool


class PossibleZones(NamedTuple):
    """The zones that may be meant, the likeliest first, what is unclear if they differ, and the literal word.

    `literal` is a zone's abbreviation that names standard or daylight time, as it was typed; else empty.
    """

    text: str
    options: tuple[str, ...]
    problem: str = ""
    literal: str = ""


# -- finding

_REGIONS = (
    "africa|america|antarctica|arctic|asia|atlantic|australia|canada|europe|indian|pacific|us|etc|brazil|chile|mexico"
)
_NAMED = pattern(rf"\b(?:{_REGIONS})/[a-z][a-z_+0-9-]*(?:/[a-z_]+)?(?: time)?")
_LAYOUT = pattern(r"\b(?:est5 ?edt|cst6 ?cdt|mst7 ?mdt|pst8 ?pdt)\b")
_DOTTED = pattern(r"\b[ecmp]\.\s?(?:[sd]\.\s?)?t\b\.?")
_SPOKEN = pattern(
    r"\b(?:us )?(?P<name>eastern|central|mountain|pacific|atlantic|alaskan?|hawaii(?:an)?)"
    r"(?P<more>[ -](?:standard|daylight|summer))?(?P<time>[ -]time)?\b"
)
_SHORT = pattern(r"\b(?P<short>[ecmp]t|akt|ht|z)\b(?P<time> time)?|\b(?:[ecmp][sd]t|ak[sd]t|hst|ast|utc)\b(?: time)?")
_HOME = pattern(
    r"\b(?:my|our)(?: own)?(?: local| home)? time(?: zone)?\b|\blocal time \(?(?:mine|for me)\b\)?|\bhome time\b"
    r"|\b(?P<bare>home)\b"
)
_THEIRS = pattern(r"\b(?:their|your|the program's|program|host)(?: own)?(?: local)? time(?: zone)?\b")
_EITHER = pattern(r"(?:your|our)\b")
"""Who says it is not known: in a sentence that is quoted, "your" is the user and "our" the program."""

_FOREIGN_WORDS = {
    "CET CEST MET MEZ": ("Europe/Paris", "Europe/Berlin"),
    "WET WEST": ("Europe/Lisbon",),
    "EET EEST": ("Europe/Athens", "Africa/Cairo"),
    "MSK": ("Europe/Moscow",),
    "TRT": ("Europe/Istanbul",),
    "GST": ("Asia/Dubai",),
    "IDT": ("Asia/Jerusalem",),
    "IRST": ("Asia/Tehran",),
    "PKT": ("Asia/Karachi",),
    "SLST SLT": ("Asia/Colombo",),
    "NPT": ("Asia/Kathmandu",),
    "BDT": ("Asia/Dhaka",),
    "MMT": ("Asia/Yangon",),
    "ICT": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
    "WIB WITA WIT": ("Asia/Jakarta", "Asia/Makassar"),
    "SGT SST": ("Asia/Singapore",),
    "MYT": ("Asia/Kuala_Lumpur",),
    "PHT PHST": ("Asia/Manila",),
    "HKT": ("Asia/Hong_Kong",),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "AEST AEDT AET": ("Australia/Sydney", "Australia/Brisbane"),
    "ACST ACDT ACT": ("Australia/Adelaide", "Australia/Darwin"),
    "AWST": ("Australia/Perth",),
    "NZST NZDT NZT": ("Pacific/Auckland",),
    "EAT": ("Africa/Nairobi",),
    "CAT": ("Africa/Maputo",),
    "WAT": ("Africa/Lagos",),
    "SAST": ("Africa/Johannesburg",),
    "BRT": ("America/Sao_Paulo",),
    "ART": ("America/Argentina/Buenos_Aires",),
    "NST NDT": ("America/St_Johns",),
    "ADT": (_HALIFAX,),
    "HDT": ("America/Adak",),
    "CHST": ("Pacific/Guam",),
    "IST BST GMT": (),
}
_FOREIGN = pattern(r"\b(?:" + "|".join(w for words in _FOREIGN_WORDS for w in words.split()) + r")\b")
_ENGLISH = ("ACT", "ART", "CAT", "EAT", "MET", "WEST", "WET", "WIT")
"""Abbreviations of zones that are words besides: zones only in capital letters."""

_NAMESAKES = (
    "athens center christmas easter jamaica jersey knox lima melbourne midway monticello nassau north petersburg "
    "rome san_juan south troll wake west"
)
"""Places of a zone whose names are those of others in the United States, or no names of places alone: San Juan's
zone is Argentina's."""

_TIME_OF = pattern(r"\b(?P<word>[a-z_']+) time\b")
_NO_PLACES = (
    "a am and at best by call confirmed duration end exact face first for free full good her his in interview is its "
    "local long meeting more much my new next nice no of on or our own part pm prep proposed right run same "
    "scheduled set short some start starting such that the their this to total video was what which your"
)
_LOCAL = pattern(r"\blocal time\b")


@cache
def _cities() -> tuple[dict[str, str], re.Pattern[str]]:
    """Zones by the last part of their names, in small letters, where only one zone has it, and how to find them."""
    found: dict[str, list[str]] = {}
    for name in zones.names():
        found.setdefault(zones.zone_place(name).casefold(), []).append(name)
    alone = {city: names[0] for city, names in found.items() if len(names) == 1}
    alone["arizona"] = PHOENIX
    for name in re.findall(r"\w+", _NAMESAKES):
        alone.pop(name.replace("_", " "), None)
    words = "|".join(re.escape(city) for city in sorted(alone, key=len, reverse=True))
    return alone, pattern(rf"\b(?P<city>{words})(?P<time> time)?\b")


def zones_abbreviated(word: str) -> tuple[str, ...]:
    """The places that a zone's abbreviation stands for outside the United States ("PKT"); none for another word."""
    return next((places for words, places in _FOREIGN_WORDS.items() if word.upper() in words.split()), ())


def find_zone_words(text: str, town: str = "") -> tuple[tuple[ZoneWord, ...], str]:
    """Every piece that may say a zone, in order, and the rest with marks for them. Raises Unread for some.

    `town` is that of the program, which may be said as a zone.
    """
    matches, text = take_matches(_NAMED, text, ZONE)
    found = [ZoneWord(m[0], m.start(), m.end(), "named", True) for m in matches]
    if refused := _LAYOUT.search(text):
        word = refused[0].replace(" ", "")
        raise Unread(f"{word!r} is not a place: write CT, ET or a place like America/Chicago.")
    for what, kind in ((_DOTTED, "short"), (_HOME, "home"), (_THEIRS, "theirs")):
        matches, text = take_matches(what, text, ZONE)
        found += (ZoneWord(m[0], m.start(), m.end(), kind, not m.groupdict().get("bare")) for m in matches)
    matches, text = take_matches(_SPOKEN, text, ZONE)
    found += (ZoneWord(m[0], m.start(), m.end(), "spoken", bool(m["more"] or m["time"])) for m in matches)
    matches, text = take_matches(_SHORT, text, ZONE)
    found += (
        ZoneWord(m[0], m.start(), m.end(), "short", m["short"] in (None, "ET") or bool(m["time"])) for m in matches
    )
    for place in _places_in(text, town):
        found.append(place)
        text = text[: place.start] + ZONE * len(place.text) + text[place.end :]
    matches, text = take_matches(_cities()[1], text, ZONE)
    found += (ZoneWord(m[0], m.start(), m.end(), "city", bool(m["time"])) for m in matches)
    text = _without_abbreviations_of({_named(each.text) for each in found if each.kind == "named"}, text)
    _refuse_foreign(text)
    return tuple(sorted(found, key=lambda each: each.start)), text


def _places_in(text: str, town: str) -> list[ZoneWord]:
    """The places that stand before "time", but for those whose name is another's or a word's too."""
    own = {place_key(town)} if town else set()
    others = {*_NAMESAKES.replace(" ", ",").replace("_", " ").split(","), *_NO_PLACES.split(), *_cities()[0]} - own
    return [
        ZoneWord(text[start:end], start, end, "place", True)
        for start, end, name in place_words.find_places(text, town)
        if name.casefold() not in others
    ]


def _without_abbreviations_of(places: set[str], text: str) -> str:
    """The text with marks for the abbreviations that those zones have: "IST (Asia/Kolkata)" says one zone twice."""

    def marked(match: re.Match[str]) -> str:
        meant = {*zones_abbreviated(match[0]), *zones.zones_meant(match[0])}
        return ZONE * len(match[0]) if places & meant else match[0]

    return _FOREIGN.sub(marked, text) if places else text


def _refuse_foreign(text: str) -> None:
    """Raises Unread for words of zones that name no place: IST is three of them."""
    for match in _FOREIGN.finditer(text):
        word = match[0].upper()
        if word not in _ENGLISH or match[0] == word:
            places = next(places for words, places in _FOREIGN_WORDS.items() if word in words.split())
            places = places or zones.zones_meant(word)
            raise Unread(f"{match[0]!r} is not a place: write {' or '.join(places)}.")
    for match in _TIME_OF.finditer(text):
        if not re.search(rf"\b{match['word']}\b", _NO_PLACES, re.IGNORECASE):
            raise Unread(f"{match[0]!r} is not a known zone: write CT, ET or a place like Asia/Colombo.")


# -- what is meant

_GOES_ON = pattern(
    r"(?:in|or|and|to|until|till|through|but|then|else|otherwise|as|if|so|since|which|is|are|was|works?|would|will"
    r"|at|on|for|from|via|by|over|using|with|we|you|today|tonight|tomorrow|this|next"
    r"|please|reply|respond|confirm|kindly|let|click|join|thanks?|the|our|your|it|there|should|each|all|kind|best"
    r"|sincerely|regards|zoom|teams|webex"
    r"|mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"|(?:date|duration|format|how|interviewers?|length|link|location|place|platform|where|who)(?=:))\b"
)
"""How a sentence or a list goes on behind a zone: no name of a hospital goes on so, as "2:30 Central Maine" does."""


def sure(found: ZoneWord, bare: str, times: Sequence[Time]) -> bool:
    """Whether a piece that may be something else stands where only a zone stands: right at a time.

    "2:30 CT" and "CT 2:30" are zones; "Hartford CT 2:30" and "2:30 Central Maine" may be none. `bare` is the text
    with marks for all that is understood, harmless words too.
    """
    if found.whole:
        return True
    behind = beside(found, bare, times)
    if found.kind in ("spoken", "home"):
        after = bare[found.end :].lstrip(" ")
        return behind and (not after[:1].isalpha() or _GOES_ON.match(after) is not None)
    if found.kind != "short":
        return False
    alone = not bare[: found.start].rstrip(" ,;:(.")[-1:].isalpha()
    return behind or (
        alone and any(_joined(bare[found.end : time.start]) for time in times if time.start >= found.end)
    )


_THING_WORDS = (
    "candidate chair chief clinic coordinator department dept director faculty family guest hospital med medicine "
    "panel prelim program residency resident residents surgery team"
)
_THINGS = frozenset(_THING_WORDS.split())
"""Harmless words that make a thing of the word before them: CT surgery, a PT clinic, Central Hospital."""


def names_a_thing(zone_word: ZoneWord, left: str) -> bool:
    """Whether a word that may be a zone begins a name or a thing: "Mt Sinai", "CT surgery", "Central Hospital".

    `left` is the text with marks for what is understood, harmless words as they stand.
    """
    if zone_word.whole or zone_word.kind not in ("short", "spoken"):
        return False
    after = left[zone_word.end :]
    word = re.match(r"\.? ([a-z]+)", after, re.IGNORECASE)
    if word is None:
        return False
    return word[1].casefold() in _THINGS or not leftovers.is_harmless(word[1])


def beside(found: ZoneWord, bare: str, times: Sequence[Time]) -> bool:
    """Whether a piece stands right behind a time."""
    return any(time.end <= found.start and _joined(bare[time.end : found.start]) for time in times)


def _joined(between: str) -> bool:
    return not between.strip(PUNCTUATION)


def possible_zones(found: ZoneWord, home: str, theirs: tuple[str, ...], town: str = "") -> PossibleZones:
    """The zones that a piece may mean; `town` is the program's. Raises Unread for a name that is no zone."""
    text = found.text.strip()
    if found.kind == "place":
        return _of_place(text, theirs, town)
    if found.kind in ("home", "theirs") and _EITHER.match(text):
        both = tuple(dict.fromkeys((*(theirs or (zones.EASTERN,)), home)))
        return PossibleZones(text, both, f"{text.capitalize()!r} can be your zone or theirs. Which one?")
    if found.kind == "home":
        return PossibleZones(text, (home,))
    if found.kind == "theirs":
        if not theirs:
            raise Unread(f"{text!r}: soaptui does not know which zone that is. Write CT, ET or a place.")
        return PossibleZones(text, theirs, f"{text.capitalize()}: the state has more than one zone. Which?")
    if found.kind == "named":
        return PossibleZones(text, (_named(text),))
    if found.kind == "city":
        return PossibleZones(text, (_cities()[0][re.sub(r" time$", "", text.casefold())],))
    return _of_word(text, theirs)


def _of_place(text: str, theirs: tuple[str, ...], town: str) -> PossibleZones:
    if meant := place_words.zones_meant_by(text.rpartition(" ")[0], theirs, town):
        return PossibleZones(text, meant, f"{text[:1].upper() + text[1:]!r} can be more than one zone. Which one?")
    raise Unread(f"{text!r}: there is more than one such place. Write CT, ET or a place like Asia/Colombo.")


def _named(text: str) -> str:
    name = re.sub(r" time$", "", text, flags=re.IGNORECASE)
    if name.casefold() in _UNITED_STATES:
        return _UNITED_STATES[name.casefold()]
    try:
        return str(zones.zone_named(name))
    except zones.BadTime as error:
        raise Unread(str(error)) from None


def _of_word(text: str, theirs: tuple[str, ...]) -> PossibleZones:
    """The zones of "CST", "c.t." or "Central Time"."""
    word = re.sub(r"[ -]?time$", "", text.casefold()).removeprefix("us ").replace("-", " ")
    letters = re.sub(r"[. ]", "", word)
    kind = "s" if "standard" in word or re.fullmatch(r"\w{1,2}st", letters) else ""
    kind = "d" if "daylight" in word or "summer" in word or re.fullmatch(r"\w{1,2}dt", letters) else kind
    literal = letters.upper() if kind and len(letters) <= 4 else ""
    if letters[0] == "m":
        return PossibleZones(
            text, _mountain(kind, theirs), f"{text}: Phoenix or Denver? They are one hour apart.", literal
        )
    if letters in ("ast", "at") or letters.startswith("atlantic"):
        return _atlantic(text, letters == "ast", theirs)
    if letters in ("utc", "z"):
        return PossibleZones(text, ("UTC",))
    starts = {"ak": "America/Anchorage", "al": "America/Anchorage", "h": "Pacific/Honolulu", "e": zones.EASTERN}
    starts |= {"c": CHICAGO, "p": PACIFIC}
    return PossibleZones(
        text, (next(zone for start, zone in starts.items() if letters.startswith(start)),), literal=literal
    )


def _mountain(kind: str, theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Arizona stays on standard time, which makes MST an hour that Denver does not keep in summer."""
    if kind == "s":
        if set(theirs) == {PHOENIX}:
            return (PHOENIX,)
        if PHOENIX not in theirs and {DENVER, "America/Boise"} & set(theirs):
            return (DENVER,)
        return PHOENIX, DENVER
    return (PHOENIX, DENVER) if PHOENIX in theirs else (DENVER,)


def _atlantic(text: str, short: bool, theirs: tuple[str, ...]) -> PossibleZones:
    """AST is Puerto Rico's, if theirs is: else it may be Nova Scotia's, or Arabia's."""
    islands = tuple(zone for zone in theirs if zone in (_PUERTO_RICO, _ST_THOMAS))
    if islands:
        return PossibleZones(text, islands)
    options = (_PUERTO_RICO, _HALIFAX, "Asia/Riyadh") if short else (_PUERTO_RICO, _HALIFAX)
    return PossibleZones(text, options, f"Which place is {text!r}?")


def unsaid(
    near: Sequence[PossibleZones], far: Sequence[PossibleZones], home: str, theirs: tuple[str, ...], text: str
) -> PossibleZones:
    """The zones that may be meant where none was said for certain.

    `near` and `far` are what may be zones, right behind a time or elsewhere.
    """
    problem = NONE_SAID
    if _LOCAL.search(text):
        problem = "Which time zone? Local time can be yours or theirs."
    if maybe := [*near, *far]:
        problem = f"Which time zone? {maybe[0].text!r} can be a zone or another word."
    first, last = ([zone for each in places for zone in each.options] for places in (near, far))
    return PossibleZones("", tuple(dict.fromkeys([*first, *theirs, *last, zones.EASTERN, home])), problem)
