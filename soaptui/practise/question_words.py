"""What is known of a question, in lines: the points, the user's own words, the last runs."""

from datetime import datetime

from soaptui import ways
from soaptui.calls import prepared_texts
from soaptui.calls.prepared_texts import CORE_STORY, AskedQuestion
from soaptui.practise import bank, runs
from soaptui.practise.proposal import Proposal
from soaptui.private_text import PrivateText
from soaptui.records import State, program_title
from soaptui.week import words, zones

YOURS, STRESS, AVOID, RUNS, ASKED = "YOUR WORDS", "STRESS", "AVOID", "RUNS", "ASKED IN CALLS"
SHOWN = 5
"""So many runs are shown."""


class QuestionPage(PrivateText, frozen=True):
    """A page about a question: its title, its lines, and which of them are headings."""

    title: str
    lines: tuple[str, ...]
    headings: tuple[str, ...] = (YOURS, STRESS, AVOID, RUNS, ASKED)


def points_and_answer(state: State, one: Proposal, track: str, zone: str) -> QuestionPage:
    """Everything about a question: study it before it is asked."""
    own, points = words_and_runs(state, one, track, zone), points_of(one)
    return QuestionPage(own.title, (*own.lines, *(("", *points.lines) if points.lines else ())))


def words_and_runs(state: State, one: Proposal, track: str, zone: str) -> QuestionPage:
    """The user's own words, and the last runs."""
    question = one.question.question
    recent = one.runs[-SHOWN:][::-1]
    told = [f"{words.dated(run.at, zone)}: {runs.run_in_words(run)}" for run in recent]
    lines = [*own_answer_lines(state, question, track), *(["", RUNS, *told] if told else [])]
    asked = [f"{words.dated(each.at, zone)}, {each.who}: {each.words}" for each in one.question.asked[:SHOWN]]
    lines += ["", ASKED, *asked] if asked else []
    return QuestionPage(answer_title(state, question, track), tuple(lines))


def points_of(one: Proposal) -> QuestionPage:
    """What to stress, what to avoid."""
    question = one.question.question
    lines = [STRESS, *(f"+ {point}" for point in question.stress)] if question.stress else []
    lines += ["", AVOID, *(f"– {point}" for point in question.avoid)] if question.avoid else []
    return QuestionPage("", tuple(lines))


def answer_title(state: State, question: AskedQuestion, track: str) -> str:
    """For whom the answer is: "YOUR WORDS · Pediatrics"; the general one where that is what is read."""
    own = prepared_texts.own_words(state, prepared_texts.specialty_answer_id(question.id, track))
    general = not question.flag and bool(track) and not own and bool(prepared_texts.own_words(state, question.id))
    shown = "" if question.flag or general else track
    return f"{YOURS} · {bank.tracks()[shown]}"


def own_answer_lines(state: State, question: AskedQuestion, track: str) -> list[str]:
    """The user's answer and how long it is; where there is none, what to write."""
    answer = prepared_texts.answer_to(state, question, track)
    if answer:
        return [*answer.splitlines(), f"({runs.written_length(runs.word_count(answer))})"]
    if question.flag:
        steps = prepared_texts.shipped_texts().steps
        told = (f"{number}. {step.title}: {step.prompt}" for number, step in enumerate(steps, 1))
        return [f"You have not written an answer yet. {ways.WRITE_ANSWER} Four steps:", *told]
    prompt = [f"{prepared_texts.PROMPT}{question.prompt}"] if question.prompt else []
    return [f"You have not written an answer yet. {ways.WRITE_ANSWER}", *prompt]


def core_story_line(state: State, question: AskedQuestion, track: str) -> str:
    """How far the core story is, of whose three answers this is one; empty for another question."""
    if question.id not in CORE_STORY:
        return ""
    asked = {one.id: one.short for one in prepared_texts.shipped_texts().they_ask}
    marks = [
        f"{'✓' if prepared_texts.answer_in_specialty(state, each, track) else '·'} {asked[each]}"
        for each in CORE_STORY
    ]
    return f"Three answers make your core story. The card of each call shows it: {'  '.join(marks)}"


def whole_text_line(state: State, question: AskedQuestion, track: str) -> str:
    """That another text of the user's is read instead of what is written here; empty where it is not."""
    whole = question.flag or (f"story-{track or 'other'}" if question.id in CORE_STORY else "")
    if not whole or not prepared_texts.own_words(state, whole):
        return ""
    return (
        "The card shows the text that you wrote as a whole (Calls, in your words). Empty that text to use this one."
    )


def there_now(state: State, now: datetime) -> str:
    """What time it is where the next interview is asked from: "there (Akron) 9:12 CDT"; empty without one."""
    coming = [each for each in state.interviews.values() if each.at > now and not each.outcome]
    if not coming:
        return ""
    first = min(coming, key=lambda each: each.at)
    wall = zones.at_zone(now, first.zone) if first.zone and zones.is_zone(first.zone) else zones.eastern(now)
    return f"{words.clock24(wall)} {zones.abbreviation(wall)} at {program_title(state, first.program)}"
