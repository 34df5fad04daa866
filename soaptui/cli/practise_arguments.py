"""What can be typed after `soaptui practise`, and its help."""

import argparse
from typing import Any

from soaptui.cli import Later

PRACTISE_EXAMPLES = """\
examples:
  soaptui practise next                       what to practise now, and why
  soaptui practise list                       every question, the next one first
  soaptui practise add why-unmatched --seconds 74 --rating 4
  soaptui practise add why-us --specialty pediatrics --answer "Your clinic ..."
  soaptui practise add attempts --step own --answer "I failed Step 1 once: my plan was wrong."
  soaptui practise add "What would you do in a code?"   a question of your own

Ratings: 1 lost it, 2 weak, 3 fair, 4 good, 5 ready. A good answer takes 60 to 90 seconds.
Weak points (why-unmatched, attempts, gap, us-experience, visa) have four steps: own, changed, shows, learned.
"""


def add_practise(commands: Any, common: argparse.ArgumentParser) -> None:
    """Put the command among the others."""
    text = "practise the questions of programs: next, add, list"

    def parser(among: Any, name: str, purpose: str, parents: list[Any]) -> Any:
        return among.add_parser(
            name,
            help=purpose,
            description=purpose,
            epilog=PRACTISE_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=parents,
        )

    steps = parser(commands, "practise", text, []).add_subparsers(metavar="next|add|list", required=True)
    coming = parser(steps, "next", "the question to practise now, with its points and your answer", [common])
    coming.set_defaults(run=Later("practise_command", "practise_next_command"))
    listed = parser(steps, "list", "every question, the next one first", [common])
    listed.add_argument("--runs", action="store_true", help="with each run")
    listed.set_defaults(run=Later("practise_command", "practise_list_command"))
    add = parser(steps, "add", "save a run, an answer, or your own question", [common])
    add.add_argument("question", metavar="QUESTION", help="its id or its words; new words: your own question")
    add.add_argument("--seconds", metavar="N", type=float, help="how many seconds the run took")
    add.add_argument("--rating", metavar="R", type=int, help="how it went, from 1 to 5")
    add.add_argument("--note", metavar="TEXT", default="", help="what to remember of the run")
    add.add_argument("--answer", metavar="TEXT", help="your answer, in your own words; - reads it from the input")
    add.add_argument("--step", metavar="STEP", help="of a weak point: own, changed, shows, learned")
    add.set_defaults(run=Later("practise_command", "practise_add_command"))
    for command in (coming, add):
        command.add_argument(
            "--specialty",
            metavar="S",
            help="for this specialty: medicine, pediatrics, a code; any: the general answer",
        )
