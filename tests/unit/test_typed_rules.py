"""What is typed about an appointment, at other moments, in other homes, for programs of other states."""

import pytest

from soaptui.typed_time import appointment
from soaptui.week import state_zones, zones

MATCH_TUESDAY = "2027-03-16T09:12"
COLOMBO, ET, CT, MT = "Asia/Colombo", "America/New_York", "America/Chicago", "America/Denver"
AZ = "America/Phoenix"

# When (Eastern Time), home, the program's state, the text; the instants (month, day, UTC), and a word of the problem.
ELSEWHERE = [
    # the program's state
    (MATCH_TUESDAY, COLOMBO, "IL", "wed 2:30pm", "03-17 19:30, 03-17 18:30, 03-17 09:00", "zone"),
    (MATCH_TUESDAY, COLOMBO, "NY", "wed 2:30pm", "03-17 18:30, 03-17 09:00", "zone"),
    (MATCH_TUESDAY, COLOMBO, "TX", "wed 2:30pm", "03-17 19:30, 03-17 20:30, 03-17 18:30, 03-17 09:00", "zone"),
    (MATCH_TUESDAY, ET, "NY", "wed 2:30pm", "03-17 18:30", ""),
    (MATCH_TUESDAY, ET, "MI", "wed 2:30pm", "03-17 18:30, 03-17 19:30", "zone"),
    (MATCH_TUESDAY, ET, "IL", "wed 2:30pm", "03-17 19:30, 03-17 18:30", "zone"),
    (MATCH_TUESDAY, "America/Toronto", "", "wed 2:30pm", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "wed 2:30pm their time", "03-17 19:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "wed 2:30pm your time", "03-17 19:30, 03-17 09:00", "your zone or theirs"),
    (
        MATCH_TUESDAY,
        COLOMBO,
        "IL",
        "We are free at 2:30pm our time wed",
        "03-17 19:30, 03-17 09:00",
        "your zone or theirs",
    ),
    (MATCH_TUESDAY, COLOMBO, "", "wed 2:30pm your time", "03-17 18:30, 03-17 09:00", "your zone or theirs"),
    (MATCH_TUESDAY, COLOMBO, "IL", "wed 2:30pm your time (CT)", "03-17 19:30", ""),
    (MATCH_TUESDAY, ET, "NY", "wed 2:30pm your time", "03-17 18:30", ""),
    # a word that may be a zone, and begins a name or a thing
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm, Mt Sinai", "03-17 20:00, 03-17 18:00, 03-17 08:30", "'Mt'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm CT surgery", "03-17 19:00, 03-17 18:00, 03-17 08:30", "'CT'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "CT surgery wed 2pm", "03-17 18:00, 03-17 19:00, 03-17 08:30", "'CT'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2:30pm PT coordinator", "03-17 21:30, 03-17 18:30, 03-17 09:00", "'PT'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm PT clinic", "03-17 21:00, 03-17 18:00, 03-17 08:30", "'PT'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm Central Hospital", "03-17 19:00, 03-17 18:00, 03-17 08:30", "'Central'"),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm ET Mt Sinai", "03-17 18:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm Mt. Sinai ET", "03-17 18:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm CT, Mt Sinai", "03-17 19:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm Central time, Central Hospital", "03-17 19:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm CT with the chair", "03-17 19:00", ""),
    # offsets
    (MATCH_TUESDAY, COLOMBO, "OH", "2027-03-17 14:30 UTC-4", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2:30pm GMT+5", "03-17 09:30", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 14:30 +0530", "03-17 09:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "wed 2pm (UTC-06:00) Central Time (US & Canada)", "03-17 19:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "today 11pm UTC-10", "03-17 09:00", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "20270317T183000Z", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "20270317T143000", "03-17 18:30, 03-17 09:00", "zone"),
    (MATCH_TUESDAY, COLOMBO, "OH", "17.3. 14:30 ET", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "4.5. 14:30 ET", "04-05 18:30, 05-04 18:30", "4.5."),
    # from now
    (MATCH_TUESDAY, COLOMBO, "OH", "in 15 minutes", "03-16 13:27", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "in an hour and a half on zoom", "03-16 14:42", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "an hour from now", "03-16 14:12", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "now zoom", "03-16 13:12", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "right now", "03-16 13:12", ""),
    (MATCH_TUESDAY, COLOMBO, "TX", "wed 2:30pm their time", "03-17 19:30, 03-17 20:30", "more than one zone"),
    (MATCH_TUESDAY, COLOMBO, "IL", "wed 2:30pm ET", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "CT", "wed 2:30pm New Haven CT", "03-17 18:30, 03-17 19:30, 03-17 09:00", "'CT'"),
    (MATCH_TUESDAY, COLOMBO, "AZ", "wed 2:30pm MST", "03-17 21:30", ""),
    (MATCH_TUESDAY, COLOMBO, "AZ", "wed 2:30pm MT", "03-17 21:30, 03-17 20:30", "Phoenix or Denver"),
    (MATCH_TUESDAY, COLOMBO, "AZ", "wed 2:30pm mountain", "03-17 21:30, 03-17 20:30", "Phoenix or Denver"),
    (MATCH_TUESDAY, COLOMBO, "CO", "wed 2:30pm MST", "03-17 20:30", ""),
    (MATCH_TUESDAY, COLOMBO, "CO", "wed 2:30pm MT", "03-17 20:30", ""),
    (MATCH_TUESDAY, COLOMBO, "ID", "wed 2:30pm MST", "03-17 20:30", ""),
    (MATCH_TUESDAY, COLOMBO, "NY", "wed 2:30pm MST", "03-17 21:30, 03-17 20:30", "Phoenix or Denver"),
    (MATCH_TUESDAY, COLOMBO, "PR", "wed 2:30pm AST", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "PR", "wed 2:30pm atlantic time", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "VI", "wed 2:30pm AST", "03-17 18:30", ""),
    (MATCH_TUESDAY, COLOMBO, "HI", "wed 2:30pm", "03-18 00:30, 03-17 18:30, 03-17 09:00", "zone"),
    # other homes
    (MATCH_TUESDAY, "Europe/London", "", "wed 2:30pm my time", "03-17 14:30", ""),
    (MATCH_TUESDAY, "Asia/Kathmandu", "", "wed 2:30pm home", "03-17 08:45", ""),
    (MATCH_TUESDAY, "Australia/Sydney", "", "thu 7am my time", "03-17 20:00", ""),
    (MATCH_TUESDAY, "Africa/Lagos", "", "2027-03-17T14:30+01:00", "03-17 13:30", ""),
    # a T between day and time: a clock of 24 hours, so nobody is asked for the half of the day
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30 CT", "03-17 15:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17t12:00 est", "03-17 16:00", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30Z", "03-17 10:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30:00.000Z", "03-17 10:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30 UTC+2", "03-17 08:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "20270317T103000 CT", "03-17 15:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30 - 11:00 CT", "03-17 15:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T10:30pm CT", "03-18 03:30", ""),
    (MATCH_TUESDAY, COLOMBO, "OH", "2027-03-17T10:30", "03-17 14:30, 03-17 05:00", "zone"),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17T04:30:00-05:00", "03-17 09:30", ""),
    (MATCH_TUESDAY, COLOMBO, "IL", "2027-03-17 10:30 CT", "03-17 15:30, 03-18 03:30", "in the morning"),
    # it is Wednesday in Colombo already, and Tuesday in the States
    (
        "2027-03-16T15:00",
        COLOMBO,
        "IL",
        "tomorrow 9am CT",
        "03-17 14:00, 03-18 14:00",
        "Tomorrow is Wed 17 Mar there",
    ),
    ("2027-03-16T15:00", COLOMBO, "IL", "today 4pm CT", "03-16 21:00, 03-17 21:00", "Today is"),
    ("2027-03-16T15:00", COLOMBO, "IL", "tomorrow wed 9am CT", "03-17 14:00", ""),
    ("2027-03-16T15:00", COLOMBO, "IL", "tomorrow 18 Mar 9am CT", "03-18 14:00", ""),
    ("2027-03-16T15:00", COLOMBO, "IL", "wed 9am CT", "03-17 14:00", ""),
    ("2027-03-16T15:00", COLOMBO, "IL", "tomorrow 9am my time", "03-18 03:30", ""),
    ("2027-03-16T15:00", COLOMBO, "IL", "thu 9am my time", "03-18 03:30", ""),
    ("2027-03-16T15:00", ET, "NY", "tomorrow 9am ET", "03-17 13:00", ""),
    # an hour ago, now, and in a minute
    ("2027-03-16T15:00", ET, "", "tue 2pm ET", "03-23 18:00", "past today"),
    ("2027-03-16T15:00", ET, "", "tue 3pm ET", "03-16 19:00", ""),
    ("2027-03-16T15:00", ET, "", "tue 3:01pm ET", "03-16 19:01", ""),
    ("2027-03-16T15:00", ET, "", "16 Mar 2:59pm ET", "2028-03-16 18:59", "16 Mar 2028 meant"),
    ("2027-03-16T15:00", ET, "", "2pm ET", "03-17 18:00", "Which day?"),
    # the week before: the clocks go forward on 14 March
    ("2027-03-12T10:00", COLOMBO, "", "today 2:30pm ET", "03-12 19:30", ""),
    ("2027-03-12T10:00", COLOMBO, "", "tue 2:30pm ET", "03-16 18:30", ""),
    ("2027-03-12T10:00", COLOMBO, "", "tue 2:30pm EST", "03-16 18:30", ""),
    ("2027-03-12T10:00", COLOMBO, "", "sat 2:30pm MST", "03-13 21:30", ""),
    ("2027-03-12T10:00", COLOMBO, "AZ", "sat 2:30pm MT", "03-13 21:30", ""),
    ("2027-03-12T10:00", COLOMBO, "AZ", "mon 2:30pm MT", "03-15 21:30, 03-15 20:30", "Phoenix or Denver"),
    ("2027-03-12T10:00", COLOMBO, "", "sun 2:30am ET", "03-14 06:30, 03-14 07:30", "does not exist"),
    ("2027-03-12T10:00", COLOMBO, "", "2027-03-14 02:30 CT", "03-14 07:30, 03-14 08:30", "does not exist"),
    ("2027-03-12T10:00", COLOMBO, "AZ", "sun 2:30am MST", "03-14 09:30", ""),
    ("2027-03-12T10:00", COLOMBO, "", "sun 3:00am ET", "03-14 07:00", ""),
    # November: the clocks go back on 1 November 2026
    ("2026-10-31T10:00", COLOMBO, "", "tomorrow 1:30am ET", "11-01 05:30, 11-01 06:30", "comes twice"),
    ("2026-10-31T10:00", COLOMBO, "", "sun 1:30 ET", "11-01 18:30, 11-01 05:30, 11-01 06:30", "comes twice"),
    ("2026-10-31T10:00", COLOMBO, "", "tomorrow 2:00am ET", "11-01 07:00", ""),
    ("2026-10-31T10:00", COLOMBO, "", "2026-11-01T01:30-04:00", "11-01 05:30", ""),
    # dates without a year, and far ones
    (MATCH_TUESDAY, ET, "", "3/4 2pm ET", "2027-04-03 18:00, 2028-03-04 19:00", "4 Mar or 3 Apr"),
    ("2027-03-01T09:00", ET, "", "3/4 2pm ET", "2027-03-04 19:00, 2027-04-03 18:00", "4 Mar or 3 Apr"),
    ("2027-03-01T09:00", ET, "", "thu 3/4 2pm ET", "2027-03-04 19:00", ""),
    ("2027-03-01T09:00", ET, "", "sat 3/4 2pm ET", "2027-04-03 18:00", ""),
    ("2027-03-01T09:00", ET, "", "4/4/2027 2pm ET", "2027-04-04 18:00", ""),
    (MATCH_TUESDAY, ET, "", "15 Mar 2pm ET", "2028-03-15 18:00", "15 Mar 2028 meant"),
    (MATCH_TUESDAY, ET, "", "the 10th 2pm ET", "2027-04-10 18:00", "10 Apr 2027 meant"),
    ("2026-12-30T09:00", ET, "", "2 Jan 2pm ET", "2027-01-02 19:00", "2 Jan 2027 meant"),
    (MATCH_TUESDAY, ET, "", "14 May 2pm ET", "2027-05-14 18:00", ""),
    (MATCH_TUESDAY, ET, "", "1 Jul 2pm ET", "2027-07-01 18:00", "in 15 weeks"),
    (MATCH_TUESDAY, ET, "", "2028-03-16T14:00-04:00", "2028-03-16 18:00", "in 52 weeks"),
    (MATCH_TUESDAY, ET, "", "29 Feb 2pm ET", "2028-02-29 19:00", "29 Feb 2028 meant"),
]


