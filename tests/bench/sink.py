"""A terminal that takes every frame, as a real one does, and notes when it came: Textual's own headless driver
makes the app skip the work of turning a frame into bytes."""

import asyncio
import time
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from tests.bench.processes import HEIGHT, WIDTH

LOOK = 0.01
NOTHING_SEEN = 64
"""Bytes that show nothing yet: a mode that is switched, a cursor that moves."""

QUIET_LOOKS = 20
"""So many looks in a row without a frame, each of them on time, and the last frame is out."""


class Sink(HeadlessDriver):
    """The terminal of the one app that runs."""

    now: ClassVar["Sink"]

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.frames = 0
        self.bytes = 0
        self.last = (0.0, 0.0)
        self.first = 0.0
        Sink.now = self

    @property
    def is_headless(self) -> bool:
        """Frames are wanted here."""
        return False

    def write(self, data: str) -> None:
        """A frame comes: note the moment, and the processor time used until now."""
        self.frames += 1
        if not self.first and len(data) > NOTHING_SEEN:
            self.first = time.perf_counter()
        self.bytes += len(data.encode())
        self.last = (time.perf_counter(), time.process_time())

    def press(self, key: str) -> None:
        """Press a key."""
        name = {" ": "space", ",": "comma"}.get(key, key)
        self.process_message(events.Key(name, key if len(key) == 1 else None))

    async def settled(self) -> None:
        """Return when no more frames come."""
        looks = 0
        while looks < QUIET_LOOKS:
            frames, began = self.frames, time.perf_counter()
            await asyncio.sleep(LOOK)
            on_time = time.perf_counter() - began < 3 * LOOK
            looks = looks + 1 if on_time and frames == self.frames else 0

    async def key(self, key: str) -> tuple[float, float]:
        """Press a key: milliseconds of processor time, and milliseconds, until the last frame that it caused.

        `answered` has the milliseconds until the first.
        """
        frames, began, used = self.frames, time.perf_counter(), time.process_time()
        self.first = 0.0
        self.press(key)
        await self.settled()
        self.answered = (self.first - began) * 1000
        assert self.frames > frames, f"the key {key!r} changed nothing on the screen"
        return (self.last[1] - used) * 1000, (self.last[0] - began) * 1000


async def run(app: App[Any], pilot: Any) -> None:
    """Run the app in the sink with `pilot` at its keys."""
    app.driver_class = Sink
    await app.run_async(size=(WIDTH, HEIGHT), auto_pilot=pilot)
