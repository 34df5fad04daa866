"""The log in figures: calls, missed calls, interviews and promises, by day and by tier; and the same as small bars.

Days are Eastern ones. A missed call (or a voicemail) is answered when what was promised for it is done, or when its
program, or its number, was spoken with later, whoever called.
"""

import textwrap
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

import msgspec

from soaptui.calls import phone_numbers
from soaptui.counted import many
from soaptui.plots import figure_bar
from soaptui.program_tiers import TIERS
from soaptui.records import Call, Interview, State
from soaptui.week import words, zones
from soaptui.week.season import Season

TIER_NAMES: dict[str, str] = {**{tier: means.name for tier, means in TIERS.items()}, "": "unknown"}
"""The tiers as they are counted; a caller of whom no program is known, or one on no list, has none."""

OTHER, ALL = "other days", "all"
_DAYS = 5


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on one day, or with the programs of one tier.

    `came` and `out` are calls that were spoken: theirs and the user's own. `missed` are missed calls and
    voicemails, `answered` how many of them were. `emails` came or were sent. `interviews` were held or are to be.
    `promised` are follow-ups, `done` those of them that are.
    """

    label: str
    came: int = 0
    out: int = 0
    missed: int = 0
    answered: int = 0
    emails: int = 0
    interviews: int = 0
    promised: int = 0
    done: int = 0

    @property
    def spoken(self) -> int:
        """Calls that were spoken, either way."""
        return self.came + self.out

    @property
    def anything(self) -> bool:
        """Whether anything is counted at all."""
        return any((self.spoken, self.missed, self.emails, self.interviews, self.promised))


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a log. `minutes` is the median time until a missed call was answered; None before one was."""

    days: tuple[Count, ...]
    tiers: tuple[Count, ...]
    whole: Count
    minutes: float | None = None


def week_in_figures(state: State, season: Season, tiers: Mapping[str, str]) -> Numbers:
    """The figures of everything that is kept. `tiers` has the tier of each program, by the program's id.

    Monday to Friday of Match Week have a line each whatever happened; the days about it one together, where there
    is anything.
    """
    return of_calls(state, state.calls.values(), state.interviews.values(), season, tiers)


def of_calls(
    state: State, calls: Iterable[Call], interviews: Iterable[Interview], season: Season, tiers: Mapping[str, str]
) -> Numbers:
    """The figures of these calls and interviews alone; whether one was answered is seen in the whole log."""
    listed, answers = list(calls), answered_calls(state)
    happened = [(call.started, call.program, mark) for call in listed for mark in _marks(call, answers)]
    happened += [(item.at, item.program, "interviews") for item in interviews if item.means.counted]
    monday = first_day(season)
    days = {day: words.day_text(day) for day in (monday + timedelta(days=number) for number in range(_DAYS))}
    by_day = [(days.get(zones.eastern(at).date(), OTHER), mark) for at, _, mark in happened]
    by_tier = [(TIER_NAMES.get(tiers.get(program, ""), TIER_NAMES[""]), mark) for _, program, mark in happened]
    minutes = [(answers[call.id] - call.started).total_seconds() / 60 for call in listed if call.id in answers]
    return Numbers(
        days=tuple(c for c in _counted((*days.values(), OTHER), by_day) if c.label != OTHER or c.anything),
        tiers=_counted(TIER_NAMES.values(), by_tier),
        whole=_counted((ALL,), [(ALL, mark) for _, _, mark in happened])[0],
        minutes=median(minutes) if minutes else None,
    )


def first_day(season: Season) -> date:
    """The Monday of Match Week, in Eastern Time."""
    published = zones.eastern(season.event("unfilled-list").at).date()
    return published - timedelta(days=published.weekday())


def _marks(call: Call, answers: Mapping[str, datetime]) -> Iterator[str]:
    """What a call counts as."""
    yield call.meaning.counted
    if call.id in answers:
        yield "answered"
    if call.follow_up is not None:
        yield "promised"
        if call.follow_up.done is not None:
            yield "done"


