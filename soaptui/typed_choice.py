"""One of some words, as a person types it."""

from typing import Any, get_args

from soaptui.refusal import Refusal


def one_of_choices(choices: Any) -> Any:
    """A reader of one of some words, in any letters; it raises Refusal with the choices there are."""

    def parse(key: str, value: str) -> str:
        for choice in get_args(choices):
            if value.casefold() == choice.casefold():
                return str(choice)
        raise Refusal(f"{key}={value} is not known: choose one of {', '.join(get_args(choices))}.")

    return parse
