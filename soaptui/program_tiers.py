"""The tiers of programs: the guide's, once, the best first, and what each is called.

Which of them a program belongs to is worked out in soaptui/programs/tiers.py. A tier that the user chose is kept by
its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.glyphs import says_drawings
from soaptui.meaning import Meaning

Tier = Literal["1", "2", "3", "no"]


class TierMeaning(Meaning):
    """One tier. `name` is what it is called in a sentence, `means` what a program in it is like.

    `for_you` says that its programs may be applied to. `choice` is how the user puts a program into it, `short` how
    it stands in a narrow column, `bar` at the left of a row: whole, half, dotted. `figure` is what `tier:1-2` in a
    filter counts, where it has one.
    """

    name: str
    means: str
    choice: str
    short: str
    bar: str
    for_you: bool = True
    figure: int | None = None

    @property
    def mark(self) -> str:
        """What stands at the left of a row: the bar, or where drawings are said in words the short form."""
        return self.short if says_drawings() else self.bar

    @property
    def named(self) -> str:
        """The name behind the bar; the name alone where drawings are said in words."""
        return self.name if says_drawings() else f"{self.bar} {self.name}".strip()

    @property
    def heading(self) -> str:
        """The tier over a list of its programs."""
        return f"{self.name.upper()} · {self.means}"


TIERS: dict[Tier, TierMeaning] = {
    "1": TierMeaning(
        name="tier 1", means="sponsors your visa, genetics, takes IMGs", choice="tier 1", short="1", bar="▌", figure=1
    ),
    "2": TierMeaning(
        name="tier 2",
        means="sponsors your visa, open to IMGs, academic",
        choice="tier 2",
        short="2",
        bar="▖",
        figure=2,
    ),
    "3": TierMeaning(
        name="tier 3",
        means="a good basic year, or not enough is known",
        choice="tier 3",
        short="3",
        bar="┊",
        figure=3,
    ),
    "no": TierMeaning(
        name="not for you",
        means="each shows the reason",
        choice="not for me",
        short="–",
        bar=" ",
        for_you=False,
    ),
}

BEST_FIRST: tuple[Tier, ...] = tuple(TIERS)
"""The tiers in their order; what is not for the user stands last."""

NOT_FOR_YOU: Tier = "no"
"""Where whatever rules a program out puts it."""


def tier_named(text: str) -> Tier | None:
    """The tier of that text; None where there is none."""
    return next((tier for tier in TIERS if tier == text), None)
