"""What an NRMP program code says in words: the specialty, its service, the type of position."""

from functools import cache

import msgspec

from soaptui import paths
from soaptui.application_services import USUAL_SERVICE
from soaptui.nrmp_code import POSITION_TYPES
from soaptui.nrmp_code import SOAP_TYPES as SOAP_TYPES
from soaptui.nrmp_code import ProgramCode as ProgramCode
from soaptui.nrmp_code import find_code as find_code
from soaptui.records import Program, Service

TYPES: dict[str, str] = {letter: means.title for letter, means in POSITION_TYPES.items()}
"""What the eighth character says of the position."""

INTEGRATED_GENETICS = {"765", "766"}


class Specialty(msgspec.Struct, frozen=True):
    """A specialty by its three-character code, and the application service that its programs use."""

    name: str
    short: str
    service: Service = USUAL_SERVICE


@cache
def specialties() -> dict[str, Specialty]:
    """The specialties by code."""
    text = (paths.fixtures() / "specialties.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, Specialty])


def specialty_name(code: ProgramCode) -> str:
    """The specialty in words; preliminary medicine and surgery go by names of their own."""
    known = specialties().get(code.specialty)
    if known is None:
        return f"specialty {code.specialty}"
    if code.type == "P" and code.specialty in ("140", "440"):
        return "Medicine-Preliminary" if code.specialty == "140" else "Surgery-Preliminary"
    return known.name


def service(code: ProgramCode) -> Service:
    """The application service that the specialty uses; the list itself may say otherwise."""
    known = specialties().get(code.specialty)
    return known.service if known else "unknown"


def short_specialty(program: Program) -> str:
    """The specialty in few letters, and whether it is a preliminary year."""
    code = find_code(program.code)
    known = specialties().get(code.specialty) if code else None
    if code is not None and known is not None and code.type == "P" and code.specialty != "999":
        return f"{known.short} prelim"
    return known.short if known else program.specialty
