"""What can be typed after `soaptui after` and `soaptui report`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later
from soaptui.cli.argument_parser import CommandParser

AFTER_EXAMPLES = """\
examples:
  soaptui after                                your path from Thursday evening on, with dates
  soaptui after --debrief                      the week in numbers and words
  soaptui after --emails                       to whom you may write now
  soaptui after --emails 1234140C0             the email to one of them
  soaptui task done after-contract             its steps are ordinary tasks
"""

REPORT_EXAMPLES = """\
examples:
  soaptui report season.html                   plan, offers, log, debrief; without phone numbers
  soaptui report season.md --phones            with them
  soaptui report --pack pack.html              four pages for a power failure
  soaptui report --evenings ~/Desktop          made there automatically, each evening of the week
  soaptui report --evenings off                stop that
"""


def _command(commands: Any, common: argparse.ArgumentParser, name: str, text: str, examples: str) -> CommandParser:
    command: CommandParser = commands.add_parser(
        name,
        help=text,
        description=text,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    return command


def add_after(commands: Any, common: argparse.ArgumentParser) -> None:
    """Put the two commands among the others."""
    after = _command(commands, common, "after", "what comes after the week, by how it ended", AFTER_EXAMPLES)
    after.add_argument("--debrief", action="store_true", help="the result of the week, and what has changed since")
    after.add_argument(
        "--emails", metavar="CODE", nargs="?", const="", help="whom you may write to now; with a code, the email"
    )
    after.add_argument("--all", action="store_true", help="also what is hidden or past")
    after.set_defaults(run=Later("after_command", "after_command"))
    report = _command(commands, common, "report", "the season as a file: read it, print it, show it", REPORT_EXAMPLES)
    report.add_argument(
        "file", metavar="FILE", nargs="?", default="", help="the file to write: .html to print, .md as text"
    )
    report.add_argument("--phones", action="store_true", help="with phone numbers")
    report.add_argument("--pack", metavar="FILE", default="", help="the four pages for a power failure (.html)")
    report.add_argument(
        "--evenings", metavar="FOLDER", help="make the pack there each evening of the week; off: stop"
    )
    report.add_argument("--force", action="store_true", help="replace any file, also one that soaptui did not write")
    report.set_defaults(run=Later("report_command", "report_command"))
