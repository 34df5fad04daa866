"""Words with keys know where a click presses which."""

from hypothesis import given
from hypothesis import strategies as st

from soaptui.screens.commands import with_keys
from soaptui.screens.keys.keyed_words import KeyedWords, keyed_words

KEYS = {"done": ["ctrl+s"], "leave": ["escape"], "email": ["f9", "alt+9", "ctrl+b"], "none": []}


def clickable(words: KeyedWords) -> list[tuple[str, str]]:
    return [(words[begin:end], key) for begin, end, key in words.places]


def words_of(text: str) -> KeyedWords:
    return keyed_words(text, lambda id: KEYS.get(id, []))


def test_a_key_takes_its_words_with_it() -> None:
    assert clickable(
        words_of("{done} ended · {leave} leaves. Enter is named · Tab next\n{email+} email  {done} out")
    ) == [
        ("Ctrl+S ended", "ctrl+s"),
        ("Esc leaves", "escape"),
        ("Tab next", "tab"),
        ("F9 ^B email", "f9"),
        ("Ctrl+S out", "ctrl+s"),
    ]


def test_two_keys_for_one_thing_are_two_places() -> None:
    assert clickable(words_of("{done} or {leave} keeps it")) == [("Ctrl+S", "ctrl+s"), ("Esc keeps it", "escape")]


def test_a_command_without_a_key_is_no_place() -> None:
    assert words_of("{none} and {email}") == " and F9"
    assert clickable(words_of("{none} and {email}")) == [("F9", "f9")]


def test_put_behind_or_before_other_words_the_places_go_along() -> None:
    words = "EARLY. " + words_of("{leave} leaves") + " now, " + words_of("{done} ends")
    assert isinstance(words, KeyedWords)
    assert words == "EARLY. Esc leaves now, Ctrl+S ends"
    assert clickable(words) == [("Esc leaves", "escape"), ("Ctrl+S ends", "ctrl+s")]


def test_the_registry_makes_them() -> None:
    said = with_keys("{undo} takes it back")
    assert isinstance(said, KeyedWords)
    assert clickable(said) == [("u takes it back", "u")]


@given(
    st.lists(
        st.sampled_from(["{done}", "{leave}", "{email+}", "{x}", " · ", "\n", "Tab ", "Enter ", "a", ". ", "  "])
    )
)
def test_places_never_overlap_and_lie_in_the_text(pieces: list[str]) -> None:
    words = words_of("".join(pieces))
    ends = [0]
    for begin, end, _ in words.places:
        assert ends[-1] <= begin <= end <= len(words)
        ends.append(end)
