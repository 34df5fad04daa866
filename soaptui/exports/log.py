"""The call log for elsewhere: a table for a spreadsheet, and a page of days, which HTML and Markdown both show."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from soaptui.calls.numbers import ALL, Count, Numbers, of_calls, waited
from soaptui.calls.one_page import call_entry
from soaptui.document import BarCell, Block, Footnotes, PageTable, Paragraph, PrintedPage, TableHead, listed_block
from soaptui.exports.day_strip import day_strip
from soaptui.exports.table import Cell, ExportTable, csv_of, plain_cell
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.programs.titles import full_title
from soaptui.records import Call, Pressure, State, program_title
from soaptui.week import words, zones
from soaptui.week.season import Season

COLUMNS = (
    "Time ET", "Time Yours", "Direction", "Over", "Program Code", "Program", "Who", "Role", "Number", "Outcome",
    "Impression", "Asked", "Pressure", "Concerns", "Follow-up", "Due ET", "Done ET", "Note", "Text",
)  # fmt: skip
"""The columns of the log. Times are written as a spreadsheet reads them: 2027-03-16 08:11."""

_FIGURES = {
    "They called": "came",
    "You called": "out",
    "Missed": "missed",
    "Answered": "answered",
    "Emails": "emails",
    "Interviews": "interviews",
    "Promised": "promised",
    "Kept": "done",
}


def log_csv(state: State, calls: Iterable[Call], zone: str = "") -> bytes:
    """These calls as CSV, the earliest first, in the form that `table.rows_csv` tells of: no cell can be run."""
    rows = [[plain_cell(cell) for cell in _cells(state, call, zone)] for call in calls_in_order(calls)]
    return csv_of(ExportTable(list(COLUMNS), rows))


def calls_in_order(calls: Iterable[Call]) -> list[Call]:
    """Calls as they came."""
    return sorted(calls, key=lambda call: (call.started, call.id))


def _cells(state: State, call: Call, zone: str) -> list[Cell]:
    program, promised = state.programs.get(call.program), call.follow_up
    return [
        _wall(zones.eastern(call.started)),
        _wall(zones.at_zone(call.started, zone)) if zone else "",
        call.meaning.title,
        call.channel,
        (program.code if program is not None else call.program),
        call_heading(state, call),
        call.who_name,
        call.who_role,
        call.number,
        call.outcome,
        call.impression,
        "\n".join(call.asked),
        "\n".join(_pressure(item) for item in call.pressure),
        call.concerns,
        promised.what if promised is not None else "",
        _wall(zones.eastern(promised.due)) if promised is not None and promised.due is not None else "",
        _wall(zones.eastern(promised.done)) if promised is not None and promised.done is not None else "",
        call.note,
        call.text,
    ]


def call_heading(state: State, call: Call) -> str:
    """Who called or was called: the program in full, else the words for it."""
    program = state.programs.get(call.program)
    return full_title(program) if program is not None else program_title(state, call.program, call.unknown)


def _wall(wall: datetime) -> str:
    return f"{wall:%Y-%m-%d %H:%M}"


def _pressure(item: Pressure) -> str:
    wall = zones.eastern(item.at)
    return f"{item.kind} {words.clock24(wall)} {zones.abbreviation(wall)}: {item.words}"


def log_page(
    state: State,
    calls: Iterable[Call],
    tiers: Mapping[str, str],
    season: Season,
    now: datetime,
    zone: str = "",
    asked: str = "",
) -> PrintedPage:
    """These calls as a page, day by day, with their figures. `tiers` has the tier of each program, by its id.

    Where a filter was `asked`, the figures are those of the calls that it lets through, and of no interview.
    """
    ordered = calls_in_order(calls)
    days: dict[str, list[Call]] = {}
    for call in ordered:
        wall = zones.eastern(call.started)
        days.setdefault(f"{words.day_text(wall)} {wall.year}", []).append(call)
    interviews = () if asked else tuple(state.interviews.values())
    numbers = of_calls(state, ordered, interviews, season, tiers)
    blocks: list[Block] = [_figures(title, found, asked=bool(asked)) for title, found in _by_day_and_tier(numbers)]
    if told := waited(numbers):
        blocks.append(Paragraph(told))
    if not days:
        blocks.append(Paragraph("No call."))
    for day, own in days.items():
        entries = tuple(call_entry(call, zone, call_heading(state, call)) for call in own)
        blocks += listed_block(f"{day} ({len(own)})", entries)
    made = f"Made {words.dated(now, zone, year=True)}"
    today = () if asked else day_strip(state, season, now, zone)
    return PrintedPage(
        title=f"SOAP {season.year}: my calls",
        dateline=" · ".join((made, f"Only these: {asked}")) if asked else made,
        blocks=(*today, *blocks, Footnotes((CONFIDENTIAL,))),
    )


def _by_day_and_tier(found: Numbers) -> Sequence[tuple[str, Sequence[Count]]]:
    """The tables of figures: by day with the whole below, and by tier where there is anything of one."""
    tiers = [count for count in found.tiers if count.anything]
    by_day = ("By day", [*found.days, found.whole])
    return (by_day, ("By tier", tiers)) if tiers else (by_day,)


def _figures(title: str, counts: Sequence[Count], *, asked: bool) -> PageTable:
    """What is counted of a day or a tier. Of calls that were asked for alone there are no interviews to count."""
    empty = {"Interviews"} if asked else set()
    empty |= {"Emails"} if not any(count.emails for count in counts) else set()
    counted = [heading for heading in _FIGURES if heading not in empty]
    most = max((count.spoken for count in counts if count.label != ALL), default=0)
    heads = (TableHead(title, "label"), *(TableHead(name, "number") for name in counted))
    rows: tuple[tuple[str | BarCell, ...], ...] = tuple(
        (
            count.label,
            *(str(getattr(count, _FIGURES[name])) for name in counted),
            BarCell(count.spoken, most if count.label != ALL else 0),
        )
        for count in counts
    )
    return PageTable((*heads, TableHead("Spoken", "bar", drawn_only=True)), rows, figures=True)
