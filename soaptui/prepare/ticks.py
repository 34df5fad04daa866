"""What the user has done already, told by what is kept: an item that ticks itself names one of these."""

from collections.abc import Callable

from soaptui.prepare import documents
from soaptui.prepare.alarm_tests import alarm_test_answer
from soaptui.records import UNKNOWN, Program, State
from soaptui.week import own_day
from soaptui.week.season import Season


def ticks_itself(name: str, state: State, season: Season) -> bool:
    """Whether what is kept shows that it is done. `name` may have an argument: "letters:3"."""
    kind, _, argument = name.partition(":")
    return TICKS[kind](state, season, argument)


def _seen(state: State, season: Season, event_id: str) -> bool:
    word = state.official_times.get(f"{season.year}/{event_id}")
    return word is not None and word.seen is not None


def _official_times(state: State, season: Season, _: str) -> bool:
    return all(_seen(state, season, event.id) for event in season.events)


def _genetics(program: Program) -> bool:
    facts = program.genetics
    return "yes" in (facts.department.value, facts.clinic.value, facts.rotation.value, facts.research.value)


def _visas_noted(program: Program) -> bool:
    return program.j1.value != UNKNOWN.value or program.h1b.value != UNKNOWN.value


def _answered(state: State, _: Season, beginnings: str) -> bool:
    """Whether an answer is written whose id begins in one of these ways: "story-|why-specialty"."""
    begins = tuple(beginnings.split("|"))
    return any(key.startswith(begins) and answer.text.strip() for key, answer in state.answers.items())


def _alarm(state: State, _: Season, __: str) -> bool:
    return alarm_test_answer(state, "test-alarm") is True


def _own_day(state: State, _: Season, __: str) -> bool:
    return own_day.NIGHT in state.settings or own_day.TAKEN in state.settings


def _facts(state: State, _: Season, __: str) -> bool:
    return bool(state.me.steps) and state.me.graduation_year is not None


TICKS: dict[str, Callable[[State, Season, str], bool]] = {
    "visa": lambda state, season, _: state.me.visa != "unknown",
    "zone": lambda state, season, _: bool(state.me.zone),
    "phone": lambda state, season, _: bool(state.me.phone),
    "facts": _facts,
    "fields": lambda state, season, _: bool(state.me.specialties),
    "rank-deadline": lambda state, season, _: _seen(state, season, "rank-deadline"),
    "official-times": _official_times,
    "programs": lambda state, season, _: bool(state.programs),
    "genetics": lambda state, season, _: any(map(_genetics, state.programs.values())),
    "visa-facts": lambda state, season, _: any(map(_visas_noted, state.programs.values())),
    "results": lambda state, season, _: any(program.results for program in state.programs.values()),
    "answer": _answered,
    "practised": lambda state, season, _: bool(state.attempts),
    "sheet": lambda state, season, _: any(sheet.order or sheet.rules for sheet in state.sheets.values()),
    "alarm": _alarm,
    "own-day": _own_day,
    "letters": lambda state, season, least: documents.letters_in(state) >= int(least),
    "letter": lambda state, season, field: documents.has_letter(state, field),
    "statement": lambda state, season, specialty: documents.has_statement(state, specialty),
}
