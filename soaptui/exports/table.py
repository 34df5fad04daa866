"""The program table as columns and cells for a spreadsheet, in a form that an import takes back without loss.

A fact is yes, no or an empty cell. What is worked out (tier, fit, application, why) stands at the end, and an
import passes over it.
"""

import csv
import io
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from soaptui.cut_offs import CUT_OFFS, cut_off_typed_text
from soaptui.imports.headers import RUN, YOURS, means_something, squeezed_header
from soaptui.programs import slots
from soaptui.programs.listing import ProgramRow, positions
from soaptui.records import Fact, Program, State
from soaptui.text import visible

Cell = str | int | float | None

FIXED = (
    "Code", "ACGME ID", "Institution", "Program", "City", "State", "Region", "Setting", "Service", "In SOAP",
    "Positions Offered", "Positions Unfilled", "J-1", "J-1 Source", "J-1 As Of", "H-1B", "H-1B Source", "H-1B As Of",
    "Takes IMGs", "Takes IMGs Source", "Takes IMGs As Of", "IMG %", "Genetics Department", "Genetics Clinic",
    "Genetics Rotation", "Genetics Research", "Subspecialties", "Phone", "Email", "Website", "Talking Points",
    "Notes", "Tags", "Chance", "Value", "My Tier", "My Reason",
)  # fmt: skip
"""The columns that every export has, in their order."""

OF_NO_CODE = ("Specialty", "Type")
"""What a code says of a program; columns of their own only where a program has none yet."""

COMPUTED = ("Tier", "Fit", "Application", "Why")
"""What is worked out and not kept."""

_RUN = re.compile(f"'*[{re.escape(RUN)}]")


class ExportTable(NamedTuple):
    """A table for a spreadsheet: the headings, and one list of cells for each program or call."""

    headers: list[str]
    rows: list[list[Cell]]


def program_table(rows: Sequence[ProgramRow], state: State) -> ExportTable:
    """The programs as cells, in the order in which they are given."""
    years = sorted({year for row in rows for year in row.program.results})
    own = {name: own_heading(name) for name in _own_columns(rows)}
    headers = [
        *FIXED,
        *(OF_NO_CODE if any(not row.program.code for row in rows) else ()),
        *(f"{year} {what}" for year in years for what in ("Quota", "Matched")),
        *(means.heading for kind, means in CUT_OFFS.items() if any(kind in row.program.cut_offs for row in rows)),
        *own.values(),
        *COMPUTED,
    ]
    any_list = bool(state.list_versions)
    found: list[list[Cell]] = []
    for row in rows:
        cells = _fixed(row.program, any_list) | _results(row.program) | _cut_offs(row.program)
        if not row.program.code:
            cells |= {"Specialty": row.program.specialty, "Type": row.program.type}
        cells |= {own[name]: text for name, text in row.program.columns.items()}
        cells |= _computed(row)
        found.append([plain_cell(cells.get(header)) for header in headers])
    return ExportTable([visible(header) for header in headers], found)


def rows_csv(rows: Sequence[ProgramRow], state: State) -> bytes:
    """The programs as CSV that Excel opens as it is: UTF-8 with its mark, CRLF, and no cell that could be run.

    What begins like a formula gets an apostrophe before it, which an import takes off again (owasp.org, CSV
    Injection).
    """
    return csv_of(program_table(rows, state))


def csv_of(found: ExportTable) -> bytes:
    """A table as CSV, in the form that `rows_csv` tells of. Its cells went through `plain`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(header) for header in found.headers])
    writer.writerows([_typed(cell) for cell in cells] for cells in found.rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Text that a spreadsheet does not run. One apostrophe taken off again gives the text as it was."""
    return f"'{text}" if _RUN.match(text) else text


def own_heading(name: str) -> str:
    """The heading of a user's own column: its own name, unless an import would take that for something else."""
    taken = squeezed_header(name) in _TAKEN or means_something(name) or name.endswith(YOURS)
    return f"{name}{YOURS}" if taken else name


_TAKEN = {squeezed_header(header) for header in (*FIXED, *OF_NO_CODE, *COMPUTED)}


def _own_columns(rows: Sequence[ProgramRow]) -> dict[str, None]:
    """The names of the user's own columns, each once, in the order in which the programs have them."""
    return {name: None for row in rows for name in row.program.columns}


def _fixed(program: Program, any_list: bool) -> dict[str, Cell]:
    unfilled, source = positions(program, any_list)
    genetics = program.genetics
    return {
        "Code": program.code,
        "ACGME ID": program.acgme_id,
        "Institution": program.institution,
        "Program": program.name,
        "City": program.city,
        "State": program.state,
        "Region": program.region,
        "Setting": _known(program.setting),
        "Service": program.other_service or _known(program.service),
        "In SOAP": _known(program.in_soap),
        "Positions Offered": program.quota,
        "Positions Unfilled": unfilled if source == "list" else None,
        **_claim("J-1", program.j1),
        **_claim("H-1B", program.h1b),
        **_claim("Takes IMGs", program.imgs),
        "IMG %": _share(program.img_percent),
        "Genetics Department": _known(genetics.department.value),
        "Genetics Clinic": _known(genetics.clinic.value),
        "Genetics Rotation": _known(genetics.rotation.value),
        "Genetics Research": _known(genetics.research.value),
        "Subspecialties": _known(program.subspecialties),
        "Phone": program.phone,
        "Email": program.email,
        "Website": program.url,
        "Talking Points": program.talking_points,
        "Notes": program.notes,
        "Tags": ", ".join(program.tags),
        "Chance": program.chance,
        "Value": program.value,
        "My Tier": program.tier_override,
        "My Reason": program.override_reason,
    }


def _claim(name: str, fact: Fact) -> dict[str, Cell]:
    """A fact with who says so and as of when; what is unknown has neither."""
    if fact.value == "unknown":
        return {}
    return {name: fact.value, f"{name} Source": fact.source, f"{name} As Of": fact.as_of}


def _cut_offs(program: Program) -> dict[str, Cell]:
    """The cut-offs as they are typed, each with who says so and as of when in brackets."""
    return {
        means.heading: f"{cut_off_typed_text(kind, cut)}{cut.in_brackets}"
        for kind, means in CUT_OFFS.items()
        if (cut := program.cut_offs.get(kind)) is not None
    }


def _known(value: str) -> str:
    return "" if value == "unknown" else value


def _share(percent: float | None) -> Cell:
    """A share in percent. Below one it says so: a spreadsheet's 0.5 may mean a half."""
    return f"{_typed(percent)}%" if percent is not None and 0 < percent < 1 else percent


def _results(program: Program) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for year, result in program.results.items():
        cells |= {f"{year} Quota": result.quota, f"{year} Matched": result.matched}
    return cells


def _computed(row: ProgramRow) -> dict[str, Cell]:
    return {
        "Tier": row.tier,
        "Fit": row.assessment.fit,
        "Application": slots.application_word(row.application),
        "Why": why_cell(row),
    }


def why_cell(row: ProgramRow) -> str:
    """Why the program stands in its tier, what is not known after a question mark."""
    found = row.assessment
    return "; ".join([*found.reasons, *found.against, *(f"? {unknown}" for unknown in found.unknowns)])


def plain_cell(cell: Cell) -> Cell:
    """A cell that a file can hold: text that no terminal obeys, finite numbers, none of them with an exponent."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return visible(cell)
    if not math.isfinite(cell):
        return None
    return f"{cell:.12f}".rstrip("0") if "e" in str(cell) else cell


def _typed(cell: Cell) -> str:
    """A cell as a person would type it: 4 and not 4.0."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
