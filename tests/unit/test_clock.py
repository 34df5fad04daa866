"""The one source of time: the computer's clock, the rehearsal's, and the tests' own."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.refusal import Refusal
from soaptui.week.clock import Clock, RehearsalClock, SystemClock
from tests.clocks import FakeClock

NOON = datetime(2027, 3, 18, 16, 0, tzinfo=UTC)
SECONDS = st.floats(0, 1e6)


def readings(clock: Clock) -> tuple[datetime, float, float]:
    return clock.now(), clock.elapsed(), clock.monotonic()


@pytest.mark.parametrize(
    ("move", "now", "elapsed", "monotonic"),
    [
        (lambda clock: clock.advance(90), 90, 90, 90),
        (lambda clock: clock.suspend(90), 90, 90, 0),
        (lambda clock: clock.freeze(90), 90, 90, 90),
        (lambda clock: clock.step(90), 90, 0, 0),
        (lambda clock: clock.step(-90), -90, 0, 0),
    ],
    ids=["advance", "suspend", "freeze", "step forward", "step back"],
)
def test_the_fake_clock_moves_as_real_clocks_do(
    move: Callable[[FakeClock], None], now: float, elapsed: float, monotonic: float
) -> None:
    clock = FakeClock(NOON)
    before = readings(clock)
    move(clock)
    after = readings(clock)
    assert after[0] - before[0] == timedelta(seconds=now)
    assert (after[1] - before[1], after[2] - before[2]) == (elapsed, monotonic)


def test_the_fake_clock_stands_still_when_nobody_moves_it_and_is_no_rehearsal() -> None:
    clock = FakeClock(NOON)
    assert readings(clock) == readings(clock)
    assert clock.now() == NOON
    assert clock.rehearsal is False


def test_the_computers_clock_says_utc_and_is_no_rehearsal() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.rehearsal is False


def test_the_computers_seconds_never_run_backwards() -> None:
    clock = SystemClock()
    first = (clock.elapsed(), clock.monotonic())
    second = (clock.elapsed(), clock.monotonic())
    assert second[0] >= first[0]
    assert second[1] >= first[1]


@pytest.mark.posix
@pytest.mark.parametrize(
    ("platform", "clocks", "expected"),
    [
        ("linux", {"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 1}, 107.0),
        ("darwin", {"CLOCK_MONOTONIC": 6}, 106.0),
        ("darwin", {"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 6}, 106.0),
        ("freebsd14", {"CLOCK_MONOTONIC": 4}, 55.0),
    ],
)
def test_elapsed_reads_the_clock_that_goes_on_in_sleep(
    monkeypatch: pytest.MonkeyPatch, platform: str, clocks: dict[str, int], expected: float
) -> None:
    """Each numbered clock reads 100 and its number; the plain timer reads 55."""
    fake_time = SimpleNamespace(clock_gettime=lambda number: 100.0 + number, monotonic=lambda: 55.0, **clocks)
    monkeypatch.setattr("soaptui.this_computer.time", fake_time)
    monkeypatch.setattr("soaptui.this_computer.sys", SimpleNamespace(platform=platform))
    assert SystemClock().elapsed() == expected
    assert SystemClock().monotonic() == 55.0


@pytest.mark.posix
def test_elapsed_is_the_boot_clock_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def gettime(number: int) -> float:
        asked.append(number)
        return 1.5

    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 77, raising=False)
    monkeypatch.setattr(time, "clock_gettime", gettime, raising=False)
    monkeypatch.setattr("soaptui.this_computer.sys", SimpleNamespace(platform="linux"))
    assert SystemClock().elapsed() == 1.5
    assert asked == [77]


def test_a_rehearsal_starts_at_the_chosen_moment_and_says_what_it_is() -> None:
    clock = RehearsalClock(NOON, FakeClock(datetime(2026, 12, 1, tzinfo=UTC)))
    assert clock.now() == NOON
    assert clock.elapsed() == clock.monotonic() == 0
    assert clock.rehearsal is True


@pytest.mark.parametrize(("speed", "passed"), [(1.0, 60), (60.0, 3600), (0.5, 30), (0.0, 0)])
def test_a_rehearsal_runs_at_its_speed(speed: float, passed: float) -> None:
    base = FakeClock(datetime(2026, 12, 1, tzinfo=UTC))
    clock = RehearsalClock(NOON, base, speed)
    base.advance(60)
    assert clock.now() == NOON + timedelta(seconds=passed)
    assert clock.elapsed() == clock.monotonic() == passed


def test_a_rehearsal_goes_on_while_the_computer_sleeps_but_not_when_its_clock_is_set() -> None:
    base = FakeClock(datetime(2026, 12, 1, tzinfo=UTC))
    clock = RehearsalClock(NOON, base)
    base.step(-7200)
    assert clock.now() == NOON
    base.suspend(600)
    assert clock.now() == NOON + timedelta(minutes=10)


@given(start=st.integers(0, 10**6), steps=st.lists(SECONDS, max_size=8), speed=st.floats(0, 3600))
def test_a_rehearsal_never_runs_backwards(start: int, steps: list[float], speed: float) -> None:
    base = FakeClock(NOON)
    clock = RehearsalClock(NOON + timedelta(seconds=start), base, speed)
    before = clock.now()
    for seconds in steps:
        base.advance(seconds)
        base.step(-2 * seconds)
        assert clock.now() >= before
        before = clock.now()


# -- a rehearsal that is moved by hand


def rehearsed(speed: float = 1.0) -> tuple[RehearsalClock, FakeClock]:
    base = FakeClock(datetime(2026, 12, 1, tzinfo=UTC))
    return RehearsalClock(NOON, base, speed), base


def test_a_paused_rehearsal_stands_still_and_goes_on_from_there() -> None:
    clock, base = rehearsed(60)
    base.advance(1)
    clock.pause()
    base.advance(500)
    assert clock.now() == NOON + timedelta(minutes=1)
    assert (clock.paused, clock.rate, clock.speed) == (True, 0.0, 60)
    clock.resume()
    base.advance(1)
    assert clock.now() == NOON + timedelta(minutes=2)


def test_another_speed_holds_from_the_moment_at_which_it_is_chosen() -> None:
    clock, base = rehearsed()
    base.advance(10)
    clock.run_at(3600)
    assert clock.now() == NOON + timedelta(seconds=10)
    base.advance(2)
    assert clock.now() == NOON + timedelta(hours=2, seconds=10)
    assert clock.real() == base.elapsed()


def test_a_speed_chosen_while_paused_holds_once_it_goes_on() -> None:
    clock, base = rehearsed()
    clock.pause()
    clock.run_at(60)
    base.advance(10)
    assert clock.now() == NOON
    clock.resume()
    base.advance(10)
    assert clock.now() == NOON + timedelta(minutes=10)


def test_a_jump_counts_as_time_that_passed_in_all_three_counts() -> None:
    clock, base = rehearsed(2)
    base.advance(10)
    clock.jump(NOON + timedelta(hours=1))
    assert readings(clock) == (NOON + timedelta(hours=1), 3600, 3600)
    base.advance(10)
    assert clock.now() == NOON + timedelta(hours=1, seconds=20)


def test_a_jump_back_is_refused_and_leaves_the_clock_as_it_was() -> None:
    clock, base = rehearsed()
    base.advance(10)
    with pytest.raises(Refusal, match="cannot go back in time"):
        clock.jump(NOON + timedelta(seconds=9))
    assert clock.now() == NOON + timedelta(seconds=10)
    clock.jump(clock.now())


def test_a_clock_that_is_told_to_wait_stands_there_until_it_is_told_to_go_on() -> None:
    clock, base = rehearsed(3600)
    clock.wait_at(NOON + timedelta(minutes=5))
    base.advance(30)
    assert clock.now() == NOON + timedelta(minutes=5)
    clock.wait_at(None)
    assert clock.now() == NOON + timedelta(minutes=5), "what it waited is not made up for"
    base.advance(1)
    assert clock.now() == NOON + timedelta(minutes=65)


def test_a_moment_that_is_past_holds_nothing_up() -> None:
    clock, base = rehearsed(60)
    base.advance(60)
    clock.wait_at(NOON + timedelta(minutes=5))
    base.advance(60)
    assert clock.now() == NOON + timedelta(hours=2)
    clock.wait_at(NOON + timedelta(hours=3))
    clock.jump(NOON + timedelta(hours=4))
    base.advance(60)
    assert clock.now() == NOON + timedelta(hours=5)


@given(st.data(), st.lists(SECONDS, min_size=1, max_size=8))
def test_a_rehearsal_never_runs_backwards_whatever_is_done_with_it(data: st.DataObject, steps: list[float]) -> None:
    clock, base = rehearsed()
    before = clock.now()
    deeds: list[Callable[[float], None]] = [
        lambda seconds: clock.pause(),
        lambda seconds: clock.resume(),
        lambda seconds: clock.run_at(seconds % 3600),
        lambda seconds: clock.jump(clock.now() + timedelta(seconds=seconds)),
        lambda seconds: clock.wait_at(clock.now() + timedelta(seconds=seconds - 5e5)),
        base.advance,
        base.suspend,
    ]
    for seconds in steps:
        data.draw(st.sampled_from(deeds))(seconds)
        assert clock.now() >= before - timedelta(microseconds=1)
        before = clock.now()
