"""The dashboard: views as modes, one heartbeat aligned to the second, signals, and saving behind the journal."""

import asyncio
import contextlib
import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import ClassVar

from textual.app import App, InvalidThemeError
from textual.binding import BindingType
from textual.events import Paste

from screens.base import Dialog, View
from screens.commands import bindings
from screens.desk import Desk
from screens.dialogs import opening
from screens.enduring import EnduringApp
from screens.palette import Commands
from screens.secondcopy import SecondCopy
from screens.unasked import Unasked
from screens.watch import Watch
from soaptui.records import Direction
from soaptui.refusal import Refusal
from soaptui.store.change import Change
from soaptui.store.store import NotSaved, Store
from soaptui.text import shown_lines
from soaptui.week.clock import Clock, beat_after
from soaptui.week.promises import unfinished
from soaptui.week.season import Season

VIEWS = {"timeline": "Timeline", "programs": "Programs", "calls": "Calls", "offers": "Offers", "day": "Day"}


def view_class(name: str) -> type[View]:
    """The class of a view, imported when it is wanted first: the first frame needs the timeline alone."""
    view: type[View] = getattr(import_module(f"screens.{name}"), VIEWS[name])
    return view


READY_AFTER = 1.0
"""Seconds after the start at which the dialogs' imports are fetched, when nobody is waiting for a frame."""

DRAWN_AT_LAST = 5.0
"""Seconds after which keys are taken and questions asked without any view having been drawn."""

PALETTE = "--command-palette"
"""The id that Textual gives to its palette."""

JUST_TOLD = 3
"""For so many seconds a sentence stays above the next one: an alarm must not hide what was odd about an offer."""

READ_A_SECOND = 15
"""So many letters a tired person reads in a second, in a language that is not theirs."""

