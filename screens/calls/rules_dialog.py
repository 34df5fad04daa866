"""The contact rules at hand: for the program in front and this moment, and the questions of the week.

Each has its colour, a mark and a word, and one sentence to read aloud.
"""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.week import contact_questions, rules
from soaptui.week.agenda import Agenda


class RulesDialog(Dialog):
    """What may be said to whom, and why."""

    AUTO_FOCUS = "ScrollingPage"
    DEFAULT_CSS = styles(__file__, "RulesDialog")

    def __init__(self, session: Session, program: str) -> None:
        super().__init__(session)
        self._program = program

    def compose(self) -> ComposeResult:
        """A page."""
        with Vertical(classes="dialog"):
            yield SteadyText("CONTACT RULES · what you may do now, and what you can say", classes="title")
            yield ScrollingPage(id="rules")
            yield SteadyText(
                with_keys("j k scroll · {dialog.close} closes. This is only a reminder: nrmp.org decides"),
                classes="hint",
            )

    def on_mount(self) -> None:
        """As it is now."""
        self._show()

    def beat(self, agenda: Agenda) -> None:
        """The rules end at an hour."""
        self._show()

    def _show(self) -> None:
        session = self.session
        topics = contact_questions.topics(session.state, session.season, session.now)
        if self._program:
            topics = (contact_questions.topic_of(session.state, session.season, self._program, session.now), *topics)
        lines, looks = [], {}
        for topic in topics:
            means = rules.RULING_KINDS[topic.ruling.kind]
            heading = f"{means.mark} {means.heading} · {topic.title}"
            looks[heading] = means.look or "title"
            aloud = f'  Say: "{topic.say}"'
            looks[aloud] = "title"
            lines += [heading, f"  {topic.ruling.why}", aloud, f"  ({topic.ruling.source})", ""]
        self.query_one(ScrollingPage).show("", "\n".join(lines).rstrip(), looks)
