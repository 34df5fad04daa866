"""Which applications to send: against every set there is, the defaults and their words, who is a candidate."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import portfolio
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.programs.portfolio import Prospect, choose_set, price_of_fewer
from soaptui.programs.prospects import CHANCE_CAP, prospect, prospects_of
from soaptui.records import (
    Application,
    Fact,
    Genetics,
    ListVersion,
    Offer,
    Profile,
    Program,
    Record,
    State,
    YearResult,
)
from tests.unit.lists import NOW

YES, NO = Fact(value="yes"), Fact(value="no")
CHANCES = st.sampled_from([0.0, 0.01, 0.3, 0.5, 1.0]) | st.floats(0, 1)
VALUES = st.sampled_from([0.0, 10.0, 50.0, 90.0]) | st.floats(0, 100)
FIGURES = st.tuples(CHANCES, VALUES)


def some(figures: list[tuple[float, float]], prefix: str = "p") -> list[Prospect]:
    """Prospects of these chances and values."""
    return [
        Prospect(id=f"{prefix}{number}", chance=chance, value=value, why=(), own=False)
        for number, (chance, value) in enumerate(figures)
    ]


def worth(items: list[Prospect]) -> float:
    """The expected value of the best offer, worked out from its meaning: the best one that comes, best first."""
    none_yet, total = 1.0, 0.0
    for item in sorted(items, key=lambda item: -item.value):
        total += none_yet * item.chance * item.value
        none_yet *= 1 - item.chance
    return total


def best_of_all(items: list[Prospect], limit: int, taken: list[Prospect]) -> float:
    """The most that any set is worth."""
    sizes = range(min(limit, len(items)) + 1)
    return max(worth([*chosen, *taken]) for size in sizes for chosen in combinations(items, size))


@settings(max_examples=250, deadline=None)
@given(st.lists(FIGURES, max_size=7), st.integers(0, 5), st.lists(FIGURES, max_size=3))
def test_no_other_set_is_worth_more(
    figures: list[tuple[float, float]], limit: int, sent: list[tuple[float, float]]
) -> None:
    items, taken = some(figures), some(sent, "sent")
    choice = choose_set(items, limit, taken)
    by_id = {item.id: item for item in items}
    chosen = [by_id[step.id] for step in choice.steps]
    assert len({step.id for step in choice.steps}) == len(chosen) <= limit
    assert choice.expected_value == pytest.approx(best_of_all(items, limit, taken), abs=1e-9)
    assert choice.expected_value == pytest.approx(worth([*chosen, *taken]), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.lists(FIGURES, max_size=12), st.integers(0, 9), st.lists(FIGURES, max_size=4), st.randoms())
def test_each_step_says_what_it_added_and_none_adds_more_than_the_one_before(
    figures: list[tuple[float, float]], limit: int, sent: list[tuple[float, float]], random: Any
) -> None:
    items, taken = some(figures), some(sent, "sent")
    choice = choose_set(items, limit, taken)
    gains = [step.gain for step in choice.steps]
    assert all(gain > 0 for gain in gains)
    assert all(later <= before * (1 + 1e-9) for before, later in pairwise(gains))
    assert worth(taken) + sum(gains) == pytest.approx(choice.expected_value, abs=1e-9)
    random.shuffle(items)
    assert choose_set(items, limit, taken) == choice  # whatever the order in which they are given
    for number in range(len(gains)):
        assert choose_set(items, number, taken).steps == choice.steps[:number]


def test_a_long_shot_is_worth_a_slot_beside_safe_ones() -> None:
    choice = choose_set(some([(0.5, 50), (0.5, 50), (0.1, 100)]), 2)
    assert [step.id for step in choice.steps] == ["p0", "p1"]
    choice = choose_set(some([(0.5, 50), (0.2, 40), (0.1, 100)]), 2)
    assert [(step.id, step.gain) for step in choice.steps] == [("p0", 25.0), ("p2", 7.5)]
    assert choice.chance_of_any == pytest.approx(0.55)


def test_a_lesser_program_adds_nothing_below_a_sure_one() -> None:
    choice = choose_set(some([(1.0, 60), (0.9, 50), (0.0, 100), (1.0, 0)]), 4)
    assert [step.id for step in choice.steps] == ["p0"]
    assert choice.chance_of_any == 1


def test_equals_are_ordered_by_chance_and_then_by_id() -> None:
    figures = [(0.1, 30.0), (0.3, 10.0), (0.3, 10.0)]  # 0.1 x 30 is not 0.3 x 10 to a computer
    assert choose_set(some(figures), 1).steps[0].id == "p1"
    assert choose_set(some(figures[::-1]), 1).steps[0].id == "p0"


def test_what_is_sent_counts_but_takes_no_slot_and_is_not_chosen_again() -> None:
    items = some([(0.5, 80), (0.4, 60)])
    choice = choose_set(items, 2, [items[0]])
    (step,) = choice.steps
    assert step.id == "p1"
    assert [step.gain, choice.expected_value, choice.chance_of_any] == pytest.approx([12.0, 52.0, 0.7])


def test_nothing_is_chosen_from_nothing_or_for_no_slot() -> None:
    assert choose_set([], 45) == portfolio.ChosenSet(steps=(), expected_value=0.0, chance_of_any=0.0)
    assert choose_set(some([(0.5, 50)]), 0).steps == ()


def test_five_slots_fewer_cost_the_last_five_and_what_they_added() -> None:
    items = some([(0.02 * number, 100 - number) for number in range(1, 12)])
    choice, less = choose_set(items, 9), price_of_fewer(items, 9)
    assert less.limit == 4
    assert less.dropped == tuple(step.id for step in choice.steps[4:])
    assert less.lost == pytest.approx(sum(step.gain for step in choice.steps[4:]))
    assert less.expected_value == choose_set(items, 4).expected_value
    assert less.chance_of_any == choose_set(items, 4).chance_of_any < choice.chance_of_any
    assert price_of_fewer(items, 3).limit == 0
    assert price_of_fewer(items, 20).dropped == ()


# The defaults.


def program(code: str = "9001140C0", **known: Any) -> Program:
    """A program of the newest list that sponsors J-1."""
    told: dict[str, Any] = {"listed": "yes", "unfilled": 2, "j1": YES, "type": code[7], **known}
    return Program(id=code, code=code, institution="Quill Harbor Medical Center", **told)


def row_of(one: Program, application: Application | None = None) -> ProgramRow:
    """The program as it is looked at by someone who needs a J-1."""
    return rows_of(State(programs={one.id: one}, applications={one.id: application} if application else {}))[0]


def rows_of(state: State) -> list[ProgramRow]:
    """The rows of a state, for someone who needs a J-1 and has taken in a list."""
    version = ListVersion(id="v", at=NOW, source="list.csv")
    me = Profile(id="me", visa="J-1")
    return Listing().rows(state.with_records([("profile", "me", me), ("list_versions", "v", version)]), {})


TIER_1: dict[str, Any] = {"imgs": YES, "img_percent": 62.0, "genetics": Genetics(clinic=YES)}
TIER_2: dict[str, Any] = {"imgs": YES, "img_percent": 62.0, "setting": "university"}


def test_each_contribution_is_said_in_words() -> None:
    results = {str(year): YearResult(quota=4, matched=4 - (year % 2)) for year in range(2023, 2027)}
    row = row_of(program(unfilled=12, results=results, **TIER_1))
    found, fit = prospect(row), row.assessment.fit
    assert found.why == (
        "tier 1: about 1 in 100",
        "62% IMGs: likelier",
        "12 open positions: likelier",
        "a guess from its past: positions left over in 2 of 4 Matches: as likely",
        f"value {70 + 0.3 * fit:.0f}: tier 1, fit {fit}",
    )
    assert found.chance == pytest.approx(0.01 * 1.3 * 1.5)
    assert not found.own


def test_what_is_unknown_is_said_and_counts_against_it() -> None:
    found = prospect(row_of(program(j1=Fact(), unfilled=None)))
    assert found.why[:3] == (
        "tier 3: about 1 in 150",
        "visa not known to be sponsored: less likely",
        "IMGs unknown: less likely",
    )
    assert found.chance == pytest.approx(0.006 * 0.6 * 0.8, abs=1e-5)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (TIER_1, {**TIER_1, "genetics": Genetics()}),
        ({"j1": YES}, {"j1": Fact()}),
        ({"img_percent": 80.0}, {"img_percent": 20.0}),
        ({"img_percent": 20.0}, {"img_percent": 0.0}),
        ({"imgs": YES}, {"imgs": Fact()}),
        ({"imgs": Fact()}, {"imgs": NO}),
        ({"unfilled": 9}, {"unfilled": 1}),
        (
            {"results": {"2026": YearResult(quota=4, matched=1)}},
            {"results": {"2026": YearResult(quota=4, matched=4)}},
        ),
    ],
)
def test_what_speaks_for_a_program_raises_its_chance(better: dict[str, Any], worse: dict[str, Any]) -> None:
    assert prospect(row_of(program(**better))).chance > prospect(row_of(program(**worse))).chance


def test_a_year_without_positions_is_no_year_in_which_all_were_filled() -> None:
    results = {"2025": YearResult(quota=0, matched=0), "2026": YearResult(quota=5, matched=2)}
    assert (
        "a guess from its past: positions left over in 1 of 1 Match: a little likelier"
        in prospect(row_of(program(results=results))).why
    )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 200),
    st.floats(0, 100),
    st.sampled_from([YES, NO, Fact()]),
    st.sampled_from([{}, TIER_1, TIER_2, {"tier_override": "1"}]),
    st.lists(st.integers(0, 9), max_size=7),
)
def test_a_default_is_always_modest(
    unfilled: int, share: float, fact: Fact, tier: dict[str, Any], left: list[int]
) -> None:
    results = {str(2020 + year): YearResult(quota=9, matched=9 - count) for year, count in enumerate(left)}
    known = {**tier, "unfilled": unfilled, "img_percent": share, "imgs": fact, "results": results}
    found = prospect(row_of(program(**known)))
    assert 0 < found.chance <= CHANCE_CAP < 0.05
    assert 0 <= found.value <= 100


def test_the_cap_is_said_where_it_holds() -> None:
    results = {"2026": YearResult(quota=9, matched=0)}
    found = prospect(row_of(program(unfilled=40, results=results, **{**TIER_1, "img_percent": 90.0})))
    assert found.chance == CHANCE_CAP
    assert "at most about 1 in 40" in found.why


def test_the_worst_of_a_tier_is_worth_more_than_the_best_of_the_next() -> None:
    kinds: list[dict[str, Any]] = [TIER_1, TIER_2, {}]
    tiers = [prospect(row_of(program(**kind))).value for kind in kinds]
    integrated = prospect(row_of(program("9001765C0", j1=Fact()))).value
    assert integrated > tiers[1] > tiers[2]
    assert tiers[0] > tiers[1]


def test_the_users_own_figures_win() -> None:
    found = prospect(row_of(program(chance=0.2, value=33.0)))
    assert (found.chance, found.value, found.own) == (0.2, 33.0, True)
    assert found.why == ("your own chance: 1 in 5", "your own value: 33")
    half = prospect(row_of(program(value=33.0)))
    assert (half.chance, half.value, half.own) == (prospect(row_of(program())).chance, 33.0, True)
    wild = prospect(row_of(program(chance=7.0, value=-4.0)))
    assert (wild.chance, wild.value) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"listed": "no"}, "no longer on the list"),
        ({"in_soap": "no"}, "does not take part in SOAP"),
        ({"unfilled": 0}, "no open positions"),
    ],
)
def test_what_can_make_no_offer_has_no_chance_whatever_the_user_hopes(known: dict[str, Any], why: str) -> None:
    one = program(**{**known, "chance": 0.9, "tier_override": "1"})
    found = prospect(row_of(one))
    assert (found.chance, found.why[0]) == (0.0, why)
    assert prospects_of([row_of(one)], "ERAS", State()) == ([], [])


def test_a_year_that_ends_and_a_specialty_far_from_genetics_are_worth_less() -> None:
    medicine, one_year, surgery_year = (
        prospect(row_of(program(code))) for code in ("9001140C0", "9001140P0", "9001440P0")
    )
    assert surgery_year.value < one_year.value < medicine.value
    assert "one year only counts less, not a way into genetics counts less" in surgery_year.why[-1]


def test_a_program_that_is_not_for_the_user_has_neither_chance_nor_value() -> None:
    found = prospect(row_of(program(j1=NO)))
    assert (found.chance, found.value) == (0.0, 0.0)
    assert found.why[0] == "not for you: none"


# Who is a candidate.


def state_of(programs: list[Program], *more: Record) -> State:
    """A state of these programs and other records."""
    kinds = {Application: "applications", Offer: "offers"}
    puts: list[tuple[str, str, Record | None]] = [("programs", one.id, one) for one in programs]
    return State().with_records(puts + [(kinds[type(record)], record.id, record) for record in more])


def sent(code: str, **more: Any) -> Application:
    """An application that was sent."""
    return Application(id=code, program=code, **{"service": "ERAS", "planned": NOW, "sent": NOW, **more})


def ids(found: tuple[list[Prospect], list[Prospect]]) -> tuple[list[str], list[str]]:
    """The ids of those to choose from, and of those sent."""
    return sorted(item.id for item in found[0]), sorted(item.id for item in found[1])


def test_only_what_can_still_be_sent_in_that_service_is_a_candidate() -> None:
    good, planned, gone, mail = (program(f"900{n}140C0") for n in range(1, 5))
    research = Program(id="abc", institution="Mossgrove Hospital", tier_override="1", listed="yes")
    state = state_of(
        [
            good,
            planned,
            gone,
            mail,
            research,
            program("9005140C0", j1=NO),
            program("9006110C0"),
            program("9007140C0", service="ResidencyCAS"),
            program("9008140C0", tier_override="no"),
        ],
        Application(id=planned.id, program=planned.id, service="ERAS", planned=NOW),
        Application(id=gone.id, program=gone.id, service="ERAS", planned=NOW, closed="filled", closed_at=NOW),
        sent(mail.id),
    )
    rows = rows_of(state)
    assert ids(prospects_of(rows, "ERAS", state)) == ([good.id, planned.id], [mail.id])
    assert ids(prospects_of(rows, "ResidencyCAS", state)) == (["9006110C0", "9007140C0"], [])


def test_a_program_that_offered_is_no_candidate_even_by_the_users_own_tier() -> None:
    one = program(tier_override="1")
    state = state_of([one], Offer(id="o", program=one.id, round=1, seen=NOW, outcome="rejected"))
    assert ids(prospects_of(rows_of(state), "ERAS", state)) == ([], [])


def test_a_sent_application_that_was_answered_uses_its_slot_and_promises_nothing() -> None:
    waiting, closed, rejected = (program(f"900{n}140C0", chance=0.5) for n in range(1, 4))
    state = state_of(
        [waiting, closed, rejected],
        sent(waiting.id),
        sent(closed.id, closed="filled", closed_at=NOW),
        sent(rejected.id),
        Offer(id="o", program=rejected.id, round=1, seen=NOW, outcome="rejected"),
    )
    _, taken = prospects_of(rows_of(state), "ERAS", state)
    assert {item.id: (item.chance, item.why[0]) for item in taken} == {
        waiting.id: (0.5, "your own chance: 1 in 2"),
        closed.id: (0.0, "closed: filled"),
        rejected.id: (0.0, "its offer was answered"),
    }


def test_a_sent_application_of_an_unknown_service_counts_in_that_of_its_program() -> None:
    one = program("9001110C0")
    state = state_of([one], sent(one.id, service="unknown"))
    assert ids(prospects_of(rows_of(state), "ResidencyCAS", state)) == ([], [one.id])
    assert ids(prospects_of(rows_of(state), "ERAS", state)) == ([], [])
