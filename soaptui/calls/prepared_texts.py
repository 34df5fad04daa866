"""What the user has ready to say: a core story for each specialty, red flags and how to phrase them, questions to
ask, questions that are asked, drafts of emails. Of the user's own life nothing ships but a prompt: what to write.

Own words are kept as Answers, under the id of what they replace.
"""

from datetime import datetime
from functools import cache
from typing import Literal

import msgspec

from soaptui import paths
from soaptui.programs import specialties
from soaptui.records import Answer, Profile, Program, State
from soaptui.text import NOTE_LIMIT, clean

OWN_QUESTIONS = "ask"
"""The id under which the user's own questions are kept, a line each."""

LONG_AGO = 5
"""So many years after graduation a gap is asked for."""


CORE_STORY = ("why-specialty", "genetics", "why-you")
"""The questions whose answers make the core story: why this specialty, why genetics, why the user."""

QuestionSection = Literal["core", "flags", "common", "strengths", "own"]


class AskedQuestion(msgspec.Struct, frozen=True):
    """A question that programs ask, in full and in a few words, with what to `stress` in the answer and to `avoid`.

    `flag` is the text that answers it, where it is asked with a frown; `prompt` says what to write, where the case
    that it asks for is the user's own.
    """

    id: str
    short: str
    text: str
    section: QuestionSection = "common"
    stress: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    flag: str = ""
    prompt: str = ""


class FlagStep(msgspec.Struct, frozen=True):
    """One of the four steps in which a weak point is told."""

    id: str
    title: str
    prompt: str


class Question(msgspec.Struct, frozen=True):
    """A question that the user may ask."""

    id: str
    text: str


class Text(msgspec.Struct, frozen=True):
    """A text that the user may replace, or that only they can write: of that there is a `prompt` and no text.

    `specialties` are those that a story is for (codes of three characters).
    """

    id: str
    title: str
    text: str = ""
    prompt: str = ""
    specialties: tuple[str, ...] = ()


class Shipped(msgspec.Struct, frozen=True):
    """Everything that comes with the program. `small_words` are those that do not say what a question is about."""

    they_ask: tuple[AskedQuestion, ...]
    steps: tuple[FlagStep, ...]
    small_words: tuple[str, ...]
    strengths: tuple[AskedQuestion, ...]
    ask: tuple[Question, ...]
    stories: tuple[Text, ...]
    flags: tuple[Text, ...]
    drafts: tuple[Text, ...]
    etiquette: tuple[str, ...]


@cache
def shipped_texts() -> Shipped:
    """What comes with the program (fixtures/questions.json)."""
    return msgspec.json.decode((paths.fixtures() / "questions.json").read_bytes(), type=Shipped)


def texts() -> tuple[Text, ...]:
    """Everything that can be put into the user's own words, in the order in which it is shown."""
    found = shipped_texts()
    own = Text(OWN_QUESTIONS, "Questions that you want to ask, a line each", "\n".join(q.text for q in found.ask))
    return (*found.stories, *found.flags, own, *found.drafts)


PROMPT = "write: "
"""Before what the user has to write in their own words. It is never said as if they had."""


def text_said(state: State, text: Text) -> str:
    """A text in the user's words, else as it comes; of what only they can say, what to write, marked as that."""
    return to_edit(state, text) or prompt_of(text)


def to_edit(state: State, text: Text) -> str:
    """A text as the user goes on with it: their own words, else what comes with the program, else nothing."""
    return own_words(state, text.id) or put_together(state, text.id) or text.text


def own_words(state: State, answer_id: str) -> str:
    """What the user wrote under that id; empty if nothing."""
    answer = state.answers.get(answer_id)
    return answer.text if answer is not None and answer.text.strip() else ""


def put_together(state: State, text_id: str) -> str:
    """A story of the three answers that make it, or a weak point of its four steps, as far as they are written."""
    if text_id.startswith("story-"):
        pieces = [answer_in_specialty(state, one, text_id.removeprefix("story-")) for one in CORE_STORY]
    elif text_id.startswith("flag-"):
        pieces = [own_words(state, step_id(text_id, step)) for step in shipped_texts().steps]
    else:
        pieces = []
    return " ".join(piece.strip() for piece in pieces if piece)


def step_id(flag: str, step: FlagStep) -> str:
    """The id under which one step of a weak point is kept."""
    return f"{flag}.{step.id}"


