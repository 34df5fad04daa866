"""The cells of one row as the fields of a program: numbers, yes and no, visas, places, services."""

import re
from typing import Any

from soaptui.imports.headers import CLAIMS, FIELDS, ColumnMap, unguarded
from soaptui.imports.text_rows import TextRow
from soaptui.program_tiers import TIERS, tier_named
from soaptui.programs import specialties
from soaptui.programs.us_states import STATES, state_letters
from soaptui.records import Fact, Genetics, Known, Service, Surroundings, YearResult
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean

__all__ = ["STATES", "BadCell", "known_from", "read_fields", "service_named", "setting_named", "visas_named"]

YES = {
    "yes", "y", "true", "1", "x", "✓", "✔", "✅", "☑", "yes*", "sponsors", "sponsored", "accepts", "accepted",
    "participating", "participates", "available", "offered", "present", "considered", "welcome",
}  # fmt: skip
NO = {
    "no", "n", "false", "0", "not", "none", "never", "✗", "✘", "❌", "no*", "non-participating", "not participating",
    "not sponsored", "not accepted", "not available", "not offered", "absent", "does not sponsor",
}  # fmt: skip

_SUFFIX = re.compile(r"-([A-Z]{2})$")


NOTHING = {"-", "–", "—", "?", "n/a", "na", "tbd", "unknown", "not known", "unclear", "n.a.", "--"}
"""What people write into a cell that they cannot fill."""

_COUNT = re.compile(r"([0-9]{1,5}|[0-9]{1,2},[0-9]{3})(\.0+)?")
_NO_IDEA = re.compile(r"\?|\bno (data|info|information|idea|answer|reply|response|record)\b")

# A cell on visas or genetics, taken apart: "J-1 only, no H-1B", "J-1: no; H-1B: yes", "clinic, no department".
_CLAUSES = re.compile(r"[,;/&|+\n]|\b(?:and|or|but)\b")
_VISA_NAMES = {"j1": re.compile(r"(?<![a-z])j\W{0,2}1(?!\d)"), "h1b": re.compile(r"(?<![a-z])h\W{0,2}1(?!\d)")}
_GENETICS_NAMES = {
    "department": re.compile(r"\b(dept|department|division|dep)\b"),
    "clinic": re.compile(r"\bclinics?\b"),
    "rotation": re.compile(r"\b(rotations?|electives?)\b"),
    "research": re.compile(r"\bresearch\b"),
}
_NEGATIVE = re.compile(r"\b(no|not|non|none|never|without|except|doesnt|dont)\b|n['’]t\b")
_POSITIVE = re.compile(r"\b(yes|only|ok|okay|sponsors|sponsored|accepts|accepted)\b")
_NO_VISA = {
    "no", "none", "never", "novisa", "novisas", "nosponsorship", "novisasponsorship", "novisasponsored",
    "novisassponsored", "doesnotsponsor", "doesnotsponsorvisas", "notsponsored", "novisassponsorship",
    "programdoesnotsponsorvisas", "visasnotsponsored",
}  # fmt: skip
_SAYS_IT_ALL = re.compile(
    r"(?:j\W{0,2}1|h\W{0,2}1\W?b?|yes|no|none|not|only|and|or|visas?|sponsors?|sponsored|sponsorship|dept|"
    r"department|clinics?|rotations?|electives?|research|genetics|[\s,;:/&+|.()])*"
)
"""A cell in which there is no more to know than was read from it."""

PLAIN = (
    "acgme_id", "institution", "name", "city", "region", "phone", "email", "url", "notes", "talking_points",
    "override_reason",
)  # fmt: skip
"""The fields that take a cell as it is."""

LONG = ("notes", "talking_points")
TAG_LIMIT = 60
"""Longest tag that an import takes in, in characters."""

WITHOUT_A_CODE = ("specialty", "type")
"""What a code says better: read only where a row has none."""

_TYPE = re.compile(r"(cat|prelim|trans|adv|primary|physician|reserved|[cmpar]\b)", re.IGNORECASE)
_SUBSPECIALTIES = {
    "strong": "strong", "many": "strong", "extensive": "strong", "excellent": "strong", "full": "strong",
    "some": "some", "moderate": "some", "average": "some", "limited": "limited", "few": "limited", "weak": "limited",
}  # fmt: skip


class BadCell(ValueError):
    """A cell that cannot be what its column says; the text says which."""


