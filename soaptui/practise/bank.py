"""Every question that can be practised: those that ship, the user's own, and what was asked in calls."""

import re
from datetime import datetime
from hashlib import sha256

import msgspec

from soaptui.calls import prepared_texts
from soaptui.calls.prepared_texts import AskedQuestion, QuestionSection
from soaptui.private_text import PrivateText
from soaptui.programs import specialties
from soaptui.records import Answer, State, new_id, program_title
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean, folded

OWN = "question-"
"""How the id of a question of the user's own begins; it is kept as an answer without words."""

HEARD = "heard-"
"""How the id of a question begins that is known only from a call."""

FEW_WORDS = 2
"""So few words find a question that holds them; more are a question."""

SECTIONS: dict[QuestionSection, str] = {
    "core": "CORE STORY",
    "flags": "WEAK POINTS",
    "common": "OFTEN ASKED",
    "strengths": "GENETICS: YOUR CASES",
    "own": "YOUR OWN, AND THOSE FROM CALLS",
}
"""The parts of the bank, in the order in which they are shown."""


class TimeAsked(PrivateText, frozen=True):
    """That a program asked it: when, which (empty for one that nobody knows), what it is called, in which words."""

    at: datetime
    program: str
    who: str
    words: str


class BankQuestion(PrivateText, frozen=True):
    """A question of the bank, when it was asked in calls (the newest first), and whether it `fits` this user.

    A weak point that the profile does not show fits only once it was asked, or an answer is written; what the user
    has put `aside` does not fit.
    """

    question: AskedQuestion
    asked: tuple[TimeAsked, ...] = ()
    fits: bool = True
    aside: bool = False

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id


def question_bank(state: State, now: datetime) -> tuple[BankQuestion, ...]:
    """Every question, section by section."""
    asked = _asked_in_calls(state)
    shows = prepared_texts.flags_of(state, now)
    bank = prepared_texts.shipped_texts()
    own = [question_of_the_user(answer) for answer in state.answers.values() if answer.id.startswith(OWN)]
    questions = [*bank.they_ask, *bank.strengths, *own]
    known_words = _words_of(questions)
    times: dict[str, list[TimeAsked]] = {}
    for words, moments in asked.items():
        known = _meant(words, known_words)
        if known is None:
            known = heard_id(words)
            if known not in times:
                questions.append(AskedQuestion(known, words, words, section="own"))
        times.setdefault(known, []).extend(moments)
    order = list(SECTIONS)
    questions.sort(key=lambda one: order.index(one.section))
    return tuple(_banked(state, one, times.get(one.id, []), shows) for one in questions)


_WORD = re.compile(r"[^\W_]+")


def _words_of(questions: list[AskedQuestion]) -> list[tuple[str, str, frozenset[str]]]:
    """For each way in which a question is known: its id, its words, and those that say what it is about."""
    known = []
    small = prepared_texts.shipped_texts().small_words
    for one in questions:
        for text in (one.short, one.text):
            words = _WORD.findall(folded(text))
            known.append((one.id, " ".join(words), frozenset(words).difference(small)))
    return known


def _meant(text: str, known: list[tuple[str, str, frozenset[str]]]) -> str | None:
    """The question that is asked in these words: the same words, else all that one is about, the most of them."""
    words = _WORD.findall(folded(text))
    whole, telling = " ".join(words), frozenset(words)
    same = next((key for key, exact, _ in known if exact == whole), None)
    if same is not None:
        return same
    held = [(len(about), key) for key, _, about in known if about and about <= telling]
    most = max((count for count, _ in held), default=0)
    return next((key for count, key in held if count == most), None)


def _banked(state: State, question: AskedQuestion, times: list[TimeAsked], shows: set[str]) -> BankQuestion:
    asked = tuple(sorted(times, key=lambda one: one.at, reverse=True))
    kept = state.answers.get(question.id)
    aside = kept is not None and kept.hidden is not None
    fits = bool(asked) or not question.flag or question.flag in shows
    fits = fits or bool(prepared_texts.answer_to(state, question, ""))
    return BankQuestion(question, asked, fits and not aside, aside)


