"""What the plan dialog shows: the set that makes the best offer worth most, what it is worth, what would come next.

Every figure in it is an assumption; where it comes from is told by soaptui/programs/prospects.py.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from soaptui import ways
from soaptui.counted import many
from soaptui.programs import portfolio, prospects, slots
from soaptui.programs.chance_words import GUESSED_FROM
from soaptui.programs.left_aside import LeftAside, left_aside, parts_question
from soaptui.programs.listing import ProgramRow
from soaptui.programs.portfolio import ChosenSet, Fewer, Prospect
from soaptui.records import OneYear, Service, State
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week.season import Season
from soaptui.week.sending import no_more_offers
from soaptui.week.situation import why_out
from soaptui.week.words import eastern_text

SPARE = 5
"""So many slots fewer is what the heading tells the price of."""

NEXT_IN_LINE = 10
"""So many that would come with more slots are shown below the set."""

MOST_VALUE = 1000.0
"""The highest value that can be given; the default ones go up to 100."""

_FIGURE = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,6}))?\s*%?")


class PlanSet(NamedTuple):
    """What was chosen from what.

    `following` would come with more slots, `others` are planned and not in the set, `gone` are planned and no longer
    for the user, `sent` are out already. `aside` is what is never proposed, with the reason; `question` asks whether
    slots left over are to be filled with positions that are one part of a training.
    """

    choice: ChosenSet
    fewer: Fewer
    following: tuple[str, ...]
    others: tuple[str, ...]
    prospects: dict[str, Prospect]
    sent: int
    gone: tuple[str, ...] = ()
    aside: tuple[LeftAside, ...] = ()
    one_year: OneYear = "any"
    question: str = ""

    @property
    def ids(self) -> list[str]:
        """The programs of the set, in the order of choice."""
        return [step.id for step in self.choice.steps]


def made_plan(
    rows: Sequence[ProgramRow],
    service: Service,
    state: State,
    number: int,
    out: Collection[str],
    dropped: Collection[str] = (),
    within: Collection[str] | None = None,
) -> PlanSet:
    """The set for that number of slots of one service, chosen without the programs that are left out.

    `dropped` are the planned programs that are no longer for the user; `within`, if given, are those to choose among.
    """
    free, sent = prospects.prospects_of(rows, service, state, within)
    wish = prospects.wish_for_parts(state)
    offered = [prospect for prospect in free if prospect.id not in out]
    choice = portfolio.choose_by_wish(offered, number, sent, wish)
    aside = left_aside(rows, service, wish)
    inside = {step.id for step in choice.steps}
    chosen = [prospect for prospect in offered if prospect.id in inside]
    rest = [prospect for prospect in offered if prospect.id not in inside]
    planned = [item.program for item in slots.work_order(state) if item.service == service]
    others = tuple(item for item in planned if item not in inside and item not in dropped)
    # The sets for fewer and for more slots lie inside one another: each is found from the part that differs.
    following = portfolio.choose_by_wish(rest, NEXT_IN_LINE, [*sent, *chosen], wish)
    return PlanSet(
        choice=choice,
        fewer=portfolio.price_of_fewer(chosen, len(chosen), sent, SPARE, wish),
        following=tuple(step.id for step in following.steps if step.id not in others),
        others=others,
        prospects={prospect.id: prospect for prospect in free},
        sent=len(sent),
        gone=tuple(item for item in planned if item not in inside and item in dropped),
        aside=tuple(aside),
        one_year=wish,
        question="" if why_out(state) else parts_question(aside, number - len(inside), wish),
    )


def taken_told(count: int, service: Service, dropped: int, gone: int, in_all: int) -> str:
    """What planning the set came to, and how many are planned now in all."""
    parts = [f"{many(count, 'application')} planned in {service}"]
    parts += [f"{dropped} dropped"] if dropped else []
    parts += [f"{gone} removed that left the list or {'is' if gone == 1 else 'are'} not for you"] if gone else []
    return f"{', '.join(parts)}: {in_all} planned now in total. {ways.UNDO}"


def set_worth(plan: PlanSet) -> str:
    """The chance of any offer, sent applications included, and what a few slots kept back would make of it."""
    if not plan.ids:
        return f"chance of an offer: {plan.choice.any_in_words}"
    without = f"with {SPARE} fewer" if len(plan.ids) > SPARE else "without"
    these = f"with these {len(plan.ids)}" if len(plan.ids) > 1 else "with this one"
    return f"chance of an offer {these}: {plan.choice.any_in_words} · {without}: {plan.fewer.any_in_words}"


def where_from(plan: PlanSet) -> str:
    """What the set rests on; that a figure with a star is the user's own only where they gave any."""
    own = any(prospect.own for prospect in plan.prospects.values())
    if not plan.choice.guessed and own:
        return f"{plan.choice.rests_on} {{planning.edit}} changes them (*)."
    yours = " (* is your own)" if own else ""
    rests_on = plan.choice.rests_on or f"{GUESSED_FROM[0].upper()}{GUESSED_FROM[1:]}."
    return f"{rests_on} {{planning.edit}} changes them{yours}."


def figure_of(text: str, name: str, most: float) -> float | None:
    """A figure as it is typed, from 0 to `most`; None for nothing at all. Raises Refusal."""
    text = clean(text)
    if not text:
        return None
    found = _FIGURE.fullmatch(text)
    value = float(f"{found[1]}.{found[2] or 0}") if found else -1.0
    if not 0 <= value <= most:
        raise Refusal(f"{text!r} is no {name}: write a number from 0 to {most:g}, or nothing for the default.")
    return value


def within_words(count: int, where: str) -> str:
    """That only what a filter leaves is chosen among."""
    return f"Only among the {many(count, 'program')} that the filter shows: {where}"


def only_research(state: State, season: Season, now: datetime) -> str:
    """Before the list: that what there is are the user's own programs, and when the list comes; else nothing."""
    if not state.programs or any(program.listed == "yes" for program in state.programs.values()):
        return ""
    comes = season.event("match-status").at
    if now >= comes:
        return ""
    yours = "Your program is" if len(state.programs) == 1 else f"Your {many(len(state.programs), 'program')} are"
    none = "it is not" if len(state.programs) == 1 else "none is"
    return f"{yours} research: {none} on the List of Unfilled Programs yet. It comes {eastern_text(comes)}."


def nothing_to_choose(state: State, season: Season, now: datetime, meter: slots.Meter, where: str = "") -> str:
    """Why there is nothing to choose."""
    if late := no_more_offers(season, meter.service, now):
        return f"{late} {ways.LEAVE_PLAN}"
    if out := why_out(state):
        return f"{out} No application can be sent. {ways.LEAVE_PLAN}"
    if not meter.free:
        return f"All {meter.limit} applications of {meter.service} are sent: no slot is left."
    if research := only_research(state, season, now):
        return f"{research} {ways.LEAVE_PLAN}"
    if where:
        return f"The filter shows no program of {meter.service} to choose from. {ways.LEAVE_PLAN}"
    return f"No program of {meter.service} is there to choose from. {ways.OTHER_SERVICE}"
