"""A run that is going on: whose answer, since when, by the injected clock. Nothing of it is kept before it ends."""

from datetime import datetime
from typing import NamedTuple

from soaptui.calls import prepared_texts
from soaptui.calls.prepared_texts import AskedQuestion
from soaptui.practise import runs
from soaptui.records import Attempt
from soaptui.refusal import Refusal
from soaptui.screens.session import Session


class Speaking(NamedTuple):
    """Somebody speaks: the question, the specialty that it is answered for, and since when."""

    question: AskedQuestion
    track: str
    since: datetime

    def seconds(self, now: datetime) -> float:
        """For how long; a clock that was put back counts as none."""
        return max(0.0, (now - self.since).total_seconds())


def keep_run(session: Session, speaking: Speaking, mock: str = "") -> Attempt | None:
    """The run has ended: on disk at once. None, after saying why, where it cannot be kept."""
    answer = prepared_texts.answer_to(session.state, speaking.question, speaking.track)
    try:
        run = runs.new_run(
            speaking.question.id,
            speaking.since,
            speaking.seconds(session.now),
            track="" if speaking.question.flag else speaking.track,
            words=runs.word_count(answer),
            mock=mock,
        )
    except Refusal as error:
        session.tell_refused(str(error))
        return None
    label = f"Practised: {speaking.question.short}, {runs.seconds_figures(run.seconds)}"
    return run if session.put(label, run) else None


def keep_rating(session: Session, run_id: str, rating: int) -> None:
    """How a run went, beside it."""
    run = session.state.attempts.get(run_id)
    if run is not None:
        session.put(f"Practised: rated {rating}, {runs.RATINGS[rating]}", runs.rated(run, rating), quiet=True)
