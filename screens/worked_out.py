"""What is worked out from the data and kept until that changes: the season, the agenda, the list of programs."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from soaptui.computer_clock import hold
from soaptui.preparing import preparing_of
from soaptui.records import Program, State
from soaptui.week import official
from soaptui.week.agenda import NOT_PREPARING, Agenda, agenda, lasts_until
from soaptui.week.clock import Clock
from soaptui.week.season import Season
from soaptui.week.season_opened import season_opened
from soaptui.week.trust import CarefulClock

if TYPE_CHECKING:
    from soaptui.calls.program_finder import CallerIndex, SearchBase
    from soaptui.programs.listing import Listing, ProgramRow
    from soaptui.programs.name_list import NameList


class HeldSeason(msgspec.Struct, frozen=True):
    """A season with what it was worked out from: the user's word on its times, the years made, the day."""

    times: object
    years_made: str
    day: int
    opened: int
    season: Season


class CurrentSeason:
    """Match Week with the user's word on its times: the one that is given, or the one of the moment."""

    def __init__(self, clock: Clock, given: Season | None) -> None:
        self._clock = clock
        self._given = given
        self._held: HeldSeason | None = None

    def of(self, state: State) -> Season:
        """The season for that data, now."""
        times, made, now = state.official_times, state.setting(official.MADE), self._clock.now()
        held, day, opened = self._held, now.toordinal(), season_opened(state)
        same = held is not None and held.times is times and held.years_made == made and held.day == day
        same = same and held is not None and held.opened == opened
        if held is not None and same and self._still_believed(held.season, state, now):
            return held.season
        given = self._given
        found = official.season_amended(given, times) if given else hold.season(self._clock, state)
        found = official.believed(found, now, hold.reached(self._clock, state))
        if held is not None and held.season == found:
            found = held.season  # what was worked out from it stays good
        if isinstance(self._clock, CarefulClock):
            self._clock.mind(hold.ends_of(found))  # the user may have put an official time right
        self._held = HeldSeason(times, made, day, opened, found)
        return found

    def _still_believed(self, season: Season, state: State, now: datetime) -> bool:
        """Whether its end, once it is past, is as sure as it was."""
        if now < season.ends:
            return True
        reached = hold.reached(self._clock, state)
        return season.end_unsure == (reached is not None and reached < season.ends)


class WorkedOut(msgspec.Struct, frozen=True):
    """An agenda with what it was worked out from, and the instant until which it stays the same."""

    state: State
    season: Season
    zone: str
    agenda: Agenda
    until: datetime

    def holds(self, state: State, season: Season, zone: str, now: datetime) -> bool:
        """Whether it is that of this state, season, zone and moment; a clock that was set back has left it too."""
        same = self.state is state and self.season is season and self.zone == zone
        return same and self.agenda.now <= now < self.until


class CurrentAgenda:
    """What is open, next and due; worked out anew only when something changed or its time came."""

    def __init__(self) -> None:
        self._worked_out: WorkedOut | None = None
        self._without_preparation = False

    def leave_preparation_out(self, out: bool) -> None:
        """Whether the agenda does without the preparation, which takes a while to read."""
        self._without_preparation = out
        self._worked_out = None

    def of(self, state: State, season: Season, zone: str, now: datetime) -> Agenda:
        """The agenda for that data, at that moment."""
        if self._worked_out is None or not self._worked_out.holds(state, season, zone, now):
            preparing = NOT_PREPARING if self._without_preparation else preparing_of(state, season, now)
            found = agenda(state, season, now, zone, preparing)
            self._worked_out = WorkedOut(state, season, zone, found, lasts_until(state, season, now))
        return msgspec.structs.replace(self._worked_out.agenda, now=now)


class CurrentPrograms:
    """The programs with tiers and applications, and as they are found by a few letters."""

    def __init__(self) -> None:
        self._listing: Listing | None = None
        self._rows: tuple[State, dict[str, str], list[ProgramRow], dict[str, ProgramRow]] | None = None
        self._second = 0
        self._year = 0
        self._base: SearchBase | None = None
        self._finding: tuple[tuple[object, ...], CallerIndex] | None = None
        self._names: tuple[object, list[tuple[str, ...]], NameList] | None = None

    def rows(
        self, state: State, second: int, closed_now: Callable[[], dict[str, str]], year: int
    ) -> "list[ProgramRow]":
        """The programs, best first; made anew only when something changed. `second` is that of the moment.

        `closed_now` tells which programs take nobody any more, and why; `year` is that of the Match.
        """
        if self._rows is not None and self._rows[0] is state and self._second == second:
            return self._rows[2]  # asked again for another line of the same frame
        self._second = second
        closed = closed_now()
        known = self._rows is not None and self._year == year and self._rows[1] == closed
        if self._rows is None or not known or not _same_programs(self._rows[0], state):
            self._year = year
            rows = self._made_rows(state, closed)
            self._rows = (state, closed, rows, {row.program.id: row for row in rows})
        elif self._rows[0] is not state:
            self._rows = (state, *self._rows[1:])
        return self._rows[2]

    def _made_rows(self, state: State, closed: dict[str, str]) -> "list[ProgramRow]":
        from soaptui.programs.listing import Listing  # the first frame needs no list

        self._listing = self._listing or Listing()
        return self._listing.rows(state, closed, self._year)

    def names(self, state: State) -> "NameList":
        """What each program is called in little room; another visa or note leaves the names as they are."""
        if self._names is None or self._names[0] is not state.programs:
            programs = state.programs.values()
            told_by: list[tuple[str, ...]] = [
                (one.id, one.code, one.institution, one.name, one.specialty, one.type, one.city) for one in programs
            ]
            same = self._names is not None and self._names[1] == told_by
            self._names = (state.programs, told_by, self._names[2] if self._names and same else _name_list(programs))
        return self._names[2]

    def row(self, program_id: str) -> "ProgramRow | None":
        """One of the programs that were asked for last."""
        return self._rows[3].get(program_id) if self._rows is not None else None

    def finding(self, state: State, rows: "list[ProgramRow]") -> "CallerIndex":
        """The programs as they are found by a few letters; the greater part is made anew only with the list."""
        from soaptui.calls import program_finder

        of = (rows, state.calls, state.interviews, state.offers, state.people)
        if self._base is None or self._base.rows is not rows:
            self._base = program_finder.SearchBase(rows)
            self._finding = None
        if self._finding is None or any(a is not b for a, b in zip(self._finding[0], of, strict=True)):
            calls, interviews, offers = state.calls.values(), state.interviews.values(), state.offers.values()
            near = program_finder.in_touch(calls, interviews, offers)
            self._finding = (of, program_finder.CallerIndex(self._base, calls, near, state.people.values()))
        return self._finding[1]


def _name_list(programs: "Iterable[Program]") -> "NameList":
    from soaptui.programs.name_list import NameList  # the first frame needs none

    return NameList(programs)


def _same_programs(before: State, after: State) -> bool:
    """Whether the rows of the list are the same: tables that no change has touched are the same objects."""
    kinds = ("programs", "profile", "applications", "list_versions")
    return all(before.table(kind) is after.table(kind) for kind in kinds)
