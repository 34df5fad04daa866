"""What may be said to whom, and when: the contact rules of SOAP as they bear on one program at one moment.

The rules are those of the NRMP's Match Participation Agreement (its clause on SOAP communication) and its pages on
violations, read in 2025 and 2026. A ruling is an aid to memory and no legal advice; where the sources do not settle
a question it says so.
"""

from datetime import datetime
from typing import Literal

import msgspec

from soaptui.records import Call, State
from soaptui.week import words
from soaptui.week.offers import accepted
from soaptui.week.season import Season

May = Literal["yes", "no", "unsettled", "over"]

AGREEMENT = "NRMP Match Participation Agreement, SOAP communication"
VIOLATIONS = "nrmp.org, reporting and investigation of violations"
UNSETTLED = "sources disagree"

SAID: dict[May, str] = {"yes": "YOU MAY", "no": "NOT NOW", "unsettled": "NOT SETTLED", "over": "THE RULES HAVE ENDED"}
"""How an answer is headed."""


class Ruling(msgspec.Struct, frozen=True):
    """Whether something may be done, why, and where the rule stands."""

    may: May
    why: str
    source: str


class Topic(msgspec.Struct, frozen=True):
    """A question that comes up in the week, with its ruling."""

    title: str
    ruling: Ruling


def ended(season: Season, now: datetime) -> bool:
    """Whether the contact rules are over: with the end of SOAP, Thursday 21:00 Eastern Time."""
    return season.over(now)


def in_force(season: Season, now: datetime) -> bool:
    """Whether the contact rules of SOAP hold: from the match status on until SOAP ends."""
    return season.event("match-status").at <= now and not season.over(now)


def may_contact(state: State, season: Season, program_id: str, now: datetime) -> Ruling:
    """Whether the user, or anybody for them, may call or write to a program at that moment."""
    if ended(season, now):
        when = words.eastern_text(season.event("soap-ends").at)
        return Ruling("over", f"The contact rules ended {when}: you may write to unfilled programs.", AGREEMENT)
    taken = accepted(state)
    if taken is not None:
        return _after_acceptance(taken.program, program_id)
    if not in_force(season, now):
        return Ruling(
            "unsettled", "SOAP has not begun: its contact rules hold from the match status on Monday.", AGREEMENT
        )
    first = first_contact(state, season, program_id, now)
    if first is None:
        return Ruling("no", _not_yet(state, season, program_id, now), AGREEMENT)
    if not applied(state, program_id, first.started):
        return Ruling("no", reportable(state, season, first), AGREEMENT)
    when = words.eastern_text(first.started)
    return Ruling(
        "yes", f"They contacted you {when}, with your application: to reply and to agree on times is fine.", AGREEMENT
    )


def _after_acceptance(taken: str, program_id: str) -> Ruling:
    if taken == program_id:
        return Ruling("yes", "You accepted their offer: they will write to you, and you may reply.", AGREEMENT)
    return Ruling("no", "You accepted an offer, and it is binding: look for no other position.", AGREEMENT)


def _not_yet(state: State, season: Season, program_id: str, now: datetime) -> str:
    released = season.event("applications-released").at
    if now < released:
        return f"Programs see no application before {words.eastern_text(released)}: nobody may start contact."
    if not applied(state, program_id, now):
        return "No application to them is marked sent, and they have not called. Do not call or write."
    return "They have not contacted you since they got your application. Call or write only after they do."


def applied(state: State, program_id: str, by: datetime) -> bool:
    """Whether an application to the program is marked as sent by that moment."""
    application = state.applications.get(program_id)
    return application is not None and application.sent is not None and application.sent <= by


def first_contact(state: State, season: Season, program_id: str, now: datetime) -> Call | None:
    """The first time that the program called, left a message or wrote once applications were released; None before.

    A call that was missed is contact: to return it is a reply.
    """
    released = season.event("applications-released").at
    theirs = (
        call
        for call in state.calls.values()
        if program_id and call.program == program_id and call.direction != "out" and released <= call.started <= now
    )
    return min(theirs, key=lambda call: call.started, default=None)


def reportable(state: State, season: Season, call: Call) -> str:
    """Why contact from a program may have to be reported to the NRMP; empty where nothing is wrong with it."""
    if call.direction == "out" or not call.program or not in_force(season, call.started):
        return ""
    if applied(state, call.program, call.started):
        return ""
    return (
        "Is it the right program? No application to it was marked sent when it called: contact without one must be "
        "reported to the NRMP. If you had sent it, mark it: S on Programs."
    )


# -- questions that they may not ask

PRESSURE = {
    "commit": "They may not ask you to commit: offers exist only in R3. You need not answer.",
    "where else": "They may not ask where else you applied. You need not answer.",
}
"""What to know when it is asked (nrmp.org, violations; R3 guide)."""

PRESSURE_SAID = {"commit": "asked me to commit", "where else": "asked where else I applied"}


def topics(state: State, season: Season, now: datetime) -> tuple[Topic, ...]:
    """The questions of the week with their answers at that moment."""
    over = ended(season, now)
    when = words.eastern_text(season.event("soap-ends").at)
    starting = (
        Ruling("over", f"The rules ended {when}. Unfilled programs may be written to.", AGREEMENT)
        if over
        else Ruling("no", f"Neither you nor anybody for you, until they contact you first. Ends {when}.", AGREEMENT)
    )
    return (
        Topic("Calling or writing first", starting),
        Topic("Replying, returning a missed call", Ruling("yes", "Once they have contacted you.", AGREEMENT)),
        Topic(
            "A thank-you note",
            Ruling(
                "unsettled",
                "Not settled: the clause bars only starting contact; one adviser says that notes are forbidden too.",
                UNSETTLED,
            ),
        ),
        Topic("They ask me to commit", Ruling("no", PRESSURE["commit"], VIOLATIONS)),
        Topic("They ask where else I applied", Ruling("no", PRESSURE["where else"], VIOLATIONS)),
        Topic(
            "They ask about my visa",
            Ruling("yes", "Answer with your status as it is now, not as you expect it to be.", VIOLATIONS),
        ),
        Topic(
            "A program that I did not apply to calls",
            Ruling("no", "Programs may contact only applicants: it must be reported to the NRMP.", AGREEMENT),
        ),
        Topic(
            "Showing the list to others", Ruling("no", "The List of Unfilled Programs is confidential.", VIOLATIONS)
        ),
    )
