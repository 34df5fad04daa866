"""What a terminal sends, read so that no byte of it can end the dashboard or be taken for a key that nobody pressed.

Textual's parser raises at some reports that are out of form, and types those that it does not know letter by letter:
into a note, or as commands of a view. Here a report is cut out whole first; what is not understood is dropped whole.
"""

import codecs
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
    from textual.message import Message

ESCAPE_AFTER = 0.05
"""Seconds after which an escape with nothing after it was the key, and no beginning of a report."""

LETTER_FOR = 0.5
"""Seconds that the rest of a letter may take: a slow line cuts it anywhere. Then it was one of another encoding."""

HELD_FOR = 1.0
"""Seconds after which the beginning of a report that never went on is dropped."""

PASTE_HELD_FOR = 3.0
"""Seconds without a byte after which a paste whose end never came is taken as it is."""

PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"
"""The brackets of a paste (xterm's bracketed paste mode)."""

_OLD_MOUSE = b"\x1b[M"
_OLD_MOUSE_LENGTH = 6
"""An old mouse report: ESC [ M and three bytes, any bytes (xterm's X10 mode)."""

_LONGEST = 32
"""No report that Textual knows is longer; of a longer one its parser makes letters."""

# Patterns as text: `re` keeps them once they are used, and no start waits for them before there is anything to see.
_REPORT = r"""(?x) \x1b (?:
        \[ (?: \[ [A-E]                             # F1 to F5 of the Linux console
             | \d{1,2} \$ (?! [ -~] )               # Shift with Home and the like in rxvt
             | [0-?]* [ -/]* [@-~] )                # a control sequence (ECMA-48, 5.4)
      | O [ -~]                                     # a single shift: F1 to F4, the arrows
      | [\]PX^_] [^\x07\x1b]{3,4096} (?: \x07 | \x1b\\ )   # a string that a terminal answers with
    )"""
_BEGINNING = r"(?x) \x1b (?: \[ [0-?]* [ -/]* | O | [\]PX^_] (?: [\d+>] [^\x07\x1b]{0,4096} \x1b? )? )? \Z"
"""What may be the beginning of one, at the end of what has come so far."""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 comes from a terminal set to Latin-1, as an old PuTTY is: é is meant by 0xE9."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("soaptui-windows-1252", _as_windows_1252)


