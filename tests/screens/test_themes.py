"""Every theme on offer can be read: what is drawn, in each view and dialog, has a contrast of 4.5 or more."""

from pathlib import Path

import msgspec
import pytest
from rich.color import ColorSystem
from textual import constants

from soaptui.screens import themes
from tests.screens.contrasts import contrast_of, drawn_pairs
from tests.screens.helpers import VIEWS, dashboard, demo_records

LEAST = 4.5
DIALOGS = (
    *("c", "i", "o", "I", "p", "r", "H", "Z", "T", "N", "question_mark", "ctrl+p", "less_than_sign", "t", "E", "h"),
    *("2 P", "2 L", "2 e", "2 W", "2 percent_sign", "2 X", "2 slash", "2 enter", "2 g", "4 D", "4 K", "4 x", "4 l"),
    *("1 e", "3 x", "3 percent_sign", "q"),
)
"""What opens dialogs, from any view or from one. A key that means something else by now opens another one."""

SYSTEMS = {"many": ("truecolor", ColorSystem.TRUECOLOR), "256": ("256", ColorSystem.EIGHT_BIT)}
OFFERED = [
    *((depth, choice.name) for choice in themes.CHOICES for depth in SYSTEMS),
    ("16", themes.SIXTEEN_THEME),
    ("16", themes.TERMINAL_THEME),
]
STEPS_OF_256 = (0, 95, 135, 175, 215, 255)


@pytest.mark.parametrize(("depth", "name"), OFFERED)
async def test_every_text_can_be_read(tmp_path: Path, depth: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found, system = SYSTEMS.get(depth, ("standard", ColorSystem.STANDARD))
    monkeypatch.setattr(constants, "COLOR_SYSTEM", found)
    worst: dict[str, str] = {}
    async with dashboard(tmp_path, *demo_records(), size=(120, 40)) as board:
        app = board.app

        def look(where: str) -> None:
            for pair in drawn_pairs(app, system):
                if pair.contrast < LEAST:
                    worst[f"{where}: {pair.example}"] = f"{pair.contrast:.2f} {pair.text} on {pair.ground}"

        app.theme = name
        await board.settle()
        for key, view in VIEWS.items():
            await board.press(key)
            await board.settle()
            look(view)
        for keys in DIALOGS if depth != "256" else ():  # in those colours every pair is held below
            await board.press(*keys.split())
            await board.settle()
            look(keys)
            for _ in range(4):
                if len(app.screen_stack) > 1:
                    await board.press("escape")
    assert not worst


@pytest.mark.parametrize("choice", themes.CHOICES, ids=lambda choice: choice.name)
def test_every_kind_of_text_can_be_read_on_every_ground(choice: themes.ThemeChoice) -> None:
    for palette in (choice.many, choice.of_256):
        texts = (palette.text, palette.quiet, palette.loss, palette.due, palette.done)
        grounds = (palette.ground, palette.surface, palette.raised, palette.field, palette.resting)
        pairs = [(text, ground) for text in texts for ground in grounds]
        pairs += [
            (palette.text, palette.focus),
            (palette.loss, palette.loss_ground),
            (palette.due, palette.due_ground),
        ]
        for text, ground in pairs:
            assert contrast_of(text, ground) >= LEAST, (text, ground)


@pytest.mark.parametrize("choice", themes.CHOICES, ids=lambda choice: choice.name)
def test_a_palette_of_256_is_of_those_256(choice: themes.ThemeChoice) -> None:
    for colour in msgspec.structs.astuple(choice.of_256):
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        grey = len({*parts}) == 1 and (parts[0] - 8) % 10 == 0
        assert grey or {*parts} <= {*STEPS_OF_256}, colour


@pytest.mark.parametrize(
    ("color_system", "no_color", "offered"),
    [
        ("truecolor", False, {*(choice.name for choice in themes.CHOICES), themes.TERMINAL_THEME}),
        ("256", False, {*(choice.name for choice in themes.CHOICES), themes.TERMINAL_THEME}),
        ("standard", False, {themes.SIXTEEN_THEME, themes.TERMINAL_THEME}),
        ("truecolor", True, {themes.TERMINAL_THEME}),
    ],
)
async def test_what_is_on_offer_fits_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, color_system: str, no_color: bool, offered: set[str]
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", color_system)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with dashboard(tmp_path) as board:
        assert {*board.app.available_themes} == offered
        assert board.app.theme in offered


async def test_without_colour_no_text_is_dim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with dashboard(tmp_path, *demo_records()) as board:
        await board.settle()
        styles = [one.style for strip in board.app.screen._compositor.render_strips() for one in strip if one.style]
        assert not [style for style in styles if style.dim]
        assert all(style.color is None or style.color.is_default for style in styles)
