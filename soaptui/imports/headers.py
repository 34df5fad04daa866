"""Which header means what. A header is compared by its letters and digits alone, in small letters."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from soaptui.text import clean

FIELDS: dict[str, tuple[str, ...]] = {
    "code": (
        "code", "nrmp code", "nrmp program code", "program code", "nrmp id", "nrmp number", "nrmp program id",
        "nrmp program number", "program nrmp code", "nrmp", "nrmp no", "program number", "program id", "program no",
        "prog code", "match code", "nrmp match code", "match number", "nrmp code number", "track code",
        "nrmp track code", "nrmp program",
    ),
    "acgme_id": (
        "acgme", "acgme id", "acgme code", "acgme number", "acgme program id", "acgme program number",
        "acgme program code", "acgme no", "acgme id number", "accreditation id", "freida id", "freida program id",
        "eras id", "eras program id", "acgme program", "ama program id",
    ),
    "institution": (
        "institution", "institution name", "sponsoring institution", "hospital", "sponsor", "hospital name",
        "institution title", "hosp", "hosp name", "hospital/institution", "institution/hospital", "inst",
        "hospital/program", "program/hospital", "program/institution", "institution/program",
        "sponsoring institution name", "sponsoring hospital", "facility", "health system", "medical center",
        "university/hospital", "hospital/university", "center", "centre", "employer", "sponsor name",
        "primary clinical site", "primary teaching site", "participating institution",
    ),
    "name": (
        "name", "program", "program name", "program title", "program description", "track", "track name",
        "residency program", "residency", "residency name", "residency program name", "prog name",
        "name of program", "nrmp program name", "program/track", "program track", "prog",
    ),
    "specialty": (
        "specialty", "speciality", "specialty name", "program specialty", "discipline", "field", "department",
        "specialties", "spec", "specialty/program", "residency specialty", "primary specialty", "specialty title",
        "training specialty",
    ),
    "type": (
        "type", "program type", "position type", "track type", "nrmp program type", "type of program",
        "type of position", "type of track", "categorical/preliminary", "categorical or preliminary",
        "prelim/categorical", "categorical/prelim",
    ),
    "city": ("city", "town", "program city", "location city", "city name", "hospital city", "institution city"),
    "state": (
        "state", "st", "program state", "state code", "location state", "state/territory", "us state",
        "state name", "state abbreviation", "state abbr", "hospital state", "institution state", "province/state",
        "state/province",
    ),
    "place": ("city, state", "city state", "city/state", "location", "place", "city & state", "city and state",
              "program location", "town/state"),
    "region": ("region", "us region", "area", "geographic region"),
    "setting": (
        "setting", "program setting", "community or university", "university or community",
        "university/community", "community/university", "academic/community", "community/academic", "hospital type",
        "institution type", "type of hospital", "program affiliation", "affiliation", "university affiliation",
        "academic or community", "community based/university", "hospital setting", "univ/comm",
    ),
    "unfilled": (
        "unfilled", "positions unfilled", "unfilled positions", "number unfilled", "open positions", "open",
        "positions available", "available positions", "vacancies", "positions remaining", "remaining",
        "available", "number of unfilled positions", "unfilled spots", "positions", "no unfilled",
        "unfilled slots", "unfilled seats", "open spots", "open slots", "open seats", "spots open", "slots open",
        "spots", "slots", "seats", "openings", "vacant", "vacant positions", "positions open", "spots available",
        "available spots", "slots available", "available slots", "spots unfilled", "remaining positions",
        "positions vacant", "unfilled pos", "pos unfilled", "unfilled positions available", "soap positions",
        "positions in soap", "total unfilled", "unfilled count", "spots left", "positions left", "spots remaining",
        "current unfilled", "currently unfilled", "unfilled quota",
    ),
    "quota": (
        "quota", "positions offered", "offered", "offered positions", "total positions", "capacity",
        "total quota", "program quota", "nrmp quota", "positions total", "quota offered", "program size",
        "class size", "approved positions", "first year positions", "pgy1 positions", "pgy-1 positions",
        "number offered", "main match quota", "total offered", "positions in match",
    ),
    "service": (
        "service", "application service", "apply through", "apply via", "application system",
        "application platform", "eras/residencycas", "app service", "application portal", "apply on", "apply with",
        "apply in", "eras or residencycas", "residencycas/eras", "platform", "portal", "application via",
        "application method", "applications through",
    ),
    "in_soap": (
        "soap", "in soap", "soap participation", "participating in soap", "participates in soap",
        "soap participating", "soap status", "soap program", "soap participant", "participates soap",
        "soap eligible", "joining soap", "soap y/n", "in soap y/n", "soap yes/no",
    ),
    "phone": (
        "phone", "telephone", "phone number", "contact phone", "program phone", "tel", "telephone number",
        "contact number", "coordinator phone", "phone no", "program coordinator phone", "office phone",
    ),
    "email": (
        "email", "e-mail", "contact email", "program email", "email address", "coordinator email",
        "program coordinator email", "pc email", "pd email", "program director email", "director email", "e mail id",
    ),
    "url": (
        "url", "website", "web site", "link", "program website", "web", "webpage", "web page", "home page",
        "homepage", "program url", "web address", "website url", "website link", "program link",
    ),
    "visa": (
        "visa", "visas", "visa sponsorship", "visa type", "visas sponsored", "visa types", "visa status",
        "visa sponsored", "sponsors visa", "sponsors visas", "visa info", "visa information", "visa support",
        "visa policy", "visas accepted", "visas offered", "visa requirements", "visa j1/h1b", "j1/h1b", "h1b/j1",
        "j-1/h-1b visa", "visa sponsorship j1/h1b", "visa sponsor", "sponsorship", "immigration", "visa offered",
        "accepted visas", "visa options", "visa friendly", "types of visa", "type of visa", "j1 or h1b",
        "visa sponsorship type",
    ),
    "j1": (
        "j1", "j-1", "j1 visa", "j-1 visa", "sponsors j-1", "j-1 sponsorship", "j1 sponsored", "sponsor j1",
        "j1 sponsor", "accepts j1", "j1 accepted", "sponsors j-1 visa", "j-1 visa sponsorship", "j1 ok", "j1 y/n",
        "visa j1", "takes j1", "j1 visas", "j-1 status",
    ),
    "j1_source": ("j-1 source", "j1 visa source", "source j1", "source of j1"),
    "j1_as_of": ("j-1 as of", "j1 visa as of", "j1 checked", "j1 date", "j1 verified"),
    "h1b": (
        "h1b", "h-1b", "h1", "h1b visa", "h-1b visa", "sponsors h-1b", "h-1b sponsorship", "h1b sponsored",
        "sponsor h1b", "h1b sponsor", "accepts h1b", "h1b accepted", "sponsors h-1b visa", "h-1b visa sponsorship",
        "h1b ok", "h1b y/n", "visa h1b", "takes h1b", "h1b visas", "h1 visa", "sponsors h1", "h-1b status",
    ),
    "h1b_source": ("h-1b source", "h1b visa source", "source h1b", "source of h1b"),
    "h1b_as_of": ("h-1b as of", "h1b visa as of", "h1b checked", "h1b date", "h1b verified"),
    "img_percent": (
        "img %", "imgs %", "% img", "% imgs", "percent img", "img percent", "img percentage", "img share",
        "% non-us img", "% non-us imgs", "non-us img %", "non us imgs %", "percent imgs", "percentage img",
        "percentage of imgs", "percent non-us img", "% of imgs", "% img residents", "imgs percent", "share of imgs",
        "% international medical graduates", "percentage of img", "img residents %", "percent of imgs", "img ratio",
        "% fmg", "fmg %", "non-us img percent", "percentage imgs",
    ),
    "imgs": (
        "img", "imgs", "takes imgs", "img friendly", "accepts imgs", "imgs accepted", "accepts img", "takes img",
        "img accepted", "considers imgs", "imgs considered", "non-us imgs", "non-us img", "img eligible",
        "imgs y/n", "img y/n", "fmg friendly", "fmgs", "fmg", "img ok", "open to imgs", "interviews imgs",
        "matches imgs", "img friendliness", "imgs welcome", "img status",
    ),
    "imgs_source": ("takes imgs source", "imgs source", "img source"),
    "imgs_as_of": ("takes imgs as of", "imgs as of", "img as of"),
    "genetics": (
        "genetics", "medical genetics", "genetics resources", "genetics exposure", "genetics opportunities",
        "genetics program", "clinical genetics", "medical genetics and genomics", "genetics availability",
        "genetics services", "genetics available",
    ),
    "genetics_department": (
        "genetics department", "genetics dept", "department of genetics", "dept of genetics",
        "medical genetics department", "genetics division", "division of genetics", "medical genetics dept",
    ),
    "genetics_clinic": (
        "genetics clinic", "genetics clinics", "medical genetics clinic", "genetic clinic", "clinic genetics",
    ),
    "genetics_rotation": (
        "genetics rotation", "genetics elective", "genetics rotations", "genetics electives",
        "genetics elective/rotation", "genetics rotation/elective", "medical genetics rotation",
        "medical genetics elective", "elective in genetics", "rotation in genetics",
    ),
    "genetics_research": (
        "genetics research", "genomics research", "research in genetics", "genetic research",
        "medical genetics research",
    ),
    "subspecialties": (
        "subspecialties", "subspecialty", "subspecialty strength", "subspecialty exposure", "sub-specialties",
        "strength of subspecialties", "subspecialty support", "subspecialty coverage",
    ),
    "as_of": (
        "as of", "visa as of", "as of date", "date checked", "last checked", "checked", "verified", "last verified",
        "date verified", "checked on", "verified on", "last updated", "updated", "date updated", "date accessed",
        "accessed",
    ),
    "source": ("source", "visa source", "sources", "information source", "info source", "source of information",
               "data source"),
    "talking_points": (
        "talking points", "talking point", "why this program", "why them", "why us", "selling points",
        "things to say", "points to mention", "what to say",
    ),
    "notes": (
        "notes", "note", "comments", "comment", "remarks", "my notes", "quick comments", "comments/notes",
        "notes/comments", "remark", "additional notes", "other notes", "misc", "personal notes", "other comments",
        "extra notes", "additional comments",
    ),
    "tags": ("tags", "tag", "labels", "label", "my tags", "keywords"),
    "chance": ("chance", "my chance", "probability", "odds", "likelihood", "chance of an offer", "my odds",
               "chances", "chance of offer"),
    "value": ("value", "my value", "worth", "worth to me", "value to me"),
    "tier_override": ("my tier", "tier override", "own tier", "my own tier"),
    "override_reason": ("my reason", "override reason", "reason for my tier", "own reason"),
    "computed": ("tier", "fit", "application", "why"),
}  # fmt: skip
"""The fields of a program that a column can fill, and the headers that mean them.

