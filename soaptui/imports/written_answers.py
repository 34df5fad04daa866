"""Yes, no or unknown, as a cell says it in words: of one thing, or of several that it names.

A yes counts only where nothing is left over in its part of the cell: "H1B rarely", "until 2024", "pending",
"no problem" are no answer that this module would vouch for. Unknown never counts as yes.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from soaptui.records import Known

YES = {
    "yes", "y", "true", "1", "x", "✓", "✔", "✅", "☑", "yes*", "sponsors", "sponsored", "accepts", "accepted",
    "participating", "participates", "available", "offered", "present",
}  # fmt: skip
NO = {
    "no", "n", "false", "0", "not", "none", "never", "✗", "✘", "❌", "no*", "non-participating", "not participating",
    "not sponsored", "not accepted", "not available", "not offered", "absent", "does not sponsor",
}  # fmt: skip

VISAS = {
    "j1": re.compile(r"(?<![a-z0-9])j\W{0,2}1(?!\d)"),
    "h1b": re.compile(r"(?<![a-z0-9])h\W{0,2}1(?:\W?b(?![a-z]))?(?!\d)"),
}
"""What names a visa."""

GENETICS_PARTS = {
    "department": re.compile(
        r"\b(dept|department|division|dep)\b|gen(etic|omic)s?\b.*\b(center|centre|inst|institute)\b|"
        r"\b(center|centre|inst|institute)\b.*\bgen(etic|omic)s?\b|^(?!.*\b(no|not|non|without|some|little|few|limited|weak|minimal)\b)"
        r"\w[\w .&'-]{1,40} gen(etic|omic)s$"
    ),
    "clinic": re.compile(r"\bclinics?\b"),
    "rotation": re.compile(r"\b(rotations?|electives?)\b"),
    "research": re.compile(r"\bresearch\b"),
}
"""What names a part of a hospital's genetics."""

_ANY_VISA = re.compile(r"\b(both|all|any|either|all types|any visas?)\b")
_DOUBT = re.compile(r"\?|\bno (data|info|information|idea|answer|reply|response|record)\b")
_NOT_SO = (
    r"(?:no longer|no more|not any ?more|(?:does|do|did|is|are|was|will|can) ?not|cannot|"
    r"(?:does|do|did|is|are|wo|ca)n['’]?t|no|not|non|none|never|nope|neither|nor|without|except|denied|denies|"
    r"declined|declines|refused|refuses|suspended|stopped|discontinued|paused|unavailable|false|n|✗|✘|❌)"
)
_SO = r"(?:yes|yep|true|ok|okay|y|✓|✔|✅|☑)"
_VERBS = (
    r"(?:sponsors?|sponsored|sponsoring|accepts?|accepted|accepting|offers?|offered|supports?|supported|provides?|"
    r"provided|available|participating|participates|only)"
)
_FILLERS = (
    r"(?:visas?|visa type|sponsorships?|ecfmg|clinical|via|through|the|of|for|by|program|programs|we|they|it|type|"
    r"types|status|step|steps|after|with|passed|required|requires|needed|needs|need|usmle|cap-exempt|cap exempt|"
    r"preferred|prefers|also|as|per|website|web|site|freida|checked|verified|updated|email|emailed|e-mail|phone|"
    r"called|coordinator|says|said|[0-9]{1,3} of [0-9]{1,3}|j-?1s|h-?1bs|genetics?|imgs?|fmgs?)"
)
_SOURCES = re.compile(r"\b(website|site|web|freida|checked|verified|updated|per|email|emailed|phone|called)\b")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"\b(?:20[0-9]{2}(?:[-/.][0-9]{1,2}){0,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,2}/20[0-9]{2}|"
    rf"(?:{_MONTH}|may(?=\W+20[0-9]{{2}}))(?:\W+20[0-9]{{2}})?)(?![\w])",
    re.IGNORECASE,
)
"""When a source was asked. "Declined" begins like December, and "may" alone is no month."""
_STEP_3 = re.compile(r"\bstep ?3\b|\bstep iii\b")
_PART = re.compile(
    rf"(?P<thing>\0[a-z0-9]+\0)|(?P<no>(?<![\w]){_NOT_SO}(?![\w]))|(?P<yes>(?<![\w]){_SO}(?![\w]))|"
    rf"(?P<verb>(?<![\w]){_VERBS}(?![\w]))|(?P<filler>(?<![\w]){_FILLERS}(?![\w])|\band\b|\bor\b)|(?P<other>\w+|[½<>→≥≤])"
)
_ONLY = re.compile(
    r"\0 *(?:visas? *)?(?:(?:is|are) *)?(?:sponsor\w* *|accepted *|offered *)?\(?only(?= *(?:$|[,;|).\n]))"
    rf"|(?<!not )\b(?:only|solely|exclusively) *(?:{_VERBS} *)?(?:the *)?\0"
)
"""That a visa is the only one: "only" beside its name. In "H-1B only with Step 3" it is a condition."""
_CLAUSES = re.compile(r"[,;|\n]|\bbut\b|\.\s")
_LOOSE_CLAUSES = re.compile(r"[,;/&|+\n]|\b(?:and|or|but)\b")
_NEGATIVE = re.compile(r"\b(no|not|non|none|never|without|except|doesnt|dont)\b|n['’]t\b")
_UNSURE = re.compile(
    r"\b(until|rarely|rare|pending|planned|planning|maybe|possibly|perhaps|sometimes|consider\w*|former\w*|used to|"
    r"closed|closing|coming|soon|future|suspended|unclear|unknown|tbd|was|were|limited to|starting|from 20\d\d|"
    r"probably|likely|apparently|seems?|guess|think|unsure|not sure|as of)\b"
)
_NO_VISA = re.compile(
    r"(?:(?:program )?(?:no|none|never|not|without|does ?n['’]?o?t|do ?n['’]?o?t)\b[ ,:]*)"
    r"(?:(?:any|visas?|sponsors?|sponsored|sponsorships?|offered|accepted|available|provided)[ ,]*)*"
    r"|visas?(?: sponsorships?)?:? (?:are )?(?:no|none|not (?:sponsored|offered|accepted|available))"
)
_SAYS_IT_ALL = re.compile(
    r"(?:j\W{0,2}1|h\W{0,2}1\W?b?|yes|no|none|not|only|and|or|visas?|sponsors?|sponsored|sponsorship|dept|"
    r"department|clinics?|rotations?|electives?|research|genetics|[\s,;:/&+|.()])*"
)
"""A cell in which there is no more to know than was read from it."""


