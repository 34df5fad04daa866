"""The journal: what was appended is read, what was cut off is passed over, what is damaged is said."""

import stat
from pathlib import Path
from typing import Any

import pytest

from soaptui.store import chain, journal, lines
from soaptui.store.change import Change, Put
from soaptui.store.codec import Unwritable
from soaptui.store.journal import Journal, JournalPlace
from tests.unit.store_helpers import START, call

STORE = "0123456789ab"


def line(seq: int, note: str = "", store: str = STORE) -> bytes:
    """The journal's line for a change that adds a call."""
    record = call(seq, note=note)
    put = Put(kind="calls", id=record.id, before=None, after=record)
    return lines.encode_line(store, Change(label=f"Call {seq}", puts=(put,), seq=seq, at=START))


def written(folder: Path, *seqs: int, name: str = "0000000001.000.jsonl") -> Path:
    """A segment that holds these changes."""
    folder.mkdir(exist_ok=True)
    segment = folder / name
    segment.write_bytes(b"".join(line(seq) for seq in seqs))
    return segment


def seqs(reading: journal.JournalReading) -> list[int]:
    """The numbers of the changes that were read."""
    return [change.seq for change in reading.changes]


def test_an_appended_line_is_in_the_file_when_append_returns(tmp_path: Path) -> None:
    writer = Journal(tmp_path)
    for seq in (1, 2, 3):
        writer.append(seq, line(seq))
        assert (tmp_path / "0000000001.000.jsonl").read_bytes() == b"".join(line(n) for n in range(1, seq + 1))
    writer.close()


def test_a_change_reads_back_as_it_was_written(tmp_path: Path) -> None:
    written(tmp_path, 1)
    (change,) = journal.read_journal(tmp_path, STORE).changes
    assert (change.seq, change.label, change.at) == (1, "Call 1", START)
    assert change.puts[0].after == {"id": "call0001", "started": "2027-03-18T14:13:05Z"}


@pytest.mark.posix
def test_the_journal_is_for_its_user_alone(tmp_path: Path) -> None:
    writer = Journal(tmp_path / "journal")
    writer.append(1, line(1))
    writer.close()
    assert stat.S_IMODE((tmp_path / "journal").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "journal/0000000001.000.jsonl").stat().st_mode) == 0o600


def test_a_line_cut_off_at_any_byte_is_passed_over_without_a_word(tmp_path: Path) -> None:
    segment = written(tmp_path, 1, 2)
    data = segment.read_bytes()
    first = len(line(1))
    for length in range(first, len(data) + 1):
        segment.write_bytes(data[:length])
        reading = journal.read_journal(tmp_path, STORE)
        assert reading.damage == []
        assert seqs(reading) == ([1, 2] if length >= len(data) - 1 else [1])  # a newline alone is not missed
        assert reading.place == JournalPlace(segment.name, len(data) if length == len(data) else first)


def test_any_flipped_bit_is_found_and_put_right(tmp_path: Path) -> None:
    segment = written(tmp_path, 1, 2, 3)
    good = [segment.read_bytes()[: len(line(1))], line(2), line(3)]
    data = b"".join(good)
    plain = journal.read_journal(tmp_path, STORE).changes
    start = len(good[0])
    for position in range(start, start + len(good[1])):
        for bit in range(8):
            broken = bytearray(data)
            broken[position] ^= 1 << bit
            segment.write_bytes(broken)
            reading = journal.read_journal(tmp_path, STORE)
            assert reading.changes == plain
            ((path, sentence),) = reading.damage
            assert path == segment
            assert "line 2" in sentence
            assert "corrected" in sentence


@pytest.mark.parametrize("junk", [b"[" * 200_000, b"\x00" * 64, b"\xff\xfe", b"{}", b"null", b"", b'{"crc":"\xff"}'])
def test_any_line_that_is_no_change_is_damage_and_stops_nothing(tmp_path: Path, junk: bytes) -> None:
    segment = written(tmp_path, 1)
    segment.write_bytes(line(1) + junk + b"\n" + line(2))
    reading = journal.read_journal(tmp_path, STORE)
    assert seqs(reading) == [1, 2]
    assert len(reading.damage) == 1
    assert journal.good_lines(segment.read_bytes(), STORE) == line(1) + line(2)


def test_a_line_of_another_store_is_never_taken_for_ours(tmp_path: Path) -> None:
    written(tmp_path, 1).open("ab").write(line(2, store="ffffffffffff"))
    reading = journal.read_journal(tmp_path, STORE)
    assert seqs(reading) == [1]
    assert "another store" in reading.damage[0][1]


def test_a_store_id_with_quotes_in_it_still_makes_lines_that_read(tmp_path: Path) -> None:
    strange = 'a"b\\c'
    (tmp_path / "0000000001.000.jsonl").write_bytes(line(1, store=strange))
    assert seqs(journal.read_journal(tmp_path, strange)) == [1]
    assert journal.store_of(tmp_path) == strange


def test_a_line_that_stands_twice_counts_once(tmp_path: Path) -> None:
    written(tmp_path, 1, 2, 2, 3)
    written(tmp_path, 3, 4, name="0000000003.000.jsonl")
    reading = journal.read_journal(tmp_path, STORE)
    assert seqs(reading) == [1, 2, 3, 4]
    assert reading.damage == []
    assert [change.seq for change in journal.backwards(tmp_path, STORE)] == [4, 3, 2, 1]


