"""What the filter could be typed to, and what there is to filter by, counted over the rows that are looked at."""

from collections.abc import Sequence

from soaptui.filters.completion import complete_in, read_values, words_counted
from soaptui.programs.filter_keys import KEYS, PROGRAMS
from soaptui.programs.own_columns import OwnColumns
from soaptui.programs.program_row import ProgramRow

FACETS = ("state", "specialty", "visa", "tier", "type", "service", "applied", "genetics", "setting")


def own_columns(rows: Sequence[ProgramRow]) -> OwnColumns:
    """The columns of the user's own files, the most frequent first."""
    return OwnColumns(rows)


def facets(rows: Sequence[ProgramRow]) -> list[tuple[str, list[tuple[str, int]]]]:
    """What there is of each kind, and on how many rows, the most frequent first; each can be typed: state:NY."""
    found = []
    for name in FACETS:
        counts = words_counted(KEYS[name], read_values(KEYS[name], rows))
        found.append((name, sorted(counts.items(), key=lambda item: (-item[1], item[0]))))
    return found


def complete(text: str, rows: Sequence[ProgramRow], own: Sequence[str] | None = None) -> list[str]:
    """The whole texts that the last piece could become: keys, or values by how many rows have them.

    `own` is what `own_columns` finds in the rows, where that is known already.
    """
    return complete_in(text, rows, own_columns(rows) if own is None else own, PROGRAMS)
