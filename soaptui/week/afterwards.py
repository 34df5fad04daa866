"""What comes when the search is over, or was never one: for who accepted an offer, who matched, who holds one part of
a training, who found no position, and who could take no part.
"""

from datetime import datetime, timedelta
from typing import assert_never

import msgspec

from soaptui import ways
from soaptui.eligibility import UNSETTLED
from soaptui.nationality import entry_words, needs_no_visa
from soaptui.records import State, program_title
from soaptui.status import STATUSES
from soaptui.visa_needs import VISA_NEEDS
from soaptui.week import words
from soaptui.week.offers import accepted
from soaptui.week.season import Season
from soaptui.week.situation import (
    held_in_all,
    list_gone,
    situation,
    training_begins,
    waiver_by,
    waiver_ends,
)
from soaptui.week.standing_words import who_is_told


class After(msgspec.Struct, frozen=True):
    """What comes next: a title, and the steps. `placed` says that what is held leaves nothing to look for.

    `short` is its word in the bar; `until` what is waited for meanwhile, and `then` what comes with it.
    """

    placed: bool
    short: str
    title: str
    steps: tuple[str, ...]
    until: datetime | None = None
    then: str = ""


def after_soap(state: State, season: Season, now: datetime) -> After | None:
    """What comes next, once SOAP has nothing (more) for the user; None while it has (nrmp.org, after the Match)."""
    stands = situation(state)
    over = season.over(now)
    match stands:
        case "placed":
            return _placed(state, season, now)
        case "matched":
            return _matched(state, season, now)
        case "ineligible":
            return _ineligible(season, now) if over else _not_eligible_yet(season, now)
        case "advanced":
            return _advanced(state, season, now) if over else None
        case "preliminary":
            return _preliminary(state, season, now) if over else None
        case "unknown":
            return _unknown(season, now) if over else None
        case "unmatched":
            return _not_placed(season, now) if over else None
        case _:
            assert_never(stands)


# -- with a position

_FIRST_PAPERS = (
    "Watch your email, spam too: the program sends a letter of acceptance, then the contract.",
    "Next: the licence, a drug test and background checks. Answer at once.",
)
FIRST_DAYS = timedelta(days=45)
_STAY = "Stay at least 45 days after the start: leaving earlier is a breach of the Match agreement."


def _placed(state: State, season: Season, now: datetime) -> After:
    taken = accepted(state)
    assert taken is not None
    title = f"PLACED · {program_title(state, taken.program)}"
    if now >= training_begins(season):
        return After(True, "AFTER · placed", title, (*_begun(season, now), *_other_part(state, season, now)))
    second = "a second position" if held_in_all(state) == "matched" else "another position like it"
    steps = [
        f"It is binding, like a match: do not look for {second}. Only the NRMP can release you.",
        *_FIRST_PAPERS,
        *_visa_steps(state),
        _STAY,
        f"The results of Match Day {_shows(season, now)} it too. No other offer can be taken.",
        *_other_part(state, season, now),
    ]
    return After(True, "AFTER · placed", title, tuple(steps))


def _begun(season: Season, now: datetime) -> tuple[str, ...]:
    """What is left once training has begun, for who is in it."""
    return (
        f"Training began by {waiver_by(season)}. It is binding: do not look for a second position.",
        *((_STAY,) if now < training_begins(season) + FIRST_DAYS else ()),
        "In the first months, tell your program director your goal: medical genetics, if that is your goal.",
        "Ask for electives and rotations in that field, for research, and for a mentor.",
    )


def _shows(season: Season, now: datetime) -> str:
    day = season.event("match-day").at
    return f"({words.eastern_text(day)}) show" if now < day else "showed"


def _other_part(state: State, season: Season, now: datetime) -> tuple[str, ...]:
    """What is open about the other part of a training, where one part was accepted."""
    match, held = state.me.match, held_in_all(state)
    if STATUSES[match].holds:
        return (f"The {match} position that you matched to stays binding too: you hold both parts.",)
    if not STATUSES[held].seeks:
        return ()
    if held == "preliminary":
        return (UNSETTLED,)
    steps = _first_year_missing(season, now) if season.over(now) else (UNSETTLED,)
    return (*steps, "It begins after a first year elsewhere: ask its program, now, what to do about that year.")


def _matched(state: State, season: Season, now: datetime) -> After:
    day = season.event("match-day").at
    binding = "Your match is binding: do not look for another position, and do not write to programs."
    if now < day:
        status = season.event("match-status").at
        says = f"Your profile says so. The NRMP says who is matched {words.eastern_text(status)}: is it right?"
        steps = [
            *([says] if now < status else []),
            f"{binding} Only the NRMP can release you.",
            "SOAP is not for you: you cannot send applications, and you cannot get an offer.",
            f"You learn where you matched {words.eastern_text(day)}, by email and in R3.",
        ]
        title = "YOU ARE MATCHED · you learn where on Match Day"
        return After(True, "MATCHED", title, tuple(steps), day, "Match Day")
    if now >= training_begins(season):
        return After(True, "MATCHED", "YOU ARE MATCHED · training has begun", _begun(season, now))
    steps = [f"{binding} Only the NRMP can release you.", *_FIRST_PAPERS, *_visa_steps(state), _STAY]
    return After(True, "MATCHED", "YOU ARE MATCHED · what comes next", tuple(steps))


