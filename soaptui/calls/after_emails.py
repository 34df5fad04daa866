"""Emails for after SOAP, when one may write first: for each program that is still open, and for each other door."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import assert_never

import msgspec

from soaptui import ways
from soaptui.calls.drafts import NO_NUMBER, SOMEBODY, filled_draft, last_spoken_name
from soaptui.calls.prepared_texts import PROMPT, core_story, text_named
from soaptui.eligibility import UNSETTLED
from soaptui.prepare.after_path import stage_of_writing
from soaptui.program_tiers import BEST_FIRST, TIERS
from soaptui.programs.listing import Listing
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Call, MatchStatus, Program, State, new_id
from soaptui.status import STATUSES, type_of
from soaptui.week import words, zones
from soaptui.week.offers import accepted
from soaptui.week.season import Season
from soaptui.week.sending import last_list_at
from soaptui.week.situation import bound, held_in_all, list_gone, program_of, training_begins, waiver_by

ABOUT_YOU = "[two sentences about you, and why them]"
OTHER_DOORS = ("draft-find-resident", "draft-outside", "draft-research", "draft-observe")
"""The emails that go to no program of the list."""

_DRAFTS = {"P": "draft-first-year", "A": "draft-next-part", "": "draft-unfilled"}
"""The email to a program, by the type of position that is missing; "" where a whole one is."""


class AfterEmail(msgspec.Struct, frozen=True, kw_only=True):
    """One email: to a program, or through another door (then without one). `written` is when it was noted as sent."""

    id: str
    title: str
    program: str = ""
    to: str = ""
    text: str = ""
    written: datetime | None = None


def after_emails(state: State, week: Season, now: datetime) -> tuple[AfterEmail, ...]:
    """Every email that may be written now; none to whom writing is not allowed, or who has nothing to look for."""
    stage = stage_of_writing(state, week, now)
    if stage not in ("none", "part"):
        return ()
    doors = tuple(_to_door(state, draft, week, now) for draft in OTHER_DOORS) if stage == "none" else ()
    return (*_to_programs(state, week, now), *doors)


def nobody_to_write_to(state: State, week: Season, now: datetime) -> str:
    """Why there is no email, in a sentence; for when there is none."""
    stage = stage_of_writing(state, week, now)
    match stage:
        case "unsaid":
            return f"First say {ways.SAY_MATCH} whether you matched: to whom you may write depends on it."
        case "position":
            return "There is nobody to write to: you have a position, and it is binding."
        case "part" if bound(state) and held_in_all(state) == "preliminary":
            return f"There is nobody to write to yet. {UNSETTLED}"
        case "part" | "none":
            return "There is nobody to write to: no program on your list is open to you."
        case "ahead" | "evening":
            if state.me.match == "matched" and now >= week.event("match-status").at:
                return "There is nobody to write to: you matched, and that is binding."
            if now < week.ends:
                until = words.eastern_text(week.ends)
                return f"There is nobody to write to yet: the week is not over. Do not write first before {until}."
            return "There is nobody to write to: the next season has begun."
        case _:
            assert_never(stage)


def list_is_old(state: State, week: Season, now: datetime) -> str:
    """That the programs are those of a list which R3 shows no more, in sentences; empty while R3 shows it, and where
    a list was imported since."""
    gone, newest = list_gone(week), last_list_at(state, week)
    if now < gone or (newest is not None and newest >= gone):
        return ""
    of = words.day_text(zones.eastern(newest)) if newest is not None else "March"
    return (
        f"This is the list of {of}, and R3 shows its list only until 1 May: a position may be filled since. Ask each "
        "program if it is still open."
    )


def _to_programs(state: State, week: Season, now: datetime) -> Iterator[AfterEmail]:
    standing = held_in_all(state)
    if bound(state) and standing == "preliminary":
        return  # whether who accepted a first year in SOAP may have the other part, only the NRMP can say
    written = _written(state, week)
    for row in programs_still_open(state, standing):
        program = row.program
        yield AfterEmail(
            id=program.id,
            title=program.title,
            program=program.id,
            to=program.email,
            text=_text(state, _DRAFTS[STATUSES[standing].seeks], program.id, week, now),
            written=written.get(program.id),
        )


def programs_still_open(state: State, standing: MatchStatus) -> Sequence[ProgramRow]:
    """The programs of the newest list with positions left that are for the user, the best first."""
    seeks = STATUSES[standing].seeks
    rows = [row for row in Listing().rows(state, {}) if _is_open(row) and _fits(row, standing, seeks)]
    return sorted(rows, key=lambda row: (BEST_FIRST.index(row.tier), -row.assessment.fit, row.program.id))


def _is_open(row: ProgramRow) -> bool:
    return row.program.listed == "yes" and row.program.unfilled != 0


def _fits(row: ProgramRow, standing: MatchStatus, seeks: str) -> bool:
    """Whoever could take no part in SOAP is judged by SOAP's rules no more; who seeks one part, by that part."""
    if seeks:
        return type_of(row.program) == seeks
    return TIERS[row.tier].for_you or (standing == "ineligible" and type_of(row.program) != "R")


def _to_door(state: State, draft: str, week: Season, now: datetime) -> AfterEmail:
    title = text_named(draft).title.removeprefix("After SOAP: ")
    return AfterEmail(id=draft, title=title[0].upper() + title[1:], text=_text(state, draft, "", week, now))


def _text(state: State, draft: str, program_id: str, week: Season, now: datetime) -> str:
    program, begun = program_of(state, program_id), now >= training_begins(week)
    story = core_story(state, program)
    return filled_draft(
        state,
        draft,
        who=last_spoken_name(state, program_id) or SOMEBODY,
        program=_in_a_sentence(program),
        about=story if not story.startswith(PROMPT) else ABOUT_YOU,
        held=_held(state),
        # Once that day has passed, no first year begins on it any more.
        begins="" if begun else " that begins on 1 July",
        since=f"since {waiver_by(week)}" if begun else "from 1 July on",
        phone=state.me.phone or NO_NUMBER,
    )


def _in_a_sentence(program: Program) -> str:
    """ "your Pediatrics program at Red Mesa Children's", as far as it is known."""
    what = program.name or program.specialty
    named = f"your {what} program" if what else "your program"
    return f"{named} at {program.institution}" if program.institution else named


def _held(state: State) -> str:
    taken = accepted(state)
    title = program_of(state, taken.program).title if taken is not None else state.me.held.title
    return f" ({title})" if title else ""


def _written(state: State, week: Season) -> dict[str, datetime]:
    """When each program was written to since the week."""
    own = (
        call
        for call in state.calls.values()
        if call.is_email and not call.meaning.theirs and call.started >= week.ends
    )
    return {call.program: call.started for call in sorted(own, key=lambda call: call.started) if call.program}


def email_as_sent(email: AfterEmail, now: datetime) -> Call:
    """That it was sent, as it stands in the log."""
    return Call(
        id=new_id(),
        started=now,
        ended=now,
        direction="out",
        channel="email",
        program=email.program,
        unknown="" if email.program else email.title,
        text=email.text,
    )
