"""An import in words for a person: what it is called in the history, and what it would do, line by line."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from soaptui.counted import many
from soaptui.imports import overlong_texts
from soaptui.imports.import_kinds import IMPORT_KINDS
from soaptui.imports.import_plan import CellTexts, ImportPlan
from soaptui.imports.row_entries import Skipped
from soaptui.programs.names import is_integrated_genetics
from soaptui.programs.titles import full_title
from soaptui.records import Program

SHOWN = 20
"""So many disagreements, and so many programs, are told one by one."""

MANY_SKIPPED = 8
"""Of more rows left out than this, fellowships are not told one by one."""

TEXTS_SHOWN = 6
"""So many texts of a column that were not understood are told one by one."""


def import_label(plan: ImportPlan) -> str:
    """What the import is called in the history."""
    return f"Import {IMPORT_KINDS[plan.kind].called}: {plan.source}"


def describe_import(plan: ImportPlan, said: Iterable[str] = (), first: Iterable[str] = ()) -> list[str]:
    """The import in lines for a person: counts, what comes `first`, warnings, what is unsure, what else is `said`.

    Then what can be long: where sources disagree, what was left out and why.
    """
    counts = f"{plan.new} new, {plan.changed} changed, {plan.gone} gone, {plan.unchanged} unchanged"
    where = f"unfilled in {plan.year}" if plan.year else "open"
    positions = f"; {many(plan.positions, 'position')} {where}" if IMPORT_KINDS[plan.kind].needs_codes else ""
    lines = [f"{plan.source}: {IMPORT_KINDS[plan.kind].called}", counts + positions]
    lines += [f"CAREFUL: {plan.question}"] if plan.question else []
    lines += first  # what answers the question stands beside it, however many warnings there are
    lines += [f"CAREFUL: {warning}" for warning in plan.warnings]
    lines += [f"{what}: {names}" for what, names in refresh_named(plan)]
    if plan.matched or plan.unsure:
        lines.append(f"{plan.matched} of your own joined with programs of the list, {len(plan.unsure)} unsure")
    lines += [_told(each, "not understood, kept as text") for each in plan.not_understood]
    lines += [_told(each, "taken as a number, with the text kept") for each in plan.noted]
    lines += [_told(each, "left unknown, as you said") for each in plan.left]
    lines += _elsewhere(plan)
    lines += _sheets(plan)
    lines += said
    if plan.ignored_columns:
        lines.append(f"columns kept as they are: {', '.join(plan.ignored_columns)}")
    lines += [f"sources disagree: {sentence}" for sentence in plan.conflicts[:SHOWN]]
    if len(plan.conflicts) > SHOWN:
        lines.append(f"sources disagree on {many(len(plan.conflicts) - SHOWN, 'more fact')}")
    for reason, items in _grouped(plan.skipped):
        numbers = ", ".join(map(_line, items[:8])) + (" ..." if len(items) > 8 else "")
        lines.append(f"left out {len(items)} (line {numbers}): {reason}")
    if plan.cleaned:
        lines.append(f"control characters removed from {many(plan.cleaned, 'cell')}")
    return [*lines, *overlong_texts.overlong_lines(plan.too_long)]


def refresh_named(plan: ImportPlan, shown: int = SHOWN) -> list[tuple[str, str]]:
    """Who came and who went, by name, as far as it matters to the user; integrated genetics before all."""
    genetics = [program for program in plan.new_fitting if is_integrated_genetics(program)]
    others = [program for program in plan.new_fitting if program not in genetics]
    planned = [program for program in plan.gone_applied if program.id in plan.gone_planned]
    applied = [program for program in plan.gone_applied if program not in planned]
    groups = (
        ("NEW GENETICS PROGRAM", genetics),
        ("gone, and you applied", applied),
        ("gone, and planned: its slot is free again", planned),
        ("new, and fits you", others),
    )
    return [(what, _names(programs, shown)) for what, programs in groups if programs]


def _names(programs: Sequence[Program], shown: int) -> str:
    names = "; ".join(f"{full_title(each)} ({each.code or each.id})" for each in programs[:shown])
    more = len(programs) - shown
    return f"{names}{f'; and {more} more' if more > 0 else ''}"


def _told(cells: CellTexts, what: str) -> str:
    return f"{many(cells.cells, 'cell')} of {cells.column} {what}: {_counted(cells.texts)}"


def _counted(texts: Mapping[str, int]) -> str:
    shown = ", ".join(f'"{text[:40]}" x{count}' for text, count in list(texts.items())[:TEXTS_SHOWN])
    return shown + (" ..." if len(texts) > TEXTS_SHOWN else "")


def _elsewhere(plan: ImportPlan) -> list[str]:
    """The programs that take applications through neither of the two services; and those without a code."""
    lines = []
    services = Counter(program.other_service for program in plan.programs if program.service == "other")
    if services:
        programs = many(services.total(), "program")
        lines = [f"applied to elsewhere, in no slot of ERAS or ResidencyCAS: {programs}, {_counted(services)}"]
    codeless = sum(1 for program in plan.programs if program.listed == "yes" and not program.code)
    if codeless and IMPORT_KINDS[plan.kind].is_the_list:
        lines.append(f"no code: {many(codeless, 'program')} read by name; joined when a list has the codes")
    return lines


def _sheets(plan: ImportPlan) -> list[str]:
    """The sheets that are not taken, where there are several, and what is hidden or missing in those that are."""
    lines = [f"in sheet {sheet.name}: {note}" for sheet in plan.sheets if sheet.taken for note in sheet.notes]
    taken = [sheet.name for sheet in plan.sheets if sheet.taken]
    others = [sheet for sheet in plan.sheets if not sheet.taken]
    if len(taken) > 1:
        lines.append(f"sheets imported: {', '.join(taken)}")
    if others:
        lines.append(f"sheets not imported: {'; '.join(f'{each.name} ({each.holds})' for each in others)}")
    return lines


def _line(item: Skipped) -> str:
    return f"{item.sheet} {item.line}" if item.sheet else str(item.line)


def _grouped(skipped: tuple[Skipped, ...]) -> list[tuple[str, list[Skipped]]]:
    """The rows left out, by reason; where there are many, all fellowships of one type count as one."""
    groups: dict[str, list[Skipped]] = {}
    for item in skipped:
        reason = item.fellowship if item.fellowship and len(skipped) > MANY_SKIPPED else item.reason
        groups.setdefault(reason, []).append(item)
    return list(groups.items())
