"""A rehearsal as it runs: what each beat tells, how the clock keeps pace with a person, and the keys that move it."""

from datetime import timedelta
from pathlib import Path

import pytest

from soaptui.records import Call, Program, Setting, State, replace
from soaptui.rehearsal import scenario
from soaptui.rehearsal.happenings import Happening, happening_told, most_urgent_last, what_it_asks
from soaptui.rehearsal.running import EASING
from tests.unit.rehearsal_helpers import APPLIED, PLAN, RELEASED, SECOND, WEEK, Run, line, put


@pytest.mark.parametrize("speed", [60.0, 3600.0])
def test_without_a_hand_on_it_the_week_runs_to_its_end_and_everything_happens(tmp_path: Path, speed: float) -> None:
    run = Run(tmp_path, APPLIED, speed=speed, hands_off=True)
    seconds = (PLAN.until - PLAN.start).total_seconds()
    run.beat(int(seconds / speed) + 2)
    assert run.ended == 1
    assert run.clock.paused
    assert [h.id for h in run.rehearsal.happened] == [h.id for h in scenario.script(APPLIED, WEEK, 1)]
    assert len(list(tmp_path.glob("*.csv"))) == 5
    assert line(run.rehearsal.report(run.state), "Offers noted").missed


def test_at_sixty_untouched_it_comes_to_its_end_with_little_waiting(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED)
    seconds = (PLAN.until - PLAN.start).total_seconds() / 60
    run.until(lambda: run.ended)
    assert len(run.told) >= 20
    assert run.base.elapsed() - 5_000 < seconds + 60 * 8


def test_a_ring_is_met_on_its_second_however_fast_the_clock_runs(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED, speed=3600.0)
    run.until(run.rung)
    (ring,) = run.rung()
    assert run.clock.now() == ring.at
    assert run.told[-1].startswith("RING: ")
    assert ring.number in run.told[-1]
    assert run.rehearsal.ringing(run.state) == ring
    assert run.rehearsal.words() == "REHEARSAL x3600 · waits for you"
    run.beat(10)
    assert run.clock.now() == ring.at + timedelta(seconds=10)


def test_the_clock_goes_on_at_its_speed_once_the_ring_is_answered_and_the_caller_speaks(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED)
    run.until(run.rung)
    (ring,) = run.rung()
    run.beat(5)
    call = Call(id="c", started=run.clock.now())
    run.state = put(run.state, call)
    run.beat()
    assert run.rehearsal.ringing(run.state) is None
    assert run.told[-1] == what_it_asks(ring, run.state)
    assert run.clock.rate == 1, "who it was is not written down yet"
    run.state = put(run.state, replace(call, program=ring.program))
    run.beat()
    assert run.clock.rate == 1, "they still talk"
    run.state = put(run.state, replace(call, program=ring.program, ended=run.clock.now()))
    run.beat()
    assert run.clock.rate == 60
    assert line(run.rehearsal.report(run.state), "Calls").in_time == 1


def test_an_unanswered_ring_holds_the_clock_for_a_minute_and_the_third_in_a_row_is_the_last_to_do_so(
    tmp_path: Path,
) -> None:
    run = Run(tmp_path, APPLIED, "2027-03-16T08:00", speed=3600.0)
    waits = 0
    for _ in range(400):
        run.beat()
        waits += run.clock.rate == 1
        if run.ended:
            break
    assert run.ended
    assert 3 * 55 <= waits <= 3 * 62


@pytest.mark.parametrize(("value", "least", "most"), [("0", 0, 0), ("10", 28, 36)])
def test_how_long_the_clock_waits_is_a_setting(tmp_path: Path, value: str, least: int, most: int) -> None:
    state = put(APPLIED, Setting(id=EASING, value=value))
    run = Run(tmp_path, state, "2027-03-16T08:00", speed=600.0)
    waits = 0
    for _ in range(200):
        run.beat()
        waits += run.clock.rate == 1
    assert least <= waits <= most


