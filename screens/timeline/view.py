"""Timeline: the week as it runs, and beside it Now: the nearest deadline, the one next action, what is due."""

from datetime import datetime

import msgspec
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from soaptui.records import State, program_title, replace
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.timeline.entries import (
    PREPARED,
    TimelineEntry,
    is_past,
    left_of,
    prepared_entry,
    week_entries,
    worded,
)
from soaptui.screens.timeline.news import lines_beside_figures
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.ribbon import DayRibbon, WeekStrips, strips_are_wanted
from soaptui.screens.widgets.speaking_panel import TALL, people_text
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import official, words, zones
from soaptui.week.agenda import Agenda, Due
from soaptui.week.getting_ready import next_link
from soaptui.week.nearest import Nearest, nearest_thing
from soaptui.week.next_people import NextPerson, next_people
from soaptui.week.season import Season
from soaptui.week.season_phase import figures_in_phase
from soaptui.week.situation import list_gone, out_of_soap

LEAST_NAME = 20
"""With less room than this beside a time, a title is better broken over two lines."""

LOW = 30
"""A screen of fewer rows keeps them for the week to come, where a strip of the day stands above it."""

UNKNOWN_ROOM = 200
"""Before the first layout nothing is cut."""

URGENT = 900
"""Below so many seconds the countdown turns red."""


class _Known(msgspec.Struct, frozen=True):
    """What counts down, and what it was worked out of."""

    agenda: Agenda
    state: State
    season: Season
    phase: tuple[object, ...]
    nearest: Nearest
    people: tuple[NextPerson, ...]


