"""What the user's nationality means for entering the US, in words: never a verdict, as the rules change by decree."""

import re

AS_OF = "June 2025"
_NAMED = {
    "Afghanistan": "afghan", "Burma": "myanmar burmese", "Chad": "chadian", "Republic of the Congo": "congolese",
    "Equatorial Guinea": "equatoguinean", "Eritrea": "eritrean", "Haiti": "haitian", "Iran": "iranian",
    "Libya": "libyan", "Somalia": "somali", "Sudan": "sudanese", "Yemen": "yemeni",
}  # fmt: skip
_NAMED_IN_PART = {
    "Burundi": "burundian", "Cuba": "cuban", "Laos": "laotian lao", "Sierra Leone": "sierraleonean",
    "Togo": "togolese", "Turkmenistan": "turkmen", "Venezuela": "venezuelan",
}  # fmt: skip
"""The nationalities that the proclamation of 4 June 2025 names, in whole and in part, with what else they are called.
Later ones named more: so being absent here means nothing."""

_OF_THE_US = {"us", "usa", "unitedstates", "unitedstatesofamerica", "american", "uscitizen"}
LOOK = "The lists have changed since then: look at travel.state.gov, and ask ECFMG."


def _plain(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text.casefold()))


def nationalities(text: str) -> list[str]:
    """The nationalities in a text, where somebody has several: "Sudan and Canada", "Lebanese / Iranian"."""
    return [part.strip() for part in re.split(r"[,;/&+]|\band\b", text) if part.strip()]


def needs_no_visa(text: str) -> bool:
    """Whether somebody of that nationality needs no visa at all: a citizen of the US."""
    return any(_plain(one) in _OF_THE_US for one in nationalities(text))


def _named(one: str, countries: dict[str, str]) -> bool:
    return any(_plain(one) in (_plain(name), *called.split()) for name, called in countries.items())


def entry_words(text: str) -> str:
    """What the entry rules say of that nationality, as far as it is known here; empty where it is not said."""
    if not text or needs_no_visa(text):
        return ""
    there = nationalities(text)
    named = [one for one in there if _named(one, _NAMED)]
    in_part = [one for one in there if _named(one, _NAMED_IN_PART)]
    if named or in_part:
        how = "named" if named else "named in part"
        return f"Yours ({', '.join(named or in_part)}) was {how} in the entry rules of {AS_OF}. {LOOK}"
    return f"Yours ({text}) was not named in {AS_OF}. {LOOK}"
