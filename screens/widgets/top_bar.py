"""The bar on every screen: both clocks, the next event, application slots, open offers, saved or not."""

from datetime import datetime, timedelta

import msgspec
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from soaptui.application_services import SERVICES
from soaptui.computer_clock import check
from soaptui.counted import many
from soaptui.screens.commands import key_for, pressed
from soaptui.screens.plain import plain
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.week import afterwards, appointments, sending, words, zones
from soaptui.week.afterwards import After
from soaptui.week.agenda import Agenda, open_round
from soaptui.week.season import Season
from soaptui.week.season_phase import left_in_phase
from soaptui.week.sending import Meter
from soaptui.week.situation import out_of_soap
from soaptui.week.trust import CarefulClock

SEPARATOR = " │ "
MOST_LINES = 3
LONGEST_NAME = 34
INTERVIEW_NEAR = timedelta(hours=6)
"""From so long before it on, the next interview counts down in the bar."""
SHORT_NAME = 18
"""A longer event name is cut in the bar: its countdown must stay in sight."""


class BarPart(msgspec.Struct, frozen=True):
    """A piece of the bar that is never broken, and how it looks."""

    text: str
    look: str = ""


def clock_parts(now: datetime, zone: str, *, zone_is_known: bool) -> list[BarPart]:
    """Eastern Time with seconds, and the user's own time with its weekday."""
    eastern = zones.eastern(now)
    parts = [BarPart(f"{words.day_text(eastern)} {eastern:%H:%M:%S} {zones.abbreviation(eastern)}", "bold")]
    if not zone_is_known:
        parts.append(
            BarPart(
                f"UTC {zones.at_zone(now, 'UTC'):%a %H:%M} (your zone is unknown: {key_for('profile')})", "warning"
            )
        )
    elif not words.same_clock(now, zone):
        local = zones.at_zone(now, zone)
        parts.append(BarPart(f"{zones.zone_place(zone)} {local:%a %H:%M}"))
    return parts


def next_part(agenda: Agenda, season: Season) -> BarPart:
    """What the nearest deadline is, and how long until then."""
    opened = open_round(agenda)
    if agenda.unsure:
        return BarPart(f"Is SOAP over? ({key_for('clock-check')})", "urgent")
    if opened is not None:
        left = words.seconds_left(opened.closes, agenda.now)
        return BarPart(
            f"{opened.label.upper()} closes in {words.countdown(left)}", "urgent" if left < 900 else "strong"
        )
    if agenda.next is None:
        return BarPart("Match Week is over")
    left = words.seconds_left(agenda.next.at, agenda.now)
    name = agenda.next.label.split(";")[0]
    name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    told = left_in_phase(agenda.next.at, season, agenda.now)
    return BarPart(f"{name} in {told}", "strong" if left < 3600 else "")


def after_part(over: After, now: datetime) -> BarPart:
    """How the user stands who has nothing (more) to do in SOAP, and until when something is waited for."""
    waits = ""
    if over.until is not None:
        waits = f" · {over.then} in {words.countdown(words.seconds_left(over.until, now))}"
    return BarPart(f"{over.short}{waits}", "good" if over.placed else "strong")


def interview_part(session: Session, now: datetime) -> BarPart | None:
    """The next interview, once it is near; None while none is."""
    one = next((i for i in appointments.coming_interviews(session.state, now) if i.at > now), None)
    if one is None or one.at - now > INTERVIEW_NEAR:
        return None
    left = words.seconds_left(one.at, now)
    program = session.state.programs.get(one.program)
    name = (program.institution if program is not None else "") or one.program
    if program is not None and len(name) > SHORT_NAME and not session.hurries:
        name = session.names().in_two(program, SHORT_NAME, specialty=False).house
    name = name if len(name) <= SHORT_NAME else f"{name[: SHORT_NAME - 1]}…"
    return BarPart(f"Interview {name} {words.countdown(left)}", "urgent" if left < 900 else "strong")


def meter_text(meter: Meter) -> str:
    """A service's slots: sent of how many, and what is planned besides."""
    planned = f" +{meter.planned}" if meter.planned else ""
    return f"{SERVICES[meter.service].short} {meter.sent}/{meter.limit}{planned}"


def bar_groups(session: Session, agenda: Agenda, width: int) -> tuple[list[BarPart], list[BarPart]]:
    """The bar's pieces in order: what time it is, and how things stand."""
    clocks = clock_parts(agenda.now, session.zone, zone_is_known=session.zone_is_known)
    if marked := clock_mark(session, agenda.now):
        clocks.append(BarPart(marked, "urgent" if "?" in marked else "warning"))
    meters = sending.meters(session.state, session.season.limits)
    over = afterwards.after_soap(session.state, session.season, agenda.now)
    first = next_part(agenda, session.season) if over is None else after_part(over, agenda.now)
    standing = [first]
    if session.state.applications or not out_of_soap(session.state):
        standing.append(BarPart(" · ".join(map(meter_text, meters))))
    offers = sum(1 for item in agenda.open if item.id in session.state.offers)
    interview = interview_part(session, agenda.now) if over is None else None
    if interview is not None:
        standing.append(interview)
    if offers:
        standing.append(BarPart(many(offers, "OFFER", "OFFERS"), "urgent"))
    standing.append(saved_part(session))
    if not session.clock.rehearsal:
        return clocks, standing
    rehearsal, *ringing = (BarPart(text, look) for text, look in session.rehearsal_pieces())
    if bar_length([rehearsal, *clocks]) <= width:
        return [rehearsal, *clocks], [*ringing, *standing]
    return clocks, [*ringing, *standing, rehearsal]


