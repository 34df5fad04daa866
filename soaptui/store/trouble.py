"""What endangers the data, though everything is saved at this moment: said in the bar, by `doctor` and by `verify`.

Each function looks and changes nothing; one that cannot look finds nothing.
"""

import os
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from soaptui import ways
from soaptui.counted import many
from soaptui.store import loading, lost_changes, sync_copies, witness
from soaptui.store.bases import BACKUPS, JOURNAL, STORE

TroubleKind = Literal["store.json", "backups", "sync tool", "network", "copies", "journal", "permissions"]


AGAIN = timedelta(minutes=1)
SOON_AGAIN = timedelta(seconds=2)
"""How often it is looked for a sync tool's copies, a listing of two folders, and for the witness."""

BEHIND = 1000
"""So many changes may be in the journal alone before it is said."""


class Trouble(msgspec.Struct, frozen=True):
    """What it is about, as one or two words, and a sentence that says what is the matter and what to do."""

    kind: TroubleKind
    text: str


_SYNCED = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud's own tool",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
    "yandex.disk": "Yandex Disk",
    "syncthing": "Syncthing",
}
_SYNCED_BEGINS = {"onedrive": "OneDrive", "dropbox (": "Dropbox", "google drive (": "Google Drive"}
_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "afpfs", "davfs", "ceph", "lustre", "glusterfs", "ncpfs"}
_NETWORK_FUSE = {"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.gvfsd-fuse"}


def of_folder(folder: Path) -> list[Trouble]:
    """What can be told of a data folder by looking at where it is and who may read it."""
    return _from_outside(folder)


def _from_outside(folder: Path) -> list[Trouble]:
    return [*_synced(folder), *_on_a_network(folder), *_too_open(folder), *_unwritable(folder)]


def _without_witness(folder: Path) -> Iterator[Trouble]:
    """There is a journal, and nothing that says which change was the last: it would not be noticed if it were cut."""
    if witness.read_witness(folder) is None and _looked_at(folder / JOURNAL) is not None:
        what = "cannot be read" if os.path.lexists(folder / witness.NAME) else "is missing"
        text = f"{witness.NAME} {what}: until the next change, soaptui cannot check if the journal is complete."
        yield Trouble("journal", f"{text} The next change writes it again.")


class Watched:
    """The troubles of a folder that is open: what the reading found, and what shows from outside, looked at again
    every minute."""

    def __init__(self, folder: Path, loaded: loading.Loaded) -> None:
        self._folder = folder
        self._loaded = of_loaded(loaded)
        self._doubted = loaded.doubt is not None
        self._known = {copy.path for copy in loaded.copies}
        self._outside: list[Trouble] = []
        self._looked: datetime | None = None
        self._new: list[Trouble] = []
        self._looked_closer: datetime | None = None

    def at(self, now: datetime) -> list[Trouble]:
        """All of them."""
        if self._looked is None or abs(now - self._looked) >= AGAIN:
            self._looked = now
            self._outside = _from_outside(self._folder)
        if self._looked_closer is None or abs(now - self._looked_closer) >= SOON_AGAIN:
            self._looked_closer = now
            self._new = [*self._new_copies(), *(() if self._doubted else _without_witness(self._folder))]
        return [*self._loaded, *self._new, *self._outside]

    def _new_copies(self) -> list[Trouble]:
        """Copies of a sync tool that came while the folder was open here."""
        try:
            new = [path for path in sync_copies.sync_copies_in(self._folder) if path not in self._known]
        except OSError:
            return []
        if not new:
            return []
        names = ", ".join(path.name for path in new[:3]) + (", ..." if len(new) > 3 else "")
        said = f"A sync tool has put its own copy into your data folder ({names}). {ways.TAKE_IN}"
        return [Trouble("copies", said)]

    def forget(self, kind: TroubleKind) -> None:
        """What was found of this kind is seen to."""
        self._loaded = [one for one in self._loaded if one.kind != kind]
        self._new = [one for one in self._new if one.kind != kind]
        self._looked_closer = None


