"""The program as a process, as the tests in tests/terminal run it; and a system that locks no folders."""

import pytest

from soaptui.store import lock
from tests.terminal.conftest import data, soaptui

__all__ = ["data", "no_folder_locks", "soaptui"]


@pytest.fixture
def no_folder_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network share, where the file is all there is: then two can write at once."""
    monkeypatch.setattr(lock, "lock_folder", lambda folder: lock.NO_FOLDER_LOCK)
