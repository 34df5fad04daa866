"""Names of institutions, cities and specialties as words that can be compared, however they are abbreviated.

"Univ Hosp-St. Anthony's Med Ctr-OH" and "University Hospital, Saint Anthonys Medical Center" have the same words.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from soaptui.programs import specialties
from soaptui.programs.us_states import STATE_NAMES, STATES, state_letters
from soaptui.records import Program
from soaptui.text import folded

Words = tuple[str, ...]

_SAME = {
    word: name
    for name, words in {
        "university": "univ uni u universitys",
        "hospital": "hosp hospitals hsp hospit hospitl",
        "med": "medical medicine medicin medcl",
        "center": "ctr centre centers cntr cen cent",
        "health": "hlth hlt",
        "healthcare": "hlthcare hlthcr",
        "system": "sys systems syst",
        "saint": "st ste saints sts",
        "mount": "mt",
        "fort": "ft",
        "community": "comm cmty commun communty",
        "regional": "reg regl rgnl",
        "memorial": "mem meml mmrl",
        "general": "gen genl",
        "children": "childrens child chldrns",
        "department": "dept dep",
        "county": "cnty",
        "school": "sch",
        "college": "coll",
        "graduate": "grad",
        "education": "educ edu",
        "consortium": "consort",
        "institute": "inst",
        "foundation": "fdn found fndn",
        "national": "natl",
        "international": "intl",
        "north": "n",
        "south": "s so",
        "east": "e",
        "west": "w",
        "southern": "sthrn",
        "northern": "nthrn",
        "veterans": "va vet",
        "associates": "assoc association",
    }.items()
    for word in words.split()
}
_LONGER = {
    "com": ("college", "med"),
    "som": ("school", "med"),
    "gme": ("graduate", "med", "education"),
    "umc": ("university", "med", "center"),
}
_FILLERS = frozenset(
    ["of", "the", "and", "at", "for", "a", "an", "in", "de", "inc", "llc", "program", "programs", "prog", "residency",
     "residencies"]
)  # fmt: skip

_LITTLE = {
    word: tells
    for tells, words in {
        0.2: ["med", "center", "college", "school", "graduate", "education"],
        0.35: ["health", "healthcare", "hospital", "system", "consortium", "division", "network", "group"],
        0.5: ["university", "community", "regional", "general", "saint", "clinic", "county", "department"],
        0.6: ["memorial", "children", "institute", "foundation", "national"],
    }.items()
    for word in words
}
"""What a word tells of an institution, where it is less than a name does (1)."""

_NAME_OF = {letters.casefold(): tuple(name.casefold().split()) for letters, name in STATE_NAMES.items()}
_SUFFIX = re.compile(r"\s*[-,]\s*([A-Za-z]{2})$")


def split(text: str) -> list[str]:
    """The words of a text in small letters, without accents, apostrophes and punctuation."""
    return re.findall(r"[^\W_]+", folded(text))


def state_of(text: str) -> str:
    """A state by its two letters, however it is written; other text stays, in capitals."""
    return state_letters(text) or text.strip().upper()


def words(text: str, state: str = "") -> Words:
    """The words of a name, each in one spelling; the state's letters that the NRMP puts behind it are left out."""
    found = _SUFFIX.search(text.strip())
    if found and (found[1] in STATES or found[1].upper() == state):
        text = text.strip()[: found.start()]
    result: list[str] = []
    for word in split(text):
        if word == state.casefold() and word in _NAME_OF:
            result += _NAME_OF[word]
        elif word not in _FILLERS:
            result += _LONGER.get(word, (_SAME.get(word, word),))
    return tuple(result)


def weight(word: str) -> float:
    """How much a word tells of an institution, up to 1."""
    return _LITTLE.get(word, 1.0)


# -- specialties

