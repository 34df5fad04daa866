"""The people of a program: its director and coordinator, alumni of the user's school, who spoke to the user."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from soaptui.calls import phone_numbers
from soaptui.records import Person, Program, Record, State, new_id, replace
from soaptui.refusal import Refusal
from soaptui.text import NAME_LIMIT, clean

ROLES = ("director", "coordinator", "alumni of my school", "spoke with me")
"""What people usually are; any other word will do."""

_COLUMNS = {
    "director": re.compile(r"(?:program |residency )?(?:director|pd)(?:'?s)?(?: name)?", re.IGNORECASE),
    "coordinator": re.compile(r"(?:program |residency )?(?:coordinator|pc)(?:'?s)?(?: name)?", re.IGNORECASE),
}
"""The headings of a list under which somebody of a program stands, by their role."""

FIELDS = ("name", "role", "email", "phone", "note")
"""What is kept of somebody, in the order in which it is asked."""


def new_person(program: str, **fields: str) -> Person:
    """Somebody of a program. Raises Refusal for one of whom nothing is known."""
    texts: dict[str, Any] = {name: clean(fields.get(name, ""), NAME_LIMIT) for name in FIELDS}
    if not any(texts[name] for name in ("name", "email", "phone")):
        raise Refusal("Say who it is: a name, an email address, or a telephone number.")
    return Person(id=new_id(), program=program, **texts)


def people_of(state: State, program: str) -> list[Person]:
    """The people of a program: those with a usual role first, then by name."""
    own = (person for person in state.people.values() if person.program == program and program)
    return sorted(own, key=lambda person: (_place(person.role), person.name.casefold(), person.id))


def _place(role: str) -> int:
    small = role.casefold()
    return next((place for place, usual in enumerate(ROLES) if usual.split()[0] in small), len(ROLES))


def person_title(person: Person) -> str:
    """Who it is in a few words: "Jane Doe, coordinator"."""
    return ", ".join(part for part in (person.name or person.email or person.phone, person.role) if part)


def person_line(person: Person, *, phones: bool = True) -> str:
    """All that is known of somebody, in a line; without the telephone number where it may go to others."""
    parts = (person_title(person), person.email, person.phone if phones else "", person.note)
    return " · ".join(dict.fromkeys(part for part in parts if part))


def person_named(state: State, text: str) -> Person:
    """The person of that id, or of the only one whose id begins so. Raises Refusal."""
    wanted = clean(text)
    named = [person for key, person in state.people.items() if wanted and key.startswith(wanted)]
    if wanted in state.people:
        return state.people[wanted]
    if len(named) != 1:
        raise Refusal(f"{wanted!r} is not the id of a person. See the ids with: soaptui person list.")
    return named[0]


def who_is_it(state: State, program: str, name: str, number: str) -> Person | None:
    """The person of a program who has that name or that number; None where none is meant for certain."""
    digits, small = phone_numbers.whole(number), name.casefold().strip()
    alike = [
        person
        for person in people_of(state, program)
        if (digits and digits == phone_numbers.whole(person.phone)) or (small and small == person.name.casefold())
    ]
    return alike[0] if len(alike) == 1 else None


def people_of_columns(state: State, programs: Iterable[Program]) -> Iterator[Record]:
    """Who stands in columns of a list that have no field of their own: "Program Director", "PD", "Coordinator".

    Each has an id made of the program's and the role, so that the same list names them once.
    """
    for program in programs:
        for heading, text in program.columns.items():
            role = next((role for role, pattern in _COLUMNS.items() if pattern.fullmatch(heading.strip())), "")
            person = Person(id=f"{program.id}/{role}", program=program.id, name=clean(text), role=role)
            before = state.people.get(person.id)
            if role and person.name and (before is None or before.name != person.name):
                yield person if before is None else replace(before, name=person.name)
