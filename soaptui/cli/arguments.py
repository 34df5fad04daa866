"""What can be typed after `soaptui`, and its help."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn, get_args

from soaptui import __version__
from soaptui.application_services import APPLICATION_SERVICES
from soaptui.call_kinds import DIRECTIONS, OUTCOMES_SAID, InterviewOutcome
from soaptui.cli import Later
from soaptui.cli.backup_arguments import add_backups
from soaptui.cli.preparing_arguments import add_preparing
from soaptui.cli.season_paste_arguments import add_season_paste
from soaptui.imports.import_kinds import IMPORT_KINDS
from soaptui.offer_outcomes import OFFER_ANSWERS
from soaptui.text import shown

_later = Later

OFF = "off"
"""What is said in place of a folder for no second set of backups; a folder of that name is ./off."""

EXAMPLES = """\
examples:
  soaptui                                     open the dashboard
  soaptui demo                                see it on made-up data, on the Thursday
  soaptui import unfilled.csv --dry-run       what would an import change?
  soaptui import unfilled.xlsx                take the list in
  soaptui import my.csv --map Vacant=unfilled   its column Vacant is that field
  soaptui timeline --zone Asia/Colombo        the week in your own time
  soaptui next                                what is open, what comes next, what to do
  soaptui prepare                             what to prepare, and how far you are
  soaptui task add "Renew the passport" --due "in 2 weeks"
  soaptui document add statement --specialty 140 --state draft
  soaptui programs --where "state:NY,NJ visa:j1 applied:no"
  soaptui plan                                which 45 to send, and why
  soaptui apply 1234140C0 1234320C0 --sent    you have sent these in ERAS
  soaptui apply 1234140C0 --sent-at "mon 23:10"   and when, if you mark it later
  soaptui export plan.xlsx --where tier:1-2   the programs as a file
  soaptui profile set zone=Asia/Colombo visa=J-1 match=unmatched
  soaptui call add --program 1234140C0 --note "asked about start date"
  soaptui interview add --program 1234140C0 tue 2:30pm CT 20min zoom
  soaptui rules --program 1234140C0           may I call them now?
  soaptui offer add --program 1234140C0 --round 1
  soaptui export week.ics                     the week for your phone's calendar
  soaptui export log.html --what log --where how:in   the calls that came, and their figures
  soaptui export page.html --program 1234140C0   all about one program, to print
  soaptui season seen --all                   you have seen these times on nrmp.org
  soaptui season paste page.txt               does NRMP's calendar page say the same? its text, in a file
  soaptui rehearse --speed 60                 try the week on a copy of your data
  soaptui clock yes                           my phone shows the same time
  soaptui doctor                              is everything well?
  soaptui history --search harbor             when was that?
  soaptui undo                                take back the last thing; undo --to 41: all after change 41
  soaptui backups                             what there is to go back to
  soaptui backups --also /media/stick --encrypt   a second set each day, elsewhere (--also off: none)
  soaptui restore 20270318T1412               go back to a backup (undo takes it back), or to a file

