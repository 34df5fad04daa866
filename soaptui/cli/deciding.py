"""Offers on the command line: what stands there, and the answer that was given in R3."""

from typing import TYPE_CHECKING, Any

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.records import Offer, OfferOutcome, State, program_title
from soaptui.refusal import Refusal
from soaptui.text import clean
from soaptui.week import sheet, words, zones
from soaptui.week.offers import closes, standing
from soaptui.week.sending import over

if TYPE_CHECKING:
    from datetime import datetime

    from soaptui.programs.listing import Row
    from soaptui.week.season import Season


def decide(context: Context) -> int:
    """Note the answer to an offer; refused without --yes, saying what it would mean. R3 is not changed by it."""
    from soaptui.store.change import build

    arguments = context.arguments
    outcome: OfferOutcome = arguments.outcome
    with context.store(write=True) as store:
        state, now = store.state, context.now
        season = context.season(state)
        offer = _offer_named(state, season, now, arguments.id)
        _refuse_what_is_past(state, season, now, offer)
        rows = _rows(state, season, now)
        meaning = sheet.what_it_means(state, season, now, offer, outcome, rows)
        title = program_title(state, offer.program)
        if not arguments.yes:
            raise Refusal(
                f"{title}, round {offer.round}: {' '.join(meaning)} Nothing was noted: add --yes once R3 shows it."
            )
        records = sheet.answered(state, season, now, offer, outcome, rows)
        change = store.commit(build(f"Offer {outcome}: {title}", state, *records))
    if context.json:
        said = sheet.advice(state, season, now, offer, rows).said
        context.print_json(
            {"saved": change.seq, "id": offer.id, "program": offer.program, "outcome": outcome, "sheet": said}
        )
        return DONE
    context.print_lines([f"saved {change.seq}  {change.label}", meaning[0]])
    return DONE


def listing(context: Context) -> int:
    """Every offer: the open ones first, as they are to be compared, then the others by the close of their round."""
    with context.store() as store:
        state = store.state
    now = context.now
    season = context.season(state)
    rows = _rows(state, season, now)
    waiting = sheet.side_by_side(state, season, now, rows)
    others = [offer for offer in state.offers.values() if offer not in waiting]
    others.sort(key=lambda offer: (closes(offer, season) or season.events[-1].at, offer.seen))
    found = [_as_json(state, season, now, offer, rows) for offer in [*waiting, *others]]
    if context.json:
        context.print_json(found)
        return DONE
    if not found:
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
                str(row["standing"]),
                "" if end is None else words.both(end, context.zone(state)),
                "" if row["seconds_left"] is None else words.countdown(row["seconds_left"]),
                str(row["sheet"]),
            )
            for row, offer in zip(found, [*waiting, *others], strict=True)
            for end in [closes(offer, season)]
        ],
    )
    return DONE


def _rows(state: State, season: "Season", now: "datetime") -> "list[Row]":
    from soaptui.programs.listing import Listing
    from soaptui.week.offers import closed_programs

    return Listing().rows(state, closed_programs(state, season, now))


def _offer_named(state: State, season: "Season", now: "datetime", text: str) -> Offer:
    """The offer of that id, or of that program: the one that is open, else the only one. Raises Refusal."""
    from soaptui.actions import program_for
    from soaptui.programs import codes

    if text in state.offers:
        return state.offers[text]
    program, code = program_for(state, text), codes.find(text)
    names = {text, program.id if program else text, code.text if code else text}
    own = [offer for offer in state.offers.values() if offer.program in names]
    waiting = [offer for offer in own if standing(offer, season, now) == "open"]
    if len(waiting) == 1 or (not waiting and len(own) == 1):
        return (waiting or own)[0]
    if own:
        known = ", ".join(f"{offer.id} (round {offer.round})" for offer in waiting or own)
        raise Refusal(f"{clean(text)} has {len(waiting or own)} offers: name one by its id: {known}.")
    hint = "soaptui offer list names those there are" if state.offers else "note it first: soaptui offer add"
    raise Refusal(f"There is no offer {clean(text)!r}: {hint}.")


def _refuse_what_is_past(state: State, season: "Season", now: "datetime", offer: Offer) -> None:
    became = standing(offer, season, now)
    if became == "open":
        return
    title = program_title(state, offer.program)
    end = closes(offer, season)
    if offer.outcome in ("open", "expired") and became == "expired" and end is not None and now >= end:
        raise Refusal(
            f"The offer of {title} is gone: round {offer.round} closed {words.eastern_text(end)}. "
            "If R3 shows another answer, note it in the dashboard, on Offers."
        )
    raise Refusal(f"The offer of {title} in round {offer.round} is {became} already: soaptui undo takes a note back.")


def _as_json(state: State, season: "Season", now: "datetime", offer: Offer, rows: "list[Row]") -> dict[str, Any]:
    """One offer as `offer list --json` prints it; times in UTC, `seconds_left` only while it waits."""
    became, end = standing(offer, season, now), closes(offer, season)
    waits = became == "open" and end is not None and not over(state)
    return {
        "id": offer.id,
        "program": offer.program,
        "title": program_title(state, offer.program),
        "round": offer.round,
        "seen": zones.utc_iso(offer.seen),
        "closes": None if end is None else zones.utc_iso(end),
        "standing": became,
        "decided": None if offer.decided is None else zones.utc_iso(offer.decided),
        "seconds_left": words.seconds_left(end, now) if waits and end is not None else None,
        "sheet": offer.sheet_said or sheet.advice(state, season, now, offer, rows).said,
    }
