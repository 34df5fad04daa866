"""What is known of a program, in lines: what it is, why it stands in its tier, what is claimed of it and by whom."""

from soaptui.cut_offs import cut_off_lines
from soaptui.eligibility import visa_facts
from soaptui.program_tiers import TIERS
from soaptui.programs import slots, specialties
from soaptui.programs.program_row import ProgramRow
from soaptui.programs.tiers import FitPart
from soaptui.records import Fact, Program, State
from soaptui.week import words, zones


def head_lines(row: ProgramRow) -> list[str]:
    """What a program is, and how many positions are open."""
    program = row.program
    setting = program.setting if program.setting != "unknown" else "setting unknown"
    return [
        f"{program.code or 'no NRMP code yet'} · {specialties.TYPES.get(program.type, program.type)}",
        " · ".join(part for part in (program.specialty, program.place) if part),
        f"{setting} · {slots.service_in_words(program)}",
        _open_positions(row),
        *([row.assessment.position] if row.assessment.position else []),
    ]


def why_lines(row: ProgramRow) -> list[str]:
    """Why it stands in its tier: the reasons, what is not known, and the parts of the fit."""
    assessment = row.assessment
    return [
        f"WHY {TIERS[row.tier].name.upper()} · fit {assessment.fit}",
        *(f" + {reason}" for reason in assessment.reasons),
        *(f" - {weighs}" for weighs in assessment.against),
        *([f" ! not proposed: {assessment.not_proposed}"] if assessment.not_proposed else []),
        *(f" ? {unknown}" for unknown in assessment.unknowns),
        " " + " · ".join(map(_part, assessment.parts)),
    ]


def _part(part: FitPart) -> str:
    """A part of the fit; one that only takes away has no most."""
    return f"{part.what} {part.points}/{part.most}" if part.most else f"{part.what} {part.points}"


def _open_positions(row: ProgramRow) -> str:
    program = row.program
    offered = f" of {program.quota} offered" if program.quota else ""
    if program.listed == "no":
        return "left the list"
    text = f"{program.unfilled} open{offered}" if program.unfilled is not None else "not on the list"
    return f"{text} · new on the newest list" if row.new else text


def fact_lines(program: Program) -> list[str]:
    """What is claimed of its visas, of IMGs and of genetics, a line each; what is unknown is left out."""
    genetics = program.genetics
    facts = (
        *visa_facts(program),
        ("takes IMGs", program.imgs),
        ("genetics department", genetics.department),
        ("genetics clinic", genetics.clinic),
        ("genetics rotation", genetics.rotation),
        ("genetics research", genetics.research),
    )
    lines = [line for name, fact in facts for line in _fact(name, fact)]
    if program.img_percent is not None:
        lines.append(f"IMGs: {program.img_percent:.0f}%")
    lines += cut_off_lines(program.cut_offs)
    return lines


def _fact(name: str, fact: Fact) -> list[str]:
    """The claim that is shown, and below it those of other sources that say the opposite."""
    if fact.value == "unknown":
        return []
    return [f"{name}: {fact.claim_text}", *(f"  but {other.claim_text}" for other in fact.others)]


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
            lines.append(f"{words.day_text(wall)} {words.clock24(wall)}  {said}")
        last, there_before = stood, there_before or there
    return lines
