"""What can be typed after `soaptui task`, `soaptui document` and `soaptui prepare`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later

TASK_EXAMPLES = """\
examples:
  soaptui task add "Ask Dr. Abara for a letter" --due "12 weeks before the rank deadline" --waiting-for "Dr. Abara"
  soaptui task add "Renew the passport" --due 2026-12-18 --section visa --why "the embassy is slow"
  soaptui task list --section visa
  soaptui task done passport
  soaptui task move passport in 2 weeks
  soaptui task hide residencycas              not for me
  soaptui task undo residencycas              open again

WHEN: a date (5 Dec, 2026-12-05), "in 3 days", "2 weeks before the rank deadline", "third Friday of March",
"fri 5pm ET". A day without an hour is that whole day at home.
"""

DOCUMENT_EXAMPLES = """\
examples:
  soaptui document add statement --specialty 140 --file im.docx --state draft
  soaptui document add letter --writer "Dr. Abara" --specialty pediatrics --state asked
  soaptui document set 3f2a uploaded
  soaptui document list
  soaptui document list --program 1234140C0   which statement and letters go there
"""

PREPARE_EXAMPLES = """\
examples:
  soaptui prepare                             the list by section, and this week
  soaptui prepare --left "two weeks"          what still helps with so much time left
"""


def _with_examples(commands: Any, name: str, text: str, examples: str, parents: list[Any]) -> Any:
    return commands.add_parser(
        name,
        help=text,
        description=text,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=parents,
    )


def add_preparing(commands: Any, common: argparse.ArgumentParser) -> None:
    """Put the three commands among the others."""
    prepare = _with_examples(
        commands, "prepare", "what to prepare before Match Week, and how far you are", PREPARE_EXAMPLES, [common]
    )
    left = 'what still helps with so much time left: "one month", "two weeks", "2 days"'
    prepare.add_argument("--left", metavar="TIME", help=left)
    prepare.add_argument("--all", action="store_true", help="also what is hidden or past")
    prepare.set_defaults(run=Later("prepare_command", "prepare_command"))
    _add_tasks(commands, common)
    _add_documents(commands, common)


def _add_tasks(commands: Any, common: argparse.ArgumentParser) -> None:
    task = _with_examples(commands, "task", "things to do: add, list, done, move, hide, undo", TASK_EXAMPLES, [])
    steps = task.add_subparsers(metavar="add|list|done|move|hide|undo", required=True)
    add = _with_examples(steps, "add", "add a task", TASK_EXAMPLES, [common])
    add.add_argument("title", metavar="TITLE", help="what to do")
    add.add_argument("--due", metavar="WHEN", help='by when: 5 Dec, "in 3 days", "fri 5pm my time"')
    add.add_argument("--section", metavar="S", default="", help="status, visa, application, targets, answers, ...")
    add.add_argument("--why", metavar="TEXT", default="", help="why it helps")
    add.add_argument("--note", metavar="TEXT", default="", help="whatever else")
    add.add_argument("--link", metavar="ADDRESS", default="", help="where it is done")
    add.add_argument("--alarm", action="store_true", help="ring before it; it needs a day and an hour")
    add.add_argument("--waiting-for", metavar="NAME", default="", help="you wait for them")
    add.add_argument("--owed-to", metavar="NAME", default="", help="they wait for you")
    add.set_defaults(run=Later("task_commands", "add_task_command"))
    listed = _with_examples(
        steps, "list", "your tasks and those of soaptui, the earliest first", TASK_EXAMPLES, [common]
    )
    listed.add_argument("--own", action="store_true", help="only your own")
    listed.add_argument("--section", metavar="S", default="", help="only this section")
    listed.add_argument("--all", action="store_true", help="also what is hidden or past")
    listed.set_defaults(run=Later("task_commands", "tasks_command"))
    for name, text, function in (
        ("done", "it is done", "task_done_command"),
        ("hide", "not for me: hide it", "hide_task_command"),
        ("undo", "open it again after done or hide", "reopen_task_command"),
    ):
        step = steps.add_parser(name, help=text, description=text, parents=[common])
        step.add_argument("id", metavar="ID", help="the id, or its beginning")
        step.set_defaults(run=Later("task_commands", function))
    move = steps.add_parser("move", help="give it another time", description="Another time.", parents=[common])
    move.add_argument("id", metavar="ID", help="the id, or its beginning")
    move.add_argument("when", metavar="WHEN", nargs="+", help="as for add; none: remove your own time")
    move.set_defaults(run=Later("task_commands", "move_task_command"))


def _add_documents(commands: Any, common: argparse.ArgumentParser) -> None:
    text = "personal statements and letters: add, set, list"
    document = _with_examples(commands, "document", text, DOCUMENT_EXAMPLES, [])
    steps = document.add_subparsers(metavar="add|set|list", required=True)
    add = _with_examples(steps, "add", "note a statement or a letter", DOCUMENT_EXAMPLES, [common])
    add.add_argument("kind", choices=("statement", "letter"))
    add.add_argument("--specialty", metavar="S", default="", help="a code or a name: 140, pediatrics; none: for any")
    add.add_argument("--writer", metavar="NAME", default="", help="who writes it (a letter needs one)")
    add.add_argument("--file", metavar="FILE", default="", help="where the file is; soaptui does not read it")
    add.add_argument("--date", dest="dated", metavar="DATE", default="", help="its date: 2026-11-27")
    add.add_argument("--version", metavar="N", default="", help="without it: the next one")
    add.add_argument("--state", metavar="STATE", default="", help="planned, asked, draft, ready, uploaded, withdrawn")
    add.add_argument(
        "--program", metavar="CODE", action="append", default=[], help="for this one (you can give it more than once)"
    )
    add.add_argument("--note", metavar="TEXT", default="", help="whatever else")
    add.set_defaults(run=Later("document_commands", "add_document_command"))
    moved = steps.add_parser("set", help="change its state", description="Its state.", parents=[common])
    moved.add_argument("id", metavar="ID", help="the document's id, or its beginning")
    moved.add_argument("state", metavar="STATE", help="planned, asked, draft, ready, uploaded, withdrawn")
    moved.set_defaults(run=Later("document_commands", "set_document_command"))
    listed = _with_examples(steps, "list", "all of them, or those for one program", DOCUMENT_EXAMPLES, [common])
    listed.add_argument("--program", metavar="CODE", default="", help="only those for this program")
    listed.set_defaults(run=Later("document_commands", "documents_command"))
