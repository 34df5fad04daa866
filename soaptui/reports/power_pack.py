"""The pack for a power failure: four pages on paper, with which the week can be gone through without a computer."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import msgspec

from soaptui.application_services import APPLICATION_SERVICES, service_or_usual
from soaptui.calls.people import person_line
from soaptui.calls.prepared_texts import OWN_QUESTIONS, is_own, own_questions, red_flags, shipped_texts, text_said
from soaptui.document import (
    Block,
    Footnotes,
    Heading,
    PageTable,
    Paragraph,
    PrintedPage,
    Prose,
    TableHead,
    Terms,
)
from soaptui.exports.day_strip import day_strip
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.programs import slots
from soaptui.records import Application, Interview, Program, State, program_title
from soaptui.reports.sheet_blocks import sheet_blocks
from soaptui.week import words, zones
from soaptui.week.season import Season
from soaptui.week.situation import program_of

NUMBERS = (
    ("NRMP, support", "866-653-6767 · support@nrmp.org"),
    ("ECFMG, applicants", "215-386-5900 · info@ecfmg.org"),
)
"""Whom to ask (nrmp.org, help; ECFMG's letter to schools). They are in Eastern Time, on working days."""

IF_THE_POWER_FAILS = (
    "Your phone is enough: R3 and MyERAS open in its browser. Charge a power bank tonight.",
    "Write each call here on paper: time, program, name, what they asked. Note it in soaptui later.",
)


def power_pack(state: State, season: Season, now: datetime, zone: str) -> PrintedPage:
    """The four pages. What they say depends on what is kept alone; only the dateline knows the moment."""
    return PrintedPage(
        title=f"SOAP {season.year}: if the power fails",
        dateline=f"Made {words.dated(now, zone, year=True)}",
        blocks=(
            *_week(state, season, zone),
            *_applications(state),
            *_scripts(state, season),
            *sheet_blocks(state, new_page=True),
            *_numbers(state),
            Footnotes((CONFIDENTIAL,)),
        ),
    )


def pack_content(page: PrintedPage) -> str:
    """What the pages say, in a few letters: the same while nothing on them has changed."""
    said = msgspec.json.encode(msgspec.structs.replace(page, dateline=""))
    return hashlib.sha256(said).hexdigest()[:16]


# -- the week in two zones


def _week(state: State, season: Season, zone: str) -> Iterator[Block]:
    yield Prose(IF_THE_POWER_FAILS)
    yield Heading("The week")
    thursday = season.rounds[0].opens
    yield from day_strip(state, season, thursday, zone, day=thursday)
    place = zones.zone_place(zone) if zone else "UTC"
    moments = [(event.at, event.label, "") for event in season.events]
    moments += [(one.at, f"INTERVIEW · {program_title(state, one.program)}", _how(one)) for one in _standing(state)]
    rows = tuple(
        (words.eastern_text(at), words.local_text(at, zone), label, how) for at, label, how in sorted(moments)
    )
    heads = (TableHead("Eastern Time", "label"), TableHead(place), TableHead("What"), TableHead("How"))
    yield PageTable(heads, rows)


def _standing(state: State) -> list[Interview]:
    return [one for one in state.interviews.values() if one.means.stands]


def _how(interview: Interview) -> str:
    return " · ".join(part for part in (interview.platform, interview.link, interview.note.split("\n")[0]) if part)


# -- the 45 with their codes


def _applications(state: State) -> Iterator[Block]:
    yield Heading("Your applications", new_page=True)
    own = [one for one in state.applications.values() if one.sent is not None or one.planned is not None]
    if not own:
        yield Paragraph("No application is planned or sent.")
    for service in (*APPLICATION_SERVICES, "other"):
        there = sorted((one for one in own if service_or_usual(one.service) == service), key=_order)
        if there:
            sent = sum(one.sent is not None for one in there)
            yield Paragraph(f"{slots_named(service)}: {sent} sent, {len(there) - sent} planned")
            yield PageTable(_APPLICATION_HEADS, tuple(_row(state, n, one) for n, one in enumerate(there, start=1)))


_APPLICATION_HEADS = (
    TableHead("#", "number"),
    TableHead("Code", "code"),
    TableHead("Program"),
    TableHead("Place"),
    TableHead("Phone"),
    TableHead(""),
)


def slots_named(service: str) -> str:
    """What an application goes through, over a table."""
    return "Elsewhere" if service == "other" else service


def _order(application: Application) -> tuple[bool, datetime, str]:
    at = application.sent or application.planned
    assert at is not None  # those without are left out
    return application.sent is None, at, application.id


def _row(state: State, number: int, application: Application) -> tuple[str, ...]:
    program = program_of(state, application.program)
    done = slots.application_word(application)
    code = program.code or "no code yet"
    return (str(number), code, _title(program), program.place, program.phone, done)


def _title(program: Program) -> str:
    return program.title if len(program.title) <= LONGEST_TITLE else f"{program.title[: LONGEST_TITLE - 1]}…"


LONGEST_TITLE = 60
"""So that forty-five of them stand on one page."""


# -- the scripts


def _scripts(state: State, season: Season) -> Iterator[Block]:
    texts = shipped_texts()
    yield Heading("What to say", new_page=True)
    yield Prose(texts.etiquette)
    for story in texts.stories:
        if is_own(state, story):
            yield from (Heading(story.title), Prose(tuple(text_said(state, story).split("\n"))))
    flags = [(title, said) for title, said in red_flags(state, season.ends) if not said.startswith("write: ")]
    if flags:
        yield from (Heading("If they ask"), Terms(tuple(flags)))
    prepared = {text.id for text in (*texts.stories, *texts.flags, *texts.drafts)} | {OWN_QUESTIONS}
    answers = [(one.question, one.text) for one in state.answers.values() if one.id not in prepared and one.text]
    if answers:
        yield from (Heading("Your answers"), Terms(tuple(answers)))
    yield from (Heading("What you ask"), Prose(tuple(own_questions(state))))


# -- numbers


def _numbers(state: State) -> Iterator[Block]:
    yield Heading("Numbers")
    mine = [("Your own", state.me.phone)] if state.me.phone else []
    involved = {one.program for one in _standing(state)} | {call.program for call in state.calls.values()}
    involved |= {offer.program for offer in state.offers.values()}
    lines = [(program_title(state, key), program_of(state, key).phone) for key in sorted(involved - {""})]
    called = [
        (program_title(state, call.program, call.unknown), " · ".join(filter(None, (call.who_name, call.number))))
        for call in sorted(state.calls.values(), key=lambda call: (call.started, call.id))
        if call.number
    ]
    people = [(program_title(state, one.program), person_line(one)) for one in state.people.values()]
    pairs = (*mine, *NUMBERS, *(pair for pair in (*lines, *called, *people) if pair[1]))
    yield Terms(tuple(dict.fromkeys(pairs)))
