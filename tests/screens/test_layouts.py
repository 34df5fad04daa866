"""Keyboards that are not Latin: the commands lie where they always lie."""

import unicodedata
from pathlib import Path

import pytest
from textual.events import Key

from soaptui.screens.commands import with_keys
from soaptui.screens.keys import keyboard_layouts
from tests.screens.helpers import SMALL, dashboard

CALL = {"Russian": "с", "Greek": "ψ", "Hebrew": "ב", "Arabic": "ؤ", "Hindi": "म", "wide": "ｃ"}


@pytest.mark.parametrize("character", CALL.values(), ids=CALL.keys())
async def test_c_is_a_call_on_every_keyboard(tmp_path: Path, character: str) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.post_message(Key(unicodedata.name(character).lower().replace(" ", "_"), character))
        await board.until(lambda: board.screen == "CallDialog")


@pytest.mark.parametrize(
    ("character", "view"), [("é", "ProgramsView"), ('"', "CallsView"), ("'", "OffersView"), ("३", "CallsView")]
)
async def test_digits_of_other_keyboards_are_the_views(tmp_path: Path, character: str, view: str) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        board.app.post_message(Key("another", character))
        await board.until(lambda: board.screen == view)


async def test_a_letter_of_no_known_keyboard_is_explained_once(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        for letter in "ㅊㅊ中":
            board.app.post_message(Key("another", letter))
            await board.taken()
        assert board.app.said.count(with_keys(keyboard_layouts.SWITCH)) == 1


async def test_in_a_text_a_letter_is_that_letter(tmp_path: Path) -> None:
    async with dashboard(tmp_path, *SMALL) as board:
        await board.press("c")
        for letter in "Сам":
            board.app.post_message(Key("another", letter))
        await board.until(lambda: "Сам" in board.frame)


def test_no_place_of_a_keyboard_has_two_letters() -> None:
    for row in keyboard_layouts._SAME_PLACES:
        assert len(row) == len(keyboard_layouts._LATIN)
