"""The report of a season and the pack for a power failure on the command line."""

from typing import TYPE_CHECKING

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from soaptui.exports.export_file import ExportedFile


def report_command(context: Context) -> int:
    """Write the report, the pack, or both; or say where the pack is made each evening. Raises Refusal."""
    from soaptui.reports.season_files import pack_export, report_export

    asked = context.arguments
    if asked.evenings is not None:
        return _evenings(context, asked.evenings)
    if not asked.file and not asked.pack:
        raise Refusal("Name the file to write: season.html or season.md; or --pack pack.html for the four pages.")
    with context.store() as store:
        state = store.state
    season, now, zone = context.season(state), context.now, context.zone(state)
    written = []
    if asked.file:
        path = user_path(asked.file)
        written.append(_write(context, path, report_export(path, state, season, now, zone, phones=asked.phones)))
    if asked.pack:
        path = user_path(asked.pack)
        written.append(_write(context, path, pack_export(path, state, season, now, zone)))
    _say(context, written, phones=asked.phones, report=bool(asked.file))
    return DONE


def _say(context: Context, written: "list[Path]", *, phones: bool, report: bool) -> None:
    from soaptui.exports.writing import CONFIDENTIAL

    if context.json:
        context.print_json({"files": [str(path) for path in written]})
        return
    without = ["Phone numbers are left out: --phones puts them in."] if report and not phones else []
    context.print_lines([*(f"written to {path}" for path in written), *without, CONFIDENTIAL])


def _write(context: Context, path: "Path", exported: "ExportedFile") -> "Path":
    from soaptui.exports.writing import NotOurs, write_export

    try:
        write_export(path, exported.data, context.folder, force=context.arguments.force)
    except NotOurs as error:
        raise Refusal(f"{error}: name another file, or replace it with --force. Nothing was written.") from None
    return path


def _evenings(context: Context, text: str) -> int:
    """The folder in which the pack is made each evening; "off" for none."""
    from soaptui.records import Setting
    from soaptui.reports.evening_pack import PACK_FOLDER, folder_typed
    from soaptui.store.change import build_change

    folder = "" if text.strip().casefold() == "off" else folder_typed(text)
    with context.store(write=True) as store:
        setting = Setting(id=PACK_FOLDER, value=folder)
        change = store.commit(build_change("Power-failure pack: where it is made", store.state, setting))
    answer = (
        (f"The pack is made in {folder}, each evening of the week.") if folder else "No pack is made automatically."
    )
    if context.json:
        context.print_json({"saved": change.seq, "folder": folder})
    else:
        context.print_lines([answer])
    return DONE
