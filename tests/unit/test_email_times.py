"""The times in an email: each is proposed with its day and zone, as one instant, a choice, or not at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import interviews
from soaptui.calls.email_text import came_at, email_parts, sender_of, sender_words
from soaptui.calls.email_times import ProposedTime, proposed_times
from soaptui.cli.email_command import typed_words
from soaptui.records import Program
from soaptui.typed_time import appointment
from soaptui.week import zones
from tests.unit.test_rules import OHIO, at, state

NOW = at("16 09:00")
LISTED = state(Program(id=OHIO, code=OHIO, institution="Ohio Valley", state="OH", city="Maumee"))
ZOOM = "https://us02web.zoom.us/j/83911?pwd=20ab"

INVITATION = f"""Dear Dr. Perera,
We would like to invite you to a virtual interview with Ohio Valley Internal Medicine ({OHIO}).
Please join us at 9:30 AM CT on Thursday, March 18 by Zoom: {ZOOM}
It will take 20 minutes. Please confirm by 5 PM ET today.
Kind regards, Jane Doe, Program Coordinator, (419) 555-0142
"""


def times(text: str) -> tuple[ProposedTime, ...]:
    """What an email proposes."""
    return proposed_times(LISTED, OHIO, text, NOW, "Asia/Colombo")


def certain(text: str) -> list[str]:
    """The times that can be one instant alone, in Eastern Time: "18 10:30"."""
    return [f"{zones.eastern(one.typed.readings[0].at):%d %H:%M}" for one in times(text) if one.is_certain]


def test_the_time_of_an_invitation_is_one_instant_with_its_zone_link_and_length() -> None:
    (found,) = times(INVITATION)
    assert found.is_certain
    (reading,) = found.typed.readings
    assert reading.at == datetime(2027, 3, 18, 14, 30, tzinfo=UTC)
    assert (reading.zone, reading.minutes, reading.platform, reading.link) == ("America/Chicago", 20, "Zoom", ZOOM)
    assert found.words.startswith("Please join us at 9:30 AM CT on Thursday, March 18")


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("9:30 AM CT on Thursday, March 18", ["18 10:30"]),
        ("Date: Thursday, March 18, 2027\nTime: 9:30 AM - 9:50 AM Central Time\nLocation: Teams", ["18 10:30"]),
        ("You are scheduled on Wednesday, March 17,\n2027 at 2:30 PM CDT\n(3:30 PM EDT).", ["17 15:30"]),
        ("We offer Tue 16 Mar 11:00 AM, 10:30 AM CT, or Wed 17 Mar 2 PM CT.", ["16 12:00", "16 11:30", "17 15:00"]),
        ("- Tuesday 3/16 at 1:00 PM EST\n- Wednesday 3/17 at 10 AM EST", ["16 13:00", "17 10:00"]),
        ("Tue 9:00 AM, 9:20 or 10:00 AM CT", ["16 10:00", "16 11:00"]),
        ("Wednesday 2 PM CT or 3 PM", ["17 15:00", "17 16:00"]),
        ("Wed 2 PM or Thu 3 PM. All times Central Time.", ["17 15:00", "18 16:00"]),
        ("Tue half past two in the afternoon Toledo time", ["16 14:30"]),
        ("Wed 2 PM Maumee time", ["17 14:00"]),
        ("You meet two or three of us on Wed at 2 PM ET. We answer in one to two days.", ["17 14:00"]),
        ("Tue at 10 AM ET, Wed at 10 AM ET", ["16 10:00", "17 10:00"]),
        (
            "All times are Mountain Time.\n\nThursday, March 18\n  9:00 AM\n  9:20 AM\n\nFriday, March 19\n 1:00 PM",
            ["18 11:00", "18 11:20", "19 15:00"],
        ),
        ("On Mon, Mar 15, 2027 at 9:12 AM Jane wrote:\n> Let us meet on Wednesday at noon Eastern.", ["17 12:00"]),
        ("Zoom meeting ID 839 1122 3344 Thu Mar 18, 2027 9:30 AM Central Time (US and Canada)", ["18 10:30"]),
        ("Thursday at=\n 2:30 PM ET, room=20\n 4, https://zoom.us/j/1?x=3D2", ["18 14:30"]),
        ("Thursday&nbsp;at&nbsp;2:30&nbsp;PM&nbsp;ET", ["18 14:30"]),
        ("The moment is 2027-03-18T09:30-05:00.", ["18 10:30"]),
    ],
)
def test_every_time_goes_with_the_day_and_the_zone_that_are_meant(text: str, moments: list[str]) -> None:
    assert certain(text) == moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        (
            "We invite you on Friday, March 19 at 1:15 PM Central or Thursday 3/18 at 5pm PT.",
            ["19 14:15", "18 20:00"],
        ),
        ("Friday 1:15 PM Central or 3 PM Pacific", ["19 14:15", "19 18:00"]),
        ("Friday 2 PM Mountain and Friday 5pm Eastern", ["19 16:00", "19 17:00"]),
        ("Friday 2 PM Pacific and/or Friday 4pm Eastern", ["19 17:00", "19 16:00"]),
        ("Friday 2 PM Eastern to 2:30 PM Eastern", ["19 14:00", "19 14:30"]),
        ("Friday 2 PM Alaska, or 4 PM Hawaii", ["19 18:00", "19 22:00"]),
        ("2 PM Central Friday or 3 PM Central Thursday", ["19 15:00", "18 16:00"]),
        ("Friday 2 PM Central works for us, else 4 PM Eastern.", ["19 15:00", "19 16:00"]),
        ("Friday at 2 PM Central with Dr. Jones at Pacific Hospital.", ["19 15:00"]),
        ("Date: Thursday, March 18\nTime: 9:30 AM Central\nLocation: Teams", ["18 10:30"]),
        ("1. Wed 9 AM Central\n2. Thu 10 AM Central\nReply by noon Central today.", ["17 10:00", "18 11:00"]),
        ("Friday 2 PM Central Maine Hospital", []),
    ],
)
def test_a_zone_in_one_word_counts_where_the_sentence_goes_on_behind_it(text: str, moments: list[str]) -> None:
    assert certain(text) == moments


def test_an_hour_with_its_zone_in_one_word_borrows_no_other() -> None:
    (unsure,) = [one for one in times("Friday at 2 Central or Friday 4pm Eastern") if not one.is_certain]
    assert unsure.typed.problem == "2 in the morning or in the afternoon?"
    assert [f"{zones.eastern(one.at):%d %H:%M}" for one in unsure.typed.readings] == ["19 03:00", "19 15:00"]


@pytest.mark.parametrize(
    "text",
    [
        "Please answer by 5 PM ET on Thursday.",
        "The link closes Thursday at 3/45 and nobody knows.",
        "Call (419) 555-0142, room 930, PGY-1, 20 minutes.",
        "From: a@b.org\nSent: Thursday, March 18, 2027 9:30 AM CT\nTo: me\n\nHello.",
        "It was on Monday, March 15, 2027 at 9:30 AM CT.",
        "We received your application on September 29, 2026 at 9:02 AM ET.",
        "On Thursday, March 19, 2026 at 9:12 AM Jane wrote:\n> Hello.",
        "Our office is open between 8 and 10 AM ET.",
        "Jane Doe, Interview Coordinator\nOffice hours Mon-Fri 8:00 AM - 5:00 PM",
        "Interviews will be held between 16 and 18 March and take between 10 and 15 minutes.",
        "Please confirm the interview by 5 PM IST. We answer between now and 5 PM ET on Thursday.",
        "We have filled all positions.\nJane Doe | Coordinator | M-F 8:00-4:30",
        "Jane Doe, Interviews, Mon-Fri 8:00 AM-4:30 PM",
        "Our help desk answers 24/7.\nJane Doe | M-F 8:00-4:30 | the interview season",
        "Zoom, received 15.03.2027 9:12:33 AM IST",
        "",
    ],
)
def test_what_is_no_time_of_an_interview_to_come_is_not_proposed(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "asked", "readings"),
    [
        ("Thursday 9:30 AM", "Which time zone? You gave none.", 2),
        ("9:30 on Thursday CT", "9:30 in the morning or in the afternoon?", 2),
        ("Tuesday 10 AM ET or 11 AM ET on Wednesday", "Which day is it?", 2),
        ("Interviews run from 9:00 AM to 12:00 PM PT on March 17.", "or the hours of all interviews?", 1),
        ("It was rescheduled from Wednesday 9 AM CT to later.", "it says 'rescheduled from'", 1),
        ("Tuesday 10 AM, all CT", "Is 'CT' the time zone?", 1),
        ("Friday 2 PM Phoenix or 4 PM Eastern", "'Phoenix' can be a zone or another word.", 3),
        ("Meet Thursday, March 18th between 2:00-2:30 PM CST", "'between': ask when it begins.", 1),
        ("Friday between 2 PM CT and 3 PM CT", "'between': ask when it begins.", 1),
        ("Interviews on Friday between the hours of 1 PM and 4 PM ET", "or the hours of all interviews?", 1),
        ("We meet between 2 and 3 PM CT", "'between': ask when it begins. Which day?", 2),
        ("10 AM Tue, 10 AM Wed ET", "'10 AM' has no time zone: is it ET, as the other?", 2),
        ("Wednesday 2 PM CT or Thursday 3 PM", "'3 PM' has no time zone: is it CT, as the other?", 3),
        ("today at 1:15 PM or tomorrow at 9 am CST", "'1:15 PM' has no time zone: is it CST, as the other?", 2),
        ("Please confirm by 5 PM ET today. Interview Wed 9:30 AM.", "'9:30 AM' has no time zone: is it ET,", 2),
    ],
)
def test_what_is_not_certain_is_a_choice_and_never_taken(text: str, asked: str, readings: int) -> None:
    unsure = [one for one in times(text) if not one.is_certain]
    assert len(unsure) == 1
    assert asked in unsure[0].typed.problem
    assert len(unsure[0].typed.readings) == readings


@pytest.mark.parametrize(
    ("text", "why", "readings"),
    [
        (
            "Interview on Thursday March 19 at 9 am ET",
            "'Thursday March 19' is not possible, because that is Fri 19 Mar 2027: write one of them.",
            ["18 09:00", "19 09:00"],
        ),
        ("Monday March 19 at 9 am ET", "because that is Fri 19 Mar 2027", ["19 09:00", "22 09:00"]),
        ("tomorrow, March 19 at 9 AM CT", "is not possible: write one day.", ["17 10:00", "19 10:00"]),
        ("March 19, 2026 at 9 am ET", "Thu 19 Mar 2026 09:00 EDT is past", ["19 09:00"]),
        ("Thursday, March 19, 2026 at 9 am ET", "Thu 19 Mar 2026 09:00 EDT is past", ["18 09:00", "19 09:00"]),
        ("We can meet between 2 and 3 PM Central on Friday", "'between': ask when it begins.", ["19 15:00"]),
        ("Friday between 1 and 4 ET", "1 in the morning or in the afternoon?", ["19 01:00", "19 13:00"]),
        ("Please meet us on Friday at 25:00 ET", "'25:00' is not a time", []),
        ("Your interview is on Friday at 9:30 AM IST", "'IST' is not a place", []),
        ("Friday March 19 at 13:30 PM CT", "'13:30 PM' is not a time", []),
        ("Friday at 9 AM in the evening ET", "'9 AM' is not in the evening", []),
        ("We met by Zoom. Feb 30 at 9 AM ET", "'Feb 30' is not a date", []),
    ],
)
def test_what_is_written_like_a_time_is_shown_with_the_reason_why_it_is_not_sure(
    text: str, why: str, readings: list[str]
) -> None:
    (unsure,) = times(text)
    assert not unsure.is_certain
    assert why in unsure.typed.problem
    assert [f"{zones.eastern(one.at):%d %H:%M}" for one in unsure.typed.readings] == readings
    assert text.endswith(unsure.words)


def test_what_cannot_be_read_stands_behind_what_can_and_only_where_it_is_about_an_interview() -> None:
    seminar, slip = "The seminar is at 9:30 AM IST on Friday.", "We meet at 25:00 ET on Friday, or Thursday 9 AM."
    text = f"{seminar}\n\n{slip} Meet us Friday 9 AM ET."
    assert [one.typed.problem for one in times(text)] == ["", "'25:00' is not a time: write it like 2:30pm or 14:30."]


def test_a_state_in_two_letters_is_a_zone() -> None:
    assert certain("Your interview is at 6:30 PM AZ time today") == ["16 21:30"]


def test_a_word_for_the_zone_that_is_not_in_force_is_said() -> None:
    (found,) = times("Wednesday 9 am CST")
    assert found.is_certain and found.typed.readings[0].note == "CST read as Central Time (CDT on that day)"


@given(st.sampled_from(["Wed 17 Mar", "Thursday", "tomorrow"]), st.integers(0, 23), st.sampled_from([0, 20, 45]))
def test_a_certain_time_can_be_typed_as_it_is_offered(day: str, hour: int, minute: int) -> None:
    (found,) = times(f"{day} at {hour % 12 or 12}:{minute:02} {'PM' if hour >= 12 else 'AM'} CT, 20 min by Zoom")
    typed = interviews.read_interview_time(LISTED, OHIO, typed_words(found), NOW, "Asia/Colombo")
    assert appointment.only(typed) == found.typed.readings[0]


def test_the_same_moment_said_twice_is_proposed_once() -> None:
    assert certain("Thursday 9:30 AM CT. To repeat: Thursday, March 18 at 10:30 AM ET.") == ["18 10:30"]


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    for one in times(text):
        assert one.typed.readings or one.typed.problem
        assert all(reading.at >= NOW for reading in one.typed.readings)


# -- the head


def test_the_head_says_who_wrote_and_when_where_it_has_an_offset() -> None:
    text = (
        'From: "Doe, Jane" <jdoe@ohiovalley.org>\nDate: Tue, 16 Mar 2027 08:05:12 -0400\nSubject: Interview\n\nHello.'
    )
    assert sender_of(text) == ("Doe, Jane", "jdoe@ohiovalley.org")
    assert came_at(text, NOW) == at("16 08:05").replace(second=12)
    assert email_parts(text).lines[0] == "Interview"
    assert sender_words("Subject: Interview\nTo: me\n\nHello.") == "Interview"


@pytest.mark.parametrize(
    "date", ["Tuesday, March 16, 2027 8:05 AM", "Wed, 17 Mar 2027 08:05:12 -0400", "never", "Tue, 16 Mar 2027 99:99"]
)
def test_a_clock_without_a_zone_or_one_to_come_is_not_when_it_came(date: str) -> None:
    assert came_at(f"From: a@b.org\nSent: {date}\nTo: me\n\nHello.", NOW) is None
