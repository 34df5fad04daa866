"""Rows into programs: what is new, changed, gone and unchanged, what was left out and why. Nothing is written.

An import never takes away what the user knows: an empty cell erases nothing, and notes, tags, tiers, calls and
applications are not its business. A row is known by its NRMP program code; a row of the user's own research also
by its ACGME number, and else it is a program of its own until the user says which one of the list it is.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from soaptui.counted import many
from soaptui.imports import joining, matching, overlong_texts
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.matching import Unsure
from soaptui.imports.overlong_texts import TooLong
from soaptui.imports.row_entries import RowEntry, Skipped, read_entries
from soaptui.imports.table_finding import ListTable, code_in, find_table
from soaptui.imports.text_rows import BadFile, TextSheet
from soaptui.programs import fact_claims
from soaptui.records import ListVersion, Program, Record, State, new_id, replace
from soaptui.records import kind_of as record_kind
from soaptui.refusal import Refusal
from soaptui.text import clean

__all__ = [
    "ImportPlan",
    "Skipped",
    "Unsure",
    "describe_import",
    "import_label",
    "kind_of_table",
    "plan_import",
]


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do. `programs` are the programs to put, `more` the other records, `removed` to remove.

    `version` is the new list version, if any. `positions` counts open positions: of the list, or of the newest
    year of a results table. `matched` counts the rows of research that are about a program of the list, `unsure`
    has those that may be, and `conflicts` says in a sentence each where sources have come to disagree. `elsewhere`
    names other sheets with programs that this one does not have; `warnings` are to be read before it is taken.
    """

    kind: ImportKind
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
    too_long: tuple[TooLong, ...] = ()
    programs: tuple[Program, ...]
    version: ListVersion | None
    year: str = ""
    matched: int = 0
    unsure: tuple[Unsure, ...] = ()
    conflicts: tuple[str, ...] = ()
    removed: tuple[Record, ...] = ()
    more: tuple[Record, ...] = ()
    elsewhere: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All that is put: programs, the list's version, and what else names a program that was joined."""
        return (*self.programs, *self.more, *([self.version] if self.version is not None else []))

    @property
    def empty(self) -> bool:
        """Whether the import would change nothing."""
        return not self.records and not self.removed


def kind_of_table(table: ListTable) -> ImportKind:
    """What a table is, by its columns: years make it results; positions or a service, an unfilled list.

    A service without a single program code is no list of the NRMP's, but the user's own.
    """
    fields = table.mapping.fields
    if any(column not in table.mapping.assigned for column in table.mapping.computed.values()):
        return "research"  # an export of this program's, edited perhaps
    if table.mapping.years:
        return "results"
    if "unfilled" in fields:
        return "unfilled"
    if fields.keys() & {"service", "in_soap"} and any(code_in(row, table.mapping) for row in table.rows):
        return "unfilled"
    return "research"


