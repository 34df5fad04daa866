"""Every official time of Match Week, to be held against nrmp.org: seen there, or corrected."""

from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.application_services import APPLICATION_SERVICES, ApplicationService
from soaptui.counted import many
from soaptui.prepare.tasks import tasks_following, told_to_follow
from soaptui.records import OfficialTime, Setting, Task
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialogs.live_dialog import ListDialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import FieldInPlace
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.key_line import KeyLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import Change, build_change
from soaptui.typed_time.official_time import OFFICIAL_EXAMPLE, read_official_time
from soaptui.week import official, words, zones
from soaptui.week.official_limits import (
    CHANGED,
    PER_SERVICE,
    YOUR_WORD,
    limit_corrected,
    limit_in_words,
    limit_removed,
)
from soaptui.week.season import Event, Season

HOW = (
    "Open nrmp.org in your browser. {official-times.seen}: it shows the same time. "
    "{grid.choose}: it shows another time. Or copy its whole calendar page and paste it here."
)
FIELD = f"Eastern Time, {OFFICIAL_EXAMPLE}; Enter saves it, {{dialog.close}} does not"


LIMIT = "limit-"
"""Before the service, in the key of the line of its limit."""


class OfficialDialog(ListDialog):
    """The times with their source and confidence; each answer is one change."""

    BINDINGS = bindings("official-times")
    WRITES = frozenset({"seen", "seen_all", "take_back", "undo", "redo"})
    DEFAULT_CSS = styles(__file__, "OfficialDialog")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._year = session.season.year
        self._editing = ""

    def compose(self) -> ComposeResult:
        """How much is verified, the times, where the one under the cursor is from, what was done."""
        columns = [
            Column("", 1),
            Column("official time", 0),
            Column("ET", 10),
            Column("yours", 9, 64),
            Column("on nrmp.org", 18, 50),
        ]
        with Vertical(classes="dialog whole"):
            yield SteadyText(id="title", classes="title")
            yield SteadyText(self.how(), id="how", classes="hint")
            yield Grid(columns, self._cells, id="times")
            yield SteadyText(id="about", fixed=True)
            yield SteadyText(id="said")
            yield FieldInPlace(placeholder=with_keys(FIELD), id="time")
            yield KeyLine()

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
        return self.under_cursor(Event)

    @property
    def _service(self) -> ApplicationService | None:
        """The service whose number of applications is under the cursor."""
        return _service_of(self.query_one(Grid).key or "")

    def how(self) -> str:
        """What the keys do; first of all, that what is known of this season contradicts itself."""
        season = self._season
        return season.note if season.contradicted else with_keys(HOW)

    def show_kept(self) -> None:
        """The times of the year, day by day, and how many of them were seen."""
        if self._year not in official.known_years(self._made):
            self._year = self.session.season.year  # the making of that year was undone
        season = self._season
        lines: list[GridLine] = []
        day = ""
        for event in official.official_moments(season):
            if (title := words.day_text(zones.eastern(event.at))) != day:
                day = title
                lines.append(GridLine("", None, day))
            lines.append(GridLine(event.id, event))
        lines.append(GridLine("", None, f"APPLICATIONS · {PER_SERVICE}"))
        lines += [GridLine(f"{LIMIT}{service}", (season, service)) for service in APPLICATION_SERVICES]
        self.query_one(Grid).show(lines)
        verified = official.how_verified(season) or f"Every time was {official.SEEN}."
        self.query_one("#title", SteadyText).show(f"OFFICIAL TIMES {season.year} · {verified}")
        self.show_how()
        self.show_about()

    def _cells(self, item: "Event | tuple[Season, ApplicationService]") -> list[Cell]:
        return self._time_cells(item) if isinstance(item, Event) else _limit_cells(*item)

    def _time_cells(self, event: Event) -> list[Cell]:
        wall = zones.eastern(event.at)
        if event.seen is not None:
            mark, look, standing = "✓", "good", f"seen {zones.eastern(event.seen):%Y-%m-%d}"
        elif event.confidence == official.CHANGED:
            mark, look, standing = "✎", "warn", "corrected, unseen"
        else:
            mark, look, standing = "○", "", "not seen yet"
        return [
            Cell(mark, look),
            Cell(event.label),
            Cell("" if event.by_day else f"{words.clock24(wall)} {zones.abbreviation(wall)}"),
            Cell("" if event.by_day else words.local_text(event.at, self.session.zone)),
            Cell(standing, look),
        ]

    def about(self) -> str:
        """Where the time under the cursor is from."""
        if (service := self._service) is not None:
            return limit_in_words(self._season, service)
        event = self._event
        return "" if event is None else f"{event.label}: {event.confidence}. Source: {event.source}"

    # -- seen

    def action_seen(self) -> None:
        """The time under the cursor stands on nrmp.org; once more: it was not seen after all."""
        event = self._event
        if (service := self._service) is not None and self.may_write():
            self._limit(service, str(self._season.limits[service]), self.session.now)
        if event is None or not self.may_write():
            return
        seen = not official.is_seen(event)
        if self._confirm([event], f"{official.SEEN if seen else 'not seen'}: {event.label}", seen=seen):
            self.say(f"{event.label}: {'seen on nrmp.org today' if seen else 'no longer marked as seen'}.")
            if seen:
                self.query_one(Grid).action_move(1)

    def action_seen_all(self) -> None:
        """Every time was held against nrmp.org."""
        waiting = [event for event in self._season.events if not official.is_seen(event)]
        if not waiting:
            self.say("All of them are already marked.")
        elif self.may_write() and self._confirm(waiting, f"{many(len(waiting), 'time')} {official.SEEN}", seen=True):
            are = many(len(waiting), "time is", "times are")
            self.say(f"{are} marked as seen on nrmp.org today. {key_for('undo')} takes it back.")

    def _confirm(self, events: list[Event], label: str, *, seen: bool) -> bool:
        season, now = self._season, self.session.now
        when: datetime | None = now if seen else None
        marks = [official.marked_as_seen(season, self._times, event.id, when) for event in events]
        return self._commit(build_change(f"Official times {season.year}: {label}", self.session.state, *marks))

    # -- corrected

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Another time stands on nrmp.org: type it."""
        if not self.may_write():
            return
        if (service := _service_of(event.key)) is not None:
            self._editing = event.key
            self.query_one(FieldInPlace).enter(str(self._season.limits[service]))
            self.say(f"Applications in {service}, {PER_SERVICE}:")
            return
        chosen = self._season.event(event.key)
        wall = zones.eastern(chosen.at)
        self._editing = chosen.id
        self.query_one(FieldInPlace).enter(f"{wall:%Y-%m-%d %H:%M}")
        self.say(f"{chosen.label}, in Eastern Time:")

    @on(Input.Submitted, "#time")
    def _correct(self, event: Input.Submitted) -> None:
        before = self._season
        if (service := _service_of(self._editing)) is not None:
            if self._limit(service, event.value):
                self.leave_field()
            return
        try:
            moment = read_official_time(event.value, before.event(self._editing).at)
            word = official.time_corrected(before, self._times, self._editing, moment)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        name = before.event(self._editing).label
        if word is None:
            self.leave_field()
            self.say(f"{name} already has that time. {key_for('official-times.seen')} marks it as seen on nrmp.org.")
        else:
            tasks = self._following(before, self._times | {word.id: word})
            label = f"Official times {before.year}: {name}"
            if self._commit(build_change(label, self.session.state, word, *tasks)):
                self.leave_field()
                self._tell_moves(before, tasks)

    def action_take_back(self) -> None:
        """The correction of the time under the cursor goes."""
        event, before = self._event, self._season
        if (service := self._service) is not None:
            self._limit_as_it_ships(service)
        if event is None or not self.may_write():
            return
        own = official.unamended(before.year, self._made, self._times)
        try:
            word = official.correction_removed(before, own, self._times, event.id)
        except Refusal as error:
            self.say(str(error), problem=True)
            return
        if word is None:
            self.say("You have not corrected this time.")
            return
        label = f"Official times {before.year}: no correction of {event.label}"
        tasks = self._following(before, {key: one for key, one in self._times.items() if key != word.id})
        if self._commit(build_change(label, self.session.state, *tasks, remove=[word])):
            self._tell_moves(before, tasks)

    def _following(self, before: Season, times: dict[str, OfficialTime]) -> list[Task]:
        """The user's tasks whose day was counted from a time that is another with these words of the user."""
        after = official.of_year(before.year, self._made, times)
        return tasks_following(self.session.state, before, after, self.session.zone)

    def _limit(self, service: ApplicationService, text: str, seen: datetime | None = None) -> bool:
        """Another number of applications stands on nrmp.org, or the same one was seen there."""
        try:
            word = limit_corrected(self._season, self._times, service, text, seen)
        except Refusal as error:
            self.say(str(error), problem=True)
            return False
        label = f"Applications in {service}, {self._year}: {text.strip()}"
        if word is not None and not self._commit(build_change(label, self.session.state, word)):
            return False
        self.say(limit_in_words(self._season, service))
        return True

    def _limit_as_it_ships(self, service: ApplicationService) -> None:
        word = limit_removed(self._season, self._times, service)
        if word is None:
            self.say("You have not corrected this number.")
        elif self.may_write():
            label = f"Applications in {service}, {self._year}: as it ships"
            if self._commit(build_change(label, self.session.state, remove=[word])):
                self.say(limit_in_words(self._season, service))

    def _tell_moves(self, before: Season, tasks: list[Task]) -> None:
        moves = official.what_moves(before, self._season, self.session.state.offers.values())
        self.say(" ".join([*moves, *told_to_follow(tasks, self.session.zone)]) or "Nothing has moved.")

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
            self.leave_field()
        self.say("")
        open_dialog(self, self.session, DialogName.OFFICIAL_PAGE, self._season, text, then=self._page_taken)
        return True

    def _page_taken(self, sentence: str | None) -> None:
        if sentence:
            self.say(sentence)

    # -- another year

    def action_year(self, by: int) -> None:
        """To the year before, or the next one; where there is none yet, it is made from the last."""
        if self.query_one(FieldInPlace).is_entered:
            return
        year = self._year + by
        if year not in official.known_years(self._made):
            if by < 0:
                self.say(f"There is no season {year}.")
                return
            if not self._make(year):
                return
        self._year = year
        self.look_again()

    def _make(self, year: int) -> bool:
        if not self.may_write():
            return False
        try:
            made = official.made_also(self._made, year)
        except Refusal as error:
            self.say(str(error), problem=True)
            return False
        if not self._commit(
            build_change(f"A season for {year}", self.session.state, Setting(id=official.MADE, value=made))
        ):
            return False
        self.say(
            f"A season for {year} was made from {year - 1}: the same weekdays and times. "
            f"{key_for('undo')} takes it back."
        )
        return True

    # -- changes

    def _commit(self, change: Change) -> bool:
        if not self.session.commit(change):
            return False
        if self.session.store.unsaved:
            self.say("NOT SAVED yet: soaptui tries again every second.", problem=True)
        return True


def _service_of(key: str) -> ApplicationService | None:
    """The service whose line has that key."""
    return next((service for service in APPLICATION_SERVICES if key == f"{LIMIT}{service}"), None)


def _limit_cells(season: Season, service: ApplicationService) -> list[Cell]:
    source = season.limits_from.get(service, "")
    mark, look, standing = "○", "", "not seen yet"
    if source.startswith(YOUR_WORD):
        mark, look, standing = "✓", "good", "seen by you"
    elif source == CHANGED:
        mark, look, standing = "✎", "warn", "corrected, unseen"
    return [
        Cell(mark, look),
        Cell(f"applications in {service}"),
        Cell(str(season.limits[service])),
        Cell(""),
        Cell(standing, look),
    ]
