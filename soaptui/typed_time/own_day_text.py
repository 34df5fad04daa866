"""The user's own day as it is typed, put into the form in which it is kept: "11pm-7am" is "23:00-07:00"."""

from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean
from soaptui.typed_time.details import Unread
from soaptui.typed_time.span import read_span
from soaptui.typed_time.time_of_day import Time, stretch_of_day
from soaptui.week import own_day

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_DAY = 24 * 60
_ENDS_OF_DAY = ("24:00", "2400", "24.00", "24h00")


def typed_night(text: str) -> str:
    """The night that is typed, as it is kept; "none" for none. Raises Refusal."""
    words = clean(text)
    kept = _in_figures(words) or words or "none"
    own_day.night_of(kept)
    return kept


def typed_taken(text: str) -> str:
    """What is typed as taken, as it is kept, a line each. Raises Refusal."""
    if len(clean(text, NOTE_LIMIT, lines=True)) > own_day.TAKEN_LIMIT:
        raise Refusal(f"That is too long: write when you are busy in at most {own_day.TAKEN_LIMIT:,} characters.")
    kept = "\n".join(map(_line, own_day.taken_lines(text)))
    own_day.taken_of(kept)
    return kept


def typed_buffer(text: str) -> str:
    """The minutes to keep free that are typed, as they are kept. Raises Refusal."""
    words = clean(text)
    if not words:
        return ""
    kept = str(int(read_span(words, bare_minutes=True).total_seconds()) // 60)
    own_day.buffer_of(kept)
    return kept


def _line(line: str) -> str:
    first, _, rest = line.partition(" ")
    if own_day.days_named(first) is None:
        return _in_figures(line) or line
    return f"{first} {_in_figures(rest.strip()) or rest.strip()}"


def _in_figures(words: str) -> str:
    """The words with their hours in figures: "23:00-07:00 bus"; empty where they do not begin with hours."""
    plain = words.translate(_DASHES)
    end_of_day = next((end for end in _ENDS_OF_DAY if f"-{end}" in plain.replace(" ", "")), "")
    found = stretch_of_day(plain.replace(end_of_day, "00:00", 1) if end_of_day else plain)
    if found is None:
        return ""
    begins, ends, what = found
    first, last = _minutes(begins, ends)
    if end_of_day or (not last and any(each.later for each in ends.options)):
        last = _DAY
    what = words[len(words) - len(what) :] if what else ""
    return f"{_figures(first)}-{_figures(last)} {what.strip()}".strip()


def _minutes(begins: Time, ends: Time) -> tuple[int, int]:
    """The minutes of the day of both. Where one half of the day is said, the other time is the one that makes the
    stretch shorter than twelve hours. Raises Unread where that does not tell.
    """
    firsts = sorted({each.minute for each in begins.options})
    lasts = sorted({each.minute for each in ends.options})
    if len(firsts) == len(lasts) == 1:
        return firsts[0], lasts[0]
    if begins.figures is not None and ends.figures is not None:
        return begins.figures.minute, ends.figures.minute
    half_said = any(len(each.options) == 1 and each.figures is None for each in (begins, ends))
    short = [(a, b) for a in firsts for b in lasts if 0 < (b - a) % _DAY < _DAY // 2]
    if len(short) != 1 or not half_said:
        raise Unread(f"Which hours are {begins.text}-{ends.text}? Write them like 11pm-7am or 23:00-07:00.")
    return short[0]


def _figures(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
