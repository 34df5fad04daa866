"""Two histories become one: what either side wrote is in it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import Call, Program, Record, State, replace
from soaptui.store import merging
from soaptui.store.change import Change, build_change
from soaptui.store.merging import OTHER, Theirs
from tests.unit.store_helpers import START, call

BASE = call(1, note="asked", outcome="talked")


def one(ours: Record | None, theirs: Record | None, *past: Record | None) -> tuple[Record | None, tuple[str, ...]]:
    """What becomes of a call that stands like this on the two sides."""
    state = State(calls={} if ours is None else {"call0001": ours})  # type: ignore[dict-item]
    merge = merging.merged(state, {("calls", "call0001"): Theirs(theirs, past)})
    after = merge.puts[0].after if merge.puts else ours
    return after, merge.disagree


def test_what_only_one_side_did_is_taken() -> None:
    changed = replace(BASE, note="asked about July")
    assert one(BASE, changed, BASE) == (changed, ())
    assert one(changed, BASE, BASE) == (changed, ())
    assert one(None, BASE, None) == (BASE, ())
    assert one(BASE, None, BASE) == (None, ())
    assert one(None, BASE, BASE) == (None, ())


def test_each_side_s_own_field_is_taken() -> None:
    ours, theirs = replace(BASE, number="614"), replace(BASE, outcome="call back")
    assert one(ours, theirs, BASE) == (replace(BASE, number="614", outcome="call back"), ())


def test_of_two_texts_both_stand_and_of_two_values_the_other_is_kept() -> None:
    ours = replace(BASE, note="asked about July", outcome="interview set")
    theirs = replace(BASE, note="visa?", outcome="call back")
    after, disagree = one(ours, theirs, BASE)
    assert isinstance(after, Call)
    assert "July" in after.note
    assert "visa?" in after.note
    assert (after.outcome, after.extra[OTHER]) == ("interview set", {"outcome": "call back"})
    assert disagree == ("calls call0001: note, outcome",)


def test_a_text_that_was_typed_further_is_not_doubled() -> None:
    ours, theirs = replace(BASE, note="asked about"), replace(BASE, note="asked about July")
    assert one(ours, theirs, BASE)[0] == theirs
    assert one(theirs, ours, BASE)[0] == theirs


def test_a_deletion_never_takes_what_the_other_side_wrote() -> None:
    changed = replace(BASE, note="asked about July")
    assert one(changed, None, BASE) == (changed, ())
    assert one(None, changed, BASE) == (changed, ())


def test_without_a_common_past_what_is_empty_gives_way() -> None:
    ours, theirs = call(1, outcome="talked"), call(1, note="asked")
    assert one(ours, theirs) == (call(1, outcome="talked", note="asked"), ())


def test_a_state_of_unknown_history_brings_only_what_was_never_ours() -> None:
    older, newer = Program(id="p", code="p", phone="1"), Program(id="p", code="p", phone="2", email="a@b")
    history: list[Any] = []
    state = State()
    for record in (older, newer):
        change = build_change("x", state, record)
        state = state.with_records([("programs", "p", record)])
        history.append(_raw(change))
    theirs = State(programs={"p": replace(older, url="x.org"), "q": Program(id="q")}, calls={"call0001": BASE})
    merge = merging.merged(state, merging.from_state(theirs, history))
    after = state.with_records([(put.kind, put.id, put.after) for put in merge.puts])
    assert after.programs == {"p": replace(newer, url="x.org"), "q": Program(id="q")}
    assert after.calls == {"call0001": BASE}
    assert merge.disagree == ()


def _raw(change: Change) -> Any:
    import msgspec

    from soaptui.store.change import RawChange, change_to_json

    dated = msgspec.structs.replace(change, seq=1, at=START)
    return msgspec.convert(msgspec.json.decode(msgspec.json.encode(change_to_json(dated))), RawChange)


NOTES = st.sampled_from(["", "asked", "asked about July", "visa?", "hello"])
CALLS = st.none() | st.builds(
    lambda note, concerns, outcome: replace(BASE, note=note, concerns=concerns, outcome=outcome),
    NOTES,
    NOTES,
    st.sampled_from(["", "talked", "call back", "they will call"]),
)


@settings(deadline=None)
@given(base=CALLS, ours=CALLS, theirs=CALLS)
def test_whatever_the_sides_did_nothing_that_was_written_is_gone(
    base: Call | None, ours: Call | None, theirs: Call | None
) -> None:
    after, _ = one(ours, theirs, base)
    for side in (ours, theirs):
        if side is None or side == base:
            continue
        assert isinstance(after, Call)
        if side.note != (base.note if base else ""):
            assert side.note in after.note
        if side.outcome != (base.outcome if base else "") and side.outcome:
            assert side.outcome in (after.outcome, after.extra.get(OTHER, {}).get("outcome"))
    again, _ = one(after if isinstance(after, Call) else None, theirs, base)
    assert again == after, "merging twice is merging once"
