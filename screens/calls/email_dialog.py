"""An email: pasted and kept whole; who wrote it and the times in it are proposed, and taken by one key."""

from datetime import datetime
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Paste
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, TextArea

from soaptui.call_kinds import EMAIL_DIRECTIONS, INTERVIEW_SET
from soaptui.calls import email_senders, email_text, email_times, interviews
from soaptui.calls.call_records import call_label, new_email
from soaptui.calls.call_texts import fields_of_arrival
from soaptui.calls.email_senders import ProposedSender
from soaptui.calls.email_times import ProposedTime
from soaptui.records import Call, program_title, replace
from soaptui.refusal import Refusal
from soaptui.screens.calls import email_lines
from soaptui.screens.calls.call_fields import call_field_row
from soaptui.screens.calls.email_lines import (
    COLUMNS,
    HINT,
    NOTHING_FOUND,
    EmailLine,
    SenderLine,
    TimeLine,
    UnreadTimeLine,
)
from soaptui.screens.commands import bindings, key_for, with_keys
from soaptui.screens.dialog import Dialog
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.finder import Finder
from soaptui.screens.widgets.grid import Cell, Grid, GridLine
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.text import EMAIL_LIMIT, clean, whole_text
from soaptui.typed_time.past_moment import read_past
from soaptui.week import rules, words, zones
from soaptui.week.interview_rules import why_not_to_confirm

SAVE_AFTER = 0.5
"""Seconds after the first letter that is not saved yet."""


class EmailField(NoteField):
    """The text of an email, which says when something was pasted."""

    class Pasted(Message):
        """It holds what was pasted now."""

    def on_paste(self, event: Paste) -> None:
        """Textual puts it in first."""
        self.call_after_refresh(self.post_message, self.Pasted())


