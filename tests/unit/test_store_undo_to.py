"""Undone up to any point, as one step: the state of then, brought back whole by one redo."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import replace
from soaptui.store.change import build_change
from soaptui.store.store import StaleChange, Store
from tests.unit.store_helpers import SAMPLES, add, call, journal_changes, last_segment, on_disk, opened

STEPS = st.lists(st.sampled_from(["add", "edit", "remove", "undo", "redo", "two"]), min_size=1, max_size=14)


def do(store: Store, step: str, number: int) -> None:
    """One thing that a user may do."""
    calls = list(store.state.calls.values())
    if step == "add" or not calls:
        add(store, call(number))
    elif step == "two":
        add(store, call(number), call(number + 1000), label="Two")
    elif step == "edit":
        add(store, replace(calls[0], impression=1 + number % 5))
    elif step == "remove":
        store.commit(build_change("Remove", store.state, remove=[calls[-1]]))
    else:
        getattr(store, step)()


@settings(deadline=None, max_examples=60)
@given(steps=STEPS, data=st.data())
def test_back_to_any_point_is_the_state_of_then_and_one_redo_brings_back_the_state_of_now(
    steps: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        states = {0: store.state}
        for number, step in enumerate(steps):
            do(store, step, number)
            states[store.seq] = store.state
        point = data.draw(st.sampled_from(sorted(states)))
        stood = {line.seq: line.undone for line in store.history()}
        before = store.state
        made = store.undo_to(point)
        assert store.state == states[point]
        store.close(snapshot=False)
        store = opened(Path(folder))
        assert store.state == states[point]
        if made is not None:
            assert made.seq == max(stood) + 1
            assert store.redo() is not None
            assert store.state == before
            now = {line.seq: line.undone for line in store.history()}
            assert {seq: now[seq] for seq in stood} == stood, "the history says again what it said"
        store.close(snapshot=False)


@settings(deadline=None, max_examples=40)
@given(steps=STEPS, data=st.data())
def test_undo_goes_on_below_that_point(steps: list[str], data: st.DataObject) -> None:
    """What can be undone after going back is what could be undone at that point, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        left = {0: store.state}
        for number, step in enumerate(steps):
            do(store, step, number)
            left[store.seq] = store.state
        point = data.draw(st.sampled_from(sorted(left)))
        with tempfile.TemporaryDirectory() as other:
            then = opened(Path(other))
            for number, step in enumerate(steps):
                if then.seq >= point:
                    break
                do(then, step, number)
            store.undo_to(point)
            while True:
                one, two = store.undo(), then.undo()
                assert (one is None) == (two is None)
                assert store.state == then.state
                if one is None:
                    break
            then.close(snapshot=False)
        store.close(snapshot=False)


def test_it_is_one_line_of_the_journal_and_marks_what_it_takes_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(5):
        add(store, call(number), label=f"Call {number + 1}")
    change = store.undo_to(2)
    assert change is not None
    assert (change.seq, change.label, change.takes_back) == (6, "Undo: all after 2 (Call 2)", (3, 4, 5))
    assert [line["seq"] for line in journal_changes(tmp_path)] == [1, 2, 3, 4, 5, 6]
    assert [line.undone for line in store.history()] == [False, True, True, True, False, False]
    assert sorted(on_disk(tmp_path).calls) == ["call0000", "call0001"]
    redone = store.redo()
    assert redone is not None
    assert redone.label == "Redo: all after 2 (Call 2)"
    assert [line.undone for line in store.history()] == [False] * 7
    undone = store.undo()
    assert undone is not None
    assert undone.undoes == 5, "each step can be taken back by itself again"
    store.close()


def test_to_nothing_is_everything(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, *SAMPLES.values())
    before = store.state
    assert store.undo_to(0) is not None
    assert all(not store.state.table(kind) for kind in SAMPLES)
    assert store.undo() is None
    store.redo()
    assert store.state == before
    store.close()


def test_a_note_that_was_written_since_stays(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, call(2))
    add(store, replace(call(1), note="kind people"), quiet=True)
    add(store, replace(store.state.calls["call0001"], impression=4))
    store.undo_to(1)
    assert store.state.calls == {"call0001": replace(call(1), note="kind people")}
    store.redo()
    assert store.state.calls["call0001"].impression == 4
    store.close()


def test_with_nothing_after_it_nothing_is_done(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, SAMPLES["settings"], quiet=True)
    assert store.undo_to(2) is None
    assert store.undo_to(1) is None
    assert store.seq == 2
    store.close()


@pytest.mark.parametrize("number", [-1, 3, 10**9])
def test_a_number_that_is_no_change_is_refused(tmp_path: Path, number: int) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, call(2))
    with pytest.raises(StaleChange, match=f"no change {number}: the newest is 2"):
        store.undo_to(number)
    assert (store.seq, len(store.state.calls)) == (2, 2)
    store.close()


def test_a_journal_with_a_gap_is_not_guessed_over(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(4):
        add(store, call(number))
    store.close()
    segment = last_segment(tmp_path)
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join([lines[0], *lines[2:]]))
    again = opened(tmp_path)
    with pytest.raises(StaleChange, match="does not have every change since 1"):
        again.undo_to(1)
    assert len(again.state.calls) == 4
    assert again.undo_to(2) is not None, "the changes after the gap are there"
    assert sorted(again.state.calls) == ["call0000", "call0001"]
    again.close()
