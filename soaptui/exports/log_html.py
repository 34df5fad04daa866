"""The call log as one HTML file, day by day, with its figures as small bars that print."""

from collections.abc import Iterator, Sequence

from soaptui.calls.numbers import ALL, Count, waited
from soaptui.exports import html
from soaptui.exports.log import LogPage, counts_by_day_and_tier, log_figures, log_headings
from soaptui.imports.html_tables import LOG_PAGE

LONGEST = 160
"""The longest bar, in pixels of the page."""

_STYLE = """
.figures { width: auto; }
.figures .label { text-align: left; }
svg { vertical-align: middle; }"""


def log_html(page: LogPage) -> str:
    """The page (log.log_page) as HTML without script, nothing of which comes from the network."""
    return html.html_document(page.title, _body(page), LOG_PAGE, _STYLE)


def _body(page: LogPage) -> Iterator[str]:
    yield f"<h1>{html.html_text(page.title)}</h1>"
    yield f"<p>{html.html_text(' · '.join(part for part in (page.dateline, page.asked) if part))}</p>"
    for title, found in counts_by_day_and_tier(page.numbers):
        yield from _table(page, title, found)
    if told := waited(page.numbers):
        yield f"<p>{html.html_text(told)}</p>"
    if not page.sections:
        yield "<p>No call.</p>"
    yield from html.html_sections(page.sections)
    yield from html.html_small(page.notes)


def _table(page: LogPage, title: str, found: Sequence[Count]) -> Iterator[str]:
    most = max((count.spoken for count in found if count.label != ALL), default=0)
    yield '<table class="figures">'
    heads = "".join(f'<th class="number">{head}</th>' for head in log_headings(page))
    yield f"<thead><tr><th>{html.html_text(title)}</th>{heads}<th>Spoken</th></tr></thead><tbody>"
    for count in found:
        cells = "".join(f'<td class="number">{figure}</td>' for figure in log_figures(page, count))
        drawn = _bar(count.spoken, most) if count.label != ALL else ""
        yield f'<tr><th class="label">{html.html_text(count.label)}</th>{cells}<td>{drawn}{count.spoken}</td></tr>'
    yield "</tbody></table>"


def _bar(value: int, most: int) -> str:
    """A bar, beside which its figure stands; it is drawn as a shape, which prints where backgrounds do not."""
    width = max(1, round(LONGEST * value / most)) if value and most else 0
    if not width:
        return ""
    return (
        f'<svg width="{width}" height="10" aria-hidden="true"><rect width="{width}" height="10" fill="#444"></rect>'
        "</svg> "
    )
