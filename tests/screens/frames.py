"""Screens as plain text: what a terminal of that size would show, to be compared with a kept frame.

`SOAPTUI_FRAMES=write pytest tests/screens` keeps what is shown now; look at the difference before it is committed.
"""

import os
import re
from pathlib import Path
from typing import Any

from textual.app import App

from soaptui.screens.commands import REGISTRY
from soaptui.text import WAY_BEGINS

FOLDER = Path(__file__).with_name("kept")


def frame(app: App[Any]) -> str:
    """The screen in front, line by line. The compositor's strips are private: they are used here alone."""
    strips = app.screen._compositor.render_strips()
    shown = "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"
    assert WAY_BEGINS not in shown, "a way that nobody put into words"
    assert not {*re.findall(r"\{([a-z0-9.-]+)\}", shown)} & REGISTRY.keys(), "a command without its key"
    return shown


def check_frame(app: App[Any], name: str) -> None:
    """Compare the screen with the frame kept under that name."""
    path = FOLDER / f"{name}.txt"
    shown = frame(app)
    if os.environ.get("SOAPTUI_FRAMES") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} differs; SOAPTUI_FRAMES=write keeps the new one"
