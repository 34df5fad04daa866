"""What past Matches and the lists of the week know: worked out in a thread, as that loads a large package."""

import asyncio
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.insight.page import insight_page
from soaptui.insight.report import InsightReport, insight_report
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText

WORKING = "Calculating ..."
KINDS = ("programs", "list_versions", "official_times")
"""What the figures are worked out from."""


class InsightDialog(LiveDialog):
    """The page, of all programs or of those that a filter lets through; shown anew when what it is of changes."""

    AUTO_FOCUS = "ScrollingPage"
    BINDINGS = bindings("insight-page")
    DEFAULT_CSS = styles(__file__, "InsightDialog")

    def __init__(self, session: Session, where: str = "", among: set[str] | None = None) -> None:
        super().__init__(session)
        self._where = where
        self._among = among
        self._of: tuple[object, ...] = ()
        self._report: InsightReport | None = None

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(classes="dialog"):
            yield SteadyText("INSIGHT · past Matches and the lists in numbers", classes="title")
            yield ScrollingPage(id="page", columns=True)
            yield SteadyText(id="said")
            yield SteadyText(
                with_keys("j k scroll · {insight-page.letters} other plots · {dialog.close} closes"), classes="hint"
            )

    def on_resize(self) -> None:
        """Another width, other plots."""
        self.call_after_refresh(self._show)

    def look_only(self, reason: str) -> None:
        """Nothing here writes."""

    def show_kept(self) -> None:
        """Work it out anew where what it is of has changed."""
        state, season = self.session.state, self.session.season
        of = (season, *(state.table(kind) for kind in KINDS))  # tables that no change has touched are the same
        if len(of) != len(self._of) or any(a is not b for a, b in zip(of, self._of, strict=True)):
            self._of = of
            self._show()
            self._work_out()

    @work(exclusive=True)
    async def _work_out(self) -> None:
        """In a thread: what is on the screen goes on meanwhile."""
        work_out = partial(insight_report, self.session.state, self.session.season, self._where, self._among)
        self._report = await asyncio.to_thread(work_out)
        self._show()

    def _show(self) -> None:
        if not self.is_attached:
            return
        page = self.query_one(ScrollingPage)
        if self._report is None:
            page.show("", WORKING)
        elif page.size.width:
            found = insight_page(self._report, page.room, plain=self.session.plain_plots)
            page.show("", "\n".join(found.lines), found.headings)

    def action_plain_plots(self) -> None:
        """Plots in plain ASCII, or in blocks, here and beside the list."""
        self.session.remember("plots", "blocks" if self.session.plain_plots else "ascii")
        self._show()
