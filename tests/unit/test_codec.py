"""Records to JSON and back: nothing that this version does not know is lost, and the user's edit wins."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import KINDS, Call, Fact, FollowUp, Program, Record, Setting, replace
from soaptui.store import codec
from soaptui.store.lost_changes import Loss
from soaptui.store.witness import SavedChange, Witness
from tests.unit.store_helpers import SAMPLES, START, call

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
EXTRAS = st.dictionaries(st.text(max_size=8), JSON, max_size=4)


def plain(value: Any) -> Any:
    """As it stands in a file."""
    return msgspec.json.decode(msgspec.json.encode(value))


def through_json(kind: str, value: Any) -> Any:
    """What is written of a record that was read from `value`."""
    record = codec.record_from_json(kind, value)
    assert isinstance(record, Record)
    return plain(codec.record_to_json(record))


def required(kind: str) -> set[str]:
    """The fields without which a record of the kind does not read."""
    return {field.name for field in msgspec.structs.fields(KINDS[kind]) if field.required}


def whole(kind: str, value: Any) -> Record:
    """The record in a value that reads."""
    record = codec.record_from_json(kind, value)
    assert isinstance(record, Record), record
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_comes_back_as_it_was(kind: str) -> None:
    record = SAMPLES[kind]
    assert codec.record_from_json(kind, plain(codec.record_to_json(record))) == record


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_record_has_every_field_and_reads_back(kind: str) -> None:
    full = plain(codec.in_full(SAMPLES[kind]))
    assert set(full) == set(KINDS[kind].__struct_fields__) - {"extra"}
    assert codec.record_from_json(kind, full) == SAMPLES[kind]


@settings(deadline=None, max_examples=200)
@given(kind=st.sampled_from(sorted(KINDS)), extras=EXTRAS)
def test_fields_that_nobody_knows_survive(kind: str, extras: dict[str, Any]) -> None:
    known = plain(codec.record_to_json(SAMPLES[kind]))
    unknown = {name: raw for name, raw in extras.items() if name == "extra" or name not in codec._fields(kind)}
    assert through_json(kind, known | unknown) == known | plain(unknown)


@settings(deadline=None, max_examples=300)
@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)), raw=JSON)
def test_a_value_that_nobody_understands_survives_in_any_field(data: st.DataObject, kind: str, raw: Any) -> None:
    optional = sorted(set(codec._fields(kind)) - required(kind))
    name = data.draw(st.sampled_from(optional))
    known = plain(codec.record_to_json(SAMPLES[kind]))
    known.pop(name, None)
    default = plain(codec.in_full(whole(kind, known))).get(name)
    assert through_json(kind, known | {name: raw}).get(name, default) == plain(raw)


@settings(deadline=None, max_examples=100)
@given(extras=EXTRAS)
def test_whole_tables_survive_with_fields_and_kinds_that_nobody_knows(extras: dict[str, Any]) -> None:
    strange = {"id": "p1", "colour": extras}
    body: dict[str, list[Any]] = {
        "calls": [{"id": "c1", "started": "2027-03-18T14:12:05Z", "mood": extras}],
        "partners": [strange, extras, 7],
    }
    tables, damaged = codec.decode_body(msgspec.json.encode(body))
    assert [(item.kind, item.raw) for item in damaged] == [("partners", plain(raw)) for raw in body["partners"]]
    written = codec.encode_body(
        {kind: list(rows.values()) for kind, rows in tables.items()}, {"partners": body["partners"]}
    )
    assert msgspec.json.decode(written) == plain(body)


def test_an_unknown_word_is_shown_as_the_default_and_written_back() -> None:
    value = {"id": "c1", "started": "2027-03-18T14:12:05Z", "outcome": "invited to dinner"}
    record = whole("calls", value)
    assert isinstance(record, Call)
    assert record.outcome == ""
    assert through_json("calls", value) == value


def test_an_unknown_field_inside_a_part_is_written_back_and_the_known_ones_are_read() -> None:
    value = {
        "id": "p1",
        "j1": {"value": "yes", "source": "a call", "confidence": 3},
        "genetics": {"clinic": {"value": "no", "seen": True}, "biobank": {"value": "yes"}},
        "results": {"2026": {"quota": 4, "matched": 1, "withdrawn": 1}},
    }
    record = whole("programs", value)
    assert isinstance(record, Program)
    assert record.j1 == Fact(value="yes", source="a call")
    assert record.genetics.clinic.value == "no"
    assert record.results["2026"].unfilled == 3
    assert through_json("programs", value) == value


def test_an_unknown_field_inside_an_optional_part_or_a_row_of_parts_is_kept() -> None:
    value = {
        "id": "c1",
        "started": "2027-03-18T14:12:05Z",
        "follow_up": {"what": "call", "urgency": "high"},
        "pressure": [{"kind": "commit", "at": "2027-03-18T14:13:05Z", "tone": "cold"}],
    }
    record = whole("calls", value)
    assert isinstance(record, Call)
    assert record.follow_up == FollowUp(what="call")
    assert [pressure.kind for pressure in record.pressure] == ["commit"]
    assert through_json("calls", value) == value


def test_an_edit_wins_over_the_value_that_was_not_understood() -> None:
    record = whole("calls", {"id": "c1", "started": "2027-03-18T14:12:05Z", "outcome": "invited", "mood": "good"})
    written = codec.record_to_json(replace(record, outcome="talked"))
    assert written["outcome"] == "talked"
    assert written["mood"] == "good"


def test_an_edit_inside_a_part_wins_and_an_edit_elsewhere_leaves_the_raw_value() -> None:
    record = whole("programs", {"id": "p1", "j1": {"value": "yes", "confidence": 3}})
    assert codec.record_to_json(replace(record, j1=Fact(value="no")))["j1"] == {"value": "no"}
    assert codec.record_to_json(replace(record, notes="asked again"))["j1"] == {"value": "yes", "confidence": 3}


def test_an_unknown_field_that_is_called_extra_is_a_field_like_any_other() -> None:
    value = {"id": "theme", "value": "dark", "extra": {"value": "light"}}
    record = whole("settings", value)
    assert isinstance(record, Setting)
    assert record.value == "dark"
    assert through_json("settings", value) == value
    tables, damaged = codec.decode_body(msgspec.json.encode({"settings": [value]}))
    assert (tables["settings"], damaged) == ({"theme": record}, [])


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("calls", {"id": "c1"}, "started"),
        ("calls", {"id": "c1", "started": "2027-03-18T14:12:05"}, "started"),
        ("calls", {"started": "2027-03-18T14:12:05Z"}, "id"),
        ("calls", "c1", "not an object"),
        ("offers", {"id": "o", "program": "p", "round": "first", "seen": "2027-03-18T14:12:05Z"}, "round"),
        ("partners", {"id": "x"}, "partners"),
    ],
)
def test_what_cannot_be_read_is_handed_back_raw_with_the_reason(kind: str, value: Any, why: str) -> None:
    damaged = codec.record_from_json(kind, value)
    assert isinstance(damaged, codec.Damaged)
    assert (damaged.kind, damaged.raw) == (kind, value)
    assert why in damaged.reason


def test_one_bad_record_does_not_take_the_others_with_it() -> None:
    rows = [plain(codec.record_to_json(call(n))) for n in range(3)]
    del rows[1]["started"]
    tables, damaged = codec.decode_body(msgspec.json.encode({"calls": rows}))
    assert list(tables["calls"]) == ["call0000", "call0002"]
    assert [item.raw for item in damaged] == [rows[1]]


def test_a_lone_surrogate_cannot_be_written() -> None:
    with pytest.raises(codec.Unwritable):
        codec.encode_json(codec.record_to_json(call(1, note="half a \ud83d smile")))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_no_number_cannot_be_written(number: float) -> None:
    with pytest.raises(codec.Unwritable):
        codec.record_to_json(Program(id="p", img_percent=number))
    with pytest.raises(codec.Unwritable):
        codec.record_to_json(Setting(id="s", value=number))


def test_the_body_is_written_for_people_to_read() -> None:
    written = codec.encode_body({"tasks": [SAMPLES["tasks"]], "calls": []}, {}).decode()
    assert '\n   "title": "Charge the telephone"' in written
    assert "calls" not in written
    assert START.isoformat().replace("+00:00", "Z") in written


def test_what_is_on_a_disk_keeps_its_names() -> None:
    """Fields that were renamed in the code: older and newer versions read each other's files."""
    assert msgspec.to_builtins(Witness(store="s", snapshot=7))["kept"] == 7
    gone = SavedChange(seq=2, at=START, label="a call")
    assert msgspec.to_builtins(Loss(first=2, last=2, changes=(gone,)))["said"][0]["label"] == "a call"
