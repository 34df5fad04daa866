"""The forms in which a filter may be typed: not, or, brackets, commas, comparisons; and what holds of all of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.calls.log_filter import parse_log_filter
from soaptui.programs import program_filter
from soaptui.programs.listing import Listing
from soaptui.records import Fact, Program, YearResult, replace
from tests.unit.filter_helpers import COLUMNS, EM, EVERY, GE, OH, OHIO, PE, PR, RE, found, state_of


def error_of(text: str) -> str:
    """The sentence on what is not understood."""
    return program_filter.parse_program_filter(text, COLUMNS).error


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("not state:OH", EVERY - {OH, PE}),
        ("NOT state:OH", EVERY - {OH, PE}),
        ("!state:OH", EVERY - {OH, PE}),
        ("–state:OH", EVERY - {OH, PE}),
        ("- state:OH", EVERY - {OH, PE}),
        ("--state:OH", EVERY - {OH, PE}),
        ("state!=OH", EVERY - {OH, PE}),
        ("state<>OH", EVERY - {OH, PE}),
        ("state:-OH", EVERY - {OH, PE}),
        ("state:-OH,-NY", {GE, RE}),
        ("-state:OH,NY", {GE, RE}),
        ("-state OH", EVERY - {OH, PE}),
        ("not state ohio", EVERY - {OH, PE}),
        ("not -state:OH", EVERY - {OH, PE}),
        ("not peds", EVERY - {PE, GE}),
        ("-peds", EVERY - {PE, GE}),
        ("-internal medicine", EVERY - {OH, RE}),
        ("not new york", EVERY - {PR, EM}),
        ("-state:new york", EVERY - {PR, EM}),
        ('-state:"new york"', EVERY - {PR, EM}),
        ("-(state:OH or state:NY)", {GE, RE}),
        ("not (ohio peds)", EVERY - {PE}),
        ("-program director:quill", EVERY - {OH}),
        ("-peds, im", {PR, EM}),
        ("state:OH or state:NY", {OH, PE, PR, EM}),
        ("state:OH | state:NY", {OH, PE, PR, EM}),
        ("state:OH|NY", {OH, PE, PR, EM}),
        ("state:(OH or NY)", {OH, PE, PR, EM}),
        ("state:(OH, NY)", {OH, PE, PR, EM}),
        ("state:OH, NY", {OH, PE, PR, EM}),
        ("state: OH", {OH, PE}),
        ("state :OH", {OH, PE}),
        ("state = OH", {OH, PE}),
        ("state=OH", {OH, PE}),
        ("st ohio", {OH, PE}),
        ("visa j1", {OH, EM}),
        ("visa J-1", {OH, EM}),
        ("tier 1", {OH, GE}),
        ("tier 1-2", {OH, GE}),
        ("peds or fm", {PE, GE}),
        ("peds, em", {PE, GE, EM}),
        ("peds,em", {PE, GE, EM}),
        ("peds or em state:NY", {EM}),
        ("state:NY peds or em", {EM}),
        ("(peds or em) state:NY", {EM}),
        ("red mesa or ohio", {PR, EM, OH, PE}),
        ("ohio, new york", {OH, PE, PR, EM}),
        ("Marietta, OH", {OH, PE}),
        ("peds and ohio", {PE}),
        ("state:OH or", {OH, PE}),
        ("state:OH or state:", {OH, PE}),
        ("state:OH not", {OH, PE}),
        ("((state:OH", {OH, PE}),
        ("state:OH))", {OH, PE}),
        ("open>=4", {OH, PR}),
        ("open >= 4", {OH, PR}),
        ("open: >= 4", {OH, PR}),
        ("unfilled:2..5", {OH, PE}),
        ("unfilled:2...5", {OH, PE}),
        ("unfilled:2 to 5", {OH, PE}),
        ("unfilled:2 - 5", {OH, PE}),
        ("unfilled:5..2", {OH, PE}),
        ("unfilled:..1", {GE, EM, RE}),
        ("j1:yes", {OH, EM}),
        ("j1:no", {PE}),
        ("j1:unknown", {GE, PR, RE}),
        ("-j1:yes", EVERY - {OH, EM}),
        ("-j1:no", EVERY - {PE}),
        ("J-1:yes", {OH, EM}),
        ("h1b:yes", {GE}),
        ("h1b:unknown", {PR, EM, RE}),
        ("clinic:yes", {OH}),
        ("-clinic:yes", EVERY - {OH}),
        ("department:no", {PE}),
        ("region:midwest", {OH, PE, GE}),
        ("region:Northeast", {PR, EM}),
        ("region:south atlantic", {RE}),
        ("region south", {RE}),
        ("-region:midwest", {PR, EM, RE}),
        ("region:mid-atlantic", {PR, EM}),
        ("notes:visa", {OH}),
        ("phone:no", EVERY),
        ("institution:ohio", {OH, PE}),
        ("city:arrow", set()),
        ("city:yarrow", {PR, EM}),
        ("J-1 sponsorship:yes", {OH, EM}),
        ('"Number of unfilled positions":>=4', {OH, PR}),
    ],
)  # fmt: skip
def test_a_form_finds_what_it_says(text: str, ids: set[str]) -> None:
    assert error_of(text) == ""
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("stat:OH", "stat: is not known. Did you mean state:?"),
        ("-stat:OH", "stat: is not known. Did you mean state:?"),
        ("sttae=OH", "sttae: is not known. Did you mean state:?"),
        ("regoin:south", "regoin: is not known. Did you mean region:?"),
        ("unfiled>3", "unfiled: is not known. Did you mean open:?"),
        ("peds,stat:OH", "stat: is not known. Did you mean state:?"),
        (">=3", ">=3 needs a name before it: imgs:>=3."),
        ("city:>3", "city:>3 needs a number, but it is text there"),
        ('"program director":>3', '"PROGRAM DIRECTOR":>3 cannot be compared: the column has text'.casefold()),
        ("visa:j1, ohio", "visa:ohio is not known: j1, h1b, any, none, unknown"),
        ("tier:7", "tier:7 is not known: 1, 2, 3, no, 1-2"),
        ("quota:many", "quota:many is not known: unknown, >=5, >=10"),
    ],
)
def test_a_form_that_is_not_known_is_said_and_never_taken_for_a_word(text: str, error: str) -> None:
    assert error_of(text).casefold() == error.casefold()


def test_names_of_one_kind_side_by_side_are_remarked_on() -> None:
    remark = program_filter.parse_program_filter("peds fm", COLUMNS).remark
    assert remark == "peds fm finds only programs that are both. For one or the other write peds or fm."
    for text in ("peds or fm", "peds, fm", "peds ohio", "peds -fm", "peds peds", "med-peds"):
        assert program_filter.parse_program_filter(text, COLUMNS).remark == ""


def test_the_results_of_a_year_are_filtered_by_the_year_in_the_name() -> None:
    results = {"2026": YearResult(quota=10, matched=6), "2025": YearResult(quota=8, matched=8)}
    rows = Listing().rows(state_of(replace(OHIO, results=results), Program(id="x")), {})
    assert found("unfilled2026:4", rows, []) == {OH}
    assert found("quota 2026:>=10", rows, []) == {OH}
    assert found('"2025 matched":8', rows, []) == {OH}
    assert found("unfilled2025:>=1", rows, []) == set()
    assert found("unfilled2026:unknown", rows, []) == {"x"}


def test_what_an_import_reads_into_a_field_is_filtered_by_its_heading() -> None:
    fact = Fact(value="yes", source="FREIDA", as_of="Feb 2027")
    rows = Listing().rows(state_of(replace(OHIO, j1=fact, subspecialties="strong", quota=12), Program(id="x")), {})
    assert found("j1 source:freida", rows, []) == {OH}
    assert found("subspecialties:strong", rows, []) == {OH}
    assert found("subspecialties:yes", rows, []) == {OH}
    assert found("-subspecialties:yes", rows, []) == {"x"}
    assert found("positions offered:>=12", rows, []) == {OH}


# -- whatever is put together

ATOMS = st.sampled_from(
    ["peds", "im", "ohio", "OH", '"red mesa"', "fam med", "new york", "surgery", "state:OH", "-state:NY",
     "visa:j1,h1b", "j1:no", "j1:unknown", "open:2..5", "imgs>=30", "region:midwest", "listed:no", "notes:visa",
     "peds, em", "state OH", "pgy1 salary:>=58000", '"Program Director":quill', "tier:1-2", "not peds",
     "genetics:yes"]
)  # fmt: skip
FILTERS = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda two: f"{two[0]} or {two[1]}"),
        st.tuples(parts, parts).map(lambda two: f"({two[0]}) {two[1]}"),
        parts.map(lambda one: f"-({one})"),
        parts.map(lambda one: f"not ({one})"),
    ),
    max_leaves=6,
)


@given(FILTERS)
@settings(max_examples=200)
def test_a_filter_and_its_contrary_part_the_list(text: str) -> None:
    assert error_of(text) == ""
    for contrary in (f"-({text})", f"not ({text})"):
        assert found(contrary) == EVERY - found(text)
    assert found(f"-(-({text}))") == found(text)


@given(ATOMS)
def test_an_atom_needs_no_brackets_to_be_turned_round(atom: str) -> None:
    if not atom.startswith(("-", "not ")):
        assert found(f"-{atom}") == found(f"not {atom}") == EVERY - found(atom)


@given(FILTERS, FILTERS)
@settings(max_examples=200)
def test_or_joins_and_side_by_side_narrows(one: str, other: str) -> None:
    assert found(f"({one}) or ({other})") == found(one) | found(other)
    assert found(f"({one}) ({other})") == found(one) & found(other)


@given(FILTERS)
def test_capitals_count_nothing(text: str) -> None:
    assert found(text.upper()) == found(text.lower()) == found(text)


def test_what_the_guide_and_the_help_show_is_understood() -> None:
    from soaptui.screens.dialogs.help import THINKING

    guide = (Path(__file__).parents[2] / "docs" / "guide" / "filter.md").read_text(encoding="utf-8")
    section, log = guide.split("\n## What you can type\n")[1].split("\n## In Calls\n")
    shown = [text for text in re.findall(r"`([^`]+)`", section) if text not in ("/", "→") and "soaptui" not in text]
    own = ["PGY1 salary", "Takes couples"]
    assert len(shown) > 50
    for text in [*shown, *re.findall(r'-?"?[\w ]*[\w"]:[\w>=."]\S*[^\s;,.:]', THINKING)]:
        assert (text, program_filter.parse_program_filter(text, own).error) == (text, "")
    for text in [text for text in re.findall(r"`([^`]+)`", log) if text != "/"]:
        assert (text, parse_log_filter(text).error) == (text, "")
