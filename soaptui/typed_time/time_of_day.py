"""The time of day of an appointment as it is typed: "2:30pm", "1430", "14h30", "noon", "half past 2", "2-2:30pm"."""

import re
from typing import NamedTuple

from soaptui.typed_time import spoken_times
from soaptui.typed_time.details import DAY, TAKEN, ZONE, Unread, pattern

HALF_DAY = 12 * 60


class WallTime(NamedTuple):
    """A wall time, in minutes of the day; `later` of that many days after the one that is named."""

    minute: int
    later: int = 0


class Time(NamedTuple):
    """A time in a text: what may be meant, the likeliest first, and its length in minutes where it is a range.

    `either` where half of the day was not said; `problem` what is unclear if there is more than one. `second` where
    one is said; `figures` the time that hours and minutes in figures are on a clock of 24 hours.
    """

    text: str
    start: int
    end: int
    options: tuple[WallTime, ...]
    minutes: int = 0
    either: bool = False
    problem: str = ""
    second: int | None = None
    figures: WallTime | None = None


class _Atom(NamedTuple):
    """A time as it stands, before ranges. `weak` for a bare number, which is a time only beside a day or a zone."""

    text: str
    start: int
    end: int
    options: tuple[WallTime, ...]
    weak: bool
    second: int | None
    figures: WallTime | None


_SUFFIX = (
    r"(?:\s?(?P<{0}ap>[ap])\.?\s?m\b(?:\.(?!\d))?|(?P<{0}p>[ap])\b|\s?(?P<{0}hrs>hrs|hours)\b|\s?(?P<{0}clock>o'?clock)\b"
    r"|\s?(?P<{0}h>h)\b)?"
)
_ATOM = pattern(
    r"(?<![\w:#$+_])(?<!\d[.,/])(?:"
    rf"(?:{spoken_times.PART} (?P<past>{spoken_times.HOUR}|\d{{1,2}})" + _SUFFIX.format("past_") + r")"
    rf"|(?:{spoken_times.SAID}" + _SUFFIX.format("said_") + r")"
    r"|(?:12(?::00)? )?(?P<word>noon|midday|midnight)\b"
    r"|(?:(?:(?P<hour>\d{1,2})(?P<mark>[:.h])(?P<minute>\d{2})(?::(?P<second>\d\d))?|(?P<four>\d{3,4})|(?P<bare>\d{1,2}))"
    + _SUFFIX.format("")
    + r"))(?![\w:]|[.,]\d|/\d)"
)
_BETWEEN = pattern(r"\s?(?:-|to|until|till)\s?")
_MOVED = pattern(r"\b(?:moved?|moving|changed?|rescheduled?|shifted|pushed|bumped|instead|was)\b")
_OFFSET = pattern(r"\d{1,2}:\d\d ?-0\d:?00\b(?!:)")
_NO_DATE = pattern(r"(?<!\d)\d{1,4}/\d{1,4}(?!\d|:)")
RANGE_OR_OFFSET = "{!r} can be a range or an offset: write the zone as a place, like America/Chicago."
_MINUTES_TO = (5, 10, 20, 25)


def find_times(text: str) -> tuple[tuple[Time, ...], str]:
    """Every time in the text, in order, and the rest. Raises Unread for a time that there is not."""
    if wrong := _NO_DATE.search(text):
        raise Unread(f"{wrong[0]!r} is not a date: write it like 16 Mar.")
    if offset := _OFFSET.search(text):
        raise Unread(RANGE_OR_OFFSET.format(offset[0]))
    if spoken := spoken_times.SEVERAL.search(text):
        raise Unread(f"{spoken[0].strip()!r} says more than one hour: write it in figures, like 2-2:30pm.")
    atoms = [_atom(match, may_be_a_year=True) for match in _ATOM.finditer(text)]
    if exact := next((atom for atom in atoms if atom.second), None):
        raise Unread(f"{exact.text!r} has seconds: write hours and minutes.")
    times = _ranges(atoms, text)
    strong = [time for time, weak in times if not weak]
    if strong:  # "noon ET/11 CT": a bare number is a time more only with a zone of its own
        kept = [time for time, weak in times if not weak or text[time.end :].lstrip(" ").startswith(ZONE)]
    else:
        kept = [time for time, weak in times if weak and _beside(time, text)]
    for time in kept:
        text = text[: time.start] + TAKEN * (time.end - time.start) + text[time.end :]
    return tuple(kept), text