def written(at: str) -> str:
    year = at if at[:2] == "20" else f"{2026 if at.startswith('11') else 2027}-{at}"
    return f"{year.replace(' ', 'T')}:00Z"


@pytest.mark.parametrize(
    ("when", "home", "state", "text", "at", "problem"), ELSEWHERE, ids=lambda each: str(each)[:40]
)
def test_it_depends_on_when_where_and_whom(
    when: str, home: str, state: str, text: str, at: str, problem: str
) -> None:
    result = appointment.read_appointment(text, zones.read_iso(when), home=home, theirs=state_zones.zones_of(state))
    assert [zones.utc_iso(each.at) for each in result.readings] == [written(each) for each in at.split(", ") if each]
    assert problem in result.problem
    assert (not result.problem) == (not problem)


def read(text: str, when: str = MATCH_TUESDAY, minutes: int = 20) -> appointment.Typed:
    return appointment.read_appointment(text, zones.read_iso(when), home=COLOMBO, minutes=minutes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("wed 2:30pm EST", "EST read as Eastern Time (EDT on that day)"),
        ("wed 2:30pm E.S.T.", "EST read as Eastern Time (EDT on that day)"),
        ("wed 2:30pm CST", "CST read as Central Time (CDT on that day)"),
        ("wed 2:30pm PST", "PST read as Pacific Time (PDT on that day)"),
        ("wed 2:30pm EDT", ""),
        ("wed 2:30pm ET", ""),
        ("wed 2:30pm eastern standard time", ""),
        ("2027-03-17T14:30+03:00", "14:30 at UTC+03:00"),
    ],
)
def test_a_word_that_is_not_in_force_is_remarked_on(text: str, note: str) -> None:
    assert appointment.only(read(text)).note == note