class EmailDialog(Dialog):
    """One email, new or from the log. It is kept as soon as anything stands in it, and every way out keeps all."""

    AUTO_FOCUS = ""
    BINDINGS = bindings("email-open")
    DEFAULT_CSS = styles(__file__, "EmailDialog")
    DEFAULT_CLASSES = "capture"

    def __init__(self, session: Session, email: Call | None = None) -> None:
        super().__init__(session)
        self._email_id = email.id if email is not None else ""
        self._new = email is None
        self._loud: set[str] = set()
        self._timer: Timer | None = None
        self._text = email.text if email is not None else ""
        self._came = _clock(email.started) if email is not None else ""
        self._who = email.who_name if email is not None else ""
        self._looked_at = ""
        self._senders: tuple[ProposedSender, ...] = ()
        self._times: tuple[ProposedTime, ...] = ()
        self._wanted: TimeLine | None = None

    @property
    def call_id(self) -> str:
        """Which email; empty before anything stands in it."""
        return self._email_id

    @property
    def email(self) -> Call | None:
        """The email as it is kept now."""
        return self.session.state.calls.get(self._email_id)

    def compose(self) -> ComposeResult:
        """Who, the text, what is found in it, and what may be put right."""
        email = self.email
        ways = [(means.title, way) for way, means in EMAIL_DIRECTIONS.items() if way in ("in", "out")]
        with Vertical(classes="dialog"):
            yield SteadyText("EMAIL", id="title", classes="title")
            yield SteadyText(id="program")
            finder = Finder(
                self.session, placeholder="Which program wrote? Type a few letters, then Enter", take_words=True
            )
            finder.display = False
            yield finder
            yield SteadyText(id="rule")
            yield EmailField(self._text, id="text", placeholder="Paste the whole email here: it is saved as it is")
            yield Grid(COLUMNS, self._cells, empty="What soaptui finds in it is shown here.", id="proposals")
            yield SteadyText(id="about")
            yield call_field_row(
                "who", LineField(self._who, placeholder="name", id="who"),
                "came ET", LineField(self._came, placeholder="now", id="came"),
            )  # fmt: skip
            yield call_field_row("kind", OneOf(ways, email.direction if email is not None else "in", id="direction"))
            yield SteadyText(id="said")
            yield SteadyText(with_keys(HINT), classes="hint")

    def on_mount(self) -> None:
        """A new one waits for its text; one from the log shows what is found in it."""
        self._look()
        self.query_one("#text" if self._new else "#proposals").focus()

    # -- what is found in it

    def _look(self) -> None:
        """Read it for who wrote and for its times, and show that."""
        session, text = self.session, self._text
        self._looked_at = text
        self._senders = email_senders.proposed_senders(session.state, text) if text.strip() else ()
        whose = self._program()
        self._times = email_times.proposed_times(session.state, whose, text, session.now, session.zone)
        self._show()

    def _program(self) -> str:
        """The program: the one that was said, or else the one that is ahead of all others."""
        email = self.email
        if email is not None and email.program:
            return email.program
        likely = email_senders.likeliest(self._senders)
        return likely.program if likely is not None else ""

    def _show(self) -> None:
        session, email = self.session, self.email
        self.query_one("#title", SteadyText).show(self._title())
        who = program_title(session.state, email.program, email.unknown) if email is not None else ""
        self.query_one("#program", SteadyText).show(who)
        careful = rules.reportable(session.state, session.season, email) if email is not None else ""
        self.query_one("#rule", SteadyText).show(careful)
        lines = [GridLine(f"time-{n}", line) for n, line in enumerate(self._time_lines())]
        unread = email_lines.unread_lines(self._times)
        lines += [GridLine(f"unread-{n}", line) for n, line in enumerate(unread)]
        if email is not None and not email.program:
            lines += [GridLine(one.program, SenderLine(one)) for one in self._senders]
        self.query_one(Grid).show(lines, empty=NOTHING_FOUND if self._text.strip() else None)
        self._show_about()

    def _title(self) -> str:
        email = self.email
        if email is None:
            return "EMAIL · paste it: it is saved at once"
        state = "NOT SAVED" if self.session.store.unsaved else "on disk"
        if len(self._text) > EMAIL_LIMIT:
            state = f"ONLY THE FIRST {EMAIL_LIMIT:,} CHARACTERS ARE KEPT"
        return f"EMAIL · {words.eastern_text(email.started)} · {email.meaning.title} · {state}"

    def _time_lines(self) -> list[TimeLine]:
        return email_lines.time_lines(self.session.state, self._program(), self._times)

    def _cells(self, item: EmailLine) -> list[Cell]:
        return email_lines.email_cells(self.session, item)

    def _show_about(self) -> None:
        """What Enter does with the line under the cursor, and the sentence in which its time stands."""
        item = self.query_one(Grid).item
        about = email_lines.about_line(self.session, self._program(), item) if item is not None else ""
        self.query_one("#about", SteadyText).show(about)

    @on(Grid.Highlighted)
    def _another_line(self) -> None:
        self._show_about()

    def on_descendant_focus(self) -> None:
        """To the lines: what was typed meanwhile is read for what it proposes."""
        if self.query_one(Grid).has_focus and not self._new_text_read():
            self._save()
            self._look()

    def _new_text_read(self) -> bool:
        return self.query_one("#text", EmailField).text == self._looked_at

    # -- what is kept

    @on(TextArea.Changed)
    @on(Input.Changed, "#who")
    @on(Input.Changed, "#came")
    def _typed(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(SAVE_AFTER, self._save)

    @on(EmailField.Pasted)
    def _pasted(self) -> None:
        """At once on disk, and then to what is found in it."""
        self._save()
        self._look()
        grid = self.query_one(Grid)
        if grid.item is not None:
            grid.focus()

    def on_paste(self, event: Paste) -> None:
        """Pasted while a line is looked at: it belongs to the text."""
        if not isinstance(self.focused, TextArea | Input):
            self.take_lines(event.text)
            self._pasted()

    def take_lines(self, text: str) -> bool:
        """Lines that were pasted elsewhere: at the end of the text."""
        self.query_one("#text", EmailField).add(text)
        return True

    def _save(self) -> None:
        """Everything that stands here and is not kept yet."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        text = whole_text(self.query_one("#text", EmailField).put_right(), EMAIL_LIMIT)
        if text != self._text:
            self._text = text
            self._keep_text(text)
        who, came = (clean(self.query_one(name, LineField).value) for name in ("#who", "#came"))
        email = self.email
        if email is not None and who != self._who:
            self._who = who
            self._keep(who_name=who)
        if email is not None and came != self._came:
            self._came = came
            self._keep(**fields_of_arrival(came, email, email.started, self.session.now))
            self._show()

    def _keep_text(self, text: str) -> None:
        session = self.session
        if self.email is not None:
            self._keep(text=text)
        elif text.strip() and self._new and not self._email_id:
            sender, now = email_text.sender_of(text), session.clock.now()
            came = email_text.came_at(text, now)
            unknown = email_text.sender_words(text)
            email = replace(new_email(now, text, came=came, unknown=unknown), who_name=sender.name)
            if session.put(call_label(session.state, email), email):
                self._email_id, self._who, self._came = email.id, sender.name, _clock(email.started)
                self.query_one("#who", LineField).value = self._who
                self.query_one("#came", LineField).value = self._came

    def _keep(self, **fields: Any) -> None:
        """Save fields of the email. Of one from the log, the first edit of a field is a step of undo."""
        email = self.email
        after = replace(email, **fields) if email is not None else None
        if after is None or after == email:
            return
        quiet = self._new or not (fields.keys() - self._loud)
        self._loud |= fields.keys()
        label = call_label(self.session.state, after)
        self.session.put(label if self._new else f"Edit: {label}", after, quiet=quiet)

    @on(OneOf.Changed)
    def _way_chosen(self, event: OneOf.Changed) -> None:
        self._keep(direction=event.value)
        self._show()

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        """The program, or words for one that is on no list; a time that waited for it is taken."""
        self.query_one(Finder).display = False
        wanted, self._wanted = self._wanted, None
        if event.program or event.words:
            self._save()
            self._keep(program=event.program, unknown="" if event.program else event.words)
            self._look()
        if wanted is not None and event.program:
            self._take_time(wanted)
        self.query_one(Grid).focus()

    # -- one key

    @on(Grid.Chosen)
    def _chosen(self) -> None:
        item = self.query_one(Grid).item
        if isinstance(item, SenderLine):
            self._keep(program=item.sender.program, unknown="")
            self._look()
            self.say(f"{program_title(self.session.state, item.sender.program)} wrote it.")
        elif isinstance(item, TimeLine):
            self._take_time(item)
        elif isinstance(item, UnreadTimeLine):
            self.say(email_lines.unread_in_words(item).partition("\n")[0], problem=True)

    def action_take(self) -> None:
        """The first time that is certain; where none is, to what is found."""
        self._save()
        self._look()
        lines = [line for line in self._time_lines() if line.time.is_certain and line.interview is None]
        if lines:
            self._take_time(lines[0])
        else:
            self.query_one(Grid).focus()
            self.say("No time in it is certain: choose the right one, then Enter.", problem=True)

    def _take_time(self, line: TimeLine) -> None:
        """The time becomes an interview of the program that wrote; one that is taken already is opened."""
        session, program = self.session, self._program()
        if line.interview is not None:
            open_dialog(self, session, DialogName.INTERVIEW, "", line.interview, then=lambda _: self._show())
            return
        email = self.email
        if email is None or not session.may_write():
            return
        if not program:
            self._wanted = line
            self.say("Which program wrote? Type a few letters, then Enter. It also adds the time.")
            self.action_program()
            return
        after = interviews.interview_of_email(program, line.reading, line.time.words)
        changed = replace(email, program=program, unknown="", outcome=INTERVIEW_SET)
        if session.put(interviews.interview_label(session.state, after), changed, after):
            self._show()
            forbidden = why_not_to_confirm(session.state, session.season, program, session.now)
            then = forbidden or f"{key_for('email-open.copy')} copies the line that confirms it."
            self.say(f"Kept as an interview with {program_title(session.state, program)}. {then}")

    def action_copy(self) -> None:
        """The line that confirms the interview under the cursor, or the one taken last, into the clipboard."""
        from soaptui.screens.calls.confirmation import copy_confirmation

        item = self.query_one(Grid).item
        lines = [line.interview for line in (item, *self._time_lines()) if isinstance(line, TimeLine)]
        taken = next((one for one in lines if one is not None), None)
        if taken is None:
            self.say("No time in it is saved as an interview yet.", problem=True)
            return
        self.say(copy_confirmation(self.app, self.session, taken))

    def action_program(self) -> None:
        """Say which program wrote."""
        finder = self.query_one(Finder)
        finder.display = True
        finder.query_one(Input).focus()

    # -- the way out

    def keep(self) -> None:
        """The program is about to end."""
        self._save()

    def action_close(self) -> None:
        """Out of the finder; else out, keeping everything."""
        finder = self.query_one(Finder)
        if finder.display:
            finder.display, self._wanted = False, None
            self.query_one(Grid).focus()
            return
        self._save()
        email = self.email
        if email is not None and (refused := self._came_refused(email)):
            self.session.tell(refused)
        self.dismiss(self._email_id or None)

    def _came_refused(self, email: Call) -> str:
        """Why what stands beside "came" is not when it came; empty where it is."""
        if not self._came or self._came == _clock(email.started):
            return ""
        try:
            read_past(self._came, self.session.now, on=zones.eastern(email.started).date())
        except Refusal as error:
            return f"The email still came at {_clock(email.started)}. {error}"
        return ""


def _clock(moment: datetime) -> str:
    return words.clock24(zones.eastern(moment))
