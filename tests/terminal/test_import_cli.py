"""`soaptui import` of the user's own research, as a process: what is asked, joined, kept apart, and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run

Ask = Callable[..., Any]

LIST = (
    "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled,Application Service,SOAP\n"
    "Quill Harbor Med Ctr-OH,Quill,OH,Internal Medicine,9001140C0,4,ERAS,Yes\n"
    "Quill Harbor Med Ctr-OH,Quill,OH,Medicine-Preliminary,9001140P0,2,ERAS,Yes\n"
    "Mossgrove Comm Hosp-NY,Mossgrove,NY,Pediatrics,9002320C0,1,ERAS,Yes\n"
)
MINE = (
    "Hospital,Program,City,State,Visa,My remarks,Notes\n"
    "Quill Harbor Medical Center,IM,Quill,Ohio,J-1,sunny,kind PD\n"
    "Quill Harbor Medical Center,,Quill,Ohio,J-1,,which track?\n"
    "Nowhere Hospital,Peds,Nowhere,TX,no,,read\n"
)


@pytest.fixture
def mine(answer: Ask, tmp_path: Path) -> str:
    """The user's own research beside a list that is taken in."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    answer("import", str(tmp_path / "list.csv"))
    path = tmp_path / "mine.csv"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def test_research_without_codes_is_counted_and_asked_about(answer: Ask, mine: str) -> None:
    said = answer("import", mine, "--as", "research")
    assert {name: said[name] for name in ("new", "changed", "unchanged", "matched")} == {
        "new": 1, "changed": 0, "unchanged": 0, "matched": 0,
    }  # fmt: skip
    assert (said["conflicts"], said["removed"]) == ([], [])
    first, second = said["unsure"]
    assert set(first) == {"line", "key", "text", "candidates"}
    assert (first["line"], second["line"]) == (2, 3)
    assert first["text"] == "Quill Harbor Medical Center · IM (Quill, OH)"
    assert [candidate["code"] for candidate in first["candidates"]] == ["9001140C0", "9001140P0"]
    assert first["candidates"][0]["title"] == "Quill Harbor Med Ctr-OH · Internal Medicine (Quill, OH)"
    assert 95 <= first["candidates"][0]["likeness"] <= 100
    again = answer("import", mine, "--as", "research")
    assert (again["saved"], again["unchanged"], again["unsure"]) == (None, 3, said["unsure"])


def test_a_row_is_joined_by_its_key_as_one_change_that_undo_takes_back(answer: Ask, mine: str) -> None:
    before = answer("import", mine, "--as", "research")
    key, other = (one["key"] for one in before["unsure"])
    said = answer("import", mine, "--as", "research", "--join", f"{key}=9001140c0", "--join", f"{other}=")
    assert (said["matched"], said["removed"], said["unsure"]) == (1, [key], [])
    programs = answer("dump")["programs"]
    joined = next(program for program in programs if program["id"] == "9001140C0")
    assert (joined["notes"], joined["j1"]["value"], joined["columns"]) == ("kind PD", "yes", {"My remarks": "sunny"})
    assert key not in [program["id"] for program in programs]
    assert other in [program["id"] for program in programs]
    third = answer("import", mine, "--as", "research")
    assert (third["saved"], third["unsure"], third["matched"]) == (None, [], 1)
    answer("undo")
    dump = answer("dump")
    assert key in [program["id"] for program in dump["programs"]]
    assert dump["settings"] == []
    answer("verify")


def test_likely_joins_only_what_is_plain(answer: Ask, mine: str) -> None:
    said = answer("import", mine, "--as", "research", "--join-likely")
    assert said["matched"] == 1
    assert [one["line"] for one in said["unsure"]] == [3]
    codes = [program["code"] for program in answer("dump")["programs"] if program.get("notes") == "kind PD"]
    assert codes == ["9001140C0"]


def test_what_is_said_of_a_row_goes_before_what_is_likely(answer: Ask, mine: str) -> None:
    key = answer("import", mine, "--as", "research", "--dry-run")["unsure"][0]["key"]
    said = answer("import", mine, "--as", "research", "--join-likely", "--join", f"{key}=")
    assert said["matched"] == 0
    programs = {program["id"]: program for program in answer("dump")["programs"]}
    assert programs[key]["notes"] == "kind PD"
    assert not programs["9001140C0"].get("notes")


