"""The user's word on the official times: what is taken, what is refused, what moves, and the season of a new year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.records import Offer, OfficialTime
from soaptui.refusal import Refusal
from soaptui.typed_time.official_time import read_official_time
from soaptui.week import official, season, zones
from soaptui.week.season import NoSeason, Season

WEEK = season.load_season(2027)
NOW = datetime(2027, 3, 15, 12, 0, tzinfo=UTC)
IDS = [event.id for event in WEEK.events]
Times = dict[str, OfficialTime]


def word(event_id: str, text: str, times: Times | None = None) -> Times:
    """The user's words with one correction more."""
    known = times or {}
    week = official.season_amended(WEEK, known)
    moment = read_official_time(text, week.event(event_id).at)
    made = official.time_corrected(week, known, event_id, moment)
    return known if made is None else {**known, made.id: made}


def eastern(week: Season, event_id: str) -> str:
    return f"{zones.eastern(week.event(event_id).at):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15:10", "2027-03-18 15:10"),
        ("3:10 pm", "2027-03-18 15:10"),
        ("3:10 p.m. ET", "2027-03-18 15:10"),
        ("3:10pm Eastern Time", "2027-03-18 15:10"),
        ("15:10 EDT", "2027-03-18 15:10"),
        ("1510", "2027-03-18 15:10"),
        ("thu 3.10pm", "2027-03-18 15:10"),
        ("18 Mar 3:10 p.m.", "2027-03-18 15:10"),
        ("15:10 est", "2027-03-18 15:10"),
        ("2027-03-18 15:10", "2027-03-18 15:10"),
        (" 2027-3-18T15:10 ", "2027-03-18 15:10"),
    ],
)
def test_a_time_is_taken_as_a_person_or_a_web_page_writes_it(text: str, expected: str) -> None:
    assert eastern(official.season_amended(WEEK, word("round-3-opens", text)), "round-3-opens") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2027-03-18",
        "24:00",
        "15:60",
        "13:10 pm",
        "0:10 am",
        "2027-02-30 15:10",
        "1510 1520",
        "half past 3",
        "15:10Z",
        "15:10 CST",
    ],
)
def test_what_is_no_eastern_time_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match=r"\.$"):
        word("round-3-opens", text)


@pytest.mark.parametrize(
    ("event_id", "text"),
    [
        ("round-1-opens", "11:00"),
        ("round-1-opens", "11:30"),
        ("round-1-closes", "09:00"),
        ("round-1-closes", "12:01"),
        ("round-2-opens", "10:59"),
        ("soap-ends", "19:59"),
        ("applications-open", "2027-03-17 09:00"),
        ("match-day", "2027-03-18 20:00"),
        ("rank-deadline", "2027-03-15 10:01"),
        ("match-status", "2027-03-15 11:01"),
    ],
)
def test_a_time_that_puts_the_week_out_of_order_is_refused(event_id: str, text: str) -> None:
    with pytest.raises(Refusal, match="would not be after"):
        word(event_id, text)


def test_one_round_may_open_the_moment_another_closes_and_soap_end_with_the_last() -> None:
    times = word("soap-ends", "20:00", word("round-2-opens", "11:00"))
    week = official.season_amended(WEEK, times)
    assert week.rounds[1].opens == week.rounds[0].closes
    assert week.event("soap-ends").at == week.rounds[-1].closes


@pytest.mark.parametrize("text", ["2028-03-18 15:00", "2027-05-18 15:00"])
def test_a_slip_of_the_year_is_asked_about(text: str) -> None:
    with pytest.raises(Refusal, match="is the date right"):
        word("match-day", text)


def test_a_corrected_time_moves_the_round_with_its_deadline() -> None:
    week = official.season_amended(WEEK, word("round-2-closes", "14:30"))
    window = week.round(2)
    assert window is not None
    assert window.closes == zones.read_iso("2027-03-18T14:30")
    assert week.event("round-2-closes").confidence == official.CHANGED
    assert week.expected


