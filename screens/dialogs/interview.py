"""An interview: its time as they say it, what that is in every zone, what it runs into; kept, moved, confirmed."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Label, Select

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import Field
from screens.widgets.finder import Finder
from screens.widgets.quiet import QuietText
from screens.widgets.timefield import TimeField
from soaptui.calls import drafts, interviews, told
from soaptui.records import Interview, program_title, replace
from soaptui.text import NAME_LIMIT, clean
from soaptui.week import clashes
from soaptui.week.clashes import Clash
from soaptui.week.typed import Reading, Typed

DRAFT = "interview-draft"
"""The setting that keeps a time which was typed and not taken: the program's id, a tab, the words."""

WRITE = "as they say it: tue 2:30pm CT 20min zoom https://..."
HINT = "Enter keeps it · arrows choose · Ctrl+O program · F9 copies the line, F10 an email to confirm · Esc closes"
SAVE_AFTER = 0.5
"""Seconds after the first letter of the note that is not saved yet."""


class InterviewDialog(Dialog):
    """One interview of a program, new or kept. A time that was kept is moved by writing another one."""

    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f9", "copy", "Copy", show=False),
        Binding("f10", "email", "Copy the email", show=False),
        Binding("ctrl+s", "take", "Keep", show=False),
        Binding("ctrl+o", "program", "Program", show=False),
    ]
    DEFAULT_CSS = """
    InterviewDialog > .dialog { width: 100%; max-width: 120; height: 100%; max-height: 100%; }
    InterviewDialog VerticalScroll { height: auto; max-height: 100%; }
    InterviewDialog QuietText { height: auto; }
    InterviewDialog #program { text-style: bold; color: $text-accent; }
    InterviewDialog #clashes { color: $text-warning; text-style: bold; }
    InterviewDialog #say { margin-top: 1; text-style: bold; }
    InterviewDialog .row { height: 1; margin-top: 1; }
    InterviewDialog .row Label { width: auto; padding: 0 1 0 0; }
    InterviewDialog .row Field { height: 1; border: none; padding: 0 1; width: 1fr; background: $boost; }
    InterviewDialog Select { width: 20; }
    """

    def __init__(self, desk: Desk, program: str, interview: Interview | None = None) -> None:
        super().__init__(desk)
        self._program = interview.program if interview is not None else program
        self._interview_id = interview.id if interview is not None else ""
        self._reading: Reading | None = None
        self._timer: Timer | None = None
        self._seen_note = interview.note if interview is not None else ""

    @property
    def interview(self) -> Interview | None:
        """The interview as it is kept now; None before it is, and after it was taken back."""
        return self.desk.state.interviews.get(self._interview_id)

    def compose(self) -> ComposeResult:
        """The program, the time, what is known of it, what becomes of it."""
        kept = self.interview
        with Vertical(classes="dialog"), VerticalScroll():
            yield QuietText("INTERVIEW", id="title", classes="title")
            yield QuietText(id="program")
            finder = Finder(self.desk, placeholder="With which program? A few letters, then Enter", take_words=False)
            finder.display = not self._program
            yield finder
            yield QuietText(id="kept")
            write = WRITE if kept is None else "another time moves it: wed 10am CT"
            yield TimeField(self._read, self._explain, placeholder=write, id="when")
            yield QuietText(id="clashes")
            yield QuietText(id="say")
            with Horizontal(classes="row", id="fields"):
                yield Label("confirmed")
                yield Select(
                    [("confirmed", True), ("not confirmed", False)],
                    value=bool(kept and kept.confirmed),
                    allow_blank=False,
                    id="confirmed",
                    compact=True,
                )
                yield Label(" became")
                yield Select(
                    [(outcome, outcome) for outcome in interviews.OUTCOMES],
                    value=kept.outcome if kept is not None and kept.outcome in interviews.OUTCOMES else Select.NULL,
                    prompt="to come",
                    id="outcome",
                    compact=True,
                )
            with Horizontal(classes="row", id="note-row"):
                yield Label("note")
                yield Field(kept.note if kept is not None else "", placeholder="who, what to bring", id="note")
            yield QuietText(HINT, classes="hint")

    def on_mount(self) -> None:
        """The program first; where it is known, the time."""
        super().on_mount()
        self.query_one("#when Input" if self._program else "Finder Input").focus()
        self._take_up_draft()
        self._show()

    def _take_up_draft(self) -> None:
        """What was typed for a new interview with that program and not taken stands there again."""
        program, _, words = self.desk.setting(DRAFT).partition("\t")
        if words and self.interview is None and program == self._program:
            field = self.query_one("#when Input", Input)
            field.value = words
            field.cursor_position = len(words)

    # -- what is shown

    def _show(self) -> None:
        kept, desk = self.interview, self.desk
        self.query_one("#program", QuietText).show(program_title(desk.state, self._program) if self._program else "")
        lines = told.interview_lines(kept, desk.zone) if kept is not None else []
        self.query_one("#kept", QuietText).show("\n".join(lines))
        self.query_one("#say", QuietText).show(f"SAY: {drafts.confirm_line(kept)}" if kept is not None else "")
        for row in ("#fields", "#note-row"):
            self.query_one(row).display = kept is not None
        if kept is not None:
            with self.prevent(Select.Changed):  # what stands there follows what is kept
                self.query_one("#confirmed", Select).value = kept.confirmed
                known = kept.outcome if kept.outcome in interviews.OUTCOMES else Select.NULL
                self.query_one("#outcome", Select).value = known
        self._show_clashes()

    def _show_clashes(self) -> None:
        """What the time that is typed, or else the one that is kept, runs into."""
        lines = [f"! {clash.other}: {clash.why}" for clash in self._clashes()]
        self.query_one("#clashes", QuietText).show("\n".join(lines))

    def _clashes(self) -> tuple[Clash, ...]:
        reading, kept, desk = self._reading, self.interview, self.desk
        if reading is not None:
            return self._of(reading)
        if kept is None or not clashes.stands(kept):
            return ()
        return clashes.of(desk.state, desk.season, desk.zone, kept)

    def _of(self, reading: Reading) -> tuple[Clash, ...]:
        desk = self.desk
        return clashes.clashes(
            desk.state, desk.season, desk.zone, reading.at, reading.minutes, but=self._interview_id
        )

    def _read(self, text: str) -> Typed:
        kept = self.interview
        minutes = kept.minutes if kept is not None else interviews.USUAL
        return interviews.read(self.desk.state, self._program, text, self.desk.now, self.desk.zone, minutes)

    def _explain(self, reading: Reading) -> str:
        found = self._of(reading)
        warned = f"! {', '.join(clash.other for clash in found)}" if found else ""
        said = told.every_time(reading.at, reading.zone, self.desk.zone)
        return " · ".join(part for part in (warned, said, interviews.details(reading)) if part)

    @on(TimeField.Read)
    @on(TimeField.Looked)
    def _typed(self, event: TimeField.Read | TimeField.Looked) -> None:
        self._reading = event.reading
        self._show_clashes()

    @on(Input.Changed, "#note")
    def _note_typed(self) -> None:
        """On disk within a second."""
        if self._timer is None:
            self._timer = self.set_timer(SAVE_AFTER, self._save_note)

    # -- what is kept

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        self._program = event.program
        self.query_one(Finder).display = False
        if not self.query_one(TimeField).words:
            self._take_up_draft()
        self.query_one(TimeField).again()
        self.query_one("#when Input").focus()
        self._show()

    @on(TimeField.Meant)
    def _meant(self, event: TimeField.Meant) -> None:
        """Keep the time; what has to be said to confirm it stands there then, to be read out or copied."""
        desk, kept = self.desk, self.interview
        if not self._program:
            self.query_one("Finder Input").focus()
            return
        if kept is None:
            after, what = interviews.made(self._program, event.reading, event.words), "Interview"
        else:
            after, what = interviews.moved(kept, event.reading, event.words, desk.clock.now()), "Interview moved"
        if desk.put(interviews.label(desk.state, after, what), after):
            self._interview_id, self._reading = after.id, None
            self._forget_draft()
            self.query_one("#when Input", Input).value = ""
            self.query_one("#title", QuietText).show(f"{what.upper()} · KEPT · Enter closes")
            self._show()

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        kept = self.interview
        if kept is None:
            return
        value = "" if event.value is Select.NULL else event.value
        self._put(replace(kept, **{event.select.id or "": value}))

    def _put(self, after: Interview) -> None:
        if after != self.interview:
            self.desk.put(interviews.label(self.desk.state, after, "Interview changed"), after)
            self._show()

    def _forget_draft(self) -> None:
        if self.desk.setting(DRAFT):
            self.desk.remember(DRAFT, "")

    def keep(self) -> None:
        """The note; and a time that was typed and not taken, to be taken up again."""
        words = self.query_one(TimeField).words
        if words:
            self.desk.remember(DRAFT, f"{self._program}\t{words}")
        self._save_note()

    def _save_note(self) -> None:
        self._timer = None
        kept, text = self.interview, clean(self.query_one("#note", Field).value, NAME_LIMIT)
        if kept is not None and text != self._seen_note:
            self._seen_note = text
            self._put(replace(kept, note=text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter in the note, or where no time is typed and one is kept, closes."""
        self.action_close()

    @on(TimeField.Nothing)
    def _nothing(self) -> None:
        if self.interview is not None:
            self.action_close()

    def action_take(self) -> None:
        """Keep the time that is certain, as Enter does; without one, close."""
        field = self.query_one(TimeField)
        if field.certain is not None and self._program:
            field.taken("0", field.words)
        else:
            self.action_close()

    def action_program(self) -> None:
        """Another program, as long as nothing is kept."""
        if self.interview is None:
            finder = self.query_one(Finder)
            finder.display = True
            finder.query_one(Input).focus()

    def action_copy(self) -> None:
        """The line to confirm the time, into the clipboard."""
        kept = self.interview
        if kept is not None:
            line = drafts.confirm_line(kept)
            self.app.copy_to_clipboard(line)
            self.desk.tell(drafts.copied(line, f"Copied: {line}"))

    def action_email(self) -> None:
        """The email that confirms the interview, in the user's words, into the clipboard."""
        kept = self.interview
        if kept is not None:
            email = drafts.confirming(self.desk.state, kept)
            self.app.copy_to_clipboard(email)
            self.desk.tell(drafts.copied(email, "The email that confirms the interview is copied."))

    def action_close(self) -> None:
        """Out; the note is kept, and a time that is not taken yet waits for the next i."""
        self.keep()
        if self.query_one(TimeField).words:
            self.desk.tell("The time is not kept as an interview yet: i and the program take it up again.")
        self.dismiss(self._interview_id or None)
