"""What the user does to programs: another tier, tags, fields written by hand; the records that it makes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs.editing import fact_confirmed, program_edited, program_tagged, tier_overridden
from soaptui.records import Fact, Genetics, Program, replace
from soaptui.refusal import Refusal
from soaptui.text import NAME_LIMIT, NOTE_LIMIT

NOW = datetime(2027, 3, 15, 14, 5, tzinfo=UTC)
FREIDA = Fact(value="yes", source="freida", as_of="Feb 2027")
NOTES = Fact(value="no", source="notes", as_of="Sep 2026")
PROGRAM = Program(
    id="1234140C0", code="1234140C0", type="C", institution="Ohio Valley Med Ctr", j1=FREIDA, tags=("near",)
)


# Tiers


def test_a_tier_of_the_users_own_is_kept_with_its_reason() -> None:
    found = tier_overridden(PROGRAM, "1", " my sister\nlives\x1b[31m there ")
    assert (found.tier_override, found.override_reason) == ("1", "my sister lives there")
    assert tier_overridden(PROGRAM, "no").tier_override == "no"


def test_no_tier_goes_by_the_rules_again_and_forgets_the_reason() -> None:
    mine = tier_overridden(PROGRAM, "1", "my sister lives there")
    assert tier_overridden(mine, "", "whatever") == PROGRAM


def test_a_tier_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refusal, match="There is no tier '4': choose one of 1, 2, 3, no, or none"):
        tier_overridden(PROGRAM, "4")


# Tags


def test_a_tag_is_put_on_those_that_have_it_not_and_taken_off_those_that_have_it() -> None:
    other = replace(PROGRAM, id="1235140C0", tags=())
    assert program_tagged([PROGRAM, other], "Near", True) == [replace(other, tags=("Near",))]
    assert program_tagged([PROGRAM, other], "Near", False) == [replace(PROGRAM, tags=())]
    assert program_tagged([PROGRAM], "visited", True)[0].tags == ("near", "visited")
    assert program_tagged([PROGRAM], "visited", False) == []
    assert program_tagged([], "visited", True) == []


def test_a_tag_is_one_clean_word_or_a_few_and_never_empty() -> None:
    assert program_tagged([PROGRAM], " ask,\nabout\x07 visa ", True)[0].tags == ("near", "ask about visa")
    with pytest.raises(Refusal, match="A tag needs a word"):
        program_tagged([PROGRAM], " , ", True)


# Fields


def test_texts_are_cleaned_and_notes_keep_their_lines() -> None:
    found = program_edited(
        PROGRAM,
        NOW,
        notes="first\r\nsecond\x1b]0;title\x07",
        talking_points="a\nb",
        phone=" (555)\n555 0100 ",
        email="gme@example.org",
        url="https://example.org/gme",
        city="x" * 300,
        institution="Ohio Valley",
    )
    assert (found.notes, found.talking_points) == ("first\nsecond", "a\nb")
    assert (found.phone, found.email, found.url) == ("(555) 555 0100", "gme@example.org", "https://example.org/gme")
    assert len(found.city) == NAME_LIMIT
    assert len(program_edited(PROGRAM, NOW, notes="x" * 30_000).notes) == NOTE_LIMIT
    assert found.j1 == FREIDA
    assert program_edited(found, NOW, notes="").notes == ""


def test_tags_are_written_with_commas_between_each_once() -> None:
    assert program_edited(PROGRAM, NOW, tags=" near, visited ,, near,ask first").tags == (
        "near",
        "visited",
        "ask first",
    )
    assert program_edited(PROGRAM, NOW, tags="").tags == ()


def test_a_visa_set_by_hand_is_the_users_own_claim_of_this_month_and_the_contrary_stays_beside_it() -> None:
    found = program_edited(PROGRAM, NOW, j1="No", h1b="yes")
    assert found.j1 == Fact(value="no", source="you", as_of="2027-03", others=(FREIDA,))
    assert found.h1b == Fact(value="yes", source="you", as_of="2027-03")
    back = program_edited(found, NOW, j1="yes")
    assert back.j1 == Fact(value="yes", source="you", as_of="2027-03")
    disputed = replace(PROGRAM, j1=Fact(value="yes", source="freida", as_of="Feb 2027", others=(NOTES,)))
    assert program_edited(disputed, NOW, j1="no").j1.others == (FREIDA,)


def test_the_month_is_that_of_eastern_time() -> None:
    late = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)
    assert program_edited(PROGRAM, late, h1b="no").h1b.as_of == "2027-03"


def test_the_same_words_again_change_nothing_and_unknown_forgets() -> None:
    assert program_edited(PROGRAM, NOW, j1="yes", h1b="unknown", notes="", tags="near") == PROGRAM
    assert program_edited(PROGRAM, NOW) == PROGRAM
    assert program_edited(PROGRAM, NOW, j1="unknown").j1 == Fact()


def test_genetics_is_written_part_by_part() -> None:
    known = replace(PROGRAM, genetics=Genetics(department=FREIDA))
    found = program_edited(known, NOW, genetics_clinic="yes", genetics_rotation="no").genetics
    assert found.department == FREIDA
    assert (found.clinic.value, found.clinic.source) == ("yes", "you")
    assert (found.rotation.value, found.research.value) == ("no", "unknown")


def test_a_claim_that_was_looked_up_again_becomes_the_users_own_of_this_month() -> None:
    old = replace(PROGRAM, h1b=Fact(value="yes", source="site", as_of="Aug 2025", others=(NOTES,)))
    found = fact_confirmed(old, "h1b", NOW)
    assert found.h1b == Fact(value="yes", source="you", as_of="2027-03", others=(NOTES,))


def test_choices_and_percentages_are_taken_however_they_are_written() -> None:
    found = program_edited(
        PROGRAM, NOW, setting="University", service="residencycas", in_soap="YES", subspecialties="Strong",
        img_percent="62.5 %",
    )  # fmt: skip
    assert (found.setting, found.service, found.in_soap) == ("university", "ResidencyCAS", "yes")
    assert (found.subspecialties, found.img_percent) == ("strong", 62.5)
    assert program_edited(found, NOW, img_percent="").img_percent is None


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("j1", "perhaps", "j1=perhaps is not known: choose one of yes, no, unknown"),
        ("setting", "big", "setting=big is not known: choose one of university"),
        ("img_percent", "101", "img_percent=101 is not a percentage"),
        ("img_percent", "nan", "img_percent=nan is not a percentage"),
        ("img_percent", "many", "img_percent=many is not a percentage"),
        ("code", "1234140C1", "'code' cannot be edited: choose one of institution"),
        ("genetics_gym", "yes", "'genetics_gym' cannot be edited"),
        ("genetics", "yes", "'genetics' cannot be edited"),
    ],
)
def test_what_a_field_cannot_take_is_refused_with_what_it_can(field: str, text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        program_edited(PROGRAM, NOW, **{field: text})


TEXTS = ("institution", "name", "city", "phone", "email", "url", "tags", "talking_points", "notes")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.text(max_size=60))
def test_whatever_is_written_no_control_character_is_kept_and_writing_it_again_changes_nothing(
    field: str, text: str
) -> None:
    found = program_edited(PROGRAM, NOW, **{field: text})
    kept = ", ".join(found.tags) if field == "tags" else getattr(found, field)
    assert not any(ord(character) < 32 and character not in "\n\t" for character in kept)
    assert program_edited(found, NOW, **{field: kept}) == found


def test_a_service_chosen_by_hand_ends_what_the_list_called_it() -> None:
    there = replace(PROGRAM, service="other", other_service="PSCA")
    assert program_edited(there, NOW, service="other").other_service == "PSCA"
    assert program_edited(there, NOW, notes="mine").other_service == "PSCA"
    chosen = program_edited(there, NOW, service="ERAS")
    assert (chosen.service, chosen.other_service) == ("ERAS", "")
