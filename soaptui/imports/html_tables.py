"""Tables in a saved web page, which is also what many web sites send under the name .xls."""

import html
import re
from collections.abc import Iterator

from soaptui.imports.text_rows import COLUMNS, FIELD_CHARACTERS, BadFile, TextRow, TextSheet, check_size
from soaptui.nrmp_code import find_code

MARKUP_CHARACTERS = 10_000_000
TABLES_IN_TABLES = 20

PLAN_PAGE, LOG_PAGE, PROGRAM_PAGE = "soaptui plan", "soaptui log", "soaptui page"
REPORT_PAGE, PACK_PAGE, SEASON_PAGE = "soaptui report", "soaptui pack", "soaptui season"
"""The generators that pages written by soaptui name in their heads: such a page is no list."""

_WRITTEN = {
    PLAN_PAGE: "a page of your plan",
    LOG_PAGE: "your call log",
    PROGRAM_PAGE: "the page of one program",
    REPORT_PAGE: "the report of a season",
    PACK_PAGE: "your power-failure pack",
    SEASON_PAGE: "a saved season",
}

# Web pages and the XML of Excel 2003 say the same things in different words.
_TABLE = {"table", "worksheet"}
_ROW = {"tr", "row"}
_CELL = {"td", "th", "cell"}
_BREAK = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "dt", "dd", *_ROW, *_CELL}
_SILENT = {"script", "style", "template", "textarea", "select"}

# A tag ends at the next ">" and never holds a "<": read so, no page can make the reader look back.
_TAG = re.compile(
    r"<(?:(?P<special>!--|!\[CDATA\[)|[!?][^<>]*>|(?P<end>/)?(?P<tag>[a-z][\w:.-]{0,30})(?P<attributes>[^<>]*)>)",
    re.IGNORECASE,
)
_GENERATOR = re.compile(rf"<meta\s[^<>]*[\"']({'|'.join(_WRITTEN)})[\"'][^<>]*>", re.IGNORECASE)
_HEAD_CHARACTERS = 20_000
_SPECIAL = {"!--": ("-->", False), "![CDATA[": ("]]>", True)}
_ATTRIBUTE = re.compile(r"(?<![\w-])(colspan|rowspan|index)\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)


class _Open:
    """A table that is being read; `below` has for each column the cell that reaches down into the rows to come."""

    def __init__(self) -> None:
        self.rows: list[TextRow] = []
        self.cells: list[str] = []
        self.below: dict[int, tuple[int, str]] = {}
        self.words: list[str] | None = None
        self.line = 0
        self.wide = self.high = 1

    def fill_from_above(self) -> None:
        """The cells that reach down into this row, as far as they come next."""
        while len(self.cells) in self.below:
            left, text = self.below.pop(len(self.cells))
            if left > 1:
                self.below[len(self.cells)] = (left - 1, text)
            self.cells.append(text)


class _Reader:
    """Follows the tags; a table inside a cell is read as a table of its own, and all text as lines of the page."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.done: list[list[TextRow]] = []
        self.open: list[_Open] = []
        self.page: list[str] = []
        self.beside: list[TextRow] = []
        self.line = 1
        self.size = 0

    def begin(self, tag: str, attributes: str) -> None:
        """A table, a row, a cell or a break begins."""
        if tag in _BREAK:
            self.page.append("\n")
        if tag in _TABLE and len(self.open) < TABLES_IN_TABLES:
            self.open.append(_Open())
        elif self.open:
            self._inside(tag, attributes)

    def end(self, tag: str) -> None:
        """A table, a row or a cell ends."""
        if self.open and tag in _TABLE:
            self._end_row()
            self.done.append(self.open.pop().rows)
        elif self.open and tag in _ROW:
            self._end_row()
        elif self.open and tag in _CELL:
            self._end_cell()

    def text(self, data: str) -> None:
        """Text; what stands in no cell is none of the table's."""
        data = re.sub(r"\s+", " ", html.unescape(data))
        self.page.append(data)
        if self.open and self.open[-1].words is not None:
            self.open[-1].words.append(data)
        elif find_code(data) is not None:
            self.beside.append(TextRow(self.line, [data.strip()]))

    def _inside(self, tag: str, attributes: str) -> None:
        table = self.open[-1]
        if tag in _ROW:
            self._end_row()
            table.line = self.line
        elif tag in _CELL:
            self._begin_cell({name.casefold(): value for name, value in _ATTRIBUTE.findall(attributes)})
        elif tag in _BREAK and table.words:
            table.words.append("\n")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        table = self.open[-1]
        table.words = []
        table.line = table.line or self.line
        table.wide = _number(attributes.get("colspan", ""), COLUMNS)
        table.high = _number(attributes.get("rowspan", ""), 1_000)
        # The XML of Excel 2003 leaves empty cells out, and says of the next one where it stands.
        missing = _number(attributes.get("index", ""), COLUMNS) - 1 - len(table.cells)
        table.cells += [""] * max(0, missing)

    def _end_cell(self) -> None:
        table = self.open[-1]
        if table.words is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(table.words).split("\n")).strip()
        if len(text) > FIELD_CHARACTERS:
            raise BadFile(f"{self.name}, line {table.line}: a cell is longer than {FIELD_CHARACTERS:,} characters.")
        table.fill_from_above()
        for place in range(table.wide):
            shown = "" if place else text
            if table.high > 1:
                table.below[len(table.cells)] = (table.high - 1, shown)
            table.cells.append(shown)
        table.words = None
        check_size(self.name, table.line, 0, len(table.cells), 0)

    def _end_row(self) -> None:
        self._end_cell()
        table = self.open[-1]
        if any(table.cells):
            table.fill_from_above()
            table.rows.append(TextRow(table.line, table.cells))
            self.size += len(table.cells)
            check_size(self.name, table.line, len(table.rows), len(table.cells), self.size)
        table.cells, table.line = [], 0


