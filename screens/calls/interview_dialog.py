"""An interview: its time as they say it, what that is in every zone, what it runs into; kept, moved, confirmed."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Label, Select

from soaptui.calls import call_words, drafts, interviews
from soaptui.interview_standings import INTERVIEW_STANDINGS
from soaptui.records import Interview, program_title, replace
from soaptui.screens.calls.confirmation import copy_confirmation, why_nothing_is_copied
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.screens.widgets.time_field import TimeField
from soaptui.text import NAME_LIMIT, clean
from soaptui.typed_time.appointment import Typed, TypedReading
from soaptui.week import clashes, free_slots, zones
from soaptui.week.clashes import Clash
from soaptui.week.interview_rules import why_not_to_confirm

DRAFT = "interview-draft"
"""The setting that keeps a time which was typed and not taken: the program's id, a tab, the words."""

WRITE = "as they said it: tue 2:30pm CT 20min zoom https://..."
HINT = (
    "Enter saves it · arrows choose · {interview-kept.program} program · {interview-kept.copy} copies the line, "
    "{interview-kept.email} an email to confirm · {interview-kept.ask} asks for another time · "
    "{interview-kept.score} how it was · {dialog.close} closes"
)
SAVED = "what you type is its note · Enter closes"
SAVE_AFTER = 0.5
"""Seconds after the first letter of the note that is not saved yet."""


