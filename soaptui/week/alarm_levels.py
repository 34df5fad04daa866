"""How loud an alarm is: the levels there are, the softest first, and what each does to be seen and heard.

Whatever depends on the level asks this table: a new level is a member of `AlarmLevel` and an entry of `LEVELS`.
"""

from typing import Literal

from soaptui.meaning import Meaning

AlarmLevel = Literal["toast", "banner", "screen"]


class AlarmLoudness(Meaning):
    """What an alarm of one level does.

    `within` is how many minutes before its deadline an alarm may be so loud (None: as early as one likes). One that
    `stands` waits until it is acknowledged, in the banner; one that does not is a toast, and passes. One that is
    `full_screen` is over everything too, and is heard again and again.

    In the terminal it rings `bells` times; it is written into the window's title where it is `titled`, and passed on
    to the desktop where it is `noted`. The desktop's own notification has this `urgency`, and where it `sounds` the
    system's alarm is played.
    """

    within: int | None
    stands: bool
    full_screen: bool
    bells: int
    titled: bool
    noted: bool
    urgency: Literal["normal", "critical"]
    sounds: bool


LEVELS: dict[AlarmLevel, AlarmLoudness] = {
    "toast": AlarmLoudness(
        within=None,
        stands=False,
        full_screen=False,
        bells=1,
        titled=False,
        noted=False,
        urgency="normal",
        sounds=False,
    ),
    "banner": AlarmLoudness(
        within=15,
        stands=True,
        full_screen=False,
        bells=2,
        titled=True,
        noted=True,
        urgency="critical",
        sounds=False,
    ),
    "screen": AlarmLoudness(
        within=5,
        stands=True,
        full_screen=True,
        bells=3,
        titled=True,
        noted=True,
        urgency="critical",
        sounds=True,
    ),
}

SOFTEST_FIRST: tuple[AlarmLevel, ...] = tuple(LEVELS)
"""The levels in their order."""

LOUDEST: AlarmLevel = SOFTEST_FIRST[-1]


def louder_first(level: AlarmLevel) -> int:
    """What to sort by, so that the louder level comes first."""
    return -SOFTEST_FIRST.index(level)


def loudest_of(levels: set[AlarmLevel]) -> AlarmLevel:
    """The loudest of some levels."""
    return min(levels, key=louder_first)


def loudest_at(minutes: int, most: AlarmLevel) -> AlarmLevel:
    """The loudest that an alarm may be so many minutes before its deadline, and no louder than `most`."""
    allowed = SOFTEST_FIRST[: SOFTEST_FIRST.index(most) + 1]
    return loudest_of({one for one in allowed if (within := LEVELS[one].within) is None or minutes <= within})
