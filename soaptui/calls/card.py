"""What to know while talking: the program, what was said before, what to say and to ask; the card beside a note."""

from datetime import datetime

import msgspec

from soaptui import ways
from soaptui.call_kinds import PRESSURE_KINDS
from soaptui.calls import drafts, prepared_texts
from soaptui.calls.call_words import every_time
from soaptui.calls.people import people_of, person_line, who_is_it
from soaptui.eligibility import visa_facts
from soaptui.program_tiers import TIERS
from soaptui.programs import specialties
from soaptui.programs.program_row import ProgramRow
from soaptui.records import Call, Fact, Interview, Program, State
from soaptui.week import rules, words, zones
from soaptui.week.early_contact import early_contact
from soaptui.week.season import Season

BEFORE = 4
"""So many earlier calls are told."""

EMAIL_LINES = 6
"""So many lines of an email are told."""

GENETICS = ("department", "clinic", "rotation", "research")


class CardSection(msgspec.Struct, frozen=True):
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


def call_card(
    state: State, season: Season, row: ProgramRow | None, call: Call, now: datetime, zone: str
) -> tuple[CardSection, ...]:
    """The card of a call, what matters at once first. Without a program it holds what can be said to anybody."""
    sections = [
        CardSection("CAREFUL", _careful(state, season, call, now)),
        CardSection("CALL BACK", _call_back(state, call)),
        *(_of_program(state, row, call, zone) if row is not None else ()),
        CardSection("IF THEY ASK", tuple(f"{title}: {text}" for title, text in _if_asked(state, row, now))),
        CardSection("ASK", tuple(prepared_texts.own_questions(state))),
    ]
    return tuple(section for section in sections if section.lines)


def card_text(sections: tuple[CardSection, ...]) -> str:
    """The card as a page."""
    return "\n\n".join("\n".join((section.title, *section.lines)) for section in sections)


def _careful(state: State, season: Season, call: Call, now: datetime) -> tuple[str, ...]:
    """What the rules say to this call."""
    found = [reported] if (reported := rules.reportable(state, season, call)) else []
    if not call.meaning.theirs and call.program:
        ruling = rules.may_contact(state, season, call.program, call.started)
        if ruling.may not in ("yes", "over"):
            found.append(ruling.why)
        found += filter(None, [early_contact(season, call)])
    for item in call.pressure[-1:]:
        found += [f'Say: "{PRESSURE_KINDS[item.kind].say}"', rules.what_to_know_when_asked(item.kind)]
    return tuple(found)


def _call_back(state: State, call: Call) -> tuple[str, ...]:
    if not call.meaning.missed:
        return ()
    email = drafts.after_missed(state, call)
    left = drafts.blanks(email)
    heading = f"{ways.COPY_EMAIL}; still empty: {', '.join(left)}:" if left else f"{ways.COPY_EMAIL}:"
    return (*prepared_texts.shipped_texts().etiquette, heading, *email.splitlines())


def _of_program(state: State, row: ProgramRow, call: Call, zone: str) -> tuple[CardSection, ...]:
    program = row.program
    return (
        CardSection(_tier(row), (*row.assessment.reasons, *(f"? {unknown}" for unknown in row.assessment.unknowns))),
        CardSection("VISA", tuple(visa_lines(program))),
        CardSection("WHY THEM", tuple(_why_them(program))),
        CardSection("WHO IS WHO", tuple(_people(state, call))),
        CardSection("BEFORE", tuple(_before(state, call, zone))),
        CardSection("SAY", tuple(_say(state, program))),
    )


def _if_asked(state: State, row: ProgramRow | None, now: datetime) -> list[tuple[str, str]]:
    """Weak points first, then every other answer that the user has written for this specialty."""
    track = "" if row is None else prepared_texts.track_of(row.program)
    return prepared_texts.red_flags(state, now) + prepared_texts.answers_ready(state, track)


def _people(state: State, call: Call) -> list[str]:
    """The people of the program, the one who is on the telephone marked and first."""
    caller = who_is_it(state, call.program, call.who_name, call.number)
    others = [person for person in people_of(state, call.program) if person != caller]
    return [*([f"▸ {person_line(caller)}"] if caller is not None else []), *map(person_line, others)]


def _say(state: State, program: Program) -> list[str]:
    """The user's own story; until they have written it, what to write and where."""
    story = prepared_texts.core_story(state, program)
    return [story, str(ways.OWN_WORDS)] if story.startswith(prepared_texts.PROMPT) else [story]


def _tier(row: ProgramRow) -> str:
    tier = TIERS[row.tier].name.upper()
    code = row.program.code or "no NRMP code yet"
    return f"{tier} · fit {row.assessment.fit} · {code} {specialties.short_specialty(row.program)}"


def visa_lines(program: Program) -> list[str]:
    """What is known of the visas, with its source and date."""
    return [f"{name} {_claim(fact)}" for name, fact in visa_facts(program)]


def _claim(fact: Fact) -> str:
    return f"{fact.claim_text}{'; other sources say the opposite' if fact.others else ''}"


def _why_them(program: Program) -> list[str]:
    found = [line for line in program.talking_points.splitlines() if line.strip()]
    there = [part for part in GENETICS if getattr(program.genetics, part).value == "yes"]
    found += [f"genetics: {', '.join(there)}"] if there else []
    found += [program.setting] if program.setting != "unknown" else []
    return [*found, *(line for line in program.notes.splitlines() if line.strip())]


def _before(state: State, call: Call, zone: str) -> list[str]:
    """What was said in the last calls, what they asked, who they were, and when they are to be met."""
    earlier = [c for c in state.calls.values() if c.program == call.program and c.id != call.id]
    found = [line for one in sorted(earlier, key=_started, reverse=True)[:BEFORE] for line in _told(one)]
    theirs = [i for i in state.interviews.values() if i.program == call.program and i.means.stands]
    return [f"interview {every_time(i.at, i.zone, zone)}" for i in sorted(theirs, key=_at)] + found


def _started(call: Call) -> datetime:
    return call.started


def _at(interview: Interview) -> datetime:
    return interview.at


def _told(call: Call) -> list[str]:
    wall = zones.eastern(call.started)
    what = call.meaning.title if call.is_email else call.direction
    who = " ".join(part for part in (call.who_name, f"({call.who_role})" if call.who_role else "") if part)
    head = " · ".join(part for part in (f"{wall:%a} {words.clock24(wall)}", what, who, call.outcome) if part)
    lines = [head]
    lines += [f"  asked: {', '.join(call.asked)}"] if call.asked else []
    lines += [f"  {PRESSURE_KINDS[item.kind].me}: {item.words}" for item in call.pressure]
    lines += [f"  concerns: {call.concerns}"] if call.concerns else []
    lines += [f"  {line}" for line in call.note.splitlines() if line.strip()]
    return [*lines, *(f"  {line}" for line in _beginning(call.text))]


def _beginning(text: str) -> list[str]:
    """The first lines of an email: the rest is read in the log."""
    return [line.strip() for line in text.split("\n") if line.strip()][:EMAIL_LINES]
