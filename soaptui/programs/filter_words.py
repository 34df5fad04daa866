"""What free words ask of a program: specialties and states by any of their names, else text where a word begins."""

from collections.abc import Callable
from functools import cache

from soaptui.programs import specialties
from soaptui.programs.program_row import ProgramRow
from soaptui.programs.specialty_words import SHORT, specialty_codes, specialty_names, specialty_word
from soaptui.programs.us_states import STATE_NAMES, state_letters
from soaptui.text import word_line

ENGLISH = frozenset({"in", "or", "me", "hi", "ok"})
"""States' letters that are words: as words they are in every text, and say nothing."""

_NAMES = frozenset(word_line(name) for name in STATE_NAMES.values())
_LONGER = {name: tuple(f" {other}" for other in _NAMES if other.endswith(f" {name}")) for name in _NAMES}
"""The states in whose names another's stands: West Virginia is not Virginia."""


@cache
def kind_of_words(words: str) -> str:
    """What kind of name the words are: of a state, of a specialty, or none ("")."""
    if state_letters(words):
        return "state"
    return "specialty" if specialty_codes(words) else ""


def names_of_words() -> list[str]:
    """The specialties and states by their names, to be offered where one is begun."""
    return [*(known.name for known in specialties.specialties().values()), *STATE_NAMES.values()]


@cache
def words_test(words: str) -> Callable[[ProgramRow], bool]:
    """Whether a program is of that state or specialty, or has the words in what is known of it."""
    if letters := state_letters(words):
        return _in_state(words, letters)
    meant = frozenset(map(specialty_word, specialty_codes(words)))
    if len(words) > SHORT or words not in specialty_names():
        text = f" {words}"
        return lambda row: row.specialty in meant or text in row.haystack
    # A short form is its specialty: em is not Emory, im no prelim. Only where none is known may it stand as a word.
    word, known = f" {words} ", _known_specialties()
    return lambda row: row.specialty in meant or (row.specialty not in known and word in row.haystack)


@cache
def _known_specialties() -> frozenset[str]:
    return frozenset(map(specialty_word, specialties.specialties()))


def _in_state(words: str, letters: str) -> Callable[[ProgramRow], bool]:
    if words in ENGLISH:
        return lambda row: state_letters(row.program.state) == letters
    if words in _NAMES:
        return _named_so(words, _LONGER[words])
    word, state = f" {words} ", letters
    return lambda row: row.program.state == state or word in row.haystack


def _named_so(name: str, longer: tuple[str, ...]) -> Callable[[ProgramRow], bool]:
    """Whether the name stands there, and not as the end of a longer one. The state's own name stands in each row."""
    text = f" {name}"
    if not longer:
        return lambda row: text in row.haystack
    return lambda row: row.haystack.count(text) > sum(map(row.haystack.count, longer))