_SPOKEN = {
    word: tuple(name.split())
    for name, spoken in {
        "internal med": "im",
        "internal": "int",
        "family med": "fm fp",
        "family": "fam",
        "emergency med": "em",
        "emergency": "emerg emer",
        "pediatrics": "peds ped pediatric paediatrics paeds pedi",
        "anesthesiology": "anes anesth anesthesia anaesthesiology anaesthesia",
        "psychiatry": "psych psychiatric psy",
        "surgery": "surg surgical",
        "general surgery": "gs",
        "preliminary": "prelim prelims",
        "transitional": "trans ty",
        "obgyn": "ob gyn obstetrics gynecology obstetric gynaecology obg",
        "radiology": "rad rads radiol",
        "diagnostic": "diag dx",
        "interventional radiology": "ir",
        "interventional": "interv",
        "oncology": "onc",
        "dermatology": "derm",
        "neurology": "neuro neurol",
        "neurological surgery": "neurosurgery neurosurg",
        "pathology": "path",
        "orthopaedic": "ortho orthopedic orthopaedics orthopedics",
        "otolaryngology": "ent otolaryng",
        "physical med rehabilitation": "pmr pmnr",
        "physical": "phys",
        "rehabilitation": "rehab",
        "genetics": "genetic genomics",
        "preventive": "prev prevent preventative",
        "osteopathic": "osteo",
        "neuromusculoskeletal": "neuromusculo neuromusc",
        "nuclear": "nuc nucl",
        "thoracic": "cardiothoracic",
        "categorical": "cat categ",
        "integrated": "integ",
        "primary": "prim",
    }.items()
    for word in spoken.split()
}
_PHRASES: dict[str, Words] = {
    "040": ("anesthesiology",),
    "080": ("dermatology",),
    "110": ("emergency med", "emergency"),
    "120": ("family med", "family practice", "family"),
    "130": ("med genetics genetics", "med genetics", "genetics"),
    "140": ("internal med", "med", "internal"),
    "160": ("neurological surgery",),
    "180": ("neurology",),
    "185": ("children neurology", "pediatrics neurology"),
    "186": ("neurodevelopmental disabilities", "neurodevelopmental", "neurodevel"),
    "200": ("nuclear med", "nuclear"),
    "220": ("obgyn", "obgyn obgyn"),
    "260": ("orthopaedic surgery", "orthopaedic"),
    "275": ("osteopathic neuromusculoskeletal med", "osteopathic neuromusculoskeletal", "onmm"),
    "280": ("otolaryngology",),
    "300": ("pathology", "anatomic clinical pathology"),
    "320": ("pediatrics",),
    "340": ("physical med rehabilitation", "physical med"),
    "362": ("plastic surgery integrated", "plastic surgery"),
    "380": ("public health preventive med", "preventive med", "preventive", "occupational med"),
    "400": ("psychiatry",),
    "416": ("interventional radiology integrated", "interventional radiology"),
    "420": ("radiology diagnostic", "diagnostic radiology", "radiology"),
    "430": ("radiation oncology", "radiology oncology"),
    "440": ("general surgery", "surgery general", "surgery"),
    "451": ("vascular surgery integrated", "vascular surgery", "vascular"),
    "461": ("thoracic surgery integrated", "thoracic surgery", "thoracic"),
    "730": ("triple board", "pediatrics psychiatry children psychiatry"),
    "999": ("transitional year", "transitional"),
}
"""The ways to say a specialty, in the words that `words` and `_SPOKEN` make of them."""

_PAIRS = {
    frozenset(pair.split()): code
    for code, pair in {
        "700": "140 320", "705": "140 110", "715": "140 400", "720": "400 120", "725": "320 110", "726": "320 040",
        "735": "320 340", "742": "140 040", "751": "140 380", "752": "120 380", "753": "120 275", "755": "400 180",
        "765": "320 130", "766": "140 130", "770": "420 200", "785": "140 080", "795": "110 120", "796": "110 040",
    }.items()
}  # fmt: skip
_TYPES = {
    "P": ("preliminary",),
    "M": ("primary", "primary care"),
    "A": ("advanced",),
    "R": ("physician", "reserved", "pgy2"),
    "C": ("categorical",),
}
_TYPE_WORDS = {word: letter for letter, phrases in _TYPES.items() for word in phrases[0].split()} | {
    "reserved": "R", "pgy2": "R",
}  # fmt: skip
_SAYS_NOTHING = frozenset(
    ["year", "track", "training", "care", "only", "positions", "position", "integrated", "main", "site", "campus",
     "graduate", "education"]
)  # fmt: skip
_UNMISTAKABLE = frozenset(
    ["pediatrics", "neurology", "anesthesiology", "dermatology", "pathology", "transitional", "obgyn"]
)
"""In the name of an institution, these alone are taken for a specialty; a Family Health Center is none."""


class Discipline(NamedTuple):
    """What a program trains in: the specialty's code ("" if unknown), the type's letter.

    `named_by` are the words that name the specialty, `rest` those left over.
    """

    specialty: str
    type: str
    rest: Words
    named_by: Words = ()


@cache
def _by_phrase() -> dict[Words, str]:
    return {tuple(phrase.split()): code for code, phrases in _PHRASES.items() for phrase in phrases}


_PMR = re.compile(r"\bpm\s*(&|and)\s*r\b", re.IGNORECASE)
_MED_GENETICS = re.compile(r"\bmed(icine)?\s*[-/+]\s*genetics\b", re.IGNORECASE)
"""Medicine and genetics, not "Medical Genetics": what stands between them tells them apart."""

_LONGEST = 5
_MARK = "medx"
"""Stands for a "Med" that belongs to the name of a house: Medical City, School of Medicine, Penn Medicine."""

_BARE_MED = re.compile(r"\b(medical|medicine|medicin|med)\b\.?", re.IGNORECASE)
_MAY_BE_MEDICINE = re.compile(
    r"(^|[-/,:;(|&+·–—.]|\b(and|or|in|prelim|preliminary|categorical|cat|categ|primary|care|traditional|combined|"
    r"general|program|residency|transitional|specialty))\s*$",
    re.IGNORECASE,
)
"""What may stand before a "Medicine" that is the specialty."""

_NO_MEDICINE = frozenset(
    ["center", "school", "college", "education", "group", "city", "university", "branch", "sciences", "science",
     "campus", "system", "network", "foundation", "associates", "clinic", "hospital", "park", "district", "plaza"]
)  # fmt: skip
"""Behind "Med", these make it no specialty."""


