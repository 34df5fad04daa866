"""What each piece of the filter finds, what is not known, and what holds of any text."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.filters import query
from soaptui.filters.filter_names import MOST_NAMED
from soaptui.programs import program_filter
from soaptui.programs.filter_keys import ALIASES, KEYS, PROGRAMS
from soaptui.programs.listing import Listing
from soaptui.records import Fact, replace
from soaptui.text import word_line
from tests.unit.filter_helpers import (
    COLUMNS,
    EM,
    EVERY,
    GE,
    GENETICS,
    OH,
    OHIO,
    PE,
    PR,
    RE,
    ROWS,
    filtered,
    found,
    state_of,
)

PIECES = [
    ("state:OH", {OH, PE}),
    ("state:oh,MI", {OH, PE, GE}),
    ("state:ohio", {OH, PE}),
    ("state:new_y", {PR, EM}),
    ('state:"New York"', {PR, EM}),
    ("state:NC", {RE}),
    ("state:n", {PR, EM, RE}),
    ("state:zz", set()),
    ("city:fort", {PR, EM}),
    ("city:fort_yarrow", {PR, EM}),
    ('city:"fort yarrow"', {PR, EM}),
    ("city:st_anselm", {GE}),
    ("visa:j1", {OH, EM}),
    ("visa:J-1", {OH, EM}),
    ("visa:h1b", {GE}),
    ("visa:any", {OH, EM, GE}),
    ("visa:none", {PE}),
    ("visa:unknown", {PR, RE}),
    ("tier:1", {OH, GE}),
    ("tier:no", {PE, EM, RE}),
    ("tier:1-2", {OH, GE}),
    ("tier:3-2", {PR}),
    ("tier:3,no", {PR, PE, EM, RE}),
    ("tier:>=2", {PR}),
    ("type:c", {OH, PE, GE, EM}),
    ("type:P", {PR}),
    ("type:prelim", {PR}),
    ("type:unknown,preliminary", {PR, RE}),
    ("specialty:im", {OH, RE}),
    ("specialty:140", {OH, RE}),
    ("specialty:Internal-Med", {OH, RE}),
    ('specialty:"internal medicine"', {OH, RE}),
    ("specialty:peds", {PE}),
    ("specialty:pediatrics", {PE}),
    ("specialty:pediatric", {PE, GE}),
    ("specialty:genetics", {GE}),
    ("specialty:surgery,em", {PR, EM}),
    ("service:eras", EVERY - {EM}),
    ("service:rcas", {EM}),
    ("service:ResidencyCAS", {EM}),
    ("genetics:yes", {OH, GE, RE}),
    ("genetics:no", {PE}),
    ("genetics:unknown", {PR, EM}),
    ("genetics:clinic", {OH}),
    ("genetics:rotation,clinic", {OH, RE}),
    ("genetics:department", set()),
    ("imgs:yes", {OH, EM, RE}),
    ("imgs:no", {PE, GE}),
    ("imgs:unknown", {PR}),
    ("imgs:>=30", {OH}),
    ("imgs:>62", set()),
    ("imgs:≥62%", {OH}),
    ("imgs:30", {EM}),
    ("imgs:20-62", {OH, EM}),
    ("imgs:62-20", {OH, EM}),
    ("imgs:<10", {GE}),
    ("imgs:<=5,>60", {OH, GE}),
    ("open:2", {PE}),
    ("open:>=3", {OH, PR}),
    ("open:4+", {OH, PR}),
    ("open:1-4", {OH, PE, GE}),
    ("open:0", {EM, RE}),
    ("unfilled:7", {PR}),
    ("fit:>=70", {OH}),
    ("fit:<0", set()),
    ("new:yes", {GE}),
    ("new:no", EVERY - {GE}),
    ("applied:yes", {OH, EM}),
    ("applied:no", {PE, GE, PR, RE}),
    ("applied:sent", {OH}),
    ("applied:planned", {PR}),
    ("applied:rejected", {EM}),
    ("applied:expired", set()),
    ("setting:university", {OH}),
    ("setting:affiliated", {GE}),
    ("setting:uni", {OH}),
    ("setting:university-affiliated", {GE}),
    ("setting:community,unknown", {PE, PR, EM, RE}),
    ("soap:no", {EM}),
    ("soap:unknown", {RE}),
    ("listed:no", {EM}),
    ("listed:yes", {OH, PE, GE, PR}),
    ("tag:call", {OH}),
    ("tag:first_choice", {OH}),
    ("tag:other", set()),
    ("noted:yes", {OH}),
    ("noted:no", EVERY - {OH}),
    ("code:1234", {OH, PE}),
    ("code:1234140c,a1b", {OH, RE}),
    ('"program director":quill', {OH}),
    ("Program_Director:lark", {GE}),
    ("program_director:lark,quill", {OH, GE}),
    ('"PROGRAM DIRECTOR":"Dr. Bo"', {GE}),
    ("pgy1_salary:>=60000", {OH}),
    ("pgy1_salary:58000", {GE}),
]


@pytest.mark.parametrize(("text", "ids"), PIECES)
def test_a_piece_finds_what_it_names_and_with_a_minus_everything_else(text: str, ids: set[str]) -> None:
    assert program_filter.parse_program_filter(text, COLUMNS).error == ""
    assert found(text) == ids
    assert found(f"-{text}") == EVERY - ids
    assert found(text.swapcase()) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("state:OH visa:j1", {OH}),
        ("state:OH state:MI", set()),
        ("state:OH,MI -type:p imgs:no", {PE, GE}),
        ("state:NY -applied:yes", {PR}),
        ("ohio state:oh", {OH, PE}),
        ("mesa -surgery", {EM}),
        ('-"red mesa" -ohio', {GE, RE}),
        ('"valley med" pediatrics', {PE}),
        ("-state:OH -state:NY", {GE, RE}),
    ],
)
def test_pieces_and_words_narrow_together(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text", ["10:30", "https://example.org/visas", "at 10:30", '"10:30 about"', "see -11:45 https:"]
)
def test_a_word_with_a_colon_that_is_no_key_is_a_word(text: str) -> None:
    assert found(text) == {OH}
    assert program_filter.parse_program_filter(text, COLUMNS).error == ""


def test_a_quoted_name_before_a_colon_is_a_column_even_where_a_key_is_called_so() -> None:
    rows = Listing().rows(state_of(replace(OHIO, columns={"Tag": "blue", "St": "wanted"}), GENETICS), {})
    columns = program_filter.own_column_names(rows)
    assert found('"tag":blue', rows, columns) == {OH}
    assert found("tag:blue", rows, columns) == set()
    assert found('"state":MI', rows, columns) == {GE}
    assert found("st:wanted", rows, columns) == {OH}
    assert found("st:MI", rows, []) == {GE}


def test_while_nobody_says_which_columns_there_are_a_name_may_be_a_column_or_words() -> None:
    assert found("program_director:quill", columns=None) == {OH}
    assert found("-program_director:quill", columns=None) == EVERY - {OH}
    assert found('"program director":lark', columns=None) == {GE}
    rows = Listing().rows(state_of(replace(OHIO, notes="cf:visa"), GENETICS), {})
    assert found("cf:visa", rows, None) == {OH}
    assert found("-cf:visa", rows, None) == {GE}


@pytest.mark.parametrize(
    "text",
    ["state:", "-state:", "visa:j1,", "tier:1-", "tier:", "imgs:>", "imgs:>=", "imgs:30-", "open:≥", "open:3–",
     "fit:<", '"', '-"', "-", "--", 'city:"', "city:_", "specialty:-", "specialty:,", "visa:-", "program_director:",
     "foo:", "pgy1_salary:>=", "code:", "new:"],
)  # fmt: skip
def test_what_is_not_typed_to_its_end_is_no_error_and_does_not_narrow(text: str) -> None:
    assert program_filter.parse_program_filter(text, COLUMNS).error == ""
    expected = {OH, EM} if text == "visa:j1," else EVERY
    assert found(text) == expected


def test_a_quote_that_is_not_closed_yet_finds_what_stands_there() -> None:
    assert found('"valley me') == {OH, PE}
    assert found('city:"fort ya') == {PR, EM}


@pytest.mark.parametrize(
    ("text", "error", "ids"),
    [
        ("visa:xx", "visa:xx is not known: j1, h1b, any, none, unknown", EVERY),
        ("visa:xx,j1 state:OH", "visa:xx is not known: j1, h1b, any, none, unknown", {OH}),
        ("state:OH -tier:4", "tier:4 is not known: 1, 2, 3, no, 1-2", {OH, PE}),
        ("new:maybe", "new:maybe is not known: yes, no", EVERY),
        ("open:many new:maybe", "open:many is not known: unknown, >=1, >=2, >=3, >=5", EVERY),
        ("visa:***", "visa:*** is not known: j1, h1b, any, none, unknown", EVERY),
        ("stat:OH ohio", "stat: is not known. Did you mean state:?", {OH, PE}),
        ("directr:quill", 'directr: is not known. Did you mean "Program Director":?', EVERY),
        ('visa:"\x1b[31mred"', "visa:red is not known: j1, h1b, any, none, unknown", EVERY),
    ],
)
def test_what_is_not_known_is_named_with_the_choices_and_the_rest_still_filters(
    text: str, error: str, ids: set[str]
) -> None:
    assert program_filter.parse_program_filter(text, COLUMNS).error == error
    assert found(text) == ids


def test_a_name_like_no_other_is_answered_with_every_key() -> None:
    named = ", ".join(f"{key}:" for key in list(KEYS)[:MOST_NAMED])
    more = f"{len(KEYS) - MOST_NAMED} more"
    assert (
        program_filter.parse_program_filter("qzx:bar", []).error == f"qzx: is not known. There are {named}, {more}."
    )
    assert program_filter.parse_program_filter("qzx:bar").error == ""
    assert program_filter.parse_program_filter("sttae:OH").error == "sttae: is not known. Did you mean state:?"


def test_every_other_name_of_a_key_is_a_key() -> None:
    for name, key in ALIASES.items():
        assert key in KEYS
        assert program_filter.parse_program_filter(f"{name}:", []) == program_filter.parse_program_filter(
            f"{key}:", []
        )
    assert found("img:>=30 gen:clinic spec:im st:OH positions:4 app:sent tags:call notes:yes") == {OH}


def test_an_old_h1b_claim_counts_once_it_is_dated_after_the_fee() -> None:
    for as_of, ids in (("August 2025", set()), ("", set()), ("September 2025", {GE}), ("2026-01", {GE})):
        claim = Fact(value="yes", as_of=as_of)
        rows = Listing().rows(state_of(replace(GENETICS, h1b=claim)), {})
        assert found("visa:h1b", rows) == ids


def test_the_listing_filters_in_the_same_language() -> None:
    assert [row.program.id for row in filtered(ROWS, "tier:1-2 program_director:lark")] == [GE]
    assert filtered(ROWS, "") == ROWS


# -- whatever is typed

FRAGMENTS = st.sampled_from(
    [*(f"{key}:" for key in KEYS), "program_director:", "x:", '"', "-", ",", " ", ":", "OH", "1-2", ">=3", "no", "j1",
     "https://", "ohio", "é", "_", "\\", "/", "%", "9" * 400, "(", ")", " or ", " not ", " and ", "|", "!=", ">",
     "peds", " new york ", "state TX", "..", " to ", "–", "PGY1 salary", "tier 1-2", "visa j1", "2026"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=20), st.lists(FRAGMENTS, max_size=8).map("".join))


@given(TYPED)
@settings(max_examples=400)
def test_nothing_that_is_typed_breaks_the_filter(text: str) -> None:
    for columns in (None, COLUMNS):
        wanted = program_filter.parse_program_filter(text, columns)
        assert all(word.startswith(" ") and word.strip() for word in wanted.words)
        assert "\n" not in wanted.error
        assert found(text, columns=columns) <= EVERY
    assert all(whole != text for whole in program_filter.program_completions(text, ROWS))


PIECE = st.sampled_from([text for text, _ in PIECES] + ["ohio", '"red mesa"', "visa:xx", "10:30"])
SIGNED = st.tuples(st.sampled_from(["", "-"]), PIECE).map("".join)


@given(st.lists(SIGNED, max_size=4), SIGNED)
@settings(max_examples=200)
def test_a_further_piece_never_finds_more(pieces: list[str], more: str) -> None:
    assert found(" ".join([*pieces, more])) <= found(" ".join(pieces))


@given(st.lists(SIGNED, max_size=4), st.randoms())
@settings(max_examples=100)
def test_the_order_of_the_pieces_does_not_matter(pieces: list[str], random: Any) -> None:
    mixed = random.sample(pieces, len(pieces))
    assert found(" ".join(mixed)) == found(" ".join(pieces))


WORDS = st.lists(st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=9), max_size=4)


@given(WORDS)
@settings(max_examples=200)
def test_words_that_mean_nothing_else_are_found_where_a_word_begins_so(words: list[str]) -> None:
    plain = [word for word in words if not any(map(PROGRAMS.kind_of, map(word_line, words))) and word_line(word)]
    text = " ".join(word for word in plain if word.casefold() not in ("or", "not", "and"))
    wanted = program_filter.parse_program_filter(text)
    if len(words) == 1 or not PROGRAMS.kind_of(word_line(text)):
        assert {*wanted.words} >= {f" {term}" for term in query.terms(text)} or wanted.tests


VALUES = {key: [text.partition(":")[2] for text, _ in PIECES if text.startswith(f"{key}:")] for key in KEYS}


@pytest.mark.parametrize("key", [key for key in KEYS if len(VALUES[key]) > 1])
def test_values_after_one_colon_are_joined(key: str) -> None:
    for one in VALUES[key]:
        for other in VALUES[key]:
            assert found(f"{key}:{one},{other}") == found(f"{key}:{one}") | found(f"{key}:{other}")
