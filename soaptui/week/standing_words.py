"""What the one next action says because of how the user stands: matched, holding one part, not eligible."""

from datetime import datetime, timedelta
from typing import assert_never

from soaptui import ways
from soaptui.records import MatchStatus, State, program_title
from soaptui.status import MISSING, PARTS, STATUSES, part_held
from soaptui.week import words
from soaptui.week.offers import accepted, open_offers
from soaptui.week.season import AFTER_MATCH_DAY, Event, Season
from soaptui.week.situation import situation, training_begins, waiver_by


def when_decided(state: State, season: Season, now: datetime) -> str:
    """For whom SOAP is over, or never was: what is so instead."""
    stands = situation(state)
    match stands:
        case "placed":
            taken = accepted(state)
            title = program_title(state, taken.program) if taken is not None else ""
            return (
                f"You accepted {title}. It is binding: take no other position, and watch your email for the contract."
            )
        case "matched":
            return _contradicted(state, season, now) or _matched(season, now)
        case "ineligible":
            return _contradicted(state, season, now) or _not_eligible(season, now)
        case "unknown" | "unmatched" | "preliminary" | "advanced":
            return ""
        case _:
            assert_never(stands)


def _contradicted(state: State, season: Season, now: datetime) -> str:
    """An offer is open to somebody to whom R3 makes none: one of the two is noted wrong."""
    offers = open_offers(state, season, now)
    if not offers:
        return ""
    title, said = program_title(state, offers[0].program), STATUSES[state.me.match].phrase
    return (
        f"An offer of {title} is open, but your profile says that you are {said}: look in R3, correct what is wrong."
    )


def _matched(season: Season, now: datetime) -> str:
    day = season.event("match-day").at
    if now < day:
        return (
            f"You are matched: SOAP is not for you. Where you matched comes on Match Day, {words.eastern_text(day)}."
        )
    return "You are matched, and it is binding: watch your email for the letter of your program, then the contract."


def _not_eligible(season: Season, now: datetime) -> str:
    ends, released = season.event("soap-ends").at, season.event("applications-released").at
    if now >= ends:
        return ""
    since = words.eastern_text(season.event("match-status").at)
    when = f"before {words.eastern_text(ends)}" if now >= season.event("match-status").at else f"from {since} on"
    outside = "now" if now >= released else f"from {words.eastern_text(released)} on"
    return (
        f"You are not SOAP-eligible: call and write to no program of the Match {when}. "
        f"Programs outside the Match may be applied to {outside}."
    )


def holding_a_part(state: State) -> str:
    """What SOAP is for, to who holds one part of a training; empty for everybody else."""
    status = STATUSES[state.me.match]
    if not status.seeks:
        return ""
    what, held = MISSING[status.seeks], state.me.held
    which = f" ({held.title})" if held.title else ""
    where = "" if held.state else f" Say where it is ({ways.SAY_HELD}): programs near it come first."
    said = f"You hold {part_held(state.me.match)}{which}: SOAP is for {what}, {PARTS[status.seeks]} programs alone."
    return f"{said}{where}"


def waiver_clock(state: State, season: Season, now: datetime) -> Event | None:
    """The day on which training begins, to whoever holds one part of it: until then the NRMP can be asked to let them
    go. It counts once nothing official is to come.
    """
    at = training_begins(season) - timedelta(minutes=1)
    if not (STATUSES[state.me.match].seeks and situation(state) == state.me.match) or now >= at:
        return None
    return Event(
        id="waiver",
        label=f"Training begins, {waiver_by(season)}; a waiver has to be asked of the NRMP by then",
        at=at,
        kind="deadline",
        source=WAIVER_SOURCE,
        confidence="the rule; the day is that on which training begins",
    )


WAIVER_SOURCE = (
    "nrmp.org, help, matched to an advanced program: without a first year by 1 July a waiver has to be asked for"
)


def who_is_told(match: MatchStatus) -> str:
    """Which programs may be written to once SOAP has ended, in words."""
    seeks = STATUSES[match].seeks
    return f"programs with unfilled {PARTS[seeks]} positions" if seeks else "unfilled programs"


def after_soap_line(state: State, season: Season, now: datetime) -> str:
    """What is to be done once SOAP has ended, until Match Day and after it."""
    match, day = state.me.match, season.event("match-day").at
    results = f" Results come {words.eastern_text(day)}." if now < day else ""
    if (seeks := STATUSES[match].seeks) and now >= training_begins(season):
        return f"You hold {part_held(match)}, and it is binding. {_BEGUN[seeks].format(by=waiver_by(season))}"
    if seeks:
        ended = "SOAP has ended, and its contact rules with it. " if now < day else ""
        return (
            f"{ended}You hold {part_held(match)}, and it is binding. "
            f"Look on for {MISSING[seeks]}, in {who_is_told(match)}. "
            f"{_WAIVER[seeks].format(by=waiver_by(season))}{results}"
        )
    if now >= day:
        rest = "The week is over. If you are without a position: rest, then look back, then plan the next year."
        return f"{rest}{_no_later_one(season, now)}"
    if match == "unknown":
        return (
            f"SOAP has ended. Did you match? Say so {ways.SAY_MATCH}: whether you may write to programs "
            f"depends on it.{results}"
        )
    return f"SOAP has ended, and its contact rules with it: you may write to unfilled programs now.{results}"


def _no_later_one(season: Season, now: datetime) -> str:
    """By now the next season would be the one that matters: there is none yet."""
    if now < season.events[-1].at + AFTER_MATCH_DAY:
        return ""
    return f" Match Week {season.year + 1} is not known here yet: a season for it {ways.MAKE_SEASON}."


_WAIVER = {
    "P": "If there is none by {by}, ask the NRMP for a waiver by then.",
    "A": "If you cannot start the year that you hold, ask the NRMP for a waiver by {by}.",
}
"""What the NRMP has to be asked, by the type that is missing (nrmp.org, matched to an advanced program)."""

_BEGUN = {
    "P": (
        "Without a first year by {by} a waiver of the NRMP was needed. If you have neither, ask the NRMP what to do."
    ),
    "A": "From within that year you can apply for positions that begin after it.",
}
"""The same after the day on which training begins."""
