"""`soaptui export` as a process: which file it writes, what it says, what it refuses."""

import csv
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.terminal.conftest import Run

Ask = Callable[..., Any]

LIST = (
    "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled,Application Service,SOAP\n"
    "Quill Harbor Medical Center,Quill,OH,Internal Medicine,9001140C0,4,ERAS,Yes\n"
    "Quill Harbor Medical Center,Quill,OH,Emergency Medicine,9001110C0,2,ResidencyCAS,Yes\n"
    "Mossgrove Hospital,Mossgrove,NY,Pediatrics-Medical Genetics,9002765C0,1,ERAS,Yes\n"
)
MONDAY = ("--at", "2027-03-15T12:00")


@pytest.fixture
def listed(soaptui: Run, tmp_path: Path) -> Path:
    """The folder with a small list that was imported."""
    path = tmp_path / "unfilled.csv"
    path.write_text(LIST, encoding="utf-8")
    done = soaptui("import", str(path))
    assert done.returncode == 0, done.stderr
    return tmp_path


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of an exported CSV."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.posix
def test_the_table_is_written_privately_and_the_rule_against_sharing_is_said(soaptui: Run, listed: Path) -> None:
    target = listed / "mine.CSV"
    done = soaptui("export", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"3 programs written to {target}"
    assert "share or post" in done.stdout.splitlines()[1]
    assert {row["Code"]: row["Positions Unfilled"] for row in read_csv(target)} == {
        "9002765C0": "1",
        "9001140C0": "4",
        "9001110C0": "2",
    }
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_only_what_the_filter_lets_through_is_written(answer: Ask, listed: Path) -> None:
    target = listed / "mine.xlsx"
    assert answer("export", str(target), "--where", "quill emergency") == {"file": str(target), "rows": 1}
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Code", "9001110C0"]


@pytest.mark.parametrize("name", ["mine.csv", "mine.xlsx"])
def test_an_export_is_taken_in_again_without_a_change_and_fills_an_empty_store(
    answer: Ask, listed: Path, name: str
) -> None:
    target = listed / name
    answer("export", str(target))
    again = answer("import", str(target), "--as", "research")
    assert (again["new"], again["changed"], again["unchanged"], again["saved"]) == (0, 0, 3, None)
    other = ("--data", str(listed / "other"))
    assert answer("import", str(target), "--as", "research", *other)["new"] == 3
    here, there = ({p["code"]: p for p in answer("dump", *where)["programs"]} for where in ((), other))
    for program in (*here.values(), *there.values()):
        program |= {"listed": "", "unfilled": None}
    assert here == there


@pytest.mark.parametrize(("name", "box"), [("plan.md", "1. [ ] 9001140C0"), ("plan.html", 'class="box"')])
def test_the_plan_is_written_as_a_page(soaptui: Run, answer: Ask, listed: Path, name: str, box: str) -> None:
    answer("apply", "9001140C0", "9001110C0", *MONDAY)
    target = listed / name
    done = soaptui("export", str(target), *MONDAY, TZ="Asia/Colombo")
    assert done.stdout.splitlines()[0] == f"2 applications written to {target}"
    text = target.read_text(encoding="utf-8")
    assert box in text
    assert "Made Mon 15 Mar 2027 12:00 EDT" in text
    assert "21:30 Colombo" in text
    assert "To send in ResidencyCAS" in text
    assert "9002765C0" not in text


def test_a_name_without_a_known_ending_is_refused_with_the_choices(soaptui: Run, listed: Path) -> None:
    for name in ("mine.pdf", "mine"):
        done = soaptui("export", str(listed / name))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert all(ending in done.stderr for ending in (".csv", ".xlsx", ".md", ".html"))
        assert not (listed / name).exists()


def test_a_filter_that_is_not_understood_writes_nothing(soaptui: Run, listed: Path) -> None:
    done = soaptui("export", str(listed / "mine.csv"), "--where", "tier:zzz")
    assert done.returncode == 2
    assert "zzz" in done.stderr
    assert "Nothing was written." in done.stderr
    assert not (listed / "mine.csv").exists()


def test_a_missing_folder_and_the_folder_of_the_data_are_refused(soaptui: Run, listed: Path, data: Path) -> None:
    missing = soaptui("export", str(listed / "away" / "mine.csv"))
    assert missing.returncode == 2
    assert "There is no folder" in missing.stderr
    before = sorted(data.rglob("*"))
    inside = soaptui("export", str(data / "mine.csv"))
    assert inside.returncode == 2
    assert "folder of your data" in inside.stderr
    assert sorted(data.rglob("*")) == before


@pytest.mark.parametrize("name", ["notes.md", "notes.csv", "notes.xlsx", "notes.html", "notes.ics"])
def test_a_file_of_the_users_is_not_replaced_unless_it_is_asked_for(soaptui: Run, listed: Path, name: str) -> None:
    target = listed / name
    target.write_bytes(b"mine")
    done = soaptui("export", str(target))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{target} already exists" in done.stderr
    assert "--force" in done.stderr
    assert target.read_bytes() == b"mine"
    assert soaptui("export", str(target), "--force").returncode == 0
    written = target.read_bytes()
    assert written != b"mine"
    assert soaptui("export", str(target)).returncode == 0, "it is an export now"
    target.write_bytes(written + b" ")
    assert soaptui("export", str(target)).returncode == 2, "it was changed"
    assert target.read_bytes() == written + b" "
