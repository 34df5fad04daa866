"""`soaptui serve` as a process of its own, on data of a test."""

import asyncio
import contextlib
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

AT = "2027-03-18T10:12"


class Served:
    """A server that runs. `origin` is its own, `lines` what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process, data: Path) -> None:
        self.process = process
        self.data = data
        self.origin = ""
        self.lines: list[str] = []

    async def address(self) -> str:
        """The next address with a word that opens once."""
        assert self.process.stdout is not None
        while True:
            line = (await asyncio.wait_for(self.process.stdout.readline(), 60)).decode()
            assert line, self.lines
            self.lines.append(line)
            found = re.search(r"(https?://[^/]+)/\?token=\S+", line)
            if found:
                self.origin = found[1]
                return found[0]


@contextlib.asynccontextmanager
async def serving(data: Path, *arguments: str, at: str = AT) -> AsyncIterator[Served]:
    """A server on any free port, until the end of the block."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    when = ("--at", at) if at else ()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "soaptui", "serve", "--port", "0", "--data", str(data), *when, *arguments,
        env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield Served(process, data)
    finally:
        if process.returncode is None:
            process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 20)
        if process.returncode is None:
            process.kill()
            await process.wait()
