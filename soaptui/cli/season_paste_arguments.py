"""What can be typed after `soaptui season paste`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later

PASTE_EXAMPLES = """\
examples:
  soaptui season paste page.txt               what agrees, what differs, what is missing
  soaptui season paste page.txt --take        mark what agrees as seen on nrmp.org
  soaptui season paste - --take-differing     from standard input; correct what differs too
  soaptui season --season 2026 paste old.txt  the page of another year

Select all on the page (or in the PDF), copy it, and save it as a text file.
"""


def add_season_paste(steps: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to those of `season`."""
    text = "compare the text of NRMP's calendar page, or its SOAP schedule, with these times"
    paste = steps.add_parser(
        "paste",
        help=text,
        description=text,
        epilog=PASTE_EXAMPLES,
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    paste.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
    paste.add_argument("--take", action="store_true", help="mark what agrees as seen on nrmp.org, with its line")
    paste.add_argument(
        "--take-differing", action="store_true", help="mark it, and correct what differs too: one change, one undo"
    )
    paste.set_defaults(run=Later("season_paste_command", "season_paste_command"))
