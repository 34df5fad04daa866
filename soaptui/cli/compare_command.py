"""The command that puts two to four programs side by side."""

from typing import TYPE_CHECKING

from soaptui.cli import DONE
from soaptui.cli.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soaptui.calls.comparing import ComparedLine
    from soaptui.programs.program_row import ProgramRow
    from soaptui.records import State


def compare_command(context: Context) -> int:
    """What is known of each, what decides first, and where they differ. Raises Refusal for a program that is not on
    the list, and for fewer than two or more than four."""
    from soaptui.calls.comparing import compared_lines, how_many_differ
    from soaptui.programs.listing import as_json
    from soaptui.programs.name_list import NameList

    with context.store() as store:
        state = store.state
    rows = _meant(context, state)
    lines = compared_lines(rows, state)
    if context.json:
        ids = [row.program.id for row in rows]
        compared = [
            {"name": line.name, "differs": line.differs, "values": dict(zip(ids, line.values, strict=True))}
            for line in lines
        ]
        any_list = bool(state.list_versions)
        context.print_json({"programs": [as_json(row, any_list) for row in rows], "compared": compared})
        return DONE
    names = NameList(state.programs.values())
    heads = [names.in_room(row.program.id, ROOM_FOR_NAME) for row in rows]
    context.print_table(("", "", *heads), [cells for line in lines for cells in _table_rows(line)])
    context.print_lines(["", how_many_differ(lines)])
    return DONE


ROOM_FOR_NAME = 40


def _meant(context: Context, state: "State") -> "list[ProgramRow]":
    from soaptui.calls.comparing import FEWEST, MOST
    from soaptui.programs.listing import Listing
    from soaptui.programs.program_by_code import program_for, program_id_for
    from soaptui.refusal import Refusal
    from soaptui.week.offers import closed_programs

    ids: list[str] = []
    for text in context.arguments.codes:
        program = program_for(state, text)
        if program is None:
            raise Refusal(
                f"{program_id_for(state, text)} is not on your list: only programs on your list can be compared."
            )
        ids.append(program.id)
    ids = list(dict.fromkeys(ids))
    if not FEWEST <= len(ids) <= MOST:
        raise Refusal(f"Give {FEWEST} to {MOST} different programs, by their codes: {len(ids)} given.")
    rows = Listing().rows(state, closed_programs(state, context.season(state), context.now))
    by_id = {row.program.id: row for row in rows}
    return [by_id[program_id] for program_id in ids]


def _table_rows(line: "ComparedLine") -> "Iterator[tuple[str, ...]]":
    """A row for each line of the longest value; what the line is about stands in the first."""
    from itertools import zip_longest

    from soaptui.calls.comparing import DIFFERS

    mark = DIFFERS if line.differs else ""
    texts = [value.split("\n") for value in line.values]
    for number, cells in enumerate(zip_longest(*texts, fillvalue="")):
        yield (line.name, mark, *cells) if number == 0 else ("", "", *cells)
