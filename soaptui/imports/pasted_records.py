"""Which lines of a pasted text belong to which program code.

They are shared out by what fits all of the codes alike: empty lines between the programs, or one rhythm, the code
first, last, or so many lines below the first. Where several fit, a code has the lines that are its own in each.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from soaptui.imports.headers import field_of
from soaptui.programs import names, specialties
from soaptui.programs.us_states import STATES


class PastedLine(NamedTuple):
    """A line of the text that says something: its number, its text without the code, the code it has."""

    number: int
    text: str
    code: str
    gap: bool
    """Whether an empty line stands before it."""
    whole: str = ""
    """The line with all of its codes, where its text could not be shared out among them."""


class PastedRecord(NamedTuple):
    """What is said of one program: its code, and its lines, of which line `at` has the code."""

    code: str
    lines: list[PastedLine]
    at: int
    alone: bool = False
    """Whether the line with the code says all of it."""


def records_of(lines: list[PastedLine]) -> list[list[PastedRecord]]:
    """The lines shared out among the codes: one way, or several where it cannot be told which is right."""
    places = [n for n, line in enumerate(lines) if line.code]
    between = sorted(later - earlier - 1 for earlier, later in pairwise(places))
    if not between:
        own = lines[places[0]]
        alone = len(own.text.split()) > 2
        return [[PastedRecord(own.code, [own], 0, alone=True) if alone else PastedRecord(own.code, lines, places[0])]]
    if between[len(between) // 2] == 0:
        # One line for each program; one or two lines without a code go on with the one above them.
        ends = [*places[1:], places[-1] + 1]
        return [
            [
                PastedRecord(lines[n].code, lines[n : end if end - n <= 3 else n + 1], 0, alone=True)
                for n, end in zip(places, ends, strict=True)
            ]
        ]
    apart = _by_gaps(lines)
    return [apart] if apart else _by_rhythm(lines, places)


def in_common(ways: list[list[PastedRecord]]) -> list[PastedRecord]:
    """The records with the lines that are theirs whichever way is right."""
    records: list[PastedRecord] = []
    for each in zip(*ways, strict=True):
        numbers = set.intersection(*({line.number for line in record.lines} for record in each))
        first = each[0]
        own = first.lines[first.at].number
        lines = [line for line in first.lines if line.number in numbers and (not line.code or line.number == own)]
        records.append(
            PastedRecord(first.code, lines, next(n for n, line in enumerate(lines) if line.code), first.alone)
        )
    return records


def _by_gaps(lines: list[PastedLine]) -> list[PastedRecord] | None:
    """Records that empty lines keep apart: nearly every group of lines has one code; None where it is not so."""
    groups: list[list[PastedLine]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    counts = [sum(1 for line in group if line.code) for group in groups]
    if max(counts) > 1 or sum(counts) * 10 < len(groups) * 8:
        return None
    return [_record(group) for group, count in zip(groups, counts, strict=True) if count]


def _record(lines: Iterable[PastedLine]) -> PastedRecord:
    lines = list(lines)
    at = next(n for n, line in enumerate(lines) if line.code)
    return PastedRecord(lines[at].code, lines, at)


MARGIN = 0.25
"""A rhythm that fits worse than the best one by less than this may be the right one too."""

CLOSE = 0.05
"""The one that takes up the whole text, with nothing left over at either end, need not be ahead by more."""

ENOUGH = 5
"""From so many records on; with fewer, a rhythm must be twice as far ahead."""


def _by_rhythm(lines: list[PastedLine], places: list[int]) -> list[list[PastedRecord]]:
    """Records by the rhythm that fits best: so many lines above each code, or below it. Where others fit nearly as
    well, by each of them."""
    longest = max(later - earlier for earlier, later in pairwise(places))
    tried: dict[tuple[tuple[int, int], ...], float] = {}
    for above in range(min(longest, 12)):
        for way in ([n - above for n in places], [n + above + 1 for n in places]):
            bounds = _bounds(way, places, len(lines), begins=way[0] <= places[0])
            if bounds is not None:
                tried[bounds] = _fit(lines, bounds)
    ranked = sorted(tried.items(), key=lambda each: -each[1])
    best = ranked[0][0]
    lengths = sorted(end - begin for begin, end in best)
    whole = best[0][0] == 0 and best[-1][1] == len(lines) and len(places) >= ENOUGH
    whole = whole and min(best[0][1], best[-1][1] - best[-1][0]) >= lengths[len(lengths) // 2]
    margin = CLOSE if whole else MARGIN if len(places) >= ENOUGH else 2 * MARGIN
    return [[_record(lines[b:e]) for b, e in bounds] for bounds, fit in ranked if ranked[0][1] - fit < margin]


def _bounds(way: list[int], places: list[int], size: int, *, begins: bool) -> tuple[tuple[int, int], ...] | None:
    """Where each record begins and ends, from where all of them begin, or all of them end."""
    if begins:
        starts = [max(0, begin) for begin in way]
        usual = _usual(starts)
        ends = [*starts[1:], min(size, starts[-1] + usual)]
    else:
        ends = [min(size, end) for end in way]
        usual = _usual(ends)
        starts = [max(0, ends[0] - usual), *ends[:-1]]
    fits = all(begin <= place < end for begin, place, end in zip(starts, places, ends, strict=True))
    return tuple(zip(starts, ends, strict=True)) if fits else None


def _usual(places: list[int]) -> int:
    steps = sorted(later - earlier for earlier, later in pairwise(places))
    return steps[len(steps) // 2]


def _fit(lines: list[PastedLine], bounds: tuple[tuple[int, int], ...]) -> float:
    """How well a rhythm fits: one place and a name of the code's own specialty in each record, the same institution
    where the codes say so, all records alike at both ends, and none of them cut short."""
    kinds = [_kind(line) for line in lines]
    records = [lines[begin:end] for begin, end in bounds]
    one_each = sum(1 for begin, end in bounds if kinds[begin:end].count("place") == 1) / len(bounds)
    first = Counter(kinds[begin] for begin, _ in bounds).most_common(1)[0][1] / len(bounds)
    last = Counter(kinds[end - 1] for _, end in bounds).most_common(1)[0][1] / len(bounds)
    named = sum(1 for record in records if _is_named(record)) / len(bounds)
    related = [_are_related(some, others) for some, others in pairwise(records)]
    kin = sum(related) / len(related)
    lengths = sorted(end - begin for begin, end in bounds)
    usual = lengths[len(lengths) // 2]
    edges = [bounds[0][1] - bounds[0][0], bounds[-1][1] - bounds[-1][0]]
    short = sum(max(0, usual - length) for length in edges) / usual
    left = kinds[: bounds[0][0]] + kinds[bounds[-1][1] :]
    # Nobody begins with the place or with a number what ends with a name.
    odd = sum(1 for begin, _ in bounds if kinds[begin] not in ("text", "code")) / len(bounds)
    return one_each + first / 2 + last / 2 + 1.5 * named + kin - short / 2 - odd / 2 - min(1, left.count("place")) / 5


def _is_named(record: list[PastedLine]) -> bool:
    """Whether one of the lines names the specialty that the code has."""
    code = next(found for line in record if (found := specialties.find_code(line.code)))
    return any(names.discipline(line.text).specialty == code.specialty for line in record)


def _are_related(some: list[PastedLine], others: list[PastedLine]) -> bool:
    """Whether two programs have a line in common just if their codes begin with the same institution."""
    ours, theirs = ({line.text.strip() for line in record if _is_name(line)} for record in (some, others))
    same = next(line.code[:4] for line in some if line.code) == next(line.code[:4] for line in others if line.code)
    return same == bool(ours & theirs)


def _is_name(line: PastedLine) -> bool:
    return (
        _kind(line) in ("text", "code", "institution")
        and bool(line.text.strip())
        and not names.discipline(line.text).specialty
    )


_PLACE_END = re.compile(r"(^|[,\s])([A-Z]{2})(\s+\d{5}(-\d{4})?)?$")


def _kind(line: PastedLine) -> str:
    """What a line looks like, in a word."""
    text = line.text.strip()
    if line.code:
        return "code"
    found = _PLACE_END.search(text)
    if found and found[2] in STATES:
        return "place"
    labelled = re.match(r"([A-Za-z][^:]{1,40}):\s", text)
    if labelled and (field := field_of(labelled[1])):
        return "place" if field in ("state", "place") else field
    if re.fullmatch(r"[\d\s,./-]+|\d{1,3} [a-z ]{4,30}", text):
        return "number"
    return text.casefold() if len(text) < 16 and text.casefold() in ("yes", "no", "eras", "residencycas") else "text"
