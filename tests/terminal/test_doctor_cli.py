"""The doctor and the official times as the command line works them: what is said, what is kept, the exit code."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from soaptui.cli import DONE, RECOVERED, doctor, season_commands
from soaptui.cli.context import Context
from soaptui.records import Profile, Setting, State, Task
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock_memory import KeptClock
from tests.unit.test_noise import Pretended

HOME = "Asia/Colombo"
THURSDAY = "2027-03-18T10:12"
NOON = zones.read_iso("2027-03-17T12:00")


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: HOME)


class Run:
    """The commands on one folder; `out` is what the last one printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.out = ""

    def context(self, **arguments: Any) -> Context:
        return Context(SimpleNamespace(**{"data": str(self.folder), "at": THURSDAY, **arguments}))

    def __call__(self, command: Any, **arguments: Any) -> Any:
        code = command(self.context(**arguments))
        self.out = self._capsys.readouterr().out
        return code

    def json(self, command: Any, **arguments: Any) -> Any:
        self(command, json=True, **arguments)
        return json.loads(self.out)

    def put(self, *records: Any, at: str = "2027-03-18T09:00") -> None:
        moment = zones.read_iso(at)
        store = Store.open(self.folder, lambda: moment)
        store.commit(build_change("Made up", store.state, *records))
        store.close()

    def state(self) -> State:
        return Store.open(self.folder, lambda: zones.read_iso(THURSDAY), write=False).state

    def lines(self, **arguments: Any) -> dict[str, tuple[str, str]]:
        found = self.json(doctor.doctor_command, **arguments)["lines"]
        return {line["what"]: (line["standing"], line["text"]) for line in found}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "data", capsys)


# -- doctor


def test_a_sound_folder_has_nothing_wrong_and_every_subject_a_line(run: Run) -> None:
    run.put(Profile(id="me", zone=HOME))
    assert run(doctor.doctor_command) == DONE
    subjects = ["clock", "last save", "time zone", "clock offset", "data folder", "free space", "data", "counts"]
    subjects += [
        "lock",
        "season",
        "backups",
        "soaptui",
        "Python",
        "Textual",
        "terminal",
        "notifications",
        "sound",
        "keep awake",
        "phone",
    ]
    assert all(f" {subject} " in run.out for subject in subjects)
    assert all(line.split(" ")[0] in ("ok", "look") for line in run.out.splitlines())


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_notification_that_nobody_saw_is_not_called_well(platform: str) -> None:
    def lines(*kept: Task) -> dict[str, tuple[str, str]]:
        found = doctor.noise_lines(
            Pretended(platform), State().with_records([("tasks", one.id, one) for one in kept])
        )
        return {line.what: (line.standing, line.text) for line in found}

    for what, test in (("notifications", "test-notification"), ("sound", "test-alarm")):
        standing, text = lines()[what]
        assert (standing, "not tried" in text) == ("look", True)
        assert lines(Task(id=test, title="", done=NOON))[what][0] == "ok"
        standing, text = lines(Task(id=test, title=""))[what]
        assert standing == "look"
        assert "not tried" not in text


def test_doctor_asks_whether_the_phone_rang(run: Run) -> None:
    standing, text = run.lines()["phone"]
    assert (standing, "not tried" in text, "phone-rang" in text) == ("look", True, True)
    run.put(Task(id="phone-rang", title="", done=NOON))
    assert run.lines()["phone"][0] == "ok"


def test_a_folder_that_is_not_there_yet_is_no_fault_and_is_not_made(run: Run) -> None:
    assert run.lines()["data folder"][0] == "ok"
    assert not run.folder.exists()


def test_looking_changes_nothing_in_the_folder(run: Run) -> None:
    run.put(Profile(id="me", zone=HOME))
    before = {path: path.read_bytes() for path in sorted(run.folder.rglob("*")) if path.is_file()}
    run(doctor.doctor_command)
    assert {path: path.read_bytes() for path in sorted(run.folder.rglob("*")) if path.is_file()} == before


def test_a_clock_before_the_last_save_is_wrong_and_ends_with_3(run: Run) -> None:
    run.put(Profile(id="me", zone=HOME))
    assert run(doctor.doctor_command, at="2027-03-18T08:00") == RECOVERED
    assert "wrong  last save      This computer says Thu 18 Mar 2027 08:00 EDT" in run.out


@pytest.mark.parametrize(
    ("at", "standing"), [("1999-03-18T10:00", "wrong"), ("2037-03-18T10:00", "wrong"), ("2026-07-18T10:00", "look")]
)
def test_a_clock_far_from_the_season_is_said(run: Run, at: str, standing: str) -> None:
    assert run.lines(at=at)["time of year"][0] == standing


