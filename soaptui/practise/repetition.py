"""When an answer is to be practised again: FSRS, the scheduler of the flash cards, over the runs that are kept.

Nothing of it is stored: the runs say everything, and are few. This module is the one home of the package.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from soaptui.records import Attempt

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST = 7
"""No answer rests for more days: Match Week is near, and an answer is not known but ready."""

STEPS = (timedelta(minutes=10), timedelta(hours=12))
"""A new answer comes again in the same sitting, and then on the next morning."""

UNRATED = 3


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(learning_steps=STEPS, relearning_steps=STEPS[:1], maximum_interval=LONGEST, enable_fuzzing=False)


def to_practise_again(runs: Sequence[Attempt]) -> datetime | None:
    """When the answer is due again after these runs, the oldest first; None where there are none."""
    if not runs:
        return None  # before the package is loaded
    from fsrs import Card, Rating

    grades = {1: Rating.Again, 2: Rating.Again, 3: Rating.Hard, 4: Rating.Good, 5: Rating.Easy}
    card = Card(card_id=0, due=datetime.fromtimestamp(0, UTC))
    for run in runs:
        grade = grades.get(run.rating or UNRATED, Rating.Hard)
        card, _ = _scheduler().review_card(card, grade, run.at.astimezone(UTC))
    return card.due
