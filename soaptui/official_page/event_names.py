"""Which events of Match Week the words of a line name. Words that may mean something else name none."""

import re
from collections.abc import Iterator

from soaptui.typed_time.details import pattern

_BEGIN = r"(?:begins?|starts?|opens?|starting|beginning)"
_END = r"(?:ends?|concludes?|closes?|finish(?:es)?|is over)"

_NAMES: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        "rank-deadline",
        pattern(
            r"\brank(?:ing)? (?:order )?lists? (?:\w+ ){0,4}?(?:deadline|due|certif\w+|closes?)"
            r"|\bdeadline\b.*\brank (?:order )?lists?|\bcertify\b.*\brank (?:order )?lists?|\branking closes\b"
        ),
        pattern(r"\b(?:opens?|begins?|starts?|may|can|preference|reminder|register|withdraw)\b"),
    ),
    (
        "match-status",
        pattern(
            r"\bapplicants?\b.*\b(?:learn|notified|informed|told|find out|receive|know)\w*\b.*"
            r"\b(?:if|whether)\b.*\bmatch(?:ed)?\b|\bmatch status\b"
        ),
        pattern(r"\bwhere\b|\bprogram directors?\b"),
    ),
    (
        "unfilled-list",
        pattern(
            r"\blist of unfilled programs\b|\bunfilled programs list\b"
            rf"|\bsoap (?:process |week )?(?:officially )?{_BEGIN}\b|\b(?:start|beginning) of soap\b"
        ),
        pattern(
            rf"\bupdated?\b|\brefreshed\b|\bfinal\b|\brevised\b|\bno longer\b|\bround|\bsoap (?:\w+ )?{_END}\b"
            r"|\brounds?\b|\boffers?\b|\bapply\b|\bsubmit|\bremoved\b|\bapplications?\b"
        ),
    ),
    (
        "applications-open",
        pattern(
            r"\bapplicants?\b.*\b(?:begin|start|may|can|able)\b.*\b(?:prepar|submit|send|apply)\w*"
            r"|\b(?:my ?eras|eras|residencycas)\b.*\bopens?\b|\bapplications? opens?\b"
        ),
        pattern(
            r"\bround|\bprograms? (?:may |can )?(?:begin |start )?(?:review|receiv)|\brank|\bregist|\bno longer\b"
            r"|\bopens? (?:to|for) programs\b"
        ),
    ),
    (
        "applications-released",
        pattern(
            r"\bprograms?\b (?:\w+ ){0,8}?(?:review|receiv|download|see|access|view)\w* (?:\w+ ){0,4}?applica"
            r"|\bapplications? (?:are |is )?(?:released|transmitted|available|sent) to (?:\w+ ){0,2}programs\b"
        ),
        pattern(r"\bpreference|\brank|\bround|\blist of\b"),
    ),
    (
        "soap-ends",
        pattern(rf"\bsoap (?:process |week )?(?:officially )?{_END}\b|\b(?:end|conclusion) of soap\b"),
        pattern(r"\bround|\bbefore\b|\buntil\b|\bafter\b"),
    ),
    (
        "match-day",
        pattern(r"\bmatch day\b|\b(?:learn|find out|see|told|notified)\w*\b.*\bwhere\b.*\bmatch"),
        pattern(
            r"\bceremon|\bcelebrat|\bwebinar|\broster"
            r"|\bembargo|\bprogram directors?\b|\bif they\b|\bbefore\b|\buntil\b"
        ),
    ),
)
_SCHOOLS = pattern(r"\b(?:schools?|institutions?|press|media)\b")
_OTHER_MATCH = pattern(
    r"\bfellowships?\b|\bspecialties matching\b|\bappointment year\b"
    r"|\b(?:military|urology|ophthalmology|dental|sf) match\b"
)
"""A match of others, on the same page."""

_APPLICANTS = pattern(r"\bapplicants?\b")
_NAMED_ROUND = pattern(r"\bround_(\d)\b")
_ABOUT_ROUND = pattern(
    r"\b(?:after|following|between|before|prior to|until|during|for)\b (?:\w+ ){0,4}?round_"
    r"|\bcertif|\bpreference|\bprograms must\b|\bdeadline for programs\b|\blist\b(?!.*\bclose)"
)
_OPENS = pattern(r"\b(?:opens?|begins?|starts?|offers? (?:are )?(?:sent|extended|issued|released))\b")
_CLOSES = pattern(r"\b(?:closes?|ends?|expires?|concludes?|finish(?:es)?)\b")
_CLAUSES = re.compile(r";|\.\s+(?=[A-Z])|\n|\||\t")


def events_named(words: str, *, ranged: bool = False) -> tuple[str, ...]:
    """The ids of the events that the words name; `ranged` where they stand beside a time and a time it ends."""
    named = dict.fromkeys(event for clause in _CLAUSES.split(words) for event in _in_clause(clause, ranged))
    return tuple(named)


_DOUBT = pattern(
    r"\bnot (?:yet|available|before|until|open|opens?|begin|start|be|learn|receive|know)\b|\bno longer\b"
    r"|\btentative\w*|\bapproximate\w*|\bapprox\b|\bestimated\b|\btb[ad]\b|\bsubject to change\b|\bpostponed\b"
    r"|\bcancel\w*|\bto be (?:determined|announced|confirmed|decided)\b"
)
"""What makes a line no word on a time: a denial, or a time that may still change."""


def doubt_of_event(words: str, event: str, *, ranged: bool = False) -> str:
    """The words that make it doubtful, where the clause that names the event has some; else empty."""
    for clause in _CLAUSES.split(words):
        text = " ".join(re.findall(r"\w+", clause.casefold()))
        if event in _in_clause(clause, ranged) and (doubt := _DOUBT.search(text)):
            return doubt[0]
    return ""


def round_unclear(words: str) -> bool:
    """Whether a round is named, but not whether it opens or closes."""
    return bool(_NAMED_ROUND.search(words)) and not _ABOUT_ROUND.search(words)


def _in_clause(clause: str, ranged: bool) -> Iterator[str]:
    text = " ".join(re.findall(r"\w+", clause.casefold()))
    if _OTHER_MATCH.search(text) or (_SCHOOLS.search(text) and not _APPLICANTS.search(text)):
        return
    rounds = set(_NAMED_ROUND.findall(text))
    if len(rounds) == 1 and not _ABOUT_ROUND.search(text):
        yield from _of_round_named(rounds.pop(), text, ranged)
    if ranged or rounds:
        return  # nothing but a round goes from a time to a time
    for event, name, other in _NAMES:
        if name.search(text) and not (other and other.search(text)):
            yield event


def _of_round_named(number: str, text: str, ranged: bool) -> Iterator[str]:
    if ranged:
        yield f"round-{number}-opens"
        yield f"round-{number}-closes"
        return
    opens, closes = bool(_OPENS.search(text)), bool(_CLOSES.search(text))
    if opens != closes:
        yield f"round-{number}-{'opens' if opens else 'closes'}"
