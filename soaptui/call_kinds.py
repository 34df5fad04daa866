"""What a call is: which way it went, over what, what came of it, and what may not be asked in it. Each set once.

Whatever depends on a member asks its table. It is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

Direction = Literal["in", "out", "missed", "voicemail"]
Channel = Literal["phone", "video", "email"]
CallOutcome = Literal["", "talked", "interview set", "call back", "they will call", "not interested"]
InterviewOutcome = Literal["held", "cancelled", "missed"]
PressureKind = Literal["commit", "where else"]


class DirectionMeaning(Meaning):
    """One way that a call goes: its `title` and its `mark` on the screens, and what it is called in the `history`.

    `spoken` says that somebody was spoken with: a call that was not waits to be returned. `theirs` says that they
    rang. `counted` is the figure that it is counted under, and `also` are other words for it in a filter.
    """

    title: str
    mark: str
    history: str
    spoken: bool
    theirs: bool
    counted: Literal["came", "out", "missed"]
    also: tuple[str, ...] = ()


DIRECTIONS: dict[Direction, DirectionMeaning] = {
    "in": DirectionMeaning(
        title="they called",
        mark="●",
        history="Call",
        spoken=True,
        theirs=True,
        counted="came",
        also=("theycalled", "incoming"),
    ),
    "out": DirectionMeaning(
        title="you called",
        mark="→",
        history="Call out",
        spoken=True,
        theirs=False,
        counted="out",
        also=("youcalled", "outgoing"),
    ),
    "missed": DirectionMeaning(
        title="missed", mark="✗", history="Missed call", spoken=False, theirs=True, counted="missed"
    ),
    "voicemail": DirectionMeaning(
        title="voicemail", mark="✉", history="Voicemail", spoken=False, theirs=True, counted="missed"
    ),
}

SPOKEN_CALLS: tuple[Direction, ...] = tuple(one for one, means in DIRECTIONS.items() if means.spoken)
MISSED_CALLS: tuple[Direction, ...] = tuple(one for one, means in DIRECTIONS.items() if not means.spoken)
"""The calls in which nobody was spoken with: each promises by itself that it is returned."""

THEIR_CALLS: tuple[Direction, ...] = tuple(one for one, means in DIRECTIONS.items() if means.theirs)


class OutcomeMeaning(Meaning):
    """What came of a call: as it is chosen, and whether they are waited for then."""

    choice: str
    they_call: bool = False


CALL_OUTCOMES: dict[CallOutcome, OutcomeMeaning] = {
    "": OutcomeMeaning(choice="not said"),
    "talked": OutcomeMeaning(choice="talked"),
    "interview set": OutcomeMeaning(choice="interview set"),
    "call back": OutcomeMeaning(choice="call back"),
    "they will call": OutcomeMeaning(choice="they will call", they_call=True),
    "not interested": OutcomeMeaning(choice="not interested"),
}

OUTCOMES_SAID: tuple[CallOutcome, ...] = tuple(one for one in CALL_OUTCOMES if one)
"""The outcomes but for none."""

INTERVIEW_SET: CallOutcome = "interview set"
"""What came of a call in which an interview was written down."""


class PressureMeaning(Meaning):
    """A question that they may not ask: its word in a filter, and what they did, as the user would say it.

    `they_may_not` and `they_asked` are for a sentence that begins with those words.
    """

    word: str
    me: str
    they_may_not: str
    they_asked: str


PRESSURE_KINDS: dict[PressureKind, PressureMeaning] = {
    "commit": PressureMeaning(
        word="commit",
        me="asked me to commit",
        they_may_not="ask you to commit: offers exist only in R3",
        they_asked="whether you would accept",
    ),
    "where else": PressureMeaning(
        word="where",
        me="asked where else I applied",
        they_may_not="ask where else you applied",
        they_asked="where else you applied",
    ),
}