def put_aside(state: State, question: AskedQuestion, now: datetime) -> Answer:
    """The record that puts a question aside, or takes it back in."""
    before = state.answers.get(question.id, Answer(id=question.id, question=question.text))
    return msgspec.structs.replace(before, hidden=None if before.hidden is not None else now)


def _asked_in_calls(state: State) -> dict[str, list[TimeAsked]]:
    """What the calls note as asked, in the words in which it was noted first."""
    asked: dict[str, list[TimeAsked]] = {}
    for call in sorted(state.calls.values(), key=lambda call: call.started):
        for words in call.asked:
            if words.strip():
                who = program_title(state, call.program, call.unknown)
                asked.setdefault(words, []).append(TimeAsked(call.started, call.program, who, words))
    return asked


def heard_id(words: str) -> str:
    """The id of a question that is known only from calls: the same words have the same one."""
    same = " ".join(_WORD.findall(folded(words))) or words.strip()
    return HEARD + sha256(same.encode()).hexdigest()[:8]


def question_of_the_user(answer: Answer) -> AskedQuestion:
    """A question of the user's own as one of the bank."""
    return AskedQuestion(answer.id, answer.question, answer.question, section="own")


def new_question(words: str) -> Answer:
    """A question of the user's own, to be kept. Raises Refusal where there are no words."""
    question = clean(words)
    if not question:
        raise Refusal("The question is empty. Nothing was saved.")
    return Answer(id=f"{OWN}{new_id()}", question=question)


def question_named(bank: tuple[BankQuestion, ...], text: str) -> BankQuestion | None:
    """The question with that id, those words, or the one that is meant by a beginning or a few words; else None.

    Raises Refusal where several may be meant.
    """
    wanted = folded(clean(text).rstrip("?. "))
    for one in bank:
        if wanted in {folded(words.rstrip("?. ")) for words in (one.id, one.question.short, one.question.text)}:
            return one
    begun = [one for one in bank if wanted and one.id.startswith(wanted)]
    near = begun or [one for one in bank if 0 < len(wanted.split()) <= FEW_WORDS and _holds(one.question, wanted)]
    if len(near) > 1:
        raise Refusal(f"{clean(text)!r} may be any of {', '.join(one.id for one in near)}.")
    return near[0] if near else None


def _holds(question: AskedQuestion, wanted: str) -> bool:
    words = folded(f"{question.short} {question.text}")
    return all(word in words for word in wanted.split())


def tracks() -> dict[str, str]:
    """The specialties that answers can be for, with their titles; "" is the general answer."""
    stories = prepared_texts.shipped_texts().stories
    return {"": "any specialty"} | {text.id.removeprefix("story-"): text.title for text in stories}


def usual_track(state: State) -> str:
    """The specialty that the profile names first; "" where it names none."""
    for words in state.me.specialties:
        if track := track_meant(words):
            return track
    return ""


SHORT_NAMES = {
    "im": "medicine",
    "int med": "medicine",
    "ped": "pediatrics",
    "peds": "pediatrics",
    "ty": "transitional",
    "prelim": "transitional",
    "preliminary": "transitional",
}
"""What specialties are called in haste."""


def track_meant(words: str) -> str:
    """The specialty that is meant by a name, its beginning or a code ("140", "IM", "pediatrics"); "" if none is."""
    wanted = clean(words).casefold()
    if not wanted or wanted in SHORT_NAMES:
        return SHORT_NAMES.get(wanted, "")
    for track, title in tracks().items():
        if track and (track.startswith(wanted) or title.casefold().startswith(wanted)):
            return track
    for code, known in specialties.specialties().items():
        if wanted in (code.casefold(), known.name.casefold(), known.short.casefold()):
            return prepared_texts.story_of_specialty(code).id.removeprefix("story-")
    return ""


def answer_kept(state: State, answer_id: str, title: str, words: str, now: datetime) -> Answer:
    """The answer to keep after the user has written it."""
    kept = clean(words, NOTE_LIMIT, lines=True)
    before = state.answers.get(answer_id, Answer(id=answer_id, question=title))
    return msgspec.structs.replace(before, text=kept if kept.strip() else "", updated=now)
