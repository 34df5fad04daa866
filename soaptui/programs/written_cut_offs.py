"""Cut-offs as people write them, in a cell or by hand: "5 years", "2018+", "230 preferred", "no attempts", "3 mo".

A text of which anything is left over is not understood: an unknown cut-off excludes nobody, a guessed one would.
"""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from soaptui.cut_offs import CutOffKind
from soaptui.parts import CountedAs
from soaptui.programs.fact_claims import month_of
from soaptui.records import CutOff

SOFT = re.compile(
    r"\b(prefer\w*|recommend\w*|usual\w*|typical\w*|average|avg|mean|median|approx\w*|about|around|soft|flexib\w*|"
    r"ideal\w*|competitive|desir\w*|suggest\w*|mostly|case by case|not strict|not hard)\b|[~≈]"
)
"""What says that a cut-off weighs, and does not exclude."""

_OBSERVERSHIPS = re.compile(
    r"\b(?:(?:or|and|with|incl\w*|plus)\s+)?observ\w*(?:\s+(?:ok|okay|accepted|allowed|counts?|included|fine))?\b"
)
_TO_APPLICATION = re.compile(
    r"\b(?:(?:at|to|from|of|before|until|by)\s+)?(?:the\s+)?(?:time of\s+)?(?:application|applying)\b"
)
_FILLER = re.compile(
    r"\b(hard|strict|firm|min|minimum|max|maximum|at least|at most|least|no less than|no more than|not more than|"
    r"less than|more than|up to|within|last|past|under|over|above|below|and|of|or|the|a|from|on|in|than|required|"
    r"require[sd]?|needed|need|must be|must|only|score|scores|points?|pts|cut ?off|limit|allowed|accepted|usmle|exam|"
    r"exams?|total|per|each|any|step|ck|since|graduation|graduat(?:ed|es?)|grads?|yog|of age|old|start(?: of)?|"
    r"residency|training|experience|clinical|usce|us|hands on|hands-on|later|newer|after)\b|[+<>≤≥=.,;:*()\[\]/&'’-]"
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_ANYTHING_GOES = re.compile(
    r"(?:no|none|without|any|not)\s*(?:hard |strict |set |specific |official )?"
    r"(?:cut ?-?offs?|limits?|min(?:imum)?|max(?:imum)?|requirements?|required|needed|score|year|yog)"
    r"(?: (?:score|set|required|requirement))?|any|any year|all years|all|open|unlimited"
)
_NEEDED = re.compile(r"(?:yes|y|true|x|✓|✔|required|require[sd]?|needed|need|must|mandatory|pass(?:ed)?|certified)")
_NOT_NEEDED = re.compile(r"(?:no|n|none|not|false|optional|0|not (?:required|needed|necessary|mandatory))")

Reading = tuple[CutOffKind, CutOff]


def written_cut_off(kind: CutOffKind, text: str, *, failures: bool = False) -> Reading | None:
    """What a text says of a cut-off, and of which: a year of graduation is one of its own. None: not understood.

    `failures` says that a bare number counts the tries that may fail; else it counts the tries there may be.
    """
    plain, source, as_of = _without_source(" ".join(text.casefold().replace("‑", "-").split()), text)
    if not plain or "?" in plain:
        return None
    soft = bool(SOFT.search(plain))
    bare = re.sub(r"\s*[(\[\])]\s*", " ", SOFT.sub(" ", plain)).strip(" .,;:-") or ("yes" if soft else "")
    found = _READERS[kind](bare, failures)
    if found is None:
        return None
    kind, cut = found
    return kind, replace(cut, soft=soft and cut.limit is not None, source=source, as_of=as_of)


def _without_source(plain: str, text: str) -> tuple[str, str, str]:
    """The text without the brackets behind it that say who says so, and since when; and these two."""
    brackets = _BRACKETS.search(text)
    if brackets is None or not month_of(brackets[1]):
        return plain, "", ""
    source, comma, as_of = brackets[1].rpartition(",")
    if not comma:
        source, as_of = "", brackets[1]
    return " ".join(text[: brackets.start()].casefold().split()), source.strip(), as_of.strip()


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"[0-9]+", text)]


