"""What others have published of SOAP as a whole, each figure with its source; it ships with the program."""

from functools import cache

import msgspec

from soaptui import paths


class PublishedYear(msgspec.Struct, frozen=True):
    """One year: positions in SOAP, and how many of them SOAP filled; None where it was not found."""

    year: int
    in_soap: int | None
    filled: int | None
    source: str


class PublishedRound(msgspec.Struct, frozen=True):
    """The share of all positions that is filled by the end of a round, as a rule."""

    round: int
    filled: float
    source: str


class PublishedFill(msgspec.Struct, frozen=True):
    """All of it, and where each source is."""

    years: tuple[PublishedYear, ...]
    rounds: tuple[PublishedRound, ...]
    sources: tuple[str, ...]


@cache
def published_fill() -> PublishedFill:
    """What ships."""
    return msgspec.json.decode((paths.fixtures() / "published_fill.json").read_bytes(), type=PublishedFill)
