"""When the computer is kept awake, and by what each system has for it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.noise.awake import NO_WAY, keeper, wanted
from soaptui.records import Interview, Offer
from tests.unit.agenda_helpers import OFFERED, OHIO, PROFILE, SENT, TAKEN, WEEK, at, me, state
from tests.unit.test_noise import Pretended, noise


def test_linux_stays_awake_until_a_pipe_closes_and_a_mac_until_the_program_ends() -> None:
    linux, mac = keeper(Pretended("linux"), 4711), keeper(Pretended("darwin"), 4711)
    assert linux is not None and mac is not None
    assert "--what=idle:sleep" in linux.arguments
    assert linux.arguments[-1] == "/nowhere/cat"
    assert mac.arguments[-2:] == ("-w", "4711")


def test_linux_inside_windows_says_that_it_has_no_way() -> None:
    assert noise(Pretended("linux", WSL_DISTRO_NAME="Ubuntu")).start_awake() == NO_WAY


def test_windows_is_told_to_stay_awake_and_then_that_it_may_sleep() -> None:
    system = Pretended("win32")
    ringing = noise(system)
    assert "stay awake" in ringing.start_awake()
    awake = [ringing.awake]
    assert "already" in ringing.start_awake()
    ringing.stop_awake()
    ringing.stop_awake()
    assert [*awake, ringing.awake] == [True, False]
    assert system.flags == [0x80000003, 0x80000000]


def test_a_system_whose_command_cannot_be_started_says_so() -> None:
    ringing = noise(Pretended("linux"))
    said = ringing.start_awake()
    assert "systemd-inhibit cannot be started" in said
    assert NO_WAY in said
    assert not ringing.awake


INTERVIEW = Interview(id="i1", program=OHIO, at=at("03-15 15:00"), minutes=20)
OFFER_LATE = Offer(id="o9", program=OHIO, round=1, seen=at("03-18 09:10"))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("03-16 07:59:59", False),  # the night before programs see anything
        ("03-16 08:00", True),  # calls
        ("03-18 08:59:59", True),
        ("03-18 09:00", True),  # a round
        ("03-18 10:59:59", True),
        ("03-18 11:00", False),
        ("03-18 12:00", True),
        ("03-18 20:00", False),
        ("03-19 12:00", False),
    ],
)
def test_the_computer_stays_awake_while_programs_call_and_while_a_round_is_open(moment: str, expected: bool) -> None:
    for found in (SENT, OFFERED, PROFILE):
        assert wanted(found, WEEK, at(moment)) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("03-15 14:29:59", False), ("03-15 14:30", True), ("03-15 15:19:59", True), ("03-15 15:20", False)],
)
def test_the_computer_stays_awake_from_half_an_hour_before_an_interview_to_its_end(
    moment: str, expected: bool
) -> None:
    assert wanted(state(me(), INTERVIEW), WEEK, at(moment)) is expected


def test_an_interview_that_is_over_keeps_nothing_awake() -> None:
    done = Interview(id="i1", program=OHIO, at=INTERVIEW.at, outcome="went well")
    assert not wanted(state(me(), done), WEEK, INTERVIEW.at)


def test_who_has_a_position_may_sleep() -> None:
    for moment in ("03-17 12:00", "03-18 10:00"):
        assert not wanted(TAKEN, WEEK, at(moment))
        assert not wanted(state(me(match="matched"), OFFER_LATE), WEEK, at(moment))
        assert wanted(state(me(), OFFER_LATE), WEEK, at(moment))


@given(st.integers(0, 8 * 86_400))
@settings(max_examples=50)
def test_an_offer_that_can_still_be_answered_keeps_the_computer_awake(seconds: int) -> None:
    now = at("03-14 00:00") + timedelta(seconds=seconds)
    opened = next((window for window in WEEK.rounds if window.opens <= now < window.closes), None)
    offers = [Offer(id="o1", program=OHIO, round=opened.round, seen=opened.opens)] if opened else []
    assert wanted(state(me(), *offers), WEEK, now) or not offers
