"""A second form for characters that a font, a screen reader or an encoding lacks: as wide, so that nothing moves.

Windows' old console draws Consolas, which has no more than the set of 1996 called WGL4: letters, single and double
lines, five blocks, a few arrows and marks. Without boxes everything is ASCII, and what only draws is a space.
"""

import os
import unicodedata
from collections.abc import Mapping
from typing import Literal

GlyphSet = Literal["all", "console", "plain"]
"""What can be shown: every character, those of Windows' old console, or ASCII without any drawing."""

PLAIN_VARIABLE = "SOAPTUI_PLAIN"
"""An environment variable that asks for `plain`, as the option does."""

_GOOD_TERMINALS = ("WT_SESSION", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID", "TERM_PROGRAM", "SSH_CONNECTION", "ConEmuPID")
"""What terminals on Windows say of themselves that take a missing character from another font."""


def _pairs(pairs: str) -> dict[str, str]:
    """A table from pairs of characters that are parted by spaces."""
    return {pair[0]: pair[1] for pair in pairs.split()}


_CONSOLE = _pairs(
    "✓√ ✔√ ☑√ ✗× ✘× ✕× ⚠! ✉@ ✎* ◆♦ ◇◊ ▸► ▶► ◀◄ ▾▼ ▴▲ ┊│ ┆│ ┇║ ┋║ ‐- ‑- ‒– ⏎< ★* ☆* "
    "▁_ ▂▄ ▃▄ ▅▄ ▆▄ ▇█ ▉█ ▊█ ▋▌ ▍▌ ▎▌ ▏│ ▔▀ ▕▐ ▖▄ ▗▄ ▘▀ ▝▀ ▙█ ▛█ ▜█ ▟█ ▚▒ ▞▒ "
    "╭┌ ╮┐ ╯┘ ╰└ ╴─ ╶─ ╵│ ╷│ ╸═ ╺═ ╹║ ╻║ ━═ ┃║ ┏╔ ┓╗ ┗╚ ┛╝ ┣╠ ┫╣ ┳╦ ┻╩ ╋╬ ┄─ ┅═ ┈─ ┉═ ╌─ ╍═ ╎│ ╏║ ╼═ ╾═ "
    "┡╚ ┩╝ ┢╔ ┪╗ ╇╬ ╈╬ ┯╦ ┷╩ ┝├ ┥┤ ┠╠ ┨╣ ⎸│ ⎹│ 🬂▀ 🬭▄"
)

_PLAIN_MARKS = _pairs(
    "✓v ✔v ☑v √v ✗x ✘x ✕x ×x ⚠! ✉@ ✎* ◆* ♦* ◇o ◊o ●* ○o ◦o •* ▪* ▫o ■* □o ▸> ▶> ►> ◀< ◄< ▼v ▲^ ▾v ▴^ "
    '→> ←< ↑^ ↓v ⏎< ★* ☆* ·- …. –- —- ―- −- ‐- ‑- ‒- ‘\' ’\' “" ”" „" «< »> ‹< ›> '
    "≥> ≤< ≠# ≈~ ∼~ °o §S ¶P ©c ®r †+ ‡+ ʼ' ¡! ¿? ¦| £L €E ±+ ÷/ ⎸| ⎹|"
)
_BLOCKS = "▀▄█▌▐░▒▓▂▃▅▆▇▉▊▋▍▎▏▕▖▗▘▝▙▛▜▟▚▞"
_LONG = {"…": "...", "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≠": "!=", "€": "EUR", "½": "1/2", "×": "x"}
"""Where nothing has to stay in its column, what reads better."""


def plain_asked(environment: Mapping[str, str]) -> bool:
    """Whether somebody listens to the screen, or wants it without drawings."""
    return environment.get(PLAIN_VARIABLE, "") not in ("", "0")


def says_drawings() -> bool:
    """Whether what would be drawn (figures, bars, strips, a map) is to be said in words here."""
    return plain_asked(os.environ)


def glyph_set(platform: str, environment: Mapping[str, str]) -> GlyphSet:
    """What this terminal can show."""
    if plain_asked(environment):
        return "plain"
    if platform == "win32" and not any(environment.get(name) for name in _GOOD_TERMINALS):
        return "console"
    return "all"


def second_forms(glyphs: GlyphSet) -> dict[int, str]:
    """For `str.translate`: what stands in the place of what cannot be shown, one cell for one cell."""
    if glyphs == "all":
        return {}
    if glyphs == "console":
        return str.maketrans(_CONSOLE)
    drawn = {chr(code): " " for code in range(0x2500, 0x25A0)}  # only edges and scroll bars are left
    return str.maketrans(drawn | _PLAIN_MARKS)


def ascii_text(text: str) -> str:
    """Text in ASCII as well as it can be said: a letter without its accents, a mark by what stands for it."""
    return "".join(character if character.isascii() else _ascii_character(character) for character in text)


def _ascii_character(character: str) -> str:
    known = _LONG.get(character) or _PLAIN_MARKS.get(character) or ("#" if character in _BLOCKS else "")
    if known:
        return known
    if 0x2500 <= ord(character) < 0x2580:
        return "|" if character in "│┃║" else "-" if character in "─━═" else "+"
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return letters or ("" if unicodedata.combining(character) else "?")


def ascii_for_error(error: UnicodeError) -> tuple[str, int]:
    """For `codecs.register_error`: what an encoding lacks, in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return ascii_text(error.object[error.start : error.end]), error.end
