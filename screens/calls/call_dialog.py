"""The call dialog: the call is on disk before the dialog is seen, and what is typed within a second of the typing."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume
from textual.timer import Timer
from textual.widgets import Input, TextArea

from soaptui.call_kinds import INTERVIEW_SET, MISSED_CALLS, PRESSURE_KINDS
from soaptui.calls import call_words, card, drafts, interviews
from soaptui.calls.call_records import call_label, new_call
from soaptui.calls.call_texts import call_title, caller_name, was_mistaken
from soaptui.records import Call, Direction, Pressure, replace
from soaptui.screens.base import WIDTHS, width_class
from soaptui.screens.calls.call_fields import CallFields, until_hint
from soaptui.screens.calls.call_look import HEIGHTS, HINT
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.app_and_screens import draw_now, show_now
from soaptui.screens.textual_internals.frames import paint_changes_alone
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.page import ScrollingPage
from soaptui.screens.widgets.questions_field import QuestionsField
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.screens.widgets.time_field import TimeField
from soaptui.screens.widgets.top_bar import next_part
from soaptui.text import NOTE_LIMIT
from soaptui.typed_time.appointment import Typed, TypedReading
from soaptui.week import promises
from soaptui.week.agenda import Agenda

SAVE_AFTER = 0.5
"""Seconds after the first letter that is not saved yet at which all of it is."""


class CallDialog(Dialog):
    """One call, new or from the log. Every way out keeps what was typed."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("call-open")
    DEFAULT_CSS = styles(__file__, "CallDialog")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        paint_changes_alone(self)
        self._call_id = ""
        self._new = True
        self._fields = CallFields()
        self._unknown_before = ""
        self._loud: set[str] = set()
        self._timer: Timer | None = None
        self._drawn_ahead = False

    def get_ready(self) -> None:
        """Made before it is needed, and not seen yet: as it will be seen when a call of nobody known comes."""
        self.set_class(True, width_class(self.app.size.width))
        self.set_focus(self.query_one("Finder Input"))

    def take_up(self, call: Call, *, new: bool) -> "CallDialog":
        """This is the call: a new one, or one from the log. To be said once, before the dialog is seen."""
        self._call_id, self._new, self._unknown_before = call.id, new, call.unknown
        return self

    def show(self) -> None:
        """In front now: the frame that was made ahead is sent at once, what is to be known of the call follows."""
        call = self.call
        if call is None or not self.is_mounted:
            return  # it is still being made, and begins when it is
        if _known(call):
            self._begin(call)
            return
        for _, name in WIDTHS:
            self.set_class(name == width_class(self.app.size.width), name)
        self.query_one("#head", SteadyText).show(self._title(call))
        self._drawn_ahead = True
        draw_now(self.app)
        self.call_later(self._fill, call)

    def _fill(self, call: Call) -> None:
        """What is to be known of it, in one frame."""
        self._begin(call)
        if self.app.screen is self:
            show_now(self.app)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What was drawn ahead needs no second frame; counted as in front, it is laid out again after a resize."""
        if self._drawn_ahead:
            self._drawn_ahead = False
            if self.outer_size == self.app.size:
                event.prevent_default()
                self.stack_updates += 1

    @classmethod
    def begin(cls, session: Session, direction: Direction, program: str = "", unknown: str = "") -> Call | None:
        """Put a new call on disk; None where that was refused."""
        call = new_call(session.clock.now(), program=program, unknown=unknown, direction=direction)
        return call if session.put(call_label(session.state, call), call) else None

    def on_mount(self) -> None:
        """Made before it is needed, it waits for its call."""
        call = self.call
        if call is not None:
            self._begin(call)

    def _begin(self, call: Call) -> None:
        """A new call asks who it is; one from the log goes on with its note."""
        known = _known(call)
        finder = self.query_one("#finder", Finder)
        if known:
            finder.display = False
        else:
            finder.again()
        self._fields.begin(call, self)
        self.query_one("#due", TimeField).query_one(Input).placeholder = until_hint(call)
        self.query_one("#head", SteadyText).show(self._head())
        self._show_about()
        # At once, and not when the app has time for it: the next letter is meant for it.
        self.set_focus(self.query_one("#note") if known else finder.query_one(Input))

    @property
    def call_id(self) -> str:
        """Which call."""
        return self._call_id

    @property
    def call(self) -> Call | None:
        """The call as it is kept now; None once it has been undone elsewhere."""
        return self.session.state.calls.get(self._call_id)

    def compose(self) -> ComposeResult:
        """Who, the note, what was asked and promised; beside it the card of the program."""
        with Vertical(classes="dialog"):
            yield SteadyText(id="head", fixed=True)
            yield SteadyText(id="program")
            placeholder = "Which program? Type a few letters, then Enter"
            yield Finder(self.session, placeholder=placeholder, take_words=True, id="finder")
            yield SteadyText(id="rule")
            with Horizontal(id="sides"):
                with Vertical(id="left"):
                    yield NoteField("", id="note", placeholder="Type while you talk")
                    yield from self._fields.rows(TimeField(self._read, self._explain, placeholder="", id="due"))
                yield ScrollingPage(id="card")
            yield SteadyText(with_keys(HINT), classes="hint")

    # -- what is shown

    def on_descendant_focus(self) -> None:
        """With the cursor in the note, the note has room however little there is."""
        self.query("Finder, #card").set_class(isinstance(self.focused, NoteField), "noting")  # the rest stays styled

    def _head(self) -> str:
        call = self.call
        if call is None:
            return f"This call was taken back ({key_for('undo')}). What you type here is not saved."
        near = (
            next_part(self.session.agenda(), self.session.season).text.replace(" closes in", "").replace(" in ", " ")
        )
        return f"{self._title(call)} · {near}"

    def _title(self, call: Call) -> str:
        long = len(self.query_one("#note", NoteField).text) > NOTE_LIMIT
        return call_title(call, self.session.now, unsaved=bool(self.session.store.unsaved), too_long=long)

    def _show_about(self) -> None:
        """Who it is, what to know about them, and what the rules say."""
        call, session, finder = self.call, self.session, self.query_one("#finder", Finder)
        being_said = finder.display and finder.words and call is not None and not call.program
        self.query_one("#program", SteadyText).show("" if being_said else caller_name(session.state, call))
        if call is None:
            return
        row = session.row(call.program) if call.program else None
        found = card.call_card(session.state, session.season, row, call, session.now, session.zone)
        careful = next((section.lines[0] for section in found if section.title == "CAREFUL"), "")
        said = session.they_say(call.id)
        self.query_one("#rule", SteadyText).show("\n".join(part for part in (said, careful) if part))
        self.query_one("#card", ScrollingPage).show("", card.card_text(found), [section.title for section in found])

    def beat(self, agenda: Agenda) -> None:
        """The call's own clock and the nearest deadline; what was changed elsewhere, where nothing is typed here."""
        self.query_one("#head", SteadyText).show(self._head())
        call = self.call
        if call is not None:
            self._fields.follow(call, self)
            if self.session.clock.rehearsal:
                self._show_about()

    # -- until when

    def _read(self, text: str) -> Typed:
        session, call = self.session, self.call
        program = call.program if call is not None else ""
        return interviews.read_promised_time(session.state, program, text, session.now, session.zone)

    def _explain(self, reading: TypedReading) -> str:
        return call_words.every_time(reading.at, "", self.session.zone)

    # -- what is kept

    def _keep(self, **fields: Any) -> None:
        """Save fields of the call. Of a call from the log, the first edit of a field is a step of undo."""
        call = self.call
        if call is None:
            return
        after = replace(call, **fields)
        if after == call:
            return
        quiet = self._new or not (fields.keys() - self._loud)
        self._loud |= fields.keys()
        label = call_label(self.session.state, after)
        self.session.put(label if self._new else f"Edit: {label}", after, quiet=quiet)

    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(Finder.Typed)
    def _typed(self) -> None:
        """Save half a second after the first letter that is not saved yet, and so on while it is typed."""
        if self._timer is None:
            self._timer = self.set_timer(SAVE_AFTER, self._save)

    def _save(self, **more: Any) -> None:
        """Keep what is typed: every field, and the words for a caller who has not been found in the list (yet)."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        call, finder = self.call, self.query_one("#finder", Finder)
        if call is None:
            return
        if finder.display and finder.words and not call.program and not self._unknown_before:
            more["unknown"] = finder.words
        pressure = self._fields.pressure(call, self)
        self._keep(**self._fields.changed(call, self, self.session.clock.now()), **pressure, **more)

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        self._pick(event)
        if self.app.screen is self:
            show_now(self.app)

    def _pick(self, event: Finder.Picked) -> None:
        if event.program:  # who it seemed to be is still worth knowing, where it was not just typed to find them
            self._keep(program=event.program, unknown=self._unknown_before)
        elif event.words:
            self._unknown_before = event.words
            self._keep(program="", unknown=event.words)
        self.query_one("#finder", Finder).display = False
        self._show_about()
        until = self.query_one("#due", TimeField)
        if until.certain is None:  # "in 20 min" was meant from then on
            until.again()
        self.set_focus(self.query_one("#note"))  # at once too; its look follows in a frame of its own

    @on(OneOf.Changed)
    def _chosen(self, event: OneOf.Changed) -> None:
        name, call = event.one.id or "", self.call
        missed = name == "direction" and event.value in MISSED_CALLS
        if missed and call is not None and call.follow_up is None:
            self._keep(direction=event.value, follow_up=promises.to_call_back(call.started))
        else:
            self._keep(**{name: event.value})
        self._show_about()

    @on(QuestionsField.Changed)
    def _asked(self, event: QuestionsField.Changed) -> None:
        self._keep(asked=event.asked)

    @on(TimeField.Read)
    def _until_typed(self, event: TimeField.Read) -> None:
        self._fields.read_due(event.reading.at if event.reading is not None else None)
        self._typed()

    @on(TimeField.Meant)
    def _until_taken(self, event: TimeField.Meant) -> None:
        self._fields.read_due(event.reading.at)
        self._save()
        self.focus_next()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; from their words back to the note."""
        if event.input.id == "words":
            self._save()
            self.query_one("#note", TextArea).focus()
        elif event.input.id == "came" and (refused := self._fields.start_refused(self, self.session.now)):
            self.session.tell(refused)
        else:
            self.focus_next()

    # -- keys

    def action_to_field(self, selector: str) -> None:
        """Straight to a field."""
        for field in self.query(selector).results(Input):
            field.focus()

    def action_pressure(self, kind: str) -> None:
        """They asked what they may not ask: kept at once with the moment; their words can follow."""
        call = self.call
        if call is None:
            return
        self._save()
        call = self.call or call
        if self._taken_back(call, kind):
            return
        asked = Pressure(kind=next(known for known in PRESSURE_KINDS if known == kind), at=self.session.clock.now())
        self._keep(pressure=(*call.pressure, asked))
        self._show_about()
        for line in self.query("#words-row"):
            line.display = True
        for field in self.query("#words").results(LineField):
            field.value = ""
            field.focus()

    def _taken_back(self, call: Call, kind: str) -> bool:
        """The same key again at once, with no words between: it was pressed by mistake."""
        if not was_mistaken(call, kind, self.session.now):
            return False
        self._keep(pressure=call.pressure[:-1])
        self.query_one("#words-row").display = False
        self.query_one("#note", TextArea).focus()
        self._show_about()
        return True

    def action_interview(self) -> None:
        """They offer an interview: the time as they say it."""
        from soaptui.screens.calls.interview_dialog import InterviewDialog

        call = self.call
        if call is None or not call.program:
            self.session.tell(f"Say first which program it is ({key_for('call-open.program')}).")
            return
        self._save()
        dialog = InterviewDialog(self.session, call.program)
        dialog.over_call = True
        self.app.push_screen(dialog, lambda saved: self._interview_set(saved, dialog.goes_to))

    def _interview_set(self, saved: str | None, goes_to: str) -> None:
        if saved:
            self.query_one("#outcome", OneOf).value = INTERVIEW_SET
            self._show_about()
        for field in self.query(goes_to or "#note"):
            if saved or goes_to:
                self.set_focus(field)  # at once: the next letter is meant for it

    def action_email(self) -> None:
        """The short email after a missed call, into the clipboard."""
        call = self.call
        if call is not None:
            self._save()
            email = drafts.after_missed(self.session.state, self.call or call)
            self.app.copy_to_clipboard(email)
            said = "The email is copied. You may write to a program only after it has contacted you."
            self.session.tell(drafts.copied(email, said))

    def action_program(self) -> None:
        """Change the program."""
        finder = self.query_one("#finder", Finder)
        finder.display = True
        finder.query_one("Input").focus()

    def _save_last(self, **more: Any) -> None:
        """On the way out also what was typed and not taken with Enter: a question, a time that is not certain."""
        self._save(**more)
        call = self.call
        if call is not None:
            self._keep(**self._fields.left(call, self))
            if refused := self._fields.start_refused(self, self.session.now):
                self.session.tell(refused)

    def action_done(self) -> None:
        """The call is over: everything typed, its end, out."""
        call = self.call
        self._save_last(**({} if call is None or call.ended is not None else {"ended": self.session.clock.now()}))
        self._go()

    def action_leave(self) -> None:
        """Out, keeping everything; an unfinished call stays among what is due."""
        self._save_last()
        self._go()

    def _go(self) -> None:
        self.dismiss(None)
        draw_now(self.app)

    def keep(self) -> None:
        """The program is about to end: what was typed in the last half second is kept."""
        self._save_last()


def _known(call: Call) -> bool:
    return bool(call.program or call.unknown)
