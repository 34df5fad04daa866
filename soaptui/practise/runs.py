"""A run of an answer: how long it took, how fast it was spoken, how it went; by the injected clock."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from soaptui.counted import many
from soaptui.meaning import Meaning
from soaptui.records import Attempt, State, new_id, replace
from soaptui.refusal import Refusal
from soaptui.text import NOTE_LIMIT, clean

GOOD_FROM = 60
GOOD_UNTIL = 90
"""Seconds: between the two an answer is as long as an interview in SOAP has time for."""

TOO_LONG = GOOD_UNTIL * 3 // 2
"""Seconds: 150 % of the longest good time. From here on the bar asks, gently, for the last sentence."""

CALM_PACE = 150
"""Words a minute that are still followed easily on the phone; above it the figure says so, gently."""

SLOWEST = 60
"""Nobody speaks fewer words a minute."""

WRITTEN_PACE = 130
"""Words a minute by which the length of a written answer is foreseen."""

FORGOTTEN = 600
"""Seconds after which nobody is speaking any more: such a run is not kept."""

RunLength = Literal["short", "good", "long", "too long"]


class LengthMeaning(Meaning):
    """How long a run was, in words for the user, and until which second it is that."""

    until: float
    words: str
    look: str


LENGTHS: dict[RunLength, LengthMeaning] = {
    "short": LengthMeaning(until=GOOD_FROM, words="short", look="dim"),
    "good": LengthMeaning(until=GOOD_UNTIL + 1, words="good length", look="good"),
    "long": LengthMeaning(until=TOO_LONG, words="a little long", look="warn"),
    "too long": LengthMeaning(until=float("inf"), words="much too long", look="warn"),
}
"""How long a run was: a full second of 90 still counts as good."""

RATINGS = {1: "lost it", 2: "weak", 3: "fair", 4: "good", 5: "ready"}
"""How it went, in the user's own eyes."""


def length_of(seconds: float) -> RunLength:
    """How long a run of so many seconds is."""
    return next(length for length, means in LENGTHS.items() if seconds < means.until)


def seconds_figures(seconds: float) -> str:
    """Seconds as a stop-watch shows them: "1:14"."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def words_a_minute(run: Attempt) -> int | None:
    """How fast the written answer was spoken; None where so little is written that something else was said."""
    pace = round((run.words or 0) * 60 / max(1, run.seconds))
    return pace if pace >= SLOWEST else None


def written_length(words: int) -> str:
    """How long a written answer will be, spoken calmly: "about 1:20"; and what is to be said of it."""
    if not words:
        return ""
    seconds = words * 60 / WRITTEN_PACE
    told = f"{many(words, 'word')}, about {seconds_figures(seconds)} spoken calmly"
    if seconds >= TOO_LONG:
        return f"{told}: much too long"
    return f"{told}: a little long" if seconds > GOOD_UNTIL else told


def new_run(
    question_id: str,
    at: datetime,
    seconds: float,
    *,
    track: str = "",
    words: int = 0,
    rating: int | None = None,
    mock: str = "",
    note: str = "",
) -> Attempt:
    """A run that has ended. Raises Refusal for a time that cannot be one, or another rating than 1 to 5."""
    if not 1 <= seconds <= FORGOTTEN:
        raise Refusal(f"A run lasts from 1 to {FORGOTTEN} seconds. It was not saved.")
    if rating is not None and rating not in RATINGS:
        raise Refusal("A rating is a number from 1 (lost it) to 5 (ready). Nothing was saved.")
    return Attempt(
        id=new_id(),
        answer=question_id,
        at=at,
        seconds=round(seconds, 1),
        track=track,
        words=words or None,
        rating=rating,
        mock=mock,
        note=clean(note, NOTE_LIMIT, lines=True),
    )


def rated(run: Attempt, rating: int) -> Attempt:
    """The run with the user's word on how it went."""
    return replace(run, rating=rating)


def runs_by_question(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    """The runs of each question, the oldest first."""
    runs: dict[str, list[Attempt]] = {}
    for run in sorted(attempts, key=lambda run: run.at):
        runs.setdefault(run.answer, []).append(run)
    return runs


def run_in_words(run: Attempt) -> str:
    """A run in one line: "1:14 good length · 142 words a minute · 4 good"."""
    parts = [f"{seconds_figures(run.seconds)} {LENGTHS[length_of(run.seconds)].words}"]
    pace = words_a_minute(run)
    if pace is not None:
        parts.append(f"{pace} words a minute{': slower is clearer' if pace > CALM_PACE else ''}")
    if run.rating is not None:
        parts.append(f"{run.rating} {RATINGS.get(run.rating, '')}".rstrip())
    return " · ".join([*parts, *([" ".join(run.note.split())] if run.note else [])])


def practised_in_words(state: State, now: datetime) -> str:
    """How much was practised in the last day: "last 24 h: 3 runs, 5 minutes"; empty for nothing."""
    recent = [run for run in state.attempts.values() if 0 <= (now - run.at).total_seconds() < 86_400]
    if not recent:
        return ""
    minutes = round(sum(run.seconds for run in recent) / 60)
    return f"last 24 h: {many(len(recent), 'run')}, {many(minutes, 'minute')}"
