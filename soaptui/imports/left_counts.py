"""Columns that may count open positions under a heading that is not known: nobody looks for what is missing."""

import re
from collections.abc import Sequence

from soaptui.imports.table_finding import ListTable
from soaptui.imports.written_numbers import says_nothing, written_count

_MAY_COUNT = re.compile(r"\b(unfilled|open|openings?|vacan\w*|remaining|available|left)\b", re.IGNORECASE)


def counts_not_taken(tables: Sequence[ListTable]) -> list[str]:
    """That columns may count open positions, where none was taken for them: a sentence, or none."""
    headings = [
        name
        for table in tables
        if "unfilled" not in table.mapping.fields
        for name, column in table.mapping.ignored.items()
        if column not in table.mapping.assigned and _MAY_COUNT.search(name) and _all_counts(table, column)
    ]
    if not headings:
        return []
    named = ", ".join(dict.fromkeys(headings))
    return [f"{named} may count open positions, and no column was taken for them: say which one it is, if it does"]


def _all_counts(table: ListTable, column: int) -> bool:
    cells = [row.cells[column].strip() for row in table.rows if column < len(row.cells)]
    said = [cell for cell in cells if cell and not says_nothing(cell)]
    return bool(said) and all(written_count(cell).number is not None for cell in said)
