"""The made-up week behind `soaptui demo`: a Thursday of Match Week with hospitals and people that do not exist.

All of it follows from the season, the moment and a fixed seed, so the same two give the same records. The parts
of names and the words that were said stand in fixtures/demo/names.json, with times of day in Eastern Time.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

import msgspec

from soaptui import paths
from soaptui.programs import specialties, tiers
from soaptui.records import (
    Application,
    Call,
    DecisionSheet,
    Fact,
    Genetics,
    Interview,
    Known,
    ListVersion,
    Offer,
    Profile,
    Program,
    Record,
    Surroundings,
    Task,
    YearResult,
    replace,
)
from soaptui.week import zones
from soaptui.week.season import Season

SEED = 29
INSTITUTIONS = 340
FIRST_INSTITUTION = 9001
"""Institution codes from here on, so high that no institution of the Match is known to have one."""

OFFERED_BY = "hope"
OFFER_SEEN_BEFORE = timedelta(minutes=8)

_TIMES = {"at", "started", "ended", "due", "done", "written", "said"}
_DEEDS = {"ended", "done"}
_DAYS = ("mon", "tue", "wed", "thu", "fri")
_FIRST_LIST, _SECOND_LIST = "mon 10:04", "wed 18:40"
_FIRST_PLANNED, _FIRST_SENT = "mon 11:20", "mon 14:05"
_LEFT_THE_LIST = 5
_CAME_TO_THE_LIST = 3
_NOT_IN_SOAP = 7


class _Track(msgspec.Struct, frozen=True):
    """One specialty and type: how many programs and positions, how much is known, how many were applied to."""

    track: str
    programs: int
    positions: int
    known: float
    genetics: float = 0.0
    sent: int = 0
    planned: int = 0


class _Page(msgspec.Struct, frozen=True):
    """What the user has written about one program."""

    talking_points: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()


class _Names(msgspec.Struct, frozen=True):
    towns: tuple[str, ...]
    families: tuple[str, ...]
    saints: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, str, int]]
    mix: tuple[_Track, ...]
    cast: dict[str, tuple[str, str]]
    profile: dict[str, Any]
    calls: tuple[dict[str, Any], ...]
    interviews: tuple[dict[str, Any], ...]
    pages: dict[str, _Page]
    sheet: dict[str, Any]
    tasks: tuple[dict[str, Any], ...]


class _House(NamedTuple):
    """One invented institution."""

    code: str
    name: str
    setting: Surroundings
    town: str
    state: str


class _Moves(NamedTuple):
    """Programs that left the list, came to it, and do not take part in SOAP."""

    left: tuple[str, ...]
    came: tuple[str, ...]
    absent: tuple[str, ...]


class _Week(NamedTuple):
    """The days of the week that is told, and the moment at which it is told."""

    monday: date
    now: datetime

    def at(self, text: str) -> datetime:
        """The instant of "tue 08:11", Eastern Time."""
        day, wall = text.split()
        return zones.eastern_instant(f"{self.monday + timedelta(days=_DAYS.index(day))}T{wall}")

    def filled_in(self, value: Any) -> Any:
        """A part of a record as names.json has it, with instants for times; what is not done yet is left out."""
        if isinstance(value, list):
            return [self.filled_in(item) for item in value]
        if not isinstance(value, dict):
            return value
        found = {name: self.at(item) if name in _TIMES else self.filled_in(item) for name, item in value.items()}
        return {name: item for name, item in found.items() if name not in _DEEDS or item <= self.now}


@cache
def _names() -> _Names:
    raw = (paths.fixtures() / "demo" / "names.json").read_bytes()
    return msgspec.json.decode(raw, type=_Names)


def records(season: Season, now: datetime) -> list[Record]:
    """Everything kept by somebody in the middle of that season's Thursday; `now` is a moment of that day."""
    rng = Random(SEED)
    week = _Week(zones.eastern(season.event("unfilled-list").at).date(), now)
    profile = msgspec.convert(_names().profile | {"graduation_year": season.year - 5}, Profile)
    programs = {program.id: program for program in _programs(rng, season)}
    sent, planned = _chosen(programs, profile)
    cast = _cast([programs[program_id] for program_id in sent])
    moves = _moves(rng, programs, sent, planned, set(cast.values()))
    versions = _versions(programs, moves, week)
    for program_id in moves.left:
        programs[program_id] = replace(programs[program_id], listed="no", unfilled=0)
    for program_id in moves.absent:
        programs[program_id] = replace(programs[program_id], in_soap="no")
    for role, page in _names().pages.items():
        programs[cast[role]] = replace(programs[cast[role]], **msgspec.structs.asdict(page))
    return [
        profile,
        *programs.values(),
        *versions,
        *_applications(programs, sent, planned, moves, week),
        *_calls(cast, programs, week),
        *_interviews(cast, week),
        *_offers(cast, season, now),
        _sheet(cast, week),
        *_tasks(week),
    ]


