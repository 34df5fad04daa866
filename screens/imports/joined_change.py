"""The answers to which program a row of research is, as one change."""

from collections.abc import Mapping as AnyMapping

from soaptui.imports import joining
from soaptui.records import Record, State, kind_of
from soaptui.store.change import Change, build_change


def change_of(label: str, state: State, answers: AnyMapping[str, str]) -> Change:
    """One change of all these answers: by the research's key the program that it is, "" for one of its own.

    Raises Refusal where a program is no longer there.
    """
    puts: dict[tuple[str, str], Record] = {}
    removed: dict[tuple[str, str], Record] = {}
    current = state
    for key, program in answers.items():
        made, gone = joining.join_values(current, key, program)
        current = joining.state_after(current, made, gone)
        for record in made:
            puts[kind_of(record), record.id] = record
        for record in gone:
            puts.pop((kind_of(record), record.id), None)
            removed[kind_of(record), record.id] = record
    known = [state.table(kind).get(record_id) for kind, record_id in removed]
    return build_change(label, state, *puts.values(), remove=[record for record in known if record is not None])
