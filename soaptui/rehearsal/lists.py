"""The Lists of Unfilled Programs of a rehearsal: which programs stand on each, and the file that is imported."""

import csv
import io
from collections.abc import Mapping, Sequence
from random import Random

from soaptui.programs import specialties
from soaptui.records import Program, State
from soaptui.rehearsal.happenings import Happening

HEADINGS = ("Program Code", "Institution", "Program", "City", "State", "Positions Unfilled")

ON_FIRST = 0.75
"""How likely a program that the user knows stands on the first list."""

FILLED = 0.35
"""How likely a program is to have filled, and to leave the list, after a round."""

COME = (2, 4)
"""How many come to the list after a round, at least and at most."""

MADE_UP = 9980
"""The institution code of the first program that is made up where the user knows none that could come."""


def file_name(round_number: int) -> str:
    """What the file of a list is called; 0 is the list of Monday."""
    return f"unfilled-after-round-{round_number}.csv" if round_number else "unfilled-monday.csv"


def on_the_list(state: State, before: Sequence[Happening]) -> dict[str, int]:
    """The newest list: positions by program id. Without one in this rehearsal, what the user imported."""
    newest = next((happening.listed for happening in reversed(before) if happening.kind == "list"), None)
    if newest is not None:
        return newest
    return {p.id: p.unfilled or 1 for p in state.programs.values() if p.listed == "yes" and p.code}


def first_list(rng: Random, state: State) -> dict[str, int]:
    """Monday's list: most of the programs with a code; every one that an application is planned or sent to."""
    wanted = state.applications
    listed: dict[str, int] = {}
    for program in sorted(state.programs.values(), key=lambda program: program.id):
        there, positions = rng.random() < ON_FIRST, rng.randint(1, 5)
        if program.code and program.in_soap != "no" and (there or program.id in wanted):
            listed[program.id] = min(positions, program.quota or positions)
    return listed


def list_after_round(rng: Random, listed: Mapping[str, int], state: State) -> dict[str, int]:
    """The list after a round: some have filled and are gone, some have fewer positions, a few have come."""
    left = {
        program_id: rng.randint(1, positions)
        for program_id, positions in sorted(listed.items())
        if rng.random() >= FILLED
    }
    absent = sorted(p.id for p in state.programs.values() if p.code and p.id not in listed and p.in_soap != "no")
    count = rng.randint(*COME)
    come = rng.sample(absent, min(count, len(absent))) or _made_up(rng, count, listed)
    return left | {program_id: rng.randint(1, 3) for program_id in come}


def _made_up(rng: Random, count: int, listed: Mapping[str, int]) -> list[str]:
    numbers = [number for number in range(MADE_UP, MADE_UP + 19) if f"{number}140C0" not in listed]
    return [f"{number}140C0" for number in rng.sample(numbers, min(count, len(numbers)))]


def csv_text(listed: Mapping[str, int], programs: Mapping[str, Program]) -> str:
    """The list as a file: what a download has, and nothing that the user knows besides."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for program_id, positions in listed.items():
        program = programs.get(program_id) or _unknown(program_id)
        code = program.code or program_id
        writer.writerow((code, program.institution, program.name, program.city, program.state, positions))
    return out.getvalue()


def _unknown(program_id: str) -> Program:
    code = specialties.find_code(program_id)
    name = specialties.specialty_name(code) if code else ""
    return Program(id=program_id, code=program_id, institution=f"Made-up Hospital {program_id[:4]}", name=name)
