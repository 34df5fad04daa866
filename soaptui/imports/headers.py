"""Which header means what. A header is compared by its letters and digits alone, in small letters."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from functools import lru_cache
from typing import NamedTuple

from soaptui.heading_words import FIELDS
from soaptui.text import clean

__all__ = ["FIELDS", "ColumnMap", "field_of", "map_headers", "means_something", "squeezed_header", "unguarded"]

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
_SHORT_YEAR = re.compile(r"['’‘](\d\d)(?!\d)")
"""A year as it is written short: '26."""

_NUMBERED = re.compile(r"\s*#$")
_OF_ANOTHER = re.compile(
    r"\blink(?:ed|s)?\b|\bprelim\w* (?:of|for)\b|\bold\b|\blast year|\bprevious\b|\bprior\b|\bformer(?:ly)?\b",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

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
    meaning the user has said. `doubtful` are texts that may mean either thing, by column.
    """

    fields: dict[str, int]
    quota: dict[str, int]
    matched: dict[str, int]
    ignored: dict[str, int]
    computed: dict[str, int] = {}
    headers: tuple[str, ...] = ()
    assigned: frozenset[int] = frozenset()
    doubtful: dict[int, frozenset[str]] = {}

    @property
    def unfilled_is_size(self) -> bool:
        """Whether the open positions stand under a heading that may as well be the size of a program."""
        column = self.fields.get("unfilled")
        return column is not None and column not in self.assigned and says_size(self.headers[column])

    def of_research(self) -> "ColumnMap":
        """The same in research, which knows nothing of open positions: a size is what a program offers, and a number
        of open ones is kept as a column of its own."""
        column = self.fields.get("unfilled")
        if column is None or self.computed:
            return self  # an export of this program's has the number from the list itself
        fields = {field: place for field, place in self.fields.items() if field != "unfilled"}
        if self.unfilled_is_size and "quota" not in fields:
            return self._replace(fields=fields | {"quota": column})
        heading = self.headers[column].strip() or f"column {column + 1}"
        return self._replace(fields=fields, ignored=self.ignored | {heading: column})

    @property
    def other_codes(self) -> list[int]:
        """The columns whose codes are of other programs than the rows': linked ones, last year's."""
        own = self.fields.get("code")
        return [n for n, header in enumerate(self.headers) if n != own and says_other_code(header)]

    @property
    def headings(self) -> dict[str, str]:
        """The headings as they are told, each with the field that its column is, or "results"."""
        by_year = dict.fromkeys((*self.quota.values(), *self.matched.values()), "results")
        columns = by_year | {column: field for field, column in self.fields.items()}
        return {clean(self.headers[n]): field for n, field in columns.items() if n < len(self.headers)}

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
    # "Program #" is a number and no name.
    for text in (_NUMBERED.sub(" number", header.strip()), header, _ASIDE.sub("", header)):
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


SIZES = frozenset(["positions", "spots", "slots", "seats", "residencyspots", "residencypositions", "pos"])
"""Headings (squeezed) that count positions and do not say which: all of them, or the open ones."""


def says_size(header: str) -> bool:
    """Whether a heading counts positions and does not say that they are open."""
    return any(squeezed_header(text) in SIZES for text in _readings(header[:200]))


@lru_cache(maxsize=1_000)
def says_other_code(header: str) -> bool:
    """Whether codes under a heading are those of other programs than the rows': linked ones, last year's."""
    return _OF_ANOTHER.search(header[:200].replace("_", " ")) is not None


def own_codes(headers: AnyMapping[int, str]) -> list[int]:
    """Which of several columns of codes may be the programs' own: no linked or old ones, of years the last."""
    own = [column for column, header in headers.items() if not says_other_code(header)] or list(headers)
    years = {column: max(_ANY_YEAR.findall(_with_century(headers[column])), default="") for column in own}
    last = max(years.values(), default="")
    return [column for column in own if years[column] in ("", last)]


def _with_century(header: str) -> str:
    return _SHORT_YEAR.sub(r"20\1", header[:200].replace("_", " "))


def _year_of(header: str) -> tuple[str, bool] | None:
    """The year of a header such as "2026 Quota", and whether it is the quota."""
    found = _YEAR.fullmatch(_with_century(header.strip().casefold()))
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
    sizes: list[int] = []
    for column, header in enumerate(headers):
        if column in said or header.strip().endswith(YOURS):
            continue
        field = field_of(header)
        if year := _year_of(header):
            (quota if year[1] else matched).setdefault(year[0], column)
        elif field == "computed":
            worked_out.add(column)
        elif field == "unfilled" and says_size(header):
            sizes.append(column)
        elif field:
            fields.setdefault(field, column)
    fields |= _code_column(headers, said)
    for column in sizes[:1]:
        # Beside a heading that says unfilled, open or left, it is the size; alone it may be either.
        fields.setdefault("quota" if "unfilled" in fields else "unfilled", column)
    if len({squeezed_header(headers[column]) for column in worked_out}) >= COMPUTED_TOGETHER:
        computed |= worked_out
    both = quota.keys() & matched.keys()  # a quota without its matches tells nothing
    quota, matched = ({year: table[year] for year in table if year in both} for table in (quota, matched))
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


def _code_column(headers: Sequence[str], assigned: AnyMapping[int, str]) -> dict[str, int]:
    """Of the columns that are called codes, the one that is the programs' own."""
    codes = {
        n: header
        for n, header in enumerate(headers)
        if n not in assigned and field_of(header) == "code" and not header.strip().endswith(YOURS)
    }
    return {"code": own_codes(codes)[0]} if codes and "code" not in assigned.values() else {}


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