PROBLEM_AGAIN = 30
"""Seconds after which a save that still fails is said again."""


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
        self.desk = Desk(store, clock, season)
        self.desk.tell = self.tell
        self.desk.settings_changed = self._redraw
        self.desk.took_over = self._took_over
        for name in VIEWS:
            self.add_mode(name, partial(self._make_view, name))
        with contextlib.suppress(InvalidThemeError):
            self.theme = self.desk.state.setting("theme", self.theme)
        self.guard = Watch(self, self.desk)
        self.second = SecondCopy(self, self.desk)
        # Of before this start: a call that is taken before the first frame is out is no leftover.
        self._left = [call for call in store.state.calls.values() if unfinished(call)]
        self._beats_since_problem = PROBLEM_AGAIN
        self._unasked = Unasked(self, self._typing)
        self.desk.view_drawn, self.desk.ask = self._view_drawn, self._unasked.add
        self._begun = False
        self._saving = False
        self._told_notices = 0
        self._told = ("", 0.0)
        self._told_troubles: set[str] = set()

    def _make_view(self, name: str) -> View:
        return view_class(name)(self.desk)

    # -- the start and the end

    def on_mount(self) -> None:
        """The heartbeat; then what has to be said first."""
        self.theme_changed_signal.subscribe(self, lambda changed: self._other_colours(changed.name))
        self._beat()
        self.set_timer(READY_AFTER, self._get_ready)
        self.screen_change_signal.subscribe(self, lambda screen: self._unasked.look())
        self._typing.hold()
        self.set_timer(DRAWN_AT_LAST, self._view_drawn)

    def _view_drawn(self) -> None:
        """A view is on the terminal for the first time."""
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
        self.desk.remember("theme", theme)
        self.desk.ahead.forget()
        opening.make_ahead(self, self.desk)

    def _say_first(self) -> None:
        store = self.desk.store
        self._say_notices()
        if store.read_only:
            said = f"Read-only: {store.read_only}. Everything is shown live; once that ends, this window writes."
            if store.lost:
                # Somebody has to do something.
                self._unasked.add(lambda: opening.say(self.screen, self.desk, "READ-ONLY", [said]))
            else:
                self.tell(said)
        elif "me" not in self.desk.state.profile and not self.desk.state.setting("welcomed"):
            self._unasked.add(lambda: opening.profile(self.screen, self.desk, first=True))
        elif self._left:
            self._unasked.add(self._ask_unfinished)

    def _ask_unfinished(self) -> None:
        left = [call for one in self._left if (call := self.desk.state.calls.get(one.id)) and unfinished(call)]
        if left:
            opening.unfinished(self.screen, self.desk, sorted(left, key=lambda call: call.started, reverse=True))

    def _get_ready(self) -> None:
        """The first frame is out: fetch what the first keys will need.

        What is in memory by now stays for the whole run, so the collector need not look through it again and
        again: a full pass over some thousand records costs a tenth of a second, in the middle of a word.
        """
        opening.preload()
        if self.ALARMS:
            self.guard.start()
        for name in VIEWS:
            view_class(name)
        opening.make_ahead(self, self.desk)
        gc.enable()
        gc.collect()
        gc.freeze()

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
        self._keep_store()
        if self._drawn:
            self.guard.beat()
            self.second.beat()
        for screen in self.screen_stack:
            if isinstance(screen, View):
                screen.pulse()
            elif isinstance(screen, Dialog) and screen.is_mounted:
                screen.beat(self.desk.agenda())
        self._unasked.look()
        fraction = self.desk.clock.now().microsecond / 1_000_000
        self.set_timer(beat_after(self.desk.clock, fraction), self._beat)

    def _keep_store(self) -> None:
        store = self.desk.store
        if store.read_only:
            if (news := self.desk.follow()) and self._drawn:
                self.tell(news)
            return
        if store.unsaved:
            self._try_again()
        store.watch()
        if self._drawn:
            self._tell_notices()
        if store.snapshot_due() and not self._saving:
            self._saving = True
            self.run_worker(self._snapshot(), exit_on_error=False)

    def _took_over(self, said: str) -> None:
        """This window writes from now on: it says so, its dialogs can be used, what had to be recovered is said."""
        self._told = ("", 0.0)  # that this window only reads is true no longer
        self.tell(said)
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Dialog) and screen.is_mounted:
                    screen.writes_now()
        self._say_notices()

    def _try_again(self) -> None:
        try:
            self.desk.store.retry()
            self.tell("Everything is saved again.")
            self._beats_since_problem = PROBLEM_AGAIN
        except NotSaved as error:
            self._beats_since_problem += 1
            if self._beats_since_problem >= PROBLEM_AGAIN:
                self._beats_since_problem = 0
                self.tell(f"NOT SAVED: {error}. It is tried again every second; leave this window open.")

    async def _snapshot(self) -> None:
        """store.json, in a thread of its own; if the disk refuses, the journal still holds all of it."""
        try:
            await asyncio.to_thread(self.desk.store.write_snapshot)
        except OSError as error:
            self.log.warning(f"store.json: {error}")
        finally:
            self._saving = False
            self._tell_notices()

    def _say_notices(self) -> None:
        """What had to be recovered stands until it has been read."""
        new, self._told_notices = self.desk.store.notices[self._told_notices :], len(self.desk.store.notices)
        if new:
            self._unasked.add(lambda: opening.say(self.screen, self.desk, "RECOVERED", new))

    def _tell_notices(self) -> None:
        for notice in self.desk.store.notices[self._told_notices :]:
            self.tell(notice)
        self._told_notices = len(self.desk.store.notices)
        for trouble in self.desk.store.troubles():
            if trouble.text not in self._told_troubles:
                self._told_troubles.add(trouble.text)
                self.tell(trouble.text)

    def _redraw(self) -> None:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, View) and screen.is_mounted:
                    screen.changed()

    def tell(self, sentence: str) -> None:
        """A sentence to the user, as text and nothing else."""
        urgent = sentence.startswith("NOT SAVED")
        now, text = asyncio.get_running_loop().time(), sentence
        if not urgent and not self.desk.store.unsaved:
            self.clear_notifications()  # the newest says it; a pile of them would cover the lists
            before, when = self._told
            text = f"{before}\n{sentence}" if now - when < JUST_TOLD and before != sentence else sentence
        self._told = (sentence, now)
        self.notify(
            shown_lines(text),
            markup=False,
            severity="error" if urgent else "information",
            timeout=30 if urgent else max(6, len(text) / READ_A_SECOND),
        )

    # -- commands

    def action_view(self, name: str) -> None:
        """To another view."""
        if self.current_mode != name:
            self.switch_mode(name)

    def action_log_call(self, direction: Direction) -> None:
        """It rings. What was told of it goes: it would lie over the call."""
        self.clear_notifications()
        opening.log_call(self.screen, self.desk, direction)

    def action_add_offer(self) -> None:
        """An offer stands in R3."""
        if self.desk.may_write():
            opening.add_offer(self.screen, self.desk)

    def action_interview(self) -> None:
        """They offer an interview: with the program that is looked at, or with one to be found."""
        opening.interview(self.screen, self.desk, self._program_here())

    def action_rules(self) -> None:
        """What may be said to the program that is looked at, and to all others."""
        opening.contact_rules(self.screen, self.desk, self._program_here())

    def _program_here(self) -> str:
        return self.screen.program_here() if isinstance(self.screen, View) else ""

    def action_import_list(self) -> None:
        """A list from a file."""
        if self.desk.may_write():
            opening.import_list(self.screen, self.desk)

    def on_paste(self, event: Paste) -> None:
        """A file dropped on a view, or a list copied elsewhere: shown first, as every import."""
        if isinstance(self.screen, View) and event.text.strip() and self.desk.may_write():
            opening.import_list(self.screen, self.desk, event.text)

    def action_profile(self) -> None:
        """Home zone, visa need, match status."""
        if self.desk.may_write():
            opening.profile(self.screen, self.desk)

    def action_undo(self) -> None:
        """Take the last thing back."""
        self._step(self.desk.store.undo, "Nothing to undo.")

    def action_redo(self) -> None:
        """Bring it back."""
        self._step(self.desk.store.redo, "Nothing to redo.")

    def action_history(self) -> None:
        """Every change, to be searched and undone up to any."""
        opening.history(self.screen, self.desk)

    def action_backups(self) -> None:
        """What there is to go back to."""
        opening.backups(self.screen, self.desk)

    def _step(self, step: Callable[[], Change | None], nothing: str) -> None:
        if not self.desk.may_write():
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
        opening.clock_check(self.screen, self.desk)

    def action_alarm_times(self) -> None:
        """When alarms ring; and a test."""
        if self.guard.ringing is not None:
            opening.alarm_times(self.screen, self.desk, self.guard.ringing)

    def action_help(self) -> None:
        """What every key does."""
        opening.show_help(self.screen, self.desk)

    async def action_quit(self) -> None:
        """Leave; with something unsaved, or with an offer open, only after asking."""
        store = self.desk.store
        with contextlib.suppress(NotSaved):
            if store.unsaved:
                store.retry()
        if not store.unsaved:
            opening.leave(self.screen, self.desk, self.leave)
            return
        opening.ask_before_quitting(self.screen, self.desk, self.leave)
