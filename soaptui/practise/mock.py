"""A mock interview: which questions, and what it came to. The runs of one have its id."""

from collections.abc import Iterable, Sequence
from random import Random

from soaptui.counted import many
from soaptui.practise.proposal import Proposal
from soaptui.practise.runs import LENGTHS, RATINGS, length_of, run_in_words, seconds_figures, words_a_minute
from soaptui.records import Attempt

QUESTIONS = 6
"""So many are asked in an interview of ten minutes."""

THINKING = 15
"""Seconds to think before each answer."""

OPENS_WITH = "yourself"


def mock_questions(ordered: Sequence[Proposal], random: Random, count: int = QUESTIONS) -> tuple[Proposal, ...]:
    """The questions of one interview: it opens as they do, has a weak point in it, and is random but for that."""
    fitting = [one for one in ordered if one.reason != "not yours"]
    opening = [one for one in fitting if one.id == OPENS_WITH][:1]
    rest = [one for one in fitting if one.id != OPENS_WITH]
    weak_points = [one for one in rest if one.question.question.flag]
    chosen = random.sample(weak_points, min(1, len(weak_points), max(0, count - len(opening))))
    others = [one for one in rest if one not in chosen]
    chosen += random.sample(others, min(len(others), max(0, count - len(opening) - len(chosen))))
    random.shuffle(chosen)
    return (*opening, *chosen)[:count]


def mock_summary(runs: Iterable[tuple[str, Attempt | None]]) -> list[str]:
    """What it came to: a line for each question, by its few words, and one for all; None: it was passed over."""
    listed = list(runs)
    spoken = [run for _, run in listed if run is not None]
    lines = [f"{title}: {'skipped' if run is None else run_in_words(run)}" for title, run in listed]
    if not spoken:
        return [*lines, "No answer was spoken."]
    good = sum(length_of(run.seconds) == "good" for run in spoken)
    total = [
        f"{many(len(spoken), 'answer')} in {seconds_figures(sum(run.seconds for run in spoken))}",
        f"{good} of {LENGTHS['good'].words}",
    ]
    paces = [pace for run in spoken if (pace := words_a_minute(run)) is not None]
    total += [f"{round(sum(paces) / len(paces))} words a minute"] if paces else []
    ratings = [run.rating for run in spoken if run.rating in RATINGS]
    total += [f"rated {sum(ratings) / len(ratings):.1f} of 5"] if ratings else []
    return [*lines, " · ".join(total)]
