"""store.json: what is written reads back, and a file that is not sound is never taken for one that is."""

import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest

from soaptui.records import KINDS, State
from soaptui.store import migrate, snapshot
from soaptui.store.lines import checksum
from soaptui.store.snapshot import Snapshot, Unreadable
from tests.unit.store_helpers import SAMPLES, START, call

FULL = Snapshot(
    store="0123456789ab",
    seq=57,
    state=State().with_records([(kind, record.id, record) for kind, record in SAMPLES.items()]),
    saved_at=START,
)
SMALL = Snapshot(store="0123456789ab", seq=57, state=State(calls={"call0001": call(1, note="one")}), saved_at=START)


def changed(data: bytes, **fields: Any) -> bytes:
    """The file with other fields in its envelope, written by somebody else: no checksum over the head."""
    envelope = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    envelope.pop("head")
    return msgspec.json.encode(envelope | fields)


def rebodied(body: Any) -> bytes:
    """A sound file with this body."""
    raw = msgspec.json.encode(body)
    envelope = msgspec.json.decode(snapshot.encode_snapshot(SMALL, ""), type=dict[str, msgspec.Raw])
    return msgspec.json.encode(envelope | {"body": msgspec.Raw(raw), "crc": checksum(raw)})


def test_every_kind_of_record_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    snapshot.write_snapshot(path, FULL, "1.0")
    found = snapshot.read_snapshot(path)
    assert set(SAMPLES) == set(KINDS)
    assert found == FULL
    assert not (found.edited or found.newer or found.damaged)


def test_an_empty_state_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    snapshot.write_snapshot(path, Snapshot(store="s", seq=0, state=State()), "")
    assert snapshot.read_snapshot(path) == Snapshot(store="s", seq=0, state=State())


def test_what_the_file_is_stands_in_its_first_kilobyte(tmp_path: Path) -> None:
    first, rest = snapshot.encode_snapshot(FULL, "1.0").split(b'"body"', 1)
    head = msgspec.json.decode(first.rstrip(b",\n") + b"}", type=dict[str, Any])
    assert len(first) < 1024
    assert (head["format"], head["schema"], head["store"], head["seq"]) == ("soaptui", [1, 1], "0123456789ab", 57)
    assert head["writer"]["app"] == "1.0"
    assert rest.count(b"\n") > 40  # a record's field to a line, for people to read


@pytest.mark.posix
def test_the_file_is_for_its_user_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    snapshot.write_snapshot(path, SMALL, "")
    snapshot.write_snapshot(path, FULL, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.posix
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "store.json"
    path.symlink_to(tmp_path / "elsewhere/real.json")
    snapshot.write_snapshot(path, SMALL, "")
    assert path.is_symlink()
    assert snapshot.read_snapshot(tmp_path / "elsewhere/real.json") == SMALL


def test_a_file_cut_off_anywhere_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    data = snapshot.encode_snapshot(SMALL, "1.0")
    for length in range(len(data.rstrip())):
        path.write_bytes(data[:length])
        with pytest.raises(Unreadable):
            snapshot.read_snapshot(path)


def test_no_flipped_bit_goes_unnoticed(tmp_path: Path) -> None:
    """Either the file is refused, or said to be edited, or what it says is still the same."""
    path = tmp_path / "store.json"
    data = snapshot.encode_snapshot(SMALL, "1.0")
    refused = 0
    for position in range(len(data)):
        for bit in range(8):
            broken = bytearray(data)
            broken[position] ^= 1 << bit
            path.write_bytes(broken)
            try:
                found = snapshot.read_snapshot(path)
            except Unreadable:
                refused += 1
                continue
            assert (found.store, found.seq) == (SMALL.store, SMALL.seq)
            assert found.edited or found.newer or found.state == SMALL.state
    assert refused > 4 * len(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\0" * 4096, "only zeros"),
        (b"\n", "only zeros"),
        (b"no json", "7 bytes"),
        (b"[]", "2 bytes"),
        (b'{"format": "jrnl", "schema": [1, 0]}', "format is 'jrnl'"),
        (b'{"format": "soaptui", "schema": [1, 0]}', "store"),
        (b'{"format":' + b"[" * 200_000, "200,010 bytes"),
        (b"\xff\xfe{\0", "bytes"),
    ],
)
def test_a_file_that_is_no_snapshot_is_refused_with_the_reason(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=why):
        snapshot.read_snapshot(path)


