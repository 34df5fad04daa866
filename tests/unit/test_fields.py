"""What the columns of the program table say, and how the table is sorted by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.programs import table_columns
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.records import Application, Fact, Genetics, Profile, Program, State, YearResult
from soaptui.week import zones

NOW = zones.read_iso("2027-03-15T12:00")
YES, NO = Fact(value="yes"), Fact(value="no")


def rows_of(*programs: Program, **more: object) -> list[ProgramRow]:
    state = State(programs={p.id: p for p in programs}, profile={"me": Profile(id="me", visa="J-1")}, **more)  # type: ignore[arg-type]
    return Listing().rows(state, {})


def by(rows: list[ProgramRow], field_id: str, *, turned: bool = False, any_list: bool = True) -> list[str]:
    field = table_columns.column_of_id(field_id)
    assert field is not None
    return [row.program.id for row in table_columns.rows_in_order(rows, field, any_list=any_list, turned=turned)]


def program(code: str, **given_fields: object) -> Program:
    return Program(id=code, code=code, **given_fields)  # type: ignore[arg-type]


def test_the_highest_share_of_imgs_comes_first_and_the_unknown_last_also_turned_round() -> None:
    rows = rows_of(
        program("1000140C0", img_percent=20.0), program("2000140C0"), program("3000140C0", img_percent=60.0)
    )
    assert by(rows, "img") == ["3000140C0", "1000140C0", "2000140C0"]
    assert by(rows, "img", turned=True) == ["1000140C0", "3000140C0", "2000140C0"]


def test_words_are_sorted_without_regard_to_capitals() -> None:
    rows = rows_of(
        *(program(f"{n}000140C0", institution=name) for n, name in enumerate(("beta", "Alpha", ""), start=1))
    )
    assert by(rows, "program") == ["2000140C0", "1000140C0", "3000140C0"]


def test_open_positions_are_those_of_the_newest_list_once_there_is_one() -> None:
    listed = program("1000140C0", listed="yes", unfilled=1)
    past = program("2000140C0", results={"2026": YearResult(quota=9, matched=1)})
    rows = rows_of(listed, past)
    assert by(rows, "open", any_list=True) == ["1000140C0", "2000140C0"]
    assert by(rows, "open", any_list=False) == ["2000140C0", "1000140C0"]


def test_an_h1b_claim_from_before_the_fee_is_shown_with_a_question_mark() -> None:
    old, fresh = Fact(value="yes", as_of="Mar 2025"), Fact(value="yes", as_of="2027-02")
    shown = [
        table_columns.visas_cell(row)
        for row in rows_of(program("1000140C0", j1=YES, h1b=old), program("2000140C0", h1b=fresh))
    ]
    assert sorted(shown) == ["H-1B", "J-1 H-1B?"]
    assert table_columns.visas_cell(rows_of(program("1000140C0", j1=NO))[0]) == "none"
    assert table_columns.visas_cell(rows_of(program("1000140C0"))[0]) == "?"


def test_genetics_stand_as_three_dots() -> None:
    row = rows_of(program("1000140C0", genetics=Genetics(department=YES, clinic=NO)))[0]
    assert table_columns.genetics_cell(row) == "●○?"


def test_an_application_carries_its_mark() -> None:
    applications = {"1000140C0": Application(id="1000140C0", program="1000140C0", planned=NOW, sent=NOW)}
    assert table_columns.application_cell(rows_of(program("1000140C0"), applications=applications)[0]) == "✓ sent"


def test_a_column_of_the_users_own_file_is_a_field_sorted_by_numbers_before_words() -> None:
    rows = rows_of(
        *(
            program(f"{n}000140C0", columns={"Distance": text} if text else {})
            for n, text in enumerate(("1,200", "90", "far", ""), start=1)
        )
    )
    assert [field.words for field in table_columns.own_table_columns(rows)] == ["Distance (your file)"]
    assert by(rows, "own:Distance") == ["2000140C0", "1000140C0", "3000140C0", "4000140C0"]


def test_a_field_that_there_is_not_is_none() -> None:
    assert table_columns.column_of_id("height") is None


@pytest.mark.parametrize("field", table_columns.FIELDS, ids=[field.id for field in table_columns.FIELDS])
def test_every_field_says_something_of_an_empty_program(field: table_columns.TableColumn) -> None:
    row = rows_of(Program(id="own-1"))[0]
    assert isinstance(field.text(row, False), str)
    assert field.place(row, False) is None or field.text(row, False)


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), max_size=12), st.booleans())
def test_sorting_loses_no_row(shares: list[float | None], turned: bool) -> None:
    rows = rows_of(*(program(f"{1000 + n}140C0", img_percent=share) for n, share in enumerate(shares)))
    assert sorted(by(rows, "img", turned=turned)) == sorted(row.program.id for row in rows)
