"""The clock is watched: what is said at the start and at each beat, and what the answer to the question does."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from soaptui.computer_clock import answers, check
from soaptui.computer_clock.check import Notice
from soaptui.records import Offer, Profile, Record, Setting
from soaptui.screens.clock.clock_monitor import ClockMonitor
from soaptui.screens.commands import pressed
from soaptui.screens.session import Session
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import afterwards, deadlines, official, rounds, rules, zones
from soaptui.week.clock_memory import KeptClock
from soaptui.week.trust import CarefulClock
from tests.clocks import FakeClock
from tests.screens.helpers import HOME, PROFILE, SEASON, standing_clock

CHECKED = Setting(id=check.CHECKED, value="2027-03-18T12:40:00Z")
"""At 8:40 on the Thursday: nothing has to be asked later that day."""
AT = "2027-03-18T10:12:07"


@contextlib.contextmanager
def desk_at(folder: Path, clock: FakeClock, *records: Record) -> Iterator[tuple[Session, CarefulClock]]:
    """A session as the app has it, with nothing drawn; what is saved first is saved at the clock's time."""
    careful = CarefulClock(clock)
    store = Store.open(folder, careful.now)
    try:
        if records:
            store.commit(build_change("Made up", store.state, *records))
        yield Session(store, careful, SEASON), careful
    finally:
        store.close()


def beat(vigil: ClockMonitor, clock: FakeClock) -> list[Notice]:
    clock.advance(1)
    return vigil.beat(clock.now())


# -- at the start


def test_a_good_clock_that_was_checked_gives_nothing_to_say(tmp_path: Path) -> None:
    with desk_at(tmp_path, FakeClock(zones.read_iso(AT)), PROFILE, CHECKED) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert vigil.at_start() == []
        assert session.store.seq == 1
        assert not vigil.doubtful


def test_on_thursday_it_is_asked_once_whether_the_clock_is_right(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso("2027-03-18T08:29:58"))
    with desk_at(tmp_path, clock, PROFILE) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert vigil.at_start() == []
        asked = [notice for _ in range(5) for notice in beat(vigil, clock)]
    assert [notice.asks for notice in asked] == ["clock"]
    assert "Thursday of Match Week" in asked[0].text


def test_a_clock_before_the_last_save_never_shows_a_deadline_later_than_the_save_allows(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED):
        saved = clock.now()
    clock.step(-3600)
    with desk_at(tmp_path, clock) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert session.now == saved
        assert [notice.asks for notice in vigil.at_start()] == ["clock"]
        careful.believe_computer()
        assert session.now == clock.now()
        assert careful.suspect == ""


def test_a_save_in_a_year_that_cannot_be_is_asked_about_and_not_believed(tmp_path: Path) -> None:
    with desk_at(tmp_path, FakeClock(zones.read_iso("2037-03-18T10:00:00")), PROFILE, CHECKED):
        pass
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock) as (session, careful):
        notices = ClockMonitor(session, careful).at_start()
        assert [notice.asks for notice in notices] == ["clock"]
        assert session.now == clock.now()
        assert careful.suspect


@pytest.mark.parametrize("year", ["1999", "2037"])
def test_a_year_that_cannot_be_marks_the_clock_from_the_first_frame(tmp_path: Path, year: str) -> None:
    with desk_at(tmp_path, FakeClock(zones.read_iso(f"{year}-03-18T10:00:00"))) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert careful.suspect == year
        assert [notice.asks for notice in vigil.at_start()] == ["clock"]


