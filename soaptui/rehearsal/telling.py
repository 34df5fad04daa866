"""The report in words: one page of plain text, to be read after a long night."""

from collections.abc import Iterable, Iterator

from soaptui.counted import many
from soaptui.rehearsal.report import Line, Report
from soaptui.week import words

NAMED = 8
"""So many names are told for each kind; the others are counted."""

NOTHING = "Nothing has happened yet. The report fills as the clock goes on."


def page(report: Report) -> str:
    """The report as lines of text."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"From {words.eastern_text(report.start)} to {words.eastern_text(report.now)}."
    if not report.lines:
        yield NOTHING
        return
    yield ""
    yield from (_counted(line) for line in report.lines)
    slipped = list(_slipped(report.lines))
    yield ""
    if slipped:
        yield "What slipped by, to look at calmly:"
        yield from slipped
    else:
        yield "Nothing slipped by."
    if report.notes:
        yield ""
        yield from report.notes
    yield ""
    yield "Only this rehearsal knows of it. Your own data are as they were."


def _counted(line: Line) -> str:
    """ "Calls that rang, logged within 2 minutes: 7 of 9, median 38 seconds."."""
    parts = [f"{line.title}: {line.in_time} of {len(line.results)}"]
    if line.median is not None:
        parts.append(f"median {_span(line.median)}")
    waiting = sum(1 for result in line.results if result.open and not result.done)
    if waiting:
        parts.append(f"{waiting} still can be")
    return ", ".join(parts) + "."


def _slipped(lines: Iterable[Line]) -> Iterator[str]:
    """The names of what was missed, and of what came late; each is told once (an offer not noted, not again)."""
    told: set[str] = set()
    for line in lines:
        missed = [name for name in line.missed if name not in told]
        told.update(missed)
        for what, names in ((line.not_done, missed), (line.done_late, line.late)):
            if names:
                more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
                yield f"  {what}: {'; '.join(names[:NAMED])}{more}"


def _span(seconds: float) -> str:
    """ "38 seconds", "4 minutes", "1 h 20 min"."""
    whole = round(seconds)
    if whole < 120:
        return many(whole, "second")
    minutes = round(whole / 60)
    return f"{minutes} minutes" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