def in_doubt(text: str) -> bool:
    """Whether a cell says that what it says is not sure, was so once, or is to come."""
    word = text.casefold()
    return bool(_DOUBT.search(word) or _UNSURE.search(word))


def says_it_all(text: str) -> bool:
    """Whether a cell has no words but those that are read of it."""
    return bool(_SAYS_IT_ALL.fullmatch(text.casefold()))


def all_read(text: str) -> bool:
    """Whether nothing is lost of a cell once it has become yes or no."""
    return text.casefold() in YES | NO or says_it_all(text)


def asked_at(text: str) -> str:
    """When the source that a cell names was asked: "yes (website 2026)". Empty where it does not say that."""
    found = _DATE.search(text) if _SOURCES.search(text.casefold()) else None
    return found.group() if found else ""


class _Clause(NamedTuple):
    """A part of a cell: what it names and answers, in its order ("V" a thing, "+", "-"); if all is understood."""

    things: list[str]
    order: str
    sure: bool
    outright: bool
    """Whether it says yes in so many words, and not only by naming a thing."""

    begins_no: bool


def known_from(text: str) -> Known:
    """Yes, no or unknown, where the cell says that and nothing else."""
    word = text.casefold().strip(" .!")
    if _DOUBT.search(word):
        return "unknown"
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    clauses = [clause for part in _parts(word) if (clause := _clause(part)) is not None]
    if not clauses or any(not clause.sure or clause.things for clause in clauses):
        return "unknown"
    answers = {clause.order for clause in clauses if clause.order}
    return {"+": "yes", "-": "no"}.get(answers.pop(), "unknown") if len(answers) == 1 else "unknown"  # type: ignore[return-value]


def visas_named(text: str) -> dict[str, Known]:
    """What a cell on visas says of each. Where it also denies one, only what is said outright counts."""
    word = " ".join(text.casefold().split()).strip(" .!")
    if _DOUBT.search(word):
        return {}
    if _NO_VISA.fullmatch(word):
        return {"j1": "no", "h1b": "no"}
    if _ANY_VISA.fullmatch(word):
        return {"j1": "yes", "h1b": "yes"}
    for name, pattern in VISAS.items():
        word = pattern.sub(f" \0{name}\0 ", word)
    said = _settled([clause for part in _parts(word) if (clause := _clause(part)) is not None])
    return said | _others_excluded(word, said)


def _others_excluded(word: str, said: dict[str, Known]) -> dict[str, Known]:
    """ "H-1B only" means that another visa which the cell does not name is a no; "not only H-1B" does not."""
    only = [name for name, value in said.items() if value == "yes"]
    named = [name for name in VISAS if f"\0{name}\0" in word]
    if only != named or len(only) != 1 or not _ONLY.search(word):
        return {}
    return {name: "no" for name in VISAS if name not in named}


def visas_mentioned(text: str) -> set[str]:
    """The visas that a cell names, whatever it says of them."""
    return {name for name, pattern in VISAS.items() if pattern.search(text.casefold())}


def _parts(word: str) -> list[str]:
    """The cell at its commas; what stands in brackets belongs to what stands before it."""
    outside = re.sub(r"[(\[]([^()\[\]]*)[)\]]", lambda found: " " + re.sub(r"[,;|.\n]", " ", found[1]) + " ", word)
    return [part for part in _CLAUSES.split(outside) if part.strip(" .:-/")]


