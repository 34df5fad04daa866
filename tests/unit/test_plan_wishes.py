"""What a plan leaves aside and puts last: cut-offs, specialties, one-year positions; and its chances in words."""

import re
from itertools import combinations
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs import plan_set
from soaptui.programs.chance_words import chance_between, rough_chance, short_chance
from soaptui.programs.left_aside import aside_because, aside_lines, left_aside
from soaptui.programs.listing import Listing, ProgramRow
from soaptui.programs.portfolio import Prospect, choose_by_wish
from soaptui.programs.prospects import prior_of_program, prospects_of
from soaptui.records import CutOff, Fact, ListVersion, Offer, OneYear, Profile, Program, State, YearResult, replace
from soaptui.week import zones
from tests.unit.lists import NOW
from tests.unit.test_portfolio import CHANCES, best_of_all, worth

FIGURES = st.tuples(CHANCES, st.sampled_from([0.0, 10.0, 40.0, 40.0, 90.0]), st.booleans())
YEAR = 2027


def some(figures: list[tuple[float, float, bool]], prefix: str = "p") -> list[Prospect]:
    """Prospects of these chances and values, each a part of a training or not."""
    return [
        Prospect(id=f"{prefix}{number}", chance=chance, value=value, why=(), own=False, one_part=part)
        for number, (chance, value, part) in enumerate(figures)
    ]


# One-year positions.


@settings(max_examples=250, deadline=None)
@given(
    st.lists(FIGURES, max_size=7),
    st.integers(0, 5),
    st.lists(FIGURES, max_size=2),
    st.sampled_from(["ask", "no", "last", "any"]),
)
def test_no_other_set_that_is_wished_for_is_worth_more(
    figures: list[tuple[float, float, bool]], limit: int, sent: list[tuple[float, float, bool]], wish: OneYear
) -> None:
    items, taken = some(figures), some(sent, "sent")
    by_id = {item.id: item for item in items}
    choice = choose_by_wish(items, limit, taken, wish)
    chosen = [by_id[step.id] for step in choice.steps]
    whole, parts = ([item for item in items if item.one_part is part] for part in (False, True))
    assert len(chosen) <= limit
    if wish == "any":
        assert choice.expected_value == pytest.approx(best_of_all(items, limit, taken), abs=1e-9)
        return
    first = [item for item in chosen if not item.one_part]
    assert chosen[: len(first)] == first, "a part of a training never comes before a whole one"
    assert worth([*first, *taken]) == pytest.approx(best_of_all(whole, limit, taken), abs=1e-9)
    if wish != "last":
        assert chosen == first
        return
    left = limit - len(first)
    best = max(
        worth([*more, *first, *taken])
        for size in range(min(left, len(parts)) + 1)
        for more in combinations(parts, size)
    )
    assert choice.expected_value == pytest.approx(best, abs=1e-9)


def made_up(count: int, seed: int = 7) -> list[Program]:
    """A large list of many specialties, types and cut-offs."""
    rng, programs = Random(seed), []
    for number in range(count):
        specialty = rng.choice(["140", "320", "120", "400", "440", "999", "700", "765", "180", "040"])
        kind = "P" if specialty == "999" else rng.choice("CCCCPA" if specialty in ("140", "440", "040") else "C")
        cuts: dict[str, CutOff] = {}
        if rng.random() < 0.5:
            cuts["years"] = CutOff(limit=rng.choice([3, 5, 7, 8, 9, 10, 15]), soft=rng.random() < 0.3)
        if rng.random() < 0.4:
            cuts["attempts"] = CutOff(limit=rng.choice([0, 1, 2, 3]), soft=rng.random() < 0.3)
        if rng.random() < 0.1:
            cuts["since"] = CutOff(limit=rng.choice([2015, 2018, 2020]))
        code = f"{1000 + number}{specialty}{kind}0"
        programs.append(
            Program(
                id=code, code=code, type=kind, listed="yes", unfilled=rng.randint(1, 9), cut_offs=cuts,
                institution=f"House {number}", specialty=specialty, img_percent=rng.choice([None, 10.0, 70.0]),
                j1=Fact(value=rng.choice(["yes", "unknown"])),
            )
        )  # fmt: skip
    return programs


APPLICANT = Profile(
    id="me", visa="J-1", match="unmatched", graduation_year=2018, failed_tries=2, applies_in=("320", "140")
)


