"""The dashboard: views as modes, one heartbeat aligned to the second, signals, and saving behind the journal."""

from functools import partial
from importlib import import_module
from typing import Any, ClassVar

from textual.binding import BindingType

from soaptui.screens import opening
from soaptui.screens.after.pack_timer import EveningPaper
from soaptui.screens.background import Background
from soaptui.screens.backups.second_set_timer import SecondCopy
from soaptui.screens.base import OverAView, View
from soaptui.screens.calls import call_opening
from soaptui.screens.commanded_app import CommandedApp
from soaptui.screens.commands import bindings, choose_keys, key_for
from soaptui.screens.garbage_passes import GarbagePasses
from soaptui.screens.messages import Messages, kind_of_message
from soaptui.screens.opening import DialogName
from soaptui.screens.saving import Saving
from soaptui.screens.self_opening import SelfOpening
from soaptui.screens.session import Session
from soaptui.screens.textual_internals.app_and_screens import all_screens, by_todays_rules
from soaptui.screens.themes import DEFAULT_THEME, offer_themes
from soaptui.store.store import Store
from soaptui.week.clock import Clock, beat_after
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season

VIEWS = {
    "timeline": "TimelineView",
    "programs": "ProgramsView",
    "calls": "CallsView",
    "offers": "OffersView",
    "prepare": "PrepareView",
    "practise": "PractiseView",
    "after": "AfterView",
    "day": "DayView",
}


def view_class(name: str) -> type[View]:
    """The class of a view, imported when it is wanted first: the first frame needs the timeline alone."""
    view: type[View] = getattr(import_module(f"soaptui.screens.{name}.view"), VIEWS[name])
    return view


READY_AFTER = 1.0
"""Seconds after the start at which the dialogs' imports are fetched, when nobody is waiting for a frame."""

DRAWN_AT_LAST = 5.0
"""Seconds after which keys are taken and questions asked without anything having been drawn."""


