"""The people of a program: a list, and below it the one under the cursor, to be filled in."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from soaptui.calls import people
from soaptui.records import Person, program_title, replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.grid import Cell, Column, Grid, GridLine
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.text import NAME_LIMIT, clean

HINTS = {
    "name": "Dr. Jane Doe",
    "role": "director, coordinator, alumni of my school, spoke with me",
    "email": "their address",
    "phone": "their number: then you see who is calling",
    "note": "what you talked about",
}
IN_THE_LIST = "{grid.choose} edits · {people.new} new person · {people.remove} removes · Tab next"
IN_A_FIELD = "Enter or Tab next · in the list above: {people.new} new person"
"""In a field the letters of the list are letters."""
A_NEW_ONE = "You write a new person · Enter or Tab next"
LEAVES = "{keeping.keep} or {dialog.close} saves and closes"
COLUMNS = [Column("name", 0), Column("role", 20), Column("phone", 16, 60), Column("email", 24, 90)]


class PeopleDialog(KeepingDialog):
    """Who is known at one program. What is filled in is kept when another one is looked at, and on every way out."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("people")
    DEFAULT_CSS = styles(__file__, "PeopleDialog")

    def __init__(self, session: Session, program: str) -> None:
        super().__init__(session)
        self._program = program
        self._person_id = ""

    def compose(self) -> ComposeResult:
        """The list, the fields."""
        with Vertical(classes="dialog"):
            yield SteadyText(f"PEOPLE · {program_title(self.session.state, self._program)}", classes="title")
            yield Grid(COLUMNS, self._cells, empty="No people yet: add the ones you know.", id="people")
            for name in people.FIELDS:
                with Horizontal(classes="row"):
                    yield Label(name)
                    yield LineField(placeholder=HINTS[name], id=name)
            yield SteadyText(id="problem")
            yield SteadyText(id="hint", classes="hint")

    def on_mount(self) -> None:
        """Whoever is known; where nobody is, a new one."""
        self._show()
        self.query_one("#people" if people.people_of(self.session.state, self._program) else "#name").focus()

    def _show(self) -> None:
        known = people.people_of(self.session.state, self._program)
        self.query_one(Grid).show([GridLine(person.id, person) for person in known])

    def _show_keys(self) -> None:
        """What the keys do where the cursor is."""
        grid = self.query_one(Grid)
        in_a_field = with_keys(IN_A_FIELD) if grid.key else with_keys(A_NEW_ONE)
        here = with_keys(IN_THE_LIST) if grid.has_focus else in_a_field
        self.query_one("#hint", SteadyText).show(here + "\n" + with_keys(LEAVES))

    def _cells(self, person: Person) -> list[Cell]:
        return [Cell(person.name), Cell(person.role), Cell(person.phone), Cell(person.email, "dim")]

    def _fill(self, person: Person | None) -> None:
        self._person_id = person.id if person is not None else ""
        for name in people.FIELDS:
            self.query_one(f"#{name}", LineField).value = getattr(person, name) if person is not None else ""
        self.refuse("")

    @on(Grid.Highlighted)
    def _another(self, event: Grid.Highlighted) -> None:
        if event.key != self._person_id and self.query_one(Grid).has_focus and self.save_fields():
            self._fill(self.session.state.people.get(event.key))

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        self._fill(self.session.state.people.get(event.key))
        self.query_one("#name").focus()

    def on_descendant_focus(self) -> None:
        """Back in the list, the fields show the one under its cursor."""
        grid = self.query_one(Grid)
        self._show_keys()
        if grid.has_focus and grid.key != self._person_id and self.save_fields():
            self._fill(self.session.state.people.get(grid.key))

    def action_new(self) -> None:
        """Somebody new."""
        if self.save_fields():
            self._fill(None)
            self.query_one("#name").focus()

    def action_remove(self) -> None:
        """The one under the cursor is no longer kept."""
        session = self.session
        person = session.state.people.get(self.query_one(Grid).key)
        if person is not None:
            label = f"Remove: {people.person_title(person)}"
            if session.commit(build_change(label, session.state, remove=[person])):
                self._fill(None)
                self._show()

    def save_fields(self) -> bool:
        """Keep what is filled in; nothing, where nothing is."""
        session = self.session
        texts = {name: clean(self.query_one(f"#{name}", Input).value, NAME_LIMIT) for name in people.FIELDS}
        before = session.state.people.get(self._person_id)
        if before is None and not any(texts.values()):
            return True
        try:
            after = people.new_person(self._program, **texts)
        except Refusal as error:
            self.refuse(str(error))
            return False
        if before is not None:
            after = replace(before, **texts)
        if after != before and session.put(f"Person: {people.person_title(after)}", after):
            self._person_id = after.id
            self._show()
        return True
