"""What arrives in the inbox while the dashboard runs: said at once, shown in every view, taken or declined."""

from pathlib import Path
from typing import Any

from textual.screen import Screen

from soaptui.inbox import inbox_folder
from soaptui.inbox.inbox_folder import InboxSeen
from soaptui.inbox.inbox_messages import MESSAGE_KINDS, InboxMessage, is_taken, message_line, taking_change
from soaptui.screens.base import View
from soaptui.screens.commands import with_keys
from soaptui.screens.opening import DialogName, open_dialog
from soaptui.screens.session import Session
from soaptui.screens.styles import styles
from soaptui.screens.widgets.steady_text import SteadyText
from soaptui.screens.widgets.top_bar import TopBar

KEYS = "{inbox-take} accepts it, {inbox-decline} declines it"


class InboxLine(SteadyText):
    """The oldest message that waits, below the bar; nothing while none does."""

    DEFAULT_CSS = styles(__file__, "InboxLine")


class Arrivals:
    """Beside one running dashboard: the folder is looked at with each beat, and read where other files lie in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: tuple[str, ...] = ()
        self._seen = InboxSeen()
        self._told: set[str] = set()

    @property
    def _folder(self) -> Path:
        return self._session.store.folder

    @property
    def waiting(self) -> tuple[InboxMessage, ...]:
        """The messages that are not taken yet, the oldest first."""
        return tuple(message for message in self._seen.messages if not is_taken(self._session.state, message))

    def beat(self, screen: Screen[Any]) -> None:
        """Look, say what is new, and show the oldest."""
        names = inbox_folder.inbox_names(self._folder)
        if names != self._names:
            self._names, self._seen = names, inbox_folder.look_into_inbox(self._folder)
            self._tell_new()
        self._tidy()
        self._show(screen)

    def take(self, screen: Screen[Any]) -> None:
        """Take the oldest in. A time opens its interview, with the words in it."""
        message = self._first()
        if message is None or not self._session.commit(taking_change(self._session.state, message)):
            return
        self._session.tell(f"Accepted: {message_line(message)[:80]}. It is {MESSAGE_KINDS[message.kind].becomes}.")
        self._tidy()
        if message.kind == "time":
            from soaptui.screens.calls.interview_dialog import DRAFT

            self._session.remember(DRAFT, f"\t{' '.join(message.text.split())}")
            open_dialog(screen, self._session, DialogName.INTERVIEW, "")
        self._show(screen)

    def decline(self, screen: Screen[Any]) -> None:
        """Put the oldest aside."""
        message = self._first()
        if message is None:
            return
        try:
            inbox_folder.decline_message(self._folder, message)
        except OSError as error:
            self._session.tell(f"It could not be declined: {error.strerror or error}.")
            return
        self._session.tell(f"Declined: {message_line(message)[:80]}. It stays in inbox/declined, in the data folder.")
        self.beat(screen)

    def _first(self) -> InboxMessage | None:
        """The oldest that waits, where something may be done about it; else says why not."""
        waiting = self.waiting
        if not waiting:
            self._session.tell("The inbox is empty. soaptui --helper is a window for the person beside you.")
            return None
        return waiting[0] if self._session.may_write() else None

    def _tell_new(self) -> None:
        new = [message for message in self.waiting if message.id not in self._told]
        self._told |= {message.id for message in new}
        lines = [f"Inbox: {message_line(message)[:120]}" for message in new[:3]]
        if len(new) > len(lines):
            lines.append(f"and {len(new) - len(lines)} more")
        unread = [name for name in self._seen.unread if name not in self._told]
        self._told |= {*unread}
        lines += [f"The inbox has {name}, which is not a message. It stays there." for name in unread[:1]]
        if lines:
            self._session.tell("\n".join(lines))

    def _tidy(self) -> None:
        """Remove the files of what is taken, once that is on disk; by the window that writes."""
        store = self._session.store
        if self._seen.messages and not store.read_only and not store.unsaved:
            for message in self._seen.messages:
                if is_taken(store.state, message):
                    inbox_folder.remove_message(self._folder, message)

    def _show(self, screen: Screen[Any]) -> None:
        if not isinstance(screen, View) or not screen.is_mounted:
            return
        waiting = self.waiting
        said = ""
        if waiting:
            count = f"INBOX 1 of {len(waiting)}" if len(waiting) > 1 else "INBOX"
            said = f"{count} · {message_line(waiting[0])[:300]}\n{with_keys(KEYS)}"
        there = screen.query_one_optional(InboxLine)
        if there is not None:
            there.show(said)
        elif said:
            screen.mount(InboxLine(said), after=screen.query_one(TopBar))
