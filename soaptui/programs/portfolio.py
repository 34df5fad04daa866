"""Which applications to send: the set whose best offer is worth most, and the figures it is reckoned with.

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
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

import msgspec

from soaptui.counted import many
from soaptui.program_tiers import TIERS, Tier
from soaptui.programs import slots, specialties
from soaptui.programs.chance_priors import ChancePrior, PriorSource, prior_of_history
from soaptui.programs.fill_history import PastMatches, specialty_of
from soaptui.programs.listing import ProgramRow
from soaptui.programs.tiers import CORE, NEAR_CORE
from soaptui.records import Application, Program, Service, State
from soaptui.week.situation import out_of_soap

ASSUMPTIONS = (
    "The chances and values are assumptions, not data: your own where you gave them, else guesses from tier, visa, "
    "IMG share, open positions and years with unfilled positions, taken as independent of one another."
)

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

FAR_FROM_GENETICS = 0.6
"""What a position is worth in a specialty from which medical genetics is not entered."""

VALUE_MOST = 1e6
"""The user's own values may go by another scale than 0 to 100, but not without end."""

ROUNDING = 1e-10
"""Gains nearer to one another than this, as a share of them, are equal."""

NO_PAST = PastMatches(())
"""No other program is known: what is left is a program's own results."""

FEWER = 5
"""Spare slots that are asked about: some keep a few for the programs that come to the list after a round."""


class Prospect(msgspec.Struct, frozen=True):
    """A program as something to apply to: the chance of an offer (0 to 1), its worth (0 to 100), and why so.

    `own` says that a figure is the user's, `source` what the chance rests on.
    """

    id: str
    chance: float
    value: float
    why: tuple[str, ...]
    own: bool
    source: PriorSource = "published"


class ChoiceStep(msgspec.Struct, frozen=True):
    """One program chosen, and the expected value that it added to those before it."""

    id: str
    chance: float
    value: float
    gain: float


class ChosenSet(msgspec.Struct, frozen=True):
    """The programs chosen, in that order; expected value of the best offer and chance of any, sent ones included."""

    steps: tuple[ChoiceStep, ...]
    expected_value: float
    chance_of_any: float


class Fewer(msgspec.Struct, frozen=True):
    """What fewer slots would mean: which programs fall out, the expected value lost, and what is left."""

    limit: int
    dropped: tuple[str, ...]
    lost: float
    expected_value: float
    chance_of_any: float


class _Chosen:
    """What is in the set so far, best value first, with what the gain of one more is reckoned from at each place.

    `none_above[n]` is the chance that none of the first n makes an offer, `worth_below[n]` the expected value of the
    best offer of all the others.
    """

    def __init__(self, taken: Sequence[Prospect]) -> None:
        self.members = sorted(((item.value, item.chance) for item in taken), reverse=True)
        self._update()

    def add(self, item: Prospect) -> None:
        """Take one in, at the place of its value."""
        place = bisect_right(self.members, -item.value, key=_falling)
        self.members.insert(place, (item.value, item.chance))
        self._update()

    def _update(self) -> None:
        self.none_above = [1.0]
        for _, chance in self.members:
            self.none_above.append(self.none_above[-1] * (1 - chance))
        self.worth_below = [0.0]
        for value, chance in reversed(self.members):
            self.worth_below.append(chance * value + (1 - chance) * self.worth_below[-1])
        self.worth_below.reverse()

    def best(self, items: Sequence[Prospect], falling: Sequence[float]) -> tuple[int, float]:
        """Which of the items, sorted by falling value (`falling`: each negated), adds most and how much; else -1, 0.

        An offer counts where nothing better came, in place of the best of the lesser ones. Gains that differ only
        by rounding are equal: then the likelier goes first, then the smaller id.
        """
        where, most, start = -1, 0.0, 0
        for place in range(len(self.members) + 1):
            end = len(items)
            if place < len(self.members):
                end = bisect_left(falling, -self.members[place][0], lo=start)
            above, below, enough = self.none_above[place], self.worth_below[place], most * (1 - ROUNDING)
            for number in range(start, end):
                item = items[number]
                gain = above * item.chance * (item.value - below)
                if gain > enough and (
                    gain > most * (1 + ROUNDING) or (-item.chance, item.id) < (-items[where].chance, items[where].id)
                ):
                    where, most, enough = number, gain, gain * (1 - ROUNDING)
            start = end
        return where, most


def _falling(member: tuple[float, float]) -> float:
    return -member[0]


