"""Every official time of Match Week, to be held against nrmp.org: seen there, or corrected."""

from collections.abc import Callable
from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.counted import many
from soaptui.records import OfficialTime, Setting
from soaptui.refusal import Refusal
from soaptui.screens.base import WIDTHS, Dialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change, build_change
from soaptui.store.store import NotSaved
from soaptui.week import official, words, zones
from soaptui.week.season import Event, Season

HOW = (
    "Open nrmp.org beside this. s: this time stands there too. Enter: another one stands there. "
    "Or copy its calendar page whole, and paste it here."
)
FIELD = "Eastern Time, such as 09:30, 9:30 pm or 2027-03-18 09:30; Enter takes it, Esc does not"


class OfficialDialog(Dialog):
    """The times with their source and confidence; each answer is one change."""

    AUTO_FOCUS = "Grid"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS = [
        Binding("s", "seen", "Seen", tooltip="This time was seen on nrmp.org, today; again: it was not"),
        Binding("S", "seen_all", "All seen", tooltip="Every time here was seen on nrmp.org"),
        Binding("x", "take_back", "Not corrected", tooltip="Back to the time that ships"),
        Binding("u", "undo", "Undo"),
        Binding("U", "redo", "Redo", show=False),
        Binding("n", "year(1)", "Next year", tooltip="The year after; a season for it is made from this one"),
        Binding("p", "year(-1)", "Year before", show=False),
    ]
    WRITES = frozenset({"seen", "seen_all", "take_back", "undo", "redo"})
    DEFAULT_CSS = styles(__file__, "OfficialDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._year = session.season.year
        self._editing = ""
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """How much is verified, the times, where the one under the cursor is from, what was done."""
        columns = [
            Column("", 1),
            Column("official time", 0),
            Column("ET", 10),
            Column("yours", 9, 64),
            Column("on nrmp.org", 18, 50),
        ]
        with Vertical(classes="dialog"):
            yield SteadyText(id="title", classes="title")
            yield SteadyText(HOW, id="how", classes="hint")
            yield Grid(columns, self._cells, id="times")
            yield SteadyText(id="source", fixed=True)
            yield SteadyText(id="said")
            yield LineField(placeholder=FIELD, id="time")
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the times, and again whenever another hand changes them."""
        super().on_mount()
        self._stop_listening = self.session.store.subscribe(lambda change: self._show())
        self._show()
        if self.session.store.read_only:
            self._say(f"Look only: {self.session.store.read_only}.", problem=True)

    def writes_now(self) -> None:
        """Nothing stands in the way any more."""
        self._say("")

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    # -- what is shown

    @property
    def _times(self) -> dict[str, OfficialTime]:
        return self.session.state.official_times

    @property
    def _made(self) -> str:
        return self.session.state.setting(official.MADE)

    @property
    def _season(self) -> Season:
        """The season that is looked at; the session's own may have been given to it."""
        if self._year == self.session.season.year:
            return self.session.season
        return official.of_year(self._year, self._made, self._times)

    @property
    def _event(self) -> Event | None:
        key = self.query_one(Grid).key
        return self._season.event(key) if key else None

    def _show(self) -> None:
        if not self.is_attached:
            return
        if self._year not in official.known_years(self._made):
            self._year = self.session.season.year  # the making of that year was undone
        season = self._season
        lines: list[GridLine] = []
        day = ""
        for event in season.events:
            if (title := words.day_text(zones.eastern(event.at))) != day:
                day = title
                lines.append(GridLine("", None, day))
            lines.append(GridLine(event.id, event))
        self.query_one(Grid).show(lines)
        verified = official.how_verified(season) or f"Every time was {official.SEEN}."
        self.query_one("#title", SteadyText).show(f"OFFICIAL TIMES {season.year} · {verified}")
        self.query_one("#how", SteadyText).show(season.note if season.note.startswith(official.CONTRADICT) else HOW)
        self._show_source()

    def _cells(self, event: Event) -> list[Cell]:
        wall = zones.eastern(event.at)
        if official.is_seen(event):
            mark, look, standing = "✓", "good", event.confidence.removeprefix("seen on nrmp.org ")
            standing = f"seen {standing}"
        elif event.confidence == official.CHANGED:
            mark, look, standing = "✎", "warn", "corrected, unseen"
        else:
            mark, look, standing = "○", "", "not seen yet"
        return [
            Cell(mark, look),
            Cell(event.label),
            Cell(f"{words.clock24(wall)} {zones.abbreviation(wall)}"),
            Cell(words.local_text(event.at, self.session.zone)),
            Cell(standing, look),
        ]

    @on(Grid.Highlighted)
    def _another(self) -> None:
        self._show_source()

    def _show_source(self) -> None:
        event = self._event
        text = "" if event is None else f"{event.label}: {event.confidence}. Source: {event.source}"
        self.query_one("#source", SteadyText).show(text)

    def _say(self, text: str, *, problem: bool = False) -> None:
        said = self.query_one("#said", SteadyText)
        said.set_class(problem, "problem")
        said.show(text)

    # -- seen

    def action_seen(self) -> None:
        """The time under the cursor stands on nrmp.org; once more: it was not seen after all."""
        event = self._event
        if event is None or not self._may_write():
            return
        seen = not official.is_seen(event)
        if self._confirm([event], f"{official.SEEN if seen else 'not seen'}: {event.label}", seen=seen):
            self._say(f"{event.label}: {'seen on nrmp.org today' if seen else 'not seen after all'}.")
            if seen:
                self.query_one(Grid).action_move(1)

    def action_seen_all(self) -> None:
        """Every time was held against nrmp.org."""
        waiting = [event for event in self._season.events if not official.is_seen(event)]
        if not waiting:
            self._say("All of them are marked already.")
        elif self._may_write() and self._confirm(waiting, f"{many(len(waiting), 'time')} {official.SEEN}", seen=True):
            are = many(len(waiting), "time is", "times are")
            self._say(f"{are} marked as seen on nrmp.org today. u takes it back.")

    def _confirm(self, events: list[Event], label: str, *, seen: bool) -> bool:
        season, now = self._season, self.session.now
        when: datetime | None = now if seen else None
        marks = [official.marked_as_seen(season, self._times, event.id, when) for event in events]
        return self._commit(build_change(f"Official times {season.year}: {label}", self.session.state, *marks))

    # -- corrected

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Another time stands on nrmp.org: type it."""
        if not self._may_write():
            return
        chosen = self._season.event(event.key)
        wall = zones.eastern(chosen.at)
        self._editing = chosen.id
        field = self.query_one("#time", Input)
        field.add_class("open")
        field.value = f"{wall:%Y-%m-%d %H:%M}"
        field.focus()
        self._say(f"{chosen.label}, in Eastern Time:")

    @on(Input.Submitted, "#time")
    def _correct(self, event: Input.Submitted) -> None:
        before = self._season
        try:
            word = official.time_corrected(before, self._times, self._editing, event.value)
        except Refusal as error:
            self._say(str(error), problem=True)
            return
        name = before.event(self._editing).label
        if word is None:
            self._close_field()
            self._say(f"{name} is at that time already. s marks it as seen on nrmp.org.")
        elif self._commit(build_change(f"Official times {before.year}: {name}", self.session.state, word)):
            self._close_field()
            self._tell_moves(before)

    def action_take_back(self) -> None:
        """The correction of the time under the cursor goes."""
        event, before = self._event, self._season
        if event is None or not self._may_write():
            return
        own = official.unamended(before.year, self._made, self._times)
        try:
            word = official.correction_removed(before, own, self._times, event.id)
        except Refusal as error:
            self._say(str(error), problem=True)
            return
        if word is None:
            self._say("This time is as it ships: there is no correction to take back.")
            return
        label = f"Official times {before.year}: no correction of {event.label}"
        if self._commit(build_change(label, self.session.state, remove=[word])):
            self._tell_moves(before)

    def _tell_moves(self, before: Season) -> None:
        moves = official.what_moves(before, self._season, self.session.state.offers.values())
        self._say(" ".join(moves) or "Nothing has moved.")

    def action_close(self) -> None:
        """Leave the field, or else the dialog."""
        if self._editing:
            self._close_field()
            self._say("")
        else:
            self.dismiss(None)

    def _close_field(self) -> None:
        self._editing = ""
        self.query_one("#time", Input).remove_class("open")
        self.query_one(Grid).focus()

    # -- the page, pasted

    def on_paste(self, event: events.Paste) -> None:
        """The text of the official page: held against these times in a dialog of its own."""
        event.stop()
        self.take_lines(event.text)

    def take_lines(self, text: str) -> bool:
        """The same text, pasted into the field."""
        if not text.strip():
            return False
        if self._editing:
            self._close_field()
        self._say("")
        open_dialog(self, self.session, DialogName.OFFICIAL_PAGE, self._season, text, then=self._page_taken)
        return True

    def _page_taken(self, sentence: str | None) -> None:
        if sentence:
            self._say(sentence)

    # -- another year

    def action_year(self, by: int) -> None:
        """To the year before, or the next one; where there is none yet, it is made from the last."""
        if self._editing:
            return
        year = self._year + by
        if year not in official.known_years(self._made):
            if by < 0:
                self._say(f"There is no season {year}.")
                return
            if not self._make(year):
                return
        self._year = year
        self._show()

    def _make(self, year: int) -> bool:
        if not self._may_write():
            return False
        try:
            made = official.made_also(self._made, year)
        except Refusal as error:
            self._say(str(error), problem=True)
            return False
        if not self._commit(
            build_change(f"A season for {year}", self.session.state, Setting(id=official.MADE, value=made))
        ):
            return False
        self._say(f"A season for {year} was made from {year - 1}: the same weekdays and times. u takes it back.")
        return True

    # -- changes

    def _may_write(self) -> bool:
        reason = self.session.why_not()
        if reason:
            self._say(f"Nothing can be written here: {reason}.", problem=True)
        return not reason

    def _commit(self, change: Change) -> bool:
        if not self.session.commit(change):
            return False
        if self.session.store.unsaved:
            self._say("NOT SAVED yet: it is tried again every second.", problem=True)
        return True

    def action_undo(self) -> None:
        """Take the last thing back, as everywhere."""
        self._turn(self.session.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._turn(self.session.store.redo, "Nothing to redo.")

    def _turn(self, step: Callable[[], Change | None], nothing: str) -> None:
        if not self._may_write():
            return
        try:
            change = step()
        except NotSaved as error:
            self._say(f"NOT SAVED: {error}", problem=True)
        except Refusal as error:
            self._say(str(error), problem=True)
        else:
            self._say(nothing if change is None else change.label)
