"""Which program of the list a row of the user's research could be: likely ones first, wrong ones never."""

import msgspec
import pytest

from soaptui.imports import joining, matching
from soaptui.imports.matching import MatchCandidate, MatchIndex, Unsure, likely_matches, matches_to_ask
from soaptui.imports.row_fields import RowFields
from soaptui.programs import specialties
from soaptui.records import Program, Setting, State, replace


def coded(code: str, institution: str, name: str, city: str = "Quill", state: str = "OH") -> Program:
    """A program of the list."""
    found = specialties.find_code(code)
    assert found is not None
    return replace(joining.coded(found), institution=institution, name=name, city=city, state=state, listed="yes")


def own(institution: str, name: str = "", city: str = "Quill", state: str = "OH", **more: str) -> Program:
    """A program of the user's research."""
    said = RowFields(institution=institution, name=name, city=city, state=state)
    values = joining.own_values(msgspec.structs.replace(said, **more))
    return joining.values_added(Program(id=joining.keys_of(values)[0]), values, "research")


HARBOR = "Quill Harbor Med Ctr-OH"
LIST = [
    coded("9001140C0", HARBOR, "Internal Medicine"),
    coded("9001140P0", HARBOR, "Medicine-Preliminary"),
    coded("9001140P1", HARBOR, "Med-Prelim/Neurology"),
    coded("9001320C0", HARBOR, "Pediatrics"),
    coded("9001440P0", HARBOR, "Surgery-Preliminary"),
    coded("9002140C0", "Quill Univ COM-OH", "Int Med"),
    coded("9003140C0", "Mossgrove Comm Hosp-OH", "Int Med/Mossgrove", "Mossgrove"),
    coded("9003140C1", "Mossgrove Comm Hosp-OH", "Int Med/Fernside", "Fernside"),
    coded("9004120C0", "AdventFern Health-OH", "Family Medicine", "Fernside"),
    coded("9005120C0", "U Central Ohio-OH", "Fam Med/St Anselms Hosp", "St Anselm"),
]
INDEX = MatchIndex(LIST)


def ids(program: Program) -> list[str]:
    """The candidates, best first."""
    return [candidate.id for candidate in INDEX.candidates(program)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (own("QUILL HARBOR MEDICAL CENTER", "IM"), "9001140C0"),
        (own("Quil Harbor Med. Center", "Internal Medicine Categorical"), "9001140C0"),
        (own("Quill Harbor Medical Center", "Prelim Medicine"), "9001140P0"),
        (own("Quill Harbor Medical Center", "Prelim IM (Neurology)"), "9001140P1"),
        (own("quill harbor", "Peds"), "9001320C0"),
        (own("Quill University", "Internal Med", state="Ohio"), "9002140C0"),
        (own("Mossgrove Community Hospital", "Internal Medicine", "Fernside"), "9003140C1"),
        (own("Mossgrove Community Hospital", "Internal Medicine - Fernside", "Mossgrove"), "9003140C1"),
        (own("Advent Fern Hlth", "FM", "Fernside"), "9004120C0"),
        (own("UCO", "FM", "Saint Anselm"), "9005120C0"),
        (own("University of Central Ohio", "FM St. Anselm's Hospital", "Columbus"), "9005120C0"),
        (own("Advent Fern Health Family Medicine", "", "Fernside"), "9004120C0"),
        (own("", "Advent Fern Health - Family Medicine", "Fernside"), "9004120C0"),
    ],
)
def test_the_right_program_is_first_however_the_row_spells_it(row: Program, code: str) -> None:
    assert ids(row)[0] == code


def test_a_program_of_another_specialty_is_no_candidate_however_alike_the_rest() -> None:
    assert ids(own("Quill Harbor Medical Center", "Psychiatry")) == []
    assert "9001320C0" not in ids(own("Quill Harbor Medical Center", "General Surgery"))
    assert ids(own("Quill Harbor Medical Center", "Med-Peds")) == []


def test_a_program_in_another_state_is_no_candidate() -> None:
    assert ids(own("Quill Harbor Medical Center", "IM", state="Texas")) == []


def test_a_program_with_another_acgme_number_is_no_candidate() -> None:
    numbered = MatchIndex([replace(LIST[0], acgme_id="1403500001")])
    row = own("Quill Harbor Medical Center", "IM", acgme_id="1403500002")
    assert numbered.candidates(row) == ()
    same = own("Something Else", "IM", acgme_id="140-35-00001")
    assert [candidate.id for candidate in numbered.candidates(same)] == ["9001140C0"]


def test_the_tracks_that_share_an_acgme_number_are_told_apart_by_their_names() -> None:
    index = MatchIndex([replace(program, acgme_id="1403500001") for program in LIST[:3]])
    row = own("QHMC", "Preliminary", acgme_id="1403500001")
    assert index.candidates(row)[0].id == "9001140P0"


def test_a_hospital_of_the_same_town_with_another_name_is_no_candidate() -> None:
    assert ids(own("Willowmere Clinic", "IM")) == []


