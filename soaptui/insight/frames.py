"""The one home of pandas: rows go in, plain records come out.

Its import takes half a second on a good computer and seconds on an old one, so it happens only when the figures are
asked for, and never on the way to a first frame.
"""

from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from soaptui.insight.debrief_facts import DebriefFact
from soaptui.insight.facts import FiguresAsked, ListFact, ListMoment, YearFact
from soaptui.insight.figures import (
    DebriefCount,
    GroupFill,
    GroupLeft,
    GroupOpen,
    InsightFigures,
    ListFill,
    RoundLeft,
    YearFill,
)
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    import pandas as pd

LATE_ROUND = 2
"""The round after which people ask what is left."""


class NoPandas(Refusal):
    """pandas cannot be loaded on this computer; the text says why."""


def load_pandas() -> ModuleType:
    """Import pandas. Raises NoPandas, whatever the import dies of: parts of it are in machine code."""
    try:
        import pandas
    except Exception as error:
        raise NoPandas(
            f"The tables of this page need pandas, which does not load here ({type(error).__name__}: {error})."
        ) from error
    return pandas


def figures_from(asked: FiguresAsked) -> InsightFigures:
    """Everything that can be worked out. Raises NoPandas."""
    pandas = load_pandas()
    results: pd.DataFrame = pandas.DataFrame(asked.years, columns=list(YearFact._fields))
    stood: pd.DataFrame = pandas.DataFrame(asked.lists, columns=list(ListFact._fields))
    stood = stood.astype({"open": "float64"})
    weeks = [_Week(year, asked.moments, stood) for year in sorted({moment.year for moment in asked.moments})]
    this = next((week for week in weeks if week.year == asked.week), None)
    return InsightFigures(
        years=tuple(_by_year(results)),
        specialties=tuple(_by_group(results, "specialty")),
        states=tuple(_by_group(results, "state")),
        lists=() if this is None else tuple(this.lists()),
        speed=() if this is None else tuple(this.speed()),
        rounds=tuple(found for week in weeks for found in week.rounds()),
        after_round_2=tuple(_left_by_specialty(pandas, weeks)),
    )


# -- past Matches


def _counted(results: "pd.DataFrame", by: list[str]) -> "pd.DataFrame":
    """A line for each group: programs, positions offered and left over, programs with any left over."""
    return (
        results.assign(with_left=results["unfilled"] > 0)
        .groupby(by)
        .agg(
            programs=("program", "nunique"),
            offered=("offered", "sum"),
            unfilled=("unfilled", "sum"),
            with_left=("with_left", "sum"),
        )
        .reset_index()
    )


def _by_year(results: "pd.DataFrame") -> Iterator[YearFill]:
    """A line for each year, oldest first."""
    for row in _counted(results, ["year"]).itertuples(index=False):
        yield YearFill(*map(int, row))


def _by_group(results: "pd.DataFrame", column: str) -> Iterator[GroupFill]:
    """A line for each group, those with most left over first."""
    years: dict[str, list[YearFill]] = {}
    for name, *row in _counted(results, [column, "year"]).itertuples(index=False):
        years.setdefault(str(name), []).append(YearFill(*map(int, row)))
    groups = [
        GroupFill(name, sum(y.offered for y in each), sum(y.unfilled for y in each), tuple(each))
        for name, each in years.items()
    ]
    yield from sorted(groups, key=lambda group: (-group.unfilled, -group.share, group.name))


# -- the lists of a week


