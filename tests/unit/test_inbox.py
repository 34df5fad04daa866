"""The inbox: a file for each message, taken once, declined, never lost, whatever lies there."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soaptui.inbox import inbox_folder
from soaptui.inbox.inbox_messages import (
    MESSAGE_KINDS,
    InboxMessage,
    is_taken,
    message_line,
    read_message,
    taking_change,
)
from soaptui.refusal import Refusal
from soaptui.store import files
from soaptui.store.store import Store

NOW = datetime(2027, 3, 18, 14, 12, tzinfo=UTC)


def _message(kind: str = "missed", **fields: str) -> InboxMessage:
    return read_message({"kind": kind, "who": "Ohio State", "text": "call back by 3", **fields}, NOW)


def test_a_message_is_there_whole_and_the_oldest_comes_first(tmp_path: Path) -> None:
    second = read_message({"kind": "message", "text": "später"}, NOW + timedelta(minutes=1))
    first = _message()
    inbox_folder.send_message(tmp_path, second)
    inbox_folder.send_message(tmp_path, first)
    assert inbox_folder.look_into_inbox(tmp_path) == ((first, second), ())
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "inbox").iterdir()} == {0} or os.name == "nt"


@pytest.mark.parametrize("kind", MESSAGE_KINDS)
def test_taking_it_twice_makes_one_record(tmp_path: Path, kind: str) -> None:
    store = Store.open(tmp_path, lambda: NOW)
    message = _message(kind)
    change = taking_change(store.state, message)
    store.commit(change)
    assert is_taken(store.state, message)
    assert taking_change(store.state, message).puts == ()
    told = msgspec.json.encode([*store.state.calls.values(), *store.state.tasks.values()]).decode()
    assert "Ohio State" in told
    assert "call back by 3" in told
    store.close()
    again = Store.open(tmp_path, lambda: NOW, write=False)
    assert is_taken(again.state, message)


def test_what_became_of_it_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path, lambda: NOW)
    taken, declined, waiting = _message(), _message(), _message()
    for message in (taken, declined, waiting):
        inbox_folder.send_message(tmp_path, message)
    store.commit(taking_change(store.state, taken))
    inbox_folder.remove_message(tmp_path, taken)
    inbox_folder.decline_message(tmp_path, declined)
    found = [inbox_folder.what_became_of(tmp_path, store.state, each) for each in (taken, declined, waiting)]
    assert found == ["taken", "declined", "waiting"]
    assert len(list((tmp_path / "inbox" / "declined").iterdir())) == 1
    store.close()


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "missed"},
        {"kind": "email", "who": "x"},
        {"kind": "time"},
        {"kind": "message", "text": " \n "},
        {"kind": "?"},
    ],
)
def test_nothing_to_tell_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        read_message(fields, NOW)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"id":"a","kind":"other","sent":"2027-03-18T14:12:00Z"}', b"0" * 300_000],
)
def test_what_is_no_message_is_named_and_left(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "odd1.json").write_bytes(content)
    assert inbox_folder.look_into_inbox(tmp_path) == ((), ("odd1.json",))
    assert (folder / "odd1.json").exists()


def test_a_name_that_leads_elsewhere_is_no_id(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    text = json.dumps({"id": "../../x", "kind": "message", "sent": "2027-03-18T14:12:00Z", "text": "a\x1b[31mb"})
    (folder / "good-one.json").write_text(text, encoding="utf-8")
    (message,) = inbox_folder.look_into_inbox(tmp_path).messages
    assert message.id == "good-one"
    assert "\x1b" not in message.text


def test_a_full_inbox_and_a_disk_that_refuses_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_folder, "MOST_WAITING", 2)
    for _ in range(2):
        inbox_folder.send_message(tmp_path, _message())
    with pytest.raises(Refusal, match="already waiting"):
        inbox_folder.send_message(tmp_path, _message())

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_atomically", refuse)
    with pytest.raises(Refusal, match="say it aloud"):
        inbox_folder.send_message(tmp_path / "other", _message())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(MESSAGE_KINDS)), who=st.text(max_size=300), text=st.text(max_size=3000))
def test_any_text_is_a_line_and_a_record(tmp_path: Path, kind: str, who: str, text: str) -> None:
    try:
        message = read_message({"kind": kind, "who": who, "text": text}, NOW)
    except Refusal:
        return
    assert "\n" not in message_line(message)
    state = Store.open(tmp_path / "empty", lambda: NOW, write=False).state
    assert taking_change(state, message).puts
