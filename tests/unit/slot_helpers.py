"""What the tests of application slots share: programs, sent applications, a week with other limits."""

import msgspec

from soaptui.records import Application, Program, Service, State
from soaptui.week.season import Season
from tests.unit.agenda_helpers import WEEK
from tests.unit.lists import NOW


def limited(limits: dict[str, int]) -> Season:
    """The week with other limits."""
    return msgspec.structs.replace(WEEK, limits=limits)


def programs(count: int, specialty: str = "140", start: int = 1000) -> list[Program]:
    """As many programs as asked for."""
    return [Program(id=code, code=code) for code in (f"{start + n}{specialty}C0" for n in range(count))]


def sent(count: int, service: Service = "ERAS", start: int = 1000) -> dict[str, Application]:
    """Applications that were sent."""
    codes = [f"{start + n}{'110' if service == 'ResidencyCAS' else '140'}C0" for n in range(count)]
    return {c: Application(id=c, program=c, service=service, planned=NOW, sent=NOW) for c in codes}


def after(state: State, made: list[Application]) -> State:
    """The state with the applications put in."""
    return state.with_records([("applications", item.id, item) for item in made])
