"""The ladders of alarms: their minutes as they are typed, and what rings by them."""

import pytest

from soaptui.records import (
    Setting,
)
from soaptui.refusal import Refusal
from soaptui.week import alarms
from soaptui.week.deadlines import SUBJECT_KINDS, SubjectKind
from tests.unit.agenda_helpers import at
from tests.unit.test_alarms import heard, look, rung, told, week


def test_minutes_are_read_however_they_are_typed() -> None:
    assert alarms.ladder(" 5, 90 15,15 ", "task") == (90, 15, 5)
    assert alarms.ladder("", "task") == alarms.LADDER
    assert alarms.ladder("None", "task") == ()


@pytest.mark.parametrize("text", ["soon", "0", "-5", "1441", "5.5", "9" * 60, " ".join(map(str, range(1, 15)))])
def test_what_are_no_minutes_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        alarms.ladder(text, "task")


@pytest.mark.parametrize("kind", [kind for kind, means in SUBJECT_KINDS.items() if means.always])
def test_the_alarms_of_offers_and_rounds_cannot_be_turned_off(kind: SubjectKind) -> None:
    with pytest.raises(Refusal):
        alarms.ladder("none", kind)
    spoiled = week(Setting(id=alarms.setting(kind), value="none"))
    assert alarms.ladders(spoiled)[kind] == alarms.LADDER


def test_another_ladder_rings_at_its_own_times() -> None:
    kept = rung(week(Setting(id="alarm-round", value="20 2")), "03-18 08:39")
    assert told(look(kept, at("03-18 08:40")).ring) == [("round-1-opens", 20, "toast")]
    assert told(look(rung(kept, "03-18 08:45"), at("03-18 08:58")).ring) == [("round-1-opens", 2, "banner")]
    assert look(rung(kept, "03-18 08:40"), at("03-18 08:45")).ring == ()


def test_a_level_that_is_put_into_the_ladder_after_its_time_does_not_speak() -> None:
    kept = rung(week(), "03-18 08:45")
    for alarm in look(kept, at("03-18 08:46")).standing:
        kept = heard(kept, alarm, "03-18 08:46")
    found = look(
        kept.with_records([("settings", "alarm-round", Setting(id="alarm-round", value="60 20 15 5"))]),
        at("03-18 08:47"),
    )
    assert (found.ring, found.missed, found.standing) == ((), (), ())
