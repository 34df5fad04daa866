"""What the user knows of a program, corrected in place. Leaving keeps everything; u takes it back."""

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Select

from screens.base import KeepingDialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.notefield import NoteField
from screens.widgets.quiet import QuietText
from soaptui import actions
from soaptui.records import Program, program_title
from soaptui.refusal import Refusal
from soaptui.text import visible

TIERS = [("by the rules", ""), ("tier 1", "1"), ("tier 2", "2"), ("tier 3", "3"), ("not for me", "no")]
KNOWN = [("?", "unknown"), ("yes", "yes"), ("no", "no")]
FACTS = (
    (("j1", "J-1"), ("h1b", "H-1B"), ("imgs", "IMGs"), ("in_soap", "in SOAP")),
    (
        ("genetics_department", "genetics: dept"),
        ("genetics_clinic", "clinic"),
        ("genetics_rotation", "rotation"),
        ("genetics_research", "research"),
    ),
)
SETTINGS = [
    ("?", "unknown"),
    ("university", "university"),
    ("university-affiliated", "university-affiliated"),
    ("community", "community"),
]
STRENGTHS = [("?", "unknown"), ("strong", "strong"), ("some", "some"), ("limited", "limited")]
CHOICES = (("setting", "setting", SETTINGS), ("subspecialties", "subspecialties", STRENGTHS))
SELECTED = (*(name for group in FACTS for name, _ in group), *(name for name, _, _ in CHOICES))
WORDS = ("phone", "email", "url", "tags")
LONG = ("talking_points", "notes")


DATED = {"j1": "J-1", "h1b": "H-1B", "imgs": "IMGs"}
"""What can be looked up again and be found as it stood."""


class EditProgramDialog(KeepingDialog):
    """The user's own tier with its reason, what is known, what is worth saying, notes."""

    AUTO_FOCUS = "#tier_override"
    BINDINGS = [
        Binding("ctrl+l", "looked_up", "Looked up", show=False, priority=True),
        Binding("ctrl+r", "as_it_was", "As it was", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    EditProgramDialog > .dialog { max-width: 110; }
    EditProgramDialog .line { height: 1; }
    EditProgramDialog .line Label { width: auto; padding: 0 1 0 0; color: $text-muted; }
    EditProgramDialog .line Select { width: 1fr; margin-right: 1; }
    EditProgramDialog .line #setting { width: 3fr; }
    EditProgramDialog .line #subspecialties { width: 2fr; }
    EditProgramDialog #tier_override { width: 20; }
    EditProgramDialog Input {
      width: 1fr; border: none; height: 1; background: $boost; padding: 0 1; margin-right: 1;
    }
    EditProgramDialog Input:focus { border: none; }
    EditProgramDialog TextArea { height: 3; border: none; background: $boost; padding: 0 1; margin-bottom: 1; }
    EditProgramDialog #notes { height: 5; margin-bottom: 0; }
    EditProgramDialog #problem { color: $text-error; height: auto; }
    """

    def __init__(self, desk: Desk, program_id: str) -> None:
        super().__init__(desk)
        self._program = program_id
        self._before = desk.state.programs.get(program_id, Program(id=program_id))
        self._looked_up: set[str] = set()

    def compose(self) -> ComposeResult:
        """The fields."""
        before = self._before
        with Vertical(classes="dialog"):
            yield QuietText(program_title(self.desk.state, self._program), classes="title")
            yield QuietText("Esc keeps it · Ctrl+R as it was · Ctrl+L visa looked up today", classes="hint")
            yield QuietText(id="problem")
            with Horizontal(classes="line"):
                yield Label("my tier")
                yield _select(TIERS, before.tier_override, "tier_override")
                yield Field(before.override_reason, placeholder="because ...", id="override_reason")
            for group in FACTS:
                with Horizontal(classes="line"):
                    for name, label in group:
                        yield Label(label)
                        yield _select(KNOWN, _value(before, name), name)
            with Horizontal(classes="line"):
                for name, label, choices in CHOICES:
                    yield Label(label)
                    yield _select(choices, _value(before, name), name)
            with Horizontal(classes="line"):
                yield Field(before.phone, placeholder="phone", id="phone")
                yield Field(before.email, placeholder="email", id="email")
                yield Field(before.url, placeholder="website", id="url")
            yield Field(", ".join(before.tags), placeholder="tags, with commas", id="tags")
            yield Label("talking points")
            yield NoteField(before.talking_points, id="talking_points", placeholder="why them, in your own words")
            yield Label("notes")
            yield NoteField(before.notes, id="notes", placeholder="whatever you want to find here again")

    def action_as_it_was(self) -> None:
        """Every field says again what it said when the dialog came."""
        before = self._before
        for name in ("tier_override", *SELECTED):
            self.query_one(f"#{name}", Select).value = _value(before, name)
        for name in ("override_reason", *WORDS):
            self.query_one(f"#{name}", Input).value = _value(before, name)
        for name in LONG:
            self.query_one(f"#{name}", NoteField).text = visible(_value(before, name))
        self._looked_up.clear()
        self.query_one("#problem", QuietText).show("")

    def action_looked_up(self) -> None:
        """The visa under the focus was looked up again: as it stands here it is the user's word of this month."""
        name = self.focused.id if self.focused is not None else None
        if name not in DATED:
            self.query_one("#problem", QuietText).show("Ctrl+L is for J-1, H-1B and IMGs: go to one of them first.")
        elif self.query_one(f"#{name}", Select).value == "unknown":
            self.query_one("#problem", QuietText).show("Say yes or no first: unknown has no date.")
        else:
            self._looked_up.add(name)
            self.query_one("#problem", QuietText).show(f"{DATED[name]}: looked up by you, today.")

    def kept(self) -> bool:
        """Save what is filled in."""
        now = self.desk.state.programs.get(self._program)
        if now is None or self.desk.why_not():
            return True
        try:
            after = actions.edited(now, self.desk.now, **self._changed())
            for name in self._looked_up:
                after = actions.confirmed(after, name, self.desk.now)
            tier = str(self.query_one("#tier_override", Select).value)
            reason = self.query_one("#override_reason", Input).value
            if (tier, reason) != (self._before.tier_override, self._before.override_reason):
                after = actions.override(after, tier, reason)
        except Refusal as error:
            self.query_one("#problem", QuietText).show(str(error))
            return False
        return after == now or self.desk.put(f"Edit: {program_title(self.desk.state, self._program)}", after)

    def _changed(self) -> dict[str, str]:
        """What differs from what stood here: a field that was not touched says nothing."""
        said: dict[str, str] = {}
        for name in SELECTED:
            said[name] = str(self.query_one(f"#{name}", Select).value)
        for name in WORDS:
            said[name] = self.query_one(f"#{name}", Input).value
        for name in LONG:
            said[name] = self.query_one(f"#{name}", NoteField).put_right()
        return {name: text for name, text in said.items() if text != _value(self._before, name)}


def _value(program: Program, name: str) -> str:
    if name == "tags":
        return ", ".join(program.tags)
    part = name.removeprefix("genetics_")
    found: Any = getattr(program.genetics, part) if part != name else getattr(program, name)
    return str(getattr(found, "value", found))


def _select(choices: list[tuple[str, str]], value: str, name: str) -> Select[str]:
    return Select(choices, value=value, allow_blank=False, compact=True, id=name)
