"""What the parts of an XLSX workbook say of its sheets that no reader of values tells: hidden rows, and formulas
whose values were not saved with them."""

import io
import posixpath
import re
import zipfile
from typing import NamedTuple


class SheetMarks(NamedTuple):
    """Of one sheet: how many rows are hidden, and how many formulas came without a value."""

    hidden_rows: int = 0
    unsaved_formulas: int = 0


_NAME = rb"(?:[^\s<>/:]+:)?"
_SHEET = re.compile(rb"<" + _NAME + rb"sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<" + _NAME + rb"Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_HIDDEN_ROW = re.compile(rb"<" + _NAME + rb"row\s[^<>]*\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_CELL = re.compile(rb"<" + _NAME + rb"c[\s>][^<>]*?>?(.*?)</" + _NAME + rb"c\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<" + _NAME + rb"f[\s/>]")
_VALUE = re.compile(rb"<" + _NAME + rb"v\s*>\s*[^<\s]")


def marks_of_package(data: bytes) -> dict[str, SheetMarks]:
    """The marks by the name of the sheet; nothing of a workbook of another kind."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = {
            said.get("Id", ""): posixpath.normpath(posixpath.join("xl", said.get("Target", ""))).lstrip("/")
            for said in _attributes(_RELATION, package.read("xl/_rels/workbook.xml.rels"))
        }
        found: dict[str, SheetMarks] = {}
        for said in _attributes(_SHEET, package.read("xl/workbook.xml")):
            relation = next((value for name, value in said.items() if name.endswith(":id")), "")
            if (part := targets.get(relation, "")) in names:
                found[said.get("name", "")] = _marks(package.read(part))
        return found


def _attributes(pattern: re.Pattern[bytes], part: bytes) -> list[dict[str, str]]:
    return [
        {name.decode(): _plain((one or other).decode("utf-8", "replace")) for name, one, other in
         _ATTRIBUTE.findall(element[1])}
        for element in pattern.finditer(part)
    ]  # fmt: skip


def _plain(text: str) -> str:
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text


def _marks(part: bytes) -> SheetMarks:
    hidden = sum(1 for _ in _HIDDEN_ROW.finditer(part))
    if not _FORMULA.search(part):
        return SheetMarks(hidden)
    cells = (cell[1] for cell in _CELL.finditer(part))
    return SheetMarks(hidden, sum(1 for cell in cells if _FORMULA.search(cell) and not _VALUE.search(cell)))
