"""Screens as plain text: what a terminal of that size would show, to be compared with a kept frame.

A frame of a dialog holds the dialog and nothing of the view behind it; one of a view holds the view without the bar
above and the line of keys below, unless it is asked for whole. So a frame changes only with what it is a frame of.

`SOAPTUI_FRAMES=write pytest tests/screens` keeps what is shown now; look at the difference before it is committed.
"""

import difflib
import os
import re
from pathlib import Path
from typing import Any

from textual.app import App
from textual.geometry import Region
from textual.screen import Screen

from soaptui.screens.base import View
from soaptui.screens.commands import REGISTRY
from soaptui.screens.dialog import Dialog
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.top_bar import TopBar
from soaptui.text import WAY_BEGINS

FOLDER = Path(__file__).with_name("kept")


def frame(app: App[Any], region: Region | None = None) -> str:
    """The screen in front, or a part of it, line by line. The compositor's strips are private: used here alone."""
    strips = app.screen._compositor.render_strips()
    region = region or app.screen.region
    lines = (strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom])
    shown = "\n".join("".join(segment.text for segment in line).rstrip() for line in lines) + "\n"
    assert WAY_BEGINS not in shown, "a way that nobody put into words"
    assert not {*re.findall(r"\{([a-z0-9.-]+)\}", shown)} & REGISTRY.keys(), "a command without its key"
    return shown


def own_region(screen: Screen[Any]) -> Region:
    """Where a screen has what is its own: a dialog its box, a view what lies between the bar and the line of keys."""
    if isinstance(screen, Dialog):
        return screen.query_one(".dialog").region.intersection(screen.region)
    if isinstance(screen, View):
        top, bottom = screen.query_one(TopBar).region.bottom, screen.query_one(KeyLine).region.y
        return Region(0, top, screen.region.width, bottom - top)
    return screen.region


def check_frame(app: App[Any], name: str, *, whole: bool = False) -> None:
    """Compare what is in front, or the `whole` screen, with the frame kept under that name."""
    path = FOLDER / f"{name}.txt"
    shown = frame(app, None if whole else own_region(app.screen))
    if os.environ.get("SOAPTUI_FRAMES") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    found = "\n".join(difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "shown", lineterm=""))
    assert shown == kept, f"{path.name} differs; SOAPTUI_FRAMES=write keeps the new one\n{found}"
