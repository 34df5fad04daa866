"""From what is kept to the rows that a debrief counts: what was done with each program in one week, a row each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from soaptui.calls.numbers import TIER_NAMES
from soaptui.prepare.preparation import season_began
from soaptui.programs.listing import Listing
from soaptui.records import Call, State
from soaptui.week import zones
from soaptui.week.offers import of_another_year
from soaptui.week.season import Season

DebriefDeed = Literal["sent", "contact", "interview", "offer", "accepted"]
"""What can be done: an application sent; they called or wrote; an interview; an offer; that it was accepted."""


class DebriefFact(NamedTuple):
    """One thing that was done with a program of a tier. A caller without a known program has a name of its own."""

    tier: str
    program: str
    deed: DebriefDeed


def tiers_without_closing(state: State) -> dict[str, str]:
    """The tier of each program, by its id, as if none had closed: that it has is no judgement of it."""
    return {row.program.id: row.tier for row in Listing().rows(state, {})}


def debrief_facts(state: State, week: Season, tiers: Mapping[str, str]) -> tuple[DebriefFact, ...]:
    """Everything that the debrief of a week counts."""
    return tuple(
        DebriefFact(TIER_NAMES.get(tiers.get(program, ""), TIER_NAMES[""]), program, deed)
        for program, deed in _deeds(state, week)
    )


def _deeds(state: State, week: Season) -> Iterator[tuple[str, DebriefDeed]]:
    for application in state.applications.values():
        if application.sent is not None and _of_week(week, application.sent):
            yield application.program, "sent"
    for call in calls_of_week(state, week):
        if call.meaning.theirs:
            yield call.program or call.unknown or call.number or call.id, "contact"
    for interview in state.interviews.values():
        if interview.means.counted and _of_week(week, interview.at):
            yield interview.program, "interview"
    for offer in state.offers.values():
        if not of_another_year(offer, week):
            yield offer.program, "offer"
            if offer.outcome == "accepted":
                yield offer.program, "accepted"


def _of_week(week: Season, at: datetime) -> bool:
    """Whether it belongs to that season: from the Match before it to the one after it."""
    return season_began(week) <= at < zones.eastern_instant(f"{week.year + 1}-04-01T00:00")


def calls_of_week(state: State, week: Season) -> list[Call]:
    """The calls and emails of a season, as they came."""
    own = (call for call in state.calls.values() if _of_week(week, call.started))
    return sorted(own, key=lambda call: (call.started, call.id))