class _Week:
    """The lists of one Match Week as a table: a row for each program, a column for each list.

    `there` says whether a program stood on a list; `open` how many positions it had: none where it did not stand
    there, NaN where the list has no number.
    """

    def __init__(self, year: int, moments: tuple[ListMoment, ...], stood: "pd.DataFrame") -> None:
        self.year = year
        self.moments = [moment for moment in moments if moment.year == year]
        numbers = [moment.number for moment in self.moments]
        mine = stood[stood["number"].isin(numbers)]
        self.specialties = mine.groupby("program")["specialty"].first()
        mine = mine.assign(there=1.0)
        self.there = mine.pivot(index="program", columns="number", values="there").reindex(columns=numbers).notna()
        known = mine.pivot(index="program", columns="number", values="open").reindex(columns=numbers)
        self.open = known.where(self.there, 0.0)
        before = [moment.number for moment in self.moments if not moment.rounds_done]
        self.base = before[-1] if before else None

    def lists(self) -> Iterator[ListFill]:
        """Each list, and what changed since the one before it."""
        for place, moment in enumerate(self.moments):
            there, count = self.there[moment.number], self.open[moment.number]
            filled = came = base = left = None
            if place:
                last = self.moments[place - 1].number
                filled = int((self.open[last] - count).clip(lower=0).sum())
                came = int(count[there & ~self.there[last]].sum())
            if self.base is not None and moment.number >= self.base:
                base, left = (int(column.sum()) for column in self._against_base(moment.number))
            yield ListFill(
                id=moment.id,
                at=moment.at,
                source=moment.source,
                rounds_done=moment.rounds_done,
                programs=int(there.sum()),
                open=int(count.sum()),
                unknown=int(count.isna().sum()),
                filled=filled,
                came=came,
                base=base,
                left=left,
            )

    def _against_base(self, number: int) -> "tuple[pd.Series[float], pd.Series[float]]":
        """Program by program: the positions before Round 1, and those of them that are open on this list."""
        before, now = self.open[self.base], self.open[number]
        known = before.notna() & now.notna()
        return before[known], now[known].clip(upper=before[known])

    def after_round(self, number: int) -> int | None:
        """The last list between the end of that round and the end of the next; None where there is none."""
        between = [moment.number for moment in self.moments if moment.rounds_done == number]
        return between[-1] if between and self.base is not None else None

    def rounds(self) -> Iterator[RoundLeft]:
        """What was left after each round of which there is a list."""
        for done in sorted({moment.rounds_done for moment in self.moments} - {0}):
            if (number := self.after_round(done)) is not None:
                base, left = self._against_base(number)
                found = RoundLeft(self.year, done, int(base.sum()), int(left.sum()))
                if found.base:
                    yield found

    def left_after(self, done: int) -> "Iterator[pd.DataFrame]":
        """By program: its specialty, what it had before Round 1, what was left; nothing without such a list."""
        if (number := self.after_round(done)) is not None:
            base, left = self._against_base(number)
            # Put in line first: a frame without rows takes over the rows of a column that it is given.
            yield base.to_frame("base").assign(left=left, specialty=self.specialties.reindex(base.index))

    def speed(self) -> Iterator[GroupOpen]:
        """The open positions of each specialty on each list; those with most at first, first."""
        counted = self.open.groupby(self.specialties).sum()
        groups = [GroupOpen(str(name), tuple(map(int, row))) for name, *row in counted.itertuples(name=None)]
        yield from sorted(groups, key=lambda group: ([-count for count in group.open], group.name))


def _left_by_specialty(pandas: ModuleType, weeks: list[_Week]) -> Iterator[GroupLeft]:
    """What was left after the second round, by specialty, in all weeks together."""
    parts = [part for week in weeks for part in week.left_after(LATE_ROUND)]
    if not parts:
        return
    counted = pandas.concat(parts).groupby("specialty")[["base", "left"]].sum()
    groups = [GroupLeft(str(name), int(base), int(left)) for name, base, left in counted.itertuples(name=None)]
    yield from sorted((group for group in groups if group.base), key=lambda group: (-group.left, group.name))


# -- what came of a week

_COUNTED_AS = {"sent": "sent", "contact": "called", "interview": "asked", "offer": "offered", "accepted": "accepted"}


def debrief_counts(facts: Iterable[DebriefFact], labels: Sequence[str], whole: str) -> tuple[DebriefCount, ...]:
    """A line for each tier in the order of `labels`, and one for all: programs, each once. Raises NoPandas."""
    pandas = load_pandas()
    done: pd.DataFrame = pandas.DataFrame(list(facts), columns=list(DebriefFact._fields))
    everything = pandas.concat([done, done.assign(tier=whole)])
    programs = everything.groupby(["tier", "deed"])["program"].nunique()
    contacts = everything[everything["deed"] == "contact"].groupby("tier").size()
    return tuple(
        DebriefCount(
            label=label,
            **{name: int(programs.get((label, deed), 0)) for deed, name in _COUNTED_AS.items()},
            contacts=int(contacts.get(label, 0)),
        )
        for label in (*labels, whole)
    )
