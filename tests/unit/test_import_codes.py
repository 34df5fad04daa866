"""Which code is the program's: not the linked one, not last year's; and no code of a list is lost without a word."""

import pytest

from soaptui.imports import merge
from soaptui.imports.lost_codes import ONE_BY_ONE
from soaptui.imports.table_file import tables_of_bytes
from soaptui.records import State
from tests.unit.lists import NOW, plan_of
from tests.unit.merge_helpers import taken_in


def plan_of_text(text: str, name: str = "list.txt", state: State | None = None) -> merge.ImportPlan:
    """What importing a file with this text would do."""
    return merge.plan_import(tables_of_bytes(name, text.encode()), state or State(), NOW)


# The program's own code


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("Linked PGY-1", "Program #"),
        ("Prelim of", "Track ID"),
        ("Old NRMP Code", "NRMP Code 2027"),
        ("Last Year's NRMP Code", "NRMP Code (2027)"),
        ("2026 NRMP Code", "2027 NRMP Code"),
        ("Code '26", "Code '27"),
        ("NRMP Code (linked)", "NRMP Code"),
        ("Previous code", "Now"),
        ("Former_Code", "Number"),
        ("Prior Program Code", ""),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_the_linked_or_old_code_is_not_the_programs(other: str, own: str, first: bool) -> None:
    codes = [(f"{n}140P1", f"{n}180A0") for n in range(1500, 1504)]
    rows = [("Institution", "Unfilled", other, own), *((f"H{n}", 2, *each) for n, each in enumerate(codes))]
    plan = plan_of(rows if first else [(*row[:2], row[3], row[2]) for row in rows])
    assert [(program.id, program.name, program.unfilled) for program in plan.programs] == [
        (code, "", 2) for _, code in codes
    ]
    assert [program.columns[other] for program in plan.programs] == [code for code, _ in codes]


def test_a_code_among_words_is_before_a_linked_one_that_stands_alone() -> None:
    rows = [("Program", "City", "Unfilled", "Linked"), ("Neurology 1500180A0", "Lima", 2, "1500140P1")]
    for order in ([0, 1, 2, 3], [3, 0, 1, 2]):
        (program,) = plan_of([[row[n] for n in order] for row in rows]).programs
        assert (program.id, program.unfilled) == ("1500180A0", 2)


def test_codes_that_stand_only_under_such_a_heading_are_read_and_told() -> None:
    plan = plan_of([("Linked code", "City", "Unfilled"), ("1500140P1", "Lima", 2)])
    assert [program.id for program in plan.programs] == ["1500140P1"]
    assert any("Linked code was read as the codes of the programs" in each for each in plan.warnings)
    assert not plan_of([("NRMP Code", "City", "Unfilled"), ("1500140P1", "Lima", 2)]).warnings


# No code is lost without a word


def test_two_programs_on_a_line_of_text_are_each_read_with_their_own_count() -> None:
    plan = plan_of_text(
        "Unfilled programs\n"
        "Alder Hospital-NY\nAlbany\n"
        "Family Medicine 1001120C0 3 Internal Medicine 1001140C0 2\n"
        "Birch Hospital-MA\nBoston\n"
        "Family Medicine 1002120C0 1 Internal Medicine 1002140C0 4\n"
    )
    assert [(each.id, each.institution, each.name, each.unfilled) for each in plan.programs] == [
        ("1001120C0", "Alder Hospital-NY", "Family Medicine", 3),
        ("1001140C0", "Alder Hospital-NY", "Internal Medicine", 2),
        ("1002120C0", "Birch Hospital-MA", "Family Medicine", 1),
        ("1002140C0", "Birch Hospital-MA", "Internal Medicine", 4),
    ]
    assert not plan.warnings


