"""Text in the layout of the NRMP's own documents: institution and town on lines of their own, above a block of
programs, each with its code and its numbers on one line."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from soaptui.imports.delimited_text import newline_lines
from soaptui.imports.pasted_fields import HEADINGS, HOUSE, is_city
from soaptui.imports.text_rows import TextRow, TextSheet, check_size
from soaptui.nrmp_code import find_code
from soaptui.programs.us_states import STATES

_PROGRAM = re.compile(
    r"\s*(?P<name>\S.*?)\s+(?P<code>[0-9]{4}[0-9A-Z]{3}[A-Z][0-9]{1,3})(?P<numbers>(?:\s+[0-9]{1,4})+)(?:\s+|$)"
)
_COUNTED = {
    "quota": "quota", "offered": "quota", "positions": "quota", "matched": "matched", "filled": "matched",
    "unfilled": "unfilled", "open": "unfilled", "vacant": "unfilled",
}  # fmt: skip
_HEADING_WORDS = {*_COUNTED, "program", "programs", "code", "name", "nrmp", "city", "institution", "number", "no"}
_YEARS = re.compile(r"(20\d\d)(?:\s*[-–]\s*(20\d\d))?")
_FURNITURE = re.compile(
    r"(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?|©.*|.*\bcopyright\b.*|.*\ball rights reserved\b.*", re.I
)
_SUFFIX = re.compile(r"-([A-Z]{2})$")

MOST_ABOVE = 2
"""The institution and its town; what stands above them is a title."""


class _Block(NamedTuple):
    institution: str
    city: str
    line: int
    cells: list[str]
    """Name, code and numbers of one program."""


def block_table(text: str, name: str) -> TextSheet | None:
    """The table in such a text; None where the text is laid out otherwise."""
    lines = [(number, line.strip()) for number, line in enumerate(newline_lines(text).split("\n"), start=1)]
    blocks, beside = _blocks([(number, line) for number, line in lines if line])
    coded = sum(1 for _, line in lines if find_code(line))
    if not blocks or len(beside) * 10 > coded:
        return None
    width = len(blocks[0].cells) - 2
    counted = _counted_columns([line for _, line in lines], width)
    if not counted or any(len(block.cells) - 2 != width for block in blocks):
        return None
    headings, notes = _headings(counted, width, [line for _, line in lines])
    if len(headings) != width:
        return None
    named = [HEADINGS["institution"], HEADINGS["city"], HEADINGS["name"], HEADINGS["code"]]
    rows = [TextRow(1, [*named, *headings])]
    for block in blocks:
        rows.append(TextRow(block.line, [block.institution, block.city, *block.cells]))
        check_size(name, block.line, len(rows), len(rows[0].cells), len(rows) * len(rows[0].cells))
    return TextSheet(name, rows, notes=notes, beside=tuple(beside))


def program_line(line: str) -> bool:
    """Whether a line is a program with its code and its numbers, and nothing else."""
    return len(_programs_on(line)) == 1


def _programs_on(line: str) -> list[re.Match[str]]:
    """The programs of a line that has nothing else, each with its code and its own numbers."""
    found: list[re.Match[str]] = []
    at = 0
    while (program := _PROGRAM.match(line, at)) is not None and not find_code(program["name"]):
        found.append(program)
        at = program.end()
    return found if at == len(line) else []


def _is_heading(line: str) -> bool:
    words = re.findall(r"[A-Za-z]+|\d+", line.casefold())
    return bool(words) and all(word in _HEADING_WORDS or re.fullmatch(r"20\d\d", word) for word in words)


def _counted_columns(lines: list[str], width: int) -> list[str]:
    """What the numbers behind a code count, by the first line of headings that says it of so many, else of any.

    A title ("NRMP Unfilled Programs") may have no other words than headings have.
    """
    said = [
        [_COUNTED[word] for word in re.findall(r"[a-z]+", line.casefold()) if word in _COUNTED]
        for line in lines
        if _is_heading(line)
    ]
    found = [counted for counted in said if counted]
    return next((counted for counted in found if len(counted) == width), found[0] if found else [])


def _blocks(lines: list[tuple[int, str]]) -> tuple[list[_Block], list[TextRow]]:
    """The programs, each with the institution and the town above its block, and the lines with codes that are laid
    out otherwise; no programs where a block has no such lines above it."""
    blocks: list[_Block] = []
    beside: list[TextRow] = []
    above: list[str] = []
    house = city = ""
    below = True
    for number, line in lines:
        programs = _programs_on(line)
        if not programs:
            if find_code(line):
                beside.append(TextRow(number, [line]))
            elif not _is_heading(line) and not _FURNITURE.fullmatch(line):
                above = [*([] if below else above), line][-MOST_ABOVE:]
                below = False
            continue
        if not below:
            house, city = _house_and_city(above)
            below = True
        if not house:
            return [], []
        blocks += [_Block(house, city, number, [p["name"], p["code"], *p["numbers"].split()]) for p in programs]
    return blocks, beside


def _house_and_city(above: Sequence[str]) -> tuple[str, str]:
    """The institution and its town; empty where the lines above a block are something else."""
    if len(above) == MOST_ABOVE and _is_house(above[0]) and is_city(above[1]):
        return above[0], above[1]
    return (above[-1], "") if above and _is_house(above[-1]) else ("", "")


def _is_house(line: str) -> bool:
    suffix = _SUFFIX.search(line)
    return bool(suffix and suffix[1] in STATES) or bool(HOUSE.search(line))


def _headings(counted: list[str], width: int, lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The headings of the numbers: with their years where they are results; and what has to be said of those."""
    plain = {"quota": HEADINGS["quota"], "unfilled": HEADINGS["unfilled"], "matched": "Matched"}
    if "matched" not in counted or "quota" not in counted:
        return ([plain[each] for each in counted], ()) if len(counted) == width else ([], ())
    years, note = _years_of(lines, width // 2)
    if len(years) * 2 != width:
        return ([plain[each] for each in counted], ()) if len(counted) == width else ([], ())
    pair = [each.capitalize() for each in counted[:2]]
    return [f"{year} {what}" for year in years for what in pair], (note,) if note else ()


def _years_of(lines: list[str], pairs: int) -> tuple[list[str], str]:
    """The year of each pair of quota and matched: as a line of years says, else the title's last."""
    for line in lines:
        words = line.split()
        if len(words) == pairs and all(re.fullmatch(r"20\d\d", word) for word in words):
            return words, ""
    title = next((found for line in lines if not find_code(line) and (found := _YEARS.search(line))), None)
    if title is None or pairs != 1:
        return [], ""
    first, last = title[1], title[2] or title[1]
    note = f"it is of {first} to {last} and has one pair of numbers for each program: taken as {last}"
    return [last], note if first != last else ""
