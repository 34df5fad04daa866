"""Where a table is in a file: its row of headings, what each column is, the rows below."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from soaptui.counted import many
from soaptui.imports.columns_by_content import (
    cell_as_heading,
    code_of,
    is_code,
    joined_headers,
    mapped_by_content,
    percentages,
)
from soaptui.imports.delimited_text import HEADER_WITHIN
from soaptui.imports.headers import FIELDS, ColumnMap, map_headers, means_something, squeezed_header
from soaptui.imports.table_shapes import is_heading_row, shaped, upright_rows
from soaptui.imports.text_rows import BadFile, TextRow, TextSheet
from soaptui.programs import names, specialties
from soaptui.programs.us_states import state_letters
from soaptui.text import clean

LONGEST_HEADING = 80

CELLS_OF_A_PROGRAM = 3
"""A row with fewer cells, and without a code, is a title or a remark."""

NAMING = {"institution", "name", "acgme_id"}
"""What may name a program of the user's own research, which has no code."""

__all__ = ["HEADER_WITHIN", "FoundTables", "ListTable", "SheetSeen", "code_in", "find_table", "find_tables"]


class ListTable(NamedTuple):
    """A table found in a sheet. `specialty` and `state` are what the sheet's name says of all its rows, where no
    column does."""

    sheet: TextSheet
    headers: list[str]
    mapping: ColumnMap
    rows: list[TextRow]
    specialty: str = ""
    state: str = ""


class SheetSeen(NamedTuple):
    """A sheet of a file: its name, its rows of programs, whether it is taken; what else it holds, in words."""

    name: str
    rows: int
    taken: bool
    holds: str = ""
    notes: tuple[str, ...] = ()


class FoundTables(NamedTuple):
    """The tables to take, the best first; every sheet of the file; the sheets with programs that are not taken.

    `source` is what the import is called after: the file, and its sheet where one of several is taken. `all_tables`
    are those of the other sheets too.
    """

    tables: tuple[ListTable, ...]
    sheets: tuple[SheetSeen, ...]
    elsewhere: tuple[str, ...]
    source: str
    all_tables: tuple[ListTable, ...] = ()


class _Headings(NamedTuple):
    headers: list[str]
    below: int
    """The number of the first row under the headings."""


def find_table(sheets: list[TextSheet], assign: AnyMapping[str, str] = {}) -> ListTable:
    """The best table of a file (see find_tables)."""
    return find_tables(sheets, assign).tables[0]


def find_tables(
    sheets: list[TextSheet], assign: AnyMapping[str, str] = {}, wanted: Sequence[str] = ()
) -> FoundTables:
    """The tables of a file: in each sheet the header row that says most.

    The sheet with the most programs under it is taken; so are the others where each is of a specialty, or a state.
    `wanted` names others, or "all". `assign` says what columns are, by their headings: a field of FIELDS, or "" for
    an unknown one that is kept. A list without headings is known by its codes; its columns are called "column 1"
    and so on. Raises BadFile where there is no table, or no sheet called so.
    """
    for field in assign.values():
        if field and field not in FIELDS:
            raise BadFile(f"{field!r} is not a known field: say one of {', '.join(FIELDS)}.")
    tables = [table for sheet in sheets if (table := _in_sheet(sheet, assign)) is not None]
    if not tables:
        name = sheets[0].name.split(", sheet")[0] if sheets else "The workbook"
        raise BadFile(
            f"{name}: soaptui found no row of headings in the first {HEADER_WITHIN} lines. "
            "Give the columns names such as NRMP Program Code, Institution, City, State, Positions Unfilled."
        )
    taken = _named(tables, sheets, wanted) if wanted else _best(tables)
    if not any(_codes(table) or table.mapping.fields.keys() & NAMING for table in taken):
        raise BadFile(
            f"{taken[0].sheet.name}: no NRMP code (like 1234140C0) is below the headings. "
            "Keep the column with the codes when you save the list."
        )
    chosen = {id(table.sheet) for table in taken}
    there = {code for table in taken for code in _codes(table)}
    others = [table for table in tables if id(table.sheet) not in chosen]
    seen = tuple(_seen(sheet, tables, taken=id(sheet) in chosen) for sheet in sheets)
    elsewhere = tuple(table.sheet.name for table in others if _has_more(table, there))
    first = taken[0].sheet.name
    source = first if len(taken) == 1 else f"{first.split(', sheet')[0]}, {many(len(taken), 'sheet')}"
    return FoundTables(tuple(taken), seen, elsewhere, source, tuple(tables))


