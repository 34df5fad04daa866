"""What the keys of every view do, and the commands of the palette: they open a dialog, or go a step back or on."""

import contextlib
import os
from abc import abstractmethod
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import constants
from textual.events import DescendantFocus, Paste

from soaptui.records import Direction
from soaptui.refusal import Refusal
from soaptui.screens import motion, opening
from soaptui.screens.background import Background
from soaptui.screens.base import View
from soaptui.screens.calls import call_opening
from soaptui.screens.commands import key_for
from soaptui.screens.enduring_app import EnduringApp
from soaptui.screens.opening import DialogName
from soaptui.screens.styles import styles
from soaptui.store.change import Change
from soaptui.store.store import NotSaved

if TYPE_CHECKING:
    from soaptui.noise.system import System
    from soaptui.screens.palette_hits import Findable


class CommandedApp(EnduringApp):
    """The app as the keys see it."""

    CSS = EnduringApp.CSS + styles(__file__, "OverTextual")  # before what Textual says of its own widgets
    guard: Background
    _still = False

    def open(self, name: DialogName, *about: Any, then: Callable[[Any], None] | None = None, **options: Any) -> None:
        """Show a dialog over what is in front."""
        opening.open_dialog(self.screen, self.session, name, *about, then=then, **options)

    def action_view(self, name: str) -> None:
        """To another view."""
        if self.current_mode != name:
            self.switch_mode(name)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the terminal and by the system's own program; where neither takes it, by hand from a field."""
        from soaptui import clipboard

        super().copy_to_clipboard(text)
        system = self.system
        if system is None:
            return
        by_hand = partial(self.open, DialogName.COPY, text)
        program = clipboard.clipboard_program(system)
        if program is not None:
            clipboard.copy_by_program(program, text, lambda _: self.call_from_anywhere(by_hand))
        elif clipboard.clipboard_way(system) == "field":
            by_hand()

    @cached_property
    def system(self) -> "System | None":
        """The system whose programs copy; none where no terminal shows this."""
        from soaptui.noise.system import ThisSystem

        return None if self.is_headless else ThisSystem()

    def action_log_call(self, direction: Direction) -> None:
        """It rings. What was told of it goes: it would lie over the call."""
        self.clear_notifications()
        call_opening.log_call(self.screen, self.session, direction)

    def action_log_email(self) -> None:
        """They wrote: to be pasted."""
        if self.session.may_write():
            self.open(DialogName.EMAIL)

    def action_add_offer(self) -> None:
        """An offer stands in R3."""
        if self.session.may_write():
            self.open(DialogName.OFFER)

    def action_interview(self) -> None:
        """They offer an interview: with the program that is looked at, or with one to be found."""
        if self.session.may_write():
            self.open(DialogName.INTERVIEW, self._program_here())

    def action_add_task(self) -> None:
        """Something to do, about the program that is looked at where one is."""
        if self.session.may_write():
            self.open(DialogName.TASK, about=self._program_here())

    def action_first_hour(self) -> None:
        """Monday's first hour, where it is for this user now."""
        from soaptui.prepare.first_hour import is_hour_for

        session = self.session
        if is_hour_for(session.state, session.season, session.now):
            self.open(DialogName.FIRST_HOUR, then=self._open_for_the_hour)
        else:
            self.tell(
                "The first hour is for Match Monday, from 10:00 ET, if you did not match or matched only in part."
            )

    def _open_for_the_hour(self, wanted: tuple[str, str] | None) -> None:
        if wanted is None:
            return
        view, action = wanted
        self.action_view(view)
        if action:
            self.call_later(self._begin_there, action)

    async def _begin_there(self, action: str) -> None:
        namespace, _, name = action.partition(".")
        await (self.screen if namespace == "screen" else self).run_action(name)

    def action_people(self) -> None:
        """Who is who at the program that is looked at."""
        program = self._program_here()
        if not program:
            self.tell("First put the cursor on a program, in Programs or Calls.")
        elif self.session.may_write():
            self.open(DialogName.PEOPLE, program)

    def action_rules(self) -> None:
        """What may be said to the program that is looked at, and to all others."""
        self.open(DialogName.RULES, self._program_here())

    def _program_here(self) -> str:
        return self.screen.program_here() if isinstance(self.screen, View) else ""

    def action_inbox_take(self) -> None:
        """What somebody beside the user wrote down."""
        self.guard.take_from_inbox()

    def action_inbox_decline(self) -> None:
        """It is not wanted."""
        self.guard.decline_from_inbox()

    def action_import_list(self) -> None:
        """A list from a file."""
        if self.session.may_write():
            self.open(DialogName.IMPORT)

    def on_paste(self, event: Paste) -> None:
        """A file dropped on a view, or a list copied elsewhere: shown first, as every import."""
        if isinstance(self.screen, View) and event.text.strip() and self.session.may_write():
            self.open(DialogName.IMPORT, event.text)

    def action_insight(self) -> None:
        """What past Matches and the lists of the week know, of the programs that the filter shows."""
        looked_at = self.screen.programs_narrowed() if isinstance(self.screen, View) else None
        self.open(DialogName.INSIGHT, *(looked_at or ()))

    def action_pack(self) -> None:
        """The power-failure pack: where it is made."""
        self.open(DialogName.PACK)

    def action_calendar(self) -> None:
        """The calendar file for the phone: which one is updated."""
        self.open(DialogName.CALENDAR)

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
            self.tell(f"The copies could not be merged: {error}", refused=True)
            return
        nothing = "No copy has anything that is not here."
        self.tell(nothing if change is None else f"{change.label}. {key_for('undo')} takes it back.")

    def _step(self, step: Callable[[], Change | None], nothing: str) -> None:
        if not self.session.may_write():
            return
        try:
            change = step()
            self.tell(nothing if change is None else change.label)
        except NotSaved as error:
            self.tell(f"NOT SAVED: {error}", not_saved=True)
        except Refusal as error:
            self.tell(str(error), refused=True)

    def action_command_palette(self, text: str = "") -> None:
        """Whatever a few letters find; not a second time where it lies under an alarm, and never over an alarm."""
        if not self._has_open("PaletteDialog", "AlarmScreen"):
            self.open(DialogName.PALETTE, text, then=self._take_found)

    def _has_open(self, *classes: str) -> bool:
        return any(type(screen).__name__ in classes for screen in self.screen_stack)

    def _take_found(self, found: "Findable | None") -> None:
        from soaptui.screens.palette import take_found

        if found is not None:
            take_found(self, found)

    def action_themes(self) -> None:
        """Every theme, each shown while the cursor is on it."""
        self.action_command_palette("theme")

    def settle_motion(self) -> None:
        """From now on things glide and blink, or not, as it is chosen."""
        from soaptui import clipboard

        chosen = self.session.setting(motion.SETTING)
        quiet = constants.TEXTUAL_ANIMATIONS == "none" or clipboard.over_ssh(os.environ)
        self._still = motion.is_still(chosen, os.environ, quiet=quiet)
        self.animation_level = "none" if self._still else "full"

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A cursor that comes to a field rests there, where nothing moves."""
        if self._still and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def action_motion(self) -> None:
        """Motion or none, from now on."""
        self.settle_motion()
        self.session.remember(motion.SETTING, motion.MOVING if self._still else motion.STILL)
        self.settle_motion()
        if os.environ.get(motion.VARIABLE, "").strip():
            self.tell(f"{motion.VARIABLE} is set, and decides: take it away first.")
        else:
            self.tell("Nothing glides or blinks from now on." if self._still else "Things glide and blink again.")

    def action_large(self) -> None:
        """The pane with the focus fills the view; again, or Esc: all of it is shown."""
        screen = self.screen
        if screen.maximized is not None:
            screen.minimize()
        elif screen.focused is not None and screen.focused.display and isinstance(screen, View):
            screen.maximize(screen.focused)

    @abstractmethod
    def keep_theme(self, name: str) -> None:
        """This theme is the one that was chosen."""

    def action_heard(self) -> None:
        """The alarm that the banner names first is heard."""
        self.guard.heard()

    def action_rehearsal(self) -> None:
        """The rehearsal's clock and its report."""
        if self.guard.rehearsing is None:
            self.tell("This is not a rehearsal. soaptui rehearse runs the week on a copy of your data.")
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
        """What can be pressed here first, and where one types, what can be typed; then what every key does."""
        from soaptui.screens.dialogs.help_topics import help_topic_of

        if type(self.screen).__name__ not in ("HelpDialog", "AlarmScreen"):  # nothing covers an alarm
            self.open(DialogName.HELP, help_topic_of(self.screen))

    def action_tour(self) -> None:
        """From view to view, with a sentence on each."""
        from soaptui.screens.dialogs.tour import begin_tour

        begin_tour(self, self.session)

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
