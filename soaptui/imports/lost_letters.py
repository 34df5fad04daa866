"""Letters that were lost before or while a file was read: it was saved in other bytes than the usual ones."""

import re
from collections.abc import Sequence

from soaptui.imports.table_finding import ListTable
from soaptui.text import beginning_of

SHOWN = 5
"""So many lines are told."""

_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])[‚„ƒˆ‰¤]|(?<=[a-z])[†‡‹”](?=[a-z])")
"""What stands for a letter that could not be read, and the marks that an old code page's letters become in a word:
"Andr‚" was "André"."""


def letters_lost(tables: Sequence[ListTable]) -> list[str]:
    """Which lines hold a letter that could not be read, in a sentence for each table that has any."""
    sentences = []
    for table in tables:
        words = [(row.line, word) for row in table.sheet.rows for cell in row.cells if (word := _lost_word(cell))]
        if words:
            shown = "; ".join(f"line {line}, {word}" for line, word in words[:SHOWN])
            more = " ..." if len(words) > SHOWN else ""
            sentences.append(
                f"{table.sheet.name}: a letter could not be read ({shown}{more}): "
                "save the file as CSV in UTF-8, and import it again"
            )
    return sentences


def _lost_word(cell: str) -> str:
    """The first word of a cell in which a letter was lost; empty where none was."""
    if cell.isascii():
        return ""
    return next((beginning_of(word, 30) for word in cell.split() if _LOST.search(word)), "")
