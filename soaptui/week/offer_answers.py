"""Answering an offer: what the answer means, when it cannot be noted, and the records that note it or take it back.

The answer is given in R3, and only there.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from soaptui import ways
from soaptui.offer_outcomes import OFFER_ANSWERS, OfferAnswer
from soaptui.records import Offer, Record, State, program_title, replace
from soaptui.week import oddities, words
from soaptui.week.decision_sheet import Ranked, advice, is_empty, settled_before, sheet_of
from soaptui.week.offers import accepted, lapsed_by_time, offer_standing, open_offers
from soaptui.week.season import Season

NAMED = 2
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


def what_it_means(
    state: State, season: Season, now: datetime, offer: Offer, outcome: OfferAnswer, rows: Iterable[Ranked] = ()
) -> list[str]:
    """What should be known before an answer is noted, a sentence or two each."""
    sentences = [OFFER_ANSWERS[outcome].means, *_of_the_round(season, now, offer, outcome)]
    counsel = advice(state, season, now, offer, rows)
    sheet = sheet_of(state)
    written = f" ({words.eastern_text(sheet.written)})" if sheet.written is not None else ""
    sentences.append(f"Your sheet{written}: {counsel.in_full}" if not is_empty(sheet) else counsel.in_full)
    sentences += [" · ".join(settled_before(sheet, state.programs.get(offer.program)))]
    others = [other.program for other in open_offers(state, season, now) if other.id != offer.id]
    if ahead := [program for program in counsel.ahead if program not in others]:
        sentences.append(f"These are above it and could still offer: {_named(state, ahead)}.")
    if others:
        sentences.append(f"Also open: {_named(state, others)}.{_WITH_IT if OFFER_ANSWERS[outcome].binding else ''}")
    if season.round(offer.round) is not None:
        sentences.append(counsel.usual)
    if OFFER_ANSWERS[outcome].binding:
        sentences += oddities.of_program(state, season, now, offer)
    return [sentence for sentence in sentences if sentence]


_WITH_IT = " If you accept this one, those end: in R3 at once, or at the close."


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


def _named(state: State, programs: Sequence[str]) -> str:
    titles = [program_title(state, program) for program in programs[:NAMED]]
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
