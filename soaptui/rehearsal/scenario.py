"""The script of a rehearsed week, scene by scene: who calls, who offers, what the list holds then.

A scene is a function of the state at its beginning, the season, a seed and what happened before: the same four
give the same happenings. So what the user does counts: programs that were applied to call, one that offered does
not offer again, and whoever has accepted hears no more. How often and when follows accounts of past years: most
calls come on Tuesday morning (r/medschool, 2024), most applicants get no more than one offer in a round (ECFMG).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from soaptui.eligibility import may_take
from soaptui.programs.tiers import assess
from soaptui.records import Program, State
from soaptui.rehearsal.happenings import Asks, Happening, HappeningKind
from soaptui.rehearsal.lists import file_name, first_list, list_after_round, on_the_list
from soaptui.week import zones
from soaptui.week.offers import accepted, closed_programs
from soaptui.week.season import Season, Window
from soaptui.week.state_zones import zones_of

SUPPOSED = 20
"""Where nobody was applied to and nothing planned, so many programs behave as if they had been."""

FIRST_DAY, OTHER_DAYS = (6, 9), (3, 5)
"""How many calls a day brings, at least and at most."""

APART = timedelta(seconds=150)
"""Two calls of the script are at least so far apart: each can be taken, if at once."""

RUSH_APART = timedelta(minutes=2)

LIST_AFTER = timedelta(minutes=2)
OFFERS_IN_FIRST, OFFERS_LATER = (35, 45, 20), (50, 40, 10)
"""How likely no, one and two offers are, of 100."""

_TIER_WEIGHT = {"1": 4.0, "2": 3.0, "3": 2.0, "no": 1.0}
_SLOT = timedelta(minutes=20)
_NOTICE = timedelta(hours=2)


class Scene(NamedTuple):
    """A part of the week whose happenings are made when it begins."""

    id: str
    at: datetime
    window: Window | None = None


def scenes(season: Season) -> tuple[Scene, ...]:
    """The scenes in their order: the first list, the days of calls, each round with the hour after it."""
    first = Scene("list", season.event("unfilled-list").at)
    calls = Scene("calls", season.event("applications-released").at)
    return (first, calls, *(Scene(window.id, window.opens, window) for window in season.rounds))


def script(state: State, season: Season, seed: int) -> list[Happening]:
    """The whole week for a state that does not change meanwhile, in the order of time."""
    found: list[Happening] = []
    for scene in scenes(season):
        found += happenings(scene, state, season, seed, found)
    return sorted(found, key=lambda happening: (happening.at, happening.id))


def happenings(
    scene: Scene, state: State, season: Season, seed: int, before: Sequence[Happening], *, rush: bool = False
) -> list[Happening]:
    """What happens in a scene, in the order of time; nothing once an offer was accepted. In a `rush` it rings every
    other minute in the first hour in which it may.
    """
    if accepted(state) is not None:
        return []
    rng = Random(f"{seed}/{season.year}/{scene.id}")
    if scene.window is not None:
        found = list(_round(rng, scene.window, state, season, before))
    elif scene.id == "calls":
        found = _calls(rng, state, season, before, rush)
    else:
        found = _first_list(rng, scene.at, state)
    return sorted(found, key=lambda happening: (happening.at, happening.id))


def applied_to(state: State) -> list[str]:
    """The programs that behave as if they had an application: those it was sent to; if none, those planned; if
    none, the best of the list. Those at which the user may take no position are left out."""
    return [one for one in _applied_to(state) if may_take(state.programs[one], state.me)[0] != "no"]


def _applied_to(state: State) -> list[str]:
    applications = [a for a in state.applications.values() if a.program in state.programs and not a.closed]
    sent = sorted(a.program for a in applications if a.sent is not None)
    return sent or sorted(a.program for a in applications if a.planned is not None) or _best(state)


def _best(state: State) -> list[str]:
    judged = ((assess(program, state.me), program.id) for program in state.programs.values() if program.code)
    ranked = sorted((found.tier == "no", found.tier, -found.fit, program_id) for found, program_id in judged)
    return [program_id for *_, program_id in ranked[:SUPPOSED]]


def _first_list(rng: Random, at: datetime, state: State) -> list[Happening]:
    if state.list_versions:
        return []
    listed = first_list(rng, state)
    return [Happening(id="list", at=at, kind="list", listed=listed, file=file_name(0))] if listed else []


# -- calls


def _calls(rng: Random, state: State, season: Season, before: Sequence[Happening], rush: bool) -> list[Happening]:
    """The calls of the days between the release of the applications and the first round."""
    released, first_round = season.event("applications-released").at, season.rounds[0].opens
    times = _rush(released) if rush else _times(rng, released, first_round)
    callers = _drawn(rng, applied_to(state) * 2, state, len(times))
    kinds = _kinds(rng, len(callers))
    found: list[Happening] = []
    slots = _slots(released, first_round)
    rings = 0
    for number, (at, caller, kind) in enumerate(zip(times, callers, kinds, strict=False), start=1):
        asks: Asks = ""
        if kind == "ring":
            rings += 1
            asks = "where else" if rings == 2 else "interview" if rings % 2 else ""
        call = _call(rng, f"call-{number}", at, kind, state.programs[caller], asks)
        found.append(_with_interview(rng, call, slots))
    found += _stranger(rng, released, state, before, [happening.at for happening in found])
    if callers:
        last = first_round - timedelta(minutes=rng.randint(12, 40))
        found.append(_call(rng, "call-last", last, "ring", state.programs[callers[0]], "commit"))
    return found


def _rush(released: datetime) -> list[datetime]:
    """Every other minute for an hour."""
    return [released + timedelta(seconds=30) + RUSH_APART * number for number in range(30)]


def _times(rng: Random, released: datetime, until: datetime) -> list[datetime]:
    """When it rings: crowded in the morning, thinner later; the first day has most."""
    found: list[datetime] = []
    day = released
    while day + timedelta(hours=2) < until and zones.eastern(day).date() < zones.eastern(until).date():
        first = day == released
        wait = 100.0 if first else 160.0
        for _ in range(rng.randint(*(FIRST_DAY if first else OTHER_DAYS))):
            minutes = min(rng.expovariate(1 / wait), 540.0)
            found.append(day + timedelta(seconds=30 + round(minutes * 60)))
        day += timedelta(days=1)
    return _apart(sorted(found))


def _apart(times: Iterable[datetime]) -> list[datetime]:
    found: list[datetime] = []
    for at in times:
        found.append(max(at, found[-1] + APART) if found else at)
    return found


def _kinds(rng: Random, count: int) -> list[HappeningKind]:
    """Six of ten ring where the user is, the others are missed or end on the voicemail."""
    missed, voicemail = round(count * 0.22), round(count * 0.18)
    kinds: list[HappeningKind] = ["ring"] * count
    kinds[:missed] = ["missed"] * missed
    kinds[missed : missed + voicemail] = ["voicemail"] * voicemail
    rng.shuffle(kinds)
    return kinds


def _call(rng: Random, call_id: str, at: datetime, kind: HappeningKind, program: Program, asks: Asks) -> Happening:
    number = program.phone or f"555-{rng.randint(100, 199):04}"  # numbers that are kept free for stories
    zone = next(iter(zones_of(program.state)), zones.EASTERN)
    return Happening(id=call_id, at=at, kind=kind, program=program.id, number=number, asks=asks, zone=zone)


def _stranger(
    rng: Random, released: datetime, state: State, before: Sequence[Happening], taken: Sequence[datetime]
) -> list[Happening]:
    """One call from a program that was never applied to."""
    applied = {*applied_to(state), *state.applications}
    there = on_the_list(state, before)
    others = sorted(p.id for p in state.programs.values() if p.id not in applied and p.code and p.id in there)
    if not others:
        return []
    at = released + timedelta(seconds=rng.randint(60 * 60, 300 * 60))
    while any(abs(at - other) < APART for other in taken):
        at += APART
    call = _call(rng, "call-stranger", at, "ring", state.programs[rng.choice(others)], "")
    return [replace(call, stranger=True)]


def _slots(released: datetime, until: datetime) -> list[datetime]:
    """The moments at which interviews are held: every twenty minutes between 9 and 17 Eastern Time."""
    count = int((until - released) / _SLOT)
    every = (released + _SLOT * number for number in range(count))
    return [at for at in every if 9 <= zones.eastern(at).hour < 17]


def _with_interview(rng: Random, call: Happening, slots: list[datetime]) -> Happening:
    """The call with the moment that it proposes, which nobody else proposes; without one where none is left."""
    if call.asks != "interview":
        return call
    free = [at for at in slots if at >= call.at + _NOTICE]
    if not free:
        return replace(call, asks="")
    chosen = rng.choice(free[:36])
    slots.remove(chosen)
    return replace(call, interview=chosen)


# -- rounds


def _round(
    rng: Random, window: Window, state: State, season: Season, before: Sequence[Happening]
) -> Iterator[Happening]:
    """The offers, all at the start of the round; the list after it; a call in the hour between."""
    there = on_the_list(state, before)
    open_to = _may_offer(window, state, season, before, there)
    for number, program_id in enumerate(_drawn(rng, open_to, state, _count(rng, window, before), before), start=1):
        yield Happening(
            id=f"{window.id}-offer-{number}", at=window.opens, kind="offer", program=program_id, round=window.round
        )
    listed = list_after_round(rng, there, state)
    at = window.closes + LIST_AFTER
    yield Happening(id=f"{window.id}-list", at=at, kind="list", listed=listed, file=file_name(window.round))
    callers = [program_id for program_id in open_to if program_id in listed]
    if window is not season.rounds[-1] and callers:
        caller = state.programs[rng.choice(callers)]
        kind: HappeningKind = rng.choice(("ring", "ring", "missed"))
        call_at = window.closes + timedelta(seconds=rng.randint(8 * 60, 45 * 60))
        yield _call(rng, f"{window.id}-call", call_at, kind, caller, "")


def _may_offer(
    window: Window, state: State, season: Season, before: Sequence[Happening], there: dict[str, int]
) -> list[str]:
    """The programs applied to that stand on the list and have not offered: none offers a second time."""
    offered = {h.program for h in before if h.kind == "offer"} | {o.program for o in state.offers.values()}
    closed = closed_programs(state, season, window.opens)
    may = [p for p in applied_to(state) if p not in offered and p not in closed]
    return [p for p in may if p in there] if there else may


def _count(rng: Random, window: Window, before: Sequence[Happening]) -> int:
    """None, one or two; one at least in the second round if the first had none, so that there is one to answer."""
    count: int = rng.choices((0, 1, 2), OFFERS_IN_FIRST if window.round == 1 else OFFERS_LATER)[0]
    none_yet = not any(happening.kind == "offer" for happening in before)
    return max(count, 1) if window.round == 2 and none_yet else count


def _drawn(
    rng: Random, program_ids: Sequence[str], state: State, count: int, before: Sequence[Happening] = ()
) -> list[str]:
    """So many of them, by chance, the better tiers and those that have called more often than others."""
    called = {happening.program for happening in before if happening.kind != "list"}
    left = list(program_ids)
    weights = {
        program_id: _TIER_WEIGHT[assess(state.programs[program_id], state.me).tier]
        * (2 if program_id in called else 1)
        for program_id in set(left)
    }
    found: list[str] = []
    while left and len(found) < count:
        chosen = rng.choices(left, [weights[program_id] for program_id in left])[0]
        left.remove(chosen)
        found.append(chosen)
    return found
