"""What else may be chosen for an import, where there is something to choose: sheets, and what texts mean."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button

from soaptui.imports.dry_run import more_to_ask
from soaptui.imports.import_plan import ImportPlan
from soaptui.imports.text_rows import TextSheet
from soaptui.records import State
from soaptui.screens.commands import key_for
from soaptui.screens.styles import styles


class MoreAsked(Horizontal):
    """A button for each thing that may be chosen; not there where there is nothing to choose."""

    DEFAULT_CSS = styles(__file__, "MoreAsked")

    def compose(self) -> ComposeResult:
        """The two buttons, not seen before there is something to choose."""
        yield Button("", id="sheets", compact=True)
        yield Button("", id="texts", compact=True)

    def offer(self, sheets: list[TextSheet], plan: ImportPlan | None, state: State) -> None:
        """Show the buttons for what this file, and what the store has, leave to choose."""
        of_sheets, of_texts = more_to_ask(sheets, plan, state)
        choices = {
            "sheets": (of_sheets, key_for("importing.sheets")),
            "texts": (of_texts, key_for("importing.texts")),
        }
        for name, (words, key) in choices.items():
            button = self.query_one(f"#{name}", Button)
            button.label = f"{words} ({key})" if words else ""
            button.set_class(bool(words), "there")
        self.set_class(bool(of_sheets or of_texts), "there")
