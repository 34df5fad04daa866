"""The text of the official page held against the season: shown whole, and taken with one key."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.official_page.comparison import PageComparison, compare_page
from soaptui.official_page.page_words import comparison_count, comparison_lines
from soaptui.official_page.taking import page_label, taken_from_page
from soaptui.prepare.tasks import tasks_following, told_to_follow
from soaptui.refusal import Refusal
from soaptui.screens.base import WIDTHS
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.week import official
from soaptui.week.season import Season

HOW = (
    "{official-page.agreeing} marks what agrees as seen on nrmp.org. "
    "{official-page.differing} takes what differs too: it corrects those times."
)


class OfficialPageDialog(Dialog):
    """What agrees, what differs, what is missing. It is dismissed with what was done in a sentence, or with None."""

    AUTO_FOCUS = "ScrollingPage"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = bindings("official-page")
    WRITES = frozenset({"take"})
    DEFAULT_CSS = styles(__file__, "OfficialPageDialog")

    def __init__(self, session: Session, season: Season, text: str) -> None:
        super().__init__(session)
        self._season = season
        self._text = text

    def compose(self) -> ComposeResult:
        """The comparison on a page that scrolls, the keys."""
        with Vertical(classes="dialog"):
            yield SteadyText(id="title", classes="title")
            yield SteadyText(with_keys(HOW), id="how", classes="hint")
            yield ScrollingPage(id="comparison")
            yield SteadyText(id="said")
            yield KeyLine()

    def on_mount(self) -> None:
        """Show what the page says, or why it is not taken for one."""
        title, page = self.query_one("#title", SteadyText), self.query_one(ScrollingPage)
        try:
            comparison = self._compared()
        except Refusal as error:
            title.show(f"THE PAGE AND MATCH WEEK {self._season.year}")
            self.query_one("#how", SteadyText).show(with_keys("Nothing changes. {dialog.close} goes back."))
            page.show("", str(error))
            return
        title.show(f"THE PAGE AND MATCH WEEK {self._season.year} · {comparison_count(comparison, self._season)}")
        page.show("", "\n".join(comparison_lines(comparison)))

    def _compared(self) -> PageComparison:
        """The page and the season as it is now: another window may have corrected it meanwhile."""
        made, times = self.session.state.setting(official.MADE), self.session.state.official_times
        self._season = official.of_year(self._season.year, made, times)
        return compare_page(self._text, self._season)

    def action_take(self, differing: bool) -> None:
        """Take the page, as one change."""
        if reason := self.session.why_not():
            self.say(f"Nothing can be saved here: {reason}.")
            return
        state = self.session.state
        try:
            page = self._compared()
            marks = taken_from_page(page, self._season, state.official_times, self.session.now, differing=differing)
        except Refusal as error:
            self.say(str(error))
            return
        label, made, zone = page_label(page, self._season, marks), state.setting(official.MADE), self.session.zone
        times = state.official_times | {mark.id: mark for mark in marks}
        tasks = tasks_following(state, self._season, official.of_year(self._season.year, made, times), zone)
        if not self.session.commit(build_change(label, state, *marks, *tasks)):
            return
        if self.session.store.unsaved:
            self.say("NOT SAVED yet: soaptui tries again every second.")
            return
        after = official.of_year(self._season.year, made, self.session.state.official_times)
        moves = [*official.what_moves(self._season, after, state.offers.values()), *told_to_follow(tasks, zone)]
        self.dismiss(" ".join([f"{label.partition(': ')[2]}. {key_for('undo')} takes it back.", *moves]))
