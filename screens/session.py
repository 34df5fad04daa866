"""What every screen works on: the store, the clock, the season. Handed in, so that a test can hand in its own."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from soaptui.counted import many
from soaptui.records import Record, Setting, State, program_title
from soaptui.refusal import Refusal
from soaptui.screens.commands import key_for
from soaptui.screens.worked_out import CurrentAgenda, CurrentPrograms, CurrentSeason
from soaptui.store import cutting
from soaptui.store.change import Change, build_change
from soaptui.store.store import NotSaved, Store
from soaptui.week import zones
from soaptui.week.agenda import Agenda
from soaptui.week.clock import Clock
from soaptui.week.offers import closed_programs
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season

if TYPE_CHECKING:
    from soaptui.calls.program_finder import CallerIndex
    from soaptui.programs.listing import ProgramRow
    from soaptui.programs.name_list import NameList
    from soaptui.screens.dialog_ahead import DialogAhead


MOST_TOLD = 2_000
"""So many shortened lines are remembered; the widths of a window that is being pulled make more and more of them."""


class Session:
    """Store, clock and season, and what is read from them together.

    `tell` is called with a sentence for the user, `tell_not_saved` whenever something could not be saved,
    `tell_refused` whenever it was not done; the app shows it.
    `settings_changed` is called where a preference was changed that is not kept, `took_over` (with a sentence) once
    this window has become the one that writes, `drawn` when a frame has been drawn; `ask`
    opens a question that nobody asked for, when nobody is typing.
    """

    def __init__(self, store: Store, clock: Clock, season: Season | None = None) -> None:
        self.store = store
        self.clock = clock
        self._season = CurrentSeason(clock, season)
        self._agenda = CurrentAgenda()
        self._programs = CurrentPrograms()
        self.tell: Callable[[str], None] = lambda sentence: None
        self.tell_not_saved: Callable[[str], None] = lambda sentence: self.tell(sentence)
        self.tell_refused: Callable[[str], None] = lambda sentence: self.tell(sentence)
        self._own_settings: dict[str, str] = {}
        self.settings_changed: Callable[[], None] = lambda: None
        self.drawn: Callable[[], None] = lambda: None
        self.ask: Callable[[Callable[[], None]], None] = lambda opens: opens()
        self.took_over: Callable[[str], None] = lambda said: None
        self._system_zone: str | None = None
        self._cut: set[str] = set()
        self.half_typed: dict[str, str] = {}
        """What was typed into a dialog that was left without Enter: it stands there when it opens again."""
        self.hurries = False
        self._told_of: object = None
        self._told: dict[tuple[int, str, str], str] = {}
        self.they_say: Callable[[str], str] = lambda call_id: ""
        self.rehearsal_pieces: Callable[[], list[tuple[str, str]]] = lambda: [("REHEARSAL", "warning")]

    @cached_property
    def ahead(self) -> "DialogAhead[Any]":
        """The dialog of the next call; the first truth, which has no framework yet, does without."""
        from soaptui.screens.dialog_ahead import DialogAhead

        return DialogAhead()

    @property
    def state(self) -> State:
        """Everything that is kept."""
        return self.store.state

    @property
    def season(self) -> Season:
        """Match Week with the user's word on its times: the one that was given, or the one of this moment."""
        return self._season.of(self.state)

    @property
    def now(self) -> datetime:
        """The moment. It is not rounded: what is left until a deadline must never be shown larger than it is."""
        return self.clock.now()

    @property
    def zone(self) -> str:
        """The user's zone: the profile's, else this computer's, else UTC, which is then what is shown."""
        zone = self.state.me.zone or self._computers_zone()
        return zone if zone and zones.is_zone(zone) else "UTC"

    @property
    def zone_is_known(self) -> bool:
        """Whether the user's zone could be told at all."""
        return bool(self.state.me.zone or self._computers_zone())

    def _computers_zone(self) -> str:
        if self._system_zone is None:
            self._system_zone = zones.system_zone()
        return self._system_zone

    def rows(self) -> "list[ProgramRow]":
        """The programs with tiers and applications, best first; made anew only when something changed."""
        return self._programs.rows(self.state, int(self.now.timestamp()), self._closed, self.season.year)

    def _closed(self) -> dict[str, str]:
        return closed_programs(self.state, self.season, self.now)

    def names(self) -> "NameList":
        """What each program is called in little room; worked out anew only when a name changed."""
        return self._programs.names(self.state)

    def name_in(self, room: int, program_id: str, unknown: str = "") -> str:
        """A program in one line of so much room: its whole title where that fits, else what tells it from others."""
        title = program_title(self.state, program_id, unknown)
        return self.told_in(room, title, program_id)

    def told_in(self, room: int, sentence: str, program_id: str) -> str:
        """A line that has a program's title in it, with what tells the program from others where there is no room."""
        if len(sentence) <= room or self.hurries or not program_id:
            return sentence
        programs = self.state.programs
        if self._told_of is not programs or len(self._told) > MOST_TOLD:
            self._told_of, self._told = programs, {}
        asked = (room, sentence, program_id)
        told = self._told.get(asked)  # each row of each beat asks
        if told is None:
            told = self._told[asked] = self._shortened(room, sentence, program_id)
        return told

    def _shortened(self, room: int, sentence: str, program_id: str) -> str:
        title = program_title(self.state, program_id)
        if title not in sentence or program_id not in self.state.programs:
            return sentence
        return sentence.replace(title, self.names().in_room(program_id, room - len(sentence) + len(title)), 1)

    def finding(self) -> "CallerIndex":
        """The programs as they are found by a few letters."""
        return self._programs.finding(self.state, self.rows())

    def tiers(self) -> dict[str, str]:
        """The tier of each program, by id."""
        return {row.program.id: row.tier for row in self.rows()}

    def row(self, program_id: str) -> "ProgramRow | None":
        """One program as it is looked at."""
        self.rows()
        return self._programs.row(program_id)

    def agenda(self) -> Agenda:
        """What is open, next and due at this moment; worked out anew only when something changed or its time came."""
        return self._agenda.of(self.state, self.season, self.zone, self.now)

    def hurry(self, hurries: bool) -> None:
        """Until a first frame is drawn, do without what takes a while: what is to be prepared, and short names."""
        self.hurries = hurries
        self._agenda.leave_preparation_out(hurries)

    def why_not(self) -> str:
        """Why nothing can be changed here; empty where it can. The other window may just have gone: tries at once."""
        self.take_over()
        return self.store.read_only

    def may_write(self) -> bool:
        """Whether anything can be changed here; says why not."""
        reason = self.why_not()
        if reason:
            self.tell(f"Nothing can be saved here: {reason}.")
        return not reason

    def follow(self) -> str:
        """In a window that only reads: take in what the other has written, or take its place. What is new of that."""
        before = self.store.read_only
        with contextlib.suppress(OSError):
            self.store.refresh()
        self.take_over()
        now = self.store.read_only
        return f"Read-only: {now}." if now and now != before else ""

    def take_over(self) -> None:
        """Become the window that writes, where this one only reads and no other writes any more."""
        with contextlib.suppress(OSError, NotSaved, Refusal):  # it is tried again, and a key is told why not
            if self.store.take_over():
                left = sum(1 for call in self.state.calls.values() if is_unfinished(call))
                calls = (
                    f" {many(left, 'call is', 'calls are')} not ended: Calls ({key_for('view-calls')})."
                    if left
                    else ""
                )
                self.took_over(f"The other soaptui has closed: this window saves now.{calls}")

    def put(self, label: str, *records: Record, quiet: bool = False) -> bool:
        """Make one change of these records. Says what went wrong; True if the change stands."""
        return self.commit(build_change(label, self.state, *records, quiet=quiet))

    def commit(self, change: Change) -> bool:
        """Commit a change. Says what went wrong; True if the change stands, saved or waiting to be."""
        if not change.puts:
            return True
        self.take_over()
        try:
            self.store.commit(change)
        except NotSaved as error:
            self.tell_not_saved(f"NOT SAVED: {error}. It is still in memory. soaptui tries again every second.")
        except Refusal as error:
            self.tell_refused(str(error))
            return False
        self._tell_what_was_cut(change)
        return True

    def _tell_what_was_cut(self, change: Change) -> None:
        """Of a text too long to be kept whole, once: a note is saved again with every few letters."""
        lost = [cut for cut in cutting.lost_in(change) if cut.beginning not in self._cut]
        if lost:
            self._cut.update(cut.beginning for cut in lost)
            self.tell(cutting.cut_told(lost))

    def setting(self, name: str, default: str = "") -> str:
        """A preference as text; in a window that may not write, its own one first."""
        own = self._own_settings.get(name)
        return self.state.setting(name, default) if own is None else own

    @property
    def plain_plots(self) -> bool:
        """Whether plots are drawn in plain ASCII, as the user chose."""
        return self.setting("plots") == "ascii"

    def remember(self, name: str, value: str) -> None:
        """Keep a preference, without making it a step of undo; where nothing may be written, for this window."""
        if self.store.read_only:
            self._own_settings[name] = value
            self.settings_changed()
            return
        self._own_settings.pop(name, None)  # of the time when this window only read
        if self.state.setting(name) != value:
            self.put(f"Setting: {name}", Setting(id=name, value=value), quiet=True)
