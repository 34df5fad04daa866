"""A PDF is read as its text: in the NRMP's layout, in columns, as a list and as results; else one clear sentence."""

import io
import random
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pypdf
import pytest

from soaptui.imports import merge, pdf_reading, workbook_process
from soaptui.imports.opened_sheet import Broken
from soaptui.imports.pdf_reading import open_pdf
from soaptui.imports.table_file import BadFile, tables_of_bytes
from soaptui.records import Program, State, YearResult
from tests.unit.lists import NOW, UNFILLED, one_sentence
from tests.unit.pdf_files import PlacedText, pdf_of_pages, pdf_of_table, pdf_of_text

CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
RESULTS_TEXT = (CASES / "pdfmini.txt").read_text()
UNFILLED_TEXT = RESULTS_TEXT.replace("Quota Matched", "Quota Unfilled").replace("Results 2016-2020", "Unfilled 2027")


def plan_of_pdf(data: bytes) -> merge.ImportPlan:
    """What importing such a file would do."""
    return merge.plan_import(tables_of_bytes("list.pdf", data), State(), NOW)


def by_code(plan: merge.ImportPlan) -> dict[str, Program]:
    return {program.id: program for program in plan.programs}


def test_results_in_the_layout_of_the_nrmp_are_read() -> None:
    plan = plan_of_pdf(pdf_of_text(RESULTS_TEXT))
    assert (plan.kind, plan.year, plan.new) == ("results", "2020", 7)
    birch = by_code(plan)["1002440P0"]
    assert (birch.institution, birch.city, birch.state) == ("Birch Hospital-MA", "Boston", "MA")
    assert birch.results == {"2020": YearResult(quota=9, matched=1)}


def test_a_list_in_that_layout_is_read_over_many_pages() -> None:
    blocks = [
        f"Hospital {chr(65 + n % 26)}{chr(97 + n // 26)}-OH\nToledo\nProgram\nCode Quota Unfilled\n"
        f"Internal Medicine {1100 + n}140C0 8 {n % 5}\nPediatrics {1100 + n}320C0 4 1"
        for n in range(60)
    ]
    plan = plan_of_pdf(pdf_of_text("\n".join(["NRMP Unfilled Programs", *blocks]), lines_on_a_page=41))
    assert (plan.kind, plan.new, plan.positions) == ("unfilled", 120, sum(n % 5 for n in range(60)) + 60)
    assert {program.city for program in plan.programs} == {"Toledo"}


def test_two_columns_of_blocks_on_a_page_are_kept_apart() -> None:
    title, *blocks = [line for line in UNFILLED_TEXT.split("\n") if line.strip()]
    middle = (len(blocks) + 1) // 2  # in the middle of a block, which goes on in the next column
    sides = zip_longest(blocks[:middle], blocks[middle:], fillvalue="")
    page: list[list[PlacedText]] = [[(0.0, title)], *([(0.0, one), (260.0, other)] for one, other in sides)]
    found = by_code(plan_of_pdf(pdf_of_pages([page])))
    assert {code: (program.institution, program.unfilled) for code, program in found.items()} == {
        "1001120C0": ("Alder Hospital-NY", 7), "1001140C0": ("Alder Hospital-NY", 6),
        "1001140P0": ("Alder Hospital-NY", 2), "1002400C0": ("Birch Hospital-MA", 2),
        "1002440P0": ("Birch Hospital-MA", 1), "1003120C0": ("Cedar Medical Ctr-IL", 2),
        "1003320C0": ("Cedar Medical Ctr-IL", 1),
    }  # fmt: skip


def test_a_table_in_columns_is_read_with_its_headings_on_each_page() -> None:
    rows = [[str(cell) for cell in row] for row in UNFILLED]
    plan = plan_of_pdf(pdf_of_table(rows, [120, 70, 40, 100, 110, 90, 90, 100, 30], rows_on_a_page=2))
    found = by_code(plan)
    assert (plan.kind, {*found}) == ("unfilled", {"1234140C0", "1234320C0", "1234765C0", "1234110C1"})
    one = found["1234320C0"]
    assert (one.institution, one.city, one.state, one.unfilled) == ("Ohio Valley Med Ctr-OH", "Marietta", "OH", 2)


def test_a_scan_is_refused_in_a_sentence_and_a_page_without_text_is_told() -> None:
    with pytest.raises(BadFile, match="has pictures and no text") as refused:
        plan_of_pdf(pdf_of_pages([[], []]))
    assert one_sentence(str(refused.value), "list.pdf")
    lines = [[(0.0, text)] for text in UNFILLED_TEXT.split("\n") if text.strip()]
    plan = plan_of_pdf(pdf_of_pages([lines, []]))
    assert plan.new == 7
    assert any("1 page holds no text" in line for line in merge.describe_import(plan))


def sealed(owner_only: bool) -> bytes:
    """A PDF with a password: for opening it, or only against changes."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of_text(UNFILLED_TEXT)))
    writer.encrypt("" if owner_only else "secret", "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_with_a_password_says_so_and_one_that_opens_without_is_read() -> None:
    with pytest.raises(BadFile, match="has a password"):
        plan_of_pdf(sealed(owner_only=False))
    assert plan_of_pdf(sealed(owner_only=True)).new == 7


@pytest.mark.parametrize("kept", [5, 40, 300, 900])
def test_one_that_was_cut_off_is_refused_or_read_as_it_is_and_never_breaks(kept: int) -> None:
    data = pdf_of_text(UNFILLED_TEXT)[:kept]
    with pytest.raises(BadFile) as refused:
        plan_of_pdf(data)
    assert "list.pdf" in str(refused.value)


def test_bytes_that_are_no_pdf_never_break_the_reader() -> None:
    chance = random.Random(7)
    whole = pdf_of_text(UNFILLED_TEXT)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        try:
            open_pdf(bytes(data))
        except Broken as error:
            assert str(error)


def test_too_many_pages_and_too_much_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "PAGES", 1)
    with pytest.raises(Broken, match="it has 3 pages"):
        open_pdf(pdf_of_pages([[], [], []]))
    monkeypatch.setattr(pdf_reading, "CHARACTERS", 50)
    with pytest.raises(Broken, match="more than 50 characters"):
        open_pdf(pdf_of_text(RESULTS_TEXT))


def test_one_without_a_code_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadFile, match="without an NRMP code"):
        plan_of_pdf(pdf_of_text("A letter.\nDear Dr. Abara,\nthank you."))


def test_it_is_read_in_the_other_process_and_the_reader_is_imported_nowhere_else() -> None:
    assert workbook_process.opened_apart(pdf_of_text("a b"))[0].name == pdf_reading.LAID_OUT
    code = "import sys, soaptui.imports.table_file; print('pypdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