def specialty_answer_id(question_id: str, track: str) -> str:
    """The id under which the answer for one specialty is kept ("medicine"), or without one the general answer."""
    return f"{question_id}.{track}" if track else question_id


def answer_in_specialty(state: State, question_id: str, track: str) -> str:
    """The user's answer for a specialty; where there is none, the general one."""
    return own_words(state, specialty_answer_id(question_id, track)) or own_words(state, question_id)


def answer_to(state: State, question: AskedQuestion, track: str) -> str:
    """What the user has ready to say to a question; empty if nothing is written."""
    if question.flag:
        return own_words(state, question.flag) or put_together(state, question.flag)
    return answer_in_specialty(state, question.id, track)


def prompt_of(text: Text) -> str:
    """What to write, marked as that; empty where a text comes with the program."""
    return f"{PROMPT}{text.prompt}" if text.prompt else ""


def is_own(state: State, text: Text) -> bool:
    """Whether the user has put it into their own words."""
    return bool(own_words(state, text.id) or put_together(state, text.id))


def reworded(state: State, text: Text, words: str, now: datetime) -> Answer:
    """The answer to keep after the user has written; what is empty, or as it comes, is the shipped text again."""
    kept = clean(words, NOTE_LIMIT, lines=True)
    before = state.answers.get(text.id, Answer(id=text.id, question=text.title))
    as_it_comes = not kept.strip() or kept in (text.text, prompt_of(text))
    return msgspec.structs.replace(before, text="" if as_it_comes else kept, updated=now)


def text_named(text_id: str) -> Text:
    """The text of that id. Raises KeyError."""
    for text in texts():
        if text.id == text_id:
            return text
    raise KeyError(text_id)


def core_story(state: State, program: Program) -> str:
    """The core story for the specialty of a program."""
    return text_said(state, _story_of(program))


def _story_of(program: Program) -> Text:
    code = specialties.find_code(program.code)
    stories = shipped_texts().stories
    if code is None:
        return stories[-1]
    if code.type == "P":
        return text_named("story-transitional")
    return story_of_specialty(code.specialty)


def story_of_specialty(specialty: str) -> Text:
    """The story for a specialty, by its code of three characters."""
    stories = shipped_texts().stories
    return next((text for text in stories if specialty in text.specialties), stories[-1])


def track_of(program: Program) -> str:
    """Which of the user's stories a program hears: "medicine", "pediatrics", "transitional", "other"."""
    return _story_of(program).id.removeprefix("story-")


def answers_ready(state: State, track: str) -> list[tuple[str, str]]:
    """What the user has written to what is usually asked, beside weak points and the core story: title and words."""
    bank = shipped_texts()
    asked = [one for one in bank.they_ask if not one.flag and one.id not in CORE_STORY]
    ready = [(one.short, answer_to(state, one, track)) for one in (*asked, *bank.strengths)]
    return [(title, words) for title, words in ready if words]


def own_questions(state: State) -> list[str]:
    """What the user wants to ask, most wanted first."""
    return [line for line in text_said(state, text_named(OWN_QUESTIONS)).splitlines() if line.strip()]


def red_flags(state: State, now: datetime) -> list[tuple[str, str]]:
    """What may be asked about with a frown, by the profile: a title, and how to phrase it."""
    wanted = flags_of(state, now)
    return [(text.title, text_said(state, text)) for text in shipped_texts().flags if text.id in wanted]


def flags_of(state: State, now: datetime) -> set[str]:
    """The ids of the weak points that the profile shows."""
    return {f"flag-{name}" for name in _flags(state.me, now.year)}


def _flags(me: Profile, year: int) -> list[str]:
    found = ["unmatched"]
    if me.failed_tries or any(step.attempts > 1 for step in me.steps):
        found.append("attempts")
    if me.graduation_year is not None and year - me.graduation_year >= LONG_AGO:
        found.append("gap")
    if not me.us_experience and not me.us_months:
        found.append("us-experience")
    if me.visa not in ("none", "unknown"):
        found.append("visa")
    return found


def asked_words(words: str) -> list[str]:
    """The usual questions that hold every word typed, in few words each."""
    terms = words.casefold().split()
    return [
        q.short for q in shipped_texts().they_ask if all(term in f"{q.short} {q.text}".casefold() for term in terms)
    ]
