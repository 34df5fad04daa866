"""Everything known about a program, as the text beside the table."""

from soaptui.calls.call_words import happened
from soaptui.calls.people import people_of, person_line
from soaptui.counted import many
from soaptui.prepare.documents import lines_to_send
from soaptui.programs.fill_history import PastMatches, fill_history_lines, same_institution
from soaptui.programs.listing import ProgramRow
from soaptui.programs.program_description import fact_lines, head_lines, on_the_lists, why_lines
from soaptui.records import Program, State


def program_detail(row: ProgramRow, state: State, *, plain_plots: bool = False) -> tuple[str, str]:
    """A program's title, and the text below; its plots in plain ASCII, where that is wanted."""
    program = row.program
    sections = [
        [*head_lines(row), "", *why_lines(row), ""],
        fact_lines(program),
        _section("ON THE LIST", on_the_lists(state, program.id)),
        _section("RESULTS", _results(program, state, plain=plain_plots)),
        _section("SEND WITH IT", lines_to_send(state, program)),
        _section("CONTACT (not before they call you)", [p for p in (program.phone, program.email, program.url) if p]),
        _section("PEOPLE", [person_line(person) for person in people_of(state, program.id)]),
        _section("WHAT HAPPENED", happened(state, program.id)),
        _section("TALKING POINTS", [program.talking_points] if program.talking_points else []),
        _section("NOTES", [program.notes] if program.notes else []),
        _section("TAGS", [" ".join(program.tags)] if program.tags else []),
        _section("FROM YOUR FILES", [f"{name}: {value}" for name, value in program.columns.items()]),
    ]
    return program.title, "\n".join(line for section in sections for line in section)


def _results(program: Program, state: State, *, plain: bool) -> list[str]:
    """How it filled in past Matches; of the newest one, how many positions it had."""
    history = PastMatches(same_institution(program, state.programs.values())).history_of(program)
    lines = fill_history_lines(history, plain=plain)
    if lines:
        newest = max(history.years)
        result = history.years[newest]
        lines.append(f"{newest}: {result.unfilled} of {many(result.quota, 'position')} left over")
    return lines


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f" {line}" for line in lines)] if lines else []
