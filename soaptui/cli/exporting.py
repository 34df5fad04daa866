"""The command that writes a file for elsewhere: the program table, the plan as a page, or the week's calendar."""

from datetime import datetime
from typing import TYPE_CHECKING

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    from soaptui.programs.listing import Row
    from soaptui.records import State
    from soaptui.week.season import Season


def export(context: Context) -> int:
    """Write the programs that the filter lets through, or the week, in the form that the file's name asks for."""
    from soaptui.exports.making import made, suffix_of
    from soaptui.exports.writing import CONFIDENTIAL, write

    path = user_path(context.arguments.file)
    suffix = suffix_of(path)  # refused before anything is read
    where = context.arguments.where or ""
    if suffix == ".ics" and where:
        raise Refusal("A calendar holds every deadline, whatever the filter: leave --where out. Nothing was written.")
    now = context.now
    with context.store() as store:
        state = store.state
    season = context.season(state)
    rows = [] if suffix == ".ics" else _rows(state, season, now, where)
    found = made(path, rows, state, season, now, context.zone(state))
    write(path, found.data, kept=context.folder)
    if context.json:
        context.print_json({"file": str(path), "rows": found.number})
    else:
        what = found.what.removesuffix("s") if found.number == 1 else found.what
        context.print_lines([f"{found.number} {what} written to {path}", CONFIDENTIAL])
    return DONE


def _rows(state: "State", season: "Season", now: datetime, where: str) -> "list[Row]":
    from soaptui.programs import query
    from soaptui.programs.listing import Listing
    from soaptui.week.offers import closed_programs

    rows = Listing().rows(state, closed_programs(state, season, now))
    wanted = query.parse(where, query.own_columns(rows))
    if wanted.error:
        raise Refusal(f"{wanted.error}. Nothing was written.")
    return query.narrowed(rows, wanted)
