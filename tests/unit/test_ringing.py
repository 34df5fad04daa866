"""The alarms at work: marks before noise, repetition, readers, crashes, and what an idle beat costs."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from soaptui.records import replace
from soaptui.screens.alarms.alarm_player import AGAIN, AlarmPlayer
from soaptui.screens.session import Session
from soaptui.store import files
from soaptui.store.store import Store
from soaptui.week import alarms
from soaptui.week.alarms import AlarmStep
from tests.clocks import FakeClock
from tests.unit.agenda_helpers import WEEK, at, me
from tests.unit.alarm_helpers import BUSY, OFFERED, SINCE, Heard, stored


def test_a_mark_is_on_disk_before_there_is_a_noise(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 08:44:59"))
    store = stored(tmp_path, clock, *BUSY, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    seen: list[bool] = []

    def look() -> None:
        on_disk = Store.open(tmp_path, clock.now, write=False).state
        seen.append(any("round-1-opens" in mark.id and mark.id.endswith("@15") for mark in on_disk.alarms.values()))

    heard.before_noise = look
    clock.advance(1)
    ringing.beat(session.now)
    store.close()
    assert seen == [True]
    assert [h.quiet for h in Store.open(tmp_path, clock.now, write=False).history()] == [True, True, True]


def test_a_crash_between_the_mark_and_the_noise_repeats_the_alarm(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:54:59"))
    store = stored(tmp_path, clock, *BUSY, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    clock.advance(1)
    marks = alarms.step(session.state, WEEK, session.now, alarms.ladders(session.state)).marks
    assert session.put("Alarm", *marks, quiet=True)  # and here the power fails
    store.close()
    clock.advance(20)
    again = Store.open(tmp_path, clock.now)
    session, heard = Session(again, clock, WEEK), Heard()
    AlarmPlayer(session, heard, heard.show()).beat(session.now)
    again.close()
    assert heard.of("noise")[0].startswith("screen: Offer open 0:04:40 more · Buckeye Valley Hospital")
    assert len(heard.of("screen")) == 1


def test_a_toast_of_a_moment_ago_is_shown_again_after_a_crash_and_an_older_one_is_not(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 08:00"))
    store = stored(tmp_path, clock, me(), SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    AlarmPlayer(session, heard, heard.show()).beat(session.now)
    clock.advance(60)
    AlarmPlayer(session, heard, heard.show()).beat(session.now)
    clock.advance(600)
    AlarmPlayer(session, heard, heard.show()).beat(session.now)
    store.close()
    assert len(heard.of("toast")) == 2


def test_a_full_screen_alarm_is_heard_again_and_again_until_it_is_acknowledged(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:55"))
    store = stored(tmp_path, clock, *OFFERED, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    for second in range(242):
        before = len(heard.of("noise"))
        ringing.beat(session.now)
        heard_now = len(heard.of("noise")) - before
        assert heard_now == (second % AGAIN.total_seconds() == 0), "and once, where its next level comes"
        clock.advance(1)
    ringing.acknowledge(*ringing.screens)
    assert ringing.screens == ()
    heard.log.clear()
    for _ in range(50):
        ringing.beat(session.now)
        clock.advance(1)
    store.close()
    assert heard.of("noise") == []


def test_in_the_last_minute_it_is_heard_more_often_and_after_the_close_no_more(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:59"))
    store = stored(tmp_path, clock, *OFFERED, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    for _ in range(60):
        ringing.beat(session.now)
        clock.advance(1)
    assert len(heard.of("noise")) == 6
    heard.log.clear()
    for _ in range(60):
        ringing.beat(session.now)
        clock.advance(1)
    store.close()
    assert len(heard.of("noise")) == 1
    assert "expired unanswered" in heard.of("noise")[0]
    assert {alarm.level for alarm in ringing.standing} == {"banner"}


def test_a_reader_shows_alarms_and_writes_no_mark_and_makes_no_noise(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:55"))
    stored(tmp_path, clock, *OFFERED, SINCE).close()
    reader = Store.open(tmp_path, clock.now, write=False)
    session, heard = Session(reader, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    assert heard.of("noise") == []
    assert len(heard.of("screen")) == 1
    assert set(reader.state.alarms) == {alarms.WATCHING}
    ringing.acknowledge(*ringing.screens)
    assert ringing.screens == ()
    clock.advance(60)
    ringing.beat(session.now)
    assert ringing.screens == ()
    clock.advance(180)
    ringing.beat(session.now)
    assert len(heard.of("screen")) == 2, "its last minute comes up here too"


def test_what_is_acknowledged_in_the_window_that_writes_is_quiet_in_the_one_that_reads(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:55"))
    writer = stored(tmp_path, clock, *OFFERED, SINCE)
    reader = Store.open(tmp_path, clock.now, write=False)
    windows = [
        AlarmPlayer(Session(store, clock, WEEK), heard, heard.show())
        for store in (reader, writer)
        for heard in [Heard()]
    ]
    for window in windows:
        window.beat(clock.now())
        assert window.screens != ()
    windows[1].acknowledge(*windows[1].standing)
    reader.refresh()
    clock.advance(1)
    windows[0].beat(clock.now())
    writer.close()
    assert windows[0].standing == ()


def test_a_window_that_read_rings_on_once_the_one_that_wrote_has_ended(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:44:59"))
    writer = stored(tmp_path, clock, *OFFERED, SINCE)
    reader = Store.open(tmp_path, clock.now)
    session, heard = Session(reader, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    ringing.acknowledge(*ringing.standing)
    clock.advance(1)
    ringing.beat(session.now)
    assert ringing.standing != ()
    assert heard.of("noise") == []
    writer.close()  # it never came to its own beat: nobody has heard what rings now
    assert reader.take_over()
    clock.advance(1)
    ringing.beat(session.now)
    assert len(heard.of("noise")) == 1
    on_disk = Store.open(tmp_path, clock.now, write=False).state
    assert any(mark.acknowledged for mark in on_disk.alarms.values()), "what was acknowledged here is so for good"
    ringing.acknowledge(*ringing.standing)
    clock.advance(1)
    ringing.beat(session.now)
    assert (ringing.standing, len(heard.of("noise"))) == ((), 1)
    reader.close()


def test_a_disk_that_refuses_and_a_broken_loudspeaker_stop_no_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock(at("03-18 10:55"))
    store = stored(tmp_path, clock, *OFFERED, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()

    def broken() -> None:
        raise RuntimeError("no sound card")

    def full(descriptor: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    heard.before_noise = broken
    ringing = AlarmPlayer(session, heard, heard.show())
    with monkeypatch.context() as refusing:
        refusing.setattr(files, "write_all", full)
        for _ in range(10):
            ringing.beat(session.now)
            clock.advance(1)
    store.close()
    assert len(heard.of("screen")) == 1
    assert ringing.screens != ()


def test_an_offer_that_is_answered_elsewhere_is_quiet_at_the_next_beat(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 10:56"))
    store = stored(tmp_path, clock, *OFFERED, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    assert ringing.screens != ()
    session.put(
        "Answered", *(replace(o, outcome="rejected", decided=session.now) for o in session.state.offers.values())
    )
    clock.advance(1)
    ringing.beat(session.now)
    store.close()
    assert ringing.screens == ()


def test_a_beat_with_nothing_due_does_not_look_at_the_alarms_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock(at("03-18 09:10"))
    store = stored(tmp_path, clock, *BUSY, SINCE)
    session, heard = Session(store, clock, WEEK), Heard()
    ringing = AlarmPlayer(session, heard, heard.show())
    ringing.beat(session.now)
    looks: list[datetime] = []
    real = alarms.step

    def counted(*given: Any) -> AlarmStep:
        looks.append(given[2])
        return real(*given)

    monkeypatch.setattr(alarms, "step", counted)
    for _ in range(300):
        clock.advance(1)
        ringing.beat(session.now)
    assert looks == []
    clock.step(-3600)
    ringing.beat(session.now)
    assert len(looks) == 1
    clock.advance(601)
    ringing.beat(session.now)
    store.close()
    assert looks[1:] == [session.now], "and in any case after ten minutes"
    assert timedelta(0) < alarms.LOOK_AGAIN <= timedelta(minutes=10)
