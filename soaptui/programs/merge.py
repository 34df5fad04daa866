"""Rows into programs: what is new, changed, gone and unchanged, what was left out and why. Nothing is written.

An import never takes away what the user knows: an empty cell erases nothing, and notes, tags, tiers, calls and
applications are not its business. A row is known by its NRMP program code.
"""

from collections.abc import Mapping as AnyMapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from soaptui.programs import codes
from soaptui.programs.columns import Mapping
from soaptui.programs.facts import BadCell, read_fields
from soaptui.programs.sheets import BadFile, Row, Sheet
from soaptui.programs.tables import Table, code_in, find_table
from soaptui.records import Fact, Genetics, ListVersion, Program, State, YearResult, new_id, replace
from soaptui.text import clean

Kind = Literal["unfilled", "research", "results"]
KINDS: tuple[Kind, ...] = ("unfilled", "research", "results")


class Skipped(msgspec.Struct, frozen=True):
    """A row that was left out: its line in the file, and why."""

    line: int
    reason: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do. `programs` are the records to put; `version` the new list version, if any.

    `positions` counts open positions: of the list, or of the newest year of a results table.
    """

    kind: Kind
    source: str
    new: int
    changed: int
    gone: int
    unchanged: int
    positions: int
    skipped: tuple[Skipped, ...]
    ignored_columns: tuple[str, ...]
    mapped: dict[str, str]
    cleaned: int
    programs: tuple[Program, ...]
    version: ListVersion | None
    year: str = ""

    @property
    def empty(self) -> bool:
        """Whether the import would change nothing."""
        return not self.programs and self.version is None


def kind_of(table: Table) -> Kind:
    """What a table is, by its columns: years make it results; positions or a service, an unfilled list."""
    fields = table.mapping.fields
    if table.mapping.years:
        return "results"
    if fields.keys() & {"unfilled", "service", "in_soap"}:
        return "unfilled"
    return "research"


def plan(sheets: list[Sheet], state: State, now: datetime, kind: Kind | None = None) -> Plan:
    """What importing these sheets would do to the state. Raises BadFile."""
    table = find_table(sheets)
    kind = kind or kind_of(table)
    if kind == "results" and not table.mapping.years:
        raise BadFile(
            f"{table.sheet.name}: a results table needs columns such as 2026 Quota and 2026 Matched, and has none. "
            "Import it as unfilled or research."
        )
    skipped: list[Skipped] = []
    found = _read_rows(table, skipped)
    touched: dict[str, Program] = {}
    new = changed = unchanged = 0
    counted: dict[str, int | None] = {}
    for code, fields in found.items():
        before = state.programs.get(code)
        after = merged(before, code, fields, kind)
        counted[code] = after.unfilled
        if before is None:
            new += 1
        elif before == after:
            unchanged += 1
            continue
        else:
            changed += 1
        touched[code] = after
    # A row that could not be read still says that the program is on the list.
    there = {known.text for row in table.rows if (known := code_in(row, table.mapping))}
    gone = _gone(state, there) if kind == "unfilled" else []
    touched |= {program.id: program for program in gone}
    year = table.mapping.years[-1] if kind == "results" else ""
    version = None
    if kind == "unfilled" and touched:
        appeared = tuple(c for c in found if (p := state.programs.get(c)) is None or p.listed != "yes")
        version = ListVersion(
            id=new_id(),
            at=now,
            source=table.sheet.name,
            positions=counted,
            appeared=appeared,
            vanished=tuple(program.id for program in gone),
        )
    names = {field: table.headers[column] for field, column in table.mapping.fields.items()}
    return Plan(
        kind=kind,
        source=table.sheet.name,
        new=new,
        changed=changed,
        gone=len(gone),
        unchanged=unchanged,
        positions=_positions(found, counted, year),
        skipped=tuple(sorted(skipped, key=lambda item: item.line)),
        ignored_columns=tuple(table.mapping.ignored),
        mapped=names,
        cleaned=_cleaned(table),
        programs=tuple(touched.values()),
        version=version,
        year=year,
    )


def _positions(found: AnyMapping[str, AnyMapping[str, Any]], counted: dict[str, int | None], year: str) -> int:
    if year:
        results = (fields.get("results", {}).get(year) for fields in found.values())
        return sum(result.unfilled for result in results if result is not None)
    return sum(count or 0 for count in counted.values())


def _cleaned(table: Table) -> int:
    """How many cells held something that text may not hold."""
    return sum(1 for row in table.rows for cell in row.cells if not cell.isascii() or not cell.isprintable()
               if clean(cell, len(cell)) != " ".join(cell.split()))  # fmt: skip


def _read_rows(table: Table, skipped: list[Skipped]) -> dict[str, dict[str, Any]]:
    """The usable rows by program code; every other row goes to `skipped` with its reason."""
    found: dict[str, dict[str, Any]] = {}
    first_line: dict[str, int] = {}
    for row in table.rows:
        code = code_in(row, table.mapping)
        reason = ""
        if code is None:
            reason = _no_code(row, table.mapping)
        elif code.is_fellowship:
            reason = f"{code.text} is a fellowship (type {code.type}): it has no place in SOAP"
        elif code.text in found:
            reason = f"{code.text} stands twice: line {first_line[code.text]} was taken"
            _add_years(found[code.text], row, table)
        else:
            try:
                found[code.text] = read_fields(row, table.mapping, table.sheet.name)
                first_line[code.text] = row.line
            except BadCell as error:
                reason = f"{code.text}: {error}"
        if reason:
            skipped.append(Skipped(row.line, reason))
    return found


def _add_years(fields: dict[str, Any], row: Row, table: Table) -> None:
    """A program may stand twice in a results table, each row with years that the other leaves empty."""
    try:
        later = read_fields(row, table.mapping, table.sheet.name)
    except BadCell:
        return
    if "results" in later:
        fields["results"] = later["results"] | fields.get("results", {})


def _no_code(row: Row, mapping: Mapping) -> str:
    column = mapping.fields.get("code")
    there = clean(row.cells[column], 40) if column is not None and column < len(row.cells) else ""
    return f"{there!r} is no NRMP program code" if there else "no NRMP program code"


def _gone(state: State, there: set[str]) -> list[Program]:
    """The programs that stood on the last list and do not on this one."""
    return [
        replace(program, listed="no", unfilled=0)
        for program in state.programs.values()
        if program.listed == "yes" and program.id not in there
    ]


def merged(before: Program | None, code_text: str, fields: dict[str, Any], kind: Kind) -> Program:
    """The program after a row: what the row says is taken, what it does not say stays."""
    code = codes.find(code_text)
    assert code is not None
    base = before or Program(
        id=code.text,
        code=code.text,
        type=code.type,
        specialty=codes.specialty_name(code),
        service=codes.service(code),
    )
    values = dict(fields)
    results: dict[str, YearResult] = values.pop("results", {})
    columns: dict[str, str] = values.pop("columns", {})
    unfilled = values.pop("unfilled", None)
    if kind == "results":
        # A table of past years knows the program's name of then: it fills gaps and replaces nothing.
        values = {name: value for name, value in values.items() if getattr(base, name) == getattr(_BLANK, name)}
    if kind == "unfilled":
        # The number of an earlier list stays while the program does; one that comes back brings its own.
        kept = base.unfilled if base.listed == "yes" else None
        values |= {"listed": "yes", "unfilled": kept if unfilled is None else unfilled}
    if kind == "research":
        # The user's spreadsheet knows visas better than the official list does, and names worse.
        values = {name: v for name, v in values.items() if name not in OFFICIAL or not getattr(base, name)}
    if "genetics" in values:
        values["genetics"] = _genetics(base.genetics, values["genetics"])
    values |= {name: _fact(getattr(base, name), values[name]) for name in ("j1", "h1b", "imgs") if name in values}
    if "notes" in values and base.notes:
        values["notes"] = _notes(base.notes, values["notes"], kind)
    if results:
        values["results"] = base.results | results
    if columns:
        values["columns"] = columns | base.columns if kind == "results" else base.columns | columns
    return replace(base, **values)


_BLANK = Program(id="")
OFFICIAL = {"institution", "name", "city", "state", "quota"}
"""What the official list says best: research fills these only where they are empty."""


def _genetics(before: Genetics, said: Genetics) -> Genetics:
    """Each part by itself: what a row leaves unknown stays."""
    parts = {}
    for name in Genetics.__struct_fields__:
        old, new = getattr(before, name), getattr(said, name)
        parts[name] = old if new.value == "unknown" else _fact(old, new)
    return Genetics(**parts)


def _fact(before: Fact, said: Fact) -> Fact:
    """What a row claims; a fact that already says the same keeps its own source and date."""
    return before if before.value == said.value else said


def _notes(before: str, said: str, kind: Kind) -> str:
    """Notes are added to and never replaced; the official list has nothing to add to the user's."""
    if kind == "unfilled" or f"\n{said}\n" in f"\n{before}\n":
        return before
    return f"{before}\n{said}"


