"""Text pasted from web pages and PDFs: programs found by their codes, and nothing guessed that cannot be told."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.imports import merge
from soaptui.imports.pasted_fields import RAW
from soaptui.imports.pasted_text import read_pasted
from soaptui.imports.table_file import BadFile, TextSheet
from soaptui.records import Program, State
from tests.unit.lists import LIST_HEADER, NOW

PROGRAMS = [
    ("1234140C0", "Ohio Valley Med Ctr-OH", "Internal Medicine", "Marietta", "OH", 8, 4),
    ("1234320C0", "Ohio Valley Med Ctr-OH", "Pediatrics/North", "Marietta", "OH", 6, 2),
    ("2345120C0", "Lakeshore Health-MI", "Family Medicine", "Ludington", "MI", 10, 7),
    ("2345400C1", "Lakeshore Health-MI", "Psychiatry", "Grand Haven", "MI", 5, 1),
    ("3456440P0", "University of the Plains", "Surgery-Preliminary", "Fargo", "ND", 4, 4),
    ("4567999P0", "St Brendan Memorial Hospital", "Transitional Year", "St. Ignace", "MI", 9, 3),
    ("5678180C0", "Quill Harbor Clinic", "Neurology", "Coos Bay", "OR", 3, 3),
]
Record = tuple[str, str, str, str, str, int, int]


def lines_of(each: Callable[[Record], list[str]], *, between: str = "\n") -> str:
    """The programs, each in the lines that `each` makes of it."""
    return between.join("\n".join(each(record)) for record in PROGRAMS)


def table(text: str) -> list[dict[str, str]]:
    """The rows of the only sheet, by heading."""
    (sheet,) = read_pasted(text)
    head, *rows = sheet.rows
    return [dict(zip(head.cells, row.cells, strict=True)) for row in rows]


def programs(text: str) -> dict[str, Program]:
    """What an import of the text would make."""
    plan = merge.plan_import(read_pasted(text), State(), NOW, "unfilled")
    return {program.id: program for program in plan.programs}


def code_first(r: Record) -> list[str]:
    return [r[0], r[1], r[2], f"{r[3]}, {r[4]}", f"{r[6]}"]


def code_last(r: Record) -> list[str]:
    return [r[1], r[2], f"{r[3]}, {r[4]}", r[0]]


def code_inside(r: Record) -> list[str]:
    return [r[1], f"{r[2]} {r[0][:4]} {r[0][4:7]} {r[0][7]} {r[0][8:]}", f"{r[3]}, {r[4]} 43604", f"{r[6]} unfilled"]


def code_broken(r: Record) -> list[str]:
    return [r[1], r[0][:7], r[0][7:], r[2], f"{r[3]}, {r[4]}"]


def labelled(r: Record) -> list[str]:
    return [f"Institution: {r[1]}", f"Program Code: {r[0]}", f"Program: {r[2]}", f"City: {r[3]}", f"State: {r[4]}"]


def cells(r: Record) -> list[str]:
    return [r[1], r[3], r[4], r[2], r[0], f"{r[5]}", f"{r[6]}", "ERAS", "Yes"]


def spaced(r: Record) -> list[str]:
    return ["   ".join([r[1], r[3], r[4], r[2], r[0], f"{r[6]}", "ERAS"])]


def in_one_line(r: Record) -> list[str]:
    return [f"{r[0]}  {r[1]}  {r[2]}  {r[3]}, {r[4]}  {r[6]}"]


LAYOUTS = [code_first, code_last, code_inside, code_broken, labelled, cells, spaced, in_one_line]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_programs_are_told_apart_whatever_the_order_of_their_lines(
    layout: Callable[[Record], list[str]], between: str
) -> None:
    found = programs(lines_of(layout, between=between))
    for code, institution, name, city, state, *_ in PROGRAMS:
        program = found[code]
        assert (program.institution, program.name, program.city, program.state) == (institution, name, city, state)


@pytest.mark.parametrize("layout", [code_first, code_inside, spaced, in_one_line])
def test_a_lone_number_that_every_program_has_counts_the_open_positions(
    layout: Callable[[Record], list[str]],
) -> None:
    found = programs(lines_of(layout))
    assert {code: program.unfilled for code, program in found.items()} == {
        record[0]: record[6] for record in PROGRAMS
    }


def test_two_numbers_or_a_number_that_one_program_lacks_count_nothing() -> None:
    assert all(program.unfilled is None for program in programs(lines_of(cells)).values())
    text = lines_of(code_first).replace("Fargo, ND\n4\n", "Fargo, ND\n")
    assert all(program.unfilled is None for program in programs(text).values())


def test_headings_over_lines_without_columns_say_what_the_numbers_count() -> None:
    text = " ".join(LIST_HEADER) + "\n" + lines_of(lambda r: [" ".join(cells(r))])
    found = programs(text)
    assert {code: (p.quota, p.unfilled) for code, p in found.items()} == {r[0]: (r[5], r[6]) for r in PROGRAMS}
    assert found["3456440P0"].name == "Surgery-Preliminary"
    assert found["1234140C0"].city == "Marietta"


def test_an_institution_and_a_city_with_nothing_between_them_are_left_empty_where_nothing_tells_them_apart() -> None:
    rows = table("Quill Harbor Port Orford OR Neurology 5678180C0 3\nGull Rock Bandon OR Neurology 6789180C0 1\n")
    assert [(row["State"], row["Program"]) for row in rows] == [("OR", "Neurology")] * 2
    assert all("Institution" not in row and "City" not in row for row in rows)


def test_cells_one_below_the_other_are_read_under_their_headings() -> None:
    text = "\n".join(LIST_HEADER) + "\n" + lines_of(cells)
    found = programs(text)
    assert {code: (p.quota, p.unfilled) for code, p in found.items()} == {r[0]: (r[5], r[6]) for r in PROGRAMS}
    assert found["4567999P0"].city == "St. Ignace"


def test_where_a_cell_is_missing_below_such_headings_the_two_that_may_lack_it_have_their_codes_alone() -> None:
    text = "\n".join(LIST_HEADER) + "\n" + lines_of(cells).replace("Ludington\n", "")
    found = programs(text)
    assert len(found) == len(PROGRAMS)
    assert [code for code, program in found.items() if not program.institution] == ["1234320C0", "2345120C0"]
    assert found["2345400C1"].institution == "Lakeshore Health-MI"


def test_columns_that_are_still_seen_are_read_by_where_they_stand() -> None:
    head = ("Program Code", "Institution", "City", "State", "Positions Offered", "Positions Unfilled")
    widths = (14, 34, 16, 8, 20, 18)
    rows = [head, *((r[0], r[1], r[3] if r[4] != "MI" else "", r[4], r[5], r[6]) for r in PROGRAMS)]
    text = "\n".join("".join(str(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
    found = programs(text)
    assert {code: (p.quota, p.unfilled) for code, p in found.items()} == {r[0]: (r[5], r[6]) for r in PROGRAMS}
    assert (found["2345120C0"].city, found["5678180C0"].city) == ("", "Coos Bay")


@pytest.mark.parametrize("layout", [code_first, code_last, cells])
def test_what_stands_on_every_page_belongs_to_no_program(layout: Callable[[Record], list[str]]) -> None:
    pages = []
    for number, start in enumerate(range(0, len(PROGRAMS), 2), start=1):
        body = [line for record in PROGRAMS[start : start + 2] for line in layout(record)]
        pages += ["List of Unfilled Programs", "2027 Main Match", *LIST_HEADER, *body, f"Page {number} of 4"]
    found = programs("\n".join(pages))
    assert {code: p.institution for code, p in found.items()} == {r[0]: r[1] for r in PROGRAMS}
    assert not any("Page" in p.columns[RAW] or "Main Match" in p.columns[RAW] for p in found.values())


def test_each_row_has_its_true_line_and_its_raw_text() -> None:
    (sheet,) = read_pasted("A title\n\n" + lines_of(code_broken, between="\n\n"))
    assert [row.line for row in sheet.rows[1:4]] == [3, 9, 15]
    raw = sheet.rows[2].cells[sheet.rows[0].cells.index(RAW)]
    assert raw == "Ohio Valley Med Ctr-OH\n1234320C0\nPediatrics/North\nMarietta, OH"


def test_where_no_rhythm_is_right_for_sure_only_what_all_have_in_common_is_taken() -> None:
    # Cut in the middle at both ends, either neighbour may be the institution's.
    text = "Gull Rock\n6789180C0\nPine Barrens\n7890180C0\nSalt Flats"
    rows = table(text)
    assert rows == [
        {"NRMP Program Code": "6789180C0", RAW: "6789180C0"}, {"NRMP Program Code": "7890180C0", RAW: "7890180C0"},
    ]  # fmt: skip


def test_an_institution_that_goes_on_in_the_next_line_is_joined() -> None:
    text = lines_of(code_first).replace("St Brendan Memorial Hospital", "St Brendan Memorial\nHospital")
    assert programs(text)["4567999P0"].institution == "St Brendan Memorial Hospital"


@pytest.mark.parametrize(
    "text",
    ["1234140C0, 1234320C0 and 2345120C0", "1234140C0\n1234320C0\n2345120C0", "1234140C0;1234320C0;2345120C0"],
)
def test_a_bare_list_of_codes_is_a_list_of_programs(text: str) -> None:
    assert list(programs(text)) == ["1234140C0", "1234320C0", "2345120C0"]


@pytest.mark.parametrize("text", ["1500 Elm St 5", "call 740 555 0100", "2027 140 c 0", "12345140C0", "no code"])
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    (sheet,) = read_pasted(text)
    assert RAW not in sheet.rows[0].cells


def test_a_table_with_tabs_or_bars_is_read_as_a_table() -> None:
    rows = [
        list(LIST_HEADER),
        *([r[1], r[3], r[4], r[2], r[0], f"{r[5]}", f"{r[6]}", "ERAS", "Yes"] for r in PROGRAMS),
    ]
    for text in ("\n".join("\t".join(row) for row in rows), "\n".join(f"| {' | '.join(row)} |" for row in rows)):
        found = programs(text)
        assert {code: (p.institution, p.unfilled) for code, p in found.items()} == {
            r[0]: (r[1], r[6]) for r in PROGRAMS
        }


def test_a_quotation_mark_in_a_pasted_table_is_a_character() -> None:
    text = 'Code\tProgram\tCity\n1234140C0\t"Best" of Ohio\tLima\n1234320C0\t"Peds\tLima\n'
    assert [row["Program"] for row in table(text)] == ['"Best" of Ohio', '"Peds']


def test_a_pasted_page_is_read_by_its_tags() -> None:
    assert programs("<table><tr><td>Code<td>City<tr><td>1234140C0<td>Lima</table>")["1234140C0"].city == "Lima"


def test_phone_email_address_and_acgme_number_are_known_by_their_looks() -> None:
    text = lines_of(
        lambda r: [*code_first(r)[:4], "(740) 555-0100", "im@ohiovalley.example", "1401234567"], between="\n\n"
    )
    program = programs(text)["1234140C0"]
    assert (program.phone, program.email, program.acgme_id) == (
        "(740) 555-0100", "im@ohiovalley.example", "1401234567",
    )  # fmt: skip


def test_hostile_text_is_kept_clean() -> None:
    (program,) = programs("1234140C0\n\x1b[31mOhio Valley\u202e Hospital\x00\x01\nMarietta, OH").values()
    assert program.institution == "Ohio Valley Hospital"
    assert program.columns[RAW].isprintable() or "\n" in program.columns[RAW]
    assert "\x1b" not in program.columns[RAW]


@given(
    st.lists(
        st.sampled_from(
            ["1234140C0", "1234 320 C 0", "2345120C0", "Ohio Valley Hospital", "Marietta, OH", "OH", "4", "ERAS",
             "\n", "\n\n", "Family Medicine", "Page 1 of 2", "City: Lima", "\t", ",", '"',
             "Institution City State", "  "]
        ),
        max_size=40,
    )
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader_and_every_row_is_about_one_code(parts: list[str]) -> None:
    text = "\n".join(parts)
    try:
        found = read_pasted(text)
    except BadFile as error:
        assert str(error)
        return
    for sheet in found:
        assert isinstance(sheet, TextSheet)
        assert all(1 <= row.line <= text.count("\n") + 1 for row in sheet.rows)
