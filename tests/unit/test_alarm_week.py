"""A whole Match Week of alarms, with everything that can happen to a clock: none is missed, none rings twice."""

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.records import Offer, Record, State, kind_of, replace
from soaptui.screens.session import Session
from soaptui.store.store import Store
from soaptui.week import alarms
from soaptui.week.alarms import Alarm, AlarmStep
from soaptui.week.trust import CarefulClock
from tests.clocks import FakeClock
from tests.unit.agenda_helpers import OHIO, WEEK, at, state
from tests.unit.alarm_helpers import BUSY, SINCE, Heard, Watched, acknowledge_all, stored

# -- the week, minute by minute, and the day, second by second


def test_a_whole_week_at_a_beat_a_minute_tells_every_alarm_once(tmp_path: Path) -> None:
    """The program is closed at night, from 01:00 to 06:00; somebody is there and acknowledges everything else."""
    clock = FakeClock(at("03-14 00:00"))
    store = stored(tmp_path, clock, *BUSY, SINCE)
    count: Counter[str] = Counter()
    heard, session = Heard(), Session(store, clock, WEEK)
    ringing = Watched(session, heard, count)
    expected = {alarm.id: alarm for alarm in every_alarm(store.state)}
    late = 0.0
    for minute in range(7 * 24 * 60):
        if minute % 1440 == 360:
            store.close()
            store = Store.open(tmp_path, clock.now)
            session = Session(store, clock, WEEK)
            ringing = Watched(session, heard, count)
        if not 60 <= minute % 1440 < 360:
            before = count.copy()
            ringing.beat(session.now)
            new = [expected[name] for name in count - before if name in expected]
            late = max([late, *((session.now - alarm.at).total_seconds() for alarm in new)])
            acknowledge_all(ringing)
        clock.advance(60)
    store.close()
    # R3 closed both offers at the end of their rounds, and no application was ever sent.
    assert {name for name in expected if count[name] != 1} == set()
    assert {name: times for name, times in count.items() if times != 1} == {}
    assert late == 0, "nothing in this week falls into the closed hours"
    assert len(heard.of("noise")) <= len(expected)


def every_alarm(kept: State) -> list[Alarm]:
    """The alarms of the week as the pure function lists them on its days, seen from the first minute on."""
    found: dict[str, Alarm] = {}
    for day in range(14, 20):
        moment = at(f"03-{day} 12:00")
        found |= {alarm.id: alarm for alarm in alarms.alarms(kept, WEEK, moment, alarms.ladders(kept))}
    return list(found.values())


def test_the_week_has_the_alarms_that_the_rules_ask_for() -> None:
    kept = state(*BUSY, SINCE)
    found = Counter(alarm.kind for alarm in every_alarm(kept))
    ladder = len(alarms.LADDER)
    assert found["round"] == 4 * 2 * (ladder + 1)
    assert found["offer"] == 2 * (ladder + 1)
    assert found["interview"] == 2 * ladder
    assert (found["follow-up"], found["task"]) == (ladder, ladder)
    assert found["applications"] == (1 + 4) * ladder


def test_a_thursday_at_a_beat_a_second_rings_on_the_second_and_keeps_nothing(tmp_path: Path) -> None:
    clock = FakeClock(at("03-18 00:00"))
    careful = CarefulClock(clock)
    store = stored(tmp_path, careful, *BUSY, SINCE)
    session = Session(store, careful, WEEK)
    count: Counter[str] = Counter()
    heard = Heard()
    ringing = Watched(session, heard, count)
    blocks = []
    for second in range(86_400):
        careful.observe()
        before = count.total()
        now = session.now
        ringing.beat(now)
        if count.total() > before:
            assert now.second == 0
            acknowledge_all(ringing)
        if second >= 22 * 3600 and second % 1800 == 0:  # the rounds are over: nothing is due any more
            blocks.append(sys.getallocatedblocks())
        clock.advance(1)
    store.close()
    assert set(count.values()) == {1}
    assert max(blocks) - min(blocks) < 200, "an hour of beats left something behind"


