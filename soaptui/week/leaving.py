"""Why to ask before the dashboard is left: what would run out, or begin, while nobody watches over it."""

from datetime import datetime, timedelta

from soaptui.records import State, program_title
from soaptui.week import words
from soaptui.week.appointments import interview_ends
from soaptui.week.offers import accepted, closes, open_offers
from soaptui.week.season import Season

NEAR = timedelta(hours=2)
"""An interview nearer than this is spoken of."""


def reasons(state: State, season: Season, now: datetime, zone: str = "") -> list[str]:
    """What speaks against leaving now, in a sentence each, the nearest first; nothing where nothing does."""
    return [sentence for _, sentence in timed_reasons(state, season, now, zone)]


def timed_reasons(state: State, season: Season, now: datetime, zone: str = "") -> list[tuple[datetime, str]]:
    """The same, each with the moment at which something runs out or begins."""
    timed = [] if accepted(state) is not None else list(_offers(state, season, now, zone))
    for interview in state.interviews.values():
        if interview.means.stands and interview.at - NEAR <= now < interview_ends(interview):
            title, when = program_title(state, interview.program), words.when(interview.at, now, zone)
            verb = "began" if interview.at <= now else "begins"
            timed.append((interview.at, f"The interview with {title} {verb} {when}."))
    return sorted(timed)


def _offers(state: State, season: Season, now: datetime, zone: str) -> list[tuple[datetime, str]]:
    timed = []
    for offer in open_offers(state, season, now):
        end = closes(offer, season)
        until = f" until {words.when(end, now, zone)}" if end is not None else ""
        title = program_title(state, offer.program)
        timed.append((end or now, f"The offer of {title} is open{until}: answer it in R3."))
    return timed
