"""Programs side by side on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Run

LIST = """Institution Name,City,State,Program Name,NRMP Program Code,Positions Offered,Positions Unfilled
HCA Healthcare/USF Morsani GME - Oak Hill,Brooksville,FL,Internal Medicine,1662140C0,23,20
HCA Healthcare/USF Morsani GME - Trinity,Trinity,FL,Internal Medicine,2235140C0,20,5
HCA Healthcare/USF Morsani GME - Trinity,Trinity,FL,Transitional,2235999P0,9,1
"""


@pytest.fixture(autouse=True)
def _listed(answer: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    answer("import", str(path), "--at", "2027-03-15T14:00")


def test_programs_side_by_side(soaptui: Run, answer: Callable[..., Any]) -> None:
    told = answer("compare", "1662140C0", "2235140c0")
    assert [each["code"] for each in told["programs"]] == ["1662140C0", "2235140C0"]
    compared = {line["name"]: line for line in told["compared"]}
    assert compared["open"]["values"] == {"1662140C0": "20 of 23", "2235140C0": "5 of 20"}
    assert compared["open"]["differs"]
    assert not compared["type"]["differs"]
    printed = soaptui("compare", "1662140C0", "2235140C0", "2235999P0").stdout
    assert "Oak Hill · IM" in printed
    assert "Trinity · TY" in printed
    assert any(line.split()[:2] == ["open", "≠"] for line in printed.splitlines())


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        (("1662140C0",), "2 to 4 different programs"),
        (("1662140C0", "1662140C0"), "2 to 4 different programs"),
        (("1662140C0", "9999140C0"), "not on your list"),
        (("1662140C0", "banana"), "is not an NRMP code"),
    ],
)
def test_what_cannot_be_compared_is_said(soaptui: Run, codes: tuple[str, ...], why: str) -> None:
    done = soaptui("compare", *codes)
    assert done.returncode == 2
    assert why in done.stderr