def rows_for(me: Profile, programs: list[Program]) -> tuple[State, list[ProgramRow]]:
    """The state, and its rows in the Match of 2027."""
    state = State(
        profile={"me": me},
        programs={program.id: program for program in programs},
        list_versions={"v": ListVersion(id="v", at=NOW, source="list.csv")},
    )
    return state, Listing().rows(state, {}, YEAR)


def hard_against(program: Program) -> bool:
    """Whether the applicant is excluded: 9 years since graduation, of 2018, and 2 failed tries."""
    have = {"years": 9, "attempts": 2}
    for kind, cut in program.cut_offs.items():
        if (
            cut.limit is not None
            and not cut.soft
            and (have.get(kind, 0) > cut.limit or (kind == "since" and cut.limit > 2018))
        ):
            return True
    return False


@pytest.mark.parametrize("wish", ["ask", "no", "last", "any"])
def test_nothing_that_excludes_the_user_and_no_other_specialty_is_proposed(wish: OneYear) -> None:
    programs = made_up(1500)
    by_id = {program.id: program for program in programs}
    state, rows = rows_for(replace(APPLICANT, one_year=wish), programs)
    plan = plan_set.made_plan(rows, "ERAS", state, 45, ())
    assert len(plan.ids) == 45
    for proposed in (*plan.ids, *plan.following):
        assert not hard_against(by_id[proposed]), proposed
        assert proposed[4:7] in {"140", "320", "765"} | ({"999"} if wish in ("last", "any") else set()), proposed
        assert wish == "any" or proposed[7] == "C", "there are enough whole trainings"
    excluded = {each.row.program.id for each in aside_because(plan.aside, "cut-off")}
    assert excluded == {program.id for program in programs if hard_against(program)}
    others = {each.row.program.id[4:7] for each in aside_because(plan.aside, "specialty")}
    assert others == {"120", "400", "440", "700", "180", "040"}
    lines = aside_lines(plan.aside)
    assert re.search(r"excluded: .*, you have 9", lines[0])
    assert "you do not apply in" in lines[1]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 4))
def test_with_exclusions_no_other_set_is_worth_more(seed: int, limit: int) -> None:
    programs = made_up(14, seed)
    state, rows = rows_for(APPLICANT, programs)
    plan = plan_set.made_plan(rows, "ERAS", state, limit, ())
    allowed = {
        p.id for p in programs if not hard_against(p) and p.id[4:7] in ("140", "320", "765") and p.id[7] == "C"
    }
    free, _ = prospects_of(rows, "ERAS", state)
    offered = [prospect for prospect in free if not prospect.one_part]
    assert {prospect.id for prospect in offered} == allowed
    assert plan.choice.expected_value == pytest.approx(best_of_all(offered, limit, []), abs=1e-9)


def test_who_said_nothing_is_proposed_everything() -> None:
    programs = [program for program in made_up(60) if program.type == "C"]
    state, rows = rows_for(Profile(id="me", visa="J-1"), programs)
    plan = plan_set.made_plan(rows, "ERAS", state, 60, ())
    assert {*plan.ids} == {program.id for program in programs}
    assert plan.aside == ()


def test_a_soft_cut_off_makes_an_offer_less_likely_and_excludes_nobody() -> None:
    plain = Program(id="9001140C0", code="9001140C0", type="C", listed="yes", unfilled=2, j1=Fact(value="yes"))
    soft = replace(plain, id="9002140C0", code="9002140C0", cut_offs={"years": CutOff(limit=5, soft=True)})
    state, rows = rows_for(APPLICANT, [plain, soft])
    free, _ = prospects_of(rows, "ERAS", state)
    by_id = {prospect.id: prospect for prospect in free}
    assert by_id[soft.id].chance < by_id[plain.id].chance
    assert "against you: 5 years since graduation, you have 9: far less likely" in by_id[soft.id].why


def test_slots_left_over_are_asked_about_once() -> None:
    programs = [Program(id=code, code=code, type=code[7], listed="yes", unfilled=2, j1=Fact(value="yes"))
                for code in ("9001140C0", "9002999P0", "9003140P0", "9004040A0")]  # fmt: skip
    applicant = replace(APPLICANT, applies_in=())
    state, rows = rows_for(applicant, programs)
    asked = plan_set.made_plan(rows, "ERAS", state, 45, ())
    assert asked.ids == ["9001140C0"]
    assert asked.question.startswith("44 slots are left over. 3 positions are one year only")
    for wish, ids in {"last": {program.id for program in programs}, "no": {"9001140C0"}}.items():
        state, rows = rows_for(replace(applicant, one_year=wish), programs)
        plan = plan_set.made_plan(rows, "ERAS", state, 45, ())
        assert ({*plan.ids}, plan.question, plan.ids[0]) == (ids, "", "9001140C0")
    marks = {row.program.id: row.assessment.position for row in rows}
    assert marks["9004040A0"] == "starts 2028, needs a first year"
    assert marks["9002999P0"] == "one year only"