`place` is city and state in one. `computed` is what an export works out: it is passed over, and never kept.
"""

CLAIMS = ("j1", "h1b", "imgs")
"""The facts that have a source and a date in columns of their own."""

YOURS = " (yours)"
"""Behind the name of a user's own column that the export could not write under that name alone."""

COMPUTED_TOGETHER = 3
"""From so many computed headings on, a file is an export: a lone "Tier" is somebody's own."""

_YEAR = re.compile(
    r"(?P<before>20\d\d)\W*(?P<what>{0})|(?P<what_first>{0})\W*(?P<after>20\d\d)\W*".format(
        r"(?:positions |total |nrmp )?(?:quota|offered|matched|filled)"
    )
)
_COUNTING = re.compile(r"^(#\s*|(no\.?|number|num\.?|nr\.?|total number|count)\s+)(of\s+)?", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[](?![^)\]]*20\d\d)[^)\]]*[)\]]")  # a year in it says that another year is meant
_ASKING = re.compile(
    r"^(do(es)? (they|it|the program|this program|program)|is (it|the program)|are|what|which|program'?s?|"
    r"residency|current|the)\s+", re.IGNORECASE,
)  # fmt: skip
RUN = "=+-@\t\r＝＋－＠﹦﹢﹣﹫"
"""With one of these a spreadsheet begins a formula: the wide and the small forms too, which some take for the same
(owasp.org, CSV Injection)."""

