"""What the filter could be typed to, and what there is to filter by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.filters import completion
from soaptui.programs import program_filter
from soaptui.programs.filter_keys import KEYS
from soaptui.programs.listing import Listing
from soaptui.records import Program, replace
from tests.unit.filter_helpers import COLUMNS, OHIO, PRELIM, ROWS, found, state_of


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("st", ["state:", "step2:", "step1:", "step3:"]),
        ("se", ["setting:", "service:"]),
        ("ohio STA", ["ohio STAte:"]),
        ("-vi", ["-visa:", "-visa_notes:"]),
        ("prog", ["program_director:"]),
        ('"Prog', ['"Program Director":']),
        ("state:", ["state:NY", "state:OH", "state:MI", "state:NC"]),
        ("state:N", ["state:NY", "state:NC"]),
        ("state:n", ["state:ny", "state:nc"]),
        ("state:ohi", ["state:OH"]),
        ("state:OH,N", ["state:OH,NY", "state:OH,NC"]),
        ("state:NY,", ["state:NY,OH", "state:NY,MI", "state:NY,NC"]),
        ("tier:1 -state:m", ["tier:1 -state:mi"]),
        ("visa:", ["visa:any", "visa:j1", "visa:unknown", "visa:h1b", "visa:none"]),
        ("visa:u", ["visa:unknown"]),
        ("applied:", ["applied:no", "applied:yes", "applied:planned", "applied:sent", "applied:rejected",
                      "applied:expired", "applied:filled", "applied:accepted"]),
        ("imgs:>", ["imgs:>=10", "imgs:>=30", "imgs:>=50"]),
        ("city:f", ["city:fort_yarrow"]),
        ("city:Fort_", ["city:Fort_Yarrow"]),
        ('city:"fo', ['city:"fort yarrow"']),
        ("city:anselm", ["city:St._Anselm"]),
        ("tag:fi", ["tag:first_choice"]),
        ("specialty:peds", ["specialty:peds-genetics", "specialty:Pediatrics"]),
        ("program_director:", ["program_director:Dr._Ada_Quill", "program_director:Dr._Bo_Lark"]),
        ("program_director:lark", ["program_director:Dr._Bo_Lark"]),
    ],
)  # fmt: skip
def test_the_last_piece_is_completed(text: str, whole: list[str]) -> None:
    assert program_filter.program_completions(text, ROWS) == whole


@pytest.mark.parametrize(
    "text", ["", " ", "state:OH ", "zzz", '"zzz', '"', "-", "state:zz", "foo:", "10:30", "state:OH", "visa:xx"]
)
def test_where_nothing_can_follow_nothing_is_offered(text: str) -> None:
    assert program_filter.program_completions(text, ROWS) == []


def test_at_most_twelve_are_offered_the_most_frequent_first_and_no_long_cell() -> None:
    programs = [
        Program(id=f"{number}-{copy}", city=f"Town {number:02}", columns={"Remark": "long " * number})
        for number in range(20)
        for copy in range(number + 1)
    ]
    rows = Listing().rows(state_of(*programs), {})
    whole = program_filter.program_completions("city:", rows)
    assert whole == [f"city:Town_{number:02}" for number in range(19, 7, -1)]
    assert len(program_filter.program_completions("remark:", rows)) == 8
    assert (
        len(max(program_filter.program_completions("remark:", rows), key=len)) <= len("remark:") + completion.LONGEST
    )


def test_facets_count_what_there_is_the_most_frequent_first() -> None:
    facets = dict(program_filter.program_facets(ROWS))
    assert list(facets) == [
        "state", "specialty", "visa", "tier", "type", "service", "applied", "genetics", "setting"
    ]  # fmt: skip
    assert facets["state"] == [("NY", 2), ("OH", 2), ("MI", 1), ("NC", 1)]
    assert facets["visa"] == [("j1", 2), ("unknown", 2), ("h1b", 1), ("none", 1)]
    assert facets["applied"] == [("no", 4), ("yes", 2), ("planned", 1), ("rejected", 1), ("sent", 1)]
    assert facets["service"] == [("ERAS", 5), ("ResidencyCAS", 1)]
    assert all(values == [] for _, values in program_filter.program_facets([]))


def test_what_a_facet_counts_is_what_its_piece_finds() -> None:
    rows = [
        *ROWS,
        *Listing().rows(
            state_of(
                replace(OHIO, id="x", code="", state='St. "Elm", West', specialty="Clinical, Informatics"),
                replace(OHIO, id="7777130C0", code="7777130C0"),
                replace(OHIO, id="7777ZZZC0", code="7777ZZZC0", specialty="Unheard Of"),
                replace(PRELIM, id="y", code="", specialty="", type="", state="tx"),
            ),
            {},
        ),
    ]
    pieces = [
        (f"{name}:{value}", count) for name, values in program_filter.program_facets(rows) for value, count in values
    ]
    assert len(pieces) > 35
    for piece, count in pieces:
        assert program_filter.parse_program_filter(piece).error == ""
        assert (piece, len(found(piece, rows))) == (piece, count)


def test_columns_are_named_the_most_frequent_first() -> None:
    assert program_filter.own_column_names(ROWS) == [
        "PGY1 salary",
        "Program Director",
        "Visa Notes",
        "program director",
    ]


@given(st.sampled_from([*KEYS, "program_director", "pgy1_salary"]), st.text("ahjnoOxy1-,_>\"' ", max_size=4))
@settings(max_examples=200)
def test_what_is_offered_can_be_typed_and_begins_as_the_text_does(key: str, value: str) -> None:
    text = f"ohio {key}:{value}"
    for whole in program_filter.program_completions(text, ROWS):
        assert whole.startswith("ohio ")
        assert program_filter.parse_program_filter(whole, COLUMNS).error in (
            "",
            program_filter.parse_program_filter(text, COLUMNS).error,
        )
