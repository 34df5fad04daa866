"""The contact rules at hand: for the program in front and this moment, and the questions of the week."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.records import program_title
from soaptui.screens.base import Dialog
from soaptui.screens.commands import with_keys
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
            yield SteadyText("WHAT MAY BE SAID, AND TO WHOM", classes="title")
            yield ScrollingPage(id="rules")
            yield SteadyText(
                with_keys("j k scroll · {dialog.close} closes. An aid to memory: nrmp.org decides"), classes="hint"
            )

    def on_mount(self) -> None:
        """As it is now."""
        self._show()

    def beat(self, agenda: Agenda) -> None:
        """The rules end at an hour."""
        self._show()

    def _show(self) -> None:
        session = self.session
        lines = []
        if self._program:
            ruling = rules.may_contact(session.state, session.season, self._program, session.now)
            title = program_title(session.state, self._program)
            lines += [f"CALLING OR WRITING TO {title}", *_told(ruling), ""]
        for topic in contact_questions.topics(session.state, session.season, session.now):
            lines += [topic.title.upper(), *_told(topic.ruling), ""]
        self.query_one(ScrollingPage).show("", "\n".join(lines).rstrip())


def _told(ruling: rules.Ruling) -> list[str]:
    return [f"  {ruling.heading}: {ruling.why}", f"  ({ruling.source})"]
