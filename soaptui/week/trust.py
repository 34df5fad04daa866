"""Whether this computer's clock can be believed, without asking anybody on a network.

Three counts are compared at each beat: the wall clock, which somebody can set; the seconds that go on in sleep,
which nobody can set; and the seconds awake. From how far each moved it follows what happened in between. While the
first two disagree, the later of the two is taken for the time: a deadline is never shown farther away than it is.

What a phone is said to show is a reading. One that agrees with a clock that is there decides between them, and one
that leaves a little less time is taken. Any other could be a slip of the finger that moves every deadline: it counts
only against the user, as the later time, until a second reading of another moment agrees with it.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from soaptui.week.clock import Clock
from soaptui.week.clock_counts import SLEEP_TOLERANCE, TOLERANCE, ClockCounts, CountedChange, compare, read_counts
from soaptui.week.clock_memory import MOST_READINGS, Claim, KeptClock

Verdict = Literal["computer", "count", "late", "corrected", "same", "again"]
"""What becomes of a reading: it agrees with the computer, or with the count; it is behind by what typing takes; it
puts the clock right; it is the one before once more; or another one has to agree with it first."""

SLEW = 0.0001
"""Seconds per second by which the count follows a clock that falls behind it: what two crystals differ by at most."""

SMALL = timedelta(minutes=2)
"""A reading that leaves less time by so much is taken at once; any other needs a second one."""

TYPING = timedelta(seconds=15)
"""By so much a reading is behind where somebody typed what they saw: nothing is gained by believing it."""

TOGETHER = 3.0
"""Seconds within which two readings agree: two keys pressed by hand."""

SLACK = 5.0
"""Seconds by which the start of a count may have drifted since the user vouched for it."""

APART = 5.0
"""Two readings whose times are nearer than this are the same one, sent twice."""


def agrees(phone: datetime, clock: datetime) -> bool:
    """Whether the phone's second is the clock's, as well as a hand on a key can tell.

    `phone` is the last moment of the second that was typed.
    """
    return abs((phone - timedelta(seconds=0.5) - clock).total_seconds()) <= TOLERANCE


def _typed_late(phone: datetime, clock: datetime) -> bool:
    """Whether the phone was behind that clock by what it takes to type a time that was seen before."""
    return timedelta() < clock - phone <= TYPING


class _Witness(msgspec.Struct, frozen=True):
    """A time that is there, and what a phone that agrees with it says."""

    at: datetime
    verdict: Verdict


class CarefulClock:
    """A clock over another: its time is never earlier than the seconds counted since it was last believed.

    `offset` is what the user found the computer's clock to be wrong by, in seconds to be added to it. `suspect`
    says, in a word or two, that the clock cannot be right though nothing contradicts it; empty for a good one.
    `vouched` says that the count goes on, without a gap, from when the user last said which clock is right.
    """

    def __init__(self, base: Clock, offset: float = 0.0) -> None:
        self._base = base
        self._offset = offset
        self.suspect = ""
        self.vouched = False
        self._last = read_counts(base)
        self._anchor = (self._wall(self._last), self._last.elapsed)
        self._claims: tuple[tuple[datetime, float, float], ...] = ()  # the moment at an elapsed, what was typed
        self._ends: tuple[datetime, ...] = ()

    def mind(self, ends: Iterable[datetime]) -> None:
        """At these moments something is over that cannot be had back: a round of offers, SOAP and its rules."""
        self._ends = tuple(sorted(ends))

    @property
    def rehearsal(self) -> bool:
        """Whether the clock below is a rehearsal's."""
        return self._base.rehearsal

    @property
    def offset(self) -> float:
        """Seconds that are added to the computer's clock."""
        return self._offset

    def now(self) -> datetime:
        """The instant, in UTC: the latest of what the clock says, what the seconds counted come to, and what a phone
        was said to show. What is not known ends nothing (`mind`): a phone's time that was said once may be mistyped,
        a clock that contradicts a count the user vouched for may be wrong, and an offer that is given up is gone for
        ever.
        """
        reading = read_counts(self._base)
        known = self._known(reading)
        times = (known, self._wall(reading), *self._claimed(reading))
        end = next((end for end in self._ends if known < end <= max(times)), None)
        return max(time for time in times if end is None or time < end)

    def stamp(self) -> datetime:
        """The instant under which something is saved: what is not known would hold every later start to it."""
        return self._known(read_counts(self._base))

    def elapsed(self) -> float:
        """Seconds, sleep included."""
        return self._base.elapsed()

    def monotonic(self) -> float:
        """Seconds, as timers count them."""
        return self._base.monotonic()

    @property
    def doubt(self) -> float:
        """By how many seconds the computer's clock is ahead of the count (behind: below zero); 0 if they agree."""
        reading = read_counts(self._base)
        apart = (self._wall(reading) - self._counted(reading)).total_seconds()
        return apart if abs(apart) > TOLERANCE else 0.0

    @property
    def claim(self) -> float | None:
        """By how many seconds the last reading that waits for another is ahead of the computer; None without one."""
        reading = read_counts(self._base)
        claimed = self._claimed(reading)
        return (claimed[-1] - self._wall(reading)).total_seconds() if claimed else None

    @property
    def sure(self) -> bool:
        """Whether the user has vouched for this clock, and nothing has contradicted it since."""
        return self.vouched and not (self._claims or self.suspect or self.doubt)

    @property
    def computer(self) -> datetime:
        """What the computer's clock says, with the offset."""
        return self._wall(read_counts(self._base))

    @property
    def bare(self) -> datetime:
        """What the computer's clock says, as anybody sees it who looks at it."""
        return self._base.now()

    @property
    def counted(self) -> datetime:
        """What the seconds come to that were counted since the clock was last believed."""
        return self._counted(read_counts(self._base))

    @property
    def witnesses(self) -> tuple[datetime, ...]:
        """Every time that it may be: the computer's, the count's, those that a phone was said to show."""
        reading = read_counts(self._base)
        return (self._wall(reading), self._counted(reading), *self._claimed(reading))

    def observe(self) -> CountedChange | None:
        """Look at the three counts; called at each beat. Small drift is followed, back only slowly."""
        reading = read_counts(self._base)
        happened = compare(self._last, reading)
        passed = max(0.0, reading.elapsed - self._last.elapsed)
        self._last = reading
        counted = self._counted(reading)
        apart = (self._wall(reading) - counted).total_seconds()
        if abs(apart) <= TOLERANCE:
            counted += timedelta(seconds=max(-SLEW * passed, apart))
        elif happened is not None and happened.what == "suspended":
            within = TOLERANCE + SLEEP_TOLERANCE * happened.seconds
            counted = max(counted, self._wall(reading)) if abs(apart) <= within else counted
        self._anchor = (counted, reading.elapsed)
        return None if happened is None else self._as_shown(happened, reading)

    def _as_shown(self, happened: CountedChange, reading: ClockCounts) -> CountedChange:
        """With the times that were shown: of a step, the computer's; else those from which deadlines are counted."""
        by = timedelta(seconds=self._offset)
        if happened.what != "stepped":
            by = max(self._wall(reading), self._counted(reading)) - reading.wall
        return msgspec.structs.replace(happened, before=happened.before + by, after=happened.after + by)

    # -- what the user says

    def believe_computer(self) -> None:
        """The computer's clock, with its offset, is right: the count goes on from there."""
        self._start_over()
        self.vouched = True

    def believe(self, true_now: datetime) -> float:
        """It is `true_now`: the offset is set by it, and given back in seconds."""
        self._offset = (true_now - self._base.now()).total_seconds()
        self.believe_computer()
        return self._offset

    def believe_count(self) -> float:
        """The counted seconds are right, and the computer's clock is not: the offset is set by it, and given back."""
        return self.believe(self._counted(read_counts(self._base)))

    def take(self, phone: datetime) -> Verdict:
        """A phone shows that time at this moment (the last one of the second that was typed): what becomes of it.

        One that agrees with a clock that is there is believed at once where it leaves no more time than is known.
        """
        reading = read_counts(self._base)
        wall = self._wall(reading)
        there = self._agreeing(phone, reading)
        if there is not None and there.at + timedelta(seconds=TOLERANCE) >= self._known(reading):
            return self._settle(there)
        if there is None and not (self.doubt or self.suspect) and timedelta() < phone - wall <= SMALL:
            self.believe(phone)
            return "corrected"
        return self._again(phone, reading, there)

    def _agreeing(self, phone: datetime, reading: ClockCounts) -> _Witness | None:
        """Which of the times that are there the phone agrees with; of two, the one that leaves less time."""
        there = [_Witness(self._wall(reading), "computer")]
        if self.doubt:
            there.append(_Witness(self._counted(reading), "count"))
        there.sort(key=lambda each: (each.at, each.verdict), reverse=True)
        exact = next((each for each in there if agrees(phone, each.at)), None)
        late = next((each for each in there if _typed_late(phone, each.at)), None)
        if exact is not None or late is None:
            return exact
        return msgspec.structs.replace(late, verdict="late") if late.verdict == "computer" else late

    def _settle(self, there: _Witness) -> Verdict:
        if there.verdict == "count":
            self.believe_count()
        else:
            self.believe_computer()
        return there.verdict

    def _again(self, phone: datetime, reading: ClockCounts, there: _Witness | None) -> Verdict:
        """A reading that moves a deadline later, or far: one before it has to agree, of another moment."""
        typed = phone.timestamp()
        others = [
            claimed
            for (_, _, shown), claimed in zip(self._claims, self._claimed(reading), strict=True)
            if abs(typed - shown) >= APART
        ]
        if len(others) < len(self._claims):
            return "same"
        agreeing = [claimed for claimed in others if abs((phone - claimed).total_seconds()) <= TOGETHER]
        if agreeing and there is not None:
            return self._settle(there)
        if agreeing:
            self.believe(max(phone, *agreeing))
            return "corrected"
        later = sorted(self._claims, key=lambda claim: claim[0] - timedelta(seconds=claim[1]))
        self._claims = (*later[-(MOST_READINGS - 1) :], (phone, reading.elapsed, typed))
        return "again"

    def take_back(self) -> None:
        """Forget the readings that nothing agrees with; without any, what is added to the computer's clock."""
        if self._claims:
            self._claims = ()
            return
        self._offset = 0.0
        self._start_over()
        self.vouched = False

    def _start_over(self) -> None:
        reading = read_counts(self._base)
        self._last = reading
        self._anchor = (self._wall(reading), reading.elapsed)
        self._claims = ()
        self.suspect = ""

    # -- from one run to the next

    def not_before(self, moment: datetime) -> None:
        """It is at least that moment: somebody saved something then. The count is put forward to it."""
        reading = read_counts(self._base)
        self._anchor = (max(self._counted(reading), moment), reading.elapsed)

    def to_resume(self) -> KeptClock:
        """What the next run has to know."""
        reading = read_counts(self._base)
        apart = (self._wall(reading) - self._counted(reading)).total_seconds()
        epoch = self._counted(reading).timestamp() - reading.elapsed
        claims = tuple(
            Claim((claimed - reading.wall).total_seconds(), shown)
            for (_, _, shown), claimed in zip(self._claims, self._claimed(reading), strict=True)
        )
        return KeptClock(self._offset, apart if abs(apart) > TOLERANCE else 0.0, epoch, reading.elapsed, claims)

    def resume(self, before: KeptClock, checked: datetime | None = None, *, same_start: bool = False) -> bool:
        """Go on from what an earlier run knew. False if that leaves a doubt, which the user has to decide.

        The count goes on where the computer was not started anew meanwhile, and shows that the clock was not set.
        Where that cannot be told, the clock may have been put right since, and the offset be wrong now: it is then
        not added, but the latest time that any of this makes possible stands against the clock as the count.
        `checked` is when the user last said which clock is right: they vouch for a count that has gone on since.
        With `same_start` it is known that the computer was not started anew: that count holds against the clock.
        """
        reading = read_counts(self._base)
        self._claims = tuple(
            (reading.wall + timedelta(seconds=claim.offset), reading.elapsed, claim.shown) for claim in before.claims
        )
        corrected = reading.wall + timedelta(seconds=before.offset)
        possible = [corrected, corrected - timedelta(seconds=before.apart)]
        passed = reading.elapsed - before.elapsed
        if before.epoch and passed >= 0:
            count = datetime.fromtimestamp(before.epoch, UTC) + timedelta(seconds=reading.elapsed)
            near = timedelta(seconds=TOLERANCE + SLEW * passed)
            vouched = checked is not None and before.epoch - SLACK <= checked.timestamp()
            if not before.apart and abs(corrected - count) <= near:
                self._go_on(before.offset, corrected, reading, vouched=vouched)
                return not before.claims
            if vouched and same_start:
                agrees = abs(reading.wall - count) <= near
                # A correction that put the clock ahead may still hold: the later time stands against the count.
                offset = 0.0 if agrees else max(0.0, before.offset)
                self._go_on(offset, reading.wall if agrees else count, reading, vouched=True)
                return agrees and not before.claims
            possible.append(count)
        latest = max(possible)
        nothing_known = not before.offset and not before.apart and not before.claims
        if nothing_known and latest <= reading.wall + timedelta(seconds=TOLERANCE):
            return True  # the count is behind: that is what a new start of the computer does to it
        self._offset = 0.0
        self._anchor = (latest, reading.elapsed)
        return False

    def _go_on(self, offset: float, counted: datetime, reading: ClockCounts, *, vouched: bool) -> None:
        """The count is at `counted` now; `offset` is added to the computer's clock."""
        self._offset = offset
        self._last = reading
        self._anchor = (counted, reading.elapsed)
        self.vouched = vouched

    def _known(self, reading: ClockCounts) -> datetime:
        """The time for which nobody has to be believed: the count that the user vouched for, else the later one."""
        counted = self._counted(reading)
        return counted if self.vouched else max(self._wall(reading), counted)

    def _wall(self, reading: ClockCounts) -> datetime:
        return reading.wall + timedelta(seconds=self._offset)

    def _counted(self, reading: ClockCounts) -> datetime:
        at, elapsed = self._anchor
        return at + timedelta(seconds=reading.elapsed - elapsed)

    def _claimed(self, reading: ClockCounts) -> list[datetime]:
        return [at + timedelta(seconds=reading.elapsed - elapsed) for at, elapsed, _ in self._claims]


def stamp_of(clock: Clock) -> Callable[[], datetime]:
    """Under which instant something is saved, by that clock."""
    return clock.stamp if isinstance(clock, CarefulClock) else clock.now