_GUARD = re.compile(f"'+[{re.escape(RUN)}]")


class ColumnMap(NamedTuple):
    """What the columns of a sheet are: field to column number; year to its quota and matched columns; the rest.

    `computed` is passed over. `headers` are all of them as they stand in the file; `assigned` those columns whose
    meaning the user has said.
    """

    fields: dict[str, int]
    quota: dict[str, int]
    matched: dict[str, int]
    ignored: dict[str, int]
    computed: dict[str, int] = {}
    headers: tuple[str, ...] = ()
    assigned: frozenset[int] = frozenset()

    @property
    def known(self) -> int:
        """How many columns were recognised."""
        return len(self.fields) + len(self.quota) + len(self.matched)

    @property
    def years(self) -> list[str]:
        """The years that have both a quota and a matched column, oldest first."""
        return sorted(self.quota.keys() & self.matched.keys())


def unguarded(text: str) -> str:
    """A cell without the apostrophe that an export puts before what a spreadsheet would run as a formula."""
    return text[1:] if _GUARD.match(text) else text


def squeezed_header(header: str) -> str:
    """A header's letters, digits and percent sign, in small letters."""
    return re.sub(r"[^a-z0-9%]", "", header.casefold())


_BY_HEADER = {squeezed_header(word): field for field, words in FIELDS.items() for word in words}


