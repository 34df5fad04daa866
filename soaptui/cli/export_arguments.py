"""What can be typed after `soaptui export`, and its help."""

import argparse


def add_export(command: argparse.ArgumentParser) -> None:
    """Add what `export` takes."""
    command.add_argument("file", metavar="FILE", help="to write: .csv .xlsx (programs) .md .html (plan) .ics (week)")
    command.add_argument(
        "--what",
        choices=("programs", "plan", "log", "page"),
        default="",
        help="as the file's name says if not said; log: .csv .md .html; page: .md .html, of one program",
    )
    command.add_argument(
        "--program", metavar="CODE", default="", help="the page of this program: facts, calls, offers"
    )
    command.add_argument("--phones", action="store_true", help="on a page also the numbers of people")
    command.add_argument("--force", action="store_true", help="also over a file that is no export of soaptui's")
    command.add_argument(
        "--where",
        metavar="FILTER",
        default="",
        help="only these programs, as for programs; of the log only these calls: how:in,missed over:email day:tue "
        "tier:1-2 outcome:talked impression:4-5 pressure:yes followup:open who:smith asked:visa unknown:yes",
    )