def test_standard_time_before_the_clocks_change_needs_no_remark() -> None:
    assert appointment.only(read("today 2:30pm EST", "2027-03-12T10:00")).note == ""
    assert "EST on that day" in appointment.only(read("today 2:30pm EDT", "2027-03-12T10:00")).note


@pytest.mark.parametrize(
    ("text", "platform", "link"),
    [
        ("zoom", "Zoom", ""),
        ("ZOOM call", "Zoom", ""),
        ("ms teams", "Teams", ""),
        ("Microsoft Teams", "Teams", ""),
        ("teams", "Teams", ""),
        ("webex", "Webex", ""),
        ("google meet", "Google Meet", ""),
        ("meet", "Google Meet", ""),
        ("meet with the chair", "", ""),
        ("thalamus", "Thalamus", ""),
        ("skype", "Skype", ""),
        ("facetime", "FaceTime", ""),
        ("whatsapp call", "WhatsApp", ""),
        ("phone", "phone", ""),
        ("phone call", "phone", ""),
        ("they call me", "phone", ""),
        ("video call", "", ""),
        ("in person", "in person", ""),
        ("in-person", "in person", ""),
        ("", "", ""),
        ("https://us02web.zoom.us/j/8451?pwd=aB9.", "Zoom", "https://us02web.zoom.us/j/8451?pwd=aB9"),
        (
            "(https://teams.microsoft.com/l/meetup-join/19%3a)",
            "Teams",
            "https://teams.microsoft.com/l/meetup-join/19%3a",
        ),
        ("https://uni.webex.com/meet/x,", "Webex", "https://uni.webex.com/meet/x"),
        ("call https://meet.google.com/abc-defg-hij", "Google Meet", "https://meet.google.com/abc-defg-hij"),
        ("https://thalamusgme.com/i/9;", "Thalamus", "https://thalamusgme.com/i/9"),
        ("phone https://zoom.us/j/1", "phone", "https://zoom.us/j/1"),
        ("https://zoom.us.example.org/j/1", "", "https://zoom.us.example.org/j/1"),
        ("https://a.example/1 https://zoom.us/j/2", "", "https://a.example/1"),
        ("zoom.us/j/8451", "Zoom", ""),
    ],
)
def test_platform_and_link_are_found_wherever_they_stand(text: str, platform: str, link: str) -> None:
    for whole in (f"wed 2:30pm CT {text}", f"{text} wed 2:30pm CT"):
        reading = appointment.only(read(whole))
        assert (reading.platform, reading.link) == (platform, link)
        assert zones.utc_iso(reading.at) == "2027-03-17T19:30:00Z"