def clock_mark(session: Session, now: datetime) -> str:
    """That the computer's clock cannot be relied on, and the nearer deadline is shown; empty for a good clock."""
    clock = session.clock
    if clock.rehearsal or not isinstance(clock, CarefulClock):
        return ""
    return pressed(check.bar_mark(clock, session.season, now))


def saved_part(session: Session) -> BarPart:
    """Whether everything is on disk."""
    if session.store.read_only:
        return BarPart("READ-ONLY", "warning")
    waiting = len(session.store.unsaved)
    if session.store.adrift and not waiting:
        return BarPart("✗ NOT SAVED", "urgent")
    if waiting:
        return BarPart(f"✗ NOT SAVED ({waiting})", "urgent")
    troubles = session.store.troubles()
    if not troubles:
        return BarPart("✓ saved", "good")
    more = f" +{len(troubles) - 1}" if len(troubles) > 1 else ""
    return BarPart(f"✓ saved ⚠ {troubles[0].kind}{more}", "warning")


def bar_laid_out(clocks: list[BarPart], standing: list[BarPart], width: int) -> list[list[BarPart]]:
    """The pieces in lines of at most `width` cells: one line if it holds all, else the clocks on their own.

    No piece is broken; what does not fit a second line goes to a third, and where that has no room for the rest, what
    matters least is left out.
    """
    if bar_length([*clocks, *standing]) <= width:
        return [[*clocks, *standing]]
    lines: list[list[BarPart]] = [clocks, []]
    for part in standing:
        if lines[-1] and bar_length([*lines[-1], part]) > width:
            lines.append([])
        lines[-1].append(part)
    if len(lines) <= MOST_LINES and all(bar_length(line) <= width for line in lines[1:]):
        return lines
    return [clocks, *_most_important(standing, width, MOST_LINES - 1)]


LEFT_OUT_LAST = ("urgent", "warning", "strong", "bold", "", "good")
"""The looks of the pieces, as they are kept where there is no room for all: what may be lost, then what is near."""


def _most_important(parts: list[BarPart], width: int, most: int) -> list[list[BarPart]]:
    """So many pieces as have room in that many lines, the most important ones, in their order."""
    kept: list[list[BarPart]] = [[]]
    chosen: list[BarPart] = []
    for part in sorted(parts, key=lambda part: LEFT_OUT_LAST.index(part.look)):
        lines = _packed([*chosen, part], width, most)
        if lines is not None:
            chosen.append(part)
            kept = lines
    ordered = [sorted(line, key=parts.index) for line in kept]
    return sorted(ordered, key=lambda line: parts.index(line[0])) if chosen else [parts[:1]]


def _packed(parts: list[BarPart], width: int, most: int) -> list[list[BarPart]] | None:
    """The pieces in at most so many lines, the longest first, each in the first line that has room for it."""
    lines: list[list[BarPart]] = []
    for part in sorted(parts, key=lambda part: cell_len(part.text), reverse=True):
        line = next((line for line in lines if bar_length([*line, part]) <= width), None)
        if line is None:
            lines.append(line := [])
        line.append(part)
    fits = all(bar_length(line) <= width for line in lines)
    return lines if fits and len(lines) <= most else None


def bar_length(parts: list[BarPart]) -> int:
    """The cells that the pieces take in one line."""
    return 1 + sum(cell_len(part.text) for part in parts) + len(SEPARATOR) * (len(parts) - 1)


_STYLES = {
    "bold": "bold",
    "strong": "bold",
    "urgent": "bold $text-error reverse",
    "warning": "bold $text-warning",
    "good": "$text-success",
    "": "",
}


class TopBar(Static):
    """The bar as a widget. It is told the moment by the heartbeat."""

    DEFAULT_CSS = styles(__file__, "TopBar")

    def __init__(self, session: Session, agenda: Agenda, width: int) -> None:
        self._session = session
        self._content, lines = self._made(agenda, width)
        super().__init__(self._content)
        self.styles.height = lines

    def _made(self, agenda: Agenda, width: int) -> tuple[Content, int]:
        """The bar at that moment, and how many lines it takes."""
        lines = bar_laid_out(*bar_groups(self._session, agenda, width), width)
        content = Content("\n").join(
            Content(" ") + Content(SEPARATOR).join(plain(p.text).stylize(_STYLES[p.look]) for p in line)
            for line in lines
        )
        return content, len(lines)

    def beat(self, agenda: Agenda) -> None:
        """Show the moment."""
        content, lines = self._made(agenda, self.size.width or 80)
        if content == self._content:
            return
        self._content = content
        if self.styles.height is None or self.styles.height.value != lines:
            self.styles.height = lines
        self.update(content, layout=False)
