"""A file to rows of text: workbooks and PDFs in a process of their own, text and JSON by their own rules.

What cannot be read raises BadFile with one sentence that names the file, the line where there is one, and the
cure.
"""

from pathlib import Path

from soaptui.counted import many
from soaptui.imports.compound_file import MAGIC, check_compound
from soaptui.imports.delimited_text import MARKS, csv_rows, decoded, separator_of
from soaptui.imports.document_text import pdf_tables
from soaptui.imports.html_tables import read_markup
from soaptui.imports.json_records import json_rows, looks_like_json
from soaptui.imports.opened_sheet import Broken, OpenedSheet
from soaptui.imports.pasted_text import quotes_count, read_pasted, table_of
from soaptui.imports.text_rows import FILE_BYTES, BadFile, TextRow, TextSheet
from soaptui.imports.workbook_process import PDF_BEGINS, opened_apart
from soaptui.imports.workbook_size import check_package
from soaptui.programs import specialties
from soaptui.text import beginning_of, clean

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods")

__all__ = ["FILE_BYTES", "BadFile", "TextRow", "TextSheet", "read_tables", "tables_of_bytes"]


def read_tables(path: Path) -> list[TextSheet]:
    """The tables of a file: one for text, one per sheet for a workbook. Raises BadFile."""
    name = clean(path.name)
    try:
        if path.is_dir():
            raise BadFile(f"{name} is a folder: name the file inside it.")
        size = path.stat().st_size
        if not path.is_file():  # a pipe or a device may never end
            raise BadFile(f"{name} is not an ordinary file: save the list as a file first.")
        if size > FILE_BYTES:
            raise BadFile(
                f"{name} has {size:,} bytes; a list of programs never has more than {FILE_BYTES:,}: "
                "save only the sheet that holds the list."
            )
        data = path.read_bytes()
    except BadFile:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{clean(str(path))} cannot be opened ({why}): check the name and the folder.") from error
    return tables_of_bytes(name, data)


def tables_of_bytes(name: str, data: bytes) -> list[TextSheet]:
    """The tables in a file's bytes; `name` is what errors call it. Raises BadFile."""
    name = clean(name)  # it is kept as the source of what is read; a file's name may hold anything
    if len(data) > FILE_BYTES:
        raise BadFile(f"{name} has more than {FILE_BYTES:,} bytes: save only the sheet that holds the list.")
    bare = data
    for mark, _ in MARKS:
        bare = bare.removeprefix(mark)
    if not bare.strip(b"\0 \r\n\t"):
        what = "has only zeros" if bare and not bare.strip(b"\0") else "is empty"
        raise BadFile(f"{name} {what}: get it from its source again.")
    if data[:4] == b"PK\x03\x04":
        check_package(name, data)
        return _workbook(name, data)
    if data[:8] == MAGIC:
        check_compound(name, data)
        return _workbook(name, data)
    if data.startswith(PDF_BEGINS):
        return pdf_tables(name, data)
    if data[:5] == rb"{\rtf":
        raise BadFile(f"{name} is a Word document: copy its table into a spreadsheet and save that as CSV.")
    text = _text(name, data)
    if text.lstrip("\ufeff \r\n\t")[:1] == "<":
        return _page(name, text)
    if looks_like_json(text):
        return [TextSheet(name, json_rows(text, name))]
    rows = _text_rows(text, name)
    sheet = table_of(rows, name)
    return [sheet] if sheet else read_pasted(text, name)


def _text_rows(text: str, name: str) -> list[TextRow]:
    """The rows of a text; with tabs between the cells, a quotation mark may be a mark and no more. Raises BadFile."""
    try:
        return csv_rows(text, name)
    except BadFile:
        if separator_of(text) != "\t" or quotes_count(text):
            raise
        return csv_rows(text, name, quotes=False)


def _text(name: str, data: bytes) -> str:
    """The text of a file; what is called a workbook may be text too, but then it has to be text."""
    try:
        return decoded(data, name)
    except BadFile:
        if not name.casefold().endswith(WORKBOOKS):
            raise
        raise BadFile(
            f"{name} is a workbook that soaptui cannot read: it is damaged or not complete; download or save it "
            "again."
        ) from None


def _page(name: str, text: str) -> list[TextSheet]:
    """The tables of a web page; where none of them has a program code, its text."""
    sheets, page = read_markup(text, name)
    if any(specialties.find_code(cell) for sheet in sheets for row in sheet.rows for cell in row.cells):
        return sheets
    if specialties.find_code(page):
        return read_pasted(page, name)
    raise BadFile(
        f"{name} is a web page without a table of programs: copy the list on the page, and paste it instead."
    )


def _workbook(name: str, data: bytes) -> list[TextSheet]:
    try:
        found = opened_apart(data)
    except Broken as error:
        if "password" in str(error).casefold():
            raise BadFile(f"{name} has a password: remove it, or save the list as CSV.") from error
        why = beginning_of(str(error), 120)
        raise BadFile(
            f"{name} is a workbook that soaptui cannot read: {why}; save it as .xlsx again, or as CSV."
        ) from error
    return [
        TextSheet(
            name if len(found) == 1 else f"{name}, sheet {clean(sheet.name)}",
            [TextRow(number, cells) for number, cells in enumerate(sheet.rows, start=1) if any(cells)],
            clean(sheet.name),
            sheet.hidden,
            _notes_on(sheet),
        )
        for sheet in found
    ]


def _notes_on(sheet: OpenedSheet) -> tuple[str, ...]:
    """What of a sheet is easily missed, in words."""
    hidden, unsaved = sheet.hidden_rows, sheet.unsaved_formulas
    notes = [f"{many(hidden, 'hidden row is', 'hidden rows are')} taken too"] if hidden else []
    if unsaved:
        cells = many(unsaved, "cell holds a formula", "cells hold formulas")
        notes.append(f"{cells} without a saved value, read as empty. Open it in Excel, save it, import it again")
    return tuple(notes)
