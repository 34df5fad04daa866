"""What a row says of a program, field by field: the typed step between the cells of a file and a record."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from soaptui.program_tiers import Tier
from soaptui.records import (
    UNKNOWN,
    CutOff,
    Fact,
    Genetics,
    Known,
    Program,
    Service,
    Strength,
    Surroundings,
    YearResult,
)


class RowFields(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says. A field that stands at its default is one of which the row says nothing.

    Every field is one of Program, under the same name and with the same default. An empty text in `columns` says
    that nothing is left over of that column: what an earlier file kept of it goes.
    """

    acgme_id: str = ""
    institution: str = ""
    name: str = ""
    specialty: str = ""
    type: str = ""
    city: str = ""
    state: str = ""
    region: str = ""
    setting: Surroundings = "unknown"
    j1: Fact = UNKNOWN
    h1b: Fact = UNKNOWN
    imgs: Fact = UNKNOWN
    img_percent: float | None = None
    genetics: Genetics = Genetics()
    subspecialties: Strength = "unknown"
    cut_offs: dict[str, CutOff] = {}
    service: Service = "unknown"
    other_service: str = ""
    in_soap: Known = "unknown"
    quota: int | None = None
    unfilled: int | None = None
    results: dict[str, YearResult] = {}
    phone: str = ""
    email: str = ""
    url: str = ""
    talking_points: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    chance: float | None = None
    value: float | None = None
    tier_override: Literal["", Tier] = ""
    override_reason: str = ""


SILENT = RowFields()
"""A row that says nothing."""


class RowReading(msgspec.Struct, frozen=True):
    """A row that was read: its fields, and the cells that were not understood, by their headings; `noted` are the
    counts that say more than a number, `left` the cells that the user said to leave unknown.

    The text of such a cell is kept in the fields' `columns` too.
    """

    fields: RowFields = SILENT
    not_understood: dict[str, str] = {}
    noted: dict[str, str] = {}
    left: dict[str, str] = {}


def stated_fields(fields: RowFields) -> Iterator[tuple[str, object]]:
    """The fields of which a row says something, with what it says."""
    for name in RowFields.__struct_fields__:
        value = getattr(fields, name)
        if value != getattr(SILENT, name):
            yield name, value


def fields_of_program(program: Program) -> RowFields:
    """What a program's record says, as a row would say it."""
    return RowFields(**{name: getattr(program, name) for name in RowFields.__struct_fields__})
