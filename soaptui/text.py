"""Text from a user or a file: `clean` at the way in, `shown` at the way out. Nothing else handles raw text."""

import re
import unicodedata
from collections import deque
from functools import cached_property

import msgspec

NAME_LIMIT = 200
"""Longest name, place, phone number or other one-line field kept, in characters."""

NOTE_LIMIT = 20_000
"""Longest note kept, in characters."""

EMAIL_LIMIT = 1_000_000
"""Longest email kept, in characters."""


WAY_BEGINS, WAY_ENDS = "\ufdd0", "\ufdd1"
"""What stands around the id of a way (soaptui/ways.py) until it is put into words. No text that comes in has them."""


class _Patterns:
    """What is not kept or shown. Made when the first text needs it: nearly every text is plain, and a start waits."""

    @cached_property
    def sequences(self) -> re.Pattern[str]:
        """Escape sequences, removed whole, so that "\\x1b[31mred" leaves "red" and not "[31mred"."""
        return re.compile(
            r"\x1b\][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # OSC: title, clipboard, links
            r"|\x1b[PX^_][^\x1b\x9c\n]*(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
            # The same in one byte, only where it ends: in a wrongly decoded file these are pieces of quotation marks.
            r"|\x9d[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
            r"|[\x90\x98\x9e\x9f][^\x1b\x9c\n]*(?:\x1b\\|\x9c)"
            r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor, erase
            r"|\x1b[ -/]*[0-~]?"
        )

    @cached_property
    def dropped(self) -> re.Pattern[str]:
        """What is left of C0 (but tab and newline), DEL, C1, overrides of writing direction, byte order marks, lone
        surrogates, which no encoder takes, and the non-characters.
        """
        return re.compile(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
            "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
        )

    @cached_property
    def breaks(self) -> re.Pattern[str]:
        """Every kind of line break but the newline."""
        return re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

    @cached_property
    def unspoken(self) -> re.Pattern[str]:
        """The mark of a way that nobody put into words."""
        return re.compile(f"{WAY_BEGINS}[^{WAY_ENDS}]*{WAY_ENDS}?")

    def out_of(self, text: str, line_break: str) -> str:
        """The text without them, each line break as it is wanted."""
        return self.dropped.sub("", self.sequences.sub("", self.breaks.sub(line_break, text)))


_PATTERNS = _Patterns()
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("", "", "'\u2019`\u00b4")
_BETWEEN_WORDS = str.maketrans(
    dict.fromkeys(
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0\u00ab\u00b7\u00bb\u2018\u2019\u201c\u201d\u201e\u2026\u2212", " "
    )
    | dict.fromkeys(map(chr, range(0x2010, 0x2016)), " ")
)
"""Punctuation: where it stands, one word ends and another may begin."""


NEXT_LETTERS = 24
"""So many characters behind a cut tell whether the text stands whole somewhere else."""


class Cut(msgspec.Struct, frozen=True):
    """A text that was longer than can be kept: the beginning that is, how long it was, how long it may be, and the
    first of what is not kept, up to NEXT_LETTERS characters.
    """

    beginning: str
    length: int
    limit: int
    beyond: str


cuts: deque[Cut] = deque(maxlen=50)
"""The last texts that `clean` had to cut. Whoever keeps a text says so (soaptui/store/cutting.py)."""


unspoken: deque[str] = deque(maxlen=50)
"""The last texts that were to be shown with the mark of a way in them. There should be none: the tests look here."""


def clean(text: str, limit: int = NAME_LIMIT, *, lines: bool = False) -> str:
    """Text as it may be kept: no control characters, escape sequences or direction overrides, in form NFC.

    With `lines`, line breaks stay (as newlines) and so do runs of spaces; without, all white space becomes
    single spaces. What is longer than `limit` characters is cut, and noted in `cuts`.
    """
    kept = _without_controls(text, lines)
    if len(kept) <= limit:
        return kept
    beginning = kept[:limit].rstrip("\n" if lines else None)
    cuts.append(_cut(kept, beginning, limit))
    return beginning


def beginning_of(text: str, limit: int) -> str:
    """A text that is only said: as `clean` leaves it, up to `limit` characters. Nothing is lost: it is not kept."""
    return _without_controls(text, lines=False)[:limit].rstrip()


def _without_controls(text: str, lines: bool) -> str:
    if text.isascii() and text.isprintable():
        kept = text  # the common case, thousands of times in an import
    else:
        kept = unicodedata.normalize("NFC", _PATTERNS.out_of(text, "\n"))
    return kept.strip("\n") if lines else _SPACES.sub(" ", kept).strip()


def _cut(whole: str, beginning: str, limit: int) -> Cut:
    return Cut(beginning, len(whole), limit, whole[len(beginning) :][:NEXT_LETTERS])


def whole_text(text: str, limit: int) -> str:
    """A text that somebody else wrote, kept as it came: nothing taken out but what a terminal would obey, no space
    and no empty line. Every line break is a newline. What is longer than `limit` is cut, and noted in `cuts`.
    """
    kept = visible(text)
    if len(kept) <= limit:
        return kept
    cuts.append(_cut(kept, kept[:limit], limit))
    return kept[:limit]


def folded(text: str) -> str:
    """Text in small letters as it may be typed in haste: without accents and apostrophes."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()
    return plain.translate(_APOSTROPHES)


def word_line(text: str) -> str:
    """The words of a text as they are looked for: folded, one space between them, no punctuation."""
    return " ".join(folded(text).translate(_BETWEEN_WORDS).split())


def searched(*parts: str) -> str:
    """Texts to be searched: a line of words for each, with a space before and behind every word.

    So " im" stands in them only where a word begins so, and " im " only where it is a word. What has accents or
    apostrophes stands there once more, as it may be typed in haste.
    """
    small = "\n".join(parts).casefold()
    if not small.isascii() or "'" in small or "`" in small:
        plain = folded(small)
        small = small if small == plain else f"{small}\n{plain}"
    lines = small.translate(_BETWEEN_WORDS).split("\n")
    return "\n".join([f" {' '.join(words)} " for line in lines if (words := line.split())])


def shown(text: str) -> str:
    """Text as it may reach a terminal, on one line: the last guard, whatever path the text came by."""
    if text.isprintable():
        return text if text.isascii() or "  " not in text else _SPACES.sub(" ", text)
    return _SPACES.sub(" ", _PATTERNS.out_of(_without_ways(text), " "))


def shown_lines(text: str) -> str:
    """Like `shown`, for a note: its line breaks stay."""
    if text.isprintable():
        return shown(text)
    return "\n".join(shown(line) for line in _PATTERNS.breaks.sub("\n", text).split("\n"))


def shown_in_columns(line: str) -> str:
    """Like `shown`, for a line that is laid out in columns: runs of spaces stay as they are."""
    return re.sub("[^ ]+", lambda run: shown(run[0]), line)


def visible(text: str) -> str:
    """Text as it may stand in an input: nothing taken out but what a terminal would obey. Line breaks stay."""
    if text.isprintable():
        return text
    return _PATTERNS.out_of(_without_ways(text), "\n")


def _without_ways(text: str) -> str:
    """The text without what should have been put into words, which is noted."""
    if WAY_BEGINS in text:
        unspoken.append(text)
        return _PATTERNS.unspoken.sub("", text)
    return text
