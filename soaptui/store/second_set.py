"""A second set of backups, one for each day, in another folder of the user's choice: a USB stick, a second disk.

Which folder it is belongs to this computer and not to the data: it stands in second.json beside them, and is neither
restored, undone nor taken along to a rehearsal. A folder that is not there is said and is never an error.
"""

import contextlib
import errno
import os
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from soaptui.refusal import Refusal
from soaptui.store import files, sealing
from soaptui.text import shown

CHOICE = "second.json"
"""The file in the data folder that says where the second set lies, or that none is wanted."""

APART = timedelta(hours=1)
"""The copy of a day is taken anew after so long, where something was changed."""

KEPT_DAYS = 60
"""Of so many days on which there was a copy, the newest is kept."""

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_NAME = re.compile(r"soaptui-([0-9a-f]{8})-(\d{8}T\d{6})Z-(\d+)\.(json|sealed)")


class SecondSetChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The folder of the second set, and the lock that it is encrypted with, if it is."""

    folder: str
    lock: sealing.SealingKey | None = None


_NONE = SecondSetChoice(folder="")
"""The user wants no second set."""


def _answer(data: Path) -> SecondSetChoice | None:
    """What the user said, be it no; None where nothing was said that can be read."""
    try:
        return msgspec.json.decode((data / CHOICE).read_bytes(), type=SecondSetChoice)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def second_set_choice(data: Path) -> SecondSetChoice | None:
    """The user's choice for a data folder; None where there is none that can be read."""
    answer = _answer(data)
    return None if answer == _NONE else answer


def keep_choice(data: Path, choice: SecondSetChoice | None) -> None:
    """Let this be the choice from now on; None for no second set, which is then offered no more. Raises OSError."""
    files.write_atomically(data / CHOICE, msgspec.json.encode(choice or _NONE))


def offer(data: Path) -> str:
    """What is said while there is no second set and nobody said that none is wanted; else empty."""
    return "" if os.path.lexists(data / CHOICE) else "No second backup: your data are only on one disk."


def checked_choice(data: Path, folder: Path, passphrase: str | None = None) -> SecondSetChoice:
    """The choice of a folder, encrypted where there is a passphrase. Raises Refusal where it can take no copies."""
    check_second_folder(data, folder)
    lock = None if passphrase is None else sealing.new_lock(passphrase)
    return SecondSetChoice(folder=str(folder.resolve()), lock=lock)


def check_second_folder(data: Path, folder: Path) -> None:
    """Raise Refusal for a folder that cannot take a second set."""
    name = shown(str(folder))
    if not folder.is_dir():
        what = (
            "is a file, not a folder"
            if folder.exists()
            else ("is not there: put the USB stick in, or make the folder")
        )
        raise Refusal(f"{name} {what}. Nothing was changed.")
    real, own = folder.resolve(), data.resolve()
    if real == own or own in real.parents:
        raise Refusal(f"{name} is in the folder of your data: choose another folder, best on another disk.")


def second_set_copies(choice: SecondSetChoice | None) -> list[tuple[datetime, Path]]:
    """The copies in the second folder with the time each was taken, newest first; none where it is not there."""
    copies: list[tuple[datetime, Path]] = []
    if choice is not None:
        with contextlib.suppress(OSError, ValueError):
            copies = [(at, path) for path in Path(choice.folder).iterdir() if (at := _taken(path)) is not None]
    return sorted(copies, reverse=True)


def _taken(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(match[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def second_set_problem(data: Path) -> str:
    """Why nothing can be written to the second folder now; empty where it can, and where there is none."""
    choice = _answer(data)
    if choice is None:
        lost = os.path.lexists(data / CHOICE)
        return f"{CHOICE} cannot be read: choose the folder again." if lost else ""
    if choice == _NONE:
        return ""
    folder = Path(choice.folder)
    name = shown(choice.folder)
    try:
        if not folder.is_dir():
            return f"{name} is not there: is the USB stick in? Everything is saved here anyway."
        if not any(_NAME.fullmatch(found.name) for found in folder.iterdir()):
            # What is mounted there may be missing while its folder stands: a copy in it would be on the same disk.
            return (
                f"{name} is there but has none of your backups: is the USB stick in? If it is right, choose it again."
            )
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        return f"{name} cannot be looked at: {getattr(error, 'strerror', None) or error}."
    return ""


def write_second_set(choice: SecondSetChoice, data: bytes, store_id: str, seq: int, now: datetime) -> Path:
    """Put a copy in the second folder, the one of this day before it going. Raises OSError, Refusal."""
    sealed = choice.lock is not None
    owner = _owner(store_id)
    suffix = sealing.SUFFIX if sealed else ".json"
    path = Path(choice.folder) / f"soaptui-{owner}-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{seq}{suffix}"
    files.sweep(path.parent)
    _put(path, sealing.seal(data, choice.lock) if choice.lock is not None else data)
    _prune(choice, owner)
    return path


def _put(path: Path, data: bytes) -> None:
    try:
        files.write_atomically(path, data)
    except OSError as error:
        # Some file systems of sticks cannot sync a folder. What is whole when it is read again is there.
        if error.errno not in _NO_SYNC or not path.is_file() or path.read_bytes() != data:
            raise


def second_set_is_due(choice: SecondSetChoice, store_id: str, seq: int, now: datetime) -> bool:
    """Whether it is time for a copy: there is none of this day, or it is an hour old and something was changed."""
    owner = _owner(store_id)
    own = [(at, path) for at, path in second_set_copies(choice) if path.name.startswith(f"soaptui-{owner}-")]
    if not own:
        return True
    at, path = own[0]
    return at.date() != now.astimezone(UTC).date() or (now - at >= APART and _seq(path) != seq)


def _seq(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[3]) if match else -1


def _owner(store_id: str) -> str:
    return f"{zlib.crc32(store_id.encode('utf-8', 'surrogatepass')):08x}"


def _prune(choice: SecondSetChoice, owner: str) -> None:
    """Of each day the newest stays; of the days the newest."""
    days: set[str] = set()
    for at, path in second_set_copies(choice):
        if path.name.startswith(f"soaptui-{owner}-"):
            day = f"{at:%Y%m%d}"
            if day in days or len(days) >= KEPT_DAYS:
                with contextlib.suppress(OSError):
                    path.unlink()
            days.add(day)
