"""What the tests of the merge share: a plan in figures, and a program that the user wrote into."""

from soaptui.programs.merge import Plan
from soaptui.records import State, replace


def counts(plan: Plan) -> tuple[int, int, int, int]:
    """New, changed, gone, unchanged."""
    return plan.new, plan.changed, plan.gone, plan.unchanged


def with_program(state: State, code: str, **changes: object) -> State:
    """The state after the user wrote something into a program."""
    return state.with_records([("programs", code, replace(state.programs[code], **changes))])
