"""Holding the computer's clock to everything that is known of it, for the dashboard and the command line alike."""

from datetime import datetime, timedelta

import msgspec

from soaptui.computer_clock import check
from soaptui.computer_clock.check import Notice
from soaptui.records import State
from soaptui.week import official
from soaptui.week.clock import Clock
from soaptui.week.clock_memory import KeptClock
from soaptui.week.season import Season
from soaptui.week.season_opened import season_opened
from soaptui.week.trust import CarefulClock

NOTHING = KeptClock()


def hold(clock: CarefulClock, state: State, saved: datetime | None, counted: KeptClock = NOTHING) -> list[Notice]:
    """Hold a clock to everything that is known: no deadline is shown later than that allows, in no window and by no
    command. What has to be said and asked of it comes back. `saved` is when anything was saved last, `counted` the
    seconds that were noted beside the data.
    """
    before, when = check.kept_clock(state), check.last_checked(state)
    if not before.epoch:
        before = msgspec.structs.replace(before, epoch=counted.epoch, elapsed=counted.elapsed)
    sure = clock.resume(before, when, same_start=check.same_start(state))
    against = _hold_to_save(clock, state, saved)
    again = check.resumed(before, sure, clock.doubt)
    if against is not None and not (before.offset or before.claims):
        again = None  # the save says it, and with its time
    clock.not_before(check.made_at())
    week, computer = season(clock, state), clock.computer
    clock.mind(ends_of(week))
    far = None if against is not None else check.too_early(computer) or check.off_season(computer, week)
    if far is not None and far.asks and clock.sure:
        far = None  # that was answered
    asked = check.end_asked(week) if week.end_unsure and far is None and against is None else None
    notices = [notice for notice in (again, against, far, asked) if notice is not None]
    clock.suspect = next((notice.suspect for notice in notices if notice.suspect), "")
    return notices


def _hold_to_save(clock: CarefulClock, state: State, saved: datetime | None) -> Notice | None:
    """It is not before the last save, unless that cannot have been when it says."""
    if saved is None:
        return None
    week = official.season_at(saved, state.setting(official.MADE), state.official_times)
    against = check.before_last_save(clock.computer, saved, week)
    if against is not None and check.plausible(saved, week):
        clock.not_before(saved)
    if saved <= check.made_at() + timedelta(days=1):
        return against if check.too_early(clock.computer) is None else None  # saved by that very clock, held
    return against


def reached(clock: Clock, state: State) -> datetime | None:
    """The latest moment that has come for sure; None by a clock that is not to be doubted, such as a rehearsal's.

    By one for which the user vouches it is now. Else it is when they last said which clock is right, unless a clock
    or a phone has contradicted that since; it is never before the program was made.
    """
    if clock.rehearsal or not isinstance(clock, CarefulClock):
        return None
    if clock.sure:
        return clock.now()
    when = check.last_checked(state)
    return max(check.made_at(), min(when, *clock.witnesses)) if when is not None else check.made_at()


def ends_of(week: Season) -> list[datetime]:
    """When what cannot be had back is over: the offers of each round, and SOAP."""
    return [*(window.closes for window in week.rounds), week.ends]


def season(clock: Clock, state: State) -> Season:
    """The season that matters now, with the user's word on its times; its end is not believed of a doubtful clock."""
    made, times = state.setting(official.MADE), state.official_times
    return official.season_at(clock.now(), made, times, reached(clock, state), season_opened(state))


# -- on the command line

BY_COMMAND = "soaptui clock says more and asks you."


def doubt_line(notices: list[Notice]) -> str:
    """Why the clock cannot be relied on, in one line; empty where nothing is known against it.

    `notices` is what `hold` has found.
    """
    reasons = [notice.text for notice in notices if notice.asks == "clock"]
    return f"CLOCK IN DOUBT: {' '.join(reasons)} {BY_COMMAND}" if reasons else ""


def due_line(clock: CarefulClock, state: State) -> str:
    """The question of Match Monday and of the Thursday, in one line, unless somebody vouches for the clock."""
    asked = (
        None
        if clock.vouched
        else check.clock_question_due(season(clock, state), clock.now(), check.last_checked(state))
    )
    return f"{asked.text} {BY_COMMAND}" if asked is not None else ""
