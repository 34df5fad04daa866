"""One program or two? What the user's own research calls a program, and what the list calls it, joined by hand."""

import asyncio
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from soaptui.counted import many
from soaptui.imports.matching import AHEAD, LIKELY, MatchCandidate, Unsure, likely_matches, matches_to_ask
from soaptui.programs.titles import full_title, house_and_own, track
from soaptui.records import Program, program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, keys_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.imports.joined_change import change_of
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText

KEYS = (
    "{grid.choose} this one · {joining.apart} none of them · {joining.skip} later · {joining.groups} in groups · "
    "{joining.all} all clearly alike · {joining.undo} undo · {dialog.close}"
)
MANY = 20
"""Of so many rows it is said that they can be confirmed in groups."""

NOTHING = "There is nothing to join."


class Offered(NamedTuple):
    """A candidate as it is shown: with what is known of its program now."""

    candidate: MatchCandidate
    program: Program


class JoiningDialog(Dialog):
    """One row after the other. Each answer is a change of its own, on disk before the next row is shown."""

    AUTO_FOCUS = "Grid"
    BINDINGS = bindings("joining")
    DEFAULT_CSS = styles(__file__, "JoiningDialog")

    def __init__(self, session: Session, lines: AnyMapping[str, int | None] | None = None, said: str = "") -> None:
        """What waits in the store. `lines` says where the rows of an import stand in its file, `said` what it did."""
        super().__init__(session)
        self._lines = lines or {}
        self._first_said = said
        self._waiting: list[Unsure] = []
        self._later: set[str] = set()
        self._done = 0
        self._answered: list[dict[str, str]] = []
        self._sure: dict[str, str] | None = None

    def compose(self) -> ComposeResult:
        """How far, the row, the candidates, the keys."""
        columns = [
            Column("alike", 5, right=True),
            Column("code", 10, 46),
            Column("program of the list", 0),
            Column("city", 12, 60),
            Column("st", 2, 56),
        ]
        with Vertical(classes="dialog"):
            yield SteadyText("ONE PROGRAM OR TWO?", id="head", classes="title")
            with VerticalScroll(id="row", can_focus=False):
                yield SteadyText("Your research is compared with the list ...", id="text")
                yield SteadyText(id="list")
            yield Grid(columns, _cells)
            yield SteadyText(self._first_said, id="said")
            yield SteadyText(with_keys(KEYS), classes="hint")

    def on_mount(self) -> None:
        """Find what waits."""
        self._find()

    @work(exclusive=True)
    async def _find(self) -> None:
        """Compare beside the interface: hundreds of rows with a thousand programs take a moment."""
        state = self.session.state
        found = await asyncio.to_thread(matches_to_ask, state)
        while state is not self.session.state:
            state = self.session.state
            found = await asyncio.to_thread(matches_to_ask, state)
        self._waiting = [one for one in found if one.key not in self._later]
        self._show(self._first_said or self._in_groups())
        self._first_said = ""

    def _in_groups(self) -> str:
        """That many rows can be confirmed at once, where that is so."""
        if len(self._waiting) < MANY:
            return ""
        return f"Many rows are alike: {key_for('joining.groups')} confirms them in groups."

    # -- what is shown

    @property
    def _row(self) -> Unsure | None:
        return self._waiting[0] if self._waiting else None

    def _show(self, said: str = "") -> None:
        """The first row that waits, with its candidates, the likeliest under the cursor."""
        self._sure = None
        row = self._row
        total = self._done + len(self._waiting)
        if row is None:
            self.query_one("#head", SteadyText).show("ONE PROGRAM OR TWO?")
            self.query_one("#text", SteadyText).show(self._summary() if total else NOTHING)
            self.query_one(Grid).show([], empty="")
        else:
            line = self._lines.get(row.key)
            place = "" if line is None else f" (line {line} of the file)"
            self.query_one("#head", SteadyText).show(f"ONE PROGRAM OR TWO? {self._done + 1} of {total}")
            self.query_one("#text", SteadyText).show(f"Your research{place} says:\n{row.text}")
            programs = self.session.state.programs
            known = [(c, p) for c in row.candidates if (p := programs.get(c.id)) is not None]
            grid = self.query_one(Grid)
            grid.show([GridLine(c.id, Offered(c, p)) for c, p in known], empty="They are not in the list any more.")
            grid.action_end(-1)
        self._compare()
        self.say(said)

    def _summary(self) -> str:
        """What came of it, once no row waits for an answer."""
        given = [program for answers in self._answered for program in answers.values()]
        came = f"{sum(1 for program in given if program)} joined with the list, {given.count('')} kept apart"
        if self._later:
            left = with_keys("{dialog.close} closes; {join} asks about what is left.")
            return f"{came}, {len(self._later)} left for later. {left}"
        return f"All are answered: {came}. {key_for('dialog.close')} closes."

    @on(Grid.Highlighted)
    def _compare(self) -> None:
        """The candidate under the cursor in full, below what the research says."""
        offered = self.query_one(Grid).item if self._row is not None else None
        whole = f"The list says:\n{_title(offered.program)}" if offered is not None else ""
        self.query_one("#list", SteadyText).show(whole)

    # -- answers

    @on(Grid.Chosen)
    def _chosen(self) -> None:
        row, offered = self._row, self.query_one(Grid).item
        if row is not None and offered is not None:
            name = program_title(self.session.state, offered.program.id)
            self._answer(f"Join: {row.text} = {name}", {row.key: offered.program.id}, f"Joined with {name}.")

    def action_apart(self) -> None:
        """It is a program of its own: not asked again."""
        row = self._row
        if row is not None:
            self._answer(f"Keep apart: {row.text}", {row.key: ""}, "It stays a separate program.")

    def _answer(self, label: str, answers: AnyMapping[str, str], said: str) -> None:
        session = self.session
        try:
            change = change_of(label, session.state, answers)
        except Refusal as error:
            self.say(str(error))
            return
        if not session.commit(change):
            return
        self._answered.append(dict(answers))
        self._done += len(answers)
        self._waiting = [one for one in self._waiting if one.key not in answers]
        self._show(f"{said} {key_for('undo')} takes it back.")

    def action_skip(self) -> None:
        """Ask another time."""
        row = self._row
        if row is not None:
            self._later.add(row.key)
            self._done += 1
            self._waiting = self._waiting[1:]
            self._show()

    def action_all(self) -> None:
        """All that are clearly alike: said how many first, done when asked for once more."""
        sure, self._sure = self._sure, None
        found = likely_matches(self._waiting)
        if sure is not None and sure == found:
            count = len(sure)
            self._answer(f"Join {many(count, 'row')} of your research", sure, f"{many(count, 'row')} joined.")
        elif found:
            self._sure = found
            alike = f"{LIKELY:.0f} % alike or more, and {AHEAD:.0f} ahead of the next"
            one = len(found) == 1
            self.say(
                f"{many(len(found), 'row')} {'is' if one else 'are'} clearly alike ({alike}). "
                f"{key_for('joining.all')} once more joins {'it' if one else 'them all'}; any other key does not."
            )
        else:
            self.say("The rest are not clearly alike: look at them one by one.")

    def action_groups(self) -> None:
        """Many rows at once: those with the same evidence."""
        from soaptui.screens.imports.groups_dialog import GroupsDialog

        if self._waiting:
            self.app.push_screen(GroupsDialog(self.session, self._waiting), self._joined_in_groups)

    def _joined_in_groups(self, joined: int | None) -> None:
        if joined:
            self._done += joined
            self._find()

    async def action_undo(self) -> None:
        """The last answer given here is taken back, and asked again."""
        if not self._answered:
            self.say("You have not answered anything here yet.")
            return
        self._done -= len(self._answered.pop())
        await self.run_action("app.undo")
        self._find()

    def action_close(self) -> None:
        """Leave; what is not answered can be gone on with."""
        left = len(self._waiting) + len(self._later)
        if left:
            are = "is" if left == 1 else "are"
            self.session.tell(f"{many(left, 'row')} of your research {are} not answered: {key_for('join')} goes on.")
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Another key than the one that takes all: it was not meant."""
        if self._sure is not None and event.key not in keys_for("joining.all"):
            self._sure = None
            self.say("")


def _title(program: Program) -> str:
    return f"{full_title(program)} ({program.place})" if program.place else full_title(program)


def _cells(offered: Offered) -> list[Cell]:
    candidate, program = offered
    house, tail = house_and_own(program, track(program))
    return [
        Cell(f"{candidate.likeness:.0f}%", "strong" if candidate.likeness >= LIKELY else ""),
        Cell(program.code, "strong"),
        Cell(house if program.institution or program.name else candidate.title, tail=tail),
        Cell(program.city),
        Cell(program.state),
    ]
