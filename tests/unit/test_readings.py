"""What a phone is said to show: one slip moves no deadline later, a second reading decides, and all of it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.week.clock_memory import Claim, KeptClock, kept_counts
from soaptui.week.trust import SMALL, TOGETHER, TYPING, CarefulClock
from tests.clocks import FakeClock

START = datetime(2027, 3, 18, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def careful_at(moment: datetime = START) -> tuple[FakeClock, CarefulClock]:
    clock = FakeClock(moment)
    return clock, CarefulClock(clock)


def read_off(careful: CarefulClock, by: timedelta) -> str:
    """What becomes of a phone that is `by` ahead of the computer's own clock, at this moment."""
    return careful.take(careful.bare + by + timedelta(seconds=0.5))


def again(clock: FakeClock, careful: CarefulClock, by: timedelta, after: float = 20) -> str:
    clock.advance(after)
    careful.observe()
    return read_off(careful, by)


@pytest.mark.parametrize("seconds", [-36_000, -3600, -125, -20, 121, 3600, 36_000, 90_000])
def test_one_reading_alone_gives_no_more_time_and_moves_nothing_for_good(seconds: int) -> None:
    clock, careful = careful_at()
    assert read_off(careful, timedelta(seconds=seconds)) == "again"
    assert careful.offset == 0
    assert not careful.sure
    assert careful.now() == max(clock.now(), clock.now() + timedelta(seconds=seconds + 0.5))
    assert careful.claim == pytest.approx(seconds + 0.5)


@pytest.mark.parametrize("seconds", [-36_000, -3600, -20, 121, 3600, 36_000])
def test_a_second_reading_of_another_moment_decides(seconds: int) -> None:
    clock, careful = careful_at()
    by = timedelta(seconds=seconds)
    read_off(careful, by)
    assert again(clock, careful, by + timedelta(seconds=1)) == "corrected"
    assert careful.offset == pytest.approx(seconds + 1.5)  # of two that agree, the one that leaves less time
    assert careful.claim is None
    assert careful.sure


def test_a_second_reading_that_does_not_agree_decides_nothing() -> None:
    clock, careful = careful_at()
    read_off(careful, -HOUR)
    assert again(clock, careful, -HOUR - timedelta(seconds=TOGETHER + 1)) == "again"
    assert careful.offset == 0
    assert careful.now() == clock.now()


def test_the_same_reading_sent_twice_is_no_second_one() -> None:
    clock, careful = careful_at()
    typed = clock.now() - HOUR
    assert careful.take(typed) == "again"
    clock.advance(1)
    assert careful.take(typed) == "same"
    clock.advance(60)
    assert careful.take(typed) == "same"
    assert careful.offset == 0
    assert careful.claim == pytest.approx(-3600, abs=2)


def test_after_a_slip_the_phone_that_agrees_takes_it_away() -> None:
    clock, careful = careful_at()
    read_off(careful, 14 * HOUR)
    assert careful.now() >= clock.now() + 14 * HOUR
    assert again(clock, careful, timedelta()) == "computer"
    assert careful.now() == clock.now()
    assert careful.sure


def test_after_a_slip_two_true_readings_still_decide() -> None:
    clock, careful = careful_at()
    read_off(careful, 14 * HOUR)
    assert again(clock, careful, HOUR) == "again"
    assert careful.now() >= clock.now() + 14 * HOUR  # until then the nearest deadline of all counts
    assert again(clock, careful, HOUR) == "corrected"
    assert careful.now() == clock.now() + HOUR + timedelta(seconds=0.5)


@pytest.mark.parametrize("seconds", [3, 60, 119])
def test_a_little_less_time_is_taken_at_once(seconds: int) -> None:
    clock, careful = careful_at()
    assert read_off(careful, timedelta(seconds=seconds)) == "corrected"
    assert careful.now() == clock.now() + timedelta(seconds=seconds + 0.5)


def test_who_types_what_they_saw_is_late_and_gets_no_more_time_for_it() -> None:
    clock, careful = careful_at()
    assert read_off(careful, -TYPING) == "late"
    assert again(clock, careful, -timedelta(seconds=7)) == "late"
    assert careful.offset == 0
    assert careful.now() == clock.now()


