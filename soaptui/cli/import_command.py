"""The import on the command line, and what texts in files mean."""

import io
import shlex
import sys
from typing import TYPE_CHECKING, Any

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import print_saved
from soaptui.paths import user_path
from soaptui.records import CellMeaning, Program
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soaptui.imports.import_plan import CellTexts
    from soaptui.imports.merge import ImportPlan, Skipped


def import_command(context: Context) -> int:
    """Import a list: say what it changes and, unless it is a dry run, make it one change."""
    from soaptui.imports import matching, merge

    arguments = context.arguments
    sheets = _sheets(arguments.file)
    kind, dry, wanted = arguments.kind, arguments.dry_run, tuple(getattr(arguments, "sheet", ()))
    assign = _assigned(getattr(arguments, "map", ()), sheets, wanted)
    joined = _joined(getattr(arguments, "join", ()))
    meanings = _meanings(getattr(arguments, "means", ()), sheets, assign, wanted)
    with context.store(write=not dry) as store:

        def planned(joins: dict[str, str]) -> "ImportPlan":
            return merge.plan_import(
                sheets, store.state, context.now, kind, assign=assign, joined=joins, wanted=wanted, meanings=meanings
            )

        plan = planned(joined)
        if getattr(arguments, "join_likely", False) and (likely := matching.likely_matches(plan.unsure)):
            plan = planned(likely | joined)
        if plan.question and not dry:
            raise Refusal(
                f"{plan.source}: {plan.question} Nothing was changed. "
                "If yes, say --as unfilled. If it is a part of the list, import one file with all of it. "
                "If it is your own research, say --as research."
            )
        saved = None
        if not dry and not plan.empty:
            store.try_checkpoint("import")
            change = build_change(merge.import_label(plan), store.state, *plan.records, remove=plan.removed)
            saved = store.commit(change).seq
            store.close()  # with store.json up to date: the next command need not read the journal again
    if context.json:
        context.print_json(_plan_json(plan, saved))
    else:
        more = [*_means_lines(plan.not_understood), *_sheet_lines(plan), *_unsure_lines(plan)]
        context.print_lines([*merge.describe_import(plan), *more, _ending(dry, saved)])
    return DONE


def means_command(context: Context) -> int:
    """What texts in files mean: shown, said, taken back."""
    from soaptui.imports import cell_answers

    arguments = context.arguments
    if arguments.forget and arguments.says:
        raise Refusal("Say what a text means, or remove the meaning with --forget: one at a time.")
    if not arguments.says and not arguments.forget:
        with context.store() as store:
            _print_meanings(context, list(store.state.cell_meanings.values()))
        return DONE
    with context.store(write=True) as store:
        known = store.state.cell_meanings
        if arguments.forget:
            named = known.get(arguments.forget) or cell_answers.named_meaning(arguments.forget)
            record = known.get(named.id)
            if record is None:
                raise Refusal(
                    f"You set no meaning for {clean(arguments.forget)!r}: soaptui means lists the meanings."
                )
            label = f"Forget what {cell_answers.meaning_label(record)} meant"
            change = store.commit(build_change(label, store.state, remove=[record]))
            lines = ["it is used from the next import on; programs do not change now"]
        else:
            record = cell_answers.read_meaning(arguments.says)
            change = build_change(cell_answers.meaning_label(record), store.state, record)
            if change.puts:
                change = store.commit(change)
            elif not context.json:
                context.print_lines(["nothing changed"])
                return DONE
            lines = ["it is used from the next import on"]
    return print_saved(context, change, lines=lines, meaning=record.id)


def _print_meanings(context: Context, records: list[CellMeaning]) -> None:
    from soaptui.imports import cell_answers

    records.sort(key=lambda each: (each.field, each.text.casefold()))
    if context.json:
        context.print_json(
            [{"id": each.id, "field": each.field, "text": each.text, "means": each.means or None} for each in records]
        )
        return
    lines = [f"{cell_answers.meaning_label(each)}  [{each.id}]" for each in records]
    context.print_lines(lines or ['You set no meaning yet. soaptui means "J-1:maybe=no" says what a text means.'])


def _assigned(pairs: "Iterable[str]", sheets: "list[Any]", wanted: tuple[str, ...]) -> dict[str, str]:
    """HEADER=FIELD, as it was typed; a heading may have an equals sign in it. Raises Refusal."""
    from soaptui.imports.table_finding import find_tables

    fields = {header.strip(): field.strip() for header, _, field in (pair.rpartition("=") for pair in pairs)}
    if fields:
        tables = find_tables(sheets, fields, wanted).tables
        headers = list(dict.fromkeys(clean(header) for table in tables for header in table.headers))
        # One that stands twice is also known by its place: Zip (11).
        numbered = {f"{header} ({place})" for place, header in enumerate(headers, start=1)}
        there = {header.casefold() for header in (*filter(None, headers), *numbered)}
        for header in fields:
            if clean(header).casefold() not in there:
                raise Refusal(f"There is no column {clean(header)!r}. There are: {', '.join(filter(None, headers))}.")
    return fields


def _joined(pairs: "Iterable[str]") -> dict[str, str]:
    """KEY=CODE, as it was typed; without a code the row is kept apart. Raises Refusal."""
    from soaptui.programs import specialties

    joined: dict[str, str] = {}
    for pair in pairs:
        key, _, text = (part.strip() for part in pair.partition("="))
        code = specialties.find_code(text)
        if text and code is None:
            raise Refusal(f"{clean(text)!r} is not an NRMP code: give one such as {key}=1234140C0.")
        if joined.setdefault(key, code.text if code else "") != (code.text if code else ""):
            raise Refusal(f"{clean(key)!r} is joined with two programs: say one of them.")
    return joined


