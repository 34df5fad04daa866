"""What can be applied to, with the chance of an offer and its worth: the figures that a set is chosen by.

The figures are ASSUMPTIONS, not data: nobody publishes a program's chance of an offer in SOAP. What is told is that
some 13,000 applicants were eligible in 2018 (md2bconnect.com) and that about a third of the offers go to IMGs
(medschoolcoach.com, 2026), for about 2,500 positions in 2025. So the defaults are low: 45 applications come to a
fifth of an offer where little is known of the programs, and to two thirds of one where everything speaks for them.
They say which program is likelier than which, hardly how likely it is, and the user's own figures take their place.
What past Matches say of a program, and in which range a chance lies, is worked out in chance_priors.py.
Chances count as independent, which they are not (the weakness that one program sees the next one sees too): the
chance of any offer comes out too high rather than too low.
"""

import math
from collections.abc import Collection, Iterable, Sequence

import msgspec

from soaptui.counted import many
from soaptui.cut_offs import EXCLUDED
from soaptui.eligibility import is_one_part
from soaptui.program_tiers import TIERS, Tier
from soaptui.programs import slots, specialties
from soaptui.programs.chance_priors import ChancePrior, PriorSource, prior_of_history
from soaptui.programs.chance_words import likelihood, rough_chance
from soaptui.programs.fill_history import PastMatches, specialty_of
from soaptui.programs.listing import ProgramRow
from soaptui.programs.portfolio import Prospect
from soaptui.programs.tiers import CORE, NEAR_CORE
from soaptui.records import Application, OneYear, Program, Service, State
from soaptui.status import STATUSES
from soaptui.week.situation import out_of_soap

ASSUMPTIONS = (
    "The chances and values are guesses, not data. They come from tier, visa, IMG share, open positions and years "
    "with unfilled positions. Each is taken as independent."
)
OWN_COUNT = "If you gave your own numbers, those are used."

BASE_CHANCE: dict[Tier, float] = {"1": 0.010, "2": 0.008, "3": 0.006, "no": 0.0}
"""The chance of an offer from a program with few open positions and a fair share of IMGs."""

CHANCE_CAP = 0.025
"""No default goes above this, however much speaks for a program."""

BASE_VALUE: dict[Tier, float] = {"1": 70.0, "2": 40.0, "3": 10.0, "no": 0.0}
"""What an offer is worth in each tier before the fit; the whole fit adds up to VALUE_OF_FIT: tiers cross only by what
takes from the value below."""

VALUE_OF_FIT = 30.0

ONE_YEAR = 0.6
"""What a position is worth that ends after a year, when a place has to be found again."""

CUT_OFF_MISSED = 0.4
"""What a chance is worth where the user misses a cut-off that is not hard."""

FAR_FROM_GENETICS = 0.6
"""What a position is worth in a specialty from which medical genetics is not entered."""

VALUE_MOST = 1e6
"""The user's own values may go by another scale than 0 to 100, but not without end."""


NO_PAST = PastMatches(())
"""No other program is known: what is left is a program's own results."""


def prior_of_program(program: Program, past: PastMatches = NO_PAST) -> ChancePrior:
    """How likely the program makes an offer before anything is known of the user, and where that comes from."""
    name = specialty_of(program)
    return prior_of_history(past.history_of(program), name, past.specialties.get(name))


def prospect(row: ProgramRow, past: PastMatches = NO_PAST) -> Prospect:
    """The chance and value to plan with: the user's own, else the defaults, each contribution in words."""
    program, application = row.program, row.application
    prior = prior_of_program(program, past)
    chance, why = _default_chance(row, prior)
    source: PriorSource = prior.source
    value, worth = _default_value(row)
    if program.chance is not None:
        chance, source = _within(program.chance, 1.0), "yours"
        why = (f"your own chance: {rough_chance(chance)}",)
    if program.value is not None:
        value, worth = _within(program.value, VALUE_MOST), f"your own value: {program.value:g}"
    if gone := _gone(program, application):
        chance, why = 0.0, (gone,)
    own = program.chance is not None or program.value is not None
    part = (row.assessment.position,) if row.assessment.position else ()
    return Prospect(
        id=program.id,
        chance=chance,
        value=value,
        why=(*part, *why, worth),
        own=own,
        source=source,
        between=None if source == "yours" else prior.range_around(chance),
        one_part=is_one_part(program),
    )


def assumptions(prospects: Iterable[Prospect]) -> str:
    """What the figures are, in words; of the user's own only where they gave any."""
    return f"{ASSUMPTIONS} {OWN_COUNT}" if any(item.own for item in prospects) else ASSUMPTIONS


def wish_for_parts(state: State) -> OneYear:
    """What the user wants of positions that are one part of a training: whoever holds the other part seeks them."""
    return "any" if STATUSES[state.me.match].seeks else state.me.one_year


