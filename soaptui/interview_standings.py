"""How an interview stands: each standing once, with what it means, and the parts of which a score is made.

What is kept is what became of it, whether it is confirmed, and its stage before that: an old store reads as it did.
It is kept by its text, so no text here ever changes.
"""

from typing import Literal, get_args

from soaptui.meaning import Meaning

InterviewStage = Literal["", "proposed", "move asked"]
"""What is known of one that is not confirmed; nothing: the user has answered, and waits."""

InterviewOutcome = Literal["held", "declined", "cancelled", "missed"]
InterviewStanding = Literal["proposed", "pending", "confirmed", "move asked", InterviewOutcome]


class StandingOfInterview(Meaning):
    """One standing: as it is shown (`title`) and explained (`says`), and its `look` in a list.

    `stands`: it is still to be held as far as anybody said, so it rings and is got ready for. `takes_time`: no other
    appointment is proposed at its hour. `clashes`: it is in the way of others, and what is in its way is said.
    `waits` is what it is listed under as long as it has not begun; `in_the_day` says that it is listed at all, and
    `counted` that it is one of the interviews in the figures.
    """

    title: str
    says: str
    look: str = "good"
    stands: bool = False
    takes_time: bool = False
    clashes: bool = False
    waits: str = ""
    in_the_day: bool = True
    counted: bool = True


INTERVIEW_STANDINGS: dict[InterviewStanding, StandingOfInterview] = {
    "proposed": StandingOfInterview(
        title="proposed",
        says="They named the time, and you have not answered.",
        look="warn",
        stands=True,
        takes_time=True,
        clashes=True,
        waits="answer the interview",
    ),
    "pending": StandingOfInterview(
        title="not confirmed",
        says="You agreed on a time. It is not confirmed yet.",
        stands=True,
        takes_time=True,
        clashes=True,
        waits="confirm the interview",
    ),
    "confirmed": StandingOfInterview(
        title="confirmed", says="Both sides have said yes.", stands=True, takes_time=True, clashes=True
    ),
    "move asked": StandingOfInterview(
        title="asked to move",
        says="You asked for another time; until they answer, the old time holds.",
        look="warn",
        stands=True,
        takes_time=True,
        waits="another time, asked for",
    ),
    "held": StandingOfInterview(title="held", says="It is over, and you were there.", look="dim"),
    "declined": StandingOfInterview(
        title="declined", says="You said no to it.", look="dim", in_the_day=False, counted=False
    ),
    "cancelled": StandingOfInterview(
        title="cancelled", says="It was cancelled.", look="dim", in_the_day=False, counted=False
    ),
    "missed": StandingOfInterview(
        title="missed", says="The time passed, and the interview did not happen.", look="dim"
    ),
}

OUTCOMES: tuple[InterviewOutcome, ...] = get_args(InterviewOutcome)
"""What can become of an interview."""


def standing_of(outcome: str, stage: InterviewStage, *, confirmed: bool) -> InterviewStanding:
    """How an interview stands by what is kept of it. An outcome in words of somebody's own is over, and counts as
    held, unless it says that it was called off.
    """
    if outcome:
        known = next((one for one in OUTCOMES if one == outcome), None)
        off = outcome.casefold().startswith(("cancel", "called off"))
        return known or ("cancelled" if off else "held")
    if confirmed:
        return "confirmed"
    return stage or "pending"


# -- how it went

InterviewPart = Literal["people", "teaching", "genetics", "visa", "gut"]

BEST = 5
"""A part is scored from 1 to this."""


class ScoredPart(Meaning):
    """A part of how it went: what is asked of oneself."""

    asks: str


SCORED_PARTS: dict[InterviewPart, ScoredPart] = {
    "people": ScoredPart(asks="Would I like to work with them?"),
    "teaching": ScoredPart(asks="Will I learn there?"),
    "genetics": ScoredPart(asks="Does it lead to genetics?"),
    "visa": ScoredPart(asks="Will the visa work?"),
    "gut": ScoredPart(asks="How do I feel about it?"),
}
