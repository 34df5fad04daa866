"""The call log in a file: what each cell holds, that nothing in it can run, and the page of days with its figures."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from soaptui.document import Bullets, Footnotes, Heading, PrintedPage
from soaptui.exports.html import html_document
from soaptui.exports.log import COLUMNS, log_csv, log_page
from soaptui.exports.markdown import markdown_document
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.imports.headers import RUN
from soaptui.imports.html_tables import LOG_PAGE
from soaptui.imports.table_file import BadFile, read_tables
from soaptui.records import Call, State
from soaptui.text import shown, visible
from tests.unit.log_helpers import (
    CALLS,
    COLOMBO,
    HOSTILE,
    NOW,
    SEASON,
    STATE,
    TIERS,
    Reader,
    at,
    hostile,
    state_of,
    with_words,
)


def cells(state: State, calls: Any = CALLS, zone: str = COLOMBO) -> list[dict[str, str]]:
    """The rows of the CSV, read back."""
    text = log_csv(state, calls, zone).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def in_html(found: PrintedPage) -> str:
    """The page as HTML."""
    return html_document(found, LOG_PAGE)


def headings(found: PrintedPage) -> list[str]:
    """What stands above each day."""
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def page(state: State = STATE, calls: Any = CALLS, asked: str = "") -> PrintedPage:
    """The log as a page on Thursday morning."""
    return log_page(state, calls, TIERS, SEASON, NOW, COLOMBO, asked)


def test_a_call_is_a_row_with_everything_that_was_written_down() -> None:
    rows = cells(STATE, reversed(CALLS))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0] == {
        "Time ET": "2027-03-16 08:11",
        "Time Yours": "2027-03-16 17:41",
        "Direction": "they called",
        "Over": "phone",
        "Program Code": "9001140C0",
        "Program": "Quill Harbor Medical Center · Internal Medicine",
        "Who": "Dr. Ada Smith",
        "Role": "program director",
        "Number": "(614) 555-0142",
        "Outcome": "interview set",
        "Impression": "5",
        "Asked": "Do you need a visa?\nWhy genetics?",
        "Pressure": "",
        "Concerns": "",
        "Follow-up": "Send the PDF",
        "Due ET": "2027-03-16 18:00",
        "Done ET": "2027-03-16 15:20",
        "Note": "she READ my statement\nasks for the case report",
        "Text": "",
    }
    assert rows[1]["Pressure"] == "commit 16:23 EDT: Will you accept?\nwhere else 16:24 EDT: Who else called?"
    assert [row["Time ET"] for row in rows] == sorted(row["Time ET"] for row in rows)
    stranger = rows[4]
    assert (stranger["Program Code"], stranger["Program"]) == ("", "Merle from the county hospital")
    assert stranger["Direction"] == "voicemail"


def test_a_number_that_begins_with_a_plus_is_text_and_the_file_has_mark_and_line_ends_of_excel() -> None:
    data = log_csv(STATE, CALLS, COLOMBO)
    assert data.startswith(b"\xef\xbb\xbfTime ET,")
    assert data.count(b"\r\n") == len(CALLS) + 1
    assert cells(STATE)[1]["Number"] == "'+1 212 555 0199"
    assert cells(STATE, zone="")[0]["Time Yours"] == ""


def test_no_cell_can_be_run_or_obeyed_by_a_terminal() -> None:
    state = hostile()
    found = cells(state, state.calls.values())
    assert len(found) == 1
    for name, cell in found[0].items():
        assert not cell.startswith(tuple(RUN)), name
        assert not set(cell) & {"\x1b", "\x07", "\u202e"}, name
    assert found[0]["Who"] == f"'{visible(HOSTILE)}"
    assert "<script>" in found[0]["Note"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.text(alphabet=f"{RUN}'\n,\";x", max_size=12))
def test_any_text_comes_back_as_it_was_behind_at_most_one_apostrophe(one: str, other: str) -> None:
    call = Call(id="c", started=NOW, who_name=one, note=other)
    (row,) = cells(state_of(call), [call])
    for name, text in (("Who", one), ("Note", other)):
        wanted = visible(text)
        assert row[name] in (wanted, f"'{wanted}")
        assert not row[name].startswith(tuple(RUN))


# -- as a page


def test_the_page_goes_day_by_day_the_earliest_first() -> None:
    found = page(calls=reversed(CALLS))
    assert found.title == "SOAP 2027: my calls"
    assert headings(found) == [
        "Tue 16 Mar 2027 (2)", "Wed 17 Mar 2027 (2)", "Thu 18 Mar 2027 (2)",
    ]  # fmt: skip
    assert next(block for block in found.blocks if isinstance(block, Bullets)).entries[0].text == (
        "Tue 16 Mar 08:11 EDT (17:41 Colombo) · they called · Quill Harbor Medical Center · Internal Medicine · "
        "lasted 0:07:00"
    )
    assert found.blocks[-1] == Footnotes((CONFIDENTIAL,))


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_figures_are_printed_with_words_and_not_told_by_bars_alone(form: str) -> None:
    text = in_html(page()) if form == "html" else markdown_document(page())
    for heading in ("They called", "You called", "Missed", "Answered", "Interviews", "Promised", "Kept"):
        assert heading in text
    if form == "md":
        assert "| Tue 16 Mar | 2 | 0 | 0 | 0 | 0 | 1 | 1 |" in text
        assert "| unknown | 0 | 0 | 1 | 0 | 0 | 0 | 0 |" in text
        return
    tuesday = text[text.index('<th class="label">Tue 16 Mar') :]
    row = tuesday[: tuesday.index("</tr>")]
    assert Reader(row).texts == ["Tue 16 Mar", "2", "0", "0", "0", "0", "1", "1", "2"]
    assert '<svg width="160"' in row
    assert text.count('<svg width="') == 5  # three days and two tiers on which somebody spoke


def test_calls_that_were_asked_for_say_so_and_count_no_interviews() -> None:
    asked = page(calls=CALLS[:1], asked="how:in <b>")
    for text in (in_html(asked), markdown_document(asked)):
        assert "Only these: how:in" in text.replace("\\", "")
        assert "Interviews" not in text
        assert "<b>" not in text
    assert in_html(page(calls=())).count("<p>No call.</p>") == 1
    assert "No call." in markdown_document(page(calls=()))


def test_the_html_is_one_file_without_script_or_network() -> None:
    text = in_html(page())
    found = Reader(text)
    assert sorted(found.ended) == sorted(tag for tag in found.tags if tag != "meta")
    assert not set(found.tags) & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not found.attributes & {"src", "href", "style", "onclick"}
    assert CONFIDENTIAL.replace("'", "&#x27;") in text


def kinds(text: str) -> list[str]:
    """What a Markdown text consists of, plain text left out."""
    found = []
    for token in MarkdownIt("gfm-like").parse(text):
        found.append(token.type)
        found += [child.type for child in token.children or [] if child.type not in ("text", "text_special")]
    return found


def test_no_text_of_a_call_becomes_markup() -> None:
    state = hostile()
    bad = page(state, state.calls.values(), asked=HOSTILE)
    html, markdown = in_html(bad), markdown_document(bad)
    assert not set(html + markdown) & {"\x1b", "\x07", "\u202e"}
    assert Reader(html).tags == Reader(in_html(with_words(bad))).tags
    assert any(shown(HOSTILE) in text for text in Reader(html).texts)
    assert kinds(markdown) == kinds(markdown_document(with_words(bad)))


def test_the_log_is_no_list_to_take_in(tmp_path: Any) -> None:
    saved = tmp_path / "log.html"
    saved.write_text(in_html(page()), encoding="utf-8")
    with pytest.raises(BadFile, match=r"^log\.html is your call log, written by soaptui, not a list"):
        read_tables(saved)


def test_a_call_across_midnight_stands_on_the_day_on_which_it_began() -> None:
    call = Call(id="c", started=at("16 23:58"), ended=at("17 00:04"))
    assert headings(page(state_of(call), [call])) == ["Tue 16 Mar 2027 (1)"]
