"""The window of whoever sits beside the user: the day, large, and one thing to write: a message for the inbox."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Label

from soaptui.inbox import inbox_folder, unsent_drafts
from soaptui.inbox.day_beside import URGENT_SECONDS, DayBeside, HourBeside, day_beside
from soaptui.inbox.inbox_folder import MessageStands
from soaptui.inbox.inbox_messages import MESSAGE_KINDS, InboxMessage, message_line, read_message
from soaptui.records import new_id
from soaptui.refusal import Refusal
from soaptui.screens.commands import bindings, with_keys
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.textual_internals.frames import ViewFrames
from soaptui.screens.widgets.board import Board, BoardLine
from soaptui.screens.widgets.field import LineField
from soaptui.screens.widgets.note_field import NoteField
from soaptui.screens.widgets.one_of import OneOf
from soaptui.screens.widgets.steady_text import SteadyDigits, SteadyText
from soaptui.week import words

STANDS: dict[MessageStands, str] = {
    "waiting": "waiting: the main window shows it",
    "taken": "taken",
    "declined": "not taken",
}
"""What became of a message, in words."""

MOST_SHOWN = 3
NOTHING = "Nothing in the next 24 hours."
HINT = (
    "{helper.send} sends it · {helper.kind} kind of message · {helper.day} to the day and back · "
    "{helper.leave} closes"
)


class HelperScreen(ViewFrames):
    """The day and the form. It reads the data, and writes files into the inbox; nothing else.

    What is written and not sent when it closes is kept as a draft, and stands in the form of the next one.
    """

    AUTO_FOCUS = "#who"
    BINDINGS = bindings("helper")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium")]
    DEFAULT_CSS = styles(__file__, "HelperScreen")
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._sent: list[InboxMessage] = []
        self._draft = new_id()
        self._told_not_kept = False

    def compose(self) -> ComposeResult:
        """The day above, the form below."""
        yield SteadyText(id="clocks")
        yield SteadyText(id="talking")
        with Vertical(id="next"):
            yield SteadyText(id="what")
            yield SteadyDigits("", id="figures")
        yield SteadyText(NOTHING, id="nothing")
        yield Board(id="board")
        with Vertical(id="form"):
            with Horizontal(classes="row"):
                yield OneOf([(kind.name, word) for word, kind in MESSAGE_KINDS.items()], "missed", id="kind")
                yield SteadyText(id="said")
            with Horizontal(classes="row"):
                yield Label("who")
                yield LineField(placeholder="a name, or a program", id="who")
                yield Label("number", id="number-label")
                yield LineField(placeholder="their number", id="number")
            yield NoteField("", id="text", placeholder=MESSAGE_KINDS["missed"].write)
            yield SteadyText(id="sent")
            yield SteadyText(with_keys(HINT), id="hint")

    def frame_drawn(self) -> None:
        """It is seen."""
        self.session.drawn()

    def on_mount(self) -> None:
        """Show the day at once, and what was written and not sent the last time."""
        self.beat()
        waiting = unsent_drafts.oldest_draft(self.session.store.folder)
        if waiting is not None:
            self._draft, fields = waiting
            for name in ("who", "number"):
                self.query_one(f"#{name}", LineField).value = fields.get(name, "")
            self._text.add(fields.get("text", ""))
            if fields.get("kind") in MESSAGE_KINDS:
                self.query_one(OneOf).value = fields["kind"]
            self._say("Not sent the last time.")

    def beat(self) -> None:
        """The day at this moment, and what became of what was sent."""
        session = self.session
        day = day_beside(session.state, session.season, session.now, session.zone)
        self._show_day(day)
        data, state = session.store.folder, session.state
        stands = [(each, inbox_folder.what_became_of(data, state, each)) for each in self._sent[-MOST_SHOWN:]]
        self.query_one("#sent", SteadyText).show(
            "\n".join(f"{STANDS[now].upper()} · {message_line(each)}" for each, now in stands)
        )

    def _show_day(self, day: DayBeside) -> None:
        self.query_one("#clocks", SteadyText).show(" · ".join(part for part in (day.eastern, day.home) if part))
        self.query_one("#talking", SteadyText).show("\n".join(day.talking))
        coming = day.coming
        self.query_one("#next").display = coming is not None
        self.query_one("#nothing", SteadyText).show("" if day.hours else NOTHING)
        if coming is not None:
            left = words.seconds_left(coming.at, day.now)
            self.query_one("#what", SteadyText).show(coming.title)
            self.query_one("#figures", SteadyDigits).show(words.countdown_figures(left), urgent=left < URGENT_SECONDS)
        self.query_one(Board).show([self._line(hour, day) for hour in day.hours])

    @staticmethod
    def _line(hour: HourBeside, day: DayBeside) -> BoardLine:
        left = words.seconds_left(hour.at, day.now)
        when = f"in {words.roughly(left)}" if left > 0 else "NOW" if hour.begun else "past"
        look = "warn" if hour.warned else "urgent" if left < URGENT_SECONDS else ""
        below = f"! {hour.warned}" if hour.warned else ""
        return BoardLine(hour.clock, (f"{when} · {hour.title}", hour.when, below), look)

    # -- writing

    def on_one_of_changed(self, event: OneOf.Changed) -> None:
        """Another kind: what is to be written changes with it."""
        self.query_one(NoteField).placeholder = MESSAGE_KINDS[event.value].write  # type: ignore[index]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    def action_kind(self) -> None:
        """The next kind."""
        self.query_one(OneOf).action_step(1)

    def action_day(self) -> None:
        """To the hours, to scroll them, or back to the form."""
        board = self.query_one(Board)
        (self.query_one("#who") if board.has_focus else board).focus()

    def action_send(self) -> None:
        """Put what is written into the inbox."""
        who, number, text = self.query_one("#who", LineField), self.query_one("#number", LineField), self._text
        fields = self._fields()
        try:
            message = read_message(fields, self.session.clock.now())
            inbox_folder.send_message(self.session.store.folder, message)
        except Refusal as refused:
            self._say(str(refused))
            return
        self._sent.append(message)
        who.value = number.value = text.text = ""
        self.keep_draft()  # it is sent, and must not come again
        self._say("Sent.")
        who.focus()
        self.beat()

    def _fields(self) -> dict[str, str]:
        who, number = (self.query_one(f"#{name}", LineField).value for name in ("who", "number"))
        return {"kind": self.query_one(OneOf).value, "who": who, "number": number, "text": self._text.text}

    def keep_draft(self) -> bool:
        """Keep what is written for the next start; False, once, after saying why it cannot be kept."""
        if not self.is_mounted:
            return True
        try:
            unsent_drafts.keep_draft(self.session.store.folder, self._draft, self._fields())
        except OSError as error:
            if self._told_not_kept:
                return True
            self._told_not_kept = True
            self._say(
                with_keys("It cannot be kept: {helper.send} sends it, {helper.leave} again loses it.") + f" {error}"
            )
            return False
        return True

    @property
    def _text(self) -> NoteField:
        return self.query_one(NoteField)

    def take_lines(self, text: str) -> bool:
        """Lines pasted into a field of one line go to the text."""
        self._text.add(text)
        return True

    def _say(self, text: str) -> None:
        self.query_one("#said", SteadyText).show(text)
