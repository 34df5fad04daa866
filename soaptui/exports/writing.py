"""Writing an export where the user wants it: whole or not at all, private, and over nothing that is the user's."""

import contextlib
import hashlib
import os
from pathlib import Path

from soaptui.refusal import Refusal
from soaptui.store import files
from soaptui.text import shown

CONFIDENTIAL = "Do not share it: the NRMP's rules do not let you share or post the List of Unfilled Programs."
"""What is said with every export (nrmp.org, violations; the list is for those who are eligible for SOAP)."""

RECORD = "exports"
"""In the folder of the data: a line for each export, the SHA-256 of its bytes. So no format needs a mark in it, and
an export that was edited since is no longer taken for one."""


class NotOurs(Refusal):
    """A file stands there that soaptui did not write, or that was changed since. The text says no more than that."""


def write_export(path: Path, data: bytes, kept: Path, *, force: bool = False) -> None:
    """The file then holds all of `data`, on disk, private to the user; an export that was there is replaced.

    `kept` is the folder of the user's data, into which no export goes. Any other file is only replaced with `force`:
    else NotOurs is raised. Raises Refusal, in one sentence, where the file cannot be written; then it is as it was.
    """
    name = shown(str(path))
    try:
        _check(path, name, kept)
        if not force and path.exists() and not _is_ours(path, kept):
            raise NotOurs(f"{name} already exists, and soaptui did not write it")
        _record(data, kept)
        files.write_atomically(path, data, follow=False)
    except Refusal:
        raise
    except PermissionError as error:
        raise Refusal(
            f"{name} cannot be written ({error.strerror}): close it in the other program, or name another file."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"{name} cannot be written ({why}): name a file in another folder.") from None


def _check(path: Path, name: str, kept: Path) -> None:
    if path.is_symlink():
        raise Refusal(f"{name} is a link to another file: name that file itself, or another one.")
    if path.is_dir():
        raise Refusal(f"{name} is a folder: name a file inside it.")
    if path.exists() and not path.is_file():
        raise Refusal(f"{name} is not an ordinary file: name another one.")
    real = path.resolve()
    if not real.parent.is_dir():
        raise Refusal(f"There is no folder {shown(str(real.parent))}: make it first, or name another file.")
    if kept.is_dir() and any(folder.samefile(kept) for folder in real.parents):
        raise Refusal(f"{name} is in the folder of your data: name a file in another folder.")


def _is_ours(path: Path, kept: Path) -> bool:
    """Whether the file holds exactly what was exported from this data once."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        return found in (kept / RECORD).read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False


def _record(data: bytes, kept: Path) -> None:
    """Remember it before it is written. Where that fails, the next export to the same file asks: nothing is lost."""
    line = f"{hashlib.sha256(data).hexdigest()}\n".encode("ascii")
    with contextlib.suppress(OSError):
        files.make_folder(kept)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(kept / RECORD, flags, files.PRIVATE_FILE)
        try:
            files.write_all(descriptor, line)
        finally:
            os.close(descriptor)
