"""How many applications each service takes: as the season has it, with its source, and as the user corrected it."""

import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

from soaptui.application_services import APPLICATION_SERVICES, SERVICES, ApplicationService
from soaptui.records import OfficialTime
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import zones
from soaptui.week.season import Season

YOUR_WORD = "you, on nrmp.org"
SEEN = "seen on nrmp.org"
CHANGED = "changed by you"

PER_SERVICE = "per service, for the whole of SOAP, not per specialty, not per round"
"""What the number counts."""

MOST_SLOTS = 500


def limit_key(season: Season, service: ApplicationService) -> str:
    """The id under which the user's word on a limit is kept."""
    return f"{season.year}/limit-{service}"


def limits_amended(season: Season, times: Mapping[str, OfficialTime]) -> Season:
    """The season with the limits as the user has them."""
    limits, sources = dict(season.limits), dict(season.limits_from)
    for service in APPLICATION_SERVICES:
        word = times.get(limit_key(season, service))
        if word is None or word.number is None:
            continue
        if word.seen is not None:
            sources[service] = f"{YOUR_WORD}, {zones.eastern(word.seen):%Y-%m-%d}"
        elif word.number != limits.get(service):
            sources[service] = CHANGED
        limits[service] = word.number
    return msgspec.structs.replace(season, limits=limits, limits_from=sources)


def service_typed(text: str) -> ApplicationService:
    """The service with slots that a text names. Raises Refusal with those there are."""
    wanted = clean(text).casefold().removeprefix("limit-")
    for service in APPLICATION_SERVICES:
        if wanted in (service.casefold(), SERVICES[service].short.casefold()):
            return service
    raise Refusal(f"{clean(text)!r} is not a service with a limit: choose one of {', '.join(APPLICATION_SERVICES)}.")


def limit_corrected(
    season: Season,
    times: Mapping[str, OfficialTime],
    service: ApplicationService,
    text: str,
    seen: datetime | None = None,
) -> OfficialTime | None:
    """The user's word after a limit as it is typed; with a moment, they saw it on nrmp.org then.

    None where that is their word already. Raises Refusal for what is no number that can be.
    """
    digits = clean(text).casefold().removesuffix("applications").strip()
    if not re.fullmatch("[0-9]{1,4}", digits) or not 1 <= int(digits) <= MOST_SLOTS:
        raise Refusal(f"{clean(text)!r} is not a number of applications: write one from 1 to {MOST_SLOTS}.")
    before = times.get(limit_key(season, service))
    if before is None and int(digits) == season.limits[service] and seen is None:
        return None
    word = OfficialTime(id=limit_key(season, service), number=int(digits), seen=seen)
    return None if before is not None and (before.number, before.seen) == (word.number, seen) else word


def limit_removed(
    season: Season, times: Mapping[str, OfficialTime], service: ApplicationService
) -> OfficialTime | None:
    """The user's word on a limit, to be taken back; None where there is none."""
    return times.get(limit_key(season, service))


def limit_in_words(season: Season, service: ApplicationService) -> str:
    """A limit with what it counts, and where it is from."""
    source = season.limits_from.get(service, "")
    return f"{service} takes {season.limits[service]}: {PER_SERVICE}. Source: {source or 'the season'}"
