"""The command that writes a file for elsewhere: programs, plan, log, the page of a program, the week's calendar."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.paths import user_path
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from soaptui.exports.export_file import ExportedFile
    from soaptui.programs.listing import ProgramRow
    from soaptui.records import State
    from soaptui.week.season import Season

NOT_WRITTEN = "Nothing was written."


def export_command(context: Context) -> int:
    """Write what is asked for, or what the file's name says, of what the filter lets through."""
    from soaptui.exports.export_file import suffix_of
    from soaptui.exports.writing import CONFIDENTIAL, NotOurs, write_export

    path = user_path(context.arguments.file)
    what = _what(context)
    suffix = suffix_of(path, what)  # refused before anything is read
    if suffix == ".ics" and context.arguments.where:
        raise Refusal("A calendar has every deadline; it takes no filter: leave --where out. Nothing was written.")
    if context.arguments.phone_test and suffix != ".ics":
        raise Refusal(f"A test for the phone is a calendar: end the name in .ics. {NOT_WRITTEN}")
    with context.store() as store:
        state = store.state
    exported = _made(context, path, what or suffix, state)
    try:
        write_export(path, exported.data, context.folder, force=context.arguments.force)
    except NotOurs as error:
        raise Refusal(f"{error}: name another file, or replace it with --force. Nothing was written.") from None
    if context.json:
        context.print_json({"file": str(path), "rows": exported.number})
    else:
        context.print_lines(
            [f"{many(exported.number, exported.what.removesuffix('s'))} written to {path}", CONFIDENTIAL]
        )
    if exported.remark:
        print(f"soaptui: {context.out(exported.remark)}", file=sys.stderr)
    return DONE


def _what(context: Context) -> str:
    """What is asked for; nothing where the file's name says it. Raises Refusal for what does not go together."""
    what, program = context.arguments.what, context.arguments.program
    if program and what not in ("", "page"):
        raise Refusal(
            f"--program asks for the page of one program, and --what for {what}: leave one of them out. "
            "Nothing was written."
        )
    if what == "page" and not program:
        raise Refusal("Whose page? Say --program and its code. Nothing was written.")
    if program and context.arguments.where:
        raise Refusal("A page is about one program; it takes no filter: leave --where out. Nothing was written.")
    return "page" if program else str(what)


def _made(context: Context, path: "Path", what: str, state: "State") -> "ExportedFile":
    from soaptui.cli.filtered_rows import rows_in_filter
    from soaptui.exports.export_file import export_of, page_export_of

    now, season, zone = context.now, context.season(state), context.zone(state)
    if context.arguments.phone_test:
        from soaptui.exports.export_file import phone_test_export

        return phone_test_export(season)
    if what == "page":
        from soaptui.programs.program_by_code import program_id_for

        return page_export_of(
            path,
            program_id_for(state, context.arguments.program),
            state,
            season,
            now,
            zone,
            phones=context.arguments.phones,
        )
    if what == "log":
        return _log(context, path, state)
    rows = [] if what == ".ics" else _rows(state, season, now)
    rows = rows_in_filter(context, rows, context.arguments.where, nothing_done=NOT_WRITTEN)
    return export_of(path, rows, state, season, now, zone)


def _log(context: Context, path: "Path", state: "State") -> "ExportedFile":
    """The calls that the filter of the log lets through."""
    from soaptui.calls import log_filter
    from soaptui.exports.export_file import log_export_of

    now, season, where = context.now, context.season(state), context.arguments.where
    wanted = log_filter.parse_log_filter(where)
    if wanted.error:
        raise Refusal(f"{wanted.error.rstrip('.')}. {NOT_WRITTEN}")
    tiers = {row.program.id: row.tier for row in _rows(state, season, now)}
    calls = log_filter.narrowed_log(log_filter.Log().lines(state, state.calls.values(), tiers), wanted)
    return log_export_of(path, calls, state, tiers, season, now, context.zone(state), where)


def _rows(state: "State", season: "Season", now: datetime) -> "list[ProgramRow]":
    from soaptui.programs.listing import Listing
    from soaptui.week.offers import closed_programs

    return Listing().rows(state, closed_programs(state, season, now), season.year)
