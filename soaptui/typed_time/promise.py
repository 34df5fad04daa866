"""Until when something is promised, as it is typed: "in 20 min", "an hour and a half", "tomorrow 9am ET"."""

from datetime import datetime, timedelta

from soaptui.text import clean
from soaptui.typed_time import appointment
from soaptui.typed_time.appointment import Typed, TypedReading
from soaptui.typed_time.details import Unread, pattern
from soaptui.typed_time.span import looks_like_a_time, read_span

LONGEST = timedelta(days=30)

_SOON = pattern(r"(?P<counted>(?:with)?in )?(?P<span>.*?\S)(?P<later> from now| later)?")


def read_promised(text: str, now: datetime, *, home: str, theirs: tuple[str, ...] = ()) -> Typed:
    """What is meant; a stretch from now on is certain, anything else is read as an appointment is."""
    words = clean(text)
    try:
        stretch = _stretch(words)
    except Unread as error:
        return Typed(words=words, readings=(), problem=str(error))
    if stretch is None:
        return appointment.read_appointment(text, now, home=home, theirs=theirs)
    if stretch > LONGEST:
        return Typed(words=words, readings=(), problem="That is more than a month from now: is it right?")
    at = (now + stretch).replace(second=0, microsecond=0)
    return Typed(words=words, readings=(TypedReading(at=at, zone=home, minutes=0),), problem="")


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
