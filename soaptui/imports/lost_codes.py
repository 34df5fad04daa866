"""Codes that are in what was read and made no program: each is named, with its line and what to do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from soaptui.imports.columns_by_content import code_of
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.joining import TEXTS
from soaptui.imports.table_finding import ListTable
from soaptui.imports.text_rows import TextRow
from soaptui.nrmp_code import find_codes, find_linked_codes

ONE_BY_ONE = 20
"""So many codes have a sentence each; those behind them are named in one."""


class LostCode(NamedTuple):
    """A code that made no program: its line in words; the program that it stands beside, if any, and whether in one
    cell with it; whether the text calls it linked."""

    code: str
    line: str
    beside: str = ""
    in_cell: bool = False
    linked: bool = False


def lost_codes(tables: Sequence[ListTable], read: Iterable[str], kind: ImportKind) -> list[LostCode]:
    """The codes in these tables, and in the text that they were made of, that are none of those that were `read`.

    A fellowship's is none: SOAP has no fellowships. Nor is one in a column of linked or old codes, which is told of
    as a whole, or in a note of the user's research.
    """
    known = set(read)
    lost: dict[str, LostCode] = {}
    for table in tables:
        sheet = f"{table.sheet.title}, " if len(tables) > 1 else ""
        elsewhere = _of_other_programs(table, kind)
        for row in (*table.sheet.rows, *table.sheet.beside):
            for each in _lost_in(row, known, sheet):
                if elsewhere[each.code]:
                    elsewhere[each.code] -= 1
                else:
                    lost.setdefault(each.code, each)
    return list(lost.values())


def _lost_in(row: TextRow, known: set[str], sheet: str) -> list[LostCode]:
    """The codes of one row that were not read."""
    cells = [(cell, found) for cell in row.cells if (found := _codes(cell))]
    codes = [code for _, found in cells for code in found]
    if known.issuperset(codes):
        return []
    in_row = next((code for code in codes if code in known), "")
    lost = []
    for cell, found in cells:
        in_cell = next((code for code in found if code in known), "")
        linked = {each.text for each in find_linked_codes(cell)}
        lost += [
            LostCode(code, f"{sheet}line {row.line}", in_cell or in_row, bool(in_cell), code in linked)
            for code in found
            if code not in known
        ]
    return lost


def _codes(cell: str) -> list[str]:
    first = code_of(cell)
    if first is None:
        return []
    found = find_codes(cell) or [first]
    return [each.text for each in found if not each.is_fellowship]


def _of_other_programs(table: ListTable, kind: ImportKind) -> Counter[str]:
    """How often each code stands where it is known to be of another program."""
    columns = set(table.mapping.other_codes)
    if not IMPORT_KINDS[kind].needs_codes:
        columns |= {n for field, n in table.mapping.fields.items() if field in (*TEXTS, "override_reason")}
    cells = (row.cells[n] for row in table.rows for n in columns if n < len(row.cells))
    return Counter(code for cell in cells for code in _codes(cell))


def lost_codes_told(lost: Sequence[LostCode]) -> list[str]:
    """What is lost in sentences, each with what to do."""
    own = [each for each in lost if not each.linked]
    linked = [each for each in lost if each.linked]
    sentences = [_told(each) for each in own[:ONE_BY_ONE]]
    if more := own[ONE_BY_ONE:]:
        sentences.append(f"{_listed(more)} were not read as programs either: give each a row of its own")
    if linked:
        sentences.append(f"{_listed(linked)}: called linked, and not read as a program")
    return sentences


def _told(lost: LostCode) -> str:
    where = f" is in one {'cell' if lost.in_cell else 'row'} with {lost.beside}: it" if lost.beside else ""
    return f"{lost.code} ({lost.line}){where} was not read as a program: give it a row of its own"


def _listed(lost: Sequence[LostCode]) -> str:
    return ", ".join(f"{each.code} ({each.line})" for each in lost)
