"""What a view says while it has nothing to show: the one next thing, and its key, by how near the week is."""

from soaptui.screens.commands import with_keys
from soaptui.screens.session import Session
from soaptui.week import words
from soaptui.week.season_phase import season_phase
from soaptui.week.situation import bound, list_gone, out_of_soap


def _is_through(session: Session) -> bool:
    """Whether SOAP asks nothing more of this user."""
    state, season, now = session.state, session.season, session.now
    return season_phase(season, now) == "over" or bound(state) or out_of_soap(state)


def _moment(session: Session, event: str) -> str:
    return words.eastern_text(session.season.event(event).at)


def no_programs(session: Session) -> str:
    """Programs without a list."""
    if bound(session.state) or out_of_soap(session.state) or session.now >= list_gone(session.season):
        return with_keys("No programs. Press {view-after}: what comes next.")
    if season_phase(session.season, session.now) == "over":
        return with_keys("No programs. Press {import}: import R3's list of what is still unfilled.")
    status = session.season.event("match-status").at
    if session.now < status:
        comes = f"The list comes {_moment(session, 'match-status')}."
        return f"No programs yet. {comes} {with_keys('Until then import your own research ({import}).')}"
    return with_keys("No programs yet. Press {import}: import the List of Unfilled Programs, a file or pasted text.")


def no_calls(session: Session) -> str:
    """Calls before the first."""
    if _is_through(session) and session.now >= list_gone(session.season):
        return with_keys("No calls. Press {view-after}: what comes next.")
    if session.now < session.season.event("applications-released").at:
        begins = f"No calls yet. Programs may call from {_moment(session, 'applications-released')}."
        return f"{begins} {with_keys('Press {view-practise}: practise your answers.')}"
    return with_keys(
        "No calls yet. When the phone rings press {call}: the call is saved the moment the dialog opens."
    )


def no_offers(session: Session) -> str:
    """Offers before the first."""
    if _is_through(session):
        return with_keys("No offers. Press {view-after}: what comes next.")
    if session.now < session.season.rounds[0].opens:
        begins = f"No offers yet. Round 1 opens {words.eastern_text(session.season.rounds[0].opens)}."
        return f"{begins} {with_keys('Press {sheet}: write your decision sheet before it.')}"
    return with_keys("No offers yet. Offers stand in R3, at the start of a round: when one is there, press {offer}.")


def nothing_to_prepare(session: Session) -> str:
    """A list of Prepare in which everything is done, or over."""
    if season_phase(session.season, session.now) == "over":
        return with_keys("The week is over. Press {view-after}: what comes next.")
    return with_keys("Nothing here is to be done. {task} makes a task, {fold-steps} shows what is done or hidden.")


def no_hours(session: Session) -> str:
    """The day with nothing in the next 24 hours."""
    match season_phase(session.season, session.now):
        case "calm" | "near":
            return with_keys("Nothing in the next 24 hours. Press {view-prepare}: what to prepare this week.")
        case "week":
            return with_keys(
                "Nothing in the next 24 hours. {interview} adds an interview; you note promises in the call ({call})."
            )
        case "over":
            return with_keys("Nothing in the next 24 hours. Press {view-after}: what comes next.")


def not_after_yet(session: Session) -> str:
    """After, before the week; empty once it has begun."""
    if session.now >= session.season.event("match-status").at:
        return ""
    return with_keys("Press {view-prepare}: what to prepare this week.")
