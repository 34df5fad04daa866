"""What the lines of one program say where their columns are lost. What cannot be told apart stays empty."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from soaptui.imports.cells import service_named
from soaptui.imports.headers import FIELDS, field_of
from soaptui.programs import names, specialties
from soaptui.programs.us_states import STATE_NAMES, STATES, state_letters
from soaptui.text import clean

RAW = "pasted text"
"""The heading of the column with the lines as they were pasted."""

HEADINGS = {
    "code": "NRMP Program Code", "institution": "Institution", "name": "Program", "city": "City", "state": "State",
    "quota": "Positions Offered", "unfilled": "Positions Unfilled", "service": "Application Service",
    "acgme_id": "ACGME ID", "phone": "Phone", "email": "Email", "url": "Website",
}  # fmt: skip
HEADINGS |= {field: words[0] for field, words in FIELDS.items() if field not in HEADINGS and field != "computed"}
"""The fields as headings, in the order of the columns."""

LONGEST_NAME = 120


class PastedFields(NamedTuple):
    """What is said of one program, by field; its numbers, of which nobody said what they count.

    `mixed` is an institution and its city in one, with nothing between them. `loose` are the lines of which one was
    taken for the institution, an empty one where the program's name stood.
    """

    code: str
    fields: dict[str, str]
    numbers: list[str]
    mixed: str = ""
    loose: list[str] = []


_WIDE = re.compile(r"\s{2,}|\t| [|•·] ")
_LABELLED = re.compile(r"([A-Za-z][^:]{1,40}):\s*(\S.*)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(tel\.?\s*|phone\s*)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(\s*(x|ext\.?)\s*\d+)?", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+")
_ACGME = re.compile(r"\d{10}")
_SMALL = r"(?:\d{1,3}|(?:my)?eras|residency ?cas|yes|no)"
_SMALLS = re.compile(rf"{_SMALL}(\s+{_SMALL})*", re.IGNORECASE)
_OF_A_SERVICE = re.compile(r"cas|eras|^residency$", re.IGNORECASE)
_TAIL = re.compile(rf"(?<=\S)\s+(\d{{1,3}}(?:\s+{_SMALL})*)$", re.IGNORECASE)
_COUNTED = (
    (re.compile(r"(\d{1,3})\s+(?:unfilled|open|vacant)\b.*", re.IGNORECASE), "unfilled"),
    (re.compile(r"(\d{1,3})\s+(?:positions? )?offered\b.*", re.IGNORECASE), "quota"),
)
_STATE = "|".join([*STATE_NAMES, *sorted(STATE_NAMES.values(), key=len, reverse=True)])
_PLACE = re.compile(rf"(?P<before>.*\S),\s*(?P<state>{_STATE})\b(?:,?\s+\d{{5}}(?:-\d{{4}})?)?(?P<rest>.*)")
HOUSE = re.compile(
    r"\b(hosp|hospitals?|med(ical)? (ctr|center|sch\w*|coll\w*)|"
    r"ctr|center|centre|health\w*|univ\w*|clinics?|college|coll|systems?|schools?|sch|"
    r"memorial|meml|consortium|foundation|institute|infirmary|gme|com|som|umc|hlth|regional|network)\b|-[A-Z]{2}$",
    re.IGNORECASE,
)
_HOUSE_END = re.compile(rf"(?:{HOUSE.pattern}|\b(?:{'|'.join(STATE_NAMES.values())}))$", re.IGNORECASE)


def heading_order(text: str) -> list[str]:
    """The fields that a line of headings names, in its order; empty for a line that says other things."""
    words = text.split()
    if not 3 <= len(words) <= 80:
        return []
    found: list[str] = []
    at = named = 0
    while at < len(words):
        length = next((n for n in range(min(6, len(words) - at), 0, -1) if field_of(" ".join(words[at : at + n]))), 0)
        if length:
            found.append(field_of(" ".join(words[at : at + length])) or "")
            named += length
        at += max(1, length)
    return list(dict.fromkeys(found)) if named * 10 >= len(words) * 6 else []


def fields_of_lines(code: str, texts: Sequence[str], at: int) -> PastedFields:
    """What the lines of a program say; the line `at` had its code."""
    fields: dict[str, str] = {}
    numbers: list[str] = []
    left: list[str] = []
    mixed = ""
    for piece in _pieces(texts, at):
        known = _known(piece)
        if known is not None:
            for field, text in known:
                if field == "number":
                    numbers.append(text)
                elif field:
                    fields.setdefault(field, text)
        elif "state" not in fields and (letters := _lone_state(piece)):
            fields["state"] = letters
            _city_above(fields, left)
        elif "state" not in fields and (place := _PLACE.fullmatch(piece)) is not None:
            fields["state"] = state_letters(place["state"])
            mixed = _split_house(place["before"], fields, left)
            left += [rest] if (rest := place["rest"].strip(" ,-–")) else []
        else:
            left.append(piece)
    if "state" not in fields:
        mixed = _state_inside(code, fields, left)
    loose = _names(code, fields, left)
    return PastedFields(code, fields, numbers, "" if "institution" in fields else mixed, loose)


def _pieces(texts: Sequence[str], at: int) -> Iterator[str]:
    for number, text in enumerate(texts):
        for piece in _WIDE.split(clean(text.replace("\t", "   "), 2_000, lines=True)):
            piece = _bare(piece)
            tail = _TAIL.search(piece) if number == at else None
            if tail and not _SMALLS.fullmatch(piece):
                yield piece[: tail.start()]
                yield tail[1]
            elif piece:
                yield piece


def _bare(piece: str) -> str:
    """A piece without the brackets and marks that were the code's."""
    piece = re.sub(r"\(\s*\)|\[\s*\]", "", piece).strip(" ,;|-–")
    if piece.startswith(("(", "[")) and not re.search(r"[)\]]", piece):
        piece = piece[1:]
    if piece.endswith((")", "]")) and not re.search(r"[(\[]", piece):
        piece = piece[:-1]
    return piece.strip()