class InterviewDialog(Dialog):
    """One interview of a program, new or kept. A time that was kept is moved by writing another one."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("interview-kept")
    DEFAULT_CSS = styles(__file__, "InterviewDialog")
    DEFAULT_CLASSES = "capture"

    over_call = False
    """Whether it was opened over the call in which they offer it."""

    def __init__(self, session: Session, program: str, interview: Interview | None = None) -> None:
        super().__init__(session)
        self._program = interview.program if interview is not None else program
        self._interview_id = interview.id if interview is not None else ""
        self._reading: TypedReading | None = None
        self._timer: Timer | None = None
        self._seen_note = interview.note if interview is not None else ""
        self.goes_to = ""
        """The field of the call below that the user left for; empty where they only closed it."""

    @property
    def interview(self) -> Interview | None:
        """The interview as it is kept now; None before it is, and after it was taken back."""
        return self.session.state.interviews.get(self._interview_id)

    def compose(self) -> ComposeResult:
        """The program, the time, what is known of it, what becomes of it."""
        interview = self.interview
        with Vertical(classes="dialog"), VerticalScroll():
            yield SteadyText("INTERVIEW", id="title", classes="title")
            yield SteadyText(id="program")
            finder = Finder(
                self.session, placeholder="With which program? Type a few letters, then Enter", take_words=False
            )
            finder.display = not self._program
            yield finder
            yield SteadyText(id="kept")
            write = WRITE if interview is None else "another time moves it: wed 10am CT"
            yield TimeField(self._read, self._explain, placeholder=write, id="when")
            yield SteadyText(id="clashes")
            yield SteadyText(id="say")
            yield SteadyText(id="ask")
            with Horizontal(classes="row", id="fields"):
                yield Label("state")
                yield Select(
                    [(means.title, standing) for standing, means in INTERVIEW_STANDINGS.items()],
                    value=interview.standing if interview is not None else "pending",
                    allow_blank=False,
                    id="standing",
                    compact=True,
                )
                yield SteadyText(id="means")
            with Horizontal(classes="row", id="note-row"):
                yield Label("note")
                yield LineField(
                    interview.note if interview is not None else "", placeholder="with whom, what to bring", id="note"
                )
            yield SteadyText(with_keys(HINT), classes="hint")

    def on_mount(self) -> None:
        """The program first; where it is known, the time."""
        self.query_one("#when Input" if self._program else "Finder Input").focus()
        self._take_up_draft()
        self._show()

    def _take_up_draft(self) -> None:
        """What was typed for a new interview with that program and not taken stands there again."""
        program, _, words = self.session.setting(DRAFT).partition("\t")
        if words and self.interview is None and program == self._program:
            field = self.query_one("#when Input", Input)
            field.value = words
            field.cursor_position = len(words)

    # -- what is shown

    def _show(self) -> None:
        interview, session = self.interview, self.session
        self.query_one("#program", SteadyText).show(
            program_title(session.state, self._program) if self._program else ""
        )
        lines = call_words.interview_lines(interview, session.zone) if interview is not None else []
        self.query_one("#kept", SteadyText).show("\n".join(lines))
        for row in ("#fields", "#note-row"):
            self.query_one(row).display = interview is not None
        if interview is not None:
            with self.prevent(Select.Changed):  # what stands there follows what is kept
                self.query_one("#standing", Select).value = interview.standing
            self.query_one("#means", SteadyText).show(interview.means.says)
        self._show_clashes()

    def _show_clashes(self) -> None:
        """What the time that is typed, or else the one that is kept, runs into."""
        clashing = self._clashes()
        lines = [f"! {clash.other}: {clash.why}" for clash in clashing]
        interview, looked_at = self.interview, self._reading or self.interview
        if (
            looked_at is not None
            and (looked_at is not interview or interview.means.clashes)
            and (late := self._late(looked_at))
        ):
            lines.insert(0, f"! {late}")
        self.query_one("#clashes", SteadyText).show("\n".join(lines))
        said = self._confirmed()
        line = self._line(said) if said is not None else ""
        agree = "SAY" if said is None or line != drafts.confirm_line(said) else self._agreeing(said, clashing)
        forbidden = self._forbidden()
        self.query_one("#say", SteadyText).show(f"{agree}: {line}" if line else (said and forbidden) or "")
        copies = f"({key_for('interview-kept.ask')} copies it)"
        asking = f"SAY if you cannot: {self._asking()} {copies}" if clashing and not forbidden else ""
        self.query_one("#ask", SteadyText).show(asking)

    def _agreeing(self, said: Interview, clashing: tuple[Clash, ...]) -> str:
        """What stands before the line that takes the time."""
        return f"SAY{' if you agree' if clashing else ''}{', and press Enter' if said is not self.interview else ''}"

    def _confirmed(self) -> Interview | None:
        """The interview that a line confirms: at the time that is typed, else as it is kept."""
        if self._reading is None:
            return self.interview
        return interviews.interview_from(self._program, self._reading, "")

    def _line(self, interview: Interview) -> str:
        session = self.session
        return drafts.line_to_say(session.state, session.season, session.now, interview)

    def _forbidden(self) -> str:
        """Why nothing may be confirmed to this program; empty where it may be."""
        session = self.session
        return why_not_to_confirm(session.state, session.season, self._program, session.now)

    def _asking(self) -> str:
        """The sentence that asks for another time than the one that is looked at, or else the one that is kept."""
        at, zone, minutes = self._appointed()
        if at is None:
            return ""
        session = self.session
        there = interviews.office_zone(session.state, self._program, zone)
        free = free_slots.free_slots(
            session.state, session.season, session.zone, session.now, at, minutes, there, but=self._interview_id
        )
        return drafts.another_time(at, zone, free)

    def _appointed(self) -> tuple[datetime | None, str, int]:
        """The time that is looked at, else the one that is kept, with its zone and length."""
        appointed = self._reading or self.interview
        if appointed is None:
            return None, zones.EASTERN, interviews.USUAL
        there = appointed.zone if zones.is_zone(appointed.zone) else zones.EASTERN
        return appointed.at, there, appointed.minutes

    def _clashes(self) -> tuple[Clash, ...]:
        reading, interview, session = self._reading, self.interview, self.session
        if reading is not None:
            return self._of(reading)
        if interview is None:
            return ()
        return clashes.clashes_of(session.state, session.season, session.zone, interview)

    def _of(self, reading: TypedReading) -> tuple[Clash, ...]:
        session = self.session
        return clashes.clashes(
            session.state, session.season, session.zone, reading.at, reading.minutes, but=self._interview_id
        )

    def _late(self, appointed: TypedReading | Interview) -> str:
        return clashes.after_soap_ends(self.session.season, self.session.now, appointed.at)

    def _read(self, text: str) -> Typed:
        interview = self.interview
        minutes = interview.minutes if interview is not None else interviews.USUAL
        return interviews.read_interview_time(
            self.session.state, self._program, text, self.session.now, self.session.zone, minutes
        )

    def _explain(self, reading: TypedReading) -> str:
        found = self._of(reading)
        against = [*(["after SOAP"] if self._late(reading) else []), *(clash.other for clash in found)]
        warned = f"! {', '.join(against)}" if against else ""
        said = call_words.every_time(reading.at, reading.zone, self.session.zone)
        return " · ".join(part for part in (warned, said, interviews.interview_details(reading)) if part)

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
        session, interview = self.session, self.interview
        if not self._program:
            self.query_one("Finder Input").focus()
            return
        if interview is None:
            after, what = interviews.interview_from(self._program, event.reading, event.words), "Interview"
        else:
            after, what = (
                interviews.interview_moved(interview, event.reading, event.words, session.clock.now()),
                "Interview moved",
            )
        if session.put(interviews.interview_label(session.state, after, what), after):
            self._interview_id, self._reading = after.id, None
            self._forget_draft()
            self.query_one("#when Input", Input).value = ""
            self.query_one("#title", SteadyText).show(f"{what.upper()} · SAVED · {SAVED}")
            self._show()
            self.set_focus(self.query_one("#note"))  # what is typed now is no time any more

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        interview = self.interview
        if interview is None:
            return
        standing = next((one for one in INTERVIEW_STANDINGS if one == event.value), None)
        if standing is not None and standing != interview.standing:
            after = interviews.with_standing(interview, standing)
            self._put(after)
            if early := interviews.not_begun(after, self.session.now):
                self.session.tell(early)

    def _put(self, after: Interview) -> None:
        if after != self.interview:
            self.session.put(interviews.interview_label(self.session.state, after, "Interview changed"), after)
            self._show()

    def _forget_draft(self) -> None:
        if self.session.setting(DRAFT):
            self.session.remember(DRAFT, "")

    def keep(self) -> None:
        """The note; and a time that was typed and not taken, to be taken up again."""
        words = self.query_one(TimeField).words
        if words:
            self.session.remember(DRAFT, f"{self._program}\t{words}")
        self._save_note()

    def _save_note(self) -> None:
        self._timer = None
        interview, text = self.interview, clean(self.query_one("#note", LineField).value, NAME_LIMIT)
        if interview is not None and text != self._seen_note:
            self._seen_note = text
            self._put(replace(interview, note=text))

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
        """The line to confirm the time, into the clipboard: the one that stands there."""
        interview = self._confirmed()
        if interview is not None:
            self.session.tell(copy_confirmation(self.app, self.session, interview))

    def action_ask(self) -> None:
        """The sentence that asks for another time, into the clipboard; the interview is then asked to move."""
        text = self._asking()
        if not text:
            return
        if forbidden := why_nothing_is_copied(self.session, self._program):
            self.session.tell(forbidden)
            return
        self.app.copy_to_clipboard(text)
        interview = self.interview
        if interview is not None and interview.means.stands and self._reading is None:
            self._put(interviews.with_standing(interview, "move asked"))
        self.session.tell(drafts.copied(text, f"Copied: {text}"))

    def action_score(self) -> None:
        """How it was."""
        interview = self.interview
        if interview is not None:
            open_dialog(self, self.session, DialogName.SCORE, interview, then=lambda _: self._show())

    def action_email(self) -> None:
        """The email that confirms the interview, in the user's words, into the clipboard."""
        interview = self.interview
        if interview is not None and (forbidden := why_nothing_is_copied(self.session, interview.program)):
            self.session.tell(forbidden)
        elif interview is not None:
            email = drafts.confirming(self.session.state, interview)
            self.app.copy_to_clipboard(email)
            self.session.tell(drafts.copied(email, "The email that confirms the interview is copied."))

    def action_close(self) -> None:
        """Out; the note is kept, and a time that is not taken yet waits for the next i."""
        self.keep()
        field = self.query_one(TimeField)
        if field.words:
            what = (
                "A text that was not understood is kept"
                if field.certain is None
                else "The typed time is not saved yet"
            )
            self.session.tell(f"{what}. Press {key_for('interview')}, choose the program, and finish it.")
        self.dismiss(self._interview_id or None)

    def action_to_call(self, selector: str) -> None:
        """Out, and to that field of the call over which this was opened."""
        if not self.over_call:
            self.session.tell("No call is open below: this key goes to a field of a call.")
            return
        self.goes_to = selector
        self.action_close()
