"""What the page beside the user is told, and what it may write: the day, and a message for the inbox."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from soaptui.inbox import inbox_folder
from soaptui.inbox.day_beside import DayBeside, day_beside
from soaptui.inbox.inbox_messages import MESSAGE_KINDS, InboxMessage, message_line, read_message
from soaptui.store.store import Store
from soaptui.week import official
from soaptui.week.clock import Clock

MOST_KEPT = 50
"""So many messages that were sent are remembered, to say what became of them."""


class SentMessage(msgspec.Struct, frozen=True):
    """A message that was sent, in a line, and what became of it."""

    id: str
    line: str
    stands: str


class DayTold(msgspec.Struct, frozen=True):
    """The answer: the day, what became of messages, and the kinds that can be written."""

    day: DayBeside
    sent: tuple[SentMessage, ...]
    kinds: tuple[tuple[str, str, str], ...]


class DayPage:
    """For one folder of data, which it only reads; `zone` is where the user's home is."""

    def __init__(self, store: Store, clock: Clock, zone: str) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._sent: dict[str, InboxMessage] = {}

    def day(self, sent: Sequence[str]) -> bytes:
        """The day at this moment, as JSON, and what became of these messages."""
        with contextlib.suppress(OSError):
            self._store.refresh()
        state, now = self._store.state, self._clock.now()
        season = official.season_at(now, state.setting(official.MADE), state.official_times)
        stands = tuple(
            SentMessage(id, message_line(message), inbox_folder.what_became_of(self._store.folder, state, message))
            for id in sent
            if (message := self._sent.get(id)) is not None
        )
        kinds = tuple((word, kind.name, kind.write) for word, kind in MESSAGE_KINDS.items())
        zone = state.me.zone or self._zone
        day = day_beside(state, season, now, zone, rehearsal=self._clock.rehearsal)
        return msgspec.json.encode(DayTold(day, stands, kinds))

    def write(self, fields: Mapping[str, Any]) -> str:
        """Put a message into the inbox; its id comes back. Raises Refusal."""
        message = read_message(fields, self._clock.now())
        inbox_folder.send_message(self._store.folder, message)
        self._sent[message.id] = message
        while len(self._sent) > MOST_KEPT:
            del self._sent[next(iter(self._sent))]
        return message.id