def _known(piece: str) -> list[tuple[str, str]] | None:
    """What a piece is by itself, as (field, text) each; None for one that is known only among others."""
    if _SMALLS.fullmatch(piece):
        numbers = [("number", word) for word in piece.split() if word.isdecimal()]
        text = " ".join(word for word in piece.split() if _OF_A_SERVICE.search(word))
        service = service_named(text)
        return numbers + ([("service", text if service == "unknown" else service)] if text else [])
    labelled = _LABELLED.fullmatch(piece)
    if labelled and (field := field_of(labelled[1])):
        return [(field if field not in ("computed", "code") else "", labelled[2].strip())]
    for pattern, field in (*_COUNTED, (_ACGME, "acgme_id"), (_PHONE, "phone"), (_URL, "url")):
        if match := pattern.fullmatch(piece):
            return [(field, match[1] if pattern.groups and field in ("unfilled", "quota") else piece)]
    email = _EMAIL.search(piece)
    return [("email", email[0])] if email and len(email[0]) * 2 > len(piece) else None


def _lone_state(piece: str) -> str:
    whole = re.sub(r"\s+\d{5}(-\d{4})?$", "", piece)
    return whole if whole in STATES else state_letters(whole) if len(whole) > 2 else ""


def _city_above(fields: dict[str, str], left: list[str]) -> None:
    """The line above a state that stands alone is its city, if it looks like one."""
    if len(left) >= 2 and is_city(left[-1]):
        fields.setdefault("city", left.pop())


def is_city(text: str) -> bool:
    """Whether a text can be a city: few words, none of which names a house or a specialty, and no number."""
    said = names.discipline(text)
    return len(text.split()) <= 4 and not HOUSE.search(text) and not said.specialty and not re.search(r"\d", text)


def _split_house(before: str, fields: dict[str, str], left: list[str]) -> str:
    """What stands before ", FL": a city, or an institution and a city; returned where nothing keeps them apart."""
    house, comma, city = before.rpartition(",")
    if comma and is_city(city.strip()):
        fields.setdefault("city", city.strip())
        left.append(house.strip())
        return ""
    if is_city(before):
        fields.setdefault("city", before)
        return ""
    return before


def _state_inside(code: str, fields: dict[str, str], left: list[str]) -> str:
    """A line with nothing but spaces between its columns: the state is the pair of letters before the program's name.

    Returned is what stands before it, an institution and a city.
    """
    for piece in list(left):
        for found in reversed(list(re.finditer(r"(?<=\S) ([A-Z]{2})(?= |$)", piece))):
            name = piece[found.end() :].strip()
            if found[1] in STATES and (not name or _is_program(code, name)):
                left.remove(piece)
                fields["state"] = found[1]
                if not name:
                    return ""  # the program's name stands before the state too, and cannot be told from the rest
                fields.setdefault("name", name)
                return piece[: found.start()].strip()
    return ""


def _is_program(code: str, text: str) -> bool:
    """Whether a text is a name for a program of the code's specialty."""
    known = specialties.find_code(code)
    return known is not None and names.discipline(text).specialty == known.specialty


