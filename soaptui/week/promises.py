"""What was promised in calls and is still to be done. A missed call promises by itself that it is returned."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from soaptui.records import Call, FollowUp

CALL_BACK = "call back, then a short email"
"""What a missed call or a voicemail asks for, in the words under which it is kept."""

CALL_BACK_WITHIN = timedelta(minutes=20)
"""Soon, as the guide asks for, and still time enough to find a quiet place."""


def is_unfinished(call: Call) -> bool:
    """Whether a call that was spoken has not been ended yet."""
    return call.ended is None and call.meaning.spoken


def to_call_back(started: datetime) -> FollowUp:
    """What a call that was missed then asks for."""
    return FollowUp(what=CALL_BACK, due=started + CALL_BACK_WITHIN)


def last_spoken(calls: Iterable[Call]) -> dict[str, datetime]:
    """When each program, and each number, was spoken with last, either way."""
    last: dict[str, datetime] = {}
    for call in calls:
        if call.meaning.spoken:
            for same in (call.program, call.number):
                if same and (same not in last or last[same] < call.started):
                    last[same] = call.started
    return last


def is_returned(call: Call, spoken: dict[str, datetime]) -> bool:
    """Whether a call that was missed has been returned, or they have called again. `spoken` is `last_spoken`."""
    later = spoken.get(call.program or call.number)
    return call.meaning.missed and later is not None and later > call.started


def still_open(call: Call, spoken: dict[str, datetime]) -> FollowUp | None:
    """What is still to be done of a call; None where nothing is."""
    promised = call.follow_up
    if promised is None:
        waits = call.meaning.missed and not is_returned(call, spoken)
        return FollowUp(what=CALL_BACK, due=call.started) if waits else None
    if promised.done is not None or (promised.what == CALL_BACK and is_returned(call, spoken)):
        return None
    return promised
