"""Importing a list: a file or a text, then what it would change, and only then the change, as one step of undo."""

import asyncio
import contextlib
from pathlib import Path

from textual import events, on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label, Select

from soaptui.counted import many
from soaptui.imports.dry_run import DryRun, dry_run, read_list
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.list_files import is_file, is_path
from soaptui.imports.table_file import TextSheet
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.imports.choice_buttons import MoreAsked
from soaptui.screens.imports.files_dialog import FilesDialog, Pasted, PathField, PathSuggester, TextField
from soaptui.screens.imports.import_hints import KEYS, LONGEST_TEXT, START, START_TEXT
from soaptui.screens.imports.mapping_dialog import MappingDialog
from soaptui.screens.imports.taking_in import take_in
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import visible


class ImportDialog(Dialog):
    """Enter shows what would change; a second, deliberate Enter on the button takes it in."""

    AUTO_FOCUS = "#file"
    BINDINGS = bindings("importing")
    DEFAULT_CSS = styles(__file__, "ImportDialog")

    def __init__(self, session: Session, text: str | None = None) -> None:
        """With a `text` (a list, or a path dropped on the window), that is looked at at once."""
        super().__init__(session)
        self._first_text = text
        self._file: Path | None = None
        self._asked = ""
        self._sheets: list[TextSheet] = []
        self._assign: dict[str, str] = {}
        self._wanted: tuple[str, ...] = ()
        self._seen: DryRun | None = None
        self._taking = False

    def compose(self) -> ComposeResult:
        """The file or the text, what it is, the report, the buttons."""
        kinds: list[tuple[str, str]] = [("decide by the columns", "")]
        kinds += [(means.choice, kind) for kind, means in IMPORT_KINDS.items()]
        with Vertical(classes="dialog"):
            yield SteadyText("IMPORT A LIST", classes="title")
            hint = "the file (CSV, Excel, PDF): type its path, or drop it on this window"
            yield PathField(placeholder=hint, id="file", suggester=PathSuggester())
            yield TextField()
            with Horizontal(classes="field", id="ways"):
                yield Button("Choose a file (^O)", id="choose", compact=True)
                yield Button("Paste a text (^T)", id="paste", compact=True)
            with Horizontal(classes="field"):
                yield Label("kind")
                yield Select(
                    kinds,
                    value="",
                    allow_blank=False,
                    compact=True,
                )
            yield MoreAsked()
            with VerticalScroll(id="report"):
                yield SteadyText(START, id="text")
            with Horizontal(classes="buttons"):
                yield Button("Import", id="take", disabled=True)
                yield Button("Columns ...", id="columns", disabled=True)
                yield Button(with_keys("Close ({dialog.close})"), id="close")
            yield SteadyText(with_keys(KEYS), classes="hint", id="keys")

    def on_mount(self) -> None:
        """Ready to be typed into; a text that came with it is looked at."""
        if self._first_text is not None:
            self.call_after_refresh(self._receive, self._first_text)

    def _say(self, text: str) -> None:
        self.query_one("#text", SteadyText).show(text)
        self.query_one("#report").scroll_home(animate=False)

    def action_page(self, direction: int) -> None:
        """The report a page down or up, whatever has the focus."""
        if self.query_one(Select).expanded:
            raise SkipAction
        scroll = self.query_one("#report", VerticalScroll)
        (scroll.scroll_page_down if direction > 0 else scroll.scroll_page_up)(animate=False)

    # -- where the list comes from

    @property
    def _is_text(self) -> bool:
        return self.has_class("text")

    @property
    def _given(self) -> str:
        """What stands there to be looked at: the text, or the path."""
        return self.query_one(TextField).text if self._is_text else self.query_one("#file", Input).value

    def on_key(self, event: events.Key) -> None:
        """What is typed while a button has the focus is meant for the path: it begins another one, or mends this."""
        if not isinstance(self.focused, Button) or self._taking:
            return
        typed = event.character if event.is_printable else None
        if typed is None and event.key not in ("backspace", "ctrl+u"):
            return
        event.stop()
        event.prevent_default()
        if self._is_text:
            area = self.query_one(TextField)
            area.focus()
            if typed is not None:
                area.insert(typed)
        else:
            field = self.query_one("#file", Input)
            self._write(field.value[:-1] if event.key == "backspace" else typed or "")
        self._reset()

    def _write(self, path: str) -> None:
        """The path, ready to be typed on: not marked as a whole, as one is to which the user comes by Tab."""
        field = self.query_one("#file", Input)
        field.select_on_focus = False
        field.value = path
        field.cursor_position = len(field.value)
        self.set_focus(field)
        field.call_later(setattr, field, "select_on_focus", True)

    def on_paste(self, event: events.Paste) -> None:
        """A paste or a dropped file is meant for this dialog, whatever has the focus."""
        event.stop()
        self._receive(event.text)

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        message.stop()
        self._receive(message.text)

    def _receive(self, text: str) -> None:
        """A path is looked at if there is such a file; a longer text is taken as the list itself."""
        field, area = self.query_one("#file", Input), self.query_one(TextField)
        if not text.strip() or self._taking:
            return
        if is_path(text) and not (self._is_text and area.text):
            path = text.strip().splitlines()[0]
            if is_file(path):
                self._show_text(False)
                field.value = path
                field.cursor_position = len(field.value)
                self._first_look()
            elif isinstance(self.focused, Button):
                self.remove_class("text")
                self._write(path)
                self._reset()
            else:
                self._show_text(False)
                field.insert_text_at_cursor(path)
        elif len(text) + len(area.text) > LONGEST_TEXT:
            self._say(
                f"The text is longer than {LONGEST_TEXT:,} characters: save it as a file, and name the file here."
            )
        else:
            self._show_text(True)
            area.take(visible(text))
            self._first_look()

    def _show_text(self, wanted: bool) -> None:
        self.set_class(wanted, "text")
        self.query_one(TextField if wanted else PathField).focus()

    def action_paste(self) -> None:
        """To the place for a text, and back to the file."""
        if not self._taking:
            self._show_text(not self._is_text)
            self._reset()

    def action_choose(self) -> None:
        """Look for the file among those of the home and this folder."""
        if not self._taking:
            self.app.push_screen(FilesDialog(self.session), self._chosen)

    def _chosen(self, path: Path | None) -> None:
        if path is not None:
            self._show_text(False)
            field = self.query_one("#file", Input)
            field.value = str(path)
            field.cursor_position = len(field.value)
            self._first_look(path)

    # -- the dry run

    @on(Input.Changed, "#file")
    @on(TextField.Changed)
    def _another(self) -> None:
        """What was looked at is another list's: it can no longer be taken in."""
        if self._given != self._asked and not self._taking:
            self._reset()

    def _reset(self) -> None:
        self._start_over("", None)
        self.workers.cancel_group(self, "default")
        self._forget(with_keys(START_TEXT) if self._is_text else START)

    def _start_over(self, asked: str, path: Path | None) -> None:
        self._asked, self._file, self._sheets, self._assign, self._wanted = asked, path, [], {}, ()

    def _forget(self, said: str) -> None:
        self._seen = None
        self._offer_more()
        self.query_one("#take", Button).disabled = True
        self.query_one("#columns", Button).disabled = not self._sheets
        self._say(said)

    @on(Input.Submitted, "#file")
    def action_look(self) -> None:
        """Show what would change; if that is shown already, on to the button."""
        if self._seen is not None and not self.query_one("#take", Button).disabled:
            self.query_one("#take", Button).focus()
        elif self._given.strip() and not self._taking:
            self._first_look(self._file if self._given == self._asked else None, focus=True)

    def _first_look(self, path: Path | None = None, *, focus: bool = False) -> None:
        """Look at what stands there; at a file that was chosen, by its own path, whatever letters its name has."""
        self._start_over(self._given, path)
        self._look(focus=focus)

    @on(Select.Changed)
    def _another_kind(self) -> None:
        if self._sheets:
            self._look()

    def _kind(self) -> ImportKind | None:
        value = self.query_one(Select).value
        return next((kind for kind in IMPORT_KINDS if kind == value), None)

    @work(exclusive=True)
    async def _look(self, *, focus: bool = False) -> None:
        """Read and plan beside the interface: the clock goes on meanwhile."""
        self._forget("Reading ...")
        try:
            if not self._sheets:
                self._sheets = await asyncio.to_thread(read_list, self._file, self._asked, is_text=self._is_text)
            rows, known = sum(len(sheet.rows) for sheet in self._sheets), len(self.session.state.programs)
            self._say(f"Reading: {many(rows, 'row is', 'rows are')} compared with your {many(known, 'program')} ...")
            made = await self._dry_run()
        except Refusal as error:
            self._forget(str(error))
            return
        self._show(made, focus=focus)

    async def _dry_run(self) -> DryRun:
        return await asyncio.to_thread(
            dry_run,
            self._sheets,
            self.session.state,
            self.session.now,
            self._kind(),
            dict(self._assign),
            self._wanted,
        )

    def _offer_more(self) -> None:
        plan = self._seen.plan if self._seen is not None else None
        self.query_one(MoreAsked).offer(self._sheets, plan, self.session.state)

    def _show(self, made: DryRun, *, focus: bool) -> None:
        self._seen = made
        self.query_one("#columns", Button).disabled = False
        self._offer_more()
        read_only = self.session.store.read_only
        self._say(made.report + (f"\nIt cannot be imported here: {read_only}." if read_only else ""))
        take = self.query_one("#take", Button)
        # What is asked is answered by choosing of which kind the list is.
        take.disabled = made.plan.empty or bool(read_only) or bool(made.plan.question)
        if focus and not take.disabled:
            take.focus()

    def writes_now(self) -> None:
        """It can be taken in here, and what it would change may be different."""
        if self._seen is not None and not self._taking:
            self._look()

    def action_columns(self) -> None:
        """Which column is what."""
        if self._sheets and not self._taking:
            dialog = MappingDialog(self.session, self._sheets, self._assign, self._wanted)
            self.app.push_screen(dialog, self._assigned)

    def _assigned(self, assign: dict[str, str] | None) -> None:
        if assign is not None and assign != self._assign:
            self._assign = assign
            self._look(focus=True)

    def action_sheets(self) -> None:
        """Which sheets are taken."""
        from soaptui.screens.imports.sheets_dialog import SheetsDialog

        if len(self._sheets) > 1 and not self._taking:
            dialog = SheetsDialog(self.session, self._sheets, self._assign, self._wanted)
            self.app.push_screen(dialog, self._chosen_sheets)

    def _chosen_sheets(self, wanted: tuple[str, ...] | None) -> None:
        if wanted is not None and wanted != self._wanted:
            self._wanted = wanted
            self._look(focus=True)

    def action_texts(self) -> None:
        """What texts mean that are not understood."""
        from soaptui.screens.imports.texts_dialog import TextsDialog

        if not self._taking:
            plan = self._seen.plan if self._seen is not None else None
            self.app.push_screen(TextsDialog(self.session, plan), self._texts_said)

    def _texts_said(self, _: None) -> None:
        if self._sheets and (self._seen is None or self._seen.state is not self.session.state):
            self._look(focus=True)

    # -- taking it in

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take it in, or go where the button says."""
        if event.button.id == "take":
            self._take()
        else:
            getattr(self, f"action_{event.button.id}")()

    def _take(self) -> None:
        if self._seen is None or self._taking or self._given != self._asked:
            return
        self._taking = True
        if self._seen.state is self.session.state:
            self._commit(self._seen)
        else:
            self._look_again()

    @work(exclusive=True)
    async def _look_again(self) -> None:
        """The data changed since the dry run: what was confirmed is taken in if it still comes to the same."""
        before = self._seen
        assert before is not None
        try:
            made = await self._dry_run()
            while made.state is not self.session.state:
                made = await self._dry_run()
        except Refusal as error:
            self._taking = False
            self._forget(str(error))
            return
        if made.report == before.report:
            self._commit(made)
            return
        self._taking = False
        self._show(made, focus=False)
        self.session.tell(
            "Your data changed in the meantime. This is what the import would do now. Check it, then press Import."
        )

    def _commit(self, seen: DryRun) -> None:
        session, made = self.session, seen.plan
        self._taking = False
        outcome = take_in(session, made)
        if outcome is not None:
            app = self.app
            self.dismiss(None)
            if made.unsure:
                from soaptui.screens.imports.joining_dialog import JoiningDialog

                lines = {one.key: one.line for one in made.unsure}
                app.push_screen(
                    JoiningDialog(
                        session,
                        lines,
                        f"Imported: {outcome} It is saved. These questions change only what you answer.",
                    )
                )
            else:
                session.tell(f"{outcome} {key_for('undo')} takes it back.")

    def keep(self) -> None:
        """The program is about to end: what was confirmed and is being worked out once more is taken in now."""
        if self._taking:
            with contextlib.suppress(Refusal):
                kind = self._kind()
                now, state = self.session.now, self.session.state
                self._commit(dry_run(self._sheets, state, now, kind, self._assign, self._wanted))

    def action_close(self) -> None:
        """Leave; what is being taken in is taken in first."""
        if self._taking:
            self.session.tell("Importing the list. Please wait.")
        else:
            self.dismiss(None)
