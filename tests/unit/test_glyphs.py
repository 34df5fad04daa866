"""Second forms of characters: nothing moves, nothing that says something is lost, and ASCII where it has to be."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from soaptui import call_kinds
from soaptui.ending import RESET
from soaptui.glyphs import ascii_text, glyph_set, second_forms
from soaptui.prepare.step_words import GLYPHS
from soaptui.screens.textual_internals.drivers import TerminalWriter

FRAMES = sorted((Path(__file__).parents[1] / "screens" / "kept").glob("*.txt"))
OF_CONSOLE = (
    {chr(code) for code in range(0x20, 0x180)}
    | {chr(code) for code in range(0x391, 0x460)}  # Greek and Cyrillic
    | {*"ﬁﬂ\n‗–—―‘’‚‛“”„†‡•…‰′″‹›‼‾⁄ⁿ₣₤₧₪€№™Ω℮⅛⅜⅝⅞←↑→↓↔↕↨∂∆∏∑−∕∙√∞∟∩∫≈≠≡≤≥⌂⌐⌠⌡"}
    | {*"─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓■□▪▫▬▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫"}
)
"""WGL4 (Microsoft, "WGL4 Unicode Range U+0020 through U+FB02"): what Consolas and Lucida Console have."""


def drawn() -> str:
    """Every character that any dialog or view was ever drawn with."""
    return "".join(sorted(set("".join(path.read_text(encoding="utf-8") for path in FRAMES))))


def test_whatever_the_dashboard_draws_has_a_form_that_windows_console_can_show() -> None:
    shown = set(drawn().translate(second_forms("console")))
    assert shown - OF_CONSOLE == set()


def test_without_boxes_whatever_the_dashboard_draws_is_ascii_but_for_the_letters_of_names() -> None:
    left = [one for one in drawn().translate(second_forms("plain")) if not one.isascii()]
    assert [one for one in left if not one.isalpha()] == []


@pytest.mark.parametrize("glyphs", ["console", "plain"])
def test_a_second_form_is_as_wide_as_the_first(glyphs: str) -> None:
    forms = second_forms(glyphs)  # type: ignore[arg-type]
    assert forms
    assert {chr(one): other for one, other in forms.items() if cell_len(chr(one)) != cell_len(other)} == {}


def test_a_terminal_that_shows_everything_changes_nothing() -> None:
    assert second_forms("all") == {}


@pytest.mark.parametrize("glyphs", ["console", "plain"])
def test_marks_that_mean_different_things_stay_different(glyphs: str) -> None:
    forms = second_forms(glyphs)  # type: ignore[arg-type]
    tables = [
        [direction.mark for direction in call_kinds.DIRECTIONS.values()],
        [*{*GLYPHS.values()}],
        ["✓", "✗", "○", "!"],  # done, refused, to do, late
        ["█", " "],
    ]
    for marks in tables[: -1 if glyphs == "plain" else None]:  # a block draws: there it is said in words
        assert len({mark.translate(forms) for mark in marks}) == len(set(marks)), marks


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("win32", {}, "console"),
        ("win32", {"WT_SESSION": "1"}, "all"),
        ("win32", {"TERM_PROGRAM": "vscode"}, "all"),
        ("win32", {"SSH_CONNECTION": "x"}, "all"),
        ("linux", {}, "all"),
        ("darwin", {"TERM_PROGRAM": "Apple_Terminal"}, "all"),
        ("linux", {"SOAPTUI_PLAIN": "1"}, "plain"),
        ("win32", {"SOAPTUI_PLAIN": "yes", "WT_SESSION": "1"}, "plain"),
        ("linux", {"SOAPTUI_PLAIN": "0"}, "all"),
        ("linux", {"SOAPTUI_PLAIN": ""}, "all"),
    ],
)
def test_what_a_terminal_can_show(platform: str, environment: dict[str, str], expected: str) -> None:
    assert glyph_set(platform, environment) == expected


def test_the_writer_puts_the_second_form_and_leaves_what_a_terminal_obeys() -> None:
    out = io.StringIO()
    writer = TerminalWriter(out, lambda: None, second_forms("plain"))
    writer.start()
    writer.write(f"\x1b[1m╭─ ✓ Söng ─╮{RESET}")
    writer.stop()
    assert out.getvalue() == f"\x1b[1m   v Söng   {RESET}"


# -- in a pipe


@given(st.text())
def test_any_text_becomes_ascii_and_ascii_stays(text: str) -> None:
    assert ascii_text(text).isascii()
    assert ascii_text(ascii_text(text)) == ascii_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("José Ñandú · 10:00–11:00 → Zürich…", "Jose Nandu - 10:00-11:00 -> Zurich..."),
        ("≥ 3 ≠ 4 “yes” ✓ ✗", '>= 3 != 4 "yes" v x'),
        ("██▌ 北京", "### ??"),
        ("plain", "plain"),
    ],
)
def test_ascii_says_it_as_well_as_it_can(text: str, expected: str) -> None:
    assert ascii_text(text) == expected


@pytest.mark.terminal
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437"])
def test_what_is_piped_is_ascii_where_the_encoding_is_no_utf(tmp_path: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "soaptui", "next", "--at", "2027-03-18T10:12", "--data", str(tmp_path)]
    environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, env=_with(environment))
    assert done.returncode == 0
    assert done.stdout.isascii()
    whole = subprocess.run(
        command, capture_output=True, timeout=120, check=False, env=_with({"PYTHONIOENCODING": "utf-8"})
    )
    assert not whole.stdout.isascii()
    assert done.stdout.count(b"?") == whole.stdout.count(b"?"), "nothing is lost"


def _with(environment: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **environment}