def test_a_byte_order_mark_of_an_editor_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(b"\xef\xbb\xbf" + snapshot.encode_snapshot(FULL, ""))
    assert snapshot.read_snapshot(path) == FULL


def test_a_body_that_a_person_edited_is_accepted_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(snapshot.encode_snapshot(SMALL, "").replace(b'"one"', b'"two, by hand"'))
    found = snapshot.read_snapshot(path)
    assert found.edited
    assert found.state.calls["call0001"].note == "two, by hand"


def test_an_edit_that_leaves_a_record_unreadable_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(snapshot.encode_snapshot(SMALL, "").replace(b'"started"', b'"begun"'))
    with pytest.raises(Unreadable, match="started"):
        snapshot.read_snapshot(path)


def test_a_changed_number_in_the_head_is_refused(tmp_path: Path) -> None:
    """A higher number would make the journal's changes pass for known."""
    path = tmp_path / "store.json"
    path.write_bytes(snapshot.encode_snapshot(SMALL, "").replace(b'"seq":57', b'"seq":97'))
    with pytest.raises(Unreadable, match="checksum"):
        snapshot.read_snapshot(path)


def test_a_newer_minor_version_is_read_and_written_as_such(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    body = {
        "calls": [{"id": "c1", "started": "2027-03-18T14:12:05Z", "mood": ["good", 3], "outcome": "invited"}],
        "partners": [{"id": "p1", "name": "Kim"}],
    }
    path.write_bytes(changed(rebodied(body), schema=(1, 9)))
    found = snapshot.read_snapshot(path)
    assert not (found.newer or found.edited)
    snapshot.write_snapshot(path, found, "")
    again = msgspec.json.decode(path.read_bytes())
    assert again["schema"] == [1, 9]
    assert again["body"] == body
    assert snapshot.read_snapshot(path) == found


def test_a_newer_major_version_is_shown_as_far_as_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(changed(snapshot.encode_snapshot(SMALL, ""), schema=(2, 0)))
    found = snapshot.read_snapshot(path)
    assert (found.newer, found.schema, found.state) == (True, (2, 0), SMALL.state)
    path.write_bytes(b'{"format": "soaptui", "schema": [7, 1], "contents": 12}')
    found = snapshot.read_snapshot(path)
    assert (found.newer, found.schema, found.state) == (True, (7, 1), State())


def test_an_older_version_is_carried_up_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(body: dict[str, Any]) -> dict[str, Any]:
        return {"calls": body["telephone"]}

    def noted(body: dict[str, Any]) -> dict[str, Any]:
        return {"calls": [row | {"note": "carried up"} for row in body["calls"]]}

    monkeypatch.setattr(migrate, "SCHEMA", (3, 1))
    monkeypatch.setattr(migrate, "STEPS", {(1, 1): ((2, 0), renamed), (2, 0): ((3, 0), noted)})
    path = tmp_path / "store.json"
    path.write_bytes(
        changed(
            rebodied({"telephone": [{"id": "c1", "started": "2027-03-18T14:12:05Z"}]}),
            schema=(1, 0),
        )
    )
    found = snapshot.read_snapshot(path)
    assert found.state.calls["c1"].note == "carried up"
    assert not found.edited
    assert msgspec.json.decode(snapshot.encode_snapshot(found, ""))["schema"] == [3, 1]


def test_a_version_that_never_was_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(changed(snapshot.encode_snapshot(SMALL, ""), schema=(0, 3)))
    with pytest.raises(Unreadable, match=r"0\.3"):
        snapshot.read_snapshot(path)
