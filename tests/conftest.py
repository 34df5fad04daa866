"""What holds for all tests: no file of the user's own is touched, and nothing depends on how fast the machine is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from soaptui import text
from soaptui.store import spill

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def spill_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Where changes go that the disk refuses: two folders of the test's own."""
    places = (tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("passing"))
    monkeypatch.setattr(spill, "spill_places", lambda: places)
    return places


@pytest.fixture(autouse=True)
def _every_way_is_put_into_words() -> Iterator[None]:
    """What sends the user somewhere reaches nobody before a key or a command stands in it (soaptui/ways.py)."""
    text.unspoken.clear()
    yield
    assert not text.unspoken
