"""Thursday as it runs: the rounds and what lies between them, what can be done in each, what lapses at a close,
what accepting an offer ends, and what comes after.
"""

from datetime import datetime
from typing import Literal

import msgspec

from soaptui.records import Offer, Profile, Program, State, program_title, replace
from soaptui.week import words, zones
from soaptui.week.offers import accepted, closes, of_another_year
from soaptui.week.season import Season, Window


class Phase(msgspec.Struct, frozen=True):
    """A stretch of the week: what it is called, what can be done in it, until when, and what begins then.

    The id is that of the season's window, or "before" and "after"; `until` is None once nothing is to come.
    """

    id: str
    label: str
    can: tuple[str, ...]
    until: datetime | None
    then: str = ""

    @property
    def is_round(self) -> bool:
        """Whether offers are answered in it."""
        return self.id.startswith("round-")


class After(msgspec.Struct, frozen=True):
    """What comes when the search is over: for who accepted an offer (`placed`), or for who did not by the end.

    `short` is its word in the bar.
    """

    placed: bool
    short: str
    title: str
    steps: tuple[str, ...]


# -- the phases


def thursday(season: Season) -> tuple[Window, ...]:
    """The rounds and the gaps after them, in order."""
    return tuple(window for window in season.windows if window.round or window.id.startswith("gap-"))


def name(season: Season, window: Window) -> str:
    """What a round or a gap is called in a list: "Round 1", "between", "to the end"."""
    if window.round:
        return window.label
    return "to the end" if window.closes >= season.event("soap-ends").at else "between"


def phase(season: Season, now: datetime) -> Phase:
    """The phase of the week at that moment.

    What a round and a gap are for: school guides (Oklahoma, Indiana) and nrmp.org, 2025. Each sentence fits a line.
    """
    running = [window for window in season.windows if window.opens <= now < window.closes]
    if running:
        return _of_window(season, next((window for window in running if window.round), running[-1]))
    coming = [window for window in season.windows if window.opens > now]
    if coming:
        first = coming[0] is season.windows[0]
        label, can = ("Before Match Week", _BEFORE) if first else ("Between two phases", ())
        return Phase("before", label, can, coming[0].opens, _begins(coming[0]))
    if not season.over(now):
        return Phase("unsure", "Is SOAP over?", _UNSURE, None)
    day = next((event for event in season.events if event.at > now), None)
    return Phase("after", "SOAP is over", _AFTER, day.at if day else None, day.label if day else "")


NOT_FOR_YOU = Phase("none", "SOAP is not for you", ("You are matched: nothing is left to do here.",), None)
"""For who holds a position without having accepted one in SOAP."""


def _of_window(season: Season, window: Window) -> Phase:
    then = next((_begins(w) for w in season.windows if w.opens == window.closes), "")
    if window.round:
        last = season.round(window.round + 1) is None
        return Phase(window.id, f"{window.label} is open", _in_round(last=last), window.closes, "")
    if window.id.startswith("gap-"):
        return _gap(season, window, then)
    label, can = _EARLIER[window.id]
    return Phase(window.id, label, can, window.closes, then)


def _begins(window: Window) -> str:
    return {
        "choosing": "The list is out",
        "applying": "Applications open",
        "calls": "Programs see applications",
    }.get(window.id, f"{window.label} opens" if window.round else "")


_BEFORE: tuple[str, ...] = (
    "Import programs; look up their visas.",
    "Practise answers. Test your phone.",
)

_UNSURE: tuple[str, ...] = (
    "This computer's clock says so.",
    "Is it right? T. Until then: write to nobody.",
)

_AFTER: tuple[str, ...] = (
    "You may write to programs yourself now.",
    "The list stays in R3 until 1 May.",
)

_EARLIER: dict[str, tuple[str, tuple[str, ...]]] = {
    "choosing": (
        "The list is out",
        ("Import the list (I) and choose.", "Applications cannot be sent yet."),
    ),
    "applying": (
        "Applications can be sent",
        ("Send your applications, mark them (S).", "Programs see nothing yet."),
    ),
    "calls": (
        "Programs read, call and interview",
        (
            "Answer every call (c); never call first.",
            "Write your decision sheet (D).",
            "Spare applications can still be sent.",
        ),
    ),
}


def _in_round(*, last: bool) -> tuple[str, ...]:
    return (
        "Answer offers in R3, or they are gone.",
        "It is the last: sending brings nothing." if last else "ERAS takes no new applications now.",
        "Programs may still call (c).",
    )


def _gap(season: Season, window: Window, then: str) -> Phase:
    number = int(window.id.removeprefix("gap-"))
    if season.round(number + 1) is None:
        last = (
            "No round is left: no offer can come.",
            "Nothing is gained by sending now.",
            "Contact rules hold: write to nobody.",
        )
        return Phase(window.id, "After the last round", last, window.closes, "SOAP ends")
    can = (
        "Import the refreshed list (I).",
        "ERAS takes spare applications again.",
        "Read your sheet (D). No offers now.",
    )
    return Phase(window.id, f"Between rounds {number} and {number + 1}", can, window.closes, then)


# -- what a round's end does


