"""Reading a workbook in a process of its own.

The parser of workbooks ends its whole process on some damaged files (it asks for more memory than there is), and
writes what went wrong to the terminal. In Match Week neither may happen to the dashboard. Nor does it have to
carry pandas from then on.
"""

import os
import sys
from typing import Any

import msgspec

SECONDS = 60
"""No list takes longer; a file that does is refused."""

MEMORY = 4_000_000_000
"""Bytes of address space for the process, where the system can limit it."""

_CHILD = "from soaptui.imports import workbook_process, table_file; workbook_process.answer(table_file.open_workbook)"


class OpenedSheet(msgspec.Struct):
    """A sheet of a workbook: its name and its rows, from the first on, empty ones included."""

    name: str
    rows: list[list[str]]


class Broken(Exception):
    """The workbook could not be read; the text says why in the parser's words."""


def opened_apart(data: bytes) -> list[OpenedSheet]:
    """The sheets of a workbook, read in another process. Raises Broken."""
    import subprocess

    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            timeout=SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Broken(f"it takes longer than {SECONDS} seconds") from None
    except OSError as error:
        raise Broken(error.strerror or str(error)) from error
    if done.returncode or not done.stdout:
        raise Broken("it breaks the reader")
    answer: list[OpenedSheet] | str = msgspec.json.decode(done.stdout, type=list[OpenedSheet] | str)
    if isinstance(answer, str):
        raise Broken(answer)
    return answer


def answer(opened: Any) -> None:
    """The other process: a workbook at the standard input, its sheets or the reason against it at the output."""
    try:
        import resource
    except ImportError:  # on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    found: list[OpenedSheet] | str
    try:
        found = opened(sys.stdin.buffer.read())
    except Broken as error:
        found = str(error)
    sys.stdout.buffer.write(msgspec.json.encode(found))
