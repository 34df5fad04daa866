"""Cells that are longer than can be kept: each is named, with its line, and no other."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.imports import merge, table_file
from soaptui.imports.merge import ImportPlan
from soaptui.imports.overlong_texts import SHOWN
from soaptui.records import State
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean
from tests.unit.lists import NOW

HEADERS = ["NRMP Program Code", "Institution Name", "Positions Unfilled", "Notes", "Tags", "Remarks"]


def planned(*rows: list[str], headers: list[str] = HEADERS) -> ImportPlan:
    """The import of a table with these rows."""
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    return merge.plan_import(table_file.tables_of_bytes("list.csv", text.getvalue().encode()), State(), NOW)


def row(number: int = 0, /, **cells: str) -> list[str]:
    """A row that fits, but for the cells that are given."""
    given = {"institution": "Ohio Valley", "unfilled": "3", "notes": "", "tags": "", "remarks": ""} | cells
    return [f"{9001 + number}140C0", *given.values()]


@pytest.mark.parametrize(
    ("column", "heading", "limit"),
    [
        ("institution", "Institution Name", NAME_LIMIT),
        ("notes", "Notes", NOTE_LIMIT),
        ("remarks", "Remarks", NOTE_LIMIT),
    ],
)
def test_a_cell_is_named_from_its_limit_on(column: str, heading: str, limit: int) -> None:
    assert planned(row(0, **{column: "x" * limit})).too_long == ()
    plan = planned(row(), row(1, **{column: "x" * (limit + 1)}))
    assert [(item.line, item.column, item.length, item.limit) for item in plan.too_long] == [
        (3, heading, limit + 1, limit)
    ]
    assert len(plan.programs) == 2, "it is taken in all the same"
    assert f"line 3, {heading} ({limit + 1:,}; {limit:,} kept)" in merge.describe_import(plan)[-1]


def test_a_tag_and_a_heading_have_limits_too() -> None:
    assert planned(row(tags=f"near home, {'t' * 60}")).too_long == ()
    (tag,) = planned(row(tags=f"near home, {'t' * 61}")).too_long
    assert (tag.line, tag.column, tag.length, tag.limit) == (2, "Tags", 61, 60)
    question = "Would you come to us if we offered you a position? " * 5
    (heading,) = planned([*row(), "yes"], headers=[*HEADERS, question]).too_long
    assert (heading.line, heading.length, heading.limit) == (1, len(question.strip()), NAME_LIMIT)


def test_many_are_counted_and_the_first_are_named() -> None:
    plan = planned(*(row(number, notes="x" * (NOTE_LIMIT + 1)) for number in range(SHOWN + 3)))
    assert len(plan.too_long) == SHOWN + 3
    told = merge.describe_import(plan)[-1]
    assert f"{SHOWN + 3} texts" in told
    assert told.endswith(" ...")


def test_spaces_that_are_not_kept_do_not_count() -> None:
    assert planned(row(institution=f"Ohio{' ' * 400}Valley")).too_long == ()


def test_what_is_pasted_has_the_limit_too() -> None:
    text = f"9001140C0 Ohio Valley Internal Medicine 3 {'word ' * 6_000}\n9002140C0 Lakeshore Internal Medicine 2\n"
    plan = merge.plan_import(table_file.tables_of_bytes("standard input", text.encode()), State(), NOW)
    (item,) = plan.too_long
    assert (item.line, item.limit) == (1, NOTE_LIMIT)
    assert item.length > 30_000


@given(st.text(alphabet="ab é\u0301\t", min_size=180, max_size=260))
def test_what_is_named_is_what_was_cut(text: str) -> None:
    plan = planned(row(institution=text))
    kept = plan.programs[0].institution if plan.programs else ""
    assert bool(plan.too_long) == (len(kept) < len(clean(text, 10_000)))
