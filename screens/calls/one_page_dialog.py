"""One page for one program: facts, talking points, calls, interviews, decisions; to read and to print."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.calls import one_page
from soaptui.exports.plain_text import document_lines, plain_headings
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText


class OnePageDialog(Dialog):
    """The page, as it stands now."""

    AUTO_FOCUS = "ScrollingPage"
    BINDINGS = bindings("one-page")
    DEFAULT_CSS = styles(__file__, "OnePageDialog")

    def __init__(self, session: Session, program: str) -> None:
        super().__init__(session)
        self._program = program

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(classes="dialog"):
            yield ScrollingPage(id="page")
            yield SteadyText(
                with_keys(
                    "j k scroll · {one-page.export} writes it to a file (.md, .html) · "
                    "{one-page.interview} interview · {one-page.rules} rules · {dialog.close} closes"
                ),
                classes="hint",
            )

    def on_mount(self) -> None:
        """Make the page."""
        self._show()

    def on_screen_resume(self) -> None:
        """Something may have come to it."""
        self._show()

    def _show(self) -> None:
        session = self.session
        wanted = session.row(self._program) or self._program
        now = session.now
        page = one_page.page_of_program(session.state, wanted, session.season, now, session.zone, phones=True)
        self.query_one(ScrollingPage).show(page.title, "\n".join(document_lines(page)), plain_headings(page))

    def action_export(self) -> None:
        """To a file, for reading elsewhere or for print."""
        from soaptui.screens.dialogs.export_dialog import ExportDialog, of_page

        self.app.push_screen(ExportDialog(self.session, of_page(self.session, self._program)))

    def action_interview(self) -> None:
        """A time for an interview with them."""
        from soaptui.screens.calls.interview_dialog import InterviewDialog

        if self.session.may_write():
            self.app.push_screen(InterviewDialog(self.session, self._program))

    def action_rules(self) -> None:
        """Whether they may be contacted."""
        from soaptui.screens.calls.rules_dialog import RulesDialog

        self.app.push_screen(RulesDialog(self.session, self._program))
