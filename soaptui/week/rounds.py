"""Thursday as it runs: the rounds and what lies between them, what can be done in each, what lapses at a close."""

from datetime import datetime

import msgspec

from soaptui import ways
from soaptui.records import Offer, State, program_title, replace
from soaptui.week import words, zones
from soaptui.week.offers import closes, of_another_year
from soaptui.week.season import Season, Window
from soaptui.week.situation import list_gone


class Phase(msgspec.Struct, frozen=True):
    """A stretch of the week: what it is called, what can be done in it, until when, and what begins then.

    The id is that of the season's window, or "before" and "after"; `until` is None once nothing is to come.
    `is_round` says that offers are answered in it.
    """

    id: str
    label: str
    can: tuple[str, ...]
    until: datetime | None
    then: str = ""
    is_round: bool = False


# -- the phases


def phases_of_thursday(season: Season) -> tuple[Window, ...]:
    """The rounds and the gaps after them, in order."""
    return tuple(window for window in season.windows if window.round or window.after_round)


def phase_name(season: Season, window: Window) -> str:
    """What a round or a gap is called in a list: "Round 1", "between", "to the end"."""
    if window.round:
        return window.label
    return "to the end" if window.closes >= season.event("soap-ends").at else "between"


def phase_at(season: Season, now: datetime) -> Phase:
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
    return Phase("after", "SOAP is over", _after(season, now), day.at if day else None, day.label if day else "")


NOT_FOR_YOU = Phase("none", "SOAP is not for you", ("You are matched: you have nothing to do here.",), None)
"""For who holds a position without having accepted one in SOAP."""


def _of_window(season: Season, window: Window) -> Phase:
    then = next((_begins(w) for w in season.windows if w.opens == window.closes), "")
    if window.round:
        last = season.round(window.round + 1) is None
        return Phase(window.id, f"{window.label} is open", _in_round(last=last), window.closes, is_round=True)
    if window.after_round:
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


def _after(season: Season, now: datetime) -> tuple[str, ...]:
    stays = ("The list stays in R3 until 1 May.",) if now < list_gone(season) else ()
    return ("The contact rules have ended.", *stays)


_EARLIER: dict[str, tuple[str, tuple[str, ...]]] = {
    "choosing": (
        "The list is out",
        (f"{ways.IMPORT_LIST} and choose.", "Applications cannot be sent yet."),
    ),
    "applying": (
        "Applications can be sent",
        (f"Send your applications, {ways.MARK_THEM}.", "Programs see nothing yet."),
    ),
    "calls": (
        "Programs read, call and interview",
        (
            f"{ways.ANSWER_CALLS}; never call first.",
            str(ways.WRITE_SHEET),
            "Spare applications can still be sent.",
        ),
    ),
}


def _in_round(*, last: bool) -> tuple[str, ...]:
    return (
        "Answer offers in R3, or they are gone.",
        "It is the last round: send nothing more." if last else "ERAS takes no new applications now.",
        str(ways.MAY_CALL),
    )


def _gap(season: Season, window: Window, then: str) -> Phase:
    number = window.after_round
    if season.round(number + 1) is None:
        last = (
            "No round is left: no offer can come.",
            "Contact rules hold: write to nobody.",
        )
        return Phase(window.id, "After the last round", last, window.closes, "SOAP ends")
    can = (
        f"{ways.IMPORT_REFRESHED}.",
        "ERAS takes spare applications again.",
        f"{ways.READ_SHEET} No offers now.",
    )
    return Phase(window.id, f"Between rounds {number} and {number + 1}", can, window.closes, then)


# -- what a round's end does


def lapsed_offers(state: State, season: Season, now: datetime) -> list[Offer]:
    """The unanswered offers whose round is over, expired as of its close: to be kept, at a beat and at the start.

    Commit them quietly, so that they are no step of undo: what ended by the clock is nothing that the user did, and
    an undone expiry would only be made again a second later. Where a clock ran ahead, `standing` takes them for open
    again by itself; where R3 shows an answer after all, that answer can still be noted. That the programs are closed
    follows from the offers (`closed_programs`), so an offer that was noted by mistake leaves nothing behind.
    """
    lapsed = []
    for offer in state.offers.values():
        end = closes(offer, season)
        if offer.outcome == "open" and end is not None and end <= now and not of_another_year(offer, season):
            lapsed.append(replace(offer, outcome="expired", decided=end))
    return lapsed


def lapse_label(state: State, gone: list[Offer]) -> str:
    """What the expiry of these offers is called in the history."""
    titles = ", ".join(program_title(state, offer.program) for offer in gone)
    moments = sorted({offer.decided for offer in gone if offer.decided is not None})
    when = f" {words.eastern_text(moments[-1])}" if moments else ""
    return f"Expired{when} without an answer: {titles}"


def lapse_told(state: State, gone: list[Offer]) -> str:
    """The same to the user, and the question whether they answered in R3."""
    return f"{lapse_label(state, gone)}. Did you answer in R3? {ways.SAY_ANSWER}"


def eastern_hours(window: Window) -> str:
    """A window's hours in Eastern Time: "09:00–11:00"."""
    return f"{words.clock24(zones.eastern(window.opens))}–{words.clock24(zones.eastern(window.closes))}"
