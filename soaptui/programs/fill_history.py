"""How a program filled in past Matches, also under an earlier code, and how the programs of its specialty did.

A year counts where a quota was offered. A year without one (the program took no part, or its quota is not known) is
no year in which everything was filled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from soaptui.counted import many
from soaptui.plots import sparkline
from soaptui.programs import specialties
from soaptui.records import Program, YearResult
from soaptui.text import folded

YEARS_SHOWN = 7
"""A history goes back so many years from its newest."""

NO_SPECIALTY = "specialty unknown"


class ProgramHistory(NamedTuple):
    """The results of a program by year, oldest first. `earlier` are the codes that it had before its own."""

    years: Mapping[int, YearResult]
    earlier: tuple[str, ...] = ()

    @property
    def matches(self) -> int:
        """In how many Matches it offered positions."""
        return len(self.years)

    @property
    def left_over(self) -> int:
        """In how many of them positions were left over."""
        return sum(1 for result in self.years.values() if result.unfilled)

    @property
    def span(self) -> range:
        """All years from the first to the newest, those without a figure too; none where there is no result."""
        return range(min(self.years), max(self.years) + 1) if self.years else range(0)


NO_HISTORY = ProgramHistory({})


class MatchCount(NamedTuple):
    """So many results of one year each, and in how many of them positions were left over."""

    matches: int
    left_over: int


class PastMatches:
    """The histories of the programs that are known together: each its own, and those of each specialty."""

    def __init__(self, programs: Iterable[Program]) -> None:
        listed = list(programs)
        self._earlier = _earlier_codes(listed)
        self._by_id = {program.id: program for program in listed}
        self.specialties = _counted_by_specialty(listed)

    def history_of(self, program: Program) -> ProgramHistory:
        """The program's results, after those that it had under earlier codes."""
        chain = self._earlier.get(program.id, ())
        years = {year: result for code in chain for year, result in own_years(self._by_id[code]).items()}
        years |= own_years(program)
        return ProgramHistory(dict(sorted(years.items())), chain)

    @property
    def taken_over(self) -> frozenset[str]:
        """The programs whose results belong to one with a newer code."""
        return frozenset(code for chain in self._earlier.values() for code in chain)


def same_institution(program: Program, programs: Iterable[Program]) -> list[Program]:
    """The program, and those among which an earlier code of it would be."""
    name, state = folded(program.institution), program.state
    return [each for each in programs if each.state == state and folded(each.institution) == name]


def own_years(program: Program) -> dict[int, YearResult]:
    """The results of the program's own code that count, by year."""
    return {int(y): result for y, result in program.results.items() if y.isdecimal() and result.quota > 0}


def specialty_of(program: Program) -> str:
    """The specialty that its figures count in: by its code, else as it is written."""
    code = specialties.find_code(program.code or program.id)
    return specialties.specialty_name(code) if code is not None else program.specialty or NO_SPECIALTY


def _counted_by_specialty(programs: Iterable[Program]) -> dict[str, MatchCount]:
    matches, left_over = Counter[str](), Counter[str]()
    for program in programs:
        if program.results:
            history, name = ProgramHistory(own_years(program)), specialty_of(program)
            matches[name] += history.matches
            left_over[name] += history.left_over
    return {name: MatchCount(count, left_over[name]) for name, count in matches.items() if count}


def _earlier_codes(programs: Iterable[Program]) -> dict[str, tuple[str, ...]]:
    """The earlier codes of each program that has any, oldest first.

    Two codes are one program where institution, state, specialty, type and name are the same, the years of the one
    end before those of the other begin, and the older one is not on the list. Tracks that ran side by side are none.
    """
    alike: dict[tuple[str, ...], list[Program]] = defaultdict(list)
    for program in programs:
        code = specialties.find_code(program.code)
        if code is not None and program.institution:
            names = (folded(program.institution), program.state, folded(program.name))
            alike[*names, code.specialty, code.type].append(program)
    chains: dict[str, tuple[str, ...]] = {}
    for group in alike.values():
        if len(group) > 1 and (chain := _one_after_another(group)):
            chains[chain[-1]] = chain[:-1]
    return chains


def _one_after_another(group: Iterable[Program]) -> tuple[str, ...]:
    """Their ids, oldest first, where their years follow one another; empty where they do not.

    The newest may be without results if it is on the list.
    """
    spans = [(own_years(program), program) for program in group]
    ordered = sorted(spans, key=lambda each: (not each[0], min(each[0], default=0), each[1].listed == "yes"))
    for (years, program), (later, _) in pairwise(ordered):
        if not years or program.listed == "yes" or (later and min(later) <= max(years)):
            return ()
    newest_years, newest = ordered[-1]
    return tuple(program.id for _, program in ordered) if newest_years or newest.listed == "yes" else ()


def fill_history_lines(history: ProgramHistory, *, plain: bool = False) -> list[str]:
    """A program's history as a plot and in words, the oldest year first; nothing where there is none."""
    shown = list(history.span)[-YEARS_SHOWN:]
    results = [history.years.get(year) for year in shown]
    counted = [result.unfilled for result in results if result is not None]
    if not counted:
        return []
    plot = sparkline([None if result is None else result.unfilled for result in results], plain=plain)
    span = f"{shown[0]}-{shown[-1]}" if len(shown) > 1 else f"{shown[0]}"
    left = sum(1 for count in counted if count)
    each = ", ".join(f"{year} {_count_told(result)}" for year, result in zip(shown, results, strict=True))
    lines = [f"{plot} {span}".lstrip(), f"unfilled in {left} of {many(len(counted), 'year')}: {each}"]
    if history.earlier:
        lines.append(f"its code was {', '.join(history.earlier)} before")
    return lines


def _count_told(result: YearResult | None) -> str:
    return "no figure" if result is None else f"{result.unfilled}"