def test_a_row_without_a_specialty_has_every_track_as_a_candidate_and_none_that_is_likely() -> None:
    row = own("Quill Harbor Medical Center")
    found = INDEX.candidates(row)
    assert {candidate.id for candidate in found} == {program.id for program in LIST[:5]}
    assert max(candidate.likeness for candidate in found) < matching.LIKELY


def test_there_are_no_more_than_five_candidates_and_they_fall_in_likeness() -> None:
    many = MatchIndex([coded(f"9001140C{n}", HARBOR, f"Int Med/Track {n}") for n in range(40)])
    found = many.candidates(own("Quill Harbor Medical Center", "IM"))
    assert len(found) == matching.CANDIDATES
    assert [c.likeness for c in found] == sorted((c.likeness for c in found), reverse=True)
    assert all(matching.LEAST <= c.likeness <= 100 for c in found)


def test_the_right_program_is_found_among_hundreds_of_the_same_specialty_and_state() -> None:
    others = [coded(f"{1000 + n}140C0", f"Hospital {n:03} of Fern{n}-OH", "Int Med", f"Town{n}") for n in range(300)]
    index = MatchIndex([*others, LIST[0]])
    assert index.candidates(own("Quil Harbor Medical Centre", "IM"))[0].id == "9001140C0"


def test_a_candidate_is_called_by_institution_name_and_place() -> None:
    (found, *_) = INDEX.candidates(own("Mossgrove Community Hospital", "IM", "Fernside"))
    assert found.title == "Mossgrove Comm Hosp-OH · Int Med/Fernside (Fernside, OH)"


# What may be joined without looking


def one(key: str, *candidates: tuple[str, float]) -> Unsure:
    """An unsure row with these candidates."""
    return Unsure(key, 2, key, tuple(MatchCandidate(code, code, likeness) for code, likeness in candidates))


def test_likely_is_one_that_is_nearly_certain_and_clearly_ahead() -> None:
    rows = [
        one("a", ("1", 98.0), ("2", 90.0)),
        one("b", ("3", 94.9)),
        one("c", ("4", 99.0), ("5", 94.1)),
        one("d", ("6", 95.0)),
    ]
    assert likely_matches(rows) == {"a": "1", "d": "6"}


def test_two_rows_that_mean_the_same_program_are_not_likely() -> None:
    assert likely_matches([one("a", ("1", 99.0)), one("b", ("1", 98.0)), one("c", ("2", 98.0))]) == {"c": "2"}


@pytest.mark.parametrize(
    "row",
    [
        own("Quill Harbor Medical Center", "IM", "Mossgrove"),
        own("Quill Harbor Medical Center", "IM Rural Track"),
        own("Mossgrove Community Hospital", "IM", ""),
        own("Harbor Hospital", "IM"),
    ],
)
def test_another_town_another_track_no_town_or_half_a_name_is_to_be_looked_at(row: Program) -> None:
    found = matching.unsure_matches([row], INDEX)
    assert likely_matches(found) == {}


def test_a_categorical_row_is_never_likely_the_preliminary_year() -> None:
    only_prelim = MatchIndex(LIST[1:3])
    for name in ("Internal Medicine", "Internal Medicine Categorical"):
        found = matching.unsure_matches([own("Quill Harbor Medical Center", name)], only_prelim)
        assert found
        assert likely_matches(found) == {}


def test_a_row_without_a_type_is_not_likely_one_of_two_tracks_of_different_types() -> None:
    two = MatchIndex(
        [coded("9001420A0", HARBOR, "Radiology-Diagnostic"), coded("9001420R0", HARBOR, "Radiology-Diagnostic")]
    )
    found = matching.unsure_matches([own("Quill Harbor Medical Center", "Radiology")], two)
    assert [candidate.id for candidate in found[0].candidates] == ["9001420A0", "9001420R0"]
    assert likely_matches(found) == {}


# What waits for an answer


def test_what_waits_is_every_own_program_with_candidates_that_was_not_asked_about() -> None:
    mine = [own("Quill Harbor Medical Center", "IM"), own("Nowhere Hospital", "IM", "Nowhere"), own("Quill U", "IM")]
    state = State(programs={program.id: program for program in (*LIST, *mine)})
    found = matches_to_ask(state)
    assert {each.key for each in found} == {mine[0].id, mine[2].id}
    assert [each.line for each in found] == [None, None]
    assert found[0].candidates[0].likeness >= found[1].candidates[0].likeness
    apart = Setting(id=f"{matching.JOINED}{mine[0].id}", value="")
    assert {each.key for each in matches_to_ask(state.with_records([("settings", apart.id, apart)]))} == {mine[2].id}


def test_nothing_waits_where_there_is_no_research() -> None:
    assert matches_to_ask(State(programs={program.id: program for program in LIST})) == []


def test_a_row_is_told_in_a_line_with_its_acgme_number() -> None:
    assert matching.text_of(own("Quill Harbor", "IM", acgme_id="1403500001")) == (
        "Quill Harbor · IM (Quill, OH), ACGME 1403500001"
    )
    assert matching.text_of(Program(id="acgme-1403500001", acgme_id="1403500001")) == "ACGME 1403500001"
