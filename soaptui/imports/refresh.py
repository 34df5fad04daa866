"""Who came and who went with a refresh of the list, as far as it matters to the user."""

from collections.abc import Iterable

from soaptui.program_tiers import TIERS
from soaptui.programs.names import is_integrated_genetics
from soaptui.programs.tiers import assess
from soaptui.records import ListVersion, Program, State
from soaptui.week import zones
from soaptui.week.sending import waits_for_opening


def gone_with_application(state: State, gone: Iterable[Program]) -> tuple[Program, ...]:
    """The programs that leave the list though the user applied, or plans to, and has no answer that ends it."""
    applications = state.applications

    def applied(program: Program) -> bool:
        application = applications.get(program.id)
        return application is not None and not application.closed and bool(application.sent or application.planned)

    return tuple(program for program in gone if applied(program))


def only_planned(state: State, gone: Iterable[Program]) -> frozenset[str]:
    """The ids of those whose application is planned and not sent: their slots are free again."""
    applications = ((program.id, state.applications.get(program.id)) for program in gone)
    return frozenset(key for key, one in applications if one is not None and waits_for_opening(one))


def came_and_fit(before: State, after: State, version: ListVersion | None) -> tuple[Program, ...]:
    """The programs that came with a refresh and are for the user: integrated genetics first, then the best.

    None with the very first list.
    """
    if version is None or not before.list_versions:
        return ()
    came = [after.programs[key] for key in version.appeared if key in after.programs]
    year = zones.eastern(version.at).year  # the List comes out in the spring of its Match
    judged = [(assess(program, after.me, any_list=True, year=year), program) for program in came]
    fitting = [
        (not is_integrated_genetics(program), found.tier, -found.fit, program.id, program)
        for found, program in judged
        if TIERS[found.tier].for_you and not found.not_proposed
    ]
    return tuple(program for *_, program in sorted(fitting, key=lambda each: each[:4]))
