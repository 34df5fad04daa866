"""The end of a season on the command line: keep it in one file, and open the next one."""

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.paths import user_path
from soaptui.refusal import Refusal


def archive_command(context: Context) -> int:
    """Keep the season in one file: a page to read, with the whole copy in it. Raises Refusal."""
    from soaptui.exports.writing import CONFIDENTIAL, NotOurs, write_export
    from soaptui.reports.season_archive import READ_BACK
    from soaptui.reports.season_files import archive_export

    path = user_path(context.arguments.file)
    with context.store() as store:
        season, zone = context.season(store.state), context.zone(store.state)
        exported = archive_export(path, store, season, context.now, zone)
    try:
        write_export(path, exported.data, context.folder, force=context.arguments.force)
    except NotOurs as error:
        raise Refusal(f"{error}: name another file, or replace it with --force. Nothing was written.") from None
    if context.json:
        context.print_json({"file": str(path)})
    else:
        context.print_lines([f"The season is saved in {path}.", READ_BACK, CONFIDENTIAL])
    return DONE


def next_season_command(context: Context) -> int:
    """Open the next season: what comes along is said, and nothing else does. Raises Refusal."""
    from soaptui.reports.season_files import open_next_season

    named = context.arguments.archive
    with context.store(write=True) as store:
        season, zone = context.season(store.state), context.zone(store.state)
        done = open_next_season(store, season, context.now, zone, user_path(named) if named else None)
    if context.json:
        context.print_json(
            {
                "saved": done.change.seq,
                "season": done.opened.year,
                "archive": str(done.archive),
                "carried": list(done.opened.carried),
                "left": list(done.opened.left),
            }
        )
        return DONE
    context.print_lines(
        [
            f"saved {done.change.seq}  {done.change.label}",
            f"Carried over: {', '.join(done.opened.carried)}.",
            *([f"Saved for reading only: {', '.join(done.opened.left)}."] if done.opened.left else []),
            f"The week of {season.year} is saved in {done.archive}: open it in a browser.",
            "soaptui undo takes it back.",
        ]
    )
    return DONE
