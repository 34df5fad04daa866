"""A season kept in one file: a page to read, phone numbers and all, and in it the copy that is read back."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from soaptui.calls.people import people_of, person_line
from soaptui.document import Block, Footnotes, Heading, PageEntry, PrintedPage, Prose, listed_block, prose_block
from soaptui.exports.export_file import drawn_page
from soaptui.imports.html_tables import SEASON_PAGE
from soaptui.prepare.documents import STANDINGS, document_title, in_order
from soaptui.records import State, program_title
from soaptui.reports.season_report import season_report
from soaptui.reports.sheet_blocks import sheet_blocks
from soaptui.store import page_with_copy
from soaptui.week.season import Season

READ_BACK = "This file also holds the whole copy: soaptui restore FILE brings everything back as it was."


def archived_season(state: State, season: Season, now: datetime, zone: str, copy: bytes) -> bytes:
    """The file's bytes. `copy` is the store's own copy of everything."""
    return page_with_copy.page_with_data(
        drawn_page(".html", season_page(state, season, now, zone), SEASON_PAGE), copy
    )


def season_page(state: State, season: Season, now: datetime, zone: str) -> PrintedPage:
    """The report, and after it everything else that somebody may want to read again."""
    report = season_report(state, season, now, zone, phones=True)
    more = (*_answers(state), *_documents(state), *sheet_blocks(state), *_tasks(state), *_people(state))
    return msgspec.structs.replace(report, blocks=(*report.blocks, *more, Footnotes((READ_BACK,))))


def _answers(state: State) -> Iterator[Block]:
    for answer in state.answers.values():
        yield from prose_block(f"In your words: {answer.question}", answer.text)


def _documents(state: State) -> tuple[Block, ...]:
    papers = sorted(state.documents.values(), key=in_order)
    return listed_block(
        "Statements and letters",
        tuple(PageEntry(f"{document_title(each)} · {STANDINGS[each.state].phrase}") for each in papers),
    )


def _tasks(state: State) -> Iterator[Block]:
    done = [task.title for task in state.tasks.values() if task.done is not None]
    if done:
        yield from (Heading("What you did"), Prose(tuple(done)))


def _people(state: State) -> tuple[Block, ...]:
    programs = dict.fromkeys(person.program for person in state.people.values())
    entries = tuple(
        PageEntry(program_title(state, program), tuple(person_line(one) for one in people_of(state, program)))
        for program in programs
    )
    return listed_block("People", entries)
