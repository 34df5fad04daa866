"""Whether anything glides or blinks: not for whom that disturbs, and not over a slow line."""

from collections.abc import Mapping

VARIABLE = "SOAPTUI_MOTION"
"""An environment variable: 0 for no motion, 1 for motion, whatever else is chosen."""

SETTING = "motion"
STILL, MOVING = "still", "moving"


def is_still(chosen: str, environment: Mapping[str, str], *, quiet: bool) -> bool:
    """Whether nothing glides or blinks: as the variable says, the user chose, or the terminal is (`quiet`)."""
    asked = environment.get(VARIABLE, "").strip()
    if asked:
        return asked == "0"
    if chosen in (STILL, MOVING):
        return chosen == STILL
    return quiet
