"""What the one next action says because of how the user stands: matched, holding one part, not eligible."""

from datetime import datetime
from typing import assert_never

from soaptui import ways
from soaptui.eligibility import UNSETTLED
from soaptui.records import MatchStatus, State, program_title
from soaptui.status import MISSING, PARTS, STATUSES, UNFILLED, part_held
from soaptui.week import words
from soaptui.week.offers import accepted, closes, open_offers, unasked
from soaptui.week.season import AFTER_MATCH_DAY, Event, Season
from soaptui.week.situation import (
    held_in_all,
    list_gone,
    next_registration,
    situation,
    stands_at,
    training_begins,
    waiver_by,
    waiver_ends,
)


def asked_of_the_expired(state: State, season: Season, now: datetime) -> str:
    """Whether an offer that ran out here was answered there."""
    gone = unasked(state, season, now)
    if not gone:
        return ""
    title, end = program_title(state, gone[0].program), closes(gone[0], season)
    when = f" {words.eastern_text(end)}" if end is not None else ""
    return f"The offer of {title} expired{when} without an answer here. Did you answer it in R3? {ways.SAY_ANSWER}"


def when_decided(state: State, season: Season, now: datetime, preparing: str) -> str:
    """For whom SOAP is over, or never was: what is so instead, and with it what they may prepare."""
    stands = situation(state)
    if stands == "placed" and stands_at(state, season, now) != stands:
        return once_ended(state, season, now, preparing)
    match stands:
        case "placed":
            return _with(_placed(state, season, now, preparing), preparing)
        case "matched":
            return _contradicted(state, season, now) or _with(_matched(season, now, preparing), preparing)
        case "ineligible":
            return _contradicted(state, season, now) or _not_eligible(season, now, preparing)
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


def _placed(state: State, season: Season, now: datetime, preparing: str) -> str:
    taken = accepted(state)
    title = program_title(state, taken.program) if taken is not None else ""
    if now >= training_begins(season):
        return f"You accepted {title}. {_begun_training(season, preparing)}"
    if STATUSES[held_in_all(state)].seeks:
        return f"You accepted {title}. It is binding: do not take another position like it. {UNSETTLED}"
    return f"You accepted {title}. It is binding: do not take another position. Watch your email for the contract."


def _matched(season: Season, now: datetime, preparing: str) -> str:
    day, status = season.event("match-day").at, season.event("match-status").at
    if now < status:
        return (
            f"You are matched, says your profile; the NRMP says it {words.eastern_text(status)}. "
            f"If you hold no position of another match, {ways.RIGHT_MATCH}."
        )
    if now < day:
        return f"You are matched: SOAP is not for you. You learn where on Match Day, {words.eastern_text(day)}."
    if now >= training_begins(season):
        return f"You are matched. {_begun_training(season, preparing)}"
    return "You are matched, and it is binding: watch your email for the letter of your program, then the contract."


def _begun_training(season: Season, preparing: str) -> str:
    begun = f"Training began by {waiver_by(season)}: the Match is finished."
    if preparing:
        return begun
    return f"{begun} In the first months, tell your program director your goal, and ask for electives in that field."


def _not_eligible(season: Season, now: datetime, preparing: str) -> str:
    ends, released = season.event("soap-ends").at, season.event("applications-released").at
    if now >= ends:
        return ""
    status, deadline = season.event("match-status").at, season.event("rank-deadline").at
    if now < deadline:
        missing = f"You are not SOAP-eligible. Complete what is missing by {words.eastern_text(deadline)}."
        later = "In Match Week do not write to programs of the Match. Write only outside the Match."
        return _with(_with(missing, preparing), later)
    since = words.eastern_text(status)
    when = f"before {words.eastern_text(ends)}" if now >= status else f"from {since} on"
    outside = "now" if now >= released else f"from {words.eastern_text(released)} on"
    return _with(
        f"You are not SOAP-eligible. Do not call or write to programs of the Match {when}. "
        f"Apply outside the Match {outside}.",
        preparing,
    )


def _with(said: str, more: str) -> str:
    return f"{said} {more}" if more else said


def beside_the_preparation(state: State, season: Season, now: datetime) -> str:
    """What SOAP is to who holds one part of a training, or cannot know yet how they stand; else empty."""
    return (
        _held_says_the_profile(state, season, now) or holding_a_part(state) or before_it_is_known(state, season, now)
    )


def _held_says_the_profile(state: State, season: Season, now: datetime) -> str:
    """Before the NRMP has said who holds what, the profile alone says it: then that is said with it."""
    status, seeks = season.event("match-status").at, STATUSES[state.me.match].seeks
    if not seeks or now >= status:
        return ""
    return (
        f"Your profile says that you hold {part_held(state.me.match)}{_held_where(state)}; the NRMP says it "
        f"{words.eastern_text(status)}. SOAP is then for {MISSING[seeks]}."
    )


def _held_where(state: State) -> str:
    held = state.me.held
    place = ", ".join(part for part in (held.city, held.state) if part)
    return f" in {place}" if place else ""


def before_it_is_known(state: State, season: Season, now: datetime) -> str:
    """To whom nobody has said yet how they stand: when it is said. Empty for everybody else, and from then on."""
    if state.me.match != "unknown" or now >= season.event("match-status").at:
        return ""
    return "You learn on Match Monday if SOAP is for you."


def beside_a_round(state: State) -> str:
    """What an open round means to who holds one part of a training, or has not said how they stand."""
    if state.me.match == "unknown":
        return f"Did you match? Say so {ways.SAY_MATCH}."
    if not (seeks := STATUSES[state.me.match].seeks):
        return ""
    return f"You hold {part_held(state.me.match)}: only {PARTS[seeks]} ones go with it."


