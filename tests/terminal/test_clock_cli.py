"""The command line by a wrong clock: never more time than there is without a word; nothing is over unasked."""

import gc
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui import cli
from soaptui.computer_clock import boot_count, check
from soaptui.records import State
from soaptui.store.store import Store
from soaptui.week import zones
from soaptui.week.clock import SystemClock
from tests.clocks import FakeClock

THURSDAY = "2027-03-18T10:12:00"
CLOSES = zones.read_iso("2027-03-18T11:00")


class Computer:
    """A computer whose clock can be set, with commands run on it one after the other."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], clock: FakeClock) -> None:
        self.folder = folder
        self.clock = clock
        self.out = self.error = ""
        self._capsys = capsys

    def run(self, *arguments: str) -> int:
        code = cli.main([*arguments, "--data", str(self.folder)])
        read = self._capsys.readouterr()
        self.out, self.error = read.out, read.err
        return code

    def json(self, *arguments: str) -> Any:
        assert self.run(*arguments, "--json") == cli.DONE, self.error
        return json.loads(self.out)

    def left(self) -> timedelta:
        """Until Round 1 closes, as `next` has it."""
        found = self.json("next")
        return timedelta(seconds=next(item["seconds_left"] for item in found["open"] if item["id"] == "round-1"))

    def start_anew(self) -> None:
        self.clock._elapsed = 20.0

    def state(self) -> State:
        return Store.open(self.folder, self.clock.now, write=False).state


@pytest.fixture
def unchecked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Computer]:
    """Nobody has said that its clock is right."""
    clock = FakeClock(zones.read_iso(THURSDAY))
    for name in ("now", "elapsed", "monotonic"):
        monkeypatch.setattr(SystemClock, name, lambda self, name=name: getattr(clock, name)())
    found = Computer(tmp_path / "data", capsys, clock)
    assert found.run("profile", "set", "zone=Asia/Colombo", "match=unmatched", "visa=J-1") == cli.DONE
    yield found
    gc.enable()  # a command turns it off, for it ends before garbage matters


@pytest.fixture
def computer(unchecked: Computer) -> Computer:
    assert unchecked.run("clock", "yes") == cli.DONE
    return unchecked


def test_a_good_clock_that_was_checked_is_nothing_to_speak_of(computer: Computer) -> None:
    assert computer.left() == timedelta(minutes=48)
    assert computer.error == ""
    assert "clock_in_doubt" not in computer.json("next")
    computer.clock.suspend(600)
    assert computer.left() == timedelta(minutes=38)
    assert computer.error == ""


@pytest.mark.parametrize("start_anew", [False, True])
@pytest.mark.parametrize("back", [3600, 86_400, 366 * 86_400])
def test_a_clock_set_back_gives_no_more_time_and_is_said_in_one_line(
    computer: Computer, back: int, start_anew: bool
) -> None:
    computer.clock.step(-back)
    if start_anew:
        computer.start_anew()
    assert computer.left() <= timedelta(minutes=48)
    (line,) = computer.error.splitlines()
    assert line.startswith("soaptui: CLOCK IN DOUBT: ")
    assert computer.json("next")["clock_in_doubt"] in line
    computer.run("next")
    assert "CLOCK? " in computer.out.splitlines()[0]


def test_a_clock_set_back_is_known_by_the_count_long_after_the_last_save(computer: Computer) -> None:
    computer.clock.advance(2400)
    computer.clock.step(-1800)  # 10:22, after the last save, where 10:52 is true
    assert computer.left() == timedelta(minutes=8)
    assert "CLOCK IN DOUBT" in computer.error


def test_a_doubt_outlives_a_new_start_once_something_was_written(computer: Computer) -> None:
    computer.clock.advance(1800)
    computer.clock.step(-3600)
    assert computer.run("call", "add", "--unknown", "A voice", "--note", "Hello") == cli.DONE
    assert "CLOCK IN DOUBT" in computer.error
    (call,) = computer.state().calls.values()
    assert call.started == zones.read_iso("2027-03-18T10:42")
    computer.start_anew()
    computer.clock.advance(1)
    assert computer.left() <= timedelta(minutes=18)
    assert "CLOCK IN DOUBT" in computer.error


@pytest.mark.parametrize("command", ["timeline", "rules", "offer list", "interview list", "plan", "programs", "next"])
def test_every_command_holds_to_the_same_clock_and_says_so(computer: Computer, command: str) -> None:
    computer.clock.step(-3600)
    assert computer.run(*command.split()) == cli.DONE
    assert computer.error.count("CLOCK IN DOUBT") == 1


def test_what_is_written_carries_the_careful_time(computer: Computer) -> None:
    computer.clock.step(-3600)
    assert computer.run("offer", "add", "--program", "1234140C0", "--round", "1") == cli.DONE
    (offer,) = computer.state().offers.values()
    assert offer.seen == zones.read_iso(THURSDAY)
    (listed,) = computer.json("offer", "list")
    assert listed["seconds_left"] == 48 * 60


def test_a_phones_time_that_was_said_once_ends_no_offer(computer: Computer) -> None:
    assert computer.run("offer", "add", "--program", "1234140C0", "--round", "1") == cli.DONE
    assert computer.run("clock", "21:12:00") == cli.DONE  # an hour and a half too late: after the close of round 1
    (listed,) = computer.json("offer", "list")
    assert (listed["standing"], listed["seconds_left"]) == ("open", 48 * 60)
    assert computer.run("next") == cli.DONE
    assert "Answer the offer" in computer.out and "Round 1 closes" in computer.out


def test_the_rules_hold_where_a_phone_says_that_soap_has_not_ended(computer: Computer) -> None:
    computer.clock.advance(10 * 3600 + 58 * 60)  # 21:10 Eastern Time
    assert computer.run("clock", "yes") == cli.DONE
    assert computer.run("rules") == cli.DONE
    assert "THE RULES HAVE ENDED" in computer.out
    computer.run("clock", "2027-03-19 05:40:30")  # 20:10:30 Eastern Time
    for command in ("rules", "next"):
        assert computer.run(command) == cli.DONE
        assert "HAVE ENDED" not in computer.out and "you may write to" not in computer.out, computer.out


def test_a_time_alone_says_nothing_of_the_day_and_that_is_asked(computer: Computer) -> None:
    assert computer.run("clock", "19:42:00") == cli.DONE
    assert "Your phone agrees with this computer. Is it Thu 18 Mar on your phone too?" in computer.out
    assert computer.run("clock", "2027-03-18 19:42:00") == cli.DONE
    assert "on your phone too" not in computer.out


def test_a_clock_a_day_behind_is_found_out_by_the_date(unchecked: Computer) -> None:
    unchecked.clock.step(-86_400)
    unchecked.start_anew()
    assert unchecked.run("clock", "2027-03-18 19:42:00") == cli.DONE
    assert unchecked.left() <= timedelta(minutes=48)


def test_a_clock_before_the_program_was_made_is_told_so_and_no_save_is_made_up(
    tmp_path: Path, unchecked: Computer
) -> None:
    unchecked.clock.step(-365 * 86_400)
    unchecked.folder = tmp_path / "another"
    assert unchecked.run("profile", "set", "match=unmatched") == cli.DONE
    for _ in range(2):
        assert unchecked.run("next") == cli.DONE
        assert "soaptui did not exist then" in unchecked.error
        assert "something was saved here" not in unchecked.error


@pytest.mark.parametrize(("days", "year"), [(0.5, "2027"), (366, "2028")])
def test_past_the_end_the_year_is_said_with_the_time(computer: Computer, days: float, year: str) -> None:
    assert "2027" not in _first_line(computer)
    computer.start_anew()
    computer.clock.step(days * 86_400)
    assert year in _first_line(computer)


def _first_line(computer: Computer) -> str:
    assert computer.run("next") == cli.DONE
    return computer.out.splitlines()[0]


@pytest.mark.parametrize(
    "ahead", [timedelta(days=1), timedelta(days=60), timedelta(days=366)], ids=["a day", "two months", "a year"]
)
def test_a_clock_ahead_is_asked_about_before_anything_is_over(computer: Computer, ahead: timedelta) -> None:
    computer.start_anew()
    computer.clock.step(ahead.total_seconds())
    assert computer.run("rules") == cli.DONE
    assert "RULES HAVE ENDED" not in computer.out
    assert "NOT NOW" in computer.out
    assert "Is that clock right? Until you say yes, nothing is over" in computer.error
    computer.run("next")
    assert "SOAP and its contact rules have ended" not in computer.out and "is over" not in computer.out
    assert computer.run("clock", "19:42:05") == cli.REFUSED
    assert "type the date and the time" in computer.error
    assert computer.run("clock", "yes") == cli.DONE
    assert computer.run("rules") == cli.DONE
    assert "THE RULES HAVE ENDED" in computer.out
    assert computer.error == ""


def test_in_the_summer_the_answer_holds_through_every_new_start(computer: Computer) -> None:
    computer.clock.advance(90 * 86_400)
    assert computer.run("clock", "yes") == cli.DONE
    for _ in range(3):
        computer.start_anew()
        computer.clock.advance(86_400)
        assert computer.run("next") == cli.DONE
        assert "The week is over" in computer.out
        assert computer.error == ""


def test_one_mistyped_time_moves_nothing_and_a_second_one_decides(computer: Computer) -> None:
    def shows(by: timedelta) -> tuple[int, str]:
        wall = zones.at_zone(computer.clock.now() + by, "Asia/Colombo")
        return computer.run("clock", f"{wall:%H:%M:%S}"), computer.out

    by = -timedelta(minutes=50)
    code, out = shows(by)
    assert code == cli.DONE
    assert "you may have typed it wrong" in out
    assert computer.left() == timedelta(minutes=48)
    assert "no second time agrees yet" in computer.error
    assert (
        computer.run("clock", f"{zones.at_zone(computer.clock.now() + by, 'Asia/Colombo'):%H:%M:%S}") == cli.REFUSED
    )
    computer.clock.advance(20)
    code, out = shows(by)
    assert "corrects every time by that" in out
    assert computer.left() == timedelta(minutes=97, seconds=39)
    computer.run("next")
    assert "CLOCK put back 0:49:59" in computer.out
    assert computer.run("clock", "back") == cli.DONE
    assert computer.left() == timedelta(minutes=47, seconds=40)
    assert computer.run("clock", "back") == cli.REFUSED


def test_which_of_two_is_right_can_be_said(computer: Computer) -> None:
    computer.clock.step(-3600)
    assert computer.run("clock") == cli.DONE
    assert "the count" in computer.out and "soaptui clock computer" in computer.out
    assert computer.run("clock", "yes") == cli.REFUSED
    assert computer.run("clock", "computer") == cli.DONE
    assert computer.left() == timedelta(minutes=108)
    assert computer.error == ""


@pytest.mark.parametrize("says", ["nonsense", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "25:00:00", "10:12"])
def test_what_is_no_answer_is_refused_in_a_sentence(computer: Computer, says: str) -> None:
    assert computer.run("clock", *says.split()) == cli.REFUSED
    assert computer.error.startswith("soaptui: ")
    assert "Traceback" not in computer.error
    assert check.kept_clock(computer.state()).claims == ()


def test_another_moment_that_is_asked_for_is_not_doubted(computer: Computer) -> None:
    computer.clock.step(-3600)
    assert computer.run("next", "--at", "2027-03-19T10:00") == cli.DONE
    assert "R3 lists them until 1 May" in computer.out
    assert computer.error == ""
    assert computer.run("clock", "--at", "2027-03-19T10:00") == cli.REFUSED
    assert computer.run("next", "--at", "") == cli.REFUSED


def test_on_thursday_it_is_asked_in_one_line_whether_the_clock_is_right(unchecked: Computer) -> None:
    assert unchecked.run("next") == cli.DONE
    assert unchecked.error.splitlines() == [
        "soaptui: It is Thursday of Match Week: is this computer's clock right? soaptui clock says more and asks you."
    ]
    assert "clock unchecked" in unchecked.out
    assert "clock_in_doubt" not in unchecked.json("next")
    assert unchecked.run("clock", "yes") == cli.DONE
    assert unchecked.run("next") == cli.DONE
    assert unchecked.error == ""


def test_a_note_of_the_count_that_is_torn_or_of_another_computer_counts_for_nothing(computer: Computer) -> None:
    note = computer.folder / boot_count.NAME
    for text in ("", "x", "another-boot\n0.000 1900000000.000 3.000\n", "\x00\xff", "x\n1 2\n"):
        note.write_text(text, "utf-8")
        assert computer.left() == timedelta(minutes=48)
        assert computer.error == ""
    note.unlink()
    note.mkdir()
    assert computer.run("call", "add", "--unknown", "A voice") == cli.DONE
    assert computer.error == ""


def moments() -> list[datetime]:
    return [CLOSES - timedelta(seconds=seconds) for seconds in (0.4, 1.0, 59.999)]


@pytest.mark.parametrize("now", moments(), ids=str)
def test_a_fraction_of_a_second_is_no_second(computer: Computer, now: datetime) -> None:
    computer.clock.advance((now - computer.clock.now()).total_seconds())
    assert computer.left() == timedelta(seconds=(CLOSES - now) // timedelta(seconds=1))
