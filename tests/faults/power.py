"""A disk that loses its power: what was synced is there; of the rest, any part may be, as file systems may.

While it watches, everything under one folder happens for real and is written down. `cut` then makes a folder as it
may be found after the power came back: each file's synced bytes, more or less of what was written after them (or
zeros in its place), and each name that was synced, or some of the later changes of names.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class _File:
    """One file's content: as it is, and as it is known to be on disk."""

    def __init__(self) -> None:
        self.now = bytearray()
        self.synced = b""


class Disk:
    """Watches the system calls under a folder."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, _File] = {}
        self._synced: dict[str, _File] = {}
        self._pending: list[dict[str, _File | None]] = []
        self._open: dict[int, str | _File] = {}
        self._at_start: set[int] = set()
        self.operations = 0
        notes: dict[str, Callable[..., bool | None]] = {
            "open": self._opened, "write": self._wrote, "fsync": self._fsynced, "close": self._closed,
            "replace": self._replaced, "link": self._linked, "unlink": self._unlinked, "ftruncate": self._truncated,
        }  # fmt: skip
        for name, note in notes.items():
            patch.setattr(os, name, self._watched(note, getattr(os, name)))

    def _watched(self, note: Callable[..., bool | None], original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            result = original(*arguments, **named)
            self.operations += note(result, *arguments) is not None
            return result

        return call

    def _inside(self, path: Any) -> str | None:
        text = os.fspath(path) if not isinstance(path, int) else ""
        return text if isinstance(text, str) and text.startswith(self._folder) else None

    def _named(self, names: dict[str, _File | None]) -> bool:
        """A change of names, which is on disk as a whole or not at all."""
        self._pending.append(names)
        for name, file in names.items():
            self._settle(self._names, name, file)
        return True

    def _opened(self, descriptor: int, path: Any, flags: int, *_: Any) -> bool | None:
        name = self._inside(path)
        if name is None:
            return None
        if Path(name).is_dir():
            self._open[descriptor] = name
            return True
        if name not in self._names and flags & os.O_CREAT:
            self._named({name: _File()})
        if name in self._names:
            self._open[descriptor] = self._names[name]
            if flags & os.O_TRUNC:
                self._names[name].now.clear()
            if not flags & os.O_APPEND:
                self._at_start.add(descriptor)
        return True

    def _open_file(self, descriptor: int) -> _File | None:
        found = self._open.get(descriptor)
        return found if isinstance(found, _File) else None

    def _wrote(self, count: int, descriptor: int, data: Any) -> bool | None:
        file = self._open_file(descriptor)
        if file is None:
            return None
        written = bytes(data)[:count]
        if descriptor in self._at_start:  # not opened to add to its end: written over from its beginning
            file.now[:count] = written
            self._at_start.discard(descriptor)
        else:
            file.now += written
        return True

    def _fsynced(self, _: None, descriptor: int) -> bool | None:
        found = self._open.get(descriptor)
        if isinstance(found, _File):
            found.synced = bytes(found.now)
        elif isinstance(found, str):
            for names in self._pending:
                if str(Path(next(iter(names))).parent) == found:
                    for name, file in names.items():
                        self._settle(self._synced, name, file)
            self._pending = [names for names in self._pending if str(Path(next(iter(names))).parent) != found]
        return True if found is not None else None

    @staticmethod
    def _settle(names: dict[str, _File], name: str, file: _File | None) -> None:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file

    def _closed(self, _: None, descriptor: int) -> None:
        self._open.pop(descriptor, None)

    def _replaced(self, _: None, source: Any, target: Any) -> bool | None:
        one, other = self._inside(source), self._inside(target)
        if one is None or other is None or one not in self._names:
            return None
        return self._named({other: self._names[one], one: None})

    def _linked(self, _: None, source: Any, target: Any) -> bool | None:
        one, other = self._inside(source), self._inside(target)
        return self._named({other: self._names[one]}) if one in self._names and other is not None else None

    def _unlinked(self, _: None, path: Any) -> bool | None:
        name = self._inside(path)
        return self._named({name: None}) if name in self._names else None

    def _truncated(self, _: None, descriptor: int, length: int) -> bool | None:
        file = self._open_file(descriptor)
        if file is None:
            return None
        del file.now[length:]
        return True

    def cut(self, chance: random.Random, target: Path) -> None:
        """The folder as it may be found after the power came back."""
        names = dict(self._synced)
        for pending in self._pending:
            if chance.random() < 0.5:
                for name, file in pending.items():
                    self._settle(names, name, file)
        for name, file in names.items():
            path = target / os.path.relpath(name, self._folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._survived(chance, file))

    @staticmethod
    def _survived(chance: random.Random, file: _File) -> bytes:
        synced, now = file.synced, bytes(file.now)
        if now == synced or chance.random() < 0.3:
            return synced
        if not now.startswith(synced):  # written over in place, or cut: the one or the other
            return chance.choice((synced, now))
        more = now[len(synced) :]
        length = chance.randint(0, len(more))
        return synced + chance.choice(
            (more, more[:length], bytes(len(more)), more[:length] + bytes(len(more) - length))
        )
