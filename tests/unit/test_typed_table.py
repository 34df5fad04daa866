"""Appointments as people type them while they telephone, each with the instant written by hand.

It is Tuesday of Match Week 2027, 09:12 in New York (13:12 UTC), and the user is in Colombo (18:42). Summer time is in
force in the United States: Eastern is four hours behind UTC, Central five, Denver six, Phoenix and Pacific seven.
"""

import pytest

from soaptui.typed_time import appointment
from soaptui.week import zones

NOW = zones.read_iso("2027-03-16T09:12")
HOME = "Asia/Colombo"
ET, CT, MT = "America/New_York", "America/Chicago", "America/Denver"
AZ, PT, AK, HI = "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"
PR = "America/Puerto_Rico"

# The text, the instant (day of March and UTC), the zone, the minutes.
CERTAIN = [
    # the words for a zone
    ("tue 2:30pm CT", "16 19:30", CT, 20),
    ("tue 2:30pm ct", "16 19:30", CT, 20),
    ("tue 2:30pm CST", "16 19:30", CT, 20),
    ("tue 2:30pm CDT", "16 19:30", CT, 20),
    ("tue 2:30pm central", "16 19:30", CT, 20),
    ("tue 2:30pm Central Time", "16 19:30", CT, 20),
    ("tue 2:30pm central standard time", "16 19:30", CT, 20),
    ("tue 2:30pm c.t.", "16 19:30", CT, 20),
    ("tue 2:30pm C.S.T.", "16 19:30", CT, 20),
    ("tue 2:30pmCT", "16 19:30", CT, 20),
    ("tue 2:30pm (CT)", "16 19:30", CT, 20),
    ("tue 2:30pm, CT", "16 19:30", CT, 20),
    ("CT tue 2:30pm", "16 19:30", CT, 20),
    ("tue 2:30pm ET", "16 18:30", ET, 20),
    ("tue 2:30pm EST", "16 18:30", ET, 20),
    ("tue 2:30pm est", "16 18:30", ET, 20),
    ("tue 2:30pm EDT", "16 18:30", ET, 20),
    ("tue 2:30pm eastern", "16 18:30", ET, 20),
    ("tue 2:30pm Eastern time", "16 18:30", ET, 20),
    ("tue 2:30pm US Eastern", "16 18:30", ET, 20),
    ("tue 2:30pm E.T.", "16 18:30", ET, 20),
    ("tue 2:30pm US/Eastern", "16 18:30", ET, 20),
    ("tue 2:30pm PT", "16 21:30", PT, 20),
    ("tue 2:30pm PST", "16 21:30", PT, 20),
    ("tue 2:30pm PDT", "16 21:30", PT, 20),
    ("tue 2:30pm pacific", "16 21:30", PT, 20),
    ("tue 2:30pm pacific time", "16 21:30", PT, 20),
    ("tue 2:30pm MT", "16 20:30", MT, 20),
    ("tue 2:30pm MDT", "16 20:30", MT, 20),
    ("tue 2:30pm mountain time", "16 20:30", MT, 20),
    ("tue 2:30pm AKT", "16 22:30", AK, 20),
    ("tue 2:30pm AKDT", "16 22:30", AK, 20),
    ("tue 2:30pm alaska time", "16 22:30", AK, 20),
    ("tue 2:30pm HST", "17 00:30", HI, 20),
    ("tue 2:30pm hawaii time", "17 00:30", HI, 20),
    ("tue 2:30pm UTC", "16 14:30", "UTC", 20),
    ("tue 14:30Z", "16 14:30", "UTC", 20),
    ("tue 1430z", "16 14:30", "UTC", 20),
    ("tue 2:30pm America/Chicago", "16 19:30", CT, 20),
    ("wed 2:30pm asia/colombo", "17 09:00", HOME, 20),
    ("wed 2:30pm Colombo time", "17 09:00", HOME, 20),
    ("tue 2:30pm chicago time", "16 19:30", CT, 20),
    ("tue 2:30pm Los Angeles time", "16 21:30", PT, 20),
    ("tue 2:30pm new york time", "16 18:30", ET, 20),
    ("tue 2:30pm Phoenix time", "16 21:30", AZ, 20),
    ("tue 2:30pm Arizona time", "16 21:30", AZ, 20),
    ("wed 2:30pm my time", "17 09:00", HOME, 20),
    ("wed 2:30pm home", "17 09:00", HOME, 20),
    ("wed 2:30pm home time", "17 09:00", HOME, 20),
    ("wed 2:30pm local time (mine)", "17 09:00", HOME, 20),
    # the same moment said more than once
    ("tue 2:30pm CT / 3:30pm ET", "16 19:30", CT, 20),
    ("tue 2:30pm CT/3:30pm ET", "16 19:30", CT, 20),
    ("wed 9am CT = 10am ET = 7am PT", "17 14:00", CT, 20),
    ("tue 2:30pm CT (1am my time)", "16 19:30", CT, 20),
    ("tue 2:30pm CT, wed 1am my time", "16 19:30", CT, 20),
    ("Tue 16 Mar 2:30pm CT / Wed 17 Mar 1am Colombo time", "16 19:30", CT, 20),
    ("tue 2:30pm EST New York time", "16 18:30", ET, 20),
    # days
    ("today 2:30pm CT", "16 19:30", CT, 20),
    ("tomorrow 9am CT", "17 14:00", CT, 20),
    ("tmrw 9am CT", "17 14:00", CT, 20),
    ("9am CT tomorrow", "17 14:00", CT, 20),
    ("tomorrow morning 9:30 CT", "17 14:30", CT, 20),
    ("the day after tomorrow 9am CT", "18 14:00", CT, 20),
    ("tonight 8 CT", "17 01:00", CT, 20),
    ("tonight at 7:30 ET", "16 23:30", ET, 20),
    ("this afternoon 3:15 ET", "16 19:15", ET, 20),
    ("tues 2:30pm CT", "16 19:30", CT, 20),
    ("Tuesday 2:30pm CT", "16 19:30", CT, 20),
    ("tuesday, 2:30pm CT", "16 19:30", CT, 20),
    ("this tue 2:30pm CT", "16 19:30", CT, 20),
    ("weds 2:30pm CT", "17 19:30", CT, 20),
    ("Wed. 2:30pm CT", "17 19:30", CT, 20),
    ("thur 2:30pm CT", "18 19:30", CT, 20),
    ("thurs 2:30pm CT", "18 19:30", CT, 20),
    ("th 2:30pm CT", "18 19:30", CT, 20),
    ("fri 2:30pm CT", "19 19:30", CT, 20),
    ("mon 2:30pm CT", "22 19:30", CT, 20),
    ("2:30pm CT on Wednesday", "17 19:30", CT, 20),
    ("WED 2:30PM CT", "17 19:30", CT, 20),
    ("wed2:30pm CT", "17 19:30", CT, 20),
    ("17 Mar 2:30pm CT", "17 19:30", CT, 20),
    ("Mar 17 2:30pm CT", "17 19:30", CT, 20),
    ("March 17th 2027 2:30pm CT", "17 19:30", CT, 20),
    ("March 17, 2027, 2:30pm CT", "17 19:30", CT, 20),
    ("17th of March at 2:30pm CT", "17 19:30", CT, 20),
    ("17mar 2:30pm CT", "17 19:30", CT, 20),
    ("2:30pm CT March 17", "17 19:30", CT, 20),
    ("Wed 17 Mar 2:30pm CT", "17 19:30", CT, 20),
    ("wed the 17th 2:30pm CT", "17 19:30", CT, 20),
    ("on the 18th at 9am ET", "18 13:00", ET, 20),
    ("tomorrow (Wed) 2:30pm CT", "17 19:30", CT, 20),
    ("tomorrow 17 Mar 2:30pm CT", "17 19:30", CT, 20),
    ("2027-03-17 14:30 CT", "17 19:30", CT, 20),
    ("2027-03-17T14:30 CT", "17 19:30", CT, 20),
    ("2027-03-17T14:30Z", "17 14:30", "UTC", 20),
    ("2027-03-17T14:30:00Z", "17 14:30", "UTC", 20),
    ("2027-03-17T14:30-04:00", "17 18:30", ET, 20),
    ("2027-03-17T14:30-05:00 CT 30min", "17 19:30", CT, 30),
    ("wed 2027-03-17T14:30+05:30", "17 09:00", HOME, 20),
    ("2027-03-17 14:30+0530", "17 09:00", HOME, 20),
    ("2027-03-17T14:30+03:00", "17 11:30", "UTC", 20),
    ("3/17 2:30pm CT", "17 19:30", CT, 20),
    ("17/3 2:30pm CT", "17 19:30", CT, 20),
    ("03/17/2027 2:30pm CT", "17 19:30", CT, 20),
    ("3/17/27 2:30pm CT", "17 19:30", CT, 20),
    ("17.03.2027 14.30 CT", "17 19:30", CT, 20),
    # times of day
    ("wed 2.30pm CT", "17 19:30", CT, 20),
    ("wed 2:30 p.m. CT", "17 19:30", CT, 20),
    ("wed 2:30 P.M. CT", "17 19:30", CT, 20),
    ("wed 230pm CT", "17 19:30", CT, 20),
    ("wed 2:30p CT", "17 19:30", CT, 20),
    ("wed 2pm CT", "17 19:00", CT, 20),
    ("wed 2 pm CT", "17 19:00", CT, 20),
    ("wed 14:30 CT", "17 19:30", CT, 20),
    ("wed 14.30 CT", "17 19:30", CT, 20),
    ("wed 14h30 CT", "17 19:30", CT, 20),
    ("wed 14h CT", "17 19:00", CT, 20),
    ("wed 1430 CT", "17 19:30", CT, 20),
    ("wed 1430 hrs CT", "17 19:30", CT, 20),
    ("17 Mar 2000 ET", "18 00:00", ET, 20),
    ("17 Mar 2030 hrs ET", "18 00:30", ET, 20),
    ("wed at 1030 hrs ET", "17 14:30", ET, 20),
    ("wed 09:30 CT", "17 14:30", CT, 20),
    ("wed 0930 CT", "17 14:30", CT, 20),
    ("wed 00:30 CT", "17 05:30", CT, 20),
    ("wed 12am CT", "17 05:00", CT, 20),
    ("wed 12:15am CT", "17 05:15", CT, 20),
    ("wed 12pm CT", "17 17:00", CT, 20),
    ("wed noon CT", "17 17:00", CT, 20),
    ("wed 12 noon CT", "17 17:00", CT, 20),
    ("wed midday CT", "17 17:00", CT, 20),
    ("wed half past 2 pm CT", "17 19:30", CT, 20),
    ("wed quarter to 3pm CT", "17 19:45", CT, 20),
    ("wed quarter past 2pm CT", "17 19:15", CT, 20),
    ("wed 2 o'clock in the afternoon CT", "17 19:00", CT, 20),
    ("wed 2:30 in the afternoon CT", "17 19:30", CT, 20),
    ("wed 9 in the morning CT", "17 14:00", CT, 20),
    ("wed 2:30 ＰＭ CT", "17 19:30", CT, 20),
    # lengths and ranges
    ("tue 2:30pm CT 20min", "16 19:30", CT, 20),
    ("tue 2:30pm CT 15 min", "16 19:30", CT, 15),
    ("tue 2:30pm CT for 30 minutes", "16 19:30", CT, 30),
    ("tue 2:30pm CT 45m", "16 19:30", CT, 45),
    ("tue 2:30pm CT 30-minute interview", "16 19:30", CT, 30),
    ("tue 2:30pm CT 15-20 min", "16 19:30", CT, 20),
    ("tue 2:30pm CT 1h", "16 19:30", CT, 60),
    ("tue 2:30pm CT 1 hr", "16 19:30", CT, 60),
    ("tue 2:30pm CT an hour", "16 19:30", CT, 60),
    ("tue 2:30pm CT half an hour", "16 19:30", CT, 30),
    ("tue 2:30pm CT 1h30", "16 19:30", CT, 90),
    ("tue 2:30pm CT 1.5 hours", "16 19:30", CT, 90),
    ("tue 2:30pm CT 1 hour 15 min", "16 19:30", CT, 75),
    ("tue 2:30-2:50pm CT", "16 19:30", CT, 20),
    ("tue 2:30pm-3pm CT", "16 19:30", CT, 30),
    ("tue 2:30 – 2:45 pm CT", "16 19:30", CT, 15),
    ("wed 2-2:30pm CT", "17 19:00", CT, 30),
    ("wed 11-1pm CT", "17 16:00", CT, 120),
    ("wed from 2 to 2:20 pm CT", "17 19:00", CT, 20),
    ("wed 11:45am to 12:15 CT", "17 16:45", CT, 30),
    ("wed 14:00-14:25 CT", "17 19:00", CT, 25),
    ("wed 10pm-midnight CT", "18 03:00", CT, 120),
    ("wed 2-2:30pm CT 30 min", "17 19:00", CT, 30),
    # what else people type
    ("interview with Dr Smith on tue at 2:30pm CT for 20 min", "16 19:30", CT, 20),
    ("tue 2:30pm CT call me at +1 312 555 0100", "16 19:30", CT, 20),
    ("tue 2:30pm CT phone 312-555-0100", "16 19:30", CT, 20),
    ("tue 2:30pm CT zoom id 845 1234 5678 passcode 004512", "16 19:30", CT, 20),
    ("tue 2:30pm CT Dr. Sun", "16 19:30", CT, 20),
    ("I am free wed 2pm CT", "17 19:00", CT, 20),
    ("wed 2:30pm Jamaica Hospital ET", "17 18:30", ET, 20),
    ("Interview Tuesday, March 16, 2027 at 2:30 PM (Central Time (US & Canada))", "16 19:30", CT, 20),
    ("wed 10am-10:20am PDT (1pm-1:20pm EDT)", "17 17:00", PT, 20),
    ("18 March 2-3pm ET", "18 18:00", ET, 60),
    ("wed noon ET/11 CT", "17 16:00", ET, 20),
    ("wed 2:30pm CT 3:30 ET", "17 19:30", CT, 20),
    ("17-Mar-2027 2:30 PM CT", "17 19:30", CT, 20),
    ("2027/3/17 2:30pm CT", "17 19:30", CT, 20),
    ("tue 2:30pm CT PD and faculty", "16 19:30", CT, 20),
    ("tue 2:30pm CT, log in 10 min early", "16 19:30", CT, 20),
    ("tue 2:30pm CT jane.doe@example.org", "16 19:30", CT, 20),
    ("  tue \t 2:30pm \n CT ", "16 19:30", CT, 20),
    ("ｔｕｅ 2:30pm CT", "16 19:30", CT, 20),
]

