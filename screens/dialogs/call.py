"""The call dialog: the call is on disk before the dialog is seen, and the note within a second of the typing."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Label, Select, TextArea

from screens.base import Dialog
from screens.desk import Desk
from screens.widgets.field import NoteField
from screens.widgets.finder import Finder
from screens.widgets.quiet import QuietText
from soaptui import actions
from soaptui.records import Call, CallOutcome, Direction, program_title, replace
from soaptui.text import NOTE_LIMIT, clean
from soaptui.week import words, zones
from soaptui.week.agenda import Agenda

OUTCOMES: tuple[CallOutcome, ...] = ("talked", "interview set", "call back", "they will call", "not interested")
SAVE_AFTER = 0.5
"""Seconds after the last letter at which the note is saved."""


class CallDialog(Dialog):
    """One call, new or from the log. Every way out keeps what was typed."""

    AUTO_FOCUS = ""
    BINDINGS = [
        ("escape", "leave", "Close"),
        ("ctrl+s", "done", "Done"),
        ("ctrl+o", "program", "Program"),
    ]
    DEFAULT_CSS = """
    CallDialog #card { color: $text-muted; height: auto; max-height: 4; }
    CallDialog #program { text-style: bold; color: $text-accent; }
    CallDialog QuietText { height: auto; }
    CallDialog TextArea { height: 6; border: round $panel; }
    CallDialog TextArea:focus { border: round $accent; }
    CallDialog #choices { height: 1; margin-top: 1; }
    CallDialog #choices Label { width: auto; padding: 0 1 0 0; }
    CallDialog Select { width: 26; }
    """

    def __init__(self, desk: Desk, call: Call, *, new: bool) -> None:
        super().__init__(desk)
        self._call_id = call.id
        self._new = new
        self._seen = call.note
        self._loud: set[str] = set()
        self._timer: Timer | None = None

    @classmethod
    def begin(cls, desk: Desk, direction: Direction) -> Call | None:
        """Put a new call on disk; None where that was refused."""
        call = actions.new_call(desk.clock.now(), direction=direction)
        return call if desk.put(actions.call_label(desk.state, call), call) else None

    def on_mount(self) -> None:
        """A new call asks who it is; one from the log goes on with its note."""
        super().on_mount()
        self.query("#note" if self.call is None or _known(self.call) else "Finder Input").focus()
        for note in self.query(TextArea):
            note.move_cursor(note.document.end)

    @property
    def call_id(self) -> str:
        """Which call."""
        return self._call_id

    @property
    def call(self) -> Call | None:
        """The call as it is kept now; None once it has been undone elsewhere."""
        return self.desk.state.calls.get(self._call_id)

    def compose(self) -> ComposeResult:
        """Who, the card of the program, the note, how it ended."""
        call = self.call
        assert call is not None
        with Vertical(classes="dialog"):
            yield QuietText(self._head(), id="head")
            yield QuietText(self._who(), id="program")
            finder = Finder(self.desk, placeholder="Who is it? A few letters, then Enter", take_words=True)
            finder.display = not _known(call)
            yield finder
            yield QuietText(self._card(), id="card")
            yield NoteField(call.note, id="note", placeholder="Type while you talk")
            with Horizontal(id="choices"):
                yield Label("outcome")
                yield Select(
                    [(outcome, outcome) for outcome in OUTCOMES],
                    value=call.outcome or Select.NULL,
                    prompt="not said",
                    id="outcome",
                    compact=True,
                )
                yield Label(" kind")
                yield Select(
                    [(text, direction) for direction, text in actions.DIRECTIONS.items()],
                    value=call.direction,
                    allow_blank=False,
                    id="direction",
                    compact=True,
                )
            yield QuietText("Ctrl+S done · Esc close, keeping all · Tab next field · Ctrl+O program", classes="hint")

    # -- what is shown

    def _head(self) -> str:
        call = self.call
        if call is None:
            return "This call was taken back (u). What is typed here is no longer kept."
        wall = zones.eastern(call.started)
        passed = int((self.desk.now - call.started).total_seconds())
        running = f" · {words.countdown(passed)}" if call.ended is None and 0 <= passed < words.DAY else ""
        state = "NOT SAVED" if self.desk.store.unsaved else "on disk"
        if len(self.query_one("#note", NoteField).text if self.is_mounted else "") > NOTE_LIMIT:
            state = f"ONLY THE FIRST {NOTE_LIMIT:,} CHARACTERS ARE KEPT"
        title = (
            f"CALL · {words.clock(wall)} {zones.abbreviation(wall)} · {actions.DIRECTIONS[call.direction]}{running}"
        )
        return f"{title} · {state}"

    def _who(self) -> str:
        call = self.call
        return (
            program_title(self.desk.state, call.program, call.unknown)
            if call and (call.program or call.unknown)
            else ""
        )

    def _card(self) -> str:
        """What to know while talking: tier, reasons, what was said before."""
        call = self.call
        row = self.desk.row(call.program) if call is not None else None
        if row is None or call is None:
            return ""
        tier = "not for you" if row.tier == "no" else f"tier {row.tier}"
        lines = [f"{tier} · fit {row.assessment.fit} · {'; '.join(row.assessment.reasons) or 'little is known'}"]
        lines += [row.program.talking_points] if row.program.talking_points else []
        before = [
            c for c in self.desk.state.calls.values() if c.program == call.program and c.id != call.id and c.note
        ]
        if before:
            last = max(before, key=lambda item: item.started)
            lines.append(f"{words.day(zones.eastern(last.started))}: {last.note}")
        return "\n".join(lines)

    def beat(self, agenda: Agenda) -> None:
        """The call's own clock."""
        self.query_one("#head", QuietText).show(self._head())
        call, note = self.call, self.query_one("#note", NoteField)
        if call is not None and call.note != self._seen and clean(note.text, NOTE_LIMIT, lines=True) == self._seen:
            self._seen = call.note  # changed elsewhere, and nothing typed here since
            note.text = call.note

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
        label = actions.call_label(self.desk.state, after)
        self.desk.put(label if self._new else f"Edit: {label}", after, quiet=quiet)

    def _note(self) -> dict[str, str]:
        """The note, if it was typed in here since it was last read or saved.

        What was written elsewhere meanwhile (an undo, another window of the same call) is not overwritten.
        """
        text = clean(self.query_one("#note", NoteField).put_right(), NOTE_LIMIT, lines=True)
        if text == self._seen:
            return {}
        self._seen = text
        return {"note": text}

    @on(TextArea.Changed)
    @on(Finder.Typed)
    def _typed(self) -> None:
        """Save half a second after the first letter that is not saved yet, and so on while it is typed."""
        if self._timer is None:
            self._timer = self.set_timer(SAVE_AFTER, self._save)

    def _save(self, **more: Any) -> None:
        """Keep what is typed: the note, and the words for a caller who has not been found in the list (yet)."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        call, finder = self.call, self.query_one(Finder)
        if finder.display and finder.words and call is not None and not call.program:
            more["unknown"] = finder.words
        self._keep(**self._note(), **more)

    @on(Finder.Picked)
    def _picked(self, event: Finder.Picked) -> None:
        if event.program or event.words:
            self._keep(program=event.program, unknown=event.words)
        self.query_one("#program", QuietText).show(self._who())
        self.query_one("#card", QuietText).show(self._card())
        self.query_one(Finder).display = False
        self.query_one("#note", TextArea).focus()

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        name = event.select.id or ""
        value = "" if event.value is Select.NULL else event.value
        self._keep(**{name: value})

    def action_program(self) -> None:
        """Change the program."""
        finder = self.query_one(Finder)
        finder.display = True
        finder.query_one("Input").focus()

    def action_done(self) -> None:
        """The call is over: note, end, out."""
        call = self.call
        self._save(**({} if call is None or call.ended is not None else {"ended": self.desk.clock.now()}))
        self.dismiss(None)

    def action_leave(self) -> None:
        """Out, keeping everything; an unfinished call stays among what is due."""
        self._save()
        self.dismiss(None)

    def keep(self) -> None:
        """The program is about to end: what was typed in the last half second is kept."""
        self._save()


def _known(call: Call) -> bool:
    return bool(call.program or call.unknown)
