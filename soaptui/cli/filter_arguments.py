"""The filter on the command line, and its help."""

import argparse


def add_where(command: argparse.ArgumentParser) -> None:
    """Add the filter, for every command that looks at programs."""
    command.add_argument(
        "--where",
        metavar="FILTER",
        default="",
        help="only these: state:NY,NJ visa:j1 tier:1-2 type:c service:eras genetics:yes new:yes applied:no, "
        'plain words, "exact words"',
    )