def plan_import(
    sheets: list[TextSheet],
    state: State,
    now: datetime,
    kind: ImportKind | None = None,
    *,
    assign: Mapping[str, str] | None = None,
    joined: Mapping[str, str] | None = None,
) -> ImportPlan:
    """What importing these sheets would do to the state.

    `assign` says what columns are, by their headings; `joined` which program an unsure one is ("": none of them).
    Raises BadFile, and Refusal where `joined` names what is not there.
    """
    table = find_table(sheets, assign or {})
    kind = kind or kind_of_table(table)
    means = IMPORT_KINDS[kind]
    if means.by_year and not table.mapping.years:
        raise BadFile(
            f"{table.sheet.name}: a results table needs columns such as 2026 Quota and 2026 Matched, and has none. "
            "Import it as unfilled or research."
        )
    entries, skipped = read_entries(table, state, kind)
    read = _with_entries(state, entries.values(), kind)
    # A row that could not be read still says that the program is on the list.
    there = {known.text for row in table.rows if (known := code_in(row, table.mapping))}
    gone = _gone(state, there) if means.is_the_list else []
    read = joining.state_after(read, list(gone), [])
    joins = joining.settled_joins(read, joined or {})
    working, more, removed = _joined(state, read, joins, joined or {})
    programs = _changed(state, working)
    unsure = _unsure(state, working, entries, joins)
    ids = dict.fromkeys(joins.get(entry.id) or entry.id for entry in entries.values())
    asked = {one.key for one in unsure}
    positions = {entry.id: working.programs[entry.id].unfilled for entry in entries.values() if entry.code}
    year = table.mapping.years[-1] if means.by_year else ""
    version = None
    if means.is_the_list and _changed(state, read):
        version = ListVersion(
            id=new_id(),
            at=now,
            source=table.sheet.name,
            positions=positions,
            appeared=tuple(c for c in positions if (p := state.programs.get(c)) is None or p.listed != "yes"),
            vanished=tuple(program.id for program in gone),
        )
    return ImportPlan(
        kind=kind,
        source=table.sheet.name,
        new=sum(1 for each in ids if each not in state.programs and each not in asked),
        changed=sum(1 for each in ids if each in state.programs and state.programs[each] != working.programs[each]),
        gone=len(gone),
        unchanged=sum(1 for each in ids if state.programs.get(each) == working.programs[each]),
        positions=_positions(entries.values(), positions, year),
        skipped=tuple(sorted(skipped, key=lambda item: item.line)),
        ignored_columns=tuple(table.mapping.ignored),
        mapped={field: table.headers[column] for field, column in table.mapping.fields.items()},
        cleaned=_cleaned(table),
        too_long=overlong_texts.too_long(table),
        programs=programs,
        version=version,
        year=year,
        matched=_matched(state, entries.values(), joins, kind),
        unsure=unsure,
        conflicts=tuple(s for p in programs for s in fact_claims.conflicts(state.programs.get(p.id), p)),
        removed=removed,
        more=more,
        elsewhere=table.elsewhere,
        warnings=_warnings(entries.values(), len(gone)),
    )


def _with_entries(state: State, entries: Iterable[RowEntry], kind: ImportKind) -> State:
    """The state with what the rows say in the programs that they are about."""
    puts: list[Record] = []
    for entry in entries:
        fresh = joining.coded(entry.code) if entry.code is not None else Program(id=entry.id)
        puts.append(joining.values_added(state.programs.get(entry.id) or fresh, entry.fields, kind))
    return joining.state_after(state, puts, [])


def _gone(state: State, there: set[str]) -> list[Program]:
    """The programs that stood on the last list and do not on this one."""
    return [
        replace(program, listed="no", unfilled=0)
        for program in state.programs.values()
        if program.listed == "yes" and program.id not in there
    ]


FEW_GONE = 5
"""So many programs may leave a list at once without anybody being asked whether it is one."""


def _warnings(entries: Iterable[RowEntry], gone: int) -> tuple[str, ...]:
    """What makes it doubtful that this is the List."""
    if gone <= FEW_GONE or any(entry.fields.get("unfilled") is not None for entry in entries):
        return ()
    return (
        f"no row says how many positions are open, and {many(gone, 'program')} would be marked as gone: "
        "is this the List?",
    )


def _joined(
    before: State, state: State, joins: Mapping[str, str], said: Mapping[str, str]
) -> tuple[State, tuple[Record, ...], tuple[Record, ...]]:
    """The state with the user's own programs joined with those of the list; what else changed; what is removed."""
    puts: dict[tuple[type[Record], str], Record] = {}
    removed: list[Record] = []
    if unknown := said.keys() - joins.keys():
        raise Refusal(f"{sorted(unknown)[0]!r} is no program of this research: take the id from the unsure rows.")
    for key, program_id in joins.items():
        some, gone = joining.join_values(state, key, program_id)
        if key not in said:
            # An answer that was given before, or one that follows from the ACGME number, is not given again.
            some = [record for record in some if record.id != f"{matching.JOINED}{key}"]
        state = joining.state_after(state, some, gone)
        puts |= {(type(record), record.id): record for record in some if not isinstance(record, Program)}
        removed += gone
    more = (r for r in puts.values() if before.table(record_kind(r)).get(r.id) != r)
    return state, tuple(more), tuple(r for r in removed if r.id in before.table(record_kind(r)))


def _changed(before: State, after: State) -> tuple[Program, ...]:
    """The programs that are not what they were."""
    old = before.programs
    return tuple(program for key, program in after.programs.items() if program != old.get(key))


