"""What of a profile was typed and says nothing to the program: kept as it is, and told. Pure."""

import re

from soaptui.cut_offs import says_no
from soaptui.programs.us_states import STATES
from soaptui.records import Profile

_YES = re.compile(r"(yes|y|passed|pass|certified|done|have)\b", re.IGNORECASE)


def doubts_of_typed(before: Profile, after: Profile) -> list[str]:
    """What changed and is not understood, in a sentence each.

    These fields are free text ("passed in May, 214"), so nothing is refused. But who writes "maybe" should know that
    no program is ruled out by it, and who writes no state that no program is in it.
    """
    doubts = []
    if after.states != before.states:
        doubts += [
            f"{word} is not a state, so no program is in it: write two letters, such as OH."
            for word in after.states
            if word not in STATES
        ]
    if after.step3 != before.step3 and _is_neither(after.step3):
        doubts.append(_neither("step3", after.step3, "passed"))
    if after.ecfmg != before.ecfmg and _is_neither(after.ecfmg):
        doubts.append(_neither("ecfmg", after.ecfmg, "certified"))
    return doubts


def _is_neither(text: str) -> bool:
    return bool(text) and not says_no(text) and not _YES.match(text)


def _neither(key: str, text: str, yes: str) -> str:
    return (
        f"{key}={text} is kept as you wrote it, and counts as not known: no program that asks for it is ruled out. "
        f'Begin it with "{yes}" or "no".'
    )
