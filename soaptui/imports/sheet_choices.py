"""The sheets of a file to choose from: what each seems to hold, which are proposed, which are taken."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from soaptui.imports.import_kinds import IMPORT_KINDS
from soaptui.imports.import_plan import kind_of_table
from soaptui.imports.table_finding import find_tables
from soaptui.imports.text_rows import BadFile, TextSheet


class SheetChoice(NamedTuple):
    """A sheet: what it seems to hold, in words, and what is easily missed of it; whether it is proposed, and taken.

    Without `programs` there is nothing in it to take.
    """

    name: str
    holds: str
    notes: tuple[str, ...]
    programs: bool
    proposed: bool
    taken: bool


def sheet_choices(
    sheets: list[TextSheet], assign: AnyMapping[str, str] = {}, wanted: Sequence[str] = ()
) -> list[SheetChoice]:
    """The sheets in the order of the file; none where nothing in it is a table."""
    try:
        proposed = find_tables(sheets, assign)
    except BadFile:
        return []
    names = {sheet.name for sheet in proposed.sheets if sheet.taken}
    named = {name.casefold().strip() for name in wanted}
    kinds = {id(table.sheet): IMPORT_KINDS[kind_of_table(table)].called for table in proposed.all_tables}
    choices: list[SheetChoice] = []
    for seen, sheet in zip(proposed.sheets, sheets, strict=True):
        kind = kinds.get(id(sheet), "") if seen.rows else ""
        choices.append(
            SheetChoice(
                name=seen.name,
                holds=f"{kind}, {seen.holds}" if kind else seen.holds,
                notes=seen.notes,
                programs=bool(seen.rows),
                proposed=seen.name in names,
                taken=bool({seen.name.casefold().strip(), "all"} & named) if named else seen.name in names,
            )
        )
    return choices
