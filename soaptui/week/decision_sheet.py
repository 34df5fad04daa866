"""The decision sheet: what the calm user decided before Thursday, and what it says to an offer. It never decides.

Tiers and fit come from the list as it is looked at, and are handed in: nothing here judges a program.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import msgspec

from soaptui.eligibility import may_take
from soaptui.program_tiers import BEST_FIRST, TIERS, Tier
from soaptui.records import DecisionSheet, Offer, Program, SheetRule, State
from soaptui.text import NAME_LIMIT, clean
from soaptui.week.interview_scores import MIDDLE, score_of_program, scored_programs
from soaptui.week.offers import accepted, closed_programs, closes, offer_standing, open_offers
from soaptui.week.season import Season
from soaptui.week.situation import program_of

SHEET = "sheet"
"""The id under which the one sheet is kept."""

QUESTIONS: dict[str, str] = {
    "move": "Would I move there?",
    "preliminary": "A preliminary year: yes or no?",
    "genetics": "Would I take a place without genetics?",
    "phone": "Who do I phone before I answer?",
}
"""What should be settled before Thursday; the answers are kept by question."""

TAKES: dict[str, tuple[Tier, ...]] = {
    "take only tier 1": ("1",),
    "take tiers 1 and 2": ("1", "2"),
    "take any tier": tuple(tier for tier, means in TIERS.items() if means.for_you),
}
"""The rules that the program understands, and the tiers that each takes; every other rule is words."""

FILLED = {1: 60, 2: 80}
"""About how many of a hundred positions are filled by the end of a round (SnapOrtho's SOAP page, 2026)."""

FILLED_SOURCE = "SnapOrtho's SOAP page, 2026: a secondary source, not the NRMP"


class Fitted(Protocol):
    """What was found of a program."""

    @property
    def fit(self) -> int:
        """0 to 100."""


class Ranked(Protocol):
    """A program with its tier and fit: a row of the list."""

    @property
    def program(self) -> Program:
        """The program."""

    @property
    def tier(self) -> Tier:
        """1, 2, 3 or no."""

    @property
    def assessment(self) -> Fitted:
        """How well it fits."""


class Placed(NamedTuple):
    """A program's line on the sheet; `placed` says that the user put it there, and not the fit alone."""

    program: str
    placed: bool


class Advice(msgspec.Struct, frozen=True):
    """What the sheet says to an offer.

    `in_full` is what the user decided, in words; `place` where the offer stands in their order (None: not placed);
    `ahead` the programs above it that could still offer, or have; `usual` how rounds usually fill, with its source.
    `short` is the same without the user's own words.
    """

    in_full: str
    place: int | None
    ahead: tuple[str, ...]
    usual: str
    short: str = ""


def sheet_of(state: State) -> DecisionSheet:
    """The sheet as it is kept; an empty one before the first."""
    return state.sheets.get(SHEET, DecisionSheet(id=SHEET))


def is_empty(sheet: DecisionSheet) -> bool:
    """Whether nothing stands on it."""
    return not (sheet.order or sheet.rules or any(sheet.answers.values()))


# -- the order


def order_of(state: State, rows: Iterable[Ranked]) -> list[Placed]:
    """Every program applied to, or that has offered, in the order of the sheet.

    What the user has not placed yet stands among the others where what they thought of its interview, its tier and
    its fit are least contradicted: their own order always comes first. Programs
    that may not be taken, by who holds a position already, are left out.
    """
    ranks = _ranks(state, rows)
    there = {item.program for item in state.applications.values() if item.sent is not None}
    there |= {offer.program for offer in state.offers.values()}
    order = sheet_of(state).order
    known = {*state.programs, *state.applications, *there}
    lines = [Placed(program, True) for program in dict.fromkeys(order) if program in known]
    lines = [line for line in lines if _takable(state, line.program)]
    new = [program for program in there - set(order) if _takable(state, program)]
    for program in sorted(new, key=lambda program: _rank(ranks, program)):
        lines.insert(_fit_place([line.program for line in lines], ranks, program), Placed(program, False))
    return lines


class _Rank(NamedTuple):
    """What comes first of programs that the user has not compared: what is for them, what they thought of the
    interview, the tier, the fit. Smaller is better.
    """

    not_for_you: bool
    disliked: float
    tier: int
    misfit: int
    program: str


def _ranks(state: State, rows: Iterable[Ranked]) -> dict[str, _Rank]:
    scores = scored_programs(state)
    return {
        row.program.id: _Rank(
            not TIERS[row.tier].for_you,
            -scores.get(row.program.id, MIDDLE),
            BEST_FIRST.index(row.tier),
            -row.assessment.fit,
            row.program.id,
        )
        for row in rows
    }


def _rank(ranks: Mapping[str, _Rank], program: str) -> _Rank:
    return ranks.get(program, _Rank(not_for_you=True, disliked=0, tier=len(TIERS), misfit=0, program=program))


def _fit_place(programs: Sequence[str], ranks: Mapping[str, _Rank], program: str) -> int:
    """Where the fewest stand on the wrong side of it; of equal places the lowest."""
    mine = _rank(ranks, program)
    wrong = sum(1 for other in programs if _rank(ranks, other) < mine)
    best, place = wrong, 0
    for number, other in enumerate(programs, start=1):
        wrong += 1 if _rank(ranks, other) > mine else -1
        if wrong <= best:
            best, place = wrong, number
    return place


def _takable(state: State, program_id: str) -> bool:
    return may_take(program_of(state, program_id), state.me)[0] != "no"


def place_of(lines: Sequence[Placed], program: str) -> int | None:
    """The place, from 1 on, among those that the user placed; None where they have not placed it."""
    placed = [line.program for line in lines if line.placed]
    return placed.index(program) + 1 if program in placed else None


def side_by_side(state: State, season: Season, now: datetime, rows: Sequence[Ranked]) -> list[Offer]:
    """The open offers as they are to be compared: what ends first, then as on the sheet, then by tier and fit."""
    ranks = _ranks(state, rows)
    lines = order_of(state, rows)

    def key(offer: Offer) -> tuple[datetime, int, _Rank, datetime]:
        end = closes(offer, season) or season.events[-1].at
        place = place_of(lines, offer.program)
        return end, place or len(lines) + 1, _rank(ranks, offer.program), offer.seen

    return sorted(open_offers(state, season, now), key=key)


# -- the rules


def tiers_of(rule: SheetRule) -> tuple[Tier, ...]:
    """The tiers that a rule takes; none where it is words that only a person understands."""
    said = " ".join(rule.text.casefold().split()).rstrip(".")
    said = re.sub(r"^from round \d+ on,? ", "", said)
    said = re.sub(r"^(accept|take) ", "", said)
    return next((tiers for text, tiers in TAKES.items() if text.removeprefix("take ") == said), ())


def rules_for(sheet: DecisionSheet, round_number: int) -> tuple[SheetRule, ...]:
    """The rules that hold in a round: of tiers and of words those written for the latest round up to it."""
    in_force: list[SheetRule] = []
    for understood in (True, False):
        own = [r for r in sheet.rules if r.from_round <= round_number and bool(tiers_of(r)) is understood]
        latest = max((rule.from_round for rule in own), default=0)
        in_force += [rule for rule in own if rule.from_round == latest]
    return tuple(in_force)


def rules_from(texts: Mapping[int, tuple[str, str]]) -> tuple[SheetRule, ...]:
    """Rules of what stands beside each round: a phrase of TAKES or nothing, and words or nothing."""
    return tuple(
        SheetRule(from_round=number, text=kept)
        for number, both in sorted(texts.items())
        for text in both
        if (kept := clean(text, NAME_LIMIT))
    )


def texts_of(sheet: DecisionSheet, round_number: int) -> tuple[str, str]:
    """The other way round: the phrase and the words that stand beside a round."""
    own = [rule for rule in sheet.rules if rule.from_round == round_number]
    tiers = next((found for rule in own if (found := tiers_of(rule))), ())
    phrase = next((text for text, meant in TAKES.items() if meant == tiers), "")
    return phrase, " ".join(rule.text for rule in own if not tiers_of(rule))


# -- what it says to an offer


def advice(state: State, season: Season, now: datetime, offer: Offer, rows: Iterable[Ranked] = ()) -> Advice:
    """What the sheet says to an offer; with `rows`, the tier of its program too."""
    rows = list(rows)
    sheet, lines = sheet_of(state), order_of(state, rows)
    place = place_of(lines, offer.program)
    tier: Tier | None = None
    if offer_standing(offer, season, now) == "open":  # once it is answered, its program is in no tier any more
        tier = next((row.tier for row in rows if row.program.id == offer.program), None)
    short = _short(sheet, lines, offer, place, tier)
    scored = score_of_program(state, offer.program)
    short += f" You scored its interview {scored:.2g} of 5." if scored is not None else ""
    own = [f"You wrote: “{rule.text}”" for rule in rules_for(sheet, offer.round) if not tiers_of(rule)]
    return Advice(
        in_full=" ".join(part for part in (short, *own) if part) or "Your sheet has no rule for this round.",
        place=place,
        ahead=_ahead(state, season, now, offer, lines),
        usual=usual_rule(offer.round),
        short=short,
    )


def _short(sheet: DecisionSheet, lines: list[Placed], offer: Offer, place: int | None, tier: Tier | None) -> str:
    if is_empty(sheet):
        return "You wrote no decision sheet."
    sentences = []
    if sheet.order:
        total = sum(1 for line in lines if line.placed)
        sentences.append(f"{ordinal(place)} of {total} on your sheet." if place else "Not on your sheet yet.")
    taken = [tiers for rule in rules_for(sheet, offer.round) if (tiers := tiers_of(rule))]
    sentences += [_of_tier(sheet, tiers, tier, offer.round) for tiers in taken]
    return " ".join(sentences)


def _of_tier(sheet: DecisionSheet, tiers: tuple[Tier, ...], tier: Tier | None, round_number: int) -> str:
    phrase = next(text for text, meant in TAKES.items() if meant == tiers)
    if tier is None:
        return f"In this round you {phrase}."
    means = TIERS[tier]
    named = f"It is {means.name}" if means.for_you else f"It is {means.name} by the rules"
    if tier in tiers:
        return f"{named}, and in this round you {phrase}."
    later = [r.from_round for r in sheet.rules if r.from_round > round_number and tier in tiers_of(r)]
    tail = f" A {means.name} you take from round {min(later)} on." if later else ""
    return f"{named}, but in this round you {phrase}.{tail}"


def _ahead(state: State, season: Season, now: datetime, offer: Offer, lines: list[Placed]) -> tuple[str, ...]:
    """Those placed above it that could still offer: applied to, not closed, on the list, a round to come."""
    if accepted(state) is not None:
        return ()
    above = _placed_above(offer, lines)
    later = any(window.opens > now for window in season.rounds)
    closed = closed_programs(state, season, now)
    waiting = {other.program for other in open_offers(state, season, now)}
    return tuple(
        program
        for program in above
        if program in waiting or (later and program not in closed and _could_offer(state, program))
    )


def _placed_above(offer: Offer, lines: list[Placed]) -> list[str]:
    number = next((n for n, line in enumerate(lines) if line.program == offer.program), 0)
    return [line.program for line in lines[:number] if line.placed]


def passed_over(state: State, season: Season, now: datetime, offer: Offer, rows: Iterable[Ranked] = ()) -> list[str]:
    """The programs placed above it that were applied to and have not offered: this round they chose others."""
    gone = {*closed_programs(state, season, now), *(other.program for other in open_offers(state, season, now))}
    above = _placed_above(offer, order_of(state, rows))
    return [program for program in above if program not in gone and _could_offer(state, program)]


def _could_offer(state: State, program_id: str) -> bool:
    application, program = state.applications.get(program_id), state.programs.get(program_id)
    return application is not None and application.sent is not None and (program is None or program.listed != "no")


def usual_rule(round_number: int) -> str:
    """How rounds usually fill, seen from one of them, with source and confidence."""
    if round_number <= 1:
        rule = f"About {FILLED[1]}% of positions fill in round 1, about {FILLED[2]}% by the end of round 2"
    elif round_number == 2:
        rule = f"About {FILLED[2]}% of positions are filled by the end of round 2 ({FILLED[1]}% in round 1)"
    else:
        rule = f"About {FILLED[2]}% of positions are filled by the end of round 2: few are left for the later rounds"
    return f"{rule} ({FILLED_SOURCE})."


def settled_before(sheet: DecisionSheet, program: Program | None) -> list[str]:
    """What the user had settled before that bears on this program: "Would I move there? yes, for two years"."""
    asked = ["move"]
    if program is not None and program.type == "P":
        asked.append("preliminary")
    genetics = program.genetics if program is not None else None
    if genetics is not None and "yes" not in {
        fact.value for fact in (genetics.department, genetics.clinic, genetics.rotation, genetics.research)
    }:
        asked.append("genetics")
    asked.append("phone")
    answers = [(QUESTIONS[name], sheet.answers.get(QUESTIONS[name], "")) for name in asked]
    return [f"{question} {answer}" for question, answer in answers if answer]


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