def test_what_a_correction_moves_is_said() -> None:
    opens = official.season_amended(WEEK, word("round-2-opens", "12:30"))
    assert official.what_moves(WEEK, opens) == [
        "Round 2 opens 12:00 → 12:30: its alarms move with it. Round 2 still closes Thu 18 Mar 14:00 EDT."
    ]
    closes = official.season_amended(WEEK, word("round-2-closes", "13:30"))
    offer = Offer(id="offer", program="1234140C0", round=2, seen=NOW)
    assert official.what_moves(WEEK, closes, [offer]) == [
        "Round 2 closes 14:00 → 13:30: the deadline of its offers (1 is noted) and their alarms move with it."
    ]
    days = official.season_amended(WEEK, word("match-day", "2027-03-20 12:00"))
    assert official.what_moves(WEEK, days) == [
        "Match Day Fri 19 Mar 12:00 → Sat 20 Mar 12:00: its countdowns move with it."
    ]
    assert official.what_moves(WEEK, WEEK) == []


def test_whoever_saw_the_old_time_has_not_seen_the_new_one() -> None:
    seen = official.marked_as_seen(WEEK, {}, "round-1-opens", NOW)
    times = word("round-1-opens", "09:30", {seen.id: seen})
    assert times[seen.id].seen is None
    assert len(official.unseen(official.season_amended(WEEK, times))) == len(IDS)


def test_typing_the_time_that_stands_there_changes_nothing() -> None:
    seen = official.marked_as_seen(WEEK, {}, "round-1-opens", NOW)
    assert word("round-1-opens", "9:00", {seen.id: seen}) == {seen.id: seen}


def test_a_correction_is_taken_back_whole() -> None:
    times = word("round-2-opens", "12:30")
    week = official.season_amended(WEEK, times)
    back = official.correction_removed(week, WEEK, times, "round-2-opens")
    assert back == times["2027/round-2-opens"]
    assert official.correction_removed(WEEK, WEEK, {}, "round-2-opens") is None


def test_a_correction_that_others_rest_on_is_not_taken_back_before_them() -> None:
    times = word("round-1-closes", "12:30", word("round-2-opens", "12:45"))
    week = official.season_amended(WEEK, times)
    with pytest.raises(Refusal, match="Take that correction back first"):
        official.correction_removed(week, WEEK, times, "round-2-opens")


def test_the_season_is_only_expected_until_every_time_was_seen() -> None:
    times: Times = {}
    for number, event_id in enumerate(IDS):
        week = official.season_amended(WEEK, times)
        assert week.expected
        assert len(official.unseen(week)) == len(IDS) - number
        assert official.how_verified(week)
        mark = official.marked_as_seen(week, times, event_id, NOW)
        times[mark.id] = mark
    week = official.season_amended(WEEK, times)
    assert not week.expected
    assert official.how_verified(week) == ""
    assert week.note == "Every time was seen on nrmp.org."
    assert {event.confidence for event in week.events} == {"seen on nrmp.org 2027-03-15"}


def test_a_time_that_was_seen_stays_though_a_later_version_has_another() -> None:
    seen = official.marked_as_seen(WEEK, {}, "round-4-closes", NOW)
    later = official.season_amended(WEEK, word("round-4-closes", "20:30"))
    assert (
        official.season_amended(later, {seen.id: seen}).event("round-4-closes").at == WEEK.event("round-4-closes").at
    )


def test_not_seen_after_all_leaves_the_time() -> None:
    times = word("round-2-opens", "12:30")
    week = official.season_amended(WEEK, times)
    seen = official.marked_as_seen(week, times, "round-2-opens", NOW)
    unseen = official.marked_as_seen(week, {seen.id: seen}, "round-2-opens", None)
    after = official.season_amended(WEEK, {unseen.id: unseen})
    assert eastern(after, "round-2-opens") == "2027-03-18 12:30"
    assert after.event("round-2-opens").confidence == official.CHANGED


