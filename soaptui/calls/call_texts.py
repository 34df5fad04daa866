"""A call as texts: what each field says of it, what is kept of what is typed, and the line above it."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from soaptui.records import Call, FollowUp, State, program_title
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT
from soaptui.typed_time.past_moment import read_past
from soaptui.week import promises, words, zones

MISTAKEN_FOR = timedelta(seconds=30)
"""For so long the same key takes back what it has just noted."""

PROMISED = "follow up"
"""What is promised where only a time was typed."""

CALL_TEXTS: dict[str, Callable[[Call], str]] = {
    "came": lambda call: words.clock24(zones.eastern(call.started)),
    "who_name": lambda call: call.who_name,
    "who_role": lambda call: call.who_role,
    "number": lambda call: call.number,
    "impression": lambda call: str(call.impression or ""),
    "concerns": lambda call: call.concerns,
    "promise": lambda call: call.follow_up.what if call.follow_up is not None else "",
}
"""What each field says of a call."""


def fields_of_arrival(text: str, call: Call, before: datetime, now: datetime) -> dict[str, Any]:
    """When it came, on the Eastern day on which it stands: a missed call is often noted later. Never in future.

    What is no such time, or not yet, leaves the call at the time `before` it was typed in.
    """
    started = before
    with contextlib.suppress(Refusal):
        started = read_past(text, now, on=zones.eastern(before).date())
    if started == call.started:
        return {}
    missed = call.meaning.missed
    found: dict[str, Any] = {"started": started}
    if missed or call.is_email or (call.ended is not None and call.ended < started):
        found["ended"] = started
    if missed and call.follow_up == promises.to_call_back(call.started):
        found["follow_up"] = promises.to_call_back(started)
    return found


def field_of_text(name: str, text: str, call: Call) -> dict[str, Any]:
    """What is kept under that name."""
    if name == "impression":
        return {name: int(text) if text else None}
    if name != "promise":
        return {name: text}
    if not text:
        return {"follow_up": None}
    before = call.follow_up or FollowUp(what=text)
    return {"follow_up": msgspec.structs.replace(before, what=text, done=None)}


def call_title(call: Call, now: datetime, *, unsaved: bool, too_long: bool) -> str:
    """When it came, how long it has been going on, and whether it is saved; `too_long` is the note."""
    wall = zones.eastern(call.started)
    passed = int((now - call.started).total_seconds())
    running = f" · {words.countdown(passed)}" if call.ended is None and 0 <= passed < words.DAY else ""
    state = "NOT SAVED" if unsaved else "on disk"
    if too_long:
        state = f"ONLY THE FIRST {NOTE_LIMIT:,} CHARACTERS ARE KEPT"
    kind = call.meaning.title
    return f"CALL · {words.clock24(wall)} {zones.abbreviation(wall)} · {kind}{running} · {state}"


def caller_name(state: State, call: Call | None) -> str:
    """The program, or the words for a caller who is on no list; empty where nothing is known."""
    if call is None or not (call.program or call.unknown):
        return ""
    return program_title(state, call.program, call.unknown)


def was_mistaken(call: Call, kind: str, now: datetime) -> bool:
    """Whether that kind of pressure was noted just now and has no words yet: the same key again takes it back."""
    last = call.pressure[-1] if call.pressure else None
    return last is not None and last.kind == kind and not last.words and now - last.at <= MISTAKEN_FOR