@pytest.mark.parametrize("step", [-3600, 3600])
def test_between_a_clock_and_the_count_one_reading_decides_for_the_later_one(step: int) -> None:
    later, verdict = (timedelta(seconds=-step), "count") if step < 0 else (timedelta(), "computer")
    for by in (later, later - timedelta(seconds=6)):  # the second is typed late
        clock, careful = careful_at()
        clock.step(step)
        careful.observe()
        assert careful.doubt == step
        assert read_off(careful, by) in (verdict, "late")
        assert careful.doubt == 0
        assert careful.now() == clock.now() + later


@pytest.mark.parametrize("step", [-3600, 3600])
def test_and_two_decide_for_the_earlier_one_for_an_hour_is_easily_mistyped(step: int) -> None:
    earlier, verdict = (timedelta(), "computer") if step < 0 else (timedelta(seconds=-step), "count")
    clock, careful = careful_at()
    clock.step(step)
    careful.observe()
    later = max(careful.computer, careful.counted)
    assert read_off(careful, earlier) == "again"
    assert careful.now() == later
    assert again(clock, careful, earlier) == verdict
    assert careful.doubt == 0
    assert careful.now() == clock.now() + earlier


def test_a_year_that_cannot_be_needs_two_readings_with_their_date() -> None:
    clock, careful = careful_at(datetime(1999, 3, 18, 13, 30, tzinfo=UTC))
    careful.suspect = "1999"
    by = START - clock.now()
    assert read_off(careful, by) == "again"
    assert careful.suspect
    assert again(clock, careful, by) == "corrected"
    assert not careful.suspect


def test_what_was_said_can_be_taken_back() -> None:
    clock, careful = careful_at()
    read_off(careful, HOUR)
    careful.take_back()
    assert careful.now() == clock.now()
    assert careful.claim is None
    read_off(careful, HOUR)
    again(clock, careful, HOUR)
    assert careful.offset == pytest.approx(3600.5)
    careful.take_back()
    assert careful.now() == clock.now()
    assert careful.offset == 0
    assert not careful.sure


def test_a_reading_that_waits_outlives_the_run_and_a_new_start() -> None:
    for start_anew in (False, True):
        clock, careful = careful_at()
        read_off(careful, 14 * HOUR)
        known = careful.to_resume()
        clock.advance(30)
        if start_anew:
            clock._elapsed = 20.0
        careful = CarefulClock(clock)
        assert not careful.resume(known)
        assert careful.now() >= clock.now() + 14 * HOUR
        assert careful.claim == pytest.approx(14 * 3600 + 0.5)
        assert again(clock, careful, 14 * HOUR) == "corrected"


def test_who_vouched_for_a_clock_vouches_for_the_count_that_goes_on_and_for_no_other() -> None:
    clock, careful = careful_at()
    careful.believe_computer()
    checked, known = clock.now(), careful.to_resume()
    clock.suspend(8 * 3600)
    careful = CarefulClock(clock)
    assert careful.resume(known, checked)
    assert careful.sure
    clock._elapsed = 20.0  # the computer was started anew
    careful = CarefulClock(clock)
    assert careful.resume(known, checked)
    assert not careful.sure


def test_a_count_that_was_begun_after_the_answer_is_vouched_for_by_nobody() -> None:
    clock, careful = careful_at()
    known, checked = careful.to_resume(), clock.now() - timedelta(days=1)
    clock.advance(60)
    careful = CarefulClock(clock)
    assert careful.resume(known, checked)
    assert not careful.vouched


def set_wrong_while_closed(hours: int, *, same_start: bool = True) -> tuple[FakeClock, CarefulClock, datetime, bool]:
    """The user vouched for the clock; then soaptui was closed, and the clock was set wrong. With the true time."""
    clock, careful = careful_at()
    careful.believe_computer()
    checked, known = clock.now(), careful.to_resume()
    clock.advance(60)
    true = clock.now()
    clock.step(hours * 3600)
    careful = CarefulClock(clock)
    return clock, careful, true, careful.resume(known, checked, same_start=same_start)


