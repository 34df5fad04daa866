"""A tag on programs: a word of the user's own, to find them again."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from soaptui.counted import many
from soaptui.programs.editing import program_tagged
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import clean

HALF_TYPED = "tag"


class TagDialog(Dialog):
    """One word, and Enter: on all of them, or, where all have it, off."""

    AUTO_FOCUS = "#tag"
    DEFAULT_CSS = styles(__file__, "TagDialog")

    def __init__(self, session: Session, program_ids: list[str]) -> None:
        super().__init__(session)
        self._ids = program_ids

    def compose(self) -> ComposeResult:
        """The word, and those there are."""
        programs = [self.session.state.programs[key] for key in self._ids if key in self.session.state.programs]
        title = programs[0].institution if len(programs) == 1 else many(len(programs), "program")
        used = sorted({tag for program in self.session.state.programs.values() for tag in program.tags})
        with Vertical(classes="dialog"):
            yield SteadyText(f"TAG {title}", classes="title")
            yield SteadyText("your own word; if all have it already, it is removed", classes="hint")
            yield LineField(
                self.session.half_typed.get(HALF_TYPED), placeholder="such as: visited, ask-about-visa", id="tag"
            )
            yield SteadyText(f"used so far: {', '.join(used[:30])}" if used else "", id="tags")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.session.half_typed[HALF_TYPED] = event.value

    @on(Input.Submitted)
    def _tag(self, event: Input.Submitted) -> None:
        tag = clean(event.value)
        if not tag:
            return
        programs = [self.session.state.programs[key] for key in self._ids if key in self.session.state.programs]
        on = not all(tag in program.tags for program in programs)
        made = program_tagged(programs, tag, on)
        if self.session.put(f"{'Tag' if on else 'No longer tagged'} {tag}: {many(len(made), 'program')}", *made):
            self.session.half_typed.pop(HALF_TYPED, None)
            self.dismiss(None)
