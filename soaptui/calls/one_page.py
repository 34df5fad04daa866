"""Everything about one program on one page: facts, talking points, each call, interview and offer, the sheet."""

from datetime import datetime

import msgspec

from soaptui.calls.call_words import call_lines, interview_lines
from soaptui.calls.people import people_of, person_line
from soaptui.document import Block, PageEntry, PrintedPage, listed_block, prose_block
from soaptui.eligibility import may_take, visa_facts
from soaptui.programs import program_description, slots
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.programs.tiers import h1b_doubt
from soaptui.programs.titles import full_title
from soaptui.records import Application, Call, Offer, Program, State, program_title
from soaptui.week import decision_sheet as sheets
from soaptui.week import words
from soaptui.week.interview_scores import why_there
from soaptui.week.offers import closed_programs, offer_standing
from soaptui.week.promises import is_unfinished
from soaptui.week.season import Season
from soaptui.week.situation import program_of


def page_of_program(
    state: State, wanted: ProgramRow | str, season: Season, now: datetime, zone: str = "", *, phones: bool = False
) -> PrintedPage:
    """The page of a row of the list, or of the program of that id, as everything stands at that moment.

    Times are Eastern and, with a zone, the user's own; of an interview also the program's. A program that called and
    stands on no list has a page too: of what happened with it. The telephone numbers of people stand on it only with
    `phones`: a page may go to others.
    """
    row = _row(state, wanted, season, now) if isinstance(wanted, str) else wanted
    program_id = row.program.id if row is not None else str(wanted)
    blocks = (
        *(_known(row, state) if row is not None else ()),
        *_lines("People", [person_line(person, phones=phones) for person in people_of(state, program_id)]),
        *_calls(state, program_id, zone),
        *_interviews(state, program_id, zone),
        *_offers(state, program_id, season, now, zone),
        *_sheet(state, program_id),
    )
    return PrintedPage(
        title=full_title(row.program) if row is not None else program_title(state, program_id),
        dateline=f"Made {words.dated(now, zone, year=True)}",
        blocks=blocks,
    )


def _row(state: State, program_id: str, season: Season, now: datetime) -> ProgramRow | None:
    """The program as the list has it, judged alone; None where nobody knows it."""
    program = state.programs.get(program_id)
    if program is None:
        return None
    alone = msgspec.structs.replace(state, programs={program_id: program})
    return Listing().rows(alone, closed_programs(state, season, now), season.year)[0]


def _known(row: ProgramRow, state: State) -> tuple[Block, ...]:
    program = row.program
    tier, *reasons = program_description.why_lines(row)
    contact = [part for part in (program.phone, program.email, program.url) if part]
    return (
        *_lines("Facts", [*(line for line in program_description.head_lines(row) if line), *_facts(program)]),
        *_lines(tier.capitalize(), [reason.strip() for reason in reasons]),
        *_lines("On the list", program_description.on_the_lists(state, program.id)),
        *_lines("Contact (not before they call you)", contact),
        *prose_block("Talking points", program.talking_points),
        *prose_block("Notes", program.notes),
    )


def _facts(program: Program) -> list[str]:
    """What is claimed; of a visa also that nothing is known, or that it is too old to be relied on."""
    lines = [f"{name}: unknown" for name, fact in visa_facts(program) if fact.value == "unknown"]
    lines += program_description.fact_lines(program)
    if doubt := h1b_doubt(program.h1b):
        lines.append(f"H-1B, {doubt}.")
    return lines


def _calls(state: State, program_id: str, zone: str) -> tuple[Block, ...]:
    calls = sorted((c for c in state.calls.values() if c.program == program_id), key=lambda call: call.started)
    return listed_block("Calls", tuple(call_entry(call, zone) for call in calls))


def call_entry(call: Call, zone: str, title: str = "") -> PageEntry:
    """A call with all that was written down of it; `title` says with whom, where the page does not."""
    lasted = ""
    if call.ended is not None and call.ended > call.started:
        lasted = f"lasted {words.countdown(words.seconds_since(call.started, call.ended))}"
    parts = (words.dated(call.started, zone), call.meaning.title, title, lasted)
    head = " · ".join(part for part in parts if part)
    note = [line for text in (call.note, call.text) for line in text.split("\n") if line.strip()]
    more = [*(["not finished"] if is_unfinished(call) else []), *call_lines(call), *note]
    return PageEntry(head, tuple(more))


def _interviews(state: State, program_id: str, zone: str) -> tuple[Block, ...]:
    own = sorted((i for i in state.interviews.values() if i.program == program_id), key=lambda item: item.at)
    entries = []
    for interview in own:
        first, *more = interview_lines(interview, zone)
        entries.append(PageEntry(first, tuple(more)))
    return listed_block("Interviews", tuple(entries))


def _offers(state: State, program_id: str, season: Season, now: datetime, zone: str) -> tuple[Block, ...]:
    entries = []
    application = state.applications.get(program_id)
    if application is not None:
        entries.append(PageEntry(_application(application, program_of(state, program_id), zone)))
    own = sorted((o for o in state.offers.values() if o.program == program_id), key=lambda offer: offer.seen)
    entries += [_offer(offer, offer_standing(offer, season, now), zone) for offer in own]
    return listed_block("Application and offers", tuple(entries))


def _application(application: Application, program: Program, zone: str) -> str:
    known = application.service != "unknown"
    service = f" in {slots.service_in_words(program, application.service)}" if known else ""
    if application.sent is not None:
        said = f"Application sent{service} {words.dated(application.sent, zone)}"
    elif application.planned is not None:
        said = f"Application planned{service} {words.dated(application.planned, zone)}, not sent"
    else:
        said = "No application"
    if not application.closed:
        return said
    closed = f" {words.dated(application.closed_at, zone)}" if application.closed_at is not None else ""
    return f"{said}; {application.closed}{closed}"


def _offer(offer: Offer, became: str, zone: str) -> PageEntry:
    decided = f" {words.dated(offer.decided, zone)}" if offer.decided is not None else ""
    head = f"Offer of round {offer.round}, seen {words.dated(offer.seen, zone)}: {became}{decided}"
    return PageEntry(head, (f"the sheet said: {offer.sheet_said}",) if offer.sheet_said else ())


def _sheet(state: State, program_id: str) -> tuple[Block, ...]:
    """Where the program stands on the decision sheet, where it is placed, and what else of the sheet bears on it."""
    sheet = sheets.sheet_of(state)
    if program_id not in sheet.order:
        return ()
    placed = [line for line in sheets.order_of(state, ()) if line.placed]
    place = sheets.place_of(placed, program_id)
    lines = [f"{sheets.ordinal(place)} of {len(placed)} on your sheet."] if place is not None else []
    if place is None:
        _, why = may_take(program_of(state, program_id), state.me)
        lines.append(f"It is on your sheet, but it is not for you: {why}")
    lines += [why] if (why := why_there(state, program_id)) else []
    lines += [f"From round {rule.from_round} on: {rule.text}" for rule in sheet.rules]
    lines += sheets.settled_before(sheet, state.programs.get(program_id))
    return _lines("Your decision sheet", lines)


def _lines(title: str, lines: list[str]) -> tuple[Block, ...]:
    return listed_block(title, tuple(map(PageEntry, lines)))
