"""What every test has: no file of the user's own is touched."""

from pathlib import Path

import pytest

from soaptui.store import spill


@pytest.fixture(autouse=True)
def spill_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Where changes go that the disk refuses: two folders of the test's own."""
    places = (tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("passing"))
    monkeypatch.setattr(spill, "places", lambda: places)
    return places
