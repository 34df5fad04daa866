"""Statements and letters on the command line."""

from typing import Any

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.writing_commands import print_saved
from soaptui.prepare import documents
from soaptui.prepare.documents import STANDINGS
from soaptui.programs.program_by_code import program_id_for
from soaptui.records import Document, program_title
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.text import clean
from soaptui.week.situation import program_of


def add_document_command(context: Context) -> int:
    """Note a statement or a letter."""
    asked = context.arguments
    if asked.kind == "letter" and not clean(asked.writer):
        raise Refusal("Who writes the letter? Say --writer NAME.")
    with context.store(write=True) as store:
        state = store.state
        programs = " ".join(program_id_for(state, code) for code in asked.program)
        document = documents.new_document(
            asked.kind,
            state,
            specialty=asked.specialty,
            writer=asked.writer,
            file=asked.file,
            dated=asked.dated,
            version=asked.version,
            standing=asked.state,
            programs=programs,
            note=asked.note,
        )
        change = store.commit(build_change(documents.document_title(document), state, document))
    return print_saved(context, change, id=document.id, version=document.version)


def set_document_command(context: Context) -> int:
    """Put a document into another state."""
    with context.store(write=True) as store:
        before = documents.document_named(store.state, context.arguments.id)
        after = documents.document_in_state(before, context.arguments.state)
        label = f"{documents.document_title(after)}: {STANDINGS[after.state].phrase}"
        change = store.commit(build_change(label, store.state, after))
    return print_saved(context, change, id=after.id)


def documents_command(context: Context) -> int:
    """What there is; with --program, what goes with that program and what is missing."""
    with context.store() as store:
        state = store.state
    if context.arguments.program:
        program = program_of(state, program_id_for(state, context.arguments.program))
        proposal = documents.proposed_documents(state, program)
        if context.json:
            statement = None if proposal.statement is None else _as_json(proposal.statement)
            letters = [_as_json(letter) for letter in proposal.letters]
            more = {"statement": statement, "letters": letters, "missing": list(proposal.missing)}
            context.print_json({"program": program.id, **more})
            return DONE
        context.print_lines([program_title(state, program.id)])
        there = [each for each in (proposal.statement, *proposal.letters) if each is not None]
        context.print_lines([f"  {documents.document_title(each)}: {STANDINGS[each.state].phrase}" for each in there])
        context.print_lines([f"  ! {sentence}" for sentence in proposal.missing])
        return DONE
    listed = sorted(state.documents.values(), key=lambda each: (each.kind, each.specialty, each.writer, each.version))
    if context.json:
        context.print_json([_as_json(each) for each in listed])
        return DONE
    if not listed:
        context.print_lines(["No statements or letters are noted. soaptui document add notes one."])
        return DONE
    context.print_table(
        ("id", "kind", "specialty", "writer", "version", "date", "state", "file"),
        [
            (
                each.id,
                each.kind,
                documents.document_field(each),
                each.writer,
                str(each.version),
                each.dated,
                STANDINGS[each.state].phrase,
                each.file,
            )
            for each in listed
        ],
    )
    return DONE


def _as_json(document: Document) -> dict[str, Any]:
    names = ("id", "kind", "specialty", "writer", "version", "file", "dated", "state", "note")
    fields: dict[str, Any] = {name: getattr(document, name) for name in names}
    fields["date"] = fields.pop("dated")
    return {**fields, "field": documents.document_field(document), "programs": list(document.programs)}
