"""The plan as a page: what stands on it, that no text becomes markup, and how a file is written."""

from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from soaptui.exports.html import html_document
from soaptui.exports.markdown import markdown_document, markdown_text
from soaptui.exports.plan import plan_document, plan_page
from soaptui.exports.writing import CONFIDENTIAL
from soaptui.imports.html_tables import PLAN_PAGE
from soaptui.imports.table_file import BadFile, read_tables
from soaptui.programs import slots
from soaptui.programs.listing import Listing
from soaptui.records import Application, Fact, Profile, Program, State, StepResult, YearResult, replace
from soaptui.text import shown
from soaptui.week import zones
from tests.weeks import week_of

SEASON = week_of(2027)
MONDAY = zones.read_iso("2027-03-15T14:00")
COLOMBO = "Asia/Colombo"
HOSTILE = (
    "</td><script>x</script> [a](javascript:b) **c** | `d` &lt; <img src=x> https://e.example [/red] \x1b[31m\u202eq"
)
MEDICINE = Program(
    id="9001140C0",
    code="9001140C0",
    institution="Quill Harbor Medical Center-OH",
    name="Internal Medicine",
    city="Quill",
    state="OH",
    j1=Fact(value="yes", source="FREIDA", as_of="Feb 2027"),
    listed="yes",
    unfilled=4,
)
EMERGENCY = replace(MEDICINE, id="9001110C0", code="9001110C0", name="Emergency Medicine", j1=Fact(value="no"))
GENETICS = replace(MEDICINE, id="9002766C0", code="9002766C0", institution="Mossgrove Hospital", listed="unknown")
ME = Profile(
    id="me", visa="J-1", match="unmatched", states=("OH", "NY"), steps=(StepResult(step="Step 1", result="pass"),),
    phone="+1 614 555 0100",
)  # fmt: skip


def applied_to(program: Program, **more: Any) -> Application:
    """The application to a program, planned on Monday afternoon."""
    return Application(id=program.id, program=program.id, service=slots.service_of(program), planned=MONDAY, **more)


def state_of(*applications: Application, programs: tuple[Program, ...] = (MEDICINE, EMERGENCY, GENETICS)) -> State:
    """A state with these programs and applications."""
    return State(
        profile={"me": ME},
        programs={program.id: program for program in programs},
        applications={application.id: application for application in applications},
    )


PLANNED = state_of(
    applied_to(MEDICINE), applied_to(EMERGENCY), applied_to(GENETICS, sent=MONDAY + timedelta(minutes=5))
)


def drawn(state: State, form: str) -> str:
    """The page of a state in one of its forms."""
    page = plan_document(plan_page(Listing().rows(state, {}), state, SEASON, MONDAY, COLOMBO))
    return html_document(page, PLAN_PAGE) if form == "html" else markdown_document(page)


class Reader(HTMLParser):
    """The tags of a page with their attributes, and its text cell by cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ended: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a tag."""
        self.ended.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data.strip())


def test_the_page_has_what_is_planned_and_sent_by_service_with_its_facts() -> None:
    found = plan_page(Listing().rows(PLANNED, {}), PLANNED, SEASON, MONDAY, COLOMBO)
    assert [(section.title, [entry.code for entry in section.entries]) for section in found.sections] == [
        ("To send in ERAS, in this order", ["9001140C0"]),
        ("To send in ResidencyCAS, in this order", ["9001110C0"]),
        ("Sent in ERAS", ["9002766C0"]),
    ]
    assert found.entries == 3
    (medicine,) = found.sections[0].entries
    assert medicine.program == "Quill Harbor Medical Center-OH · Internal Medicine"
    assert (medicine.place, medicine.positions, medicine.done) == ("Quill, OH", "4 open", "")
    assert medicine.visa == "J-1 yes (FREIDA, Feb 2027)"
    assert medicine.tier == "tier 3"
    assert "sponsors J-1" in medicine.why
    assert found.sections[2].entries[0].done == "sent Mon 15 Mar 14:05 EDT"
    assert found.meters == (
        "ERAS: 1 sent, 1 planned, 45 in all; 43 free after the plan",
        "ResidencyCAS: 0 sent, 1 planned, 45 in all; 44 free after the plan",
    )