def _unsure(
    before: State, state: State, entries: Mapping[str, RowEntry], joins: Mapping[str, str]
) -> tuple[Unsure, ...]:
    """The rows without a code that may be programs with one; and earlier ones that may be those that come now."""
    coming = {key for key, program in state.programs.items() if program.code and key not in before.programs}
    own = [p for p in state.programs.values() if not p.code and joins.get(p.id) is None]
    asked = [program for program in own if program.id in entries or coming]
    if not asked:
        return ()
    lines = {entry.id: entry.line for entry in entries.values()}
    found = matching.unsure_matches(asked, matching.MatchIndex(state.programs.values()), lines)
    return tuple(
        sorted(
            (u for u in found if u.line is not None or any(c.id in coming for c in u.candidates)),
            key=lambda one: (one.line is None, one.line or 0, -one.candidates[0].likeness, one.key),
        )
    )


def _matched(state: State, entries: Iterable[RowEntry], joins: Mapping[str, str], kind: ImportKind) -> int:
    """How many rows of research are about a program that the store has, or of the research it has are joined now."""
    if IMPORT_KINDS[kind].needs_codes:
        return sum(1 for program in joins.values() if program)
    return sum(1 for entry in entries if joins.get(entry.id) or (entry.code and entry.id in state.programs))


def _positions(entries: Iterable[RowEntry], counted: Mapping[str, int | None], year: str) -> int:
    if year:
        results = (entry.fields.get("results", {}).get(year) for entry in entries)
        return sum(result.unfilled for result in results if result is not None)
    return sum(count or 0 for count in counted.values())


def _cleaned(table: ListTable) -> int:
    """How many cells held something that text may not hold."""
    return sum(1 for row in table.rows for cell in row.cells if not cell.isascii() or not cell.isprintable()
               if clean(cell, len(cell)) != " ".join(cell.split()))  # fmt: skip


SHOWN = 20
"""So many disagreements are told one by one."""

MANY_SKIPPED = 8
"""Of more rows left out than this, fellowships are not told one by one."""


def import_label(plan: ImportPlan) -> str:
    """What the import is called in the history."""
    return f"Import {IMPORT_KINDS[plan.kind].called}: {plan.source}"


def describe_import(plan: ImportPlan, said: Iterable[str] = ()) -> list[str]:
    """The import in lines for a person: counts, warnings, what is unsure, and what else is `said` of it.

    Then what can be long: where sources disagree, what was left out and why.
    """
    counts = f"{plan.new} new, {plan.changed} changed, {plan.gone} gone, {plan.unchanged} unchanged"
    where = f"unfilled in {plan.year}" if plan.year else "open"
    positions = f"; {many(plan.positions, 'position')} {where}" if IMPORT_KINDS[plan.kind].needs_codes else ""
    lines = [f"{plan.source}: {IMPORT_KINDS[plan.kind].called}", counts + positions]
    lines += [f"CAREFUL: {warning}" for warning in plan.warnings]
    if plan.matched or plan.unsure:
        lines.append(f"{plan.matched} of your own joined with programs of the list, {len(plan.unsure)} unsure")
    if plan.elsewhere:
        lines.append(f"more programs stand in {', '.join(plan.elsewhere)}: save that sheet as a file of its own")
    lines += said
    if plan.ignored_columns:
        lines.append(f"columns kept as they are: {', '.join(plan.ignored_columns)}")
    lines += [f"sources disagree: {sentence}" for sentence in plan.conflicts[:SHOWN]]
    if len(plan.conflicts) > SHOWN:
        lines.append(f"sources disagree on {many(len(plan.conflicts) - SHOWN, 'more fact')}")
    for reason, items in _grouped(plan.skipped):
        numbers = ", ".join(str(item.line) for item in items[:8]) + (" ..." if len(items) > 8 else "")
        lines.append(f"left out {len(items)} (line {numbers}): {reason}")
    if plan.cleaned:
        lines.append(f"control characters removed from {many(plan.cleaned, 'cell')}")
    return [*lines, *overlong_texts.overlong_lines(plan.too_long)]


def _grouped(skipped: tuple[Skipped, ...]) -> list[tuple[str, list[Skipped]]]:
    """The rows left out, by reason; where there are many, all fellowships of one type count as one."""
    groups: dict[str, list[Skipped]] = {}
    for item in skipped:
        reason = item.fellowship if item.fellowship and len(skipped) > MANY_SKIPPED else item.reason
        groups.setdefault(reason, []).append(item)
    return list(groups.items())
