"""The services through which applications are sent: once, with what is known of each.

A service is kept in the store by its text, so no text here ever changes.
"""

from typing import Literal

from soaptui.meaning import Meaning

ApplicationService = Literal["ERAS", "ResidencyCAS"]
Service = Literal[ApplicationService, "unknown"]


class ServiceMeaning(Meaning):
    """A service. `short` is what it is called in the bar, and in a filter too.

    `shuts_for_rounds` says that it takes no application while an offer round is open; of one that does not, nobody
    says whether it takes any.
    """

    short: str
    shuts_for_rounds: bool


SERVICES: dict[ApplicationService, ServiceMeaning] = {
    "ERAS": ServiceMeaning(short="ERAS", shuts_for_rounds=True),
    "ResidencyCAS": ServiceMeaning(short="RCAS", shuts_for_rounds=False),
}
"""That ERAS shuts is from a school guide (University of Oklahoma). Nothing is known of the other."""

APPLICATION_SERVICES: tuple[ApplicationService, ...] = tuple(SERVICES)

USUAL_SERVICE: ApplicationService = "ERAS"
"""The service that nearly every program uses: where nobody said which, it is meant."""


def service_or_usual(service: Service) -> ApplicationService:
    """The service whose slots count: the usual one where nobody said which."""
    return USUAL_SERVICE if service == "unknown" else service
