"""The contact rules at hand: for the program in front and this moment, and the questions of the week."""

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.page import Page
from screens.widgets.quiet import QuietText
from soaptui.records import program_title
from soaptui.week import rules, topics
from soaptui.week.agenda import Agenda


class RulesDialog(Dialog):
    """What may be said to whom, and why."""

    AUTO_FOCUS = "Page"
    DEFAULT_CSS = """
    RulesDialog Page { height: 16; }
    RulesDialog .dialog { height: auto; }
    """

    def __init__(self, desk: Desk, program: str) -> None:
        super().__init__(desk)
        self._program = program

    def compose(self) -> ComposeResult:
        """A page."""
        with Vertical(classes="dialog"):
            yield QuietText("WHAT MAY BE SAID, AND TO WHOM", classes="title")
            yield Page(id="rules")
            yield QuietText("j k scroll · Esc closes. An aid to memory: nrmp.org decides", classes="hint")

    def on_mount(self) -> None:
        """As it is now."""
        super().on_mount()
        self._show()

    def beat(self, agenda: Agenda) -> None:
        """The rules end at an hour."""
        self._show()

    def _show(self) -> None:
        desk = self.desk
        lines = []
        if self._program:
            ruling = rules.may_contact(desk.state, desk.season, self._program, desk.now)
            title = program_title(desk.state, self._program)
            lines += [f"CALLING OR WRITING TO {title}", *_told(ruling), ""]
        for topic in topics.topics(desk.state, desk.season, desk.now):
            lines += [topic.title.upper(), *_told(topic.ruling), ""]
        self.query_one(Page).show("", "\n".join(lines).rstrip())


def _told(ruling: rules.Ruling) -> list[str]:
    return [f"  {ruling.heading}: {ruling.why}", f"  ({ruling.source})"]