def prospects_of(
    rows: Sequence[ProgramRow], service: Service, state: State, within: Collection[str] | None = None
) -> tuple[list[Prospect], list[Prospect]]:
    """What can be chosen from in one service, of those `within` if that is given, and what was sent there already.

    To be chosen a program has a tier, an NRMP code, and has neither closed, nor left the list, nor offered (it
    would be one that was applied to), nor is of a specialty that the user does not apply in; nothing, where SOAP has
    nothing more for the user. Of those sent, one whose offer was answered or missed will not offer again.
    """
    over, past = out_of_soap(state), PastMatches(row.program for row in rows)
    offered = {offer.program for offer in state.offers.values()}
    answered = {offer.program for offer in state.offers.values() if offer.outcome != "open"}
    free: list[Prospect] = []
    sent: list[Prospect] = []
    for row in rows:
        program, application = row.program, row.application
        if application is not None and application.sent is not None:
            if _service(program, application) == service:
                found = prospect(row, past)
                sent.append(_answered(found) if program.id in answered else found)
        elif (
            not over
            and (within is None or program.id in within)
            and TIERS[row.tier].for_you
            and not row.assessment.not_proposed
            and not excluded_all_the_same(row)
            and program.code
            and program.id not in offered
            and not _gone(program, application)
            and slots.service_of(program) == service
        ):
            free.append(prospect(row, past))
    return free, sent


def excluded_all_the_same(row: ProgramRow) -> tuple[str, ...]:
    """What excludes the user from a program that has a tier of their own choice, given without a reason: a tier that
    came with a file knew nothing of what the program asks for.
    """
    if row.program.override_reason or not row.program.tier_override:
        return ()
    return tuple(reason for reason in row.assessment.reasons if reason.startswith(EXCLUDED))


def _answered(found: Prospect) -> Prospect:
    return msgspec.structs.replace(found, chance=0.0, between=None, why=("its offer was answered", found.why[-1]))


def _service(program: Program, application: Application) -> Service:
    return slots.service_of(program) if application.service == "unknown" else application.service


def _gone(program: Program, application: Application | None) -> str:
    """Why the program makes no offer, whatever anybody thinks of it; empty where it may."""
    if application is not None and application.closed:
        return f"closed: {application.closed}"
    if program.in_soap == "no":
        return "does not take part in SOAP"
    if program.listed == "no":
        return "no longer on the list"
    return "no open positions" if program.listed == "yes" and program.unfilled == 0 else ""


def _default_chance(row: ProgramRow, prior: ChancePrior) -> tuple[float, tuple[str, ...]]:
    if not TIERS[row.tier].for_you:
        return 0.0, (f"{TIERS[row.tier].name}: none",)
    base = BASE_CHANCE[row.tier]
    chance, why = base, [f"{TIERS[row.tier].name}: about {rough_chance(base)}"]
    weighing = ((text, CUT_OFF_MISSED) for text in row.assessment.against)
    for text, factor in (_visa(row), _imgs(row.program), _positions(row.program), _past(prior), *weighing):
        if text:
            chance *= factor
            why.append(f"{text}: {likelihood(factor)}")
    if chance > CHANCE_CAP:
        why.append(f"at most about {rough_chance(CHANCE_CAP)}")
    return round(min(chance, CHANCE_CAP), 5), tuple(why)


def _visa(row: ProgramRow) -> tuple[str, float]:
    """An open question about the visa; one that is sponsored is in the tier already."""
    known = all(part.points >= part.most for part in row.assessment.parts if part.what == "visa")
    return ("", 1.0) if known else ("visa not known to be sponsored", 0.6)


def _imgs(program: Program) -> tuple[str, float]:
    """From 0.4 where there are none, over 1 at 40%, to 1.5 from 73% on."""
    if program.img_percent is not None:
        return f"{program.img_percent:.0f}% IMGs", round(min(1.5, 0.4 + 0.015 * program.img_percent), 1)
    if program.imgs.value == "no":
        return "takes no IMGs", 0.3
    return ("", 1.0) if program.imgs.value == "yes" else ("IMGs unknown", 0.8)


def _positions(program: Program) -> tuple[str, float]:
    """From 0.8 for one open position, by 0.2 with each doubling, to 1.6 from sixteen on."""
    count = program.unfilled
    if program.listed != "yes" or not count:
        return "", 1.0
    return many(count, "open position"), round(min(1.6, 0.8 + 0.2 * math.log2(count)), 1)


def _past(prior: ChancePrior) -> tuple[str, float]:
    """What past Matches make of it; nothing where there are none to go by."""
    return ("", 1.0) if prior.source == "published" else (prior.words, round(prior.lean, 2))


def _default_value(row: ProgramRow) -> tuple[float, str]:
    value = BASE_VALUE[row.tier]
    if not TIERS[row.tier].for_you:
        return value, f"value 0: {TIERS[row.tier].name}"
    fit = min(100, max(0, row.assessment.fit))
    value += VALUE_OF_FIT * fit / 100
    why = f"{TIERS[row.tier].name}, fit {fit}"
    if row.program.type == "P":
        value *= ONE_YEAR
        why += ", one year only counts less"
    specialty = specialties.find_code(row.program.code)
    if specialty is not None and specialty.specialty not in CORE | NEAR_CORE:
        value *= FAR_FROM_GENETICS
        why += ", not a way into genetics counts less"
    return value, f"value {value:.0f}: {why}"


def _within(figure: float, most: float) -> float:
    """A figure that a hand or a file gave, kept from spoiling the sums."""
    return min(most, max(0.0, figure))
