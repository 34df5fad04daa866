"""From what is kept to the rows of two tables: a program in a year, and a program on a list."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from soaptui.programs.fill_history import PastMatches, specialty_of
from soaptui.records import ListVersion, Program, State
from soaptui.week import zones
from soaptui.week.season import Season

NO_STATE = "state unknown"

AFTER_SOAP = timedelta(days=1)
"""A list that is imported so long after the end of SOAP is still one of that week."""


class YearFact(NamedTuple):
    """The result of one program in one Match. A program that changed its code is one, under its newest."""

    program: str
    specialty: str
    state: str
    year: int
    offered: int
    unfilled: int


class ListFact(NamedTuple):
    """One program on one list: its open positions, None where the list has no number."""

    number: int
    program: str
    specialty: str
    open: int | None


class ListMoment(NamedTuple):
    """One list of a Match Week. Its number is its place among all lists, oldest first."""

    number: int
    year: int
    id: str
    at: datetime
    source: str
    rounds_done: int


class FiguresAsked(NamedTuple):
    """What the figures are worked out from; `week` is the year whose lists are told one by one."""

    years: tuple[YearFact, ...]
    moments: tuple[ListMoment, ...]
    lists: tuple[ListFact, ...]
    week: int


def insight_facts(
    state: State, week: Season, season_of: Callable[[int], Season | None], among: Container[str] | None = None
) -> FiguresAsked:
    """The rows of both tables. `season_of` knows the other years' weeks; `among`: the programs that are wanted."""
    wanted = [program for program in state.programs.values() if among is None or program.id in among]
    versions = list(_list_versions(state.list_versions.values(), week, season_of))
    return FiguresAsked(
        years=tuple(_year_facts(wanted, PastMatches(state.programs.values()))),
        moments=tuple(moment for moment, _ in versions),
        lists=tuple(fact for moment, version in versions for fact in _list_facts(moment, version, state, among)),
        week=week.year,
    )


def _year_facts(programs: Iterable[Program], past: PastMatches) -> Iterator[YearFact]:
    histories = [(program, past.history_of(program)) for program in programs]
    older = {code for _, history in histories for code in history.earlier}
    for program, history in histories:
        if program.id in older:
            continue  # its results are told with those of its newer code
        for year, result in history.years.items():
            yield YearFact(
                program=program.id,
                specialty=specialty_of(program),
                state=program.state or NO_STATE,
                year=year,
                offered=result.quota,
                unfilled=result.unfilled,
            )


def _list_versions(
    versions: Iterable[ListVersion], week: Season, season_of: Callable[[int], Season | None]
) -> Iterator[tuple[ListMoment, ListVersion]]:
    """The lists that were taken in during a Match Week, oldest first."""
    number = 0
    for version in sorted(versions, key=lambda version: (version.at, version.id)):
        year = zones.eastern(version.at).year
        season = week if year == week.year else season_of(year)
        if season is None or not season.event("unfilled-list").at <= version.at <= season.ends + AFTER_SOAP:
            continue
        done = sum(1 for window in season.rounds if window.closes <= version.at)
        yield ListMoment(number, year, version.id, version.at, version.source, done), version
        number += 1


def _list_facts(
    moment: ListMoment, version: ListVersion, state: State, among: Container[str] | None
) -> Iterator[ListFact]:
    for program_id, count in version.positions.items():
        if among is None or program_id in among:
            program = state.programs.get(program_id) or Program(id=program_id)
            yield ListFact(moment.number, program_id, specialty_of(program), count)