def _counted(labels: Iterable[str], marked: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for label, mark in marked:
        found[label][mark] += 1
    return tuple(Count(label=label, **found[label]) for label in labels)


def answered_calls(state: State) -> dict[str, datetime]:
    """When each missed call or voicemail was answered, by the call's id; those that were not are left out."""
    spoken: dict[str, list[datetime]] = defaultdict(list)
    for call in sorted(state.calls.values(), key=lambda call: call.started):
        if call.meaning.spoken:
            for same in _same(call):
                spoken[same].append(call.started)
    found: dict[str, datetime] = {}
    for call in state.calls.values():
        if call.meaning.missed:
            later = [moment for same in _same(call) for moment in _after(spoken[same], call.started)]
            if call.follow_up is not None and call.follow_up.done is not None:
                later.append(max(call.follow_up.done, call.started))
            if later:
                found[call.id] = min(later)
    return found


def _same(call: Call) -> list[str]:
    """What tells that two calls were with the same people: the program, and the number."""
    number = phone_numbers.whole(call.number)
    return [text for text in (call.program, number and f"number {number}") if text]


def _after(moments: Sequence[datetime], than: datetime) -> Sequence[datetime]:
    """The first of the moments that is later, if there is one."""
    place = bisect_right(moments, than)
    return moments[place : place + 1]


# -- drawn with characters


class _Column(NamedTuple):
    """A column of the block: its long and its short heading, and what of a count stands in it."""

    long: str
    short: str
    cell: Callable[[Count], str]


_EMAILS = _Column("emails", "mail", lambda count: _figure(count.emails))
"""It stands there only where there was one."""

_COLUMNS = (
    _Column("they called", "in", lambda count: _figure(count.came)),
    _Column("you called", "out", lambda count: _figure(count.out)),
    _Column("missed", "miss", lambda count: _figure(count.missed)),
    _Column("answered", "ans", lambda count: _figure(count.answered) if count.missed else ""),
    _EMAILS,
    _Column("interviews", "int", lambda count: _figure(count.interviews)),
    _Column("promises kept", "kept", lambda count: f"{count.done}/{count.promised}" if count.promised else ""),
)
_SHORTEST, _LONGEST = 3, 24
"""A bar has at least and at most so many cells; where there is room for fewer there is none."""


def _figure(value: int) -> str:
    return str(value) if value else "·"


def figure_lines(found: Numbers, width: int) -> list[str]:
    """The figures as a block of text at most `width` cells wide, by day and by tier; bars are of calls spoken."""
    tiers = [count for count in found.tiers if count.anything]
    first = max(len(count.label) for count in (*found.days, *tiers))
    block = _table("BY DAY", [*found.days, found.whole], first, width)
    if tiers:
        block += ["", *_table("BY TIER", tiers, first, width)]
    if told := waited(found):
        block += ["", *textwrap.wrap(told, max(1, width))]
    return [line[: max(0, width)].rstrip() for line in block]


def waited(found: Numbers) -> str:
    """How many missed calls were answered, and how soon; nothing where none was missed."""
    whole = found.whole
    if not whole.missed:
        return ""
    told = f"{whole.answered} of {many(whole.missed, 'missed call')} answered"
    return told if found.minutes is None else f"{told}, half of them within {words.duration(60 * found.minutes)}"


def _table(title: str, counts: Sequence[Count], first: int, width: int) -> list[str]:
    """Counts in lines, `first` cells for what each is of. Headings are cut and columns left out as need be."""
    wrote = any(count.emails for count in counts)
    columns, gap = [column for column in _COLUMNS if wrote or column is not _EMAILS], 2
    rows = [[column.cell(count) for column in columns] for count in counts]
    heads = [column.long for column in columns]
    wide = _widths(heads, rows)
    if first + sum(wide) + gap * len(wide) > width:
        heads, gap = [column.short for column in columns], 1
        wide = _widths(heads, rows)
        while wide and first + sum(wide) + gap * len(wide) > width:
            wide.pop()
    room = min(_LONGEST, width - first - sum(wide) - gap * len(wide) - gap)
    most = max((count.spoken for count in counts if count.label != ALL), default=0)
    lines = [_row(title, heads, first, wide, gap)]
    for count, row in zip(counts, rows, strict=True):
        drawn = figure_bar(count.spoken, most, room) if room >= _SHORTEST and count.label != ALL else ""
        lines.append(f"{_row(count.label, row, first, wide, gap)}{' ' * gap}{drawn}")
    return lines


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(len(head), *(len(row[number]) for row in rows)) for number, head in enumerate(heads)]


def _row(label: str, cells: Sequence[str], first: int, wide: Sequence[int], gap: int) -> str:
    return label.ljust(first) + "".join(" " * gap + cell.rjust(one) for cell, one in zip(cells, wide, strict=False))