def _clause(part: str) -> _Clause | None:
    part = _STEP_3.sub(" step ", part.replace("not only", "besides"))
    if _SOURCES.search(part):
        part = _DATE.sub(" ", part)
    things: list[str] = []
    signs: list[str] = []
    sure = True
    outright = False
    for found in _PART.finditer(part):
        kind = found.lastgroup
        if kind == "thing":
            things.append(found["thing"].strip("\0"))
            signs.append("V")
        elif kind == "other":
            sure = False
        elif kind != "filler":
            signs.append({"no": "-", "yes": "+", "verb": "v"}[kind or ""])
            outright = outright or kind != "no"
    if not things and not signs and sure:
        return None
    order, fits = _order("".join(signs))
    return _Clause(things, order, sure and fits, outright, order.startswith("-"))


def _order(signs: str) -> tuple[str, bool]:
    """The answers between the things, each as one sign; and whether none of them contradicts itself."""
    fits = True

    def one(found: re.Match[str]) -> str:
        nonlocal fits
        run = found.group()
        if run.count("-") > 1 or ("-" in run and "+" in run):
            fits = False  # "not denied", "yes no"
        return "-" if "-" in run else "+"

    return re.sub(r"[-+v]+", one, signs), fits


def _settled(clauses: list[_Clause]) -> dict[str, Known]:
    """What all the parts of a cell say together of each thing that they name."""
    said: dict[str, set[Known]] = {}
    for number, clause in enumerate(clauses):
        before, after = clauses[:number], clauses[number + 1 :]
        if any(not other.things and not other.sure for other in clauses):
            return {}  # "J-1, H-1B; case by case" leaves all of it open
        for thing, value, outright in _answers(clause):
            implied = value == "yes" and not outright
            if implied and (any(not other.sure or "-" in other.order for other in before) or _denied(after)):
                continue
            said.setdefault(thing, set()).add(value)
        for thing in clause.things if not clause.sure else ():
            said.setdefault(thing, set()).add("unknown")
    return {thing: next(iter(values)) for thing, values in said.items() if len(values) == 1 and values != {"unknown"}}


def _denied(after: list[_Clause]) -> bool:
    """Whether a later part may deny what an earlier one only names: "J-1, H-1B not sponsored", "J-1, no"."""
    return any("-" in clause.order and not (clause.begins_no and clause.things) for clause in after)


def _answers(clause: _Clause) -> list[tuple[str, Known, bool]]:
    """What a part says of each thing, and whether outright; nothing where it cannot be told which it means."""
    things, order = clause.things, clause.order
    if not clause.sure or not things:
        return []
    if "-" not in order:
        return [(thing, "yes", clause.outright) for thing in things]
    if len(things) == 1:
        return [(things[0], "no", True)] if order in ("-V", "V-") else []
    if re.fullmatch(r"(V[-+])+|([-+]V)+", order):  # "J1: Y H1B: N", "neither J1 nor H1B"
        signs = order.replace("V", "")
        return [(thing, "no" if sign == "-" else "yes", True) for thing, sign in zip(things, signs, strict=True)]
    if re.fullmatch(r"-V+", order):
        return [(things[0], "no", True)]
    return [(things[-1], "no", True)] if re.fullmatch(r"V+-", order) else []


def genetics_named(text: str) -> dict[str, Known]:
    """What a cell on genetics says of department, clinic, rotation and research.

    "Yes" promises no more than one of them, which is taken to be the department; "no" denies them all.
    """
    parts = _parts_named(text, GENETICS_PARTS)
    if parts:
        return parts
    value = known_from(text)
    if value == "no":
        return dict.fromkeys(GENETICS_PARTS, value)
    return {"department": value} if value == "yes" else {}


def _parts_named(text: str, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, Known]:
    """Which of these things a cell affirms, and which it denies."""
    text = text.casefold()
    if _DOUBT.search(text):
        return {}
    said: dict[str, set[Known]] = {}
    clauses = [clause.strip() for clause in _LOOSE_CLAUSES.split(text)]
    denials = [number for number, clause in enumerate(clauses) if _NEGATIVE.search(clause)]
    for number, clause in enumerate(clauses):
        value: Known = "no" if number in denials else "yes"
        # "Clinic, no department" denies only what follows the "no".
        apart = all(number < denial and _NEGATIVE.match(clauses[denial]) for denial in denials)
        if _UNSURE.search(clause):
            continue
        if value == "no" or apart or re.search(rf"\b({_SO}|{_VERBS})\b", clause):
            named = [name for name, pattern in patterns.items() if pattern.search(clause)]
            for name in named if value == "yes" or len(named) == 1 else ():  # "clinic not rotation" denies which?
                said.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in said.items() if len(values) == 1}
