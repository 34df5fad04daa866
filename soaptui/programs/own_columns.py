"""The columns of the user's own files as they are filtered: numbers, yes and no, or text, by what stands in them."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import Any, Literal, get_args

from soaptui.filters.filter_keys import THREE, Key, Pick, Unknown, column_name, itself, pick_text
from soaptui.filters.values import COMPARED, HALF, compared_figure, figure_span
from soaptui.programs.cut_off_keys import key_of_heading
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Known
from soaptui.text import word_line

ColumnKind = Literal["number", "yes or no", "text", "any"]
"""What stands in a column; "any" where nobody says which cells there are."""

_YES = frozenset({"yes", "y", "true", "t", "x", "✓", "✔", "☑", "1", "ja", "si", "oui"})
_NO = frozenset({"no", "n", "false", "f", "✗", "✘", "0", "none", "never", "nein", "non"})
_UNKNOWN = frozenset(
    {"", "unknown", "n a", "na", "tbd", "tba", "unclear", "unsure", "not sure", "not known", "maybe"}
)
_AMOUNT = re.compile(
    r"[~≈≥>$€£\s]*(-?\d[\d,]*(?:\.\d+)?)\s*(k\b)?\s*(?:%|\+|[^\W\d_]+\.?|\([^)]*\))?\s*", re.IGNORECASE
)
"""A number with a currency, a unit or an aside: $64,200, 220+, 60%, 5 years, 3 (2 cat)."""


class OwnColumns(list[str]):
    """The names of the user's own columns, the most frequent first, and what stands in each."""

    def __init__(self, rows: Sequence[ProgramRow]) -> None:
        counted = Counter(chain.from_iterable(row.program.columns for row in rows))
        super().__init__(name for name, _ in counted.most_common())
        self._rows = rows
        self._kinds: dict[str, ColumnKind] = {}

    def kind(self, name: str) -> ColumnKind:
        """What stands in the column of that compared name: looked at when it is first asked for."""
        if name not in self._kinds:
            read = reader_of(name)
            self._kinds[name] = kind_of_cells(filter(None, map(read, self._rows)))
        return self._kinds[name]


def kind_of_cells(cells: Iterable[str]) -> ColumnKind:
    """What most of the cells are; those that say that they know nothing count for nothing."""
    said = [cell for cell in cells if cell_answer(cell) != "unknown"]
    if not said:
        return "text"
    if sum(amount(cell) is not None for cell in said) * 2 > len(said):
        answers = {cell.strip() for cell in said}
        return "number" if answers - {"0", "1"} else "yes or no"
    answered = sum(cell_answer(cell) in ("yes", "no") for cell in said)
    return "yes or no" if answered * 2 > len(said) else "text"


def cell_answer(cell: str) -> Known | Literal[""]:
    """Whether a cell says yes, no, or that it is not known; "" for any other text. What asks (?) does not know."""
    if "?" in cell:
        return "unknown"
    head = word_line(re.split(r"[,;:.(]", cell.replace("n/a", "unknown"), maxsplit=1)[0])
    if head in _UNKNOWN:
        return "unknown" if head or not cell.strip() else ""
    return "yes" if head in _YES else "no" if head in _NO else ""


def amount(cell: str) -> float | None:
    """The number that a cell is, whatever stands beside it; None where it is none, or more than one."""
    found = _AMOUNT.fullmatch(cell)
    if found is None:
        return None
    return float(found[1].replace(",", "")) * (1000 if found[2] else 1)


def reader_of(name: str) -> Callable[[ProgramRow], str]:
    """What reads the cell of that column, by its compared name; columns that differ in capitals are one."""
    same = _SameName(name)

    def read(row: ProgramRow) -> str:
        for title, cell in row.program.columns.items():
            if same[title] and cell:
                return cell
        return ""

    return read


class _SameName(dict[str, bool]):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, title: str) -> bool:
        found = self[title] = column_name(title) == self._name
        return found


def column_key(name: str, own: Collection[str] | None) -> Key:
    """The key that is a column of the user's own files, typed by what stands in it."""
    if (taken := key_of_heading(name)) is not None:
        return _partly_taken(reader_of(name), *taken)
    kind = own.kind(name) if isinstance(own, OwnColumns) else "any"
    choices = get_args(Known) if kind == "yes or no" else ()
    return Key(reader_of(name), itself, lambda value: _pick(value, kind), choices, shared=False)


def _partly_taken(read_cell: Callable[[ProgramRow], str], key: Key, more: int) -> Key:
    """The key of a column from which an import takes cut-offs: where it did, the cut-off counts, else the cell.

    `more` is by how much the column counts more than the cut-off.
    """

    def words(raw: tuple[Any, str]) -> Collection[str]:
        taken, cell = raw
        if taken is not None or not cell:
            return key.words(taken)
        return ("unknown",) if cell_answer(cell) == "unknown" else (cell,)

    def number(raw: tuple[Any, str]) -> float | None:
        taken, cell = raw
        if taken is None:
            return amount(cell)
        figure = key.number(taken) if key.number is not None else None
        return None if figure is None else figure + more

    def pick(value: str) -> Pick | None:
        if (by_text := pick_text(value)) is None:
            return None
        try:
            by_word = key.pick(value)
        except Unknown:
            return by_text
        return lambda word: by_text(word) or (by_word is not None and by_word(word))

    return Key(lambda row: (key.read(row), read_cell(row)), words, pick, key.choices, number)


def _pick(value: str, kind: ColumnKind) -> Pick | None:
    """Which cells a typed value means. Raises Unknown for figures where no cell is one."""
    if HALF.fullmatch(value):
        return None
    typed = THREE.get(value, (value,))[0]
    if typed == "unknown":
        # A question in a text is no answer that is not known.
        return lambda cell: cell_answer(cell.replace("?", "") if kind == "text" else cell) == "unknown"
    if kind == "yes or no" and typed in ("yes", "no"):
        return lambda cell: cell_answer(cell) == typed
    if kind == "any" and typed in ("yes", "no"):
        by_text = pick_text(value)
        return lambda cell: (
            cell_answer(cell) == typed or (cell_answer(cell) == "" and by_text is not None and by_text(cell))
        )
    within = figure_span(value) if kind == "number" else compared_figure(value)
    if within is not None and kind in ("number", "any"):
        return lambda cell: (figure := amount(cell)) is not None and within(figure)
    if COMPARED.match(value) and kind != "any":
        has = "has text" if kind == "text" else "says yes or no" if kind == "yes or no" else "wants a number there"
        raise Unknown(f"cannot be compared: the column {has}")
    return pick_text(value)
