"""That a text was longer than can be kept: said with the change that keeps its beginning, and never twice."""

from collections.abc import Iterator
from typing import Any

import msgspec

from soaptui.store.change import Change
from soaptui.text import Cut, cuts

BEGINNING = 24
"""So many characters tell which text it is."""


def lost_in(change: Change) -> list[Cut]:
    """The texts of which the change keeps the beginning alone. What was cut until now and not kept is forgotten.

    A text that is only part of what was cut tells nothing: nearly every word stands in a long text by accident.
    """
    if not cuts:
        return []
    by_beginning = {cut.beginning: cut for cut in list(cuts)}
    cuts.clear()
    texts: set[str] = set()
    for put in change.puts:
        before, after = (set(_texts(msgspec.to_builtins(record))) for record in (put.before, put.after))
        texts |= after - before
    texts.discard("")
    return [
        cut
        for cut in by_beginning.values()
        if any(cut.beginning in text for text in texts)
        and not any(cut.beginning + cut.beyond in text for text in texts)
    ]


def cut_told(lost: list[Cut]) -> str:
    """The sentence for a user; empty where nothing was lost."""
    if not lost:
        return ""
    first = lost[0]
    begins = " ".join(first.beginning[:BEGINNING].split())
    more = " Others were too long too." if len(lost) > 1 else ""
    return (
        f"Only the first {first.limit:,} of {first.length:,} characters are kept of the text that begins "
        f"\u201c{begins}\u201d.{more}"
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts(pair)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
