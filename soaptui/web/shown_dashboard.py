"""A dashboard that a web page shows: a process of its own, as in a terminal, and what goes between both.

The packets are those of the framework's driver for the browser: a letter (D data, M what is told, P a file), four
bytes of length, and so many bytes.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

BEGINS = b"__GANGLION__\n"
"""The first line of a dashboard that the driver shows."""

LARGEST_PACKET = 16_000_000
ENDS_WITHIN = 4.0
"""Seconds that a dashboard has for its end once its page has gone; it keeps what is typed first."""

MOST_CELLS = 500

BELL = b"\x07"


class ShownDashboard:
    """One dashboard and its page. `draw` gets bytes for the screen, `ring` a level and words."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        draw: Callable[[bytes], Awaitable[None]],
        ring: Callable[[str, str], None],
    ) -> None:
        self._command = command
        self._environment = environment
        self._draw = draw
        self._ring = ring
        self._process: asyncio.subprocess.Process | None = None

    async def show(self, width: int, height: int) -> str:
        """Start it and show it until it ends. What it said where it did not even begin. Raises OSError."""
        size = {"COLUMNS": str(_cells(width, 80)), "ROWS": str(_cells(height, 24))}
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env={**self._environment, **size},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said = asyncio.create_task(self._read_errors())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            if await self._begins():
                while True:
                    await self._pass_on(*await self._packet())
        await self._process.wait()
        return await said if self._process.returncode else ""

    async def _begins(self) -> bool:
        assert self._process is not None and self._process.stdout is not None
        for _ in range(10):
            line = await self._process.stdout.readline()
            if line == BEGINS:
                return True
            if not line:
                return False
        return False

    async def _read_errors(self) -> str:
        """The last of what it said; all of it is read, as it would wait otherwise."""
        assert self._process is not None and self._process.stderr is not None
        last = b""
        while piece := await self._process.stderr.read(4096):
            last = (last + piece)[-2000:]
        return last.decode("utf-8", "replace").strip()

    async def _packet(self) -> tuple[bytes, bytes]:
        assert self._process is not None and self._process.stdout is not None
        head = await self._process.stdout.readexactly(5)
        length = int.from_bytes(head[1:], "big")
        if length > LARGEST_PACKET:
            raise ConnectionError("no packet is so long")
        return head[:1], await self._process.stdout.readexactly(length)

    async def _pass_on(self, kind: bytes, payload: bytes) -> None:
        """Drawn, or told. Files are not handed out: exports are written on this computer."""
        if kind == b"D":
            if payload == BELL:
                self._ring("soft", "")
            await self._draw(payload)
        elif kind == b"M":
            told = json.loads(payload)
            if told.get("type") == "ring":
                self._ring(str(told.get("level", "")), str(told.get("what", "")))

    # -- from the page

    async def take(self, message: Any) -> None:
        """What the page says: keys, another size, whether it is looked at. Whatever else it says is let be."""
        match message:
            case ["stdin", str(keys)]:
                await self._send(b"D", keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                size = {"type": "resize", "width": _cells(width, 80), "height": _cells(height, 24)}
                await self._send(b"M", json.dumps(size).encode())
            case ["focus" | "blur" as which, *_]:
                await self._send(b"M", json.dumps({"type": which}).encode())

    async def _send(self, kind: bytes, payload: bytes) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
                await self._process.stdin.drain()

    async def end(self) -> None:
        """The page has gone: it ends as with a terminal that closes. One that does not in time is ended."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        await self._send(b"M", b'{"type": "quit"}')
        try:
            await asyncio.wait_for(process.wait(), ENDS_WITHIN)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


def _cells(asked: int, usual: int) -> int:
    return asked if 10 <= asked <= MOST_CELLS else usual