def test_the_page_says_when_it_was_made_in_both_times_and_for_whom_without_scores_or_numbers() -> None:
    found = plan_page(Listing().rows(PLANNED, {}), PLANNED, SEASON, MONDAY, COLOMBO)
    assert found.dateline == "Made Mon 15 Mar 2027 14:00 EDT (23:30 Colombo)"
    assert found.whom == ("not matched", "needs a J-1 visa", "states wanted: OH, NY")
    text = drawn(PLANNED, "html") + drawn(PLANNED, "md")
    assert "Step 1" not in text
    assert "555" not in text


def test_the_windows_are_those_still_to_come_and_say_when_no_application_is_taken() -> None:
    found = plan_page([], PLANNED, SEASON, MONDAY, COLOMBO)
    assert found.windows[0] == (
        "Mon 15 Mar 11:00 EDT (20:30 Colombo) to Tue 16 Mar 08:00 EDT (17:30 Colombo)",
        "Applications can be sent; programs see them when this closes.",
    )
    rounds = [what for _, what in found.windows if what.startswith("Round")]
    assert len(rounds) == 4
    unsure = "whether ResidencyCAS takes any is not known"
    assert rounds[0] == f"Round 1. No new applications in ERAS ({unsure})."
    assert all("No new applications in ERAS" in what for what in rounds)
    gaps = [what for _, what in found.windows if what.startswith("After round")]
    assert len(gaps) == 4
    assert not any("No new applications in ERAS" in what for what in gaps)
    assert plan_page([], PLANNED, SEASON, SEASON.events[-1].at, COLOMBO).windows == ()


def test_the_warnings_of_the_moment_stand_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "warnings", lambda state, season, now: [f"{len(state.applications)} at {now:%H:%M}"])
    for form in ("html", "md"):
        assert "3 at 18:00" in Reader(drawn(PLANNED, form)).texts or "- 3 at 18:00" in drawn(PLANNED, form)


def test_positions_left_over_in_a_past_match_are_not_said_to_be_open() -> None:
    old = replace(MEDICINE, listed="unknown", results={"2026": YearResult(quota=8, matched=5)})
    bare = replace(EMERGENCY, listed="unknown")
    state = state_of(applied_to(old), applied_to(bare), programs=(old, bare))
    found = plan_page(Listing().rows(state, {}), state, SEASON, MONDAY)
    assert [section.entries[0].positions for section in found.sections] == [
        "3 left over in 2026",
        "open positions unknown",
    ]


def test_an_old_h1b_claim_is_to_be_asked_again() -> None:
    old = replace(MEDICINE, h1b=Fact(value="yes", as_of="2024"))
    state = state_of(applied_to(old), programs=(old,)).with_records([("profile", "me", replace(ME, visa="either"))])
    (section,) = plan_page(Listing().rows(state, {}), state, SEASON, MONDAY).sections
    assert section.entries[0].visa == "J-1 yes (FREIDA, Feb 2027), H-1B yes (2024), old: ask again"


def test_what_the_filter_leaves_out_is_counted_and_not_forgotten() -> None:
    rows = [row for row in Listing().rows(PLANNED, {}) if row.program.id == MEDICINE.id]
    found = plan_page(rows, PLANNED, SEASON, MONDAY)
    assert found.entries == 1
    assert found.notes[0] == "2 more planned or sent, not among the programs asked for."
    assert found.notes[-1] == CONFIDENTIAL


@pytest.mark.parametrize("form", ["html", "md"])
def test_an_empty_plan_says_so(form: str) -> None:
    assert "No application is planned or sent." in drawn(state_of(), form)


