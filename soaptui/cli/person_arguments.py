"""What can be typed after `soaptui person`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later


def add_people(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `person`."""
    text = "people of a program: add, list, remove"
    person = commands.add_parser("person", help=text, description=text).add_subparsers(
        metavar="add|list|remove", required=True
    )
    add = person.add_parser("add", help="add a person of a program", parents=[common])
    add.add_argument("--program", metavar="CODE", required=True, help="the program's NRMP code")
    add.add_argument("--name", metavar="NAME", default="", help="who it is")
    add.add_argument("--role", metavar="ROLE", default="", help="director, coordinator, alumni of my school, ...")
    add.add_argument("--email", metavar="ADDRESS", default="", help="their email address")
    add.add_argument(
        "--phone", metavar="NUMBER", default="", help="their telephone number: then you see who is calling"
    )
    add.add_argument("--note", metavar="TEXT", default="", help="whatever else")
    add.set_defaults(run=Later("person_command", "add_person_command"))
    listed = person.add_parser("list", help="the people you noted", parents=[common])
    listed.add_argument("--program", metavar="CODE", default="", help="only of this program")
    listed.set_defaults(run=Later("person_command", "people_command"))
    remove = person.add_parser("remove", help="remove a person", parents=[common])
    remove.add_argument("id", metavar="ID", help="the person's id, or its beginning")
    remove.set_defaults(run=Later("person_command", "remove_person_command"))