# The text, the instants offered (day of March and UTC), the likeliest first, and a word of the problem.
CHOICES = [
    ("wed 2:30 CT", "17 19:30, 17 07:30", "morning or in the afternoon"),
    ("wed 9:30 CT", "17 14:30, 18 02:30", "9:30 in the morning"),
    ("wed 10 CT", "17 15:00, 18 03:00", "10 in the morning"),
    ("wed 12:30 CT", "17 17:30, 17 05:30", "12:30 in the morning"),
    ("wed 7 CT", "17 12:00, 18 00:00", "7 in the morning"),
    ("wed 6:30 CT", "17 23:30, 17 11:30", "6:30 in the morning"),
    ("wed 1030 CT", "17 15:30, 18 03:30", "morning"),
    ("wed at 9 CT", "17 14:00, 18 02:00", "9 in the morning"),
    ("wed half past 2 CT", "17 19:30, 17 07:30", "morning"),
    ("wed 2h30 CT", "17 19:30, 17 07:30", "morning"),
    ("wed 9-10 CT", "17 14:00, 18 02:00", "9 in the morning"),
    ("tue 16 Mar 8:30 ET", "17 00:30", "morning"),
    ("today 16 Mar 8:30 ET", "17 00:30", "morning"),
    ("today 16 Mar midnight ET", "17 04:00", "Midnight"),
    ("tonight 12am ET", "17 04:00", "tonight"),
    ("wed midnight CT", "18 05:00, 17 05:00", "start or at the end"),
    ("wed 2:30 CT / 3:30 ET", "17 19:30, 17 07:30", "morning"),
    ("tue 8:30 CT", "16 13:30, 17 01:30", "morning"),
    ("today 8:30 ET", "17 00:30", "8:30 in the morning"),
    ("tue 2:30 CT", "16 19:30, 23 07:30", "morning"),
    # no zone
    ("wed 2:30pm", "17 18:30, 17 09:00", "Which time zone? You gave none."),
    ("wed 2:30pm local time", "17 18:30, 17 09:00", "zone"),
    ("wed 2:30pm zoom", "17 18:30, 17 09:00", "zone"),
    ("today 9am", "", "is past"),
    ("today 9:30am", "16 13:30", "zone"),
    ("wed 2:30", "17 18:30, 17 06:30, 17 09:00, 16 21:00", "zone"),
    ("2pm in Hartford CT wed", "17 19:00, 17 18:00, 17 08:30", "'CT' can be a zone"),
    ("Hartford CT, wed 2pm", "17 19:00, 17 18:00, 17 08:30", "'CT' can be a zone"),
    ("New Haven, CT 2pm wed", "17 19:00, 17 18:00, 17 08:30", "'CT' can be a zone"),
    ("wed 2pm Central Maine", "17 19:00, 17 18:00, 17 08:30", "'Central' can be a zone"),
    ("Eastern Virginia wed 2pm", "17 18:00, 17 08:30", "zone"),
    ("wed 2pm Denver Health", "17 20:00, 17 18:00, 17 08:30", "'Denver' can be a zone"),
    ("wed 2:30pm MST", "17 21:30, 17 20:30", "Phoenix or Denver"),
    ("wed 2:30pm mountain standard time", "17 21:30, 17 20:30", "Phoenix or Denver"),
    ("wed 2:30pm AST", "17 18:30, 17 17:30, 17 11:30", "AST"),
    ("wed 2:30pm atlantic time", "17 18:30, 17 17:30", "atlantic"),
    # days
    ("2:30pm CT", "16 19:30, 17 19:30", "Which day?"),
    ("8am CT", "17 13:00", "Which day?"),
    ("next tue 2pm CT", "16 19:00, 23 19:00", "Which Tuesday"),
    ("next wed 2pm CT", "17 19:00, 24 19:00", "Which Wednesday"),
    ("next tue 8am CT", "23 13:00, 30 13:00", "Which Tuesday"),
    ("tue 8am CT", "23 13:00", "past today"),
    ("tonight 2:30 CT", "16 19:30, 17 07:30", "tonight"),
    ("2 CT", "16 19:00, 17 19:00, 17 07:00", "Which day?"),
]


