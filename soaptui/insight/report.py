"""The whole Insight: what is worked out of what is kept, or why it cannot be, and what the chances rest on."""

from collections.abc import Container, Iterable
from contextlib import suppress
from typing import Any

import msgspec

from soaptui.insight.facts import insight_facts
from soaptui.insight.figures import InsightFigures
from soaptui.insight.frames import NoPandas, figures_from
from soaptui.insight.published import published_fill
from soaptui.programs.chance_priors import PriorSource, optimum_told
from soaptui.programs.fill_history import PastMatches
from soaptui.programs.prospects import prior_of_program
from soaptui.records import Program, State
from soaptui.week import official
from soaptui.week.season import NoSeason, Season


class InsightReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the page shows. `where` is the filter, `programs` how many it lets through.

    `problem` says why nothing could be worked out. `sources` is what the chance of each program on the list rests on.
    """

    where: str
    programs: int
    figures: InsightFigures
    sources: tuple[PriorSource, ...]
    problem: str = ""


def insight_report(state: State, week: Season, where: str = "", among: Container[str] | None = None) -> InsightReport:
    """Work everything out, which imports pandas; where that cannot be, the report says so."""

    def season_of(year: int) -> Season | None:
        with suppress(NoSeason):
            return official.of_year(year, state.setting(official.MADE), state.official_times)
        return None

    wanted = [program for program in state.programs.values() if among is None or program.id in among]
    figures, problem = InsightFigures(), ""
    try:
        figures = figures_from(insight_facts(state, week, season_of, among))
    except NoPandas as error:
        problem = str(error)
    sources = _sources(wanted, PastMatches(state.programs.values()))
    return InsightReport(where=where, programs=len(wanted), figures=figures, sources=sources, problem=problem)


def _sources(programs: Iterable[Program], past: PastMatches) -> tuple[PriorSource, ...]:
    """What the chance of each program on the list rests on."""
    return tuple(
        "yours" if program.chance is not None else prior_of_program(program, past).source
        for program in programs
        if program.listed == "yes"
    )


def report_as_json(report: InsightReport) -> dict[str, Any]:
    """The report as `insight --json` prints it, each share beside what it is of."""
    figures = report.figures
    return {
        "where": report.where,
        "programs": report.programs,
        "problem": report.problem,
        "years": [_with_share(each) for each in figures.years],
        "specialties": [_group(each) for each in figures.specialties],
        "states": [_group(each) for each in figures.states],
        "lists": msgspec.to_builtins(figures.lists),
        "speed": msgspec.to_builtins(figures.speed),
        "rounds": [_with_share(each) for each in figures.rounds],
        "after_round_2": [_with_share(each) for each in figures.after_round_2],
        "published": msgspec.to_builtins(published_fill()),
        "chances": {
            "from": {source: report.sources.count(source) for source in dict.fromkeys(report.sources)},
            "told": optimum_told(report.sources),
        },
    }


def _with_share(record: Any) -> dict[str, Any]:
    return {**msgspec.to_builtins(record), "share": round(record.share, 4)}


def _group(record: Any) -> dict[str, Any]:
    return {**_with_share(record), "years": [_with_share(year) for year in record.years]}
