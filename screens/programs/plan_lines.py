"""The lines of the plan dialog: the set, what is planned besides it, what would come next, what is never proposed."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from soaptui.counted import many
from soaptui.program_tiers import TIERS
from soaptui.programs.chance_words import short_chance
from soaptui.programs.left_aside import aside_because, specialties_counted
from soaptui.programs.listing import ProgramRow
from soaptui.programs.name_list import NameList
from soaptui.programs.plan_set import PlanSet
from soaptui.programs.portfolio import Prospect
from soaptui.records import Program
from soaptui.screens.commands import with_keys
from soaptui.screens.widgets.grid import Cell, Column, GridLine

COLUMNS = (
    Column("#", 3, right=True),
    Column("program", 0),
    Column("st", 2, 62),
    Column("tier", 4, 62),
    Column("chance", 14, right=True),
    Column("value", 5, 70, right=True),
    Column("code", 10, 56),
)

ASIDE_SHOWN = 40
"""So many excluded programs stand in the list, each with its reason."""


class SetItem(NamedTuple):
    """One line: its place in the set, or what it is there; the figures, and whether it is in the set.

    `why` says why it is none to choose, `position` what is not a whole training in one place.
    """

    place: str
    program: Program
    tier: str
    prospect: Prospect | None
    inside: bool
    why: str = ""
    position: str = ""


def set_lines(plan: PlanSet, rows: Mapping[str, ProgramRow], out: Collection[str], free: int) -> list[GridLine]:
    """The set; then what is planned besides it, what is left out, what would come next, and what is not proposed.

    `out` are those that the user leaves out, `free` is how many slots there are.
    """
    lines = [_line(plan, rows, item, str(place), inside=True) for place, item in enumerate(plan.ids, start=1)]
    in_all = len(plan.ids) + len(plan.others)
    full = f": {in_all} for {many(free, 'slot')}" if in_all > free else ""
    left_out = [item for item in sorted(out) if item in plan.prospects and item not in plan.others]
    sections: list[tuple[str, Sequence[str]]] = [
        (
            f"PLANNED, NOT IN THIS SET · still planned{full} · {with_keys('{planning.drop} removes them')}",
            plan.others,
        ),
        ("LEFT THE LIST OR NOT FOR YOU · planning this set removes them from the plan", plan.gone),
        (with_keys("LEFT OUT · {planning.leave-out} includes it again"), left_out),
        ("NEXT · with more slots these would be chosen", plan.following),
    ]
    for heading, ids in sections:
        if ids:
            lines.append(GridLine("", None, heading))
            lines += [_line(plan, rows, item, "out" if item in out else "") for item in ids]
    return [*lines, *_aside(plan, {line.key for line in lines})]


def _aside(plan: PlanSet, above: Collection[str]) -> list[GridLine]:
    """What is never proposed: each that is excluded, and how many there are of what else."""
    excluded = [each for each in aside_because(plan.aside, "cut-off") if each.row.program.id not in above]
    title = f"EXCLUDED BY WHAT THEY ASK FOR · {len(excluded)}"
    lines = [GridLine("", None, title)] if excluded else []
    for each in excluded[:ASIDE_SHOWN]:
        item = SetItem("", each.row.program, "", None, False, each.why)
        lines.append(GridLine(each.row.program.id, item))
    if others := aside_because(plan.aside, "specialty"):
        lines.append(GridLine("", None, f"NOT SUGGESTED · {len(others)}: {specialties_counted(others)}"))
    return lines


def _line(
    plan: PlanSet, rows: Mapping[str, ProgramRow], program_id: str, place: str, *, inside: bool = False
) -> GridLine:
    row, prospect = rows.get(program_id), plan.prospects.get(program_id)
    program = Program(id=program_id) if row is None else row.program
    position = "" if row is None else row.assessment.position
    tier = "" if row is None or not TIERS[row.tier].for_you else row.tier
    return GridLine(program_id, SetItem(place, program, tier, prospect, inside, position=position))


def set_cells(item: SetItem, names: NameList, room: int) -> list[Cell]:
    """The cells of a line, the program's name in so much room; its code last, as in the table."""
    program, prospect = item.program, item.prospect
    look = "" if item.inside else "dim"
    mark = item.position.partition(",")[0].removesuffix(" only")
    mark = f"{mark}: " if mark else ""
    house, tail = names.in_two(program, room - len(mark))
    chance = "" if prospect is None else short_chance(*prospect.ends, own=prospect.source == "yours")
    value = "" if prospect is None else f"{prospect.value:.0f}{'' if program.value is None else '*'}"
    return [
        Cell(item.place, look),
        Cell(f"{mark}{house or program.id}", look, tail),
        Cell(program.state, look),
        Cell(item.tier, look),
        Cell(chance, look),
        Cell(value, look),
        Cell(program.code or program.id, "dim"),
    ]
