"""Windows' console: what no hand typed is a paste, and never a row of commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from soaptui.screens.textual_internals.console_input import SETTLES_AFTER, ConsoleParser, is_pasted

PATHS = [
    "C:\\Users\\ann\\Downloads\\list.csv",
    '"C:\\Users\\ann\\My Files\\list of programs.xlsx"',
    "D:/x",
    "\\\\server\\share\\list.csv",
    '"\\\\server\\share\\a list.csv"',
]


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def heard(*looks: str, apart: float = 0.0) -> list[str]:
    """What comes of these looks at the console, each so long after the one before; then nothing more."""
    time = Time()
    parser = ConsoleParser(now=time)
    found: list[object] = []
    for keys in looks:
        found += [*parser.feed(keys)]
        time.now += apart
        found += [*parser.tick()]
    time.now += 5.0
    found += [*parser.tick()]
    return [
        f"paste {event.text}" if isinstance(event, events.Paste) else event.key
        for event in found
        if isinstance(event, events.Paste | events.Key)
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_file_dropped_on_the_console_is_a_paste(path: str) -> None:
    assert heard(path) == [f"paste {path}"]
    assert heard("\x00".join(path)) == [f"paste {path}"], "with the shift key's own events between"


@pytest.mark.parametrize("path", PATHS)
@given(data=st.data())
def test_in_two_looks_it_is_one_paste(path: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(5 if path.startswith(('"', "\\")) else 3, len(path)))
    assert heard(path[:cut], path[cut:], apart=SETTLES_AFTER / 2) == [f"paste {path}"]


def test_what_is_pasted_into_an_old_console_is_a_paste_too() -> None:
    text = "9001140C0\tQuill Harbor\r\n9002140C0\tMossgrove\r\n"
    assert [one.split() for one in heard(text)] == [["paste", *text.split()]]


@pytest.mark.parametrize(
    "keys", ["j", "jk", "q", "C", '"', "Call", "/", "c:", "\r", "\x1b[A", "jjjjjjjjjjjj", "\t\t"]
)
def test_what_a_hand_types_are_keys(keys: str) -> None:
    assert not is_pasted(keys)
    assert not any(one.startswith("paste") for one in heard(keys))


def test_letters_typed_one_after_the_other_are_keys_though_they_make_a_path() -> None:
    assert heard(*"C:\\x", apart=0.08)[:2] == ["C", "colon"]


def test_a_key_after_it_has_settled_is_a_key() -> None:
    assert heard(PATHS[0], "q", apart=SETTLES_AFTER) == [f"paste {PATHS[0]}", "q"]


def test_an_escape_ends_what_was_dropped() -> None:
    assert heard(PATHS[0], "\x1b[A") == [f"paste {PATHS[0]}", "up"]


def test_a_real_paste_in_brackets_goes_as_it_comes() -> None:
    assert heard("\x1b[200~C:\\x y z and more\x1b[201~") == ["paste C:\\x y z and more"]
    assert heard("\x1b[200~C:\\one two", " three four\x1b[201~", "x") == ["paste C:\\one two three four", "x"]
