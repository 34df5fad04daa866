"""What the text of a filter could be typed to, from the values that stand in the records that are looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from soaptui.filters.filter_keys import Key, Language, Unknown, judge_of
from soaptui.filters.filter_names import LONGEST_NAME, OwnNames, key_named, typed_name, with_longer_names
from soaptui.filters.syntax import Piece, pieces, split_values
from soaptui.filters.values import one_word, plainly

MOST = 12
"""So many completions are offered."""

LEAST_OF_NAME = 3
"""From so many letters on, the name of a state or of a specialty is offered."""

LONGEST = 40
"""A cell longer than this is no value to choose."""


def complete_in(text: str, records: Sequence[Any], own: Sequence[str], language: Language) -> list[str]:
    """The whole texts that the last piece could become, in the language of these records.

    `own` are the names of the user's own columns.
    """
    names = OwnNames(own)
    typed = with_longer_names(pieces(text), names, language)
    last = typed[-1] if typed else None
    if last is None or last.end != len(text) or last.kind in ("open", "close", "comma", "minus"):
        return []
    if last.kind == "key":
        found = _values(text, last, records, names, language)
    else:
        found = chain(
            _longer_names(text, typed, names), _names(text, last.text, names, language), _words(text, last, language)
        )
    return [whole for whole in dict.fromkeys(found) if whole != text][:MOST]


def read_values(key: Key, records: Iterable[Any]) -> dict[object, int]:
    """What a key reads, and from how many records."""
    return Counter(map(key.read, records))


def words_counted(key: Key, read: dict[object, int]) -> Counter[str]:
    """The values that a key can find, as they are typed, and on how many records each stands."""
    counts: Counter[str] = Counter()
    for raw, count in read.items():
        for word in {one_word(word) for word in key.words(raw)}:
            counts[word] += count
    return counts


def _names(text: str, typed: str, own: OwnNames, language: Language) -> Iterator[str]:
    """Keys that begin with what is typed, then columns of the user's own."""
    head, start = text[: len(text) - len(typed)], typed.replace('"', "")
    if not start:
        return
    quote = '"' if typed.startswith('"') else ""
    for name in own.titled.values() if quote else [*language.keys, *own.titled]:
        if _begins(name, start):
            whole = f"{quote}{_continued(start, name)}{quote}"
            yield f"{head}{whole if quote or typed_name(name) == name else _quoted(own.titled[name])}:"


def _longer_names(text: str, typed: Sequence[Piece], own: OwnNames) -> Iterator[str]:
    """Columns of the user's own whose names begin with the last words, several of them: program dir."""
    for count in range(2, min(LONGEST_NAME, len(typed)) + 1):
        words = typed[-count:]
        start = text[words[0].start :]
        if all(word.kind == "word" for word in words):
            yield from (f"{text}{title[len(start) :]}:" for title in own.titled.values() if _begins(title, start))


def _words(text: str, last: Piece, language: Language) -> Iterator[str]:
    """Names that are words of the filter by themselves, such as of states."""
    if last.kind == "word" and len(last.text) >= LEAST_OF_NAME:
        head = text[: len(text) - len(last.text)]
        yield from (f"{head}{_continued(last.text, name)}" for name in language.names() if _begins(name, last.text))


def _quoted(title: str) -> str:
    return typed_name(title.replace('"', ""))


def _values(text: str, piece: Piece, records: Sequence[Any], own: OwnNames, language: Language) -> Iterator[str]:
    """Values of the last piece's key; those already in its list are left out."""
    named = key_named(piece, own, language)
    listed = split_values(piece.values)
    typed = listed.pop() if listed and piece.values.endswith(listed[-1]) else ""
    if not text.endswith(typed):
        return  # it is put together over spaces: open: > 1
    used = {plainly(value) for value in listed}
    head, quote = text[: len(text) - len(typed)], '"' if typed.startswith('"') else ""
    start = typed.replace('"', "")
    for word in _candidates(named.key, start, records) if named is not None and named.sure else ():
        word = word.replace("_", " ") if quote else word
        if plainly(word) not in used:
            yield f"{head}{quote}{_continued(start, word)}{quote}"


def _candidates(key: Key, start: str, records: Sequence[Any]) -> list[str]:
    """What there is of a key that the beginning of a value could mean, the most frequent first."""
    read = read_values(key, records)
    if key.choices:
        found = {choice: _having(key, choice, read) for choice in key.choices if _begins(choice, start)}
        return sorted(found, key=lambda choice: -found[choice])
    try:
        pick = key.pick(start.casefold()) or (lambda word: True)
    except Unknown:
        return []
    counts = words_counted(key, read)
    words = [word for word in counts if len(word) <= LONGEST and (_begins(word, start) or pick(word))]
    return sorted(words, key=lambda word: (not _begins(word, start), -counts[word], word))


def _having(key: Key, choice: str, read: dict[object, int]) -> int:
    try:
        wanted = judge_of(key, choice)
    except Unknown:
        return 0
    return sum(count for raw, count in read.items() if wanted is not None and wanted(raw))


def _begins(whole: str, start: str) -> bool:
    """Whether a text begins so, whatever its capitals; a space may be typed as an underscore."""
    return whole[: len(start)].casefold().replace(" ", "_") == start.casefold().replace(" ", "_")


def _continued(start: str, word: str) -> str:
    """What is typed stays as it is typed; all in small letters goes on in small letters."""
    if not start or not _begins(word, start):
        return word
    rest = word[len(start) :]
    return start + (rest.lower() if start == start.lower() else rest)