def _houses(rng: Random) -> list[_House]:
    """The institutions: several to a town, each name once."""
    names = _names()
    states = rng.choices(list(names.states), [row[2] for row in names.states.values()], k=len(names.towns))
    settings: tuple[Surroundings, ...] = ("university", "university-affiliated", "community", "community")
    found: dict[str, _House] = {}
    while len(found) < INSTITUTIONS:
        number = rng.randrange(len(names.towns))
        setting = rng.choice(settings)
        form = rng.choice(names.forms["long" if rng.random() < 0.03 else setting])
        town = names.towns[number]
        other = rng.choice([name for name in names.families if name not in town])
        family = rng.choice([name for name in names.families if name != other])
        name = form.format(town=town, family=family, other=other, saint=rng.choice(names.saints))
        code = str(FIRST_INSTITUTION + len(found) * 2)
        found.setdefault(name, _House(code, name, setting, town, states[number]))
    return list(found.values())


def _programs(rng: Random, season: Season) -> Iterator[Program]:
    """The programs of every track in the mix, each at an institution of its own within the track."""
    houses = _houses(rng)
    teaching = [house for house in houses if house.setting == "university"]
    numbers = {state: iter(rng.sample(range(100, 200), 100)) for state in _names().states}
    for track in _names().mix:
        at = rng.sample(teaching if track.genetics == 1 else houses, track.programs)
        for house, unfilled in zip(at, _shared(rng, track), strict=True):
            phone = f"{_names().states[house.state][0]}-555-{next(numbers[house.state]):04}"
            yield _program(rng, season, track, house, unfilled, phone)


def _shared(rng: Random, track: _Track) -> list[int]:
    """The track's positions shared out: one for every program, the rest unevenly, as it happens."""
    share = [1] * track.programs
    weights = [rng.expovariate(1) + 0.2 for _ in share]
    for winner in rng.choices(range(track.programs), weights, k=track.positions - track.programs):
        share[winner] += 1
    return share


def _program(rng: Random, season: Season, track: _Track, house: _House, unfilled: int, phone: str) -> Program:
    rural = track.track == "120C" and rng.random() < 0.1
    code = specialties.find_code(f"{house.code}{track.track}{1 if rural else 0}")
    assert code is not None
    specialty = specialties.specialty_name(code)
    quota = unfilled + rng.randrange(9)
    years = range(season.year - 3, season.year) if rng.random() < 0.5 else ()
    return Program(
        id=code.text,
        code=code.text,
        institution=house.name,
        name=f"{specialty}/Rural Track" if rural else specialty,
        specialty=specialty,
        type=code.type,
        city=house.town,
        state=house.state,
        service=specialties.service(code),
        in_soap="yes",
        quota=quota,
        listed="yes",
        unfilled=unfilled,
        results={str(year): YearResult(quota=quota, matched=max(0, quota - rng.randrange(4))) for year in years},
        phone=phone,
        email=f"gme{house.code}@example.org",
        **_facts(rng, season, track, house),
    )


def _facts(rng: Random, season: Season, track: _Track, house: _House) -> dict[str, Any]:
    """What the user has found out about a program: for the smaller half of them, something."""
    if rng.random() >= track.known:
        return {"setting": house.setting} if rng.random() < 0.2 else {}
    source = rng.choice(("program site", "program site", "FREIDA", "a resident there", "email from the office"))
    as_of = rng.choice((f"Feb {season.year}", f"Feb {season.year}", f"Jan {season.year}", f"Oct {season.year - 1}"))

    def fact(value: Known) -> Fact:
        return Fact(value=value, source=source, as_of=as_of)

    sponsors: Known = "yes" if track.genetics == 1 or rng.random() < 0.92 else "no"
    share = rng.randrange(12, 78) if track.genetics == 1 or rng.random() < 0.62 else rng.randrange(10)
    return {
        "setting": house.setting,
        "j1": fact(sponsors),
        "h1b": fact(rng.choice(("yes", "no", "no"))) if rng.random() < 0.6 else Fact(),
        "imgs": fact("yes" if share else "no"),
        "img_percent": float(share),
        "genetics": _genetics(rng, track, fact("yes"), fact("no")),
        "subspecialties": rng.choice(("strong", "some", "some", "limited", "limited", "unknown")),
        "url": f"https://example.org/gme/{house.code}",
    }


def _genetics(rng: Random, track: _Track, yes: Fact, no: Fact) -> Genetics:
    if rng.random() < track.genetics:
        rest = [rng.choice((yes, no, Fact())) for _ in range(3)]
        return Genetics(clinic=yes, department=rest[0], rotation=rest[1], research=rest[2])
    return Genetics(department=no, clinic=no, rotation=no, research=no) if rng.random() < 0.4 else Genetics()


def _chosen(programs: dict[str, Program], profile: Profile) -> tuple[list[str], list[str]]:
    """The programs applied to and those planned, the best of each track first."""
    sent: list[str] = []
    planned: list[str] = []
    for track in _names().mix:
        mine = [program for program in programs.values() if program.id[4:8] == track.track]
        ranked = [program.id for program in sorted(mine, key=lambda program: _rank(program, profile))]
        sent += ranked[: track.sent]
        planned += ranked[track.sent : track.sent + track.planned]
    return sent, planned


