"""Offers: the four rounds with the current one large, the offers with what is left of each, and who is closed."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens.base import View
from screens.commands import bindings
from screens.dialogs import opening
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.quiet import QuietDigits, QuietText
from soaptui.programs import codes
from soaptui.records import Offer, OfferOutcome, program_title
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.offers import closed_programs, closes, standing
from soaptui.week.season import Window

EMPTY = "No offers yet. Offers stand in R3, at the start of a round: when one is there, press o."
IN_R3 = "The answer is given in R3, and only there. What is marked here is a note of what you did."
LOOKS = {"open": "urgent", "accepted": "good", "rejected": "dim", "expired": "dim"}


class RoundPanel(Vertical):
    """One round: open, coming or closed, and how long."""

    DEFAULT_CSS = """
    RoundPanel { width: 1fr; height: 8; border: round $panel; }
    RoundPanel.current { width: 2fr; border: heavy $error; }
    RoundPanel.next { width: 2fr; border: round $accent; }
    RoundPanel QuietText { height: auto; }
    RoundPanel .name { text-style: bold; }
    RoundPanel QuietDigits { width: auto; height: 3; color: $text-accent; }
    RoundPanel.current QuietDigits { color: $text-error; }
    RoundPanel.past { color: $text-disabled; }
    """

    def __init__(self, window: Window) -> None:
        super().__init__(id=window.id)
        self.window = window

    def compose(self) -> ComposeResult:
        """Name, figures, times."""
        yield QuietText(self.window.label, classes="name")
        yield QuietDigits("")
        yield QuietText(classes="times")

    def show(self, agenda: Agenda, zone: str, *, is_next: bool) -> None:
        """Show the round at this moment. The open one, or else the next, is the large one."""
        window, now = self.window, agenda.now
        is_open = window.opens <= now < window.closes
        looks = {"current": is_open, "next": is_next and not is_open, "past": now >= window.closes}
        for name, wanted in looks.items():
            if self.has_class(name) != wanted:
                self.set_class(wanted, name)
        target = window.closes if is_open else window.opens
        left = words.seconds_left(target, now)
        large = is_open or (is_next and left < words.DAY)
        self.query_one(QuietDigits).show(words.figures(left) if large else "", urgent=is_open)
        title = f"{window.label.upper()} IS OPEN" if is_open else window.label
        self.query_one(".name", QuietText).show(title)
        self.query_one(".times", QuietText).show("\n".join(self._times(agenda, zone, left, is_open, large)))

    def _times(self, agenda: Agenda, zone: str, left: int, is_open: bool, large: bool) -> list[str]:
        window = self.window
        hours = f"{words.clock(zones.eastern(window.opens))}–{words.clock(zones.eastern(window.closes))} ET"
        lines = [hours]
        if not words.same_clock(window.opens, zone):
            begins = words.local_text(window.opens, zone)
            lines += [begins] if self.size.width < 22 else [f"{begins} {zones.place(zone)}"]
        if is_open:
            return [f"until {words.both(window.closes, zone)}"]
        if agenda.now >= window.closes:
            return [*lines, f"closed {words.until(window.closes, agenda.now)}"]
        return lines if large else [*lines, f"in {words.roughly(left)}"]


class Offers(View):
    """The fourth view."""

    BINDINGS = bindings("offers")
    DEFAULT_CSS = """
    Offers #rounds { height: auto; }
    Offers.-narrow RoundPanel { display: none; }
    Offers.-narrow RoundPanel.current, Offers.-narrow RoundPanel.next { display: block; }
    Offers #notice { height: auto; color: $text-muted; padding: 0 1; }
    """

    def body(self) -> ComposeResult:
        """Rounds above, offers below, and the plain statement about R3."""
        with Horizontal(id="rounds"):
            for window in self.desk.season.rounds:
                yield RoundPanel(window)
        columns = [
            Column("offer", 0),
            Column("round", 7),
            Column("tier", 5, 60),
            Column("what", 13, 100),
            Column("standing", 9),
            Column("until", 9, 60),
            Column("left", 10, right=True),
        ]
        yield Grid(columns, self._cells, empty=EMPTY, id="offers")
        yield QuietText(IN_R3, id="notice")

    def changed(self) -> None:
        """Open offers first, then the answered ones, then the programs that will not offer again."""
        desk, now = self.desk, self.desk.now
        offers = sorted(desk.state.offers.values(), key=lambda offer: (closes(offer, desk.season) or now, offer.seen))
        waiting = [offer for offer in offers if standing(offer, desk.season, now) == "open"]
        answered = [offer for offer in offers if offer not in waiting]
        closed = closed_programs(desk.state, desk.season, now)
        lines: list[Line] = []
        if waiting:
            lines.append(Line("", None, "OPEN · answer in R3"))
            lines += [Line(offer.id, offer) for offer in waiting]
        if answered:
            lines.append(Line("", None, "ANSWERED OR EXPIRED"))
            lines += [Line(offer.id, offer) for offer in answered]
        others = {program: why for program, why in closed.items() if all(o.program != program for o in answered)}
        if others:
            lines.append(Line("", None, "CLOSED TO YOU · these programs will not offer again in this SOAP"))
            lines += [Line(f"closed-{program}", (program, why)) for program, why in others.items()]
        self.query_one("#offers", Grid).show(lines)

    def _cells(self, item: "Offer | tuple[str, str]") -> list[Cell]:
        desk = self.desk
        if not isinstance(item, Offer):
            program, why = item
            return [Cell(program_title(desk.state, program), "dim", f" · {why}"), *[Cell("")] * 6]
        became = standing(item, desk.season, desk.now)
        look = LOOKS[became]
        end = closes(item, desk.season)
        row = desk.row(item.program)
        left = words.countdown(words.seconds_left(end, desk.now)) if became == "open" and end is not None else ""
        tier = "" if row is None else {"no": "–"}.get(row.program.tier_override or row.tier, row.tier)
        return [
            Cell(program_title(desk.state, item.program), look),
            Cell(f"round {item.round}", look),
            Cell(tier, look),
            Cell(codes.short(row.program) if row is not None else "", look),
            Cell(became, look),
            Cell(f"{words.clock(zones.eastern(end))} ET" if end is not None else "", look),
            Cell(left, look),
        ]

    def action_decide(self, outcome: OfferOutcome) -> None:
        """Note what was answered in R3, after asking once more."""
        offer = self.desk.state.offers.get(self.query_one("#offers", Grid).key)
        if offer is None:
            self.desk.tell("Put the cursor on an offer first. o notes a new one.")
            return
        if offer.outcome == outcome:
            self.desk.tell(f"It is noted as {outcome} already.")
            return
        opening.decide_offer(self, self.desk, offer, outcome)

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter says what the keys are."""
        if event.key in self.desk.state.offers:
            self.desk.tell("a: I accepted it in R3 · x: I rejected it in R3 · e: it expired")

    def beat(self, agenda: Agenda) -> None:
        """Rounds and offers count down; an offer whose round closes moves to the expired ones."""
        coming = next((window for window in self.desk.season.rounds if window.closes > agenda.now), None)
        for panel in self.query(RoundPanel):
            panel.show(agenda, self.desk.zone, is_next=panel.window is coming)
        grid = self.query_one("#offers", Grid)
        grid.redraw({item.id for item in agenda.open if item.id in self.desk.state.offers})
