"""What the arguments of all commands are made with."""

import argparse
import os
from collections.abc import Sequence
from typing import Any, NoReturn, TypeVar

from soaptui.glyphs import PLAIN_VARIABLE
from soaptui.text import shown

_ActionT = TypeVar("_ActionT", bound=argparse.Action)


class CommandParser(argparse.ArgumentParser):
    """A parser of one command; with `takes_filter`, what begins with one minus is a part of its filter."""

    takes_filter = False

    def __init__(self, *options: Any, **more: Any) -> None:
        self.arguments: list[argparse.Action] = []
        """Everything that may follow, but for commands."""
        self._commands: Any = None
        super().__init__(*options, **more)

    @property
    def commands(self) -> "dict[str, CommandParser]":
        """The commands that may follow, by name."""
        return {} if self._commands is None else dict(self._commands.choices)

    def _add_action(self, action: _ActionT) -> _ActionT:
        self.arguments.append(action)
        return super()._add_action(action)

    def add_subparsers(self, **options: Any) -> Any:
        """Have commands follow."""
        self._commands = super().add_subparsers(**options)
        return self._commands

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """What was typed. A filter may stand anywhere among the options: -state:TX is none of them."""
        if not self.takes_filter or args is None:
            return super().parse_known_args(args, namespace)
        # With a space before it, a text is never taken for an option.
        guarded = [f" {text}" if self._is_filter(text) else text for text in args]
        found, left = super().parse_known_args(guarded, namespace)
        words = [*found.filter, *(text for text in left if not text.startswith("-"))]
        found.where = " ".join(text.strip() for text in (found.where, *words) if text.strip())
        return found, [text for text in left if text.startswith("-")]

    def _is_filter(self, text: str) -> bool:
        return len(text) > 1 and text[0] == "-" and text[1] != "-" and text not in self._options()

    def _options(self) -> set[str]:
        return {option for argument in self.arguments for option in argument.option_strings}

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """A command that is not there names the one that may be meant, before forty others."""
        if action is self._commands and value not in self.commands:
            from difflib import get_close_matches

            near = get_close_matches(str(value).casefold(), self.commands, n=2, cutoff=0.6)
            if near:
                help_is = f"{self.prog} --help names all."
                raise argparse.ArgumentError(None, f"Did you mean {' or '.join(near)}? {value!r} is none. {help_is}")
        super()._check_value(action, value)

    def error(self, message: str) -> NoReturn:
        """What was typed comes back in the message: as text, not as something a terminal obeys."""
        super().error(shown(message))


class PlainOption(argparse.Action):
    """Asks for the dashboard without boxes, where the terminal is looked at: it is drawn on before there is any."""

    def __call__(self, parser: argparse.ArgumentParser, *found: Any, **options: Any) -> None:
        """Leave word in the environment."""
        os.environ[PLAIN_VARIABLE] = "1"


def common_arguments() -> CommandParser:
    """What every command takes."""
    common = CommandParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", metavar="DIR", help="the folder of your data")
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--at", metavar="ISO", help="use this moment as now (Eastern Time if you give no offset)")
    return common


def whole_number(text: str) -> int:
    """A whole number. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def pair_with_equals(text: str) -> str:
    """A text with an equals sign in it. Raises ArgumentTypeError."""
    if not text.partition("=")[0].strip() or "=" not in text:
        raise argparse.ArgumentTypeError(f"{text!r} has no = sign: write NAME=VALUE")
    return text