def read_fields(row: TextRow, mapping: ColumnMap, source: str) -> dict[str, Any]:
    """What a row says of its program, by field name; what it leaves empty is left out. Raises BadCell.

    A cell that is not understood is kept under its heading, as an unknown column is.
    """
    cells = {name: _cell(row, column, name) for name, column in mapping.fields.items()}
    said = {name: text for name, text in cells.items() if text}
    fields: dict[str, Any] = {name: said[name] for name in PLAIN if name in said}
    if "specialty" in said and "name" not in said:
        fields["name"] = said["specialty"]
    fields |= _place(said)
    fields |= _numbers(said)
    fields |= _choices(said)
    fields |= _own(said)
    fields |= _claims(said, source)
    if "code" not in said and not any(specialties.find_code(cell) for cell in row.cells):
        fields |= {name: said[name] for name in WITHOUT_A_CODE if name in said}
    if "state" not in fields and (suffix := _SUFFIX.search(said.get("institution", ""))) and suffix[1] in STATES:
        fields["state"] = suffix[1]  # the NRMP ends an institution's name with its state
    results = _results(row, mapping)
    if results:
        fields["results"] = results
    columns = {name: text for name, column in mapping.ignored.items() if (text := _cell(row, column, name))}
    columns |= _not_understood(said, fields, mapping)
    if columns:
        fields["columns"] = columns
    return fields


def _cell(row: TextRow, column: int, name: str) -> str:
    if column >= len(row.cells):
        return ""
    limit, lines = limit_of(name)
    return clean(unguarded(row.cells[column]), limit, lines=lines)


def limit_of(name: str) -> tuple[int, bool]:
    """How many characters of a cell are kept, and whether it has lines: a note, or a column that nobody knows."""
    return (NAME_LIMIT, False) if name in FIELDS and name not in LONG else (NOTE_LIMIT, True)


def tags_in(cell: str) -> list[str]:
    """The tags of a cell, as they stand there."""
    return re.split(r"[,;\n]", cell)


def _not_understood(said: dict[str, str], fields: dict[str, Any], mapping: ColumnMap) -> dict[str, str]:
    """The cells that say more than could be taken from them, by their headings."""
    claimed = any(name in fields for name in (*CLAIMS, "genetics"))
    kept: dict[str, str] = {}
    for name, text in said.items():
        if text.casefold() in NOTHING:
            continue
        if name in ("as_of", "source"):
            lost = not claimed
        elif name in ("service", "in_soap", "setting", "subspecialties", "place"):
            lost = name not in fields and not (name == "place" and "state" in fields)
        elif name == "visa" or name in CLAIMS or name.startswith("genetics"):
            lost = not name.endswith(("_source", "_as_of")) and not _all_read(name, text)
        else:
            lost = name == "type" and not _TYPE.match(text) and setting_named(text) == "unknown"
        header = mapping.headers[mapping.fields[name]].strip() if lost and mapping.headers else ""
        if header:
            kept[header] = text
    return kept


def _all_read(name: str, text: str) -> bool:
    """Whether nothing is lost of a cell on visas, IMGs or genetics once it has become yes or no."""
    text = text.casefold()
    if name != "visa" and (text in YES or text in NO):
        return True
    if name == "imgs" or not _SAYS_IT_ALL.fullmatch(text):
        return False
    if name == "visa":
        return bool(visas_named(text))
    return bool(genetics_named(text)) if name.startswith("genetics") else known_from(text) != "unknown"


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
        share = _number(said["img_percent"].rstrip("% "))
        if share is not None and 0 < share < 1 and "%" not in said["img_percent"]:
            share *= 100  # a spreadsheet's 0.62 is 62%
        if share is None or not 0 <= share <= 100:
            raise BadCell(f"the share of IMGs {said['img_percent']!r} is no percentage")
        found["img_percent"] = round(share, 1)
    return found


def _own_numbers(said: dict[str, str]) -> dict[str, float]:
    """The user's own figures: the chance of an offer, and what a place there is worth to them."""
    found: dict[str, float] = {}
    if said.get("chance", "-").casefold() not in NOTHING:
        chance = _number(said["chance"].rstrip("% "))
        if chance is not None and ("%" in said["chance"] or chance > 1):
            chance /= 100  # of a chance there is no more than 1: 35 can only be a percentage
        if chance is None or not 0 <= chance <= 1:
            raise BadCell(f"the chance {said['chance']!r} is neither a percentage nor a number from 0 to 1")
        found["chance"] = round(chance, 6)
    if said.get("value", "-").casefold() not in NOTHING:
        value = _number(said["value"])
        if value is None:
            raise BadCell(f"the value {said['value']!r} is no number")
        found["value"] = value
    return found


def _number(text: str) -> float | None:
    """A number in digits; None for any other text."""
    return float(text) if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,20})?|\.[0-9]{1,20}", text) else None


def known_from(text: str) -> Known:
    """Yes, no or unknown, by the cell's first words."""
    word = text.casefold().strip(" .")
    if _NO_IDEA.search(word):
        return "unknown"
    if word in YES or re.match(r"yes\b", word):
        return "yes"
    return "no" if word in NO or re.match(r"no[ ,;:]", word) else "unknown"


