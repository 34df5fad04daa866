"""Bytes to text and text to rows: CSV by its own rules, whatever separates its columns."""

import csv
from collections.abc import Iterator

from soaptui.imports.headers import map_headers
from soaptui.imports.text_rows import FIELD_CHARACTERS, LINE_CHARACTERS, LINES, BadFile, TextRow, check_size
from soaptui.programs import specialties

HEADER_WITHIN = 40
"""Headings are looked for in this many first lines."""

SEPARATORS = ",;\t|"
LINES_IN_A_FIELD = 50
MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def decoded(data: bytes, name: str) -> str:
    """The text of a file, by its mark or by what its bytes can be. Raises BadFile."""
    for mark, encoding in (*MARKS, *_unmarked_utf16(data)):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise BadFile(f"{name} is cut off in the middle of a character: save it again as UTF-8.") from None
    if b"\0" in data:
        raise BadFile(f"{name} is not a text file: save the list as .xlsx or as CSV in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes on a western Windows; the five bytes that cp1252 leaves open become a question mark.
        return data.decode("cp1252", errors="replace")


def _unmarked_utf16(data: bytes) -> list[tuple[bytes, str]]:
    """UTF-16 without its mark: of each pair of bytes the same one is zero, as long as the text is mostly English."""
    head = data[:4096]
    first, second = head[0::2], head[1::2]
    zeros = first.count(0), second.count(0)
    # A picture or a program has zeros too, but on both sides.
    if zeros[1] * 10 >= len(second) * 7 and zeros[0] * 50 <= len(first):
        return [(b"", "utf-16-le")]
    if zeros[0] * 10 >= len(first) * 7 and zeros[1] * 50 <= len(second):
        return [(b"", "utf-16-be")]
    return []


def newline_lines(text: str) -> str:
    """The text with every line ended by a newline alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def csv_rows(text: str, name: str, *, quotes: bool = True) -> list[TextRow]:
    """The rows of CSV text; without `quotes`, a quotation mark is a character like any other. Raises BadFile."""
    text = newline_lines(text)
    first, _, rest = text.partition("\n")
    shift = 0
    separator = ""
    if first.casefold().startswith("sep=") and len(first) == 5 and first[4] != '"':
        separator, text, shift = first[4], rest, 1
    reader = csv.reader(
        _lines(text, name, shift),
        delimiter=separator or separator_of(text),
        strict=True,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
    )
    csv.field_size_limit(FIELD_CHARACTERS)
    rows: list[TextRow] = []
    start = 1
    size = 0
    try:
        for cells in reader:
            if reader.line_num - start > LINES_IN_A_FIELD:
                raise BadFile(f'{name}, line {start + shift}: a quote (") is opened there and not closed. Close it.')
            if any(cell.strip() for cell in cells):
                rows.append(TextRow(start + shift, cells))
            size += len(cells)
            check_size(name, start + shift, len(rows), len(cells), size)
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(f"{name}, line {start + shift}: {_why(error, reader.line_num - start)}") from None
    return rows


def _why(error: csv.Error, lines: int) -> str:
    if "field larger" in str(error) and lines:
        return 'a quote (") is opened there and not closed. Close it.'
    if "field larger" in str(error):
        return f"a cell is longer than {FIELD_CHARACTERS:,} characters. Shorten it, or save the list again as CSV."
    return f"{error}. Close the quote there, or save the list again as CSV."


def _lines(text: str, name: str, shift: int) -> Iterator[str]:
    """The lines one by one, each with its end; none so long that it would fill the memory."""
    begin, number = 0, 1 + shift
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        if end - begin > LINE_CHARACTERS:
            raise BadFile(f"{name}, line {number}: longer than {LINE_CHARACTERS:,} characters. Save the list again.")
        if number > LINES:
            raise BadFile(f"{name} has more than {LINES:,} lines: save only the list itself.")
        yield text[begin:end]
        begin, number = end, number + 1


def separator_of(text: str) -> str:
    """The separator that makes headings of a line, or stands equally often in the most lines with a program code."""
    lines = [line[:2_000] for line in text.split("\n", 200)[:200] if line.strip()]
    coded = [line for line in lines if specialties.find_code(line)] or lines

    def fit(separator: str) -> tuple[int, int]:
        known = max((map_headers(line.split(separator)).known for line in lines[:HEADER_WITHIN]), default=0)
        counts = [line.count(separator) for line in coded]
        # Squared: a note full of commas must not outweigh the one semicolon of every line.
        regular = max((count * counts.count(count) ** 2 for count in set(counts)), default=0)
        return known if known > 1 else 0, regular

    return max(SEPARATORS, key=fit)