def _names(code: str, fields: dict[str, str], left: list[str]) -> list[str]:
    """The name of the program, which names its specialty; and the institution, the longest of the other lines.

    Returned are the lines that may be the institution's, an empty one where the name stood.
    """
    texts = [text for text in left if len(text) <= LONGEST_NAME and re.search(r"[A-Za-z]{2}", text)]
    if "name" not in fields:
        # "University Medical Center" may sound like medicine, and COM means a college of it.
        plain = [text for text in texts if not HOUSE.search(_without_medicine(text))]
        houses = [text for text in texts if _is_program(code, re.sub(r"\b(COM|SOM|UMC)\b", "", text))]
        fitting = [text for text in plain if _is_program(code, text)]
        sounding = [text for text in plain if names.discipline(text).specialty]
        if found := [*fitting, *houses, *sounding]:
            fields["name"] = found[0]
            texts = ["" if text == found[0] else text for text in texts]
    if "institution" not in fields:
        houses = [text for text in texts if HOUSE.search(text)] or [text for text in texts if len(text.split()) > 1]
        if houses:
            fields["institution"] = max(houses, key=len)
    return texts


def _without_medicine(text: str) -> str:
    """A name without the "Med" that is a specialty and no medical center."""
    return re.sub(r"(?i)\b(int|internal|family|fam|emergency|emerg|nuclear|preventive)[ .-]*med(ical)?\b", "", text)


def join_broken(said: list[PastedFields]) -> None:
    """Institutions that go on in a second line, where all others take one; a row with more lines yet has none."""
    counts = Counter(sum(1 for text in each.loose if text) for each in said)
    usual = counts.most_common(1)[0][0] if counts else 0
    for each in said:
        texts = [text for text in each.loose if text]
        if len(texts) <= usual or usual == 0:
            continue
        together = " ".join(texts)
        if usual == 1 and len(texts) == 2 and "\n".join(texts) in "\n".join(each.loose):
            each.fields["institution"] = together
        else:
            each.fields.pop("institution", None)


def separate_places(said: list[PastedFields]) -> None:
    """Institutions and cities that stand in one, taken apart by what they have in common with those of other rows."""
    shared: dict[str, set[str]] = defaultdict(set)
    for each in said:
        for city in _endings(each.mixed):
            shared[city].add(each.code[:4])
    together: dict[str, list[list[str]]] = defaultdict(list)
    for each in said:
        if each.mixed:
            together[each.code[:4]].append(each.mixed.split())
    for each in said:
        if not each.mixed:
            continue
        suffix = re.fullmatch(r"(.+-[A-Z]{2}) (\S.*)", each.mixed)
        cities = (city for city in _endings(each.mixed) if len(shared[city]) > 1)
        # "Fort Walton Beach" is no place called Beach: what is left must end as the name of a house does.
        city = next((city for city in cities if _HOUSE_END.search(each.mixed[: -len(city)].rstrip())), "")
        if suffix and suffix[1][-2:] in STATES:
            each.fields["institution"], each.fields["city"] = suffix.groups()
        elif common := _common(together[each.code[:4]]):
            each.fields["institution"], each.fields["city"] = common, each.mixed[len(common) :].strip()
        elif city:
            each.fields["institution"], each.fields["city"] = each.mixed[: -len(city)].strip(), city


def _endings(text: str) -> list[str]:
    """The last one to three words that could be a city, the longest first."""
    words = text.split()
    endings = [" ".join(words[-n:]) for n in (3, 2, 1) if len(words) > n]
    return [ending for ending in endings if is_city(ending)]


def _common(texts: list[list[str]]) -> str:
    """The words that all these begin with, if what follows differs and is short enough for a city in each."""
    shortest = min(map(len, texts))
    same = 0
    while same < shortest and len({text[same] for text in texts}) == 1:
        same += 1
    fits = all(0 < len(text) - same <= 3 for text in texts) and len({" ".join(text) for text in texts}) > 1
    return " ".join(texts[0][:same]) if same and fits else ""


def with_positions(said: list[PastedFields], order: Sequence[str]) -> None:
    """The numbers that every row has as many of: counted as the headings say, or a lone one as open positions."""
    counts = {len(each.numbers) for each in said if not each.fields.keys() & {"unfilled", "quota"}}
    counted = [field for field in order if field in ("quota", "unfilled")]
    if len(counts) != 1:
        return
    (count,) = counts
    meant = counted if len(counted) == count else ["unfilled"] if count == 1 and not counted else []
    for each in said:
        if not each.fields.keys() & {"unfilled", "quota"}:
            each.fields.update(zip(meant, each.numbers, strict=False))
