"""What the agenda says of slots that are left: import the refreshed list, choose among what came with it."""

from datetime import datetime

from soaptui import ways
from soaptui.application_services import USUAL_SERVICE, has_slots, service_or_usual
from soaptui.counted import many
from soaptui.records import State
from soaptui.week import sending
from soaptui.week.season import Season


def list_is_stale(state: State, season: Season, now: datetime) -> bool:
    """Whether a round has closed since the list was imported: it is refreshed after each (nrmp.org)."""
    closed = [window.closes for window in season.rounds if window.closes <= now]
    imported = sending.last_list_at(state, season)
    return bool(closed) and (imported is None or imported < closed[-1])


def slots_left_line(state: State, season: Season, now: datetime) -> str:
    """What to do with slots that are left; nothing while none is, or while the newest list has nothing for them."""
    waiting = sending.live_plans(state, season, now)
    meters = sending.meters(state, season.limits)
    left = {meter.service: max(0, meter.free - waiting.get(meter.service, 0)) for meter in meters}
    if not any(left.values()):
        return ""
    if left[USUAL_SERVICE] and list_is_stale(state, season, now):
        slots = many(left[USUAL_SERVICE], f"{USUAL_SERVICE} slot is", f"{USUAL_SERVICE} slots are")
        return f"The list is refreshed after each round: {ways.IMPORT_AGAIN}. {slots} left."
    imported = sending.last_list_at(state, season)
    if imported is None or imported < season.event("applications-released").at:
        return ""  # Monday's list in two parts is no refreshed one
    never_seen = (service_or_usual(program.service) for program in sending.programs_never_seen(state, season))
    fitting = [service for service in never_seen if has_slots(service) and left[service]]
    if not fitting:
        return ""
    free = sum(left[service] for service in {*fitting})
    fits = "fits" if len(fitting) == 1 else "fit" if len(fitting) <= free else "for"
    programs, slots = many(len(fitting), "new program"), many(free, "free slot")
    return f"The list was refreshed: {programs} {fits} {slots}. {ways.CHOOSE}."
