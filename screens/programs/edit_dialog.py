"""What the user knows of a program, corrected in place. Leaving keeps everything; u takes it back."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Select

from soaptui.cut_offs import CutOffKind
from soaptui.program_tiers import TIERS
from soaptui.programs.cut_off_editing import TYPED_CUT_OFFS, typed_cut_off, with_cut_off
from soaptui.programs.editing import fact_confirmed, program_edited, tier_overridden
from soaptui.records import Program, program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import visible

OWN_TIERS = [("by the rules", ""), *((means.choice, tier) for tier, means in TIERS.items())]
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
CUT_OFF_FIELDS: tuple[tuple[tuple[CutOffKind, str], ...], ...] = (
    (("step2", "Step 2 from"), ("years", "years since graduation")),
    (("attempts", "failed tries allowed"), ("us-months", "US months")),
    (("step1", "Step 1"), ("step3", "Step 3"), ("ecfmg", "ECFMG")),
)
EXAMPLES: dict[CutOffKind, str] = {
    "step2": "230, or 230 soft", "step1": "needed", "attempts": "0", "years": "5, or 2020", "since": "2020",
    "us-months": "3", "step3": "not needed", "ecfmg": "needed",
}  # fmt: skip
SELECTED = (*(name for group in FACTS for name, _ in group), *(name for name, _, _ in CHOICES))
WORDS = ("phone", "email", "url", "tags")
LONG = ("talking_points", "notes")


DATED = {"j1": "J-1", "h1b": "H-1B", "imgs": "IMGs"}
"""What can be looked up again and be found as it stood."""


HINT = (
    "{dialog.close} saves and closes · {program-edited.as-it-was} as it was before · {program-edited.looked-up} "
    "visa looked up today"
)


class EditProgramDialog(KeepingDialog):
    """The user's own tier with its reason, what is known, what is worth saying, notes."""

    AUTO_FOCUS = "#tier_override"
    BINDINGS = bindings("program-edited")
    DEFAULT_CSS = styles(__file__, "EditProgramDialog")

    def __init__(self, session: Session, program_id: str) -> None:
        super().__init__(session)
        self._program = program_id
        self._before = session.state.programs.get(program_id, Program(id=program_id))
        self._looked_up: set[str] = set()

    def compose(self) -> ComposeResult:
        """The fields."""
        before = self._before
        with Vertical(classes="dialog"):
            yield SteadyText(program_title(self.session.state, self._program), classes="title")
            yield SteadyText(with_keys(HINT), classes="hint")
            yield SteadyText(id="problem")
            with Horizontal(classes="line"):
                yield Label("my tier")
                yield _select(OWN_TIERS, before.tier_override, "tier_override")
                yield LineField(before.override_reason, placeholder="because ...", id="override_reason")
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
                yield LineField(before.phone, placeholder="phone", id="phone")
                yield LineField(before.email, placeholder="email", id="email")
                yield LineField(before.url, placeholder="website", id="url")
            for line in CUT_OFF_FIELDS:
                with Horizontal(classes="line"):
                    for kind, label in line:
                        yield Label(label)
                        yield LineField(typed_cut_off(before, kind), placeholder=EXAMPLES[kind], id=f"cut-{kind}")
            with Horizontal(classes="line"):
                yield Label("source: who says so")
                yield LineField(placeholder="their site", id="cut-source")
                yield Label("as of")
                yield LineField(placeholder="Jan 2027", id="cut-as-of")
            yield LineField(", ".join(before.tags), placeholder="tags, with commas", id="tags")
            yield Label("talking points")
            yield NoteField(before.talking_points, id="talking_points", placeholder="why them, in your own words")
            yield Label("notes")
            yield NoteField(before.notes, id="notes", placeholder="anything you want to remember")

    def action_as_it_was(self) -> None:
        """Every field says again what it said when the dialog came."""
        before = self._before
        for name in ("tier_override", *SELECTED):
            self.query_one(f"#{name}", Select).value = _value(before, name)
        for name in ("override_reason", *WORDS):
            self.query_one(f"#{name}", Input).value = _value(before, name)
        for name in LONG:
            self.query_one(f"#{name}", NoteField).text = visible(_value(before, name))
        for kind in TYPED_CUT_OFFS:
            self.query_one(f"#cut-{kind}", Input).value = typed_cut_off(before, kind)
        self._looked_up.clear()
        self.refuse("")

    def action_looked_up(self) -> None:
        """The visa under the focus was looked up again: as it stands here it is the user's word of this month."""
        name = self.focused.id if self.focused is not None else None
        if name not in DATED:
            self.refuse(f"{key_for('program-edited.looked-up')} is for J-1, H-1B and IMGs: go to one of them first.")
        elif self.query_one(f"#{name}", Select).value == "unknown":
            self.refuse("First say yes or no: unknown has no date.")
        else:
            self._looked_up.add(name)
            self.refuse(f"{DATED[name]}: looked up by you, today.")

    def save_fields(self) -> bool:
        """Save what is filled in."""
        now = self.session.state.programs.get(self._program)
        if now is None or self.session.why_not():
            return True
        try:
            after = program_edited(now, self.session.now, **self._changed())
            for name in self._looked_up:
                after = fact_confirmed(after, name, self.session.now)
            after = self._with_cut_offs(after)
            tier = str(self.query_one("#tier_override", Select).value)
            reason = self.query_one("#override_reason", Input).value
            if (tier, reason) != (self._before.tier_override, self._before.override_reason):
                after = tier_overridden(after, tier, reason)
        except Refusal as error:
            self.refuse(str(error))
            return False
        return after == now or self.session.put(f"Edit: {program_title(self.session.state, self._program)}", after)

    def _with_cut_offs(self, program: Program) -> Program:
        """The program with the cut-offs that differ from what stood here."""
        source, as_of = (self.query_one(f"#{name}", Input).value for name in ("cut-source", "cut-as-of"))
        for kind in TYPED_CUT_OFFS:
            text = self.query_one(f"#cut-{kind}", Input).value
            if text.strip() != typed_cut_off(self._before, kind):
                program = with_cut_off(program, kind, text, self.session.now, source=source, as_of=as_of)
        return program

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
