"""What a row says put into a program's record, and the user's own research joined with a program of the list.

A row of research without an NRMP code is a program of its own, under an id that follows from what it says: the
same row has the same id in every file. It becomes part of a program of the list only when the user says so, or
when both have the same ACGME number.
"""

import hashlib
from collections.abc import Mapping
from typing import assert_never

from msgspec.structs import replace as replace_fields

from soaptui.imports.import_kinds import IMPORT_KINDS, ImportKind
from soaptui.imports.matching import JOINED, answered_match
from soaptui.imports.row_fields import RowFields, fields_of_program, stated_fields
from soaptui.programs import names, specialties
from soaptui.programs.fact_claims import NAMES, united, united_genetics
from soaptui.programs.written_cut_offs import united_cut_offs
from soaptui.records import Application, Program, Record, Setting, State, kind_of, replace
from soaptui.refusal import Refusal

OFFICIAL = {"institution", "name", "city", "state", "quota", "acgme_id"}
"""What the official list says best: research fills these only where they are empty."""

OF_THE_LIST = {"service", "other_service", "in_soap"}
"""What the list says best of a program that stands on it."""

TEXTS = ("notes", "talking_points")
"""The user's own words: added to, never replaced."""

USERS = {*TEXTS, "tags", "chance", "value", "tier_override", "override_reason"}
"""What only the user knows: an official list fills these only where they are empty."""

_BLANK = Program(id="")
_OF_THE_CODE = {"id", "code", "extra", "type", "specialty"}
_MERGED = {"results", "columns", "unfilled"}
"""What is joined with what is there in a way of its own."""


def coded(code: specialties.ProgramCode) -> Program:
    """A program of which nothing is known but its code, and what that encodes."""
    return Program(
        id=code.text,
        code=code.text,
        type=code.type,
        specialty=specialties.specialty_name(code),
        service=specialties.service(code),
    )


def own_values(fields: RowFields) -> RowFields:
    """What a row of research without a code says, with its specialty and its type recognised where they can be."""
    said = fields.type
    found = names.discipline_of(
        Program(
            id="",
            institution=fields.institution,
            name=fields.name,
            specialty=fields.specialty,
            type=said.upper() if said.upper() in specialties.TYPES else names.discipline(said).type,
            acgme_id=fields.acgme_id,
        )
    )
    specialty = fields.specialty
    if found.specialty:
        code = specialties.ProgramCode("", "", found.specialty, found.type, "")
        specialty = specialties.specialty_name(code)
    state = names.state_of(fields.state) if fields.state else ""
    return replace_fields(fields, type=found.type, specialty=specialty, state=state)


def values_added(base: Program, fields: RowFields, kind: ImportKind) -> Program:
    """The program after a row: what the row says is taken, what it does not say stays."""
    kept_out = _OF_THE_CODE if base.code else set()
    values = {n: v for n, v in stated_fields(fields) if n not in kept_out and n not in _MERGED}
    if digits := names.acgme_digits(fields.acgme_id):
        values["acgme_id"] = digits
    filling = _only_filling(base, kind)
    values = {n: v for n, v in values.items() if n not in filling or getattr(base, n) == getattr(_BLANK, n)}
    if IMPORT_KINDS[kind].is_the_list:
        # The number of an earlier list stays while the program does; one that comes back brings its own.
        kept = base.unfilled if base.listed == "yes" else None
        values |= {"listed": "yes", "unfilled": kept if fields.unfilled is None else fields.unfilled}
    if "service" in values:
        values["other_service"] = fields.other_service
    if "genetics" in values:
        values["genetics"] = united_genetics(base.genetics, fields.genetics)
    if "cut_offs" in values:
        values["cut_offs"] = united_cut_offs(base.cut_offs, fields.cut_offs)
    values |= {name: united(getattr(base, name), getattr(fields, name)) for name in NAMES if name in values}
    values |= {name: _with_text(getattr(base, name), getattr(fields, name)) for name in TEXTS if name in values}
    if "tags" in values:
        values["tags"] = (*base.tags, *(tag for tag in dict.fromkeys(fields.tags) if tag not in base.tags))
    if fields.results:
        values["results"] = base.results | fields.results
    if fields.columns:
        # A table of past years knows no column better than what is there.
        columns = fields.columns | base.columns if IMPORT_KINDS[kind].by_year else base.columns | fields.columns
        values["columns"] = {heading: text for heading, text in columns.items() if text}
    return replace(base, **values)


def _only_filling(base: Program, kind: ImportKind) -> set[str]:
    """The fields that this kind of table may fill, and not replace."""
    match kind:
        case "results":
            # A table of past years knows the program's name of then: it fills gaps and replaces nothing.
            return set(Program.__struct_fields__)
        case "unfilled":
            return USERS
        case "research" if not base.code:
            return set()
        case "research":
            # The user's spreadsheet knows visas better than the official list does, and names worse.
            return OFFICIAL | OF_THE_LIST if base.listed == "yes" else OFFICIAL
        case _:
            assert_never(kind)


