"""The command line: the same store without the interface. Nothing here imports Textual but to open it.

Exit codes: 0 done; 1 a bug; 2 refused, with one line that says why; 3 done after a recovery, which is
described; 4 not saved.
"""

import errno
import gc
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from types import SimpleNamespace
from typing import Any

DONE, REFUSED, RECOVERED, NOT_SAVED, INTERRUPTED = 0, 2, 3, 4, 130
DISK_REFUSES = {errno.ENOSPC, errno.EIO, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if getattr(sys, "frozen", False) and sys.argv[1:] == ["--read-workbook"]:
        from soaptui.imports.workbook_process import answer

        answer()  # a packed program is its own interpreter, also of the process that reads a workbook
        return DONE
    # A command ends before garbage matters; the dashboard collects it while nobody types.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            _say_in_its_encoding(stream)
    from soaptui.cli.signals import SIGNALS

    SIGNALS.hold()
    try:
        arguments = _arguments(sys.argv[1:] if argv is None else argv)
        if arguments.run.opens:
            SIGNALS.obey(INTERRUPTED)
        else:
            SIGNALS.release()
        with _terminal(arguments):
            return _unless_ended(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): leave quietly, and keep the interpreter from flushing into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return REFUSED  # the terminal is gone: why it was refused cannot be said any more


def _unless_ended(arguments: Any) -> int:
    """Run it. Python makes another exception of the one that a signal raises while a class is being made."""
    from soaptui.cli.signals import SIGNALS

    try:
        return _run(arguments)
    except Exception:
        SIGNALS.check()
        raise


def _say_in_its_encoding(stream: Any) -> None:
    """Unicode where its encoding is; else ASCII, as nobody knows by which code page a pipe is read."""
    if "utf" in (stream.encoding or "").casefold():
        stream.reconfigure(errors="replace")
        return
    import codecs

    from soaptui.glyphs import ascii_for_error

    codecs.register_error("soaptui-ascii", ascii_for_error)
    stream.reconfigure(encoding=stream.encoding if stream.isatty() else "ascii", errors="soaptui-ascii")


class Later:
    """A command whose code is imported only when it runs. Those of some modules take the terminal over."""

    def __init__(self, module: str, function: str) -> None:
        self.opens = module in ("dashboard_commands", "helper_command")
        self._module = module
        self._function = function

    def __call__(self, context: Any) -> int:
        code: int = getattr(import_module(f"soaptui.cli.{self._module}"), self._function)(context)
        return code


def _arguments(argv: list[str]) -> Any:
    """What was asked for. The bare command, with nothing but where and when, waits for no parser to be built."""
    given = dict(zip(argv[::2], argv[1::2], strict=False))
    if len(argv) % 2 == 0 and given.keys() <= {"--data", "--at"} and not any(v[:1] in "-" for v in given.values()):
        return SimpleNamespace(
            run=Later("dashboard_commands", "dashboard_command"), **{k[2:]: v for k, v in given.items()}
        )
    from soaptui.cli.arguments import parser

    return parser().parse_args(argv)


def _terminal(arguments: Any) -> AbstractContextManager[Any]:
    """The terminal for a command: taken over for the dashboard, if it is not yet; left alone for any other."""
    if not getattr(arguments.run, "opens", False):
        return nullcontext()
    from soaptui.cli.early_screen import taken_over

    return taken_over()


def _run(arguments: Any) -> int:
    from soaptui.cli.context import Context
    from soaptui.refusal import Refusal
    from soaptui.store.store import NotSaved

    context = None
    try:
        with _terminal(arguments):  # given back before anything is said
            context = Context(arguments)
            code: int = arguments.run(context)
    except Refusal as error:
        print(f"soaptui: {context.out(str(error)) if context else error}", file=sys.stderr)
        code = REFUSED
    except NotSaved as error:
        print(f"soaptui: NOT SAVED: {error}", file=sys.stderr)
        code = NOT_SAVED
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"soaptui: {where}{error.strerror or error}. Choose another folder with --data.", file=sys.stderr)
        code = NOT_SAVED if error.errno in DISK_REFUSES else REFUSED
    if context is not None:
        for line in filter(None, (context.doubt, context.asked)):
            print(f"soaptui: {context.out(line)}", file=sys.stderr)
        for notice in dict.fromkeys(context.notices):  # a command may open the data twice
            print(f"soaptui: {context.out(notice)}", file=sys.stderr)
        code = RECOVERED if code == DONE and context.notices else code
    return code