@pytest.mark.parametrize("now", ["2027-03-19T10:12:00", "2027-07-01T10:12:00", "2028-03-10T10:12:00"])
def test_nothing_is_over_by_a_clock_that_nobody_vouches_for(tmp_path: Path, now: str) -> None:
    """A day, a season, a year ahead: it is asked first, and the answer holds at the next start."""
    offer = Offer(id="o1", program="1", round=1, seen=zones.read_iso("2027-03-18T10:00"))
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, Setting(id=official.MADE, value="2028"), offer) as (session, careful):
        ClockMonitor(session, careful).beat(session.now)
    clock.step((zones.read_iso(now) - zones.read_iso(AT)).total_seconds())
    store = Store.open(tmp_path, clock.now)
    session = Session(store, careful := CarefulClock(clock))
    vigil = ClockMonitor(session, careful)
    notices = vigil.at_start()
    assert [notice.asks for notice in notices] == ["clock"]
    assert "Until you say yes, nothing is over" in notices[0].text
    assert lapses_wait(vigil)
    assert session.season.year == 2027
    assert not rules.ended(session.season, session.now)
    assert rules.in_force(session.season, session.now)
    assert afterwards.after_soap(session.state, session.season, session.now) is None
    assert [
        s for s in deadlines.subjects(session.state, session.season, session.now, session.now) if s.kind == "offer"
    ] == []
    assert rounds.phase_at(session.season, session.now).label == "Is SOAP over?"
    assert "Is that clock right? Say so first (T)." in pressed(session.agenda().action)
    assert "CLOCK?" in check.bar_mark(careful, session.season, session.now)
    careful.believe_computer()
    store.commit(build_change("Checked", store.state, *check.clock_settings(careful.to_resume(), careful.now())))
    assert session.season.year == (2027 if now < "2027-05" else 2028)
    assert not lapses_wait(vigil)
    assert rules.ended(session.season, session.now) == (now < "2027-05")
    store.close()
    store = Store.open(tmp_path, clock.now)
    session = Session(store, careful := CarefulClock(clock))
    assert [notice.asks for notice in ClockMonitor(session, careful).at_start() if notice.asks] == []
    store.close()


def test_the_end_that_comes_while_it_runs_is_asked_about_unless_somebody_vouched(tmp_path: Path) -> None:
    for vouched in (True, False):
        clock = FakeClock(zones.read_iso("2027-03-18T20:59:58"))
        with desk_at(tmp_path / str(vouched), clock, PROFILE, CHECKED) as (session, careful):
            vigil = ClockMonitor(session, careful)
            if vouched:
                careful.believe_computer()
            asked = [notice for _ in range(5) for notice in beat(vigil, clock)]
            assert [notice.asks for notice in asked] == ([] if vouched else ["clock"])
            assert rules.ended(session.season, session.now) == vouched


@pytest.mark.parametrize("saved", ["2027-03-17T22:00:00", "2026-11-28T12:00:00", "2027-01-20T12:00:00"])
def test_a_clock_a_year_behind_shows_no_week_that_is_over_and_no_time_before_the_last_save(
    tmp_path: Path, saved: str
) -> None:
    with desk_at(tmp_path, FakeClock(zones.read_iso(saved)), PROFILE, CHECKED):
        pass
    clock = FakeClock(zones.read_iso("2026-03-18T10:12:07"))
    store = Store.open(tmp_path, clock.now)
    session = Session(store, careful := CarefulClock(clock))
    vigil = ClockMonitor(session, careful)
    assert [notice.asks for notice in vigil.at_start()] == ["clock"]
    assert session.now == zones.read_iso(saved)
    assert session.season.year == 2027
    assert "CLOCK?" in check.bar_mark(careful, session.season, session.now)
    store.close()


def test_a_window_that_only_reads_takes_over_what_is_said_in_the_other(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        reading = CarefulClock(clock)
        other = Session(Store.open(tmp_path, reading.now, write=False), reading, SEASON)
        vigil = ClockMonitor(other, reading)
        for by in (0, 20):
            clock.advance(by)
            answer = answers.phone_shows(careful, SEASON, phone_text(clock.now() + timedelta(hours=1)), HOME)
            session.put("Clock", *answer.settings, quiet=True)
        other.store.refresh()
        vigil.beat(other.now)
        assert reading.offset == careful.offset == pytest.approx(3600, abs=1)
        assert reading.vouched
        assert other.now == session.now


def lapses_wait(vigil: ClockMonitor) -> bool:
    """Whether no offer may lapse now."""
    return vigil.doubtful


def phone_text(moment: datetime) -> str:
    return zones.at_zone(moment, HOME).strftime("%H:%M:%S")


def test_a_clock_that_fell_to_1999_is_held_to_the_last_save(tmp_path: Path) -> None:
    with desk_at(tmp_path, FakeClock(zones.read_iso(AT)), PROFILE, CHECKED):
        pass
    with desk_at(tmp_path, FakeClock(zones.read_iso("1999-01-01T00:00:00"))) as (session, careful):
        ClockMonitor(session, careful)
        assert session.now == zones.read_iso(AT)


def test_the_zone_that_nobody_can_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: "")
    monkeypatch.setenv("TZ", "Bogus/Zone")
    with desk_at(tmp_path, FakeClock(zones.read_iso(AT)), CHECKED) as (session, careful):
        texts = [notice.text for notice in ClockMonitor(session, careful).at_start()]
        assert len(texts) == 1
        assert "'Bogus/Zone'" in texts[0]
        assert session.zone == "UTC"
        assert not session.zone_is_known


