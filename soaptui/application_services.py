"""The services through which applications are sent: once, with what is known of each.

A service is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal, TypeGuard, get_args

from soaptui.meaning import Meaning

ApplicationService = Literal["ERAS", "ResidencyCAS"]
"""A service of SOAP, with so many slots."""

AnyService = Literal[ApplicationService, "other"]
"""What an application goes through: "other" is a service that is neither of the two, and uses none of their slots."""

Service = Literal[AnyService, "unknown"]


class ServiceMeaning(Meaning):
    """A service. `short` is what it is called in the bar, and in a filter too.

    `where` stands behind a count of applications, `called` in a sentence.

    `shuts_for_rounds` says that it takes no application while an offer round is open; of one that does not, nobody
    says whether it takes any.
    """

    short: str
    where: str
    called: str
    shuts_for_rounds: bool


SERVICES: dict[AnyService, ServiceMeaning] = {
    "ERAS": ServiceMeaning(short="ERAS", where="ERAS", called="ERAS", shuts_for_rounds=True),
    "ResidencyCAS": ServiceMeaning(short="RCAS", where="ResidencyCAS", called="ResidencyCAS", shuts_for_rounds=False),
    "other": ServiceMeaning(
        short="other", where="elsewhere", called="the program's own service", shuts_for_rounds=False
    ),
}
"""That ERAS shuts is from a school guide (University of Oklahoma). Nothing is known of the others."""

APPLICATION_SERVICES: tuple[ApplicationService, ...] = get_args(ApplicationService)
"""The services with slots: each has a meter, and a plan of its own."""

USUAL_SERVICE: ApplicationService = "ERAS"
"""The service that nearly every program uses: where nobody said which, it is meant."""


def service_or_usual(service: Service) -> AnyService:
    """The service that is meant: the usual one where nobody said which."""
    return USUAL_SERVICE if service == "unknown" else service


def has_slots(service: Service) -> TypeGuard[ApplicationService]:
    """Whether the service is one of SOAP's own, whose slots an application uses."""
    return service in APPLICATION_SERVICES
