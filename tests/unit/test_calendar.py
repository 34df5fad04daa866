"""The week as a calendar file, read back by another library: instants, alarms, identities, and whatever was typed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from soaptui.exports.calendar import calendar, calendar_events, folded_line
from soaptui.records import Call, FollowUp, Interview, OfficialTime, Program, Setting, State, Task, kind_of
from soaptui.text import shown, visible
from soaptui.week import official, zones
from tests.unit.agenda_helpers import MAINE, OFFERED, OHIO, PROGRAMS, TAKEN, WEEK, at, me, offer, state

STAMP = datetime(2027, 3, 14, 12, 0, tzinfo=UTC)
ZONES = (
    "UTC", "America/New_York", "America/Phoenix", "America/Puerto_Rico", "Pacific/Honolulu", "Europe/London",
    "Europe/Berlin", "Africa/Lagos", "Africa/Cairo", "Asia/Riyadh", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Colombo", "Asia/Kathmandu", "Asia/Manila", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham",
)  # fmt: skip
HOSTILE = "St. Mary's; [/] \\, Quill\r\nBEGIN:VALARM\nEND:VEVENT\x1b]0;x\x07 \\n \ud83d é 日本語 " + "🧬" * 40


def written(found: State, zone: str = "UTC", stamp: datetime = STAMP) -> bytes:
    return calendar(calendar_events(found, WEEK, zone), WEEK, stamp)


def read(data: bytes) -> Calendar:
    """The file as another program reads it; it must find nothing wrong."""
    parsed = Calendar.from_ical(data)
    assert isinstance(parsed, Calendar)
    assert [event.errors for event in parsed.walk() if event.errors] == []
    return parsed


def events(data: bytes) -> dict[str, Event]:
    """The events by what they are called."""
    found = {str(event["SUMMARY"]): event for event in read(data).events}
    assert len(found) == len(read(data).events)
    return found


def begins(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start


def alarm_moments(event: Event) -> list[datetime]:
    """When the event's alarms ring, worked out by the other library."""
    return sorted(time.trigger for time in event.alarms.times if isinstance(time.trigger, datetime))


def before(moment: datetime, *minutes: int) -> list[datetime]:
    return [moment - timedelta(minutes=number) for number in minutes]


# -- what is in it


def test_every_official_time_stands_at_its_instant_with_the_alarms_of_its_kind() -> None:
    found = events(written(state()))
    assert len(found) == len(WEEK.events)
    by_start = {(event.start, event.end) for event in found.values()}
    for event in WEEK.events:
        round_of = next((window for window in WEEK.rounds if event.id == f"{window.id}-opens"), None)
        assert (event.at, round_of.closes if round_of else event.at) in by_start, event.id
    for one in found.values():
        assert alarm_moments(one) == before(begins(one), 60, 30, 15, 5, 1)


def test_a_round_has_a_start_and_an_end_and_its_close_is_an_event_that_rings_before_it() -> None:
    found = events(written(state()))
    first = found["Round 1: look in R3 (expected time)"]
    assert (first.start, first.end) == (at("03-18 09:00"), at("03-18 11:00"))
    closes = found["Round 1 closes (expected time)"]
    assert closes.start == closes.end == at("03-18 11:00")
    assert "DTEND" not in closes
    assert alarm_moments(closes)[-1] == at("03-18 10:59")


def test_what_nobody_has_seen_published_says_so_and_what_was_seen_does_not() -> None:
    seen = OfficialTime(id=official.official_time_key(WEEK, "match-status"), seen=at("03-01 12:00"))
    season = official.season_amended(WEEK, {seen.id: seen})
    found = [
        str(event["SUMMARY"]) for event in read(calendar(calendar_events(state(), season, ""), season, STAMP)).events
    ]
    assert [name for name in found if not name.endswith("(expected time)")] == ["Match status by email and in R3"]


def test_offers_interviews_follow_ups_and_tasks_stand_at_their_deadlines() -> None:
    promised = FollowUp(what="Send the CV", due=at("03-17 16:00"))
    found = events(
        written(
            state(
                me(),
                *PROGRAMS,
                offer(OHIO, number=2, seen="03-18 12:04"),
                Interview(
                    id="i1", program=MAINE, at=at("03-16 14:00"), minutes=25, platform="Video", link="https://x.y"
                ),
                Call(id="c1", started=at("03-16 09:00"), program=OHIO, number="+1 555 0100", follow_up=promised),
                Task(id="t1", title="Test the phone", why="It may be on silent", due=at("03-14 20:00"), alarm=True),
                Task(id="t2", title="Without a time"),
            )
        )
    )
    own = {name: event for name, event in found.items() if event.get("CLASS") == "PRIVATE"}
    assert {name: (event.start, event.end - event.start) for name, event in own.items()} == {
        "Offer expires: Buckeye Valley Hospital · Internal Medicine. Answer in R3": (at("03-18 14:00"), timedelta(0)),
        "Interview: Pine Harbor Clinic · Internal Medicine": (at("03-16 14:00"), timedelta(minutes=25)),
        "Send the CV · Buckeye Valley Hospital · Internal Medicine": (at("03-17 16:00"), timedelta(0)),
        "To do: Test the phone": (at("03-14 20:00"), timedelta(0)),
    }
    assert all(alarm_moments(event) == before(begins(event), 60, 30, 15, 5, 1) for event in own.values())
    assert own["Interview: Pine Harbor Clinic · Internal Medicine"]["LOCATION"] == "Video https://x.y"
    assert "It may be on silent" in str(own["To do: Test the phone"]["DESCRIPTION"])
    assert "+1 555 0100" in str(own["Send the CV · Buckeye Valley Hospital · Internal Medicine"]["DESCRIPTION"])


