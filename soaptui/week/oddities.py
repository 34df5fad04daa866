"""What is odd about an offer or an application, in a sentence each. It is said, and noted all the same: the truth is
what stands in R3 or in ERAS, and the note, the profile or the list may be what is wrong.
"""

from collections.abc import Iterable
from datetime import datetime

from soaptui import ways
from soaptui.counted import many
from soaptui.eligibility import UNSETTLED, may_take
from soaptui.offer_outcomes import OFFER_STANDINGS
from soaptui.records import Application, Offer, State, program_title
from soaptui.status import STATUSES
from soaptui.week import words
from soaptui.week.offers import accepted, offer_standing, open_offers
from soaptui.week.season import Season
from soaptui.week.situation import program_of, the_other_part, why_out


def of_offer(state: State, season: Season, now: datetime, offer: Offer) -> list[str]:
    """What is odd about an offer that is noted now: what binds the user comes first, then its round, its program."""
    held = _of_what_is_held(state, offer)
    rest = of_program(state, season, now, offer)[len(held) :]
    return [*held, *_of_round(season, now, offer), *rest]


def of_program(state: State, season: Season, now: datetime, offer: Offer) -> list[str]:
    """What is odd about an offer from that program to this user."""
    return [
        *_of_what_is_held(state, offer),
        *_of_earlier(state, season, now, offer),
        *_of_application(state, season, offer),
        *_of_list(state, offer),
    ]


def _of_what_is_held(state: State, offer: Offer) -> list[str]:
    """What the user holds that speaks against it: beside an offer that was accepted, nothing else counts."""
    taken = accepted(state)
    if taken is not None and taken.id != offer.id:
        title = program_title(state, taken.program)
        if the_other_part(state, offer.program):
            return [f"You accepted {title}, and that is binding. {UNSETTLED}"]
        return [f"You accepted {title}, and that is binding: no other offer can be taken."]
    may, why = may_take(program_of(state, offer.program), state.me)
    return [] if may == "yes" else [why]


def of_applications(state: State, season: Season, made: Iterable[Application]) -> list[str]:
    """What is odd about applications that were just marked; of several it is said of the first that is odd."""
    return next((found for one in made if (found := of_application(state, season, one))), [])


def of_application(state: State, season: Season, application: Application) -> list[str]:
    """What is odd about an application as it is planned or marked as sent; `state` has it already."""
    title, oddities = program_title(state, application.program), []
    taken, opens = accepted(state), season.event("applications-open").at
    sent = application.sent
    before = taken is not None and sent is not None and sent < (taken.decided or taken.seen)
    if (out := why_out(state)) and not before:
        oddities.append(
            f"{out} You cannot send applications then. Is it right that the one to {title} is "
            f"{'planned' if sent is None else 'marked as sent'}?"
        )
    if sent is not None and sent < opens:
        oddities.append(
            f"The application to {title} is marked as sent {words.eastern_text(sent)}, before applications opened "
            f"({words.eastern_text(opens)}): did you really send it then?"
        )
    return oddities


def of_profile(state: State, season: Season, now: datetime) -> list[str]:
    """What the match status of the profile contradicts: only what is noted of SOAP can tell."""
    status = STATUSES[state.me.match]
    if status.in_soap != "no":
        return []
    oddities = []
    taken = accepted(state)
    # The others ended with the one that was accepted.
    for offer in [taken] if taken is not None else open_offers(state, season, now):
        what, title = "accepted" if offer.outcome == "accepted" else "open", program_title(state, offer.program)
        oddities.append(
            f"You are {status.phrase}, says your profile, but an offer of {title} is noted as {what}: R3 makes none "
            "to you. One of the two is wrong."
        )
    sent = sum(1 for application in state.applications.values() if application.sent is not None)
    if sent:
        what = many(sent, "application is", "applications are")
        oddities.append(
            f"You are {status.phrase}, says your profile, but {what} marked as sent in SOAP. One of the two is wrong."
        )
    return oddities


def _of_round(season: Season, now: datetime, offer: Offer) -> list[str]:
    window = season.round(offer.round)
    if window is None or offer.outcome != "open":
        return []
    if now < window.opens:
        return [
            f"{window.label} opens only {words.eastern_text(window.opens)}: this offer cannot be answered yet, and "
            f"has no countdown. If R3 shows it now, it is of another round, {ways.CLOCK_BEHIND}."
        ]
    if offer_standing(offer, season, now) == "expired":
        return [
            f"{window.label} closed {words.eastern_text(window.closes)}: this offer is noted as expired. Did you "
            f"answer it in R3? Then {ways.NOTE_ANSWER}."
        ]
    return []


def _of_earlier(state: State, season: Season, now: datetime, offer: Offer) -> list[str]:
    """A program offers once in a SOAP."""
    oddities = []
    for other in state.offers.values():
        if other.program == offer.program and other.id != offer.id:
            became = offer_standing(other, season, now)
            its = f"This program's offer of round {other.round}"
            oddities.append(
                f"{its} was {became}: a program NEVER offers again in the same SOAP. Look in R3 again."
                if OFFER_STANDINGS[became].closes_program
                else f"{its} is {OFFER_STANDINGS[became].noted}, and a program offers once in a SOAP: look in R3 "
                "which round it is of."
            )
    application = state.applications.get(offer.program)
    if not oddities and application is not None and application.closed not in ("", offer.outcome):
        oddities.append(f"Your application to this program is noted as {application.closed}.")
    return oddities


def _of_application(state: State, season: Season, offer: Offer) -> list[str]:
    application, window = state.applications.get(offer.program), season.round(offer.round)
    if application is None or application.sent is None:
        return [
            "No application to this program is marked sent, and a program offers only to applicants. If you sent "
            f"one, {ways.MARK_IT}."
        ]
    if window is not None and application.sent >= window.closes:
        return [f"Your application is marked sent only after {window.label} closed: {ways.RIGHT_TIME}."]
    return []


def _of_list(state: State, offer: Offer) -> list[str]:
    program = state.programs.get(offer.program)
    if program is None:
        return ["This program is on no list that you imported: is the code right?"]
    if program.in_soap == "no":
        return ["Your list says that this program does not take part in SOAP."]
    if program.listed == "no":
        return ["This program is no longer on the List of Unfilled Programs."]
    if state.list_versions and program.listed == "unknown":
        return ["This program is not on the List of Unfilled Programs that you imported."]
    return []
