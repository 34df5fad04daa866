"""The Insight page as lines of text of a given width, its plots in blocks or in plain ASCII."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from soaptui import ways
from soaptui.counted import many
from soaptui.insight.figures import GroupFill, GroupLeft, InsightFigures, ListFill, YearFill, share_of
from soaptui.insight.published import PublishedFill, published_fill
from soaptui.insight.report import InsightReport
from soaptui.plots import figure_bar, sparkline, sparkline_key
from soaptui.programs.chance_priors import sources_told
from soaptui.programs.fill_history import YEARS_SHOWN
from soaptui.programs.us_states import STATE_NAMES
from soaptui.week import words, zones

NARROWEST = 40
WIDE = 76
"""From here on there is room for how many programs, too."""

LONGEST_BAR = 24
LONGEST_NAME = 32

NO_LIST = "No list of this week has been imported yet."
NOTHING_LEFT = "Your lists do not show it yet. Import one list from before Round 1 and one from after a round."
CHANCES = (
    "Nobody publishes the chance of an offer. The plan guesses it from published totals. A program's own "
    "past Matches move them up or down by at most a fifth; if it has none, those of its specialty do. So Plan my 45 "
    "is the best set for these guesses. It is not a forecast."
)


class InsightPage(NamedTuple):
    """The lines, and which of them are headings."""

    lines: list[str]
    headings: list[str]


class _Writer(NamedTuple):
    """How it is written: so wide, with plots in plain ASCII or not."""

    width: int
    plain: bool

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        """A sentence in lines."""
        if ways.named_in(text):
            return [text]  # it is put into words first, and wrapped by whoever does that
        return textwrap.wrap(text, self.width, subsequent_indent=indent, break_on_hyphens=False)

    def cut(self, text: str, room: int) -> str:
        """A name in a column."""
        end = "~" if self.plain else "…"
        return (text if len(text) <= room else text[: room - 1] + end).ljust(room)

    def bar(self, value: int, most: int, room: int) -> str:
        """A bar in a column."""
        return figure_bar(value, most, room, plain=self.plain).ljust(room)


def insight_page(report: InsightReport, width: int, *, plain: bool = False) -> InsightPage:
    """Everything, section by section. A sentence longer than the width is wrapped."""
    writer, figures = _Writer(max(NARROWEST, width), plain), report.figures
    sections: list[tuple[str, list[str]]] = [
        ("", _head(report, writer)),
        ("PAST MATCHES: POSITIONS LEFT OVER", _past(report, writer)),
        ("BY SPECIALTY", list(_groups(figures, figures.specialties, writer))),
        ("BY STATE", list(_groups(figures, _named_states(figures.states), writer))),
        ("THIS WEEK, LIST BY LIST", _week(report, writer)),
        ("THIS WEEK BY SPECIALTY", list(_speed(figures, writer))),
        ("WHAT IS LEFT AFTER EACH ROUND", list(_rounds(report, published_fill(), writer))),
        ("LEFT AFTER ROUND 2, BY SPECIALTY", list(_late(figures.after_round_2, writer))),
        ("WHERE THE CHANCES OF THE PLAN COME FROM", _chances(report, writer)),
        ("PUBLISHED NUMBERS OF ALL OF SOAP", list(_published(published_fill(), writer))),
    ]
    lines: list[str] = []
    for heading, section in sections:
        if section:
            lines += [*([""] if lines else []), *([heading] if heading else []), *section]
    return InsightPage([line.rstrip() for line in lines], [heading for heading, section in sections if section])


def _percent(share: float) -> str:
    """A share in percent; what is not nothing is never 0%, and what is not all never 100%."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{100 * share:.0f}%"


def _head(report: InsightReport, writer: _Writer) -> list[str]:
    narrowed = ""
    if report.where:
        only = f"Only the {many(report.programs, 'program')} of" if report.programs else "No program is found by"
        narrowed = f"{only}: {report.where}"
    return [line for text in (narrowed, report.problem) if text for line in writer.wrapped(text)]


# -- past Matches


