"""A moment that is named in full, of the past or to come: "2027-03-18T10:12", "Thu 18 Mar 2027 10:12 am ET".

Nothing of it is filled in from the clock, as it is what stands for the clock. Eastern Time if no offset is said.
"""

from datetime import date, datetime, time

from soaptui.text import shown
from soaptui.typed_time.details import Unread
from soaptui.typed_time.one_time import DATE_EXAMPLE, read_eastern_time, read_one_time
from soaptui.week import zones

_EXAMPLE = "such as 2027-03-18T10:12 or Thu 18 Mar 2027 10:12"


def read_named_moment(text: str) -> datetime:
    """The instant. Raises Refusal for a day without its year, and for what is no moment."""
    try:
        return zones.read_iso(text)
    except zones.YearUnknown:
        raise
    except zones.BadTime as error:
        refused = error
    try:
        read_one_time(text)
    except Unread:
        raise refused from None
    found = read_eastern_time(text, _EXAMPLE)
    if len(found.day.dates) > 1:
        raise Unread(f"{found.day.text!r} can be two dates: {DATE_EXAMPLE}.")
    year, month, number = found.day.dates[0] if found.day.dates else (0, 0, 0)
    if not (year and month):
        raise Unread(f"{shown(text)!r} does not say the whole date: write it with its year, {_EXAMPLE}.")
    day = date(year, month, number)
    if found.day.ahead is not None or found.day.weekday not in (None, day.weekday()):
        raise Unread(f"{found.day.text!r} is wrong: that date is a {day:%A}.")
    wall = datetime.combine(day, time(*divmod(found.certain.minute, 60), found.time.second or 0))
    return zones.instant(wall, zones.EASTERN)
