"""The user's own keys: a TOML file beside the data, read at a start, each line of it checked.

    [keys]
    undo = "ctrl+z"
    call = "c, f9"

A line that names no command or no key, or gives one key to two commands of one place, is not used; one sentence says
so, with the nearest name. Everything else counts.
"""

import difflib
import itertools
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from soaptui.screens.commands import REGISTRY
from soaptui.screens.keys.command import Command, printed_key
from soaptui.text import clean

FILE = "keys.toml"
TABLE = "keys"
MOST_BYTES = 100_000

_IN_WORDS = "up down left right home end pageup pagedown insert delete backspace tab enter escape space"
NAMED_KEYS = frozenset(_IN_WORDS.split(" ")) | {f"f{number}" for number in range(1, 25)}
HELD = frozenset(("ctrl", "alt", "shift", "super"))
SIGNS = {
    "?": "question_mark",
    "/": "slash",
    "#": "number_sign",
    "+": "plus",
    "-": "minus",
    "_": "underscore",
    "=": "equals_sign",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "!": "exclamation_mark",
    ".": "full_stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "*": "asterisk",
    "%": "percent_sign",
    "&": "ampersand",
    "@": "at",
    "$": "dollar_sign",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "'": "apostrophe",
    '"': "quotation_mark",
    "\\": "backslash",
    "|": "vertical_line",
    "~": "tilde",
    "^": "circumflex_accent",
    "`": "grave_accent",
}
"""Signs as they are printed, and how Textual calls their keys."""

KEY_NAMES = frozenset({*NAMED_KEYS, *SIGNS.values(), *string.ascii_letters, *string.digits})


class OwnKeys(NamedTuple):
    """The keys that the user chose, by the command's id, and a sentence for each line that is not used."""

    chosen: dict[str, str]
    problems: tuple[str, ...]


NOTHING_CHOSEN = OwnKeys({}, ())


def read_own_keys(folder: Path) -> OwnKeys:
    """The keys in the file of that data folder; none where there is no file. Never raises: what is wrong is said."""
    path = folder / FILE
    try:
        if not path.exists():
            return NOTHING_CHOSEN
        if path.stat().st_size > MOST_BYTES:
            return OwnKeys({}, (f"{FILE} is too large for a file of keys: it is not used.",))
        return own_keys(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return OwnKeys({}, (f"{FILE} is not UTF-8 text: it is not used. Save it as UTF-8.",))
    except OSError as error:
        return OwnKeys({}, (f"{FILE} cannot be read ({error.strerror or error}): the usual keys work.",))


def own_keys(text: str) -> OwnKeys:
    """The keys that a text in TOML chooses."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return OwnKeys({}, (f"{FILE} cannot be read ({clean(str(error))}): it is not used.",))
    table = read.get(TABLE, {})
    others = [name for name in read if name != TABLE]
    problems = [f"{FILE}: [{clean(name)}] is not known: write the keys under [{TABLE}]." for name in others]
    if not isinstance(table, dict):
        return OwnKeys({}, (*problems, f"{FILE}: write [{TABLE}] on its own line, and the keys below it."))
    chosen: dict[str, str] = {}
    for id, value in table.items():
        try:
            chosen[_command(id)] = _keys(id, value)
        except ValueError as error:
            problems.append(f"{FILE}: {error}")
    for clash in [*_clashes(chosen)]:
        chosen.pop(clash.id, None)
        problems.append(f"{FILE}: {clash.sentence}")
    return OwnKeys(chosen, tuple(problems))


def _nearest(word: str, among: Any) -> str:
    near = difflib.get_close_matches(word, among, 1, 0.6)
    return f" Did you mean {near[0]}?" if near else ""


def _command(id: str) -> str:
    if id not in REGISTRY:
        raise ValueError(f"{clean(id)!r} is not a command.{_nearest(id, REGISTRY)} soaptui keys lists them all.")
    return id


def _keys(id: str, value: object) -> str:
    """The keys of a line as Textual names them, with commas between them."""
    if not isinstance(value, str):
        raise ValueError(f'{id} has no key: write such as {id} = "ctrl+g".')
    pieces = [piece.strip() for piece in (value.split(",") if value.strip() != "," else [value])]
    return ",".join(_one_key(piece) for piece in pieces if piece)


def _one_key(piece: str) -> str:
    head, plus, last = piece.rpartition("+")
    if piece.endswith("+"):  # the key + itself, alone or with others held
        head, last = piece[:-1].rstrip("+"), "+"
    held = [word.strip().casefold() for word in head.split("+")] if head and (plus or last == "+") else []
    name = SIGNS.get(last.strip(), last.strip())
    name = name if len(name) == 1 else name.casefold()
    for word in held:
        if word not in HELD:
            raise ValueError(f"{clean(word)!r} is not a key that you can hold down.{_nearest(word, HELD)}")
    if name not in KEY_NAMES:
        raise ValueError(f"{clean(piece)!r} is no key.{_nearest(name, KEY_NAMES)}")
    return "+".join([*held, name])


class _Clash(NamedTuple):
    id: str
    sentence: str


def _clashes(chosen: Mapping[str, str]) -> Iterator[_Clash]:
    """The chosen lines that give a key to a command where another one of the same place has it."""
    for id in chosen:
        for mine, other in itertools.product(_with_followers(id, chosen), REGISTRY.values()):
            if other.id == mine.id or not _meet(mine, other) or _go_together(mine.id, other):
                continue
            both = {*_keys_of(mine.id, chosen)} & {*_keys_of(other.id, chosen)}
            if both:
                key = printed_key(min(both))
                yield _Clash(
                    id, f"{id}: {key} already is {other.id} ({other.title}) there. {id} keeps its usual key."
                )
                break


def _with_followers(id: str, chosen: Mapping[str, str]) -> list[Command]:
    """The command, and those of other places that get their key from it."""
    return [each for each in REGISTRY.values() if each.id == id or (each.like == id and each.id not in chosen)]


def _keys_of(id: str, chosen: Mapping[str, str]) -> list[str]:
    command = REGISTRY[id]
    keys = chosen.get(id, chosen.get(command.like, command.keys) if command.like else command.keys)
    return [key for key in keys.split(",") if key]


def _meet(one: Command, other: Command) -> bool:
    """Whether both work in one place: in one room, or one of them everywhere in the views."""
    return (
        one.room == other.room or (not one.room and other.room in _VIEWS) or (not other.room and one.room in _VIEWS)
    )


_VIEWS = frozenset(("timeline", "programs", "calls", "offers", "day", "prepare", "practise", "after"))


def _go_together(id: str, other: Command) -> bool:
    return id == other.like or REGISTRY[id].like == other.id or (bool(other.like) and other.like == REGISTRY[id].like)
