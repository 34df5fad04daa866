"""Screens as plain text: what a terminal of that size would show, to be compared with a kept frame.

`SOAPTUI_FRAMES=write pytest tests/screens` keeps what is shown now; look at the difference before it is committed.
"""

import os
from pathlib import Path
from typing import Any

from textual.app import App

FOLDER = Path(__file__).with_name("kept")


def frame(app: App[Any]) -> str:
    """The screen in front, line by line. The compositor's strips are private: they are used here alone."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


def check_frame(app: App[Any], name: str) -> None:
    """Compare the screen with the frame kept under that name."""
    path = FOLDER / f"{name}.txt"
    shown = frame(app)
    if os.environ.get("SOAPTUI_FRAMES") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} differs; SOAPTUI_FRAMES=write keeps the new one"