def utc(text: str) -> str:
    return f"2027-03-{text.replace(' ', 'T')}:00Z"


def instants(result: appointment.Typed) -> list[str]:
    return [zones.utc_iso(reading.at) for reading in result.readings]


def read(text: str) -> appointment.Typed:
    return appointment.read_appointment(text, NOW, home=HOME)


@pytest.mark.parametrize(("text", "at", "zone", "minutes"), CERTAIN, ids=[row[0] for row in CERTAIN])
def test_what_is_certain_is_one_reading(text: str, at: str, zone: str, minutes: int) -> None:
    result = read(text)
    assert (result.problem, instants(result)) == ("", [utc(at)])
    assert (result.readings[0].zone, result.readings[0].minutes) == (zone, minutes)
    assert appointment.only(result) == result.readings[0]


@pytest.mark.parametrize(("text", "at", "problem"), CHOICES, ids=[row[0] for row in CHOICES])
def test_what_may_be_two_things_is_a_choice_with_the_likeliest_first(text: str, at: str, problem: str) -> None:
    result = read(text)
    assert instants(result) == [utc(each) for each in at.split(", ") if each]
    assert problem in result.problem
    with pytest.raises(zones.BadTime) as refused:
        appointment.only(result)
    assert result.problem in str(refused.value)
    assert all(appointment.reading_in_words(reading) in str(refused.value) for reading in result.readings)


def test_the_tables_are_long_enough_and_name_no_text_twice() -> None:
    texts = [row[0] for table in (CERTAIN, CHOICES) for row in table]
    assert len(texts) == len(set(texts)) >= 170
