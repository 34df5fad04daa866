"""Holding the computer's clock to everything that is known of it, for the dashboard and the command line alike."""

from datetime import datetime, timedelta

from soaptui import clockcheck
from soaptui.clockcheck import Notice
from soaptui.records import State
from soaptui.week import official
from soaptui.week.clock import Clock
from soaptui.week.season import Season
from soaptui.week.trust import CarefulClock, Kept

NOTHING = Kept()


def hold(clock: CarefulClock, state: State, saved: datetime | None, counted: Kept = NOTHING) -> list[Notice]:
    """Hold a clock to everything that is known: no deadline is shown later than that allows, in no window and by no
    command. What has to be said and asked of it comes back. `saved` is when anything was saved last, `counted` the
    seconds that were noted beside the data.
    """
    before, when = clockcheck.kept(state), clockcheck.checked(state)
    if not before.epoch:
        before = before._replace(epoch=counted.epoch, elapsed=counted.elapsed)
    sure = clock.resume(before, when)
    against = _hold_to_save(clock, state, saved)
    again = clockcheck.resumed(before, sure)
    if against is not None and not (before.offset or before.claims):
        again = None  # the save says it, and with its time
    clock.not_before(clockcheck.made_at())
    week, computer = season(clock, state), clock.computer
    far = None if against is not None else clockcheck.too_early(computer) or clockcheck.off_season(computer, week)
    if far is not None and far.asks and clock.sure:
        far = None  # that was answered
    asked = clockcheck.end_asked(week) if week.end_unsure and far is None and against is None else None
    notices = [notice for notice in (again, against, far, asked) if notice is not None]
    clock.suspect = next((notice.suspect for notice in notices if notice.suspect), "")
    return notices


def _hold_to_save(clock: CarefulClock, state: State, saved: datetime | None) -> Notice | None:
    """It is not before the last save, unless that cannot have been when it says."""
    if saved is None:
        return None
    week = official.at(saved, state.setting(official.MADE), state.official_times)
    against = clockcheck.before_last_save(clock.computer, saved, week)
    if against is not None and clockcheck.plausible(saved, week):
        clock.not_before(saved)
    if saved <= clockcheck.made_at() + timedelta(days=1):
        return against if clockcheck.too_early(clock.computer) is None else None  # saved by that very clock, held
    return against


def reached(clock: Clock, state: State) -> datetime | None:
    """The latest moment that has come for sure; None by a clock that is not to be doubted, such as a rehearsal's.

    By one for which the user vouches it is now. Else it is when they last said which clock is right, or when the
    program was made.
    """
    if clock.rehearsal or not isinstance(clock, CarefulClock):
        return None
    if clock.sure:
        return clock.now()
    when = clockcheck.checked(state)
    return max(clockcheck.made_at(), when) if when is not None else clockcheck.made_at()


def season(clock: Clock, state: State) -> Season:
    """The season that matters now, with the user's word on its times; its end is not believed of a doubtful clock."""
    made, times = state.setting(official.MADE), state.official_times
    return official.at(clock.now(), made, times, reached(clock, state))


# -- on the command line

BY_COMMAND = "soaptui clock tells more and takes your answer."


def doubt_line(notices: list[Notice]) -> str:
    """Why the clock cannot be relied on, in one line; empty where nothing is known against it.

    `notices` is what `hold` has found.
    """
    reasons = [notice.text for notice in notices if notice.asks == "clock"]
    return f"CLOCK IN DOUBT: {' '.join(reasons)} {BY_COMMAND}" if reasons else ""


def due_line(clock: CarefulClock, state: State) -> str:
    """The question of Match Monday and of the Thursday, in one line, unless somebody vouches for the clock."""
    asked = None if clock.vouched else clockcheck.due(season(clock, state), clock.now(), clockcheck.checked(state))
    return f"{asked.text} {BY_COMMAND}" if asked is not None else ""
