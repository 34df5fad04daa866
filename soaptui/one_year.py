"""Positions that are one part of a training (a first year alone, or all but the first): what the user wants of them.

A choice is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

OneYear = Literal["ask", "no", "last", "any"]


class OneYearMeaning(Meaning):
    """A choice: how it is offered."""

    choice: str


ONE_YEAR_CHOICES: dict[OneYear, OneYearMeaning] = {
    "ask": OneYearMeaning(choice="not said yet"),
    "no": OneYearMeaning(choice="no, none"),
    "last": OneYearMeaning(choice="yes, for slots left over"),
    "any": OneYearMeaning(choice="yes, like any other"),
}
"""For whoever holds no part yet. Who holds one looks for the other, and nothing is asked."""
