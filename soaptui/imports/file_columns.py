"""The columns of a file: what stands in each, what it is taken for, and what it may be said to mean."""

from collections import Counter
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from soaptui.imports.headers import FIELDS, ColumnMap, map_headers
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.table_file import BadFile, TextRow, TextSheet
from soaptui.imports.table_finding import HEADER_WITHIN, find_tables
from soaptui.text import beginning_of, clean

FIELD_NAMES = {
    "code": "NRMP code",
    "institution": "institution",
    "name": "name of the program",
    "specialty": "specialty",
    "city": "city",
    "state": "state",
    "place": "city and state in one",
    "unfilled": "open positions",
    "quota": "positions offered",
    "service": "application service (ERAS or ResidencyCAS)",
    "in_soap": "takes part in SOAP",
    "type": "type (categorical, preliminary ...)",
    "setting": "university or community",
    "visa": "visas, in words",
    "j1": "J-1",
    "j1_source": "J-1: who says so",
    "j1_as_of": "J-1: as of when",
    "h1b": "H-1B",
    "h1b_source": "H-1B: who says so",
    "h1b_as_of": "H-1B: as of when",
    "imgs": "takes IMGs",
    "img_percent": "share of IMGs",
    "imgs_source": "takes IMGs: who says so",
    "imgs_as_of": "takes IMGs: as of when",
    "genetics": "medical genetics",
    "genetics_department": "genetics department",
    "genetics_clinic": "genetics clinic",
    "genetics_rotation": "genetics rotation",
    "genetics_research": "genetics research",
    "subspecialties": "subspecialties",
    "cut_step2": "least Step 2 score",
    "cut_step1": "Step 1 has to be passed",
    "cut_attempts": "tries of an exam allowed",
    "cut_failed": "failed tries of an exam allowed",
    "cut_years": "years since graduation allowed",
    "cut_us_months": "months of US experience needed",
    "cut_step3": "Step 3 needed",
    "cut_ecfmg": "ECFMG certificate needed",
    "cut_off": "cut-offs, in words",
    "cut_off_source": "cut-offs: who says so",
    "cut_off_as_of": "cut-offs: as of when",
    "source": "source of what is here",
    "as_of": "as of when",
    "notes": "notes",
    "talking_points": "talking points",
    "tags": "tags",
    "chance": "my figure for the chance",
    "value": "my figure for the value",
    "tier_override": "my own tier",
    "override_reason": "why my own tier",
    "acgme_id": "ACGME program number",
    "region": "region",
    "phone": "phone",
    "email": "e-mail",
    "url": "web address",
    "computed": "leave it out",
}
"""The fields in plain words, in the order in which they are offered."""

KEEP = "keep as it is"
"""What a column is that no field fits: it is kept with the program, under its own heading."""

NOT_IN_RESEARCH = "kept as it is, for research has no open positions"
"""What a column of open positions is there."""

ALONE = ("", "computed")
"""What any number of columns may be; every field is one column's."""

SAMPLES = 3
LOOKED_AT = 200
"""Examples are taken from this many first rows."""


def field_name(field: str) -> str:
    """A field in plain words."""
    return FIELD_NAMES.get(field, field.replace("_", " "))


def meaning_choices() -> list[tuple[str, str]]:
    """What a column may be said to mean: (words, field); the empty field keeps it as it is."""
    fields = ["computed", *FIELD_NAMES, *FIELDS]
    return [(KEEP, ""), *((field_name(field), field) for field in dict.fromkeys(fields) if field in FIELDS)]


class FileColumn(NamedTuple):
    """A column of the file: its heading, what stands below it, what it is taken for, and if the user said so.

    `key` is what the user's word for it is kept under: the heading, with its place where it stands twice.
    """

    key: str
    text: str
    samples: str
    field: str
    means: str
    own: bool


def file_columns(
    sheets: list[TextSheet],
    assign: AnyMapping[str, str],
    wanted: Sequence[str] = (),
    kind: ImportKind | None = None,
) -> list[FileColumn]:
    """The columns of the tables in these sheets. Where none is found, those of the row that looks most like it.

    With the kind of the file, as that kind takes them.
    """
    try:
        tables = find_tables(sheets, assign, wanted).tables
    except BadFile:
        texts, rows = _likely(sheets)
        return _columns_of(texts, rows, map_headers(texts, assign))
    columns = (each for table in tables for each in _columns_of(table.headers, table.rows, table.mapping, kind))
    by_key: dict[str, FileColumn] = {}
    for column in columns:
        by_key.setdefault(column.key.casefold(), column)
    return list(by_key.values())


def _columns_of(
    texts: list[str], rows: list[TextRow], mapping: ColumnMap, kind: ImportKind | None = None
) -> list[FileColumn]:
    unused = mapping.fields.get("unfilled") if kind == "research" else None
    mapping = mapping.of_research() if kind == "research" else mapping
    fields = {column: field for field, column in mapping.fields.items()}
    fields |= dict.fromkeys(mapping.computed.values(), "computed")
    years = {column: f"{year}: positions offered" for year, column in mapping.quota.items()}
    years |= {column: f"{year}: positions filled" for year, column in mapping.matched.items()}
    counts = Counter(clean(text).casefold() for text in texts)
    made: list[FileColumn] = []
    for column, text in enumerate(map(clean, texts)):
        if text:
            field = fields.get(column, "")
            means = years.get(column) or (field_name(field) if field else KEEP)
            if column == unused and not field:
                means = NOT_IN_RESEARCH
            key = text if counts[text.casefold()] == 1 else f"{text} ({column + 1})"
            made.append(FileColumn(key, text, _samples(rows, column), field, means, column in mapping.assigned))
    return made


def _likely(sheets: list[TextSheet]) -> tuple[list[str], list[TextRow]]:
    """The fullest of the first rows, and what stands below it."""
    found: tuple[int, list[str], list[TextRow]] = (0, [], [])
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            texts = [clean(cell) for cell in row.cells]
            filled = sum(1 for text in texts if text)
            if filled > found[0]:
                found = (filled, texts, sheet.rows[number + 1 :])
    return found[1], found[2]


def _samples(rows: list[TextRow], column: int) -> str:
    """A few different cells of the column."""
    found: dict[str, None] = {}
    for row in rows[:LOOKED_AT]:
        text = beginning_of(row.cells[column], 60) if column < len(row.cells) else ""
        if text:
            found.setdefault(text)
        if len(found) == SAMPLES:
            break
    return " · ".join(found)


def explained_columns(made: list[FileColumn]) -> list[str]:
    """What the columns were taken for, in a line for the report."""
    known = [_said(heading) for heading in made if heading.means != KEEP or heading.own]
    return [f"columns read as: {', '.join(known)}"] if known else []


def _said(heading: FileColumn) -> str:
    same = heading.text.casefold() == heading.means
    return f"{heading.text}{'' if same else f' = {heading.means}'}{' (as you said)' if heading.own else ''}"