def _nothing_left(text: str, *taken: str) -> bool:
    """Whether nothing is left of a text once the numbers and what adds nothing to them is taken out."""
    for pattern in (r"[0-9]+", *taken):
        text = re.sub(pattern, " ", text)
    return not _FILLER.sub(" ", text).strip()


def _step2(text: str, failures: bool) -> Reading | None:
    if _ANYTHING_GOES.fullmatch(text) or re.fullmatch(r"pass(?:ed)?(?: only)?|none|no", text):
        return "step2", CutOff()
    text = re.sub(r"\bstep\s*2\b", " ", text)
    scores = _numbers(text)
    if not scores or len(scores) > 2 or re.search("[<≤]", text) or not all(150 <= score <= 300 for score in scores):
        return None
    # Of two numbers the lower one is what is asked for at least.
    return ("step2", CutOff(limit=min(scores))) if _nothing_left(text, r"\bto\b|[–—]|'?s\b") else None


def _needed(kind: CutOffKind) -> Callable[[str, bool], Reading | None]:
    def read(text: str, failures: bool) -> Reading | None:
        text = _TO_APPLICATION.sub(" ", text).strip()
        text = re.sub(r"\s*\b(step [13]|ecfmg|by|when)\b\s*", " ", text).strip()
        if _NOT_NEEDED.fullmatch(text) or _ANYTHING_GOES.fullmatch(text):
            return kind, CutOff()
        return (kind, CutOff(limit=1)) if _NEEDED.fullmatch(text) else None

    return read


_FAIL = r"\bfail(?:s|ed|ures?|ings?)?\b"
_TRY = r"\b(?:attempts?|tr(?:y|ies)|times?)\b"
_ALL_AT_FIRST = re.compile(
    rf"(?:0|no|none|zero|not?)(?:\s+(?:(?:{_FAIL}|{_TRY})\s*)+)?(?:\s*(?:allowed|accepted))?|"
    rf"(?:must |have to |to )?(?:pass(?:ed|es)?\s+)?(?:on |at |in )?(?:the )?(?:first|1st)(?:\s+{_TRY})?"
    rf"(?:\s+pass(?:es|ed)?)?(?:\s+only)?"
)


def _attempts(text: str, failures: bool) -> Reading | None:
    if _ALL_AT_FIRST.fullmatch(text):
        return "attempts", CutOff(limit=0)
    if _ANYTHING_GOES.fullmatch(text) or re.fullmatch(rf"(?:{_TRY}|{_FAIL})?\s*(?:ok|okay|fine|considered)", text):
        return "attempts", CutOff()
    counts = _numbers(text)
    if len(counts) != 1 or counts[0] > 9 or not _nothing_left(text, _FAIL, _TRY):
        return None
    failed = failures or bool(re.search(_FAIL, text))
    return "attempts", CutOff(limit=counts[0] if failed else max(0, counts[0] - 1))


_YEARS = r"\b(?:years?|yrs?|y)\b|(?<=[0-9])\s*(?:years?|yrs?|y)\b"


def _years(text: str, failures: bool) -> Reading | None:
    if _ANYTHING_GOES.fullmatch(text) or text in ("none", "no"):
        return "years", CutOff()
    applying = bool(_TO_APPLICATION.search(text))
    text = _TO_APPLICATION.sub(" ", text)
    counts = _numbers(text)
    if len(counts) != 1 or not _nothing_left(text, _YEARS, r"\bto\b"):
        return None
    if 1950 <= counts[0] <= 2100 and not re.search(r"\b(before|until|below|under)\b|[<≤]", text):
        later = 1 if re.search(r"\bafter\s+(?=[0-9])|>(?!=)", text) else 0
        return "since", CutOff(limit=counts[0] + later)
    if counts[0] > 40 or re.search(r"\bafter\b|(?<!no )(?<!not )\bmore than\b|[+>≥]", text):
        return None
    return "years", CutOff(limit=counts[0], counted="to-application" if applying else "")