def test_research_first_and_the_list_on_monday(answer: Ask, tmp_path: Path) -> None:
    for name, text in (("list.csv", LIST), ("mine.csv", MINE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert answer("import", str(tmp_path / "mine.csv"), "--as", "research")["new"] == 3
    said = answer("import", str(tmp_path / "list.csv"), "--join-likely")
    assert (said["new"], said["matched"], len(said["removed"])) == (3, 1, 1)
    assert [one["line"] for one in said["unsure"]] == [None]


def test_a_person_reads_who_is_unsure_and_how_to_join(soaptui: Run, mine: str) -> None:
    shown = soaptui("import", mine, "--as", "research", "--dry-run").stdout
    assert "unsure, line 2: Quill Harbor Medical Center · IM (Quill, OH) [own-" in shown
    assert "- 99 of 100: 9001140C0 Quill Harbor Med Ctr-OH · Internal Medicine (Quill, OH)" in shown
    assert "--join own-" in shown
    assert "--join-likely" in shown
    assert shown.rstrip().endswith("dry run: nothing was changed")


def test_sources_that_disagree_are_told_of(answer: Ask, soaptui: Run, tmp_path: Path) -> None:
    for name, row in (("notes.csv", "9001140C0,no,Sep 2026"), ("freida.csv", "9001140C0,yes,Feb 2027")):
        (tmp_path / name).write_text(f"NRMP Code,J-1,As of\n{row}\n", encoding="utf-8")
    assert answer("import", str(tmp_path / "notes.csv"))["conflicts"] == []
    sentence = "9001140C0: J-1 yes (freida.csv, Feb 2027), no (notes.csv, Sep 2026): you see the newer one"
    assert sentence in soaptui("import", str(tmp_path / "freida.csv"), "--dry-run").stdout
    assert answer("import", str(tmp_path / "freida.csv"))["conflicts"] == [sentence]


def test_a_column_is_what_the_user_says_it_is(answer: Ask, soaptui: Run, mine: str) -> None:
    said = answer("import", mine, "--as", "research", "--dry-run", "--map", "my remarks=tags", "--map", "Notes=")
    assert said["columns"]["tags"] == "My remarks"
    assert said["ignored_columns"] == ["Notes"]
    for wrong, why in (
        ("Remarks=notes", "There is no column 'Remarks'"),
        ("Notes=colour", "'colour' is not a known field"),
    ):
        done = soaptui("import", mine, "--dry-run", "--map", wrong)
        assert done.returncode == 2
        assert why in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("join", "why"),
    [
        ("own-00000000=9001140C0", "own-00000000"),
        ("KEY=9009140C0", "9009140C0"),
        ("KEY=Quill", "'Quill' is not an NRMP code"),
    ],
)
def test_a_join_that_cannot_be_is_refused_and_changes_nothing(
    answer: Ask, soaptui: Run, mine: str, join: str, why: str
) -> None:
    key = answer("import", mine, "--as", "research", "--dry-run")["unsure"][0]["key"]
    done = soaptui("import", mine, "--as", "research", "--join", join.replace("KEY", key))
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert len(answer("programs")) == 3


def test_a_row_joined_with_two_programs_is_refused(answer: Ask, soaptui: Run, mine: str) -> None:
    key = answer("import", mine, "--as", "research", "--dry-run")["unsure"][0]["key"]
    done = soaptui("import", mine, "--as", "research", "--join", f"{key}=9001140C0", "--join", f"{key}=9001140P0")
    assert done.returncode == 2
    assert "two programs" in done.stderr


def test_sheets_that_were_not_taken_are_named(answer: Ask, tmp_path: Path) -> None:
    tables = "".join(
        f"<table><tr><td>NRMP Code</td><td>City</td><td>Positions Unfilled</td></tr>{rows}</table>"
        for rows in (
            "<tr><td>9001140C0</td><td>Quill</td><td>2</td></tr><tr><td>9002140C0</td><td>Quill</td><td>1</td></tr>",
            "<tr><td>9003140C0</td><td>Quill</td><td>2</td></tr>",
        )
    )
    (tmp_path / "two.html").write_text(f"<html>{tables}</html>", encoding="utf-8")
    said = answer("import", str(tmp_path / "two.html"), "--dry-run")
    assert (said["new"], said["elsewhere"], said["warnings"]) == (2, ["two.html, sheet 2"], [])


def test_a_heading_with_the_place_of_another_is_refused(soaptui: Run, mine: str) -> None:
    done = soaptui("import", mine, "--dry-run", "--map", "Notes (2)=tags")
    assert done.returncode == 2
    assert "There is no column 'Notes (2)'. There are: Hospital, Program" in done.stderr
    assert soaptui("import", mine, "--as", "research", "--dry-run", "--map", "Notes (7)=tags").returncode == 0


def test_a_part_of_the_list_is_refused_until_it_is_said_to_be_the_whole(
    answer: Ask, soaptui: Run, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    rows = [f"{1000 + n}140C0,Hosp {n},Albany,NY,2\n" for n in range(9)]
    path.write_text("Code,Hospital,City,State,Unfilled\n" + "".join(rows), encoding="utf-8")
    answer("import", str(path))
    path.write_text("Code,Hospital,City,State,Unfilled\n" + "".join(rows[:2]), encoding="utf-8")
    question = "7 of 9 programs on the last list would be marked as gone: is this the whole list, or only one page?"
    refused = soaptui("import", str(path))
    assert refused.returncode == 2
    assert f"{question} Nothing was changed. If yes, say --as unfilled." in refused.stderr
    assert {program["listed"] for program in answer("dump")["programs"]} == {"yes"}
    said = answer("import", str(path), "--as", "unfilled")
    assert (said["warnings"], said["gone"]) == ([question], 7)
    assert said["gone_programs"] == [f"100{n}140C0" for n in range(2, 9)]


def test_a_row_that_cannot_be_read_is_a_warning_for_a_script_too(answer: Ask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    answer("import", str(path))
    path.write_text(LIST.replace("9002320C0", "nine002320"), encoding="utf-8")
    said = answer("import", str(path))
    assert (said["gone"], said["gone_programs"], said["saved"]) == (0, [], None)
    (warning,) = said["warnings"]
    assert "Mossgrove Comm Hosp-NY · Pediatrics (9002320C0), line 4" in warning
