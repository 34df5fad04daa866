"""A calendar that is kept current: written when something in it changed, never over somebody else's file."""

from datetime import timedelta
from pathlib import Path

import pytest

from soaptui.exports.calendar import CONTENT, calendar, phone_test
from soaptui.exports.current_calendar import CHOICE, choose_calendar, chosen_calendar, keep_calendar, refresh_calendar
from soaptui.records import State, Task
from soaptui.refusal import Refusal
from tests.unit.agenda_helpers import PROFILE, WEEK, at
from tests.unit.test_calendar import STAMP, alarm_moments, begins, events, read, written

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TASK = Task(id="t1", title="Test the phone", due=at("03-14 20:00"), alarm=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def refreshed(folder: Path, found: State, later: int = 0) -> Path | None:
    return refresh_calendar(folder, found, WEEK, "Asia/Colombo", STAMP + timedelta(hours=later))


def test_none_is_kept_until_one_is_chosen(folder: Path) -> None:
    assert chosen_calendar(folder) is None
    assert refreshed(folder, PROFILE) is None
    assert not folder.exists()


def test_it_is_written_anew_only_when_its_content_changed(folder: Path) -> None:
    path = choose_calendar(folder, "on")
    assert path is not None
    assert path.parent == folder
    assert refreshed(folder, PROFILE) == path
    first = path.read_bytes()
    assert len(events(first)) == len(WEEK.events)
    assert refreshed(folder, PROFILE, later=5) is None
    assert path.read_bytes() == first
    more = PROFILE.with_records([("tasks", TASK.id, TASK)])
    assert refreshed(folder, more, later=6) == path
    assert len(events(path.read_bytes())) == len(WEEK.events) + 1
    assert refreshed(folder, more, later=7) is None


def test_one_that_was_removed_comes_back_and_off_leaves_the_file_alone(folder: Path) -> None:
    path = choose_calendar(folder, "on")
    assert path is not None
    refreshed(folder, PROFILE)
    path.unlink()
    assert refreshed(folder, PROFILE) == path
    assert choose_calendar(folder, "OFF") is None
    assert refreshed(folder, State()) is None
    assert path.exists()


def test_it_may_lie_elsewhere_and_is_the_users_alone(folder: Path, tmp_path: Path) -> None:
    path = choose_calendar(folder, str(tmp_path / "week.ics"))
    assert path == tmp_path / "week.ics"
    assert refreshed(folder, PROFILE) == path
    assert f"{CONTENT}:".encode() in path.read_bytes()
    assert (folder / CHOICE).read_text("utf-8").strip() == str(path)


def test_somebody_elses_file_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "week.ics"
    theirs.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    with pytest.raises(Refusal, match="soaptui did not make it"):
        choose_calendar(folder, str(theirs))
    theirs.unlink()
    choose_calendar(folder, str(theirs))
    theirs.write_bytes(b"mine now")
    with pytest.raises(Refusal, match="soaptui does not update it"):
        refreshed(folder, PROFILE)
    assert theirs.read_bytes() == b"mine now"


@pytest.mark.parametrize("named", ["week.txt", "week", "nowhere/at/all/week.ics"])
def test_what_can_be_no_calendar_is_refused(folder: Path, tmp_path: Path, named: str) -> None:
    with pytest.raises(Refusal):
        choose_calendar(folder, str(tmp_path / named))
    assert chosen_calendar(folder) is None


def test_whoever_subscribes_is_told_how_often_to_look() -> None:
    text = written(PROFILE).decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT15M" in text
    assert "X-PUBLISHED-TTL:PT15M" in text


def test_the_weekday_of_a_time_stands_once_where_the_dates_differ() -> None:
    found = read(written(PROFILE, "Asia/Colombo"))
    late = [str(event["DESCRIPTION"]) for event in found.events if "Fri" in str(event["DESCRIPTION"])]
    assert late
    for text in late:
        first = text.split("\n")[0].replace(",", " ")
        eastern = first.split(" (")[0].split()
        assert len([word for word in eastern if word in DAYS]) == 1, first


def test_the_alarm_that_a_calendar_of_one_alarm_keeps_comes_first_and_each_has_a_name() -> None:
    text = written(PROFILE).decode()
    of_one = text.split("BEGIN:VEVENT")[1]
    triggers = [line for line in of_one.splitlines() if line.startswith("TRIGGER")]
    assert triggers == ["TRIGGER:-PT15M", "TRIGGER:-PT60M", "TRIGGER:-PT30M", "TRIGGER:-PT5M", "TRIGGER:-PT1M"]
    names = [line for line in text.splitlines() if line.startswith("UID:")]
    assert len({*names}) == len(names)


def test_the_phones_test_rings_within_ten_minutes() -> None:
    (event,) = events(calendar([phone_test(STAMP)], WEEK, STAMP)).values()
    assert begins(event) == STAMP + timedelta(minutes=10)
    assert [ring - STAMP for ring in alarm_moments(event)] == [timedelta(minutes=5), timedelta(minutes=9)]


def test_where_the_file_cannot_be_written_the_choice_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    def keep(named: str) -> Path | None:
        return keep_calendar(folder, named, PROFILE, WEEK, "Asia/Colombo", STAMP)

    first = keep("on")
    assert first is not None
    assert len(events(first.read_bytes())) == len(WEEK.events)
    (folder / "below").mkdir()
    with pytest.raises(Refusal, match="folder of your data"):
        keep(str(folder / "below" / "week.ics"))
    assert chosen_calendar(folder) == first
    with pytest.raises(Refusal):
        keep(str(tmp_path / "week.txt"))
    assert chosen_calendar(folder) == first
    assert keep("off") is None
    assert chosen_calendar(folder) is None
