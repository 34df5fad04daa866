"""A small writer of PDFs: pages of lines, each a text at its place, as a text program prints them."""

import io
from collections.abc import Sequence

PlacedText = tuple[float, str]
"""How far from the left edge, in points, and what stands there."""


def pdf_of_pages(pages: Sequence[Sequence[Sequence[PlacedText]]], *, left: float = 60) -> bytes:
    """The bytes of a PDF with these lines on each page; an empty line keeps its place."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids: list[str] = []
    for lines in pages:
        content = _content(lines, left)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _content(lines: Sequence[Sequence[PlacedText]], left: float) -> bytes:
    parts = [b"BT /F1 9 Tf"]
    for number, line in enumerate(lines):
        for across, text in line:
            safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
            parts.append(b"1 0 0 1 %g %g Tm (%s) Tj" % (left + across, 750 - 12 * number, safe))
    return b"\n".join([*parts, b"ET"])


def pdf_of_text(text: str, *, lines_on_a_page: int = 55) -> bytes:
    """A PDF of plain lines, as a text program prints them."""
    lines = text.split("\n")
    pages = [lines[n : n + lines_on_a_page] for n in range(0, len(lines), lines_on_a_page)]
    return pdf_of_pages([[[(0, line)] if line.strip() else [] for line in page] for page in pages])


def pdf_of_table(rows: Sequence[Sequence[str]], widths: Sequence[float], *, rows_on_a_page: int = 40) -> bytes:
    """A PDF of a table without rules, its headings on top of each page."""
    heading, *below = rows
    pages = []
    for begin in range(0, len(below), rows_on_a_page):
        lines = []
        for cells in [heading, *below[begin : begin + rows_on_a_page]]:
            lines.append([(sum(widths[:n]), cell) for n, cell in enumerate(cells) if cell])
        pages.append(lines)
    return pdf_of_pages(pages)