def _beside(time: Time, text: str) -> bool:
    """Whether a bare number is said as a time: "at 9", "tue 9", "9 CT", but not "16-17 Mar"."""
    before, after = text[: time.start].rstrip(" "), text[time.end :].lstrip(" ,")
    if before.endswith(("-", "/")) or after.startswith(("-", "/")):
        return False
    said = re.search(r"(?:^|\W)(?:at|from)$|@$", before, re.IGNORECASE) is not None
    return said or before.rstrip(",").endswith((DAY, ZONE)) or after.startswith((DAY, ZONE))


# -- one time


def _atom(match: re.Match[str], *, may_be_a_year: bool) -> _Atom:
    weak = bool(match["bare"] or match["four"]) and not any(match[each] for each in ("ap", "p", "hrs", "clock", "h"))
    options = _options(match, may_be_a_year=may_be_a_year)
    second = int(match["second"]) if match["second"] else None
    if second is not None and second > 59:
        raise Unread(f"{match[0].strip()!r} is not a time: write it like 2:30pm or 14:30.")
    return _Atom(match[0].strip(), match.start(), match.end(), options, weak, second, _on_24_hours(match))


def _on_24_hours(match: re.Match[str]) -> WallTime | None:
    """What hours and minutes in figures are where no half of the day is said."""
    if match["ap"] or match["p"] or match["clock"] or not (match["hour"] or match["four"]):
        return None
    hour, minute = divmod(int(match["four"]), 100) if match["four"] else (int(match["hour"]), int(match["minute"]))
    return WallTime(hour * 60 + minute)


def whole_times(text: str) -> list[Time]:
    """Every time in a text that is nothing but a time of day: "2130" and "9" are times there. Raises Unread."""
    found = (match for match in _ATOM.finditer(text) if not _is_a_length(match))
    return [_single(_atom(match, may_be_a_year=False)) for match in found]


def _is_a_length(match: re.Match[str]) -> bool:
    """Whether it is how long, as "2 hours", and no hour of the day."""
    return bool(match["hrs"] and match["bare"]) and int(match["bare"]) <= 12


def stretch_of_day(text: str) -> tuple[Time, Time, str] | None:
    """The two times at the beginning of "11pm-7am work", and what stands behind them. Raises Unread."""
    if text[:5].casefold() == "from ":
        text = text[5:].lstrip()
    first = _ATOM.match(text)
    between = _BETWEEN.match(text, first.end()) if first else None
    then = _ATOM.match(text, between.end()) if between else None
    if first is None or then is None:
        return None
    begins, ends = (_atom(each, may_be_a_year=False) for each in (first, then))
    if begins.weak and ends.weak and None in (begins.figures, ends.figures):
        return None  # "7-8" may be anything
    return _single(begins), _single(ends), text[then.end() :]


def _options(match: re.Match[str], *, may_be_a_year: bool) -> tuple[WallTime, ...]:
    if match["word"]:
        # The end first: that is what most people mean by Tuesday at midnight.
        return (WallTime(0, 1), WallTime(0)) if match["word"].lower() == "midnight" else (WallTime(HALF_DAY),)
    if match["part"]:
        return _part(match)
    if match["said"]:
        hour, minute = spoken_times.number(match["said"]), spoken_times.number(match["said_minute"] or "")
        return _either(match[0], hour, minute, match["said_ap"] or match["said_p"] or "", False)
    if match["four"]:
        if may_be_a_year and match["four"].startswith("202") and not (match["ap"] or match["p"] or match["hrs"]):
            raise Unread(f"Is {match['four']!r} a year or a time? Write the time like 20:20, the date like 16 Mar.")
        hour, minute = divmod(int(match["four"]), 100)
        exact = match["four"].startswith("0") or bool(match["hrs"])
    else:
        written = match["hour"] or match["bare"]
        hour, minute = int(written), int(match["minute"] or 0)
        exact = (len(written) == 2 and written.startswith("0")) or bool(match["hrs"] and match["minute"])
    return _either(match[0], hour, minute, match["ap"] or match["p"] or "", exact)


def _part(match: re.Match[str]) -> tuple[WallTime, ...]:
    """Half past, quarter to or ten to an hour of the twelve."""
    hour, half = spoken_times.number(match["past"]), match["past_ap"] or match["past_p"] or ""
    shift = spoken_times.shift(match["part"])
    if shift < 0 and hour == 12 and half.lower() == "a":
        raise Unread(f"Is {match[0]!r} before or after midnight? Write it like 23:45.")
    return tuple(WallTime((each.minute + shift) % (2 * HALF_DAY)) for each in _either(match[0], hour, 0, half, False))