def test_a_zone_that_cannot_be_told_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: "")
    monkeypatch.setenv("TZ", "Bogus/Zone")
    standing, text = run.lines()["time zone"]
    assert standing == "wrong"
    assert "TZ is 'Bogus/Zone'" in text
    run.put(Profile(id="me", zone=HOME))
    assert run.lines()["time zone"] == ("look", f"{HOME}, from your profile; this computer's zone is not known")


def test_an_offset_is_said_and_a_doubt_is_wrong(run: Run) -> None:
    run.put(Setting(id="clock-offset", value=105.0))
    assert run.lines()["clock offset"][1].startswith("this computer's clock is 1 minute 45 seconds behind, as you")
    run.put(Setting(id="clock-count", value=KeptClock(105.0, -3600.0).text()))
    assert run.lines()["clock offset"][0] == "wrong"


def test_damaged_data_is_wrong(run: Run) -> None:
    run.put(Profile(id="me", zone=HOME))
    (run.folder / "store.json").write_text("{", encoding="utf-8")
    standing, text = run.lines()["data"]
    assert standing == "wrong"
    assert "damaged" in text


def test_data_that_cannot_be_read_at_all_is_wrong_and_the_rest_is_still_said(run: Run) -> None:
    run.folder.mkdir()
    (run.folder / "store.json").write_text("{", encoding="utf-8")
    lines = run.lines()
    assert lines["data"][0] == "wrong"
    assert lines["Python"][0] == "ok"


def test_a_folder_that_takes_nothing_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from soaptui.store import files

    def refuse(target: Path, data: bytes) -> None:
        raise OSError(28, os.strerror(28))

    run.put(Profile(id="me", zone=HOME))
    monkeypatch.setattr(files, "write_atomically", refuse)
    assert run.lines()["data folder"] == ("wrong", f"{run.folder}: {os.strerror(28)}")


def test_who_writes_is_said_while_they_do(run: Run) -> None:
    run.put(Profile(id="me", zone=HOME))
    store = Store.open(run.folder, lambda: zones.read_iso(THURSDAY), holder="dashboard")
    try:
        assert run.lines()["lock"][1].startswith("the dashboard on ")
    finally:
        store.close()


def test_how_many_times_are_not_seen_is_said_until_all_are(run: Run) -> None:
    assert run.lines()["season"][0] == "look"
    run(season_commands.seen_command, events=[], all=True)
    assert run.lines()["season"] == ("ok", "Match Week 2027: Every time was seen on nrmp.org.")


@pytest.mark.parametrize(
    ("environment", "encoding", "size", "problem"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", (80, 24), ""),
        ({"TERM": "xterm-256color"}, "utf-8", (79, 40), "smaller than 80x24"),
        ({"TERM": "xterm-256color"}, "utf-8", (100, 23), "smaller than 80x24"),
        ({"TERM": "xterm"}, "latin-1", (80, 24), "set it to UTF-8"),
    ],
)
def test_a_terminal_that_shows_less_is_said(
    environment: dict[str, str], encoding: str, size: tuple[int, int], problem: str
) -> None:
    line = doctor.terminal_line(environment, encoding, True, os.terminal_size(size))
    assert line.standing == ("look" if problem else "ok")
    assert problem in line.text


# -- the official times


def test_the_season_is_listed_with_what_nobody_has_seen(run: Run) -> None:
    listed = run.json(season_commands.season_command)
    assert (listed["year"], listed["verified"], listed["unseen"]) == (2027, False, len(listed["events"]))
    first = next(event for event in listed["events"] if event["id"] == "round-3-opens")
    assert (first["et"], first["local"], first["zone"]) == ("Thu 18 Mar 15:00 EDT", "00:30 Fri", HOME)
    assert not first["seen"]
    assert run(season_commands.season_command) == DONE
    assert "No time of 2027 was seen on nrmp.org yet" in run.out


def test_times_are_marked_as_seen_by_name(run: Run) -> None:
    run(season_commands.seen_command, events=["round-1-opens", "Match Day"], all=False)
    assert "13 of 15 times are left" in run.out
    times = run.state().official_times
    assert set(times) == {"2027/round-1-opens", "2027/match-day"}
    assert times["2027/match-day"].seen == zones.read_iso(THURSDAY)


@pytest.mark.parametrize("arguments", [{"events": [], "all": False}, {"events": ["match-day"], "all": True}])
def test_seen_wants_to_know_which(run: Run, arguments: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="or --all"):
        run(season_commands.seen_command, **arguments)


