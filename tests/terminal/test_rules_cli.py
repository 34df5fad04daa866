"""The rules of SOAP from the command line: what is odd is said and noted, what binds is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run

OHIO, LAKE, PRELIM = "1234140C0", "2345140C0", "1234999P0"
MONDAY, TUESDAY, ROUND_1 = "2027-03-15T12:00", "2027-03-16T08:12", "2027-03-18T09:10"
LIST = f"NRMP code,Institution,Program,State,Positions\n{OHIO},Ohio Valley,IM,OH,3\n{LAKE},Lake Shore,IM,PA,2\n"
LIST += f"{PRELIM},Ohio Valley,Transitional,OH,2\n"

Answer = Callable[..., Any]


@pytest.fixture
def ready(soaptui: Run, answer: Answer, tmp_path: Path) -> Answer:
    """Somebody unmatched, with the list of Monday and an application to each of two programs."""
    (tmp_path / "list.csv").write_text(LIST)
    answer("profile", "set", "match=unmatched", "visa=none", "zone=Asia/Colombo")
    answer("import", str(tmp_path / "list.csv"), "--as", "unfilled", "--at", "2027-03-15T10:10")
    answer("apply", OHIO, LAKE, "--sent", "--at", MONDAY)
    return answer


def test_an_offer_as_it_should_be_has_no_notes_and_one_that_is_odd_is_saved_with_them(ready: Answer) -> None:
    said = ready("offer", "add", "--program", OHIO, "--round", "1", "--at", ROUND_1)
    assert set(said) == {"saved", "id", "notes"}
    assert said["notes"] == []
    odd = ready("offer", "add", "--program", PRELIM, "--round", "2", "--at", ROUND_1)
    whole = " ".join(odd["notes"])
    assert isinstance(odd["saved"], int)
    for words in ("Round 2 opens only", "not known", "No application to this program is marked sent"):
        assert words in whole
    listed = {row["id"]: row for row in ready("offer", "list", "--at", ROUND_1)}
    assert (listed[odd["id"]]["standing"], listed[odd["id"]]["seconds_left"]) == ("not yet", None)
    assert [item["id"] for item in ready("next", "--at", ROUND_1)["open"]] == [said["id"], "round-1"]


def test_for_a_person_the_notes_stand_beside_the_output(ready: Answer, soaptui: Run) -> None:
    done = soaptui("offer", "add", "--program", "1234130F0", "--round", "1", "--at", ROUND_1)
    assert done.returncode == 0
    assert done.stdout.startswith("saved ")
    assert "soaptui: It is a fellowship: SOAP has none." in done.stderr
    assert "on no list that you imported" in done.stderr


def test_a_second_acceptance_is_refused_until_the_first_is_undone(ready: Answer, soaptui: Run) -> None:
    ready("offer", "add", "--program", OHIO, "--round", "1", "--at", ROUND_1)
    ready("offer", "add", "--program", LAKE, "--round", "1", "--at", ROUND_1)
    ready("offer", "decide", OHIO, "accepted", "--yes", "--at", ROUND_1)
    done = soaptui("offer", "decide", LAKE, "accepted", "--yes", "--at", ROUND_1)
    assert done.returncode == 2
    assert "You have accepted Ohio Valley · IM already" in done.stderr
    late = ready("apply", PRELIM, "--sent", "--at", "2027-03-18T11:10")
    assert any("You accepted Ohio Valley · IM" in note for note in late["notes"])
    assert ready("offer", "take-back", OHIO, "--at", ROUND_1)["standing"] == "open"
    assert ready("offer", "decide", LAKE, "accepted", "--yes", "--at", ROUND_1)["outcome"] == "accepted"


def test_an_offer_of_a_round_that_has_not_opened_cannot_be_accepted(ready: Answer, soaptui: Run) -> None:
    ready("offer", "add", "--program", OHIO, "--round", "3", "--at", ROUND_1)
    done = soaptui("offer", "decide", OHIO, "accepted", "--yes", "--at", ROUND_1)
    assert done.returncode == 2
    assert "Round 3 opens only Thu 18 Mar 15:00 EDT" in done.stderr
    assert ready("offer", "take-back", OHIO, "--at", ROUND_1)["standing"] == "taken out"
    assert ready("offer", "list") == []


def test_an_offer_that_ran_out_asks_whether_it_was_answered_in_r3(ready: Answer, soaptui: Run) -> None:
    offer = ready("offer", "add", "--program", OHIO, "--round", "1", "--at", ROUND_1)["id"]
    late = ("--at", "2027-03-18T11:05")
    today = ready("next", *late)
    assert "Did you answer it in R3?" in today["action"]
    assert [(item["id"], item["kind"]) for item in today["due"]] == [(offer, "answer")]
    done = soaptui("offer", "decide", OHIO, "accepted", "--yes", *late)
    assert done.returncode == 2
    assert "--in-time" in done.stderr
    ready("offer", "decide", OHIO, "expired", "--yes", *late)
    assert ready("next", *late)["due"] == []
    ready("undo")
    ready("offer", "decide", OHIO, "accepted", "--yes", "--in-time", *late)
    assert ready("next", *late)["action"].startswith("You accepted Ohio Valley")


def test_a_mark_after_their_call_is_asked_about_and_its_time_put_right(ready: Answer) -> None:
    ready("call", "add", "--program", PRELIM, "--at", "2027-03-16T08:04")
    marked = ready("apply", PRELIM, "--sent", "--at", TUESDAY)
    (note,) = marked["notes"]
    assert f"soaptui apply {PRELIM} --sent-at 2027-03-16T08:03" in note
    (first, *_) = ready("rules", "--program", PRELIM, "--at", "2027-03-16T08:20")
    assert (first["may"], first["why"].startswith("Sent before they called?")) == ("no", True)
    right = ready("apply", PRELIM, "--sent-at", "mon 23:10", "--at", "2027-03-16T08:30")
    assert right["notes"] == []
    assert right["applications"][0]["sent"] == "2027-03-16T03:10:00Z"
    (first, *_) = ready("rules", "--program", PRELIM, "--at", "2027-03-16T08:30")
    assert (first["may"], first["heading"]) == ("yes", "YOU MAY")


def test_a_later_call_with_the_application_there_clears_it(ready: Answer) -> None:
    noted = ready("call", "add", "--program", PRELIM, "--at", "2027-03-16T08:04")
    assert "must be reported to the NRMP" in noted["notes"][0]
    ready("apply", PRELIM, "--sent", "--at", TUESDAY)
    assert ready("call", "add", "--program", PRELIM, "--at", "2027-03-16T09:00")["notes"] == []
    (first, *_) = ready("rules", "--program", PRELIM, "--at", "2027-03-16T09:10")
    assert first["may"] == "yes"


@pytest.mark.parametrize("time", ["2027-03-17T10:00", "25:00", "soon"])
def test_a_time_of_sending_that_cannot_be_is_refused(ready: Answer, soaptui: Run, time: str) -> None:
    assert soaptui("apply", OHIO, "--sent-at", time, "--at", TUESDAY).returncode == 2


def test_sent_before_the_opening_is_said(ready: Answer) -> None:
    (note,) = ready("apply", PRELIM, "--sent-at", "2027-03-15T10:30", "--at", MONDAY)["notes"]
    assert "before applications opened (Mon 15 Mar 11:00 EDT)" in note


@pytest.mark.parametrize(("match", "words"), [("matched", "You are matched"), ("ineligible", "not SOAP-eligible")])
def test_who_has_no_part_in_soap_is_told_so_everywhere(ready: Answer, soaptui: Run, match: str, words: str) -> None:
    assert "marked as sent in SOAP" in ready("profile", "set", f"match={match}")["notes"][0]
    during, after = ("--at", "2027-03-17T12:00"), ("--at", "2027-03-18T21:30")
    assert words in ready("next", *during)["action"]
    assert words in " ".join(ready("offer", "add", "--program", OHIO, "--round", "1", "--at", ROUND_1)["notes"])
    assert words in " ".join(ready("apply", PRELIM, "--at", MONDAY)["notes"])
    assert words in soaptui("plan", *during).stdout
    (first, *_) = ready("rules", "--program", OHIO, *during)
    assert first["may"] == "no"
    (first, *_) = ready("rules", "--program", OHIO, *after)
    assert first["may"] == ("no" if match == "matched" else "over")


@pytest.mark.parametrize("match", ["advanced", "preliminary"])
def test_whoever_holds_one_part_is_bound_by_it_after_soap(ready: Answer, match: str) -> None:
    ready("profile", "set", f"match={match}")
    found = {row["topic"]: row for row in ready("rules", "--at", "2027-03-18T21:30")}
    assert found["Calling or writing first"]["heading"] == "NEVER"
    (first, *_) = ready("rules", "--program", OHIO, "--at", "2027-03-18T21:30")
    assert (first["may"], first["heading"]) == ("no", "NEVER")
    told = ready("next", "--at", "2027-03-20T12:00")
    assert "it is binding" in told["action"]
    assert "1 July 2027" in json.dumps(told)


def test_an_unknown_standing_names_the_six_there_are(soaptui: Run) -> None:
    done = soaptui("profile", "set", "match=partly")
    assert done.returncode == 2
    assert "unknown, unmatched, preliminary, advanced, matched, ineligible" in done.stderr


def test_the_log_is_listed_a_name_is_enough_to_look_and_a_slip_names_the_command(ready: Answer, soaptui: Run) -> None:
    assert ready("call", "list") == []
    ready("call", "add", "--program", LAKE, "--note", "start date\nsecond line", "--at", TUESDAY)
    (line,) = ready("call", "list")
    assert (line["program"], line["what"]) == (LAKE, "they called · start date")
    assert "Tue 16 Mar 08:12 EDT" in soaptui("call", "list").stdout
    by_name, by_code = (ready("rules", "--program", one, "--at", TUESDAY) for one in ("lake", LAKE))
    assert by_name == by_code
    assert "Did you mean" in soaptui("rules", "--program", "ohio").stderr
    done = soaptui("calls")
    assert done.returncode == 2
    assert "Did you mean call?" in done.stderr
    assert "choose from" not in done.stderr
