"""One message for the user's inbox: what it is, who it is from, and what it becomes when the user takes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

import msgspec

from soaptui.calls.call_records import new_call, new_email
from soaptui.parts import Instant
from soaptui.records import Record, State, Task, new_id, replace
from soaptui.refusal import Refusal
from soaptui.store.change import Change, build_change
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean
from soaptui.week import words, zones

MessageKind = Literal["missed", "email", "time", "message"]


class KindOfMessage(NamedTuple):
    """What a kind of message is called, what is to be written in it, and what taking it does."""

    name: str
    write: str
    becomes: str


MESSAGE_KINDS: Mapping[MessageKind, KindOfMessage] = {
    "missed": KindOfMessage("Missed call", "what they said, if they said something", "a missed call, to be returned"),
    "email": KindOfMessage("Email", "what it says: paste it", "an email in the log"),
    "time": KindOfMessage("A time", "as they said it: tue 2:30pm CT 20min zoom", "a call, and an interview to add"),
    "message": KindOfMessage("Message", "what they should know", "a task"),
}
"""Every kind, in the order in which they are offered."""


class InboxMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it lies in the inbox. `sent` is when it was written down; `who` is a name or a program."""

    id: str
    kind: MessageKind
    sent: Instant
    who: str = ""
    number: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return MESSAGE_KINDS[self.kind].name

    @property
    def record_id(self) -> str:
        """The id of what it becomes. It is the same however often it is taken: one that was killed in between
        takes it no second time.
        """
        return f"inbox-{self.id}"


def read_message(fields: Mapping[str, Any], now: datetime, id: str = "") -> InboxMessage:
    """A message as it was typed: nothing in it but text. Raises Refusal where there is nothing to tell."""
    kind = fields.get("kind", "message")
    if kind not in MESSAGE_KINDS:
        raise Refusal("Say what it is: a missed call, an email, a time or a message.")
    who, number = (clean(str(fields.get(name, ""))) for name in ("who", "number"))
    text = clean(str(fields.get("text", "")), NOTE_LIMIT, lines=True).strip()
    if kind == "missed" and not (who or number):
        raise Refusal("Who called? A name or a number is enough.")
    if kind != "missed" and not text:
        raise Refusal("It is empty: write what they should know.")
    return InboxMessage(id=id or new_id(), kind=kind, sent=now, who=who, number=number, text=text)


def message_line(message: InboxMessage) -> str:
    """A message in one line: what, from whom, when, and how it begins."""
    from_whom = " ".join(part for part in (message.who, message.number) if part)
    at = words.clock24(zones.eastern(message.sent))
    return " · ".join(part for part in (message.name, from_whom, f"{at} ET", " ".join(message.text.split())) if part)


def is_taken(state: State, message: InboxMessage) -> bool:
    """Whether what it becomes is kept already."""
    return message.record_id in state.calls or message.record_id in state.tasks


def taking_change(state: State, message: InboxMessage) -> Change:
    """The one change that takes a message in."""
    return build_change(f"From the inbox: {message_line(message)[:NAME_LIMIT]}", state, _record_of(message))


def _record_of(message: InboxMessage) -> Record:
    who = message.who or ("" if message.number else "somebody")
    match message.kind:
        case "missed":
            call = new_call(message.sent, unknown=who or message.number, direction="missed", note=message.text)
            return replace(call, id=message.record_id, number=message.number)
        case "email":
            return replace(new_email(message.sent, message.text, unknown=who), id=message.record_id)
        case "time":
            note = f"They offered a time: {message.text}"
            call = new_call(message.sent, unknown=who or message.number, note=note, finished=True)
            return replace(call, id=message.record_id, number=message.number)
        case "message":
            return _task_of(message)


def _task_of(message: InboxMessage) -> Task:
    first, _, rest = message.text.partition("\n")
    from_whom = " ".join(part for part in (message.who, message.number) if part)
    title = clean(f"{from_whom}: {first}" if from_whom else first, NAME_LIMIT)
    return Task(
        id=message.record_id, title=title, note=message.text if rest or len(title) == NAME_LIMIT else "", person=""
    )
