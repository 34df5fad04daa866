"""What the arguments of all commands are made with."""

import argparse
from typing import NoReturn

from soaptui.text import shown


class CommandParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """What was typed comes back in the message: as text, not as something a terminal obeys."""
        super().error(shown(message))


def common_arguments() -> CommandParser:
    """What every command takes."""
    common = CommandParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", metavar="DIR", help="the folder of your data")
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--at", metavar="ISO", help="pretend it is this moment (Eastern Time without an offset)")
    return common


def whole_number(text: str) -> int:
    """A whole number. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def pair_with_equals(text: str) -> str:
    """A text with an equals sign in it. Raises ArgumentTypeError."""
    if not text.partition("=")[0].strip() or "=" not in text:
        raise argparse.ArgumentTypeError(f"{text!r} has no = between what and which")
    return text
