"""Application slots: so many per service for the whole of SOAP, planned and sent counted apart.

What depends on the time alone stands in soaptui/week/sending.py; here the programs come in.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeVar

from soaptui.application_services import SERVICES, AnyService, has_slots, service_or_usual
from soaptui.counted import many
from soaptui.program_tiers import BEST_FIRST, TIERS
from soaptui.programs import specialties
from soaptui.programs.tiers import Assessment, assess
from soaptui.records import Application, Program, Service, State, replace
from soaptui.refusal import Refusal
from soaptui.week import words, zones
from soaptui.week.season import Season
from soaptui.week.sending import (
    Meter,
    application_word,
    closed_until,
    live_plans,
    meters,
    newcomers,
    shut,
    shut_since,
    waits_for_opening,
    warnings,
)
from soaptui.week.situation import why_out

__all__ = [
    "Mark",
    "Meter",
    "Refused",
    "Shut",
    "application_word",
    "closed_until",
    "iso_minute",
    "marked_applications",
    "meters",
    "refill",
    "sendable_before",
    "service_in_words",
    "service_of",
    "warnings",
    "work_order",
]

Mark = Literal["planned", "sent", "none"]


class Refused(Refusal):
    """The applications cannot be marked so; the text says why."""


class Shut(Refused):
    """The service takes no applications now. What was sent before `since` can be marked with that time.

    `reason` is the text without the way to do so on the command line.
    """

    def __init__(self, reason: str, cure: str, since: datetime) -> None:
        super().__init__(f"{reason}. {cure}")
        self.reason = f"{reason}."
        self.since = since


class Judged(Protocol):
    """A program with its assessment and its application: a row of the list."""

    @property
    def program(self) -> Program:
        """The program."""

    @property
    def assessment(self) -> Assessment:
        """Its tier and fit."""

    @property
    def application(self) -> Application | None:
        """The application to it."""


J = TypeVar("J", bound=Judged)


def service_of(program: Program) -> AnyService:
    """The service that the program uses: as the list says, else as its specialty does, else ERAS."""
    if program.service != "unknown":
        return program.service
    code = specialties.find_code(program.code)
    by_specialty = specialties.service(code) if code else "unknown"
    return service_or_usual(by_specialty)


def service_in_words(program: Program, service: Service = "unknown") -> str:
    """What an application to it goes through, as the list calls it where it is neither of the two.

    `service` is what the application says, where there is one.
    """
    service = service_of(program) if service == "unknown" else service
    return program.other_service or "another service" if service == "other" else service


def marked_applications(
    state: State,
    programs: Sequence[Program],
    wanted: Mark,
    now: datetime,
    season: Season,
    *,
    at: datetime | None = None,
) -> list[Application]:
    """The applications as they stand after marking these programs; all of them, or none.

    `at` is when they were sent, where that was not now: while an offer round is open ERAS takes none, but one
    that went out before may be marked late; of one that is marked as sent already it puts the time right. Marks that
    change nothing are left out.

    Raises Refused for more sent applications than a service takes, for taking back one that was sent (the services
    let nobody withdraw), and for a sending time that is still to come; Shut, where the service took none then.
    """
    if at is not None and at > now:
        raise Refused(f"An application cannot be sent at {words.eastern_text(at)}: that time has not come yet.")
    sent_at = at or now
    made: list[Application] = []
    for program in {program.id: program for program in programs}.values():
        before = state.applications.get(program.id)
        after = _marked(before, program, wanted, now, at)
        if after is not None and after != before:
            made.append(after)
    sending = [application for application in made if application.sent is not None]
    for meter in meters(state, season.limits):
        mine = [application for application in sending if service_or_usual(application.service) == meter.service]
        new = [application for application in mine if not _is_sent(state, application.program)]
        if new and meter.sent + len(new) > meter.limit:
            raise Refused(
                f"{meter.service} takes {meter.limit} applications for the whole of SOAP: "
                f"{many(meter.sent, 'is', 'are')} sent, so {len(new)} more cannot be."
            )
    for service in SERVICES:
        mine = [application for application in sending if service_or_usual(application.service) == service]
        if mine and (reason := shut(season, service, sent_at)):
            raise _shut(_held_first(state, season, sent_at) or reason, mine, season, sent_at)
    return made


def _held_first(state: State, season: Season, at: datetime) -> str:
    """That nothing can be sent at all, where SOAP has nothing more for the user: "again from 11:00" would invite them
    to send. Once SOAP is over nobody is invited any more.
    """
    out = "" if season.over(at) else why_out(state)
    return out and f"{out} No application can be sent"


def _shut(reason: str, mine: list[Application], season: Season, at: datetime) -> Shut:
    since = shut_since(season, at)
    time = iso_minute(since - MINUTE)
    which = mine[0].program if len(mine) == 1 else "CODE"
    what = "it" if len(mine) == 1 else "them"
    wall = zones.eastern(since)
    cure = (
        f"If you sent {what} before {words.clock24(wall)} {zones.abbreviation(wall)}, "
        f"say when: soaptui apply {which} --sent-at {time}"
    )
    return Shut(reason, cure, since)


MINUTE = timedelta(minutes=1)


def iso_minute(moment: datetime) -> str:
    """A moment as the command line takes it: "2027-03-16T08:03", Eastern Time."""
    return f"{zones.eastern(moment):%Y-%m-%dT%H:%M}"


def sendable_before(season: Season, service: Service, moment: datetime) -> datetime:
    """The last minute before a moment at which the service took applications."""
    at = moment - MINUTE
    return shut_since(season, at) - MINUTE if shut(season, service, at) else at


def _is_sent(state: State, program_id: str) -> bool:
    application = state.applications.get(program_id)
    return application is not None and application.sent is not None


def _marked(
    before: Application | None, program: Program, wanted: Mark, now: datetime, at: datetime | None
) -> Application | None:
    """`at` is when it went out, where the user said so."""
    if before is not None and before.sent is not None:
        if wanted == "sent":
            return before if at is None else replace(before, sent=at, sent_said=True)
        raise Refused(f"The application to {program.code or program.id} was sent. You cannot take back a sent one.")
    if wanted == "none":
        return replace(before, planned=None) if before is not None else None
    base = before or Application(id=program.id, program=program.id)
    sent_at = at or now
    planned = base.planned or (sent_at if wanted == "sent" else now)
    base = replace(base, service=service_of(program), planned=planned)
    return replace(base, sent=sent_at, sent_said=at is not None) if wanted == "sent" else base


def _worth(row: Judged) -> tuple[int, int, str]:
    return BEST_FIRST.index(row.assessment.tier), -row.assessment.fit, row.program.id


def refill(rows: Sequence[J], state: State, season: Season, now: datetime) -> list[J]:
    """The programs that came with the newest list and are worth a free slot, best first.

    At most as many as their service has slots neither used nor planned; none before a second list, and none from
    the last round on, when nothing that is sent can be offered any more. What is not for the user is left out.
    """
    came = set(newcomers(state, season))
    if not came or now >= season.rounds[-1].opens:
        return []
    waiting = live_plans(state, season, now)
    left = {m.service: max(0, m.free - waiting.get(m.service, 0)) for m in meters(state, season.limits)}
    new = [
        row
        for row in rows
        if row.program.id in came
        and row.program.listed == "yes"
        and TIERS[row.assessment.tier].for_you
        and not row.assessment.not_proposed
        and not application_word(row.application)
    ]
    found = []
    for row in sorted(new, key=_worth):
        service = service_of(row.program)
        if has_slots(service) and left[service] > 0:
            left[service] -= 1
            found.append(row)
    return found


def work_order(state: State, year: int = 0) -> list[Application]:
    """The planned applications that are not sent, in the order in which to send them.

    One service after the other, so that the user stays logged in; within it the best first by tier and fit, so that
    what does not get done is the weakest. What is not for the user any longer stands last. Before programs see
    anything the order gains nothing (nrmp.org: all are released at once), so nothing finer is needed.
    `year` is that of the Match, as for `assess`.
    """
    any_list = bool(state.list_versions)

    def place(application: Application) -> tuple[str, int, int, str]:
        program = state.programs.get(application.program)
        if program is None:
            return application.service, len(BEST_FIRST), 1, application.id
        found = assess(program, state.me, any_list=any_list, year=year)
        return application.service, BEST_FIRST.index(found.tier), -found.fit, application.id

    return sorted((item for item in state.applications.values() if waits_for_opening(item)), key=place)