def _sheets(name: str) -> "list[Any]":
    from soaptui.imports import table_file

    if name == "-":
        data = sys.stdin.buffer.read(table_file.FILE_BYTES + 1)
        return table_file.tables_of_bytes("standard input", io.BytesIO(data).getvalue())
    return table_file.read_tables(user_path(name))


def _plan_json(plan: "ImportPlan", saved: int | None) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "new": plan.new,
        "changed": plan.changed,
        "gone": plan.gone,
        "unchanged": plan.unchanged,
        "matched": plan.matched,
        "positions": plan.positions,
        "unsure": [
            {
                "line": one.line,
                "key": one.key,
                "text": one.text,
                "candidates": [
                    {"code": each.id, "title": each.title, "likeness": each.likeness} for each in one.candidates
                ],
            }
            for one in plan.unsure
        ],
        "conflicts": list(plan.conflicts),
        "sheets": [{"name": sheet.name, "rows": sheet.rows, "taken": sheet.taken} for sheet in plan.sheets],
        "elsewhere": list(plan.elsewhere),
        "warnings": [*([plan.question] if plan.question else []), *plan.warnings],
        "not_understood": [{"column": each.column, "texts": each.texts} for each in plan.not_understood],
        "noted": [{"column": each.column, "texts": each.texts} for each in plan.noted],
        "left_unknown": [{"column": each.column, "texts": each.texts} for each in plan.left],
        "gone_programs": list(plan.version.vanished) if plan.version is not None else [],
        "gone_applied": [program.code or program.id for program in plan.gone_applied],
        "new_fitting": [program.code or program.id for program in plan.new_fitting],
        "removed": [record.id for record in plan.removed if isinstance(record, Program)],
        "skipped": [_skipped_json(item) for item in plan.skipped],
        "ignored_columns": list(plan.ignored_columns),
        "columns": plan.mapped,
        "cleaned": plan.cleaned,
        "too_long": [item._asdict() for item in plan.too_long],
        "saved": saved,
    }


def _skipped_json(item: "Skipped") -> dict[str, Any]:
    where = {"sheet": item.sheet} if item.sheet else {}
    return {"line": item.line, "reason": item.reason, **where}


def _meanings(
    pairs: "Iterable[str]", sheets: "list[Any]", assign: dict[str, str], wanted: tuple[str, ...]
) -> list[CellMeaning]:
    """COLUMN:TEXT=VALUE, as it was typed, with the columns of this file. Raises Refusal."""
    from soaptui.imports.cell_answers import read_meaning
    from soaptui.imports.table_finding import find_tables

    pairs = list(pairs)
    if not pairs:
        return []
    tables = find_tables(sheets, assign, wanted).tables
    headings = {heading: field for table in tables for heading, field in table.mapping.headings.items()}
    return list({record.id: record for record in (read_meaning(pair, headings) for pair in pairs)}.values())


def _means_lines(columns: "tuple[CellTexts, ...]") -> list[str]:
    """How to say what a text means that is not understood."""
    from soaptui.imports.cell_answers import answerable, kind_of_answer

    each = next((each for each in columns if answerable(each.field)), None)
    if each is None:
        return []
    text = next(iter(each.texts))
    # A value of its own is not proposed: copied as it stands, it would make a yes of whatever the text says.
    meaning = shlex.quote(f"{each.column}:{text[:60]}=MEANING")
    return [
        f"to say what such a text means: --means {meaning} ({kind_of_answer(each.field)}); "
        f"to leave it unknown: --means {shlex.quote(f'{each.column}:{text[:60]}=')}"
    ]


SHOWN = 20
"""So many unsure rows are printed for a person; --json has all."""


def _sheet_lines(plan: "ImportPlan") -> list[str]:
    """How to take a sheet that was not taken, where one has programs."""
    other = next((sheet.name for sheet in plan.sheets if not sheet.taken and sheet.rows), "")
    return [f"to take another sheet: --sheet {shlex.quote(other)}; all of them: --sheet all"] if other else []


def _unsure_lines(plan: "ImportPlan") -> list[str]:
    """The rows that may be programs of the list, the best candidates of each, and how to say which."""
    lines = []
    for one in plan.unsure[:SHOWN]:
        where = "from before" if one.line is None else f"line {one.line}"
        lines.append(f"unsure, {where}: {one.text} [{one.key}]")
        lines += [f"- {each.likeness:.0f} of 100: {each.id} {each.title}" for each in one.candidates[:3]]
    if len(plan.unsure) > SHOWN:
        lines.append(f"and {len(plan.unsure) - SHOWN} more unsure: --json has them all")
    if plan.unsure:
        key, code = plan.unsure[0].key, plan.unsure[0].candidates[0].id
        lines.append(f"to join a row with a program: --join {key}={code}; to keep it apart: --join {key}=")
        lines.append("to join the clear ones: --join-likely")
    return lines


def _ending(dry: bool, saved: int | None) -> str:
    if dry:
        return "dry run: nothing was changed"
    return f"saved {saved}  (soaptui undo takes it back)" if saved is not None else "nothing to change"
