"""The visas on which somebody trains, and what a user may need of them: each set once, with what it means.

A need is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal, NamedTuple

Visa = Literal["J-1", "H-1B"]
VisaNeed = Literal["unknown", "none", Visa, "either"]

EVERY_VISA: tuple[Visa, ...] = ("J-1", "H-1B")


class VisaNeedMeaning(NamedTuple):
    """A need. `choice` is how it is offered in the profile, `on_a_page` how a printed page says it.

    A program that is for the user sponsors one of `sponsored`; `possible` are all that they may come on.
    """

    choice: str
    on_a_page: str = ""
    sponsored: tuple[Visa, ...] = ()
    possible: tuple[Visa, ...] = ()


VISA_NEEDS: dict[VisaNeed, VisaNeedMeaning] = {
    "unknown": VisaNeedMeaning("not said yet", possible=EVERY_VISA),
    "none": VisaNeedMeaning("no visa needed", "no visa needed"),
    "J-1": VisaNeedMeaning("J-1", "needs a J-1 visa", ("J-1",), ("J-1",)),
    "H-1B": VisaNeedMeaning("H-1B", "needs a H-1B visa", ("H-1B",), ("H-1B",)),
    "either": VisaNeedMeaning("either", "needs a J-1 or an H-1B visa", EVERY_VISA, EVERY_VISA),
}
