"""Whether an alarm arrives: what the user said when it was tested.

Nothing else can know: a muted loudspeaker, a desktop that is told not to disturb and a telephone that dropped the
alarms of a file all look like success from here.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from soaptui.records import State, Task, replace

AlarmTestId = Literal["test-alarm", "test-notification", "phone-rang"]
"""The ids of the tasks that keep the answers; those of the items of the preparation too."""


class AlarmTest(NamedTuple):
    """One thing to test: the title of its task, what is asked, and what is said after each answer."""

    title: str
    asked: str
    well: str
    badly: str


ALARM_TESTS: dict[AlarmTestId, AlarmTest] = {
    "test-alarm": AlarmTest(
        "Test the alarm: did you hear it?",
        "Did you hear it?",
        "The alarm was tested, and heard.",
        "You did not hear it. Turn the volume up, allow the terminal's bell, and test it again. Put the deadlines "
        "on your phone too.",
    ),
    "test-notification": AlarmTest(
        "Test the notification: did you see it?",
        "Did a notification appear outside this window?",
        "A notification was seen.",
        "No notification was seen: allow those of your terminal in the system's settings, and turn Focus or Do Not "
        "Disturb off.",
    ),
    "phone-rang": AlarmTest(
        "Let the phone ring once from its calendar",
        "Did the phone ring?",
        "The phone rang from its calendar.",
        "The phone did not ring: set the alarms by hand in its calendar, or use another calendar.",
    ),
}


def alarm_test_answer(state: State, test: AlarmTestId) -> bool | None:
    """Whether it arrived; None where nobody tried."""
    kept = state.tasks.get(test)
    return None if kept is None else kept.done is not None


def alarm_test_noted(state: State, test: AlarmTestId, arrived: datetime | None) -> tuple[str, Task]:
    """What the history says of an answer, and the task that keeps it; without a moment it did not arrive."""
    kept = state.tasks.get(test, Task(id=test, title=ALARM_TESTS[test].title))
    word = "No" if arrived is None else "Yes"
    return f"Test of the alarm. {ALARM_TESTS[test].asked} {word}", replace(kept, done=arrived)
