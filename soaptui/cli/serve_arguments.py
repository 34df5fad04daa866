"""What can be typed after `soaptui serve`, and its help."""

import argparse

from soaptui.cli.argument_parser import whole_number


def add_serve(command: argparse.ArgumentParser) -> None:
    """Add what `serve` takes."""
    command.add_argument("--helper", action="store_true", help="the day and an inbox, for the person beside you")
    command.add_argument("--port", type=_port, default=8347, metavar="N", help="at this port (8347; 0: any)")
    command.add_argument(
        "--lan", action="store_true", help="also for other devices in this network; it asks twice, and encrypts"
    )


def _port(text: str) -> int:
    """A port. Raises ArgumentTypeError."""
    number = whole_number(text)
    if number > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port: 1 to 65535, or 0 for any free port")
    return number
