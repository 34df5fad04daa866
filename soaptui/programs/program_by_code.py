"""A program by what is typed for it: its code, however it is written, or a refusal with the nearest there are."""

from soaptui.filters import query
from soaptui.programs import program_filter, specialties
from soaptui.records import Program, State, program_title
from soaptui.refusal import Refusal
from soaptui.text import clean


def program_for(state: State, text: str) -> Program | None:
    """The program of that code or id, however it is typed; None where the list has none."""
    found = specialties.find_code(text)
    return state.programs.get(text) or (state.programs.get(found.text) if found else None)


def program_id_for(state: State, text: str) -> str:
    """The id under which a call or an offer of that program is kept.

    A well-formed code that the list does not have is taken: what happens has to be written down first.
    Raises Refusal, naming the nearest programs, for anything else.
    """
    program = program_for(state, text)
    if program is not None:
        return program.id
    found = specialties.find_code(text)
    if found is not None:
        return found.text
    near = _called(state, text)
    hint = "".join(f"\n  {p.id}  {program_title(state, p.id)}" for p in near[:5])
    cure = "Did you mean:" + hint if hint else "Give an NRMP code such as 1234140C0."
    raise Refusal(f"{clean(text)!r} is not an NRMP code. {cure}")


def looked_up_id(state: State, text: str) -> str:
    """The same for what is only looked at: a name that fits one program alone is enough. Raises Refusal."""
    if program_for(state, text) is None and specialties.find_code(text) is None:
        near = _called(state, text)
        if len(near) == 1:
            return near[0].id
    return program_id_for(state, text)


def _called(state: State, text: str) -> list[Program]:
    """The programs in which every word of the text begins one; those on the list first."""
    wanted = [f" {term}" for term in query.terms(clean(text))]
    near = [
        p
        for p in state.programs.values()
        if wanted and all(term in program_filter.program_haystack(p) for term in wanted)
    ]
    return sorted(near, key=lambda program: program.listed != "yes")
