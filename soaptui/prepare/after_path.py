"""What comes after the week, by how it ended: a path of dated steps. Not on the evening itself, which is for sleep.

The steps are those of fixtures/afterwards.json, kept and ticked as those of the preparation are.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, assert_never

import msgspec

from soaptui.counted import many
from soaptui.eligibility import UNSETTLED
from soaptui.prepare.items import shipped_afterwards
from soaptui.prepare.preparation import NEVER, PreparedStep, own_steps, preparation, steps_of
from soaptui.records import MatchStatus, State, program_title
from soaptui.status import STATUSES
from soaptui.week import official, words, zones
from soaptui.week.afterwards import After, after_soap
from soaptui.week.offers import accepted
from soaptui.week.season import NoSeason, Season
from soaptui.week.season_opened import season_opened
from soaptui.week.situation import (
    bound,
    evening_ends,
    held_in_all,
    list_gone,
    morning_of_the_matched,
    next_registration,
    path_ends,
    situation,
    training_begins,
    waiver_by,
)
from soaptui.week.standing_words import who_is_told

AfterStage = Literal["ahead", "evening", "position", "part", "none", "unsaid"]
"""Where somebody is: before it; on the evening; with a position, with one part of one, with none; nobody knows."""
LOOK_FOR_NEXT_PART = "after-next-part"
"""The step that is not for who accepted a first year in SOAP: whether they may have the other part is not settled."""
LATE_FOR_LONG = timedelta(days=14)


class AfterPath(msgspec.Struct, frozen=True, kw_only=True):
    """What the view of afterwards shows: a title, sentences, the steps in their order, and which comes next."""

    stage: AfterStage
    year: int
    title: str
    says: tuple[str, ...]
    steps: tuple[PreparedStep, ...] = ()
    next: PreparedStep | None = None


def week_looked_back_on(state: State, season: Season, now: datetime) -> Season:
    """The week that is looked back on: the one before, where it left traces and a later season is known already."""
    if now >= season.event("match-status").at or season_opened(state) >= season.year:
        return season
    try:
        before = official.of_year(season.year - 1, state.setting(official.MADE), state.official_times)
    except NoSeason:
        return season
    return before if before.over(now) and _left_traces(state, before) else season


def _left_traces(state: State, week: Season) -> bool:
    """Whether something is kept that was done in that week, or after it for what came of it."""
    began, ended = week.event("match-status").at, week.events[-1].at
    moments = [application.sent for application in state.applications.values()]
    moments += [offer.seen for offer in state.offers.values()]
    moments += [call.started for call in state.calls.values()]
    in_it = any(at is not None and began <= at <= ended for at in moments)
    after_it = (task.done for task in state.tasks.values() if task.id.startswith("after-"))
    return in_it or any(at is not None and ended <= at <= path_ends(week) for at in after_it)


def _is_told_late(state: State) -> bool:
    """Whether somebody learns only on Match Day where they matched."""
    return situation(state) != "placed" and state.me.match == "matched"


def _morning(state: State, week: Season) -> datetime:
    """When the evening is over, for this user."""
    return morning_of_the_matched(week) if _is_told_late(state) else evening_ends(state, week)


def not_tonight(state: State, week: Season, now: datetime, zone: str) -> str:
    """What is said on the evening to whoever asks for more than sleep: when it is there, in both times."""
    return f"Not tonight: sleep first. It is here from {words.when(_morning(state, week), now, zone)} on."


def after_stage(state: State, week: Season, now: datetime) -> AfterStage:
    """Where somebody is at that moment. `week` is the one that is looked back on."""
    morning = _morning(state, week)
    if situation(state) == "placed":
        return "evening" if now < morning else _with_position(state)
    if _is_told_late(state):
        return "ahead" if now < week.event("match-day").at else "evening" if now < morning else "position"
    if not week.over(now) or season_opened(state) >= week.year:
        return "ahead"
    if now < morning:
        return "evening"
    return _without_offer(state)


def stage_of_writing(state: State, week: Season, now: datetime) -> AfterStage:
    """The same for who asks to whom they may write: the rules have ended, and the evening forbids nobody to."""
    stage = after_stage(state, week, now)
    if stage != "evening" or not week.over(now) or _is_told_late(state):
        return stage
    return _with_position(state) if situation(state) == "placed" else _without_offer(state)


def _without_offer(state: State) -> AfterStage:
    if state.me.match == "unknown":
        return "unsaid"
    return "part" if STATUSES[state.me.match].holds else "none"


def _with_position(state: State) -> AfterStage:
    return "position" if held_in_all(state) == "matched" else "part"


def after_steps(state: State, season: Season, now: datetime) -> tuple[PreparedStep, ...]:
    """What ships to be done after the week, for this user and in its order; nothing until the morning after it."""
    week = week_looked_back_on(state, season, now)
    return tuple(_steps(state, week, now)) if after_stage(state, week, now) in ("position", "part", "none") else ()


def _steps(state: State, week: Season, now: datetime) -> list[PreparedStep]:
    order = [section.id for section in shipped_afterwards().sections]
    steps = steps_of(shipped_afterwards().items, held_in_all(state), state, week, now)
    if held_in_all(state) == "preliminary" and bound(state):
        steps = [step for step in steps if step.id != LOOK_FOR_NEXT_PART]
    return sorted(steps, key=lambda step: (order.index(step.section), step.due or NEVER, step.id))


def every_step(state: State, season: Season, now: datetime) -> tuple[PreparedStep, ...]:
    """Everything that can be named and ticked: what is prepared before the week, and what comes after it."""
    return (*preparation(state, season, now), *after_steps(state, season, now))


def after_path(state: State, season: Season, now: datetime) -> AfterPath:
    """The whole of it at a moment."""
    week = week_looked_back_on(state, season, now)
    stage = after_stage(state, week, now)
    match stage:
        case "ahead":
            return AfterPath(stage=stage, year=week.year, title="AFTER", says=_ahead(state, week, now))
        case "evening":
            return AfterPath(stage=stage, year=week.year, title=_evening_title(state), says=(_kind(state),))
        case "unsaid":
            after = after_soap(state, week, now)
            return AfterPath(stage=stage, year=week.year, title=_title(after), says=after.steps if after else ())
        case "position" | "part" | "none":
            steps = _steps(state, week, now)
            own = [step for step in own_steps(state) if step.open and (step.due is None or step.due >= week.ends)]
            return AfterPath(
                stage=stage,
                year=week.year,
                title=_title(after_soap(state, week, now)),
                says=_of_stage(stage, state, week, now),
                steps=(*steps, *own),
                next=next_after(steps, now),
            )
        case _:
            assert_never(stage)


def next_after(steps: Iterable[PreparedStep], now: datetime) -> PreparedStep | None:
    """The step that is due first, of those that still help; what is late for long comes behind, and says so."""
    waiting = [step for step in steps if step.open and step.pays and step.due is not None]
    fresh = [step for step in waiting if step.due is not None and step.due + LATE_FOR_LONG >= now]
    return min(fresh or waiting, key=lambda step: (step.due or NEVER, -step.worth, step.id), default=None)


def after_line(state: State, season: Season, now: datetime) -> str:
    """The step that comes next, in a sentence for the agenda, the same all day; empty where none does."""
    week = week_looked_back_on(state, season, now)
    if after_stage(state, week, now) not in ("position", "part", "none"):
        return ""
    today = zones.day_begins(now)
    step = next_after(_steps(state, week, today), today)
    if step is None or step.due is None:
        return ""
    by = f" (it was due {words.day_text(zones.eastern(step.due))})" if step.due < today else f", by {_day(step.due)}"
    return f"Next: {step.title}{by}."


def _day(at: datetime) -> str:
    wall = zones.eastern(at)
    return f"{words.day_text(wall)} {wall.year}"


# -- before it

ENDINGS: tuple[tuple[str, MatchStatus], ...] = (
    ("With a position", "matched"),
    ("With a first year alone", "preliminary"),
    ("With an advanced position alone", "advanced"),
    ("Without a position", "unmatched"),
)
"""How the week can end, and the standing that it ends with."""

FIRST_STEPS = 3
"""So many steps of each path are told before it begins."""


def paths_ahead(state: State, week: Season) -> dict[str, str]:
    """While it is not known how the week ends: each ending, and the first steps after it."""
    said = state.me.match
    if said == "matched" or STATUSES[said].holds or season_opened(state) >= week.year:
        return {}
    return {ending: _first_steps(standing, state, week) for ending, standing in ENDINGS}


def _first_steps(standing: MatchStatus, state: State, week: Season) -> str:
    steps = steps_of(shipped_afterwards().items, standing, state, week, week.ends)
    worth = sorted((step for step in steps if step.open), key=lambda step: (step.due or NEVER, -step.worth, step.id))
    return " · ".join(step.title for step in worth[:FIRST_STEPS])


# -- words


def _title(after: After | None) -> str:
    return after.title if after is not None else "AFTER"


def _ahead(state: State, week: Season, now: datetime) -> tuple[str, ...]:
    kept = season_opened(state)
    if kept >= week.year:
        return (
            f"The season {kept} has begun: your research, answers and documents came along.",
            "This view is for after its week.",
        )
    if state.me.match == "matched" and now >= week.event("match-status").at:
        day = words.eastern_text(week.event("match-day").at)
        return (f"You are matched. You learn where {day}: then your path begins here.",)
    return (
        "This is for after the week: you need nothing here now.",
        f"There is a path for each ending. It begins here the next morning, "
        f"{words.day_text(zones.eastern(evening_ends(state, week)))}.",
    )


def _evening_title(state: State) -> str:
    taken = accepted(state)
    if taken is not None:
        return f"YOU HAVE A POSITION · {program_title(state, taken.program)}"
    return "YOU MATCHED" if state.me.match == "matched" else "THE WEEK IS OVER"


def _kind(state: State) -> str:
    """The one sentence of the evening."""
    held = held_in_all(state)
    if held == "matched":
        return "Celebrate with the people who waited with you. Then sleep: you have nothing to do tonight."
    match held:
        case "advanced":
            return "You have your advanced position. Sleep now. Tomorrow you go on looking for the first year."
        case "preliminary":
            return "You have your first year. Sleep now. The rest can wait."
        case "unknown":
            return "However it ended for you, sleep first. You have nothing to do tonight."
        case "unmatched" | "ineligible":
            return (
                "This hurts. It does not say what kind of physician you are. Be with a person who is good to you, "
                "then sleep. If you want to write to programs before, you may."
            )
        case _:
            assert_never(held)


def _of_stage(stage: AfterStage, state: State, week: Season, now: datetime) -> tuple[str, ...]:
    begins = training_begins(week)
    days = words.days_left(begins, now)
    left = f"{many(days, 'day')} to {waiver_by(week)}." if days else f"It is {waiver_by(week)}: training begins."
    if stage == "position":
        return _position(state, week, now, left)
    if stage == "part":
        return _part(state, week, now, left)
    return _none(week, now)


def _position(state: State, week: Season, now: datetime, left: str) -> tuple[str, ...]:
    if now >= training_begins(week):
        return (
            f"Training began by {waiver_by(week)}. First become a good resident, then a geneticist: one step at a "
            "time.",
        )
    closed = "Your other offers and interviews are closed." if accepted(state) is not None else ""
    return tuple(filter(None, (f"{left} It is binding: do not look for a second position.", closed)))


def _part(state: State, week: Season, now: datetime, left: str) -> tuple[str, ...]:
    standing, begun = held_in_all(state), now >= training_begins(week)
    if standing == "advanced":
        if begun:
            return (f"{waiver_by(week)} has passed. Without a first year and without a waiver, ask the NRMP now.",)
        return (
            f"{left} Your advanced position is safe; you still need a first year. "
            f"You may write to {who_is_told(standing)} now, and to no others.",
        )
    if begun:
        return ("Your first year has begun. During it you can apply for what comes next.",)
    may = UNSETTLED if bound(state) else f"You may write to {who_is_told(standing)} now, and to no others."
    return (f"{left} Your first year is safe; you still need the position after it. {may}",)


def _none(week: Season, now: datetime) -> tuple[str, ...]:
    if now < list_gone(week):
        days = many(words.days_left(list_gone(week), now), "day")
        return (f"You may write to programs yourself now. R3 shows its list until 1 May: {days}.",)
    if now < next_registration(week):
        return (
            f"Registration for the Match of {week.year + 1} opens about mid-September. Use the time until then to "
            "improve.",
        )
    return (f"Registration for the Match of {week.year + 1} opened about mid-September. Say what has improved.",)
