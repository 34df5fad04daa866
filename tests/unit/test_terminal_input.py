"""What a terminal sends, read: no byte ends it, no letter is lost, no report is taken for keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Event, Key, MouseDown, Paste

from soaptui.screens.textual_internals.terminal_input import (
    ESCAPE_AFTER,
    HELD_FOR,
    LETTER_FOR,
    PASTE,
    PASTE_END,
    PASTE_HELD_FOR,
    Decoder,
    Parser,
)

OUT_OF_FORM = [
    b"\x1b[99999999999u",  # a key that no character has
    b"\x1b[1114112u",  # one beyond the last character
    b"\x1b[97;;999999999999u",
    b"\x1b[?64;1;2c",  # what the terminal can do, said late
    b"\x1b[>0;276;0c",
    b"\x1b[8;24;80t",
    b"\x1b[32;10;20M",  # a mouse report of urxvt
    b"\x1b[0n",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20x",
]
OLD_MOUSE = b"\x1b[M \xff\xfe"


def events(*chunks: bytes, later: float = 0.0) -> list[Event]:
    """What comes of these pieces, and of so many seconds after them."""
    now = [0.0]
    decoder, parser = Decoder(now=lambda: now[0]), Parser(now=lambda: now[0])
    found = [event for chunk in chunks for event in parser.feed(decoder.decode(chunk))]
    now[0] += later
    found += [*parser.feed(rest)] if later and (rest := decoder.rest()) else []
    now[0] += later
    return [event for event in [*found, *parser.tick()] if isinstance(event, Event)]


def text(found: list[Event]) -> str:
    """The letters among them."""
    return "".join(event.character or "" for event in found if isinstance(event, Key))


@pytest.mark.parametrize("report", OUT_OF_FORM)
def test_a_report_that_is_not_understood_takes_no_letter_with_it_and_adds_none(report: bytes) -> None:
    found = events(b"be" + report + b"fore")
    assert text(found) == "before"
    assert len([event for event in found if isinstance(event, Key)]) == len("before")


@pytest.mark.parametrize("report", [*OUT_OF_FORM, OLD_MOUSE])
@pytest.mark.parametrize("place", range(1, 6))
def test_a_report_in_two_pieces_is_one(report: bytes, place: int) -> None:
    whole = b"a" + report + b"b"
    if report[place : place + 1] == b"\\":
        return
    assert text(events(whole[: place + 1], whole[place + 1 :])) == "ab"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"caf\xe9", "café"),
        (b"\x92tis", "’tis"),
        (b"caf\xc3\xa9", "café"),
        (b"\xff\xfe x", "ÿþ x"),
        (b"\xf0\x9f\x91\xa9 ok", "👩 ok"),
        (b"a\x81b", "a\ufffdb"),
    ],
)
def test_letters_of_another_encoding_are_letters(sent: bytes, read: str) -> None:
    assert text(events(sent, later=LETTER_FOR)) == read


def test_a_letter_cut_in_two_is_one() -> None:
    assert text(events(b"caf\xc3", b"\xa9 x")) == "café x"


def test_a_letter_that_a_slow_line_cuts_in_two_is_one() -> None:
    now = [0.0]
    decoder = Decoder(now=lambda: now[0])
    read = decoder.decode(b"x\xe2\x82")
    for _ in range(4):
        now[0] += ESCAPE_AFTER
        read += decoder.rest()
    assert decoder.holds
    assert read + decoder.decode(b"\xac e") == "x€ e"


def test_an_old_mouse_report_is_no_text() -> None:
    assert text(events(b"note" + OLD_MOUSE + b" goes on")) == "note goes on"


def test_a_paste_comes_whole_however_it_is_cut() -> None:
    sent = f"{PASTE}Tuesday 2:30\r\nJ-1: é [/] \x1b[31m{PASTE_END}x".encode()
    for place in range(len(sent)):
        found = events(sent[:place], sent[place:])
        pastes = [event.text for event in found if isinstance(event, Paste)]
        assert pastes == ["Tuesday 2:30\nJ-1: é [/] \x1b[31m"]
        assert text(found) == "x"


def test_a_paste_whose_end_never_comes_is_taken_in_the_end() -> None:
    found = events(f"{PASTE}half a list".encode(), later=PASTE_HELD_FOR)
    assert [event.text for event in found if isinstance(event, Paste)] == ["half a list"]


def test_an_escape_alone_is_the_key_after_a_moment_and_not_before() -> None:
    assert events(b"\x1b") == []
    (key,) = events(b"\x1b", later=ESCAPE_AFTER)
    assert isinstance(key, Key)
    assert key.key == "escape"


def test_the_beginning_of_a_report_that_never_goes_on_is_dropped() -> None:
    assert events(b"\x1b[1;", later=HELD_FOR) == []
    assert text(events(b"\x1b[1;", later=HELD_FOR)) == ""


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b[A\x1b[B", ["up", "down"]),
        (b"\x1bOP\x1b[12~", ["f1", "f2"]),
        (b"\x1b[[A", ["f1"]),
        (b"\x13\t\r", ["ctrl+s", "tab", "enter"]),
        (b"\x1b[97;5u", ["ctrl+a"]),
        (b"\x1b[27u", ["escape"]),
        (b"\x1b[1;5C", ["ctrl+right"]),
        (b"\x7f", ["backspace"]),
    ],
)
def test_keys_are_keys(sent: bytes, keys: list[str]) -> None:
    assert [event.key for event in events(sent) if isinstance(event, Key)] == keys


def test_the_mouse_of_today_is_read() -> None:
    (event,) = events(b"\x1b[<0;10;5M")
    assert isinstance(event, MouseDown)
    assert (event.x, event.y) == (9, 4)


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_no_bytes_raise(chunks: list[bytes]) -> None:
    events(*chunks, later=HELD_FOR)


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc")), max_size=60), st.data())
def test_plain_text_in_whatever_pieces_is_that_text(written: str, data: st.DataObject) -> None:
    sent = written.encode()
    place = data.draw(st.integers(0, len(sent)))
    assert text(events(sent[:place], sent[place:])) == written