def holding_a_part(state: State) -> str:
    """What SOAP is for, to who holds one part of a training; empty for everybody else."""
    status = STATUSES[state.me.match]
    if not status.seeks:
        return ""
    where = "" if state.me.held.state else f" Say where ({ways.SAY_HELD})."
    return f"You hold {part_held(state.me.match)}{_held_where(state)}: SOAP is for {MISSING[status.seeks]}.{where}"


def waiver_clock(state: State, season: Season, now: datetime) -> Event | None:
    """The day on which training begins, to whoever holds one part of it: until then the NRMP can be asked to let them
    go. It counts once nothing official is to come.
    """
    at, stands = waiver_ends(season), stands_at(state, season, now)
    if stands == "placed" or not STATUSES[stands].seeks or now >= at:
        return None
    return Event(
        id="waiver",
        label=f"Training begins, {waiver_by(season)}; ask the NRMP for a waiver by then",
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
    return f"programs with {UNFILLED[seeks]}" if seeks else "unfilled programs"


def once_ended(state: State, season: Season, now: datetime, preparing: str) -> str:
    """What is so once SOAP has ended, and what comes next behind it: in short where a step is named."""
    if preparing:
        return f"{after_in_short(state, season, now)} {preparing}"
    return after_soap_line(state, season, now)


def after_soap_line(state: State, season: Season, now: datetime) -> str:
    """What is to be done once SOAP has ended, until Match Day and after it."""
    match, day = held_in_all(state), season.event("match-day").at
    results = f" Results come {words.eastern_text(day)}." if now < day else ""
    if (seeks := STATUSES[match].seeks) and now >= training_begins(season):
        begun = _BEGUN[seeks].format(by=waiver_by(season))
        later = _next_registration(season, now) if seeks == "A" else ""
        return f"You hold {part_held(match)}, and it is binding. {begun}{later}"
    if seeks:
        ended = "SOAP and its contact rules have ended. " if now < day else ""
        return (
            f"{ended}You hold {part_held(match)}, and it is binding. "
            f"Continue to look for {MISSING[seeks]}, in {who_is_told(match)}. "
            f"{_WAIVER[seeks].format(by=waiver_by(season))}{results}"
        )
    if match == "unknown":
        ended = "SOAP has ended." if now < day else "The week is over."
        return (
            f"{ended} Did you match? Say so {ways.SAY_MATCH}: this decides if you may write to "
            f"programs.{results}{_no_later_one(season, now)}"
        )
    if now < day:
        return f"SOAP and its contact rules have ended: you may write to unfilled programs now.{results}"
    if match == "ineligible":
        return f"The week is over. {_kept_out(season, now)}{_no_later_one(season, now)}"
    return f"The week is over. If you are without a position: {_without_one(season, now)}{_no_later_one(season, now)}"


def after_in_short(state: State, season: Season, now: datetime) -> str:
    """How it stands once the week is over, for whom a next step is named behind it."""
    match = held_in_all(state)
    held, begun = part_held(match), now >= training_begins(season)
    if (seeks := STATUSES[match].seeks) == "P":
        by = waiver_by(season)
        late, early = f"Without a first year by {by}: ask the NRMP.", f"No first year? Ask for a waiver by {by}."
        may = f"You may write to {who_is_told(match)}. {early}"
        return f"You hold {held}, and it is binding. {late if begun else may}"
    if seeks:
        missing = "It has begun." if begun else "Continue to look for the position after it."
        return f"You hold {held}, and it is binding. {missing}"
    if match == "ineligible":
        may = "You may write to unfilled programs yourself now. " if now < list_gone(season) else ""
        return f"The week is over. {may}Fix what kept you out of SOAP."
    if now < list_gone(season):
        return "The week is over. You may write to unfilled programs yourself; R3 lists them until 1 May."
    return f"The week is over.{_next_registration(season, now)}"


def _without_one(season: Season, now: datetime) -> str:
    if now < list_gone(season):
        return (
            "rest first. You may write to unfilled programs yourself; R3 lists them until 1 May. "
            "Then look back, then plan the next year."
        )
    return f"improve your application now, for the next Match.{_next_registration(season, now)}"


def _kept_out(season: Season, now: datetime) -> str:
    why = "Fix what kept you out of SOAP: ask the NRMP and ECFMG."
    if now < list_gone(season):
        return f"You may write to unfilled programs yourself now. {why}"
    return f"{why}{_next_registration(season, now)}"


def _next_registration(season: Season, now: datetime) -> str:
    """When one registers for the Match after this one (nrmp.org, calendars of many years)."""
    verb = "opens" if now < next_registration(season) else "opened"
    later = _no_later_one(season, now) if now >= next_registration(season) else ""
    return f" Registration for the Match of {season.year + 1} {verb} about mid-September.{later}"


def _no_later_one(season: Season, now: datetime) -> str:
    """By now the next season would be the one that matters: there is none yet."""
    if now < season.events[-1].at + AFTER_MATCH_DAY:
        return ""
    return f" Match Week {season.year + 1} is not in soaptui yet: a season for it {ways.MAKE_SEASON}."


_WAIVER = {
    "P": "If there is none by {by}, ask the NRMP for a waiver by then.",
    "A": "If you cannot start the year that you hold, ask the NRMP for a waiver by {by}.",
}
"""What the NRMP has to be asked, by the type that is missing (nrmp.org, matched to an advanced program)."""

_BEGUN = {
    "P": (
        "Without a first year by {by} you needed a waiver of the NRMP. If you have neither, ask the NRMP what to do."
    ),
    "A": "During that year you can apply for positions that begin after it.",
}
"""The same after the day on which training begins."""
