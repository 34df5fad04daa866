"""One page for one program: facts, talking points, calls, interviews, decisions; to read and to print."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.page import Page
from screens.widgets.quiet import QuietText
from soaptui.calls import onepage


class OnePageDialog(Dialog):
    """The page, as it stands now."""

    AUTO_FOCUS = "Page"
    BINDINGS = [
        Binding("X", "export", "Export", show=False),
        Binding("i", "interview", "Interview", show=False),
        Binding("r", "rules", "Rules", show=False),
    ]
    DEFAULT_CSS = """
    OnePageDialog > .dialog { width: 100%; max-width: 110; height: 100%; }
    OnePageDialog Page { height: 1fr; }
    """

    def __init__(self, desk: Desk, program: str) -> None:
        super().__init__(desk)
        self._program = program

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(classes="dialog"):
            yield Page(id="page")
            yield QuietText(
                "j k scroll · X writes it to a file (.md, .html) · i interview · r rules · Esc closes", classes="hint"
            )

    def on_mount(self) -> None:
        """Make the page."""
        super().on_mount()
        self._show()

    def on_screen_resume(self) -> None:
        """Something may have come to it."""
        self._show()

    def _show(self) -> None:
        desk = self.desk
        wanted = desk.row(self._program) or self._program
        page = onepage.one_page(desk.state, wanted, desk.season, desk.now, desk.zone)
        sections = onepage.page_lines(page)
        lines = [line for title, texts in sections for line in ("", title, *texts)]
        self.query_one(Page).show(page.title, "\n".join([page.made, *lines]), [title for title, _ in sections])

    def action_export(self) -> None:
        """To a file, for reading elsewhere or for print."""
        from screens.dialogs.exporting import ExportDialog, of_page

        self.app.push_screen(ExportDialog(self.desk, of_page(self.desk, self._program)))

    def action_interview(self) -> None:
        """A time for an interview with them."""
        from screens.dialogs.interview import InterviewDialog

        if self.desk.may_write():
            self.app.push_screen(InterviewDialog(self.desk, self._program))

    def action_rules(self) -> None:
        """Whether they may be contacted."""
        from screens.dialogs.contact import RulesDialog

        self.app.push_screen(RulesDialog(self.desk, self._program))
