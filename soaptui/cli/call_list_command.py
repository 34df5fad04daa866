"""`soaptui call list`: the log in lines."""

from collections.abc import Mapping
from typing import Any

from soaptui.calls.call_words import first_line
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.records import Call, FollowUp, State, program_title
from soaptui.week import words, zones
from soaptui.week.promises import CALL_BACK
from soaptui.week.returning import open_promises


def calls_command(context: Context) -> int:
    """The calls and emails, the newest first: when, which program, what."""
    with context.store() as store:
        state = store.state
    waiting = open_promises(state, context.season(state), context.now).free
    calls = sorted(state.calls.values(), key=lambda call: (call.started, call.id), reverse=True)
    if context.json:
        context.print_json([_as_json(state, call, waiting) for call in calls])
    elif calls:
        rows = [(words.eastern_text(call.started), _whose(state, call), _what(call, waiting)) for call in calls]
        context.print_table(("when", "program", "what"), rows)
    else:
        context.print_lines(["No calls are written down yet: soaptui call add --program CODE."])
    return DONE


def _whose(state: State, call: Call) -> str:
    return program_title(state, call.program, call.unknown)


def _what(call: Call, waiting: Mapping[str, FollowUp]) -> str:
    """What it was, and the first of what was written down of it."""
    said = first_line(call.note) or first_line(call.text) or "; ".join(call.asked)
    return " · ".join(filter(None, (call.meaning.title, call.outcome, said, _promised(call, waiting))))


def _promised(call: Call, waiting: Mapping[str, FollowUp]) -> str:
    """What was promised; to call back nobody promised: it is to be done, where it may be."""
    if call.follow_up is None:
        return ""
    if call.follow_up.what == CALL_BACK:
        return f"to do: {CALL_BACK}" if call.id in waiting else ""
    return f"promised: {call.follow_up.what}"


def _as_json(state: State, call: Call, waiting: Mapping[str, FollowUp]) -> dict[str, Any]:
    return {
        "id": call.id,
        "at": zones.eastern(call.started).isoformat(),
        "program": call.program,
        "title": _whose(state, call),
        "direction": call.direction,
        "channel": call.channel,
        "what": _what(call, waiting),
    }
