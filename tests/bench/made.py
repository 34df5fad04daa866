"""Made-up data of any size: the programs of the demo scaled up, calls, countdowns, list files, a store on disk."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from soaptui import demo
from soaptui.records import (
    Call,
    Direction,
    Interview,
    ListVersion,
    Offer,
    Profile,
    Program,
    Record,
    State,
    kind_of,
    replace,
)
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import season, zones
from soaptui.week.clock import SystemClock
from soaptui.week.season import Season
from tests.unit import lists

NOW = zones.eastern_instant("2027-03-18T10:12")
"""A moment of Thursday, in the first round."""

PROGRAMS, MANY_PROGRAMS, CALLS, COUNTDOWNS = 2_500, 15_000, 500, 60

_CAMPUSES = ("", " East", " West", " North", " Lakeside", " Riverside", " Hillside", " South")
_DIRECTIONS: tuple[Direction, ...] = ("in", "in", "out", "missed", "in", "out", "voicemail", "in", "in", "out")


def the_season() -> Season:
    """The season that NOW is in."""
    return season.load_season(2027)


@cache
def _demo() -> tuple[Record, ...]:
    return tuple(demo.records(the_season(), NOW))


def programs(count: int) -> list[Program]:
    """So many programs: those of the demo again and again, each time at another campus with a code of its own."""
    originals = [record for record in _demo() if isinstance(record, Program)]
    made = []
    for number in range(count):
        original = originals[number % len(originals)]
        code = f"{1000 + number % 9000}{original.code[4:8]}{number // 9000}"
        campus = _CAMPUSES[number // len(originals) % len(_CAMPUSES)]
        made.append(replace(original, id=code, code=code, institution=f"{original.institution}{campus}"))
    return made


def calls(listed: list[Program], count: int) -> list[Call]:
    """So many calls with the first 89 programs, each now calling and now called, up to NOW."""
    return [
        Call(
            id=f"call-{number}",
            started=NOW - timedelta(minutes=9 * (count - number)),
            ended=NOW - timedelta(minutes=9 * (count - number) - 6),
            direction=_DIRECTIONS[number % len(_DIRECTIONS)],
            program=listed[number % 89].id,
            who_name="Dr. Ada Example",
            note="Asked about the start date, the visa and why genetics. Friendly; wants a letter by Wednesday.",
            outcome="talked",
        )
        for number in range(count)
    ]


def countdowns(listed: list[Program], count: int) -> list[Record]:
    """Half open offers of the first round, half interviews within the next hours: each has a countdown."""
    half = count // 2
    opened = the_season().rounds[0].opens
    offers = [Offer(id=f"offer-{n}", program=listed[n].id, round=1, seen=opened) for n in range(half)]
    interviews = [
        Interview(id=f"interview-{n}", program=listed[100 + n].id, at=NOW + timedelta(minutes=20 + 5 * n))
        for n in range(count - half)
    ]
    return [*offers, *interviews]


def everything(program_count: int, call_count: int = 0, countdown_count: int = 0) -> list[list[Record]]:
    """The records in the order in which a user makes them: profile, list, then call by call, then the rest."""
    listed = programs(program_count)
    positions = {program.id: program.unfilled for program in listed}
    version = ListVersion(id="list-1", at=NOW - timedelta(days=3), source="unfilled.csv", positions=positions)
    profile = next(record for record in _demo() if isinstance(record, Profile))
    made: list[list[Record]] = [[profile], [*listed, version]]
    made += [[call] for call in calls(listed, call_count)]
    if countdown_count:
        made.append(countdowns(listed, countdown_count))
    return made


def demo_state() -> State:
    """The demo as it is."""
    return State().with_records([(kind_of(record), record.id, record) for record in _demo()])


def store_folder(folder: Path, program_count: int, call_count: int = 0, countdown_count: int = 0) -> Path:
    """A data folder as a dashboard leaves it behind, after a change at a time."""
    # Saved today: a folder that was saved in the future would have the clock doubted at every start.
    store = Store.open(folder, SystemClock().now)
    for number, group in enumerate(everything(program_count, call_count, countdown_count)):
        store.commit(build_change(f"Step {number}", store.state, *group))
    store.close()
    return folder


def list_files(folder: Path, count: int) -> dict[str, Path]:
    """An unfilled list of so many programs, as CSV and as a workbook."""
    rows: list[lists.Cells] = [lists.LIST_HEADER]
    rows += [
        [p.institution, p.city, p.state, p.name, p.code, p.quota, p.unfilled, p.service, "Yes"]
        for p in programs(count)
    ]
    return {
        "CSV": lists.saved(folder, lists.csv_bytes(rows)),
        "XLSX": lists.workbook(folder / "list.xlsx", {"Unfilled": rows}),
    }
