"""What a word means, on the command line."""

import msgspec

from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.refusal import Refusal
from soaptui.terms import glossary, term_line, terms_with
from soaptui.text import clean


def terms_command(context: Context) -> int:
    """Every term, or those that a word names."""
    word = " ".join(context.arguments.word)
    asked_for = terms_with(word) if word else glossary()
    if not asked_for:
        raise Refusal(f"{clean(word)!r} is not in the list of terms: soaptui terms shows all of them.")
    if context.json:
        keys = ("term", "means", "source", "also")
        context.print_json([{key: msgspec.to_builtins(getattr(term, key)) for key in keys} for term in asked_for])
    else:
        context.print_lines([term_line(term) for term in asked_for])
    return DONE
