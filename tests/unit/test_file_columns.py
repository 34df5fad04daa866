"""The columns of a file in plain words, and the report of what an import would do."""

from soaptui.imports import dry_run
from soaptui.imports.file_columns import file_columns, meaning_choices
from soaptui.imports.headers import FIELDS
from soaptui.imports.merge import ImportPlan, Skipped
from tests.unit.lists import read_rows


def test_headings_that_stand_twice_are_told_apart_by_their_place() -> None:
    sheets = read_rows([["NRMP Program Code", "Zip", "Zip"], ["1234140C0", "1", "2"], ["1234320C0", "", "2"]])
    assert [(h.key, h.samples, h.means) for h in file_columns(sheets, {"Zip (3)": "notes"})] == [
        ("NRMP Program Code", "1234140C0 · 1234320C0", "NRMP code"),
        ("Zip (2)", "1", "keep as it is"),
        ("Zip (3)", "2", "notes"),
    ]


def test_a_file_without_a_table_still_shows_its_fullest_row_as_headings() -> None:
    sheets = read_rows([["my list"], ["Spital", "Ort"], ["Prairie", "Salina"]])
    assert [h.text for h in file_columns(sheets, {})] == ["Spital", "Ort"]


def test_every_field_has_words_of_its_own() -> None:
    words = [text for text, _ in meaning_choices()]
    assert len(set(words)) == len(words)
    assert {field for _, field in meaning_choices()} == {"", *FIELDS}


def test_a_report_of_thousands_of_lines_is_cut_and_says_so() -> None:
    made = ImportPlan(
        kind="research", source="x", new=1, changed=0, gone=0, unchanged=0, positions=0, mapped={},
        skipped=tuple(Skipped(n, f"'{n}' is not an NRMP code") for n in range(900)),
        ignored_columns=(), cleaned=0, programs=(), version=None,
    )  # fmt: skip
    lines = dry_run.import_report(made, []).splitlines()
    assert len(lines) == dry_run.MOST_LINES + 1
    assert lines[-1].startswith("... and 50")
