"""What the user thought of an interview: a score from 1 to 5 for each part, any of which may be left out."""

import re
from collections.abc import Iterable
from statistics import mean

from soaptui.interview_standings import BEST, SCORED_PARTS, InterviewPart
from soaptui.records import Interview, State, replace
from soaptui.refusal import Refusal
from soaptui.text import clean

MIDDLE = 3.0
"""What a program counts as whose interview nobody scored."""

_PAIR = re.compile(r"(?P<part>[^\W\d_]+)\s*[=:]\s*(?P<figure>\d*)")


def part_scores(interview: Interview) -> dict[InterviewPart, int]:
    """The parts that were scored, in their order; a figure that is none is left out."""
    return {part: figure for part in SCORED_PARTS if 1 <= (figure := interview.scores.get(part, 0)) <= BEST}


def score_of(interview: Interview) -> float | None:
    """The mean of its parts; None where none is scored."""
    parts = part_scores(interview)
    return mean(parts.values()) if parts else None


def score_of_program(state: State, program: str) -> float | None:
    """What was thought of a program: the mean of all its interviews that were scored."""
    own = (one for one in state.interviews.values() if one.program == program)
    figures = [figure for one in own if (figure := score_of(one)) is not None]
    return mean(figures) if figures else None


def scored_programs(state: State) -> dict[str, float]:
    """The score of each program that has one, by its id."""
    programs = {one.program for one in state.interviews.values() if one.scores}
    return {program: score for program in programs if (score := score_of_program(state, program)) is not None}


def score_words(interview: Interview) -> str:
    """A score in words: "4.5 of 5 (people 5, teaching 4)"; empty where there is none."""
    score, parts = score_of(interview), part_scores(interview)
    if score is None:
        return ""
    return f"{score:.2g} of {BEST} ({', '.join(f'{part} {figure}' for part, figure in parts.items())})"


def why_there(state: State, program: str) -> str:
    """Why a program that nobody placed stands where it does, by its interviews; empty where none is scored."""
    score = score_of_program(state, program)
    if score is None:
        return ""
    side = "above" if score > MIDDLE else "below" if score < MIDDLE else "level with"
    return f"You scored its interview {score:.2g} of {BEST}: {side} what you have not scored."


def scored(interview: Interview, parts: Iterable[tuple[InterviewPart, int | None]]) -> Interview:
    """The interview with these parts scored; one without a figure is left out again."""
    figures = dict(interview.scores)
    for part, figure in parts:
        figures.pop(part, None)
        if figure is not None:
            figures[part] = figure
    return replace(interview, scores=figures)


def read_scores(texts: Iterable[str]) -> list[tuple[InterviewPart, int | None]]:
    """What is typed for a score: "people=5 gut=4", "visa=" for none. Raises Refusal."""
    text = clean(" ".join(texts)).replace(",", " ")
    pairs = [*_PAIR.finditer(text)]
    if not pairs or _PAIR.sub("", text).strip():
        raise Refusal(f"{text!r} is not a score: write for example people=5 gut=4, of {', '.join(SCORED_PARTS)}.")
    return [(_part_named(pair["part"]), _figure(pair["figure"])) for pair in pairs]


def _part_named(text: str) -> InterviewPart:
    named = [part for part in SCORED_PARTS if part.startswith(text.casefold())]
    if len(named) != 1:
        raise Refusal(f"{text!r} is not scored: {', '.join(SCORED_PARTS)} are.")
    return named[0]


def _figure(text: str) -> int | None:
    if not text:
        return None
    if not 1 <= int(text) <= BEST:
        raise Refusal(f"{text} is not a score: from 1 to {BEST}, or nothing.")
    return int(text)
