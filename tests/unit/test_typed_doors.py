"""One way to write a time is understood at every door, or at none: a table of texts and doors.

It is Thursday of Match Week 2027, 22:15:00 in New York.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time import appointment, promise
from soaptui.typed_time.alarm_minutes import read_alarm_minutes
from soaptui.typed_time.official_time import read_official_time
from soaptui.typed_time.own_day_text import typed_buffer, typed_night, typed_taken
from soaptui.typed_time.past_moment import read_past
from soaptui.typed_time.phone_time import phone
from soaptui.typed_time.span import read_span
from soaptui.week import zones

NOW = zones.read_iso("2027-03-18T22:15:00")
ET = "America/New_York"


def clock(moment: datetime) -> str:
    """A moment's time of day in Eastern Time."""
    return f"{zones.eastern(moment):%H:%M}"


def on_the_phone(text: str) -> str:
    """What the phone check makes of it: it wants the date or the seconds, so a time of day alone is refused."""
    return clock(phone(text, NOW, ET))


def began(text: str) -> str:
    """When a night begins that begins then and ends at 5:30."""
    return typed_night(f"{text}-05:30")[:5]


TIME_DOORS: dict[str, Callable[[str], str]] = {
    "official": lambda text: clock(read_official_time(text, NOW)),
    "past": lambda text: clock(read_past(text, NOW)),
    "came": lambda text: clock(read_past(text, NOW, on=zones.eastern(NOW).date())),
    "appointment": lambda text: clock(
        appointment.only(appointment.read_appointment(f"fri {text} ET", NOW, home=ET)).at
    ),
    "promise": lambda text: clock(appointment.only(promise.read_promised(f"fri {text} ET", NOW, home=ET)).at),
    "night": began,
    "taken": lambda text: typed_taken(f"mon-fri {text}-05:30 bus").removeprefix("mon-fri ")[:5],
}

TIMES = [
    ("9:30 pm", "21:30"),
    ("9:30pm", "21:30"),
    ("9:30 p.m.", "21:30"),
    ("9:30 PM", "21:30"),
    ("9.30pm", "21:30"),
    ("930pm", "21:30"),
    ("9:30p", "21:30"),
    ("21:30", "21:30"),
    ("21.30", "21:30"),
    ("21h30", "21:30"),
    ("2130", "21:30"),
    ("2130 hrs", "21:30"),
    ("9 pm", "21:00"),
    ("9pm", "21:00"),
    ("21h", "21:00"),
    ("half past 9 pm", "21:30"),
    ("noon", "12:00"),
    ("12 noon", "12:00"),
    ("midday", "12:00"),
    ("12:15 am", "00:15"),
    ("0915", "09:15"),
    ("09:15", "09:15"),
    ("quarter past 9 am", "09:15"),
]


@pytest.mark.parametrize("door", TIME_DOORS)
@pytest.mark.parametrize(("text", "meant"), TIMES)
def test_a_time_of_day_is_the_same_at_every_door(door: str, text: str, meant: str) -> None:
    assert TIME_DOORS[door](text) == meant


@pytest.mark.parametrize("door", TIME_DOORS)
@pytest.mark.parametrize(
    "text", ["25:00", "13:10 pm", "0:10 am", "9:60", "soon", "", "half past 9", "9 o'clock", "9"]
)
def test_what_is_no_certain_time_is_refused_at_every_door_in_a_sentence(door: str, text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        TIME_DOORS[door](text)


def test_a_time_in_the_evening_said_in_words() -> None:
    assert {clock(read_official_time(text, NOW)) for text in ("9:30 in the evening", "at 9.30 pm ET")} == {"21:30"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10:15:05 pm", "22:15"),
        ("10:15:05 p.m.", "22:15"),
        ("22:15:05", "22:15"),
        ("10:15:05", "22:15"),
        ("22.15:05", "22:15"),
        ("Thu 18 Mar 10:15:05 pm", "22:15"),
        ("thu 22:15:05", "22:15"),
        ("10:15:05 in the evening", "22:15"),
        ("10:15:05 in the evening ET", "22:15"),
    ],
)
def test_the_phone_shows_the_same_times_with_their_seconds(text: str, meant: str) -> None:
    assert on_the_phone(text) == meant