def test_a_gap_in_the_numbers_is_seen(tmp_path: Path) -> None:
    written(tmp_path, 1, 2, 6)
    reading = journal.read_journal(tmp_path, STORE)
    assert seqs(reading) == [1, 2, 6]
    assert reading.missing == (chain.Span(3, 5),)


def test_segments_that_hold_nothing_new_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, 1, 2, 3)
    written(tmp_path, 4, 5, name="0000000004.000.jsonl")
    written(tmp_path, 6, name="0000000006.000.jsonl")
    opened: list[str] = []
    original = journal._read_segment

    def watched(segment: Path, *more: Any) -> Any:
        opened.append(segment.name)
        return original(segment, *more)

    monkeypatch.setattr(journal, "_read_segment", watched)
    for after, expected in [(0, [1, 2, 3, 4, 5, 6]), (2, [3, 4, 5, 6]), (3, [4, 5, 6]), (5, [6]), (6, [])]:
        opened.clear()
        assert seqs(journal.read_journal(tmp_path, STORE, after=after)) == expected
        assert ("0000000001.000.jsonl" in opened) == (after < 3)
        assert ("0000000004.000.jsonl" in opened) == (after < 5)


def test_reading_on_from_a_place_gives_only_what_was_added_since(tmp_path: Path) -> None:
    segment = written(tmp_path, 1, 2)
    place = journal.read_journal(tmp_path, STORE).place
    assert seqs(journal.read_journal(tmp_path, STORE, after=2, place=place)) == []
    with segment.open("ab") as file:
        file.write(line(3) + line(4)[:20])
    reading = journal.read_journal(tmp_path, STORE, after=2, place=place)
    assert seqs(reading) == [3]
    written(tmp_path, 4, name="0000000004.000.jsonl")
    assert seqs(journal.read_journal(tmp_path, STORE, after=3, place=reading.place)) == [4]


def test_a_long_segment_is_followed_by_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SEGMENT_BYTES", 3 * len(line(1)))
    writer = Journal(tmp_path)
    for seq in range(1, 21):
        writer.append(seq, line(seq))
    writer.close()
    assert len(journal.segments(tmp_path)) > 4
    reading = journal.read_journal(tmp_path, STORE)
    assert (seqs(reading), reading.damage) == (list(range(1, 21)), [])
    assert [change.seq for change in journal.backwards(tmp_path, STORE)] == list(range(20, 0, -1))


def test_writing_goes_on_in_the_same_segment_if_it_ends_with_a_whole_line(tmp_path: Path) -> None:
    written(tmp_path, 1)
    writer = Journal(tmp_path)
    writer.resume(journal.read_journal(tmp_path, STORE).place)
    writer.append(2, line(2))
    writer.close()
    assert [path.name for path in journal.segments(tmp_path)] == ["0000000001.000.jsonl"]
    assert seqs(journal.read_journal(tmp_path, STORE)) == [1, 2]


def test_writing_never_goes_on_behind_a_piece_of_a_line(tmp_path: Path) -> None:
    segment = written(tmp_path, 1)
    segment.write_bytes(line(1) + line(2)[:30])
    writer = Journal(tmp_path)
    writer.resume(journal.read_journal(tmp_path, STORE).place)
    writer.append(2, line(2, note="again"))
    writer.close()
    reading = journal.read_journal(tmp_path, STORE)
    assert (seqs(reading), reading.damage) == ([1, 2], [])
    assert reading.changes[1].puts[0].after["note"] == "again"


def test_a_store_whose_first_line_was_cut_off_begins_again(tmp_path: Path) -> None:
    written(tmp_path).write_bytes(line(1)[:25])
    writer = Journal(tmp_path)
    writer.resume(journal.read_journal(tmp_path, STORE).place)
    writer.append(1, line(1))
    writer.close()
    assert len(journal.segments(tmp_path)) == 2
    assert seqs(journal.read_journal(tmp_path, STORE)) == [1]
    assert journal.store_of(tmp_path) == STORE


def test_a_whole_journal_knows_its_store_even_if_its_first_line_is_damaged(tmp_path: Path) -> None:
    segment = written(tmp_path, 1, 2)
    assert journal.store_of(tmp_path) == STORE
    segment.write_bytes(b"#" + segment.read_bytes()[1:])
    assert journal.store_of(tmp_path) == STORE
    assert journal.holds_lines(tmp_path)


def test_a_journal_without_its_beginning_is_not_whole(tmp_path: Path) -> None:
    written(tmp_path, 5, 6, name="0000000005.000.jsonl")
    assert journal.store_of(tmp_path) == ""
    assert journal.holds_lines(tmp_path)


def test_a_folder_without_a_journal_reads_as_nothing(tmp_path: Path) -> None:
    assert journal.read_journal(tmp_path / "none", STORE) == journal.JournalReading([], JournalPlace("", 0), [])
    assert journal.store_of(tmp_path / "none") == ""
    assert not journal.holds_lines(tmp_path / "none")
    written(tmp_path).write_bytes(line(1)[:25])
    assert not journal.holds_lines(tmp_path)


def test_what_json_cannot_say_makes_no_line() -> None:
    with pytest.raises(Unwritable):
        line(1, note="\udc00")
