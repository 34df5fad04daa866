"""The page of one program as Markdown, in which no text of a user or a program becomes markup."""

from collections.abc import Iterator

from soaptui.calls.onepage import OnePage
from soaptui.exports import markdown
from soaptui.exports.writing import CONFIDENTIAL


def onepage_markdown(page: OnePage) -> str:
    """The page (calls/onepage.py) as Markdown."""
    return markdown.document(page.title, _body(page))


def _body(page: OnePage) -> Iterator[str]:
    yield markdown.escaped(page.made)
    yield ""
    yield from markdown.sections(page.sections)
    yield markdown.escaped(CONFIDENTIAL)
