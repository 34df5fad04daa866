"""The cells of one row as the fields of a program: numbers, yes and no, visas, places, services."""

import re
from typing import Any

from soaptui.programs.columns import FIELDS, Mapping
from soaptui.programs.sheets import Row
from soaptui.records import Fact, Genetics, Known, Service, Surroundings, YearResult
from soaptui.text import NOTE_LIMIT, clean

YES = {"yes", "y", "true", "1", "x", "✓", "sponsors", "sponsored", "accepted", "participating"}
NO = {"no", "n", "false", "0", "not", "none", "never", "non-participating", "not participating"}

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
    "OK OR PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY GU"
)
STATES = frozenset(_STATES.split())
_SUFFIX = re.compile(r"-([A-Z]{2})$")


NOTHING = {"-", "–", "—", "?", "n/a", "na", "tbd", "unknown"}
"""What people write into a cell of numbers that they cannot fill."""

_COUNT = re.compile(r"([0-9]{1,5}|[0-9]{1,2},[0-9]{3})(\.0+)?")
_NO_IDEA = re.compile(r"\?|\bno (data|info|information|idea|answer|reply|response|record)\b")

# A cell on visas, taken apart: "J-1 only, no H-1B", "J-1: no; H-1B: yes".
_CLAUSES = re.compile(r"[,;/&|+\n]|\b(?:and|or|but)\b")
_VISA_NAMES = {"j1": re.compile(r"(?<![a-z])j\W{0,2}1(?!\d)"), "h1b": re.compile(r"(?<![a-z])h\W{0,2}1(?!\d)")}
_NEGATIVE = re.compile(r"\b(no|not|non|none|never|without|except|doesnt|dont)\b|n['’]t\b")
_POSITIVE = re.compile(r"\b(yes|only|ok|okay|sponsors|sponsored|accepts|accepted)\b")
_NO_VISA = {
    "no", "none", "never", "novisa", "novisas", "nosponsorship", "novisasponsorship", "novisasponsored",
    "novisassponsored", "doesnotsponsor", "doesnotsponsorvisas", "notsponsored",
}  # fmt: skip


class BadCell(ValueError):
    """A cell that cannot be what its column says; the text says which."""


def read_fields(row: Row, mapping: Mapping, source: str) -> dict[str, Any]:
    """What a row says of its program, by field name; what it leaves empty is left out. Raises BadCell."""
    cells = {name: _cell(row, column, name) for name, column in mapping.fields.items()}
    said = {name: text for name, text in cells.items() if text}
    fields: dict[str, Any] = {
        name: said[name]
        for name in ("acgme_id", "institution", "name", "city", "region", "phone", "email", "url", "notes")
        if name in said
    }
    if "specialty" in said and "name" not in said:
        fields["name"] = said["specialty"]
    fields |= _numbers(said)
    fields |= _choices(said)
    fields |= _claims(said, source)
    if "state" not in fields and (suffix := _SUFFIX.search(said.get("institution", ""))) and suffix[1] in STATES:
        fields["state"] = suffix[1]  # the NRMP ends an institution's name with its state
    results = _results(row, mapping)
    if results:
        fields["results"] = results
    columns = {name: text for name, column in mapping.ignored.items() if (text := _cell(row, column, name))}
    if columns:
        fields["columns"] = columns
    return fields


def _cell(row: Row, column: int, name: str) -> str:
    if column >= len(row.cells):
        return ""
    if name in FIELDS and name != "notes":
        return clean(row.cells[column])
    return clean(row.cells[column], NOTE_LIMIT, lines=True)  # a note, or a column that nobody knows


def whole_number(text: str, what: str) -> int:
    """A count of positions. Raises BadCell."""
    count = _COUNT.fullmatch(text)
    if not count:
        raise BadCell(f"{what} {text!r} is no whole number")
    return int(count[1].replace(",", ""))


