"""Whether the computer's clock can be believed: what happened between two beats, which time is shown meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.week.clock_counts import TOLERANCE, CountedChange
from soaptui.week.clock_memory import KeptClock, kept_counts
from soaptui.week.trust import SLEW, CarefulClock
from tests.clocks import FakeClock

START = datetime(2027, 3, 18, 13, 30, tzinfo=UTC)
CLOSES = datetime(2027, 3, 18, 15, 0, tzinfo=UTC)


class Computer(FakeClock):
    """One that can be started anew: what it counts begins again, its clock goes on."""

    def start_anew(self, seconds: float) -> None:
        """Off for so long, and on again."""
        self._now += timedelta(seconds=seconds)
        self._elapsed = 20.0
        self._monotonic = 20.0


def beat(clock: FakeClock, careful: CarefulClock) -> CountedChange | None:
    clock.advance(1)
    return careful.observe()


def test_ordinary_beats_are_nothing_to_speak_of() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    assert [beat(clock, careful) for _ in range(100)] == [None] * 100
    assert careful.now() == clock.now()
    assert careful.doubt == 0


@pytest.mark.parametrize("seconds", [3, 60, 8 * 3600])
def test_sleep_is_told_from_a_step(seconds: float) -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.suspend(seconds)
    happened = careful.observe()
    assert happened is not None
    assert happened.what == "suspended"
    assert happened.seconds == pytest.approx(seconds)
    assert careful.now() == clock.now()


def test_a_chip_that_is_a_second_off_after_a_night_is_no_step() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.suspend(8 * 3600)
    clock.step(1.7)
    happened = careful.observe()
    assert happened is not None
    assert happened.what == "suspended"


def test_a_program_that_stood_still_says_for_how_long() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.freeze(90)
    happened = careful.observe()
    assert happened is not None
    assert happened.what == "frozen"
    assert happened.seconds == pytest.approx(90)


@pytest.mark.parametrize("seconds", [-3600, -5, 5, 3600])
def test_a_clock_that_was_set_is_told_with_both_times(seconds: float) -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.advance(1)
    clock.step(seconds)
    happened = careful.observe()
    assert happened is not None
    assert happened.what == "stepped"
    assert happened.seconds == pytest.approx(seconds)
    assert happened.after - happened.before == timedelta(seconds=seconds)
    assert careful.doubt == pytest.approx(seconds)


def test_a_clock_set_back_does_not_put_a_deadline_off() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.advance(60)
    clock.step(-3600)
    careful.observe()
    assert careful.now() == START + timedelta(seconds=60)
    clock.advance(60)
    assert careful.now() == START + timedelta(seconds=120)


def test_a_clock_set_forward_is_followed_for_the_nearer_deadline_is_the_safer_one() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.step(3600)
    careful.observe()
    assert careful.now() == START + timedelta(hours=1)


def test_the_user_can_say_that_the_computer_is_right() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.step(-3600)
    careful.observe()
    careful.believe_computer()
    assert careful.now() == clock.now() == START - timedelta(hours=1)
    assert careful.doubt == 0


def test_the_user_can_say_that_the_count_is_right() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    clock.step(3600)
    careful.observe()
    assert careful.believe_count() == -3600
    assert careful.now() == START
    assert careful.doubt == 0
    clock.advance(10)
    assert careful.now() == START + timedelta(seconds=10)


def test_the_phones_time_is_taken_and_kept_through_later_beats() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    true = START + timedelta(minutes=7)
    assert careful.believe(true) == 420
    for _ in range(5):
        assert beat(clock, careful) is None
    assert careful.now() == true + timedelta(seconds=5)
    assert careful.offset == 420


def test_a_time_server_that_leads_the_clock_slowly_is_followed_without_a_word() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    for _ in range(4000):
        clock.advance(1)
        clock.step(-0.00009)
        assert careful.observe() is None
    assert abs((careful.now() - clock.now()).total_seconds()) < 0.1


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["advance", "suspend", "freeze", "step"]),
        st.one_of(st.integers(-7200, 7200), st.integers(-3, 3)),
    ),
    max_size=25,
)


@given(MOVES)
def test_what_is_left_is_never_shown_larger_than_it_is(moves: list[tuple[str, int]]) -> None:
    """Whatever happens to the clock after a right start: the time shown is not before the true one, but for drift."""
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    true = START
    for move, seconds in moves:
        if move == "step":
            clock.step(seconds)
        else:
            getattr(clock, move)(abs(seconds))
            true += timedelta(seconds=abs(seconds))
        careful.observe()
        drift = timedelta(seconds=0.001 + SLEW * (true - START).total_seconds())
        assert CLOSES - careful.now() <= CLOSES - true + drift


def test_what_is_kept_can_be_read_again() -> None:
    known = KeptClock(-3600.0, 12.5, 1_805_000_000.25, 5_000.0)
    assert kept_counts(str(known.offset), known.text()) == known


@pytest.mark.parametrize(
    ("offset", "count"),
    [("", ""), ("x", ""), ("1", "2 3"), ("nan", ""), ("1e300", ""), ("60", "inf 0 0"), ("60", "a b c")],
)
def test_what_was_edited_by_hand_is_not_believed(offset: str, count: str) -> None:
    assert kept_counts(offset, count) == KeptClock()


def restarted(clock: FakeClock, known: KeptClock) -> tuple[CarefulClock, bool]:
    careful = CarefulClock(clock)
    return careful, careful.resume(known)


def test_an_offset_is_used_again_while_the_clock_was_not_touched() -> None:
    clock = Computer(START)
    careful = CarefulClock(clock)
    careful.believe(START - timedelta(hours=1))
    known = careful.to_resume()
    clock.suspend(3600)
    careful, sure = restarted(clock, known)
    assert sure
    assert careful.offset == -3600
    assert careful.now() == START
    assert careful.doubt == 0


@pytest.mark.parametrize("offset", [-3600, 3600])
def test_an_offset_is_in_doubt_after_a_new_start_of_the_computer(offset: float) -> None:
    clock = Computer(START)
    careful = CarefulClock(clock)
    careful.believe(START + timedelta(seconds=offset))
    known = careful.to_resume()
    clock.start_anew(600)
    careful, sure = restarted(clock, known)
    assert not sure
    right, corrected = clock.now(), clock.now() + timedelta(seconds=offset)
    assert careful.now() == max(right, corrected)
    assert {careful.computer, careful.counted} == {right, corrected}
    assert abs(careful.doubt) == 3600


def test_a_clock_that_was_put_right_while_the_offset_was_kept_is_noticed() -> None:
    clock = Computer(START)
    careful = CarefulClock(clock)
    careful.believe(START + timedelta(hours=1))
    known = careful.to_resume()
    clock.advance(60)
    clock.step(3600)
    careful, sure = restarted(clock, known)
    assert not sure
    true = START + timedelta(hours=1, seconds=60)
    assert careful.now() >= true
    careful.believe_computer()
    assert careful.now() == true
    assert careful.offset == 0


def test_a_doubt_that_nobody_decided_is_there_again_at_the_next_start() -> None:
    clock = Computer(START)
    careful = CarefulClock(clock)
    clock.step(-3600)
    careful.observe()
    known = careful.to_resume()
    clock.advance(60)
    careful, sure = restarted(clock, known)
    assert not sure
    assert careful.now() == START + timedelta(seconds=60)
    known = careful.to_resume()
    clock.start_anew(60)
    careful, sure = restarted(clock, known)
    assert not sure
    assert careful.now() == START + timedelta(seconds=120)


def test_a_clock_that_was_set_back_between_two_runs_is_noticed_once_it_was_checked() -> None:
    clock = Computer(START)
    known = CarefulClock(clock).to_resume()
    clock.advance(60)
    clock.step(-3600)
    careful, sure = restarted(clock, known)
    assert not sure
    assert careful.now() == START + timedelta(seconds=60)


def test_a_new_start_of_the_computer_alone_leaves_no_doubt() -> None:
    clock = Computer(START)
    known = CarefulClock(clock).to_resume()
    clock.start_anew(3600)
    clock.advance(9_000)
    careful, sure = restarted(clock, known)
    assert sure
    assert careful.doubt == 0
    assert careful.now() == clock.now()


def test_a_moment_at_which_something_was_saved_is_not_gone_back_behind() -> None:
    clock = Computer(START)
    careful = CarefulClock(clock)
    saved = START + timedelta(hours=2)
    careful.not_before(saved)
    clock.advance(10)
    careful.observe()
    assert careful.now() == saved + timedelta(seconds=10)
    careful.not_before(START)
    assert careful.now() == saved + timedelta(seconds=10)


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["advance", "suspend", "step", "restart", "start_anew", "phone"]), st.integers(-7200, 7200)
    ),
    max_size=15,
)


@given(RUNS)
def test_over_restarts_too_what_is_left_is_never_shown_larger_than_it_is(runs: list[tuple[str, int]]) -> None:
    """The clock is right at first; it is set while the program runs; every restart knows what the run before knew.

    A step within the tolerance is no step: each restart may lose so much.
    """
    clock = Computer(START)
    careful = CarefulClock(clock)
    known_before = careful.to_resume()
    true, slack = START, 0.001
    for run, seconds in runs:
        if run == "step":
            clock.step(seconds)
        elif run == "phone":
            careful.believe(true)
        elif run != "restart":
            getattr(clock, run)(abs(seconds))
            true += timedelta(seconds=abs(seconds))
        if run in ("restart", "start_anew"):
            careful, _ = restarted(clock, known_before)
            slack += 2 * TOLERANCE
        careful.observe()
        known_before = careful.to_resume()
        drift = timedelta(seconds=slack + SLEW * (true - START).total_seconds())
        assert CLOSES - careful.now() <= CLOSES - true + drift


@pytest.mark.parametrize(
    ("shown", "minutes"),
    [(50, 50), (89, 89), (90, 0), (150, 0), (1_470, 0)],
)
def test_a_phones_time_that_was_said_once_ends_nothing(shown: int, minutes: int) -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    careful.mind([CLOSES, CLOSES + timedelta(hours=3)])
    assert careful.take(clock.now() + timedelta(minutes=shown)) == "again"
    assert careful.now() == START + timedelta(minutes=minutes)


def test_a_time_that_has_come_to_the_end_waits_for_the_computers_and_a_second_one_is_believed() -> None:
    clock = FakeClock(START)
    careful = CarefulClock(clock)
    careful.mind([CLOSES])
    careful.take(clock.now() + timedelta(minutes=89, seconds=50))
    clock.advance(9)
    assert careful.now() == clock.now() + timedelta(minutes=89, seconds=50)
    clock.advance(1)
    assert careful.now() == clock.now() < CLOSES
    assert careful.claim is not None  # which is marked
    clock.advance(60)
    assert careful.take(clock.now() + timedelta(minutes=89, seconds=50)) == "corrected"
    assert careful.now() > CLOSES
