"""What can be typed after `soaptui backups` and `soaptui restore`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later


def add_backups(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `backups` and `restore`."""
    text = "the backups: what is in each, what has changed since then"
    backups = commands.add_parser("backups", help=text, description=text, parents=[common])
    backups.set_defaults(run=Later("backup_commands", "backups_command"))
    where = "keep a second set there each day, such as on a USB stick; off: no second set, and do not ask"
    backups.add_argument("--also", metavar="FOLDER", help=where)
    backups.add_argument("--encrypt", action="store_true", help="with --also: encrypted; a passphrase is asked for")
    steps = backups.add_subparsers(metavar="[show|make]")
    show = steps.add_parser("show", help="one backup: what is in it, what has changed since then", parents=[common])
    show.add_argument("id", metavar="ID", help="the backup's id or its beginning, or the path of a file")
    show.set_defaults(run=Later("backup_commands", "show_backup_command"))
    make = steps.add_parser("make", help="make a backup now", parents=[common])
    make.add_argument(
        "file", metavar="FILE", nargs="?", default=None, help="to this file; without it, with the other backups"
    )
    make.add_argument("--encrypt", action="store_true", help="encrypted; a passphrase is asked for")
    make.set_defaults(run=Later("backup_commands", "backup_command"))
    text = "go back to a backup: as one change, with a backup of now before it"
    restore = commands.add_parser("restore", help=text, description=text, parents=[common])
    restore.add_argument("id", metavar="ID", help="a backup's id or its beginning, or the path of a file")
    restore.add_argument("--yes", action="store_true", help="do it without asking")
    restore.add_argument("--other", action="store_true", help="also a backup of other data than these")
    restore.set_defaults(run=Later("backup_commands", "restore_command"))