def _past(report: InsightReport, writer: _Writer) -> list[str]:
    years = report.figures.years
    if report.problem:
        return []
    if not years:
        if report.where:
            return writer.wrapped("None of these programs has a result of a past year.")
        return writer.wrapped(f"No results of past years have been imported yet. {ways.IMPORT_RESULTS}")
    return [*_year_lines(years, writer), *writer.wrapped(_years_told(years))]


def _year_lines(years: Sequence[YearFill], writer: _Writer) -> Iterator[str]:
    cells = [
        (f"{y.unfilled:,} of {y.offered:,}", _percent(y.share), f"{y.with_left:,} of {many(y.programs, 'program')}")
        for y in years
    ]
    wide = [max(len(cell[column]) for cell in cells) for column in range(3)]
    programs = writer.width >= WIDE
    room = min(LONGEST_BAR, writer.width - 4 - sum(wide[:2]) - 6 - (wide[2] + 2 if programs else 0))
    most = max(year.unfilled for year in years)
    for year, (count, share, whose) in zip(years, cells, strict=True):
        more = f"  {whose.rjust(wide[2])}" if programs else ""
        drawn = writer.bar(year.unfilled, most, room)
        yield f"{year.year}  {drawn}  {count.rjust(wide[0])}  {share.rjust(wide[1])}{more}"


def _years_told(years: Sequence[YearFill]) -> str:
    """Of how many years there are results, and which are missing in between."""
    there = [year.year for year in years]
    missing = [str(year) for year in range(there[0], there[-1] + 1) if year not in there]
    told = f"Positions left over of those offered, in {many(len(there), 'Match', 'Matches')}"
    return f"{told}; no results of {', '.join(missing)}." if missing else f"{told}."


def _named_states(groups: Iterable[GroupFill]) -> list[GroupFill]:
    return [GroupFill(STATE_NAMES.get(g.name, g.name), g.offered, g.unfilled, g.years) for g in groups]


def _groups(figures: InsightFigures, groups: Sequence[GroupFill], writer: _Writer) -> Iterator[str]:
    """A line for each group with positions left over; the others by name alone."""
    if not groups:
        return
    shown = list(range(figures.years[0].year, figures.years[-1].year + 1))[-YEARS_SHOWN:]
    span = f"{shown[0]}-{shown[-1]}" if len(shown) > 1 else f"{shown[0]}"
    key = sparkline_key(plain=writer.plain)
    yield from writer.wrapped(
        f"Share left over in each year, {span}, and in all. {key}" if key else f"Share left over in {span}."
    )
    some = [group for group in groups if group.unfilled]
    counts = [f"{group.unfilled:,} of {group.offered:,}" for group in some]
    wide = max(map(len, counts), default=0)
    room = min(LONGEST_NAME, writer.width - len(shown) - wide - 4 - 6, max((len(g.name) for g in some), default=0))
    for group, count in zip(some, counts, strict=True):
        shares = {year.year: year.share for year in group.years}
        plot = sparkline([shares.get(year) for year in shown], plain=writer.plain)
        yield f"{writer.cut(group.name, room)}  {plot}  {_percent(group.share).rjust(4)}  {count.rjust(wide)}"
    if none := [group.name for group in groups if not group.unfilled]:
        yield from writer.wrapped(f"Nothing left over in any year: {', '.join(none)}.", "  ")


# -- the week


def _week(report: InsightReport, writer: _Writer) -> list[str]:
    if report.problem:
        return []
    lists = report.figures.lists
    if not lists:
        return writer.wrapped(NO_LIST)
    most = max(each.open for each in lists)
    return [line for each in lists for line in _list_lines(each, most, writer)]


