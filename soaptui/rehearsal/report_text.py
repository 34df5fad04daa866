"""The report in words: one page of plain text, to be read after a long night."""

from collections.abc import Iterable, Iterator

from soaptui.counted import many
from soaptui.document import Block, Boxed, Paragraph, PrintedPage, Prose
from soaptui.exports.plain_text import document_lines
from soaptui.rehearsal.report import RehearsalReport, ReportLine
from soaptui.week import words

NAMED = 8
"""So many names are told for each kind; the others are counted."""

REPORT = "How the rehearsal went"

NOTHING = "Nothing has happened yet. The report grows with the time."


def report_document(report: RehearsalReport) -> PrintedPage:
    """The report as a page."""
    span = f"From {words.eastern_text(report.start)} to {words.eastern_text(report.now)}."
    if not report.lines:
        return PrintedPage(title=REPORT, dateline="", blocks=(Prose((span, NOTHING)),))
    slipped = tuple(_slipped(report.lines))
    blocks: list[Block] = [
        Prose(tuple(_counted(line) for line in report.lines)),
        Boxed("What you missed. Look at it calmly", slipped) if slipped else Paragraph("You missed nothing."),
    ]
    if report.notes:
        blocks.append(Prose(tuple(report.notes)))
    blocks.append(Paragraph("This is only in the rehearsal. Your own data did not change."))
    return PrintedPage(title=REPORT, dateline=span, blocks=tuple(blocks))


def report_page(report: RehearsalReport) -> str:
    """The report as lines of text."""
    return "\n".join(document_lines(report_document(report)))


def _counted(line: ReportLine) -> str:
    """ "Calls that rang, logged within 2 minutes: 7 of 9, median 38 seconds."."""
    parts = [f"{line.title}: {line.in_time} of {len(line.results)}"]
    if line.median is not None:
        parts.append(f"median {_span(line.median)}")
    waiting = sum(1 for result in line.results if result.open and not result.done)
    if waiting:
        parts.append(f"{waiting} still can be")
    return ", ".join(parts) + "."


def _slipped(lines: Iterable[ReportLine]) -> Iterator[str]:
    """The names of what was missed, and of what came late; each is told once (an offer not noted, not again)."""
    told: set[str] = set()
    for line in lines:
        missed = [name for name in line.missed if name not in told]
        told.update(missed)
        for what, names in ((line.not_done, missed), (line.done_late, line.late)):
            if names:
                more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
                yield f"{what}: {'; '.join(names[:NAMED])}{more}"


def _span(seconds: float) -> str:
    """ "38 seconds", "4 minutes", "1 h 20 min"."""
    whole = round(seconds)
    if whole < 120:
        return many(whole, "second")
    minutes = round(whole / 60)
    return f"{minutes} minutes" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
