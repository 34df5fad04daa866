"""The filter on the command line, as a process: excluding, plan by a filter, what is not known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soaptui.cli.arguments import parser
from tests.terminal.conftest import Run

Ask = Callable[..., Any]

LIST = """\
NRMP Code,Institution,Program,City,State,Positions unfilled,J-1,Takes couples
1234140C0,Ohio Valley Med Ctr-OH,Internal Medicine,Marietta,OH,4,Y,Y
1234320C0,Ohio Valley Med Ctr-OH,Pediatrics,Marietta,OH,2,N,N
2345440P0,Red Mesa Hosp-TX,Surgery-Preliminary,El Paso,TX,7,,?
3456120C0,Harbor Health-NY,Family Medicine,Troy,NY,3,Y,yes
5678700C0,Lake Univ-MI,Medicine-Pediatrics,Flint,MI,1,Y,
"""
OHIO, PEDS, RED, HARBOR, LAKE = EVERY = ["1234140C0", "1234320C0", "2345440P0", "3456120C0", "5678700C0"]
AT = ("--at", "2027-03-15T11:30")


@pytest.fixture
def listed(soaptui: Run, tmp_path: Path) -> None:
    """The list, imported."""
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    assert soaptui("import", str(file), "--as", "unfilled").returncode == 0


def test_the_list_is_asked_for_what_it_has_and_what_it_has_not(listed: None, answer: Ask) -> None:
    for arguments, codes in (
        (("-state:TX",), {OHIO, PEDS, HARBOR, LAKE}),
        (("--where", "-state:TX"), {OHIO, PEDS, HARBOR, LAKE}),
        (("not", "state:TX"), {OHIO, PEDS, HARBOR, LAKE}),
        (("not peds",), {OHIO, RED, HARBOR}),
        (("-h1b:yes",), set(EVERY)),
        (("IM",), {OHIO}),
        (("-takes couples:yes",), {PEDS, RED, LAKE}),
    ):
        assert {row["code"] for row in answer("list", *arguments)} == codes, arguments


def test_plan_chooses_among_what_the_filter_leaves(listed: None, soaptui: Run, answer: Ask) -> None:
    plan = answer("plan", "-state:OH", "--where", "not red", *AT)
    assert set(plan["chosen"]) <= {HARBOR, LAKE}
    assert plan["chosen"]
    assert plan["where"] == "not red -state:OH"
    whole = answer("plan", *AT)
    assert set(whole["chosen"]) > set(plan["chosen"])
    assert whole["where"] == ""
    told = soaptui("plan", "peds", *AT).stdout
    assert "Only among the 2 programs that the filter shows: peds" in told


def test_what_is_not_known_is_refused_with_the_nearest(listed: None, soaptui: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    for arguments in (("list", "sttae:TX"), ("plan", "-sttae:TX", *AT), ("export", str(file), "-sttae:TX")):
        done = soaptui(*arguments)
        assert done.returncode == 2
        assert "sttae: is not known. Did you mean state:?" in done.stderr
    assert not file.exists()


def test_an_export_has_what_the_filter_leaves(listed: None, soaptui: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert soaptui("export", str(file), "-state:TX", "not", "peds").returncode == 0
    text = file.read_text(encoding="utf-8")
    assert [code for code in EVERY if code in text] == [OHIO, HARBOR]


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["list"], ""),
        (["list", "-state:TX", "--json"], "-state:TX"),
        (["list", "--json", "-state:TX", "peds"], "-state:TX peds"),
        (["programs", "peds", "--json", "or", "fm"], "peds or fm"),
        (["programs", "--where", "-h1b:yes"], "-h1b:yes"),
        (["programs", "--where=-h1b:yes", "-peds"], "-h1b:yes -peds"),
        (["plan", "--limit", "5", "-state:TX"], "-state:TX"),
        (["export", "x.html", "-state:TX", "--force", "peds"], "-state:TX peds"),
        (["export", "--what", "log", "--where", "-how:in", "x.html"], "-how:in"),
        (["list", "--", "-state:TX"], "-state:TX"),
    ],
)
def test_a_filter_is_no_option(arguments: list[str], where: str) -> None:
    assert parser().parse_args(arguments).where == where


@pytest.mark.parametrize("option", ["--sate:TX", "--bogus"])
def test_two_minuses_are_an_option_and_one_that_is_not_known_is_said(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["list", option])
    assert option in capsys.readouterr().err