Data lies in one folder: --data DIR, or the variable SOAPTUI_DATA (an empty one counts as not set), or the system's
own place.
A time without an offset is Eastern Time: --at 2027-03-18T10:12.
exit codes: 0 done, 1 a bug, 2 refused, 3 done after a recovery, 4 not saved
"""


def _common() -> "_Parser":
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data", metavar="DIR", help="the folder of your data")
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument("--at", metavar="ISO", help="pretend it is this moment (Eastern Time without an offset)")
    return common


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """What was typed comes back in the message: as text, not as something a terminal obeys."""
        super().error(shown(message))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _pair(text: str) -> str:
    if not text.partition("=")[0].strip() or "=" not in text:
        raise argparse.ArgumentTypeError(f"{text!r} has no = between what and which")
    return text


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    common = _common()
    top = _Parser(
        prog="soaptui",
        description="Run SOAP from one screen: the week in Eastern Time and yours, the programs, calls, offers.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"soaptui {__version__}")
    top.set_defaults(run=_later("dashboard_commands", "dashboard_command"))
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: tuple[str, str], text: str) -> _Parser:
        command = commands.add_parser(name, help=text, description=text, parents=[common])
        command.set_defaults(run=_later(*run))
        return command

    add(
        "demo",
        ("dashboard_commands", "demo_command"),
        "open on made-up data, Thursday 10:12 ET, in a throw-away folder",
    )
    _add_rehearse(
        add(
            "rehearse",
            ("dashboard_commands", "rehearse_command"),
            "run the week on a copy of your data, with its own clock",
        )
    )
    timeline = add(
        "timeline", ("reading_commands", "timeline_command"), "every event of Match Week, in Eastern Time and yours"
    )
    timeline.add_argument("--season", type=int, metavar="YEAR", help="the Match year (2027)")
    timeline.add_argument("--zone", metavar="ZONE", help="your zone, such as Asia/Colombo")
    add(
        "next",
        ("reading_commands", "next_command"),
        "what is open, what comes next, what is due, and the one next action",
    )
    _add_import(add("import", ("writing_commands", "import_command"), "take in a list of programs (CSV or XLSX)"))
    _add_where(
        add("programs", ("reading_commands", "programs_command"), "the programs with tier, reasons and application")
    )
    add_preparing(commands, common)
    _add_planning(add)
    _add_logging(commands, common)
    _add_season(commands, common)
    clock = add("clock", ("clock_command", "clock_command"), "is this computer's clock right? what your phone shows")
    clock.add_argument("says", nargs="*", metavar="SAYS", help="yes, 19:03:05, 09:33:05 ET, computer, count or back")
    add(
        "doctor", ("doctor", "doctor_command"), "is the clock right, the season verified, the data sound? a line each"
    )
    add("dump", ("reading_commands", "dump_command"), "everything that is kept, as one JSON object")
    add("verify", ("file_commands", "verify_command"), "read every file again and say whether it is sound")
    history = add("history", ("file_commands", "history_command"), "what was done, newest first")
    history.add_argument("--limit", type=_count, default=50, metavar="N", help="at most N lines (50; 0 for all)")
    history.add_argument("--all", action="store_true", help="also what was saved on the way, while typing")
    history.add_argument("--search", metavar="TEXT", default="", help="only lines with all of these words")
    undo = add("undo", ("writing_commands", "undo_command"), "take back the last thing that was done")
    undo.add_argument(
        "--to",
        type=_count,
        metavar="N",
        help="back to how it was right after change N (0: the beginning), as one step",
    )
    add("redo", ("writing_commands", "redo_command"), "bring back what was undone last")
    add_backups(commands, common)
    add(
        "merge",
        ("file_commands", "merge_command"),
        "take in what a sync tool's conflict copies hold that is not here",
    )
    return top


def _add_rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--speed", type=float, metavar="N", help="so many times as fast as life, 1 to 3600 (1)")
    command.add_argument("--seed", type=int, metavar="N", help="another number, another week (1)")
    command.add_argument("--until", metavar="ISO", help="end at this moment (Match Day)")
    command.add_argument("--rush", action="store_true", help="Tuesday from 8:00: a call every two minutes, one hour")
    command.add_argument("--hands-off", action="store_true", help="wait for nobody, end by itself, print the report")


def _add_season(commands: Any, common: argparse.ArgumentParser) -> None:
    text = "the official times: which are seen on nrmp.org, which you corrected"
    season = commands.add_parser("season", help=text, description=text, parents=[common])
    season.set_defaults(run=_later("season_commands", "season_command"))
    season.add_argument("--season", type=int, metavar="YEAR", help="the Match year (2027)")
    steps = season.add_subparsers(metavar="[seen|paste|move|make]")
    seen = steps.add_parser("seen", help="mark times as seen on nrmp.org", parents=[common])
    seen.add_argument("events", nargs="*", metavar="EVENT", help="ids such as round-1-opens")
    seen.add_argument("--all", action="store_true", help="every time of the season")
    seen.set_defaults(run=_later("season_commands", "seen_command"))
    add_season_paste(steps, common)
    move = steps.add_parser("move", help="correct a time; deadlines and alarms move with it", parents=[common])
    move.add_argument("event", metavar="EVENT", help="an id such as round-1-opens")
    move.add_argument("time", metavar="TIME", help="Eastern Time: 2027-03-18T09:30, or 9:30 am on the same day")
    move.set_defaults(run=_later("season_commands", "move_event_command"))
    make = steps.add_parser("make", help="make a season for a year that has none yet", parents=[common])
    make.add_argument("year", type=int, metavar="YEAR")
    make.set_defaults(run=_later("season_commands", "make_season_command"))


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the file, or - for CSV text from standard input")
    command.add_argument("--as", dest="kind", choices=tuple(IMPORT_KINDS), help="what the file is")
    command.add_argument("--dry-run", action="store_true", help="only say what would change")
    command.add_argument(
        "--sheet",
        metavar="NAME",
        action="append",
        default=[],
        help="the sheet of a workbook to take, or all of them (all); may be given again",
    )
    command.add_argument(
        "--map",
        metavar="HEADER=FIELD",
        type=_pair,
        action="append",
        default=[],
        help="what the column of that heading is (an empty FIELD: nothing known); may be given again",
    )
    command.add_argument(
        "--join",
        metavar="KEY=CODE",
        type=_pair,
        action="append",
        default=[],
        help="which program an unsure row is (an empty CODE: another one); may be given again",
    )
    command.add_argument("--join-likely", action="store_true", help="join each unsure row with the likeliest program")


def _add_where(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--where",
        metavar="FILTER",
        default="",
        help="only these: state:NY,NJ visa:j1 tier:1-2 type:c service:eras genetics:yes new:yes applied:no, "
        'plain words, "exact words"',
    )


def _add_planning(add: Callable[[str, tuple[str, str], str], _Parser]) -> None:
    plan = add("plan", ("plan_commands", "plan_command"), "which applications to send, by chance and value")
    plan.add_argument("--limit", type=_count, metavar="N", help="at most N (as many as slots are free)")
    plan.add_argument(
        "--service",
        choices=tuple(map(str.casefold, APPLICATION_SERVICES)),
        type=str.casefold,
        default="eras",
        help="eras if not said",
    )
    plan.add_argument("--take", action="store_true", help="and plan them, as one change")
    apply = add("apply", ("plan_commands", "apply_command"), "mark applications as planned or sent")
    apply.add_argument("codes", nargs="+", metavar="CODE", help="the program's NRMP code")
    mark = apply.add_mutually_exclusive_group()
    mark.add_argument(
        "--planned",
        dest="mark",
        action="store_const",
        const="planned",
        help="to be sent; so it is if nothing is said",
    )
    mark.add_argument("--sent", dest="mark", action="store_const", const="sent", help="sent in its service")
    mark.add_argument("--not", dest="mark", action="store_const", const="none", help="take the plan back")
    apply.add_argument(
        "--sent-at",
        metavar="TIME",
        default="",
        help="sent, and when it went out (mon 23:10, in ET; 20 min ago); puts the time right of one that is marked",
    )
    apply.set_defaults(mark="planned")
    _add_export(
        add(
            "export",
            ("export_command", "export_command"),
            "write the programs, the plan, the log or a page to a file",
        )
    )


def _add_export(command: argparse.ArgumentParser) -> None:
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
    command.add_argument("--force", action="store_true", help="also over a file that is no export of soaptui's")
    command.add_argument(
        "--where",
        metavar="FILTER",
        default="",
        help="only these programs, as for programs; of the log only these calls: how:in,missed day:tue tier:1-2 "
        "outcome:talked impression:4-5 pressure:yes followup:open who:smith asked:visa unknown:yes",
    )


def _add_interviews(commands: Any, common: argparse.ArgumentParser) -> None:
    text = "interviews: add, move, mark, list"
    interview = commands.add_parser("interview", help=text, description=text).add_subparsers(
        metavar="add|move|mark|list", required=True
    )
    add = interview.add_parser("add", help="keep an interview, its time as they say it", parents=[common])
    add.add_argument("--program", metavar="CODE", required=True, help="the program's NRMP code")
    add.add_argument("text", nargs="+", metavar="TEXT", help="such as: tue 2:30pm CT 20min zoom https://...")
    add.set_defaults(run=_later("interview_commands", "add_interview_command"))
    move = interview.add_parser("move", help="move it; how it stood is kept", parents=[common])
    move.add_argument("id", metavar="ID", help="the interview's id, or its program's code")
    move.add_argument("text", nargs="+", metavar="TEXT", help="the new time, with its zone")
    move.set_defaults(run=_later("interview_commands", "move_interview_command"))
    mark = interview.add_parser("mark", help="say what has become of it", parents=[common])
    mark.add_argument("id", metavar="ID", help="the interview's id, or its program's code")
    mark.add_argument("what", choices=("confirmed", "unconfirmed", *get_args(InterviewOutcome), "open"))
    mark.set_defaults(run=_later("interview_commands", "mark_interview_command"))
    listed = interview.add_parser("list", help="the interviews, with what each runs into", parents=[common])
    listed.set_defaults(run=_later("interview_commands", "interviews_command"))
    rules = commands.add_parser(
        "rules", help="what may be said to whom, now", description="The contact rules, now.", parents=[common]
    )
    rules.add_argument("--program", metavar="CODE", help="may this program be contacted?")
    rules.set_defaults(run=_later("interview_commands", "contact_command"))


def _add_logging(commands: Any, common: argparse.ArgumentParser) -> None:
    call = commands.add_parser("call", help="write down a call", description="Write down a call.").add_subparsers(
        metavar="add", required=True
    )
    call_add = call.add_parser("add", help="write down a call", parents=[common])
    who = call_add.add_mutually_exclusive_group(required=True)
    who.add_argument("--program", metavar="CODE", help="the program's NRMP code")
    who.add_argument("--unknown", metavar="TEXT", help="who it seemed to be, when the program is not known")
    call_add.add_argument("--direction", choices=tuple(DIRECTIONS), default="in")
    call_add.add_argument("--note", default="", metavar="TEXT", help="your note, or - for standard input")
    call_add.add_argument("--who", default="", metavar="NAME", help="whom you spoke with")
    call_add.add_argument("--number", default="", metavar="NUMBER", help="their telephone number")
    call_add.add_argument(
        "--asked", action="append", default=[], metavar="TEXT", help="what they asked; may be given again"
    )
    quoted = [f'"{outcome}"' for outcome in OUTCOMES_SAID]
    call_add.add_argument(
        "--outcome",
        choices=OUTCOMES_SAID,
        default="",
        metavar="OUTCOME",
        help=f"{', '.join(quoted[:-1])} or {quoted[-1]}",
    )
    call_add.add_argument("--follow-up", default="", metavar="TEXT", help="what you promised")
    call_add.add_argument("--due", default="", metavar="TIME", help='until when: "in 20 min", "tomorrow 9am ET"')
    call_add.set_defaults(run=_later("writing_commands", "add_call_command"))
    _add_interviews(commands, common)
    offer = commands.add_parser(
        "offer", help="write down an offer", description="Write down an offer."
    ).add_subparsers(metavar="add|decide|take-back|list", required=True)
    offer_add = offer.add_parser("add", help="write down an offer seen in R3", parents=[common])
    offer_add.add_argument("--program", metavar="CODE", required=True, help="the program's NRMP code")
    offer_add.add_argument("--round", type=int, metavar="N", required=True, help="the offer round, 1 to 4")
    offer_add.set_defaults(run=_later("writing_commands", "add_offer_command"))
    decide = offer.add_parser("decide", help="write down how you answered it in R3", parents=[common])
    decide.add_argument("id", metavar="ID", help="the offer's id, or its program's code")
    decide.add_argument("outcome", choices=tuple(OFFER_ANSWERS))
    decide.add_argument("--yes", action="store_true", help="yes, that is what I did in R3")
    decide.add_argument(
        "--in-time", action="store_true", help="I answered it in R3 before its round closed, and note it only now"
    )
    decide.set_defaults(run=_later("offer_commands", "decide_command"))
    back = offer.add_parser("take-back", help="take the answer back; without one, the offer itself", parents=[common])
    back.add_argument("id", metavar="ID", help="the offer's id, or its program's code")
    back.set_defaults(run=_later("offer_commands", "take_back_command"))
    listed = offer.add_parser("list", help="the offers, with what is left of each", parents=[common])
    listed.set_defaults(run=_later("offer_commands", "offers_command"))
    profile = commands.add_parser(
        "profile", help="say who you are", description="Your home zone, visa need and match status."
    ).add_subparsers(metavar="set", required=True)
    profile_set = profile.add_parser(
        "set",
        help="set zone, visa, match and more",
        parents=[common],
        epilog="zone=Asia/Colombo  visa=none|J-1|H-1B|either  "
        "match=unknown|unmatched|preliminary|advanced|matched|ineligible (unmatched, and not SOAP-eligible)",
    )
    profile_set.add_argument("assignments", nargs="+", metavar="KEY=VALUE")
    profile_set.set_defaults(run=_later("writing_commands", "profile_command"))
