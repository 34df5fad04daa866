"""The list as it is looked at: each program with its tier, application and text to search, tier by tier."""

from operator import attrgetter

import msgspec

from soaptui.program_tiers import BEST_FIRST
from soaptui.programs import program_filter, slots, specialties
from soaptui.programs.program_row import ProgramRow as ProgramRow
from soaptui.programs.program_row import look_at_program
from soaptui.programs.tiers import assess
from soaptui.records import Profile, Program, State


class _KeptRow(msgspec.Struct, frozen=True):
    closed: str
    row: ProgramRow
    place: tuple[int, bool, int, str, str]


class Listing:
    """Rows for a state, made anew only where a program, the profile or an application has changed.

    Records are never changed in place, so the same object means the same content.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _KeptRow] = {}
        self._profile: Profile | None = None
        self._any_list = False
        self._year = 0

    def rows(self, state: State, closed: dict[str, str], year: int = 0) -> list[ProgramRow]:
        """Every program of the state, best first within its tier; `year` is that of the Match, as for `assess`."""
        profile, any_list = state.me, bool(state.list_versions)
        if (
            any_list is not self._any_list
            or year != self._year
            or (profile is not self._profile and profile != self._profile)
        ):
            self._kept = {}
        self._profile, self._any_list, self._year = profile, any_list, year
        came = _came(state)
        kept: dict[str, _KeptRow] = {}
        for program in state.programs.values():
            reason = closed.get(program.id, "")
            application = state.applications.get(program.id)
            old = self._kept.get(program.id)
            if (
                old is None
                or old.row.program is not program
                or old.row.application is not application
                or old.closed != reason
                or old.row.new is not (program.id in came)
            ):
                found = assess(program, profile, reason, any_list=any_list, year=year)
                hay = program_filter.program_haystack(
                    program, f"tier {found.tier}", slots.application_word(application)
                )
                count, _ = positions(program, any_list)
                row = look_at_program(program, found, application, hay, new=program.id in came, open=count)
                old = _KeptRow(reason, row, _place(row, any_list))
            kept[program.id] = old
        self._kept = kept
        return [item.row for item in sorted(kept.values(), key=attrgetter("place"))]


def _came(state: State) -> frozenset[str]:
    """The programs that came with the newest list, where there was one before it."""
    versions = sorted(state.list_versions.values(), key=attrgetter("at"))
    return frozenset(versions[-1].appeared) if len(versions) > 1 else frozenset()


def _place(row: ProgramRow, any_list: bool) -> tuple[int, bool, int, str, str]:
    """What is not on the list stands behind what is, in each tier."""
    name = row.program.institution.casefold()
    return (BEST_FIRST.index(row.tier), off_list(row.program, any_list), -row.assessment.fit, name, row.program.id)


def off_list(program: Program, any_list: bool) -> bool:
    """Whether there is a List of Unfilled Programs, and the program is not on it."""
    return any_list and program.listed != "yes"


def positions(program: Program, any_list: bool) -> tuple[int | None, str]:
    """Open positions, and where the number is from ("list", "results 2026", or nowhere).

    Once a List of Unfilled Programs has been imported, a program that is not on it has none.
    """
    if program.listed == "yes":
        return program.unfilled, "list"
    if any_list:
        return 0, "list"
    if program.results:
        year = max(program.results)
        return program.results[year].unfilled, f"results {year}"
    return None, ""


def as_json(row: ProgramRow, any_list: bool) -> dict[str, object]:
    """The row as `programs --json` prints it."""
    program = row.program
    count, source = positions(program, any_list)
    return {
        "code": program.code or program.id,
        "institution": program.institution,
        "name": program.name,
        "specialty": program.specialty,
        "type": program.type,
        "type_label": specialties.TYPES.get(program.type, ""),
        "city": program.city,
        "state": program.state,
        "service": service if (service := slots.service_of(program)) != "other" else "unknown",
        "other_service": program.other_service,
        "positions": count,
        "positions_from": source,
        "listed": program.listed,
        "tier": row.tier,
        "fit": row.assessment.fit,
        "reasons": list(row.assessment.reasons),
        "unknowns": list(row.assessment.unknowns),
        "against": list(row.assessment.against),
        "not_proposed": row.assessment.not_proposed,
        "position": row.assessment.position,
        "cut_offs": {kind: msgspec.to_builtins(cut) for kind, cut in program.cut_offs.items()},
        "application": slots.application_word(row.application),
        "new": row.new,
        "visa": sorted(row.visas),
        "chance": program.chance,
        "value": program.value,
    }
