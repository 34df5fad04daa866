"""The keys in the tables of the README and of the guide, each with where it works and what it does."""

import re
from collections.abc import Iterator

from soaptui.screens.commands import REGISTRY, keys_for
from soaptui.screens.keys.command import printed_key

ROOMS = {
    "everywhere": {""},
    "in lists": {"", "grid", "board", "programs", "calls", "offers", "timeline", "prepare", "after", "dialog"},
    "in Calls": {"calls"},
    "while a call is open": {"call-open", ""},
    "in Programs": {"programs", "program-edited"},
    "in Offers": {"offers"},
    "in Prepare": {"prepare", "timeline"},
    "in Practise": {"practise", "rating"},
    "in After": {"after"},
    "in the import": {"importing"},
    "while you join": {"joining"},
    "in the official times": {"official-times"},
    "in the plan": {"planning", "set"},
    "in the check-list": {"list-to-send"},
    "in the interview": {"interview-kept"},
    "in the decision sheet": {"decision-sheet", "order", "dialog"},
    "in the backups": {"backups"},
    "for the person beside you": {"helper"},
    "": {"programs", "program-edited", "prepare", "practise", "rating", "after"},
}
"""The head of a column with keys, and the rooms of the registry that it means."""

_SMALL = {
    *("the", "and", "for", "what", "when", "that", "with", "your", "you", "are", "all", "its", "not", "one", "how"),
    *("it", "is", "in", "or", "of", "to", "no", "on", "as", "at", "by", "an", "my", "me"),
}
"""Words that say nothing of what a key does."""

_RULE = re.compile(r"^\|[-:| ]+\|$")


def tables_in(text: str) -> Iterator[list[list[str]]]:
    """Every table of a text in Markdown, as rows of cells; the first row is its head."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if not line.startswith("|"):
            if rows:
                yield rows
            rows = []
        elif not _RULE.match(line):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])


def keys_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Where it works, the key, and what it does, of every key in the tables of a text."""
    for head, *rows in tables_in(text):
        for row in rows:
            for column in range(0, len(head) - 1, 2):
                if head[column] in ROOMS:
                    yield from _keys_of(head[column], row[column], row[column + 1])


def _keys_of(where: str, keys: str, meaning: str) -> Iterator[tuple[str, str, str]]:
    groups, meanings = keys.split(" · "), meaning.split(" · ")
    assert len(groups) == len(meanings), (keys, meaning)
    for group, said in zip(groups, meanings, strict=True):
        for key in [*re.findall(r"`([^`]+)`", group), *re.findall(r"`([^`]+)`", said)]:
            if key != "→":
                yield where, key, said


def printed(key: str) -> str:
    """A key as the program prints it."""
    return "Space" if key == "space" else key


def does_what_is_said(where: str, key: str, meaning: str) -> bool:
    """Whether a command with this key works there and has a word in common with what is said of it."""
    there = [
        command
        for command in REGISTRY.values()
        if command.room in ROOMS[where] and printed(key) in map(printed_key, keys_for(command.id))
    ]
    does = set().union(*(_words(f"{command.title} {command.help} {command.footer}") for command in there))
    return bool(there) and (bool(_words(meaning) & does) or meaning in ("move", "open") or key == "Esc")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{2,}|45", text.casefold()) if word not in _SMALL}