def test_the_alarms_are_those_that_the_user_chose_for_each_kind() -> None:
    chosen = (
        Setting(id="alarm-interview", value="120 10"),
        Setting(id="alarm-round", value="3"),
        Setting(id="alarm-task", value="none"),
    )
    interview, task = (
        Interview(id="i1", program=OHIO, at=at("03-16 14:00")),
        Task(id="t1", title="x", due=STAMP, alarm=True),
    )
    found = events(written(state(*chosen, interview, task, offer(OHIO))))
    assert alarm_moments(found[f"Interview: {OHIO}"]) == [at("03-16 12:00"), at("03-16 13:50")]
    assert alarm_moments(found["Round 4: look in R3 (expected time)"]) == [at("03-18 17:57")]
    assert alarm_moments(found["To do: x"]) == []
    assert len(alarm_moments(found[f"Offer expires: {OHIO}. Answer in R3"])) == 5


def test_what_is_over_stays_in_the_file_and_rings_no_more() -> None:
    done = (
        Interview(id="i1", program=OHIO, at=at("03-16 14:00"), outcome="well"),
        Task(id="t1", title="x", due=STAMP, done=STAMP, alarm=True),
        Call(id="c1", started=STAMP, unknown="someone", follow_up=FollowUp(what="Write", due=STAMP, done=STAMP)),
        offer(OHIO, outcome="rejected"),
    )
    found = events(written(state(*done)))
    own = {name: event for name, event in found.items() if name.startswith("Done: ")}
    assert len(own) == 4
    assert [alarm_moments(event) for event in own.values()] == [[]] * 4


def test_after_an_acceptance_no_round_rings_and_match_day_still_does() -> None:
    found = events(written(TAKEN))
    assert alarm_moments(found["Round 2: look in R3 (expected time)"]) == []
    assert alarm_moments(found["Round 2 closes (expected time)"]) == []
    assert len(alarm_moments(found["Match Day: results by email and in R3 (expected time)"])) == 5


def test_an_offer_of_a_round_that_the_season_does_not_have_or_of_another_year_has_no_deadline() -> None:
    past = msgspec.structs.replace(offer(OHIO), id="old", seen=at("2026-03-19 10:00"))
    assert len(events(written(state(offer(OHIO, number=9), past)))) == len(WEEK.events)


# -- instants


@pytest.mark.parametrize("zone", ZONES)
def test_every_instant_is_the_same_whatever_zone_the_user_lives_in(zone: str) -> None:
    wall = datetime(2027, 3, 14, 22, 30)  # noqa: DTZ001  # a wall time there, the evening of the change
    interview = Interview(id="i1", program=OHIO, at=zones.at_zone(zones.instant(wall, zone), zone), minutes=30)
    found = events(written(state(interview), zone))
    event = found[f"Interview: {OHIO}"]
    assert begins(event).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall
    assert event.end - event.start == timedelta(minutes=30)
    assert {e["DTSTART"].to_ical()[-1:] for e in found.values()} == {b"Z"}
    plain = events(written(state(interview), "UTC"))
    for name, other in plain.items():
        assert (found[name].start, found[name].end) == (other.start, other.end)
        assert alarm_moments(found[name]) == alarm_moments(other)


@pytest.mark.parametrize(
    ("eastern", "utc"),
    [
        ("03-14 01:59:59", "2027-03-14T06:59:59"),
        ("03-14 03:00:00", "2027-03-14T07:00:00"),
        ("03-13 12:00:00", "2027-03-13T17:00:00"),
        ("03-14 12:00:00", "2027-03-14T16:00:00"),
    ],
)
def test_the_clock_change_before_match_week_moves_no_instant_and_no_alarm(eastern: str, utc: str) -> None:
    start = datetime.fromisoformat(f"{utc}+00:00")
    assert at(eastern) == start
    event = events(written(state(Task(id="t1", title="x", due=at(eastern), alarm=True))))["To do: x"]
    assert event.start == start
    # An hour before 03:00 EDT is 01:00 EST of the same night, sixty minutes of waiting away.
    assert [moment.astimezone(UTC) for moment in alarm_moments(event)] == before(start, 60, 30, 15, 5, 1)


