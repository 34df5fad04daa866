"""What can be typed after `soaptui export`, and its help."""

from soaptui.cli.argument_parser import CommandParser
from soaptui.cli.filter_arguments import OF_LOG, add_where


def add_export(command: CommandParser) -> None:
    """Add what `export` takes."""
    command.add_argument("file", metavar="FILE", help="to write: .csv .xlsx (programs) .md .html (plan) .ics (week)")
    command.add_argument(
        "--what",
        choices=("programs", "plan", "log", "page"),
        default="",
        help="what to write; without it, the end of the file's name decides; log: .csv .md .html; page: .md "
        ".html, of one program",
    )
    command.add_argument(
        "--program", metavar="CODE", default="", help="the page of this program: facts, calls, offers"
    )
    command.add_argument("--phones", action="store_true", help="on a page, also people's numbers")
    command.add_argument(
        "--phone-test", action="store_true", help="one event (.ics) that rings in ten minutes, to test the phone"
    )
    command.add_argument("--force", action="store_true", help="replace any file, also one that soaptui did not write")
    add_where(command, OF_LOG)
