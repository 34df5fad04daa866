"""What can be typed after `soaptui plan`, `apply` and `export`, and its help."""

from collections.abc import Callable

from soaptui.application_services import APPLICATION_SERVICES
from soaptui.cli.argument_parser import CommandParser, whole_number
from soaptui.cli.export_arguments import add_export
from soaptui.cli.filter_arguments import add_where


def add_planning(add: Callable[[str, tuple[str, str], str], CommandParser]) -> None:
    """Add `plan`, `apply` and `export`."""
    plan = add("plan", ("plan_commands", "plan_command"), "which applications to send, by chance and value")
    plan.add_argument("--limit", type=whole_number, metavar="N", help="at most N (as many as slots are free)")
    plan.add_argument(
        "--service",
        choices=tuple(map(str.casefold, APPLICATION_SERVICES)),
        type=str.casefold,
        default="eras",
        help="without it: eras",
    )
    plan.add_argument(
        "--one-year",
        choices=("no", "last", "any"),
        default=None,
        help="positions of one year, or without their first year: none, for slots left over, or like any other",
    )
    plan.add_argument("--take", action="store_true", help="also plan them, as one change")
    add_where(plan)
    apply = add("apply", ("plan_commands", "apply_command"), "mark applications as planned or sent")
    apply.add_argument("codes", nargs="+", metavar="CODE", help="the program's NRMP code")
    mark = apply.add_mutually_exclusive_group()
    mark.add_argument(
        "--planned",
        dest="mark",
        action="store_const",
        const="planned",
        help="planned (this is the default)",
    )
    mark.add_argument(
        "--sent", dest="mark", action="store_const", const="sent", help="sent in its application service"
    )
    mark.add_argument("--not", dest="mark", action="store_const", const="none", help="remove it from the plan")
    apply.add_argument(
        "--sent-at",
        metavar="TIME",
        default="",
        help="sent, and when you sent it (mon 23:10, in ET; 20 min ago); also corrects the time of a sent one",
    )
    apply.set_defaults(mark="planned")
    add_export(
        add(
            "export",
            ("export_command", "export_command"),
            "write the programs, the plan, the log or a page to a file",
        )
    )
