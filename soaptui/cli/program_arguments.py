"""What can be typed after `soaptui program`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later

FACT_EXAMPLES = """
facts     j1=yes  h1b=no  imgs=yes  img-percent=62  setting=university  genetics-clinic=yes  notes="..."  tags=near
cut-offs  years=5 (since graduation; or 2020: graduates from then on)  step2=230  attempts=0 (failed tries allowed)
          us-months=3  step1=needed  step3="not needed"  ecfmg=needed
          "soft" after one: it only counts against you; any: they set no limit
my tier   tier=1  reason="my sister lives there"
Nothing after = makes it unknown again.
"""


def add_program(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `program`."""
    text = "what you know about one program: facts and cut-offs"
    steps = commands.add_parser("program", help=text, description=text).add_subparsers(metavar="set", required=True)
    edited = steps.add_parser(
        "set",
        help="set facts, cut-offs, your tier",
        parents=[common],
        epilog=FACT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    edited.add_argument("code", metavar="CODE", help="the program's NRMP code")
    edited.add_argument("assignments", nargs="+", metavar="KEY=VALUE")
    edited.add_argument("--source", default="", metavar="WHO", help='the source of the cut-offs: "their site" (you)')
    edited.add_argument("--as-of", default="", metavar="WHEN", help='the date of the source: "Jan 2027" (this month)')
    edited.set_defaults(run=Later("program_command", "set_program_command"))
