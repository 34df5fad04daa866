"""Where somebody lives, as they type it: one zone, a choice, or the nearest names."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.profile_settings import profile_with
from soaptui.records import Profile
from soaptui.refusal import Refusal
from soaptui.typed_time.home_zone import zone_meaning
from soaptui.typed_time.home_zone_words import clock_change, home_zone_line, typed_zone, unsettled_zone
from soaptui.week import zones

NOVEMBER = zones.read_iso("2026-11-28T09:00")
MATCH_WEEK = zones.read_iso("2027-03-18T10:12")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("India", "Asia/Kolkata"),
        ("भारत", "Asia/Kolkata"),
        ("Sri Lanka", "Asia/Colombo"),
        ("  sri   lanka ", "Asia/Colombo"),
        ("Lahore", "Asia/Karachi"),
        ("Karachi Pakistan", "Asia/Karachi"),
        ("Lahore, Pakistan", "Asia/Karachi"),
        ("Pakistan, Lahore", "Asia/Karachi"),
        ("Chilaw, Sri Lanka", "Asia/Colombo"),
        ("Hyderabad, India", "Asia/Kolkata"),
        ("Hyderabad Pakistan", "Asia/Karachi"),
        ("UAE", "Asia/Dubai"),
        ("Jeddah", "Asia/Riyadh"),
        ("Nigeria", "Africa/Lagos"),
        ("Kumasi", "Africa/Accra"),
        ("Deutschland", "Europe/Berlin"),
        ("Türkiye", "Europe/Istanbul"),
        ("Côte d'Ivoire", "Africa/Abidjan"),
        ("south korea", "Asia/Seoul"),
        ("U.K.", "Europe/London"),
        ("Kazakhstan", "Asia/Almaty"),
        ("India Standard Time", "Asia/Kolkata"),
        ("Cleveland, OH", "America/New_York"),
        ("Ohio", "America/New_York"),
        ("Asia/Colombo", "Asia/Colombo"),
        ("asia/colombo", "Asia/Colombo"),
        ("LK", "Asia/Colombo"),
        ("utc", "UTC"),
        ("AM", "Asia/Yerevan"),
        ("12 A Main Street, Lagos", "Africa/Lagos"),
        ("Addis Ababa, ET", "Africa/Addis_Ababa"),
        ("Waterbury CT", "America/New_York"),
        ("fixed +5:30", "UTC+05:30"),
        ("UTC-3 (fixed)", "UTC-03:00"),
    ],
)
def test_what_has_one_clock_is_one_zone(typed: str, zone: str) -> None:
    assert typed_zone(typed, MATCH_WEEK) == zone


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("USA", ["America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver", "America/Phoenix"]),
        ("Brasil", ["America/Sao_Paulo", "America/Manaus"]),
        ("Russia", ["Europe/Moscow", "Asia/Yekaterinburg"]),
        ("Australia", ["Australia/Sydney", "Australia/Brisbane"]),
        ("Mexico", ["America/Mexico_City"]),
        ("Canada", ["America/Toronto", "America/Vancouver"]),
        ("Indonesia", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
        ("DR Congo", ["Africa/Kinshasa", "Africa/Lubumbashi"]),
        ("Georgia", ["Asia/Tbilisi", "America/New_York"]),
        ("Hyderabad", ["Asia/Kolkata", "Asia/Karachi"]),
        ("+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("+0530", ["Asia/Kolkata", "Asia/Colombo"]),
        ("+5.5", ["Asia/Kolkata", "Asia/Colombo"]),
        ("UTC+3", ["Europe/Moscow"]),
    ],
)
def test_what_has_several_is_a_choice_and_none_of_them_is_taken(typed: str, first: list[str]) -> None:
    meaning = zone_meaning(typed, MATCH_WEEK)
    assert [choice.zone for choice in meaning.choices][: len(first)] == first
    assert meaning.certain and not meaning.zone
    with pytest.raises(Refusal, match=first[0]):
        typed_zone(typed, MATCH_WEEK)


@pytest.mark.parametrize("typed", ["Inda", "IST", "EST", "PKT", "Asia/Colobmo", "Pakistn", "Brazl"])
def test_what_is_only_near_is_proposed_and_never_taken(typed: str) -> None:
    meaning = zone_meaning(typed, MATCH_WEEK)
    assert meaning.choices and not meaning.certain
    with pytest.raises(Refusal, match="Did you mean"):
        typed_zone(typed, MATCH_WEEK)


@pytest.mark.parametrize("typed", ["qqqqqq", "+17", "5:30", "99", "+5:31"])
def test_what_is_unknown_says_what_can_be_typed(typed: str) -> None:
    with pytest.raises(Refusal, match="Type your country, a large city, or an offset"):
        typed_zone(typed, MATCH_WEEK)


def test_an_offset_is_that_of_the_moment_and_says_when_it_changes() -> None:
    in_november, in_march = (
        {choice.zone for choice in zone_meaning("GMT-5", now).choices} for now in (NOVEMBER, MATCH_WEEK)
    )
    assert in_november - in_march >= {"America/New_York", "America/Toronto"}
    assert in_march - in_november >= {"America/Chicago"}
    assert "New York until Sun 14 Mar, then UTC-04:00" in unsettled_zone(zone_meaning("-5", NOVEMBER), NOVEMBER)


def test_the_change_of_a_clock_is_found_to_the_minute() -> None:
    assert clock_change("Asia/Colombo", NOVEMBER) is None
    assert clock_change("Europe/London", MATCH_WEEK) == (zones.read_iso("2027-03-28T01:00Z"), timedelta(hours=1))


def test_a_fixed_offset_is_a_zone_that_never_changes() -> None:
    wall = zones.at_zone(MATCH_WEEK, "UTC+05:30")
    assert f"{wall:%H:%M}" == "19:42"
    assert zones.abbreviation(wall) == "UTC+05:30"
    assert zones.instant(wall.replace(tzinfo=None), "UTC+05:30") == MATCH_WEEK
    assert not zones.is_zone("UTC+5:30") and not zones.is_zone("UTC+05:31")


def test_the_profile_takes_what_people_type() -> None:
    assert profile_with(Profile(id="me"), ["zone=Lahore"], MATCH_WEEK).zone == "Asia/Karachi"
    with pytest.raises(Refusal, match="America/Sao_Paulo"):
        profile_with(Profile(id="me"), ["zone=Brazil"], MATCH_WEEK)


def test_the_line_below_the_field_marks_one_of_the_choice() -> None:
    line = home_zone_line(zone_meaning("Brazil", MATCH_WEEK), 1, MATCH_WEEK)
    assert line.startswith("Brazil has 4 clocks. Sao Paulo 11:12 · ▸Manaus 10:12")


@given(st.text(max_size=25))
def test_whatever_is_typed_is_a_zone_or_refused_in_a_sentence(typed: str) -> None:
    meaning = zone_meaning(typed, MATCH_WEEK)
    assert all(zones.is_zone(choice.zone) for choice in meaning.choices)
    assert home_zone_line(meaning, 0, MATCH_WEEK)


def test_every_country_leads_to_a_zone() -> None:
    lost = [
        title
        for code, title in zones.country_titles().items()
        if zones.country_zones(code) and not zone_meaning(title, MATCH_WEEK).certain
    ]
    assert lost == []


TIMES = ("2027-03-18 14:12:40", "14:12", "5pm", "5 p.m.", "17h30", "noon", "half past two", "3/18", "10 o'clock")


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("around", ["{}", "{} ET", "ET {}", "{} IST", "{} my time", "{}, India"])
def test_a_time_is_no_place_to_live(time: str, around: str) -> None:
    typed = around.format(time)
    meaning = zone_meaning(typed, MATCH_WEEK)
    assert meaning.is_time and not meaning.zone and not meaning.choices
    with pytest.raises(Refusal) as refused:
        typed_zone(typed, MATCH_WEEK)
    said = "is a time. Where do you live? Type your country, a large city, or an offset such as +5:30."
    assert str(refused.value) == f"{typed!r} {said}"
    assert home_zone_line(meaning, 0, MATCH_WEEK) == str(refused.value)


@pytest.mark.parametrize("typed", ["1412 ET", "my time is ET", "tue 5 ET", "morning ET"])
def test_eastern_time_behind_other_words_is_never_ethiopia(typed: str) -> None:
    assert zone_meaning(typed, MATCH_WEEK).zone == ""
