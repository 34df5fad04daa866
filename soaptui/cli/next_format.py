"""`soaptui next --format`: one line for a status bar or a prompt, from named fields."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from soaptui.refusal import Refusal
from soaptui.text import shown
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda


class FormatMoment(NamedTuple):
    """What the fields are worked out from. `clock` says what is wrong with the computer's clock, if anything is."""

    agenda: Agenda
    now: datetime
    zone: str
    clock: str


class FormatField(NamedTuple):
    """What a field says, and how."""

    means: str
    value: Callable[[FormatMoment], str]


def _open(moment: FormatMoment, value: Callable[[datetime, datetime], str]) -> str:
    return value(moment.agenda.open[0].closes, moment.now) if moment.agenda.open else ""


def _next(moment: FormatMoment, value: Callable[[datetime, datetime], str]) -> str:
    return value(moment.agenda.next.at, moment.now) if moment.agenda.next is not None else ""


def _seconds(at: datetime, now: datetime) -> str:
    return str(words.seconds_left(at, now))


FORMAT_FIELDS: dict[str, FormatField] = {
    "et": FormatField("the time in Eastern Time, 10:12", lambda m: words.clock24(zones.eastern(m.now))),
    "local": FormatField("the time at home, 19:42", lambda m: words.clock24(zones.at_zone(m.now, m.zone))),
    "day": FormatField("the day in Eastern Time, Thu 18 Mar", lambda m: words.day_text(zones.eastern(m.now))),
    "open": FormatField("what is open and ends first", lambda m: m.agenda.open[0].label if m.agenda.open else ""),
    "open_left": FormatField("the time left, 0:47:53", lambda m: _open(m, words.until)),
    "open_seconds": FormatField("the same in seconds", lambda m: _open(m, _seconds)),
    "open_until": FormatField("until when", lambda m: _open(m, lambda at, now: words.when(at, now, m.zone))),
    "open_count": FormatField("how many things are open", lambda m: str(len(m.agenda.open))),
    "next": FormatField("what comes next", lambda m: m.agenda.next.label if m.agenda.next is not None else ""),
    "next_in": FormatField("the time until then, 1:47:53", lambda m: _next(m, words.until)),
    "next_seconds": FormatField("the same in seconds", lambda m: _next(m, _seconds)),
    "next_at": FormatField("when", lambda m: _next(m, lambda at, now: words.when(at, now, m.zone))),
    "due": FormatField("what is due first", lambda m: m.agenda.due[0].label if m.agenda.due else ""),
    "due_count": FormatField("how many things are due", lambda m: str(len(m.agenda.due))),
    "do": FormatField("the one next action", lambda m: m.agenda.action),
    "clock": FormatField("what is wrong with the clock; empty where nothing is", lambda m: m.clock),
}  # fmt: skip

_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}:]*)(?::(?P<most>\d{1,3}))?\}|[{}]")
_OBEYED = re.compile(r"#(?=[\[({])")
"""What tmux would take for a style or a command; it never comes out of anybody's text."""


def formatted_moment(wanted: str, moment: FormatMoment, worded: Callable[[str], str]) -> str:
    """The line that is wanted. `{name}` is a field, `{name:20}` at most so many characters of it, `{{` a brace.

    Raises Refusal, with the fields there are, for a name that is none of them.
    """

    def put(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        field = FORMAT_FIELDS.get((match["name"] or "").strip())
        if field is None:
            alone = "A brace stands alone (write {{ or }} for one)"
            what = alone if match[0] in "{}" else f"{shown(match[0])} is not a field"
            raise Refusal(f"{what}. The fields are: {', '.join(FORMAT_FIELDS)}.")
        value = _OBEYED.sub("", shown(worded(field.value(moment))))
        most = int(match["most"] or 0)
        return value if not most or len(value) <= most else f"{value[: most - 1]}…"

    return _FIELD.sub(put, shown(wanted))
