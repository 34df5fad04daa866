"""The hours ahead: what runs and what comes within a day, in order."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import schedule
from soaptui.calls.schedule import AHEAD, Slot
from soaptui.records import Call, FollowUp, Interview, Offer, Record, replace
from soaptui.week import appointments
from tests.unit.test_rules import LAKE, OHIO, at, state
from tests.weeks import week_of

SEASON = week_of(2027)
HOME = "Asia/Colombo"
CALL = Call(
    id="call", started=at("16 09:00"), ended=at("16 09:05"), program=OHIO, number="+1 614 555 0100",
    follow_up=FollowUp(what="send the letter", due=at("18 09:30")),
)  # fmt: skip


def slots(now: str, *records: Record) -> tuple[Slot, ...]:
    """What stands there at that moment."""
    return schedule.schedule(state(*records), SEASON, at(now), HOME)


def interview(when: str, **fields: object) -> Interview:
    """An interview; its id is its time."""
    return replace(Interview(id=when, program=LAKE, at=at(when), zone="America/Chicago"), **fields)


def test_an_interview_has_its_time_in_every_zone_and_what_is_to_be_known() -> None:
    (slot,) = slots("16 18:00", interview("17 10:00", platform="zoom", link="https://zoom.us/j/1"))
    assert slot.title == f"Interview · {LAKE}"
    assert slot.lines == (
        "Wed 10:00 EDT · yours 19:30 Colombo · there 09:00 CDT",
        "zoom · https://zoom.us/j/1 · 20 min · not confirmed",
    )
    assert (slot.begun, slot.warned) == (False, "")


def test_it_runs_until_it_ends_and_is_gone_then() -> None:
    (slot,) = slots("16 10:00", interview("16 10:00", confirmed=True))
    assert slot.begun
    assert slot.lines[1] == "20 min"
    assert slots("16 10:20", interview("16 10:00")) == ()


def test_what_it_runs_into_is_said() -> None:
    found = slots("17 18:00", interview("18 12:10"), interview("18 12:20"))
    warned = [slot.warned for slot in found if slot.title.startswith("Interview")]
    assert len(warned) == 2
    assert all(LAKE in text and "Round 2" in text for text in warned)


def test_a_round_to_come_opens_and_one_that_runs_closes() -> None:
    titles = [slot.title for slot in slots("18 10:00")]
    assert [title.rsplit(" ", 1)[1] for title in titles] == ["closes", *["opens"] * (len(titles) - 1)]
    assert len(titles) == len(SEASON.rounds)
    assert slots("19 10:00") == ()


def test_an_open_offer_ends_with_its_round_and_is_gone_then() -> None:
    offer = Offer(id="one", program=OHIO, round=1, seen=at("18 09:04"))
    (slot,) = (slot for slot in slots("18 10:59", offer) if slot.id == "one")
    assert (slot.title, slot.at) == (f"OFFER ends · {OHIO}", at("18 11:00"))
    assert not [slot for slot in slots("18 11:00", offer) if slot.id == "one"]
    assert not [slot for slot in slots("18 10:59", replace(offer, outcome="rejected")) if slot.id == "one"]


def test_a_promise_with_an_hour_stays_until_it_is_kept() -> None:
    for now in ("17 09:30", "18 09:30", "19 15:00"):
        (slot,) = (slot for slot in slots(now, CALL) if slot.id == "promise-call")
        assert slot.title == f"send the letter · {OHIO}"
        assert slot.lines[1] == "+1 614 555 0100"
    assert not [slot for slot in slots("17 09:29", CALL) if slot.id == "promise-call"], "more than a day ahead"
    kept = replace(CALL, follow_up=FollowUp(what="send the letter", due=at("18 09:30"), done=at("18 09:00")))
    assert not [slot for slot in slots("18 09:30", kept) if slot.id == "promise-call"]


@given(st.lists(st.tuples(st.integers(-600, 3_000), st.integers(1, 90)), max_size=8), st.integers(0, 3_000))
def test_whatever_runs_or_comes_within_a_day_stands_there_once_in_order(
    given_ones: list[tuple[int, int]], passed: int
) -> None:
    now = at("16 18:00") + timedelta(minutes=passed)
    ones = [
        Interview(id=f"one-{number}", program=LAKE, at=now + timedelta(minutes=begins), minutes=minutes)
        for number, (begins, minutes) in enumerate(given_ones)
    ]
    found = schedule.schedule(state(*ones), SEASON, now, HOME)
    assert [slot.at for slot in found] == sorted(slot.at for slot in found)
    near = {one.id for one in ones if appointments.interview_ends(one) > now and one.at <= now + AHEAD}
    seen = [slot.id for slot in found if slot.id.startswith("one-")]
    assert sorted(seen) == sorted(near)
    assert all(slot.begun == (slot.at <= now) for slot in found if slot.id in near)
