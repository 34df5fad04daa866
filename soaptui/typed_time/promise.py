"""Until when something is promised, as it is typed: "in 20 min", "an hour and a half", "tomorrow 9am ET"."""

from datetime import datetime, timedelta
from functools import partial

import msgspec

from soaptui.text import clean
from soaptui.typed_time import appointment, day_words
from soaptui.typed_time.appointment import Typed, TypedReading
from soaptui.typed_time.details import Unread, fold_typed, pattern
from soaptui.typed_time.span import looks_like_a_time, read_span

LONGEST = timedelta(days=30)

_UNTIL = pattern(r"^(?:please )?(?:by|until|till|before|no later than|not later than) +(?:the )?(?!end\b)")
_END_OF_DAY = pattern(
    r"^(?:by )?(?:(?:the )?end of (?:the )?(?:day|business)|close of business|eod|cob)(?: today)?\b"
)
_SOON = pattern(r"(?P<counted>(?:with)?in )?(?P<span>.*?\S)(?P<later> from now| later)?")


def read_promised(text: str, now: datetime, *, home: str, theirs: tuple[str, ...] = (), town: str = "") -> Typed:
    """What is meant; a stretch from now on is certain, anything else is read as an appointment is."""
    words = clean(text)
    try:
        stretch = _stretch(words)
    except Unread as error:
        return Typed(words=words, readings=(), problem=str(error))
    if stretch is None:
        return _by_when(words, now, home, theirs, town)
    if stretch > LONGEST:
        return Typed(words=words, readings=(), problem="That is more than a month from now: is it right?")
    at = (now + stretch).replace(second=0, microsecond=0)
    return Typed(words=words, readings=(TypedReading(at=at, zone=home, minutes=0),), problem="")


def _by_when(words: str, now: datetime, home: str, theirs: tuple[str, ...], town: str) -> Typed:
    """Until a moment, "by 5pm ET"; where only a day or a part of it is said, its usual ends to choose from."""
    plain = _UNTIL.sub("", words)
    read = partial(appointment.read_appointment, now=now, home=home, theirs=theirs, town=town)
    found = read(plain)
    if found.readings or (hour := _usual_hour(plain)) is None:
        return msgspec.structs.replace(found, words=words)
    asked = appointment.read_appointment(
        f"{_END_OF_DAY.sub('today', plain)} {hour}", now, home=home, theirs=theirs, town=town
    )
    if not asked.readings:
        return msgspec.structs.replace(found, words=words)
    problem = f"By which hour, and in which zone? Write it like {_END_OF_DAY.sub('today', plain)} {hour} ET."
    return Typed(words=words, readings=asked.readings, problem=problem)


def _usual_hour(words: str) -> str | None:
    """The hour at which a day or a part of it is usually over; None where the words say none."""
    try:
        tokens, rest = day_words.find_days(_END_OF_DAY.sub("today", fold_typed(words)))
    except Unread:  # a day that there is not, as 0/0: why not is said by whoever reads the whole
        return None
    if not tokens or any(letter.isalnum() for letter in rest):
        return None
    hint = next((token.hint for token in tokens if token.hint), "")
    return {"morning": "11am", "tonight": "9pm", "evening": "9pm", "night": "9pm"}.get(hint, "5pm")


def _stretch(words: str) -> timedelta | None:
    """The stretch from now; None where the words are none. Raises Unread for what may be a time of day too."""
    match = _SOON.fullmatch(words)
    if match is None:
        return None
    try:
        stretch = read_span(match["span"])
    except Unread:
        return None
    if not (match["counted"] or match["later"]) and looks_like_a_time(words):
        raise Unread(f"Is {words!r} a time or a length? Write it like in 1 h 30, or 1:30 pm ET.")
    return stretch
