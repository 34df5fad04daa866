"""What can be typed after `soaptui interview` and `rules`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later
from soaptui.interview_standings import INTERVIEW_STANDINGS


def add_interviews(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `interview` and `rules`."""
    text = "interviews: add, move, mark, list"
    interview = commands.add_parser("interview", help=text, description=text).add_subparsers(
        metavar="add|move|mark|list", required=True
    )
    add = interview.add_parser("add", help="add an interview; write the time as they say it", parents=[common])
    add.add_argument("--program", metavar="CODE", required=True, help="the program's NRMP code")
    add.add_argument("text", nargs="+", metavar="TEXT", help="such as: tue 2:30pm CT 20min zoom https://...")
    add.set_defaults(run=Later("interview_commands", "add_interview_command"))
    move = interview.add_parser("move", help="move it; the old time stays in its history", parents=[common])
    move.add_argument("id", metavar="ID", help="the interview's id, or its program's code")
    move.add_argument("text", nargs="+", metavar="TEXT", help="the new time, with its zone")
    move.set_defaults(run=Later("interview_commands", "move_interview_command"))
    mark = interview.add_parser("mark", help="say how it stands: confirmed, held, declined ...", parents=[common])
    mark.add_argument("id", metavar="ID", help="the interview's id, or its program's code")
    mark.add_argument(
        "what",
        nargs="?",
        type=lambda text: text.replace("-", " "),
        choices=(*INTERVIEW_STANDINGS, "unconfirmed", "open"),
        metavar="STATE",
        help="proposed, pending (unconfirmed), confirmed, move-asked, held, declined, cancelled, missed; or open",
    )
    mark.add_argument(
        "--score", nargs="+", metavar="PART=1-5", help="how it was: people=5 teaching=4 genetics=3 visa=5 gut=4"
    )
    mark.set_defaults(run=Later("interview_commands", "mark_interview_command"))
    listed = interview.add_parser("list", help="the interviews, with what each clashes with", parents=[common])
    listed.set_defaults(run=Later("interview_commands", "interviews_command"))
    rules = commands.add_parser(
        "rules",
        help="the contact rules now, with a sentence to say for each",
        description="The contact rules, now.",
        parents=[common],
    )
    rules.add_argument("--program", metavar="CODE", help="may I contact this program? Its code, or its name")
    rules.set_defaults(run=Later("interview_commands", "contact_command"))
