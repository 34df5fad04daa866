"""Application slots: 45 per service for the whole of SOAP, planned and sent counted apart (nrmp.org, Liaison)."""

from datetime import datetime
from typing import Literal, NamedTuple

from soaptui.programs import codes
from soaptui.records import APPLICATION_SERVICES, Application, Program, Service, State, replace
from soaptui.refusal import Refusal

Mark = Literal["planned", "sent", "none"]


class Refused(Refusal):
    """The applications cannot be marked so; the text says why."""


class Meter(NamedTuple):
    """One service's slots."""

    service: Service
    sent: int
    planned: int
    limit: int

    @property
    def free(self) -> int:
        """Slots not used yet, planned ones counted as free."""
        return max(0, self.limit - self.sent)


def service_of(program: Program) -> Service:
    """The service that the program uses: as the list says, else as its specialty does, else ERAS."""
    if program.service != "unknown":
        return program.service
    code = codes.find(program.code)
    by_specialty = codes.service(code) if code else "unknown"
    return by_specialty if by_specialty != "unknown" else "ERAS"


def meters(state: State, limits: dict[str, int]) -> tuple[Meter, ...]:
    """The slots of each service. An application that was closed by an answer stays used."""
    found = []
    for service in APPLICATION_SERVICES:
        mine = [a for a in state.applications.values() if a.service == service]
        sent = sum(1 for a in mine if a.sent is not None)
        planned = sum(1 for a in mine if a.sent is None and a.planned is not None and not a.closed)
        found.append(Meter(service, sent, planned, limits.get(service, 45)))
    return tuple(found)


def standing(application: Application | None) -> str:
    """An application in one word: closed (with why), sent, planned, or nothing."""
    if application is None:
        return ""
    if application.closed:
        return application.closed
    if application.sent is not None:
        return "sent"
    return "planned" if application.planned is not None else ""


def mark(
    state: State, programs: list[Program], wanted: Mark, now: datetime, limits: dict[str, int]
) -> list[Application]:
    """The applications as they stand after marking these programs.

    Raises Refused for more sent applications than a service takes, and for taking back one that was sent:
    the services let nobody withdraw. Marks that change nothing are left out.
    """
    made: list[Application] = []
    for program in {program.id: program for program in programs}.values():
        before = state.applications.get(program.id)
        after = _marked(before, program, wanted, now)
        if after is not None and after != before:
            made.append(after)
    for meter in meters(state, limits):
        more = sum(1 for a in made if a.service == meter.service and a.sent is not None)
        if more and meter.sent + more > meter.limit:
            raise Refused(
                f"{meter.service} takes {meter.limit} applications for the whole of SOAP: {meter.sent} are sent, "
                f"so {more} more cannot be."
            )
    return made


def _marked(before: Application | None, program: Program, wanted: Mark, now: datetime) -> Application | None:
    if before is not None and before.sent is not None:
        if wanted == "sent":
            return before
        raise Refused(f"The application to {program.code or program.id} was sent, and a sent one stays sent.")
    if wanted == "none":
        return replace(before, planned=None) if before is not None else None
    base = before or Application(id=program.id, program=program.id)
    base = replace(base, service=service_of(program), planned=base.planned or now)
    return replace(base, sent=now) if wanted == "sent" else base
