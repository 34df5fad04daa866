"""From which season on the user works: one that they opened begins before the one before it is forgotten."""

from soaptui.records import State

OPENED = "season-opened"
"""The name of the setting that keeps the year of the season that was opened last."""


def season_opened(state: State) -> int:
    """The year of the season that the user opened; 0 where they opened none."""
    text = state.setting(OPENED)
    return int(text) if text.isdecimal() else 0
