"""The decision sheet as it stands on a page."""

from soaptui.document import Block, Heading, Paragraph, Prose, Terms
from soaptui.records import State, program_title
from soaptui.week.decision_sheet import is_empty, sheet_of


def sheet_blocks(state: State, *, new_page: bool = False) -> tuple[Block, ...]:
    """The order, the rules and what was settled; a line for who wrote none."""
    sheet = sheet_of(state)
    head = Heading("Decision sheet", new_page=new_page)
    if is_empty(sheet):
        return (head, Paragraph("You wrote none."))
    blocks: list[Block] = [head]
    if sheet.order:
        places = (f"{place}. {_named(state, program)}" for place, program in enumerate(sheet.order, start=1))
        blocks.append(Prose(tuple(places)))
    rules = tuple((f"From round {rule.from_round} on", rule.text) for rule in sheet.rules)
    settled = tuple((question, answer) for question, answer in sheet.answers.items() if answer)
    if rules or settled:
        blocks.append(Terms((*rules, *settled)))
    return tuple(blocks)


def _named(state: State, program_id: str) -> str:
    program = state.programs.get(program_id)
    code = program.code if program is not None else ""
    return " · ".join(part for part in (code, program_title(state, program_id)) if part)
