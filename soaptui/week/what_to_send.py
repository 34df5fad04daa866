"""What the agenda says of applications that wait to be sent, or of which none was sent at all."""

from datetime import datetime

from soaptui import ways
from soaptui.counted import many
from soaptui.records import State
from soaptui.week import sending, words
from soaptui.week.season import Season
from soaptui.week.slots_left import list_is_stale


def what_to_send(state: State, season: Season, now: datetime, zone: str) -> str:
    """Sending comes first while it can be done and can still help; while a round is open neither holds."""
    if now < season.event("applications-open").at or sending.useless(season, now):
        return ""
    waiting = sending.to_send(state, season, now)
    if waiting:
        return _send(sending.waiting_in_words(waiting), state, season, now, zone)
    eras = sending.meters(state, season.limits)[0]
    if now < season.event("applications-released").at and eras.free:
        are = "is" if eras.free == 1 else "are"
        slots = many(eras.limit, f"{eras.service} slot")
        return f"{ways.CHOOSE_PROGRAMS}: {eras.free} of {slots} {are} free."
    return ""


def none_sent(state: State, season: Season, now: datetime) -> str:
    """To whoever would wait for calls that cannot come; nothing once one is sent, or none can help any more."""
    if sending.useless(season, now) or any(one.sent is not None for one in state.applications.values()):
        return ""
    only = "only programs that have one may call you or make an offer"
    return f"No application is marked sent, and {only}. {ways.CHOOSE_PROGRAMS}, send, then {ways.MARK_EACH}."


def _send(what: str, state: State, season: Season, now: datetime, zone: str) -> str:
    """In words that rise as the time comes at which programs begin to read."""
    released = season.event("applications-released").at
    if now < released:
        at_once = " now" if now >= released - sending.WARN_BEFORE else ""
        seen = words.when(released, now, zone)
        return f"Send your {what}{at_once}, then {ways.MARK_EACH}: programs see them from {seen}."
    coming = next(window for window in season.rounds if window.opens > now)
    if now < season.rounds[0].opens:
        return f"Send your {what} now, then {ways.MARK_EACH}: programs read since {words.eastern_text(released)}."
    until = words.when(coming.opens, now, zone)
    if list_is_stale(state, season, now):
        return f"{ways.IMPORT_REFRESHED}, some have filled; then send your {what} before {coming.label}, {until}."
    return f"Send your {what} now, then {ways.MARK_EACH}: ERAS takes none once {coming.label} opens, {until}."
