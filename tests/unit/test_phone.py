"""What a phone shows, as it is typed: which instant it is, and what is asked where it may be a slip."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time.phone_time import phone
from soaptui.week import zones
from soaptui.week.trust import agrees

HOME, CHICAGO, HONOLULU = "Asia/Colombo", "America/Chicago", "Pacific/Honolulu"
ROUND = zones.read_iso("2027-03-18T10:12:00")
NOW = zones.read_iso("2027-03-18T09:31:20")


def at(text: str) -> datetime:
    return zones.read_iso(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19:03:05", "2027-03-18T09:33:06"),
        ("7:03:05 pm", "2027-03-18T09:33:06"),
        ("7:03:05PM", "2027-03-18T09:33:06"),
        ("7:03:05 p.m.", "2027-03-18T09:33:06"),
        ("7:03:05", "2027-03-18T09:33:06"),
        ("09:33:05 ET", "2027-03-18T09:33:06"),
        ("9:33:05 am eastern", "2027-03-18T09:33:06"),
        ("13:33:05 UTC", "2027-03-18T09:33:06"),
        ("19:03:05 Colombo", "2027-03-18T09:33:06"),
        ("8:33:05 am CT", "2027-03-18T09:33:06"),
        ("2027-03-18 19:03:05", "2027-03-18T09:33:06"),
        ("2027-03-17 19:03:05", "2027-03-17T09:33:06"),
        ("20:03:05", "2027-03-18T10:33:06"),
        ("07:03:05 am", "2027-03-17T21:33:06"),
    ],
)
def test_the_phones_time_is_taken_in_the_users_zone_or_in_the_one_that_is_named(text: str, expected: str) -> None:
    assert phone(text, NOW, HOME) == at(expected)


@pytest.mark.parametrize(
    ("text", "zone", "said"),
    [
        ("10:40:00", HOME, "in the morning or in the afternoon?"),  # far from 19:01, and either half may be meant
        ("8:10:00", HOME, "in the morning or in the afternoon? Type it with am or pm: 8:10:00 pm or 8:10:00 am."),
        (
            "10:40:00",
            HOME,
            "am or pm: 10:40:00 pm or 10:40:00 am.",
        ),  # the nearer first
        ("2027-03-17 10:40:00", HOME, "am or pm: 2027-03-17 10:40:00 pm or 2027-03-17 10:40:00 am."),
        ("12:12:30", HOME, "Is 12:12:30 after noon or after midnight? Type it with am or pm: 12:12:30 am or"),
        ("8:31:20 ET", HOME, "in the morning or in the afternoon? Type it with am or pm: 8:31:20 am or 8:31:20 pm."),
        ("07:03:05", HOME, "exactly twelve hours off. If it is right, type it with am or pm: 7:03:05 am."),
        ("09:31:25", HOME, "is the time in Eastern Time now, not in Colombo"),
        ("13:31:25", HOME, "is the time in UTC now, not in Colombo"),
        ("09:31:25", CHICAGO, "type 09:31:25 ET; else the date and the zone: 2027-03-18 09:31:25 Chicago."),
        ("03:31:25 ET", HONOLULU, "is the time in Honolulu now, not in Eastern Time"),
        ("08:31:25", HOME, "is the time in Chicago now"),  # what the computer itself is set to
    ],
)
def test_what_may_be_a_slip_of_the_half_day_or_of_the_zone_is_asked(text: str, zone: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        phone(text, NOW, zone, others=[CHICAGO])
    assert said in str(refused.value)


@pytest.mark.parametrize("computer", ["12:12:00", "13:12:00", "15:12:30"])
def test_midday_on_a_phone_of_24_hours_is_never_led_to_midnight(computer: str) -> None:
    now = at(f"2027-03-18T{computer}")
    try:
        assert phone("12:12:30 ET", now, HOME) == at("2027-03-18T12:12:31")
    except Refusal as refused:
        assert "12:12:30 pm or 12:12:30 am." in str(refused)
    assert phone("12:12:30 pm ET", now, HOME) == at("2027-03-18T12:12:31")


@pytest.mark.parametrize(
    ("text", "computer", "taken"),
    [
        ("12:12:30 ET", "11:12:00", "12:12:31"),
        ("12:12:30 ET", "09:12:31", "12:12:31"),
        ("10:12:30 ET", "09:12:00", "10:12:31"),
    ],
)
def test_figures_of_24_hours_are_taken_where_they_take_time_away(text: str, computer: str, taken: str) -> None:
    assert phone(text, at(f"2027-03-18T{computer}"), HOME) == at(f"2027-03-18T{taken}")


@given(st.integers(1, 12), st.integers(0, 59), st.integers(0, 24 * 60))
def test_figures_without_a_half_of_the_day_give_no_more_time(hour: int, minute: int, then: int) -> None:
    now = at("2027-03-18T00:00:00") + timedelta(minutes=then)
    try:
        taken = phone(f"{hour}:{minute:02}:30 ET", now, HOME)
    except Refusal as refused:
        assert " am" in str(refused) or "is the time" in str(refused)
    else:
        assert timedelta(minutes=-2) <= taken - now <= timedelta(hours=3)


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("2027-03-18 09:31:25 Colombo", HOME, -9.5),
        ("2027-03-18 09:31:25 Chicago", CHICAGO, 1),
        ("2027-03-18 03:31:25 ET", HONOLULU, -6),
        ("7:01:25 am", HOME, -12),
    ],
)
def test_a_clock_that_is_wrong_by_just_so_much_can_be_put_right(text: str, zone: str, hours: float) -> None:
    assert abs(phone(text, NOW, zone) - NOW - timedelta(hours=hours)) <= timedelta(seconds=10)


def test_a_figure_of_twelve_hours_is_the_half_that_agrees_with_one_of_the_known_times() -> None:
    evening = NOW + timedelta(hours=2, seconds=30)  # 21:01:50 in Colombo, an hour that may be of the morning too
    assert phone("9:01:50", NOW, HOME, [NOW, evening]) == evening + timedelta(seconds=1)


def test_around_midnight_the_nearest_day_is_meant() -> None:
    assert phone("00:00:30", at("2027-03-18T14:29:50"), HOME) == at("2027-03-18T14:30:31")
    assert phone("23:59:50", at("2027-03-18T14:30:10"), HOME) == at("2027-03-18T14:29:51")


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "19:03", "25:00:00", "19:60:00", "0:10:00 pm", "2027-02-30 19:03:05", "19:03:05 XYZ"),
        *("19:03:05 IST", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "2038-01-01 19:03:05", "0000-00-00 1:02:03"),
    ],
)
def test_what_is_no_time_to_the_second_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"[.?]$"):
        phone(text, ROUND, "America/New_York")


@given(st.floats(-20_000, 20_000), st.floats(0, 0.999))
def test_a_phones_second_leaves_no_more_time_than_there_is(apart: float, part: float) -> None:
    """Whatever part of its second has passed when it is typed."""
    true = ROUND + timedelta(seconds=part)
    shown = zones.at_zone(true, HOME).strftime("%Y-%m-%d %H:%M:%S Colombo")
    taken = phone(shown, true + timedelta(seconds=apart), HOME)
    assert timedelta() < taken - true <= timedelta(seconds=1)


@given(st.text(max_size=24) | st.from_regex(r"(\d{4}-\d\d-\d\d )?\d{1,2}:\d\d:\d\d ?(am|pm)? ?(ET|UTC|Colombo)?"))
def test_any_text_is_an_instant_or_refused_in_a_sentence(text: str) -> None:
    try:
        taken = phone(text, ROUND, HOME)
    except Refusal as refused:
        assert str(refused).rstrip().endswith((".", "?"))
    else:
        assert taken.tzinfo is not None


@pytest.mark.parametrize(("apart", "agree"), [(0, True), (1.9, True), (-1.9, True), (2.6, False), (-3, False)])
def test_two_seconds_are_what_a_hand_on_a_key_can_tell(apart: float, agree: bool) -> None:
    shown = ROUND + timedelta(seconds=0.5)
    assert agrees(shown, ROUND + timedelta(seconds=apart)) == agree