def _place(said: dict[str, str]) -> dict[str, str]:
    """City and state, from columns of their own or from one for both ("Toledo, OH 43604")."""
    found: dict[str, str] = {}
    if "state" in said:
        found["state"] = state_letters(said["state"]) or said["state"]
    city, comma, state = said.get("place", "").rpartition(",")
    letters = state_letters(re.sub(r"\s+[0-9]{5}(-[0-9]{4})?$", "", state))
    if not comma or not letters:
        return found
    return {"state": letters, **found, **({"city": city.strip()} if "city" not in said and city.strip() else {})}


def _choices(said: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (service := service_named(said.get("service", ""))) != "unknown":
        found["service"] = service
    if (in_soap := known_from(said.get("in_soap", ""))) != "unknown":
        found["in_soap"] = in_soap
    # What some directories call the type of a program is what it is affiliated with.
    if (setting := setting_named(said.get("setting", said.get("type", "")))) != "unknown":
        found["setting"] = setting
    subspecialties = re.split(r"\W+", said.get("subspecialties", "").casefold())
    if len(subspecialties) <= 2 and subspecialties[0] in _SUBSPECIALTIES:
        found["subspecialties"] = _SUBSPECIALTIES[subspecialties[0]]
    return found


def _own(said: dict[str, str]) -> dict[str, Any]:
    """What only the user can say of a program: figures, tags, and a tier of their own."""
    found: dict[str, Any] = {**_own_numbers(said)}
    tags = (clean(tag, TAG_LIMIT) for tag in tags_in(said.get("tags", "")))
    if tags_said := tuple(dict.fromkeys(tag for tag in tags if tag)):
        found["tags"] = tags_said
    if said.get("tier_override", "-").casefold() not in NOTHING:
        tier = re.sub(r"^tier\s*|\.0+$", "", said["tier_override"].casefold())
        if tier_named(tier) is None:
            *others, last = TIERS
            raise BadCell(f"my tier {said['tier_override']!r} is none of {', '.join(others)} and {last}")
        found["tier_override"] = tier
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
    """Visas, IMGs and genetics, each with who says so and as of when.

    A column of the fact's own goes before one for all of them, and that before the file's name.
    """
    found: dict[str, Any] = {}
    named = visas_named(said.get("visa", ""))
    for name in CLAIMS:
        value = known_from(said.get(name, ""))
        if value == "unknown":  # "J-1 only" under J-1 says it too
            value = visas_named(said.get(name, "")).get(name, named.get(name, "unknown"))
        if value != "unknown":
            found[name] = Fact(value=value, source=_of(said, name, "source", source), as_of=_of(said, name, "as_of"))
    fact = Fact(source=said.get("source", source), as_of=said.get("as_of", ""))
    parts = genetics_named(said.get("genetics", ""))
    for part in Genetics.__struct_fields__:
        if (value := known_from(said.get(f"genetics_{part}", ""))) != "unknown":
            parts[part] = value
    if parts:
        found["genetics"] = Genetics(
            **{part: Fact(value=value, source=fact.source, as_of=fact.as_of) for part, value in parts.items()}
        )
    return found


def _of(said: dict[str, str], name: str, what: str, otherwise: str = "") -> str:
    return said.get(f"{name}_{what}", said.get(what, otherwise))


def visas_named(text: str) -> dict[str, Known]:
    """What a cell on visas says of each. Where it also denies one, only what is said outright counts."""
    if re.sub(r"[^a-z0-9]", "", text.casefold()) in _NO_VISA:
        return {"j1": "no", "h1b": "no"}
    return _named(text, _VISA_NAMES)


def genetics_named(text: str) -> dict[str, Known]:
    """What a cell on genetics says of department, clinic, rotation and research.

    "Yes" promises no more than one of them, which is taken to be the department; "no" denies them all.
    """
    parts = _named(text, _GENETICS_NAMES)
    if parts:
        return parts
    value = known_from(text)
    if value == "no":
        return dict.fromkeys(_GENETICS_NAMES, value)
    return {"department": value} if value == "yes" else {}


def _named(text: str, patterns: dict[str, re.Pattern[str]]) -> dict[str, Known]:
    """Which of these things a cell affirms, and which it denies."""
    text = text.casefold()
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
            names = [name for name, pattern in patterns.items() if pattern.search(clause)]
            for name in names if value == "yes" or len(names) == 1 else ():  # "J-1 not H-1B" denies which?
                said.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in said.items() if len(values) == 1}


def _results(row: TextRow, mapping: ColumnMap) -> dict[str, YearResult]:
    found: dict[str, YearResult] = {}
    for year in mapping.years:
        quota, matched = _cell(row, mapping.quota[year], ""), _cell(row, mapping.matched[year], "")
        if quota and matched:
            offered = whole_number(quota, f"{year} quota")
            if offered:
                found[year] = YearResult(quota=offered, matched=whole_number(matched, f"{year} matched"))
    return found
