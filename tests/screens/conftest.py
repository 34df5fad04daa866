"""What would make two runs differ is held still: animations, the cursor's blink, the zone of this computer."""

import gc
from collections.abc import Iterator

import pytest
from textual import constants
from textual.widgets import Input, TextArea

from soaptui.screens import self_opening
from soaptui.week import zones
from tests.screens.helpers import HOME


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")
    for blinking in (Input, TextArea):
        monkeypatch.setattr(blinking.cursor_blink, "_default", False)
    monkeypatch.setattr(zones, "system_zone", lambda: HOME)
    monkeypatch.setattr(self_opening, "SETTLED", 0.0)
    monkeypatch.setattr(self_opening, "PAUSE", 0.0)
    monkeypatch.setattr(self_opening, "AGAIN", 0.01)


@pytest.fixture(autouse=True)
def _collect_between_tests() -> Iterator[None]:
    """An app is many objects in circles: looking for them in the middle of a test takes a quarter of its time."""
    gc.disable()
    yield
    gc.enable()