def _either(text: str, hour: int, minute: int, half: str, exact: bool) -> tuple[WallTime, ...]:
    """The times of day of an hour as written: two where it is one of twelve and no half of the day is said."""
    text = text.strip()
    if hour > 23 or minute > 59 or (half and not hour <= 12):
        raise Unread(f"{text!r} is not a time: write it like 2:30pm or 14:30.")
    if half:
        if not hour:
            raise Unread(f"{text!r} is not a time: write it like 12:30am or 00:30.")
        return (WallTime((hour % 12 + (12 if half.lower() == "p" else 0)) * 60 + minute),)
    if exact or not 1 <= hour <= 12:
        return (WallTime(hour * 60 + minute),)
    both = (WallTime(hour % 12 * 60 + minute), WallTime((hour % 12 + 12) * 60 + minute))
    return tuple(sorted(both, key=lambda each: not 7 * 60 <= each.minute < 19 * 60))


# -- from one time to another


def _ranges(atoms: list[_Atom], text: str) -> list[tuple[Time, bool]]:
    times: list[tuple[Time, bool]] = []
    index = 0
    while index < len(atoms):
        first = atoms[index]
        then = atoms[index + 1] if index + 1 < len(atoms) else None
        between = _BETWEEN.fullmatch(text, first.end, then.start) if then else None
        if then is not None and between is not None:
            _range_said(first, then, between[0], text)
            times.append((_range(first, then, text[first.start : then.end]), first.weak and then.weak))
            index += 2
        else:
            times.append((_single(first), first.weak))
            index += 1
    return times


def _range_said(first: _Atom, then: _Atom, between: str, text: str) -> None:
    """Raises Unread for "moved from 2 to 3pm", and for "10 to 3pm", which is ten minutes before three for some."""
    if _MOVED.search(text):
        raise Unread("There are two times, one is moved: write the new one.")
    said_from = text[: first.start].rstrip().lower().endswith("from")
    if "to" in between.lower() and not said_from and first.text.isdigit() and int(first.text) in _MINUTES_TO:
        span = f"{first.text}{between}{then.text}"
        raise Unread(f"{span!r} can be a range or minutes to the hour: write it like 10:00-10:20am.")


def _range(first: _Atom, then: _Atom, text: str) -> Time:
    """From one time to another: the halves of the day are those that make it shorter than twelve hours."""
    found: dict[WallTime, int] = {}
    for start in first.options:
        for end in then.options:
            length = (end.minute - start.minute) % (2 * HALF_DAY)
            if 0 < length < HALF_DAY:
                found.setdefault(start, length)
    if not found:
        raise Unread(f"{text!r} is not a range of less than 12 hours: write it like 2:30-2:50pm.")
    options = tuple(each for each in first.options if each in found)
    return _time(text, first.start, then.end, options, first.text, max(found.values()))


def _single(atom: _Atom) -> Time:
    time = _time(atom.text, atom.start, atom.end, atom.options, atom.text)
    return time._replace(second=atom.second, figures=atom.figures)


def _time(text: str, start: int, end: int, options: tuple[WallTime, ...], hour: str, minutes: int = 0) -> Time:
    if any(each.later for each in options):
        problem = "Midnight at the start or at the end of that day?"
    else:
        problem = f"{hour} in the morning or in the afternoon?"
    either = len(options) > 1 and not any(each.later for each in options)
    return Time(text, start, end, options, minutes, either, problem)


# -- morning, afternoon, evening, night

_BY_HINT = {"morning": (0, 12), "afternoon": (12, 19), "evening": (16, 24), "night": (18, 24)}


def hinted(time: Time, hint: str) -> Time:
    """The time in a part of the day that was said besides: "9 in the evening". Raises Unread outside of it."""
    if not hint:
        return time
    if hint == "tonight" or any(each.later for each in time.options):
        return _tonight(time) if hint in ("tonight", "night", "evening") else time
    first, last = _BY_HINT[hint]
    fit = tuple(each for each in time.options if first * 60 <= each.minute < last * 60)
    if not fit:
        raise Unread(f"{time.text!r} is not in the {hint}: write it like 2:30pm.")
    if len(time.options) == 1 or fit[0].minute >= 60:
        return time._replace(options=fit)
    return time  # half past twelve in the morning may still be the afternoon's


def _tonight(time: Time) -> Time:
    """Tonight is the evening, and the small hours of the next day."""
    evening = tuple(each for each in time.options if each.later or each.minute >= 17 * 60)
    if evening:
        return time._replace(options=evening)
    small = tuple(WallTime(each.minute, 1) for each in time.options if each.minute < 6 * 60)
    if not small:
        raise Unread(f"{time.text!r} is not in the night: write the day and the time, like tue 2:30pm.")
    others = tuple(each for each in time.options if each.minute >= HALF_DAY) if time.either else time.options
    problem = f"{time.text} tonight: which day and half of the day?"
    return time._replace(options=(*others, *small) if time.either else (*small, *others), problem=problem)
