"""A path as a person types it, drops it on a window, or gives it to a command."""

import contextlib
import os
from importlib import import_module
from pathlib import Path

from soaptui.refusal import Refusal
from soaptui.text import shown


def fixtures() -> Path:
    """The folder of the data that comes with the program: a plain folder, in the tree and when installed."""
    return Path(import_module("soaptui.fixtures").__path__[0])


def user_path(text: str) -> Path:
    """The path, its `~` resolved. Raises Refusal where there is no such user, or no path can be made of it."""
    if not text.strip():
        raise Refusal("The name is empty: is a variable in a script not set? Write the whole path.")
    try:
        return Path(text).expanduser()
    except (RuntimeError, ValueError) as error:
        raise Refusal(f"{shown(text)}: {error}. Write the whole path.") from None


def dropped_path(text: str) -> Path:
    """The path of a file dropped on a terminal: quoted, with backslashes, or as a file: address. Raises Refusal."""
    typed = text.strip()
    for candidate in _readings(typed):
        path = user_path(candidate)
        try:
            if path.exists():
                return path
        except OSError as error:
            raise Refusal(f"{shown(typed)[:80]}: {error.strerror or error}.") from None
    return user_path(_unquoted(typed))


def _readings(typed: str) -> list[str]:
    """What the text may mean, the plainest first."""
    import shlex
    from urllib.parse import unquote, urlsplit

    readings = [typed, _unquoted(typed)]
    if typed.startswith("file://"):
        path = unquote(urlsplit(typed).path)
        # file:///C:/lists/a.csv on Windows
        readings.append(path[1:] if os.name == "nt" and path[2:3] == ":" else path)
    elif os.name != "nt" and ("\\" in typed or typed[:1] in "'\""):
        with contextlib.suppress(ValueError):  # a quote that is not closed was meant as it stands
            readings += shlex.split(typed)[:1]
    return readings


def _unquoted(typed: str) -> str:
    return typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"" else typed
