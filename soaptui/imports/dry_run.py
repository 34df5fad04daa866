"""The dry run of an import: a list is read, what it would do to the data is worked out and put into words."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from soaptui.counted import many
from soaptui.imports.file_columns import FileColumn, explained_columns, file_columns
from soaptui.imports.import_kinds import ImportKind
from soaptui.imports.import_words import refresh_named
from soaptui.imports.merge import ImportPlan, describe_import, plan_import
from soaptui.imports.table_file import TextSheet, read_tables
from soaptui.paths import dropped_path
from soaptui.records import State

MOST_LINES = 400
"""No more lines of a report are laid out: a file of rubbish has a reason for every row."""


class DryRun(NamedTuple):
    """What the import would do to which state, and that in words."""

    plan: ImportPlan
    state: State
    report: str


def import_report(made: ImportPlan, found: list[FileColumn]) -> str:
    """What an import would do, for a person: counts, what each column was taken for, what is left out and why."""
    first: list[str] = []
    if made.question:
        first.append("Choose its kind above. Until then it cannot be imported.")
    if made.empty:
        first.append("It changes nothing: you already have all of this.")
    gone = many(made.gone, "program")
    asked = made.question or any(gone in warning for warning in made.warnings)
    if made.gone > made.new + made.changed + made.unchanged and not asked:
        first.append(f"{gone} would leave the list: is this the whole list, or only one page?")
    unsure = "After the import, unsure ones stay separate and soaptui asks about each one."
    lines = describe_import(made, [*([unsure] if made.unsure else []), *explained_columns(found)], first)
    more = len(lines) - MOST_LINES
    if more > 0:
        lines[MOST_LINES:] = [f"... and {many(more, 'more line like this', 'more lines like these')}"]
    return "\n".join(lines)


IN_A_TOAST = 3
"""So many programs of a kind are named there."""


def refreshed(made: ImportPlan) -> list[str]:
    """Who came and who went, in a sentence each, for the moment after the import."""
    return [f"{what[0].upper()}{what[1:]}: {names}." for what, names in refresh_named(made, IN_A_TOAST)]


def read_list(path: Path | None, given: str, *, is_text: bool) -> list[TextSheet]:
    """The list in a file (the one chosen, else the one whose path is given), or in the text. Raises Refusal."""
    if not is_text:
        return read_tables(path or dropped_path(given))
    from soaptui.imports.pasted_text import read_pasted

    return read_pasted(given)


def dry_run(
    sheets: list[TextSheet],
    state: State,
    now: datetime,
    kind: ImportKind | None,
    assign: AnyMapping[str, str],
    wanted: Sequence[str] = (),
) -> DryRun:
    """What importing would do to that state, with its report. Raises Refusal."""
    made = plan_import(sheets, state, now, kind, assign=assign, wanted=wanted)
    return DryRun(made, state, import_report(made, file_columns(sheets, assign, wanted, made.kind)))


def more_to_ask(sheets: list[TextSheet], plan: ImportPlan | None, state: State) -> tuple[str, str]:
    """What there is to choose of the sheets, and of the texts that are not understood; empty where nothing is."""
    from soaptui.imports.text_questions import text_questions

    taken = sum(1 for sheet in plan.sheets if sheet.taken) if plan is not None else 0
    of_sheets = f"{taken} of {len(sheets)} sheets" if len(sheets) > 1 else ""
    questions = text_questions(plan, state)
    waiting = sum(1 for one in questions if one.meaning is None)
    if waiting:
        return of_sheets, many(waiting, "unclear text")
    return of_sheets, "What texts mean" if questions else ""
