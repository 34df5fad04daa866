"""The report of a season, for the user and an adviser: how it ended, offers, debrief, what comes, plan, log."""

from collections.abc import Iterator
from datetime import datetime

from soaptui.calls.call_words import interview_lines
from soaptui.document import Block, Footnotes, Heading, PageEntry, Paragraph, PrintedPage, Prose, listed_block
from soaptui.exports.log import log_page
from soaptui.exports.plan import plan_document, plan_page
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.insight.debrief import debrief_blocks, debrief_of
from soaptui.insight.debrief_facts import calls_of_week, tiers_without_closing
from soaptui.prepare.after_path import after_path, week_looked_back_on
from soaptui.prepare.grown import grown_since
from soaptui.prepare.preparation import PreparedStep
from soaptui.prepare.step_words import due_column, mark_of, title_with_person
from soaptui.programs.listing import Listing
from soaptui.records import Offer, State, program_title
from soaptui.reports.hidden_phones import page_without_numbers
from soaptui.week import rules, words
from soaptui.week.offers import closed_programs, of_another_year, offer_standing
from soaptui.week.season import Season


def season_report(state: State, season: Season, now: datetime, zone: str, *, phones: bool = False) -> PrintedPage:
    """The whole report. Without `phones` no phone number stands in it, wherever it was written."""
    week = week_looked_back_on(state, season, now)
    tonight = after_path(state, season, now).stage == "evening"  # it is no evening for looking back
    page = PrintedPage(
        title=f"SOAP {week.year}: my season",
        dateline=f"Made {words.dated(now, zone, year=True)}",
        blocks=(
            *_how_it_ended(state, season, now),
            *_offers(state, week, now, zone),
            *_interviews(state, zone),
            *_to_report(state, week, zone),
            *([] if tonight else _debrief(state, week, now)),
            *_path(state, season, now, zone),
            *_plan(state, week, now, zone),
            *_log(state, week, now, zone),
            Footnotes((CONFIDENTIAL,)),
        ),
    )
    return page if phones else page_without_numbers(page)


def _how_it_ended(state: State, season: Season, now: datetime) -> Iterator[Block]:
    path = after_path(state, season, now)
    if path.stage == "ahead":
        yield Paragraph("The week is not over.")
        return
    yield Heading("How it ended")
    yield Prose((path.title, *path.says))


def _offers(state: State, week: Season, now: datetime, zone: str) -> tuple[Block, ...]:
    own = sorted((one for one in state.offers.values() if not of_another_year(one, week)), key=lambda one: one.seen)
    entries = tuple(PageEntry(_offer_line(state, one, week, now, zone)) for one in own)
    return listed_block("Offers", entries) or (Heading("Offers"), Paragraph("There was none."))


def _offer_line(state: State, offer: Offer, week: Season, now: datetime, zone: str) -> str:
    decided = f" {words.dated(offer.decided, zone)}" if offer.decided is not None else ""
    title = program_title(state, offer.program)
    return f"Round {offer.round} · {title} · {offer_standing(offer, week, now)}{decided}"


def _interviews(state: State, zone: str) -> tuple[Block, ...]:
    entries = []
    for one in sorted(state.interviews.values(), key=lambda one: (one.at, one.id)):
        first, *more = interview_lines(one, zone)
        entries.append(PageEntry(f"{program_title(state, one.program)} · {first}", tuple(more)))
    return listed_block("Interviews", tuple(entries))


def _to_report(state: State, week: Season, zone: str) -> tuple[Block, ...]:
    """Contact that breaks the rules, or may, and the questions that they may not ask."""
    found = {call.id: [why] for call, why in rules.to_report(state, week)}
    calls = calls_of_week(state, week)
    for call in calls:
        asked = [rules.what_to_know_when_asked(one.kind) for one in call.pressure if rules.in_force(week, one.at)]
        if asked:
            found[call.id] = [*found.get(call.id, []), *dict.fromkeys(asked)]
    entries = tuple(
        PageEntry(
            f"{words.dated(call.started, zone)} · {program_title(state, call.program, call.unknown)}",
            tuple(found[call.id]),
        )
        for call in calls
        if call.id in found
    )
    return listed_block("To report to the NRMP", entries)


def _debrief(state: State, week: Season, now: datetime) -> Iterator[Block]:
    if now < week.event("applications-released").at:
        return
    yield Heading("Looking back", new_page=True)
    yield from debrief_blocks(debrief_of(state, week))
    if grown := grown_since(state, week, now):
        yield from (Heading("What has improved since"), Prose(grown))


def _path(state: State, season: Season, now: datetime, zone: str) -> tuple[Block, ...]:
    steps = [step for step in after_path(state, season, now).steps if not step.hidden]
    return listed_block("What comes next", tuple(PageEntry(_step_line(step, now, zone)) for step in steps))


def _step_line(step: PreparedStep, now: datetime, zone: str) -> str:
    mark = mark_of(step, now)
    due = f"{due_column(step, zone)} · " if step.due is not None else ""
    return f"{due}{title_with_person(step)}{f' · {mark}' if mark else ''}"


def _plan(state: State, week: Season, now: datetime, zone: str) -> Iterator[Block]:
    yield Heading("The plan", new_page=True)
    rows = Listing().rows(state, closed_programs(state, week, now))
    yield from _without_notes(plan_document(plan_page(rows, state, week, now, zone)))


def _log(state: State, week: Season, now: datetime, zone: str) -> Iterator[Block]:
    yield Heading("The log", new_page=True)
    page = log_page(state, calls_of_week(state, week), tiers_without_closing(state), week, now, zone)
    yield from _without_notes(page)


def _without_notes(page: PrintedPage) -> list[Block]:
    return [block for block in page.blocks if not isinstance(block, Footnotes)]
