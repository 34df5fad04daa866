"""The files of a season: report, pack and kept season, each by the name that is asked for."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from soaptui.exports.export_file import ExportedFile, drawn_page, suffix_of
from soaptui.exports.writing import write_export
from soaptui.imports.html_tables import PACK_PAGE, REPORT_PAGE
from soaptui.prepare.after_path import week_looked_back_on
from soaptui.prepare.next_season import NextSeason, next_season
from soaptui.records import State
from soaptui.refusal import Refusal
from soaptui.reports.power_pack import power_pack
from soaptui.reports.season_archive import archived_season
from soaptui.reports.season_report import season_report
from soaptui.store import files
from soaptui.store.change import Change, build_change
from soaptui.store.store import Store
from soaptui.week.season import Season

ARCHIVES = "seasons"
"""The folder beside the data in which a season is kept where no other file is named."""


def report_export(
    path: Path, state: State, season: Season, now: datetime, zone: str, *, phones: bool = False
) -> ExportedFile:
    """The report as a file of that name. Raises Refusal for an ending in which it is not written."""
    suffix = suffix_of(path, "report")
    page = season_report(state, season, now, zone, phones=phones)
    return ExportedFile(drawn_page(suffix, page, REPORT_PAGE), 1, "reports")


def pack_export(path: Path, state: State, season: Season, now: datetime, zone: str) -> ExportedFile:
    """The pack as a file of that name. Raises Refusal for another ending."""
    suffix = suffix_of(path, "pack")
    return ExportedFile(drawn_page(suffix, power_pack(state, season, now, zone), PACK_PAGE), 4, "pages")


def archive_export(path: Path, store: Store, season: Season, now: datetime, zone: str) -> ExportedFile:
    """The season as a file of that name. Raises Refusal for another ending, and before the week is over."""
    suffix_of(path, "archive")
    state = store.state
    week = week_looked_back_on(state, season, now)
    if not week.over(now):
        raise Refusal(f"Match Week {week.year} is not over: you can save it when it is over. Nothing was written.")
    return ExportedFile(archived_season(state, week, now, zone, store.encoded()), 1, "seasons")


class OpenedSeason(NamedTuple):
    """That the next season is open: what it took along, the change, and where the last one lies for reading."""

    opened: NextSeason
    change: Change
    archive: Path


def open_next_season(
    store: Store, season: Season, now: datetime, zone: str, path: Path | None = None
) -> OpenedSeason:
    """Keep this season in a file, then open the next one, as one step of undo. Raises Refusal, and NotSaved."""
    archive = _free_name(store.folder / ARCHIVES, season.year) if path is None else path
    opened = next_season(store.state, season, now, str(archive))
    exported = archive_export(archive, store, season, now, zone)
    if path is None:
        try:
            files.make_folder(archive.parent)
            files.write_atomically(archive, exported.data, follow=False)
        except OSError as error:
            raise Refusal(
                f"The season could not be saved ({error.strerror or error}): nothing was changed."
            ) from None
    else:
        write_export(archive, exported.data, store.folder)
    store.try_checkpoint("next-season")
    label = f"The season {opened.year} is opened"
    change = store.commit(build_change(label, store.state, *opened.puts, remove=opened.removed))
    return OpenedSeason(opened, change, archive)


def _free_name(folder: Path, year: int) -> Path:
    """No file of an earlier time is written over."""
    names = (f"soap-{year}.html", *(f"soap-{year}-{number}.html" for number in range(2, 1000)))
    return next(path for name in names if not (path := folder / name).exists())
