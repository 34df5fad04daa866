"""The preparation at a moment, for one user: what is to be done, what is done, what still pays in the time left."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from soaptui.nationality import entry_words, needs_no_visa
from soaptui.prepare.items import OWN_SECTION, PreparationItem, section_titles, shipped_items, shipped_preparation
from soaptui.prepare.ticks import ticks_itself
from soaptui.records import MatchStatus, State, Task
from soaptui.week import date_rules, zones
from soaptui.week.season import Season
from soaptui.week.situation import situation

AT_MOST = 7
"""So many of what ships are put before the user in one week."""

WEEK = timedelta(days=7)
YOU = "you"
NEVER = datetime.max.replace(tzinfo=UTC)


class PreparedStep(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, the user's own or of what ships, as it stands at a moment.

    `until` is from when on it is of no use, `pays` whether the time left is enough for it to help. `ticked` says that
    it is done by what is kept, and nobody said so; `lapsed` that it was not done, and is of no use any more.
    """

    id: str
    title: str
    section: str
    why: str = ""
    how: str = ""
    where: str = ""
    source: str = YOU
    differs: str = ""
    note: str = ""
    link: str = ""
    person: str = ""
    turn: str = ""
    due: datetime | None = None
    by_day: bool = False
    alarm: bool = False
    until: datetime | None = None
    worth: int = 3
    done: bool = False
    done_at: datetime | None = None
    ticked: bool = False
    hidden: bool = False
    lapsed: bool = False
    pays: bool = True
    own: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return not (self.done or self.hidden or self.lapsed)


class SectionReadiness(msgspec.Struct, frozen=True):
    """How much of a section is done."""

    section: str
    title: str
    done: int
    total: int


def season_began(season: Season) -> datetime:
    """From when on something that was done was done for this season: after the Match before it."""
    return zones.eastern_instant(f"{season.year - 1}-04-01T00:00")


def status_prepared_for(state: State) -> MatchStatus:
    """For which standing is prepared: who accepted an offer is as who is matched."""
    stands = situation(state)
    return "matched" if stands == "placed" else stands


def preparation(
    state: State, season: Season, now: datetime, *, left: timedelta | None = None
) -> tuple[PreparedStep, ...]:
    """Everything that is to be prepared or was, own tasks first, in the order of its sections.

    `left` asks how it would be with so much time until Match Monday.
    """
    moment = now if left is None else season.event("match-status").at - left
    status = status_prepared_for(state)
    return (*own_steps(state), *steps_of(shipped_preparation().items, status, state, season, moment))


def own_steps(state: State) -> list[PreparedStep]:
    """The user's own tasks, what is due first."""
    own = [_of_task(task) for task in state.tasks.values() if task.id not in shipped_items()]
    return sorted(own, key=lambda step: (step.due is None, step.due or NEVER, step.title))


def steps_of(
    items: Iterable[PreparationItem], status: MatchStatus, state: State, season: Season, moment: datetime
) -> list[PreparedStep]:
    """Those of the items that are for somebody of that standing, as they stand at a moment."""
    shipped = (_of_item(item, state, season, moment) for item in items if _is_for(item, state, status))
    return [step for step in shipped if step is not None]


def _is_for(item: PreparationItem, state: State, status: MatchStatus) -> bool:
    if item.visas and state.me.visa == "unknown" and needs_no_visa(state.me.nationality):
        return False
    return status in item.statuses and (not item.visas or state.me.visa in item.visas)


