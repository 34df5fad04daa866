"""The page of one program: what stands on it, in which order, in whose time, and what a page in a file may hold."""

from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from soaptui.calls.call_words import every_time, note_lines
from soaptui.calls.one_page import page_of_program
from soaptui.document import PrintedPage
from soaptui.exports.export_file import page_export_of
from soaptui.exports.html import html_document
from soaptui.exports.markdown import markdown_document
from soaptui.exports.plain_text import document_lines, plain_headings
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.imports.html_tables import PROGRAM_PAGE
from soaptui.imports.table_file import BadFile, read_tables
from soaptui.programs.listing import Listing
from soaptui.records import Call, DecisionSheet, Interview, Program, replace
from soaptui.screens.commands import pressed
from soaptui.text import shown
from tests.unit.log_helpers import (
    COLOMBO,
    HOSTILE,
    NOW,
    OHIO,
    PEDS,
    SEASON,
    STATE,
    Reader,
    at,
    hostile,
    state_of,
    with_words,
)


def page(program: str = OHIO.id, **more: Any) -> PrintedPage:
    """The page of a program of the state on Thursday morning."""
    return page_of_program(more.pop("state", STATE), program, SEASON, NOW, more.pop("zone", COLOMBO))


def section(found: PrintedPage, title: str) -> list[str]:
    """The lines of a section."""
    lines = document_lines(found)
    for place, line in enumerate(lines):
        if line in plain_headings(found) and line.startswith(title):
            below = lines[place + 1 :]
            return below[: below.index("")] if "" in below else below
    return []


def saved_as(ending: str) -> str:
    """The page as a file holds it."""
    return page_export_of(Path(f"page.{ending}"), OHIO.id, STATE, SEASON, NOW, COLOMBO).data.decode()


def test_the_page_has_its_sections_in_the_order_in_which_they_are_needed() -> None:
    found = page()
    assert found.title == "Quill Harbor Medical Center · Internal Medicine"
    assert found.dateline == "Made Thu 18 Mar 2027 10:12 EDT (19:42 Colombo)"
    assert plain_headings(found) == [
        "FACTS", "WHY TIER 3 · FIT 52", "ON THE LIST", "CONTACT (NOT BEFORE THEY CALL YOU)", "TALKING POINTS",
        "NOTES", "CALLS", "INTERVIEWS", "APPLICATION AND OFFERS", "YOUR DECISION SHEET",
    ]  # fmt: skip


def test_facts_have_code_type_service_positions_visas_with_who_says_so_and_genetics() -> None:
    facts = section(page(), "FACTS")
    assert facts[:4] == [
        "9001140C0 · categorical", "Internal Medicine · Quill, OH", "setting unknown · ERAS", "4 open of 6 offered",
    ]  # fmt: skip
    assert "J-1: yes (FREIDA, Feb 2027)" in facts
    assert "H-1B: yes (a resident, 2023)" in facts
    assert "H-1B, old: ask again." in facts
    assert "genetics clinic: yes (their page)" in facts
    unknown = section(page(PEDS.id), "FACTS")
    assert {"J-1: unknown", "H-1B: unknown"} <= set(unknown)
    why = section(page(PEDS.id), "WHY")
    assert any(line.startswith("? ") for line in why)


def test_calls_stand_in_the_order_of_time_with_everything_that_was_written_down() -> None:
    calls = section(page(), "CALLS")
    assert calls == [
        "Tue 16 Mar 08:11 EDT (17:41 Colombo) · they called · lasted 0:07:00",
        "  Dr. Ada Smith, program director, (614) 555-0142",
        "  outcome: interview set",
        "  impression: 5 of 5",
        "  they asked: Do you need a visa?",
        "  they asked: Why genetics?",
        "  follow-up (done): Send the PDF, Tue 16 Mar 15:20 EDT",
        "  she READ my statement",
        "  asks for the case report",
        "Thu 18 Mar 10:05 EDT (19:35 Colombo) · they called",
        "  not finished",
    ]
    assert section(page(PEDS.id), "CALLS")[1:7] == [
        "  Conrad Vell, +1 212 555 0199",
        "  outcome: talked",
        "  impression: 2 of 5",
        "  PRESSURE (commit, 16:23 EDT): Will you accept?",
        "  PRESSURE (where else, 16:24 EDT): Who else called?",
        "  concerns: asked twice for a promise",
    ]
    assert "  follow-up (to do): Ask for the contract, until Thu 18 Mar 12:00 EDT" in section(page(PEDS.id), "CALLS")


def test_an_interview_has_the_three_times_with_weekdays_and_how_it_stood_before() -> None:
    assert section(page(), "INTERVIEWS") == [
        "Wed 17 Mar 12:00 EDT · there Wed 11:00 CDT · yours Wed 21:30 Colombo",
        "  confirmed · 30 minutes · Zoom",
        "  https://example.org/meet",
        "  they said: 11 Central",
        "  outcome: warm",
        "  moved Tue 16 Mar 19:05 EDT; it was Wed 17 Mar 10:00 EDT · there Wed 09:00 CDT · yours Wed 19:30 Colombo "
        "(they said: 9 Central)",
        "  two faculty",
    ]


