"""What programs ask of everybody as it is filtered: by number, by word, and by the heading of the user's file."""

import pytest

from soaptui.cut_offs import CUT_OFFS
from soaptui.filters.values import squeezed_words
from soaptui.heading_words import FIELDS
from soaptui.programs import program_filter
from soaptui.programs.cut_off_keys import CUT_OFF_ALIASES, CUT_OFF_KEYS, FIELDS_OF_CUT_OFFS, WRITTEN_OF_CUT_OFFS
from soaptui.programs.filter_keys import ALIASES, KEYS
from soaptui.programs.listing import Listing
from soaptui.records import CutOff, Profile, Program
from tests.unit.filter_helpers import found, program, state_of


def asking(code: str, columns: dict[str, str] | None = None, **cut_offs: CutOff) -> Program:
    """A program that asks so; the underscore of a kind stands for its dash."""
    asked = {kind.replace("_", "-"): cut for kind, cut in cut_offs.items()}
    return program(code, "Harbor Hospital", "Toledo", "OH", cut_offs=asked, columns=columns or {})


HARD = asking(
    "9001140C0",
    {"YOG": "recent"},
    step2=CutOff(limit=230, source="their site", as_of="Jan 2027"),
    attempts=CutOff(limit=0),
    us_months=CutOff(limit=3),
)
SOFT = asking(
    "9002140C0", step2=CutOff(limit=215, soft=True), years=CutOff(limit=5, soft=True), step3=CutOff(limit=1)
)
OPEN = asking("9003140C0", step2=CutOff(), years=CutOff(), attempts=CutOff(), step3=CutOff(), ecfmg=CutOff())
MANY = asking("9004140C0", years=CutOff(limit=10), attempts=CutOff(limit=2), since=CutOff(limit=2015))
SILENT = asking("9005140C0")
H, S, O, M, N = (one.id for one in (HARD, SOFT, OPEN, MANY, SILENT))  # noqa: E741
EVERY = {H, S, O, M, N}
ME = Profile(id="me", visa="J-1", graduation_year=2018, failed_tries=1)
ROWS = Listing().rows(state_of(HARD, SOFT, OPEN, MANY, SILENT, ME), {}, 2027)
OWN = program_filter.own_column_names(ROWS)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("step2:<=220", {S, O}),
        ("step2:230", {H}),
        ("step2>=200", {H, S}),
        ("step2:none", {O}),
        ("step2:any", {O}),
        ("step2:hard", {H}),
        ("step2:soft", {S}),
        ("step2:yes", {H, S}),
        ("step2:unknown", {M, N}),
        ("years:>=8", {O, M}),
        ("years:5", {S}),
        ("years:5..9", {S}),
        ("attempts:>=1", {O, M}),
        ("attempts:0", {H}),
        ("tries:>=2", {O, M}),
        ("since:<=2016", {M}),
        ("usmonths:<=3", {H}),
        ("us-months:<=3", {H}),
        ("usce:>=1", {H}),
        ("step3:needed", {S}),
        ("step3:no", {O}),
        ("step3:unknown", {H, M, N}),
        ("ecfmg:no", {O}),
        ("cutoffs:no", {N}),
        ("cutoffs:yes", {H, S, O, M}),
        ("cutoffs:excluded", {H}),
        ("cutoffs:against", {S}),
        ('"Min Step 2":>=220', {H}),
        ('"Failed Tries Allowed":>=1', {O, M}),
        ('"cut off source":their', {H}),
        ('"cut off as of":yes', {H}),
    ],
)
def test_a_cut_off_is_filtered_by_number_and_by_word(text: str, ids: set[str]) -> None:
    assert program_filter.parse_program_filter(text, OWN).error == ""
    assert found(text, ROWS, OWN) == ids
    assert found(f"-{text}", ROWS, OWN) == EVERY - ids


def test_a_column_of_which_some_cells_were_not_understood_is_filtered_by_all_of_them() -> None:
    assert OWN == ["YOG"]
    assert found('"YOG":>=5', ROWS, OWN) == {S, M, O}
    assert found("yog:>=8", ROWS, OWN) == {M, O}
    assert found("yog:recent", ROWS, OWN) == {H}
    assert found("yog:any", ROWS, OWN) == {O}
    assert found("yog:unknown", ROWS, OWN) == {N}
    kept = [asking("9006140C0", {"Attempts": "ask"}), asking("9007140C0", attempts=CutOff(limit=1))]
    rows = Listing().rows(state_of(*kept), {}, 2027)
    assert found('"Attempts":2', rows, program_filter.own_column_names(rows)) == {"9007140C0"}, "as the file counts"


def test_a_word_that_is_none_of_it_is_answered_with_the_choices() -> None:
    assert "none, hard, soft, unknown" in program_filter.parse_program_filter("step2:quill", OWN).error
    assert "needed, no, soft, unknown" in program_filter.parse_program_filter("step3:quill", OWN).error
    assert "step2:" in program_filter.parse_program_filter("stpe2:230", OWN).error


def test_each_kind_and_each_heading_of_it_has_a_key() -> None:
    assert {squeezed_words(kind) for kind in CUT_OFFS} | {"cutoffs"} == CUT_OFF_KEYS.keys() <= KEYS.keys()
    assert set(CUT_OFF_ALIASES.values()) <= CUT_OFF_KEYS.keys()
    assert CUT_OFF_ALIASES.items() <= ALIASES.items(), "no name of another key"
    fields = {field for field in FIELDS if field.startswith("cut_")}
    assert fields <= FIELDS_OF_CUT_OFFS.keys() | WRITTEN_OF_CUT_OFFS.keys()
    for means in CUT_OFFS.values():
        assert program_filter.parse_program_filter(f'"{means.heading}":unknown', []).error == ""
        assert bool(means.compared) is means.is_number


def test_what_can_be_typed_is_offered() -> None:
    assert "step2:<=230" in program_filter.program_completions("step2:", ROWS, OWN)
    assert "cutoffs:excluded" in program_filter.program_completions("cutoffs:", ROWS, OWN)