def _best(tables: list[ListTable]) -> list[ListTable]:
    """The table with the most programs that the workbook shows; with it those of other specialties, or states."""
    shown = [table for table in tables if not table.sheet.hidden] or tables
    best = max(shown, key=_score)
    alike = [table for table in shown if _headings_of(table) == _headings_of(best)]
    titles = [table.sheet.title for table in alike]
    in_parts = len(alike) > 1 and (
        all(names.discipline(title).specialty for title in titles) or all(map(state_letters, titles))
    )
    codes = [code for table in alike for code in _codes(table)]
    if in_parts and len(codes) == len(set(codes)):
        return [best, *(table for table in alike if table is not best)]
    return [best]


def _named(tables: list[ListTable], sheets: list[TextSheet], wanted: Sequence[str]) -> list[ListTable]:
    """The tables of the sheets that the user named. Raises BadFile."""
    if "all" in (name.casefold().strip() for name in wanted):
        return sorted((table for table in tables if _programs_in(table)), key=_score, reverse=True) or tables
    by_title = {_title(table.sheet).casefold().strip(): table for table in tables}
    taken: dict[int, ListTable] = {}
    for name in wanted:
        table = by_title.get(name.casefold().strip())
        if table is None:
            there = ", ".join(map(_title, sheets)) if len(sheets) > 1 or sheets[0].title else ""
            empty = any(_title(sheet).casefold().strip() == name.casefold().strip() for sheet in sheets)
            why = f"The sheet {clean(name)!r} has no table" if empty else f"There is no sheet {clean(name)!r}"
            raise BadFile(f"{why}. There are: {there}." if there else f"{why}: this file has no sheets.")
        taken[id(table)] = table
    return list(taken.values())


def _title(sheet: TextSheet) -> str:
    """What a sheet is called: a table of a web page after the page and its place."""
    return sheet.title or sheet.name


def _seen(sheet: TextSheet, tables: list[ListTable], *, taken: bool) -> SheetSeen:
    table = next((each for each in tables if each.sheet is sheet), None)
    programs = _programs_in(table) if table is not None else 0
    coded = len(_codes(table)) if table is not None else 0
    if coded:
        holds = many(coded, "NRMP code")
    elif programs:
        holds = f"{many(programs, 'program')} without codes"
    else:
        holds = f"{many(len(sheet.rows), 'row')}, no programs"
    return SheetSeen(_title(sheet), programs, taken, f"hidden, {holds}" if sheet.hidden else holds, sheet.notes)


def _has_more(table: ListTable, there: set[str]) -> bool:
    """Whether a table has programs beyond those that are taken."""
    codes = _codes(table)
    return bool(codes - there) if codes else _programs_in(table) > 0


def _programs_in(table: ListTable) -> int:
    """How many rows of a table are about a program, as far as their columns tell."""
    columns = [column for field, column in table.mapping.fields.items() if field in NAMING]
    named = table.mapping.known > 1
    return sum(
        1
        for row in table.rows
        if code_in(row, table.mapping)
        or (named and any(column < len(row.cells) and row.cells[column].strip() for column in columns))
    )


def _score(table: ListTable) -> tuple[int, int]:
    """How good a table is: a code says more than a name, and less where no heading stands above it."""
    coded = sum(1 for row in table.rows if code_in(row, table.mapping))
    headed = table.mapping.known > 1
    return coded * (10 if headed else 5) + (_programs_in(table) if headed else 0), table.mapping.known


def _headings_of(table: ListTable) -> frozenset[str]:
    return frozenset(squeezed_header(header) for header in table.headers if header)


def _codes(table: ListTable) -> set[str]:
    return {found.text for row in table.rows if (found := code_in(row, table.mapping))}


def code_in(row: TextRow, mapping: ColumnMap) -> specialties.ProgramCode | None:
    """The row's program code: in its column, or anywhere in the row where there is no such column."""
    column = mapping.fields.get("code")
    if column is not None:
        return code_of(row.cells[column]) if column < len(row.cells) else None
    others = mapping.other_codes
    cells = (cell for n, cell in enumerate(row.cells) if n not in others)
    return next((found for cell in cells if (found := specialties.find_code(cell))), None)


