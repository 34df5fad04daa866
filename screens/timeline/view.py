"""Timeline: the week as it runs, and beside it Now: the nearest deadline, the one next action, what is due."""

from datetime import datetime
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from soaptui.calls.interviews import standing_title
from soaptui.records import program_title
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import appointments, official, words, zones
from soaptui.week.agenda import Agenda, Due, concerns, event_state, open_round
from soaptui.week.getting_ready import next_link
from soaptui.week.offers import accepted, closes, offer_standing

URGENT = 900
"""Below so many seconds the countdown turns red."""


class TimelineEntry(NamedTuple):
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


class TimelineView(View):
    """The first view."""

    view_name = "timeline"
    BINDINGS = bindings("timeline")
    DEFAULT_CSS = styles(__file__, "TimelineView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._now = session.now

    def body(self) -> ComposeResult:
        """The week to the left, Now to the right (above it on a narrow screen)."""
        agenda = self.session.agenda()
        now = self._now_texts(agenda)
        with Horizontal():
            with Container(id="now"):
                with Vertical(id="clock"):
                    yield SteadyText(now["#deadline"], id="deadline")
                    yield SteadyDigits(now_digits(agenda), id="digits")
                    yield SteadyText(now["#until"], id="until")
                with Vertical(id="todo"):
                    yield SteadyText(now["#action"], id="action")
                    yield SteadyText(now["#due"], id="due")
                    yield SteadyText(f"Ringing? Press {key_for('call')}.", id="ring")
            columns = [
                Column("", 1),
                Column("the week", 0),
                Column("ET", 6),
                Column("yours", 9, 56),
                Column("left", 10, right=True),
            ]
            yield Grid(columns, self._cells, id="week")
        yield SteadyText(id="source")

    def on_mount(self) -> None:
        """Start at the present."""
        self.call_after_refresh(self._to_the_present)

    def _to_the_present(self) -> None:
        now = self.session.now
        coming = [entry for entry in self._entries() if (entry.until or entry.at) > now]
        if coming:
            self.query_one("#week", Grid).go_to(coming[0].key)

    # -- the week

    def changed(self) -> None:
        """Lay the week out anew."""
        self._now = self.session.now
        lines: list[GridLine] = []
        day = ""
        for entry in self._entries():
            wall = zones.eastern(entry.at)
            if (title := words.day_text(wall)) != day:
                day = title
                lines.append(GridLine("", None, day))
            lines.append(GridLine(entry.key, self._worded(entry)))
        self.query_one("#week", Grid).show(lines)
        self._show_source()

    def _entries(self) -> list[TimelineEntry]:
        """Official events, and the user's interviews, offers and calls to return among them, by time."""
        session, now = self.session, self.session.now
        unseen = {event.id for event in official.unseen(session.season)}
        entries = [self._official(event_id, unseen) for event_id in self._event_ids()]
        for interview in session.state.interviews.values():
            what = f"interview · {program_title(session.state, interview.program)}"
            stands = appointments.still_stands(interview, session.state)
            what += f" · {standing_title(interview)}" if not interview.means.stands else "" if stands else " · ended"
            look = "good" if stands and interview.at >= now else "dim"
            entries.append(TimelineEntry(interview.id, interview.at, what, look, "·", counts=stands))
        over = accepted(session.state) is not None
        for offer in session.state.offers.values():
            became = offer_standing(offer, session.season, now)
            waits = became == "open" and not over
            look, mark = ("urgent", "!") if waits else ("dim", "·")
            title = program_title(session.state, offer.program)
            end = closes(offer, session.season) if waits else None
            standing_now = "ended" if over and became == "open" else became
            entries.append(TimelineEntry(offer.id, offer.seen, f"offer · {title} · {standing_now}", look, mark, end))
        for due in session.agenda().due:
            if due.kind not in ("interview", "call"):
                entries.append(TimelineEntry(f"due-{due.id}", due.at, due.label, "warn", "→"))
        return sorted(entries, key=lambda entry: entry.at)

    def _event_ids(self) -> list[str]:
        """Every event but the closes of rounds: a round is one line, with its end."""
        rounds = {f"{window.id}-closes" for window in self.session.season.rounds}
        return [event.id for event in self.session.season.events if event.id not in rounds]

    def _official(self, event_id: str, unseen: set[str]) -> TimelineEntry:
        season, now = self.session.season, self.session.now
        event = season.event(event_id)
        window = next((w for w in season.rounds if f"{w.id}-opens" == event.id), None)
        label = event.label if window is None else f"{window.label}: offers"
        source = f"{event.label}: {event.confidence}. Source: {event.source}"
        state = event_state(event, season, now)
        end_unseen = window is not None and f"{window.id}-closes" in unseen
        if not concerns(event, self.session.state):
            mark = "·" if event.at > now else "✓"
            return TimelineEntry(event.id, event.at, label, "dim", mark, None, source, counts=False)
        if state == "current" and window is not None:
            what = f"{window.label.upper()} IS OPEN"
            return TimelineEntry(
                event.id, event.at, what, "urgent", "▶", window.closes, source, end_unseen=end_unseen
            )
        if state == "past":
            return TimelineEntry(event.id, event.at, label, "dim", "✓", None, source)
        closes = window.closes if window else None
        coming = TimelineEntry(event.id, event.at, label, "", "·", closes, source)
        return coming._replace(unseen=event.id in unseen, end_unseen=end_unseen)

    def _worded(self, entry: TimelineEntry) -> TimelineEntry:
        """The entry with what does not change from second to second."""
        wall = zones.eastern(entry.at)
        until = ""
        if entry.until is not None:
            until = f" until {words.clock24(zones.eastern(entry.until))}{'?' if entry.end_unseen else ''}"
        return entry._replace(
            what=f"{entry.what}{until}",
            eastern=f"{words.clock24(wall)}{'?' if entry.unseen else ''}",
            local=words.local_text(entry.at, self.session.zone),
        )

    def _cells(self, entry: TimelineEntry) -> list[Cell]:
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
        season = self.session.season
        if season.expected and not text:
            text = f"○ {season.year}: {season.note} {official.how_verified(season)} Press {key_for('official')}."
        elif season.expected:
            text = f"{text} · ? not seen on nrmp.org: v"
        self.query_one("#source", SteadyText).show(text)

    def action_copy_link(self) -> None:
        """The link of the interview that runs or comes next, into the clipboard."""
        session = self.session
        interview = next_link(session.state, session.now)
        if interview is None:
            session.tell("No interview to come has a link.")
            return
        self.app.copy_to_clipboard(interview.link)
        session.tell(f"Copied the link of {program_title(session.state, interview.program)}: {interview.link}")

    def action_official(self) -> None:
        """Every official time, to be held against nrmp.org."""
        self.open(DialogName.OFFICIAL_TIMES)

    # -- now

    def beat(self, agenda: Agenda) -> None:
        """Countdowns and the Now panel."""
        self._now = agenda.now
        self.query_one("#week", Grid).redraw()
        self._show_now(agenda)

    def _show_now(self, agenda: Agenda) -> None:
        _, moment = nearest(agenda)
        urgent = moment is not None and words.seconds_left(moment, agenda.now) < URGENT
        self.query_one("#digits", SteadyDigits).show(now_digits(agenda), urgent=urgent)
        for selector, text in self._now_texts(agenda).items():
            self.query_one(selector, SteadyText).show(text)

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
        session = self.session
        if now >= session.season.event("match-status").at or session.store.read_only:
            return []
        from soaptui.store import restoring, second_set  # in Match Week a start needs neither

        if not any(restoring.counted_records(session.state).values()):
            return []
        offered = second_set.offer(session.store.folder)
        return [f"{offered} Z, then s: one on a stick."] if offered else []

    def _local(self, moment: datetime) -> str:
        zone = self.session.zone
        if words.same_clock(moment, zone):
            return ""
        return f" · {zones.zone_place(zone)} {zones.at_zone(moment, zone):%a %H:%M}"

    def _due_line(self, due: Due) -> str:
        day = words.day_before(due.at, self._now)
        return f"{day}{words.clock24(zones.eastern(due.at))}  {due.label}"


def now_digits(agenda: Agenda) -> str:
    """The large figures: what is left until the nearest deadline."""
    _, moment = nearest(agenda)
    return words.countdown_figures(words.seconds_left(moment, agenda.now)) if moment is not None else ""


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
