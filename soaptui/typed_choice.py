"""One of some words, as a person types it."""

from typing import Any, get_args

from soaptui.refusal import Refusal


def one_of_choices(choices: Any) -> Any:
    """A reader of one of some words, in any letters and with or without its hyphens (j1 is J-1).

    It raises Refusal with the choices there are.
    """

    def parse(key: str, value: str) -> str:
        for choice in get_args(choices):
            if _letters(value) == _letters(choice):
                return str(choice)
        raise Refusal(f"{key}={value} is not known: choose one of {', '.join(get_args(choices))}.")

    return parse


def _letters(word: str) -> str:
    """A word without what is easily left out of it."""
    return "".join(letter for letter in word.casefold() if letter not in " -_")