def test_a_long_link_is_kept_whole_and_hides_nothing_behind_it() -> None:
    link = "https://teams.microsoft.com/l/meetup-join/" + "a1B2" * 100
    reading = appointment.only(read(f"{link} wed 12:30pm CT 30min"))
    assert (reading.link, reading.minutes, zones.utc_iso(reading.at)) == (link, 30, "2027-03-17T17:30:00Z")
    assert "too long" in read(f"https://x.example/{'a' * 2_000} wed 2pm CT").problem


def test_the_length_is_the_usual_one_where_none_is_said() -> None:
    assert appointment.only(read("wed 2:30pm CT", minutes=15)).minutes == 15
    assert appointment.only(read("wed 2:30pm CT 25 min", minutes=15)).minutes == 25


def test_every_choice_has_length_platform_and_link() -> None:
    readings = read("wed 2:30 CT 30min zoom https://zoom.us/j/1").readings
    assert len(readings) == 2
    assert {(each.minutes, each.platform, each.link) for each in readings} == {(30, "Zoom", "https://zoom.us/j/1")}


def test_at_most_eight_choices_are_offered_and_the_plausible_ones_first() -> None:
    theirs = state_zones.zones_of("TX")
    result = appointment.read_appointment("2:30", zones.read_iso("2027-03-16T01:00"), home=COLOMBO, theirs=theirs)
    assert len(result.readings) == appointment.CHOICES
    assert len(set(result.readings)) == appointment.CHOICES
    assert appointment.reading_in_words(result.readings[0]) == "Tue 16 Mar 2027 14:30 CDT (America/Chicago)"
    assert result.problem.startswith("Which time zone? You gave none. Which day?")
    assert "morning or in the afternoon" in result.problem


