"""Text pasted from a web page or a PDF as a table: one row per program, found by its code.

What stands on top and at the foot of each page is dropped. Where the columns are lost, the lines are shared out
among the codes (rhythm.py) and read for what they look like (saying.py). Every row keeps its raw text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from soaptui.counted import many
from soaptui.imports.block_text import block_table
from soaptui.imports.columns_by_content import code_of, is_code
from soaptui.imports.delimited_text import csv_rows, newline_lines
from soaptui.imports.headers import field_of, map_headers, means_something
from soaptui.imports.html_tables import read_markup
from soaptui.imports.json_records import json_rows, looks_like_json
from soaptui.imports.pasted_fields import (
    HEADINGS,
    RAW,
    PastedFields,
    fields_of_lines,
    heading_order,
    join_broken,
    separate_places,
    with_positions,
)
from soaptui.imports.pasted_records import PastedLine, PastedRecord, in_common, records_of
from soaptui.imports.table_finding import HEADER_WITHIN
from soaptui.imports.table_shapes import upright_rows
from soaptui.imports.text_rows import LINES, BadFile, TextRow, TextSheet, check_size
from soaptui.nrmp_code import TYPE_LETTERS, find_linked_codes, is_linked, without_linked
from soaptui.programs import specialties
from soaptui.text import beginning_of, clean


def read_pasted(text: str, name: str = "pasted text") -> list[TextSheet]:
    """The tables in a pasted text: as they are where their columns are there, else one made of its programs.

    Raises BadFile.
    """
    if re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.IGNORECASE):
        sheets, page = read_markup(text, name)
        if any(specialties.find_code(cell) for sheet in sheets for row in sheet.rows for cell in row.cells):
            return sheets
        text = page
    if looks_like_json(text):
        return [TextSheet(name, json_rows(text, name))]
    problem: BadFile | None = None
    rows: list[TextRow] = []
    try:
        rows = csv_rows(text, name, quotes=quotes_count(text))
    except BadFile as error:
        problem = error
    sheet = table_of(rows, name) or block_table(text, name) or _flowing(text, name)
    if sheet is None and problem is not None:
        raise problem
    return [sheet or TextSheet(name, rows)]


def quotes_count(text: str) -> bool:
    """Whether quotation marks enclose cells. In a table with tabs, as a web page has it, one may be only a mark."""
    return "\t" not in text or (
        not re.search(r'(^|\t)"[^"\t\n]*"[^"\t\n]', text, re.MULTILINE) and text.count('"') % 2 == 0
    )


def table_of(rows: list[TextRow], name: str) -> TextSheet | None:
    """The rows as a table, if their columns are columns: under known headings, or with the codes in one of them."""
    rows = upright_rows(rows)
    coded = [row for row in rows if any(code_of(cell) for cell in row.cells)]
    if not coded:
        known = max((map_headers(row.cells).known for row in rows[:HEADER_WITHIN]), default=0)
        return TextSheet(name, rows) if known >= 2 else None
    width = Counter(len(row.cells) for row in coded).most_common(1)[0][0]
    # Under headings a second code in each row (a linked preliminary, last year's) is a column, or a cell, like any
    # other: the program has its row, and the second code is named.
    many = sum(1 for row in coded if len(list(_codes(" ".join(row.cells)))) > 1)
    if many * 2 > len(coded) and not _has_headings(rows, width):
        return None
    if _has_headings(rows, width):
        return TextSheet(name, rows)
    alone = Counter(column for row in coded for column, cell in enumerate(row.cells) if is_code(cell))
    share = max(alone.values(), default=0) / len(coded)
    if share > 0.8 and (len(coded) * 10 >= (len(rows) - 1) * 8 or (width > 2 and len(coded) * 2 >= len(rows))):
        return TextSheet(name, rows)
    return TextSheet(name, rows) if width > 2 and _regular(rows, width) else None


def _has_headings(rows: list[TextRow], width: int) -> bool:
    """Whether one of the first rows has known headings, as many as the rows have cells."""
    return width > 1 and any(
        map_headers(row.cells).known >= 2 and abs(len(row.cells) - width) <= 1 for row in rows[:HEADER_WITHIN]
    )


def _regular(rows: list[TextRow], width: int) -> bool:
    """Whether nearly all rows have as many cells, with no space before them, as commas in a sentence have."""
    wide = sum(1 for row in rows if len(row.cells) == width)
    spaced = sum(1 for row in rows for cell in row.cells[1:] if cell[:1] == " ")
    return wide * 10 >= len(rows) * 9 and spaced * 2 < sum(len(row.cells) - 1 for row in rows)


# Only at its joints may a code be broken, and only one whose letter is a capital: "1500 200 a 1" is an address.
_JOINT = r"[ \t\u00a0-]{0,3}\n?[ \t\u00a0]{0,3}"
_CODE = re.compile(
    rf"(?<![0-9A-Za-z])(?:([0-9]{{4}})([0-9A-Za-z]{{3}})([{TYPE_LETTERS}{TYPE_LETTERS.lower()}])([0-9]{{1,3}})"
    rf"|([0-9]{{4}}){_JOINT}([0-9]{{3}}){_JOINT}([{TYPE_LETTERS}]){_JOINT}([0-9]{{1,3}}))(?![0-9A-Za-z])"
)


_CONTINUED = "\x01"
"""Stands where the rest of a broken code was, so that the line is not taken for an empty one."""


def _codes(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for found in _CODE.finditer(text):
        if is_linked(text, found.start()):
            continue  # it is of another program than the one that the line is about
        yield found, "".join(part for part in found.groups() if part).upper()


def _lines(text: str) -> list[PastedLine]:
    """The lines that hold anything, each code on a line of its own text, whole and written as one."""
    text = re.sub(r"[\0\x01\f\v\x85\u2028\u2029]", " ", newline_lines(text))
    if text.count("\n") > LINES:
        raise BadFile(f"The text has more than {LINES:,} lines: paste only the list itself.")
    # A linked code is of another program than the line is about: it is kept in the line, and not read.
    originals = text.split("\n")
    text = "\n".join(map(without_linked, originals))
    parts: list[str] = []
    end = 0
    for found, code in _codes(text):
        # What is broken over two lines stands on the first of them: the lines below keep their numbers.
        broken = found.group().count("\n")
        wide = 0 if broken else len(found.group()) - len(code)
        parts += [text[end : found.start()], f"\0{code}\0", " " * wide, ("\n" + _CONTINUED) * broken]
        end = found.end()
    whole = "".join([*parts, text[end:]])
    lines: list[PastedLine] = []
    gap = False
    for number, raw in enumerate(whole.split("\n"), start=1):
        if raw.strip() == _CONTINUED:
            continue
        pieces = raw.replace(_CONTINUED, "").split("\0")
        original = originals[number - 1]
        if not original.strip():
            gap = True
            continue
        for text_of_it, code, line in _shared_out(pieces):
            line = line or (original if find_linked_codes(original) else "")
            said = "" if code and field_of(text_of_it.strip(" \t:")) == "code" else text_of_it.rstrip()
            lines.append(PastedLine(number, said, code, gap, line))
            gap = False
    return lines


def _shared_out(pieces: list[str]) -> list[tuple[str, str, str]]:
    """A line split at its codes as (text, code, whole line) for each code; the text goes with the codes before or
    behind it. Where it cannot be told with which, nothing is read of it, and each code keeps the whole line."""
    texts, codes = pieces[0::2], pieces[1::2]
    if len(codes) < 2:
        code = codes[0] if codes else ""
        return [((" " * len(code)).join(texts), code, "")]  # what stands behind the code keeps its place in the line
    bare = [text.strip(" \t,;|/") for text in texts]
    if bare[0] and not bare[-1]:
        return [(text, code, "") for text, code in zip(texts, codes, strict=False)]
    if bare[-1] and not bare[0]:
        return [(text, code, "") for text, code in zip(texts[1:], codes, strict=True)]
    return [("", code, "".join(pieces) if any(bare) else "") for code in codes]


_FURNITURE = re.compile(
    r"(page|seite|p\.)\s*\d+(\s*(of|/)\s*\d+)?|-+\s*\d+\s*-+|\d+\s*(of|/)\s*\d+|https?://\S+(\s+\d+/\d+)?|"
    r"(printed|generated|downloaded|exported|run|report date|last updated)\b.*\d.*|.*\bpage\s+\d+\s+of\s+\d+.*|"
    r".*\ball rights reserved\b.*|©.*|.*\bconfidential\b.*|(the\s+)?list of unfilled programs.*|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(,?\s+\d{1,2}:\d\d(:\d\d)?(\s*[ap]m)?)?(\s+.*\d+/\d+)?",
    re.IGNORECASE,
)


def _without_furniture(lines: list[PastedLine]) -> tuple[list[PastedLine], list[PastedLine]]:
    """The lines without what stands on top and at the foot of each page; and what that was."""
    alike = [re.sub(r"\d+", "#", " ".join(line.text.split()).casefold()) for line in lines]
    times = Counter(alike)
    plain = [not line.code and _is_furniture(line.text) for line in lines]
    plain = [there or n in headings for headings in [_heading_runs(lines)] for n, there in enumerate(plain)]
    while True:
        edge = Counter(
            alike[n]
            for n in range(len(lines))
            if not plain[n] and not lines[n].code and _beside(plain, n)
        )  # fmt: skip
        # What repeats, and stands beside such lines each time it does, belongs to the page and not to a program.
        more = {text for text, count in edge.items() if count > 1 and count == times[text]}
        if not more:
            break
        plain = [there or alike[n] in more for n, there in enumerate(plain)]
    kept: list[PastedLine] = []
    gap = False
    for line, there in zip(lines, plain, strict=True):
        gap = gap or line.gap
        if not there:
            kept.append(line._replace(gap=gap))
            gap = False
    return kept, [line for line, there in zip(lines, plain, strict=True) if there]


def _heading_runs(lines: list[PastedLine]) -> set[int]:
    """The lines of headings that were pasted one below the other."""
    named = [not line.code and means_something(line.text) for line in lines]
    starts = [n for n in range(len(lines) - 2) if all(named[n : n + 3])]
    return {n for start in starts for n in range(start, start + 3)}


def _beside(plain: Sequence[bool], n: int) -> bool:
    return (n > 0 and plain[n - 1]) or (n + 1 < len(plain) and plain[n + 1])


def _is_furniture(text: str) -> bool:
    text = " ".join(text.split())
    return bool(_FURNITURE.fullmatch(text)) or len(heading_order(text)) >= 3


def _flowing(text: str, name: str) -> TextSheet | None:
    """The programs of a text whose columns are lost; None where it has no code."""
    lines = _lines(text)
    if not any(line.code for line in lines):
        return None
    in_cells = _cell_by_cell(lines, name)
    if in_cells is not None:
        return in_cells
    lines, furniture = _without_furniture(lines)
    order = max((heading_order(line.text) for line in furniture), key=len, default=[])
    aligned = _aligned(lines, furniture)
    ways = records_of(lines)
    read = [_read(records, aligned, order) for records in ways]
    records, said = in_common(ways), [_agreed(each) for each in zip(*read, strict=True)]
    unfilled = "unfilled" in order or any("unfilled" in line.text.casefold() for line in furniture)
    sheet = _sheet(name, records, said, unfilled=unfilled)
    return sheet._replace(notes=_of_no_program(lines, records))


def _of_no_program(lines: list[PastedLine], records: Sequence[PastedRecord]) -> tuple[str, ...]:
    """That lines stand between the programs and may be of either: they are kept with none."""
    there = {line.number for record in records for line in record.lines}
    lost = [line.text.strip() for line in lines if line.number not in there and line.text.strip()]
    if not lost:
        return ()
    stand = many(len(lost), "line of the text is", "lines of the text are")
    first, more = beginning_of(lost[0], 60), " ..." if len(lost) > 1 else ""
    return (f'{stand} not clearly about a program, and not kept: "{first}"{more}',)


def _read(records: list[PastedRecord], aligned: list[tuple[int, int, str]], order: list[str]) -> list[PastedFields]:
    """What the records say, each by itself and then all of them together."""
    said = [_said(record, aligned) for record in records]
    join_broken(said)
    separate_places(said)
    with_positions(said, order)
    return said


def _agreed(ways: Sequence[PastedFields]) -> dict[str, str]:
    """The fields of a program that are the same whichever way its lines were shared out."""
    first, *others = (each.fields for each in ways)
    return {field: text for field, text in first.items() if all(other.get(field) == text for other in others)}


def _sheet(name: str, records: list[PastedRecord], said: list[dict[str, str]], *, unfilled: bool) -> TextSheet:
    there = {"code", *(["unfilled"] if unfilled else []), *(field for each in said for field in each)}
    fields = [field for field in HEADINGS if field in there]
    rows = [TextRow(records[0].lines[0].number, [*(HEADINGS[field] for field in fields), RAW])]
    for record, each in zip(records, said, strict=True):
        cells = [record.code if field == "code" else each.get(field, "") for field in fields]
        rows.append(TextRow(record.lines[0].number, [*cells, _raw(record)]))
        check_size(name, record.lines[0].number, len(rows), len(fields), len(rows) * len(fields))
    return TextSheet(name, rows)


def _raw(record: PastedRecord) -> str:
    """The lines of a record as they were pasted, the code where it stood at the latest."""
    texts = [" ".join((line.whole or f"{line.text}  {line.code}").split()) for line in record.lines]
    whole = "\n".join(filter(None, texts))
    return clean(whole, 4 * len(whole) + 1, lines=True)  # what is too long of it is cut, and said, as of any cell


def _said(record: PastedRecord, aligned: list[tuple[int, int, str]]) -> PastedFields:
    """What a record says: by the columns it stands under where they can be seen, else by what it looks like."""
    if record.alone:
        own = record.lines[record.at]
        fields = _under(own, aligned) if aligned else None
        return (
            PastedFields(record.code, fields, [])
            if fields is not None
            else fields_of_lines(record.code, [own.text], 0)
        )
    return fields_of_lines(record.code, [line.text for line in record.lines], record.at)


# -- a table with one cell on each line


def _cell_by_cell(lines: list[PastedLine], name: str) -> TextSheet | None:
    """A table whose cells were pasted one below the other, under headings pasted so too; None where it is none."""
    places = [n for n, line in enumerate(lines) if line.code]
    gaps = Counter(later - earlier for earlier, later in pairwise(places))
    if not gaps:
        return None
    size, times = gaps.most_common(1)[0]
    if size < 3 or times * 10 < (len(places) - 1) * 6:
        return None
    best: tuple[int, int, list[str]] = (0, 0, [])
    for at in range(size):
        first = places[0] - at
        headings = [line.text.strip() for line in lines[max(0, first - size) : max(0, first)]]
        known = sum(map(means_something, headings))
        if len(headings) == size and field_of(headings[at]) == "code" and known > best[0]:
            best = (known, at, headings)
    known, at, headings = best
    return _cells(lines, places, at, headings, name) if known >= 3 and known * 2 > size else None


def _cells(lines: list[PastedLine], places: list[int], at: int, headings: list[str], name: str) -> TextSheet:
    """Rows of whole records; one that is short of a cell keeps its code and its raw text alone."""
    size = len(headings)
    rows = [TextRow(lines[places[0] - at - size].number, [*headings, RAW])]
    begins = [place - at for place in places]
    for n, (place, begin) in enumerate(zip(places, begins, strict=True)):
        # Where two of them overlap, one lacks a cell, and it cannot be told which.
        fits = begin + size <= (begins[n + 1] if n + 1 < len(begins) else len(lines))
        fits = fits and (n == 0 or begins[n - 1] + size <= begin)
        first, last = (begin, begin + size) if fits else (place, place + 1)
        record = PastedRecord(lines[place].code, lines[first:last], 0)
        texts = [line.code or line.text.strip() for line in record.lines]
        cells = texts if fits else [lines[place].code if column == at else "" for column in range(size)]
        rows.append(TextRow(record.lines[0].number, [*cells, _raw(record)]))
    return TextSheet(name, rows)


# -- a table whose columns are still to be seen by where they begin


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """The parts of a line that wide gaps keep apart: where each begins and ends, and its text."""
    return [(found.start(), found.end(), found.group()) for found in re.finditer(r"\S+(?: \S+)*", text)]


def _aligned(lines: list[PastedLine], furniture: list[PastedLine]) -> list[tuple[int, int, str]]:
    """The columns of a text laid out with spaces: begin, end and field of each heading."""
    for line in furniture:
        columns = [(begin, end, field_of(text) or "") for begin, end, text in _pieces(line.text)]
        if len(columns) >= 4 and sum(1 for *_, field in columns if field) >= 3:
            return columns
    return []


def _under(line: PastedLine, columns: list[tuple[int, int, str]]) -> dict[str, str] | None:
    """The line's parts by the columns that they stand under; None where one of them stands under none, or two."""
    fields: dict[str, str] = {}
    for begin, end, text in _pieces(line.text):
        under = [field for first, last, field in columns if first - 1 <= end and begin <= last + 1]
        if len(under) != 1:
            return None
        if under[0]:
            fields[under[0]] = f"{fields.get(under[0], '')} {text}".strip()
    return fields
