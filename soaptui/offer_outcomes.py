"""What can become of an offer: each answer and each standing once, with what it means.

An outcome is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

OfferAnswer = Literal["accepted", "rejected", "expired"]
"""What the user says became of it in R3."""

OfferOutcome = Literal["open", OfferAnswer]
OfferStanding = Literal["not yet", OfferOutcome]
"""What has become of an offer by now; "not yet" is one whose round has not opened."""


class AnswerMeaning(Meaning):
    """An answer: how it is `asked` about, how it is given (`yes`), what it means, and what is `noted` by it here.

    The user has to type a word for what is `binding`: it ends the search.
    """

    asked: str
    yes: str
    means: str
    noted: str
    binding: bool = False


OFFER_ANSWERS: dict[OfferAnswer, AnswerMeaning] = {
    "accepted": AnswerMeaning(
        asked="ACCEPTED?",
        yes="I accepted it in R3",
        means="Accepting is binding, like a match. Only the NRMP can release you.",
        noted="You accept in R3; here you only note that you did it.",
        binding=True,
    ),
    "rejected": AnswerMeaning(
        asked="REJECTED?",
        yes="I rejected it in R3",
        means="You cannot get this offer back. The program will NEVER offer to you again in this SOAP.",
        noted="You reject in R3; here you only note that you did it.",
    ),
    "expired": AnswerMeaning(
        asked="EXPIRED?",
        yes="I let it expire",
        means=("An offer without an answer is gone. The program will NEVER offer to you again in this SOAP."),
        noted=(
            "Did you answer it in R3? Then note that answer, not this one. "
            "Here you only note that you let it expire; R3 does not change."
        ),
    ),
}
"""The answers and what they mean (nrmp.org, the Match commitment; school guides, 2025)."""


class StandingMeaning(Meaning):
    """How an offer stands: the `look` of its line, and whether its program is closed by it.

    `noted` is how it is spoken of beside another offer of the same program, where it does not close the program.
    """

    look: str
    closes_program: bool
    noted: str = ""


OFFER_STANDINGS: dict[OfferStanding, StandingMeaning] = {
    "not yet": StandingMeaning(look="dim", closes_program=False, noted="noted already"),
    "open": StandingMeaning(look="urgent", closes_program=False, noted="open"),
    "accepted": StandingMeaning(look="good", closes_program=False, noted="accepted"),
    "rejected": StandingMeaning(look="dim", closes_program=True),
    "expired": StandingMeaning(look="dim", closes_program=True),
}
