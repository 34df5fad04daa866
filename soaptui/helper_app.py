"""The app of the second window that writes into the inbox: one screen, and a heartbeat."""

from soaptui.screens.enduring_app import EnduringApp
from soaptui.screens.inbox.helper_screen import HelperScreen
from soaptui.screens.messages import Messages, kind_of_message
from soaptui.screens.session import Session
from soaptui.screens.themes import DEFAULT_THEME, offer_themes
from soaptui.store.store import Store
from soaptui.week.clock import Clock, beat_after
from soaptui.week.season import Season


class HelperApp(EnduringApp):
    """Reads a store that another window writes to; never waits for it, never locks it, never takes its place."""

    TITLE = "soaptui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, store: Store, clock: Clock, season: Season | None = None) -> None:
        super().__init__()
        self.session = Session(store, clock, season)
        self.session.tell = self.tell
        self.session.drawn = self._was_drawn
        self._telling = Messages(self)
        self._helper = HelperScreen(self.session)
        offer_themes(self, self.session.state.setting("theme", DEFAULT_THEME))

    def _was_drawn(self) -> None:
        if not self._drawn:
            self._drawn = True
            if self._asked_to_leave:
                self.leave()

    def on_mount(self) -> None:
        """The one screen, and the beat."""
        self.push_screen(self._helper)
        self._wait_for_the_second()

    def _wait_for_the_second(self) -> None:
        fraction = self.session.clock.now().microsecond / 1_000_000
        self.set_timer(beat_after(self.session.clock, fraction), self._beat)

    def _beat(self) -> None:
        try:
            self.session.follow()
            if self._helper.is_mounted:
                self._helper.beat()
        finally:
            self._wait_for_the_second()  # whatever failed, the heart goes on

    def tell(self, sentence: str, *, not_saved: bool = False, refused: bool = False) -> None:
        """A sentence to the user, as text and nothing else."""
        self._telling.tell(sentence, self.session.now, kind_of_message(not_saved=not_saved, refused=refused))

    def leave(self) -> None:
        """End. What is written and not sent is kept for the next start."""
        try:
            self._helper.keep_draft()
        finally:
            self.exit()

    def action_leave(self) -> None:
        """The key for it. Where what is written cannot be kept, that is said first, once."""
        if self._helper.keep_draft():
            self.leave()

    async def action_quit(self) -> None:
        """Textual's own way out, on the same key, must lose nothing either."""
        self.action_leave()