class TimelineView(View):
    """The first view."""

    view_name = "timeline"
    BINDINGS = bindings("timeline")
    DEFAULT_CSS = styles(__file__, "TimelineView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._now, self._season = session.now, session.season
        self._unfolded = False
        self._room = 0
        self._lines = 0
        self._nearest: _Known | None = None
        self._strips: WeekStrips | None = None
        self._panel: tuple[object, str] = (None, "")
        self._present = ""

    def body(self) -> ComposeResult:
        """The week to the left, Now to the right (above it on a narrow screen)."""
        agenda = self.session.agenda()
        now = self._now_texts(agenda)
        yield DayRibbon(self.session, id="ribbon")
        with Horizontal():
            columns = [
                Column("", 1),
                Column("the week", 0),
                Column("ET", 6),
                Column("yours", 9, 56),
                Column("left", 10, right=True),
            ]
            with Vertical(id="whole-week"):
                yield Grid(columns, self._cells, id="week")
            with Container(id="now"):
                with Vertical(id="clock"):
                    yield SteadyText(now["#deadline"], id="deadline")
                    yield SteadyDigits(self._figures(agenda), id="digits")
                    yield SteadyText(now["#until"], id="until")
                with Vertical(id="todo"):
                    yield SteadyText(now["#action"], id="action")
                    yield SteadyText(now["#people"], id="people", columns=True)
                    yield SteadyText(now["#due"], id="due")
                    yield SteadyText(now["#ring"], id="ring")
        yield SteadyText(id="source")

    def on_mount(self) -> None:
        """Start at the present."""
        self.call_after_refresh(self._to_the_present)

    def _to_the_present(self) -> None:
        now = self.session.now
        coming = [entry for entry in self._entries() if (entry.until or entry.at) > now]
        if coming:
            self._present = coming[0].key
            self.query_one("#week", Grid).go_to(self._present)
            self._to_what_is_prepared()

    def _to_what_is_prepared(self) -> None:
        """Once it is known what to prepare, the cursor stands there, unless it has been moved."""
        week, steps = self.query_one("#week", Grid), self.session.agenda().this_week
        if steps and self._present and week.key == self._present:
            self._present = ""
            week.go_to(f"{PREPARED}{steps[0].id}")

    # -- the week

    def changed(self) -> None:
        """Lay the week out anew."""
        self._now, self._season = self.session.now, self.session.season
        self._room = self.query_one("#week", Grid).room
        session_zone = self.session.zone
        lines = self._to_prepare()
        entries = self._entries()
        past = [] if self._unfolded else [entry for entry in entries if is_past(entry, self.session.state, self._now)]
        if past:
            how = f"{key_for('fold-past')} shows {'it' if len(past) == 1 else 'them'}"
            lines.append(GridLine("", None, f"▸ {len(past)} past · {how}"))
        day = words.day_text(zones.eastern(self._now)) if past else ""
        folded = {entry.key for entry in past}
        for entry in entries:
            if entry.key in folded:
                continue
            wall = zones.at_zone(entry.at, session_zone) if entry.by_day else zones.eastern(entry.at)
            if (title := words.day_text(wall)) != day:
                day = title
                lines.append(GridLine("", None, day))
            lines.append(GridLine(entry.key, worded(entry, session_zone, self._now)))
        self.query_one("#week", Grid).show(lines)
        self._lines = len(lines)
        self._look_at_strips()
        self._to_what_is_prepared()
        self._show_source()

    def _to_prepare(self) -> list[GridLine]:
        """While it is calm, what to prepare this week comes first."""
        steps = self.session.agenda().this_week
        title = f"THIS WEEK · {key_for('view-prepare')} shows all that is to be prepared"
        return [GridLine("", None, title), *map(_prepared_line, steps)] if steps else []

    def _entries(self) -> list[TimelineEntry]:
        session = self.session
        return week_entries(session.state, session.season, session.agenda(), session.zone)

    def action_fold_past(self) -> None:
        """What is past, shown or folded into one line."""
        self._unfolded = not self._unfolded
        self.changed()

    def show_line(self, key: str) -> bool:
        """To a moment of the week; what is past is unfolded where it is among that."""
        grid = self.query_one("#week", Grid)
        key = key.replace("-closes", "-opens") if key.startswith("round-") else key  # a round is one line
        grid.go_to(key)
        if grid.key != key:
            self._unfolded = True
            self.changed()
            grid.go_to(key)
        return grid.key == key

    def _cells(self, entry: TimelineEntry) -> list[Cell]:
        look = entry.look
        return [
            Cell(entry.mark, look),
            Cell(self._what(entry), look),
            Cell(entry.eastern, look),
            Cell(entry.local, look),
            self._left(entry),
        ]

    def _left(self, entry: TimelineEntry) -> Cell:
        left = left_of(entry, self._season, self._now)
        return Cell(left, entry.look if left else "dim")

    def _what(self, entry: TimelineEntry) -> str:
        if not entry.program:
            return entry.what
        return self.session.told_in(self._room, entry.what, entry.program)

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """Once the first frame is out, names are shortened; with the preparation comes which tasks are settled."""
        return (*super().phase(agenda), self.session.hurries, agenda.later, agenda.this_week)

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Below the week: where the time under the cursor is from."""
        self._show_source()

    def _show_source(self) -> None:
        entry = self.query_one("#week", Grid).item
        text = entry.source if entry is not None and entry.source else ""
        season = self.session.season
        if season.expected and not text:
            text = f"○ {season.year}: {season.note} {official.how_verified(season)} Press {key_for('official')}."
        elif season.expected and (entry is None or entry.official):
            text = f"? = expected, not seen on nrmp.org: {key_for('official')} · {text}"
        self.query_one("#source", SteadyText).show(text)

    def _task_here(self) -> str:
        """The id of the task under the cursor; empty where it is none."""
        task = self.query_one("#week", Grid).key.removeprefix("due-")
        return task if task in self.session.state.tasks else ""

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter opens a task."""
        if (task := self._step_here() or self._task_here()) and self.session.may_write():
            self.open(DialogName.TASK, task)

    def _step_here(self) -> str:
        """The id of what is to be prepared, where the cursor is on such a line."""
        key = self.query_one("#week", Grid).key
        return key.removeprefix(PREPARED) if key.startswith(PREPARED) else ""

    def action_task_done(self) -> None:
        """The task under the cursor is done."""
        session = self.session
        if step := self._step_here():
            self._prepared(step)
        elif not (name := self._task_here()):
            session.tell("First put the cursor on a task.")
        elif session.may_write():
            task = session.state.tasks[name]
            if session.put(f"Done: {task.title}", replace(task, done=session.now, hidden=None)):
                session.tell(f"Done: {task.title}. {key_for('undo')} takes it back.")

    def _prepared(self, step_id: str) -> None:
        """What was to be prepared is done."""
        from soaptui.prepare import preparation, tasks  # nobody presses it before the first frame

        session = self.session
        steps = preparation.preparation(session.state, session.season, session.now)
        step = next((step for step in steps if step.id == step_id), None)
        if step is not None and session.may_write():
            done = tasks.task_done(session.state, step, session.now)
            if session.put(f"Done: {step.title}", done):
                session.tell(f"Done: {step.title}. {key_for('undo')} takes it back.")

    def action_copy_link(self) -> None:
        """The link of the interview that runs or comes next, into the clipboard."""
        session = self.session
        interview = next_link(session.state, session.now)
        if interview is None:
            session.tell("No coming interview has a link.")
            return
        self.app.copy_to_clipboard(interview.link)
        session.tell(f"Copied the link of {program_title(session.state, interview.program)}: {interview.link}")

    def action_official(self) -> None:
        """Every official time, to be held against nrmp.org."""
        self.open(DialogName.OFFICIAL_TIMES)

    def _look_at_strips(self) -> None:
        self.query_one("#ribbon", DayRibbon).look()
        week, strips = self.query_one("#whole-week"), self._strips
        empty_rows = week.size.height - self._lines - 1  # one is the heading's
        if strips is not None:
            strips.use_rows(empty_rows)
            strips.look()
        elif strips_are_wanted(self.app.size, self._season, self._now, empty_rows):
            self._strips = WeekStrips(self.session, empty_rows, id="strips")
            week.mount(self._strips)

    # -- now

    def beat(self, agenda: Agenda) -> None:
        """Countdowns and the Now panel."""
        self._now, self._season = agenda.now, self.session.season  # once, and not for each row
        week = self.query_one("#week", Grid)
        self._room = week.room
        week.tick(self._left, agenda.now)
        self._look_at_strips()
        self._show_now(agenda)

    def _nearest_thing(self, agenda: Agenda) -> Nearest:
        """What counts down; looked for again when the data, the agenda or a moment of its own has changed."""
        return self._known_of(agenda).nearest

    def _known_of(self, agenda: Agenda) -> _Known:
        known, state, season = self._nearest, self.session.state, self.session.season
        if known is not None and known.agenda is agenda:
            return known
        phase = (agenda.unsure, *self.phase(agenda))
        stands = known is not None and known.state is state and known.season is season and known.phase == phase
        if known is None or not stands or (known.nearest.at is not None and known.nearest.at <= agenda.now):
            nearest = nearest_thing(state, season, agenda)
            people = next_people(state, agenda.due, agenda.now)
        else:
            nearest, people = known.nearest, known.people
        self._nearest = _Known(agenda, state, season, phase, nearest, people)
        return self._nearest

    def _figures(self, agenda: Agenda) -> str:
        moment = self._nearest_thing(agenda).at
        return figures_in_phase(moment, self.session.season, agenda.now) if moment is not None else ""

    def _show_now(self, agenda: Agenda) -> None:
        moment = self._nearest_thing(agenda).at
        urgent = moment is not None and words.seconds_left(moment, agenda.now) < URGENT
        self.query_one("#digits", SteadyDigits).show(self._figures(agenda), urgent=urgent)
        for selector, text in self._now_texts(agenda).items():
            self.query_one(selector, SteadyText).show(text)

    def _now_texts(self, agenda: Agenda) -> dict[str, str]:
        """What the panel says, by the widget that says it."""
        known, session = self._known_of(agenda), self.session
        title, moment, program = known.nearest
        crowded = self._is_crowded()  # the week below has what is due, and the line of keys how a call is taken
        people = known.people if self._has_room() else ()
        spoken_to = {person.id for person in people}
        due = () if crowded else [item for item in agenda.due if item.id not in spoken_to][:8]
        return {
            "#deadline": session.told_in(self._title_room(), title, program),
            "#until": words.when(moment, agenda.now, session.zone) if moment is not None else "",
            "#action": agenda.action,
            "#people": self._speaking_to(people) if people else "",
            "#due": "\n".join(self._few((*map(self._due_line, due), *agenda.news, *self._second_set(agenda.now)))),
            "#ring": "" if crowded or not self._may_ring(agenda.now) else f"Ringing? Press {key_for('call')}.",
        }

    def _few(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """What is due and new; beside the figures there are few rows for it, and nothing is cut in its middle."""
        width = self.query_one("#due").container_size.width if self.is_mounted else 0
        return lines_beside_figures(lines, width) if width and self.has_class("-medium") else lines

    def _is_crowded(self) -> bool:
        """Whether the strip of the day and the panel leave the week few rows."""
        low = self.app.size.height < LOW and not self.has_class("-wide")
        return low and self.is_mounted and bool(self.query_one("#ribbon").display)

    def _has_room(self) -> bool:
        """Whether the panel has room to name the people to speak to next."""
        return self.app.size.height >= TALL and self.is_mounted and self.has_class("-wide")

    def _speaking_to(self, people: tuple[NextPerson, ...]) -> str:
        """The panel's lines; made anew when somebody else comes first, a name changes, or its width."""
        session, room = self.session, self.query_one("#people").container_size.width
        made_of = (people, room, session.hurries, id(session.state.programs))
        if self._panel[0] != made_of:
            self._panel = (made_of, people_text(people, room, session.name_in, on_timeline=True))
        return self._panel[1]

    def _title_room(self) -> int:
        """The columns that the title over the figures has: one line beside the week's other news, else two."""
        if not self.is_mounted:
            return UNKNOWN_ROOM
        width = self.query_one("#clock").content_size.width
        return (2 * width - LEAST_NAME // 2 if self.has_class("-wide") else width) or UNKNOWN_ROOM

    def _may_ring(self, now: datetime) -> bool:
        """Whether a program may call: from Match Monday on while the list stands, whoever looks for a position."""
        session = self.session
        begins = session.season.event("match-status").at
        return begins <= now < list_gone(session.season) and not out_of_soap(session.state)

    def _second_set(self, now: datetime) -> list[str]:
        """Whoever has something to lose is offered a second set of backups, but not in the hurry of Match Week."""
        session = self.session
        hurried = session.hurries or now >= session.season.event("match-status").at
        if hurried or session.store.read_only:
            return []
        from soaptui.store import restoring, second_set  # neither a first frame nor Match Week waits for them

        if not any(restoring.counted_records(session.state).values()):
            return []
        offered = second_set.offer(session.store.folder)
        keys = f"{key_for('backups')}, then {key_for('backups.second')}"
        return [f"{offered} {keys}: one on a stick."] if offered else []

    def _due_line(self, due: Due) -> str:
        if due.by_day:
            return f"{words.day_text(zones.at_zone(due.at, self.session.zone))}  {due.label}"
        day = words.day_before(due.at, self._now)
        before = f"{day}{words.clock24(zones.eastern(due.at))}  "
        room = self.query_one("#due").size.width - len(before) if self.is_mounted else 0
        label = self.session.told_in(room, due.label, due.program) if due.program and room > LEAST_NAME else due.label
        return f"{before}{label}"


def _prepared_line(due: Due) -> GridLine:
    entry = prepared_entry(due)
    return GridLine(entry.key, entry)
