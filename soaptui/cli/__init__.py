"""The command line: the same store without the interface. Nothing here imports Textual but to open it.

Exit codes: 0 done; 1 a bug; 2 refused, with one line that says why; 3 done after a recovery, which is
described; 4 not saved.
"""

import errno
import gc
import os
import sys

DONE, REFUSED, RECOVERED, NOT_SAVED, INTERRUPTED = 0, 2, 3, 4, 130
DISK_REFUSES = {errno.ENOSPC, errno.EIO, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # A command ends before garbage matters; the dashboard turns the collector on once its first frame is out.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows pipe may not know every character
    try:
        return _run(_arguments(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): leave quietly, and keep the interpreter from flushing into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _arguments(argv: list[str]) -> "object":
    if not argv:  # the bare command, which opens the dashboard, waits for no parser to be built
        from types import SimpleNamespace

        from soaptui.cli.opening import dashboard

        return SimpleNamespace(run=dashboard)
    from soaptui.cli.arguments import parser

    return parser().parse_args(argv)


def _run(arguments: "object") -> int:
    from soaptui.cli.context import Context
    from soaptui.refusal import Refusal
    from soaptui.store.store import NotSaved

    context = None
    try:
        context = Context(arguments)
        code: int = arguments.run(context)  # type: ignore[attr-defined]  # set by each sub-command
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
        print(f"soaptui: {where}{error.strerror or error}. Another folder can be named with --data.", file=sys.stderr)
        code = NOT_SAVED if error.errno in DISK_REFUSES else REFUSED
    if context is not None:
        for line in filter(None, (context.doubt, context.asked)):
            print(f"soaptui: {context.out(line)}", file=sys.stderr)
        for notice in context.notices:
            print(f"soaptui: {context.out(notice)}", file=sys.stderr)
        code = RECOVERED if code == DONE and context.notices else code
    return code