@given(st.datetimes(datetime(1970, 1, 2), datetime(9990, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # bounds
@example(datetime(2027, 3, 18, 14, 59, 59, 999_999, tzinfo=UTC))
@settings(max_examples=50)
def test_no_time_is_written_later_than_it_is(moment: datetime) -> None:
    event = events(written(state(Task(id="t1", title="x", due=moment, alarm=True))))["To do: x"]
    assert timedelta(0) <= moment - begins(event) < timedelta(seconds=1)


# -- importing again


def identities(data: bytes) -> dict[str, str]:
    return {str(event["UID"]): str(event["SUMMARY"]) for event in read(data).events}


def test_a_second_import_updates_the_first() -> None:
    interview = Interview(id="i1", program=OHIO, at=at("03-16 14:00"))
    first = written(state(interview))
    later = STAMP + timedelta(seconds=1)
    second = written(state(msgspec.structs.replace(interview, at=at("03-16 15:00"))), stamp=later)
    assert identities(first) == identities(second)
    old, new = (events(data)[f"Interview: {OHIO}"] for data in (first, second))
    assert (old.start, new.start) == (at("03-16 14:00"), at("03-16 15:00"))
    assert [event.DTSTAMP for event in (old, new)] == [STAMP, later]
    assert 0 < old.sequence < new.sequence < 2**31


def test_a_corrected_official_time_moves_its_event_and_makes_no_second_one() -> None:
    word = OfficialTime(id=official.official_time_key(WEEK, "round-1-opens"), at=at("03-18 09:30"))
    season = official.season_amended(WEEK, {word.id: word})
    moved = calendar(calendar_events(state(), season, ""), season, STAMP)
    assert identities(moved).keys() == identities(written(state())).keys()
    (first,) = (event for name, event in events(moved).items() if name.startswith("Round 1: look"))
    assert (first.start, first.end) == (at("03-18 09:30"), at("03-18 11:00"))
    assert alarm_moments(first)[0] == at("03-18 08:30")


def test_every_record_has_a_name_of_its_own() -> None:
    same = "one"
    found = written(
        state(
            Task(id=same, title="a", due=STAMP),
            Interview(id=same, program="b", at=STAMP),
            Call(id=same, started=STAMP, follow_up=FollowUp(what="c", due=STAMP)),
            msgspec.structs.replace(offer(OHIO), id=same),
        )
    )
    assert len(identities(found)) == len(WEEK.events) + 4


# -- how it is written


def test_the_file_is_what_calendars_ask_for() -> None:
    data = written(OFFERED, "Asia/Colombo")
    parsed = read(data)
    assert parsed["VERSION"] == "2.0"
    assert str(parsed["PRODID"]).startswith("-//soaptui//")
    assert "METHOD" not in parsed
    assert "share or post" in str(parsed["X-WR-CALDESC"])
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert b"09:00 EDT (18:30 Colombo) to 11:00 EDT (20:30 Colombo)" in data.replace(b"\r\n ", b"")
    assert all(alarm["ACTION"] == "DISPLAY" for alarm in parsed.walk("VALARM"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
@example("🧬" * 60)
@example("a" * 74 + "é")
@settings(max_examples=100)
def test_lines_are_folded_at_75_octets_and_no_character_is_cut(text: str) -> None:
    data = folded_line(f"X:{text}")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.startswith(b" ") for line in lines[1:])
    assert "".join(line.decode("utf-8")[1 if number else 0 :] for number, line in enumerate(lines)) == f"X:{text}"


TEXT = st.text(max_size=120)


@given(TEXT, TEXT, TEXT, TEXT)
@example(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@example("\\n", "\\;", ",\\,", "\\\\n")
@settings(max_examples=80)
def test_whatever_was_typed_comes_through_and_makes_no_line_of_its_own(
    name: str, why: str, link: str, words: str
) -> None:
    records = (
        Program(id="p1", institution=name),
        Interview(id="i1", program="p1", at=STAMP, link=link, words=words),
        Task(id="t1", title=name, why=why, due=STAMP, alarm=True),
        Call(id="c1", started=STAMP, unknown=name, number=words, follow_up=FollowUp(what=name, due=STAMP)),
    )
    data = written(State().with_records([(kind_of(record), record.id, record) for record in records]))
    found = read(data).events
    assert len(found) == len(WEEK.events) + 3
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    texts = [
        str(event[field]) for event in found for field in ("SUMMARY", "DESCRIPTION", "LOCATION") if field in event
    ]
    assert shown(f"To do: {name}") in texts
    assert any(text.endswith(visible(why)) for text in texts)
    assert not link or any(shown(link) == text for text in texts)
    assert all(len(event.walk("VALARM")) == 5 for event in found)


def test_a_text_is_escaped_as_the_format_asks() -> None:
    data = written(state(Task(id="t1", title="Quill, Harbor; a\\b", why="one\ntwo", due=STAMP)))
    assert b"\r\nSUMMARY:To do: Quill\\, Harbor\\; a\\\\b\r\n" in data
    assert b"\\none\\ntwo\r\n" in data


def test_a_hostile_text_is_whole_but_for_what_a_terminal_would_obey() -> None:
    found = events(written(state(Task(id="t1", title="x", why=HOSTILE, due=STAMP))))
    text = str(found["To do: x"]["DESCRIPTION"]).partition("\n")[2]
    assert text == visible(HOSTILE)
    assert "\nBEGIN:VALARM\nEND:VEVENT" in text
    assert "\x1b" not in text
