"""What is kept of contacts: a call or an email, an interview, a person. Others import them from records.py."""

from soaptui.call_kinds import EMAIL, CallOutcome, Channel, Direction, DirectionMeaning, contact_meaning
from soaptui.interview_standings import (
    INTERVIEW_STANDINGS,
    InterviewStage,
    InterviewStanding,
    StandingOfInterview,
    standing_of,
)
from soaptui.parts import Earlier, FollowUp, Instant, Pressure
from soaptui.record import Record


class Call(Record, frozen=True, kw_only=True):
    """One call, from the ring on, or one email. `program` is a program's id, or empty with `unknown` as the words
    for it. `text` is what an email says, whole, as it came; `note` is the user's own.
    """

    started: Instant
    ended: Instant | None = None
    direction: Direction = "in"
    channel: Channel = "phone"
    program: str = ""
    unknown: str = ""
    number: str = ""
    who_name: str = ""
    who_role: str = ""
    asked: tuple[str, ...] = ()
    impression: int | None = None
    concerns: str = ""
    pressure: tuple[Pressure, ...] = ()
    note: str = ""
    outcome: CallOutcome = ""
    follow_up: FollowUp | None = None
    text: str = ""

    @property
    def meaning(self) -> DirectionMeaning:
        """What it is, by its way and by what it went over."""
        return contact_meaning(self.direction, self.channel)

    @property
    def is_email(self) -> bool:
        """Whether it was written, and not spoken."""
        return self.channel == EMAIL


class Person(Record, frozen=True, kw_only=True):
    """Somebody of a program: its director, its coordinator, who spoke to the user. `role` is in words."""

    program: str
    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


class Interview(Record, frozen=True, kw_only=True):
    """An interview: the instant, and the zone and words in which the program said it.

    `earlier` is how it stood before each time that it was moved, the oldest first. `scores` is what the user thought
    of it, by part, from 1 to 5.
    """

    program: str
    at: Instant
    zone: str = ""
    words: str = ""
    minutes: int = 20
    platform: str = ""
    link: str = ""
    confirmed: bool = False
    outcome: str = ""
    note: str = ""
    earlier: tuple[Earlier, ...] = ()
    stage: InterviewStage = ""
    scores: dict[str, int] = {}

    @property
    def standing(self) -> InterviewStanding:
        """How it stands."""
        return standing_of(self.outcome, self.stage, confirmed=self.confirmed)

    @property
    def means(self) -> StandingOfInterview:
        """What its standing means."""
        return INTERVIEW_STANDINGS[self.standing]

    @property
    def standing_title(self) -> str:
        """How it stands, in words: what became of it in the words of whoever wrote that."""
        return self.outcome or self.means.title
