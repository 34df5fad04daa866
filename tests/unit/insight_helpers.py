"""Past Matches and lists of a week to work figures out from, and the same figures by plain Python."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from soaptui.insight.facts import FiguresAsked, insight_facts
from soaptui.insight.figures import (
    GroupFill,
    GroupLeft,
    GroupOpen,
    InsightFigures,
    ListFill,
    RoundLeft,
    YearFill,
)
from soaptui.records import ListVersion, Program, State, YearResult
from soaptui.week import zones
from soaptui.week.season import Season, load_season, season_years

SEASON = load_season(2027)
MONDAY, THURSDAY = "2027-03-15", "2027-03-18"


def at(text: str) -> datetime:
    """A moment, in Eastern Time."""
    return zones.read_iso(text)


def shipped(year: int) -> Season | None:
    """The season of another year, where it ships."""
    return load_season(year) if year in season_years() else None


def past(code: str, state: str = "OH", **years: tuple[int, int]) -> Program:
    """A program with results: `y2026=(8, 5)` is eight offered and five filled."""
    results = {year[1:]: YearResult(quota=quota, matched=matched) for year, (quota, matched) in years.items()}
    return Program(id=code, code=code, institution=f"Hospital {code[:4]}", state=state, results=results)


def listed(when: str, **positions: int | None) -> ListVersion:
    """A list of a moment; programs by the first figures of their codes: `p1001=4`."""
    at_least = {f"{name[1:]}320C0": count for name, count in positions.items()}
    return ListVersion(id=when, at=at(when), source=f"{when}.csv", positions=at_least)


def state_of_figures(programs: Iterable[Program] = (), versions: Iterable[ListVersion] = ()) -> State:
    """A state of these alone."""
    return State(programs={p.id: p for p in programs}, list_versions={v.id: v for v in versions})


def asked_of(programs: Iterable[Program] = (), versions: Iterable[ListVersion] = (), **more: Any) -> FiguresAsked:
    """The rows of both tables."""
    return insight_facts(state_of_figures(programs, versions), SEASON, shipped, **more)


# -- by plain Python


def plain_figures(asked: FiguresAsked) -> InsightFigures:
    """All figures, worked out from their meaning, one at a time."""
    years = {fact.year for fact in asked.years}
    weeks = sorted({moment.year for moment in asked.moments})
    lists = plain_lists(asked, asked.week)
    return InsightFigures(
        years=tuple(plain_year(asked, year) for year in sorted(years)),
        specialties=plain_groups(asked, "specialty"),
        states=plain_groups(asked, "state"),
        lists=tuple(lists),
        speed=plain_speed(asked),
        rounds=tuple(found for year in weeks for found in plain_rounds(asked, year)),
        after_round_2=plain_after_round_2(asked, weeks),
    )


def plain_year(asked: FiguresAsked, year: int, column: str = "", name: str = "") -> YearFill:
    facts = [f for f in asked.years if f.year == year and (not column or getattr(f, column) == name)]
    return YearFill(
        year=year,
        programs=len({f.program for f in facts}),
        offered=sum(f.offered for f in facts),
        unfilled=sum(f.unfilled for f in facts),
        with_left=sum(1 for f in facts if f.unfilled),
    )


def plain_groups(asked: FiguresAsked, column: str) -> tuple[GroupFill, ...]:
    groups = []
    for name in {getattr(f, column) for f in asked.years}:
        years = sorted({f.year for f in asked.years if getattr(f, column) == name})
        filled = tuple(plain_year(asked, year, column, name) for year in years)
        groups.append(GroupFill(name, sum(y.offered for y in filled), sum(y.unfilled for y in filled), filled))
    return tuple(sorted(groups, key=lambda g: (-g.unfilled, -g.share, g.name)))


def standing(asked: FiguresAsked, number: int) -> dict[str, int | None]:
    """The programs of a list with their positions."""
    return {fact.program: fact.open for fact in asked.lists if fact.number == number}


def against(base: dict[str, int | None], now: dict[str, int | None], among: Iterable[str]) -> tuple[int, int]:
    """Positions before, and how many of them are open still, where both numbers are known."""
    before = left = 0
    for program in among:
        first, then = base.get(program, 0), now.get(program, 0)
        if first is not None and then is not None:
            before, left = before + first, left + min(first, then)
    return before, left


def base_of(asked: FiguresAsked, year: int) -> dict[str, int | None] | None:
    before = [m.number for m in asked.moments if m.year == year and not m.rounds_done]
    return standing(asked, before[-1]) if before else None


def plain_lists(asked: FiguresAsked, year: int) -> list[ListFill]:
    made: list[ListFill] = []
    base, last, based = base_of(asked, year), None, False
    moments = [m for m in asked.moments if m.year == year]
    everybody = {f.program for f in asked.lists}
    for place, moment in enumerate(moments):
        now = standing(asked, moment.number)
        filled = came = None
        if last is not None:
            filled = sum(
                max(0, before - (now.get(program, 0) or 0))
                for program, before in last.items()
                if before is not None and now.get(program, 0) is not None
            )
            came = sum(count or 0 for program, count in now.items() if program not in last)
        following = moments[place + 1 :]
        based = based or (not moment.rounds_done and not any(not m.rounds_done for m in following))
        pair = against(base, now, everybody) if base is not None and based else (None, None)
        made.append(
            ListFill(
                id=moment.id, at=moment.at, source=moment.source, rounds_done=moment.rounds_done, programs=len(now),
                open=sum(count or 0 for count in now.values()),
                unknown=sum(1 for count in now.values() if count is None),
                filled=filled, came=came, base=pair[0], left=pair[1],
            )
        )  # fmt: skip
        last = now
    return made


def last_after(asked: FiguresAsked, year: int, done: int) -> dict[str, int | None] | None:
    numbers = [m.number for m in asked.moments if m.year == year and m.rounds_done == done]
    return standing(asked, numbers[-1]) if numbers else None


def plain_rounds(asked: FiguresAsked, year: int) -> list[RoundLeft]:
    base, everybody = base_of(asked, year), {f.program for f in asked.lists}
    rounds = [
        RoundLeft(year, done, *against(base, now, everybody))
        for done in (1, 2, 3, 4)
        if base is not None and (now := last_after(asked, year, done)) is not None
    ]
    return [each for each in rounds if each.base]


def plain_speed(asked: FiguresAsked) -> tuple[GroupOpen, ...]:
    numbers = [m.number for m in asked.moments if m.year == asked.week]
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(numbers))
    for fact in asked.lists:
        if fact.number in numbers:
            counts[fact.specialty][numbers.index(fact.number)] += fact.open or 0
    groups = [GroupOpen(name, tuple(each)) for name, each in counts.items()]
    return tuple(sorted(groups, key=lambda g: ([-count for count in g.open], g.name)))


def plain_after_round_2(asked: FiguresAsked, weeks: Iterable[int]) -> tuple[GroupLeft, ...]:
    totals: dict[str, list[int]] = {}
    for year in weeks:
        base, now = base_of(asked, year), last_after(asked, year, 2)
        if base is None or now is None:
            continue
        numbers = {m.number for m in asked.moments if m.year == year}
        for program, name in {f.program: f.specialty for f in asked.lists if f.number in numbers}.items():
            before, left = against(base, now, [program])
            known = base.get(program, 0) is not None and now.get(program, 0) is not None
            if known:
                sums = totals.setdefault(name, [0, 0])
                sums[0], sums[1] = sums[0] + before, sums[1] + left
    return tuple(sorted((GroupLeft(n, *s) for n, s in totals.items() if s[0]), key=lambda g: (-g.left, g.name)))
