"""What can be typed after `soaptui call`, `offer` and `profile`, and its help."""

import argparse
from typing import Any

from soaptui.call_kinds import CHANNELS, DIRECTIONS, OUTCOMES_SAID
from soaptui.cli import Later
from soaptui.cli.interview_arguments import add_interviews
from soaptui.offer_outcomes import OFFER_ANSWERS


def add_logging(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `call`, `offer`, `interview`, `rules` and `profile`."""
    what = "write down a call or an email"
    call = commands.add_parser(
        "call", help=f"{what}; list the log", description="Write down a call or an email, or list the log."
    ).add_subparsers(metavar="add|list", required=True)
    call_list = call.add_parser("list", help="the log, the newest first", parents=[common])
    call_list.set_defaults(run=Later("call_list_command", "calls_command"))
    call_add = call.add_parser("add", help=what, parents=[common])
    who = call_add.add_mutually_exclusive_group()
    who.add_argument("--program", metavar="CODE", help="the program's NRMP code")
    who.add_argument("--unknown", metavar="TEXT", help="who it seemed to be, if you do not know the program")
    call_add.add_argument("--direction", choices=tuple(DIRECTIONS), default="in")
    call_add.add_argument("--channel", choices=tuple(CHANNELS), default="phone", help="the channel (phone)")
    call_add.add_argument("--text", metavar="TEXT", help="of an email: its whole text, or - for standard input")
    call_add.add_argument("--came", default="", metavar="TIME", help='when it came, in ET, if not now: "8:05 am"')
    call_add.add_argument("--note", default="", metavar="TEXT", help="your note, or - for standard input")
    call_add.add_argument("--who", default="", metavar="NAME", help="whom you spoke with")
    call_add.add_argument("--number", default="", metavar="NUMBER", help="their telephone number")
    call_add.add_argument(
        "--asked",
        action="append",
        default=[],
        metavar="TEXT",
        help="what they asked (you can give it more than once)",
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
    call_add.add_argument("--due", default="", metavar="TIME", help='by when: "in 20 min", "tomorrow 9am ET"')
    call_add.set_defaults(run=Later("email_command", "add_contact_command"))
    add_interviews(commands, common)
    offer = commands.add_parser(
        "offer", help="write down an offer", description="Write down an offer."
    ).add_subparsers(metavar="add|decide|take-back|list", required=True)
    offer_add = offer.add_parser("add", help="write down an offer seen in R3", parents=[common])
    offer_add.add_argument("--program", metavar="CODE", required=True, help="the program's NRMP code")
    offer_add.add_argument("--round", type=int, metavar="N", required=True, help="the offer round, 1 to 4")
    offer_add.set_defaults(run=Later("writing_commands", "add_offer_command"))
    decide = offer.add_parser("decide", help="write down how you answered it in R3", parents=[common])
    decide.add_argument("id", metavar="ID", help="the offer's id, or its program's code")
    decide.add_argument("outcome", choices=tuple(OFFER_ANSWERS))
    decide.add_argument("--yes", action="store_true", help="yes, I did this in R3")
    decide.add_argument(
        "--in-time", action="store_true", help="I answered it in R3 before its round closed; I only note it now"
    )
    decide.set_defaults(run=Later("offer_commands", "decide_command"))
    back = offer.add_parser("take-back", help="remove the answer; if there is no answer, the offer", parents=[common])
    back.add_argument("id", metavar="ID", help="the offer's id, or its program's code")
    back.set_defaults(run=Later("offer_commands", "take_back_command"))
    listed = offer.add_parser("list", help="the offers, with the time left for each", parents=[common])
    listed.set_defaults(run=Later("offer_commands", "offers_command"))
    profile = commands.add_parser(
        "profile",
        help="your profile; set changes it",
        description="Your home zone, visa need and match status. Alone it shows them.",
        parents=[common],
    )
    profile.set_defaults(run=Later("writing_commands", "show_profile_command"))
    profile_set = profile.add_subparsers(metavar="set").add_parser(
        "set",
        help="set zone, visa, match and more",
        parents=[common],
        epilog="zone=India (a country, a city, +5:30 or Asia/Colombo)  visa=none|J-1|H-1B|either  "
        "match=unknown|unmatched|preliminary|advanced|matched|ineligible (unmatched, and not SOAP-eligible)  "
        "For cut-offs: graduation-year=2018  step2=231  failed-tries=1  us-months=3 (hands-on)  observer-months=6  "
        "step3=passed|no  ecfmg=certified|no.  For the plan: specialties=peds,IM  one-year=no|last|any.  "
        "nationality=...  and of the one part that you matched to: matched-institution=...  matched-city=...  "
        "matched-state=OH  matched-specialty=...  matched-link=...",
    )
    profile_set.add_argument("assignments", nargs="+", metavar="KEY=VALUE")
    profile_set.set_defaults(run=Later("writing_commands", "profile_command"))
