"""Why to ask before the dashboard is left: what would run out, or begin, while nobody watches over it."""

from datetime import datetime, timedelta

from soaptui.records import State, program_title
from soaptui.week import sending, words
from soaptui.week.appointments import interview_ends, still_stands
from soaptui.week.offers import accepted, closes, open_offers
from soaptui.week.season import Season
from soaptui.week.situation import out_of_soap

NEAR = timedelta(hours=2)
"""An interview nearer than this is spoken of."""

NIGHT = timedelta(hours=12)
"""So long before programs look, and before a round, planned applications that are not sent are spoken of."""


def reasons(state: State, season: Season, now: datetime, zone: str = "") -> list[str]:
    """What speaks against leaving now, in a sentence each, the nearest first; nothing where nothing does."""
    return [sentence for _, sentence in timed_reasons(state, season, now, zone)]


def timed_reasons(state: State, season: Season, now: datetime, zone: str = "") -> list[tuple[datetime, str]]:
    """The same, each with the moment at which something runs out or begins."""
    timed = [] if accepted(state) is not None else list(_offers(state, season, now, zone))
    for interview in state.interviews.values():
        if still_stands(interview, state) and interview.at - NEAR <= now < interview_ends(interview):
            title, when = program_title(state, interview.program), words.when(interview.at, now, zone)
            verb = "began" if interview.at <= now else "begins"
            timed.append((interview.at, f"The interview with {title} {verb} {when}."))
    timed += _unsent(state, season, now, zone)
    return sorted(timed)


def _unsent(state: State, season: Season, now: datetime, zone: str) -> list[tuple[datetime, str]]:
    """The plan, where it is not all sent, and programs look or offers come within hours."""
    if season.over(now) or out_of_soap(state) or sending.useless(season, now):
        return []
    waiting = sending.to_send(state, season, now)
    released = season.event("applications-released").at
    looks = [(released, "programs look"), *((window.opens, f"{window.label} opens") for window in season.rounds)]
    coming = next(((at, what) for at, what in looks if at > now), None)
    if not waiting or coming is None or coming[0] - now > NIGHT:
        return []
    are = "is" if sum(waiting.values()) == 1 else "are"
    at, what = coming
    return [(at, f"{sending.waiting_in_words(waiting)} {are} not sent: {what} {words.when(at, now, zone)}.")]


def _offers(state: State, season: Season, now: datetime, zone: str) -> list[tuple[datetime, str]]:
    timed = []
    for offer in open_offers(state, season, now):
        end = closes(offer, season)
        until = f" until {words.when(end, now, zone)}" if end is not None else ""
        title = program_title(state, offer.program)
        timed.append((end or now, f"The offer of {title} is open{until}: answer it in R3."))
    return timed
