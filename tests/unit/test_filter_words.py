"""What free words find: specialties and states by any of their names, and texts from where a word begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.filters import query
from soaptui.filters.values import squeezed_words
from soaptui.programs import program_filter
from soaptui.programs.listing import Listing
from soaptui.programs.program_row import ProgramRow
from soaptui.programs.specialties import specialties
from soaptui.programs.specialty_words import SHORT_FORMS, specialty_codes, specialty_names
from soaptui.programs.us_states import REGION_NAMES, STATE_NAMES, STATES, regions_of, state_letters
from soaptui.records import Program
from soaptui.text import searched, word_line
from tests.unit.filter_helpers import state_of

EACH = [
    Program(
        id=f"1{number:03}{code}C0", code=f"1{number:03}{code}C0", institution="Alder House", name=known.name,
        specialty=known.name, type="C", listed="yes",
    )
    for number, (code, known) in enumerate(specialties().items())
]  # fmt: skip
BY_SPECIALTY = Listing().rows(state_of(*EACH), {})
BY_STATE = Listing().rows(
    state_of(*(Program(id=letters, institution="Alder House", state=letters) for letters in STATE_NAMES)), {}
)
NAMES = [
    Program(id="prelim", institution="Emory Imperial Hosp", name="Surgery-Preliminary", specialty="Surgery"),
    Program(id="im", institution="Alder House", specialty="Internal Medicine"),
    Program(id="med", institution="Alder Med Ctr", code="1234320C0", specialty="Pediatrics"),
    Program(id="slash", institution="Tarn/Imber (Quill-Oak)", city="Saint-Émile"),
    Program(id="apostrophe", institution="St. Anthony's O’Hara Ctr", notes="told me in May\nnot before"),
    Program(id="wv", institution="Alder House", state="WV"),
    Program(id="va", institution="Alder House", state="Virginia"),
    Program(id="indiana", institution="Hosp in Gary", state="IN"),
]
ROWS = Listing().rows(state_of(*NAMES), {})


def found(text: str, rows: list[ProgramRow] = ROWS) -> set[str]:
    """The ids of the rows that the filter lets through."""
    wanted = program_filter.parse_program_filter(text, [])
    assert wanted.error == ""
    return {row.program.id for row in query.narrowed(rows, wanted)}


def codes(text: str) -> set[str]:
    """The specialties that the filter lets through."""
    return {program[4:7] for program in found(text, BY_SPECIALTY)}


@pytest.mark.parametrize(
    ("text", "specialty"),
    [
        ("im", "140"), ("IM", "140"), ("fm", "120"), ("fp", "120"), ("ty", "999"), ("em", "110"), ("gs", "440"),
        ("ent", "280"), ("pmr", "340"), ("med-peds", "700"), ("Med/Peds", "700"), ("medpeds", "700"),
        ("triple board", "730"), ("em/im", "705"), ("IM-EM", "705"), ("psych/fm", "720"), ("nsgy", "160"),
        ("ob & gyn", "220"), ("obstetrics and gynecology", "220"),
        ("rad onc", "430"), ("transitional year", "999"), ("internal medicine", "140"),
        ("plastics", "362"), ("vascular surgery", "451"), ("ct surgery", "461"), ("nuc med", "200"),
        ("child neuro", "185"), ("peds genetics", "765"), ("im/genetics", "766"), ("family medicine/onmm", "753"),
    ],
)  # fmt: skip
def test_a_short_form_finds_its_specialty_alone(text: str, specialty: str) -> None:
    assert codes(text) == {specialty} == set(map(str, specialty_codes(word_line(text))))


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("PM&R", {"340", "735"}),
        ("PM & R", {"340", "735"}),
        ("onmm", {"275", "753"}),
        ("peds", {"320", "700", "765"}),
        ("psych", {"400", "715", "755"}),
        ("pediatrics", {"320", "700", "765"}),
        ("family medicine", {"120", "720", "795"}),
        ("genetics", {"130", "765", "766"}),
        ("surg", {"440", "362", "451"}),
    ],
)
def test_a_longer_word_finds_those_that_have_it_in_their_names_too(text: str, among: set[str]) -> None:
    assert codes(text) >= among
    assert "160" not in codes("peds")


@pytest.mark.parametrize("code", SHORT_FORMS)
def test_every_short_form_of_every_specialty_is_known(code: str) -> None:
    known = specialties()[code]
    for form in (known.name, known.short, *SHORT_FORMS[code].split(",")):
        assert code in specialty_codes(word_line(form)), form
        assert code in codes(form), form


def test_every_specialty_has_short_forms_and_none_means_two() -> None:
    assert set(SHORT_FORMS) == set(specialties())
    meant = [{squeezed_words(form) for form in several.split(",")} for several in SHORT_FORMS.values()]
    assert sum(map(len, meant)) == len(set().union(*meant))
    assert all(len(specialty_names()[form]) == 1 for forms in meant for form in forms)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("im", {"im"}),
        ("imb", {"slash"}),
        ("alder med", {"med", "im"}),
        ("med ctr", {"med"}),
        ("imp", {"prelim"}),
        ("em", set()),
        ("emo", {"prelim"}),
        ("prelim", {"prelim"}),
        ("relim", set()),
        ("imber", {"slash"}),
        ("quill", {"slash"}),
        ("oak", {"slash"}),
        ("emile", {"slash"}),
        ("émile", {"slash"}),
        ("saint-emile", {"slash"}),
        ("mile", set()),
        ("anthonys", {"apostrophe"}),
        ("anthony's", {"apostrophe"}),
        ("ohara", {"apostrophe"}),
        ("o'hara", {"apostrophe"}),
        ("o’hara", {"apostrophe"}),
        ("hara", {"apostrophe"}),
        ('"st. anthony"', {"apostrophe"}),
        ('"may not"', set()),
        ('"not before"', {"apostrophe"}),
        ('"me in"', {"apostrophe"}),
        ("me", set()),
        ("in", {"indiana"}),
        ("IN", {"indiana"}),
        ("indiana", {"indiana"}),
        ("virginia", {"va"}),
        ("VA", {"va"}),
        ("west virginia", {"wv"}),
        ("-virginia", {program.id for program in NAMES} - {"va"}),
    ],
)
def test_a_word_is_found_where_a_word_begins_so(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize("letters", STATE_NAMES)
def test_a_state_is_found_by_its_name_and_its_letters_alone(letters: str) -> None:
    name = STATE_NAMES[letters]
    texts = (name, name.upper(), letters, letters.lower(), f"state:{letters}", f"state {name}", f'state:"{name}"')
    assert [found(text, BY_STATE) for text in texts] == [{letters}] * len(texts)


def test_every_state_lies_in_one_division_and_the_regions_are_all_known() -> None:
    assert all(regions_of(letters) for letters in STATES)
    assert {region for letters in STATES for region in regions_of(letters)} == set(REGION_NAMES)
    assert regions_of("Ohio") == ("Midwest", "East North Central")
    assert regions_of("Ontario") == ()


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=200)
def test_a_text_is_found_in_itself_and_words_are_parted_by_one_space(one: str, other: str) -> None:
    hay = searched(one, other)
    for text in (one, other):
        lines = [line for line in map(word_line, text.split("\n")) if line]
        assert all(f" {line} " in hay for line in lines)
    assert "  " not in hay
    assert all(line.startswith(" ") and line.endswith(" ") for line in hay.split("\n") if line)


def test_a_states_letters_are_read_however_they_are_written() -> None:
    assert [state_letters(text) for text in ("oh", "Ohio", "N.Y.", "new  york", "D.C.", "Ontario")] == [
        "OH", "OH", "NY", "NY", "DC", "",
    ]  # fmt: skip
