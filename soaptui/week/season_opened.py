"""From which season on the user works: one that they opened begins before the one before it is forgotten."""

from soaptui.records import State

OPENED = "season-opened"
"""The name of the setting that keeps the year of the season that was opened last."""


def season_opened(state: State) -> int:
    """The year of the season that the user opened; 0 where they opened none."""
    text = state.setting(OPENED)
    return int(text) if text.isdecimal() else 0


ARCHIVED = "season-kept-"
"""With the year after it, the name of the setting that keeps in which file a season lies for reading."""


def seasons_kept(state: State) -> dict[int, str]:
    """The files in which earlier seasons lie for reading, by year, the newest first."""
    names = (name.removeprefix(ARCHIVED) for name in state.settings if name.startswith(ARCHIVED))
    years = sorted((int(name) for name in names if name.isdecimal()), reverse=True)
    return {year: state.setting(f"{ARCHIVED}{year}") for year in years}
