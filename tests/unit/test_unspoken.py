"""What a user wrote shows in no representation of a value, so that no log and no traceback holds it."""

from pathlib import Path

from rich.pretty import pretty_repr

from soaptui.records import Call, FollowUp, State
from soaptui.store import journal, loading
from soaptui.store.change import build_change
from tests.unit.store_helpers import SAMPLES, START, add, opened

SECRET = "Quillwort"
CALL = Call(
    id="c1",
    started=START,
    note=SECRET,
    who_name=SECRET,
    number=SECRET,
    follow_up=FollowUp(what=SECRET),
    extra={"x": SECRET},
)


def test_no_value_that_the_store_handles_says_what_it_holds(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, CALL, label=f"Call from {SECRET}")
    change = build_change(f"Another call from {SECRET}", State(), CALL)
    reading = journal.read_journal(tmp_path / "journal", store.store_id)
    values = [
        CALL,
        CALL.follow_up,
        store.state,
        change,
        change.puts,
        reading,
        loading.load_folder(tmp_path),
        [*store.history()],
    ]
    for value in values:
        assert SECRET not in repr(value)
        assert SECRET not in pretty_repr(value, max_length=None, max_string=None)
    assert repr(CALL) == "<Call c1>"
    store.close()


def test_every_kind_of_record_and_part_keeps_to_it() -> None:
    for record in SAMPLES.values():
        assert repr(record) == f"<{type(record).__name__} {record.id}>"
