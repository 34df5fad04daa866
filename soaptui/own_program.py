"""How this program starts itself once more: as it was installed, or as it was packed."""

import os
import sys
from collections.abc import Mapping

SHOWN_NOWHERE = "textual.drivers.headless_driver:HeadlessDriver"
"""The framework's driver for a dashboard without a terminal."""

SHOWN_IN_A_BROWSER = "soaptui.screens.textual_internals.browser_driver:BrowserDriver"
"""The driver for a dashboard that a web page shows."""


def own_command(*arguments: str) -> list[str]:
    """The command line of this same program. A packed one is its own interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", "-m", "soaptui", *arguments]


def own_environment(driver: str = "", **more: str) -> Mapping[str, str]:
    """The environment of such a process: the same modules, no data folder but the one that it is told."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SOAPTUI_DATA", "TEXTUAL_DRIVER")}
    if not getattr(sys, "frozen", False):
        kept["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return kept | ({"TEXTUAL_DRIVER": driver} if driver else {}) | more
