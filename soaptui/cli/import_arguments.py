"""What can be typed after `soaptui import`, and its help."""

import argparse

from soaptui.cli.argument_parser import pair_with_equals
from soaptui.imports.import_kinds import IMPORT_KINDS


def add_import(command: argparse.ArgumentParser) -> None:
    """Add what `import` takes."""
    command.add_argument("file", metavar="FILE", help="the file, or - for CSV text from standard input")
    command.add_argument("--as", dest="kind", choices=tuple(IMPORT_KINDS), help="what the file is")
    command.add_argument("--dry-run", action="store_true", help="only say what would change")
    command.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        help="the sheet of a workbook to take, or all of them (all) (you can give it more than once)",
    )
    command.add_argument(
        "--map",
        metavar="HEADER=FIELD",
        type=pair_with_equals,
        action="append",
        default=[],
        help="what the column of that heading is (an empty FIELD: nothing known) (you can give it more than once)",
    )
    command.add_argument(
        "--join",
        metavar="KEY=CODE",
        type=pair_with_equals,
        action="append",
        default=[],
        help="which program an unsure row is (an empty CODE: a new one); you can give it more than once",
    )
    command.add_argument(
        "--means",
        metavar="COLUMN:TEXT=VALUE",
        type=pair_with_equals,
        action="append",
        default=[],
        help="what a text means that soaptui does not understand (an empty VALUE: leave it unknown); saved for the "
        "next file (you can give it more than once)",
    )
    command.add_argument(
        "--join-likely", action="store_true", help="join each unsure row with the most likely program"
    )


def add_means(command: argparse.ArgumentParser) -> None:
    """Add what `means` takes."""
    command.add_argument(
        "says", nargs="?", metavar="COLUMN:TEXT=VALUE", help='what a text means: "Type:UA=university-affiliated"'
    )
    command.add_argument("--forget", metavar="COLUMN:TEXT", help="forget the meaning of a text")
