"""The command `insight`: what past Matches and the lists of the week know."""

import shutil
import sys
import textwrap

from soaptui import ways
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.plots import has_blocks
from soaptui.text import shown_in_columns

WIDEST = 100
"""No wider, on however wide a terminal: plots and what they are of stay side by side."""

PIPED = 80


def insight_command(context: Context) -> int:
    """The whole page, or its figures as JSON. Raises Refusal for a filter that cannot be understood."""
    from soaptui.filters import query
    from soaptui.insight.page import insight_page
    from soaptui.insight.report import insight_report, report_as_json
    from soaptui.programs import program_filter
    from soaptui.programs.listing import Listing
    from soaptui.refusal import Refusal
    from soaptui.week.offers import closed_programs

    where: str = context.arguments.where.strip()
    with context.store() as store:
        state = store.state
    season, among = context.season(state), None
    if where:
        rows = Listing().rows(state, closed_programs(state, season, context.now))
        wanted = program_filter.parse_program_filter(where, program_filter.own_column_names(rows))
        if wanted.error:
            raise Refusal(wanted.error)
        among = {row.program.id for row in query.narrowed(rows, wanted)}
    report = insight_report(state, season, where, among)
    if context.json:
        context.print_json(report_as_json(report))
        return DONE
    width = min(WIDEST, shutil.get_terminal_size((PIPED, 24)).columns) if sys.stdout.isatty() else PIPED
    for line in insight_page(
        report, width, plain=context.arguments.ascii or not has_blocks(sys.stdout.encoding)
    ).lines:
        said = shown_in_columns(ways.typed(line))
        print(said if len(said) <= width else textwrap.fill(said, width, break_on_hyphens=False))
    return DONE