def test_a_zone_with_the_eastern_clock_or_that_nobody_knows_is_left_out() -> None:
    moment = at("17 20:00")
    assert every_time(moment, "America/Detroit", "") == "Wed 17 Mar 20:00 EDT"
    assert every_time(moment, "Narnia/Cair", "America/New_York") == "Wed 17 Mar 20:00 EDT"
    assert every_time(moment, "", COLOMBO) == "Wed 17 Mar 20:00 EDT · yours Thu 05:30 Colombo"


def test_application_offer_and_what_the_sheet_says_stand_on_the_page() -> None:
    assert section(page(), "APPLICATION") == [
        "Application sent in ERAS Mon 15 Mar 14:30 EDT (00:00 Tue Colombo)",
        "Offer of round 1, seen Thu 18 Mar 09:04 EDT (18:34 Colombo): open",
        "  the sheet said: Take it.",
    ]
    assert section(page(), "YOUR DECISION SHEET") == [
        "2nd of 2 on your sheet.",
        "From round 2 on: take any tier",
        "Would I move there? yes, for two years",
    ]
    unplaced = STATE.with_records([("sheets", "sheet", DecisionSheet(id="sheet", order=(PEDS.id,)))])
    assert section(page(state=unplaced), "YOUR DECISION SHEET") == []


def test_an_offer_that_was_not_answered_is_expired_once_its_round_is_closed() -> None:
    later = page_of_program(STATE, OHIO.id, SEASON, at("18 11:30"))
    assert section(later, "APPLICATION")[1] == "Offer of round 1, seen Thu 18 Mar 09:04 EDT: expired"


def test_a_row_gives_the_same_page_as_its_program() -> None:
    row = next(row for row in Listing().rows(STATE, {}) if row.program.id == OHIO.id)
    assert page_of_program(STATE, row, SEASON, NOW, COLOMBO) == page()


def test_a_program_that_stands_nowhere_has_a_page_of_what_happened() -> None:
    code = "9777140C0"
    state = state_of(Call(id="x", started=NOW, ended=NOW, program=code, note="hello"))
    found = page(code, state=state)
    assert (found.title, plain_headings(found)) == (code, ["CALLS"])
    assert page_of_program(state, "nobody", SEASON, NOW).blocks == ()


def test_the_pane_beside_the_log_says_the_same_of_a_call_with_its_note_below() -> None:
    lines = note_lines(STATE.calls["talk"], COLOMBO)
    assert lines[0] == "Tue 16 Mar 08:11 EDT (17:41 Colombo) · they called"
    assert lines[1] == "lasted 0:07:00"
    assert lines[-2:] == ["", "she READ my statement\nasks for the case report"]
    assert pressed(note_lines(STATE.calls["now"], "")[1]) == "not finished: Enter opens it"


# -- in a file


def test_the_html_is_one_file_without_script_or_network_that_prints() -> None:
    text = saved_as("html")
    found = Reader(text)
    assert sorted(found.ended) == sorted(tag for tag in found.tags if tag != "meta")
    assert not set(found.tags) & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not found.attributes & {"src", "href", "style", "onclick"}
    assert "default-src &#x27;none&#x27;" in text
    assert "@media print" in text
    assert "Dr. Ada Smith, program director, (614) 555-0142" in found.texts
    assert shown(CONFIDENTIAL) in found.texts


def kinds(text: str) -> list[str]:
    """What a Markdown text consists of, plain text left out."""
    found = []
    for token in MarkdownIt("gfm-like").parse(text):
        found.append(token.type)
        found += [child.type for child in token.children or [] if child.type not in ("text", "text_special")]
    return found


def test_no_text_of_a_program_or_a_call_becomes_markup() -> None:
    bad = page("9009140C0", state=hostile())
    good = with_words(bad)
    html, markdown = html_document(bad, PROGRAM_PAGE), markdown_document(bad)
    assert not set(html + markdown) & {"\x1b", "\x07", "\u202e"}
    assert Reader(html).tags == Reader(html_document(good, PROGRAM_PAGE)).tags
    assert shown(HOSTILE) in Reader(html).texts
    assert kinds(markdown) == kinds(markdown_document(good))
    assert "alert" in markdown and "PRESSURE" in markdown


def test_the_markdown_is_the_same_page() -> None:
    text = saved_as("md").replace("\\", "")
    assert text.startswith("# Quill Harbor Medical Center · Internal Medicine\n")
    assert (
        "## Calls\n\n- Tue 16 Mar 08:11 EDT (17:41 Colombo) · they called · lasted 0:07:00\n  - Dr. Ada Smith" in text
    )
    assert CONFIDENTIAL in text


def test_the_page_of_a_program_is_no_list_to_take_in(tmp_path: Any) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(saved_as("html"), encoding="utf-8")
    with pytest.raises(BadFile, match=r"^page\.html is the page of one program, written by soaptui, not a list"):
        read_tables(saved)


def test_an_interview_and_a_program_with_next_to_nothing_known_have_a_page() -> None:
    bare = Program(id="a1b2c3")
    state = state_of(bare, Interview(id="i", program="a1b2c3", at=NOW))
    found = page("a1b2c3", state=state, zone="")
    assert found.title == "a1b2c3"
    assert section(found, "INTERVIEWS") == ["Thu 18 Mar 10:12 EDT", "  not confirmed · 20 minutes"]
    assert "no NRMP code yet" in section(found, "FACTS")[0]
    assert replace(bare, notes=" \n ").notes and section(page("a1b2c3", state=state_of(bare)), "NOTES") == []