def test_a_line_that_is_laid_out_otherwise_than_the_blocks_is_named() -> None:
    block = "Unfilled programs\nAlder Hospital-NY\nAlbany\n"
    lines = "".join(f"Family Medicine {n}120C0 3\n" for n in range(2000, 2012))
    plan = plan_of_text(f"{block}{lines}3000120C0 Pediatrics two\n")
    assert len(plan.programs) == 12
    assert plan.warnings == ("3000120C0 (line 16) was not read as a program: give it a row of its own",)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Codes", "1001120C0; 1001140C0"),
        ("NRMP", "1001120C0; 1001140C0"),
        ("Program", "FM 1001120C0, prelim 1001140C0"),
        ("Programs", "1001120C0 FM 3\n1001140C0 IM 2"),
    ],
)
@pytest.mark.parametrize("more", [0, 3])
def test_the_second_code_of_a_cell_is_named_under_any_heading(heading: str, cell: str, more: int) -> None:
    rows = [
        ("Alder", "Albany", "NY", cell, 5),
        *(("Birch", "Lima", "OH", f"{n}120C0", 1) for n in range(3000, 3000 + more)),
    ]
    plan = plan_of([("Hospital", "City", "State", heading, "Unfilled"), *rows])
    assert (plan.kind, len(plan.programs), plan.programs[0].institution) == ("unfilled", 1 + more, "Alder")
    assert plan.warnings == (
        "1001140C0 (line 2) is in one cell with 1001120C0: it was not read as a program: give it a row of its own",
    )
    assert f"CAREFUL: {plan.warnings[0]}" in merge.describe_import(plan)


def test_what_a_list_names_in_second_place_has_not_left_it() -> None:
    rows = [("Code", "City", "Unfilled"), ("1001120C0", "Lima", 1), ("1001140C0", "Lima", 2)]
    state = taken_in(State(), plan_of(rows))
    assert plan_of([rows[0], ("1001120C0, 1001140C0", "Lima", 3)], state).gone == 0
    assert plan_of(rows[:2], state).gone == 1


def test_all_lost_codes_are_named_however_many() -> None:
    rows = [(f"{n}120C0", "Lima", 1, f"{n}140C0") for n in range(2000, 2030)]
    warnings = plan_of([("Code", "City", "Unfilled", "Also"), *rows]).warnings
    assert len(warnings) == ONE_BY_ONE + 1
    assert all(any(row[3] in each for each in warnings) for row in rows)


def test_codes_in_notes_of_research_and_of_fellowships_are_not_lost() -> None:
    own = [("Code", "Visa", "Notes"), ("1001120C0", "J-1", "like 1001140C0")]
    assert not plan_of(own).warnings
    assert not plan_of([("Code", "City", "Unfilled", "Also"), ("1001140C0", "Lima", 1, "1001H01F0")]).warnings


# A line of text with several codes


def test_a_line_whose_text_cannot_be_shared_out_is_kept_with_each_code() -> None:
    line = "Dear Dr X, see 1001120C0 Family Medicine Alder Hospital 3 spots; 1001140C0 Internal Medicine 2 spots."
    plan = plan_of_text(line)
    assert {each.id: (each.institution, each.columns) for each in plan.programs} == {
        code: ("", {"pasted text": line}) for code in ("1001120C0", "1001140C0")
    }


def test_a_linked_code_in_a_text_is_no_program_and_is_named() -> None:
    line = "Neurology 1500180A0 2 (linked 1500140P1)"
    plan = plan_of_text(line)
    (program,) = plan.programs
    assert (program.id, program.name, program.institution) == ("1500180A0", "Neurology", "")
    assert program.columns == {"pasted text": line}
    assert plan.warnings == ("1500140P1 (line 1): called linked, and not read as a program",)


def test_a_linked_code_on_a_line_of_its_own_is_kept_with_its_program() -> None:
    text = "".join(f"Neurology\n{n}180A0\nLinked to {n}140P1\n\n" for n in range(1500, 1503))
    plan = plan_of_text(text)
    assert [each.id for each in plan.programs] == ["1500180A0", "1501180A0", "1502180A0"]
    assert all(f"Linked to {each.id[:4]}140P1" in each.columns["pasted text"] for each in plan.programs)


def test_a_code_beside_the_table_of_a_page_is_named() -> None:
    table = "<table><tr><th>Code<th>City<th>Unfilled<tr><td>1001120C0<td>Lima<td>3</table>"
    plan = plan_of_text(
        f"<html>\n<p>Added late: Pediatrics 1003320C0, 2 open; 1001120C0</p>\n{table}</html>", "list.html"
    )
    assert [each.id for each in plan.programs] == ["1001120C0"]
    (warning,) = plan.warnings
    assert warning.startswith("1003320C0 (line 2)")
    assert warning.endswith("was not read as a program: give it a row of its own")
