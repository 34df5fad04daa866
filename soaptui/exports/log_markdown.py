"""The call log as Markdown, day by day, in which no text of a user becomes markup."""

from collections.abc import Iterator, Sequence

from soaptui.calls.numbers import Count, waited
from soaptui.exports import markdown
from soaptui.exports.log import LogPage, counts, figures, headings


def log_markdown(page: LogPage) -> str:
    """The page (log.log_page) as Markdown."""
    return markdown.document(page.title, _body(page))


def _body(page: LogPage) -> Iterator[str]:
    yield markdown.escaped(" · ".join(part for part in (page.made, page.asked) if part))
    yield ""
    for title, found in counts(page.numbers):
        yield from _table(page, title, found)
    if told := waited(page.numbers):
        yield from (markdown.escaped(told), "")
    if not page.sections:
        yield from ("No call.", "")
    yield from markdown.sections(page.sections)
    for note in page.notes:
        yield from (markdown.escaped(note), "")


def _table(page: LogPage, title: str, found: Sequence[Count]) -> Iterator[str]:
    heads = headings(page)
    yield f"| {title} | {' | '.join(heads)} |"
    yield f"|---|{'---:|' * len(heads)}"
    for count in found:
        yield f"| {markdown.escaped(count.label)} | {' | '.join(map(str, figures(page, count)))} |"
    yield ""