def lapsed(state: State, season: Season, now: datetime) -> list[Offer]:
    """The unanswered offers whose round is over, expired as of its close: to be kept, at a beat and at the start.

    Commit them quietly, so that they are no step of undo: what ended by the clock is nothing that the user did, and
    an undone expiry would only be made again a second later. Where a clock ran ahead, `standing` takes them for open
    again by itself; where R3 shows an answer after all, that answer can still be noted. That the programs are closed
    follows from the offers (`closed_programs`), so an offer that was noted by mistake leaves nothing behind.
    """
    found = []
    for offer in state.offers.values():
        end = closes(offer, season)
        if offer.outcome == "open" and end is not None and end <= now and not of_another_year(offer, season):
            found.append(replace(offer, outcome="expired", decided=end))
    return found


def lapse_label(state: State, gone: list[Offer]) -> str:
    """What the expiry of these offers is called in the history."""
    titles = ", ".join(program_title(state, offer.program) for offer in gone)
    moments = sorted({offer.decided for offer in gone if offer.decided is not None})
    when = f" at {words.both(moments[-1], '')}" if moments else ""
    return f"Expired{when} without an answer: {titles}"


def lapse_told(state: State, gone: list[Offer]) -> str:
    """The same to the user, with what they can do where R3 shows otherwise."""
    return f"{lapse_label(state, gone)}. If R3 shows another answer, note it on Offers: a or x."


# -- what may be taken, and what comes after


def ended(state: State) -> Offer | None:
    """The offer that was accepted: the search is over."""
    return accepted(state)


UNSETTLED = (
    "Whether somebody who is unmatched may hold a preliminary and an advanced position from SOAP together is not "
    "established: ask the NRMP before you count on a second one."
)


def may_take(program: Program, profile: Profile) -> tuple[Literal["yes", "no", "unsettled"], str]:
    """Whether this user may take a position there, as far as what they hold decides it; and why, in a sentence.

    Whoever holds a preliminary position is shown advanced ones alone, and the other way round (medclerkships.com on
    the NRMP's schedule, 2013). No source settles whether the unmatched may take one of each.
    """
    holds = {"preliminary": "A", "advanced": "P"}.get(profile.match)
    if profile.match == "matched":
        return "no", "You are matched: SOAP is not for you."
    if holds is not None:
        other = "advanced" if holds == "A" else "preliminary"
        if not program.type:
            return "unsettled", f"You hold a {profile.match} position; whether this one is {other} is not known."
        if program.type == holds:
            return "yes", f"It is {other}, and goes with the {profile.match} position that you hold."
        return "no", f"You hold a {profile.match} position: only {other} ones are open to you."
    if profile.match == "unknown":
        return "unsettled", "Your profile does not say whether you matched (p): what you may take depends on it."
    if program.type in ("A", "P"):
        return "unsettled", UNSETTLED
    return "yes", "You are unmatched: it is open to you."


def after(state: State, season: Season, now: datetime) -> After | None:
    """What comes next, once an offer was accepted or SOAP has ended without one; None before (nrmp.org, after the
    Match)."""
    taken = ended(state)
    if taken is not None:
        return _placed(state, taken)
    if not season.over(now) or state.me.match == "matched":
        return None
    return After(False, "AFTER · SOAP ended", "SOAP IS OVER · no offer was accepted", _NOT_PLACED)


def _placed(state: State, taken: Offer) -> After:
    program = state.programs.get(taken.program)
    steps = [
        "It is binding, as a match is: seek no second position. Only the NRMP can release you.",
        "Watch your email, spam too: the program sends a letter of acceptance, then the contract.",
        "Then come the licence, a drug screen and background checks: answer at once.",
        *_visa_steps(state),
        "Stay at least 45 days after the start: leaving earlier is a breach of the Match agreement.",
        "Friday's results show it too. No other offer can be taken.",
    ]
    if state.me.match == "unmatched" and program is not None and program.type in ("A", "P"):
        steps.append(UNSETTLED)
    return After(True, "AFTER · placed", f"PLACED · {program_title(state, taken.program)}", tuple(steps))


def _visa_steps(state: State) -> list[str]:
    need = state.me.visa
    found = []
    if need in ("J-1", "either", "unknown"):
        found.append("J-1: apply to ECFMG for sponsorship, and follow OASIS; begin as soon as the contract is there.")
    if need in ("H-1B", "either", "unknown"):
        found.append("H-1B: the program files the petition; Step 3 has to be passed first.")
    return found


_NOT_PLACED = (
    "The contact rules have ended: you may write to and call unfilled programs yourself, now.",
    "R3 shows the list until 1 May; programs keep it up themselves, so it lags.",
    "AAMC's Find A Resident, FREIDA, programs outside the Match, research and non-clinical posts.",
    "Rest first. Then look back: which programs called, what they asked, what was missing.",
    "Step 3, experience in the US and research make the next application stronger than this one.",
)


def eastern_hours(window: Window) -> str:
    """A window's hours in Eastern Time: "09:00–11:00"."""
    return f"{words.clock(zones.eastern(window.opens))}–{words.clock(zones.eastern(window.closes))}"
