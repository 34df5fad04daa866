"""What is shown largest: the nearest thing with the user's name on it, or an official moment that comes sooner."""

from datetime import datetime
from typing import NamedTuple

from soaptui.records import State
from soaptui.week import words
from soaptui.week.agenda import Agenda, open_round
from soaptui.week.countdowns import Deadline, counting_down
from soaptui.week.season import Season


class Nearest(NamedTuple):
    """A sentence that ends where the figures begin, and the moment that they count down to (None: no figures).

    `program` is the one whose title stands in the sentence.
    """

    title: str
    at: datetime | None
    program: str = ""


def nearest_thing(state: State, season: Season, agenda: Agenda) -> Nearest:
    """What counts down now.

    The user's own comes first where it is as near as what is official. What is overdue comes before what is more than
    a day away.
    """
    if agenda.unsure:
        return Nearest("Is SOAP over? Look at your phone, then T", None)
    official = _official(agenda)
    others_wait = open_round(agenda) is not None  # then a task of the user's own is no headline
    own = next((one for one in counting_down(state, season, agenda.now) if _is_own(one, others_wait)), None)
    chosen = official
    if own is not None and (official.at is None or own.at <= official.at):
        chosen = Nearest(f"{own.what} in", own.at, own.program)
    late = (due for due in agenda.due if due.at <= agenda.now and due.kind != "call")  # an open call is not late
    overdue = next(late, None)
    if overdue is not None and (chosen.at is None or words.seconds_left(chosen.at, agenda.now) >= words.DAY):
        return Nearest(f"OVERDUE · {overdue.label}", None)
    return chosen


def _is_own(deadline: Deadline, others_wait: bool) -> bool:
    return not deadline.official and not (deadline.task and others_wait)


def _official(agenda: Agenda) -> Nearest:
    """What is open and ends, before what is still to come."""
    opened = open_round(agenda)
    if opened is not None:
        return Nearest(f"{opened.label.upper()} IS OPEN, closes in", opened.closes)
    for item in agenda.open:
        if agenda.next is None or item.closes <= agenda.next.at:
            return Nearest(f"{item.label}:", item.closes)
    if agenda.next is not None:
        return Nearest(f"{agenda.next.label.split(';')[0]} in", agenda.next.at)
    return Nearest("Match Week is over", None)