def _numbers(said: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, what in (("unfilled", "positions unfilled"), ("quota", "positions offered")):
        if said.get(name, "-").casefold() not in NOTHING:
            found[name] = whole_number(said[name], what)
    if said.get("img_percent", "-").casefold() not in NOTHING:
        digits = said["img_percent"].rstrip("% ")
        try:
            share = float(digits)
        except ValueError:
            share = -1.0
        if 0 < share < 1 and "%" not in said["img_percent"]:
            share *= 100  # a spreadsheet's 0.62 is 62%
        if not 0 <= share <= 100:
            raise BadCell(f"the share of IMGs {said['img_percent']!r} is no percentage")
        found["img_percent"] = round(share, 1)
    return found


def known(text: str) -> Known:
    """Yes, no or unknown, by the cell's first words."""
    word = text.casefold().strip(" .")
    if _NO_IDEA.search(word):
        return "unknown"
    if word in YES or re.match(r"yes\b", word):
        return "yes"
    return "no" if word in NO or re.match(r"no[ ,;:]", word) else "unknown"


def _choices(said: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (service := service_named(said.get("service", ""))) != "unknown":
        found["service"] = service
    if (in_soap := known(said.get("in_soap", ""))) != "unknown":
        found["in_soap"] = in_soap
    if "state" in said:
        found["state"] = said["state"].upper() if len(said["state"]) == 2 else said["state"]
    if (setting := setting_named(said.get("setting", ""))) != "unknown":
        found["setting"] = setting
    return found


def service_named(text: str) -> Service:
    """The application service that a cell names."""
    word = re.sub(r"[^a-z]", "", text.casefold())
    if "residencycas" in word or word in ("rcas", "cas"):
        return "ResidencyCAS"
    return "ERAS" if "eras" in word else "unknown"


def setting_named(text: str) -> Surroundings:
    """University, university-affiliated or community, as a cell says it."""
    word = text.casefold()
    if "affil" in word:
        return "university-affiliated"
    if "univ" in word or "academic" in word:
        return "university"
    return "community" if "commun" in word else "unknown"


def _claims(said: dict[str, str], source: str) -> dict[str, Any]:
    """Visas, IMGs and genetics, each with the file as its source, and as of when if a column says."""
    found: dict[str, Any] = {}
    as_of = said.get("as_of", "")
    for name in ("j1", "h1b", "imgs"):
        if (value := known(said.get(name, ""))) != "unknown":
            found[name] = Fact(value=value, source=source, as_of=as_of)
    named = visas_named(said.get("visa", ""))
    found |= {
        name: Fact(value=value, source=source, as_of=as_of) for name, value in named.items() if name not in found
    }
    if (genetics := known(said.get("genetics", ""))) != "unknown":
        fact = Fact(value=genetics, source=source, as_of=as_of)
        # "Genetics: yes" promises no more than one of them; "no" denies them all.
        every = Genetics(department=fact, clinic=fact, rotation=fact, research=fact)
        found["genetics"] = every if genetics == "no" else Genetics(department=fact)
    return found


def visas_named(text: str) -> dict[str, Known]:
    """What a cell on visas says of each. Where it also denies one, only what is said outright counts."""
    text = text.casefold()
    if re.sub(r"[^a-z0-9]", "", text) in _NO_VISA:
        return {"j1": "no", "h1b": "no"}
    if _NO_IDEA.search(text):
        return {}
    said: dict[str, set[Known]] = {}
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    denials = [number for number, clause in enumerate(clauses) if _NEGATIVE.search(clause)]
    for number, clause in enumerate(clauses):
        value: Known = "no" if number in denials else "yes"
        # "J-1, no H-1B" denies only what follows the "no"; "J-1, H-1B not sponsored" may mean both.
        apart = all(number < denial and _NEGATIVE.match(clauses[denial]) for denial in denials)
        if value == "no" or apart or _POSITIVE.search(clause):
            names = [name for name, pattern in _VISA_NAMES.items() if pattern.search(clause)]
            for name in names if value == "yes" or len(names) == 1 else ():  # "J-1 not H-1B" denies which?
                said.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in said.items() if len(values) == 1}


def _results(row: Row, mapping: Mapping) -> dict[str, YearResult]:
    found: dict[str, YearResult] = {}
    for year in mapping.years:
        quota, matched = _cell(row, mapping.quota[year], ""), _cell(row, mapping.matched[year], "")
        if quota and matched:
            offered = whole_number(quota, f"{year} quota")
            if offered:
                found[year] = YearResult(quota=offered, matched=whole_number(matched, f"{year} matched"))
    return found
