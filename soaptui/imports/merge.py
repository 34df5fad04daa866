"""Rows into programs: what is new, changed, gone and unchanged, what was left out and why. Nothing is written.

An import never takes away what the user knows: an empty cell erases nothing, and notes, tags, tiers, calls and
applications are not its business. A row is known by its NRMP program code; a row of the user's own research also
by its ACGME number, and else it is a program of its own until the user says which one of the list it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from soaptui.calls.people import people_of_columns
from soaptui.imports import against_last, joining, matching, overlong_texts, refresh
from soaptui.imports.cut_off_cells import failures_counted
from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.import_plan import CellTexts, ImportPlan, kind_of_table
from soaptui.imports.import_words import describe_import, import_label
from soaptui.imports.left_counts import counts_not_taken, counts_of_an_export
from soaptui.imports.lost_codes import lost_codes, lost_codes_told
from soaptui.imports.lost_letters import letters_lost
from soaptui.imports.matching import Unsure
from soaptui.imports.row_entries import RowEntry, Skipped, read_entries
from soaptui.imports.table_finding import FoundTables, ListTable, code_in, find_tables
from soaptui.imports.text_rows import BadFile, TextSheet
from soaptui.programs import fact_claims
from soaptui.records import CellMeaning, ListVersion, Program, Record, State, new_id
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


def plan_import(
    sheets: list[TextSheet],
    state: State,
    now: datetime,
    kind: ImportKind | None = None,
    *,
    assign: Mapping[str, str] | None = None,
    joined: Mapping[str, str] | None = None,
    wanted: Sequence[str] = (),
    meanings: Sequence[CellMeaning] = (),
) -> ImportPlan:
    """What importing these sheets would do to the state.

    `assign` says what columns are, by their headings; `joined` which program an unsure one is ("": none of them).
    `wanted` names the sheets to take ("all" for all of them), where the best is not what the user wants. `meanings`
    say what texts mean that are not understood, beside those that are kept; they are put with the programs.
    Raises BadFile, and Refusal where `joined` names what is not there.
    """
    found = find_tables(sheets, assign or {}, wanted)
    news = tuple(each for each in meanings if state.cell_meanings.get(each.id) != each)
    state = joining.state_after(state, list(news), [])
    asked, kind = kind is None, kind or _one_kind(found)
    means = IMPORT_KINDS[kind]
    _check_years(found.tables, kind)
    uncounted = [] if means.by_year else counts_not_taken(found.tables)
    uncounted += [] if means.is_the_list else counts_of_an_export(found.tables, state)
    tables = tuple(t._replace(mapping=failures_counted(t.mapping, t.rows)) for t in found.tables)
    if not means.needs_codes:
        tables = tuple(t._replace(mapping=t.mapping.of_research()) for t in tables)
    found = found._replace(tables=tables)
    entries, skipped, *texts, unread = read_entries(found.tables, state, kind)
    read = _with_entries(state, entries.values(), kind)
    # A row that could not be read still says that the program is on the list.
    there = {known.text for table in found.tables for row in table.rows if (known := code_in(row, table.mapping))}
    there |= {entry.id for entry in entries.values()}
    lost = lost_codes(found.tables, there, kind)
    there |= {each.code for each in lost if not each.linked}
    missing = against_last.missing_programs(state, there, unread) if means.is_the_list else against_last.NONE_MISSING
    read = joining.state_after(read, [program for program in missing.gone if program.code], [])
    joins = joining.settled_joins(read, joined or {})
    working, more, removed = _joined(state, read, joins, joined or {})
    unsure = _unsure(state, working, entries, joins)
    # One that was taken by its name may stand there under its code: it has not gone before that is answered.
    still = {one.key for one in unsure} | {key for key, program in joins.items() if program}
    missing = missing.but(still)
    gone = missing.gone
    working = joining.state_after(working, list(gone), [])
    programs = _changed(state, working)
    ids = dict.fromkeys(joins.get(entry.id) or entry.id for entry in entries.values())
    waiting = {one.key for one in unsure}
    listed = (joins.get(entry.id) or entry.id for entry in entries.values() if entry.code or means.is_the_list)
    positions = {each: working.programs[each].unfilled for each in (*listed, *missing.perhaps)}
    first = found.tables[0]
    year = first.mapping.years[-1] if means.by_year else ""
    version = None
    if means.is_the_list and (_changed(state, read) or gone):
        version = ListVersion(
            id=new_id(),
            at=now,
            source=found.source,
            positions=positions,
            appeared=tuple(c for c in positions if (p := state.programs.get(c)) is None or p.listed != "yes"),
            vanished=tuple(program.id for program in gone),
        )
    not_understood, noted, left = (_cell_texts(counted, found.tables) for counted in texts)
    asked = asked and len(gone) > against_last.FEW_GONE
    doubt = against_last.whole_list_doubt(first, entries.values(), state, working, gone, now)
    beside_last = against_last.warnings_against_last(state, entries.values(), missing, unread)
    return ImportPlan(
        kind=kind,
        source=found.source,
        new=sum(1 for each in ids if each not in state.programs and each not in waiting),
        changed=sum(1 for each in ids if each in state.programs and state.programs[each] != working.programs[each]),
        gone=len(gone),
        unchanged=sum(1 for each in ids if state.programs.get(each) == working.programs[each]),
        positions=_positions(entries.values(), positions, year),
        skipped=tuple(sorted(skipped, key=lambda item: (item.sheet, item.line))),
        ignored_columns=tuple(dict.fromkeys(name for table in found.tables for name in table.mapping.ignored)),
        mapped={field: first.headers[column] for field, column in first.mapping.fields.items()},
        cleaned=sum(map(_cleaned, found.tables)),
        too_long=tuple(text for table in found.tables for text in overlong_texts.too_long(table)),
        not_understood=not_understood,
        noted=noted,
        left=left,
        programs=programs,
        version=version,
        year=year,
        matched=_matched(state, entries.values(), joins, kind),
        unsure=unsure,
        conflicts=tuple(s for p in programs for s in fact_claims.conflicts(state.programs.get(p.id), p)),
        removed=removed,
        more=(*news, *more, *people_of_columns(state, programs)),
        sheets=found.sheets,
        elsewhere=found.elsewhere,
        warnings=(
            *([] if asked or not doubt else [doubt]),
            *(beside_last if means.is_the_list else []),
            *_sizes_taken(first, kind, doubt),
            *uncounted,
            *letters_lost(found.tables),
            *lost_codes_told(lost),
        ),
        question=doubt if asked else "",
        gone_applied=refresh.gone_with_application(state, gone),
        gone_planned=refresh.only_planned(state, gone),
        new_fitting=refresh.came_and_fit(state, working, version),
    )


def _cell_texts(counted: Mapping[str, Counter[str]], tables: Sequence[ListTable]) -> tuple[CellTexts, ...]:
    fields = {heading: field for table in tables for heading, field in table.mapping.headings.items()}
    return tuple(
        CellTexts(column, dict(texts.most_common()), fields.get(column, "")) for column, texts in counted.items()
    )


def _one_kind(found: FoundTables) -> ImportKind:
    """The kind of all the tables that are taken together. Raises BadFile where they are of several."""
    kinds = {kind_of_table(table): table.sheet.name for table in found.tables}
    if len(kinds) > 1:
        raise BadFile(
            f"{' and '.join(kinds.values())} have different contents ({' and '.join(kinds)}): "
            "import one sheet at a time."
        )
    return next(iter(kinds))


def _check_years(tables: Sequence[ListTable], kind: ImportKind) -> None:
    """Refuse results without years, and a list that has the headings of results. Raises BadFile."""
    for table in tables:
        years, name = table.mapping.years, table.sheet.name
        if IMPORT_KINDS[kind].by_year and not years:
            raise BadFile(
                f"{name}: a results table needs columns such as 2026 Quota and 2026 Matched, and has none. "
                "Import it as unfilled or research."
            )
        if IMPORT_KINDS[kind].is_the_list and years and "unfilled" not in table.mapping.fields:
            raise BadFile(
                f"{name}: these are the headings of results ({years[-1]} quota and matched), and no column "
                "says what is unfilled now. Import it as results."
            )


def _with_entries(state: State, entries: Iterable[RowEntry], kind: ImportKind) -> State:
    """The state with what the rows say in the programs that they are about."""
    puts: list[Record] = []
    for entry in entries:
        fresh = joining.coded(entry.code) if entry.code is not None else Program(id=entry.id)
        puts.append(joining.values_added(state.programs.get(entry.id) or fresh, entry.fields, kind))
    return joining.state_after(state, puts, [])


def _sizes_taken(table: ListTable, kind: ImportKind, doubt: str) -> list[str]:
    """That a column which may be the size of the programs was taken for their open positions."""
    if not IMPORT_KINDS[kind].is_the_list or doubt or not table.mapping.unfilled_is_size:
        return []
    heading = table.headers[table.mapping.fields["unfilled"]]
    return [f"no heading says unfilled: {heading} was read as the open positions"]


def _joined(
    before: State, state: State, joins: Mapping[str, str], said: Mapping[str, str]
) -> tuple[State, tuple[Record, ...], tuple[Record, ...]]:
    """The state with the user's own programs joined with those of the list; what else changed; what is removed."""
    puts: dict[tuple[type[Record], str], Record] = {}
    removed: list[Record] = []
    if unknown := said.keys() - joins.keys():
        raise Refusal(f"{sorted(unknown)[0]!r} is not a program of this research: use an id from the unsure rows.")
    for key, program_id in joins.items():
        some, gone = joining.join_values(state, key, program_id)
        if key not in said:
            # An answer that was given before, or one that follows from the ACGME number, is not given again.
            some = [record for record in some if record.id != f"{matching.JOINED}{key}"]
        state = joining.state_after(state, some, gone)
        puts |= {(type(record), record.id): record for record in some if not isinstance(record, Program)}
        removed += gone
    more = (r for r in puts.values() if before.table(record_kind(r)).get(r.id) != r)
    stored = (before.table(record_kind(record)).get(record.id) for record in removed)
    return state, tuple(more), tuple(record for record in stored if record is not None)


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
        results = (entry.fields.results.get(year) for entry in entries)
        return sum(result.unfilled for result in results if result is not None)
    return sum(count or 0 for count in counted.values())


def _cleaned(table: ListTable) -> int:
    """How many cells held something that text may not hold."""
    return sum(1 for row in table.rows for cell in row.cells if not cell.isascii() or not cell.isprintable()
               if clean(cell, len(cell)) != " ".join(cell.split()))  # fmt: skip
