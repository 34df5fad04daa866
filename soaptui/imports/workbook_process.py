"""Reading a workbook, or a PDF, in a process of its own.

The parser of workbooks ends its whole process on some damaged files (it asks for more memory than there is), and
writes what went wrong to the terminal; that of PDFs may go on for minutes. In Match Week neither may happen to the
dashboard.
"""

import contextlib
import os
import sys

import msgspec

from soaptui.imports.opened_sheet import Broken, OpenedSheet

PDF_BEGINS = b"%PDF-"
"""The first bytes of a PDF."""

SECONDS = 60
"""No list takes longer; a file that does is refused."""

MEMORY = 4_000_000_000
"""Bytes of address space for the process, where the system can limit it."""

_CHILD = "from soaptui.imports import workbook_process; workbook_process.answer()"

READ_WORKBOOK = "--read-workbook"
"""The one argument with which a program that was packed into one file starts itself as that other process."""


def opened_apart(data: bytes) -> list[OpenedSheet]:
    """The sheets of a workbook, or the text of a PDF (see pdf_reading), read in another process. Raises Broken."""
    import subprocess

    try:
        done = subprocess.run(
            _command(),
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


def _command() -> list[str]:
    """How the other process is started. In a packed program the interpreter is that program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_WORKBOOK]
    return [sys.executable, "-P", "-c", _CHILD]


def limit_memory() -> None:
    """Keep this process below MEMORY where the system can: Windows has no such limit, macOS refuses to set it."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def answer() -> None:
    """The other process: a file at the standard input, its sheets or the reason against it at the output."""
    from soaptui.imports.pdf_reading import open_pdf
    from soaptui.imports.workbook_reading import open_workbook

    limit_memory()
    found: list[OpenedSheet] | str
    data = sys.stdin.buffer.read()
    try:
        found = open_pdf(data) if data.startswith(PDF_BEGINS) else open_workbook(data)
    except Broken as error:
        found = str(error)
    sys.stdout.buffer.write(msgspec.json.encode(found))
