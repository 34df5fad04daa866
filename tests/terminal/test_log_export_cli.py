"""`soaptui export` of the call log and of the page of one program, as a process."""

import csv
import io
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import Call, replace
from soaptui.store.change import build_change
from soaptui.store.store import Store
from tests.terminal.conftest import Run
from tests.unit.log_helpers import CALLS, HOSTILE, INTERVIEWS, OHIO, OTHERS, PEDS, STRANGER, at
from tests.unit.store_helpers import Ticking

Ask = Callable[..., Any]
THURSDAY = ("--at", "2027-03-18T10:12")
KEPT: tuple[Call, ...] = (*CALLS, replace(STRANGER, id="bad", started=at("18 09:50"), note=HOSTILE, who_name=HOSTILE))


@pytest.fixture
def kept(data: Path, tmp_path: Path) -> Path:
    """The folder beside the data, in which the log stands."""
    store = Store.open(data, Ticking(at("15 12:00") - timedelta(days=400)))
    store.commit(build_change("A week", store.state, OHIO, PEDS, *KEPT, *INTERVIEWS, *OTHERS))
    store.close()
    return tmp_path


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of an exported CSV."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.posix
def test_the_log_is_written_as_a_table_privately_with_the_rule_against_sharing(soaptui: Run, kept: Path) -> None:
    target = kept / "log.csv"
    done = soaptui("export", str(target), "--what", "log", *THURSDAY, TZ="Asia/Colombo")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{len(KEPT)} calls written to {target}"
    assert "share or post" in done.stdout.splitlines()[1]
    rows = read_csv(target)
    assert (rows[0]["Time ET"], rows[0]["Time Yours"]) == ("2027-03-16 08:11", "2027-03-16 17:41")
    assert all(not cell.startswith("=") and "\x1b" not in cell for row in rows for cell in row.values())
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_only_the_calls_that_the_filter_of_the_log_lets_through_are_written(answer: Ask, kept: Path) -> None:
    target = kept / "log.csv"
    written = answer("export", str(target), "--what", "log", "--where", "how:in day:tue 614-555-0142", *THURSDAY)
    assert written == {"file": str(target), "rows": 1}
    assert [row["Who"] for row in read_csv(target)] == ["Dr. Ada Smith"]
    by_tier = answer("export", str(target), "--what", "log", "--where", "tier:3", *THURSDAY)
    assert by_tier["rows"] == 5  # without a profile both programs are in tier 3


@pytest.mark.parametrize("name", ["log.html", "log.md"])
def test_the_log_is_written_as_a_page_with_its_figures(soaptui: Run, kept: Path, name: str) -> None:
    target = kept / name
    done = soaptui("export", str(target), "--what", "log", *THURSDAY)
    assert done.stdout.splitlines()[0] == f"{len(KEPT)} calls written to {target}"
    text = target.read_text(encoding="utf-8")
    assert "They called" in text and "Tue 16 Mar 2027" in text and "share or post" in text
    assert "<script" not in text.replace("\\<", "") and "\x1b" not in text
    assert ("<svg" in text) is (name == "log.html")


@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_the_page_of_a_program_is_written(soaptui: Run, kept: Path, name: str) -> None:
    target = kept / name
    done = soaptui("export", str(target), "--program", "9001140c0", *THURSDAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"1 page written to {target}"
    text = target.read_text(encoding="utf-8").replace("\\", "")
    for part in ("Quill Harbor Medical Center", "there Wed 11:00 CDT", "2nd of 2 on your sheet", "share or post"):
        assert part in text
    again = soaptui("export", str(target), "--program", OHIO.id, "--what", "page", *THURSDAY)
    assert again.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("page.csv", "--program", OHIO.id), "page of one program is not written as page.csv: end the name in .md"),
        (("page.ics", "--program", OHIO.id), "end the name in .md or .html"),
        (("page.html", "--what", "page"), "Whose page? Say --program"),
        (("page.html", "--what", "log", "--program", OHIO.id), "leave one of them out"),
        (("page.html", "--program", OHIO.id, "--where", "quill"), "leave --where out"),
        (("page.html", "--program", "nonsense"), "is not an NRMP code"),
        (("log.xlsx", "--what", "log"), "call log is not written as log.xlsx: end the name in .csv, .md or .html"),
        (("week.ics", "--what", "plan"), "The plan is not written as week.ics"),
        (("list.md", "--what", "programs"), "program table is not written as list.md: end the name in .csv"),
        (("log.md", "--what", "log", "--where", "how:zz"), "how:zz is not known: in, out, missed, voicemail. No"),
        (("log.md", "--what", "log", "--where", "visa:j1"), "visa: is not known. There are how:, over:, day:"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused_in_a_sentence_and_nothing_is_written(
    soaptui: Run, kept: Path, arguments: tuple[str, ...], said: str
) -> None:
    name, *rest = arguments
    done = soaptui("export", str(kept / name), *rest, *THURSDAY)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (kept / name).exists()


def test_programs_and_plan_can_be_asked_for_by_name_too(soaptui: Run, kept: Path) -> None:
    table = soaptui("export", str(kept / "mine.csv"), "--what", "programs", "--where", "quill", *THURSDAY)
    assert table.stdout.splitlines()[0] == f"1 program written to {kept / 'mine.csv'}"
    plan = soaptui("export", str(kept / "plan.html"), "--what", "plan", *THURSDAY)
    assert plan.stdout.splitlines()[0] == f"1 application written to {kept / 'plan.html'}"


def test_the_help_names_what_can_be_written(soaptui: Run) -> None:
    text = " ".join(soaptui("export", "--help").stdout.split())
    for part in ("--what", "--program CODE", "programs,plan,log,page", "how:in,missed"):
        assert part in text
    assert "--what log" in soaptui("--help").stdout


@pytest.mark.parametrize("arguments", [("log.html", "--what", "log"), ("page.html", "--program", OHIO.id)])
def test_neither_the_interface_nor_pandas_is_loaded(kept: Path, data: Path, arguments: tuple[str, ...]) -> None:
    name, *rest = arguments
    program = (
        "import sys; from soaptui.cli import main; code = main(sys.argv[1:]); "
        "print(code, sorted({'textual', 'pandas', 'rich', 'xlsxwriter'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--data", str(data), "export", str(kept / name), *rest, *THURSDAY],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr
