"""The programs that are open to the user and that a plan leaves aside all the same: which, and why, in words."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from soaptui.counted import many
from soaptui.cut_offs import EXCLUDED
from soaptui.eligibility import is_one_part
from soaptui.program_tiers import TIERS
from soaptui.programs import slots
from soaptui.programs.listing import ProgramRow
from soaptui.programs.prospects import excluded_all_the_same
from soaptui.programs.titles import full_title
from soaptui.records import OneYear, Service

AsideFor = Literal["cut-off", "specialty", "one part"]

NAMED_ONE_BY_ONE = 5
"""So many excluded programs, and so many specialties, are named in a sentence."""


class LeftAside(NamedTuple):
    """One program: what keeps it out of the plan, and why in words."""

    row: ProgramRow
    what: AsideFor
    why: str


def left_aside(rows: Sequence[ProgramRow], service: Service, one_year: OneYear) -> list[LeftAside]:
    """The programs of one service that could be applied to, and are not proposed, with the reason of each."""
    aside = []
    for row in rows:
        program, application = row.program, row.application
        if not program.code or program.listed == "no" or slots.service_of(program) != service:
            continue
        open_to_it = application is None or (application.sent is None and not application.closed)
        if open_to_it and (because := _why_aside(row, one_year)):
            aside.append(LeftAside(row, *because))
    return aside


def _why_aside(row: ProgramRow, one_year: OneYear) -> tuple[AsideFor, str] | None:
    judged = row.assessment
    if not TIERS[row.tier].for_you:
        only = bool(judged.reasons) and all(reason.startswith(EXCLUDED) for reason in judged.reasons)
        return ("cut-off", "; ".join(judged.reasons)) if only else None
    if judged.not_proposed:
        return "specialty", judged.not_proposed
    if excluded := excluded_all_the_same(row):
        return "cut-off", "; ".join((*excluded, f"your own {TIERS[row.tier].name} needs a reason to overrule that"))
    if is_one_part(row.program) and one_year in ("ask", "no"):
        return "one part", judged.position
    return None


def aside_because(aside: Sequence[LeftAside], what: AsideFor) -> list[LeftAside]:
    """Those that are left aside for one reason."""
    return [each for each in aside if each.what == what]


def aside_lines(aside: Sequence[LeftAside]) -> list[str]:
    """What is left aside and why, a sentence for each reason."""
    lines = []
    if excluded := aside_because(aside, "cut-off"):
        shown = [f"{full_title(each.row.program)}: {each.why}" for each in excluded[:NAMED_ONE_BY_ONE]]
        more = len(excluded) - NAMED_ONE_BY_ONE
        lines.append(
            f"{many(len(excluded), 'program is', 'programs are')} left out because of what they ask for. "
            f"{'. '.join(shown)}{f'. And {more} more' if more > 0 else ''}."
        )
    if others := aside_because(aside, "specialty"):
        lines.append(f"{many(len(others), 'program is', 'programs are')} left out: {specialties_counted(others)}.")
    return lines


def specialties_counted(others: Sequence[LeftAside]) -> str:
    """The specialties that the user does not apply in, with how many there are of each."""
    counted = Counter(each.row.program.specialty or "another specialty" for each in others).most_common()
    shown = ", ".join(f"{name} {count}" for name, count in counted[:NAMED_ONE_BY_ONE])
    more = len(counted) - NAMED_ONE_BY_ONE
    return f"you do not apply in {shown}{f' and {more} more specialties' if more > 0 else ''}"


def parts_question(aside: Sequence[LeftAside], left: int, one_year: OneYear) -> str:
    """The question whether slots left over are to be filled with parts of a training; empty if there is none.

    `left` counts the slots for which no whole training is there.
    """
    parts = len(aside_because(aside, "one part"))
    if one_year != "ask" or not parts or left <= 0:
        return ""
    slots_left = many(left, "slot is", "slots are")
    those = many(parts, "position is one year only or needs", "positions are one year only or need")
    return f"{slots_left} left over. {those} a first year: use them too?"
