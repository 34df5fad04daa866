"""Backups, restore, the history's search and undo to a point, as processes."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run

Ask = Callable[..., Any]
SHAPE = {"id", "at", "kind", "counts", "where"}
NASTY = "St. Mary [/] [@click=app.quit]x[/] \x1b]0;owned\x07\x1b[2J\u202etxt"


def calls(answer: Ask, *notes: str) -> None:
    """A call for each note."""
    for note in notes:
        answer("call", "add", "--unknown", note)


def records(answer: Ask) -> dict[str, Any]:
    """Everything that is kept, by kind and id."""
    return {kind: {row["id"]: row for row in rows} for kind, rows in answer("dump").items()}


def words_of(answer: Ask) -> set[str]:
    """The words of the calls that are kept."""
    return {call["unknown"] for call in answer("dump")["calls"]}


def test_backups_are_an_array_newest_first(answer: Ask) -> None:
    assert answer("backups") == []
    calls(answer, "one", "two")
    made = answer("backups", "make")
    calls(answer, "three")
    found = answer("backups")
    assert all(set(item) == SHAPE for item in found)
    assert found[0] == made
    assert made["kind"] == "by hand"
    assert made["counts"] == {"programs": 0, "calls": 2, "offers": 0, "interviews": 0, "applications": 0}
    assert Path(made["where"]).is_file()
    assert found == sorted(found, key=lambda item: item["at"], reverse=True)


def test_one_shows_what_it_holds_and_the_difference_to_now(soaptui: Run, answer: Ask) -> None:
    calls(answer, "one", "two")
    made = answer("backups", "make")
    calls(answer, "three")
    answer("profile", "set", "visa=J-1")
    shown = answer("backups", "show", made["id"])
    assert shown["counts"]["calls"] == 2
    assert shown["now"]["calls"] == 3
    assert shown["difference"]["calls"] == {"added": 1, "removed": 0, "changed": 0}
    text = soaptui("backups", "show", made["id"]).stdout
    assert "holds    2 calls" in text
    assert "since    1 call added, 1 profile added" in text
    assert "EST" in text or "EDT" in text


def test_a_restore_is_one_change_and_one_undo_takes_it_back(soaptui: Run, answer: Ask) -> None:
    calls(answer, "one", "two")
    then, made = records(answer), answer("backups", "make")
    calls(answer, "three")
    answer("profile", "set", "visa=J-1")
    before = records(answer)
    done = answer("restore", made["id"], "--yes")
    assert done["saved"] == 5
    assert done["counts"]["calls"] == 2
    assert records(answer) == then
    assert answer("backups")[0]["kind"] == "before restore"
    assert answer("undo")["undone"] == 5
    assert records(answer) == before
    answer("redo")
    assert records(answer) == then
    assert soaptui("redo").returncode == 2
    assert soaptui("verify").returncode == 0


def test_a_restore_on_a_whole_list_and_by_the_beginning_of_an_id(answer: Ask, soaptui: Run, tmp_path: Path) -> None:
    path = tmp_path / "unfilled.csv"
    head = "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled\n"
    rows = [f"House {n},Quill,OH,Internal Medicine,{9001000 + n}C0,2\n" for n in range(300)]
    path.write_text(head + "".join(rows))
    answer("import", str(path))
    then, made = records(answer), answer("backups", "make")
    path.write_text(head + "".join(rows[:100]))
    answer("import", str(path), "--as", "unfilled")
    assert answer("restore", made["id"][:-1], "--yes")["counts"]["programs"] == 300
    assert records(answer) == then
    assert soaptui("verify").returncode == 0


def test_without_yes_it_says_what_it_would_mean_and_changes_nothing(soaptui: Run, answer: Ask) -> None:
    calls(answer, "one")
    made = answer("backups", "make")
    calls(answer, "two")
    history = answer("history")
    for more in ((), ("--json",)):
        done = soaptui("restore", made["id"], *more, stdin="y\n")
        assert done.returncode == 2
        assert "Since then: 1 call added" in done.stderr
        assert "--yes" in done.stderr
        assert done.stderr.count("\n") == 1
    assert answer("history") == history
    assert len(answer("backups")) == 2


def test_a_file_is_restored_too_and_a_new_computer_needs_nothing_else(
    soaptui: Run, answer: Ask, data: Path, tmp_path: Path
) -> None:
    calls(answer, "one", "two")
    file = tmp_path / "stick" / "all.json"
    file.parent.mkdir()
    assert answer("backups", "make", str(file))["counts"]["calls"] == 2
    elsewhere = str(tmp_path / "laptop")
    done = soaptui("restore", str(file), "--yes", "--data", elsewhere)
    assert done.returncode == 0, done.stderr
    assert answer("dump", "--data", elsewhere) == answer("dump")
    calls(answer, "three")
    shutil.copy(file, data / "store.json")  # by hand: the journal would overtake it
    assert len(answer("dump")["calls"]) == 3
    assert soaptui("restore", str(file), "--yes").returncode in (0, 3)
    assert words_of(answer) == {"one", "two"}


def test_a_backup_of_other_data_is_refused_where_there_are_data(soaptui: Run, answer: Ask, tmp_path: Path) -> None:
    calls(answer, "one")
    file = tmp_path / "all.json"
    answer("backups", "make", str(file))
    there = ("--data", str(tmp_path / "other"))
    answer("call", "add", "--unknown", "mine", *there)
    done = soaptui("restore", str(file), "--yes", *there)
    assert done.returncode == 2
    assert "other data" in done.stderr
    assert answer("restore", str(file), "--yes", "--other", *there)["counts"]["calls"] == 1
    answer("undo", *there)
    assert [call["unknown"] for call in answer("dump", *there)["calls"]] == ["mine"]


@pytest.mark.posix
def test_what_is_no_backup_is_refused_in_one_line(soaptui: Run, answer: Ask, data: Path, tmp_path: Path) -> None:
    calls(answer, "one")
    made = Path(answer("backups", "make")["where"])
    content = made.read_bytes()
    bad = tmp_path / "bad.json"
    odd = [str(tmp_path), str(tmp_path / "nowhere.json"), "20990101", "", os.devnull, str(data)]
    if os.name != "nt":
        os.mkfifo(tmp_path / "fifo")
        (tmp_path / "link").symlink_to(tmp_path / "fifo")
        odd += [str(tmp_path / "fifo"), str(tmp_path / "link")]
    before = answer("history")
    for name in odd:
        done = soaptui("restore", name, "--yes")
        assert (done.returncode, done.stdout) == (2, ""), name
        assert done.stderr.count("\n") == 1, done.stderr
    for wrong in (
        b"",
        content[: len(content) // 2],
        content.replace(b"one", b"eno"),
        b"\x00" * 900,
        b"PK\x03\x04" + bytes(99),
    ):
        bad.write_bytes(wrong)
        for command in (("restore", str(bad), "--yes"), ("backups", "show", str(bad))):
            done = soaptui(*command)
            assert done.returncode == 2
            assert "bad.json" in done.stderr
    made.write_bytes(content[:-30])
    [damaged] = [item for item in answer("backups") if item["where"] == str(made)]
    assert damaged["counts"] is None
    assert damaged["problem"]
    assert "damaged" in soaptui("restore", damaged["id"], "--yes").stderr
    assert answer("history") == before


def test_hostile_names_are_text_in_every_output(soaptui: Run, answer: Ask) -> None:
    calls(answer, NASTY)
    made = answer("backups", "make")
    assert soaptui("restore", made["id"], "--yes").returncode == 0
    commands = [
        ("backups",),
        ("backups", "show", made["id"]),
        ("history", "--search", "[/]"),
        ("history", "--search", NASTY),
        ("restore", NASTY, "--yes"),
        ("backups", "--also", NASTY),
        ("undo", "--to", "0"),
        ("redo",),
    ]
    for command in commands:
        done = soaptui(*command)
        assert done.returncode in (0, 2), done.stderr
        for character in "\x1b\x07\u202e\x9b":
            assert character not in done.stdout + done.stderr, command


# -- encrypted, and elsewhere


def test_an_encrypted_backup_is_opened_by_its_passphrase_alone(soaptui: Run, answer: Ask, tmp_path: Path) -> None:
    calls(answer, "one")
    file = tmp_path / "all.sealed"
    assert soaptui("backups", "make", str(file), "--encrypt", stdin="tall ships\n").returncode == 0
    assert b"one" not in file.read_bytes()
    calls(answer, "two")
    for said, words in (("", "passphrase is needed"), ("tall shops\n", "That is not the passphrase of all.sealed")):
        done = soaptui("restore", str(file), "--yes", stdin=said)
        assert done.returncode == 2
        assert words in done.stderr
        assert done.stderr.count("\n") == 1
    done = soaptui("restore", str(file), "--yes", "--json", stdin="tall ships\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["calls"] == 1
    assert words_of(answer) == {"one"}
    assert answer("undo")["undone"] == 3


def test_a_second_set_lies_elsewhere_and_may_be_missing(
    soaptui: Run, answer: Ask, data: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    calls(answer, "one")
    assert soaptui("backups", "--also", str(stick)).returncode == 2
    stick.mkdir()
    assert answer("backups", "--also", str(stick)) == {"also": str(stick), "encrypted": False}
    second = answer("backups")[0]
    assert second["kind"] == "second set"
    assert Path(second["where"]).parent == stick
    calls(answer, "two")
    assert answer("restore", second["id"], "--yes")["counts"]["calls"] == 1
    stick.rename(tmp_path / "drawer")
    done = soaptui("backups")
    assert done.returncode == 0
    assert "is the USB stick in?" in done.stdout
    assert soaptui("call", "add", "--unknown", "three").returncode == 0
    line = next(line for line in answer("doctor")["lines"] if line["what"] == "second set")
    assert line["standing"] == "look"
    assert answer("backups", "--also", "off") == {"also": None, "encrypted": False}
    assert "No second backup" not in soaptui("backups").stdout


def test_a_second_set_is_offered_until_there_is_one_or_none_is_wanted(
    soaptui: Run, answer: Ask, tmp_path: Path
) -> None:
    def offered() -> tuple[str, bool]:
        line = next(line for line in answer("doctor")["lines"] if line["what"] == "second set")
        assert (line["standing"] == "look") == ("on one disk. To keep one on another: Z" in line["text"])
        return line["standing"], "No second backup: your data are only" in soaptui("backups").stdout

    calls(answer, "one")
    assert offered() == ("look", True)
    (tmp_path / "stick").mkdir()
    answer("backups", "--also", str(tmp_path / "stick"))
    assert offered() == ("ok", False)
    done = soaptui("backups", "--also", "OFF")
    assert (done.returncode, done.stderr) == (0, "")
    assert "No second set of backups." in done.stdout
    assert offered() == ("ok", False), "whoever said no is not asked again"
    done = soaptui("backups", "--also", "off", "--encrypt", stdin="secret\n")
    assert done.returncode == 2
    for empty in ("", " "):
        assert soaptui("backups", "make", empty).returncode == 2
        done = soaptui("backups", "--also", empty)
        assert done.returncode == 2
        assert "The name is empty" in done.stderr


def test_no_second_set_can_be_said_before_there_was_one(answer: Ask, data: Path) -> None:
    assert answer("backups", "--also", "off") == {"also": None, "encrypted": False}
    line = next(line for line in answer("doctor")["lines"] if line["what"] == "second set")
    assert line["standing"] == "ok"
    assert line["text"].startswith("none, as you said")


# -- history, and undo to a point


def test_the_history_is_searched(soaptui: Run, answer: Ask) -> None:
    calls(answer, "a lady from Ohio", "Quill Harbor", "ohio again")
    assert [line["seq"] for line in answer("history", "--search", "OHIO")] == [3, 1]
    assert [line["seq"] for line in answer("history", "--search", "ohio lady")] == [1]
    assert answer("history", "--search", "nobody") == []
    assert len(answer("history", "--search", "ohio", "--limit", "1")) == 1
    text = soaptui("history", "--search", "ohio").stdout
    assert "Quill" not in text
    assert "Call: ohio again" in text


def test_everything_after_a_change_is_undone_as_one_step(soaptui: Run, answer: Ask) -> None:
    calls(answer, "one", "two", "three", "four")
    done = answer("undo", "--to", "2")
    assert done["saved"] == 5
    assert done["undone"] == [3, 4]
    assert words_of(answer) == {"one", "two"}
    assert [line["undone"] for line in answer("history")] == [False, True, True, False, False]
    assert answer("redo")["saved"] == 6
    assert words_of(answer) == {"one", "two", "three", "four"}
    answer("undo", "--to", "0")
    assert words_of(answer) == set()
    assert soaptui("verify").returncode == 0


@pytest.mark.parametrize("number", ["99", "4", "-1", "x", "1.5"])
def test_a_point_that_is_none_is_refused(soaptui: Run, answer: Ask, number: str) -> None:
    calls(answer, "one", "two", "three", "four")
    assert soaptui("undo", "--to", number).returncode == 2
    assert len(answer("history")) == 4


def test_data_that_a_newer_version_wrote_are_never_said_to_be_whole(answer: Ask, soaptui: Run, data: Path) -> None:
    calls(answer, "one", "two")
    store = data / "store.json"
    store.write_text(re.sub(r'"schema":\[\d+,\d+\]', '"schema":[2,0]', store.read_text("utf-8")), "utf-8")
    said = f"{data} was written by a newer soaptui (format 2.0): update soaptui"
    for command in (("call", "list"), ("dump",), ("status",), ("backups",)):
        done = soaptui(*command)
        assert done.returncode != 0, command
        assert done.stderr.count(f"soaptui: {said}. Here it is read only, and may be incomplete.\n") == 1, command
    verified = soaptui("verify")
    assert verified.returncode != 0
    assert f"PROBLEM: {said}" in verified.stdout
    assert verified.stdout.endswith("\nnot sound\n")
    checked = soaptui("doctor")
    assert checked.returncode != 0
    assert f"wrong  data           {said}" in checked.stdout
    assert "newer soaptui" in soaptui("call", "add", "--unknown", "three").stderr
