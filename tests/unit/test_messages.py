"""What is said in passing: one line, an error told by glyph and word, and long enough to be read."""

import pytest

from soaptui.screens.messages import MessageKind, marked, one_line, seconds_shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Undo: offer.", 20, "Undo: offer."),
        ("A round\nand more", 40, "A round · and more"),
        ("an interview with a program of a long name", 30, "an interview with a … (*: all)"),
        ("病院病院病院病院病院病院", 20, "病院病院病… (*: all)"),
    ],
)
def test_a_message_is_one_line_and_a_cut_one_names_the_key_of_the_whole(text: str, width: int, shown: str) -> None:
    assert one_line(text, width, "*") == shown


@pytest.mark.parametrize(
    ("kind", "told"),
    [("said", "No room."), ("refused", "✗ Not done: No room."), ("not saved", "✗ NOT SAVED: No room.")],
)
def test_an_error_has_a_glyph_and_a_word(kind: MessageKind, told: str) -> None:
    assert marked("No room.", kind) == told
    assert marked("NOT SAVED: No room.", "not saved") == "✗ NOT SAVED: No room."


def test_an_error_stands_longer() -> None:
    kinds: tuple[MessageKind, ...] = ("said", "refused", "not saved")
    stand = [seconds_shown(["Undo: a call."], kind) for kind in kinds]
    assert stand == sorted({*stand})
