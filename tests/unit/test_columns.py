"""Headers: what each column means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.imports import headers
from soaptui.imports.headers import FIELDS, field_of, map_headers, unguarded


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
        ("IMG-friendly", "imgs"), ("Genetics Dept.", "genetics_department"), ("Genetics", "genetics"),
        ("Genetics Elective", "genetics_rotation"), ("Notes", "notes"), ("No", None), ("Number", None),
        ("", None), ("#", None), ("Zip", None), ("州", None), ("2026 Unfilled", None),
        ("Program Number", "code"), ("Hosp", "institution"), ("Sponsors J1?", "j1"), ("Do they sponsor H-1B?", "h1b"),
        ("Visa Sponsorship (J-1/H-1B)", "visa"), ("% Non-US IMG", "img_percent"), ("USMLE", None),
        ("Unfilled (this morning)", "unfilled"), ("Unfilled (2026)", None), ("City, State", "place"),
        ("J-1 Source", "j1_source"), ("H-1B As Of", "h1b_as_of"), ("Takes IMGs As Of", "imgs_as_of"),
        ("Talking Points", "talking_points"), ("My Tier", "tier_override"), ("My Reason", "override_reason"),
        ("Chance", "chance"), ("Value", "value"), ("Tags", "tags"), ("Subspecialties", "subspecialties"),
        ("Tier", "computed"), ("Fit", "computed"), ("Interview invites", None), ("Step 2 CK", None),
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
        headers.squeezed_header(word)
        for field in FIELDS.values()
        for word in dict.fromkeys(map(headers.squeezed_header, field))
    ]
    assert len(words) == len(set(words))
    assert all(words)


@pytest.mark.parametrize(
    "headers",
    [["2026 Quota", "2026 Matched"], ["Quota (2026)", "Positions filled 2026"],
     ["2026_quota", "2026-matched"], ["Quota 2026", "Filled 2026"],
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
    used = [
        *mapping.fields.values(), *mapping.quota.values(), *mapping.matched.values(), *mapping.ignored.values(),
        *mapping.computed.values(),
    ]  # fmt: skip
    assert len(used) == len(set(used))
    assert set(used) == {column for column, header in enumerate(headers) if header.strip()}


def test_what_an_export_works_out_is_passed_over_and_a_lone_tier_is_somebodys_own() -> None:
    exported = map_headers(["Code", "Zip", "Tier", "Fit", "Application", "Why"])
    assert exported.ignored == {"Zip": 1}
    assert exported.computed == {"Tier": 2, "Fit": 3, "Application": 4, "Why": 5}
    own = map_headers(["Code", "Tier", "Why", "Tier"])
    assert own.computed == {}
    assert own.ignored == {"Tier": 1, "Why": 2, "Tier (4)": 3}


def test_a_users_own_column_comes_back_from_an_export_under_its_own_name() -> None:
    mapping = map_headers(["Code", "City (yours)", "City", "Tier (yours)", "x (yours) (yours)"])
    assert mapping.fields == {"code": 0, "city": 2}
    assert mapping.ignored == {"City": 1, "Tier": 3, "x (yours)": 4}


def test_what_the_user_says_of_a_column_goes_before_what_its_heading_means() -> None:
    headers = ["Code", "City", "Zip", "Zip", "Town"]
    mapping = map_headers(headers, {" zip (4)": "city", "CITY": "", "Code": "computed"})
    assert mapping.fields == {"city": 3}
    assert mapping.ignored == {"City": 1, "Zip": 2, "Town": 4}
    assert mapping.computed == {"Code": 0}
    assert mapping.assigned == {0, 1, 3}


def test_of_two_columns_that_are_said_to_be_one_field_the_first_is() -> None:
    assert map_headers(["a", "b"], {"a": "city", "b": "city"}).fields == {"city": 0}


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1+1", "=1+1"), ("'+1 740", "+1 740"), ("'-", "-"), ("'@x", "@x"), ("''=x", "'=x"), ("'t Hart", "'t Hart"),
     ("=1+1", "=1+1"), ("'", "'"), ("", ""), ("'＝1＋1", "＝1＋1"), ("'＋1", "＋1"), ("'－x", "－x"), ("'＠x", "＠x"),
     ("''＝x", "'＝x")],
)  # fmt: skip
def test_an_apostrophe_against_formulas_is_taken_off_once(cell: str, text: str) -> None:
    assert unguarded(cell) == text