def test_whoever_accepted_an_offer_is_not_asked_what_to_fill_slots_with() -> None:
    programs = [Program(id=code, code=code, type=code[7], listed="yes", unfilled=2, j1=Fact(value="yes"))
                for code in ("9001140C0", "9002999P0")]  # fmt: skip
    state, rows = rows_for(replace(APPLICANT, applies_in=()), programs)
    assert plan_set.made_plan(rows, "ERAS", state, 45, ()).question
    taken = Offer(
        id="taken", program="9001140C0", round=1, seen=zones.read_iso("2027-03-18T09:05"), outcome="accepted"
    )
    placed = state.with_records([("offers", taken.id, taken)])
    assert plan_set.made_plan(rows, "ERAS", placed, 45, ()).question == ""


def test_whoever_holds_the_other_part_is_asked_nothing() -> None:
    programs = [Program(id=code, code=code, type=code[7], listed="yes", unfilled=2, j1=Fact(value="yes"))
                for code in ("9002999P0", "9003140P0")]  # fmt: skip
    state, rows = rows_for(replace(APPLICANT, match="advanced"), programs)
    plan = plan_set.made_plan(rows, "ERAS", state, 45, ())
    assert len(plan.ids) == 2
    assert plan.question == ""


# In words.


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 1), st.lists(st.integers(0, 9), max_size=7))
def test_no_chance_is_shown_to_a_digit(chance: float, left: list[int]) -> None:
    results = {str(2020 + year): YearResult(quota=9, matched=9 - count) for year, count in enumerate(left)}
    low, high = prior_of_program(Program(id="p", results=results)).range_around(chance)
    assert low <= chance <= high <= 1
    own = short_chance(chance, chance, own=True)
    for text in (rough_chance(chance), chance_between(low, high), short_chance(low, high, own=False), own):
        assert not re.search(r"[0-9]\.[0-9]|%", text), text


def test_a_chance_is_told_as_people_say_it() -> None:
    assert chance_between(0.2, 0.5) == "about 1 in 5 to 1 in 2"
    assert chance_between(0.2, 0.2) == "about 1 in 5"
    assert [rough_chance(chance) for chance in (0, 0.01, 0.33, 0.66, 0.8, 0.99)] == [
        "none", "1 in 100", "1 in 3", "2 in 3", "4 in 5", "nearly sure",
    ]  # fmt: skip
    assert short_chance(0.005, 0.02, own=False) == "1 in 50-200"
    assert short_chance(0.2, 0.2, own=True) == "1 in 5*"


def test_the_chances_rise_with_what_they_say() -> None:
    steps = [rough_chance(number / 400) for number in range(1, 401)]
    assert len(dict.fromkeys(steps)) == sum(1 for a, b in zip(["", *steps], steps, strict=False) if a != b)


@pytest.mark.parametrize(
    ("tier", "reason", "proposed"), [("", "", False), ("1", "", False), ("1", "they wrote", True)]
)
def test_a_tier_of_ones_own_overrules_a_cut_off_only_with_a_reason(
    tier: Literal["", "1"], reason: str, proposed: bool
) -> None:
    asks = {"years": CutOff(limit=5)}
    one = Program(
        id="1234140C0", code="1234140C0", listed="yes", unfilled=2, service="ERAS", type="C", in_soap="yes",
        cut_offs=asks, tier_override=tier, override_reason=reason,
    )  # fmt: skip
    me = Profile(id="me", match="unmatched", graduation_year=YEAR - 9)
    kept = State(profile={"me": me}, programs={one.id: one})
    rows = Listing().rows(kept, {}, year=YEAR)
    free, _ = prospects_of(rows, "ERAS", kept)
    assert bool(free) is proposed
    if not proposed:
        assert "5 years since graduation, you have 9" in aside_lines(left_aside(rows, "ERAS", "ask"))[0]
    if tier and not proposed:
        assert "your own tier 1 needs a reason" in aside_lines(left_aside(rows, "ERAS", "ask"))[0]
