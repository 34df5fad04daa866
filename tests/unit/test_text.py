"""Text from outside: what is dangerous never comes through, and what people are called is left alone."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean, shown, shown_lines, visible

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200e\u200f\ufeff"

# Mostly what a terminal or an encoder reacts to, so that random text hits it often.
HOSTILE = st.sampled_from(
    "\x00\x07\x08\t\n\x0b\x0c\r\x1b\x1b\x1b[]P0;31mH\\\x7f\x85\x90\x98\x9b\x9c\x9d\x9e\x9f\xa0 a"
    "e\u0301\u0323\u061c\u200b\u200d\u200e\u2028\u2029\u202e\u2066\u2069\u3000\ufeff\ufffe\ud800\udfff\U0001f600"
)
TEXT = st.one_of(
    st.text(HOSTILE, max_size=60),
    st.text(st.one_of(HOSTILE, st.characters(codec=None)), max_size=60),
    st.text(max_size=60),
)

NAMES = [
    "St. Mary's Hospital [/] IM",
    "José Núñez-Ağaoğlu",
    "Đặng Thị Hồng",
    "Zoë O’Connor-Löwe",
    "Nguyễn Văn Ánh",
    "Αθηνά Παπαδοπούλου",
    "Наталья Щёголева",
    "محمد بن عبد الله",
    "می‌خواهم",  # with a zero-width non-joiner, which Persian needs
    "משה בן־דוד",
    "अनुष्का क्षेत्री",
    "ක්‍රිෂාන් සිල්වා",  # with a zero-width joiner, which Sinhala needs
    "யாழினி சுப்பிரமணியம்",
    "สมชาย ใจดี",
    "山田 太郎",
    "김민준",
    "王小明",
    "👩‍⚕️ Dr. Ọlá",
]


def assert_harmless(text: str, allowed: str = "") -> None:
    """No control, no surrogate, nothing that turns the direction of writing."""
    for character in text.translate({ord(c): None for c in allowed}):
        assert unicodedata.category(character) not in ("Cc", "Cs"), hex(ord(character))
        assert unicodedata.bidirectional(character) not in DIRECTIONS, hex(ord(character))
        assert character not in MARKS, hex(ord(character))
    text.encode("utf-8")


@settings(deadline=None, max_examples=400)
@given(text=TEXT, limit=st.integers(1, 40), lines=st.booleans())
@example(text="a" * 9 + " b", limit=10, lines=False)
@example(text="ab\n\ncd", limit=3, lines=True)
def test_cleaning_what_is_clean_changes_nothing(text: str, limit: int, lines: bool) -> None:
    once = clean(text, limit, lines=lines)
    assert clean(once, limit, lines=lines) == once
    assert len(once) <= limit


@settings(deadline=None, max_examples=400)
@given(text=TEXT)
def test_nothing_that_moves_a_terminal_comes_out_of_clean(text: str) -> None:
    assert_harmless(clean(text))
    assert_harmless(clean(text, NOTE_LIMIT, lines=True), allowed="\n\t")
    assert unicodedata.is_normalized("NFC", clean(text))


@settings(deadline=None, max_examples=400)
@given(text=TEXT)
def test_nothing_that_moves_a_terminal_comes_out_of_shown(text: str) -> None:
    assert_harmless(shown(text))
    assert shown(shown(text)) == shown(text)
    assert_harmless(shown_lines(text), allowed="\n")
    assert shown_lines(shown_lines(text)) == shown_lines(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_in_many_scripts_stay_as_they_are(name: str, form: str) -> None:
    composed = unicodedata.normalize("NFC", name)
    assert clean(unicodedata.normalize(form, name)) == composed  # type: ignore[arg-type]  # one of the four
    assert shown(composed) == composed
    assert shown_lines(f"{composed}\n{composed}") == f"{composed}\n{composed}"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bPq#0;2\x1b\\b", "ab"),
        ("a\x1b[2Jb", "ab"),
        ("a\x1bcb", "ab"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("\ufeffname", "name"),
        ("a\ud800b", "ab"),
    ],
)
def test_escape_sequences_go_as_a_whole(raw: str, expected: str) -> None:
    assert clean(raw) == expected
    assert shown(raw) == expected


def test_quotation_marks_from_a_wrongly_decoded_file_do_not_swallow_what_follows() -> None:
    wrong = "they said “yes” and meant it".encode().decode("latin-1")
    assert clean(wrong).endswith(" and meant it")
    assert shown(wrong).endswith(" and meant it")


def test_an_unfinished_escape_sequence_takes_no_more_than_its_line() -> None:
    assert clean("one\x1b]0;two\nthree", lines=True) == "one\nthree"


def test_white_space_becomes_single_spaces_in_a_name() -> None:
    assert clean("  Ohio\t Valley\r\n\u2028 IM\u00a0 ") == "Ohio Valley IM"


def test_line_breaks_of_every_kind_stay_in_a_note() -> None:
    assert clean("a\r\nb\rc\x85d\u2028e  f\tg\n", lines=True) == "a\nb\nc\nd\ne  f\tg"


def test_what_is_too_long_is_cut() -> None:
    assert clean("é" * 500) == "é" * NAME_LIMIT
    assert clean("x" * 500, 20) == "x" * 20


def test_a_text_that_is_plain_and_one_that_is_not_keep_the_same_characters() -> None:
    printable = [chr(code) for code in range(0x110000) if chr(code).isprintable()]
    for start in range(0, len(printable), 1000):
        text = "".join(printable[start : start + 1000])
        for door in (shown, shown_lines, visible):
            assert door(text) == text == door(f"{text}\x00")
