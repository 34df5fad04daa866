"""The text of a PDF, through pypdf, imported only here. For the other process (workbook_process)."""

import io
from typing import TYPE_CHECKING

from soaptui.imports.opened_sheet import Broken, OpenedSheet
from soaptui.text import beginning_of

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES = 1_000
"""No list has more pages."""

CHARACTERS = 5_000_000
"""No list has more text."""

LAID_OUT, IN_ORDER = "laid out", "in order"
"""The two ways in which the text is handed over: as it stands on the page, and as it stands in the file."""


def open_pdf(data: bytes) -> list[OpenedSheet]:
    """The lines of a PDF in both ways, a form feed between pages. Raises Broken.

    `hidden_rows` counts the pages that hold no text.
    """
    from pypdf.errors import PyPdfError

    try:
        return _opened_pages(data)
    except Broken:
        raise
    except (PyPdfError, RecursionError) as error:
        raise Broken(beginning_of(str(error), 120) or type(error).__name__) from error
    except Exception as error:  # what a damaged file makes its parser meet: a missing key, a wrong type
        raise Broken("it is damaged or not complete") from error


def _opened_pages(data: bytes) -> list[OpenedSheet]:
    reader = _reader(data)
    count = len(reader.pages)
    if count > PAGES:
        raise Broken(f"it has {count:,} pages; a list of programs never has more than {PAGES:,}")
    ways: dict[str, list[str]] = {LAID_OUT: [], IN_ORDER: []}
    size = empty = 0
    for page in reader.pages:
        plain = page.extract_text()
        empty += not plain.strip()
        size += len(plain)
        if size > CHARACTERS:
            raise Broken(f"it has more than {CHARACTERS:,} characters")
        ways[IN_ORDER].append(plain)
        ways[LAID_OUT].append(page.extract_text(extraction_mode="layout") if plain.strip() else "")
    return [
        OpenedSheet(way, [[line] for line in "\n\f\n".join(pages).split("\n")], hidden_rows=empty)
        for way, pages in ways.items()
    ]


def _reader(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    # Many are encrypted only against changes: those open without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Broken("it has a password")
    return reader