def _rank(program: Program, profile: Profile) -> tuple[str, int, str]:
    judged = tiers.assess(program, profile)
    return judged.tier, -judged.fit, program.id


def _cast(applied: list[Program]) -> dict[str, str]:
    """Who plays which part in the week: the first program of the track, in the zone where one is asked for."""
    cast: dict[str, str] = {}
    for role, (track, zone) in _names().cast.items():
        cast[role] = next(
            program.id
            for program in applied
            if program.id[4:8] == track
            and program.id not in cast.values()
            and zone in ("", _names().states[program.state][1])
        )
    return cast


def _moves(rng: Random, programs: dict[str, Program], sent: list[str], planned: list[str], cast: set[str]) -> _Moves:
    """What became of some of the others, and of one program that was applied to: it filled, and left the list."""
    filled = next(program_id for program_id in reversed(sent) if program_id[4:8] == "120C" and program_id not in cast)
    others = [program_id for program_id in programs if program_id not in {*sent, *planned}]
    picked = rng.sample(others, _LEFT_THE_LIST - 1 + _CAME_TO_THE_LIST + _NOT_IN_SOAP)
    left, came = picked[: _LEFT_THE_LIST - 1], picked[-_CAME_TO_THE_LIST:]
    return _Moves(left=(filled, *left), came=tuple(came), absent=tuple(picked[len(left) : -len(came)]))


def _versions(programs: dict[str, Program], moves: _Moves, week: _Week) -> list[ListVersion]:
    """The list of Monday and the one of Wednesday evening; nobody has imported one on Thursday yet."""
    first = {program.id: program.unfilled for program in programs.values() if program.id not in moves.came}
    second = {program.id: program.unfilled for program in programs.values() if program.id not in moves.left}
    return [
        ListVersion(
            id="list-1", at=week.at(_FIRST_LIST), source="unfilled-monday.csv", positions=first, appeared=tuple(first)
        ),
        ListVersion(
            id="list-2",
            at=week.at(_SECOND_LIST),
            source="unfilled-wednesday.csv",
            positions=second,
            appeared=moves.came,
            vanished=moves.left,
        ),
    ]


def _applications(
    programs: dict[str, Program], sent: list[str], planned: list[str], moves: _Moves, week: _Week
) -> Iterator[Application]:
    """Chosen from Monday noon on, sent one by one in the afternoon."""
    for number, program_id in enumerate(sent + planned):
        closed = program_id in moves.left
        yield Application(
            id=program_id,
            program=program_id,
            service=programs[program_id].service,
            planned=week.at(_FIRST_PLANNED) + timedelta(minutes=3 * number),
            sent=week.at(_FIRST_SENT) + timedelta(minutes=5 * number) if program_id in sent else None,
            closed="filled" if closed else "",
            closed_at=week.at(_SECOND_LIST) if closed else None,
        )


def _calls(cast: dict[str, str], programs: dict[str, Program], week: _Week) -> Iterator[Call]:
    for number, raw in enumerate(_names().calls, start=1):
        told = week.filled_in(raw)
        if told["started"] > week.now:
            continue
        if "program" in told:
            program = programs[cast[told["program"]]]
            told |= {"program": program.id, "number": program.phone}
        yield msgspec.convert(told | {"id": f"call-{number:02}"}, Call)


def _interviews(cast: dict[str, str], week: _Week) -> Iterator[Interview]:
    """The interviews that were agreed on by now; how one went is known only after it."""
    for number, raw in enumerate(_names().interviews, start=1):
        told = week.filled_in(raw)
        if told.pop("said") > week.now:
            continue
        if told["at"] + timedelta(minutes=told["minutes"]) > week.now:
            told.pop("outcome", None)
        told |= {"id": f"interview-{number}", "program": cast[told["program"]]}
        yield msgspec.convert(told | {"link": f"https://example.org/meet/{number:03}"}, Interview)


def _offers(cast: dict[str, str], season: Season, now: datetime) -> Iterator[Offer]:
    """One offer, in the round that is open or was last; before the first round there is none."""
    opened = [window for window in season.rounds if window.opens <= now]
    if opened:
        seen = max(opened[-1].opens, min(now, opened[-1].closes) - OFFER_SEEN_BEFORE)
        yield Offer(id="offer-1", program=cast[OFFERED_BY], round=opened[-1].round, seen=seen)


def _sheet(cast: dict[str, str], week: _Week) -> DecisionSheet:
    told = week.filled_in(_names().sheet)
    return msgspec.convert(told | {"id": "sheet", "order": [cast[role] for role in told["order"]]}, DecisionSheet)


def _tasks(week: _Week) -> Iterator[Task]:
    for number, raw in enumerate(_names().tasks, start=1):
        yield msgspec.convert(week.filled_in(raw) | {"id": f"task-{number}"}, Task)
