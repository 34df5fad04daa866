"""The folder `inbox` beside the data: a file of its own for each message, so that nobody waits and nobody locks.

Whoever writes a message makes a whole file appear at once; whoever takes it removes the file after what it became is
on disk. Either may die at any moment: a message is there, whole, or not at all, and is never taken twice.
"""

import contextlib
import re
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from soaptui.inbox.inbox_messages import InboxMessage, is_taken, read_message
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.store import files

INBOX = "inbox"
DECLINED = "declined"
"""The folder in the inbox for what the user did not take: nothing that somebody wrote is thrown away."""

MOST_WAITING = 100
"""So many messages may wait; who writes more is told that nobody is reading."""

LARGEST = 200_000
"""Bytes of a file that is read; no message is longer."""

_NAME = re.compile(r"[A-Za-z0-9_-]{4,40}")

MessageStands = Literal["waiting", "taken", "declined"]


class InboxSeen(NamedTuple):
    """What lies in the inbox: messages, the oldest first, and the names of files that could not be read."""

    messages: tuple[InboxMessage, ...] = ()
    unread: tuple[str, ...] = ()


def send_message(data: Path, message: InboxMessage) -> None:
    """Put a message into the inbox of the data. Raises Refusal where it is full or the disk refuses."""
    folder = data / INBOX
    if len(_names(folder)) >= MOST_WAITING:
        raise Refusal(f"{MOST_WAITING} messages are already waiting: nobody accepts them. Say it aloud.")
    try:
        files.make_folder(folder)
        files.write_atomically(_path(folder, message.id), msgspec.json.encode(message))
    except OSError as error:
        raise Refusal(f"It was not saved ({error.strerror or error}): say it aloud.") from None


def inbox_names(data: Path) -> tuple[str, ...]:
    """The names of the files that wait: a look that costs next to nothing."""
    return _names(data / INBOX)


def look_into_inbox(data: Path) -> InboxSeen:
    """Read what waits. What is no message is named and left where it is."""
    messages: list[InboxMessage] = []
    unread: list[str] = []
    for name in inbox_names(data)[: 2 * MOST_WAITING]:
        message = _read(data / INBOX / name)
        if message is None:
            unread.append(name)
        else:
            messages.append(message)
    return InboxSeen(tuple(sorted(messages, key=lambda each: (each.sent, each.id))), tuple(unread))


def remove_message(data: Path, message: InboxMessage) -> None:
    """What it became is on disk. A file that cannot be removed now is removed later: it is known as taken."""
    with contextlib.suppress(OSError):
        _path(data / INBOX, message.id).unlink(missing_ok=True)


def decline_message(data: Path, message: InboxMessage) -> None:
    """Put it aside, where whoever wrote it sees that. Raises OSError."""
    folder = data / INBOX
    files.make_folder(folder / DECLINED)
    files.replace_file(_path(folder, message.id), _path(folder / DECLINED, message.id))


def what_became_of(data: Path, state: State, message: InboxMessage) -> MessageStands:
    """What became of a message that was sent."""
    folder = data / INBOX
    if is_taken(state, message):
        return "taken"
    if _path(folder / DECLINED, message.id).exists():
        return "declined"
    return "waiting" if _path(folder, message.id).exists() else "taken"


def _path(folder: Path, id: str) -> Path:
    return folder / f"{id}.json"


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir() if path.suffix == ".json"))
    except OSError:
        return ()


def _read(path: Path) -> InboxMessage | None:
    """The message in a file. Its name is its id, whatever stands in it."""
    try:
        if path.stat().st_size > LARGEST or not _NAME.fullmatch(path.stem):
            return None
        message = msgspec.json.decode(files.read_whole(path), type=InboxMessage)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    try:  # what lies there may come from anywhere: it is cleaned as if it had just been typed
        return read_message(msgspec.structs.asdict(message), message.sent, path.stem)
    except Refusal:
        return None
