"""Interviews, the contact rules and a whole call on the command line, as processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import Application, Call, MatchStatus, Profile, Program, Record, State
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from tests.terminal.conftest import Run

LAKE, OHIO = "2345120C0", "1234140C0"
TUESDAY = ("--at", "2027-03-16T09:12")
SENT = zones.read_iso("2027-03-15T14:00")
HOSTILE = "\x1b]0;owned\x07Dr. \u202eevil\u202c \x1b[31mAda\x1b[0m\u200b\x9b2J"
"""A title, colours, a cleared screen and an override of the writing direction; "Dr. evil Ada" is what is left."""

ACTING = set("\x1b\x07\x9b\u202e\u202c\u200b")

Answer = Callable[..., Any]


@pytest.fixture
def keep(data: Path) -> Callable[..., None]:
    """Put records into the data folder."""

    def put(*records: Record) -> None:
        store = Store.open(data, lambda: SENT)
        store.commit(build_change("Made-up data", store.state, *records))
        store.close()

    return put


@pytest.fixture(autouse=True)
def listed(keep: Callable[..., None]) -> None:
    """A user in Colombo and two programs."""
    keep(
        Profile(id="me", match="unmatched", zone="Asia/Colombo", visa="J-1"),
        Program(id=LAKE, code=LAKE, institution="Lakeshore Health", state="IL", listed="yes"),
        Program(id=OHIO, code=OHIO, institution="Ohio Valley", state="OH", listed="yes"),
        *(Application(id=one, program=one, service="ERAS", planned=SENT, sent=SENT) for one in (LAKE, OHIO)),
    )


@pytest.fixture
def add(answer: Answer) -> Answer:
    """`soaptui interview add --program CODE TEXT --json` on Tuesday morning."""

    def run(text: str, program: str = LAKE) -> Any:
        return answer("interview", "add", "--program", program, *text.split(" "), *TUESDAY)

    return run


def kept(data: Path) -> State:
    """What is on disk."""
    return Store.open(data, lambda: SENT, write=False).state


def both(said: Any) -> list[tuple[str, str]]:
    """The clashes as pairs."""
    return [(clash["with"], clash["why"]) for clash in said["clashes"]]


# -- add


def test_an_interview_is_kept_and_told_in_every_time(add: Answer, data: Path) -> None:
    said = add("wed 10am CT 30min zoom")
    assert set(said) == {"saved", "id", "at", "zone", "et", "local", "clashes", "free", "ask"}
    assert (said["at"], said["zone"]) == ("2027-03-17T15:00:00Z", "America/Chicago")
    assert (said["et"], said["local"]) == ("Wed 17 Mar 11:00 EDT", "Wed 17 Mar 20:30 Colombo")
    assert (said["saved"], said["clashes"]) == (2, [])
    one = kept(data).interviews[said["id"]]
    assert (one.words, one.minutes, one.platform) == ("wed 10am CT 30min zoom", 30, "Zoom")


FELLOWSHIP, NO_LIST = "9999130F0", "9999320C0"


@pytest.mark.parametrize(
    ("match", "program", "at", "why"),
    [
        ("ineligible", LAKE, TUESDAY[1], "NOT NOW: You are not SOAP-eligible: do not call or write"),
        ("unmatched", LAKE, "2027-03-15T12:00", "NOT NOW: Programs see no application before Tue 16 Mar 08:00 EDT."),
        ("unmatched", FELLOWSHIP, TUESDAY[1], "No application to it was marked sent"),
        ("unmatched", NO_LIST, TUESDAY[1], "mark it: soaptui apply CODE --sent-at TIME"),
        ("matched", LAKE, TUESDAY[1], "NEVER: You are matched, and that is binding"),
    ],
)
def test_where_contact_is_forbidden_the_interview_is_kept_and_no_confirmation_is_printed(
    soaptui: Run, keep: Callable[..., None], data: Path, match: MatchStatus, program: str, at: str, why: str
) -> None:
    keep(Profile(id="me", match=match, visa="J-1"))
    done = soaptui("interview", "add", "--program", program, "wed", "10am", "CT", "--at", at)
    assert done.returncode == 0
    assert len(kept(data).interviews) == 1
    assert why in done.stderr
    assert "I confirm" not in done.stdout


def test_what_a_program_sets_before_it_can_have_an_application_is_to_be_reported(soaptui: Run) -> None:
    done = soaptui("interview", "add", "--program", LAKE, "mon", "3pm", "ET", "--at", "2027-03-15T12:00")
    assert "must be reported to the NRMP" in done.stderr
    assert "They called" not in done.stderr  # nobody said that they did


@pytest.mark.parametrize("typed", ["20270317T183000Z", "thu 12:30am Colombo time", "2027-03-17 13:30 CT"])
def test_what_is_asked_for_instead_is_in_the_working_day_of_the_program(add: Answer, typed: str) -> None:
    said = add(typed)
    assert [why for _, why in both(said)] != []
    hours = [zones.at_zone(zones.read_iso(moment), "America/Chicago").hour for moment in said["free"]]
    assert len(hours) == 3
    assert all(8 <= hour < 18 for hour in hours), said["free"]


def test_for_a_person_it_says_what_to_say(soaptui: Run) -> None:
    done = soaptui("interview", "add", "--program", LAKE, "wed", "10am", "CT", *TUESDAY)
    first, *rest = done.stdout.splitlines()
    assert first == "saved 2  Interview: Lakeshore Health, Wed 17 Mar 11:00 EDT"
    assert rest[0] == "Wed 17 Mar 11:00 EDT · there Wed 10:00 CDT · yours Wed 20:30 Colombo"
    assert rest[1].startswith("say: I confirm our interview on Wednesday, March 17, 2027 at 10:00 AM CDT")


def test_without_a_zone_the_choices_are_said_and_nothing_is_saved(soaptui: Run, data: Path) -> None:
    done = soaptui("interview", "add", "--program", LAKE, "wed", "10:00am", "--json", *TUESDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Which time zone?" in done.stderr
    for choice in ("10:00 CDT (America/Chicago)", "10:00 EDT (America/New_York)", "10:00 +05:30 (Asia/Colombo)"):
        assert choice in done.stderr
    assert kept(data).interviews == {}


def test_a_zone_that_is_three_is_refused(soaptui: Run, data: Path) -> None:
    done = soaptui("interview", "add", "--program", LAKE, "wed", "10am", "IST", *TUESDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'IST' is not a place: write Asia/Kolkata or Asia/Jerusalem or Europe/Dublin" in done.stderr
    assert kept(data).interviews == {}


# -- what it runs into


def test_two_in_one_slot(add: Answer) -> None:
    add("wed 10am CT")
    assert both(add("wed 11:10am ET", OHIO)) == [("Lakeshore Health", "at the same time, Wed 17 Mar 11:00 EDT")]


def test_inside_round_2(add: Answer) -> None:
    ((other, why),) = both(add("thu 12:15pm ET"))
    assert "Round 2" in other
    assert why.startswith("inside it: answer offers in R3 by")


def test_at_three_in_the_night_at_home(add: Answer) -> None:
    ((other, why),) = both(add("wed 5:30pm ET"))
    assert other == "your night"
    assert why == "Thu 03:00 in Colombo; your night is 23:00-07:00"


# -- move, mark, list


def test_moved_it_keeps_how_it_stood(add: Answer, answer: Answer) -> None:
    first = add("wed 10am CT zoom")
    moved = answer("interview", "move", LAKE, "thu", "8am", "CT", *TUESDAY)
    assert (moved["id"], moved["et"]) == (first["id"], "Thu 18 Mar 09:00 EDT")
    (one,) = answer("dump")["interviews"]
    assert (one["at"], one["platform"]) == ("2027-03-18T13:00:00Z", "Zoom")
    (before,) = one["earlier"]
    assert (before["at"], before["zone"], before["words"]) == (first["at"], "America/Chicago", "wed 10am CT zoom")
    assert before["moved"] == "2027-03-16T13:12:00Z"


def test_what_becomes_of_it_is_marked(add: Answer, answer: Answer, soaptui: Run) -> None:
    name = add("wed 10am CT")["id"]
    for what, confirmed, outcome in (
        ("confirmed", True, ""),
        ("held", True, "held"),
        ("cancelled", True, "cancelled"),
        ("open", True, ""),
        ("unconfirmed", False, ""),
    ):
        assert answer("interview", "mark", name, what)["id"] == name
        (one,) = answer("interview", "list")
        assert (one["confirmed"], one["outcome"]) == (confirmed, outcome)
    again = soaptui("interview", "mark", name, "unconfirmed")
    assert again.returncode == 2
    assert "is unconfirmed already" in again.stderr
    assert soaptui("interview", "mark", name, "forgotten").returncode == 2


@pytest.mark.parametrize("what", [("held",), ("missed",), ("--score", "people=5")])
def test_what_can_only_have_been_is_asked_about_before_it_has_begun_and_saved(
    add: Answer, answer: Answer, soaptui: Run, what: tuple[str, ...]
) -> None:
    name = add("wed 10am CT")["id"]
    done = soaptui("interview", "mark", name, *what, *TUESDAY)
    assert (done.returncode, done.stdout.split()[0]) == (0, "saved")
    assert "This interview has not begun yet: it is Wed 17 Mar 11:00 EDT. Is it right that it is" in done.stderr
    answer("undo")
    assert soaptui("interview", "mark", name, *what, "--at", "2027-03-17T11:30").stderr == ""


def test_what_can_be_so_before_it_has_begun_is_not_asked_about(add: Answer, soaptui: Run) -> None:
    name = add("wed 10am CT")["id"]
    for what in ("confirmed", "cancelled", "declined", "move-asked"):
        assert soaptui("interview", "mark", name, what, *TUESDAY).stderr == "", what


def test_the_list_is_by_time_and_what_is_cancelled_runs_into_nothing(add: Answer, answer: Answer) -> None:
    later, first = add("wed 11:10am ET", OHIO), add("wed 10am CT")
    rows = answer("interview", "list", *TUESDAY)
    assert [row["id"] for row in rows] == [first["id"], later["id"]]
    assert [len(row["clashes"]) for row in rows] == [1, 1]
    answer("interview", "mark", OHIO, "cancelled")
    assert [row["clashes"] for row in answer("interview", "list", *TUESDAY)] == [[], []]


def test_what_is_no_interview_is_refused(soaptui: Run, add: Answer) -> None:
    add("wed 10am CT")
    add("thu 10am CT")
    for name in ("nothing", OHIO, LAKE):
        done = soaptui("interview", "mark", name, "held")
        assert done.returncode == 2
        assert "soaptui interview list" in done.stderr


# -- the rules


@pytest.mark.parametrize(
    ("at", "called", "may"),
    [
        ("2027-03-16T09:12", False, "no"),
        ("2027-03-16T09:40", True, "yes"),
        ("2027-03-18T20:59", False, "no"),
        ("2027-03-18T21:00", False, "over"),
    ],
)
def test_whether_a_program_may_be_called(
    answer: Answer, keep: Callable[..., None], at: str, called: bool, may: str
) -> None:
    if called:
        keep(Call(id="call", started=zones.read_iso("2027-03-16T09:30"), direction="missed", program=LAKE))
    first, *rest = answer("rules", "--program", LAKE, "--at", at)
    assert set(first) == {"topic", "may", "heading", "why", "source", "say"}
    assert first["topic"] == "Calling or writing to Lakeshore Health"
    assert first["may"] == may
    assert len(rest) == len(answer("rules", "--at", at))


def test_for_a_person_each_rule_has_its_source(soaptui: Run) -> None:
    said = soaptui("rules", "--program", LAKE, *TUESDAY).stdout.splitlines()
    assert said[0] == "Calling or writing to Lakeshore Health"
    assert said[1].startswith("  NOT NOW: ")
    assert said[2].startswith('  Say: "I may not contact')
    assert said[3] == "  (NRMP Match Participation Agreement, SOAP communication)"
    assert len(said) % 4 == 0


# -- a whole call


def test_a_call_with_everything_that_was_said(answer: Answer, data: Path) -> None:
    said = answer(
        "call", "add", "--program", LAKE, "--who", "Dr. Ada Quill", "--number", "+1 312 555 0100",
        "--asked", "why genetics", "--asked", "visa", "--outcome", "they will call",
        "--follow-up", "send the letter", "--due", "in 20 min", "--note", "friendly", *TUESDAY,
    )  # fmt: skip
    call = kept(data).calls[said["id"]]
    assert (call.who_name, call.number) == ("Dr. Ada Quill", "+1 312 555 0100")
    assert (call.asked, call.outcome, call.note) == (("why genetics", "visa"), "they will call", "friendly")
    assert call.follow_up is not None
    assert (call.follow_up.what, call.follow_up.due) == ("send the letter", zones.read_iso("2027-03-16T09:32"))


def test_a_due_that_is_not_certain_is_refused_and_the_call_is_not_half_kept(soaptui: Run, data: Path) -> None:
    done = soaptui("call", "add", "--program", LAKE, "--due", "tomorrow 9am", *TUESDAY)
    assert done.returncode == 2
    assert "Which time zone?" in done.stderr
    assert kept(data).calls == {}


# -- what would act on a terminal


def test_hostile_text_comes_back_clean(soaptui: Run, answer: Answer, data: Path) -> None:
    texts = ("--note", HOSTILE, "--who", HOSTILE, "--number", HOSTILE, "--asked", HOSTILE, "--follow-up", HOSTILE)
    assert soaptui("call", "add", "--program", LAKE, *texts, *TUESDAY).returncode == 0
    added = answer("interview", "add", "--program", LAKE, f"{HOSTILE} wed 10am CT", *TUESDAY)
    assert added["et"] == "Wed 17 Mar 11:00 EDT"
    assert kept(data).interviews[added["id"]].words == "Dr. evil Ada wed 10am CT"
    refused = soaptui("interview", "add", "--program", LAKE, f"{HOSTILE} wed 10am IST", *TUESDAY)
    assert refused.returncode == 2
    assert not set(refused.stderr) & ACTING
    (call,) = kept(data).calls.values()
    assert call.follow_up is not None
    assert [call.note, call.who_name, call.number, *call.asked, call.follow_up.what] == ["Dr. evil Ada"] * 5
    for command in (("dump",), ("interview", "list"), ("interview", "list", "--json"), ("rules", "--program", LAKE)):
        said = soaptui(*command, *TUESDAY).stdout
        assert said
        assert not set(said) & ACTING


# -- what is loaded


@pytest.mark.parametrize(
    "command",
    [
        ("interview", "add", "--program", LAKE, "wed", "10am", "CT"),
        ("interview", "move", LAKE, "thu", "10am", "CT"),
        ("interview", "mark", LAKE, "held"),
        ("interview", "list"),
        ("rules", "--program", LAKE),
        ("call", "add", "--program", LAKE, "--follow-up", "x", "--due", "in 20 min"),
    ],
)
def test_neither_the_interface_nor_pandas_is_loaded(add: Answer, data: Path, command: tuple[str, ...]) -> None:
    if command[1] in ("move", "mark"):
        add("wed 10am CT")
    program = (
        "import json, sys; from soaptui.cli import main; code = main(sys.argv[1:]); "
        "print(json.dumps([code, sorted({'textual', 'soaptui.screens', 'pandas', 'numpy'} & sys.modules.keys())]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command, *TUESDAY],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        env={**os.environ, "SOAPTUI_DATA": str(data), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []], done.stderr
