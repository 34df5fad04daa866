"""What counts down at a moment: the next official events, and the user's own deadlines, the nearest first."""

from datetime import datetime

import msgspec

from soaptui.records import State
from soaptui.week import deadlines
from soaptui.week.season import Season
from soaptui.week.situation import bound, concerns, told_to


class Deadline(msgspec.Struct, frozen=True):
    """Something that is to come: what it is, when, and whether the season says so and not the user.

    `task` says that it is a task of the user's own, which nobody else waits for. `program` is the one whose title
    stands in `what`.
    """

    what: str
    at: datetime
    official: bool
    task: bool = False
    program: str = ""


def _program_of(state: State, record: str) -> str:
    found = state.offers.get(record) or state.interviews.get(record) or state.calls.get(record)
    return found.program if found is not None else ""


def counting_down(state: State, season: Season, now: datetime) -> list[Deadline]:
    """Everything that counts down at that moment, the nearest first.

    At one instant the user's own comes before what is official. Once the search is over, nothing official counts.
    """
    with_deadline = deadlines.subjects(state, season, now, now)
    first = [*deadlines.SUBJECT_KINDS].index  # at one instant, what cannot wait
    ahead = [
        Deadline(
            subject.what,
            subject.deadline,
            subject.kind == "round",
            subject.kind == "task",
            _program_of(state, subject.record),
        )
        for subject in sorted(with_deadline, key=lambda subject: first(subject.kind))
    ]
    if not bound(state):
        there = {deadline.at for deadline in ahead if deadline.official}
        ahead += [
            Deadline(told_to(e, state).label.split(";")[0], e.at, True)
            for e in season.events
            if e.at not in there and concerns(e, state)
        ]
    coming = (deadline for deadline in ahead if deadline.at > now)
    return sorted(coming, key=lambda deadline: (deadline.at, deadline.official))