@pytest.mark.parametrize("hours", [1, 24, 24 * 365])
def test_a_clock_set_forward_while_closed_ends_nothing_that_the_vouched_count_has_not_reached(hours: int) -> None:
    clock, careful, true, sure = set_wrong_while_closed(hours)
    careful.mind([true + timedelta(minutes=48)])
    assert not sure
    assert not careful.sure
    assert careful.doubt == hours * 3600
    assert careful.now() == true
    assert careful.stamp() == true
    clock.advance(47 * 60)
    assert careful.now() == true + timedelta(minutes=47)
    known, checked = careful.to_resume(), true - timedelta(seconds=60)
    careful = CarefulClock(clock)  # and at each later start, until the user says
    assert not careful.resume(known, checked, same_start=True)
    assert careful.doubt == hours * 3600
    assert read_off(careful, timedelta(hours=-hours)) == "count"
    assert careful.now() == true + timedelta(minutes=47)


@pytest.mark.parametrize("hours", [-1, -24])
def test_a_clock_set_back_while_closed_gives_no_time(hours: int) -> None:
    _, careful, true, sure = set_wrong_while_closed(hours)
    assert not sure
    assert careful.now() == true


@pytest.mark.parametrize("stood", [10, 28 * 60, 3 * 3600])
def test_a_count_that_stood_still_while_closed_takes_no_correction_away(stood: int) -> None:
    """A paused virtual machine counts no seconds: the computer's clock goes on, an hour behind as it was said."""
    clock, _ = careful_at()
    careful = CarefulClock(clock, 3600.0)
    checked, known = careful.now(), careful.to_resume()
    clock.step(stood)
    careful = CarefulClock(clock)
    assert not careful.resume(known, checked, same_start=True)
    assert careful.now() == clock.now() + timedelta(hours=1), "the nearer deadline, as it is said"
    careful.mind([checked + timedelta(seconds=5)])
    assert careful.now() < checked + timedelta(seconds=5), "and it ends nothing"


def test_a_clock_that_agrees_with_the_vouched_count_again_is_not_asked_about() -> None:
    clock, careful, true, _ = set_wrong_while_closed(1)
    known = careful.to_resume()
    clock.step(-3600)
    careful = CarefulClock(clock)
    assert careful.resume(known, true - timedelta(seconds=60), same_start=True)
    assert careful.sure
    assert careful.now() == true


def test_where_a_new_start_of_the_computer_is_possible_its_clock_is_used() -> None:
    clock, careful, _, sure = set_wrong_while_closed(1, same_start=False)
    assert sure
    assert not careful.sure
    assert careful.now() == clock.now()


def test_what_is_kept_can_be_read_again_with_its_readings() -> None:
    known = KeptClock(-3600.0, 0.0, 1_805_000_000.25, 5_000.0, (Claim(50_400.5, 1_805_050_400.0), Claim(-3.25, 12.0)))
    assert kept_counts(str(known.offset), known.text(), known.claims_text()) == known


@pytest.mark.parametrize("claims", ["x", "1", "nan 2", "1e300 4", "1 2 3"])
def test_readings_that_were_edited_by_hand_break_nothing(claims: str) -> None:
    found = kept_counts("60", "0 0 0", claims)
    assert found.offset == 60
    assert all(abs(claim.offset) < 1e10 for claim in found.claims)


READINGS = st.lists(
    st.tuples(st.integers(-50_000, 50_000), st.floats(0, 40), st.sampled_from(["phone", "slip", "sleep", "restart"])),
    max_size=12,
)


@given(READINGS)
def test_a_slip_between_true_readings_never_leaves_more_time_than_there_is(
    moves: list[tuple[int, float, str]],
) -> None:
    """The clock is right; now and then it is held against the phone, and sometimes the finger slips.

    No two slips agree with each other: each is of another size. Small ones that leave less time are taken at once.
    """
    clock, careful = careful_at()
    slips: list[int] = []
    for size, after, move in moves:
        clock.advance(after)
        if move == "phone":
            read_off(careful, timedelta())
        elif move == "slip" and all(abs(size - other) > 2 * TOGETHER for other in slips):
            slips.append(size)
            read_off(careful, timedelta(seconds=size))
        elif move == "sleep":
            clock.suspend(after * 60)
        elif move == "restart":
            known = careful.to_resume()
            careful = CarefulClock(clock)
            careful.resume(known)
        careful.observe()
        assert careful.now() >= clock.now()
        assert 0 <= careful.offset <= SMALL.total_seconds() * len(slips) + 1