def test_the_html_is_one_file_without_script_or_network_that_prints() -> None:
    text = drawn(PLANNED, "html")
    found = Reader(text)
    assert sorted(found.ended) == sorted(tag for tag in found.tags if tag != "meta")
    assert not set(found.tags) & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not found.attributes & {"src", "href", "style", "onclick"}
    assert "url(" not in text and "@import" not in text
    assert "@media print" in text and "@page" in text
    assert text.startswith("<!DOCTYPE html>")
    assert text.count('class="box"') == 3
    assert text.count("✓") == 1  # the one that was sent


@pytest.mark.parametrize("form", ["html", "md"])
def test_no_text_of_a_file_becomes_markup(form: str) -> None:
    bad = replace(MEDICINE, institution=HOSTILE, name=HOSTILE, city=HOSTILE, state=HOSTILE, tier_override="1",
                  override_reason=HOSTILE, j1=Fact(value="yes", source=HOSTILE, as_of=HOSTILE))  # fmt: skip
    state = state_of(applied_to(bad), programs=(bad,))
    plain = state_of(applied_to(MEDICINE), programs=(MEDICINE,))
    text, harmless = drawn(state, form), drawn(plain, form)
    assert not set(text) & {"\x1b", "\u202e"}
    if form == "html":
        assert Reader(text).tags == Reader(harmless).tags
        assert any(shown(HOSTILE) in found for found in Reader(text).texts)
        return
    parser = MarkdownIt("gfm-like")
    assert kinds(parser, text) == kinds(parser, harmless)


def kinds(parser: MarkdownIt, text: str) -> list[str]:
    """What a Markdown text consists of, plain text left out."""
    found = []
    for token in parser.parse(text):
        found.append(token.type)
        found += [child.type for child in token.children or [] if child.type not in ("text", "text_special")]
    return found


@settings(max_examples=250, deadline=None)
@given(st.text(alphabet="\\`*_{}[]()<>#|~&;$^@!+-=:.1/ \tawhtps\n", max_size=24))
@example("1. x")
@example("a.as //localhost")
@example("- x")
@example("www.example.org and http://example.org")
@example("a\\\\| b")
@example("&amp; <b>")
@example("~~x~~ [a](b) ![c](d)")
def test_escaped_text_means_itself(text: str) -> None:
    wanted = shown(text).strip()
    row = f"| {markdown_text(text)} | end |"
    assert "\n" not in row
    parser = MarkdownIt("gfm-like")
    for source in (f"- why: {markdown_text(text)}", f"- {markdown_text(text)} end", f"| a | b |\n|---|---|\n{row}"):
        tokens = parser.parse(source)
        inline = [token for token in tokens if token.type == "inline"]
        children = [child for token in inline for child in token.children or []]
        assert {child.type for child in children} <= {"text"}
        assert " ".join(wanted.split()) in " ".join("".join(child.content for child in children).split())
    assert parser.parse(f"| a | b |\n|---|---|\n{row}")[-1].type == "table_close"


def test_a_page_of_the_plan_is_no_list_and_is_refused_in_a_sentence(tmp_path: Path) -> None:
    saved = tmp_path / "plan.html"
    for text in (
        drawn(state_of(applied_to(MEDICINE)), "html"),
        drawn(state_of(applied_to(MEDICINE)), "html").replace("><meta", ">\n<META"),
    ):
        saved.write_text(text, encoding="utf-8")
        with pytest.raises(BadFile, match=r"^plan\.html is a page of your plan, written by soaptui, not a list"):
            read_tables(saved)


def test_the_specialty_stands_with_every_program() -> None:
    tracks = [replace(MEDICINE, id=code, code=code, name="Categorical") for code in ("9001140C0", "9001440P0")]
    text = drawn(state_of(*(applied_to(track) for track in tracks), programs=tuple(tracks)), "html")
    assert "<td>Internal Med</td>" in text
    assert " prelim</td>" in text
