"""The file of the user's own keys: what is right counts, what is not is said with the nearest that is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.screens.commands import REGISTRY
from soaptui.screens.keymap_file import NOTHING_CHOSEN, OwnKeys, own_keys, read_own_keys


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ('undo = "ctrl+z"', {"undo": "ctrl+z"}),
        ('undo = "Ctrl+Z, f9"', None),
        ('undo = "Ctrl+z, F9"', {"undo": "ctrl+z,f9"}),
        ('help = "@"', {"help": "at"}),
        ('offer = "f6"', {"offer": "f6"}),
        ('offer = "ctrl++"', {"offer": "ctrl+plus"}),
        ('"planning.fewer" = "underscore"', None),
        ('"planning.fewer" = "_"', {"planning.fewer": "underscore"}),
        ('copies = ""', {"copies": ""}),
    ],
)
def test_keys_are_written_as_they_are_printed(line: str, chosen: dict[str, str] | None) -> None:
    found = own_keys(f"[keys]\n{line}\n")
    if chosen is not None:
        assert found == OwnKeys(chosen, ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[keys]\nofer = "f6"', "'ofer' is not a command. Did you mean offer?"),
        ('[keys]\noffer = "f66"', "'f66' is no key. Did you mean f6?"),
        ('[keys]\noffer = "entr"', "Did you mean enter?"),
        ('[keys]\noffer = "crtl+g"', "'crtl' is not a key that you can hold down. Did you mean ctrl?"),
        ("[keys]\noffer = 3", 'offer has no key: write such as offer = "ctrl+g".'),
        ('[keys]\noffer = "i"', "offer: i already is interview (An interview) there. offer keeps its usual key."),
        ('[keys]\nfinish = "d"', "finish: d already is "),
        ('[keys]\n"grid.choose" = "space"', "grid.choose: Space already is plan "),
        ('[keys]\n"mark-al" = "f6"', "'mark-al' is no command. Did you mean mark-all?"),
        ('[keys]\nfilter = "c"', "filter: c already is call"),
        ("[keys\n", "cannot be read"),
        ('[key]\noffer = "f6"', "[key] is not known: write the keys under [keys]."),
        ('keys = "f6"', "write [keys] on a line of its own"),
    ],
)
def test_what_is_not_used_is_said_and_nothing_else_is_lost(text: str, says: str) -> None:
    found = own_keys(f"{text}\n")
    assert len(found.problems) == 1
    assert says in found.problems[0]
    assert not found.chosen


def test_one_wrong_line_costs_no_other() -> None:
    found = own_keys('[keys]\nofer = "f6"\nundo = "ctrl+z"\n')
    assert found.chosen == {"undo": "ctrl+z"}
    assert len(found.problems) == 1


def test_two_commands_may_change_keys_with_one_another() -> None:
    assert own_keys('[keys]\noffer = "i"\ninterview = "o"\n') == OwnKeys({"offer": "i", "interview": "o"}, ())


def test_keys_that_are_chosen_twice_are_not_given_to_both() -> None:
    found = own_keys('[keys]\noffer = "f6"\ninterview = "f6"\n')
    assert len(found.problems) >= 1
    assert len(found.chosen) < 2


def test_those_it_comes_with_do_not_clash() -> None:
    lines = "\n".join(f'"{command.id}" = "{command.keys}"' for command in REGISTRY.values() if command.id == "undo")
    assert own_keys(f"[keys]\n{lines}\n").problems == ()


def test_a_file_that_is_not_there_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert read_own_keys(tmp_path) == NOTHING_CHOSEN
    (tmp_path / "keys.toml").write_bytes(b'[keys]\nundo = "\xff"\n')
    assert "UTF-8" in read_own_keys(tmp_path).problems[0]
    (tmp_path / "keys.toml").write_bytes(b"#" * 200_000)
    assert "too large" in read_own_keys(tmp_path).problems[0]


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    own_keys(text)
    own_keys(f"[keys]\n{text}")
