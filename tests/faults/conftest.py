"""The program as a process, as the tests in tests/terminal run it."""

from tests.terminal.conftest import data, soaptui

__all__ = ["data", "soaptui"]