def test_a_moved_time_says_what_moves_and_one_undo_brings_it_back(run: Run) -> None:
    assert run.json(season_commands.move_event_command, event="round-2-closes", time="14:30")["moved"] == [
        "Round 2 closes 14:00 → 14:30: the deadline of its offers and their alarms move with it."
    ]
    events = {event["id"]: event for event in run.json(season_commands.season_command)["events"]}
    assert events["round-2-closes"]["corrected"]
    assert events["round-2-closes"]["et"] == "Thu 18 Mar 14:30 EDT"
    assert not events["round-2-opens"]["corrected"]
    store = Store.open(run.folder, lambda: datetime.fromisoformat("2027-03-18T14:12:00+00:00") + timedelta(hours=1))
    store.undo()
    store.close()
    assert run.state().official_times == {}


@pytest.mark.parametrize(
    ("event", "time", "sentence"),
    [
        ("round-2-closes", "11:30", "would not be after"),
        ("round-2-closes", "14:00", "already"),
        ("round-2", "14:30", "Which event"),
        ("match-day", "noon", "already"),
        ("match-day", "elevenish", "is not a time"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_changes_nothing(run: Run, event: str, time: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        run(season_commands.move_event_command, event=event, time=time)
    assert run.state().official_times == {}


def test_a_season_is_made_for_a_year_and_only_once(run: Run) -> None:
    run(season_commands.make_season_command, year=2028)
    assert "Match Week 2028 begins Mon 13 Mar 10:00 EDT." in run.out
    assert run.json(season_commands.season_command, season=2028)["year"] == 2028
    with pytest.raises(Refusal, match="already"):
        run(season_commands.make_season_command, year=2028)


# -- as processes


def test_the_doctor_ends_with_3_where_something_is_wrong(process: Any) -> None:
    assert process("doctor", "--at", THURSDAY, TZ=HOME).returncode == 0
    bogus = process("doctor", "--at", THURSDAY, TZ="Bogus/Zone")
    assert bogus.returncode == 3
    assert "wrong  time zone      soaptui cannot read this computer's time zone (TZ is 'Bogus/Zone')" in bogus.stdout


def test_the_times_are_corrected_and_marked_from_the_shell(soaptui: Any, answer: Any) -> None:
    assert answer("season", "move", "round-2-opens", "12:30", "--at", THURSDAY)["event"] == "round-2-opens"
    assert answer("season", "seen", "--all", "--at", THURSDAY)["unseen"] == 0
    refused = soaptui("season", "move", "round-2-closes", "12:00", "--at", THURSDAY)
    assert refused.returncode == 2
    assert "would not be after Round 2 opens" in refused.stderr
    week = answer("season", "--at", THURSDAY)
    assert week["verified"]
    assert {event["id"] for event in week["events"] if event["corrected"]} == {"round-2-opens"}


# -- one fact, one sentence, one heading


def _cut(folder: Path) -> None:
    segment = max((folder / "journal").iterdir())
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))


def _garbled(folder: Path) -> None:
    segment = max((folder / "journal").iterdir())
    first, *rest = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join([first[:30] + b"XXXX" + first[34:], *rest]))


def _copied_beside(folder: Path) -> None:
    snapshot = (folder / "store.json").read_text(encoding="utf-8")
    (folder / "store (1).json").write_text(snapshot.replace("dark", "gray"), encoding="utf-8")


def _copied_and_cut(folder: Path) -> None:
    (folder / "journal" / "0000000001.000 (conflicted copy).jsonl").write_bytes(b"what is this?\n")
    _cut(folder)


@pytest.mark.parametrize(
    ("damage", "headings"),
    [
        (_cut, {"journal"}),
        (_garbled, {"data"}),
        (_copied_beside, {"copies"}),
        (_copied_and_cut, {"journal"}),
    ],
)
def test_what_is_wrong_is_said_under_one_heading(run: Run, damage: Any, headings: set[str]) -> None:
    run.put(Setting(id="theme", value="dark"))
    late = Store.open(run.folder, lambda: zones.read_iso(THURSDAY))
    late.commit(build_change("Made up", late.state, Profile(id="me", zone=HOME)))
    late.close(snapshot=False)
    damage(run.folder)
    report = run.json(doctor.doctor_command)
    wrong = [line for line in report["lines"] if line["standing"] == "wrong"]
    assert {line["what"] for line in wrong} == headings
    texts = [line["text"] for line in report["lines"]]
    assert len(texts) == len(set(texts))
    assert not any("read well" in text for text in texts)
    from soaptui.cli import file_commands

    found = run.json(file_commands.verify_command)
    assert not found["sound"]
    assert len(found["notes"]) == len(set(found["notes"]))
    for word in ("LOST", "does not read", "looks like a sync tool's copy"):
        said = [line["text"] for line in wrong if word in line["text"]]
        assert len(said) <= 1
        assert len(said) <= sum(word in note for note in found["notes"]) <= 1
