"""What can be typed after `soaptui`, and its help."""

import argparse

from soaptui import __version__
from soaptui.cli import Later
from soaptui.cli.after_arguments import add_after
from soaptui.cli.argument_parser import CommandParser, PlainOption, common_arguments, whole_number
from soaptui.cli.backup_arguments import add_backups
from soaptui.cli.examples import EXAMPLES as EXAMPLES
from soaptui.cli.filter_arguments import add_where
from soaptui.cli.import_arguments import add_import, add_means
from soaptui.cli.logging_arguments import add_logging
from soaptui.cli.person_arguments import add_people
from soaptui.cli.plan_arguments import add_planning
from soaptui.cli.practise_arguments import add_practise
from soaptui.cli.preparing_arguments import add_preparing
from soaptui.cli.program_arguments import add_program
from soaptui.cli.rehearse_arguments import add_rehearse
from soaptui.cli.season_arguments import add_season
from soaptui.cli.serve_arguments import add_serve
from soaptui.cli.shells import SHELLS

OFF = "off"
"""What is said in place of a folder for no second set of backups; a folder of that name is ./off."""


FORMAT_HELP = (
    "one line, for tmux or a prompt, such as '{open} {open_left} | {next} {next_in}'; {do:40} cuts at 40 characters. "
    "Fields: et local day open open_left open_seconds open_until open_count next next_in next_seconds next_at due "
    "due_count do clock"
)


def parser() -> CommandParser:
    """The parser of the whole command line."""
    common = common_arguments()
    top = CommandParser(
        prog="soaptui",
        description="Run SOAP from one screen: the week in Eastern Time and yours, the programs, calls, offers.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    top.add_argument(
        "--plain", action=PlainOption, nargs=0, help="the dashboard without boxes, in ASCII: for a screen reader"
    )
    top.add_argument("--version", action="version", version=f"soaptui {__version__}")
    top.set_defaults(run=Later("dashboard_commands", "dashboard_command"))
    top.add_argument(
        "--helper",
        dest="run",
        action="store_const",
        const=Later("helper_command", "helper_command"),
        help="a window for the person beside you: the day, and messages for your inbox",
    )
    top.add_argument(
        "--self-test",
        dest="run",
        action="store_const",
        const=Later("self_test", "self_test_command"),
        help="test everything once, on made-up data: does it work here?",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: tuple[str, str], text: str, also: tuple[str, ...] = ()) -> CommandParser:
        command: CommandParser = commands.add_parser(
            name, help=text, description=text, parents=[common], aliases=also
        )
        command.set_defaults(run=Later(*run))
        return command

    add(
        "demo",
        ("dashboard_commands", "demo_command"),
        "open on made-up data, Thursday 10:12 ET, in a temporary folder",
    )
    add_rehearse(
        add(
            "rehearse",
            ("dashboard_commands", "rehearse_command"),
            "run the week on a copy of your data, with its own clock",
        )
    )
    add_serve(add("serve", ("serve_command", "serve_command"), "in a browser of this computer (needs soaptui[web])"))
    timeline = add(
        "timeline", ("reading_commands", "timeline_command"), "every event of Match Week, in Eastern Time and yours"
    )
    timeline.add_argument("--season", type=int, metavar="YEAR", help="the Match year (2027)")
    timeline.add_argument("--zone", metavar="ZONE", help="your country, city or zone, such as India or Asia/Colombo")
    following = add(
        "next",
        ("reading_commands", "next_command"),
        "what is open, what comes next, what is due, and the one next action",
    )
    following.add_argument("--format", metavar="TEXT", help=FORMAT_HELP)
    add("status", ("status_command", "status_command"), "your situation in whole sentences, one in each line")
    add_import(add("import", ("import_command", "import_command"), "import a list of programs (CSV, Excel, PDF)"))
    add_means(add("means", ("import_command", "means_command"), "what texts in imported files mean: your answers"))
    add_where(
        add(
            "programs",
            ("reading_commands", "programs_command"),
            "the programs with tier, reasons and application",
            also=("list",),
        )
    )
    insight = add(
        "insight",
        ("insight_command", "insight_command"),
        "past Matches and this week's lists in numbers: how many positions are left over, where, after which round",
    )
    add_program(commands, common)
    add_where(insight)
    insight.add_argument("--ascii", action="store_true", help="plots in plain ASCII characters")
    compare = add("compare", ("compare_command", "compare_command"), "two to four programs side by side")
    compare.add_argument("codes", nargs="+", metavar="CODE", help="NRMP codes")
    add_preparing(commands, common)
    add_practise(commands, common)
    add_planning(add)
    add_logging(commands, common)
    add_people(commands, common)
    add_season(commands, common)
    add_after(commands, common)
    clock = add("clock", ("clock_command", "clock_command"), "is this computer's clock right? what your phone shows")
    clock.add_argument("says", nargs="*", metavar="SAYS", help="yes, 19:03:05, 09:33:05 ET, computer, count or back")
    add("doctor", ("doctor", "doctor_command"), "check the clock, the season, the data and more: one line each")
    add("keys", ("keys_command", "keys_command"), "every key of the dashboard, and yours from keys.toml")
    terms = add("terms", ("terms_command", "terms_command"), "what a word of SOAP means: R3, gap, slot, advanced ...")
    terms.add_argument("word", nargs="*", metavar="WORD", help="only this word; without it, every term")
    completion = add(
        "completion",
        ("completion_command", "completion_command"),
        "a script: your shell then completes commands and options",
    )
    completion.add_argument("shell", choices=SHELLS)
    calendar = add(
        "calendar",
        ("calendar_command", "calendar_command"),
        "a calendar file (.ics) that every change updates",
    )
    calendar.add_argument("file", nargs="?", metavar="FILE", help="on: in your data folder; off: none; or a file")
    add("dump", ("reading_commands", "dump_command"), "all your data, as one JSON object")
    add("verify", ("file_commands", "verify_command"), "read every file again and say whether it is undamaged")
    history = add("history", ("file_commands", "history_command"), "what was done, newest first")
    history.add_argument(
        "--limit", type=whole_number, default=50, metavar="N", help="at most N lines (50; 0 for all)"
    )
    history.add_argument("--all", action="store_true", help="also what was saved on the way, while typing")
    history.add_argument("--search", metavar="TEXT", default="", help="only lines with all of these words")
    undo = add("undo", ("writing_commands", "undo_command"), "undo the last change")
    undo.add_argument(
        "--to",
        type=whole_number,
        metavar="N",
        help="back to how it was right after change N (0: the beginning), as one step",
    )
    add("redo", ("writing_commands", "redo_command"), "redo what you undid last")
    add_backups(commands, common)
    add(
        "merge",
        ("file_commands", "merge_command"),
        "merge the conflict copies of a sync tool into your data",
    )
    return top
