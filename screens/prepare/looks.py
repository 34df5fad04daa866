"""How readiness and documents look in a line."""

from soaptui.glyphs import says_drawings
from soaptui.prepare import documents
from soaptui.records import Document
from soaptui.screens.widgets.cells import Cell

BAR = 5


def readiness_bar(done: int, total: int) -> str:
    """A bar of five blocks; full only where all is done, empty only where nothing is. The figures stand beside it."""
    if says_drawings():
        return ""
    blocks = BAR * done // total if total else 0
    return f"{'█' * max(blocks, int(done > 0)):·<{BAR}}"


def document_cells(document: Document) -> list[Cell]:
    """One statement or letter: a mark, what it is, how it stands."""
    standing = documents.STANDINGS[document.state]
    look = {"uploaded": "good", "withdrawn": "dim"}.get(document.state, "")
    return [
        Cell(standing.glyph, look),
        Cell(documents.document_title(document, short=True), look),
        Cell(standing.short, look),
    ]
