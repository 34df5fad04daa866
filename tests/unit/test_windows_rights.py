"""Who may open the data on Windows, by the words in which Windows tells it."""

import os
import sys
from pathlib import Path

import pytest

from soaptui.store import trouble, windows_rights
from soaptui.store.windows_rights import other_readers

LOGGED_ON = "everyone who logs on"
OWN = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)"


@pytest.mark.parametrize(
    ("sddl", "expected"),
    [
        (OWN, []),
        (f"O:S-1-5-21-1-2-3-1001G:DU{OWN}", []),
        ("", []),
        ("O:BA", []),
        (f"{OWN}(A;OICI;0x1200a9;;;BU)", ["the users of this computer"]),
        (f"{OWN}(A;;FR;;;WD)", ["everyone"]),
        (f"{OWN}(A;OICIIO;GR;;;AU)(A;;FA;;;AU)", ["everyone who logs on"]),
        (f"{OWN}(A;ID;0x1301bf;;;AU)(A;ID;0x1200a9;;;S-1-5-32-545)", [LOGGED_ON, "the users of this computer"]),
        (f"{OWN}(D;;FA;;;BU)", []),
        (f"{OWN}(A;;0x100002;;;BU)", []),
        (f"{OWN}(A;;LCRP;;;WD)", []),
        (f"{OWN}(A;;CCLC;;;WD)", ["everyone"]),
        ("D:NO_ACCESS_CONTROL", ["everyone"]),
        (f"{OWN}S:(ML;;NW;;;WD)", []),
        ("D:(A;;", []),
        ("D:(A)(;;;;;)()", []),
    ],
)  # fmt: skip
def test_groups_that_hold_others_and_may_read_are_named(sddl: str, expected: list[str]) -> None:
    assert other_readers(sddl) == expected


def test_on_windows_it_is_said_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path("C:/soap data")
    said = trouble.open_on_windows(other_readers(f"{OWN}(A;;FR;;;WD)"), folder)
    assert "everyone" in said
    assert said.endswith(f'icacls "{folder}" /inheritance:r /grant:r "%USERNAME%:(OI)(CI)F"')


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows itself")
def test_windows_tells_the_rights_of_a_folder_and_nothing_of_one_that_is_not_there(tmp_path: Path) -> None:
    assert windows_rights.rights_of(tmp_path).startswith("D:")
    assert windows_rights.rights_of(tmp_path / "missing") == ""


@pytest.mark.skipif(os.name == "nt", reason="asks for what other systems say")
def test_no_other_system_has_such_rights(tmp_path: Path) -> None:
    assert windows_rights.rights_of(tmp_path) == ""
