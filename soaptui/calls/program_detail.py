"""Everything known about a program, as the text beside the table."""

from soaptui.calls.call_words import happened
from soaptui.calls.people import people_of, person_line
from soaptui.programs.listing import ProgramRow
from soaptui.programs.program_description import fact_lines, head_lines, on_the_lists, why_lines
from soaptui.records import Program, State


def program_detail(row: ProgramRow, state: State) -> tuple[str, str]:
    """A program's title, and the text below."""
    program = row.program
    sections = [
        [*head_lines(row), "", *why_lines(row), ""],
        fact_lines(program),
        _section("ON THE LIST", on_the_lists(state, program.id)),
        _section("RESULTS", _results(program)),
        _section("CONTACT (not before they call you)", [p for p in (program.phone, program.email, program.url) if p]),
        _section("PEOPLE", [person_line(person) for person in people_of(state, program.id)]),
        _section("WHAT HAPPENED", happened(state, program.id)),
        _section("TALKING POINTS", [program.talking_points] if program.talking_points else []),
        _section("NOTES", [program.notes] if program.notes else []),
        _section("TAGS", [" ".join(program.tags)] if program.tags else []),
        _section("FROM YOUR FILES", [f"{name}: {value}" for name, value in program.columns.items()]),
    ]
    return program.title, "\n".join(line for section in sections for line in section)


def _results(program: Program) -> list[str]:
    years = sorted(program.results.items(), reverse=True)
    return [f"{year}: {result.unfilled} of {result.quota} unfilled" for year, result in years[:7]]


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f" {line}" for line in lines)] if lines else []
