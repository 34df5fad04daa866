"""What is practised next, and why: first what a call really asked, then what went badly, then what was never said."""

from datetime import datetime
from typing import Literal

from soaptui.calls.prepared_texts import CORE_STORY
from soaptui.meaning import Meaning
from soaptui.practise.bank import BankQuestion, TimeAsked, question_bank
from soaptui.practise.repetition import to_practise_again
from soaptui.practise.runs import RATINGS, runs_by_question
from soaptui.private_text import PrivateText
from soaptui.records import Attempt, State
from soaptui.week import words

WEAK = 2
"""A run rated so or lower went badly."""

Reason = Literal["asked", "weak", "new", "due", "soon", "later", "not yours"]


class ReasonMeaning(Meaning):
    """Why a question stands where it does: its place in the order, and a mark for the list."""

    place: int
    mark: str
    look: str


REASONS: dict[Reason, ReasonMeaning] = {
    "asked": ReasonMeaning(place=0, mark="!", look="warn"),
    "weak": ReasonMeaning(place=1, mark="↓", look="warn"),
    "new": ReasonMeaning(place=2, mark="○", look=""),
    "due": ReasonMeaning(place=3, mark="↻", look=""),
    "soon": ReasonMeaning(place=4, mark="↓", look="dim"),
    "later": ReasonMeaning(place=4, mark="✓", look="good"),
    "not yours": ReasonMeaning(place=5, mark="–", look="dim"),
}
"""The order in which questions are proposed."""


class Proposal(PrivateText, frozen=True):
    """A question with its runs (the oldest first), why it stands where it does, and when it is due again.

    `asked` is when a program asked it last.
    """

    question: BankQuestion
    runs: tuple[Attempt, ...]
    reason: Reason
    due: datetime | None = None
    asked: TimeAsked | None = None

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def last(self) -> Attempt | None:
        """The newest run."""
        return self.runs[-1] if self.runs else None


def proposals(state: State, now: datetime) -> tuple[Proposal, ...]:
    """Every question, what is to be practised next first."""
    runs = runs_by_question(state.attempts.values())
    found = [_proposal(question, tuple(runs.get(question.id, ())), now) for question in question_bank(state, now)]
    return tuple(sorted(found, key=_order))


def next_proposal(ordered: tuple[Proposal, ...], after: str = "") -> Proposal:
    """What to practise next; another question than the one that was just practised."""
    return next((one for one in ordered if one.id != after), ordered[0])


def _proposal(question: BankQuestion, runs: tuple[Attempt, ...], now: datetime) -> Proposal:
    asked = next((one for one in question.asked if one.at <= now), None)
    due = to_practise_again(runs)
    reason: Reason
    if question.aside:
        reason = "not yours"
    elif asked is not None and not (runs and runs[-1].at >= asked.at):
        reason = "asked"
    elif not question.fits:
        reason = "not yours"
    elif due is None:
        reason = "new"
    elif (runs[-1].rating or WEAK + 1) <= WEAK:
        reason = "soon" if due > now else "weak"
    else:
        reason = "later" if due > now else "due"
    return Proposal(question, runs, reason, due, asked)


def _order(one: Proposal) -> tuple[int, float, int, int]:
    """Asked: the newest call first. New: the core story first. Due: what is due for longest, then least practised."""
    place = REASONS[one.reason].place
    if one.reason == "asked" and one.asked is not None:
        return (place, -one.asked.at.timestamp(), len(one.runs), 0)
    if one.due is not None:
        return (place, one.due.timestamp(), len(one.runs), 0)
    core = CORE_STORY.index(one.id) if one.id in CORE_STORY else len(CORE_STORY)
    return (place, 0.0, 0, core)


def why_now(one: Proposal, now: datetime, zone: str) -> str:
    """Why a question is proposed, or when it comes again, in one sentence."""
    match one.reason:
        case "asked":
            asked = one.asked
            return f"Asked {words.when(asked.at, now, zone)}, not practised since: {asked.who}" if asked else ""
        case "weak" | "soon":
            rating = one.runs[-1].rating or WEAK
            again = f" Again {words.when(one.due, now, zone)}." if one.reason == "soon" and one.due else ""
            return f"The last run went badly ({rating} {RATINGS.get(rating, '')}).{again}"
        case "new":
            return "You have not said it aloud yet."
        case "due":
            return "It is time to say it again."
        case "later":
            return f"Practised. Again {words.when(one.due, now, zone)}." if one.due else "Practised."
        case "not yours":
            return "You set it aside." if one.question.aside else "Your profile does not show this weak point."
