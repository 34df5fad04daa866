"""A PDF as the table in it: its text is read in another process, and then like a pasted one."""

from soaptui.counted import many
from soaptui.imports.block_text import block_table
from soaptui.imports.opened_sheet import Broken, OpenedSheet
from soaptui.imports.page_columns import unfolded_page
from soaptui.imports.pasted_text import read_pasted
from soaptui.imports.pdf_reading import IN_ORDER, LAID_OUT
from soaptui.imports.text_rows import BadFile, TextSheet
from soaptui.imports.workbook_process import opened_apart
from soaptui.nrmp_code import find_code
from soaptui.text import beginning_of

_INSTEAD = "Open it, copy its text, and paste the text instead."


def pdf_tables(name: str, data: bytes) -> list[TextSheet]:
    """The table in a PDF's bytes. Raises BadFile."""
    try:
        found = {sheet.name: sheet for sheet in opened_apart(data)}
    except Broken as error:
        if "password" in str(error):
            raise BadFile(f"{name} has a password: open it, and print it to a PDF without a password.") from error
        raise BadFile(f"{name} cannot be read as a PDF: {beginning_of(str(error), 120)}. {_INSTEAD}") from error
    texts = {way: _text(sheet) for way, sheet in found.items()}
    if not any(text.strip() for text in texts.values()):
        raise BadFile(
            f"{name} has pictures and no text (a scan): let a program read the text (OCR), or get the list "
            "from its source again."
        )
    empty = found[IN_ORDER].hidden_rows
    pages = f"{many(empty, 'page holds', 'pages hold')} no text (a picture?): soaptui cannot read it"
    notes = (pages,) if empty else ()
    return [sheet._replace(notes=(*sheet.notes, *notes)) for sheet in _tables(name, texts)]


def _text(sheet: OpenedSheet) -> str:
    """The text of all pages, each with its columns one below the other."""
    pages = "\n".join(cells[0] for cells in sheet.rows).split("\f")
    return "\n".join("\n".join(unfolded_page(page.split("\n"))) for page in pages)


def _tables(name: str, texts: dict[str, str]) -> list[TextSheet]:
    """The table as it is found best: in blocks, then in columns as they stand on the page."""
    for way in (LAID_OUT, IN_ORDER):
        if (sheet := block_table(texts[way], name)) is not None:
            return [sheet]
    lines = texts[LAID_OUT].split("\n")
    coded = [line for line in lines if find_code(line)]
    if not coded:
        raise BadFile(f"{name} is a PDF without an NRMP code (like 1234140C0) in its text. {_INSTEAD}")
    return read_pasted(texts[LAID_OUT], name)
