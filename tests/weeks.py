"""The Match Week of the tests: of a shipped season the events that the rules ask for, and no other.

So an event that a season gets is seen by the tests of the seasons, and moves nothing in the tests of everything else.
"""

from soaptui.week import season
from soaptui.week.season import Season

RULED = {
    "rank-deadline",
    "match-status",
    "unfilled-list",
    "applications-open",
    "applications-released",
    *(f"round-{number}-{what}" for number in (1, 2, 3, 4) for what in ("opens", "closes")),
    "soap-ends",
    "match-day",
}
"""The events that some rule, window or sentence is made from."""


def week_of(year: int) -> Season:
    """The week of a year."""
    shipped = season.load_season(year)
    events = [event for event in shipped.events if event.id in RULED]
    return season.assembled(shipped.year, events, note=shipped.note, expected=shipped.expected, limits=shipped.limits)
