"""What a program is called where the tracks of one institution have to be told apart."""

from soaptui.programs import names, specialties
from soaptui.records import Program


def track(program: Program) -> str:
    """The program's own name, with its specialty before it where the name says none ("IM prelim · Track 2")."""
    specialty = specialties.short_specialty(program)
    if not program.name:
        return specialty
    if not specialty or names.discipline(program.name).specialty or specialty.casefold() in program.name.casefold():
        return program.name
    return f"{specialty} · {program.name}"


def full_title(program: Program) -> str:
    """Institution, specialty and name: as much of it as is known; else the program's id."""
    return " · ".join(part for part in (program.institution, track(program)) if part) or program.id


def house_and_own(program: Program, own: str) -> tuple[str, str]:
    """The institution, and behind it what tells its programs apart; the whole title where no institution is known.

    Many programs share an institution: the end is not cut off in a table, the beginning is.
    """
    if not program.institution:
        return full_title(program), ""
    return program.institution, f" · {own}" if own else ""