_MONTHS = r"(?:\b|(?<=[0-9])\s*)(?:months?|mos?|mths?|m)\b"
_WEEKS = r"(?:\b|(?<=[0-9])\s*)(?:weeks?|wks?)\b"


def _us_months(text: str, failures: bool) -> Reading | None:
    observed = bool(_OBSERVERSHIPS.search(text)) and not re.search(r"\b(no|not|without|excl\w*)\s+observ", text)
    bare = _OBSERVERSHIPS.sub(" ", re.sub(r"\b(?:no|not|without|excl\w*)\s+observ\w*", " ", text)).strip(" ,;.")
    counted: CountedAs = "with-observerships" if observed else ""
    if _NOT_NEEDED.fullmatch(bare) or _ANYTHING_GOES.fullmatch(bare):
        return "us-months", CutOff()
    if _NEEDED.fullmatch(bare):
        return "us-months", CutOff(limit=1, counted=counted)
    counts = _numbers(bare)
    if len(counts) != 1 or not _nothing_left(bare, _MONTHS, _WEEKS, _YEARS):
        return None
    count = counts[0]
    if re.search(_WEEKS, bare):
        count = count // 4
    elif re.search(_YEARS, bare):
        count *= 12
    return ("us-months", CutOff(limit=count, counted=counted)) if 0 < count <= 60 else None


_READERS: dict[CutOffKind, Callable[[str, bool], Reading | None]] = {
    "step2": _step2,
    "step1": _needed("step1"),
    "attempts": _attempts,
    "years": _years,
    "since": _years,
    "us-months": _us_months,
    "step3": _needed("step3"),
    "ecfmg": _needed("ecfmg"),
}

_NAMED: tuple[tuple[CutOffKind, re.Pattern[str]], ...] = (
    ("step3", re.compile(r"\bstep ?3\b")),
    ("step1", re.compile(r"\bstep ?1\b")),
    ("ecfmg", re.compile(r"\becfmg\b")),
    ("us-months", re.compile(r"\busce\b|\bus (?:clinical )?experience\b|\bmonths?\b")),
    ("attempts", re.compile(rf"{_FAIL}|{_TRY}")),
    ("years", re.compile(rf"{_YEARS}|\byog\b|\bgrad|\b(?:19|20)[0-9][0-9]\b")),
    ("step2", re.compile(r"\bstep ?2\b|\b[12][0-9][0-9]\b|\bscore\b")),
)
"""What names a kind in a text that may be of any."""


def written_cut_offs(text: str, *, failures: bool = False) -> list[Reading] | None:
    """What a text says that may be of any of them: "230, 5 years, no attempts". None: not all of it is understood."""
    readings: list[Reading] = []
    for piece in _pieces(text):
        kind = next((kind for kind, named in _NAMED if named.search(piece.casefold())), None)
        reading = None if kind is None else written_cut_off(kind, piece, failures=failures)
        if reading is None:
            return None
        readings.append(reading)
    return readings or None


def _pieces(text: str) -> Iterator[str]:
    """The parts of a text; a comma between brackets parts nothing."""
    for piece in re.split(r"[,;|\n](?![^(]*\))", text):
        if piece.strip():
            yield piece.strip()


# -- two sources


def united_cut_offs(before: dict[str, CutOff], said: dict[str, CutOff]) -> dict[str, CutOff]:
    """The cut-offs after others of them: of each kind the newer claim counts; the one that differs stays beside."""
    return before | {kind: _united(before.get(kind), cut) for kind, cut in said.items()}


def _united(before: CutOff | None, said: CutOff) -> CutOff:
    if before is None:
        return said
    claims = [replace(each, others=()) for each in (said, *said.others, before, *before.others)]
    shown = max(claims, key=lambda each: month_of(each.as_of))  # of one age, the one said last
    others: dict[tuple[object, ...], CutOff] = {}
    for each in claims:
        if each.source != shown.source and _what(each) != _what(shown):
            others.setdefault(_what(each), each)
    return replace(shown, others=tuple(others.values()))


def _what(cut: CutOff) -> tuple[object, ...]:
    return cut.limit, cut.soft, cut.counted
