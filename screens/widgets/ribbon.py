"""The strip of the day: hours, rounds, marks and now, in two rows or three; drawn anew when a column changes."""

from datetime import datetime, timedelta

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from soaptui.glyphs import says_drawings
from soaptui.records import State
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.fitting import fit
from soaptui.week import ribbon, words
from soaptui.week.season import Season

NAMES = 5
"""The columns before the strip, for what a row is."""

HOURS = ribbon.LAST_HOUR - ribbon.FIRST_HOUR
LEAST_HEIGHT_FOR_HOME = 28
"""On a lower screen the row of home is left out: the rows of the week are worth more there."""

WIDE_FOR_WEEK, TALL_FOR_WEEK = 150, 44
"""A screen of so many columns and rows shows the five days of the week."""

LEAST_WIDE_FOR_WEEK, WEEK_ROWS = 112, 9
"""A smaller one shows them too, from so many columns on, where so many rows would else stay empty."""

A_DAY = timedelta(days=1)

Rows = list[tuple[str, list[ribbon.RibbonCell]]]


class DayRibbon(Widget):
    """The strip; not shown on a day that has nothing on it."""

    COMPONENT_CLASSES = {
        "day-ribbon--dim",
        "day-ribbon--open",
        "day-ribbon--round",
        "day-ribbon--gap",
        "day-ribbon--night",
        "day-ribbon--needle",
        "day-ribbon--interview",
        "day-ribbon--promise",
        "day-ribbon--offer",
        "day-ribbon--past",
    }
    DEFAULT_CSS = styles(__file__, "DayRibbon")

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._rows: Rows = []
        self._made_of: tuple[State, Season] | None = None
        self._made_for: tuple[object, ...] = ()
        self.display = False

    def on_resize(self) -> None:
        """Another width, another strip."""
        self.look()

    def look(self) -> None:
        """The strip as it is now. It is worked out anew once a minute, and when something else than time changed."""
        session = self._session
        state, season, now, size = session.state, session.season, session.now, self.app.size
        made_for = (session.zone, self.size.width, size, int(now.timestamp()) // 60)
        made_of = self._made_of
        if made_of is not None and made_of[0] is state and made_of[1] is season and made_for == self._made_for:
            return
        self._made_of, self._made_for = (state, season), made_for
        wanted = self._is_wanted(now)
        if self.display != wanted:
            self.display = wanted
        width = (self.size.width - NAMES - 1) // HOURS * HOURS
        if not wanted or width < HOURS:
            return
        rows = self._said(now) if says_drawings() else self._laid_out(now, width)
        if rows != self._rows:
            self._rows = rows
            self.set_class(len(rows) > 2, "home")
            self.refresh()

    def _is_wanted(self, now: datetime) -> bool:
        session = self._session
        return ribbon.strip_is_wanted(ribbon.ribbon_day(session.state, session.season, now), now)

    def _laid_out(self, now: datetime, width: int) -> Rows:
        session = self._session
        home = self.app.size.height >= LEAST_HEIGHT_FOR_HOME and not words.same_clock(now, session.zone)
        return ribbon.ribbon_rows(session.state, session.season, now, session.zone, width, home=home)

    def _said(self, now: datetime) -> Rows:
        """In words, the lines that say something first."""
        session, room = self._session, self.size.width - NAMES - 1
        lines = [line for line in ribbon.ribbon_in_words(session.state, session.season, now) if line]
        return [("" if row else "ET", [ribbon.RibbonCell(fit(line, room))]) for row, line in enumerate(lines)]

    def render_line(self, y: int) -> Strip:
        """A row: its name, and its cells."""
        width, plain = self.size.width, self.rich_style
        if y >= len(self._rows):
            return Strip.blank(width, plain)
        name, cells = self._rows[y]
        segments = [Segment(f" {name:<{NAMES - 1}}", self._look("dim"))]
        segments += [Segment(cell.text, self._look(cell.look)) for cell in cells]
        return Strip(segments).simplify().adjust_cell_length(width, plain)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"day-ribbon--{name}") if name else self.rich_style


def strips_are_wanted(screen: Size, season: Season, now: datetime, empty_rows: int) -> bool:
    """Whether the week is shown as strips too: while it runs, where so many rows would else stay empty."""
    if says_drawings() or not season.event("match-status").at - A_DAY <= now < season.ends:
        return False
    large = screen.width >= WIDE_FOR_WEEK and screen.height >= TALL_FOR_WEEK
    return large or (screen.width >= LEAST_WIDE_FOR_WEEK and empty_rows >= WEEK_ROWS)


class WeekStrips(DayRibbon):
    """Match Week as five strips, on a screen that has the room, while the week runs: made when first it has both."""

    DEFAULT_CSS = styles(__file__, "WeekStrips")

    def __init__(self, session: Session, empty_rows: int, *, id: str | None = None) -> None:
        super().__init__(session, id=id)
        self._empty_rows = empty_rows

    def use_rows(self, empty_rows: int) -> None:
        """So many rows stay empty where it stands, without it."""
        if empty_rows != self._empty_rows:
            self._empty_rows, self._made_for = empty_rows, ()

    def _is_wanted(self, now: datetime) -> bool:
        return strips_are_wanted(self.app.size, self._session.season, now, self._empty_rows)

    def _laid_out(self, now: datetime, width: int) -> Rows:
        return ribbon.week_rows(self._session.state, self._session.season, now, width)