def _of_item(item: PreparationItem, state: State, season: Season, moment: datetime) -> PreparedStep | None:
    """The item as it stands; None before it can be done."""
    until = date_rules.rule_moment(item.until_rule, season).at
    kept = _of_this_season(state.tasks.get(item.id), season)
    ticked = bool(item.ticks) and ticks_itself(item.ticks, state, season)
    done = ticked or (kept is not None and kept.done is not None)
    if not done and item.begins and moment < _begins(item, season):
        return None
    due = date_rules.rule_moment(item.due_rule, season)
    moved = kept is not None and kept.due is not None
    return PreparedStep(
        id=item.id,
        title=item.title,
        section=item.section,
        why=_why(item, state),
        how=item.how_said,
        where=item.where,
        source=item.source,
        differs=item.differs,
        note=kept.note if kept is not None else "",
        link=kept.link if kept is not None else "",
        alarm=kept is not None and kept.alarm,
        due=kept.due if kept is not None and moved else due.at,
        by_day=kept.by_day if kept is not None and moved else due.by_day,
        until=until,
        worth=item.worth,
        done=done,
        done_at=kept.done if kept is not None else None,
        ticked=ticked and (kept is None or kept.done is None),
        hidden=kept is not None and kept.hidden is not None,
        lapsed=not done and moment >= until,
        pays=moment + timedelta(days=item.lead) < until,
    )


ENTRY_RULES = ("entry-rules", "after-entry")
"""The items that the user's nationality says more of."""


def _why(item: PreparationItem, state: State) -> str:
    own = entry_words(state.me.nationality) if item.id in ENTRY_RULES else ""
    return f"{item.why} {own}" if own else item.why


def _begins(item: PreparationItem, season: Season) -> datetime:
    found = date_rules.rule_moment(date_rules.date_rule(item.begins), season)
    if not found.by_day:
        return found.at
    wall = zones.eastern(found.at).replace(hour=0, minute=0, tzinfo=None)
    return zones.instant(wall, zones.EASTERN)


def _of_this_season(task: Task | None, season: Season) -> Task | None:
    """What the user said of an item, without what they said of it before another Match."""
    if task is None:
        return None
    began = season_began(season)
    done = task.done if task.done is not None and task.done >= began else None
    due = task.due if task.due is not None and task.due >= began else None
    return msgspec.structs.replace(task, done=done, due=due)


def _of_task(task: Task) -> PreparedStep:
    return PreparedStep(
        id=task.id,
        title=task.title,
        section=task.section or OWN_SECTION,
        why=task.why,
        note=task.note,
        link=task.link,
        alarm=task.alarm,
        person=task.person,
        turn=task.turn,
        due=task.due,
        by_day=task.by_day,
        done=task.done is not None,
        done_at=task.done,
        hidden=task.hidden is not None,
        own=True,
    )


# -- in which order


CLOSING, FRESH = timedelta(days=3), timedelta(days=4)
"""What can be done no longer after so short a time counts for more, and so does what is due about now."""


def by_what_pays(steps: Iterable[PreparedStep], moment: datetime) -> list[PreparedStep]:
    """What is open, in the order in which it pays at that moment: what still helps, the most helpful first."""
    still = [step for step in steps if step.open]
    return sorted(still, key=lambda step: (not step.pays, -_weight(step, moment), step.due or NEVER, step.id))


def _weight(step: PreparedStep, moment: datetime) -> int:
    closing = step.until is not None and step.until <= moment + CLOSING
    fresh = step.due is not None and abs(step.due - moment) <= FRESH
    return step.worth + (3 if closing else 0) + (2 if fresh else 0)


def this_week(state: State, season: Season, now: datetime, *, left: timedelta | None = None) -> list[PreparedStep]:
    """What is to be done within a week: all of the user's own, and at most seven of what ships."""
    moment = now if left is None else season.event("match-status").at - left
    near = [
        step
        for step in preparation(state, season, now, left=left)
        if step.open and step.pays and step.due is not None and step.due <= moment + WEEK
    ]
    own = [step for step in near if step.own]
    return own + by_what_pays((step for step in near if not step.own), moment)[:AT_MOST]


def readiness(steps: Sequence[PreparedStep]) -> list[SectionReadiness]:
    """How much of each section is done, hidden ones apart; sections that have nothing are left out."""
    found = []
    titles = section_titles()
    for section in dict.fromkeys((*titles, *(step.section for step in steps))):
        there = [step for step in steps if step.section == section and not step.hidden]
        if there:
            title = titles.get(section, section)
            found.append(SectionReadiness(section, title, sum(step.done for step in there), len(there)))
    return found
