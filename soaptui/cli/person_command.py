"""The people of a program on the command line."""

from typing import Any

from soaptui.calls import people
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import as_text, print_saved
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import Person, program_title
from soaptui.store.change import build_change


def add_person_command(context: Context) -> int:
    """Keep somebody of a program."""
    arguments = context.arguments
    fields = {name: as_text(getattr(arguments, name)) for name in people.FIELDS}
    with context.store(write=True) as store:
        state = store.state
        person = people.new_person(program_id_for(state, arguments.program), **fields)
        label = f"Person: {people.person_title(person)} · {program_title(state, person.program)}"
        change = store.commit(build_change(label, state, person))
    return print_saved(context, change, id=person.id)


def remove_person_command(context: Context) -> int:
    """Take somebody off again."""
    with context.store(write=True) as store:
        person = people.person_named(store.state, context.arguments.id)
        label = f"Remove: {people.person_title(person)}"
        change = store.commit(build_change(label, store.state, remove=[person]))
    return print_saved(context, change, id=person.id)


def people_command(context: Context) -> int:
    """Who is known, by program."""
    with context.store() as store:
        state = store.state
    if context.arguments.program:
        programs = [program_id_for(state, context.arguments.program)]
    else:
        programs = sorted({person.program for person in state.people.values()})
    listed = [person for program in programs for person in people.people_of(state, program)]
    if context.json:
        context.print_json([_person_json(person) for person in listed])
        return DONE
    if not listed:
        context.print_lines(["No people yet. soaptui person add --program CODE --name NAME adds a person."])
        return DONE
    context.print_table(
        ("id", "program", "name", "role", "email", "phone", "note"),
        [
            (one.id, program_title(state, one.program), one.name, one.role, one.email, one.phone, one.note)
            for one in listed
        ],
    )
    return DONE


def _person_json(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ("id", "program", *people.FIELDS)}
