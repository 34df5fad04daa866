"""How the dashboard looks: five themes of its own and the terminal's own colours, each with one meaning for a colour.

Four colours mean something, and nothing else uses them: red, something is lost; amber, it is due; green, it is done
and safe; blue, the focus is here. Headings and keys are bold and neutral. Every text has a contrast of 4.5 or more on
whatever it stands on (WCAG 2.1, 1.4.3), which tests/screens/test_themes.py measures in what is drawn.

A terminal of 256 colours gets a palette made of those 256, so that nothing is rounded to another colour; one of 16
gets a theme of those sixteen.
"""

from typing import TYPE_CHECKING, Any, Literal

import msgspec
from textual.theme import Theme

from soaptui.screens.textual_internals.app_and_screens import begin_with_themes

if TYPE_CHECKING:
    from textual.app import App

Depth = Literal["many", "256", "16"]
"""How many colours the terminal shows."""

DEFAULT_THEME = "soaptui-dark"
SIXTEEN_THEME = "sixteen-colours"
TERMINAL_THEME = "terminal-colours"


class Palette(msgspec.Struct, frozen=True):
    """The colours of a theme, as "#rrggbb" or by a name that the terminal decides upon ("ansi_red").

    `ground` is under everything, `surface` under tables and dialogs, `raised` under bars and heads of columns,
    `field` under what is typed. `focus` is under the row with the cursor, `resting` under it while the focus is
    elsewhere.
    """

    ground: str
    surface: str
    raised: str
    field: str
    text: str
    quiet: str
    loss: str
    due: str
    done: str
    focus: str
    resting: str
    loss_ground: str
    due_ground: str
    line: str


class ThemeChoice(msgspec.Struct, frozen=True):
    """A theme that can be chosen: its palette for many colours, and the one for 256."""

    name: str
    dark: bool
    many: Palette
    of_256: Palette


_DARK = Palette(
    ground="#101418",
    surface="#161b21",
    raised="#1f262e",
    field="#2a333d",
    text="#e6e9ec",
    quiet="#a9b3bd",
    loss="#ff948a",
    due="#ffb860",
    done="#86d992",
    focus="#163c6b",
    resting="#22303f",
    loss_ground="#43191a",
    due_ground="#3a2a10",
    line="#3d4854",
)
_DARK_256 = Palette(
    ground="#121212",
    surface="#1c1c1c",
    raised="#262626",
    field="#303030",
    text="#e4e4e4",
    quiet="#b2b2b2",
    loss="#ff8787",
    due="#ffaf5f",
    done="#87d787",
    focus="#0000af",
    resting="#303030",
    loss_ground="#5f0000",
    due_ground="#303030",
    line="#4e4e4e",
)
_LIGHT = Palette(
    ground="#fbfaf7",
    surface="#f3f1ec",
    raised="#e9e6df",
    field="#dfdbd2",
    text="#1c2227",
    quiet="#4a545e",
    loss="#a3170f",
    due="#7a4600",
    done="#17602a",
    focus="#c3dcfa",
    resting="#dfe5ec",
    loss_ground="#f8dcd9",
    due_ground="#f6e6c8",
    line="#b9b4a8",
)
_LIGHT_256 = Palette(
    ground="#ffffff",
    surface="#eeeeee",
    raised="#e4e4e4",
    field="#dadada",
    text="#121212",
    quiet="#444444",
    loss="#af0000",
    due="#5f5f00",
    done="#005f00",
    focus="#d7d7ff",
    resting="#dadada",
    loss_ground="#ffd7d7",
    due_ground="#ffffd7",
    line="#a8a8a8",
)
_CONTRAST = msgspec.structs.replace(
    _DARK,
    ground="#000000",
    surface="#000000",
    raised="#121212",
    field="#1c1c1c",
    text="#ffffff",
    quiet="#d7d7d7",
    loss="#ffafaf",
    due="#ffd75f",
    done="#87ff87",
    focus="#000087",
    resting="#262626",
    loss_ground="#5f0000",
    due_ground="#262626",
    line="#9e9e9e",
)
_CONTRAST_LIGHT = msgspec.structs.replace(
    _LIGHT_256,
    surface="#ffffff",
    raised="#eeeeee",
    field="#eeeeee",
    text="#000000",
    quiet="#262626",
    loss="#870000",
    due="#5f0000",
    done="#005f00",
    line="#626262",
)
_BLIND = msgspec.structs.replace(
    _DARK, loss="#ff9a5c", due="#f0e06a", done="#8fd0ff", focus="#2b3a8a", loss_ground="#4a2208", due_ground="#34300f"
)
"""Orange, yellow and sky blue are told apart by whoever does not tell red from green."""
_BLIND_256 = msgspec.structs.replace(
    _DARK_256,
    loss="#ff875f",
    due="#ffff87",
    done="#87d7ff",
    focus="#00005f",
    loss_ground="#5f0000",
    due_ground="#303030",
)
_SIXTEEN = Palette(
    ground="ansi_black",
    surface="ansi_black",
    raised="ansi_black",
    field="ansi_black",
    text="ansi_bright_white",
    quiet="ansi_white",
    loss="ansi_bright_red",
    due="ansi_bright_yellow",
    done="ansi_bright_green",
    focus="ansi_blue",
    resting="ansi_black",
    loss_ground="ansi_black",
    due_ground="ansi_black",
    line="ansi_white",
)
_TERMINAL = msgspec.structs.replace(
    Palette(*["ansi_default"] * len(Palette.__struct_fields__)),
    loss="ansi_bright_red",
    due="ansi_bright_yellow",
    done="ansi_bright_green",
)

