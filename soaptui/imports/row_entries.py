"""The rows of a table as what each says of which program; and the rows that say it of none, with the reason."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from soaptui.imports.cells import read_fields
from soaptui.imports.headers import ColumnMap
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.joining import TEXTS, keys_of, own_values
from soaptui.imports.matching import answered_match
from soaptui.imports.row_fields import SILENT, RowFields, RowReading, stated_fields
from soaptui.imports.table_finding import ListTable, code_in
from soaptui.imports.text_meanings import TextMeanings
from soaptui.imports.text_rows import BadFile, TextRow
from soaptui.programs import names, specialties
from soaptui.programs.fact_claims import NAMES, both_claimed
from soaptui.programs.us_states import state_letters
from soaptui.records import Genetics, State
from soaptui.text import beginning_of


class Skipped(msgspec.Struct, frozen=True):
    """A row that was left out: its line in the file, why, and its sheet where several are taken.

    For a `fellowship` it is also said why without its code.
    """

    line: int
    reason: str
    sheet: str = ""
    fellowship: str = ""


class RowEntry(NamedTuple):
    """A usable row: its line, the program it is about (a code, or the id of the user's own record), what it says.

    `left_open` are the fields of which several rows for it say different things.
    """

    line: int
    id: str
    code: specialties.ProgramCode | None
    fields: RowFields
    left_open: frozenset[str] = frozenset()


class UnreadRow(NamedTuple):
    """A row that may be about a program, and does not say which: `where` it stands, the `words` of each of its cells,
    and whether it is `placed`: it says where the program is, as far as the table has columns for that."""

    where: str
    words: frozenset[names.Words]
    placed: bool


class RowEntries(NamedTuple):
    """The usable rows of a table by program, those left out, and the cells that are not understood, are counts with a
    note, or are left unknown as the user said: how many of each text, by column.

    `unread` are those of the rows left out that may be about a program: none of those has left the list.
    """

    rows: dict[str, RowEntry]
    skipped: list[Skipped]
    not_understood: dict[str, Counter[str]]
    noted: dict[str, Counter[str]]
    left: dict[str, Counter[str]]
    unread: list[UnreadRow]


def read_entries(tables: Sequence[ListTable], state: State, kind: ImportKind) -> RowEntries:
    """The rows of tables of one kind, each with the program it is about. Raises BadFile where no row names one.

    Without an NRMP code a row counts only in research, and in a list that has not a single one.
    """
    means = IMPORT_KINDS[kind]
    codeless = means.is_the_list and not any(code_in(row, t.mapping) for t in tables for row in t.rows)
    gathered = _Gathered(state, kind, codeless=codeless or not means.needs_codes, several=len(tables) > 1)
    for table in tables:
        for row in table.rows:
            gathered.take(row, table)
    if gathered.nameless == sum(len(table.rows) for table in tables):
        raise BadFile(_NOTHING.format(name=tables[0].sheet.name) + IMPORT_KINDS[kind].cure)
    not_understood, noted, left = gathered.counted
    return RowEntries(gathered.rows, gathered.skipped, not_understood, noted, left, gathered.unread)


class _Gathered:
    """The rows as they are read, one after the other."""

    def __init__(self, state: State, kind: ImportKind, *, codeless: bool, several: bool) -> None:
        self._kind: ImportKind = kind
        self._codeless = codeless
        self._several = several
        self._sheet = ""
        self._records = _Records(state if codeless else State())
        self._meanings = TextMeanings.of_state(state)
        self.rows: dict[str, RowEntry] = {}
        self.skipped: list[Skipped] = []
        self.unread: list[UnreadRow] = []
        self.counted: tuple[dict[str, Counter[str]], ...] = ({}, {}, {})
        self.nameless = 0

    def take(self, row: TextRow, table: ListTable) -> None:
        """One more row."""
        self._sheet = table.sheet.title if self._several else ""
        code = _code(row, table.mapping, self._kind)
        if code is not None and code.is_fellowship:
            why = f"a fellowship (type {code.type}): SOAP has no fellowships"
            self._leave(row, f"{code.text} is {why}", fellowship=why)
            return
        if code is None and (total := _line_of_totals(row, table.mapping)):
            self.nameless += 1
            self._leave(row, f"a line of totals ({total})")
            return
        if code is None and (shifted := _shifted(row, table)):
            self._leave_unread(row, table, shifted)
            return
        reading = _said(row, table, code, self._meanings) if code is not None or self._codeless else RowReading()
        key = code.text if code is not None else self._records.key(reading.fields)
        if not key:
            self._leave_unread(row, table, _no_program(row, table.mapping, self._kind))
            return
        texts_of = (reading.not_understood, reading.noted, reading.left)
        for counted, texts in zip(self.counted, texts_of, strict=True):
            for heading, text in texts.items():
                counted.setdefault(heading, Counter())[text] += 1
        if key in self.rows:
            self.rows[key], reason = _twice(self.rows[key], reading.fields, self._kind)
            self._leave(row, reason)
        else:
            self.rows[key] = RowEntry(row.line, key, code, reading.fields)
        if code is None:
            self._records.add(self.rows[key])  # from another row it may have learned its ACGME number

    def _leave(self, row: TextRow, reason: str, fellowship: str = "") -> None:
        self.skipped.append(Skipped(row.line, reason, self._sheet, fellowship))

    def _leave_unread(self, row: TextRow, table: ListTable, reason: str) -> None:
        self.nameless += 1
        self._leave(row, reason)
        if _may_be_program(row, table):
            where = f"{self._sheet} {row.line}" if self._sheet else str(row.line)
            said = frozenset(names.words(cell) for cell in row.cells) - {()}
            placed = any(_cell(row, table.mapping.fields.get(field)) for field in ("institution", "city"))
            self.unread.append(UnreadRow(where, said, placed))


def _cell(row: TextRow, column: int | None) -> str:
    return row.cells[column].strip() if column is not None and column < len(row.cells) else ""


def _may_be_program(row: TextRow, table: ListTable) -> bool:
    """Whether a row is more than a line of words between the rows, as a page's foot or the name of a part is."""
    code = _cell(row, table.mapping.fields.get("code"))
    return sum(1 for cell in row.cells if cell.strip()) > 1 or (any(map(str.isdigit, code)) and " " not in code)


_TOTALS = re.compile(r"((grand|sub)[- ]?)?totals?:?|sum:?|average:?|mean:?|median:?|count:?", re.IGNORECASE)


def _line_of_totals(row: TextRow, mapping: ColumnMap) -> str:
    """What a row sums up, where it is about all programs and not about one; empty where it is about one."""
    first = next((cell.strip() for cell in row.cells if cell.strip()), "")
    named = [row.cells[n].strip() for n in (mapping.fields.get("institution"), mapping.fields.get("name"))
             if n is not None and n < len(row.cells)]  # fmt: skip
    return beginning_of(first, 40) if _TOTALS.fullmatch(first) and all(not n or n == first for n in named) else ""


def _shifted(row: TextRow, table: ListTable) -> str:
    """That the cells of a row do not stand under their headings (a comma in a name, say); empty where they do."""
    column = table.mapping.fields.get("state")
    beyond = [n for n, header in enumerate(table.headers) if header.startswith("column ") and n < len(row.cells)]
    if column is None or column >= len(row.cells) or not any(row.cells[n].strip() for n in beyond):
        return ""
    there = row.cells[column].strip()
    if not there or state_letters(there):
        return ""
    return (
        f"more cells than headings, and {beginning_of(there, 40)!r} where the state should be: is a comma in a name?"
    )


_NOTHING = "{name}: no NRMP code (like 1234140C0) is below the headings"


def _said(row: TextRow, table: ListTable, code: specialties.ProgramCode | None, meanings: TextMeanings) -> RowReading:
    """What a row says."""
    reading = read_fields(row, table.mapping, table.sheet.name, meanings)
    if table.state and not reading.fields.state:
        reading = replace(reading, fields=replace(reading.fields, state=table.state))
    if code is not None:
        return reading
    fields = reading.fields
    if table.specialty and not fields.specialty and not names.discipline(fields.name).specialty:
        fields = replace(fields, specialty=table.specialty)
    return replace(reading, fields=own_values(fields))


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

    def key(self, fields: RowFields) -> str:
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


def _digits(fields: RowFields) -> str:
    return names.acgme_digits(fields.acgme_id)


_ONE_WORD = {"service": "service", "in_soap": "SOAP", "setting": "setting", "subspecialties": "subspecialties"}
"""The fields that hold one word of a closed set, with no place for another source's."""


def _twice(first: RowEntry, later: RowFields, kind: ImportKind) -> tuple[RowEntry, str]:
    """The first row for a program counts; what it leaves open is taken from a later one.

    Where the two disagree, neither is more right: both claims are kept, or the field is left open and both are said.
    """
    twice = f"{first.id if first.code else _name(first.fields)} is there twice: line {first.line}"
    differing = [name for name in _ONE_WORD if _differ(first.fields, later, name)]
    disagreement = "".join(
        f"; {_ONE_WORD[name]} is {getattr(first.fields, name)} there and {getattr(later, name)} here: left open"
        for name in differing
    )
    first = first._replace(left_open=first.left_open | {*differing})
    fields = replace(_claims_of_both(first.fields, later), **dict.fromkeys(differing, "unknown"))
    if later.results:  # each row may have years that the other leaves empty
        fields = replace(fields, results=later.results | fields.results)
    if not IMPORT_KINDS[kind].needs_codes and later != SILENT:
        fields = _filled(fields, later, first.left_open)
        twice += " is kept; its empty cells and notes were filled from this line"
    else:
        twice += " was read"
    if fields.service != "other":
        fields = replace(fields, other_service="")
    return first._replace(fields=fields), twice + disagreement


def _differ(first: RowFields, later: RowFields, name: str) -> bool:
    words = {getattr(first, name), getattr(later, name)} - {"unknown"}
    return len(words) > 1


def _claims_of_both(first: RowFields, later: RowFields) -> RowFields:
    """The first row with what the later one claims too, or claims otherwise."""
    claims = {name: both_claimed(getattr(first, name), getattr(later, name)) for name in NAMES}
    parts = Genetics.__struct_fields__
    genetics = Genetics(
        **{part: both_claimed(getattr(first.genetics, part), getattr(later.genetics, part)) for part in parts}
    )
    return replace(first, **claims, genetics=genetics)


def _filled(fields: RowFields, later: RowFields, left_open: frozenset[str]) -> RowFields:
    """The first row with what it says nothing of taken from a later one, and the notes of both."""
    there = dict(stated_fields(fields))
    values = {name: value for name, value in stated_fields(later) if name not in there and name not in left_open}
    values |= {name: _both_texts(getattr(fields, name), getattr(later, name)) for name in TEXTS}
    values["tags"] = tuple(dict.fromkeys((*fields.tags, *later.tags)))
    values["cut_offs"] = later.cut_offs | fields.cut_offs
    values["columns"] = later.columns | fields.columns
    return replace(fields, **values)


def _both_texts(first: str, later: str) -> str:
    if not first or later in first:
        return first or later
    return f"{first}\n{later}"


def _name(fields: RowFields) -> str:
    return ", ".join(part for part in (fields.institution, fields.name) if part) or fields.acgme_id


def _no_program(row: TextRow, mapping: ColumnMap, kind: ImportKind) -> str:
    column = mapping.fields.get("code")
    there = beginning_of(row.cells[column], 40) if column is not None and column < len(row.cells) else ""
    if there:
        return f"{there!r} is not an NRMP code"
    if IMPORT_KINDS[kind].needs_codes:
        return "no NRMP code"
    return "no NRMP code, no ACGME number, and no institution with a city or a specialty"
