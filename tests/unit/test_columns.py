"""Headers: what each column means, and what a cell under it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import columns, facts
from soaptui.programs.columns import FIELDS, field_of, map_headers
from soaptui.programs.facts import BadCell, known, read_fields, visas_named
from soaptui.programs.sheets import Row
from soaptui.records import Fact, Genetics, YearResult


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NRMP Program Code", "code"), ("nrmp_program_code", "code"), ("NRMP#", "code"), ("Code", "code"),
        ("ACGME ID", "acgme_id"), ("ACGME Program Number", "acgme_id"),
        ("Institution Name", "institution"), ("Sponsoring Institution", "institution"), ("HOSPITAL", "institution"),
        ("Program Name", "name"), ("Specialty", "specialty"), ("Town", "city"), ("State/Territory", "state"),
        ("Positions Unfilled", "unfilled"), ("# Unfilled", "unfilled"), ("#Unfilled", "unfilled"),
        ("No. Unfilled", "unfilled"), ("No. of Unfilled Positions", "unfilled"), ("# of positions", "unfilled"),
        ("Number of Unfilled Positions", "unfilled"), ("Number Unfilled", "unfilled"), ("Vacancies", "unfilled"),
        ("positions\nunfilled", "unfilled"), ("  POSITIONS   UNFILLED ", "unfilled"),
        ("Positions Offered", "quota"), ("Quota", "quota"), ("Application Service", "service"),
        ("SOAP Participation", "in_soap"), ("E-mail", "email"), ("Web Site", "url"), ("Visa Sponsorship", "visa"),
        ("J-1", "j1"), ("J1 visa", "j1"), ("H-1B", "h1b"), ("IMG %", "img_percent"), ("% IMGs", "img_percent"),
        ("IMG-friendly", "imgs"), ("Genetics Dept.", "genetics"), ("Notes", "notes"), ("No", None), ("Number", None),
        ("", None), ("#", None), ("Zip", None), ("州", None), ("2026 Unfilled", None),
    ],
)  # fmt: skip
def test_a_header_means_its_field(header: str, field: str | None) -> None:
    assert field_of(header) == field


@given(st.sampled_from(sorted((word, field) for field, words in FIELDS.items() for word in words)), st.data())
@settings(max_examples=100)
def test_a_synonym_is_known_in_any_case_and_with_any_punctuation(pair: tuple[str, str], data: st.DataObject) -> None:
    word, field = pair
    joined = data.draw(st.sampled_from(["_", "-", "  ", " / "])).join(word.split())
    assert field_of(data.draw(st.sampled_from([joined, joined.upper(), joined.title(), f" {joined}: "]))) == field


def test_no_synonym_belongs_to_two_fields() -> None:
    words = [
        columns.squeezed(word) for field in FIELDS.values() for word in dict.fromkeys(map(columns.squeezed, field))
    ]
    assert len(words) == len(set(words))
    assert all(words)


@pytest.mark.parametrize(
    "headers",
    [["2026 Quota", "2026 Matched"], ["2026_quota", "2026-matched"], ["Quota 2026", "Filled 2026"],
     ["2026QUOTA", "2026 filled"]],
)  # fmt: skip
def test_a_year_has_a_quota_and_a_matched_column(headers: list[str]) -> None:
    mapping = map_headers(["Code", *headers])
    assert mapping.years == ["2026"]
    assert (mapping.quota, mapping.matched) == ({"2026": 1}, {"2026": 2})
    assert mapping.ignored == {}


def test_years_stand_in_order_oldest_first() -> None:
    headers = [f"{year} {what}" for year in (2026, 2024, 2025) for what in ("Quota", "Matched")]
    assert map_headers(headers).years == ["2024", "2025", "2026"]


def test_half_a_year_is_kept_as_an_unknown_column() -> None:
    mapping = map_headers(["Code", "2026 Quota", "2025 Matched", "2024 Quota", "2024 Matched", "2024 Quota"])
    assert mapping.years == ["2024"]
    assert mapping.ignored == {"2026 Quota": 1, "2025 Matched": 2, "2024 Quota": 5}


def test_unknown_columns_are_kept_by_name_and_place() -> None:
    mapping = map_headers(["Code", "Zip", "", "City", "Zip", "City"])
    assert mapping.fields == {"code": 0, "city": 3}
    assert mapping.ignored == {"Zip": 1, "Zip (5)": 4, "City": 5}
    assert mapping.known == 2


@given(
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["Code", "City", "2026 Quota", "2026 Matched", "Zip"])))
)
@settings(max_examples=100)
def test_no_column_counts_twice_and_none_with_a_name_is_lost(headers: list[str]) -> None:
    mapping = map_headers(headers)
    used = [*mapping.fields.values(), *mapping.quota.values(), *mapping.matched.values(), *mapping.ignored.values()]
    assert len(used) == len(set(used))
    assert set(used) == {column for column, header in enumerate(headers) if header.strip()}


def fields(source: str = "list.csv", /, **cells: str) -> dict[str, object]:
    """What one row says: headers as keywords, an underscore for a space."""
    mapping = map_headers([header.replace("_", " ") for header in cells])
    return read_fields(Row(7, list(cells.values())), mapping, source)


@pytest.mark.parametrize(
    ("text", "number"), [("4", 4), ("4.0", 4), (" 4 ", 4), ("04", 4), ("0", 0), ("1,204", 1204), ("99999", 99999)]
)
def test_a_count_is_a_whole_number(text: str, number: int) -> None:
    assert fields(unfilled=text) == {"unfilled": number}


@pytest.mark.parametrize("text", ["four", "4.5", "-1", "4+", "1e3", "１２", "²", "1,2", "123456", "=2+2", "4 of 8"])
def test_a_count_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadCell, match=r"positions unfilled '.*' is no whole number"):
        fields(unfilled=text)
    with pytest.raises(BadCell, match="positions offered"):
        fields(quota=text)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "N/A", "?", "—", "unknown", "TBD"])
def test_a_cell_that_says_nothing_is_left_out(text: str) -> None:
    assert fields(unfilled=text, quota=text, IMG_percent=text) == {}


@pytest.mark.parametrize(
    ("text", "share"), [("62%", 62.0), ("62", 62.0), ("62.46 %", 62.5), ("0.62", 62.0), ("0", 0.0), ("100", 100.0),
                        ("0.5%", 0.5)]
)  # fmt: skip
def test_a_share_of_imgs_is_a_percentage(text: str, share: float) -> None:
    assert fields(IMG_percent=text) == {"img_percent": share}


@pytest.mark.parametrize("text", ["many", "101", "-3", "nan", "inf", "50-60", "%"])
def test_a_share_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadCell, match=r"the share of IMGs '.*' is no percentage"):
        fields(IMG_percent=text)


def test_a_bad_year_is_refused_with_its_name() -> None:
    with pytest.raises(BadCell, match="2026 matched 'NP' is no whole number"):
        fields(**{"2026_quota": "4", "2026_matched": "NP"})


def test_years_without_an_offer_are_no_results() -> None:
    said = fields(**{"2026_quota": "4", "2026_matched": "1", "2025_quota": "0", "2025_matched": "0", "2024_quota": "",
                     "2024_matched": "3"})  # fmt: skip
    assert said == {"results": {"2026": YearResult(quota=4, matched=1)}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", "yes"), ("y", "yes"), ("TRUE", "yes"), ("1", "yes"), ("X", "yes"), ("✓", "yes"),
        ("yes, case by case", "yes"),
        ("No", "no"), ("n", "no"), ("FALSE", "no"), ("0", "no"), ("none", "no"), ("No.", "no"), ("no, never", "no"),
        ("Not participating", "no"), ("", "unknown"), ("?", "unknown"), ("yes?", "unknown"), ("yesterday", "unknown"),
        ("maybe", "unknown"), ("no data", "unknown"), ("no information", "unknown"), ("not sure", "unknown"),
        ("north", "unknown"),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_and_doubt_is_unknown(text: str, value: str) -> None:
    assert known(text) == value


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
        ("Ohio Valley Med Ctr-OH", "Kentucky", "Kentucky"),
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
     ("post", "unknown"), ("", "unknown")],
)  # fmt: skip
def test_the_application_service_is_read(text: str, service: str) -> None:
    assert facts.service_named(text) == service


@pytest.mark.parametrize(
    ("text", "setting"),
    [("University", "university"), ("Academic", "university"), ("University-affiliated", "university-affiliated"),
     ("Community, univ. affiliated", "university-affiliated"), ("Community", "community"), ("rural", "unknown")],
)  # fmt: skip
def test_the_setting_is_read(text: str, setting: str) -> None:
    assert facts.setting_named(text) == setting


def test_a_specialty_stands_in_for_a_name_that_is_missing() -> None:
    assert fields(specialty="Pediatrics")["name"] == "Pediatrics"
    assert fields(specialty="Pediatrics", program="Peds/Primary")["name"] == "Peds/Primary"


def test_a_short_row_says_nothing_of_the_columns_it_does_not_reach() -> None:
    assert read_fields(Row(3, ["Toledo"]), map_headers(["City", "Unfilled", "Zip"]), "x") == {"city": "Toledo"}


def test_a_long_cell_of_an_unknown_column_and_a_note_keep_their_length_and_lines() -> None:
    text = "first line\n" + "long " * 200 + "end"
    said = fields(notes=text, Interview_style=text, city="x" * 500)
    assert said == {"notes": text, "columns": {"Interview style": text}, "city": "x" * 200}
