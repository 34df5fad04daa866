"""Offers: the phase of the day large and counting, the open offers side by side, all of them, and who is closed."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from soaptui.offer_outcomes import OFFER_STANDINGS, OfferAnswer
from soaptui.program_tiers import TIERS
from soaptui.programs import specialties
from soaptui.records import Offer, program_title
from soaptui.screens import empty_views
from soaptui.screens.base import View
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.offers.room import share_height
from soaptui.screens.opening import DialogName
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.ribbon import DayRibbon
from soaptui.screens.widgets.speaking_panel import TALL, people_text
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.store.change import build_change
from soaptui.week import afterwards, decision_sheet, oddities, offer_answers, official, rounds, words, zones
from soaptui.week.agenda import Agenda
from soaptui.week.next_people import next_people
from soaptui.week.offers import accepted, closed_programs, closes, offer_standing, open_offers, unasked
from soaptui.week.season import Season, Window
from soaptui.week.season_phase import figures_in_phase
from soaptui.week.situation import out_of_soap

IN_R3 = "You answer only in R3. Here you note what you did there."
ASKED = "EXPIRED · did you answer in R3? {accept} accepted · {reject} rejected · {expire} no"
EARLY = "NOT YET · the round has not opened"
URGENT = 900
"""Below so many seconds an open offer is about to be lost."""

LOW = 30
"""A screen of fewer rows has no room for the list of the day beside its strip."""

ANSWERED_NEXT = "▶ "
"""Stands before the program on the card that the keys answer, where there are several."""

CARDS = 4
"""So many offers are shown side by side; the list below has all."""


class PhasePanel(Vertical):
    """The phase that runs now: what it is called, how long it lasts, what can be done in it."""

    DEFAULT_CSS = styles(__file__, "PhasePanel")

    def compose(self) -> ComposeResult:
        """Name, figures, until when, what can be done."""
        yield SteadyText(id="phase")
        yield SteadyDigits("")
        yield SteadyText(id="until")
        yield SteadyText(id="can")

    def show(self, phase: rounds.Phase, agenda: Agenda, session: Session, *, offered: bool) -> None:
        """Show the phase at this moment. Where something is `offered`, its last minutes are those of a loss."""
        if self.has_class("round") != phase.is_round:
            self.set_class(phase.is_round, "round")
        left = words.seconds_left(phase.until, agenda.now) if phase.until is not None else 0
        self.query_one("#phase", SteadyText).show(phase.label.upper())
        self.query_one(SteadyDigits).show(
            figures_in_phase(phase.until, session.season, agenda.now) if phase.until is not None else "",
            urgent=offered and left < URGENT,
        )
        self.query_one("#until", SteadyText).show(self._until(phase, session.zone, agenda.now))
        self.query_one("#can", SteadyText).show("\n".join(phase.can))

    @staticmethod
    def _until(phase: rounds.Phase, zone: str, now: datetime) -> str:
        if phase.until is None:
            return ""
        return f"{phase.then or 'until'} {words.when(phase.until, now, zone)}"


class DayList(Horizontal):
    """The rounds and the gaps of the day, small: over, running or to come; the hours; when it begins for the user."""

    DEFAULT_CSS = styles(__file__, "DayList")

    def compose(self) -> ComposeResult:
        """A column each: a text keeps no runs of spaces."""
        for column in ("names", "hours", "local", "begins"):
            yield SteadyText(id=column, fixed=True)

    def show(self, agenda: Agenda, season: Season, zone: str, *, counts: bool) -> None:
        """Show the day at this moment; without what is left where nothing of it `counts` for the user."""
        now, day = agenda.now, rounds.phases_of_thursday(season)
        local = ["" if words.same_clock(w.opens, zone) else words.local_text(w.opens, zone) for w in day]
        lefts = [words.seconds_left(window.opens, now) for window in day]
        columns = {
            "names": [f"{_mark(window, now)} {rounds.phase_name(season, window)}" for window in day],
            "hours": [rounds.eastern_hours(window) for window in day],
            "local": local,
            "begins": [f"in {words.roughly(left)}" if left > 0 and counts else "" for left in lefts],
        }
        for column, lines in columns.items():
            self.query_one(f"#{column}", SteadyText).show("\n".join(lines))


def _mark(window: Window, now: datetime) -> str:
    return "✓" if now >= window.closes else "▶" if now >= window.opens else "·"


class OffersView(View):
    """The fourth view."""

    view_name = "offers"
    BINDINGS = bindings("offers")
    DEFAULT_CSS = styles(__file__, "OffersView")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._advice: dict[str, decision_sheet.Advice] = {}
        self._steady: dict[tuple[str, int], tuple[list[Cell], datetime | None, str]] = {}
        self._carded: list[Offer] = []
        self._waited: set[str] | None = None

    def on_resize(self) -> None:
        """On a low screen the strip stands for the list of the day."""
        self.set_class(self.size.height < LOW, "low")
        self._show_people()

    def body(self) -> ComposeResult:
        """The day above, what is open side by side, the offers below, and the plain statement about R3."""
        self.set_class(self.app.size.height < LOW, "low")
        yield DayRibbon(self.session)
        with Horizontal(id="rounds"):
            yield PhasePanel()
            yield DayList()
        yield ScrollingPage(id="after")
        with Horizontal(id="cards"):
            for number in range(CARDS):
                with Vertical(id=f"card-{number}", classes="card"):
                    yield SteadyText(classes="title")
                    yield SteadyText(classes="said")
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
        yield Grid(columns, self._cells, empty=empty_views.no_offers(self.session), id="offers")
        yield SteadyText(id="people", columns=True)
        how = official.how_verified(self.session.season)
        yield SteadyText(
            f"{IN_R3} {how} ({key_for('view-timeline')}, {key_for('official')})" if how else IN_R3, id="notice"
        )

    # -- the offers

    def changed(self) -> None:
        """Open offers first, as they are to be compared; then the answered ones; then who will not offer again."""
        session, now = self.session, self.session.now
        state, season, rows = session.state, session.season, session.rows()
        waiting = decision_sheet.side_by_side(state, season, now, rows)
        self._steady.clear()
        self._advice = {o.id: decision_sheet.advice(state, season, now, o, rows) for o in state.offers.values()}
        offers = sorted(state.offers.values(), key=lambda offer: (closes(offer, season) or now, offer.seen))
        answered = [offer for offer in offers if offer not in waiting]
        early = [offer for offer in answered if offer_standing(offer, season, now) == "not yet"]
        asked = [offer for offer in unasked(state, season, now) if offer in answered]
        answered = [offer for offer in answered if offer not in early and offer not in asked]
        closed = closed_programs(state, season, now)
        lines: list[GridLine] = []
        if waiting:
            over = accepted(state) is not None
            heading = "NOT ANSWERED · ended when you accepted another" if over else "OPEN · answer in R3"
            lines.append(GridLine("", None, heading))
            lines += [GridLine(offer.id, offer) for offer in waiting]
        for heading, some in ((with_keys(ASKED), asked), (EARLY, early)):
            if some:
                lines += [GridLine("", None, heading), *(GridLine(offer.id, offer) for offer in some)]
        if answered:
            lines.append(GridLine("", None, "ANSWERED OR EXPIRED"))
            lines += [GridLine(offer.id, offer) for offer in answered]
        listed = {offer.program for offer in (*answered, *asked)}
        others = {program: why for program, why in closed.items() if program not in listed}
        if others:
            lines.append(GridLine("", None, "CLOSED TO YOU · these programs will NEVER offer again in this SOAP"))
            lines += [GridLine(f"closed-{program}", (program, why)) for program, why in others.items()]
        self.query_one("#offers", Grid).show(lines, empty=empty_views.no_offers(session))
        self._follow(waiting)
        self._show_people()
        after = afterwards.after_soap(state, season, now)
        self.set_class(after is not None, "over")
        self._show_cards([] if after is not None else waiting)
        if after is not None:
            self.query_one("#after", ScrollingPage).show(after.title, "\n".join(f"· {step}" for step in after.steps))

    def _follow(self, waiting: list[Offer]) -> None:
        """Put the cursor on an offer that has just come; from one that was just answered, to the next open one."""
        before, ids = self._waited, [offer.id for offer in waiting]
        self._waited = set(ids)
        if before is None or accepted(self.session.state) is not None:
            return
        grid = self.query_one("#offers", Grid)
        come = [key for key in ids if key not in before]
        if come or (grid.key in before and grid.key not in ids):
            grid.go_to(next(iter([*come, *ids]), ""))

    def _show_people(self) -> None:
        """Where the list leaves room: whom to speak to next."""
        session, size = self.session, self.app.size
        roomy = size.height >= TALL and self.has_class("-wide")
        people = next_people(session.state, session.agenda().due, session.now) if roomy else ()
        self.query_one("#people", SteadyText).show(
            people_text(people, size.width - 4, session.name_in) if people else ""
        )

    def phase(self, agenda: Agenda) -> tuple[object, ...]:
        """With the end of SOAP comes what is after it, and that tells of dates as passed once they are."""
        return (*super().phase(agenda), afterwards.after_soap(self.session.state, self.session.season, agenda.now))

    def _show_cards(self, waiting: list[Offer]) -> None:
        """The open offers side by side: what each is, and what the sheet says to it."""
        self._carded = waiting[:CARDS]
        for number in range(CARDS):
            card = self.query_one(f"#card-{number}")
            card.display = number < len(waiting)
            if number < len(waiting):
                card.query_one(".said", SteadyText).show(self._said(waiting[number], alone=len(waiting) == 1))
        self._mark_card()
        self.call_after_refresh(share_height, self)

    def _mark_card(self) -> None:
        """Of several cards, mark the one under the cursor: the keys answer it."""
        key = self.query_one("#offers", Grid).key
        for number, offer in enumerate(self._carded):
            mark = ANSWERED_NEXT if offer.id == key and len(self._carded) > 1 else ""
            title = f"{mark}{program_title(self.session.state, offer.program)}"
            self.query_one(f"#card-{number} .title", SteadyText).show(title)

    def on_grid_highlighted(self, event: Grid.Highlighted) -> None:
        """Another offer under the cursor."""
        self._mark_card()

    def _said(self, offer: Offer, *, alone: bool) -> str:
        """What the sheet says, and the facts; beside others there is no room for the user's own words."""
        told = self._advice[offer.id]
        waiting = {item.program for item in open_offers(self.session.state, self.session.season, self.session.now)}
        ahead = len(set(told.ahead) - waiting)
        above = f" {ahead} above it may still offer in a later round." if ahead else ""
        facts: list[str] = []
        row = self.session.row(offer.program)
        if row is not None:
            visas = f"visa {'/'.join(sorted(row.visas))}" if row.visas else ""
            tier = TIERS[row.tier].name if TIERS[row.tier].for_you else ""
            facts = [tier, f"fit {row.assessment.fit}", specialties.short_specialty(row.program), visas]
        said = told.in_full if alone else told.short
        odd = oddities.of_program(self.session.state, self.session.season, self.session.now, offer)[:1]
        said = "\n".join([*(f"! {sentence}" for sentence in odd), said])
        return "\n".join(part for part in (f"{said}{above}".strip(), " · ".join(filter(None, facts))) if part)

    def _cells(self, item: "Offer | tuple[str, str]") -> list[Cell]:
        """What only another state or phase changes is made once for each; at a beat nothing but what is left."""
        session = self.session
        if not isinstance(item, Offer):
            program, why = item
            return [Cell(program_title(session.state, program), "dim", f" · {why}"), *[Cell("")] * 7]
        room = self.query_one("#offers", Grid).room
        if (item.id, room) not in self._steady:
            self._steady[item.id, room] = self._steady_cells(item, room)
        cells, end, look = self._steady[item.id, room]
        return [*cells, Cell(words.countdown(words.seconds_left(end, session.now)) if end is not None else "", look)]

    def _steady_cells(self, item: Offer, room: int) -> tuple[list[Cell], datetime | None, str]:
        """All cells but the last, until when the offer is open (None if it is not), and the look of its line."""
        session = self.session
        became = offer_standing(item, session.season, session.now)
        look = OFFER_STANDINGS[became].look if became != "open" or not out_of_soap(session.state) else "dim"
        end = closes(item, session.season)
        row = session.row(item.program)
        tier = "" if row is None else TIERS[row.program.tier_override or row.tier].short
        told = self._advice.get(item.id)
        place = "–" if told is None or told.place is None else decision_sheet.ordinal(told.place)
        cells = [
            Cell(session.name_in(room, item.program), look),
            Cell(f"round {item.round}", look),
            Cell(tier, look),
            Cell(place, look),
            Cell(specialties.short_specialty(row.program) if row is not None else "", look),
            Cell("ended" if became == "open" and accepted(session.state) is not None else became, look),
            Cell(f"{words.clock24(zones.eastern(end))} ET" if end is not None else "", look),
        ]
        return cells, end if became == "open" and accepted(session.state) is None else None, look

    def action_sheet(self) -> None:
        """The decision sheet."""
        self.open(DialogName.SHEET)

    def action_decide(self, outcome: OfferAnswer) -> None:
        """Note what was answered in R3, after asking once more."""
        offer = self.session.state.offers.get(self.query_one("#offers", Grid).key)
        if offer is None:
            self.session.tell("First put the cursor on an offer. o notes a new one.")
            return
        state, season, now = self.session.state, self.session.season, self.session.now
        if offer.outcome == outcome and offer_answers.has_answer(offer, season):
            self.session.tell(f"It is already noted as {outcome}.")
        elif reason := offer_answers.why_no_answer(state, season, now, offer, outcome):
            self.open(DialogName.NOTICE, f"NOT NOTED · {program_title(state, offer.program)}", [reason])
        else:
            self.open(DialogName.DECISION, offer, outcome)

    def action_take_back(self) -> None:
        """Take back the answer to the offer under the cursor; one without an answer is taken out."""
        session = self.session
        offer = session.state.offers.get(self.query_one("#offers", Grid).key)
        if offer is None:
            session.tell("Put the cursor on an offer first.")
        elif session.may_write():
            back = offer_answers.answer_withdrawn(session.state, session.season, offer)
            if session.commit(build_change(back.label, session.state, *back.records, remove=back.removed)):
                session.tell(f"{back.label}. {key_for('undo')} brings it back.")

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter says what the keys are, or what was decided."""
        offer = self.session.state.offers.get(event.key)
        if offer is None:
            return
        became = offer_standing(offer, self.session.season, self.session.now)
        if became == "expired" and not offer_answers.has_answer(offer, self.session.season):
            asked = (
                "Did you answer it in R3? {accept}: I accepted it · {reject}: I rejected it · {expire}: no, it "
                "expired"
            )
            self.session.tell(with_keys(asked))
            return
        if became == "not yet":
            self.session.tell(
                f"Its round has not opened: it cannot be answered yet. {key_for('take-back')} takes it out."
            )
            return
        if became == "open":
            self.session.tell(
                with_keys("{accept}: I accepted it in R3 · {reject}: I rejected it in R3 · {expire}: I let it expire")
            )
            return
        when = f" {words.eastern_text(offer.decided)}" if offer.decided is not None else ""
        said = f" Your sheet said: {offer.sheet_said}" if offer.sheet_said else ""
        self.session.tell(f"{became.capitalize()}{when}.{said}")

    # -- the moment

    def beat(self, agenda: Agenda) -> None:
        """The phase and the offers count down; an offer whose round closes moves to the expired ones."""
        season, zone = self.session.season, self.session.zone
        self.query_one(DayRibbon).look()
        if not self.has_class("over"):
            ended = out_of_soap(self.session.state)
            phase = rounds.NOT_FOR_YOU if ended else rounds.phase_at(season, agenda.now)
            offered = any(item.id in self.session.state.offers for item in agenda.open)
            self.query_one(PhasePanel).show(phase, agenda, self.session, offered=offered)
            self.query_one(DayList).show(agenda, season, zone, counts=not ended)
        grid = self.query_one("#offers", Grid)
        grid.redraw({item.id for item in agenda.open if item.id in self.session.state.offers})
        share_height(self)
