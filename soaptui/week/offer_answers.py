"""Answering an offer: what the answer means, when it cannot be noted, and the records that note it or take it back.

The answer is given in R3, and only there.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from soaptui import ways
from soaptui.offer_outcomes import OFFER_ANSWERS, OfferAnswer
from soaptui.records import Offer, Record, State, program_title, replace
from soaptui.week import oddities, words, zones
from soaptui.week.decision_sheet import Ranked, advice, is_empty, passed_over, settled_before, sheet_of
from soaptui.week.offers import accepted, lapsed_by_time, offer_standing, open_offers
from soaptui.week.season import Season

NAMED = 3
"""So many programs are named in a sentence."""


def why_no_answer(state: State, season: Season, now: datetime, offer: Offer, outcome: OfferAnswer) -> str:
    """Why an answer cannot be noted; empty where it can."""
    window = season.round(offer.round)
    if window is not None and offer_standing(offer, season, now) == "not yet":
        return (
            f"{window.label} opens only {words.eastern_text(window.opens)}: an offer of it cannot be {outcome} yet. "
            "If R3 shows it now, it is of another round: take this note back, and note it again."
        )
    before = accepted(state)
    if OFFER_ANSWERS[outcome].binding and before is not None and before.id != offer.id:
        return (
            f"You have accepted {program_title(state, before.program)} already, and you can accept only one offer "
            "in SOAP (Indiana University, a school guide). If that was noted by mistake, take it back first: "
            f"{ways.TAKE_BACK} {before.id}."
        )
    return ""


class Weighing(NamedTuple):
    """What should be known before an answer is noted: at most three short sentences, and what else bears on it."""

    first: tuple[str, ...]
    rest: tuple[str, ...]


NameOf = Callable[[str], str]
"""What a program is called in a sentence, by its id."""


def what_it_means(
    state: State,
    season: Season,
    now: datetime,
    offer: Offer,
    outcome: OfferAnswer,
    rows: Iterable[Ranked] = (),
    name: NameOf | None = None,
) -> Weighing:
    """What should be known before an answer is noted. Programs go by their titles where no other `name` is given."""
    rows = list(rows)
    name = name or partial(program_title, state)
    answer = OFFER_ANSWERS[outcome]
    counsel = advice(state, season, now, offer, rows)
    sheet = sheet_of(state)
    written = f" ({words.eastern_text(sheet.written)})" if sheet.written is not None else ""
    others = [other.program for other in open_offers(state, season, now) if other.id != offer.id]
    rest = [
        answer.noted,
        *_of_the_round(season, now, offer, outcome),
        f"Your sheet{written}: {counsel.in_full}" if not is_empty(sheet) else counsel.in_full,
        " · ".join(settled_before(sheet, state.programs.get(offer.program))),
    ]
    if answer.binding:
        first = [answer.means, "From then on your search is over."]
        if ahead := [program for program in counsel.ahead if program not in others]:
            rest.append(f"These are above it and may still offer in a later round: {_named(ahead, name)}.")
        rest += oddities.of_program(state, season, now, offer)
        if others:
            ends = "If you accept this one, those end: in R3 at once, or at the close."
            first.append(f"Also open: {_named(others, name)}. {ends}")
    else:
        first = [answer.means, *_left_after(state, season, now, offer, rows, name)]
    if has_answer(offer, season) and offer.outcome != outcome:
        when = f" at {words.clock24(zones.eastern(offer.decided))} ET" if offer.decided is not None else ""
        first.insert(0, f"You noted it as {offer.outcome.upper()}{when}.")
    if season.round(offer.round) is not None:
        rest.append(counsel.usual)
    return Weighing(tuple(first), tuple(sentence for sentence in rest if sentence))


def _left_after(
    state: State, season: Season, now: datetime, offer: Offer, rows: Iterable[Ranked], name: NameOf
) -> list[str]:
    """What whoever says no to an offer, or lets it lapse, can still hope for: the whole truth in two sentences."""
    if (taken := accepted(state)) is not None and taken.id != offer.id:
        return [f"You accepted {name(taken.program)}: no other offer counts."]
    later = any(window.opens > now for window in season.rounds)
    others = [other.program for other in open_offers(state, season, now) if other.id != offer.id]
    sentences = []
    if above := passed_over(state, season, now, offer, rows):
        they = "These" if len(above) > 1 else "This one"
        gave = f"Above it on your sheet: {_named(above, name)}."
        sentences.append(
            f"{gave} {they} may still offer in a later round, if a place is left."
            if later
            else f"{gave} Their offers of round {offer.round} went to others."
        )
    nothing = (
        "After this, perhaps no offer comes." if later else "No round is left: after this, no offer comes in SOAP."
    )
    if others:
        after = "After those" if len(others) > 1 else "After that"
        nothing = f"Also open: {_named(others, name)}. {after}, perhaps no offer comes."
    return [*sentences, nothing]


def _of_the_round(season: Season, now: datetime, offer: Offer, outcome: OfferAnswer) -> list[str]:
    window = season.round(offer.round)
    if window is None:
        return []
    became = offer_standing(offer, season, now)
    if became == "expired":
        return [f"The round closed {words.eastern_text(window.closes)}. Note here only what R3 shows."]
    if became == "open" and outcome == "expired":
        return [f"{window.label} is open until {words.eastern_text(window.closes)}: R3 still has the offer."]
    return []


def _named(programs: Sequence[str], name: NameOf) -> str:
    titles = [name(program) for program in programs[:NAMED]]
    more = len(programs) - len(titles)
    return f"{', '.join(titles)}{f' and {more} more' if more > 0 else ''}"


def records_of_answer(
    state: State, season: Season, now: datetime, offer: Offer, outcome: OfferAnswer, rows: Iterable[Ranked] = ()
) -> list[Record]:
    """The records after an answer that was given in R3, to be made one change: the offer with what the sheet said to
    it, and the application, which it closes."""
    said = advice(state, season, now, offer, rows).in_full
    after = replace(offer, outcome=outcome, decided=now, sheet_said=said)
    application = state.applications.get(offer.program)
    if application is None:
        return [after]
    return [after, replace(application, closed=outcome, closed_at=now)]


def has_answer(offer: Offer, season: Season) -> bool:
    """Whether the user noted an answer; what ran out by the clock has none."""
    return offer.outcome != "open" and not lapsed_by_time(offer, season)


class TakenBack(NamedTuple):
    """One change: what it is called, the records after it, and what it takes out."""

    label: str
    records: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()


def answer_withdrawn(state: State, season: Season, offer: Offer) -> TakenBack:
    """The answer to an offer taken back, so that it waits again, and its application with it; one that has no answer
    is taken out: it was noted by mistake."""
    title = program_title(state, offer.program)
    if not has_answer(offer, season):
        return TakenBack(f"Offer removed: {title}, round {offer.round}", removed=(offer,))
    after = replace(offer, outcome="open", decided=None, sheet_said="")
    application = state.applications.get(offer.program)
    again = (
        (replace(application, closed="", closed_at=None),)
        if application is not None and application.closed == offer.outcome
        else ()
    )
    return TakenBack(f"Answer taken back: {title}, round {offer.round}", (after, *again))
