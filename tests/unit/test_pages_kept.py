"""Pages as they are written to files and shown, against what is kept of them (tests/golden/pages).

`SOAPTUI_FRAMES=write` writes them anew: look at the difference before you commit it.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from soaptui.document import BarCell, Boxed, CheckItem, Checks, PageTable, PrintedPage, TableHead, Terms
from soaptui.exports.html import html_document
from soaptui.exports.markdown import markdown_document
from soaptui.exports.plain_text import document_lines
from soaptui.exports.plan import plan_document, plan_page
from soaptui.programs.listing import Listing
from soaptui.records import State, replace
from soaptui.rehearsal import report_text
from tests.unit import log_helpers, test_exports_log, test_onepage
from tests.unit.rehearsal_helpers import User, lived
from tests.unit.test_exports_page import (
    COLOMBO,
    EMERGENCY,
    HOSTILE,
    MEDICINE,
    MONDAY,
    PLANNED,
    SEASON,
    applied_to,
    state_of,
)

KEPT = Path(__file__).parents[1] / "golden" / "pages"
UNKIND = replace(MEDICINE, institution=HOSTILE, city=HOSTILE)


def plan_of(state: State) -> PrintedPage:
    """The plan of a state on Monday."""
    return plan_document(plan_page(Listing().rows(state, {}), state, SEASON, MONDAY, COLOMBO))


def harmful_log() -> PrintedPage:
    """The log with a call whose every text would do harm."""
    state = log_helpers.hostile()
    return test_exports_log.page(state, state.calls.values())


PAGES: dict[str, Callable[[], PrintedPage]] = {
    "plan": lambda: plan_of(PLANNED),
    "plan-empty": lambda: plan_of(state_of()),
    "plan-hostile": lambda: plan_of(state_of(applied_to(UNKIND), programs=(UNKIND, EMERGENCY))),
    "log": lambda: test_exports_log.page(),
    "log-asked": lambda: test_exports_log.page(asked="how:in"),
    "log-empty": lambda: test_exports_log.page(calls=()),
    "log-hostile": harmful_log,
    "page": lambda: test_onepage.page(),
    "page-hostile": lambda: test_onepage.page("9009140C0", state=log_helpers.hostile()),
    "report": lambda: report_text.report_document(lived(User())[0]),
}

WRITERS: dict[str, Callable[[PrintedPage], str]] = {
    "html": lambda page: re.sub("(?s)<style>.*?</style>", "", html_document(page, "soaptui plan")),
    "md": markdown_document,
    "txt": lambda page: "\n".join([page.title, *document_lines(page), ""]),
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_written_as_it_was(name: str, ending: str) -> None:
    text, kept = WRITERS[ending](PAGES[name]()), KEPT / f"{name}.{ending}"
    if os.environ.get("SOAPTUI_FRAMES") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert text == kept.read_text(encoding="utf-8")


def test_every_kind_of_block_is_written_as_plain_text_too() -> None:
    item = CheckItem(done="", cells=("c",), below="", parts=("1234", "Quill"), details=(("tier 1", "4 open"),))
    heads = (TableHead("By day", "label"), TableHead("Spoken", "bar"), TableHead("seen", drawn_only=True))
    page = PrintedPage(
        title="A page",
        dateline="Made today",
        blocks=(
            Boxed("Before you send", ("Look again",)),
            Checks(("Code",), (item, replaced_done(item))),
            Terms((("Monday", "It opens"),)),
            PageTable(heads, (("Tuesday", BarCell(12, 12), "x"),), figures=True),
        ),
    )
    assert document_lines(page) == [
        "Made today", "", "Before you send:", "  Look again", "", "1. [ ] 1234 · Quill", "  tier 1 · 4 open",
        "2. [x] 1234 · Quill", "  tier 1 · 4 open", "", "Monday: It opens", "", "By day   Spoken", "Tuesday  12",
    ]  # fmt: skip


def replaced_done(item: CheckItem) -> CheckItem:
    """The same, done."""
    return CheckItem(done="sent", cells=item.cells, below=item.below, parts=item.parts, details=item.details)
