"""`soaptui call list`: the log in lines."""

from typing import Any

from soaptui.calls.call_words import first_line
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.records import Call, State, program_title
from soaptui.week import words, zones


def calls_command(context: Context) -> int:
    """The calls and emails, the newest first: when, which program, what."""
    with context.store() as store:
        state = store.state
    calls = sorted(state.calls.values(), key=lambda call: (call.started, call.id), reverse=True)
    if context.json:
        context.print_json([_as_json(state, call) for call in calls])
    elif calls:
        rows = [(words.eastern_text(call.started), _whose(state, call), _what(call)) for call in calls]
        context.print_table(("when", "program", "what"), rows)
    else:
        context.print_lines(["No calls are written down yet: soaptui call add --program CODE."])
    return DONE


def _whose(state: State, call: Call) -> str:
    return program_title(state, call.program, call.unknown)


def _what(call: Call) -> str:
    """What it was, and the first of what was written down of it."""
    said = first_line(call.note) or first_line(call.text) or "; ".join(call.asked)
    promised = f"promised: {call.follow_up.what}" if call.follow_up is not None else ""
    return " · ".join(part for part in (call.meaning.title, call.outcome, said, promised) if part)


def _as_json(state: State, call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "at": zones.eastern(call.started).isoformat(),
        "program": call.program,
        "title": _whose(state, call),
        "direction": call.direction,
        "channel": call.channel,
        "what": _what(call),
    }