def test_a_laptop_that_travelled_is_noticed_at_each_start_until_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        assert ClockMonitor(session, careful).at_start() == []
    monkeypatch.setattr(zones, "system_zone", lambda: "America/New_York")
    for _ in range(2):
        with desk_at(tmp_path, clock, Setting(id=check.SYSTEM_ZONE, value=HOME)) as (session, careful):
            assert [notice.asks for notice in ClockMonitor(session, careful).at_start()] == ["zone"]
            session.remember(check.SYSTEM_ZONE, "America/New_York")
            assert ClockMonitor(session, careful).at_start() == []


def test_a_home_zone_chosen_on_a_computer_elsewhere_is_no_travel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zones, "system_zone", lambda: "America/New_York")
    with desk_at(tmp_path, FakeClock(zones.read_iso(AT)), Profile(id="me", zone=HOME), CHECKED) as (session, careful):
        assert ClockMonitor(session, careful).at_start() == []
        assert session.state.setting(check.SYSTEM_ZONE) == "America/New_York"


def test_a_rehearsal_has_nothing_to_watch(tmp_path: Path) -> None:
    store = Store.open(tmp_path, standing_clock().now)
    session = Session(store, standing_clock(zones.read_iso("1999-03-18T10:00:00")), SEASON)
    vigil = ClockMonitor(session, session.clock)
    assert vigil.at_start() == []
    assert vigil.beat(session.now) == []
    store.close()


def test_a_window_that_may_not_write_asks_nothing_that_has_to_be_written(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE):
        careful = CarefulClock(clock)
        session = Session(Store.open(tmp_path, careful.now, write=False), careful, SEASON)
        vigil = ClockMonitor(session, careful)
        assert vigil.at_start() == []
        clock.step(-3600)
        assert [notice.asks for notice in vigil.beat(clock.now())] == ["clock"]
        assert careful.doubt == -3600


# -- while it runs


def test_a_clock_set_back_is_asked_about_and_a_restart_knows_of_it(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        vigil = ClockMonitor(session, careful)
        clock.step(-3600)
        (notice,) = vigil.beat(session.now)
        assert (notice.asks, notice.urgent) == ("clock", True)
        assert beat(vigil, clock) == []
        assert vigil.doubtful
        true = session.now
    with desk_at(tmp_path, clock) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert session.now >= true
        assert any(notice.asks == "clock" for notice in vigil.at_start())


def test_ordinary_seconds_write_nothing(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert [notice for _ in range(300) for notice in beat(vigil, clock)] == []
        assert session.store.seq == 1
    with desk_at(tmp_path, clock) as (session, careful):
        vigil = ClockMonitor(session, careful)
        assert [notice for _ in range(300) for notice in beat(vigil, clock)] == []
        assert session.store.seq == 1


def test_a_clock_set_back_while_nothing_ran_is_known_by_the_count_long_after_the_last_save(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        ClockMonitor(session, careful).beat(session.now)
    clock.advance(3600)
    true = clock.now()
    clock.step(-1800)  # still after the last save
    store = Store.open(tmp_path, clock.now)
    session = Session(store, careful := CarefulClock(clock), SEASON)
    assert [notice.asks for notice in ClockMonitor(session, careful).at_start()] == ["clock"]
    assert session.now >= true
    store.close()
    clock._elapsed = 20.0  # a new start of the computer: its count is another one
    store = Store.open(tmp_path, clock.now)
    session = Session(store, careful := CarefulClock(clock), SEASON)
    assert [notice.asks for notice in ClockMonitor(session, careful).at_start()] == []
    store.close()


def test_sleep_is_said_and_asks_nothing(tmp_path: Path) -> None:
    clock = FakeClock(zones.read_iso(AT))
    with desk_at(tmp_path, clock, PROFILE, CHECKED) as (session, careful):
        vigil = ClockMonitor(session, careful)
        clock.suspend(47 * 60)
        assert vigil.beat(session.now) == [Notice("The computer slept 47 minutes: 10:12 to 10:59 EDT.")]


def test_what_is_kept_of_the_clock_survives_the_disk(tmp_path: Path) -> None:
    known = KeptClock(105.15, -3600.0, 1_805_000_000.25, 5_000.0)
    moment = zones.read_iso(AT)
    with desk_at(tmp_path, FakeClock(moment), *check.clock_settings(known, moment)):
        pass
    state = Store.open(tmp_path, lambda: datetime.max.replace(tzinfo=moment.tzinfo), write=False).state
    assert check.kept_clock(state) == known
    assert check.last_checked(state) == moment
