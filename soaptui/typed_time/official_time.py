"""A corrected official time as it is typed: "09:30", "9:30 pm", "Thu 12.30", "2027-03-18 09:30". Eastern Time."""

from datetime import datetime

from soaptui.typed_time.details import Unread
from soaptui.typed_time.one_time import nearest_date, read_eastern_time
from soaptui.week import zones

OFFICIAL_EXAMPLE = "such as 09:30, 9:30 pm or 2027-03-18 09:30"


def read_official_time(text: str, was: datetime) -> datetime:
    """The instant typed for an event that `was` then: on its own day where no other is said. Raises Unread."""
    found = read_eastern_time(text, OFFICIAL_EXAMPLE)
    time, old = found.certain, zones.eastern(was).replace(tzinfo=None)
    day = nearest_date(found.day, old.date()) or old.date()
    if found.day.weekday not in (None, day.weekday()):
        raise Unread(f"{found.day.text!r} is wrong: that date is a {day:%A}.")
    hour, minute = divmod(time.minute, 60)
    wall = datetime(day.year, day.month, day.day, hour, minute, found.time.second or 0)  # noqa: DTZ001
    return zones.instant(wall, zones.EASTERN)
