"""What can be typed after `soaptui season`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later
from soaptui.cli.season_paste_arguments import add_season_paste


def add_season(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `season` and its steps."""
    text = "the official times: which you saw on nrmp.org, which you corrected"
    season = commands.add_parser("season", help=text, description=text, parents=[common])
    season.set_defaults(run=Later("season_commands", "season_command"))
    season.add_argument("--season", type=int, metavar="YEAR", help="the Match year (2027)")
    steps = season.add_subparsers(metavar="[seen|paste|move|set|make|archive|next]")
    seen = steps.add_parser("seen", help="mark times as seen on nrmp.org", parents=[common])
    seen.add_argument("events", nargs="*", metavar="EVENT", help="ids such as round-1-opens")
    seen.add_argument("--all", action="store_true", help="every time of the season")
    seen.set_defaults(run=Later("season_commands", "seen_command"))
    add_season_paste(steps, common)
    move = steps.add_parser("move", help="correct a time; deadlines and alarms move with it", parents=[common])
    move.add_argument("event", metavar="EVENT", help="an id such as round-1-opens")
    move.add_argument("time", metavar="TIME", help="Eastern Time: 2027-03-18T09:30, or 9:30 am on the same day")
    move.set_defaults(run=Later("season_commands", "move_event_command"))
    limit = steps.add_parser("set", help="correct how many applications a service takes", parents=[common])
    limit.add_argument("service", metavar="SERVICE", help="eras or residencycas; or both in one: eras=40")
    limit.add_argument("number", nargs="?", default="", metavar="N", help="for the whole of SOAP; back: the default")
    limit.add_argument("--seen", action="store_true", help="you saw it on nrmp.org today")
    limit.set_defaults(run=Later("season_commands", "set_limit_command"))
    make = steps.add_parser("make", help="make a season for a new year", parents=[common])
    make.add_argument("year", type=int, metavar="YEAR")
    make.set_defaults(run=Later("season_commands", "make_season_command"))
    archive = steps.add_parser("archive", help="save a finished season in one file to read", parents=[common])
    archive.add_argument("file", metavar="FILE", help="the file (.html): a page with a full copy in it")
    archive.add_argument("--force", action="store_true", help="replace any file, also one that soaptui did not write")
    archive.set_defaults(run=Later("season_ending_commands", "archive_command"))
    following = steps.add_parser("next", help="open the next season with your research and answers", parents=[common])
    following.add_argument("--archive", metavar="FILE", default="", help="where to save this season for reading")
    following.set_defaults(run=Later("season_ending_commands", "next_season_command"))
