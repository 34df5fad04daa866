"""Offers: the phase of the day large and counting, the open offers side by side, all of them, and who is closed."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from screens.base import View
from screens.commands import bindings
from screens.desk import Desk
from screens.dialogs import opening
from screens.widgets.grid import Cell, Column, Grid, Line
from screens.widgets.page import Page
from screens.widgets.quiet import QuietDigits, QuietText
from soaptui.programs import codes
from soaptui.records import Offer, OfferOutcome, program_title
from soaptui.store.change import build
from soaptui.week import afterwards, answering, oddities, official, rounds, sheet, words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.offers import accepted, closed_programs, closes, open_offers, standing, unasked
from soaptui.week.season import Season, Window
from soaptui.week.situation import out_of_soap

EMPTY = "No offers yet. Offers stand in R3, at the start of a round: when one is there, press o."
IN_R3 = "The answer is given in R3, and only there: this notes what you did."
LOOKS = {"open": "urgent", "accepted": "good", "rejected": "dim", "expired": "dim", "not yet": "dim"}
ASKED = "EXPIRED · did you answer in R3? a accepted · x rejected · e no"
EARLY = "NOT YET · their round has not opened"
CARDS = 4
"""So many offers are shown side by side; the list below has all."""


class PhasePanel(Vertical):
    """The phase that runs now: what it is called, how long it lasts, what can be done in it."""

    DEFAULT_CSS = """
    PhasePanel { width: 1fr; height: 8; border-left: heavy $accent; padding: 0 1; }
    PhasePanel.round { border-left: outer $error; }
    PhasePanel QuietText { height: auto; }
    PhasePanel #phase { text-style: bold; color: $text-accent; }
    PhasePanel.round #phase { color: $text-error; }
    PhasePanel QuietDigits { width: auto; height: 3; color: $text-accent; }
    PhasePanel.round QuietDigits { color: $text-error; }
    """

    def compose(self) -> ComposeResult:
        """Name, figures, until when, what can be done."""
        yield QuietText(id="phase")
        yield QuietDigits("")
        yield QuietText(id="until")
        yield QuietText(id="can")

    def show(self, phase: rounds.Phase, agenda: Agenda, zone: str) -> None:
        """Show the phase at this moment."""
        if self.has_class("round") != phase.is_round:
            self.set_class(phase.is_round, "round")
        left = words.seconds_left(phase.until, agenda.now) if phase.until is not None else 0
        self.query_one("#phase", QuietText).show(phase.label.upper())
        self.query_one(QuietDigits).show(
            words.figures(left) if phase.until is not None else "", urgent=phase.is_round
        )
        self.query_one("#until", QuietText).show(self._until(phase, zone, agenda.now))
        self.query_one("#can", QuietText).show("\n".join(phase.can))

    @staticmethod
    def _until(phase: rounds.Phase, zone: str, now: datetime) -> str:
        if phase.until is None:
            return ""
        return f"{phase.then or 'until'} {words.when(phase.until, now, zone)}"


class DayList(Horizontal):
    """The rounds and the gaps of the day, small: over, running or to come; the hours; when it begins for the user."""

    DEFAULT_CSS = """
    DayList { width: 37; height: 8; padding: 0 1; color: $text-muted; }
    DayList QuietText { height: 8; }
    DayList #names { width: 13; }
    DayList #hours { width: 13; }
    DayList #local { width: 10; }
    DayList #begins { width: 1fr; display: none; }
    """

    def compose(self) -> ComposeResult:
        """A column each: a text keeps no runs of spaces."""
        for column in ("names", "hours", "local", "begins"):
            yield QuietText(id=column, fixed=True)

    def show(self, agenda: Agenda, season: Season, zone: str, *, counts: bool) -> None:
        """Show the day at this moment; without what is left where nothing of it `counts` for the user."""
        now, day = agenda.now, rounds.thursday(season)
        local = ["" if words.same_clock(w.opens, zone) else words.local_text(w.opens, zone) for w in day]
        lefts = [words.seconds_left(window.opens, now) for window in day]
        columns = {
            "names": [f"{_mark(window, now)} {rounds.name(season, window)}" for window in day],
            "hours": [rounds.eastern_hours(window) for window in day],
            "local": local,
            "begins": [f"in {words.roughly(left)}" if left > 0 and counts else "" for left in lefts],
        }
        for column, lines in columns.items():
            self.query_one(f"#{column}", QuietText).show("\n".join(lines))


def _mark(window: Window, now: datetime) -> str:
    return "✓" if now >= window.closes else "▶" if now >= window.opens else "·"


class Offers(View):
    """The fourth view."""

    BINDINGS = bindings("offers")
    DEFAULT_CSS = """
    Offers #rounds { height: 8; }
    Offers.-wide DayList { width: 54; }
    Offers.-wide DayList #begins { display: block; }
    Offers.-narrow DayList { display: none; }
    Offers #after { height: 13; display: none; border-left: heavy $success; }
    Offers.over #after { display: block; }
    Offers.over #rounds { display: none; }
    Offers #cards { height: auto; max-height: 7; }
    Offers .card { width: 1fr; height: auto; max-height: 7; border-left: heavy $error; padding: 0 1; display: none; }
    Offers .card QuietText { height: auto; }
    Offers .card .title { text-style: bold; max-height: 2; }
    Offers #notice { height: auto; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._advice: dict[str, sheet.Advice] = {}
        self._steady: dict[str, tuple[list[Cell], datetime | None, str]] = {}

    def body(self) -> ComposeResult:
        """The day above, what is open side by side, the offers below, and the plain statement about R3."""
        with Horizontal(id="rounds"):
            yield PhasePanel()
            yield DayList()
        yield Page(id="after")
        with Horizontal(id="cards"):
            for number in range(CARDS):
                with Vertical(id=f"card-{number}", classes="card"):
                    yield QuietText(classes="title")
                    yield QuietText(classes="said")
        columns = [
            Column("offer", 0),
            Column("round", 7),
            Column("tier", 4, 60),
            Column("sheet", 5, 60),
            Column("what", 13, 100),
            Column("standing", 8),
            Column("until", 8, 60),
            Column("left", 8, right=True),
        ]
        yield Grid(columns, self._cells, empty=EMPTY, id="offers")
        how = official.how_verified(self.desk.season)
        yield QuietText(f"{IN_R3} {how} (1, v)" if how else IN_R3, id="notice")

    # -- the offers

    def changed(self) -> None:
        """Open offers first, as they are to be compared; then the answered ones; then who will not offer again."""
        desk, now = self.desk, self.desk.now
        state, season, rows = desk.state, desk.season, desk.rows()
        waiting = sheet.side_by_side(state, season, now, rows)
        self._steady.clear()
        self._advice = {o.id: sheet.advice(state, season, now, o, rows) for o in state.offers.values()}
        offers = sorted(state.offers.values(), key=lambda offer: (closes(offer, season) or now, offer.seen))
        answered = [offer for offer in offers if offer not in waiting]
        early = [offer for offer in answered if standing(offer, season, now) == "not yet"]
        asked = [offer for offer in unasked(state, season, now) if offer in answered]
        answered = [offer for offer in answered if offer not in early and offer not in asked]
        closed = closed_programs(state, season, now)
        lines: list[Line] = []
        if waiting:
            over = accepted(state) is not None
            heading = "NOT ANSWERED · ended by what you accepted" if over else "OPEN · answer in R3"
            lines.append(Line("", None, heading))
            lines += [Line(offer.id, offer) for offer in waiting]
        for heading, some in ((ASKED, asked), (EARLY, early)):
            if some:
                lines += [Line("", None, heading), *(Line(offer.id, offer) for offer in some)]
        if answered:
            lines.append(Line("", None, "ANSWERED OR EXPIRED"))
            lines += [Line(offer.id, offer) for offer in answered]
        listed = {offer.program for offer in (*answered, *asked)}
        others = {program: why for program, why in closed.items() if program not in listed}
        if others:
            lines.append(Line("", None, "CLOSED TO YOU · these programs will not offer again in this SOAP"))
            lines += [Line(f"closed-{program}", (program, why)) for program, why in others.items()]
        self.query_one("#offers", Grid).show(lines)
        after = afterwards.after(state, season, now)
        self.set_class(after is not None, "over")
        self._show_cards([] if after is not None else waiting)
        if after is not None:
            self.query_one("#after", Page).show(after.title, "\n".join(f"· {step}" for step in after.steps))

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """With the end of SOAP comes what is after it, and that tells of dates as passed once they are."""
        return (*super().phase(agenda), afterwards.after(self.desk.state, self.desk.season, agenda.now))

    def _show_cards(self, waiting: list[Offer]) -> None:
        """The open offers side by side: what each is, and what the sheet says to it."""
        for number in range(CARDS):
            card = self.query_one(f"#card-{number}")
            card.display = number < len(waiting)
            if number < len(waiting):
                offer = waiting[number]
                card.query_one(".title", QuietText).show(program_title(self.desk.state, offer.program))
                card.query_one(".said", QuietText).show(self._said(offer, alone=len(waiting) == 1))

    def _said(self, offer: Offer, *, alone: bool) -> str:
        """What the sheet says, and the facts; beside others there is no room for the user's own words."""
        told = self._advice[offer.id]
        waiting = {item.program for item in open_offers(self.desk.state, self.desk.season, self.desk.now)}
        ahead = len(set(told.ahead) - waiting)
        above = f" {ahead} above it could still offer." if ahead else ""
        facts: list[str] = []
        row = self.desk.row(offer.program)
        if row is not None:
            visas = f"visa {'/'.join(sorted(row.visas))}" if row.visas else ""
            tier = "" if row.tier == "no" else f"tier {row.tier}"
            facts = [tier, f"fit {row.assessment.fit}", codes.short(row.program), visas]
        said = told.said if alone else told.short
        odd = oddities.of_program(self.desk.state, self.desk.season, self.desk.now, offer)[:1]
        said = "\n".join([*(f"! {sentence}" for sentence in odd), said])
        return "\n".join(part for part in (f"{said}{above}".strip(), " · ".join(filter(None, facts))) if part)

    def _cells(self, item: "Offer | tuple[str, str]") -> list[Cell]:
        """What only another state or phase changes is made once for each; at a beat nothing but what is left."""
        desk = self.desk
        if not isinstance(item, Offer):
            program, why = item
            return [Cell(program_title(desk.state, program), "dim", f" · {why}"), *[Cell("")] * 7]
        if item.id not in self._steady:
            self._steady[item.id] = self._steady_cells(item)
        cells, end, look = self._steady[item.id]
        return [*cells, Cell(words.countdown(words.seconds_left(end, desk.now)) if end is not None else "", look)]

    def _steady_cells(self, item: Offer) -> tuple[list[Cell], datetime | None, str]:
        """All cells but the last, until when the offer is open (None if it is not), and the look of its line."""
        desk = self.desk
        became = standing(item, desk.season, desk.now)
        look = LOOKS[became] if became != "open" or not out_of_soap(desk.state) else "dim"
        end = closes(item, desk.season)
        row = desk.row(item.program)
        tier = "" if row is None else {"no": "–"}.get(row.program.tier_override or row.tier, row.tier)
        told = self._advice.get(item.id)
        place = "–" if told is None or told.place is None else sheet.ordinal(told.place)
        cells = [
            Cell(program_title(desk.state, item.program), look),
            Cell(f"round {item.round}", look),
            Cell(tier, look),
            Cell(place, look),
            Cell(codes.short(row.program) if row is not None else "", look),
            Cell("ended" if became == "open" and accepted(desk.state) is not None else became, look),
            Cell(f"{words.clock(zones.eastern(end))} ET" if end is not None else "", look),
        ]
        return cells, end if became == "open" and accepted(desk.state) is None else None, look

    def action_sheet(self) -> None:
        """The decision sheet."""
        opening.sheet(self, self.desk)

    def action_decide(self, outcome: OfferOutcome) -> None:
        """Note what was answered in R3, after asking once more."""
        offer = self.desk.state.offers.get(self.query_one("#offers", Grid).key)
        if offer is None:
            self.desk.tell("Put the cursor on an offer first. o notes a new one.")
            return
        state, season, now = self.desk.state, self.desk.season, self.desk.now
        if offer.outcome == outcome and answering.is_answered(offer, season):
            self.desk.tell(f"It is noted as {outcome} already.")
        elif reason := answering.refused(state, season, now, offer, outcome):
            opening.say(self, self.desk, f"NOT NOTED · {program_title(state, offer.program)}", [reason])
        else:
            opening.decide_offer(self, self.desk, offer, outcome)

    def action_take_back(self) -> None:
        """Take back the answer to the offer under the cursor; one without an answer is taken out."""
        desk = self.desk
        offer = desk.state.offers.get(self.query_one("#offers", Grid).key)
        if offer is None:
            desk.tell("Put the cursor on an offer first.")
        elif desk.may_write():
            back = answering.taken_back(desk.state, desk.season, offer)
            if desk.commit(build(back.label, desk.state, *back.records, remove=back.removed)):
                desk.tell(f"{back.label}. u brings it back.")

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter says what the keys are, or what was decided."""
        offer = self.desk.state.offers.get(event.key)
        if offer is None:
            return
        became = standing(offer, self.desk.season, self.desk.now)
        if became == "expired" and not answering.is_answered(offer, self.desk.season):
            self.desk.tell("Did you answer it in R3? a: I accepted it · x: I rejected it · e: no, it lapsed")
            return
        if became == "not yet":
            self.desk.tell("Its round has not opened: it cannot be answered yet. Del takes it out.")
            return
        if became == "open":
            self.desk.tell("a: I accepted it in R3 · x: I rejected it in R3 · e: I let it lapse")
            return
        when = f" {words.eastern_text(offer.decided)}" if offer.decided is not None else ""
        said = f" Your sheet said: {offer.sheet_said}" if offer.sheet_said else ""
        self.desk.tell(f"{became.capitalize()}{when}.{said}")

    # -- the moment

    def beat(self, agenda: Agenda) -> None:
        """The phase and the offers count down; an offer whose round closes moves to the expired ones."""
        season, zone = self.desk.season, self.desk.zone
        if not self.has_class("over"):
            ended = out_of_soap(self.desk.state)
            phase = rounds.NOT_FOR_YOU if ended else rounds.phase(season, agenda.now)
            self.query_one(PhasePanel).show(phase, agenda, zone)
            self.query_one(DayList).show(agenda, season, zone, counts=not ended)
        grid = self.query_one("#offers", Grid)
        grid.redraw({item.id for item in agenda.open if item.id in self.desk.state.offers})
