"""The page of one program as Markdown, in which no text of a user or a program becomes markup."""

from collections.abc import Iterator

from soaptui.calls.one_page import OnePage
from soaptui.exports import markdown
from soaptui.exports.writing import CONFIDENTIAL


def onepage_markdown(page: OnePage) -> str:
    """The page (calls/one_page.py) as Markdown."""
    return markdown.markdown_document(page.title, _body(page))


def _body(page: OnePage) -> Iterator[str]:
    yield markdown.markdown_text(page.dateline)
    yield ""
    yield from markdown.markdown_sections(page.sections)
    yield markdown.markdown_text(CONFIDENTIAL)