_CALLED: dict[Kind, str] = {
    "unfilled": "List of Unfilled Programs",
    "research": "research",
    "results": "results",
}


def label(plan: Plan) -> str:
    """What the import is called in the history."""
    return f"Import {_CALLED[plan.kind]}: {plan.source}"


def describe(plan: Plan) -> list[str]:
    """The import in lines for a person: counts, then what was left out and why, then unknown columns."""
    counts = f"{plan.new} new, {plan.changed} changed, {plan.gone} gone, {plan.unchanged} unchanged"
    where = f"unfilled in {plan.year}" if plan.year else "open"
    lines = [f"{plan.source}: {_CALLED[plan.kind]}", f"{counts}; {plan.positions} positions {where}"]
    for reason, items in _grouped(plan.skipped):
        numbers = ", ".join(str(item.line) for item in items[:8]) + (" ..." if len(items) > 8 else "")
        lines.append(f"left out {len(items)} (line {numbers}): {reason}")
    if plan.ignored_columns:
        lines.append(f"columns kept as they are: {', '.join(plan.ignored_columns)}")
    if plan.cleaned:
        lines.append(f"control characters removed from {plan.cleaned} cells")
    return lines


def _grouped(skipped: tuple[Skipped, ...]) -> list[tuple[str, list[Skipped]]]:
    """The rows left out, by reason; where there are many, reasons that differ only in the code count as one."""
    groups: dict[str, list[Skipped]] = {}
    for item in skipped:
        code = codes.find(item.reason)
        alike = code is not None and code.is_fellowship and len(skipped) > 8
        reason = item.reason.removeprefix(f"{code.text} is ") if code is not None and alike else item.reason
        groups.setdefault(reason, []).append(item)
    return list(groups.items())
