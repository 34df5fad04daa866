"""When alarms ring before a deadline, as it is typed: "60 30 15", "1 h, half an hour, 15 min"."""

import re

from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.typed_time.details import Unread
from soaptui.typed_time.span import read_span
from soaptui.week import alarms
from soaptui.week.deadlines import SubjectKind


def read_alarm_minutes(text: str, kind: SubjectKind) -> tuple[int, ...]:
    """The minutes before a deadline of that kind, the longest first. Raises Refusal.

    Bare numbers stand side by side; lengths with a word are parted by commas, for "1 h 30" is one length.
    """
    return alarms.ladder(" ".join(_piece(piece) for piece in re.split("[,;]", clean(text))), kind)


def _piece(piece: str) -> str:
    if not any(letter.isalpha() for letter in piece) or piece.strip().casefold() == alarms.NONE:
        return piece
    try:
        return str(int(read_span(piece).total_seconds()) // 60)
    except Unread:
        raise Refusal(
            f"{piece.strip()!r} is not a time before a deadline: write for example 60 30 15 5 1, or 1 h, 30 min, "
            "15 min."
        ) from None
