"""Pages on which blocks of programs stand in two columns, side by side: one column below the other again."""

from collections.abc import Sequence

from soaptui.imports.block_text import program_line
from soaptui.nrmp_code import find_code

GAP = 3
"""Between two columns no line has a letter for so many places."""

ACROSS = 2
"""So many lines of a page (its title) may go across both columns."""


def unfolded_page(lines: Sequence[str]) -> list[str]:
    """The lines of a page with its right column below its left one, where it has two with programs in both."""
    at = _gutter(lines)
    if at is None:
        return list(lines)
    left = [line[:at].rstrip() if not line[at - GAP : at].strip() else line for line in lines]
    right = [line[at:].strip() if not line[at - GAP : at].strip() else "" for line in lines]
    return [*left, *right]


def _gutter(lines: Sequence[str]) -> int | None:
    """Where the right column begins; None where there is none."""
    begins = {len(line) - len(line[n:].lstrip()) for line in lines for n in _gaps(line)}
    for at in sorted(begins):
        crossing = sum(1 for line in lines if line[at - GAP : at].strip())
        if at >= GAP and crossing <= ACROSS and _programs([line[:at] for line in lines]) and _programs(
            [line[at:] for line in lines if not line[at - GAP : at].strip()]
        ):  # fmt: skip
            return at
    return None


def _gaps(line: str) -> list[int]:
    """Where in a line a wide gap begins."""
    found, blanks = [], 0
    for place, letter in enumerate(line):
        blanks = blanks + 1 if letter == " " else 0
        if blanks == GAP:
            found.append(place)
    return found


def _programs(parts: Sequence[str]) -> bool:
    """Whether these are lines with programs, each with its numbers and nothing else."""
    coded = [part for part in parts if find_code(part)]
    return bool(coded) and all(program_line(part) for part in coded)