def _medicine_marked(text: str) -> str:
    """The text with each "Medical" or "Medicine" that cannot be a specialty by itself marked as such."""

    def marked(found: re.Match[str]) -> str:
        alone = found[1].casefold() != "medical" and _MAY_BE_MEDICINE.search(text[: found.start()])
        return found.group() if alone else f" {_MARK} "

    return _BARE_MED.sub(marked, text)


@lru_cache(maxsize=8192)
def discipline(text: str) -> Discipline:
    """What a text says of a specialty: "Int Med/Prelim", "Peds-Genetics", "Med-Prelim/Neurology"."""
    spoken: list[str] = []
    text = _medicine_marked(_MED_GENETICS.sub("internal medicine genetics", _PMR.sub("pmr", text)))
    bare: set[int] = set()
    for word in words(text):
        if word == _MARK:
            bare.add(len(spoken))
            word = "med"
        spoken += _SPOKEN.get(word, (word,))
    found: list[tuple[int, int, str]] = []
    position = 0
    while position < len(spoken):
        code, length = _phrase_at(spoken, position, bare)
        if code:
            found.append((position, position + length, code))
        position += max(1, length)
    kind = next((_TYPE_WORDS[word] for word in spoken if word in _TYPE_WORDS), "")
    taken = found[:1]
    specialty = found[0][2] if found else ""
    if len(found) > 1 and found[0][1] == found[1][0] and kind != "P":
        pair = _PAIRS.get(frozenset((found[0][2], found[1][2])))
        if pair:
            specialty, taken = pair, found[:2]
    inside = {index for start, end, _ in taken for index in range(start, end)}
    rest = tuple(
        word
        for index, word in enumerate(spoken)
        if index not in inside and word not in _TYPE_WORDS and word not in _SAYS_NOTHING
    )
    said = tuple(word for index, word in enumerate(spoken) if index in inside)
    return Discipline(specialty, "P" if specialty == "999" else kind, rest, said)


def _phrase_at(spoken: list[str], position: int, bare: set[int]) -> tuple[str, int]:
    """The specialty that is named from there on, and in how many words; `bare` are the places of a "Med" that is none
    by itself."""
    for length in range(min(_LONGEST, len(spoken) - position), 0, -1):
        code = _by_phrase().get(tuple(spoken[position : position + length]))
        if code and not (code == "140" and _is_house(spoken, position, length, bare)):
            return code, length
    return "", 0


def _is_house(spoken: list[str], position: int, length: int, bare: set[int]) -> bool:
    """Whether a "Med" belongs to the name of a house: by what stands before it, or behind it."""
    behind = spoken[position + length : position + length + 1]
    if behind and behind[0] in _NO_MEDICINE:
        return True
    before = spoken[position - 1 : position] if position else []
    return length == 1 and (position in bare or before in (["school"], ["college"]))


def discipline_of(program: Program) -> Discipline:
    """What a program trains in: by its code where it has one, else by specialty, name, ACGME number, institution."""
    said = discipline(program.name)
    code = specialties.find_code(program.code)
    if code is not None:
        known = code.specialty if code.specialty in specialties.specialties() else said.specialty
        return Discipline(known, code.type, said.rest)
    field = discipline(program.specialty)
    by_number = acgme_digits(program.acgme_id)[:3]
    elsewhere = _beside_the_institution(program.institution)
    specialty = (
        field.specialty
        or said.specialty
        or (by_number if by_number in specialties.specialties() else "")
        or elsewhere.specialty
    )
    kind = program.type if program.type in specialties.TYPES else field.type or said.type or elsewhere.type
    rest = tuple(word for word in said.rest if word not in field.rest)
    return Discipline(specialty, "P" if specialty == "999" else kind, rest)


def _beside_the_institution(text: str) -> Discipline:
    """What the name of an institution says of a specialty: "Quill Harbor Hospital - Int Med"."""
    found = discipline(text)
    sure = len(found.named_by) > 1 or _UNMISTAKABLE.intersection(found.named_by)
    return found if sure else Discipline("", "", ())


def institution_of(program: Program) -> Words:
    """The words of a program's institution, without those of a specialty that stands beside it."""
    beside = _beside_the_institution(program.institution) if not program.code else Discipline("", "", ())
    return beside.rest if beside.specialty else words(program.institution, state_of(program.state))


def is_integrated_genetics(program: Program) -> bool:
    """Whether it trains in medical genetics together with medicine or pediatrics, by its code or by its name."""
    by_name = (discipline(text).specialty for text in (program.name, program.specialty))
    return any(code in specialties.INTEGRATED_GENETICS for code in (discipline_of(program).specialty, *by_name))


def acgme_digits(text: str) -> str:
    """An ACGME program number as its ten digits; empty where it is none. A spreadsheet drops a leading zero."""
    digits = re.sub(r"\.0+$|[^0-9.]", "", text)
    return digits.zfill(10) if digits.isdecimal() and len(digits) in (9, 10) else ""
