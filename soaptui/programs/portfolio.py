"""Which applications to send: the set whose best offer is worth most.

What the chances and values are, and that they are guesses, stands in soaptui/programs/prospects.py.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from soaptui.programs.chance_priors import PriorSource, optimum_told
from soaptui.programs.chance_words import chance_between
from soaptui.records import OneYear

ROUNDING = 1e-10
"""Gains nearer to one another than this, as a share of them, are equal."""

FEWER = 5
"""Spare slots that are asked about: some keep a few for the programs that come to the list after a round."""


class Prospect(msgspec.Struct, frozen=True):
    """A program as something to apply to: the chance of an offer (0 to 1), its worth (0 to 100), and why so.

    `own` says that a figure is the user's, `source` what the chance rests on. `between` are the ends of the range in
    which the chance lies, where it is a guess. `one_part` says that the position is a first year alone, or all but
    the first.
    """

    id: str
    chance: float
    value: float
    why: tuple[str, ...]
    own: bool
    source: PriorSource = "published"
    between: tuple[float, float] | None = None
    one_part: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """Between what the chance lies; both are the chance where no range is known."""
        return self.between or (self.chance, self.chance)


class ChoiceStep(msgspec.Struct, frozen=True):
    """One program chosen, and the expected value that it added to those before it."""

    id: str
    chance: float
    value: float
    gain: float
    source: PriorSource = "published"
    between: tuple[float, float] | None = None

    @property
    def chance_in_words(self) -> str:
        """The chance as a range in words."""
        return chance_between(*(self.between or (self.chance, self.chance)))


class ChosenSet(msgspec.Struct, frozen=True):
    """The programs chosen, in that order; expected value of the best offer and chance of any, sent ones included.

    The chance of any lies between `least` and `most`, as far as the guesses go; `guessed` says that there are any.
    """

    steps: tuple[ChoiceStep, ...]
    expected_value: float
    chance_of_any: float
    least: float = 0.0
    most: float = 0.0
    guessed: bool = False

    @property
    def any_in_words(self) -> str:
        """The chance of any offer as a range in words."""
        return chance_between(self.least, self.most)

    @property
    def rests_on(self) -> str:
        """What the set is: the best for guesses, and where the chances in it come from."""
        return optimum_told(step.source for step in self.steps)


class Fewer(msgspec.Struct, frozen=True):
    """What fewer slots would mean: which programs fall out, the expected value lost, and what is left."""

    limit: int
    dropped: tuple[str, ...]
    lost: float
    expected_value: float
    chance_of_any: float
    any_in_words: str = ""


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
        steps.append(
            ChoiceStep(
                id=item.id,
                chance=item.chance,
                value=item.value,
                gain=gain,
                source=item.source,
                between=item.between,
            )
        )
        chosen.add(item)
    inside = [*taken, *(left[step.id] for step in steps)]
    least, most = _any_between(inside)
    return ChosenSet(
        steps=tuple(steps),
        expected_value=chosen.worth_below[0],
        chance_of_any=1 - chosen.none_above[-1],
        least=least,
        most=most,
        guessed=any(item.source != "yours" for item in inside),
    )


def _any_between(items: Sequence[Prospect]) -> tuple[float, float]:
    """Between what the chance of any offer lies, where each chance lies between its ends."""
    none_least = none_most = 1.0
    for item in items:
        low, high = item.ends
        none_least, none_most = none_least * (1 - low), none_most * (1 - high)
    return 1 - none_least, 1 - none_most


def choose_by_wish(
    prospects: Sequence[Prospect], limit: int, taken: Sequence[Prospect] = (), one_year: OneYear = "any"
) -> ChosenSet:
    """The set where positions that are one part of a training are wanted like any other, last, or not at all.

    Wanted last, they are chosen for the slots that whole trainings leave over: the best whole ones, and beside these
    the best parts. Not asked yet is not wanted.
    """
    if one_year == "any":
        return choose_set(prospects, limit, taken)
    first = choose_set([item for item in prospects if not item.one_part], limit, taken)
    if one_year != "last" or len(first.steps) >= limit:
        return first
    by_id = {item.id: item for item in prospects}
    before = [*taken, *(by_id[step.id] for step in first.steps)]
    parts = [item for item in prospects if item.one_part]
    more = choose_set(parts, limit - len(first.steps), before)
    return msgspec.structs.replace(more, steps=(*first.steps, *more.steps))


def price_of_fewer(
    prospects: Sequence[Prospect],
    limit: int,
    taken: Sequence[Prospect] = (),
    by: int = FEWER,
    one_year: OneYear = "any",
) -> Fewer:
    """What choosing from so many slots fewer would change: the last chosen fall out, and what they added is lost."""
    whole = choose_by_wish(prospects, limit, taken, one_year)
    left = choose_by_wish(prospects, max(0, limit - by), taken, one_year)
    return Fewer(
        limit=max(0, limit - by),
        dropped=tuple(step.id for step in whole.steps[len(left.steps) :]),
        lost=whole.expected_value - left.expected_value,
        expected_value=left.expected_value,
        chance_of_any=left.chance_of_any,
        any_in_words=left.any_in_words,
    )
