"""The rows of a table as what each says of which program; and the rows that say it of none, with the reason."""

from collections.abc import Mapping as AnyMapping
from typing import Any, NamedTuple

import msgspec

from soaptui.imports.cells import BadCell, read_fields
from soaptui.imports.headers import ColumnMap
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.joining import TEXTS, keys_of, own_values
from soaptui.imports.matching import answered_match
from soaptui.imports.table_finding import ListTable, code_in
from soaptui.imports.text_rows import BadFile, TextRow
from soaptui.programs import names, specialties
from soaptui.records import Program, State
from soaptui.text import clean


class Skipped(msgspec.Struct, frozen=True):
    """A row that was left out: its line in the file, and why; for a `fellowship` also why without its code."""

    line: int
    reason: str
    fellowship: str = ""


class RowEntry(NamedTuple):
    """A usable row: its line, the program it is about (a code, or the id of the user's own record), what it says."""

    line: int
    id: str
    code: specialties.ProgramCode | None
    fields: dict[str, Any]


def read_entries(table: ListTable, state: State, kind: ImportKind) -> tuple[dict[str, RowEntry], list[Skipped]]:
    """The usable rows by program, and every other row with its reason. Raises BadFile where no row names a program.

    Only in research may a row do without an NRMP code.
    """
    records = _Records(State() if IMPORT_KINDS[kind].needs_codes else state)
    found: dict[str, RowEntry] = {}
    skipped: list[Skipped] = []
    nameless = 0
    for row in table.rows:
        code = _code(row, table.mapping, kind)
        if code is not None and code.is_fellowship:
            why = f"a fellowship (type {code.type}): it has no place in SOAP"
            skipped.append(Skipped(row.line, f"{code.text} is {why}", fellowship=why))
            continue
        fields, problem = _said(row, table, code, kind)
        key = code.text if code is not None else records.key(fields)
        if key in found:
            skipped.append(Skipped(row.line, _twice(found[key], fields, kind)))
            if code is None:
                records.add(found[key])  # it may have learned its ACGME number
        elif problem:
            skipped.append(Skipped(row.line, f"{key or _called(row, table.mapping)}: {problem}"))
        elif key:
            found[key] = RowEntry(row.line, key, code, fields)
            if code is None:
                records.add(found[key])
        else:
            nameless += 1
            skipped.append(Skipped(row.line, _no_program(row, table.mapping, kind)))
    if nameless == len(table.rows):
        raise BadFile(_NOTHING.format(name=table.sheet.name) + IMPORT_KINDS[kind].cure)
    return found, skipped


_NOTHING = "{name}: no NRMP program code (like 1234140C0) stands under the headings"


def _said(
    row: TextRow, table: ListTable, code: specialties.ProgramCode | None, kind: ImportKind
) -> tuple[dict[str, Any], str]:
    """What a row says, and why it cannot be read, if it cannot."""
    if code is None and IMPORT_KINDS[kind].needs_codes:
        return {}, ""
    try:
        fields = read_fields(row, table.mapping, table.sheet.name)
    except BadCell as error:
        return {}, str(error)
    return (fields if code is not None else own_values(fields)), ""


def _code(row: TextRow, mapping: ColumnMap, kind: ImportKind) -> specialties.ProgramCode | None:
    """The row's code. The code of another program that the user mentions in a note is not the row's."""
    if not IMPORT_KINDS[kind].needs_codes and "code" not in mapping.fields:
        mentions = {mapping.fields[name] for name in (*TEXTS, "override_reason") if name in mapping.fields}
        row = TextRow(row.line, ["" if column in mentions else cell for column, cell in enumerate(row.cells)])
    return code_in(row, mapping)


class _Records:
    """Which record a row without a code belongs to, by what the store and the rows above it have."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._own: dict[str, str] = {}
        self._listed: set[str] = set()
        for program in state.programs.values():
            if digits := names.acgme_digits(program.acgme_id):
                if program.code:
                    self._listed.add(digits)
                else:
                    self._own[digits] = program.id
        self._rows: dict[str, RowEntry] = {}

    def add(self, entry: RowEntry) -> None:
        """Remember a row under all the ids that it could have."""
        for key in keys_of(entry.fields):
            self._rows.setdefault(key, entry)

    def key(self, fields: AnyMapping[str, Any]) -> str:
        """The id of the row's record; "" where it does not say which program it is about.

        A record that the row had before it knew its ACGME number stays its record.
        """
        keys = keys_of(fields)
        digits = _digits(fields)
        for key in keys:
            above = self._rows.get(key)
            if above is not None and (not digits or _digits(above.fields) in ("", digits)):
                return above.id
        if digits in self._listed:
            return keys[0]
        for key in keys:
            there = self._state.programs.get(key)
            same = there is not None and names.acgme_digits(there.acgme_id) in ("", digits)
            if key not in self._rows and (same or answered_match(self._state, key) is not None):
                return key
        return self._own.get(digits, keys[0] if keys else "")


def _digits(fields: AnyMapping[str, Any]) -> str:
    return names.acgme_digits(str(fields.get("acgme_id", "")))


def _twice(first: RowEntry, later: dict[str, Any], kind: ImportKind) -> str:
    """The first row for a program counts; what it leaves open is taken from a later one."""
    said = f"{first.id if first.code else _name(first.fields)} stands twice: line {first.line} was taken"
    if "results" in later:  # each row may have years that the other leaves empty
        first.fields["results"] = later["results"] | first.fields.get("results", {})
    if IMPORT_KINDS[kind].needs_codes or not later:
        return said
    for name, value in later.items():
        there = first.fields.get(name)
        if there is None:
            first.fields[name] = value
        elif name in TEXTS and value not in there:
            first.fields[name] = f"{there}\n{value}"
        elif name == "tags":
            first.fields[name] = tuple(dict.fromkeys((*there, *value)))
        elif name == "columns":
            first.fields[name] = value | there
    return f"{said}, with what it leaves empty and the notes of this one"


def _name(fields: AnyMapping[str, Any]) -> str:
    program = Program(id="", **{name: fields.get(name, "") for name in ("institution", "name")})
    return ", ".join(part for part in (program.institution, program.name) if part) or str(fields.get("acgme_id", ""))


def _called(row: TextRow, mapping: ColumnMap) -> str:
    column = mapping.fields.get("institution", mapping.fields.get("name", 0))
    return clean(row.cells[column], 60) if column < len(row.cells) else ""


def _no_program(row: TextRow, mapping: ColumnMap, kind: ImportKind) -> str:
    column = mapping.fields.get("code")
    there = clean(row.cells[column], 40) if column is not None and column < len(row.cells) else ""
    if there:
        return f"{there!r} is no NRMP program code"
    if IMPORT_KINDS[kind].needs_codes:
        return "no NRMP program code"
    return "no NRMP program code, no ACGME number, and no institution with a city or a specialty"