def test_all_that_is_unclear_is_named() -> None:
    assert read("wed 2:30pm").problem == "Which time zone? You gave none."
    assert read("2:30pm CT").problem == "Which day? You gave none."
    assert read("wed 2:30 CT").problem == "2:30 in the morning or in the afternoon?"


def test_a_day_behind_two_times_may_belong_to_either() -> None:
    result = read("2:30pm CT, 1am Colombo time wed")
    assert appointment.reading_in_words(result.readings[0]) == "Wed 17 Mar 2027 14:30 CDT (America/Chicago)"
    assert appointment.reading_in_words(result.readings[1]) == "Tue 16 Mar 2027 14:30 CDT (America/Chicago)"
    assert "In which zone" in result.problem


def test_home_must_be_a_zone() -> None:
    with pytest.raises(zones.BadTime, match="Nowhere"):
        appointment.read_appointment("wed 2pm CT", zones.read_iso(MATCH_TUESDAY), home="Nowhere/There")


@pytest.mark.parametrize(
    ("text", "at", "minutes", "link"),
    [  # the instant is of 2027
        ("Wednesday, March 17, 2027 1:00 PM-1:25 PM (UTC-06:00) Central Time (US & Canada)", "03-17T18:00", 25, ""),
        ("Start Time: 9:40 AM End Time: 10:05 AM Time Zone: America/Chicago, Mar 17 2027", "03-17T14:40", 25, ""),
        ("Start: 9:40 AM CT End: 10:05 AM CT wed", "03-17T14:40", 25, ""),
        ("in 15 min for 25 minutes", "03-16T13:27", 25, ""),
        (
            "Dear Dr. Silva, March 16, 2027 2:30 PM - 2:55 PM CT https://zoom.us/j/1",
            "03-16T19:30",
            25,
            "zoom",
        ),
    ],
)
def test_what_calendars_and_invitations_write_has_its_length_and_link(
    text: str, at: str, minutes: int, link: str
) -> None:
    (reading,) = appointment.read_appointment(
        text, zones.read_iso(MATCH_TUESDAY), home=COLOMBO, theirs=(ET,)
    ).readings
    assert f"{reading.at:%m-%dT%H:%M}" == at
    assert reading.minutes == minutes
    assert link in reading.link


def test_an_offset_that_is_not_the_named_zones_is_said() -> None:
    text = "wed 2pm (UTC-06:00) Central Time (US & Canada)"
    (reading,) = appointment.read_appointment(
        text, zones.read_iso(MATCH_TUESDAY), home=COLOMBO, theirs=(ET,)
    ).readings
    assert reading.note == "UTC-06:00 is not the offset of Chicago on that day: soaptui uses the zone's name"
    (right,) = appointment.read_appointment(
        "wed 2pm (UTC-05:00) Central Time", zones.read_iso(MATCH_TUESDAY), home=COLOMBO
    ).readings
    assert right.note == ""