def test_corrections_that_contradict_each_other_are_left_out_and_that_is_said() -> None:
    wrong = OfficialTime(id="2027/round-1-closes", at=zones.read_iso("2027-03-18T08:00"), seen=NOW)
    week = official.season_amended(WEEK, {wrong.id: wrong})
    assert week.events == WEEK.events
    assert week.expected
    assert week.note.startswith(official.CONTRADICT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("round-2-opens", "round-2-opens"),
        ("Round 2 opens", "round-2-opens"),
        ("soap", "soap-ends"),
        ("match day", "match-day"),
        ("List of", "unfilled-list"),
    ],
)
def test_an_event_is_found_by_its_id_or_the_beginning_of_its_label(text: str, found: str) -> None:
    assert official.event_named(WEEK, text).id == found


@pytest.mark.parametrize("text", ["round-2", "", "lunch"])
def test_an_event_that_is_not_plain_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(Refusal, match="round-2-opens, round-2-closes"):
        official.event_named(WEEK, text)


def test_a_year_that_was_made_has_the_same_weekdays_and_wall_times() -> None:
    made = official.made_also("", 2028)
    week = official.of_year(2028, made, {})
    assert [event.id for event in week.events] == IDS
    assert eastern(week, "round-1-opens") == "2028-03-16 09:00"
    assert week.expected
    assert len(official.unseen(week)) == len(IDS)
    assert "nobody has published" in week.note


def test_a_made_season_is_the_one_that_matters_once_its_year_has_come() -> None:
    assert official.season_at(datetime(2027, 12, 1, tzinfo=UTC), "", {}).year == 2027
    assert official.season_at(datetime(2027, 12, 1, tzinfo=UTC), "2028", {}).year == 2028
    assert official.season_at(datetime(2027, 4, 1, tzinfo=UTC), "2028", {}).year == 2027


@pytest.mark.parametrize("year", [2027, 2028, 2026, 1999, 9999])
def test_a_season_is_made_once_and_only_for_a_year_to_come(year: int) -> None:
    with pytest.raises(Refusal):
        official.made_also("2028", year)


@pytest.mark.parametrize("year", [2038, 2040, 2047, 10**12])
def test_no_season_is_made_for_a_year_whose_clock_changes_nobody_knows(year: int) -> None:
    with pytest.raises(Refusal, match="how the clocks change is not known after 2037"):
        official.made_also("", year)
    assert official.known_years(str(year)) == list(
        season.season_years()
    )  # not even where an earlier version made one
    with pytest.raises(NoSeason):
        official.of_year(year, str(year), {})


@pytest.mark.parametrize("made", ["2028 nonsense", "2028 99999999999999999999", "2028 0001", "2028 ²"])
def test_a_setting_that_was_edited_by_hand_breaks_nothing(made: str) -> None:
    assert official.known_years(made) == [*season.season_years(), 2028]
    with pytest.raises(NoSeason):
        official.of_year(2031, made, {})


@given(st.integers(2028, official.LAST_MADE))
def test_every_year_that_can_be_made_runs_in_order_in_the_third_week_of_march(year: int) -> None:
    week = official.of_year(year, str(year), {})
    monday = zones.eastern(week.event("unfilled-list").at)
    assert (monday.weekday(), monday.month, monday.hour) == (0, 3, 10)
    assert 11 <= monday.day <= 17
    for window in week.rounds:
        assert window.closes - window.opens == timedelta(hours=2)
    for event in week.events:  # as another copy of the zone database has it, that knows the rules for good
        assert event.at.astimezone(ZoneInfo("America/New_York")).time() == zones.eastern(event.at).time()


@given(st.lists(st.tuples(st.sampled_from(IDS), st.integers(-180, 180)), max_size=8))
def test_whatever_is_corrected_in_whatever_order_the_week_runs_in_order(moves: list[tuple[str, int]]) -> None:
    times: Times = {}
    for event_id, minutes in moves:
        at = zones.eastern(official.season_amended(WEEK, times).event(event_id).at + timedelta(minutes=minutes))
        try:
            times = word(event_id, f"{at:%Y-%m-%d %H:%M}", times)
        except Refusal:
            continue
    week = official.season_amended(WEEK, times)
    ends = [moment for window in week.rounds for moment in (window.opens, window.closes)]
    assert ends == sorted(ends)
    assert all(window.opens < window.closes for window in week.rounds)
    assert not week.note.startswith(official.CONTRADICT)
