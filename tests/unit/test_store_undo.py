"""The store: undo, redo and history; and a model that it is compared with."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from soaptui.records import Call, replace
from soaptui.store.change import Change, Put, build_change
from soaptui.store.store import StaleChange
from tests.unit.store_helpers import SAMPLES, Ticking, add, call, on_disk, opened

# -- undo, redo, history


def test_undo_and_redo_walk_through_the_steps(tmp_path: Path) -> None:
    store = opened(tmp_path)
    states = [store.state]
    for number in range(4):
        add(store, call(number))
        states.append(store.state)
    for expected in reversed(states[:-1]):
        assert store.undo() is not None
        assert store.state == expected
    assert store.undo() is None
    for expected in states[1:]:
        assert store.redo() is not None
        assert store.state == expected
    assert store.redo() is None
    store.close()


def test_undo_and_redo_go_on_where_they_were_after_reopening(tmp_path: Path) -> None:
    store = opened(tmp_path)
    states = [store.state]
    for number in range(3):
        add(store, call(number))
        states.append(store.state)
    for step, expected in [("undo", 2), ("undo", 1), ("redo", 2), ("undo", 1), ("undo", 0), ("redo", 1), ("redo", 2)]:
        assert getattr(store, step)() is not None
        assert store.state == states[expected]
        store.close(snapshot=expected == 1)
        store = opened(tmp_path)
        assert store.state == states[expected]
    store.close()


def test_a_new_step_ends_what_could_be_redone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    store.undo()
    add(store, call(2))
    assert store.redo() is None
    store.close()
    again = opened(tmp_path)
    assert again.redo() is None
    again.undo()
    assert again.state.calls == {}
    again.close()


def test_a_removal_can_be_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1, note="kept"))
    store.commit(build_change("Remove", store.state, remove=[store.state.calls["call0001"]]))
    assert store.state.calls == {}
    store.undo()
    assert store.state.calls["call0001"].note == "kept"
    store.redo()
    assert store.state.calls == {}
    store.close()


def test_a_quiet_change_is_kept_but_is_no_step(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, SAMPLES["settings"], quiet=True)
    store.close()
    again = opened(tmp_path)
    undone = again.undo()
    assert undone is not None
    assert undone.undoes == 1
    add(again, replace(SAMPLES["settings"], value="light"), quiet=True)
    assert again.redo() is not None, "a quiet change does not end what can be redone"
    assert (again.state.setting("theme"), len(again.state.calls)) == ("light", 1)
    again.close()


def test_undo_leaves_a_note_that_was_written_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, replace(call(1), outcome="talked", impression=4))
    add(store, replace(store.state.calls["call0001"], note="they sounded kind"), quiet=True)
    store.undo()
    assert store.state.calls["call0001"] == replace(call(1), note="they sounded kind")
    store.redo()
    assert store.state.calls["call0001"] == call(1, outcome="talked", impression=4, note="they sounded kind")
    store.close()


def test_undo_of_an_edit_brings_back_a_record_that_was_quietly_removed_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, replace(call(1), outcome="talked"))
    store.commit(build_change("Tidy up", store.state, remove=[store.state.calls["call0001"]], quiet=True))
    store.undo()
    assert store.state.calls == {"call0001": call(1)}
    store.close()


def test_a_call_comes_back_by_redo_with_the_note_written_since(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="Log call")
    add(store, replace(call(1), note="they sounded kind"), quiet=True)
    store.undo()
    assert store.state.calls == {}
    store.close()
    again = opened(tmp_path)
    assert again.redo() is not None
    assert again.state.calls["call0001"].note == "they sounded kind"
    again.close()


def test_the_history_says_what_was_done_and_what_is_undone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="One")
    add(store, SAMPLES["settings"], label="Theme", quiet=True)
    add(store, call(2), label="Two")
    store.undo()
    store.undo()
    store.redo()
    store.close()
    again = opened(tmp_path)
    assert [(line.seq, line.label, line.quiet, line.undone) for line in again.history()] == [
        (6, "Redo: One", False, False),
        (5, "Undo: One", False, False),
        (4, "Undo: Two", False, False),
        (3, "Two", False, True),
        (2, "Theme", True, False),
        (1, "One", False, False),
    ]
    assert [line.at for line in again.history()] == sorted((line.at for line in again.history()), reverse=True)
    again.close()


def test_a_step_that_is_no_longer_in_the_journal_is_not_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1))
    add(store, call(2))
    store.undo()
    store.undo()
    store.close()
    for segment in (tmp_path / "journal").iterdir():
        # All that is left is the end of the journal: the second "Undo".
        segment.write_bytes(segment.read_bytes().splitlines(keepends=True)[-1])
        segment.rename(segment.with_name("0000000004.000.jsonl"))
    again = opened(tmp_path)
    assert again.undo() is None
    assert again.redo() is not None
    assert list(again.state.calls) == ["call0001"]
    with pytest.raises(StaleChange, match="no longer in the journal"):
        again.undo()
    again.close()


def test_an_undo_that_finds_nothing_to_move_is_still_a_step(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.commit(Change(label="Nothing", puts=(Put(kind="calls", id="x", before=None, after=None),)))
    assert store.undo() is not None
    assert store.undo() is None
    store.close()


# -- compared with a model

TEXTS = st.sampled_from(["", "a", "kind voice", "ü\n😀"])


class Step(NamedTuple):
    """What the model remembers of a step: for each field of a call (or for the call, ""), before and after."""

    id: str
    field: str
    before: Any
    after: Any


class Model(RuleBasedStateMachine):
    """The store beside a dict and two lists. Steps touch `who_name` and `impression`; quiet changes the note."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self._temporary.name)
        self.clock = Ticking()
        self.store = opened(self.folder, now=self.clock)
        self.calls: dict[str, Call] = {}
        self.undoable: list[Step] = []
        self.redoable: list[Step] = []
        self.count = 0

    def teardown(self) -> None:
        self.store.close()
        self._temporary.cleanup()

    def _committed(self, label: str, *records: Call, remove: tuple[Call, ...] = (), quiet: bool = False) -> None:
        self.store.commit(build_change(label, self.store.state, *records, remove=remove, quiet=quiet))
        self.count += 1

    def _chosen(self, data: st.DataObject) -> Call:
        return self.calls[data.draw(st.sampled_from(sorted(self.calls)))]

    @rule(number=st.integers(0, 5), note=TEXTS)
    def log(self, number: int, note: str) -> None:
        new = call(number, note=note)
        if new.id in self.calls:
            return
        self._committed("Log", new)
        self.calls[new.id] = new
        self.undoable.append(Step(new.id, "", None, new))
        self.redoable.clear()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), name=TEXTS, impression=st.none() | st.integers(1, 5), which=st.booleans())
    def edit(self, data: st.DataObject, name: str, impression: int | None, which: bool) -> None:
        old = self._chosen(data)
        field, value = ("who_name", name) if which else ("impression", impression)
        new = replace(old, **{field: value})
        self._committed("Edit", new)
        self.calls[old.id] = new
        self.undoable.append(Step(old.id, field, getattr(old, field), value))
        self.redoable.clear()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), note=TEXTS)
    def type_note(self, data: st.DataObject, note: str) -> None:
        new = replace(self._chosen(data), note=note)
        self._committed("Note", new, quiet=True)
        self.calls[new.id] = new

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        old = self._chosen(data)
        self._committed("Remove", remove=(old,))
        del self.calls[old.id]
        self.undoable.append(Step(old.id, "", old, None))
        self.redoable.clear()

    def _set(self, step: Step, value: Any) -> Step:
        """Put the field, or the call, to the value; the step with what stood there until now as its `after`."""
        if step.field:
            stood = getattr(self.calls[step.id], step.field)
            self.calls[step.id] = replace(self.calls[step.id], **{step.field: value})
        else:
            stood = self.calls.pop(step.id, None)
            if value is not None:
                self.calls[step.id] = value
        return step._replace(after=stood)

    @rule()
    def undo(self) -> None:
        made = self.store.undo()
        assert (made is None) == (not self.undoable)
        if self.undoable:
            step = self.undoable.pop()
            self.redoable.append(self._set(step, step.before))
            self.count += 1

    @rule()
    def redo(self) -> None:
        made = self.store.redo()
        assert (made is None) == (not self.redoable)
        if self.redoable:
            step = self.redoable.pop()
            self._set(step, step.after)
            self.undoable.append(step)
            self.count += 1

    @rule()
    def snapshot(self) -> None:
        self.store.write_snapshot()

    @rule()
    def let_two_minutes_pass(self) -> None:
        self.clock.at += timedelta(minutes=2)

    @rule(last_snapshot=st.booleans())
    def reopen(self, last_snapshot: bool) -> None:
        self.store.close(snapshot=last_snapshot)
        self.store = opened(self.folder, now=self.clock)
        assert self.store.notices == []

    @rule(data=st.data())
    def lose_the_snapshot(self, data: st.DataObject) -> None:
        self.store.close(snapshot=data.draw(st.booleans()))
        (self.folder / "store.json").unlink()
        self.store = opened(self.folder, now=self.clock)

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        assert self.store.state.calls == self.calls
        assert self.store.seq == self.count
        assert self.store.unsaved == ()

    @invariant()
    def and_so_is_the_disk(self) -> None:
        assert on_disk(self.folder).calls == self.calls


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


def test_a_call_that_was_filled_in_while_it_was_typed_is_in_the_history_under_what_it_became(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, call(1), label="Call of Thu")
    for number, label in enumerate(("Call of Thu", "Call: Harbor General", "Call: Harbor General, IM")):
        after = replace(store.state.calls["call0001"], note=str(number))
        store.commit(build_change(label, store.state, after, quiet=True))
    add(store, call(2), label="Call of Fri")
    told = [item.label for item in store.history() if not item.quiet]
    assert told == ["Call of Fri", "Call: Harbor General, IM"]
    store.close()
