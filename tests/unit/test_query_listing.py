"""What typing finds, and the list as it is looked at."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.filters.query import accepts, terms
from soaptui.programs.listing import Listing, ProgramRow, as_json, positions
from soaptui.programs.program_filter import program_haystack
from soaptui.records import Application, Fact, Genetics, ListVersion, Profile, Program, State, YearResult, replace
from tests.unit.filter_helpers import filtered
from tests.unit.lists import LATER, NOW, UNFILLED, imported

YES = Fact(value="yes")

OHIO = Program(
    id="1234140C0", code="1234140C0", institution="Ohio Valley Med Ctr", name="Int Med/Main",
    specialty="Internal Medicine", city="Marietta", state="OH", service="ERAS", phone="740 555 0140",
    notes="Asked about\nStep 3", tags=("call-back",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("  ", ()),
        ("Ohio IM", ("ohio", "im")),
        ('"Ohio Valley" im', ("ohio valley", "im")),
        ('"ohio val', ("ohio val",)),
        ('""', ()),
        ('"', ()),
        ('  " Step 3 "  ', ("step 3",)),
        ("STRASSE straße", ("strasse", "strasse")),
    ],
)
def test_words_and_runs_in_quotes_are_terms(text: str, found: tuple[str, ...]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "ohio", "OHIO", "valley ohio", "marietta internal", "1234140c0", "eras", "oh", '"ohio valley"', '"step 3"',
     "call-back", "740 0140", "internal med", '"int med/main" OHIO'],
)  # fmt: skip
def test_every_term_is_found_in_any_order_and_case(text: str) -> None:
    assert accepts(program_haystack(OHIO), terms(text))


@pytest.mark.parametrize(
    "text", ["toledo", "ohio toledo", '"valley ohio"', '"marietta oh"', "residencycas", "unknown"]
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert not accepts(program_haystack(OHIO), terms(text))


def test_the_short_name_of_the_specialty_is_found() -> None:
    assert accepts(program_haystack(Program(id="x", code="1234700C0")), terms("med-peds"))


def test_a_program_without_a_code_is_found_by_its_id_and_an_unknown_service_is_no_word() -> None:
    assert program_haystack(Program(id="a1b2")) == " a1b2 "


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_no_typing_breaks_the_filter_and_more_typing_never_finds_more(text: str) -> None:
    hay = program_haystack(OHIO)
    for extra in ("zzz", text):
        if accepts(hay, (*terms(text), *terms(extra))):
            assert accepts(hay, terms(text))
    assert all(term == term.strip() and term for term in terms(text))


# The listing


def state_of(*programs: Program, **tables: Any) -> State:
    """A state with these programs."""
    return State(programs={program.id: program for program in programs}, **tables)


def ids(rows: list[ProgramRow]) -> list[str]:
    """The ids in their order."""
    return [row.program.id for row in rows]


THREE = [replace(OHIO, id=f"123{n}140C0", code=f"123{n}140C0") for n in (4, 5, 6)]


def test_rows_of_unchanged_programs_are_the_same_objects() -> None:
    listing = Listing()
    state = state_of(*THREE)
    first = listing.rows(state, {})
    again = listing.rows(state, {})
    assert all(one is other for one, other in zip(first, again, strict=True))


@pytest.mark.parametrize("with_profile", [True, False])
def test_only_the_row_of_a_changed_program_is_made_anew(with_profile: bool) -> None:
    listing = Listing()
    profile = {"me": Profile(id="me", visa="J-1")} if with_profile else {}
    state = state_of(*THREE, profile=profile)
    before = {row.program.id: row for row in listing.rows(state, {})}
    changed = replace(THREE[1], notes="called")
    after = {row.program.id: row for row in listing.rows(state.with_records([("programs", changed.id, changed)]), {})}
    assert [after[id_] is before[id_] for id_ in before] == [id_ != changed.id for id_ in before]
    assert "called" in after[changed.id].haystack


def test_every_row_is_made_anew_when_the_profile_changes() -> None:
    listing = Listing()
    states = [
        state_of(*THREE, profile=profile)
        for profile in ({}, {"me": Profile(id="me", visa="none")}, {"me": Profile(id="me", visa="J-1")}, {})
    ]
    shown = [listing.rows(state, {}) for state in states]
    reasons = [["you need no visa" in row.assessment.reasons for row in rows] for rows in shown]
    assert reasons == [[False] * 3, [True] * 3, [False] * 3, [False] * 3]


def test_an_equal_profile_in_a_new_object_makes_no_row_anew() -> None:
    listing = Listing()
    first = listing.rows(state_of(*THREE, profile={"me": Profile(id="me", visa="J-1")}), {})
    again = listing.rows(state_of(*THREE, profile={"me": Profile(id="me", visa="J-1")}), {})
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_a_row_is_made_anew_when_its_program_closes_or_its_application_changes() -> None:
    listing = Listing()
    state = state_of(*THREE)
    before = {row.program.id: row for row in listing.rows(state, {})}
    closed = {row.program.id: row for row in listing.rows(state, {THREE[0].id: "filled"})}
    assert [closed[p.id] is before[p.id] for p in THREE] == [False, True, True]
    assert closed[THREE[0].id].tier == "no"
    application = Application(id=THREE[1].id, program=THREE[1].id, planned=NOW)
    state = state.with_records([("applications", application.id, application)])
    applied = {row.program.id: row for row in listing.rows(state, {THREE[0].id: "filled"})}
    assert [applied[p.id] is closed[p.id] for p in THREE] == [True, False, True]
    assert applied[THREE[1].id].application is application
    reopened = {row.program.id: row for row in listing.rows(state_of(*THREE), {})}
    assert reopened[THREE[0].id].tier != "no"
    assert reopened[THREE[1].id].application is None


def test_the_first_list_puts_programs_that_are_not_on_it_out_of_the_question() -> None:
    listing = Listing()
    state = state_of(OHIO)
    assert listing.rows(state, {})[0].tier == "3"
    state = state.with_records([("list_versions", "v", ListVersion(id="v", at=NOW, source="list.csv"))])
    assert listing.rows(state, {})[0].tier == "no"


def test_a_program_that_is_gone_from_the_state_is_gone_from_the_rows() -> None:
    listing = Listing()
    listing.rows(state_of(*THREE), {})
    assert ids(listing.rows(state_of(THREE[0]), {})) == [THREE[0].id]


def test_rows_stand_tier_by_tier_the_best_fit_first_then_by_name() -> None:
    best = replace(OHIO, id="1", j1=YES, imgs=YES, genetics=Genetics(clinic=YES))
    second = replace(best, id="2", genetics=Genetics(), setting="university")
    third = [replace(OHIO, id=name, institution=name) for name in ("Zed", "alder", "Birch")]
    out = replace(best, id="out", in_soap="no")
    state = state_of(out, *third, second, best, profile={"me": Profile(id="me", visa="J-1")})
    rows = Listing().rows(state, {})
    assert ids(rows) == ["1", "2", "alder", "Birch", "Zed", "out"]
    assert [row.tier for row in rows] == ["1", "2", "3", "3", "3", "no"]


def test_filtering_keeps_the_order_and_finds_every_word() -> None:
    rows = Listing().rows(imported(UNFILLED), {})
    assert filtered(rows, "") == rows
    assert ids(filtered(rows, "residencycas")) == ["1234110C1"]
    assert ids(filtered(rows, "PEDS genetics")) == ["1234765C0"]
    assert filtered(rows, "peds toledo") == []


@pytest.mark.parametrize(
    ("changes", "any_list", "found"),
    [
        ({"listed": "yes", "unfilled": 3}, True, (3, "list")),
        ({"listed": "yes"}, True, (None, "list")),
        ({"listed": "no", "unfilled": 0}, True, (0, "list")),
        ({"results": {"2026": YearResult(quota=4, matched=1)}}, True, (0, "list")),
        (
            {"results": {"2026": YearResult(quota=4, matched=1), "2025": YearResult(quota=9, matched=1)}},
            False,
            (3, "results 2026"),
        ),
        ({"results": {"2026": YearResult(quota=4, matched=6)}}, False, (0, "results 2026")),
        ({}, False, (None, "")),
    ],
)
def test_open_positions_come_from_the_list_and_before_there_is_one_from_the_newest_year(
    changes: dict[str, Any], any_list: bool, found: tuple[int | None, str]
) -> None:
    assert positions(replace(OHIO, **changes), any_list) == found


def test_a_row_in_json_says_all_that_the_screen_does() -> None:
    state = imported(UNFILLED)
    state = state.with_records(
        [("applications", "1234140C0", Application(id="1234140C0", program="1234140C0", sent=NOW))]
    )
    row = next(row for row in Listing().rows(state, {}) if row.program.id == "1234140C0")
    assert as_json(row, True) == {
        "code": "1234140C0",
        "institution": "Ohio Valley Med Ctr-OH",
        "name": "Internal Medicine",
        "specialty": "Internal Medicine",
        "type": "C",
        "type_label": "categorical",
        "city": "Marietta",
        "state": "OH",
        "service": "ERAS",
        "other_service": "",
        "positions": 4,
        "positions_from": "list",
        "listed": "yes",
        "tier": "3",
        "fit": row.assessment.fit,
        "reasons": list(row.assessment.reasons),
        "unknowns": list(row.assessment.unknowns),
        "against": [],
        "not_proposed": "",
        "position": "",
        "cut_offs": {},
        "application": "sent",
        "new": False,
        "visa": ["unknown"],
        "chance": None,
        "value": None,
    }


def test_a_row_in_json_says_the_users_own_figures_and_the_visas_as_the_filter_does() -> None:
    fresh = Fact(value="yes", as_of="Feb 2027")
    row = Listing().rows(state_of(replace(OHIO, chance=0.25, value=80.0, j1=YES, h1b=fresh)), {})[0]
    said = as_json(row, False)
    assert (said["chance"], said["value"], said["visa"]) == (0.25, 80.0, ["h1b", "j1"])


def test_what_came_with_the_newest_list_is_new_where_there_was_an_older_one() -> None:
    def new(*versions: ListVersion) -> list[str]:
        state = state_of(*THREE, list_versions={version.id: version for version in versions})
        rows = listing.rows(state, {})
        return [row.program.id for row in rows if row.new]

    listing = Listing()
    one, two, three = (program.id for program in THREE)
    monday = ListVersion(id="a", at=NOW, source="monday.csv", appeared=(one, two))
    thursday = ListVersion(id="b", at=LATER, source="thursday.csv", appeared=(three,))
    assert new() == []
    assert new(monday) == []
    assert new(monday, thursday) == [three]
    assert new(thursday, monday) == [three]
    assert new(monday, replace(thursday, appeared=())) == []


def test_only_the_rows_that_are_new_or_no_longer_so_are_made_anew_by_a_list() -> None:
    listing = Listing()
    versions = [
        ListVersion(id=str(n), at=NOW + timedelta(hours=n), source="list.csv", appeared=(THREE[n].id,))
        for n in (0, 1, 2)
    ]
    state = state_of(*THREE, list_versions={v.id: v for v in versions[:2]})
    before = {row.program.id: row for row in listing.rows(state, {})}
    state = state.with_records([("list_versions", "2", versions[2])])
    after = {row.program.id: row for row in listing.rows(state, {})}
    assert [after[p.id] is before[p.id] for p in THREE] == [True, False, False]