# -- anything can happen


ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["advance", "suspend", "freeze"]), st.integers(1, 4 * 3600)),
    st.tuples(st.just("step"), st.sampled_from([-3600, 3600, -61, 61, -1, 1])),
    st.tuples(st.sampled_from(["restart", "acknowledge", "answer", "offer", "trust"]), st.just(0)),
    st.tuples(st.just("second"), st.integers(1, 90)),
)


class Simulated:
    """A user's day on the pure functions alone: the marks are all that is kept over a restart."""

    def __init__(self) -> None:
        self.clock = FakeClock(at("03-18 07:55"))
        self.careful = CarefulClock(self.clock)
        self.state = state(*BUSY[:5], *BUSY[7:], SINCE)
        self.acknowledged: dict[str, datetime] = {}

    def do(self, what: str, number: int) -> None:
        if what in ("advance", "suspend", "freeze", "step"):
            getattr(self.clock, what)(number)
        elif what == "second":
            for _ in range(number):
                self.clock.advance(1)
                self.beat()
        elif what == "restart":
            self.clock.suspend(number)
            self.careful = CarefulClock(self.clock)
        elif what == "trust":
            self.careful.believe_computer()
        elif what == "offer":
            found = Offer(id=f"o{len(self.state.offers)}", program=OHIO, round=1, seen=self.careful.now())
            self.put(found)
        elif what == "answer":
            self.put(
                *(replace(o, outcome="rejected", decided=self.careful.now()) for o in self.state.offers.values())
            )
        else:
            now = self.careful.now()
            for alarm in self.step(now).standing:
                marks = alarms.acknowledged(self.state, alarm, now)
                self.acknowledged |= {mark.id: now for mark in marks}
                self.put(*marks)
        self.beat()

    def put(self, *records: Record) -> None:
        self.state = self.state.with_records([(kind_of(record), record.id, record) for record in records])

    def step(self, now: datetime) -> AlarmStep:
        return alarms.step(self.state, WEEK, now, alarms.ladders(self.state))

    def beat(self) -> None:
        self.careful.observe()
        now, before = self.careful.now(), self.state
        found = self.step(now)
        self.put(*found.marks)
        self.check(now, before, found)

    def check(self, now: datetime, before: State, found: AlarmStep) -> None:
        ladders = alarms.ladders(self.state)
        listed = {alarm.id: alarm for alarm in alarms.alarms(self.state, WEEK, now, ladders)}
        # None is missed: whatever was due by now has been told, and what was told now is heard of.
        assert [a.id for a in listed.values() if a.at <= now and not self.state.alarms[a.id].fired] == []
        new = {mark.id for mark in found.marks if mark.fired and mark.id != alarms.WATCHING}
        heads = {(alarm.subject, alarm.minutes) for alarm in found.ring}
        overtaken = {alarm.id for alarm in found.missed}
        assert new <= {f"{subject}@{minutes}" for subject, minutes in heads} | overtaken
        # None is told again once it was acknowledged, unless the clock went back to well before its time.
        for mark in found.marks:
            if mark.fired is None:
                assert listed[mark.id].at > now
                self.acknowledged.pop(mark.id, None)
            assert mark.id not in self.acknowledged
        # What was loud stands until somebody has heard it, or it is over.
        standing = {alarm.subject for alarm in found.standing}
        for alarm in found.ring:
            assert alarm.level == "toast" or alarm.subject in standing
        # Looking twice finds nothing new.
        again = self.step(now)
        assert (again.marks, again.ring, again.standing) == ((), (), found.standing)


@given(st.lists(ACTIONS, max_size=30))
@settings(max_examples=50, deadline=None)
def test_whatever_happens_no_alarm_is_missed_and_none_is_told_again_after_it_was_heard(
    actions: list[tuple[str, int]],
) -> None:
    day = Simulated()
    day.beat()
    for what, number in actions:
        day.do(what, number)
