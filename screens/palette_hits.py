"""What a few letters find in the palette, and in which order: commands, programs, calls and so on.

Words that begin so come before words that only hold the letters; among those, commands first, then programs, calls,
interviews, tasks, times, themes. Of each kind there are only so many: who types a letter more finds the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from soaptui.filters import query

FindableKind = Literal["command", "program", "call", "interview", "task", "time", "theme"]


class FindableMeans(NamedTuple):
    """What a kind is called beside a hit, and how many of it are shown at most."""

    title: str
    most: int


FINDABLE_KINDS: Mapping[FindableKind, FindableMeans] = {
    "command": FindableMeans("command", 12),
    "program": FindableMeans("program", 6),
    "call": FindableMeans("call", 5),
    "interview": FindableMeans("interview", 6),
    "task": FindableMeans("task", 6),
    "time": FindableMeans("official time", 5),
    "theme": FindableMeans("theme", 9),
}
"""Every kind, in the order in which they are shown."""


class Findable(NamedTuple):
    """Something that the palette finds: its title and by which words, what is said beside it, more, and when it is.

    `haystack` is made by `soaptui.text.searched`.
    """

    kind: FindableKind
    id: str
    title: str
    haystack: str
    beside: str = ""
    more: str = ""
    at: datetime | None = None


FindPrograms = Callable[[str, int], Sequence[Findable]]
"""The programs that a text finds, the likeliest first, at most so many."""


def palette_hits(text: str, findables: Sequence[Findable], find_programs: FindPrograms) -> list[Findable]:
    """What the text finds, the best first; all commands, as they stand, where nothing is typed."""
    wanted = query.terms(text)
    if not wanted:
        return [each for each in findables if each.kind == "command"]
    held = [each for each in findables if query.accepts(each.haystack, wanted)]
    programs = find_programs(text, FINDABLE_KINDS["program"].most)
    hits = _ordered([*held, *programs], wanted)
    return hits or [each for each in findables if each.kind == "command" and _is_short_for(wanted, each)]


def _ordered(found: Sequence[Findable], wanted: tuple[str, ...]) -> list[Findable]:
    kinds = list(FINDABLE_KINDS)
    ordered = sorted(found, key=lambda each: (_far_off(each, wanted), kinds.index(each.kind)))
    left = {kind: means.most for kind, means in FINDABLE_KINDS.items()}
    hits = []
    for each in ordered:
        left[each.kind] -= 1
        if left[each.kind] >= 0:
            hits.append(each)
    return hits


def _far_off(each: Findable, wanted: tuple[str, ...]) -> int:
    """0 where each of the words begins a word (of a command: of its title), 1 where of its help, 2 for the rest."""
    if each.kind == "command" and _begin(each.haystack.split("\n")[0], wanted):
        return 0
    return 2 if not _begin(each.haystack, wanted) else 1 if each.kind == "command" else 0


def _begin(haystack: str, wanted: tuple[str, ...]) -> bool:
    return all(f" {term}" in haystack for term in wanted)


def _is_short_for(wanted: tuple[str, ...], command: Findable) -> bool:
    """Whether the letters are the beginnings of words of its title, in their order: "exl" of "Export the log"."""
    title = command.haystack.split("\n")[0].split()
    return _begins_words("".join(wanted), title)


def _begins_words(letters: str, title: list[str]) -> bool:
    if not letters or not title:
        return not letters
    begun = [taken for taken in range(len(letters) + 1) if title[0].startswith(letters[:taken])]
    return any(_begins_words(letters[taken:], title[1:]) for taken in reversed(begun))