def _in_sheet(sheet: TextSheet, assign: AnyMapping[str, str]) -> ListTable | None:
    """The table of a sheet; None where it has neither headings nor codes."""
    all_rows = upright_rows(sheet.rows)
    candidates = _candidates(all_rows)
    best = max(candidates, key=lambda each: map_headers(each.headers, assign).known, default=None)
    if best is not None:
        best = _first_headings(all_rows, candidates, best)
    mapping = map_headers(best.headers, assign) if best is not None else None
    if best is None or mapping is None or (mapping.known < 2 and not mapping.fields.keys() & {"code", "acgme_id"}):
        best = _by_codes(all_rows, best if mapping is not None and mapping.known else None)
        if best is None:
            return None
    said = [squeezed_header(header) for header in best.headers]
    rows = [row for row in all_rows[best.below :] if not _repeats(row, said)]
    table = shaped(best.headers, rows)
    headers, rows = _all_named(table.headers, table.rows), table.rows
    mapping = mapped_by_content(map_headers(headers, assign), rows)
    if "img_percent" in mapping.fields:
        rows = percentages(rows, mapping.fields["img_percent"])
    return ListTable(sheet, headers, mapping, rows, _specialty_of(sheet, mapping), _state_of(sheet, mapping))


def _first_headings(rows: list[TextRow], candidates: list[_Headings], best: _Headings) -> _Headings:
    """The headings that say most; those above them where programs stand between the two."""
    for each in candidates:
        between = rows[each.below : best.below - 1]
        programs = [row for row in between if sum(map(bool, row.cells)) >= CELLS_OF_A_PROGRAM]
        if is_heading_row(rows[each.below - 1]) and any(not is_heading_row(row) for row in programs):
            return each
    return best


def _specialty_of(sheet: TextSheet, mapping: ColumnMap) -> str:
    """The specialty that a sheet is called after, where no column says it."""
    said = names.discipline(sheet.title)
    return sheet.title if said.specialty and "specialty" not in mapping.fields else ""


def _state_of(sheet: TextSheet, mapping: ColumnMap) -> str:
    """The state that a sheet is called after, where no column says it."""
    return "" if mapping.fields.keys() & {"state", "place"} else state_letters(sheet.title)


def _candidates(rows: list[TextRow]) -> list[_Headings]:
    """The lines that may be headings, single ones first, then two and two: none of them has a program code."""
    first = rows[:HEADER_WITHIN]
    plain = [not any(is_code(cell) for cell in row.cells) for row in first]
    single = [_Headings(_headings(row), n + 1) for n, row in enumerate(first) if plain[n]]
    double = [
        _Headings(joined_headers(first[n].cells, first[n + 1].cells, means_something), n + 2)
        for n in range(len(first) - 1)
        if plain[n] and plain[n + 1]
    ]
    return single + double


def _headings(row: TextRow) -> list[str]:
    return [cell_as_heading(cell) for cell in row.cells]


def _by_codes(rows: list[TextRow], best: _Headings | None) -> _Headings | None:
    """Headings for rows with codes under none that are known: those that stand above them, or numbers of columns."""
    first = next((n for n, row in enumerate(rows) if any(code_of(cell) for cell in row.cells)), None)
    if first is None:
        return None
    if best is not None and best.below <= first:
        return best
    width = max(len(row.cells) for row in rows[first:])
    above = _headings(rows[first - 1]) if first else []
    filled = sum(1 for cell in rows[first].cells if cell.strip())
    if sum(1 for text in above if _is_word(text)) >= max(2, filled - 1) and all(map(_is_word, filter(None, above))):
        return _Headings(above + [""] * (width - len(above)), first)
    return _Headings([""] * width, 0)


def _is_word(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HEADING and any(map(str.isalpha, text))


def _repeats(row: TextRow, headers: list[str]) -> bool:
    """Whether a row is the headings (squeezed) again, or a line of theirs, as on top of a new page."""
    filled = same = 0
    for cell, header in zip(row.cells, headers, strict=False):
        if cell and (text := squeezed_header(cell[:LONGEST_HEADING])):
            filled += 1
            same += len(text) > 1 and (header.startswith(text) or header.endswith(text))
    return same >= 2 and same * 4 >= filled * 3 and not any(is_code(cell) for cell in row.cells)


def _all_named(headers: list[str], rows: list[TextRow]) -> list[str]:
    """The headings; a column in which something stands in a program's row is called by its number if it has none."""
    named = list(headers)
    for row in rows:
        if any(not named[n] for n in range(len(named))) or len(row.cells) > len(named):
            if not any(is_code(cell) for cell in row.cells) and sum(map(bool, row.cells)) < CELLS_OF_A_PROGRAM:
                continue
            named += [""] * (len(row.cells) - len(named))
            for column, cell in enumerate(row.cells):
                if cell.strip() and not named[column]:
                    named[column] = f"column {column + 1}"
    return named
