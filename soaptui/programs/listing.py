"""The list as it is looked at: each program with its tier, application and text to search, tier by tier."""

from collections.abc import Iterable

import msgspec

from soaptui.programs import codes, query, slots
from soaptui.programs.tiers import Assessment, Tier, assess
from soaptui.records import Application, Profile, Program, State

ORDER: tuple[Tier, ...] = ("1", "2", "3", "no")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One program as it is looked at."""

    program: Program
    assessment: Assessment
    application: Application | None
    haystack: str
    new: bool = False
    """Whether it came with the newest list, an older one having been taken in before."""

    @property
    def tier(self) -> Tier:
        """The tier it stands in."""
        return self.assessment.tier


class _Kept(msgspec.Struct, frozen=True):
    program: Program
    profile: Profile
    closed: str
    application: Application | None
    any_list: bool
    row: Row


class Listing:
    """Rows for a state, made anew only where a program, the profile or an application has changed.

    Records are never changed in place, so the same object means the same content.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def rows(self, state: State, closed: dict[str, str]) -> list[Row]:
        """Every program of the state, best first within its tier."""
        profile = state.me
        any_list = bool(state.list_versions)
        kept: dict[str, _Kept] = {}
        for program in state.programs.values():
            reason = closed.get(program.id, "")
            application = state.applications.get(program.id)
            old = self._kept.get(program.id)
            if (
                old is None
                or old.program is not program
                or (old.profile is not profile and old.profile != profile)
                or old.closed != reason
                or old.application is not application
                or old.any_list is not any_list
            ):
                found = assess(program, profile, reason, any_list=any_list)
                row = Row(
                    program=program,
                    assessment=found,
                    application=application,
                    haystack=query.haystack(program, f"tier {found.tier}", slots.standing(application)),
                )
                old = _Kept(program, profile, reason, application, any_list, row)
            kept[program.id] = old
        self._kept = kept
        return sorted((item.row for item in kept.values()), key=_place)


def _place(row: Row) -> tuple[int, int, str, str]:
    return (ORDER.index(row.tier), -row.assessment.fit, row.program.institution.casefold(), row.program.id)


def filtered(rows: Iterable[Row], text: str) -> list[Row]:
    """The rows that hold every word typed."""
    wanted = query.terms(text)
    return [row for row in rows if query.accepts(row.haystack, wanted)]


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


def as_json(row: Row, any_list: bool) -> dict[str, object]:
    """The row as `programs --json` prints it."""
    program = row.program
    count, source = positions(program, any_list)
    return {
        "code": program.code or program.id,
        "institution": program.institution,
        "name": program.name,
        "specialty": program.specialty,
        "type": program.type,
        "type_label": codes.TYPES.get(program.type, ""),
        "city": program.city,
        "state": program.state,
        "service": slots.service_of(program),
        "positions": count,
        "positions_from": source,
        "listed": program.listed,
        "tier": row.tier,
        "fit": row.assessment.fit,
        "reasons": list(row.assessment.reasons),
        "unknowns": list(row.assessment.unknowns),
        "application": slots.standing(row.application),
    }