def test_a_rehearsal_of_the_middle_of_the_week_tells_nothing_that_came_before(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED, "2027-03-18T11:30", speed=3600.0, hands_off=True)
    run.beat(40)
    assert run.rehearsal.happened
    assert min(h.at for h in run.rehearsal.happened) >= run.rehearsal.plan.start
    assert [h.round for h in run.rehearsal.happened if h.kind == "offer"] == sorted(
        h.round for h in run.rehearsal.happened if h.kind == "offer" and h.round > 1
    )


def test_n_leads_to_just_before_what_comes_and_then_to_it(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED, speed=1.0)
    assert run.rehearsal.jump()
    status = WEEK.event("match-status").at
    assert run.clock.now() == status - timedelta(seconds=5)
    assert run.rehearsal.jump()
    assert run.clock.now() == status
    run.beat()
    assert "unfilled-monday.csv" in run.told[-1]
    assert run.rehearsal.last_list() == tmp_path / "unfilled-monday.csv"
    for _ in range(200):
        if not run.rehearsal.jump():
            break
        run.beat()
    assert run.ended == 1
    assert run.rehearsal.next_moment() is None
    assert [h.id for h in run.rehearsal.happened] == [h.id for h in scenario.script(APPLIED, WEEK, 1)]


def test_the_keys_for_speed_lead_through_the_speeds_and_stop_at_the_ends(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED, speed=45.0)
    run.rehearsal.faster(1)
    assert (run.rehearsal.speed, run.clock.speed, run.rehearsal.words()) == (60, 60, "REHEARSAL x60")
    run.rehearsal.faster(-1)
    assert run.rehearsal.speed == 30
    for _ in range(20):
        run.rehearsal.faster(1)
    assert run.rehearsal.words() == "REHEARSAL x3600"
    for _ in range(20):
        run.rehearsal.faster(-1)
    assert run.rehearsal.words() == "REHEARSAL"
    run.rehearsal.pause_or_go_on()
    assert run.rehearsal.words() == "REHEARSAL PAUSED"
    before = run.clock.now()
    run.beat(10)
    assert run.clock.now() == before
    run.rehearsal.pause_or_go_on()
    run.beat()
    assert run.clock.now() == before + SECOND


def test_several_happenings_of_one_beat_are_told_with_the_most_urgent_last(tmp_path: Path) -> None:
    run = Run(tmp_path, APPLIED, speed=3600.0, hands_off=True)
    run.clock.jump(WEEK.rounds[0].opens + timedelta(minutes=1))
    run.beat()
    assert "more things happened" in run.told[0]
    assert len(run.told) == 5
    shuffled = [
        Happening(id=kind, at=RELEASED, kind=kind) for kind in ("ring", "list", "offer", "voicemail", "missed")
    ]  # fmt: skip
    assert [h.kind for h in most_urgent_last(shuffled)] == ["list", "voicemail", "missed", "offer", "ring"]


def test_a_list_that_cannot_be_written_is_told_and_nothing_breaks(tmp_path: Path) -> None:
    run = Run(tmp_path / "not there", APPLIED, speed=3600.0, hands_off=True)
    run.beat(3)
    assert any("could not be written" in sentence for sentence in run.told)


def test_words_for_what_has_just_come_name_the_key_and_those_for_the_past_the_time() -> None:
    at = RELEASED + timedelta(minutes=11)
    program = Program(id="1999140C0", institution="Lake Meredith", name="Pediatrics")
    state = State(programs={program.id: program})
    ring = Happening(id="r", at=at, kind="ring", program=program.id, number="555-0142")
    assert happening_told(ring, state, at) == "RING: Lake Meredith · Pediatrics (555-0142) is calling. c answers."
    assert happening_told(ring, state, at + timedelta(hours=1)) == "08:11 Lake Meredith · Pediatrics (555-0142) rang."
