"""Writing an export where the user wants it: whole or not at all, and readable by the user alone."""

from pathlib import Path

from soaptui.refusal import Refusal
from soaptui.store import files
from soaptui.text import shown

CONFIDENTIAL = "Keep it to yourself: the NRMP's rules do not let the List of Unfilled Programs be shared or posted."
"""What is said with every export (nrmp.org, violations; the list is for those who are eligible for SOAP)."""


def write(path: Path, data: bytes, kept: Path | None = None) -> None:
    """The file then holds all of `data`, on disk, private to the user; one that was there is replaced.

    `kept` is the folder of the user's data, into which no export goes. Raises Refusal, in one sentence, where the
    file cannot be written; then it is as it was.
    """
    name = shown(str(path))
    try:
        _check(path, name, kept)
        files.write_atomically(path, data)
    except Refusal:
        raise
    except PermissionError as error:
        raise Refusal(
            f"{name} cannot be written ({error.strerror}): close it where it is open, or name a file elsewhere."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        why = getattr(error, "strerror", None) or error
        raise Refusal(f"{name} cannot be written ({why}): name a file in another folder.") from None


def _check(path: Path, name: str, kept: Path | None) -> None:
    if path.is_dir():
        raise Refusal(f"{name} is a folder: name a file inside it.")
    if path.exists() and not path.is_file():
        raise Refusal(f"{name} is no ordinary file: name another one.")
    real = path.resolve()
    if not real.parent.is_dir():
        raise Refusal(f"There is no folder {shown(str(real.parent))}: make it first, or name a file elsewhere.")
    if kept is not None and kept.is_dir() and any(folder.samefile(kept) for folder in real.parents):
        raise Refusal(f"{name} is in the folder of your data, where only soaptui writes: name a file elsewhere.")