@pytest.mark.parametrize("text", ["9:30 pm", "2130", "noon", "90 min", "mon 22:15:05", "tomorrow 22:15:05"])
def test_the_phone_check_is_careful(text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        on_the_phone(text)


SPANS = [
    ("90 min", 90),
    ("90min", 90),
    ("90 minutes", 90),
    ("1 h 30", 90),
    ("1h30", 90),
    ("1h 30", 90),
    ("1 h 30 min", 90),
    ("1h30m", 90),
    ("1 hr 30 min", 90),
    ("1.5 h", 90),
    ("1.5 hours", 90),
    ("an hour and a half", 90),
    ("half an hour", 30),
    ("a quarter of an hour", 15),
    ("an hour", 60),
    ("one hour", 60),
    ("two hours", 120),
    ("2 hours", 120),
    ("1 h", 60),
]

SPAN_DOORS: dict[str, Callable[[str], float]] = {
    "span": lambda text: read_span(text).total_seconds() / 60,
    "buffer": lambda text: int(typed_buffer(text) or 0),
    "alarms": lambda text: next(iter(read_alarm_minutes(text, "task")), 0),
    "promise": lambda text: (
        (appointment.only(promise.read_promised(f"in {text}", NOW, home=ET)).at - NOW).total_seconds() / 60
    ),
    "ago": lambda text: (NOW - read_past(f"{text} ago", NOW)).total_seconds() / 60,
    "appointment": lambda text: (
        appointment.only(appointment.read_appointment(f"fri 9:30pm ET {text}", NOW, home=ET)).minutes
    ),
}


@pytest.mark.parametrize("door", SPAN_DOORS)
@pytest.mark.parametrize(("text", "minutes"), SPANS)
def test_a_span_is_the_same_at_every_door(door: str, text: str, minutes: int) -> None:
    assert SPAN_DOORS[door](text) == minutes


@pytest.mark.parametrize("door", [door for door in SPAN_DOORS if door != "appointment"])
@pytest.mark.parametrize("text", ["9:30 pm", "noon", "a while", "-5 min", "1:30"])
def test_what_is_no_span_is_refused_in_a_sentence(door: str, text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        SPAN_DOORS[door](text)


def test_a_length_that_may_be_a_time_is_asked_about() -> None:
    assert appointment.only(promise.read_promised("90 min", NOW, home=ET)).at == zones.read_iso("2027-03-18T23:45")
    for text in ("1h30", "14h", "1 h"):
        assert promise.read_promised(text, NOW, home=ET).readings == ()
        assert "a time or a length" in promise.read_promised(text, NOW, home=ET).problem


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("11pm-7am", "23:00-07:00"),
        ("11 pm - 7 am", "23:00-07:00"),
        ("11pm – 7am", "23:00-07:00"),
        ("from 11pm to 7am", "23:00-07:00"),
        ("11pm-7", "23:00-07:00"),
        ("2300-0700", "23:00-07:00"),
        ("23.00-7.00", "23:00-07:00"),
        ("midnight-7:30am", "00:00-07:30"),
        ("10pm-midnight", "22:00-24:00"),
        ("22:00-24:00", "22:00-24:00"),
        ("23:00-07:00", "23:00-07:00"),
        ("none", "none"),
        ("", "none"),
    ],
)
def test_a_night_is_kept_in_figures_however_it_is_typed(text: str, kept: str) -> None:
    assert typed_night(text) == kept


@pytest.mark.parametrize("text", ["11-7", "11pm", "night", "7am-7", "11pm-7am x", "11pm-11pm", "25:00-7am", "9-5"])
def test_what_is_no_night_or_may_be_two_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        typed_night(text)


def test_what_is_taken_keeps_its_own_words() -> None:
    typed = "mon-fri 7:30-8:30am Bus für — alle\n\n  sat 9am-8pm  work at 3\n2-2:30pm nap"
    assert typed_taken(typed) == "mon-fri 07:30-08:30 Bus für — alle\nsat 09:00-20:00 work at 3\n14:00-14:30 nap"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60 30 15", (60, 30, 15)),
        ("1 h, 30 min, 15", (60, 30, 15)),
        ("1 h 30; half an hour", (90, 30)),
        ("none", ()),
        ("5, 90 15,15", (90, 15, 5)),
    ],
)
def test_alarms_ring_so_long_before(text: str, minutes: tuple[int, ...]) -> None:
    assert read_alarm_minutes(text, "task") == minutes


@pytest.mark.parametrize("text", ["60 min 30 min", "1 h 30 15 5", "2 days", "9:30 pm", "0 min", "soon"])
def test_alarms_that_may_be_other_ones_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        read_alarm_minutes(text, "task")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mon 11:10 pm", "2027-03-15T23:10"),
        ("yesterday 9.30pm", "2027-03-17T21:30"),
        ("today 8am", "2027-03-18T08:00"),
        ("15 Mar 2130", "2027-03-15T21:30"),
        ("2027-03-15 9:30 p.m. ET", "2027-03-15T21:30"),
        ("midnight", "2027-03-18T00:00"),
        ("11 pm", "2027-03-17T23:00"),
        ("in the morning at 9:30", "2027-03-18T09:30"),
    ],
)
def test_a_moment_that_is_over_with_its_day(text: str, meant: str) -> None:
    assert read_past(text, NOW) == zones.read_iso(meant)


@pytest.mark.parametrize("text", ["tomorrow 9am", "mon midnight", "9am CT", "mon tue 9am", "3/4 9am", "9am 10am"])
def test_a_moment_that_is_not_certain_is_no_past_one(text: str) -> None:
    with pytest.raises(Refusal):
        read_past(text, NOW)


@settings(deadline=None)  # the first text has every zone listed
@given(st.text(max_size=30) | st.from_regex(r"(thu |18 Mar )?\d{1,4}[:.h]?\d{0,2} ?(am|pm|h|min)?", fullmatch=True))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for door in (*TIME_DOORS.values(), *SPAN_DOORS.values(), on_the_phone):
        try:
            door(text)
        except Refusal as refused:
            assert str(refused).rstrip().endswith((".", "?"))
