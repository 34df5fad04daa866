"""Keep this season in one file, and open the next one: first it says what comes along and what does not."""

from textual.app import ComposeResult
from textual.containers import Vertical

from soaptui.prepare.after_path import week_looked_back_on
from soaptui.prepare.next_season import next_season
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialogs.live_dialog import LiveDialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.styles import styles
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.store import NotSaved
from soaptui.week.season_opened import seasons_kept

SURE = "Press {keeping-season.open} again to open it. {keeping-season.undo} brings everything back."


class KeepSeasonDialog(LiveDialog):
    """What is carried over, what is only kept for reading; two keys."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("keeping-season")
    WRITES = frozenset({"open_next", "undo", "redo"})
    DEFAULT_CSS = styles(__file__, "KeepSeasonDialog")
    _sure = False

    def compose(self) -> ComposeResult:
        """Sentences, and the line of keys."""
        with Vertical(classes="dialog"):
            yield SteadyText("THIS SEASON AND THE NEXT", classes="title")
            yield SteadyText(id="carried")
            yield SteadyText(id="left")
            yield SteadyText(id="kept")
            yield SteadyText(id="said")
            yield KeyLine()

    def show_kept(self) -> None:
        """Say what opening the next season would do."""
        session = self.session
        carried, left = "", ""
        try:
            would = next_season(session.state, session.season, session.now, "")
        except Refusal as error:
            carried = str(error)
        else:
            carried = f"The season {would.year} begins with: {', '.join(would.carried)}."
            left = f"Saved for reading only: {', '.join(would.left)}." if would.left else ""
        self.query_one("#carried", SteadyText).show(carried)
        self.query_one("#left", SteadyText).show(left)
        kept = [f"The week of {year} lies in {file}" for year, file in seasons_kept(session.state).items()]
        self.query_one("#kept", SteadyText).show("\n".join(kept))

    def action_archive(self) -> None:
        """The season to a file of the user's choice."""
        from soaptui.screens.dialogs.export_dialog import of_season

        session = self.session
        week = week_looked_back_on(session.state, session.season, session.now)
        open_dialog(self, session, DialogName.EXPORT, of_season(session, week.year))

    def action_open_next(self) -> None:
        """Open the next season; the first time it only asks."""
        from soaptui.reports.season_files import open_next_season

        session = self.session
        if not self.may_write():
            return
        if not self._sure:
            self._sure = True
            self.say(with_keys(SURE))
            return
        self._sure = False
        try:
            opened = open_next_season(session.store, session.season, session.now, session.zone)
        except NotSaved as error:
            self.say(f"NOT SAVED: {error}", problem=True)
        except Refusal as error:
            self.say(str(error), problem=True)
        else:
            self.say(f"{opened.change.label}. {key_for('keeping-season.undo')} takes it back.")
