"""The power-failure pack, made by itself on each evening of the week: only in a folder that the user chose, and only
when what stands on it has changed.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from soaptui.exports.export_file import drawn_page
from soaptui.exports.writing import NotOurs, write_export
from soaptui.imports.html_tables import PACK_PAGE
from soaptui.paths import user_path
from soaptui.records import Setting, State
from soaptui.refusal import Refusal
from soaptui.reports.power_pack import pack_content, power_pack
from soaptui.text import shown
from soaptui.week import zones
from soaptui.week.season import Season

PACK_FOLDER, PACK_MADE = "pack-folder", "pack-made"
"""The settings: where it is made; and the evening for which it was looked at last, with what stood on it."""

EVENING = 18
"""The hour at home from which on it is evening."""


class PackMade(NamedTuple):
    """What came of one evening: the setting to keep, and a sentence; none where nothing had changed."""

    setting: Setting
    sentence: str = ""


def folder_typed(text: str) -> str:
    """The folder that was typed, whole. Raises Refusal for one that is not there."""
    folder = user_path(text.strip()).absolute()
    if not text.strip() or not folder.is_dir():
        raise Refusal(f"There is no folder {shown(str(folder))}: make it first, or name another.")
    return str(folder)


def evening_due(state: State, season: Season, now: datetime, zone: str) -> datetime | None:
    """The evening for which the pack is to be looked at now; None where none is, or no folder is chosen."""
    if not state.setting(PACK_FOLDER) or season.over(now):
        return None
    begun = [evening for evening in _evenings(season, zone) if evening <= now]
    if not begun or _looked_at(state) >= begun[-1]:
        return None
    return begun[-1]


def _evenings(season: Season, zone: str) -> Iterator[datetime]:
    """From the Sunday before it to the Thursday, at home."""
    first = zones.at_zone(season.event("match-status").at, zone or zones.EASTERN).date() - timedelta(days=1)
    for day in range(5):
        yield zones.instants(first + timedelta(days=day), EVENING, 0, zone or zones.EASTERN)[0]


def _looked_at(state: State) -> datetime:
    at, _, _ = state.setting(PACK_MADE).partition(" ")
    try:
        return zones.read_iso(at)
    except Refusal:
        return _LONG_AGO


_LONG_AGO = zones.read_iso("2000-01-01T00:00:00")


def pack_path(state: State, season: Season) -> Path:
    """The file that it is written to."""
    return Path(state.setting(PACK_FOLDER)) / f"soap-{season.year}-on-paper.html"


def make_evening_pack(
    state: State, season: Season, now: datetime, zone: str, evening: datetime, data: Path
) -> PackMade:
    """Write it where something on it has changed. `data` is the data's folder. It never raises for the file."""
    page = power_pack(state, season, now, zone)
    path, content = pack_path(state, season), pack_content(page)
    setting = Setting(id=PACK_MADE, value=f"{zones.utc_iso(evening)} {content}")
    if state.setting(PACK_MADE).endswith(f" {content}") and path.exists():
        return PackMade(setting)
    try:
        write_export(path, drawn_page(".html", page, PACK_PAGE), data)
    except NotOurs:
        return PackMade(setting, f"No power-failure pack: {shown(str(path))} is a file of yours. Move it elsewhere.")
    except Refusal as error:
        return PackMade(setting, f"No power-failure pack: {error}")
    return PackMade(setting, f"The power-failure pack is new: print {shown(str(path))}.")