def _number(text: str, most: int) -> int:
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 7 else 1


def _parts(text: str) -> Iterator[tuple[int, str, str]]:
    """The page in parts, each with its line: text, and tags that begin or end. Never looks at a place twice."""
    at, line, counted = 0, 1, 0
    while at < len(text):
        found = _TAG.search(text, at)
        start = found.start() if found else len(text)
        line, counted = line + text.count("\n", counted, at), at
        if start > at:
            yield line, "text", text[at:start]
        if found is None:
            return
        at = found.end()
        tag = (found["tag"] or "").rpartition(":")[2].casefold()
        if found["special"]:
            close, kept = _SPECIAL[found["special"].upper()]
            end = text.find(close, at)
            if kept:
                yield line, "text", text[at : end if end >= 0 else len(text)]
            at = end + len(close) if end >= 0 else len(text)
        elif tag in _SILENT and not found["end"]:
            at = _silent_end(text, tag, at)
        elif tag:
            line, counted = line + text.count("\n", counted, start), start
            yield line, "end" if found["end"] else "begin", f"{tag} {found['attributes']}"
            if found["attributes"].endswith("/") and tag in _CELL | _ROW:
                yield line, "end", tag


def _silent_end(text: str, tag: str, at: int) -> int:
    """Where a part of the page ends that is not text: a script, a style."""
    found = re.compile(rf"</{tag}\b", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def read_markup(text: str, name: str) -> tuple[list[TextSheet], str]:
    """The tables of a page, and all its text in lines. Raises BadFile."""
    if len(text) > MARKUP_CHARACTERS:
        raise BadFile(f"{name} is a web page of more than {MARKUP_CHARACTERS:,} characters: save its table as CSV.")
    if found := _GENERATOR.search(text, 0, _HEAD_CHARACTERS):
        what = _WRITTEN[found[1].casefold()]
        raise BadFile(f"{name} is {what}, written by soaptui, not a list: import the list itself.")
    reader = _Reader(name)
    for line, kind, what in _parts(text):
        reader.line = line
        if kind == "text":
            reader.text(what)
        else:
            tag, _, attributes = what.partition(" ")
            if kind == "begin":
                reader.begin(tag, attributes)
            else:
                reader.end(tag)
    while reader.open:  # a page that was cut off
        reader.end("table")
    tables = [rows for rows in reader.done if rows]
    label = "{name}" if len(tables) == 1 else "{name}, sheet {number}"
    beside = tuple(reader.beside)
    sheets = [
        TextSheet(label.format(name=name, number=n), rows, beside=beside) for n, rows in enumerate(tables, start=1)
    ]
    return sheets, "".join(reader.page)
