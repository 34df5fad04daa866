"""Planning on the command line, as processes: what plan proposes and plans, what apply marks and refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui.programs.filter_keys import KEYS
from tests.terminal.conftest import Run

Ask = Callable[..., Any]

HEADER = "Institution Name,City,State,Program Name,NRMP Program Code,Positions Unfilled,Application Service,SOAP,J-1"
ROWS = [
    "Quill Harbor Medical Center,Quill,OH,Internal Medicine,9001140C0,4,ERAS,Yes,Yes",
    "Quill Harbor Medical Center,Quill,OH,Emergency Medicine,9001110C0,2,ResidencyCAS,Yes,Yes",
    "Mossgrove Hospital,Mossgrove,NY,Pediatrics-Medical Genetics,9002765C0,1,ERAS,Yes,Yes",
    "Mossgrove Hospital,Mossgrove,NY,Internal Medicine,9002140C0,9,ERAS,Yes,Yes",
    "Fennbridge Clinic,Fennbridge,MI,Pediatrics,9003320C0,3,ERAS,Yes,No",
    "Fennbridge Clinic,Fennbridge,MI,Family Medicine,9003120C0,3,ERAS,No,Yes",
]
MONDAY = ("--at", "2027-03-15T14:00")
IN_ROUND_1 = ("--at", "2027-03-18T09:30")


@pytest.fixture
def listed(answer: Ask, tmp_path: Path) -> None:
    """A small list, imported by someone who needs a J-1."""
    path = tmp_path / "unfilled.csv"
    path.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    answer("profile", "set", "visa=J-1", "match=unmatched")
    answer("import", str(path), *MONDAY)


@pytest.fixture
def long_list(answer: Ask, tmp_path: Path) -> list[str]:
    """Fifty programs of internal medicine, imported; their codes."""
    codes = [f"{9100 + number}140C0" for number in range(50)]
    path = tmp_path / "long.csv"
    rows = [f"Hospital {code},Quill,OH,Internal Medicine,{code},4,ERAS,Yes,Yes" for code in codes]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    answer("import", str(path), *MONDAY)
    return codes


def standings(answer: Ask) -> dict[str, str]:
    """Programs that have an application, and how it stands."""
    return {row["code"]: row["application"] for row in answer("programs") if row["application"]}


@pytest.mark.usefixtures("listed")
def test_a_plan_names_the_best_programs_in_order_and_says_why(answer: Ask) -> None:
    said = answer("plan", *MONDAY)
    assert said["chosen"] == ["9002765C0", "9002140C0", "9001140C0"]
    assert [step["code"] for step in said["steps"]] == said["chosen"]
    assert said["expected_value"] == pytest.approx(sum(step["gain"] for step in said["steps"]))
    assert 0 < said["chance_of_any"] < sum(step["chance"] for step in said["steps"])
    assert set(said["steps"][0]) >= {"code", "chance", "value", "gain", "why", "own"}
    assert said["steps"][0]["why"][0] == "tier 1: about 1 in 100"
    assert (said["service"], said["limit"], said["taken"]) == ("ERAS", 45, [])
    assert "guesses, not data" in said["assumptions"]
    assert said["fewer"]["dropped"] == []


@pytest.mark.usefixtures("listed")
def test_each_service_is_planned_by_itself(answer: Ask) -> None:
    said = answer("plan", "--service", "residencycas", *MONDAY)
    assert (said["chosen"], said["service"]) == (["9001110C0"], "ResidencyCAS")


@pytest.mark.usefixtures("listed")
def test_a_limit_leaves_the_last_ones_out_and_fewer_slots_say_what_they_cost(answer: Ask) -> None:
    whole, two = answer("plan", *MONDAY), answer("plan", "--limit", "2", *MONDAY)
    assert (two["chosen"], two["limit"]) == (whole["chosen"][:2], 2)
    assert two["fewer"] == {
        "limit": 0,
        "dropped": two["chosen"],
        "lost": two["expected_value"],
        "expected_value": 0,
        "chance_of_any": 0,
    }


def test_a_plan_on_nothing_chooses_nothing(answer: Ask, soaptui: Run) -> None:
    said = answer("plan")
    assert (said["chosen"], said["expected_value"], said["chance_of_any"]) == ([], 0, 0)
    assert "import a list" in soaptui("plan").stdout


@pytest.mark.usefixtures("listed")
def test_a_plan_changes_nothing_until_it_is_taken_and_then_it_is_one_change(answer: Ask, soaptui: Run) -> None:
    before = answer("dump")
    chosen = answer("plan", *MONDAY)["chosen"]
    assert answer("dump") == before
    assert soaptui("plan", "--take", "--limit", "2", *MONDAY).stdout.splitlines()[-1].startswith("saved 3 ")
    assert standings(answer) == dict.fromkeys(chosen[:2], "planned")
    assert answer("plan", "--take", "--limit", "2", *MONDAY)["saved"] is None
    assert answer("plan", "--take", "--limit", "3", *MONDAY)["saved"] == 4
    assert answer("history")[0]["label"] == "Plan 1 application"
    answer("undo")
    answer("undo")
    assert standings(answer) == {}


@pytest.mark.usefixtures("listed")
def test_who_can_send_nothing_is_not_asked_what_to_fill_slots_with_and_a_plan_is_only_taken_off(
    answer: Ask, soaptui: Run, tmp_path: Path
) -> None:
    path = tmp_path / "part.csv"
    path.write_text(f"{HEADER}\nQuill Harbor,Quill,OH,Internal Medicine,9001140P0,4,ERAS,Yes,Yes\n", encoding="utf-8")
    answer("import", str(path), "--as", "unfilled", *MONDAY)
    assert "use them too?" in soaptui("plan", *MONDAY).stdout
    answer("apply", "9001140P0", *MONDAY)
    answer("profile", "set", "match=matched")
    done = soaptui("plan", "--take", *MONDAY).stdout
    assert "No application can be sent." in done
    assert "left over" not in done
    assert "these are planned" not in done
    assert "Taken off the plan: 1 application (soaptui undo takes it back)" in done.splitlines()[-1]
    assert answer("history")[0]["label"] == "Taken off the plan: 1 application"
    assert standings(answer) == {}


@pytest.mark.usefixtures("listed")
def test_for_no_slot_nothing_is_chosen_and_the_free_ones_are_said_to_be_free(answer: Ask, soaptui: Run) -> None:
    answer("apply", "9001140C0", "--sent", *MONDAY)
    said = soaptui("plan", "--limit", "0", *MONDAY).stdout
    assert "For 0 slots nothing is chosen, beside 1 sent. 44 slots of ERAS are free." in said
    assert "No ERAS slot" not in said


@pytest.mark.usefixtures("listed")
def test_what_is_sent_is_taken_and_uses_a_slot(answer: Ask) -> None:
    answer("apply", "9002140C0", "--sent", *MONDAY)
    said = answer("plan", *MONDAY)
    assert (said["taken"], said["limit"]) == (["9002140C0"], 44)
    assert said["chosen"] == ["9002765C0", "9001140C0"]
    assert said["expected_value"] > sum(step["gain"] for step in said["steps"])


@pytest.mark.usefixtures("listed")
def test_a_plan_in_text_is_a_table_and_plain_sentences(answer: Ask, soaptui: Run) -> None:
    answer("apply", "9001140C0", *MONDAY)
    lines = soaptui("plan", "--limit", "1", *MONDAY).stdout.splitlines()
    assert lines[1].split()[:3] == ["1", "9002765C0", "1"]
    text = "\n".join(lines)
    assert "1 ERAS application for 1 slot" in text
    assert "With 0 slots the last 1 would fall out" in text
    assert "Planned before and not in this set: 9001140C0" in text
    assert "guesses, not data" in text


def test_no_more_is_planned_than_slots_are_free(answer: Ask, soaptui: Run, long_list: list[str]) -> None:
    answer("apply", *long_list[:43], "--sent", *MONDAY)
    assert answer("plan", *MONDAY)["limit"] == 2
    assert len(answer("plan", "--limit", "9", *MONDAY)["chosen"]) == 2
    assert "Only 2 slots are free" in soaptui("plan", "--limit", "9", *MONDAY).stdout
    answer("apply", *long_list[43:45], "--sent", *MONDAY)
    assert "No ERAS slot is free, beside 45 sent" in soaptui("plan", *MONDAY).stdout


@pytest.mark.usefixtures("listed")
def test_several_applications_are_one_change_and_said_to_be_saved(answer: Ask, soaptui: Run) -> None:
    done = soaptui("apply", "9001140c0", "9002140C0", *MONDAY)
    assert done.stdout == "saved 3  Plan: 2 applications\n"
    assert standings(answer) == {"9001140C0": "planned", "9002140C0": "planned"}
    said = answer("apply", "9001140C0", "--sent", *MONDAY)
    assert said["saved"] == 4
    assert [(item["code"], item["service"], item["application"]) for item in said["applications"]] == [
        ("9001140C0", "ERAS", "sent")
    ]
    assert answer("apply", "9002140C0", "--not", *MONDAY)["applications"][0]["application"] == ""
    assert standings(answer) == {"9001140C0": "sent"}
    answer("undo")
    assert standings(answer) == {"9001140C0": "sent", "9002140C0": "planned"}


@pytest.mark.usefixtures("listed")
def test_marking_what_is_marked_already_changes_nothing(answer: Ask, soaptui: Run) -> None:
    answer("apply", "9001140C0", *MONDAY)
    said = answer("apply", "9001140C0", "9001140C0", *MONDAY)
    assert (said["saved"], len(said["applications"])) == (None, 1)
    assert soaptui("apply", "9001140C0", *MONDAY).stdout == "nothing changed\n"
    assert len(answer("history")) == 3


@pytest.mark.usefixtures("listed")
def test_a_program_that_is_not_for_the_user_is_marked_and_the_reason_said(soaptui: Run, answer: Ask) -> None:
    done = soaptui("apply", "9003320C0", *MONDAY)
    assert done.stdout.startswith("saved 3")
    assert "9003320C0 is not for you: known not to sponsor J-1" in done.stderr
    assert standings(answer) == {"9003320C0": "planned"}


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("9001140C9", "9001140C0"),
        ("9001320C0", "9001140C0"),
        ("mossgrove genetics", "9002765C0"),
        ("4444888C7", "Import the list"),
        ("\x1b[31mred", "1234140C0"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest_and_nothing_is_half_done(
    soaptui: Run, answer: Ask, typed: str, hint: str
) -> None:
    done = soaptui("apply", "9002140C0", typed, *MONDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert "\x1b" not in done.stderr
    assert standings(answer) == {}


def test_more_than_the_cap_is_refused_and_nothing_is_half_done(
    soaptui: Run, answer: Ask, long_list: list[str]
) -> None:
    done = soaptui("apply", *long_list[:46], "--sent", *MONDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ERAS takes 45" in done.stderr
    assert standings(answer) == {}


@pytest.mark.usefixtures("listed")
def test_a_sent_application_stays_sent(soaptui: Run, answer: Ask) -> None:
    answer("apply", "9001140C0", "--sent", *MONDAY)
    done = soaptui("apply", "9002140C0", "9001140C0", "--not", *MONDAY)
    assert done.returncode == 2
    assert "You cannot take back a sent one" in done.stderr


@pytest.mark.usefixtures("listed")
def test_eras_takes_nothing_while_a_round_is_open_but_plans_can_be_made(soaptui: Run, answer: Ask) -> None:
    done = soaptui("apply", "9001140C0", "--sent", *IN_ROUND_1)
    assert done.returncode == 2
    assert "11:00" in done.stderr
    answer("apply", "9001140C0", *IN_ROUND_1)
    assert standings(answer) == {"9001140C0": "planned"}


def test_the_help_names_every_command_and_the_filter_words(soaptui: Run) -> None:
    shown = soaptui("--help").stdout
    commands = shown.partition("examples:")[0]
    for command in ("plan", "apply", "export"):
        assert f"\n    {command} " in commands
        assert f"\n  soaptui {command} " in shown
    words = " ".join(soaptui("programs", "--help").stdout.split())
    assert "state:NY,NJ region:midwest" in words
    assert "step2:<=230" in words
    for name in KEYS:
        assert f" {name}:" in words, name


@pytest.mark.parametrize(
    "arguments",
    [("plan", "--limit", "-1"), ("plan", "--service", "nrmp"), ("apply",), ("import", "x.csv", "--map", "Name")],
)
def test_what_cannot_be_understood_is_refused(soaptui: Run, arguments: tuple[str, ...]) -> None:
    done = soaptui(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error:" in done.stderr


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2027-03-18T18:00", ("cannot bring an offer", "Round 4 is the last")),
        ("2027-03-18T21:00", ("SOAP ended", "no application can be sent")),
    ],
)
def test_once_no_offer_can_come_nothing_is_planned(answer: Ask, soaptui: Run, at: str, said: tuple[str, ...]) -> None:
    for more in ((), ("--take",)):
        done = soaptui("plan", *more, "--at", at)
        assert done.returncode == 2 and not done.stdout
        assert all(words in done.stderr for words in said)
    assert standings(answer) == {}
