"""A tag on programs: a word of the user's own, to find them again."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.quiet import QuietText
from soaptui import actions
from soaptui.counted import many
from soaptui.text import clean


class TagDialog(Dialog):
    """One word, and Enter: on all of them, or, where all have it, off."""

    AUTO_FOCUS = "#tag"
    DEFAULT_CSS = """
    TagDialog > .dialog { max-width: 64; }
    TagDialog Input { border: none; height: 1; background: $boost; padding: 0 1; margin-top: 1; }
    TagDialog Input:focus { border: none; }
    TagDialog #tags { margin-top: 1; height: auto; }
    """

    def __init__(self, desk: Desk, program_ids: list[str]) -> None:
        super().__init__(desk)
        self._ids = program_ids

    def compose(self) -> ComposeResult:
        """The word, and those there are."""
        programs = [self.desk.state.programs[key] for key in self._ids if key in self.desk.state.programs]
        title = programs[0].institution if len(programs) == 1 else many(len(programs), "program")
        used = sorted({tag for program in self.desk.state.programs.values() for tag in program.tags})
        with Vertical(classes="dialog"):
            yield QuietText(f"TAG {title}", classes="title")
            yield QuietText("a word of your own; where all have it already, it is taken off", classes="hint")
            yield Field(placeholder="such as: visited, ask-about-visa", id="tag")
            yield QuietText(f"used so far: {', '.join(used[:30])}" if used else "", id="tags")

    @on(Input.Submitted)
    def _tag(self, event: Input.Submitted) -> None:
        tag = clean(event.value)
        if not tag:
            return
        programs = [self.desk.state.programs[key] for key in self._ids if key in self.desk.state.programs]
        on = not all(tag in program.tags for program in programs)
        made = actions.tagged(programs, tag, on)
        if self.desk.put(f"{'Tag' if on else 'No longer tagged'} {tag}: {many(len(made), 'program')}", *made):
            self.dismiss(None)
