"""Which header means what. A header is compared by its letters and digits alone, in small letters."""

import re
from typing import NamedTuple

FIELDS: dict[str, tuple[str, ...]] = {
    "code": (
        "code", "nrmp code", "nrmp program code", "program code", "nrmp id", "nrmp number", "nrmp program id",
        "nrmp program number", "program nrmp code", "nrmp",
    ),
    "acgme_id": (
        "acgme", "acgme id", "acgme code", "acgme number", "acgme program id", "acgme program number",
        "acgme program code",
    ),
    "institution": (
        "institution", "institution name", "sponsoring institution", "hospital", "sponsor", "hospital name",
        "institution title",
    ),
    "name": ("name", "program", "program name", "program title", "program description", "track", "track name"),
    "specialty": ("specialty", "speciality", "specialty name", "program specialty", "discipline"),
    "type": ("type", "program type", "position type", "track type", "nrmp program type"),
    "city": ("city", "town", "program city", "location city"),
    "state": ("state", "st", "program state", "state code", "location state", "state/territory"),
    "region": ("region",),
    "setting": ("setting", "program setting", "community or university", "university or community"),
    "unfilled": (
        "unfilled", "positions unfilled", "unfilled positions", "number unfilled", "open positions", "open",
        "positions available", "available positions", "vacancies", "positions remaining", "remaining",
        "available", "number of unfilled positions", "unfilled spots", "positions", "no unfilled",
    ),
    "quota": ("quota", "positions offered", "offered", "offered positions", "total positions", "capacity"),
    "service": (
        "service", "application service", "apply through", "apply via", "application system",
        "application platform", "eras/residencycas", "app service",
    ),
    "in_soap": (
        "soap", "in soap", "soap participation", "participating in soap", "participates in soap",
        "soap participating", "soap status", "soap program",
    ),
    "phone": ("phone", "telephone", "phone number", "contact phone", "program phone", "tel"),
    "email": ("email", "e-mail", "contact email", "program email", "email address"),
    "url": ("url", "website", "web site", "link", "program website", "web"),
    "visa": ("visa", "visas", "visa sponsorship", "visa type", "visas sponsored", "visa types", "visa status"),
    "j1": ("j1", "j-1", "j1 visa", "j-1 visa", "sponsors j-1", "j-1 sponsorship"),
    "h1b": ("h1b", "h-1b", "h1", "h1b visa", "h-1b visa", "sponsors h-1b", "h-1b sponsorship"),
    "img_percent": ("img %", "imgs %", "% img", "% imgs", "percent img", "img percent", "img percentage",
        "img share"),
    "imgs": ("img", "imgs", "takes imgs", "img friendly", "accepts imgs", "imgs accepted"),
    "genetics": ("genetics", "medical genetics", "genetics resources", "genetics department", "genetics dept"),
    "as_of": ("as of", "visa as of", "as of date", "date checked", "last checked", "checked", "verified"),
    "notes": ("notes", "note", "comments", "comment", "remarks"),
}  # fmt: skip
"""The fields of a program that a column can fill, and the headers that mean them."""

_YEAR = re.compile(r"^(20\d\d)\s*[-_ ]*(quota|matched|filled)$|^(quota|matched|filled)\s*[-_ ]*(20\d\d)$")

_COUNTING = re.compile(r"^(#\s*|(no\.?|number)\s+)(of\s+)?", re.IGNORECASE)


class Mapping(NamedTuple):
    """What the columns of a sheet are: field to column number; year to its quota and matched columns; the rest."""

    fields: dict[str, int]
    quota: dict[str, int]
    matched: dict[str, int]
    ignored: dict[str, int]

    @property
    def known(self) -> int:
        """How many columns were recognised."""
        return len(self.fields) + len(self.quota) + len(self.matched)

    @property
    def years(self) -> list[str]:
        """The years that have both a quota and a matched column, oldest first."""
        return sorted(self.quota.keys() & self.matched.keys())


def squeezed(header: str) -> str:
    """A header's letters, digits and percent sign, in small letters."""
    return re.sub(r"[^a-z0-9%]", "", header.casefold())


_BY_HEADER = {squeezed(word): field for field, words in FIELDS.items() for word in words}


def field_of(header: str) -> str | None:
    """The field that a header means."""
    return _BY_HEADER.get(squeezed(header)) or _BY_HEADER.get(squeezed(_COUNTING.sub("", header.strip())))


def map_headers(headers: list[str]) -> Mapping:
    """What each column is. Of two columns for one field the first counts; the other is kept as unknown."""
    mapping = Mapping({}, {}, {}, {})
    for column, header in enumerate(headers):
        year = _YEAR.match(header.strip().casefold())
        field = field_of(header)
        if year:
            table = mapping.quota if (year[2] or year[3]) == "quota" else mapping.matched
            table.setdefault(year[1] or year[4], column)
        elif field:
            mapping.fields.setdefault(field, column)
    for table in (mapping.quota, mapping.matched):
        for year_alone in table.keys() - mapping.years:  # a quota without its matches tells nothing
            del table[year_alone]
    taken = {*mapping.fields.values(), *mapping.quota.values(), *mapping.matched.values()}
    for column, header in enumerate(headers):
        name = header.strip()
        if name and column not in taken:
            mapping.ignored[name if name not in mapping.ignored else f"{name} ({column + 1})"] = column
    return mapping
