"""What can be typed after `soaptui rehearse`, and its help."""

import argparse


def add_rehearse(command: argparse.ArgumentParser) -> None:
    """Add what `rehearse` takes."""
    command.add_argument(
        "--speed", type=float, metavar="N", help="how many times faster than real time, 1 to 3600 (1)"
    )
    command.add_argument("--seed", type=int, metavar="N", help="a number; each number makes another week (1)")
    command.add_argument("--until", metavar="ISO", help="end at this moment (Match Day)")
    command.add_argument("--rush", action="store_true", help="Tuesday from 8:00: a call every two minutes, one hour")
    command.add_argument("--hands-off", action="store_true", help="do not wait, end automatically, print the report")
