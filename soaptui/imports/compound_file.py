"""Old Excel files (.xls): what is inside the compound file, and how far its sheets reach, before they are opened.

After the published formats [MS-CFB] and [MS-XLS]: a little file system in 512-byte sectors, and in its stream
"Workbook" one record after another, each with its number, its length and its body.
"""

import struct
from collections import Counter
from collections.abc import Iterator

from soaptui.imports.text_rows import BadFile
from soaptui.imports.workbook_size import check_extent, check_texts

BOOKS = ("Workbook", "Book")
"""The stream of a workbook, by the version of Excel."""

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END = 0xFFFFFFFA  # this number and those above it mark no sector
_DIRECTORY_ENTRY = 128
_SMALL = 4096  # a stream below this size is kept in the small sectors

_BEGIN, _CONTINUE, _LOCKED, _SHARED, _SHARED_CELL = 0x0809, 0x003C, 0x002F, 0x00FC, 0x00FD
_CELLS = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, _SHARED_CELL, 0x00D6, 0x00BD, 0x00BE}
_MANY = {0x00BD, 0x00BE}  # cells of several columns: the last column stands at the end


def check_compound(name: str, data: bytes) -> None:
    """Refuse a compound file that holds no open workbook, or one that would not fit into memory. Raises BadFile."""
    try:
        streams = dict(_File(data).named())
        if "EncryptedPackage" in streams:
            raise BadFile(f"{name} has a password: open it in Excel, remove the password, and save it again.")
        book = next((streams[each] for each in BOOKS if each in streams), None)
        if book is None:
            raise BadFile(
                f"{name} is a file of an old Office program, not a workbook: save the list as .xlsx or CSV."
            )
        _check_book(name, book)
    except BadFile:
        raise
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise BadFile(f"{name} is a damaged workbook: download it again, or save it as .xlsx.") from error


class _File:
    """A compound file taken apart as far as its streams."""

    def __init__(self, data: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("sector size")
        self.data, self.size = data, 1 << shift
        self.table = self._table()
        (first,) = struct.unpack_from("<I", data, 48)
        self.entries = self.stream(first)
        (first_small,) = struct.unpack_from("<I", data, 60)
        self.small_table = self._numbers(self.stream(first_small))
        (first,) = struct.unpack_from("<I", self.entries, 116)  # the first entry is the root, which holds them
        self.small = self.stream(first)

    def _sector(self, number: int) -> bytes:
        found = self.data[(number + 1) * self.size : (number + 2) * self.size]
        if len(found) < self.size:
            raise ValueError("cut off")
        return found

    @staticmethod
    def _numbers(part: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))

    def _table(self) -> list[int]:
        """Of each sector the one that follows it."""
        (count,), (first_more,) = struct.unpack_from("<I", self.data, 44), struct.unpack_from("<I", self.data, 68)
        places = list(struct.unpack_from("<109I", self.data, 76))
        for _ in range(len(self.data) // self.size):
            if first_more >= _END:
                break
            *more, first_more = self._numbers(self._sector(first_more))
            places += more
        there = [place for place in places if place < _END][:count]
        return [number for place in there for number in self._numbers(self._sector(place))]

    @staticmethod
    def _chain(first: int, following: list[int]) -> Iterator[int]:
        for _ in range(len(following) + 1):  # a chain that bites its own tail ends here
            if first >= _END:
                return
            yield first
            first = following[first]
        raise ValueError("endless chain")

    def stream(self, first: int) -> bytes:
        """The sectors from the first one on, joined."""
        return b"".join(map(self._sector, self._chain(first, self.table)))

    def named(self) -> Iterator[tuple[str, bytes]]:
        """The streams by name; only a workbook's is read."""
        for begin in range(0, len(self.entries) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
            length, kind = struct.unpack_from("<HB", self.entries, begin + 64)
            first, size = struct.unpack_from("<II", self.entries, begin + 116)
            if kind != 2 or not 2 <= length <= 64:
                continue
            name = self.entries[begin : begin + length - 2].decode("utf-16-le", "replace")
            if name not in BOOKS:
                yield name, b""
            elif size < _SMALL:
                small = self._chain(first, self.small_table)
                yield name, b"".join(self.small[n * 64 : (n + 1) * 64] for n in small)[:size]
            else:
                yield name, self.stream(first)[:size]


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook's stream."""
    begin = 0
    while begin + 4 <= len(book):
        number, length = struct.unpack_from("<HH", book, begin)
        yield number, book[begin + 4 : begin + 4 + length]
        begin += 4 + length


def _check_book(name: str, book: bytes) -> None:
    cells = rows = columns = 0
    shared: list[bytes] = []
    used: Counter[int] = Counter()
    record = 0
    for number, body in _records(book):
        record = record if number == _CONTINUE else number
        if record == _LOCKED:
            raise BadFile(f"{name} has a password: open it in Excel, remove the password, and save it again.")
        if record == _SHARED:
            shared.append(body)
        elif record == _BEGIN:
            cells, rows, columns = cells + rows * columns, 0, 0
        elif number in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            column = struct.unpack_from("<H", body, len(body) - 2)[0] if number in _MANY else column
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            check_extent(name, rows, columns, cells + rows * columns)
            if number == _SHARED_CELL and len(body) >= 10:
                used[struct.unpack_from("<I", body, 6)[0]] += 1
    lengths = list(_lengths(shared))
    check_texts(name, sum(lengths[n] * count for n, count in used.items() if n < len(lengths)))


def _lengths(shared: list[bytes]) -> Iterator[int]:
    """How many characters each shared text has. A text may run on into the next record, which says anew how wide."""
    part, at = 0, 8
    while part < len(shared):
        if at + 3 > len(shared[part]):
            part, at = part + 1, 0
            continue
        characters, flags = struct.unpack_from("<HB", shared[part], at)
        at += 3
        extra = 0
        if flags & 8:
            extra, at = extra + 4 * struct.unpack_from("<H", shared[part], at)[0], at + 2
        if flags & 4:
            extra, at = extra + struct.unpack_from("<I", shared[part], at)[0], at + 4
        yield characters
        part, at = _after(shared, part, at, characters, flags & 1)
        at += extra
        while part < len(shared) and at > len(shared[part]):
            part, at = part + 1, at - len(shared[part])


def _after(shared: list[bytes], part: int, at: int, characters: int, wide: int) -> tuple[int, int]:
    """The place behind so many characters of one byte, or two where they are wide."""
    while True:
        here = min(characters, max(0, len(shared[part]) - at) >> wide)
        characters, at = characters - here, at + (here << wide)
        if not characters:
            return part, at
        part, at = part + 1, 1
        wide = shared[part][0] & 1
