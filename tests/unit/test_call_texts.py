"""What is kept of the short fields of a call, and for how long a key takes back what it noted."""

from datetime import UTC, datetime, timedelta

import pytest

from soaptui.calls.call_texts import MISTAKEN_FOR, fields_of_arrival, was_mistaken
from soaptui.records import Call, Pressure, replace
from soaptui.week import promises

CAME = datetime(2027, 3, 18, 14, 30, tzinfo=UTC)  # 10:30 in Eastern Time
NOW = datetime(2027, 3, 18, 15, 0, tzinfo=UTC)
CALL = Call(id="a", started=CAME, direction="in")


def test_a_call_that_is_noted_later_gets_the_time_at_which_it_came() -> None:
    at = CAME - timedelta(minutes=18)
    assert fields_of_arrival("10:12", CALL, CAME, NOW) == {"started": at}
    missed = replace(CALL, direction="missed", follow_up=promises.to_call_back(CAME))
    assert fields_of_arrival("10:12", missed, CAME, NOW) == {
        "started": at,
        "ended": at,
        "follow_up": promises.to_call_back(at),
    }


@pytest.mark.parametrize("text", ["", "10", "10:", "24:00", "10:60", "11:01"])
def test_what_is_no_time_of_that_day_that_has_been_changes_nothing(text: str) -> None:
    assert fields_of_arrival(text, CALL, CAME, NOW) == {}


def test_the_same_key_takes_back_only_what_it_noted_just_now_without_words() -> None:
    asked = replace(CALL, pressure=(Pressure(kind="commit", at=NOW),))
    assert was_mistaken(asked, "commit", NOW + MISTAKEN_FOR)
    assert not was_mistaken(asked, "commit", NOW + MISTAKEN_FOR + timedelta(seconds=1))
    assert not was_mistaken(asked, "where else", NOW)
    assert not was_mistaken(replace(asked, pressure=(Pressure(kind="commit", at=NOW, words="sign"),)), "commit", NOW)
    assert not was_mistaken(CALL, "commit", NOW)
