"""One meaning, one look: red is what may be lost, amber what is due, green what is done, blue where the focus is.

The styles are read as they are written: whoever gives one of the four to something new says here what it means.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from soaptui.screens.widgets import top_bar

SCREENS = Path(top_bar.__file__).parents[1]
FAMILIES = {"error": "loss", "warning": "due", "success": "done", "primary": "focus", "cursor": "focus"}
"""What a name of Textual's for a colour means here, by the word in it."""

ALLOWED = {
    "loss": {
        # the last minutes of an offer, a round, an alarm at its loudest
        *("#digits.urgent", "#figures.urgent", "#left.urgent", "SteadyDigits.urgent", ".board--urgent"),
        *(
            ".grid--urgent",
            ".page--urgent",
            ".day-ribbon--offer",
            ".card",
            "Banner.loud",
            "AlarmScreen .dialog",
            "AlarmScreen #head",
        ),
        "AlarmScreen SteadyDigits",
        # what was typed and cannot be kept, or was not done
        *("#problem", ".problem", "#said.problem", "#meant.problem", "#echo.problem", "#reading.problem"),
        *("Toast.-error", "OfficialPageDialog #said"),
    },
    "due": {
        *(
            "Banner",
            ".board--warn",
            ".grid--warn",
            ".page--warn",
            ".day-ribbon--promise",
            ".timer--late",
            "Toast.-warning",
        ),
        # what has to be thought of before going on
        *(
            "#rule",
            "#ruling",
            "#clashes",
            "#warning",
            "#warnings",
            "#why",
            "#question",
            "#talking",
            "#closed",
            "#found",
        ),
    },
    "done": {"#said", "#sent", "#code.done", "#after", ".grid--good", ".page--good", ".timer--good"},
    "focus": {
        *(":focus", ".choices--marked", ".grid--cursor", ".one-of--focus", ".tiles--cursor", "CheckListDialog #code"),
        ".text-area--cursor",
    },
}
"""The last piece of a selector, or all of it where that alone says too little."""

NEVER = re.compile(r"title|heading|header|--head\b|--key|tier|#program\b", re.IGNORECASE)
"""Titles, headings, keys and tiers are told by their weight, not by a colour that means something."""

_COLOUR = re.compile(r"\$([a-z-]+)")


def rules(text: str) -> Iterator[tuple[str, str]]:
    """Each selector list with its own declarations; a rule may stand within another."""
    open_rules: list[str] = []
    for piece, brace in re.findall(r"([^{}]*)([{}])", text):
        *own, selectors = piece.split(";") if brace == "{" else [*piece.split(";"), ""]
        if open_rules:
            yield open_rules[-1], ";".join(own)
        if brace == "{":
            open_rules.append(selectors.strip())
        else:
            open_rules.pop()


def coloured() -> Iterator[tuple[str, str]]:
    """The meaning of each colour that is used, with the selector that uses it."""
    for path in sorted(SCREENS.rglob("*.tcss")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors, declarations in rules(text):
            meanings = {FAMILIES[word] for name in _COLOUR.findall(declarations) for word in FAMILIES if word in name}
            for selector in selectors.split(","):
                yield from ((meaning, selector.strip()) for meaning in meanings)


def said_of(selector: str) -> set[str]:
    """What an entry of the list may name it by: all of it, its last piece, and the state that this is in."""
    plain = " ".join(selector.replace(">", " ").replace("&", " ").split())
    last = plain.split()[-1]
    return {plain, last, *re.findall(r":focus|\.[\w-]+$", last)}


def test_the_four_colours_mean_what_they_mean_and_stand_nowhere_else() -> None:
    unknown = defaultdict(set)
    for meaning, selector in coloured():
        if not said_of(selector) & ALLOWED[meaning]:
            unknown[meaning].add(selector)
    assert not unknown


def test_the_list_names_nothing_that_is_not_there() -> None:
    used: defaultdict[str, set[str]] = defaultdict(set)
    for meaning, selector in coloured():
        used[meaning] |= said_of(selector)
    assert not {meaning: left for meaning, names in ALLOWED.items() if (left := names - used[meaning])}


def test_no_title_heading_key_or_tier_has_one_of_the_four() -> None:
    assert not [selector for _, selector in coloured() if NEVER.search(selector)]


@pytest.mark.parametrize("look", ["bold", "strong", ""])
def test_in_the_bar_only_what_means_something_has_a_colour(look: str) -> None:
    assert "$" not in top_bar._STYLES[look]
    assert {name: re.findall(r"\$text-(\w+)", style) for name, style in top_bar._STYLES.items() if "$" in style} == {
        "urgent": ["error"],
        "warning": ["warning"],
        "good": ["success"],
    }
