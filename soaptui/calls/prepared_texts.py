"""What the user has ready to say: a core story for each specialty, red flags and how to phrase them, questions to
ask, questions that are asked, drafts of emails. Of the user's own life nothing ships but a prompt: what to write.

Own words are kept as Answers, under the id of what they replace.
"""

from datetime import datetime
from functools import cache

import msgspec

from soaptui import paths
from soaptui.programs import specialties
from soaptui.records import Answer, Profile, Program, State
from soaptui.text import NOTE_LIMIT, clean

OWN_QUESTIONS = "ask"
"""The id under which the user's own questions are kept, a line each."""

LONG_AGO = 5
"""So many years after graduation a gap is asked for."""


class AskedQuestion(msgspec.Struct, frozen=True):
    """A question that programs ask, in full and in a few words."""

    id: str
    short: str
    text: str


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
    """Everything that comes with the program."""

    they_ask: tuple[AskedQuestion, ...]
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
    own = state.answers.get(text.id)
    return own.text if own is not None and own.text else text.text


def prompt_of(text: Text) -> str:
    """What to write, marked as that; empty where a text comes with the program."""
    return f"{PROMPT}{text.prompt}" if text.prompt else ""


def is_own(state: State, text: Text) -> bool:
    """Whether the user has put it into their own words."""
    own = state.answers.get(text.id)
    return own is not None and bool(own.text)


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
    code = specialties.find_code(program.code)
    stories = shipped_texts().stories
    fitting = (text for text in stories if code is not None and code.specialty in text.specialties)
    if code is not None and code.type == "P":
        fitting = (text for text in stories if text.id == "story-transitional")
    return text_said(state, next(fitting, stories[-1]))


def own_questions(state: State) -> list[str]:
    """What the user wants to ask, most wanted first."""
    return [line for line in text_said(state, text_named(OWN_QUESTIONS)).splitlines() if line.strip()]


def red_flags(state: State, now: datetime) -> list[tuple[str, str]]:
    """What may be asked about with a frown, by the profile: a title, and how to phrase it."""
    wanted = {f"flag-{name}" for name in _flags(state.me, now.year)}
    return [(text.title, text_said(state, text)) for text in shipped_texts().flags if text.id in wanted]


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
