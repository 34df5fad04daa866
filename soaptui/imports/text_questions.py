"""What texts of a file are asked about: one question for each distinct text of a column, the most frequent first."""

from collections.abc import Iterable
from typing import NamedTuple

from soaptui.imports.cell_answers import answerable, field_in_words
from soaptui.imports.import_plan import CellTexts, ImportPlan
from soaptui.imports.text_meanings import cell_meaning
from soaptui.records import CellMeaning, State


class TextQuestion(NamedTuple):
    """A text that is not understood, in how many cells it stands, and under which heading; what was said of it.

    `cells` is 0 for what was said earlier of a text that this file has not. `id` is that of the record.
    """

    id: str
    column: str
    field: str
    text: str
    cells: int
    meaning: CellMeaning | None = None


def text_questions(plan: ImportPlan | None, state: State, asked: Iterable[TextQuestion] = ()) -> list[TextQuestion]:
    """The texts to ask about, those with the most cells first, then what was said before.

    Those `asked` already keep their place and their number once they are answered.
    """
    questions = {one.id: one._replace(meaning=None) for one in asked}
    found = _counted((*plan.not_understood, *plan.left) if plan is not None else ())
    order = sorted(found.values(), key=lambda one: -one.cells)
    questions |= {one.id: one for one in order if one.id not in questions}
    for record in sorted(state.cell_meanings.values(), key=lambda each: (each.field, each.text.casefold())):
        known = questions.get(record.id)
        questions[record.id] = (
            known._replace(meaning=record)
            if known is not None
            else TextQuestion(record.id, field_in_words(record.field), record.field, record.text, 0, record)
        )
    return [one for one in questions.values() if one.cells or one.meaning is not None]


def _counted(columns: Iterable[CellTexts]) -> dict[str, TextQuestion]:
    """The texts that can be given a meaning; how they are written in capitals and small letters does not count."""
    found: dict[str, TextQuestion] = {}
    for column in columns:
        for text, cells in column.texts.items() if answerable(column.field) else ():
            key = cell_meaning(column.field, text, "").id
            known = found.get(key)
            found[key] = (
                known._replace(cells=known.cells + cells)
                if known is not None
                else TextQuestion(key, column.column, column.field, text, cells)
            )
    return found
