"""Columns that may hold open positions or programs and were not taken for them: nobody looks for what is missing."""

import re
from collections.abc import Sequence

from soaptui.counted import many
from soaptui.imports.columns_by_content import code_of, is_code
from soaptui.imports.headers import field_of, says_other_code, says_size
from soaptui.imports.table_finding import ListTable, code_in
from soaptui.imports.text_rows import TextRow
from soaptui.imports.written_numbers import says_nothing, written_count
from soaptui.records import State

_MAY_COUNT = re.compile(r"\b(unfilled|open|openings?|vacan\w*|remaining|available|left)\b", re.IGNORECASE)

_FILLED = re.compile(r"\b(filled|matched)\b", re.IGNORECASE)


def counts_not_taken(tables: Sequence[ListTable]) -> list[str]:
    """What columns may say of positions and programs that was not taken from them: a sentence each."""
    headings = [
        name
        for table in tables
        if "unfilled" not in table.mapping.fields
        for name, column in table.mapping.ignored.items()
        if column not in table.mapping.assigned and _MAY_COUNT.search(name) and _all_counts(table, column)
    ]
    sentences = []
    if headings:
        named = ", ".join(dict.fromkeys(headings))
        sentences = [f"{named} may be the open positions: if so, say which column it is"]
    if filled := [name for table in tables for name in _filled_without_a_year(table)]:
        named = ", ".join(dict.fromkeys(filled))
        sentences.append(
            f"{named} says what was filled and not of which year, and is kept as it is: "
            "with headings such as 2026 Quota and 2026 Matched it is read as results"
        )
    return [
        *sentences,
        *(
            sentence
            for table in tables
            for sentence in (*_taken_of_several(table), *_codes_of_others(table), *_more_codes(table))
        ),
    ]


def counts_of_an_export(tables: Sequence[ListTable], state: State) -> list[str]:
    """That an export's open positions are not taken as anything but the list, where the store has others or none."""
    sentences = []
    for table in tables:
        column = table.mapping.fields.get("unfilled")
        if column is None or not table.mapping.computed:
            continue
        lost = sum(1 for row in table.rows if _not_in_store(row, table, column, state))
        if lost:
            sentences.append(
                f"{table.headers[column]} of {many(lost, 'program')} is not taken, for this is an export: "
                "import it as the list to take it (--as unfilled)"
            )
    return sentences


def _not_in_store(row: TextRow, table: ListTable, column: int, state: State) -> bool:
    code = code_in(row, table.mapping)
    count = written_count(row.cells[column].strip()).number if column < len(row.cells) else None
    if code is None or count is None:
        return False
    known = state.programs.get(code.text)
    return known is None or known.unfilled != count


def _taken_of_several(table: ListTable) -> list[str]:
    """That the open positions stand in several columns, of which one was taken."""
    mapping = table.mapping
    column = mapping.fields.get("unfilled")
    if column is None or column in mapping.assigned:
        return []
    others = [name for name in mapping.ignored if field_of(name) == "unfilled" and not says_size(name)]
    if not others:
        return []
    return [f"{table.headers[column]} was read as the open positions, but {', '.join(others)} may be them too"]


def _codes_of_others(table: ListTable) -> list[str]:
    """That the only codes there are stand under a heading of linked or old ones."""
    column = table.mapping.fields.get("code")
    if column is None or column in table.mapping.assigned or not says_other_code(table.headers[column]):
        return []
    heading = table.headers[column]
    cure = "if they are of other programs, add their own as NRMP Code"
    return [f"{heading} was read as the codes of the programs: {cure}"]


def _more_codes(table: ListTable) -> list[str]:
    """That a column of linked or old codes holds some that no row of the table is about."""
    column = table.mapping.fields.get("code")
    if column is None:
        return []
    own = {found.text for row in table.rows if (found := code_in(row, table.mapping))}
    sentences = []
    others = table.mapping.other_codes
    for name, other in table.mapping.ignored.items():
        if other not in others:
            continue  # codes that may be programs of the list are named one by one
        cells = [row.cells[other] for row in table.rows if other < len(row.cells)]
        codes = {found.text for cell in cells if is_code(cell) and (found := code_of(cell))} - own
        if codes:
            held = many(len(codes), "code of a program", "codes of programs")
            sentences.append(f"{name} holds {held} without a row: kept as text, not as a program")
    return sentences


def _filled_without_a_year(table: ListTable) -> list[str]:
    """The columns of what was filled or matched beside those of what was offered."""
    if "quota" not in table.mapping.fields or "unfilled" in table.mapping.fields:
        return []
    return [
        name
        for name, column in table.mapping.ignored.items()
        if column not in table.mapping.assigned and _FILLED.search(name) and _all_counts(table, column)
    ]


def _all_counts(table: ListTable, column: int) -> bool:
    cells = [row.cells[column].strip() for row in table.rows if column < len(row.cells)]
    said = [cell for cell in cells if cell and not says_nothing(cell)]
    return bool(said) and all(written_count(cell).number is not None for cell in said)
