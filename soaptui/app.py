"""The dashboard: views as modes, one heartbeat aligned to the second, signals, and saving behind the journal."""

import contextlib
import gc
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, ClassVar

from textual.app import App, InvalidThemeError
from textual.binding import BindingType
from textual.events import Paste

from soaptui.records import Direction
from soaptui.refusal import Refusal
from soaptui.screens import opening
from soaptui.screens.background import Background
from soaptui.screens.backups.second_set_timer import SecondCopy
from soaptui.screens.base import Dialog, View
from soaptui.screens.calls import call_opening
from soaptui.screens.commands import bindings, key_for
from soaptui.screens.enduring_app import EnduringApp
from soaptui.screens.messages import Messages
from soaptui.screens.opening import DialogName
from soaptui.screens.palette import Commands
from soaptui.screens.saving import Saving
from soaptui.screens.self_opening import SelfOpening
from soaptui.screens.session import Session
from soaptui.screens.textual_internals.app_and_screens import by_todays_rules
from soaptui.store.change import Change
from soaptui.store.store import NotSaved, Store
from soaptui.week.clock import Clock, beat_after
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season

VIEWS = {
    "timeline": "TimelineView",
    "programs": "ProgramsView",
    "calls": "CallsView",
    "offers": "OffersView",
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

TIDY_EVERY, PAUSE = 20.0, 2.0
"""Seconds between two passes of the collector, and of a pause in which one may be made."""

WHOLE_PASS = 15
"""Every so many passes look through everything; the others through what was made since the one before."""

YOUNG, OLD = 1, 2
"""The collector's generations: what no pass has looked at yet, and all."""

PALETTE = "--command-palette"
"""The id that Textual gives to its palette."""


class SoapTuiApp(EnduringApp):
    """The dashboard on a store and a clock; on the season of that moment where none is given."""

    TITLE = "soaptui"
    DEFAULT_CSS = """
    Toast { width: auto; max-width: 64; padding: 0 1; margin-top: 0; }
    """
    ALARMS: ClassVar[bool] = True
    """Whether alarms ring; a test of something else may do without."""

    DEFAULT_MODE: str = "timeline"  # type: ignore[misc]  # a window that only reads begins with another view
    COMMANDS: ClassVar = App.COMMANDS | {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("")]

    def __init__(self, store: Store, clock: Clock, season: Season | None = None) -> None:
        if store.read_only:
            self.DEFAULT_MODE = "day"  # before Textual looks at it
        super().__init__()
        self.session = Session(store, clock, season)
        self.session.tell = self.tell
        self.session.settings_changed = self._redraw
        self.session.took_over = self._took_over
        for name in VIEWS:
            self.add_mode(name, partial(self._make_view, name))
        with contextlib.suppress(InvalidThemeError):
            self.theme = self.session.state.setting("theme", self.theme)
        self.guard = Background(self, self.session)
        self.second = SecondCopy(self, self.session)
        # Of before this start: a call that is taken before the first frame is out is no leftover.
        self._left = [call for call in store.state.calls.values() if is_unfinished(call)]
        self._unasked = SelfOpening(self, self._typing)
        self.session.drawn, self.session.ask = self._was_drawn, self._unasked.add
        self._begun = False
        self._tidy_from = float("inf")
        self._passes = 0
        self._telling = Messages(self)
        self._saving = Saving(self, self.session, self._say)

    def _make_view(self, name: str) -> View:
        view = view_class(name)(self.session)
        by_todays_rules(self, view)
        return view

    # -- the start and the end

    def on_mount(self) -> None:
        """The heartbeat; then what has to be said first."""
        self.theme_changed_signal.subscribe(self, lambda changed: self._other_colours(changed.name))
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
        self._typing.begin()
        self._unasked.begin()
        self._say_first()

    @property
    def has_begun(self) -> bool:
        """Whether keys are taken, and what had to be said and asked first has been."""
        return self._begun and self._unasked.is_empty

    def _other_colours(self, theme: str) -> None:
        self.session.remember("theme", theme)
        self.session.ahead.forget()
        call_opening.make_ahead(self, self.session)

    def _say_first(self) -> None:
        store = self.session.store
        self._saving.say_notices()
        if store.read_only:
            said = f"Read-only: {store.read_only}. Everything is shown live; once that ends, this window writes."
            if store.lost:
                # Somebody has to do something.
                self._say("READ-ONLY", [said])
            else:
                self.tell(said)
        elif "me" not in self.session.state.profile and not self.session.state.setting("welcomed"):
            self._unasked.add(lambda: self.open(DialogName.PROFILE, first=True))
        elif self._left:
            self._unasked.add(self._ask_unfinished)

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
        """The first frame is out: fetch what the first keys will need.

        What is in memory by now stays for the whole run, so the collector need not look through it again and
        again: a full pass over some thousand records costs a tenth of a second, in the middle of a word.
        """
        if not self._begun:
            self.set_timer(READY_AFTER / 10, self._get_ready)
            return
        opening.preload()
        if self.ALARMS:
            self.guard.start()
        for name in VIEWS:
            view_class(name)
        call_opening.make_ahead(self, self.session)
        gc.collect()
        gc.freeze()
        self._tidy_from = time.monotonic() + TIDY_EVERY

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
        if self._exit:
            return  # it is ending: what would be begun now would not be ended
        self._saving.beat(drawn=self._drawn)
        self._tidy()
        if self._drawn:
            self.guard.beat()
            self.second.beat()
        for screen in self.screen_stack:
            if isinstance(screen, View):
                screen.pulse()
            elif isinstance(screen, Dialog) and screen.is_mounted:
                screen.beat(self.session.agenda())
        self._unasked.look()
        self._wait_for_the_second()

    def _wait_for_the_second(self) -> None:
        fraction = self.session.clock.now().microsecond / 1_000_000
        self.set_timer(beat_after(self.session.clock, fraction), self._beat)

    def _tidy(self) -> None:
        """The collector works between the beats of somebody who pauses, and never in the middle of a word."""
        now = time.monotonic()
        if now >= self._tidy_from and now - self._typing.typed_at >= PAUSE:
            self._tidy_from = now + TIDY_EVERY
            self._passes += 1
            gc.collect(YOUNG if self._passes % WHOLE_PASS else OLD)

    def _redraw(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, View) and screen.is_mounted:
                    screen.changed()

    def tell(self, sentence: str) -> None:
        """A sentence to the user, as text and nothing else."""
        self._telling.tell(sentence, unsaved=bool(self.session.store.unsaved))

    # -- commands

    def open(self, name: DialogName, *about: Any, then: Callable[[Any], None] | None = None, **options: Any) -> None:
        """Show a dialog over what is in front."""
        opening.open_dialog(self.screen, self.session, name, *about, then=then, **options)

    def action_view(self, name: str) -> None:
        """To another view."""
        if self.current_mode != name:
            self.switch_mode(name)

    def action_log_call(self, direction: Direction) -> None:
        """It rings. What was told of it goes: it would lie over the call."""
        self.clear_notifications()
        call_opening.log_call(self.screen, self.session, direction)

    def action_add_offer(self) -> None:
        """An offer stands in R3."""
        if self.session.may_write():
            self.open(DialogName.OFFER)

    def action_interview(self) -> None:
        """They offer an interview: with the program that is looked at, or with one to be found."""
        if self.session.may_write():
            self.open(DialogName.INTERVIEW, self._program_here())

    def action_rules(self) -> None:
        """What may be said to the program that is looked at, and to all others."""
        self.open(DialogName.RULES, self._program_here())

    def _program_here(self) -> str:
        return self.screen.program_here() if isinstance(self.screen, View) else ""

    def action_import_list(self) -> None:
        """A list from a file."""
        if self.session.may_write():
            self.open(DialogName.IMPORT)

    def on_paste(self, event: Paste) -> None:
        """A file dropped on a view, or a list copied elsewhere: shown first, as every import."""
        if isinstance(self.screen, View) and event.text.strip() and self.session.may_write():
            self.open(DialogName.IMPORT, event.text)

    def action_profile(self) -> None:
        """Home zone, visa need, match status."""
        if self.session.may_write():
            self.open(DialogName.PROFILE)

    def action_undo(self) -> None:
        """Take the last thing back."""
        self._step(self.session.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._step(self.session.store.redo, "Nothing to redo.")

    def action_history(self) -> None:
        """Every change, to be searched and undone up to any."""
        opening.open_or_return(self.screen, self.session, DialogName.HISTORY)

    def action_backups(self) -> None:
        """What there is to go back to."""
        opening.open_or_return(self.screen, self.session, DialogName.BACKUPS)

    def action_merge_copies(self) -> None:
        """Take in what a sync tool's copies hold, as one change."""
        from soaptui.store import merging_copies

        if not self.session.may_write():
            return
        try:
            change = merging_copies.merge_sync_copies(self.session.store, self.session.clock.now())
        except (OSError, NotSaved, Refusal) as error:
            self.tell(f"The copies could not be taken in: {error}")
            return
        nothing = "No copy holds anything that is not here."
        self.tell(nothing if change is None else f"{change.label}. {key_for('undo')} takes it back.")

    def _step(self, step: Callable[[], Change | None], nothing: str) -> None:
        if not self.session.may_write():
            return
        try:
            change = step()
            self.tell(nothing if change is None else change.label)
        except NotSaved as error:
            self.tell(f"NOT SAVED: {error}")
        except Refusal as error:
            self.tell(str(error))

    def action_command_palette(self) -> None:
        """All commands; not a second time where the palette lies under an alarm, and never over an alarm."""
        if not any(screen.id == PALETTE or type(screen).__name__ == "AlarmScreen" for screen in self.screen_stack):
            super().action_command_palette()

    def action_heard(self) -> None:
        """The alarm that the banner names first is heard."""
        self.guard.heard()

    def action_rehearsal(self) -> None:
        """The rehearsal's clock and its report."""
        if self.guard.rehearsing is None:
            self.tell("This is no rehearsal: soaptui rehearse runs the week on a copy of your data.")
        else:
            self.guard.rehearsing.control()

    def action_clock_check(self) -> None:
        """Does the phone agree with this clock?"""
        if not isinstance(self.screen, opening.dialog_class(DialogName.CLOCK)):
            self.open(DialogName.CLOCK)

    def action_alarm_times(self) -> None:
        """When alarms ring; and a test."""
        if self.guard.ringing is not None:
            self.open(DialogName.ALARM_TIMES, self.guard.ringing.test)

    def action_help(self) -> None:
        """What every key does."""
        self.open(DialogName.HELP)

    async def action_quit(self) -> None:
        """Leave; with something unsaved, or with an offer open, only after asking."""
        store = self.session.store
        with contextlib.suppress(NotSaved):
            if store.unsaved:
                store.retry()
        if not store.unsaved:
            self._leave_unless_something_runs_out()
            return
        self.open(DialogName.QUIT, then=lambda answer: self.leave() if answer else None)

    def _leave_unless_something_runs_out(self) -> None:
        """Leave; asked once before that where an offer is open or an interview near, but for who looks on."""
        from soaptui.week import leaving

        session = self.session
        why = leaving.reasons(session.state, session.season, session.now, session.zone)
        if not why or session.store.read_only or isinstance(self.screen, opening.dialog_class(DialogName.LEAVE)):
            self.leave()
        else:
            self.open(DialogName.LEAVE, why, then=lambda sure: self.leave() if sure else None)
