"""What a contact is: which way it went, over what, what came of it, and what may not be asked in it. Each set once.

A call is one by telephone or video; an email is a contact as well, and never a missed call. Whatever depends on a
member asks its table, or `contact_meaning`. It is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

Direction = Literal["in", "out", "missed", "voicemail"]
Channel = Literal["phone", "video", "email"]
CallOutcome = Literal["", "talked", "interview set", "call back", "they will call", "not interested"]
PressureKind = Literal["commit", "where else"]


class DirectionMeaning(Meaning):
    """One way that a contact goes: its `title` and `mark` on the screens, and what it is called in the `history`.

    `spoken` says that somebody was spoken with, `missed` that it waits to be returned, `theirs` that it came from
    them. `counted` is the figure that it is counted under, and `also` are other words for it in a filter.
    """

    title: str
    mark: str
    history: str
    spoken: bool = False
    missed: bool = False
    theirs: bool
    counted: Literal["came", "out", "missed", "emails"]
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
        title="missed", mark="✗", history="Missed call", missed=True, theirs=True, counted="missed"
    ),
    "voicemail": DirectionMeaning(
        title="voicemail", mark="✉", history="Voicemail", missed=True, theirs=True, counted="missed"
    ),
}
"""The ways of a call."""

MISSED_CALLS: tuple[Direction, ...] = tuple(one for one, means in DIRECTIONS.items() if means.missed)
"""The calls in which nobody was spoken with: each promises by itself that it is returned."""

_WROTE = DirectionMeaning(title="they wrote", mark="@", history="Email", theirs=True, counted="emails")
_WRITTEN = DirectionMeaning(title="you wrote", mark="@", history="Email sent", theirs=False, counted="emails")

EMAIL_DIRECTIONS: dict[Direction, DirectionMeaning] = {
    "in": _WROTE,
    "out": _WRITTEN,
    "missed": _WROTE,
    "voicemail": _WROTE,
}
"""The ways of an email: none is missed, whatever a store says of it."""


class ChannelMeaning(Meaning):
    """What a contact goes over: its ways, what one is called, and what they did in it ("called", "wrote")."""

    directions: dict[Direction, DirectionMeaning]
    noun: str = "call"
    they_did: str = "called"


CHANNELS: dict[Channel, ChannelMeaning] = {
    "phone": ChannelMeaning(directions=DIRECTIONS),
    "video": ChannelMeaning(directions=DIRECTIONS),
    "email": ChannelMeaning(directions=EMAIL_DIRECTIONS, noun="email", they_did="wrote"),
}

EMAIL: Channel = "email"


def contact_meaning(direction: Direction, channel: Channel) -> DirectionMeaning:
    """What a contact is that went this way over that."""
    return CHANNELS[channel].directions[direction]


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

    `they_may_not` and `they_asked` are for a sentence that begins with those words. `say` is what to answer on the
    phone, `say_after` after SOAP.
    """

    word: str
    me: str
    they_may_not: str
    they_asked: str
    say: str
    say_after: str


PRESSURE_KINDS: dict[PressureKind, PressureMeaning] = {
    "commit": PressureMeaning(
        word="commit",
        me="asked me to commit",
        they_may_not="ask you to commit: offers exist only in R3",
        they_asked="whether you would accept",
        say="I am very interested. I understand that offers come only through R3.",
        say_after="I am very interested. Please send me the offer in writing, and I will answer soon.",
    ),
    "where else": PressureMeaning(
        word="where",
        me="asked where else I applied",
        they_may_not="ask where else you applied",
        they_asked="where else you applied",
        say="I would like to keep that private. I am very interested in your program.",
        say_after="I would like to keep that private. I am very interested in your program.",
    ),
}