class SoapTuiApp(CommandedApp):
    """The dashboard on a store and a clock; on the season of that moment where none is given."""

    TITLE = "soaptui"
    ALARMS: ClassVar[bool] = True
    """Whether alarms ring; a test of something else may do without."""

    DEFAULT_MODE: str = "timeline"  # type: ignore[misc]  # a window that only reads begins with another view
    ENABLE_COMMAND_PALETTE = False  # there is one of its own
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("")]

    def __init__(self, store: Store, clock: Clock, season: Season | None = None) -> None:
        if store.read_only:
            self.DEFAULT_MODE = "day"  # before Textual looks at it
        super().__init__()
        self.session = Session(store, clock, season)
        self.session.hurry(True)
        self.session.tell = self.tell
        self.session.tell_not_saved = partial(self.tell, not_saved=True)
        self.session.tell_refused = partial(self.tell, refused=True)
        self.session.settings_changed = self._redraw
        self.session.took_over = self._took_over
        for name in VIEWS:
            self.add_mode(name, partial(self._make_view, name))
        offer_themes(self, self.session.state.setting("theme", DEFAULT_THEME))
        self.guard = Background(self, self.session)
        self.second = SecondCopy(self, self.session)
        self.paper = EveningPaper(self, self.session, lambda: self.guard.rehearsing is not None)
        # Of before this start: a call that is taken before the first frame is out is no leftover.
        self._left = [call for call in store.state.calls.values() if is_unfinished(call)]
        self._unasked = SelfOpening(self, self._typing)
        self.session.drawn, self.session.ask = self._was_drawn, self._unasked.add
        self._begun = False
        self._garbage = GarbagePasses()
        self._telling = Messages(self, partial(key_for, "messages"))
        self._keys_not_used: tuple[str, ...] = ()
        self._saving = Saving(self, self.session, self._say)

    def _make_view(self, name: str) -> View:
        view = view_class(name)(self.session)
        by_todays_rules(self, view)
        return view

    # -- the start and the end

    def on_mount(self) -> None:
        """The heartbeat; then what has to be said first."""
        self.theme_changed_signal.subscribe(self, lambda changed: self._other_colours(changed.name))
        self._take_own_keys()
        self._wait_for_the_second()  # the view draws itself
        self.set_timer(READY_AFTER, self._get_ready)
        self.screen_change_signal.subscribe(self, lambda screen: self._unasked.look())
        self._typing.hold()
        self.set_timer(DRAWN_AT_LAST, self._was_drawn)

    def _was_drawn(self) -> None:
        """A frame is out; before the first one nothing is taken, asked or rung."""
        if not self._drawn:
            self._drawn = True
            self.call_later(self._begin)

    def _begin(self) -> None:
        """From now on keys are taken, and dialogs open over the view."""
        if self._asked_to_leave:
            self.leave()
            return
        self._begun = True
        self.session.hurry(False)  # the next beat shows it
        self._typing.begin()
        self._unasked.begin()
        self._say_first()

    @property
    def has_begun(self) -> bool:
        """Whether keys are taken, and what had to be said and asked first has been."""
        return self._begun and self._unasked.is_empty

    def _other_colours(self, theme: str) -> None:
        if theme == self.theme and not self._has_open("PaletteDialog"):  # there it is only looked at
            self.keep_theme(theme)

    def keep_theme(self, theme: str) -> None:
        """This theme is the one that was chosen; what is drawn ahead is drawn anew in its colours."""
        self.session.remember("theme", theme)
        self.session.ahead.forget()
        call_opening.make_ahead(self, self.session)

    def _take_own_keys(self) -> None:
        """The keys that the user chose, from the file beside the data, if there is one."""
        folder = self.session.store.folder
        if not (folder / "keys.toml").exists():
            return
        from soaptui.screens.keymap_file import read_own_keys

        own = read_own_keys(folder)
        self._keys_not_used = own.problems
        if own.chosen:
            self.set_keymap(choose_keys(own.chosen))

    def _say_first(self) -> None:
        store = self.session.store
        self._saving.say_notices()
        if self._keys_not_used:
            self._say("YOUR KEYS", [*self._keys_not_used])
        if store.read_only:
            said = (
                f"Read-only: {store.read_only}. You see everything live. When that one closes, this window can save."
            )
            if store.lost:
                # Somebody has to do something.
                self._say("READ-ONLY", [said])
            else:
                self.tell(said)
        elif "me" not in self.session.state.profile and not self.session.state.setting("welcomed"):
            self._unasked.add(self._ask_first)
        elif self.session.state.setting("first-questions") == "next":
            self._unasked.add(self._ask_further)
        elif self._left:
            self._unasked.add(self._ask_unfinished)

    def _ask_first(self) -> None:
        from soaptui.screens.dialogs.first_minutes import begin_first_minutes

        begin_first_minutes(self, self.session)

    def _ask_further(self) -> None:
        from soaptui.screens.dialogs.first_minutes import ask_further

        ask_further(self, self.session)

    def push_screen(self, *arguments: Any, **options: Any) -> Any:
        """Show a screen over what is in front; a dialog that gives way goes."""
        if self._begun and getattr(self.screen, "gives_way", False):
            self.pop_screen()
        return super().push_screen(*arguments, **options)

    def _say(self, title: str, sentences: list[str]) -> None:
        """Something that stands until it has been read, as soon as nobody is typing."""
        self._unasked.add(lambda: self.open(DialogName.NOTICE, title, sentences))

    def _took_over(self, said: str) -> None:
        self._telling.forget()  # that this window only reads is true no longer
        self._saving.took_over(said)

    def _ask_unfinished(self) -> None:
        left = [call for one in self._left if (call := self.session.state.calls.get(one.id)) and is_unfinished(call)]
        if left:
            newest_first = sorted(left, key=lambda call: call.started, reverse=True)
            call_opening.ask_unfinished(self.screen, self.session, newest_first)

    def _get_ready(self) -> None:
        """The first frame is out: fetch what the first keys will need."""
        if not self._begun:
            self.set_timer(READY_AFTER / 10, self._get_ready)
            return
        opening.preload()
        self.settle_motion()
        self.guard.attend_inbox()
        if self.ALARMS:
            self.guard.start()
        for name in VIEWS:
            view_class(name)
        call_opening.make_ahead(self, self.session)
        self._garbage.begin()

    def leave(self) -> None:
        """End. What is typed is kept, the store closed, its lock given up first; then the framework leaves."""
        try:
            self.secure()
            self.guard.end()
        finally:
            self.exit()

    # -- the heartbeat

    def _beat(self) -> None:
        """Once a second, just after the second begins: look at the clock anew, never count down."""
        if self.is_ending:
            return  # what would be begun now would not be ended
        try:
            self._do_of_the_second()
        finally:
            self._wait_for_the_second()  # whatever failed, the heart goes on

    def _do_of_the_second(self) -> None:
        self._saving.beat(drawn=self._drawn)
        self._garbage.beat(self._typing.typed_at)
        if self._drawn:
            self.guard.beat()
            self.second.beat()
            self.paper.beat()
        for screen in self.screen_stack:
            if isinstance(screen, View):
                screen.pulse()
            elif isinstance(screen, OverAView) and screen.is_mounted:
                screen.beat(self.session.agenda())
        self._unasked.look()

    def _wait_for_the_second(self) -> None:
        fraction = self.session.clock.now().microsecond / 1_000_000
        self.set_timer(beat_after(self.session.clock, fraction), self._beat)

    def _redraw(self) -> None:
        for screen in all_screens(self):
            if isinstance(screen, View) and screen.is_mounted:
                screen.changed()

    def tell(self, sentence: str, *, not_saved: bool = False, refused: bool = False) -> None:
        """A sentence to the user, as text and nothing else; or why something was not saved or was `refused`."""
        kind = kind_of_message(not_saved=not_saved, refused=refused)
        self._telling.tell(sentence, self.session.now, kind, unsaved=bool(self.session.store.unsaved))

    def action_messages(self) -> None:
        """What was said in passing, in full."""
        self.open(DialogName.MESSAGES, self._telling.all_told)