def _list_lines(each: ListFill, most: int, writer: _Writer) -> Iterator[str]:
    wall = zones.eastern(each.at)
    when = f"{words.day_text(wall)} {words.clock24(wall)}"
    count = f"{each.open:,} open"
    room = min(LONGEST_BAR, writer.width - 16 - 2 - 12)
    yield f"{when.ljust(16)}  {writer.bar(each.open, most, room)}  {count}"
    told = [f"after round {each.rounds_done}" if each.rounds_done else "no round over yet"]
    told.append(many(each.programs, "program"))
    if each.unknown:
        told.append(f"{each.unknown} without a number")
    if each.filled is not None and each.came is not None:
        told.append(f"{each.filled:,} gone and {each.came:,} new since the list before")
    if each.rounds_done and each.base and each.left is not None:
        told.append(f"{_percent(share_of(each.left, each.base))} of those before Round 1 left")
    yield from writer.wrapped(f"  {', '.join(told)}", "  ")


def _speed(figures: InsightFigures, writer: _Writer) -> Iterator[str]:
    """How the lists of each specialty empty; one list alone shows no speed."""
    if len(figures.lists) < 2:
        return
    counts = [f"{group.open[0]:,} at first, {group.open[-1]:,} now" for group in figures.speed]
    wide, lists = max(map(len, counts), default=0), min(len(figures.lists), 2 * YEARS_SHOWN)
    longest = max((len(group.name) for group in figures.speed), default=0)
    room = max(6, min(LONGEST_NAME, writer.width - lists - wide - 4, longest))
    for group, count in zip(figures.speed, counts, strict=True):
        plot = sparkline(group.open[-lists:], plain=writer.plain)
        yield f"{writer.cut(group.name, room)}  {plot}  {count.rjust(wide)}"


def _rounds(report: InsightReport, published: PublishedFill, writer: _Writer) -> Iterator[str]:
    """What is left after a round: as published, and by the user's own lists."""
    each = ", ".join(f"about {_percent(1 - round.filled)} after round {round.round}" for round in published.rounds)
    yield from writer.wrapped(f"Published: of all positions {each} ({published.rounds[-1].source}).", "  ")
    newest = next((year for year in reversed(published.years) if year.in_soap), None)
    if newest is not None and newest.in_soap:
        left = round((1 - published.rounds[-1].filled) * newest.in_soap, -1)
        yield from writer.wrapped(
            f"Of the {many(newest.in_soap, 'position')} of {newest.year} that would be about {left:.0f} "
            f"after round {published.rounds[-1].round}.",
            "  ",
        )
    if not report.figures.rounds and not report.problem:
        yield from writer.wrapped(NOTHING_LEFT, "  ")
    for own in report.figures.rounds:
        told = f"{_percent(own.share)} left after round {own.round}, {own.left:,} of {many(own.base, 'position')}"
        yield from writer.wrapped(f"Your lists of {own.year}: {told}.", "  ")


def _late(groups: Sequence[GroupLeft], writer: _Writer) -> Iterator[str]:
    counts = [f"{group.left:,} of {group.base:,}" for group in groups]
    wide = max(map(len, counts), default=0)
    longest = max((len(group.name) for group in groups), default=0)
    room = min(LONGEST_NAME, longest, writer.width - wide - 8 - 10)
    bar = min(LONGEST_BAR, writer.width - room - wide - 10)
    most = max((group.left for group in groups), default=0)
    for group, count in zip(groups, counts, strict=True):
        drawn = writer.bar(group.left, most, bar)
        yield f"{writer.cut(group.name, room)}  {drawn}  {_percent(group.share).rjust(4)}  {count.rjust(wide)}"


# -- the chances, and what is published


def _chances(report: InsightReport, writer: _Writer) -> list[str]:
    if not report.sources:
        return writer.wrapped(CHANCES)
    told = f"The chances of the {many(len(report.sources), 'program')} on the list: "
    return [*writer.wrapped(CHANCES), *writer.wrapped(f"{told}{sources_told(Counter(report.sources))}.")]


def _published(published: PublishedFill, writer: _Writer) -> Iterator[str]:
    for year in published.years:
        parts = [
            f"{year.in_soap:,} in SOAP" if year.in_soap else "",
            f"{year.filled:,} filled" if year.filled else "",
        ]
        yield from writer.wrapped(f"{year.year}  {', '.join(part for part in parts if part)} ({year.source})", "  ")
    for source in published.sources:
        yield from writer.wrapped(source, "  ")
