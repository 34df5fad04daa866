"""Offers against the clock: an offer belongs to a round and dies at that round's published close."""

from datetime import datetime, timedelta

from soaptui.offer_outcomes import OFFER_STANDINGS, OfferStanding
from soaptui.records import Offer, State
from soaptui.week import season as seasons
from soaptui.week.season import Season, Window

OF_ANOTHER_YEAR = timedelta(days=200)
"""An offer that was seen longer than this before the season begins belongs to an earlier one."""


def closes(offer: Offer, season: Season) -> datetime | None:
    """The instant at which the offer dies; None for a round that the season does not have."""
    window = season.round(offer.round)
    return window.closes if window else None


def of_another_year(offer: Offer, season: Season) -> bool:
    """Whether the offer belongs to an earlier season: this one's rounds are not its rounds."""
    return offer.seen + OF_ANOTHER_YEAR < season.events[0].at


def offer_standing(offer: Offer, season: Season, now: datetime) -> OfferStanding:
    """What has become of the offer: an unanswered one is open with its round, and expired from its close on.

    One that expired by the clock is open again where the close is still to come after all: the clock ran ahead, or
    the user has corrected the round's times. An offer must never be given up while R3 still holds it.
    """
    if offer.outcome != "open" and not lapsed_by_time(offer, season):
        return offer.outcome
    if of_another_year(offer, season):
        return "expired"
    window = season.round(offer.round)
    if window is None:
        return "open"
    return "expired" if now >= window.closes else "open" if now >= window.opens else "not yet"


def lapsed_by_time(offer: Offer, season: Season) -> bool:
    """Whether it expired by the clock, at the close of its round: as it is now, or as the season had it first."""
    if offer.outcome != "expired" or offer.decided is None:
        return False
    if offer.decided == closes(offer, season):
        return True
    published = seasons.load_season(season.year) if season.year in seasons.season_years() else season
    return offer.decided == closes(offer, published)


def unasked(state: State, season: Season, now: datetime) -> list[Offer]:
    """The offers that ran out by the clock, and of which the user has not said since that R3 shows no answer.

    None once an offer was accepted: the others ended with it.
    """
    if accepted(state) is not None:
        return []
    gone = (o for o in state.offers.values() if offer_standing(o, season, now) == "expired")
    by_time = (o for o in gone if o.outcome == "open" or lapsed_by_time(o, season))
    found = [offer for offer in by_time if not of_another_year(offer, season)]
    return sorted(found, key=lambda offer: (closes(offer, season) or season.events[-1].at, offer.seen))


def open_offers(state: State, season: Season, now: datetime) -> list[Offer]:
    """The offers that still wait for an answer, the nearest end first."""
    waiting = [offer for offer in state.offers.values() if offer_standing(offer, season, now) == "open"]
    return sorted(waiting, key=lambda offer: (closes(offer, season) or season.events[-1].at, offer.seen))


def accepted(state: State) -> Offer | None:
    """The offer that was accepted, if one was: SOAP is then over for this user."""
    return next((offer for offer in state.offers.values() if offer.outcome == "accepted"), None)


def closed_programs(state: State, season: Season, now: datetime) -> dict[str, str]:
    """Programs that will not offer again in this SOAP, by id, with the reason.

    Neither after a rejected nor after an expired offer does a program offer a second time (school guides, 2025).
    """
    closed = {
        application.program: f"application {application.closed}"
        for application in state.applications.values()
        if application.closed and application.closed != "accepted"
    }
    for offer in state.offers.values():
        became = offer_standing(offer, season, now)
        if OFFER_STANDINGS[became].closes_program:
            closed[offer.program] = f"offer of round {offer.round} {became}"
    return closed


def current_round(season: Season, now: datetime) -> Window | None:
    """The round that is open now."""
    return next((window for window in season.rounds if window.opens <= now < window.closes), None)


def round_for_offer(season: Season, now: datetime) -> Window | None:
    """The round that an offer noticed now most likely belongs to: the open one, else the last one closed,
    else the first to come. None for a season without rounds."""
    opened = [window for window in season.rounds if window.opens <= now]
    if opened:
        return current_round(season, now) or opened[-1]
    return season.rounds[0] if season.rounds else None
