"""How an interview went, while it is fresh: five figures, typed one after the other; any of them may be left out."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from soaptui.calls.interviews import interview_label
from soaptui.interview_standings import BEST, SCORED_PARTS
from soaptui.records import Interview, program_title
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week.interview_scores import part_scores, score_words, scored

HINT = (
    "1 bad, 5 very good · Tab skips one\n"
    "{keeping.keep} or {dialog.close} saves and closes. The scores order your decision sheet; your own order "
    "comes first."
)


class ScoreDialog(KeepingDialog):
    """One interview's score. Each figure is kept the moment it is typed."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = styles(__file__, "ScoreDialog")
    DEFAULT_CLASSES = "capture"

    def __init__(self, session: Session, interview: Interview) -> None:
        super().__init__(session)
        self._interview_id = interview.id

    @property
    def interview(self) -> Interview | None:
        """The interview as it is kept now."""
        return self.session.state.interviews.get(self._interview_id)

    def compose(self) -> ComposeResult:
        """A line for each part, and what comes of them."""
        interview = self.interview
        parts = part_scores(interview) if interview is not None else {}
        title = program_title(self.session.state, interview.program) if interview is not None else ""
        with Vertical(classes="dialog"):
            yield SteadyText(f"HOW WAS IT? · {title}", classes="title")
            for part, means in SCORED_PARTS.items():
                with Horizontal(classes="row"):
                    yield Label(part)
                    yield LineField(
                        str(parts.get(part, "")), id=part, restrict=f"[1-{BEST}]?", max_length=1, placeholder="-"
                    )
                    yield Label(means.asks)
            yield SteadyText(id="problem")
            yield SteadyText(id="whole")
            yield SteadyText(with_keys(HINT), classes="hint")

    def on_mount(self) -> None:
        """The first figure."""
        self.query(LineField).first().focus()
        self._show()

    def _show(self) -> None:
        interview = self.interview
        words = score_words(interview) if interview is not None else ""
        self.query_one("#whole", SteadyText).show(words or "not scored yet")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """On to the next one; after the last there is nothing more to type."""
        if not self.save_fields() or not event.value or not event.input.has_focus:
            return
        if event.input.id != [*SCORED_PARTS][-1]:
            self.focus_next()

    def save_fields(self) -> bool:
        """Keep the figures as they stand."""
        interview, session = self.interview, self.session
        if interview is None:
            return True
        figures = {field.id: field.value for field in self.query(LineField)}
        parts = [(part, int(typed) if (typed := figures[part]) else None) for part in SCORED_PARTS]
        after = scored(interview, parts)
        if after != interview:
            session.put(interview_label(session.state, after, "Interview scored"), after)
        self._show()
        return True
