"""The plan of applications, put together from the state: what stands on it, and the page that it makes."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from soaptui.application_services import APPLICATION_SERVICES, service_or_usual
from soaptui.document import (
    Block,
    Boxed,
    Bullets,
    CheckItem,
    Checks,
    DayStrip,
    Footnotes,
    Heading,
    PageEntry,
    Paragraph,
    PrintedPage,
    Terms,
)
from soaptui.exports.day_strip import day_strip
from soaptui.exports.table import why_cell
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.program_tiers import TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.listing import ProgramRow, positions
from soaptui.programs.tiers import h1b_doubt
from soaptui.records import Application, Fact, Profile, Program, Service, State
from soaptui.status import STATUSES
from soaptui.visa_needs import VISA_NEEDS
from soaptui.week import words
from soaptui.week.season import Season, Window


class PlanEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One application. `done` is when it was sent and how it stands, or empty while it is to be sent."""

    code: str
    program: str
    place: str
    visa: str
    tier: str
    positions: str
    why: str
    done: str = ""


class PlanSection(msgspec.Struct, frozen=True):
    """Applications that belong together, in their order."""

    title: str
    entries: tuple[PlanEntry, ...]


class PlanPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page. `windows` are moments and what can be done in them, `offer_day` is the day of the rounds.

    `notes` stand at its foot.
    """

    title: str
    dateline: str
    whom: tuple[str, ...]
    meters: tuple[str, ...]
    warnings: tuple[str, ...]
    sections: tuple[PlanSection, ...]
    windows: tuple[tuple[str, str], ...]
    offer_day: tuple[DayStrip, ...]
    notes: tuple[str, ...]

    @property
    def entries(self) -> int:
        """How many applications stand on it."""
        return sum(len(section.entries) for section in self.sections)


def plan_page(
    rows: Sequence[ProgramRow],
    state: State,
    season: Season,
    now: datetime,
    zone: str = "",
) -> PlanPage:
    """The plan at that moment, of those applications whose programs are among the rows.

    Times are Eastern and, with a zone, the user's own.
    """
    by_id = {row.program.id: row for row in rows}
    sections = tuple(_sections(by_id, state, season.year))
    notes = [CONFIDENTIAL]
    if season.expected:
        notes.insert(0, season.note)
    if missing := _count(state) - sum(len(section.entries) for section in sections):
        notes.insert(0, f"{missing} more planned or sent, not among the programs asked for.")
    return PlanPage(
        title=f"SOAP {season.year}: my applications",
        dateline=f"Made {words.dated(now, zone, year=True)}",
        whom=_whom(state.me),
        meters=tuple(
            f"{meter.service}: {meter.sent} sent, {meter.planned} planned, {meter.limit} in all; "
            f"{meter.unplanned} free after the plan"
            for meter in slots.meters(state, season.limits)
        ),
        warnings=tuple(slots.warnings(state, season, now)),
        sections=sections,
        windows=tuple(
            (f"{words.dated(window.opens, zone)} to {words.dated(window.closes, zone)}", _what_of(window, season))
            for window in season.windows
            if window.closes > now
        ),
        offer_day=day_strip(state, season, now, zone, day=season.rounds[0].opens) if now < season.ends else (),
        notes=tuple(notes),
    )


def _whom(profile: Profile) -> tuple[str, ...]:
    """What of the profile matters beside the plan; results, numbers and the rest stay out of a printed page."""
    said = STATUSES[profile.match].phrase
    visa = VISA_NEEDS[profile.visa].on_a_page
    lines = (
        said,
        visa,
        f"specialties wanted: {', '.join(profile.specialties)}" if profile.specialties else "",
        f"states wanted: {', '.join(profile.states)}" if profile.states else "",
    )
    return tuple(line for line in lines if line)


def _what_of(window: Window, season: Season) -> str:
    """What the window is, which service takes no new applications in it, and of which nobody knows."""
    closed = [name for name in APPLICATION_SERVICES if slots.closed_until(season, name, window.opens) is not None]
    if not closed:
        return f"{window.label}."
    others = [name for name in APPLICATION_SERVICES if name not in closed]
    unknown = f" (whether {' and '.join(others)} takes any is not known)" if others else ""
    return f"{window.label}. No new applications in {' and '.join(closed)}{unknown}."


def _sections(by_id: dict[str, ProgramRow], state: State, year: int) -> list[PlanSection]:
    planned = slots.work_order(state, year)
    sent = sorted(
        (a for a in state.applications.values() if a.sent is not None), key=lambda a: (a.sent or a.planned, a.id)
    )
    groups = [(f"To send in {service}, in this order", _of(planned, service)) for service in APPLICATION_SERVICES]
    groups += [("To send elsewhere, as each program says", _of(planned, "other"))]
    groups += [(f"Sent in {service}", _of(sent, service)) for service in APPLICATION_SERVICES]
    groups += [("Sent elsewhere", _of(sent, "other"))]
    any_list = bool(state.list_versions)
    return [
        PlanSection(title, entries)
        for title, applications in groups
        if (
            entries := tuple(
                _entry(by_id[a.program], a, state.me, any_list) for a in applications if a.program in by_id
            )
        )
    ]


def _of(applications: Sequence[Application], service: Service) -> list[Application]:
    return [application for application in applications if service_or_usual(application.service) == service]


def _count(state: State) -> int:
    sent = sum(1 for application in state.applications.values() if application.sent is not None)
    return sent + len(slots.work_order(state))


def _entry(row: ProgramRow, application: Application, profile: Profile, any_list: bool) -> PlanEntry:
    program = row.program
    return PlanEntry(
        code=program.code or "no code yet",
        program=program.title,
        place=program.place,
        visa=_visa(program, profile),
        tier=TIERS[row.tier].name,
        positions=_positions(program, any_list),
        why=why_cell(row),
        done=_done(application),
    )


def _done(application: Application) -> str:
    if application.sent is None:
        return ""
    closed = f"; {application.closed}" if application.closed else ""
    return f"sent {words.eastern_text(application.sent)}{closed}"


def _visa(program: Program, profile: Profile) -> str:
    """What is known of the visas that the user may come on, with who says so."""
    possible = VISA_NEEDS[profile.visa].possible
    if not possible:
        return "not needed"
    facts = []
    if "J-1" in possible:
        facts.append(f"J-1 {_said(program.j1)}")
    if "H-1B" in possible:
        doubt = h1b_doubt(program.h1b)
        old = f", {doubt}" if doubt else ""
        facts.append(f"H-1B {_said(program.h1b)}{old}")
    return ", ".join(facts)


def _said(fact: Fact) -> str:
    return "unknown" if fact.value == "unknown" else fact.claim_text


def _positions(program: Program, any_list: bool) -> str:
    count, source = positions(program, any_list)
    if count is None:
        return "open positions unknown"
    if source == "list":
        return f"{count} open"
    return f"{count} left over in {source.removeprefix('results ')}"


# -- the page

_HEADS = ("Code", "Specialty", "Program", "Place", "Tier", "Positions", "Visa")


def plan_document(page: PlanPage) -> PrintedPage:
    """The plan as a page, each application with a box to tick."""
    blocks: list[Block] = [Bullets(tuple(map(PageEntry, page.meters)))]
    if page.warnings:
        blocks.append(Boxed("Before you send", page.warnings))
    if not page.sections:
        blocks.append(Paragraph("No application is planned or sent."))
    for section in page.sections:
        blocks.append(Heading(f"{section.title} ({len(section.entries)})"))
        blocks.append(Checks(_HEADS, tuple(map(_check, section.entries))))
    if page.windows:
        blocks += [Heading("The windows of the week"), Terms(page.windows), *page.offer_day]
    blocks.append(Footnotes(page.notes))
    return PrintedPage(title=page.title, dateline=" · ".join((page.dateline, *page.whom)), blocks=tuple(blocks))


def _check(entry: PlanEntry) -> CheckItem:
    return CheckItem(
        done=entry.done,
        cells=(
            entry.code,
            _track(entry.code),
            entry.program,
            entry.place,
            entry.tier,
            entry.positions,
            entry.visa,
        ),
        below="; ".join(part for part in (entry.done, entry.why) if part),
        parts=tuple(part for part in (entry.code, entry.program, entry.place) if part),
        details=(
            (entry.tier, entry.positions, f"visa: {entry.visa}"),
            *(((f"why: {entry.why}",),) if entry.why else ()),
            *(((entry.done,),) if entry.done else ()),
        ),
    )


def _track(code: str) -> str:
    """The specialty in few letters, which tells the tracks of one hospital apart."""
    return specialties.short_specialty(Program(id=code, code=code))
