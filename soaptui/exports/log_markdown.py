"""The call log as Markdown, day by day, in which no text of a user becomes markup."""

from collections.abc import Iterator, Sequence

from soaptui.calls.numbers import Count, waited
from soaptui.exports import markdown
from soaptui.exports.log import LogPage, counts_by_day_and_tier, log_figures, log_headings


def log_markdown(page: LogPage) -> str:
    """The page (log.log_page) as Markdown."""
    return markdown.markdown_document(page.title, _body(page))


def _body(page: LogPage) -> Iterator[str]:
    yield markdown.markdown_text(" · ".join(part for part in (page.dateline, page.asked) if part))
    yield ""
    for title, found in counts_by_day_and_tier(page.numbers):
        yield from _table(page, title, found)
    if told := waited(page.numbers):
        yield from (markdown.markdown_text(told), "")
    if not page.sections:
        yield from ("No call.", "")
    yield from markdown.markdown_sections(page.sections)
    for note in page.notes:
        yield from (markdown.markdown_text(note), "")


def _table(page: LogPage, title: str, found: Sequence[Count]) -> Iterator[str]:
    heads = log_headings(page)
    yield f"| {title} | {' | '.join(heads)} |"
    yield f"|---|{'---:|' * len(heads)}"
    for count in found:
        yield f"| {markdown.markdown_text(count.label)} | {' | '.join(map(str, log_figures(page, count)))} |"
    yield ""
