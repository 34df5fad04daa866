"""The visas on which somebody trains, and what a user may need of them: each set once, with what it means.

A need is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

Visa = Literal["J-1", "H-1B"]
VisaNeed = Literal["unknown", "none", Visa, "either"]

EVERY_VISA: tuple[Visa, ...] = ("J-1", "H-1B")


class VisaNeedMeaning(Meaning):
    """A need. `choice` is how it is offered in the profile, `aloud` how the user says it on the
    phone, `on_a_page` how a printed page says it.

    A program that is for the user sponsors one of `sponsored`; `possible` are all that they may come on.
    """

    choice: str
    aloud: str
    on_a_page: str = ""
    sponsored: tuple[Visa, ...] = ()
    possible: tuple[Visa, ...] = ()


VISA_NEEDS: dict[VisaNeed, VisaNeedMeaning] = {
    "unknown": VisaNeedMeaning(
        choice="not said yet", aloud="I will tell you my visa status as it is today.", possible=EVERY_VISA
    ),
    "none": VisaNeedMeaning(choice="no visa needed", aloud="I do not need a visa.", on_a_page="no visa needed"),
    "J-1": VisaNeedMeaning(
        choice="J-1", aloud="I need a J-1 visa.", on_a_page="needs a J-1 visa", sponsored=("J-1",), possible=("J-1",)
    ),
    "H-1B": VisaNeedMeaning(
        choice="H-1B",
        aloud="I need an H-1B visa.",
        on_a_page="needs an H-1B visa",
        sponsored=("H-1B",),
        possible=("H-1B",),
    ),
    "either": VisaNeedMeaning(
        choice="either",
        aloud="I need a visa: a J-1 or an H-1B.",
        on_a_page="needs a J-1 or an H-1B visa",
        sponsored=EVERY_VISA,
        possible=EVERY_VISA,
    ),
}
