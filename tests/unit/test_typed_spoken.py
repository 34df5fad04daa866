"""Times as they are said on the telephone: in words, and with a town or a state for the zone.

It is Tuesday of Match Week 2027, 9:00 in New York; the user is in Colombo.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.typed_time import appointment
from soaptui.typed_time.appointment import Typed
from soaptui.typed_time.official_time import read_official_time
from soaptui.week import zones

NOW = zones.read_iso("2027-03-16T09:00")
HOME = "Asia/Colombo"
ET, CT, MT = "America/New_York", "America/Chicago", "America/Denver"
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PARTS = {
    "half past": 30,
    "quarter past": 15,
    "a quarter past": 15,
    "quarter after": 15,
    "ten past": 10,
    "20 past": 20,
    "twenty minutes past": 20,
    "quarter to": -15,
    "quarter of": -15,
    "five to": -5,
    "ten minutes to": -10,
    "twenty-five to": -25,
    "twenty five to": -25,
}


def read(text: str, theirs: tuple[str, ...] = (), town: str = "") -> Typed:
    return appointment.read_appointment(text, NOW, home=HOME, theirs=theirs, town=town)


def meant(text: str, theirs: tuple[str, ...] = (), town: str = "") -> tuple[str, str]:
    """The one instant, as it is in its zone, and the zone."""
    found = appointment.only(read(text, theirs, town))
    return f"{zones.at_zone(found.at, found.zone):%d %H:%M}", found.zone


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("tomorrow half past two in the afternoon their time", "17 14:30", ET),
        ("tomorrow quarter to three pm central", "17 14:45", CT),
        ("wed twenty past 3 pm ET", "17 15:20", ET),
        ("wed at two in the afternoon CT", "17 14:00", CT),
        ("wed two pm CT", "17 14:00", CT),
        ("wed two thirty pm CT for twenty minutes", "17 14:30", CT),
        ("wed nine fifteen am CT", "17 09:15", CT),
        ("wed eleven o'clock in the morning ET", "17 11:00", ET),
        ("wed half past twelve in the afternoon ET", "17 12:30", ET),
        ("wed a quarter to one in the afternoon ET", "17 12:45", ET),
        ("wed 10 to four pm ET", "17 15:50", ET),
        ("wednesday 14h30 Toledo time", "17 14:30", ET),
        ("wed 2 pm NY time", "17 14:00", ET),
        ("wed 2 pm az time", "17 14:00", "America/Phoenix"),
        ("wed half past two to three pm CT", "17 14:30", CT),
        ("wed two pm to three pm CT", "17 14:00", CT),
        ("wed 2 to three pm CT", "17 14:00", CT),
    ],
)
def test_a_time_in_words_is_one_instant(text: str, time: str, zone: str) -> None:
    assert meant(text, (ET,), "Toledo") == (time, zone)


@given(st.sampled_from(HOURS), st.sampled_from(sorted(PARTS)), st.sampled_from(["am", "pm", "p.m."]))
def test_each_part_of_an_hour_is_what_its_figures_say(hour: str, part: str, half: str) -> None:
    minutes = (HOURS.index(hour) + 1) % 12 * 60 + PARTS[part] + (0 if half == "am" else 720)
    if minutes < 0 or (hour == "twelve" and PARTS[part] < 0):  # before midnight, of which day?
        return
    figures = "{:02}:{:02}".format(*divmod(minutes, 60))
    assert meant(f"wed {part} {hour} {half} CT") == meant(f"wed {figures} hrs CT") == (f"17 {figures}", CT)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("half past two", "2:30"),
        ("quarter past nine", "9:15"),
        ("ten to four", "3:50"),
        ("twenty past 3", "3:20"),
        ("two thirty", "2:30"),
        ("two o'clock", "2:00"),
        ("at ten", "10:00"),
    ],
)
def test_a_half_of_the_day_that_is_not_said_is_asked_as_with_figures(words: str, figures: str) -> None:
    said, written = read(f"wed {words} CT"), read(f"wed {figures} CT")
    assert said.problem == f"{words.removeprefix('at ')} in the morning or in the afternoon?"
    assert [one.at for one in said.readings] == [one.at for one in written.readings]
    assert len(said.readings) == 2


@pytest.mark.parametrize(
    "words", ["half past two", "quarter past nine", "ten to four", "twenty past 3", "two o'clock"]
)
def test_it_is_asked_too_where_figures_are_on_24_hours(words: str) -> None:
    with pytest.raises(Refusal, match="in the morning or in the afternoon"):
        read_official_time(words, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "two interviews wed 2pm CT",
        "one of ten wed 2pm CT",
        "wed 2pm CT with two or three doctors",
        "nice time wed 2pm CT",
    ],
)
def test_a_number_in_words_that_is_no_time_changes_nothing(text: str) -> None:
    assert meant(text) == ("17 14:00", CT)


# -- a town or a state for the zone


@pytest.mark.parametrize(
    ("place", "theirs", "town", "zone"),
    [
        ("Toledo", (ET,), "Toledo", ET),
        ("Toledo", (), "", ET),
        ("Ohio", (), "", ET),
        ("Ohio", (CT,), "Gary", ET),
        ("New Jersey", (), "", ET),
        ("West Virginia", (), "", ET),
        ("Salt Lake City", (), "", MT),
        ("St. Louis", (), "", CT),
        ("East Coast", (), "", ET),
        ("Springfield", (CT,), "Springfield", CT),
        ("springfield", (CT,), "SPRINGFIELD", CT),
        ("Rochester", (CT,), "Rochester", CT),
        ("Athens", (ET,), "Athens", ET),
        ("El Paso", (CT, MT), "El Paso", MT),
        ("Chicago", (ET,), "Toledo", CT),
        ("Nepal", (ET,), "Toledo", "Asia/Kathmandu"),
    ],
)
def test_a_place_that_is_known_says_its_zone(place: str, theirs: tuple[str, ...], town: str, zone: str) -> None:
    assert meant(f"wed 2pm {place} time", theirs, town) == ("17 14:00", zone)


@pytest.mark.parametrize(
    ("place", "theirs", "town", "offered"),
    [
        ("Texas", (), "", [CT, MT]),
        ("Lubbock", (CT, MT), "Lubbock", [CT, MT]),
        ("Georgia", (ET,), "Atlanta", [ET, "Asia/Tbilisi"]),
        ("Washington", (), "", ["America/Los_Angeles", ET]),
        ("Toledo", (CT,), "Gary", [ET, CT]),
        ("Rochester", (CT,), "Duluth", [ET, CT]),
    ],
)
def test_a_place_with_more_than_one_zone_is_asked(
    place: str, theirs: tuple[str, ...], town: str, offered: list[str]
) -> None:
    found = read(f"wed 2pm {place} time", theirs, town)
    assert found.problem == f"'{place} time' can be more than one zone. Which one?"
    assert [one.zone for one in found.readings] == offered


@given(
    st.sampled_from(["wed 5pm", "17.30", "tomorrow 9:00", "fri half past two", "tonight at 9"]),
    st.sampled_from(["", " CT", " MST", " Texas time", " local time", " Central"]),
    st.sampled_from([HOME, "Asia/Kolkata", "Europe/London", "Africa/Lagos", ET]),
)
def test_every_choice_that_is_offered_can_be_typed(text: str, zone: str, home: str) -> None:
    found = appointment.read_appointment(text + zone, NOW, home=home)
    for one in found.readings:
        again = appointment.read_appointment(appointment.reading_in_words(one), NOW, home=home)
        assert [each.at for each in again.readings] == [one.at], again.problem
