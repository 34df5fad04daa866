"""Looking back on the week: its figures by tier, what was asked, what worried whom, what was wrong."""

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.exports.plain_text import document_lines, plain_headings
from soaptui.insight.debrief import debrief_of, debrief_page
from soaptui.prepare.after_path import week_looked_back_on
from soaptui.prepare.grown import grown_since
from soaptui.screens.commands import with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText

WORKING = "Looking back ..."
NOT_YET = "There is no debrief yet: programs have not seen your applications."


class DebriefDialog(LiveDialog):
    """The page; worked out in a thread, as its figures load a large package."""

    AUTO_FOCUS = "ScrollingPage"
    DEFAULT_CSS = styles(__file__, "DebriefDialog")

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(classes="dialog"):
            yield SteadyText("LOOKING BACK", classes="title")
            yield ScrollingPage(id="page", columns=True)
            yield SteadyText(id="said")
            yield SteadyText(with_keys("j k scroll · {dialog.close} closes"), classes="hint")

    def look_only(self, reason: str) -> None:
        """Nothing here writes."""

    def show_kept(self) -> None:
        """Work it out anew."""
        session = self.session
        week = week_looked_back_on(session.state, session.season, session.now)
        if session.now < week.event("applications-released").at:
            self.query_one(ScrollingPage).show("", NOT_YET)
        else:
            self.query_one(ScrollingPage).show("", WORKING)
            self._work_out()

    @work(exclusive=True)
    async def _work_out(self) -> None:
        """In a thread: what is on the screen goes on meanwhile."""
        session = self.session
        week = week_looked_back_on(session.state, session.season, session.now)
        debrief = await asyncio.to_thread(debrief_of, session.state, week)
        page = debrief_page(debrief, grown_since(session.state, week, session.now))
        if self.is_attached:
            self.query_one(ScrollingPage).show("", "\n".join(document_lines(page)), tuple(plain_headings(page)))
