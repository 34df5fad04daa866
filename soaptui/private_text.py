"""What a user wrote has no place in a log or a traceback."""

from typing import Any

import msgspec


class PrivateText(msgspec.Struct, frozen=True):
    """A value that shows its kind, and its id or number where it has one, and nothing of what it holds."""

    def __repr__(self) -> str:
        """Its kind and its id."""
        return f"<{' '.join([type(self).__name__, *(str(value) for _, value in self.__rich_repr__())])}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same, for tracebacks that print the values of variables."""
        names = ((name, getattr(self, name, None)) for name in ("id", "seq"))
        return [pair for pair in names if pair[1] is not None][:1]
