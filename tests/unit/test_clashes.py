"""What an appointment runs into, and the user's own day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import Interview, Record, Setting, State, kind_of, replace
from soaptui.refusal import Refusal
from soaptui.week import clashes, own_day, zones
from soaptui.week.clashes import Clash
from tests.unit.test_rules import LAKE, at
from tests.weeks import week_of

SEASON = week_of(2027)
HOME = "Asia/Colombo"
"""Nine and a half hours ahead of Eastern Time in Match Week."""


def state(*records: Record, **settings: str) -> State:
    """A state of these records and settings."""
    kept = [Setting(id=name.replace("_", "-"), value=value) for name, value in settings.items()]
    return State().with_records([(kind_of(record), record.id, record) for record in (*records, *kept)])


def interview(when: str, minutes: int = 20, program: str = LAKE) -> Interview:
    """An interview; its id is its time."""
    return Interview(id=when, program=program, at=at(when), minutes=minutes)


def found(when: str, held: State, minutes: int = 20) -> list[Clash]:
    """What is in the way of an appointment at that moment."""
    return list(clashes.clashes(held, SEASON, HOME, at(when), minutes))


def test_two_programs_in_one_slot() -> None:
    (clash,) = found("17 10:10", state(interview("17 10:00")))
    assert (clash.kind, clash.other) == ("interview", LAKE)
    assert "at the same time, Wed 17 Mar 10:00 EDT" in clash.why


def test_too_little_air_between_two() -> None:
    (clash,) = found("17 10:25", state(interview("17 10:00")))
    assert clash.why == "only 5 min before: you keep 10 min free"
    (clash,) = found("17 09:35", state(interview("17 10:00")))
    assert clash.why == "only 5 min after: you keep 10 min free"
    assert found("17 10:30", state(interview("17 10:00"))) == []
    assert found("17 10:25", state(interview("17 10:00"), own_buffer="0")) == []


def test_one_that_was_cancelled_is_in_nobodys_way() -> None:
    assert found("17 10:00", state(replace(interview("17 10:00"), outcome="cancelled"))) == []


def test_an_interview_does_not_clash_with_itself() -> None:
    one = interview("17 10:00")
    assert clashes.clashes_of(state(one), SEASON, HOME, one) == ()


def test_inside_round_2() -> None:
    (clash,) = found("18 12:30", state(own_night="none"))
    assert (clash.kind, clash.other) == ("round", "Round 2")
    assert clash.why.startswith("inside it")
    assert "14:00 EDT (23:30 Colombo)" in clash.why
    (clash,) = found("18 11:50", state(own_night="none"))
    assert clash.why.startswith("overlaps it")
    assert found("18 14:00", state(own_night="none")) == []


def test_three_in_the_night_at_home() -> None:
    (clash,) = found("16 17:30", state())
    assert (clash.kind, clash.other) == ("night", "your night")
    assert clash.why == "Wed 03:00 in Colombo; your night is 23:00-07:00"
    assert found("16 17:30", state(own_night="none")) == []
    (clash,) = found("16 13:15", state())
    assert clash.why == "Tue 22:45 in Colombo; it lasts into your night (23:00)"


def test_what_is_taken_of_the_own_day() -> None:
    held = state(own_taken="mon-fri 18:30-19:10 bus to the hospital\nsat 09:00-10:00 nothing")
    (clash,) = found("17 09:20", held)  # 18:50 in Colombo
    assert (clash.kind, clash.other) == ("own day", "bus to the hospital")
    assert "18:30-19:10" in clash.why
    (near,) = found("17 09:45", held)  # 19:15: within the ten minutes around it
    assert near.kind == "own day"
    assert found("17 10:00", held) == []


def test_everything_at_once_is_said() -> None:
    held = state(interview("18 15:30"), own_taken="00:00-02:00 study")
    assert {clash.kind for clash in found("18 15:30", held)} == {"interview", "round", "night", "own day"}


@pytest.mark.parametrize(
    "text", ["23:00", "25:00-07:00", "23:00-24:30", "night", "23:00-23:00", "23:00-07:00 x", "a"]
)
def test_what_is_no_night(text: str) -> None:
    with pytest.raises(Refusal, match="not a night"):
        own_day.night_of(text)


@pytest.mark.parametrize("text", ["bus", "mon 7-8 bus", "mon-tue-wed 07:00-08:00 x", "\n7:00-8:61 x"])
def test_what_names_no_hours(text: str) -> None:
    with pytest.raises(Refusal, match="has no hours"):
        own_day.taken_of(text)


def test_days_are_taken_as_they_are_written() -> None:
    days = {line: sorted(own_day.taken_of(f"{line} 07:00-08:00 x")[0].days) for line in ("Tue,Thu", "fri-mon", "wed")}
    assert days == {"Tue,Thu": [1, 3], "fri-mon": [0, 4, 5, 6], "wed": [2]}
    assert len(own_day.taken_of("07:00-08:00 x")[0].days) == 7


@pytest.mark.parametrize("text", ["-1", "121", "ten", "1.5"])
def test_what_are_no_minutes(text: str) -> None:
    with pytest.raises(Refusal):
        own_day.buffer_of(text)


def test_a_setting_that_cannot_be_read_counts_as_the_usual_one() -> None:
    own = own_day.own_day_of(state(own_night="?", own_buffer="?", own_taken="?"))
    assert own == own_day.own_day_of(State())
    assert own.night is not None
    assert own.buffer == own_day.USUAL_BUFFER


@given(st.integers(0, 31 * 24 * 60), st.integers(1, 120))
def test_a_minute_of_the_night_is_never_overlooked(start: int, minutes: int) -> None:
    """Minute by minute, in a zone whose clocks change that month, against what `covering` says."""
    begins = zones.read_iso("2027-03-08T00:00") + timedelta(minutes=start)
    night = own_day.night_of("23:00-07:00")
    assert night is not None
    truly = any(night.covers(zones.at_zone(begins + timedelta(minutes=m), "Europe/London")) for m in range(minutes))
    assert own_day.covering(night, own_day.walls(begins, minutes, "Europe/London")) == truly
