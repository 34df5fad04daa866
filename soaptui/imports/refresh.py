"""Who came and who went with a refresh of the list, as far as it matters to the user."""

from collections.abc import Iterable

from soaptui.programs.tiers import assess
from soaptui.records import ListVersion, Program, State


def gone_with_application(state: State, gone: Iterable[Program]) -> tuple[Program, ...]:
    """The programs that leave the list though the user applied, or plans to, and has no answer that ends it."""
    applications = state.applications

    def applied(program: Program) -> bool:
        application = applications.get(program.id)
        return application is not None and not application.closed and bool(application.sent or application.planned)

    return tuple(program for program in gone if applied(program))


def came_and_fit(before: State, after: State, version: ListVersion | None) -> tuple[Program, ...]:
    """The programs that came with a refresh and are for the user, the best first; none with the very first list."""
    if version is None or not before.list_versions:
        return ()
    came = [after.programs[key] for key in version.appeared if key in after.programs]
    judged = [(assess(program, after.me, any_list=True), program) for program in came]
    fitting = [(found.tier, -found.fit, program.id, program) for found, program in judged if found.tier != "no"]
    return tuple(program for *_, program in sorted(fitting, key=lambda each: each[:3]))