def choose_set(prospects: Sequence[Prospect], limit: int, taken: Sequence[Prospect] = ()) -> ChosenSet:
    """The at most `limit` prospects that, beside those already taken, make the best offer worth most.

    Always takes the one that adds most, which finds the best set where chances are independent and applications
    cost the same (Chade and Smith, Simultaneous Search, Econometrica 2006). Stops where none adds anything.
    A prospect that is taken is not chosen again.
    """
    chosen = _Chosen(taken)
    sent = {item.id for item in taken}
    left = {item.id: item for item in prospects if item.id not in sent}
    items = sorted(left.values(), key=lambda item: (-item.value, -item.chance, item.id))
    falling = [-item.value for item in items]
    steps: list[ChoiceStep] = []
    while len(steps) < limit:
        where, gain = chosen.best(items, falling)
        if where < 0:
            break
        item = items.pop(where)
        del falling[where]
        steps.append(ChoiceStep(id=item.id, chance=item.chance, value=item.value, gain=gain))
        chosen.add(item)
    return ChosenSet(
        steps=tuple(steps), expected_value=chosen.worth_below[0], chance_of_any=1 - chosen.none_above[-1]
    )


def price_of_fewer(
    prospects: Sequence[Prospect], limit: int, taken: Sequence[Prospect] = (), by: int = FEWER
) -> Fewer:
    """What choosing from so many slots fewer would change: the last chosen fall out, and what they added is lost."""
    whole = choose_set(prospects, limit, taken)
    left = choose_set(prospects, max(0, limit - by), taken)
    return Fewer(
        limit=max(0, limit - by),
        dropped=tuple(step.id for step in whole.steps[len(left.steps) :]),
        lost=whole.expected_value - left.expected_value,
        expected_value=left.expected_value,
        chance_of_any=left.chance_of_any,
    )


def prior_of_program(program: Program, past: PastMatches = NO_PAST) -> ChancePrior:
    """How likely the program makes an offer before anything is known of the user, and where that comes from."""
    name = specialty_of(program)
    return prior_of_history(past.history_of(program), name, past.specialties.get(name))


def prospect(row: ProgramRow, past: PastMatches = NO_PAST) -> Prospect:
    """The chance and value to plan with: the user's own, else the defaults, each contribution in words."""
    program, application = row.program, row.application
    prior = prior_of_program(program, past)
    chance, why = _default_chance(row, prior)
    value, worth = _default_value(row)
    if program.chance is not None:
        chance, why = _within(program.chance, 1.0), (f"your own chance: {_percent(program.chance)}",)
    if program.value is not None:
        value, worth = _within(program.value, VALUE_MOST), f"your own value: {program.value:g}"
    if gone := _gone(program, application):
        chance, why = 0.0, (gone,)
    own = program.chance is not None or program.value is not None
    source: PriorSource = prior.source if program.chance is None else "yours"
    return Prospect(id=program.id, chance=chance, value=value, why=(*why, worth), own=own, source=source)


def prospects_of(
    rows: Sequence[ProgramRow], service: Service, state: State, within: Collection[str] | None = None
) -> tuple[list[Prospect], list[Prospect]]:
    """What can be chosen from in one service, of those `within` if that is given, and what was sent there already.

    To be chosen a program has a tier, an NRMP code, and has neither closed, nor left the list, nor offered (it
    would be one that was applied to); nothing, where SOAP has nothing more for the user. Of those sent, one whose
    offer was answered or missed will not offer again.
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
            and program.code
            and program.id not in offered
            and not _gone(program, application)
            and slots.service_of(program) == service
        ):
            free.append(prospect(row, past))
    return free, sent


def _answered(found: Prospect) -> Prospect:
    return msgspec.structs.replace(found, chance=0.0, why=("its offer was answered", found.why[-1]))


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
        return 0.0, (f"{TIERS[row.tier].name}: 0%",)
    base = BASE_CHANCE[row.tier]
    chance, why = base, [f"{TIERS[row.tier].name}: {_percent(base)}"]
    for text, factor in (_visa(row), _imgs(row.program), _positions(row.program), _past(prior)):
        if text:
            chance *= factor
            why.append(f"{text}: x{factor:g}")
    if chance > CHANCE_CAP:
        why.append(f"at most {_percent(CHANCE_CAP)}")
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
        why += f", a preliminary year: x{ONE_YEAR:g}"
    specialty = specialties.find_code(row.program.code)
    if specialty is not None and specialty.specialty not in CORE | NEAR_CORE:
        value *= FAR_FROM_GENETICS
        why += f", not a way into genetics: x{FAR_FROM_GENETICS:g}"
    return value, f"value {value:.0f}: {why}"


def _within(figure: float, most: float) -> float:
    """A figure that a hand or a file gave, kept from spoiling the sums."""
    return min(most, max(0.0, figure))


def _percent(chance: float) -> str:
    return f"{100 * chance:.3g}%"