def _visa_steps(state: State) -> list[str]:
    possible = VISA_NEEDS[state.me.visa].possible
    if state.me.visa == "unknown" and needs_no_visa(state.me.nationality):
        return []
    steps = []
    if "J-1" in possible:
        steps.append(
            "J-1: apply to ECFMG for sponsorship in MyIntealth; begin as soon as you have the contract. "
            "It asks for a Statement of Need from your ministry of health."
        )
    if "H-1B" in possible:
        steps.append("H-1B: the program files the petition. You must pass Step 3 first.")
    if possible and (entry := entry_words(state.me.nationality)):
        steps.append(f"{entry} The NRMP grants waivers or deferrals where somebody cannot begin.")
    return steps


# -- with one part of a training


def _list(season: Season, now: datetime) -> str:
    """Where the unfilled programs are found."""
    if now < list_gone(season):
        return "R3 shows the list until 1 May. Programs update it themselves, so it can be late."
    return "R3 showed the list until 1 May: ask programs themselves what is unfilled."


def _first_year_missing(season: Season, now: datetime) -> tuple[str, ...]:
    """To whoever holds an advanced position, once SOAP has ended: to whom they may write, and until when."""
    may = f"The contact rules have ended: you may write to {who_is_told('advanced')} now, and to no others."
    return f"You still need the first year before it. {may}", _list(season, now), _without_first_year(season, now)


def _without_first_year(season: Season, now: datetime) -> str:
    by = waiver_by(season)
    if now < training_begins(season):
        return f"No first year by {by}? Ask the NRMP for a waiver by then. Your position binds until then."
    return f"Without a first year by {by} you needed a waiver of the NRMP. If you have neither, ask the NRMP now."


def _advanced(state: State, season: Season, now: datetime) -> After:
    steps = [
        "You hold an advanced position, and it is binding: do not look for another position like it. Only the "
        "NRMP can release you.",
        *_first_year_missing(season, now)[:2],
        "Ask the program of your advanced position as well: it wants you to have that year.",
        _without_first_year(season, now),
        *_visa_steps(state),
    ]
    title = "SOAP IS OVER · you hold an advanced position"
    return After(False, "AFTER · advanced", title, tuple(steps), _first_of_july(season, now), "1 July")


def _preliminary(state: State, season: Season, now: datetime) -> After:
    by = waiver_by(season)
    steps = [
        "You hold a preliminary year, and it is binding: do not look for another position like it. Only the NRMP "
        "can release you.",
        "You still need the position after it. The contact rules have ended: you may write to "
        f"{who_is_told('preliminary')} now, and to no others.",
        _list(season, now),
        "No position after it yet? The year still counts: in it you can apply for positions that begin after it.",
        f"Cannot start it? Ask the NRMP for a waiver, by {by}. If you stay away without a waiver, that is a breach."
        if now < training_begins(season)
        else f"It began by {by}. If you leave it, or stayed away without a waiver, that is a breach: ask the NRMP.",
        *(_visa_steps(state) if now < training_begins(season) else ()),
    ]
    title = "SOAP IS OVER · you hold a preliminary position"
    return After(False, "AFTER · preliminary", title, tuple(steps), _first_of_july(season, now), "1 July")


def _first_of_july(season: Season, now: datetime) -> datetime | None:
    """Until when the NRMP can be asked for a waiver; None once that is past."""
    at = waiver_ends(season)
    return at if now < at else None


# -- without one

_MAY_WRITE = "The contact rules have ended: you may write to and call unfilled programs yourself, now."

_ELSEWHERE = "AAMC's Find A Resident, FREIDA, programs outside the Match, research and non-clinical posts."

_LOOK_ON = (
    _ELSEWHERE,
    "Rest first. Then look back: which programs called, what they asked, what was missing.",
    "Step 3, experience in the US and research make the next application stronger than this one.",
)


def _not_placed(season: Season, now: datetime) -> After:
    steps = (_MAY_WRITE, _list(season, now), *_LOOK_ON)
    return After(False, "AFTER · SOAP ended", "SOAP IS OVER · no offer was accepted", steps)


def _unknown(season: Season, now: datetime) -> After:
    steps = (
        f"Say {ways.SAY_MATCH} whether you matched: what you may do now depends on it.",
        "If you matched, also to only one part, it is binding: do not look for another position like it.",
        "If you hold no position, you may write to and call unfilled programs now. The contact rules have ended.",
        _list(season, now),
    )
    return After(False, "AFTER · SOAP ended", "SOAP IS OVER · did you match?", steps)


def _ineligible(season: Season, now: datetime) -> After:
    shown = "R3 may show you the List of Unfilled Programs until 1 May."
    steps = (
        _MAY_WRITE,
        shown if now < list_gone(season) else _list(season, now),
        _ELSEWHERE,
        "Rest first. Then fix what kept you out of SOAP: ask the NRMP about registration, ECFMG about exams.",
        "Do it early: then you can register for the next Match in time.",
    )
    return After(False, "AFTER · SOAP ended", "SOAP IS OVER · you may write to programs now", steps)


def _not_eligible_yet(season: Season, now: datetime) -> After:
    begins, ends = (words.eastern_text(season.event(name).at) for name in ("match-status", "soap-ends"))
    released = season.event("applications-released").at
    outside = "now" if now >= released else f"from {words.eastern_text(released)} on"
    when = f"Until {ends}" if now >= season.event("match-status").at else f"From {begins} to {ends}"
    steps = (
        f"{when} do not call or write to any program of the Match. Nobody may do it for you.",
        f"Programs outside the Match may be applied to {outside}.",
        "A program of the Match that contacts you before then breaks the rules: report it to the NRMP.",
        f"R3 alone decides: if it shows you as SOAP-eligible, {ways.RIGHT_MATCH}.",
        f"From {ends} on you may write to unfilled programs yourself.",
    )
    title = "NOT SOAP-ELIGIBLE · no contact with programs of the Match"
    return After(False, "NOT IN SOAP", title, steps, season.event("soap-ends").at, "SOAP ends")
