"""A moment that is named in full, as `--at` and `--until` take it: nothing of it is filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time.named_moment import read_named_moment
from soaptui.week import zones

MONDAY = zones.read_iso("2027-03-15T10:20")


@pytest.mark.parametrize(
    "text",
    [
        *("2027-03-15T10:20", "2027-03-15T14:20Z", "2027-03-15 10:20", "2027-03-15T10:20 ET", "3/15/2027 10:20"),
        *("Mon 15 Mar 2027 10:20", "15 Mar 2027 10:20 am ET", "March 15, 2027 at 10.20", "15.03.2027 1020"),
    ],
)
def test_a_whole_date_and_a_time_are_a_moment_in_eastern_time(text: str) -> None:
    assert read_named_moment(text) == MONDAY


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mon 10:20", "does not say the whole date"),
        ("15 Mar 10:20", "does not say the whole date"),
        ("noon", "does not say the whole date"),
        ("4/3/2027 10:20", "two dates"),
        ("Tue 15 Mar 2027 10:20", "that date is a Monday"),
        ("15 Mar 2027 9", "in the morning or in the afternoon"),
        ("15 Mar 2027 10:20 Colombo", "the time is Eastern Time"),
        ("15 Mar 2027", "Write it like 2027-03-18T10:12"),
        ("Tue 15 Mar 2050 10:20", "from 1970 to 2037"),
        ("1969-03-15T10:20", "from 1970 to 2037"),
        ("in 2 hours", "Write it like 2027-03-18T10:12"),
        ("soon", "Write it like 2027-03-18T10:12"),
        ("", "Write it like 2027-03-18T10:12"),
    ],
)
def test_what_is_not_whole_is_refused_in_one_line(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        read_named_moment(text)
    assert "\n" not in str(refused.value)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    try:
        moment = read_named_moment(text)
    except Refusal as refused:
        assert str(refused)
    else:
        assert moment.tzinfo is not None
