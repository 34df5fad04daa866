"""Contact in the week before programs see any application: by them or by the user, it is a wrong time or a breach."""

from datetime import datetime

from soaptui.call_kinds import CHANNELS
from soaptui.records import Call, State
from soaptui.ways import RIGHT_START
from soaptui.week import words
from soaptui.week.season import Season


def came_too_early(season: Season, contact: Call) -> bool:
    """Whether a program is in contact before it can have an application: nobody may begin then, whoever applied."""
    begins, released = season.event("match-status").at, season.event("applications-released").at
    return bool(contact.program) and begins <= contact.started < released


def early_contact(season: Season, contact: Call) -> str:
    """What to do about contact that came too early, in sentences; empty where it did not."""
    if not came_too_early(season, contact):
        return ""
    over, at = CHANNELS[contact.channel], words.eastern_text(contact.started)
    none = f"No program sees an application before {words.eastern_text(season.event('applications-released').at)}."
    if not contact.meaning.theirs:
        did = "wrote" if contact.is_email else "called"
        return (
            f"You {did} {at}? {none} If this time is wrong, {RIGHT_START}. If it is right, you started contact, and "
            "that breaks the rules: ask the NRMP what to do."
        )
    return (
        f"They {over.they_did} {at}? {none} If this time is wrong, {RIGHT_START}. If it is right, the {over.noun} "
        f"breaks the rules and must be reported to the NRMP."
    )


def first_early_contact(state: State, season: Season, program_id: str, now: datetime) -> str:
    """What to do about the first contact of that program that came too early; empty where none did."""
    mine = (call for call in state.calls.values() if call.program == program_id and call.started <= now)
    theirs = [call for call in mine if call.meaning.theirs and came_too_early(season, call)]
    return early_contact(season, min(theirs, key=lambda call: call.started)) if theirs else ""
