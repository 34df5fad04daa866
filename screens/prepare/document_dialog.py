"""A statement or a letter: for what, who writes it, which version, how far it is, and where it goes."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from soaptui.prepare import documents
from soaptui.prepare.documents import CHANGES_IN_ERAS, STANDINGS
from soaptui.programs import specialties
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import Document, DocumentKind, new_id, replace
from soaptui.refusal import Refusal
from soaptui.screens.commands import with_keys
from soaptui.screens.dialog import KeepingDialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import Completed, LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.store.change import build_change
from soaptui.text import clean

HINT = "{dialog.close} saves and closes · {undo} takes it back"
KINDS: list[tuple[str, str]] = [("personal statement", "statement"), ("letter of recommendation", "letter")]
WORDS = ("specialty", "writer", "version", "dated", "file", "programs")


def _specialty_names(text: str) -> list[str]:
    """The specialties whose names begin so."""
    begun = text.casefold()
    return [
        f"{text}{each.name[len(text) :]}"
        for each in specialties.specialties().values()
        if each.name.casefold().startswith(begun)
    ]


class DocumentDialog(KeepingDialog):
    """The fields of one document. Left as it came, a new one is none."""

    AUTO_FOCUS = "OneOf"
    DEFAULT_CSS = styles(__file__, "DocumentDialog")

    def __init__(self, session: Session, document_id: str = "") -> None:
        super().__init__(session)
        there = session.state.documents.get(document_id)
        self._new = there is None
        self._before = Document(id=new_id(), kind="statement") if there is None else there

    def compose(self) -> ComposeResult:
        """The fields, and what can still be changed in ERAS."""
        one = self._before
        states = [(standing.phrase, state) for state, standing in STANDINGS.items()]
        with Vertical(classes="dialog"):
            yield SteadyText(
                "A STATEMENT OR A LETTER" if self._new else documents.document_title(one), classes="title"
            )
            yield SteadyText(with_keys(HINT), classes="hint")
            with Horizontal(classes="line"):
                yield Label("what")
                yield OneOf(KINDS, one.kind, id="kind")
            with Horizontal(classes="line"):
                yield Label("it is")
                yield OneOf(states, one.state, id="standing")
            with Horizontal(classes="line"):
                yield Label("specialty")
                yield Completed(_specialty_names, placeholder="a name or code; empty: for any", id="specialty")
            for name, label, value, hint in (
                ("writer", "written by", one.writer, "who writes the letter"),
                ("version", "version", "" if self._new else str(one.version), "the next one if empty"),
                ("dated", "date", one.dated, "2026-11-27"),
                ("file", "file", one.file, "where the file is; soaptui does not read it"),
                ("programs", "only for", " ".join(one.programs), "NRMP codes; empty: by specialty"),
            ):
                with Horizontal(classes="line"):
                    yield Label(label)
                    yield LineField(value, placeholder=hint, id=name)
            yield Label("note")
            yield NoteField(one.note, id="note", placeholder="anything you want to remember")
            yield SteadyText(id="problem")
            yield SteadyText("\n".join(CHANGES_IN_ERAS), classes="hint")

    def on_mount(self) -> None:
        """The specialty that it is for stands in its field, which comes empty."""
        if self._before.specialty:
            self.query_one("#specialty", Input).value = documents.document_field(self._before)

    def _values(self) -> dict[str, str]:
        values = {name: self.query_one(f"#{name}", Input).value for name in WORDS}
        values["note"] = self.query_one("#note", NoteField).put_right()
        return values | {"standing": self.query_one("#standing", OneOf).value}

    def save_fields(self) -> bool:
        """Save what is filled in."""
        state, values = self.session.state, self._values()
        kind: DocumentKind = "letter" if self.query_one("#kind", OneOf).value == "letter" else "statement"
        typed = any(clean(text) for name, text in values.items() if name != "standing")
        if self.session.why_not() or (self._new and not typed and values["standing"] == "planned"):
            return True
        try:
            codes = [program_id_for(state, code) for code in values["programs"].replace(",", " ").split()]
            values["programs"] = " ".join(codes)
            after = documents.document_edited(replace(self._before, kind=kind), state, **values)
        except Refusal as error:
            self.refuse(str(error))
            return False
        if after == self._before:
            return True
        if not self.session.commit(build_change(documents.document_title(after), state, after)):
            return False
        self._before, self._new = after, False
        return True
