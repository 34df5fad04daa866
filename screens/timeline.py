"""Timeline: the week as it runs, and beside it Now: the nearest deadline, the one next action, what is due."""

from datetime import datetime
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from screens.base import View
from screens.commands import bindings
from screens.desk import Desk
from screens.dialogs import opening
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.quiet import QuietDigits, QuietText
from soaptui.records import program_title
from soaptui.store import restoring, secondset
from soaptui.week import appointments, official, words, zones
from soaptui.week.agenda import Agenda, Due, concerns, event_state, open_round
from soaptui.week.offers import accepted, closes, standing

URGENT = 900
"""Below so many seconds the countdown turns red."""


class Entry(NamedTuple):
    """One line of the week: a mark, what, when, until when if it has a length, and the times in words.

    `unseen` says that the official time has not been seen on nrmp.org, `end_unseen` the same of its end. What is over
    for this user, whatever the hour, no longer `counts` down.
    """

    key: str
    at: datetime
    what: str
    look: str
    mark: str
    until: datetime | None = None
    source: str = ""
    eastern: str = ""
    local: str = ""
    unseen: bool = False
    end_unseen: bool = False
    counts: bool = True


class Timeline(View):
    """The first view."""

    BINDINGS = bindings("timeline")
    DEFAULT_CSS = """
    Timeline #now { width: 42; height: 1fr; padding: 0 1; dock: right; border-left: solid $panel; }
    Timeline #clock { height: auto; }
    Timeline #todo { height: auto; margin-top: 1; }
    Timeline.-narrow #now, Timeline.-medium #now {
      layout: horizontal; width: 1fr; height: 7; dock: top; border-left: none; border-bottom: solid $panel;
    }
    Timeline.-medium #clock { width: 39; }
    Timeline.-medium #todo { width: 1fr; margin-top: 0; }
    Timeline.-narrow #now { layout: vertical; height: auto; max-height: 9; }
    Timeline.-narrow #todo { margin-top: 0; }
    Timeline #now QuietText { height: auto; }
    Timeline #deadline { text-style: bold; }
    Timeline #digits { width: auto; height: 3; color: $text-accent; }
    Timeline #digits.urgent { color: $text-error; }
    Timeline #action { text-style: bold; }
    Timeline #due { margin-top: 1; }
    Timeline #ring { margin-top: 1; color: $text-muted; }
    Timeline.-medium #due, Timeline.-narrow #due { margin-top: 0; }
    Timeline.-narrow #ring, Timeline.-medium #ring { display: none; }
    Timeline #source { height: auto; max-height: 2; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._now = desk.now

    def body(self) -> ComposeResult:
        """The week to the left, Now to the right (above it on a narrow screen)."""
        agenda = self.desk.agenda()
        now = self._now_texts(agenda)
        with Horizontal():
            with Container(id="now"):
                with Vertical(id="clock"):
                    yield QuietText(now["#deadline"], id="deadline")
                    yield QuietDigits(now_digits(agenda), id="digits")
                    yield QuietText(now["#until"], id="until")
                with Vertical(id="todo"):
                    yield QuietText(now["#action"], id="action")
                    yield QuietText(now["#due"], id="due")
                    yield QuietText("Ringing? Press c.", id="ring")
            columns = [
                Column("", 1),
                Column("the week", 0),
                Column("ET", 6),
                Column("yours", 9, 56),
                Column("left", 10, right=True),
            ]
            yield Grid(columns, self._cells, id="week")
        yield QuietText(id="source")

    def on_mount(self) -> None:
        """Start at the present."""
        super().on_mount()
        self.call_after_refresh(self._to_the_present)

    def _to_the_present(self) -> None:
        now = self.desk.now
        coming = [entry for entry in self._entries() if (entry.until or entry.at) > now]
        if coming:
            self.query_one("#week", Grid).go_to(coming[0].key)

    # -- the week

    def changed(self) -> None:
        """Lay the week out anew."""
        self._now = self.desk.now
        lines: list[Line] = []
        day = ""
        for entry in self._entries():
            wall = zones.eastern(entry.at)
            if (title := words.day(wall)) != day:
                day = title
                lines.append(Line("", None, day))
            lines.append(Line(entry.key, self._worded(entry)))
        self.query_one("#week", Grid).show(lines)
        self._show_source()

    def _entries(self) -> list[Entry]:
        """Official events, and the user's interviews, offers and calls to return among them, by time."""
        desk, now = self.desk, self.desk.now
        unseen = {event.id for event in official.unseen(desk.season)}
        entries = [self._official(event_id, unseen) for event_id in self._event_ids()]
        for interview in desk.state.interviews.values():
            what = f"interview · {program_title(desk.state, interview.program)}"
            stands = appointments.stands(interview, desk.state)
            what += f" · {interview.outcome}" if interview.outcome else "" if stands else " · ended"
            look = "good" if stands and interview.at >= now else "dim"
            entries.append(Entry(interview.id, interview.at, what, look, "·", counts=stands))
        over = accepted(desk.state) is not None
        for offer in desk.state.offers.values():
            became = standing(offer, desk.season, now)
            waits = became == "open" and not over
            look, mark = ("urgent", "!") if waits else ("dim", "·")
            title = program_title(desk.state, offer.program)
            end = closes(offer, desk.season) if waits else None
            standing_now = "ended" if over and became == "open" else became
            entries.append(Entry(offer.id, offer.seen, f"offer · {title} · {standing_now}", look, mark, end))
        for due in desk.agenda().due:
            if due.kind not in ("interview", "call"):
                entries.append(Entry(f"due-{due.id}", due.at, due.label, "warn", "→"))
        return sorted(entries, key=lambda entry: entry.at)

    def _event_ids(self) -> list[str]:
        """Every event but the closes of rounds: a round is one line, with its end."""
        rounds = {f"{window.id}-closes" for window in self.desk.season.rounds}
        return [event.id for event in self.desk.season.events if event.id not in rounds]

    def _official(self, event_id: str, unseen: set[str]) -> Entry:
        season, now = self.desk.season, self.desk.now
        event = season.event(event_id)
        window = next((w for w in season.rounds if f"{w.id}-opens" == event.id), None)
        label = event.label if window is None else f"{window.label}: offers"
        source = f"{event.label}: {event.confidence}. Source: {event.source}"
        state = event_state(event, season, now)
        end_unseen = window is not None and f"{window.id}-closes" in unseen
        if not concerns(event, self.desk.state):
            mark = "·" if event.at > now else "✓"
            return Entry(event.id, event.at, label, "dim", mark, None, source, counts=False)
        if state == "current" and window is not None:
            what = f"{window.label.upper()} IS OPEN"
            return Entry(event.id, event.at, what, "urgent", "▶", window.closes, source, end_unseen=end_unseen)
        if state == "past":
            return Entry(event.id, event.at, label, "dim", "✓", None, source)
        closes = window.closes if window else None
        coming = Entry(event.id, event.at, label, "", "·", closes, source)
        return coming._replace(unseen=event.id in unseen, end_unseen=end_unseen)

    def _worded(self, entry: Entry) -> Entry:
        """The entry with what does not change from second to second."""
        wall = zones.eastern(entry.at)
        until = ""
        if entry.until is not None:
            until = f" until {words.clock(zones.eastern(entry.until))}{'?' if entry.end_unseen else ''}"
        return entry._replace(
            what=f"{entry.what}{until}",
            eastern=f"{words.clock(wall)}{'?' if entry.unseen else ''}",
            local=words.local_text(entry.at, self.desk.zone),
        )

    def _cells(self, entry: Entry) -> list[Cell]:
        now = self._now
        running = entry.until is not None and entry.at <= now < entry.until
        target = entry.until if running and entry.until is not None else entry.at
        left = words.countdown(words.seconds_left(target, now)) if entry.counts and target > now else ""
        look = entry.look
        return [
            Cell(entry.mark, look),
            Cell(entry.what, look),
            Cell(entry.eastern, look),
            Cell(entry.local, look),
            Cell(left, look if left else "dim"),
        ]

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Below the week: where the time under the cursor is from."""
        self._show_source()

    def _show_source(self) -> None:
        entry = self.query_one("#week", Grid).item
        text = entry.source if entry is not None and entry.source else ""
        season = self.desk.season
        if season.expected and not text:
            text = f"○ {season.year}: {season.note} {official.how_verified(season)} Press v."
        elif season.expected:
            text = f"{text} · ? not seen on nrmp.org: v"
        self.query_one("#source", QuietText).show(text)

    def action_official(self) -> None:
        """Every official time, to be held against nrmp.org."""
        opening.official(self, self.desk)

    # -- now

    def beat(self, agenda: Agenda) -> None:
        """Countdowns and the Now panel."""
        self._now = agenda.now
        self.query_one("#week", Grid).redraw()
        self._show_now(agenda)

    def _show_now(self, agenda: Agenda) -> None:
        _, moment = nearest(agenda)
        urgent = moment is not None and words.seconds_left(moment, agenda.now) < URGENT
        self.query_one("#digits", QuietDigits).show(now_digits(agenda), urgent=urgent)
        for selector, text in self._now_texts(agenda).items():
            self.query_one(selector, QuietText).show(text)

    def _now_texts(self, agenda: Agenda) -> dict[str, str]:
        """What the panel says, by the widget that says it."""
        title, moment = nearest(agenda)
        far = moment is not None and words.seconds_left(moment, agenda.now) >= words.DAY
        units = "days:hours:minutes:seconds\n" if far else ""
        return {
            "#deadline": title,
            "#until": f"{units}{words.eastern_text(moment)}{self._local(moment)}" if moment is not None else "",
            "#action": agenda.action,
            "#due": "\n".join([*(self._due_line(due) for due in agenda.due[:8]), *self._second_set(agenda.now)]),
        }

    def _second_set(self, now: datetime) -> list[str]:
        """Whoever has something to lose is offered a second set of backups, but not in the hurry of Match Week."""
        desk = self.desk
        hurry = now >= desk.season.event("match-status").at
        if hurry or desk.store.read_only or not any(restoring.counts(desk.state).values()):
            return []
        return [f"{offered} Z, then s: one on a stick."] if (offered := secondset.offer(desk.store.folder)) else []

    def _local(self, moment: datetime) -> str:
        zone = self.desk.zone
        if words.same_clock(moment, zone):
            return ""
        return f" · {zones.place(zone)} {zones.at(moment, zone):%a %H:%M}"

    def _due_line(self, due: Due) -> str:
        day = words.day_before(due.at, self._now)
        return f"{day}{words.clock(zones.eastern(due.at))}  {due.label}"


def now_digits(agenda: Agenda) -> str:
    """The large figures: what is left until the nearest deadline."""
    _, moment = nearest(agenda)
    return words.figures(words.seconds_left(moment, agenda.now)) if moment is not None else ""


def nearest(agenda: Agenda) -> tuple[str, datetime | None]:
    """The nearest deadline: what it is, and when. What is open and ends comes before what is still to come."""
    opened = open_round(agenda)
    if agenda.unsure:
        return "Is SOAP over? Look at your phone, then T", None
    if opened is not None:
        return f"{opened.label.upper()} IS OPEN, closes in", opened.closes
    for item in agenda.open:
        if agenda.next is None or item.closes <= agenda.next.at:
            return f"{item.label}:", item.closes
    if agenda.next is not None:
        return f"{agenda.next.label.split(';')[0]} in", agenda.next.at
    return "Match Week is over", None
