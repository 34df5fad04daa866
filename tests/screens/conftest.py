"""What would make two runs differ is held still: animations, the cursor's blink, the zone of this computer."""

import pytest
from textual import constants
from textual.widgets import Input, TextArea

from soaptui.week import zones
from tests.screens.helpers import HOME


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")
    for blinking in (Input, TextArea):
        monkeypatch.setattr(blinking.cursor_blink, "_default", False)
    monkeypatch.setattr(zones, "system_zone", lambda: HOME)
