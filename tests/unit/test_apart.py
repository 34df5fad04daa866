"""Workbooks opened in a process of their own: what the parser does to that one, it does not do to this."""

import re
import sys
from pathlib import Path

import pytest

from soaptui.imports import workbook_process
from soaptui.imports.opened_sheet import Broken
from soaptui.imports.table_file import BadFile, read_tables, tables_of_bytes
from soaptui.imports.workbook_process import opened_apart
from tests.unit.lists import (
    UNFILLED,
    csv_bytes,
    old_workbook,
    one_sentence,
    open_document,
    repacked,
    shared_texts,
    workbook,
)


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.ods"])
def test_every_kind_of_workbook_reads_as_its_csv_does(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "list.xlsx":
        workbook(path, {"S": UNFILLED})
    else:
        path.write_bytes(old_workbook(UNFILLED) if name == "list.xls" else open_document(UNFILLED))
    (expected,) = tables_of_bytes(name, csv_bytes(UNFILLED))
    (read,) = read_tables(path)
    assert (read.name, read.rows, read.notes) == (expected.name, expected.rows, ())


def test_a_file_on_which_the_parser_takes_its_process_down_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # It makes room for as many texts as the file says it has.
    path = tmp_path / "list.xlsx"
    shared_texts(path, UNFILLED)
    repacked(path, lambda _, data: re.sub(rb'ount="[0-9]+"', b'ount="4294967295"', data))
    with pytest.raises(BadFile, match="a workbook that soaptui cannot read") as caught:
        read_tables(path)
    one_sentence(str(caught.value), "list.xlsx")
    assert capfd.readouterr() == ("", "")


def test_a_process_that_dies_says_nothing_or_takes_too_long_is_an_unreadable_workbook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for child in ("import os; os.abort()", "pass"):
        monkeypatch.setattr(workbook_process, "_CHILD", child)
        with pytest.raises(Broken, match="breaks the reader"):
            opened_apart(b"x")
    monkeypatch.setattr(workbook_process, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(workbook_process, "SECONDS", 0.2)
    with pytest.raises(Broken, match="longer than"):
        opened_apart(b"x")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Broken, match=r"No such file|not find|not found"):
        opened_apart(b"x")


def test_a_system_that_sets_no_limit_of_memory_reads_workbooks_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuse(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")  # what macOS says, whatever is asked of it

    monkeypatch.setattr(resource, "setrlimit", refuse)
    workbook_process.limit_memory()


def test_a_limit_that_is_lower_already_is_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1_000, 2_000))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    workbook_process.limit_memory()
    assert asked == [(2_000, 2_000)]


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_packed_program_starts_itself_to_read_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soaptui"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.frozen = True\nfrom soaptui.cli import main\nraise SystemExit(main())\n"
    )
    program.chmod(0o700)
    data = workbook(tmp_path / "list.xlsx", {"S": UNFILLED}).read_bytes()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    (sheet,) = opened_apart(data)
    assert len(sheet.rows) == len(UNFILLED)


def test_what_the_parser_says_is_part_of_the_refusal() -> None:
    with pytest.raises(Broken, match="detect"):
        opened_apart(b"no workbook")
