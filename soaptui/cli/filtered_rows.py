"""The programs that the filter of a command lets through."""

import sys
from typing import TYPE_CHECKING

from soaptui.cli.context import Context
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soaptui.programs.listing import ProgramRow


def rows_in_filter(
    context: Context, rows: "Sequence[ProgramRow]", where: str, *, nothing_done: str = ""
) -> "list[ProgramRow]":
    """The rows that the filter lets through, in their order; what it may have meant otherwise is said beside them.

    Raises Refusal for what cannot be understood; `nothing_done` says what that leaves undone.
    """
    from soaptui.filters import query
    from soaptui.programs import program_filter

    wanted = program_filter.parse_program_filter(where, program_filter.own_column_names(rows) if where else None)
    if wanted.error:
        end = "" if wanted.error.endswith(("?", ".")) or not nothing_done else "."
        raise Refusal(f"{wanted.error}{end} {nothing_done}".strip())
    if wanted.remark:
        print(f"soaptui: {context.out(wanted.remark)}", file=sys.stderr)
    return query.narrowed(rows, wanted)
