"""What the command line says of itself: every command is named where a user looks, and so is every filter word."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from soaptui.calls import log_filter
from soaptui.cli.arguments import EXAMPLES, parser
from soaptui.filters.filter_keys import Language
from soaptui.programs.filter_keys import PROGRAMS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "other-tools.md").read_text(encoding="utf-8")

LEFT_OUT: dict[str, set[str]] = {
    "programs": set(),
    "log": {"state", "specialty", "unfinished"},
}
"""Filter words that the help of `--where` has no room for. May only shrink."""


def commands_of(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands right below a parser, by name."""
    below = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    return {name: command for action in below for name, command in action.choices.items()}


def whole_names(top: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with those below it, as it is typed: "offer add"."""
    for name, command in commands_of(top).items():
        yield f"{before}{name}", command
        yield from whole_names(command, f"{before}{name} ")


ALL = dict(whole_names(parser()))


def help_of_where(command: str) -> str:
    """What is said of --where in the help of a command."""
    return next(str(action.help) for action in ALL[command]._actions if "--where" in action.option_strings)


def named_in(text: str, language: Language) -> set[str]:
    """The filter words in a text, each as the key that it means."""
    return {language.name_of(word) for word in re.findall(r"([a-z0-9_-]+):\S", text)}


@pytest.mark.parametrize("name", ALL)
def test_every_command_stands_in_the_guide_or_in_the_help(name: str) -> None:
    first, *rest = name.split()
    named = rf"^soaptui {first}\b" + "".join(rf"[^\n]* {word}\b" for word in rest)
    assert re.search(named, GUIDE, re.MULTILINE) or re.search(named.replace("^", "^ +"), EXAMPLES, re.MULTILINE)


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_does(name: str) -> None:
    *before, last = name.split()
    above = ALL[" ".join(before)] if before else parser()
    listed = above.format_help()
    assert re.search(rf"^ +{last}\b +\S", listed, re.MULTILINE) or ALL[name].description, name


def test_the_help_of_where_names_no_filter_word_that_there_is_not() -> None:
    for text, language in ((help_of_where("programs"), PROGRAMS), (help_of_where("export"), log_filter.language())):
        assert named_in(text, language) <= set(language.keys)


def test_every_filter_word_stands_in_the_help_of_where_or_among_those_left_out() -> None:
    assert set(PROGRAMS.keys) - named_in(help_of_where("programs"), PROGRAMS) == LEFT_OUT["programs"]
    log = log_filter.language()
    assert set(log.keys) - named_in(help_of_where("export"), log) == LEFT_OUT["log"]


def test_the_values_in_the_help_of_where_are_understood() -> None:
    from soaptui.calls.log_filter import parse_log_filter
    from soaptui.programs.program_filter import parse_program_filter

    for text, parse in (
        (help_of_where("programs"), parse_program_filter),
        (help_of_where("export"), parse_log_filter),
    ):
        pieces = re.findall(r"[a-z0-9]+:\S+", text)
        assert pieces
        assert [parse(piece.rstrip(",.")).error for piece in pieces] == [""] * len(pieces)


def test_what_doctor_calls_its_lines_is_no_name_of_a_module() -> None:
    tree = ast.parse((ROOT / "soaptui" / "cli" / "doctor.py").read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Finding"]
    names = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert {"clock", "backups", "lock"} <= names
    assert [name for name in names if not re.fullmatch("[A-Za-z ]+", str(name))] == []
