"""What is said and asked of the computer's clock and zone, in which words, and when."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from soaptui.computer_clock import check
from soaptui.records import Setting, State
from soaptui.screens.commands import pressed
from soaptui.week import words, zones
from soaptui.week.clock_memory import KeptClock
from soaptui.week.season import Season
from soaptui.week.trust import CarefulClock
from tests.clocks import FakeClock
from tests.weeks import week_of

WEEK: Season = week_of(2027)
HOME = "Asia/Colombo"
ROUND = zones.read_iso("2027-03-18T10:12:00")


def at(text: str) -> datetime:
    return zones.read_iso(text)


def said(clock: FakeClock, careful: CarefulClock) -> str:
    happened = careful.observe()
    assert happened is not None
    return check.happened_text(happened, careful.doubt)


def careful_at(text: str) -> tuple[FakeClock, CarefulClock]:
    clock = FakeClock(at(text))
    return clock, CarefulClock(clock)


# -- what happened


@pytest.mark.parametrize(
    ("start", "seconds", "sentence"),
    [
        ("2027-03-18T10:12:00", 47 * 60, "The computer slept 47 minutes: 10:12 to 10:59 EDT."),
        ("2027-03-18T10:12:00", 40, "The computer slept 40 seconds: 10:12:00 to 10:12:40 EDT."),
        ("2027-03-18T10:12:00", 3_720, "The computer slept 1 hour 2 minutes: 10:12 to 11:14 EDT."),
        (
            "2027-03-17T23:10:00",
            36_000,
            "The computer slept 10 hours: Wed 17 Mar 23:10 to Thu 18 Mar 09:10 EDT.",
        ),
    ],
)
def test_sleep_is_said_with_its_length_and_both_times(start: str, seconds: float, sentence: str) -> None:
    clock, careful = careful_at(start)
    clock.suspend(seconds)
    assert said(clock, careful) == sentence


def test_a_program_that_stood_still_says_so() -> None:
    clock, careful = careful_at("2027-03-18T10:12:00")
    clock.freeze(90)
    assert said(clock, careful) == "soaptui was stopped for 90 seconds: 10:12:00 to 10:13:30 EDT."


@pytest.mark.parametrize(("seconds", "way"), [(-3600, "back"), (3600, "forward")])
def test_a_clock_that_was_set_says_that_the_nearer_deadline_is_shown(seconds: float, way: str) -> None:
    clock, careful = careful_at("2027-03-18T10:12:00")
    clock.step(seconds)
    assert said(clock, careful) == (
        f"The clock was set {way} by 1:00:00; until you say which is right, soaptui shows the nearer deadline."
    )


def test_a_clock_that_was_set_right_again_says_that_all_agrees() -> None:
    clock, careful = careful_at("2027-03-18T10:12:00")
    clock.step(-60)
    careful.observe()
    clock.step(60)
    sentence = "The clock was set forward by 0:01:00: it agrees with the seconds that were counted."
    assert said(clock, careful) == sentence


def test_sleep_is_told_in_the_time_that_is_shown_and_not_in_that_of_a_wrong_clock() -> None:
    clock, careful = careful_at("2027-03-18T09:12:00")
    careful.believe(at("2027-03-18T10:12:00"))
    clock.suspend(47 * 60)
    assert said(clock, careful) == "The computer slept 47 minutes: 10:12 to 10:59 EDT."


def test_sleep_in_a_doubt_is_told_in_the_time_that_is_shown() -> None:
    clock, careful = careful_at("2027-03-18T10:12:00")
    clock.step(-3600)
    careful.observe()
    clock.suspend(47 * 60)
    assert said(clock, careful) == "The computer slept 47 minutes: 10:12 to 10:59 EDT."


# -- at the start


@pytest.mark.parametrize(
    ("now", "words_said", "suspect"),
    [
        ("1999-12-31T23:00:00", "Fri 31 Dec 1999 23:00 EST: soaptui did not exist then.", "1999"),
        ("2037-03-18T10:00:00", "long after Match Week 2027, the last that soaptui knows.", "2037"),
        ("2026-07-15T12:00:00", "Match Week 2027 is 242 days away.", ""),
        ("2026-11-28T12:00:00", "Match Week 2027 is 106 days away.", ""),
        ("2027-07-15T12:00:00", "Match Week 2027 was 118 days ago.", ""),
    ],
)
def test_a_clock_far_from_the_season_is_told(now: str, words_said: str, suspect: str) -> None:
    notice = check.off_season(at(now), WEEK)
    assert notice is not None
    assert words_said in notice.text
    assert notice.suspect == suspect
    assert (notice.asks == "clock") == bool(suspect)


def test_a_clock_of_before_this_version_was_made_is_told() -> None:
    notice = check.too_early(at("2026-03-18T10:12:00"))
    assert notice is not None
    assert "This computer says Wed 18 Mar 2026 10:12 EDT: soaptui did not exist then." in notice.text
    assert (notice.asks, notice.suspect) == ("clock", "Wed 18 Mar 2026")
    assert check.too_early(check.made_at()) is None


@pytest.mark.parametrize("now", ["2027-01-10T12:00:00", "2027-03-18T10:12:00", "2027-05-10T12:00:00"])
def test_a_clock_near_the_season_is_nothing_to_speak_of(now: str) -> None:
    assert check.off_season(at(now), WEEK) is None


def test_a_clock_before_the_last_save_is_asked_about() -> None:
    notice = check.before_last_save(ROUND - timedelta(hours=1), ROUND, WEEK)
    assert notice is not None
    assert notice.asks == "clock"
    assert "says Thu 18 Mar 2027 09:12 EDT, but something was saved here at Thu 18 Mar 2027 10:12 EDT" in notice.text
    assert "nearer deadline" in notice.text


def test_a_save_that_cannot_be_right_is_not_taken_for_the_time() -> None:
    notice = check.before_last_save(ROUND, at("2037-01-01T00:00"), WEEK)
    assert notice is not None
    assert "nearer deadline" not in notice.text
    assert notice.suspect


@pytest.mark.parametrize("seconds", [0, 4, 3600])
def test_a_clock_after_the_last_save_is_nothing_to_speak_of(seconds: int) -> None:
    assert check.before_last_save(ROUND, ROUND - timedelta(seconds=seconds), WEEK) is None
    assert check.before_last_save(ROUND, None, WEEK) is None


@pytest.mark.parametrize(
    ("profile", "system", "environment", "expected"),
    [
        ("", "", {"TZ": "Bogus/Zone"}, "(TZ is 'Bogus/Zone'): Eastern Time and UTC are shown."),
        ("", "", {}, "time zone: Eastern Time and UTC are shown."),
        ("Not/There", "", {}, "cannot read this computer's time zone"),
        (HOME, "", {"TZ": "Bogus/Zone"}, None),
        ("", HOME, {}, None),
    ],
)
def test_a_zone_that_nobody_can_name_is_told(
    profile: str, system: str, environment: dict[str, str], expected: str | None
) -> None:
    notice = check.zone_unknown(profile, system, environment)
    assert (notice is None) == (expected is None)
    assert notice is None or (expected is not None and expected in notice.text)


@pytest.mark.parametrize(
    ("profile", "system", "last", "asks"),
    [
        (HOME, "America/New_York", HOME, "zone"),
        (HOME, "America/New_York", "Europe/London", "zone"),
        (HOME, HOME, "America/New_York", None),
        (HOME, "America/New_York", "America/New_York", None),
        (HOME, "America/New_York", "", None),
        (HOME, "", HOME, None),
        ("", "America/New_York", HOME, ""),
    ],
)
def test_a_computer_that_travelled_is_noticed(profile: str, system: str, last: str, asks: str | None) -> None:
    notice = check.zone_moved(profile, system, last)
    assert (None if notice is None else notice.asks) == asks


def test_an_offset_that_is_used_again_is_said_and_one_in_doubt_is_asked() -> None:
    used = check.resumed(KeptClock(offset=105.0), sure=True)
    assert used is not None
    assert not used.asks
    assert "clock is 1 minute 45 seconds behind" in used.text
    asked = check.resumed(KeptClock(offset=-3600.0), sure=False)
    assert asked is not None
    assert asked.asks == "clock"
    assert "1 hour ahead. It may be correct now" in asked.text
    forward = check.resumed(KeptClock(), sure=False, ahead=3600.0)
    assert forward is not None
    assert forward.asks == "clock"
    assert "1 hour ahead of the seconds counted" in forward.text
    assert check.resumed(KeptClock(), sure=True) is None


# -- when it is asked


@pytest.mark.parametrize(
    ("now", "last", "asked"),
    [
        ("2027-03-15T08:29:59", None, False),
        ("2027-03-15T08:30:00", None, True),
        ("2027-03-18T08:30:00", "2027-03-15T08:40:00", True),
        ("2027-03-18T10:12:00", "2027-03-17T20:00:00", True),
        ("2027-03-18T10:12:00", "2027-03-18T07:40:00", False),
        ("2027-03-18T10:12:00", "2027-03-18T09:46:00", False),
        ("2027-03-18T10:12:00", "2027-03-18T12:46:00", True),
        ("2027-03-16T10:00:00", None, False),
        ("2027-03-19T10:00:00", None, False),
    ],
)
def test_the_clock_is_asked_about_on_monday_and_thursday_from_half_past_eight(
    now: str, last: str | None, asked: bool
) -> None:
    notice = check.clock_question_due(WEEK, at(now), None if last is None else at(last))
    assert (notice is not None) == asked


def test_how_long_ago_it_was_checked_is_said() -> None:
    state = State(settings={s.id: s for s in check.clock_settings(KeptClock(105.0), ROUND)})
    later = ROUND + timedelta(minutes=26)
    assert check.checked_text(check.last_checked(state), later) == "clock checked 26 minutes ago"
    assert check.checked_text(None, later) == "the clock has not been checked yet"
    assert check.checked_text(ROUND, ROUND - timedelta(hours=1)) == "the clock has not been checked yet"
    assert check.kept_clock(state).offset == 105.0


def test_a_check_that_was_edited_by_hand_counts_for_none() -> None:
    state = State(settings={"clock-checked": Setting(id="clock-checked", value="yesterday")})
    assert check.last_checked(state) is None


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (HOME, "Thu 18 Mar 09:31:20 EDT, Thu 19:01:20 in Colombo"),
        ("Australia/Sydney", "Thu 18 Mar 09:31:20 EDT, Fri 00:31:20 in Sydney"),
        ("America/New_York", "Thu 18 Mar 09:31:20 EDT"),
        ("", "Thu 18 Mar 09:31:20 EDT"),
    ],
)
def test_the_time_is_read_out_in_both_zones_with_their_days(zone: str, expected: str) -> None:
    assert check.kept_reading(at("2027-03-18T09:31:20"), zone) == expected


def test_a_year_that_cannot_be_is_read_out_too() -> None:
    assert check.kept_reading(at("1999-03-18T09:31:20"), "") == "Thu 18 Mar 1999 09:31:20 EST"


# -- how it is said


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (105, "1 minute 45 seconds ahead"),
        (-105, "1 minute 45 seconds behind"),
        (130, "2 minutes 10 seconds ahead"),
        (60, "1 minute ahead"),
        (-7, "7 seconds behind"),
        (3600, "1 hour ahead"),
        (-90_061, "1 day 1 hour behind"),
    ],
)
def test_how_far_two_clocks_are_apart_is_said_in_words(seconds: float, expected: str) -> None:
    assert check.apart_text(seconds) == expected


def test_the_bar_marks_a_doubtful_clock_and_no_other() -> None:
    clock, careful = careful_at("2027-03-18T10:12:00")

    def mark(week: Season = WEEK) -> str:
        return pressed(check.bar_mark(careful, week, careful.now()))

    assert mark() == "clock unchecked (T)"
    careful.believe_computer()
    assert mark() == ""
    clock.step(-3599.99)
    assert mark() == "CLOCK? 1:00:00 apart"
    careful.believe_computer()
    careful.take(careful.now() + timedelta(hours=14))
    assert mark() == "CLOCK? 14:00:00 not confirmed"
    careful.take_back()
    careful.suspect = "1999"
    assert mark() == "CLOCK? 1999"
    careful.believe_computer()
    assert mark(replace(WEEK, end_unsure=True)) == "CLOCK? is SOAP over?"
    careful.believe(careful.now() - timedelta(minutes=3))
    assert mark() == "CLOCK put back 0:03:00"
    careful.take_back()
    assert mark() == "clock unchecked (T)"


def test_a_clock_that_nobody_checked_is_marked_in_match_week_alone() -> None:
    for at_text, marked in (("2027-03-14T12:00", False), ("2027-03-15T09:30", True), ("2027-03-18T21:00", False)):
        _, careful = careful_at(at_text)
        assert pressed(check.bar_mark(careful, WEEK, careful.now())) == ("clock unchecked (T)" if marked else "")


# -- the words of what is left


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        ("2027-03-18T10:12:07", HOME, "0:47:53"),
        ("2027-03-18T10:59:59", HOME, "0:00:01"),
        ("2027-03-18T11:00:00", "", "closed since 11:00 EDT"),
        ("2027-03-18T15:00:00", HOME, "closed since 11:00 EDT (20:30 Colombo)"),
        ("2027-03-19T15:00:00", "", "closed since Thu 11:00 EDT"),
    ],
)
def test_after_the_end_it_is_said_since_when_it_is_closed(now: str, zone: str, expected: str) -> None:
    assert words.left(at("2027-03-18T11:00:00"), at(now), zone) == expected