def _readings(header: str) -> Iterator[str]:
    """The header, and what is left of it without what says nothing of its meaning."""
    for text in (header, _ASIDE.sub("", header)):
        text = text.strip()
        yield text
        yield _COUNTING.sub("", text)
        while (shorter := _ASKING.sub("", text)) != text:
            text = shorter
            yield text


def field_of(header: str) -> str | None:
    """The field that a header means."""
    header = header[:200]
    return next((field for text in _readings(header) if (field := _BY_HEADER.get(squeezed_header(text)))), None)


def _year_of(header: str) -> tuple[str, bool] | None:
    """The year of a header such as "2026 Quota", and whether it is the quota."""
    found = _YEAR.fullmatch(header.strip().casefold().replace("_", " "))
    if not found:
        return None
    what = found["what"] or found["what_first"]
    return found["before"] or found["after"], "quota" in what or "offered" in what


def means_something(header: str) -> bool:
    """Whether a header is one that is known."""
    return field_of(header) is not None or _year_of(header) is not None


def map_headers(headers: Sequence[str], assign: AnyMapping[str, str] = {}) -> ColumnMap:
    """What each column is. Of two columns for one field the first counts; the other is kept as unknown.

    `assign` says of a header what it means: a field of FIELDS, or "" to keep it as an unknown column.
    """
    fields: dict[str, int] = {}
    quota: dict[str, int] = {}
    matched: dict[str, int] = {}
    said = _assigned(headers, assign)
    fields |= {field: column for column, field in said.items() if field and field != "computed"}
    computed = {column for column, field in said.items() if field == "computed"}
    worked_out: set[int] = set()
    for column, header in enumerate(headers):
        if column in said or header.strip().endswith(YOURS):
            continue
        field = field_of(header)
        if year := _year_of(header):
            (quota if year[1] else matched).setdefault(year[0], column)
        elif field == "computed":
            worked_out.add(column)
        elif field:
            fields.setdefault(field, column)
    if len({squeezed_header(headers[column]) for column in worked_out}) >= COMPUTED_TOGETHER:
        computed |= worked_out
    for table in (quota, matched):
        for year_alone in table.keys() - (quota.keys() & matched.keys()):  # a quota without its matches tells nothing
            del table[year_alone]
    taken = {*fields.values(), *quota.values(), *matched.values(), *computed}
    return ColumnMap(
        fields,
        quota,
        matched,
        ignored=_ignored(headers, taken),
        computed={headers[column]: column for column in sorted(computed)},
        headers=tuple(headers),
        assigned=frozenset(said),
    )


def _ignored(headers: Sequence[str], taken: set[int]) -> dict[str, int]:
    """The columns that mean nothing known, each under a name of its own."""
    ignored: dict[str, int] = {}
    for column, header in enumerate(headers):
        name = header.strip().removesuffix(YOURS)
        if name and column not in taken:
            ignored[name if name not in ignored else f"{name} ({column + 1})"] = column
    return ignored


def _assigned(headers: Sequence[str], assign: AnyMapping[str, str]) -> dict[int, str]:
    """Column to field, as the user said it. A header that stands twice is also known by its place: Zip (11)."""
    wanted = {clean(name).casefold(): field for name, field in assign.items()}
    said: dict[int, str] = {}
    for column, header in enumerate(headers if wanted else ()):
        name = clean(header).casefold()
        field = wanted.get(f"{name} ({column + 1})", wanted.get(name))
        if field is not None and name and (field in ("", "computed") or field not in said.values()):
            said[column] = field
    return said
