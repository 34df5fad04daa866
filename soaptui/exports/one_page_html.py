"""The page of one program as one HTML file that is printed and taken to the telephone."""

from collections.abc import Iterator

from soaptui.calls.one_page import OnePage
from soaptui.exports import html
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.imports.html_tables import PROGRAM_PAGE


def onepage_html(page: OnePage) -> str:
    """The page (calls/one_page.py) as HTML without script, nothing of which comes from the network."""
    return html.html_document(page.title, _body(page), PROGRAM_PAGE)


def _body(page: OnePage) -> Iterator[str]:
    yield f"<h1>{html.html_text(page.title)}</h1>"
    yield f"<p>{html.html_text(page.dateline)}</p>"
    yield from html.html_sections(page.sections)
    yield from html.html_small((CONFIDENTIAL,))
