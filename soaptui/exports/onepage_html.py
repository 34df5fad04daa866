"""The page of one program as one HTML file that is printed and taken to the telephone."""

from collections.abc import Iterator

from soaptui.calls.onepage import OnePage
from soaptui.exports import html
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.programs.markup import PROGRAM_PAGE


def onepage_html(page: OnePage) -> str:
    """The page (calls/onepage.py) as HTML without script, nothing of which comes from the network."""
    return html.document(page.title, _body(page), PROGRAM_PAGE)


def _body(page: OnePage) -> Iterator[str]:
    yield f"<h1>{html.plain(page.title)}</h1>"
    yield f"<p>{html.plain(page.made)}</p>"
    yield from html.sections(page.sections)
    yield from html.small((CONFIDENTIAL,))
