"""Offers on the command line: what stands there, and the answer that was given in R3."""

from typing import TYPE_CHECKING, Any

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import print_saved
from soaptui.counted import many
from soaptui.offer_outcomes import OFFER_ANSWERS, OfferAnswer
from soaptui.records import Offer, State, program_title
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import decision_sheet, oddities, offer_answers, words, zones
from soaptui.week.offers import accepted, closes, offer_standing

if TYPE_CHECKING:
    from datetime import datetime

    from soaptui.programs.listing import ProgramRow
    from soaptui.week.season import Season


def decide_command(context: Context) -> int:
    """Note the answer to an offer; refused without --yes, saying what it would mean. R3 is not changed by it."""
    from soaptui.store.change import build_change

    arguments = context.arguments
    outcome: OfferAnswer = arguments.outcome
    with context.store(write=True) as store:
        state, now = store.state, context.now
        season = context.season(state)
        offer = _offer_named(state, season, now, arguments.id)
        _refuse_what_is_past(context, state, season, offer)
        if reason := offer_answers.why_no_answer(state, season, now, offer, outcome):
            raise Refusal(f"{program_title(state, offer.program)}: {reason}")
        rows = _rows(state, season, now)
        notes = oddities.of_program(state, season, now, offer) if OFFER_ANSWERS[outcome].binding else []
        meaning = offer_answers.what_it_means(state, season, now, offer, outcome, rows)
        title = program_title(state, offer.program)
        if not arguments.yes:
            what = " ".join((*meaning.first, *meaning.rest))
            raise Refusal(f"{title}, round {offer.round}: {what} Nothing was noted: add --yes when R3 shows it.")
        records = offer_answers.records_of_answer(state, season, now, offer, outcome, rows)
        change = store.commit(build_change(f"Offer {outcome}: {title}", state, *records))
    if context.json:
        said = decision_sheet.advice(state, season, now, offer, rows).in_full
        more = {"id": offer.id, "program": offer.program, "outcome": outcome, "sheet": said}
        return print_saved(context, change, notes=notes, **more)
    return print_saved(context, change, lines=[meaning.first[0]], notes=notes)


def take_back_command(context: Context) -> int:
    """Take the answer to an offer back, so that it waits again; one without an answer is taken out."""
    from soaptui.store.change import build_change

    with context.store(write=True) as store:
        state = store.state
        season = context.season(state)
        offer = _offer_named(state, season, context.now, context.arguments.id)
        back = offer_answers.answer_withdrawn(state, season, offer)
        change = store.commit(build_change(back.label, state, *back.records, remove=back.removed))
        kept = store.state.offers.get(offer.id)
    became = "taken out" if kept is None else offer_standing(kept, season, context.now)
    return print_saved(context, change, id=offer.id, standing=became)


def offers_command(context: Context) -> int:
    """Every offer: the open ones first, as they are to be compared, then the others by the close of their round."""
    with context.store() as store:
        state = store.state
    now = context.now
    season = context.season(state)
    rows = _rows(state, season, now)
    waiting = decision_sheet.side_by_side(state, season, now, rows)
    others = [offer for offer in state.offers.values() if offer not in waiting]
    others.sort(key=lambda offer: (closes(offer, season) or season.events[-1].at, offer.seen))
    offers = [_as_json(state, season, now, offer, rows) for offer in [*waiting, *others]]
    if context.json:
        context.print_json(offers)
        return DONE
    if not offers:
        context.print_lines(["no offers are noted"])
        return DONE
    context.print_table(
        ("id", "program", "what", "round", "standing", "closes", "left", "sheet"),
        [
            (
                str(row["id"]),
                str(row["program"]),
                str(row["title"]),
                str(row["round"]),
                "ended" if row["ended_by_acceptance"] else str(row["standing"]),
                "" if end is None else words.when(end, now, context.zone(state)),
                "" if row["seconds_left"] is None else words.countdown(row["seconds_left"]),
                str(row["sheet"]),
            )
            for row, offer in zip(offers, [*waiting, *others], strict=True)
            for end in [closes(offer, season)]
        ],
    )
    return DONE


def _rows(state: State, season: "Season", now: "datetime") -> "list[ProgramRow]":
    from soaptui.programs.listing import Listing
    from soaptui.week.offers import closed_programs

    return Listing().rows(state, closed_programs(state, season, now), season.year)


def _offer_named(state: State, season: "Season", now: "datetime", text: str) -> Offer:
    """The offer of that id, or of that program: the one that is open, else the only one. Raises Refusal."""
    from soaptui.programs import specialties
    from soaptui.programs.program_by_code import program_for

    if text in state.offers:
        return state.offers[text]
    program, code = program_for(state, text), specialties.find_code(text)
    names = {text, program.id if program else text, code.text if code else text}
    own = [offer for offer in state.offers.values() if offer.program in names]
    waiting = [offer for offer in own if offer_standing(offer, season, now) == "open"]
    if len(waiting) == 1 or (not waiting and len(own) == 1):
        return (waiting or own)[0]
    if own:
        known = ", ".join(f"{offer.id} (round {offer.round})" for offer in waiting or own)
        raise Refusal(f"{clean(text)} has {many(len(waiting or own), 'offer')}: name one by its id: {known}.")
    hint = "soaptui offer list names those there are" if state.offers else "note it first: soaptui offer add"
    raise Refusal(f"There is no offer {clean(text)!r}: {hint}.")


def _refuse_what_is_past(context: Context, state: State, season: "Season", offer: Offer) -> None:
    """An offer that ran out by the clock may have been answered in R3: that is asked, not taken for granted."""
    became, now = offer_standing(offer, season, context.now), context.now
    if became in ("open", "not yet"):
        return
    title, end = program_title(state, offer.program), closes(offer, season)
    if became == "expired" and not offer_answers.has_answer(offer, season) and end is not None and now >= end:
        if context.arguments.outcome == "expired" or getattr(context.arguments, "in_time", False):
            return
        raise Refusal(
            f"The offer of {title} is gone: round {offer.round} closed {words.eastern_text(end)}. "
            "Did you answer it in R3 before that? Then say so: add --in-time. If not: soaptui offer decide "
            f"{offer.id} expired --yes"
        )
    raise Refusal(
        f"The offer of {title} in round {offer.round} is {became} already: soaptui offer take-back {offer.id} takes "
        "that back."
    )


def _as_json(
    state: State, season: "Season", now: "datetime", offer: Offer, rows: "list[ProgramRow]"
) -> dict[str, Any]:
    """One offer as `offer list --json` prints it; times in UTC, `seconds_left` only while it waits."""
    became, end = offer_standing(offer, season, now), closes(offer, season)
    over = accepted(state) is not None
    waits = became == "open" and end is not None and not over
    return {
        "id": offer.id,
        "program": offer.program,
        "title": program_title(state, offer.program),
        "round": offer.round,
        "seen": zones.utc_iso(offer.seen),
        "closes": None if end is None else zones.utc_iso(end),
        "standing": became,
        "ended_by_acceptance": over and became in ("open", "not yet"),
        "decided": None if offer.decided is None else zones.utc_iso(offer.decided),
        "seconds_left": words.seconds_left(end, now) if waits and end is not None else None,
        "sheet": offer.sheet_said or decision_sheet.advice(state, season, now, offer, rows).in_full,
    }
