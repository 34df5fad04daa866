"""Until when something is promised, as it is typed: "in 20 min", "tomorrow 9am ET"."""

import re
from datetime import datetime, timedelta

from soaptui.text import clean
from soaptui.typed_time import appointment
from soaptui.typed_time.appointment import Typed, TypedReading

LONGEST = timedelta(days=30)

_SOON = re.compile(r"in\s+(\d{1,4})\s*(m|min|mins|minutes?|h|hr|hrs|hours?|d|days?)", re.IGNORECASE)


def read_promised(text: str, now: datetime, *, home: str, theirs: tuple[str, ...] = ()) -> Typed:
    """What is meant; a stretch from now on is certain, anything else is read as an appointment is."""
    words = clean(text)
    match = _SOON.fullmatch(words)
    if match is None:
        return appointment.read_appointment(text, now, home=home, theirs=theirs)
    unit = {"m": "minutes", "h": "hours", "d": "days"}[match[2][0].casefold()]
    stretch = timedelta(**{unit: int(match[1])})
    if stretch > LONGEST:
        return Typed(words=words, readings=(), problem="That is more than a month from now: is it right?")
    at = (now + stretch).replace(second=0, microsecond=0)
    return Typed(words=words, readings=(TypedReading(at=at, zone=home, minutes=0),), problem="")
