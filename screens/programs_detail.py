"""Everything known about a program, as the text beside the table."""

from soaptui.programs import codes, slots
from soaptui.programs.listing import Row
from soaptui.records import Fact, Program, State
from soaptui.week import words, zones


def happened(state: State, program_id: str) -> list[str]:
    """Calls, interviews and offers of a program, in a line each, oldest first."""
    found = []
    for call in state.calls.values():
        if call.program == program_id:
            found.append((call.started, f"call {call.direction}: {call.note or call.outcome or 'no note'}"))
    for interview in state.interviews.values():
        if interview.program == program_id:
            found.append((interview.at, f"interview {interview.outcome or interview.platform}"))
    for offer in state.offers.values():
        if offer.program == program_id:
            found.append((offer.seen, f"offer of round {offer.round}: {offer.outcome}"))
    application = state.applications.get(program_id)
    if application is not None and application.sent is not None:
        found.append((application.sent, f"application sent through {application.service}"))
    return [
        f"{words.day(wall)} {words.clock(wall)}  {text}" for at, text in sorted(found) for wall in [zones.eastern(at)]
    ]


def on_the_lists(state: State, program_id: str) -> list[str]:
    """How the program stood on each list that was taken in, where that changed."""
    lines: list[str] = []
    last: object = "nothing yet"
    there_before = False
    for version in sorted(state.list_versions.values(), key=lambda version: version.at):
        there = program_id in version.positions
        count = version.positions.get(program_id)
        stood = (there, count)
        if stood != last and (there or there_before):
            wall = zones.eastern(version.at)
            said = "gone" if not there else "listed" if count is None else f"{count} open"
            lines.append(f"{words.day(wall)} {words.clock(wall)}  {said}")
        last, there_before = stood, there_before or there
    return lines


def detail(row: Row, state: State) -> tuple[str, str]:
    """A program's title, and the text below."""
    program = row.program
    sections = [
        _head(row),
        _facts(program),
        _section("ON THE LIST", on_the_lists(state, program.id)),
        _section("RESULTS", _results(program)),
        _section("CONTACT (not before they call you)", [p for p in (program.phone, program.email, program.url) if p]),
        _section("WHAT HAPPENED", happened(state, program.id)),
        _section("TALKING POINTS", [program.talking_points] if program.talking_points else []),
        _section("NOTES", [program.notes] if program.notes else []),
        _section("TAGS", [" ".join(program.tags)] if program.tags else []),
        _section("FROM YOUR FILES", [f"{name}: {value}" for name, value in program.columns.items()]),
    ]
    title = " · ".join(part for part in (program.institution, program.name) if part) or program.id
    return title, "\n".join(line for section in sections for line in section)


def _head(row: Row) -> list[str]:
    program, assessment = row.program, row.assessment
    tier = "not for you" if row.tier == "no" else f"tier {row.tier}"
    place = ", ".join(part for part in (program.city, program.state) if part)
    setting = program.setting if program.setting != "unknown" else "setting unknown"
    return [
        f"{program.code or 'no NRMP code yet'} · {codes.TYPES.get(program.type, program.type)}",
        " · ".join(part for part in (program.specialty, place) if part),
        f"{setting} · {slots.service_of(program)}",
        _open_positions(row),
        "",
        f"WHY {tier.upper()} · fit {assessment.fit}",
        *(f" + {reason}" for reason in assessment.reasons),
        *(f" ? {unknown}" for unknown in assessment.unknowns),
        " " + " · ".join(f"{part.what} {part.points}/{part.most}" for part in assessment.parts),
        "",
    ]


def _open_positions(row: Row) -> str:
    program = row.program
    offered = f" of {program.quota} offered" if program.quota else ""
    if program.listed == "no":
        return "left the list"
    text = f"{program.unfilled} open{offered}" if program.unfilled is not None else "not on the list"
    return f"{text} · new on the newest list" if row.new else text


def _facts(program: Program) -> list[str]:
    genetics = program.genetics
    facts = (
        ("J-1", program.j1),
        ("H-1B", program.h1b),
        ("takes IMGs", program.imgs),
        ("genetics department", genetics.department),
        ("genetics clinic", genetics.clinic),
        ("genetics rotation", genetics.rotation),
        ("genetics research", genetics.research),
    )
    lines = [line for name, fact in facts for line in _fact(name, fact)]
    if program.img_percent is not None:
        lines.append(f"IMGs: {program.img_percent:.0f}%")
    return lines


def _fact(name: str, fact: Fact) -> list[str]:
    """The claim that is shown, and below it those of other sources that say the opposite."""
    if fact.value == "unknown":
        return []
    return [f"{name}: {claim(fact)}", *(f"  but {claim(other)}" for other in fact.others)]


def claim(fact: Fact) -> str:
    """What is claimed, by whom, and as of when."""
    said = ", ".join(part for part in (fact.source, fact.as_of) if part)
    return f"{fact.value}{f' ({said})' if said else ''}"


def _results(program: Program) -> list[str]:
    years = sorted(program.results.items(), reverse=True)
    return [f"{year}: {result.unfilled} of {result.quota} unfilled" for year, result in years[:7]]


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f" {line}" for line in lines)] if lines else []
