"""The cells of one row as the fields of a program: numbers, yes and no, visas, places, services."""

import re
from typing import Any

from soaptui.programs.columns import Mapping
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
    fields |= _visas(said, source)
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
    return clean(row.cells[column], NOTE_LIMIT, lines=True) if name == "notes" else clean(row.cells[column])


def whole_number(text: str, what: str) -> int:
    """A count of positions. Raises BadCell."""
    digits = text.removesuffix(".0").replace(",", "")
    if not (digits.isdecimal() and digits.isascii() and len(digits) < 6):
        raise BadCell(f"{what} {text!r} is no whole number")
    return int(digits)


def _numbers(said: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, what in (("unfilled", "positions unfilled"), ("quota", "positions offered")):
        if name in said:
            found[name] = whole_number(said[name], what)
    if "img_percent" in said:
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
    if word in YES or word.startswith("yes"):
        return "yes"
    return "no" if word in NO or word.startswith("no ") else "unknown"


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


def _visas(said: dict[str, str], source: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("j1", "h1b", "imgs"):
        if (value := known(said.get(name, ""))) != "unknown":
            found[name] = Fact(value=value, source=source)
    text = re.sub(r"[^a-z0-9]", "", said.get("visa", "").casefold())
    if text and "j1" not in found and "j1" in text:
        found["j1"] = Fact(value="yes", source=source)
    if text and "h1b" not in found and "h1" in text:
        found["h1b"] = Fact(value="yes", source=source)
    if text in ("no", "none", "novisa", "novisas", "nosponsorship"):
        found |= {name: Fact(value="no", source=source) for name in ("j1", "h1b") if name not in found}
    if (genetics := known(said.get("genetics", ""))) != "unknown":
        found["genetics"] = Genetics(department=Fact(value=genetics, source=source))
    return found


def _results(row: Row, mapping: Mapping) -> dict[str, YearResult]:
    found: dict[str, YearResult] = {}
    for year in mapping.years:
        quota, matched = _cell(row, mapping.quota[year], ""), _cell(row, mapping.matched[year], "")
        if quota and matched:
            offered = whole_number(quota, f"{year} quota")
            if offered:
                found[year] = YearResult(quota=offered, matched=whole_number(matched, f"{year} matched"))
    return found