def of_loaded(loaded: loading.Loaded) -> list[Trouble]:
    """What the reading of a data folder found that stays so until somebody sees to it."""
    troubles = [Trouble("copies", str(copy)) for copy in loaded.copies if copy.merge.puts or copy.problem]
    troubles += [Trouble("journal", lost_changes.loss_sentence(loss)) for loss in loaded.lost]
    if loaded.doubt is not None:
        troubles.append(Trouble("journal", str(loaded.doubt)))
    if loaded.tail > BEHIND:
        behind = f"{STORE} is {many(loaded.tail, 'change')} behind."
        text = f"{behind} The journal has them; the next save brings it up to date."
        troubles.append(Trouble("store.json", text))
    return troubles


def _synced(folder: Path) -> Iterator[Trouble]:
    tool = sync_tool(folder)
    if tool:
        yield Trouble(
            "sync tool",
            f"Your data are in a folder that {tool} copies to other computers. Open them on one computer at a time, "
            "or move them: soaptui --data names another folder.",
        )


def sync_tool(folder: Path) -> str:
    """The tool that keeps the folder the same on several computers; empty where none shows."""
    place = Path(os.path.realpath(folder))
    for part in (*folder.parts, *place.parts):
        name = part.casefold()
        for begin, tool in _SYNCED_BEGINS.items():
            if name.startswith(begin):
                return tool
        if name in _SYNCED:
            return _SYNCED[name]
    for above in (place, *place.parents):
        for mark, tool in _MARKS.items():
            if (mark != ".dropbox" or above != Path.home()) and os.path.lexists(above / mark):
                return tool
    return ""


def _on_a_network(folder: Path) -> Iterator[Trouble]:
    kind = network_of(folder)
    if kind:
        yield Trouble(
            "network",
            f"Your data are on a network share ({kind}). Its locks are not safe: open them on one computer at a "
            "time, or move them to a disk of this computer.",
        )


def network_of(folder: Path) -> str:
    """The kind of network file system that the folder is on; empty where it is none, or that cannot be told."""
    place = os.path.realpath(folder)
    if place.startswith(("\\\\", "//")):
        return "UNC"
    if not sys.platform.startswith("linux"):
        return ""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return network_in(mounts, place)


def network_in(mounts: str, place: str) -> str:
    """The kind of network file system of a place, by the system's list of mounts."""
    nearest, system = "", ""
    for line in mounts.splitlines():
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(nearest):
            nearest, system = point, kind
    return system if system in _NETWORK or system in _NETWORK_FUSE else ""


def _too_open(folder: Path) -> Iterator[Trouble]:
    if os.name == "nt":
        from soaptui.store import windows_rights

        readers = windows_rights.other_readers(windows_rights.rights_of(folder))
        if readers:
            yield Trouble("permissions", open_on_windows(readers, folder))
        return
    files = (folder, folder / STORE, folder / JOURNAL, folder / BACKUPS, *_inside(folder / JOURNAL))
    modes = {path: found.st_mode for path in files if (found := _looked_at(path)) is not None}
    open_ones = [path.name for path, mode in modes.items() if stat.S_IMODE(mode) & 0o077]
    if open_ones:
        more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        yield Trouble(
            "permissions",
            f"Other users of this computer can open {open_ones[0]}{more}. "
            f"For yourself alone: chmod -R go= '{folder}'",
        )
    owner = _looked_at(folder)
    if owner is not None and owner.st_uid != os.geteuid():
        yield Trouble("permissions", f"{folder} belongs to another user of this computer.")


def open_on_windows(readers: list[str], folder: Path) -> str:
    """That others may open the folder, and what to type for oneself alone (it is the same in every language)."""
    return (
        f"Others can open your data: {', '.join(readers)}. For yourself alone: "
        f'icacls "{folder}" /inheritance:r /grant:r "%USERNAME%:(OI)(CI)F"'
    )


def _unwritable(folder: Path) -> Iterator[Trouble]:
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        yield Trouble("store.json", f"{folder} cannot be written to: {STORE} and the backups stay as they are.")
    backups = folder / BACKUPS
    if _looked_at(backups) is not None and not backups.is_dir():
        yield Trouble("backups", f"{BACKUPS} in the data folder is not a folder: no backups are made.")
    elif backups.is_dir() and not os.access(backups, os.R_OK | os.W_OK | os.X_OK):
        yield Trouble("backups", f"{BACKUPS} in the data folder cannot be written to: no backups are made.")


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _looked_at(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
