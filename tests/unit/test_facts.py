"""Cells: what one says under its heading, and what of it is kept where it is not understood."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.imports import cells
from soaptui.imports.cells import genetics_named, known_from, read_fields, visas_named
from soaptui.imports.headers import FIELDS, map_headers
from soaptui.imports.row_fields import SILENT, RowFields, RowReading, stated_fields
from soaptui.imports.table_file import TextRow
from soaptui.records import Fact, Genetics, Program, YearResult


def fields(source: str = "list.csv", /, **cells: str) -> dict[str, Any]:
    """What one row says: headers as keywords, an underscore for a space."""
    return stated(read_row(source, **cells))


def unread(**cells: str) -> dict[str, str]:
    """The cells of one row that are not understood."""
    return read_row("list.csv", **cells).not_understood


def read_row(source: str, /, **cells: str) -> RowReading:
    """One row, read."""
    mapping = map_headers([header.replace("_", " ") for header in cells])
    return read_fields(TextRow(7, list(cells.values())), mapping, source)


def stated(reading: RowReading) -> dict[str, Any]:
    """What a row says, by field; columns of which nothing is left over are left out."""
    said = dict(stated_fields(reading.fields))
    columns = {heading: text for heading, text in reading.fields.columns.items() if text}
    return {name: value for name, value in said.items() if name != "columns"} | (
        {"columns": columns} if columns else {}
    )


@pytest.mark.parametrize(
    ("text", "number"), [("4", 4), ("4.0", 4), (" 4 ", 4), ("04", 4), ("0", 0), ("1,204", 1204), ("99999", 99999)]
)
def test_a_count_is_a_whole_number(text: str, number: int) -> None:
    assert fields(unfilled=text) == {"unfilled": number}


@pytest.mark.parametrize(
    ("text", "number"),
    [("four", 4), ("4 (2 cat, 2 prelim)", 4), ("4*", 4), ("~10", 10), ("2/8", 2), ("1 of 5", 1), ("3 open / 12", 3),
     ("4 positions", 4), ("4+", 4), ("1 (one)", 1), ("filled in R1", 0), ("none", 0), ("\u22651", 1)],
)  # fmt: skip
def test_a_count_with_a_note_is_a_number_and_the_note_is_kept(text: str, number: int) -> None:
    said = fields(unfilled=text)
    assert said["unfilled"] == number
    assert said.get("columns", {"unfilled": text}) == {"unfilled": text}


@pytest.mark.parametrize(
    "text", ["4.5", "-1", "1e3", "１２", "²", "1,2", "123456", "=2+2", "8/2", "12 + 3 prelim", "2026-03-12", "½",
             "5%", "3?", "3-5", "not filled"],
)  # fmt: skip
def test_a_count_that_is_none_stays_unknown_with_its_text(text: str) -> None:
    assert fields(unfilled=text, quota=text) == {"columns": {"unfilled": text, "quota": text}}
    assert unread(unfilled=text) == {"unfilled": text}


@pytest.mark.parametrize(
    ("text", "number"),
    [("12 (3 unfilled)", 3), ("3 (0 open)", 0), ("12 (two spots left)", 2), ("5 (unfilled: 2)", 2),
     ("12 (9 filled, 3 unfilled)", 3), ("12 (2 of 12 remaining)", 2), ("5 (open)", 5), ("5 (all still open)", 5),
     ("3 open (3 left)", 3), ("3 (full-time)", 3), ("3 (no visas)", 3), ("5 [2 vacant]", 2)],
)  # fmt: skip
def test_what_a_bracket_says_of_the_open_positions_is_the_count(text: str, number: int) -> None:
    assert fields(unfilled=text) == {"unfilled": number, "columns": {"unfilled": text}}


@pytest.mark.parametrize(
    "text",
    ["12 (9 filled)", "3 (all filled)", "3 (filled)", "3 (Closed)", "3 (full)", "3 (none left)", "3 (not open)",
     "3 (no open positions)", "3 (no spots)", "3 (withdrawn)", "3 (few left)", "3 (5 open)", "3 open (2 left)",
     "12 (2 cat open, 1 open)", "12 (3 unfilled, 2 available)"],
)  # fmt: skip
def test_a_count_that_its_bracket_denies_is_asked_about(text: str) -> None:
    assert fields(unfilled=text) == {"columns": {"unfilled": text}}
    assert unread(unfilled=text) == {"unfilled": text}


def test_a_bracket_on_open_positions_leaves_what_is_offered_as_it_is() -> None:
    assert fields(quota="12 (3 unfilled)") == {"quota": 12, "columns": {"quota": "12 (3 unfilled)"}}
    assert fields(quota="12 (9 filled)") == {"quota": 12, "columns": {"quota": "12 (9 filled)"}}


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "N/A", "?", "—", "unknown", "TBD"])
def test_a_cell_that_says_nothing_is_left_out(text: str) -> None:
    assert fields(unfilled=text, quota=text, IMG_percent=text) == {}


@pytest.mark.parametrize(
    ("text", "share"), [("62%", 62.0), ("62", 62.0), ("62.46 %", 62.5), ("0.62", 62.0), ("0", 0.0), ("100", 100.0),
                        ("0.5%", 0.5)]
)  # fmt: skip
def test_a_share_of_imgs_is_a_percentage(text: str, share: float) -> None:
    assert fields(IMG_percent=text) == {"img_percent": share}


@pytest.mark.parametrize("text", ["many", "101", "-3", "nan", "inf", "50-60", "%", "1,000", "~45%"])
def test_a_share_that_is_none_stays_unknown_with_its_text(text: str) -> None:
    assert fields(IMG_percent=text) == {"columns": {"IMG percent": text}}
    assert unread(IMG_percent=text) == {"IMG percent": text}


def test_a_bad_year_is_left_out_with_its_text() -> None:
    cells = {"2026_quota": "4", "2026_matched": "NP"}
    assert fields(**cells) == {"columns": {"2026 matched": "NP"}}


def test_years_without_an_offer_are_no_results() -> None:
    said = fields(**{"2026_quota": "4", "2026_matched": "1", "2025_quota": "0", "2025_matched": "0", "2024_quota": "",
                     "2024_matched": "3"})  # fmt: skip
    assert said == {"results": {"2026": YearResult(quota=4, matched=1)}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", "yes"), ("y", "yes"), ("TRUE", "yes"), ("1", "yes"), ("X", "yes"), ("✓", "yes"),
        ("yes, case by case", "unknown"), ("yes (website 2026)", "yes"), ("No problem", "unknown"),
        ("No", "no"), ("n", "no"), ("FALSE", "no"), ("0", "no"), ("none", "no"), ("No.", "no"), ("no, never", "no"),
        ("Not participating", "no"), ("", "unknown"), ("?", "unknown"), ("yes?", "unknown"), ("yesterday", "unknown"),
        ("maybe", "unknown"), ("no data", "unknown"), ("no information", "unknown"), ("not sure", "unknown"),
        ("north", "unknown"),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_and_doubt_is_unknown(text: str, value: str) -> None:
    assert known_from(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("J-1", {"j1": "yes"}),
        ("J1/H1B", {"j1": "yes", "h1b": "yes"}),
        ("J‑1 and H–1B", {"j1": "yes", "h1b": "yes"}),
        ("H-1B (after Step 3)", {"h1b": "yes"}),
        ("No J-1", {"j1": "no"}),
        ("does not sponsor H-1B", {"h1b": "no"}),
        ("doesn't sponsor H-1B", {"h1b": "no"}),
        ("J-1 only, no H-1B", {"j1": "yes", "h1b": "no"}),
        ("J-1; no H-1B", {"j1": "yes", "h1b": "no"}),
        ("J-1, H-1B not sponsored", {"h1b": "no"}),
        ("J-1: No; H-1B: Yes", {"j1": "no", "h1b": "yes"}),
        ("J-1 sponsored, H-1B not sponsored", {"j1": "yes", "h1b": "no"}),
        ("None", {"j1": "no", "h1b": "no"}),
        ("No visa sponsorship", {"j1": "no", "h1b": "no"}),
        ("No J-1 or H-1B", {"j1": "no"}),
        ("J-1 and H-1B not sponsored", {"h1b": "no"}),
        ("J-1 not H-1B", {}),
        ("J-1 no; J-1 yes", {}),
        ("J-1?", {}),
        ("J1: Y H1B: N", {"j1": "yes", "h1b": "no"}),
        ("neither J1 nor H1B", {"j1": "no", "h1b": "no"}),
        ("J-1, H1B rarely", {"j1": "yes"}),
        ("rarely J-1, H-1B", {}),
        ("H-1B until 2024", {}),
        ("J-1, H-1B suspended", {"h1b": "no"}),
        ("not only J-1", {}),
        ("H1b only", {"j1": "no", "h1b": "yes"}),
        ("J1 only", {"j1": "yes", "h1b": "no"}),
        ("only J-1", {"j1": "yes", "h1b": "no"}),
        ("J-1 only, no H1B", {"j1": "yes", "h1b": "no"}),
        ("H-1B only with Step 3", {"h1b": "yes"}),
        ("J-1; US grads only", {}),
        ("J1 pending", {}),
        ("H-1B: contact GME", {}),
        ("J-1, H-1B; case by case", {}),
        ("H-1B (after Step 3)", {"h1b": "yes"}),
        ("no information on J-1", {}),
        ("yes", {}),
        ("ask", {}),
        ("", {}),
    ],
)
def test_a_visa_that_is_denied_or_doubted_never_counts_as_sponsored(text: str, said: dict[str, str]) -> None:
    assert visas_named(text) == said


def test_a_visa_column_of_its_own_goes_before_the_common_one() -> None:
    said = fields("notes.csv", visa="J-1, H-1B", j1="no")
    assert said == {"j1": Fact(value="no", source="notes.csv"), "h1b": Fact(value="yes", source="notes.csv")}


def test_facts_name_the_file_they_come_from() -> None:
    said = fields("notes.csv", imgs="yes", genetics="yes")
    fact = Fact(value="yes", source="notes.csv")
    assert said == {"imgs": fact, "genetics": Genetics(department=fact)}


@pytest.mark.parametrize(
    ("institution", "state", "found"),
    [
        ("Ohio Valley Med Ctr-OH", "", "OH"),
        ("Ohio Valley Med Ctr-OH", "ky", "KY"),
        ("Ohio Valley Med Ctr-OH", "Kentucky", "KY"),
        ("Ohio Valley Med Ctr-OH", "Ontario", "Ontario"),
        ("Ohio Valley Med Ctr-XX", "", None),
        ("Ohio Valley", "", None),
    ],
)
def test_the_state_is_its_own_column_or_the_end_of_the_institution(
    institution: str, state: str, found: str | None
) -> None:
    assert fields(institution=institution, state=state).get("state") == found


@pytest.mark.parametrize(
    ("text", "service"),
    [("ERAS", "ERAS"), ("eras / MyERAS", "ERAS"), ("ResidencyCAS", "ResidencyCAS"), ("Residency CAS", "ResidencyCAS"),
     ("post", "other"), ("PSCA", "other"), ("ERAS, ResidencyCAS", "unknown"), ("not ERAS", "unknown"),
     ("ERAS, not ResidencyCAS", "ERAS"), ("ERAS?", "unknown"), ("", "unknown")],
)  # fmt: skip
def test_the_application_service_is_read(text: str, service: str) -> None:
    assert cells.service_named(text) == service


@pytest.mark.parametrize(
    ("text", "setting"),
    [("University", "university"), ("Academic", "university"), ("University-affiliated", "university-affiliated"),
     ("Community, univ. affiliated", "university-affiliated"), ("Community", "community"), ("rural", "unknown")],
)  # fmt: skip
def test_the_setting_is_read(text: str, setting: str) -> None:
    assert cells.setting_named(text) == setting


def test_a_specialty_stands_in_for_a_name_that_is_missing() -> None:
    assert fields(specialty="Pediatrics")["name"] == "Pediatrics"
    assert fields(specialty="Pediatrics", program="Peds/Primary")["name"] == "Peds/Primary"


def test_a_short_row_says_nothing_of_the_columns_it_does_not_reach() -> None:
    reading = read_fields(TextRow(3, ["Toledo"]), map_headers(["City", "Unfilled", "Zip"]), "x")
    assert stated(reading) == {"city": "Toledo"}


def test_a_long_cell_of_an_unknown_column_and_a_note_keep_their_length_and_lines() -> None:
    text = "first line\n" + "long " * 200 + "end"
    said = fields(notes=text, Interview_style=text, city="x" * 500)
    assert said == {"notes": text, "columns": {"Interview style": text}, "city": "x" * 200}


@pytest.mark.parametrize(
    ("text", "chance"),
    [
        ("0.35", 0.35),
        ("35%", 0.35),
        ("35", 0.35),
        ("0.5 %", 0.005),
        ("1", 1.0),
        ("100", 1.0),
        ("0", 0.0),
        (".5", 0.5),
    ],
)
def test_a_chance_is_a_share_of_one_or_a_percentage(text: str, chance: float) -> None:
    assert fields(chance=text) == {"chance": chance}


@pytest.mark.parametrize("text", ["good", "101", "-0.1", "1e-3", "nan", "1/3"])
def test_a_chance_that_is_none_stays_unknown_with_its_text(text: str) -> None:
    assert fields(chance=text) == {"columns": {"chance": text}}


def test_a_value_is_a_number() -> None:
    assert fields(value="2.5") == {"value": 2.5}
    assert fields(value="12") == {"value": 12.0}
    assert fields(value="high") == {"columns": {"value": "high"}}


def test_what_is_the_users_own_is_read_as_it_is_kept() -> None:
    said = fields(Tags=" night float, a; b,,a", Talking_points="'- one\n- two", My_tier="Tier 2",
                  My_reason="near home", Subspecialties="Strong")  # fmt: skip
    assert said == {
        "tags": ("night float", "a", "b"), "talking_points": "- one\n- two", "tier_override": "2",
        "override_reason": "near home", "subspecialties": "strong",
    }  # fmt: skip
    assert fields(My_tier="4") == {"columns": {"My tier": "4"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yes", {"department": "yes"}),
        ("no", dict.fromkeys(("department", "clinic", "rotation", "research"), "no")),
        ("clinic", {"clinic": "yes"}),
        ("dept + rotation", {"department": "yes", "rotation": "yes"}),
        ("Department, no clinic", {"department": "yes", "clinic": "no"}),
        ("elective; research", {"rotation": "yes", "research": "yes"}),
        ("clinic?", {}),
        ("two faculty", {}),
        ("no genetics", dict.fromkeys(("department", "clinic", "rotation", "research"), "no")),
        ("genetics center", {"department": "yes"}),
        ("CWRU genetics", {"department": "yes"}),
        ("inst. human genomics", {"department": "yes"}),
        ("cancer center", {}),
        ("limited genetics", {}),
        ("clinic planned 2028", {}),
        ("", {}),
    ],
)
def test_genetics_in_words_says_which_part_there_is(text: str, said: dict[str, str]) -> None:
    assert genetics_named(text) == said


def test_a_part_of_genetics_in_a_column_of_its_own_goes_before_the_common_one() -> None:
    said = fields("notes.csv", genetics="yes", genetics_department="no", genetics_elective="yes")
    fact = Fact(value="yes", source="notes.csv")
    assert said == {"genetics": Genetics(department=Fact(value="no", source="notes.csv"), rotation=fact)}


def test_a_fact_names_its_own_source_and_date_before_those_of_the_row_and_the_file() -> None:
    said = fields("list.csv", J1="yes", J1_source="their site", J1_as_of="2026-11", H1B="no", Source="a friend",
                  As_of="May 2026", Takes_IMGs="")  # fmt: skip
    assert said == {
        "j1": Fact(value="yes", source="their site", as_of="2026-11"),
        "h1b": Fact(value="no", source="a friend", as_of="May 2026"),
    }


def test_a_visa_that_is_named_under_its_own_heading_is_sponsored() -> None:
    said = fields("x", J1="J-1 only", H1B="not sponsored")
    assert (said["j1"], said["h1b"]) == (Fact(value="yes", source="x"), Fact(value="no", source="x"))


@pytest.mark.parametrize(
    ("header", "text"),
    [("Visa", "ask the coordinator"), ("J1", "case by case"), ("Setting", "rural"), ("Subspecialties", "Cards, GI"),
     ("Genetics", "two faculty"), ("Location", "near the lake"), ("As of", "May"),
     ("Source", "a friend")],
)  # fmt: skip
def test_a_cell_that_is_not_understood_is_kept_under_its_heading(header: str, text: str) -> None:
    said = fields(**{header.replace(" ", "_"): text})
    assert said == {"columns": {header: text}}


def test_a_cell_that_says_more_than_yes_or_no_is_kept_beside_what_it_says() -> None:
    said = fields("x", Visa="H-1B (after Step 3)", IMG="yes, 2 of 8")
    assert said["h1b"] == Fact(value="yes", source="x")
    assert said["imgs"] == Fact(value="yes", source="x")
    assert said["columns"] == {"Visa": "H-1B (after Step 3)", "IMG": "yes, 2 of 8"}
    assert "columns" not in fields(Visa="J-1 and H-1B", J1="yes", IMG="no", Genetics="clinic + research")


@pytest.mark.parametrize(
    ("text", "city", "state"),
    [("Toledo, OH", "Toledo", "OH"), ("Coeur d’Alene, Idaho 83814", "Coeur d’Alene", "ID"),
     ("Ohio Valley, St. Clairsville, OH 43950-1234", "Ohio Valley, St. Clairsville", "OH")],
)  # fmt: skip
def test_a_place_is_a_city_and_a_state(text: str, city: str, state: str) -> None:
    assert fields(location=text) == {"city": city, "state": state}
    assert fields(location=text, city="Lima", state="pa") == {"city": "Lima", "state": "PA"}


def test_a_type_of_program_that_is_an_affiliation_is_read_as_one() -> None:
    assert (
        fields(Program_type="Community-based, university-affiliated hospital")["setting"] == "university-affiliated"
    )


def test_only_a_row_without_a_code_says_its_own_specialty_and_type() -> None:
    said = fields(code="1234140C0", specialty="Pediatrics", type="Categorical")
    assert said == {"name": "Pediatrics"}
    assert fields(code="1234140C0", type="three years") == {"columns": {"type": "three years"}}
    said = fields(code="", specialty="Pediatrics", type="Categorical")
    assert said == {"name": "Pediatrics", "specialty": "Pediatrics", "type": "Categorical"}


NAMES = sorted(FIELDS)
HEADINGS = {field: words[0] for field, words in FIELDS.items()}


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20), max_size=8))
@settings(max_examples=150)
def test_any_row_is_read_and_no_cell_is_lost(cells: dict[str, str]) -> None:
    mapping = map_headers([HEADINGS[name] for name in cells])
    reading = read_fields(TextRow(3, list(cells.values())), mapping, "x")
    assert all(value not in ("", None, (), {}) for value in stated(reading).values())
    for heading, text in reading.not_understood.items():
        assert reading.fields.columns[heading] == text


def test_what_a_row_says_has_the_fields_of_a_program_with_their_defaults() -> None:
    blank = Program(id="")
    assert {name: getattr(SILENT, name) for name in RowFields.__struct_fields__} == {
        name: getattr(blank, name) for name in RowFields.__struct_fields__
    }