class Decoder:
    """Bytes of a terminal to text, however they are cut into pieces: nothing is raised and no letter is lost."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._since = now()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="soaptui-windows-1252")
        self._held = b""

    @property
    def holds(self) -> bool:
        """Whether bytes were held back, because more may belong to them."""
        return bool(self._held or self._decoder.getstate()[0])

    def decode(self, data: bytes) -> str:
        """The text of these bytes. An old mouse report is no text."""
        self._since = self._now()
        data, self._held = self._held + data, b""
        kept: list[bytes] = []
        while (start := data.find(_OLD_MOUSE)) >= 0:
            kept.append(data[:start])
            if len(data) - start < _OLD_MOUSE_LENGTH:
                self._held, data = data[start:], b""
                break
            data = data[start + _OLD_MOUSE_LENGTH :]
        for beginning in (_OLD_MOUSE[:2], _OLD_MOUSE[:1]):
            if data.endswith(beginning):
                self._held, data = beginning, data[: -len(beginning)]
                break
        kept.append(data)
        return self._decoder.decode(b"".join(kept))

    def rest(self) -> str:
        """What was held back, nothing more having come for a while: an escape, a letter of another encoding."""
        waited = self._now() - self._since
        escape = self._held in (_OLD_MOUSE[:1], _OLD_MOUSE[:2])
        if waited < (ESCAPE_AFTER if escape else LETTER_FOR):
            return ""
        held, self._held = self._held, b""
        text = self._decoder.decode(held if escape else b"")
        return text + self._decoder.decode(b"", final=waited >= LETTER_FOR)


class Parser:
    """Text of a terminal to Textual's events: keys, pastes, the mouse."""

    def __init__(self, *, debug: bool = False, now: Callable[[], float] = monotonic) -> None:
        self._debug = debug
        self._now = now
        self._rest = ""
        self._paste: list[str] | None = None
        self._since = now()
        self._parser = self._made()

    def _made(self) -> "XTermParser":
        from textual._xterm_parser import XTermParser

        return XTermParser(self._debug)

    def feed(self, text: str) -> "Iterator[Message]":
        """The events of this text and of what was held back before it."""
        self._since = self._now()
        self._rest += text
        while self._rest:
            if self._paste is not None:
                if not self._goes_on_pasting():
                    return
                yield self._pasted()
            elif not (yield from self._one()):
                return

    def tick(self) -> "Iterator[Message]":
        """The events of time having passed: an escape with nothing after it was the key of that name."""
        waited = self._now() - self._since
        if self._paste is not None:
            if waited >= PASTE_HELD_FOR:
                self._paste.append(self._rest)
                self._rest = ""
                yield self._pasted()
        elif self._rest and waited >= (ESCAPE_AFTER if len(self._rest) < len("\x1b[1") else HELD_FOR):
            held, self._rest = self._rest, ""
            if held == "\x1b":
                yield _escape()
            elif len(held) < len("\x1b[1"):  # Alt and a bracket
                yield from self._read(held)
        yield from self._safely(lambda: self._parser.tick())

    @property
    def holds(self) -> bool:
        """Whether something was held back, because more may belong to it."""
        return bool(self._rest) or self._paste is not None

    # -- pieces

    def _one(self) -> "Generator[Message, None, bool]":
        """The events of the next piece. Its value is False where nothing can be made of what is left yet."""
        rest = self._rest
        start = rest.find("\x1b")
        if start:  # plain text, up to a report or to the end
            text, self._rest = (rest, "") if start < 0 else (rest[:start], rest[start:])
            yield from self._read(text)
            return True
        report = re.match(_REPORT, rest)
        if report is not None:
            self._rest = rest[report.end() :]
            if report[0] == PASTE:
                self._paste = []
            else:
                yield from self._whole(report[0])
            return True
        if re.match(_BEGINNING, rest):
            return False
        if rest[1:2] == "\x1b":  # the key, and then another report
            self._rest = rest[1:]
            yield _escape()
        else:  # Alt and a letter
            piece, self._rest = rest[:2], rest[2:]
            yield from self._read(piece)
        return True

    def _whole(self, report: str) -> "Iterator[Message]":
        """The events of a whole report; none where Textual does not know it: it would type it letter by letter."""
        events = [*self._read(report)] if len(report) <= _LONGEST else []
        if self._waits():
            self._begin_anew()
            return
        yield from events

    def _read(self, text: str) -> "Iterator[Message]":
        yield from self._safely(lambda: self._parser.feed(text))

    def _safely(self, read: "Callable[[], Iterable[Message]]") -> "Iterator[Message]":
        try:
            yield from read()
        except Exception:  # whatever the terminal sent, it is not worth the end of the dashboard
            self._begin_anew()

    def _waits(self) -> bool:
        """Whether Textual's parser is in the middle of a report."""
        return getattr(self._parser._awaiting, "timeout", None) is not None

    def _begin_anew(self) -> None:
        before, self._parser = self._parser, self._made()
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(before, name))

    # -- pasting

    def _goes_on_pasting(self) -> bool:
        """Take in what is pasted; whether its end has come."""
        assert self._paste is not None
        text, end, after = self._rest.partition(PASTE_END)
        if end:
            self._paste.append(text)
            self._rest = after
            return True
        # The end may be cut in two: so much of it as may have come stays.
        held = next((n for n in range(len(PASTE_END) - 1, 0, -1) if text.endswith(PASTE_END[:n])), 0)
        self._paste.append(text[: len(text) - held])
        self._rest = text[len(text) - held :]
        return False

    def _pasted(self) -> "Message":
        from textual.events import Paste

        text, self._paste = "".join(self._paste or []), None
        return Paste(text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n"))


def _escape() -> "Message":
    from textual.events import Key

    return Key("escape", "\x1b")