def _with_text(before: str, said: str) -> str:
    if not before or f"\n{said}\n" in f"\n{before}\n":
        return before or said
    return f"{before}\n{said}"


def keys_of(fields: RowFields) -> tuple[str, ...]:
    """The ids under which the program of a row without a code (see own_values) may be kept, the one to use first.

    They follow from its ACGME number, and from its names. None where the row does not say which program it means:
    an institution alone may have twenty.
    """
    digits = names.acgme_digits(fields.acgme_id)
    found = [f"acgme-{digits}"] if digits else []
    institution, name, specialty = fields.institution, fields.name, fields.specialty
    city, state = fields.city, fields.state
    # Some have one column for both: "Mayo Clinic, Internal Medicine".
    named = institution or any(len(word) > 2 for word in names.discipline(name).rest)
    if named and any((name if institution else "", specialty, city, state)):
        kind = "" if fields.type == "C" else fields.type
        parts = (names.words(institution, state), *map(names.words, (name, specialty, city)), (state, kind))
        text = "|".join(" ".join(part) for part in parts)
        found.append(f"own-{hashlib.sha256(text.encode()).hexdigest()[:8]}")
    return tuple(found)


def join_values(state: State, key: str, program_id: str) -> tuple[list[Record], list[Record]]:
    """What makes a program of the user's research part of one of the list: records to put, records to remove.

    With "" as the program it stays one of its own, and is not asked about again. What hangs on its record (an
    application, calls, the decision sheet) goes over with it. Raises Refusal where there is no such program.
    """
    research = state.programs.get(key)
    if research is None or research.code:
        raise Refusal(f"{key!r} is not a program of your research: use an id from the unsure rows of an import.")
    remembered = Setting(id=f"{JOINED}{key}", value=program_id)
    if not program_id:
        return [remembered], []
    program = state.programs.get(program_id)
    if program is None or not program.code:
        raise Refusal(f"{program_id!r} is not a program of the list to join {key} with: give its NRMP code.")
    puts, removed = _moved(state, key, program_id)
    return [absorbed(program, research), remembered, *puts], [research, *removed]


def absorbed(program: Program, research: Program) -> Program:
    """The program with all that the user's own record of it says."""
    joined = values_added(program, fields_of_program(research), "research")
    return replace(joined, extra=research.extra | program.extra) if research.extra else joined


def _moved(state: State, old: str, new: str) -> tuple[list[Record], list[Record]]:
    """What names the old program, naming the new one; and what is left under the old id."""
    puts: list[Record] = []
    removed: list[Record] = []
    for table in (state.calls, state.interviews, state.offers):
        puts += [replace(record, program=new) for record in table.values() if record.program == old]
    for sheet in state.sheets.values():
        if old in sheet.order:
            order = dict.fromkeys(new if each == old else each for each in sheet.order)
            puts.append(replace(sheet, order=tuple(order)))
    mine, theirs = state.applications.get(old), state.applications.get(new)
    if mine is not None:
        removed.append(mine)
        puts.append(_both(mine, theirs) if theirs is not None else replace(mine, id=new, program=new))
    return puts, removed


def _both(mine: Application, theirs: Application) -> Application:
    """One application of two: what was sent stays sent."""
    return replace(
        theirs,
        planned=theirs.planned or mine.planned,
        sent=theirs.sent or mine.sent,
        closed=theirs.closed or mine.closed,
        closed_at=theirs.closed_at or mine.closed_at,
    )


def state_after(state: State, puts: list[Record], removed: list[Record]) -> State:
    """The state with some records put and others removed."""
    changes: list[tuple[str, str, Record | None]] = [(kind_of(record), record.id, record) for record in puts]
    return state.with_records([*changes, *((kind_of(record), record.id, None) for record in removed)])


def settled_joins(state: State, joined: Mapping[str, str]) -> dict[str, str]:
    """Which programs of the research are one of the list: as the user says now, said before, or by ACGME number.

    By key; "" keeps one apart. A number that several programs have (the tracks of one institution) settles nothing.
    """
    numbers: dict[str, list[str]] = {}
    for program in state.programs.values():
        if program.code and (digits := names.acgme_digits(program.acgme_id)):
            numbers.setdefault(digits, []).append(program.id)
    found: dict[str, str] = {}
    for key, program in state.programs.items():
        if program.code:
            continue
        said = joined.get(key, answered_match(state, key))
        if said is not None and (not said or key in joined or said in state.programs):
            found[key] = said
        elif (digits := names.acgme_digits(program.acgme_id)) and len(numbers.get(digits, ())) == 1:
            found[key] = numbers[digits][0]
    return found