CHOICES = (
    ThemeChoice(DEFAULT_THEME, True, _DARK, _DARK_256),
    ThemeChoice("soaptui-light", False, _LIGHT, _LIGHT_256),
    ThemeChoice("high-contrast", True, _CONTRAST, _CONTRAST),
    ThemeChoice("high-contrast-light", False, _CONTRAST_LIGHT, _CONTRAST_LIGHT),
    ThemeChoice("colour-blind-safe", True, _BLIND, _BLIND_256),
)


def variables(palette: Palette, *, reverse: bool = False, named: bool = False) -> dict[str, str]:
    """Textual's names for colours, each by what it means here. With `reverse` the cursor's row is reversed.

    `named`: the terminal decides what each colour is, and draws buttons without a ground of their own.
    """
    focus, focus_text = (palette.text, palette.ground) if reverse else (palette.focus, palette.text)
    cursor = "bold reverse" if reverse else "bold"
    cursor_row = palette.ground if reverse else palette.focus
    return {
        "boost": palette.field,
        "surface": palette.surface,
        "panel": palette.raised,
        "ansi-background": palette.ground,
        "ansi-foreground": palette.text,
        "text": palette.text,
        "text-muted": palette.quiet,
        "text-disabled": palette.quiet,
        "text-primary": palette.text,
        "text-secondary": palette.text,
        "text-accent": palette.text,
        "text-error": palette.loss,
        "text-warning": palette.due,
        "text-success": palette.done,
        "error-muted": palette.loss_ground,
        "warning-muted": palette.due_ground,
        "success-muted": palette.raised,
        "primary-muted": palette.resting,
        "foreground-muted": palette.quiet,
        "foreground-disabled": palette.quiet,
        "block-cursor-background": cursor_row,
        "block-cursor-foreground": palette.text,
        "block-cursor-text-style": cursor,
        "block-cursor-blurred-background": palette.resting,
        "block-cursor-blurred-foreground": palette.text,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": palette.raised,
        "surface-active": palette.raised,
        "border": palette.line if reverse else palette.quiet,
        "border-blurred": palette.line,
        "footer-foreground": palette.text,
        "footer-background": palette.raised,
        "footer-key-foreground": palette.text,
        "footer-description-foreground": palette.quiet,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": focus,
        "input-selection-foreground": focus_text,
        "screen-selection-background": focus,
        "screen-selection-foreground": focus_text,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.quiet,
        "scrollbar-background": palette.surface,
        "scrollbar-background-hover": palette.surface,
        "scrollbar-background-active": palette.surface,
        "scrollbar-corner-color": palette.surface,
        "button-foreground": palette.text,
        "button-color-foreground": palette.text,
        "link-color": palette.text,
        "link-color-hover": palette.text,
        "button-on-loss": palette.text if named else palette.ground,
    }


def theme(choice: ThemeChoice, depth: Depth) -> Theme:
    """A theme for a terminal of that depth."""
    palette = choice.of_256 if depth == "256" else choice.many
    return Theme(
        choice.name,
        primary=palette.focus,
        secondary=palette.raised,
        accent=palette.text,
        error=palette.loss,
        warning=palette.due,
        success=palette.done,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.surface,
        panel=palette.raised,
        boost=palette.field,
        dark=choice.dark,
        variables=variables(palette),
    )


def _named(name: str, palette: Palette, *, reverse: bool) -> Theme:
    """A theme of colours that the terminal decides upon."""
    return Theme(
        name,
        primary="ansi_blue",
        accent=palette.text,
        error=palette.loss,
        warning=palette.due,
        success=palette.done,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.surface,
        panel=palette.raised,
        boost=palette.field,
        ansi=True,
        variables=variables(palette, reverse=reverse, named=True),
    )


SIXTEEN = _named(SIXTEEN_THEME, _SIXTEEN, reverse=False)
"""White on black, with the sixteen colours that every terminal has."""

TERMINAL = _named(TERMINAL_THEME, _TERMINAL, reverse=True)
"""The terminal's own text on its own ground. The row with the cursor is reversed."""


def depth_of(color_system: str | None) -> Depth:
    """How many colours the terminal shows, by Rich's name for it; as few as there can be where it has none."""
    if color_system in (None, "standard", "windows"):
        return "16"
    return "256" if color_system == "256" else "many"


def offer_themes(app: "App[Any]", wanted: str) -> None:
    """Put our themes in the place of Textual's before the app runs; begin with the `wanted` one where it is offered.

    A terminal of sixteen colours has themes of its own; without colour there is the terminal's own text alone.
    """
    depth = depth_of(app.console.color_system)
    if app.no_color:
        ours = []
    elif depth == "16":
        ours = [SIXTEEN]
    else:
        ours = [theme(choice, depth) for choice in CHOICES]
    offered = {one.name: one for one in (*ours, TERMINAL)}
    begin_with_themes(app, offered, wanted if wanted in offered else next(iter(offered)))
