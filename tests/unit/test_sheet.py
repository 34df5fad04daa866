"""The decision sheet: its order, its rules, and what it says to an offer. It advises, and decides nothing."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.offer_outcomes import OfferAnswer
from soaptui.program_tiers import Tier
from soaptui.records import (
    DecisionSheet,
    Fact,
    Genetics,
    Offer,
    Program,
    Record,
    SheetRule,
    State,
    kind_of,
    replace,
)
from soaptui.week import decision_sheet, offer_answers
from tests.unit.agenda_helpers import IDAHO, MAINE, NEVADA, OHIO, OREGON, TEXAS, WEEK, at, me, offer, program, sent
from tests.unit.agenda_helpers import state as state_of

IN_ROUND_1 = at("03-18 10:12")


class Found(NamedTuple):
    """How well a program fits."""

    fit: int


class Judged(NamedTuple):
    """A row of the list, as far as the sheet looks at it."""

    program: Program
    tier: Tier
    assessment: Found


def judged(program_id: str, tier: Tier = "1", fit: int = 50, **fields: str) -> Judged:
    return Judged(replace(program(program_id, f"House {program_id[0]}"), **fields), tier, Found(fit))


BEST, GOOD, FAIR, LAST = judged(OHIO, "1", 90), judged(MAINE, "1", 70), judged(IDAHO, "2", 80), judged(NEVADA, "3", 9)
ROWS = [LAST, FAIR, BEST, GOOD]


def kept(*more: Record, applied: tuple[str, ...] = (OHIO, MAINE, IDAHO, NEVADA)) -> State:
    """Four programs, applied to."""
    return state_of(me(), *(row.program for row in ROWS), *(sent(program_id) for program_id in applied), *more)


def written(*order: str, rules: tuple[SheetRule, ...] = (), **answers: str) -> DecisionSheet:
    said = {decision_sheet.QUESTIONS[name]: text for name, text in answers.items()}
    return DecisionSheet(id="sheet", order=order, rules=rules, answers=said, written=at("03-17 21:10"))


def ids(state: State) -> list[str]:
    return [line.program for line in decision_sheet.order_of(state, ROWS)]


# -- the order


def test_before_it_is_written_the_order_is_by_tier_and_fit_and_nothing_is_placed() -> None:
    lines = decision_sheet.order_of(kept(), ROWS)
    assert [line.program for line in lines] == [OHIO, MAINE, IDAHO, NEVADA]
    assert not any(line.placed for line in lines)


def test_the_order_that_was_made_by_hand_stays_as_it_was_made() -> None:
    lines = decision_sheet.order_of(kept(written(NEVADA, OHIO, IDAHO, MAINE)), ROWS)
    assert [line.program for line in lines] == [NEVADA, OHIO, IDAHO, MAINE]
    assert all(line.placed for line in lines)


def test_a_new_application_comes_to_its_fit_place_and_is_marked_as_not_placed() -> None:
    lines = decision_sheet.order_of(kept(written(OHIO, IDAHO, NEVADA)), ROWS)
    assert [(line.program, line.placed) for line in lines] == [
        (OHIO, True), (MAINE, False), (IDAHO, True), (NEVADA, True),
    ]  # fmt: skip


def test_a_program_put_last_by_hand_does_not_draw_the_new_ones_down_to_it() -> None:
    weak = judged(TEXAS, "3", 5)
    state = kept(weak.program, sent(TEXAS), written(MAINE, NEVADA, TEXAS, OHIO))
    assert [line.program for line in decision_sheet.order_of(state, [*ROWS, weak])] == [
        MAINE,
        IDAHO,
        NEVADA,
        TEXAS,
        OHIO,
    ]


def test_programs_that_were_never_applied_to_are_on_it_only_where_they_offered() -> None:
    assert ids(kept(applied=(OHIO,))) == [OHIO]
    assert ids(kept(offer(NEVADA), applied=(OHIO,))) == [OHIO, NEVADA]


def test_who_holds_a_preliminary_position_sees_advanced_ones_alone() -> None:
    advanced = replace(program(TEXAS, "House 6"), type="A")
    categorical = replace(program(OREGON, "House 5"), type="C")
    state = state_of(me("preliminary"), advanced, categorical, sent(TEXAS), sent(OREGON), written(OREGON, TEXAS))
    assert ids(state) == [TEXAS]


@settings(max_examples=60)
@given(
    order=st.permutations([OHIO, MAINE, IDAHO, NEVADA]).flatmap(
        lambda order: st.integers(0, 4).map(lambda count: tuple(order[:count]))
    )
)
def test_every_application_is_on_the_sheet_once_and_the_placed_ones_keep_their_order(order: tuple[str, ...]) -> None:
    lines = decision_sheet.order_of(kept(written(*order)), ROWS)
    assert sorted(line.program for line in lines) == sorted([OHIO, MAINE, IDAHO, NEVADA])
    assert tuple(line.program for line in lines if line.placed) == order


# -- the rules


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("take any tier", ("1", "2", "3")),
        ("Any tier.", ("1", "2", "3")),
        ("From round 3 on, any tier", ("1", "2", "3")),
        ("Accept tiers 1 and 2", ("1", "2")),
        ("take only tier 1", ("1",)),
        ("never take any tier 3", ()),
        ("any tier, but not tier 3", ()),
        ("", ()),
    ],
)
def test_a_rule_is_understood_only_where_it_says_exactly_that(text: str, tiers: tuple[str, ...]) -> None:
    assert decision_sheet.tiers_of(SheetRule(from_round=1, text=text)) == tiers


def test_in_a_round_the_latest_rules_up_to_it_hold_those_of_tiers_and_those_of_words_apart() -> None:
    narrow, wide = SheetRule(from_round=1, text="take only tier 1"), SheetRule(from_round=3, text="take any tier")
    words = SheetRule(from_round=2, text="Phone my brother first.")
    mine = written(rules=(narrow, words, wide))
    assert decision_sheet.rules_for(mine, 1) == (narrow,)
    assert decision_sheet.rules_for(mine, 2) == (narrow, words)
    assert decision_sheet.rules_for(mine, 4) == (wide, words)


def test_rules_read_back_as_they_were_written() -> None:
    texts = {1: ("take only tier 1", "Sleep on it."), 2: ("", ""), 3: ("take any tier", ""), 4: ("", "Anything.")}
    mine = written(rules=decision_sheet.rules_from(texts))
    assert {number: decision_sheet.texts_of(mine, number) for number in texts} == texts
    assert len(mine.rules) == 4


# -- what it says


def advice(state: State, of: Offer, now: str = "03-18 10:12") -> decision_sheet.Advice:
    return decision_sheet.advice(state, WEEK, at(now), of, ROWS)


def test_an_offer_hears_its_place_the_rule_of_its_round_and_the_users_own_words() -> None:
    rules = (SheetRule(from_round=1, text="take tiers 1 and 2"), SheetRule(from_round=1, text="Drink some water."))
    found = advice(kept(written(MAINE, IDAHO, OHIO, NEVADA, rules=rules), offer(OHIO)), offer(OHIO))
    assert found.place == 3
    assert found.in_full == (
        "3rd of 4 on your sheet. It is tier 1, and in this round you take tiers 1 and 2. "
        "You wrote: “Drink some water.”"
    )
    assert found.short in found.in_full
    assert "water" not in found.short


def test_a_tier_that_is_taken_only_later_is_said_with_the_round() -> None:
    rules = (SheetRule(from_round=1, text="take only tier 1"), SheetRule(from_round=3, text="take any tier"))
    said = advice(kept(written(NEVADA, rules=rules), offer(NEVADA)), offer(NEVADA)).in_full
    assert "It is tier 3, but in this round you take only tier 1. A tier 3 you take from round 3 on." in said
    late = advice(kept(written(NEVADA, rules=rules), offer(NEVADA, 3)), offer(NEVADA, 3), "03-18 15:10").in_full
    assert "It is tier 3, and in this round you take any tier." in late


def test_without_a_sheet_it_says_so() -> None:
    found = advice(kept(offer(OHIO)), offer(OHIO))
    assert (found.in_full, found.place, found.ahead) == ("You wrote no decision sheet.", None, ())


def test_an_offer_that_was_not_placed_says_so() -> None:
    assert advice(kept(written(OHIO), offer(MAINE)), offer(MAINE)).in_full.startswith("Not on your sheet yet.")


def test_the_tier_is_left_out_where_nobody_hands_in_the_list() -> None:
    state = kept(written(OHIO, rules=(SheetRule(from_round=1, text="take any tier"),)), offer(OHIO))
    assert "In this round you take any tier." in decision_sheet.advice(state, WEEK, IN_ROUND_1, offer(OHIO)).in_full


def test_ahead_are_those_above_it_that_can_still_offer() -> None:
    mine = written(OHIO, MAINE, IDAHO, NEVADA)
    assert advice(kept(mine, offer(NEVADA)), offer(NEVADA)).ahead == (OHIO, MAINE, IDAHO)
    rejected = offer(OHIO, outcome="rejected")
    filled = replace(sent(MAINE), closed="filled")
    assert advice(kept(mine, rejected, filled, offer(NEVADA)), offer(NEVADA)).ahead == (IDAHO,)
    assert advice(kept(mine, offer(OHIO)), offer(OHIO)).ahead == ()


def test_in_the_last_round_only_what_offers_now_is_still_ahead() -> None:
    mine = written(OHIO, MAINE, IDAHO, NEVADA)
    state = kept(mine, offer(MAINE, 4, "03-18 18:02"), offer(NEVADA, 4, "03-18 18:01"))
    assert advice(state, offer(NEVADA, 4), "03-18 18:30").ahead == (MAINE,)


def test_after_an_acceptance_nothing_is_ahead() -> None:
    taken = offer(OHIO, outcome="accepted")
    assert advice(kept(written(OHIO, MAINE), taken, offer(MAINE)), offer(MAINE)).ahead == ()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_how_rounds_fill_comes_with_its_source_and_how_sure_it_is(number: int) -> None:
    said = decision_sheet.usual_rule(number)
    assert "about 80%" in said.casefold()
    assert "SnapOrtho" in said
    assert "secondary source, not the NRMP" in said
    assert ("60%" in said) is (number < 3)


# -- side by side


def test_open_offers_stand_in_the_order_of_the_sheet_then_by_tier_and_fit() -> None:
    several = [offer(one, seen="03-18 09:01") for one in (OHIO, MAINE, IDAHO, NEVADA)]
    state = kept(written(NEVADA, MAINE), *several)
    found = [one.program for one in decision_sheet.side_by_side(state, WEEK, IN_ROUND_1, ROWS)]
    assert found == [NEVADA, MAINE, OHIO, IDAHO]


def test_an_offer_that_ends_sooner_stands_before_a_dearer_one() -> None:
    state = kept(written(OHIO, MAINE), offer(OHIO, 9), offer(MAINE, 1))
    assert [one.program for one in decision_sheet.side_by_side(state, WEEK, IN_ROUND_1, ROWS)] == [MAINE, OHIO]


# -- answering


def meaning(state: State, of: Offer, outcome: str = "accepted", now: str = "03-18 10:12") -> str:
    found = offer_answers.what_it_means(state, WEEK, at(now), of, outcome, ROWS)  # type: ignore[arg-type]
    assert 2 <= len(found.first) <= 3
    return " ".join((*found.first, *found.rest))


def test_accepting_says_that_it_binds_that_r3_decides_and_what_else_is_open() -> None:
    said = meaning(kept(written(MAINE, OHIO), offer(OHIO), offer(MAINE)), offer(OHIO))
    for words in ("binding", "your search is over", "in R3; here you only note", "Also open: House 2", "80%"):
        assert words in said
    assert "2nd of 2 on your sheet" in said
    assert "Wed 17 Mar 21:10 EDT" in said


@pytest.mark.parametrize("outcome", ["rejected", "expired"])
def test_rejecting_and_letting_lapse_say_that_the_program_will_not_offer_again(outcome: str) -> None:
    said = meaning(kept(written(MAINE, OHIO), offer(OHIO)), offer(OHIO), outcome)
    assert "will NEVER offer to you again in this SOAP" in said
    assert "Above it on your sheet: House 2" in said
    assert " may still offer in a later round, if a place is left." in said
    assert said.index("After this, perhaps no offer comes.") < said.index("2nd of 2 on your sheet")


def test_rejecting_in_the_last_round_or_the_first_of_the_sheet_or_beside_another_is_told_as_it_is() -> None:
    last = meaning(kept(written(MAINE, OHIO), offer(OHIO, 4)), offer(OHIO, 4), "rejected", "03-18 18:30")
    assert "Their offers of round 4 went to others. No round is left" in last
    assert "may offer" not in last
    top = meaning(kept(written(OHIO, MAINE), offer(OHIO)), offer(OHIO), "rejected")
    assert "Above it" not in top and "After this, perhaps no offer comes." in top
    beside = meaning(kept(written(MAINE, OHIO), offer(OHIO), offer(MAINE)), offer(OHIO), "rejected")
    assert "Above it" not in beside and "After that, perhaps no offer comes." in beside
    bound = kept(written(MAINE, OHIO), offer(OHIO), offer(MAINE, outcome="accepted"))
    assert "no other offer counts" in meaning(bound, offer(OHIO), "rejected")


def test_a_preliminary_place_is_left_to_the_user_with_what_is_known() -> None:
    prelim = replace(NEVADA_P, type="P")
    said = meaning(state_of(me(), prelim, offer(prelim.id)), offer(prelim.id))
    assert "is not known" in said


def test_a_second_acceptance_is_refused_until_the_first_is_taken_back() -> None:
    first, second = offer(OHIO, outcome="accepted"), offer(MAINE)
    state = state_of(me(), first, second, replace(sent(OHIO), closed="accepted", closed_at=IN_ROUND_1))
    assert "You have accepted 1234140C0 already" in offer_answers.why_no_answer(
        state, WEEK, IN_ROUND_1, second, "accepted"
    )
    assert offer_answers.why_no_answer(state, WEEK, IN_ROUND_1, second, "rejected") == ""
    back = offer_answers.answer_withdrawn(state, WEEK, first)
    state = state.with_records([(kind_of(record), record.id, record) for record in back.records])
    assert (state.offers[first.id].outcome, state.applications[OHIO].closed) == ("open", "")
    assert offer_answers.why_no_answer(state, WEEK, IN_ROUND_1, second, "accepted") == ""
    assert offer_answers.answer_withdrawn(state, WEEK, second).removed == (second,)


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
def test_an_offer_of_a_round_that_has_not_opened_cannot_be_answered(outcome: OfferAnswer) -> None:
    early = offer(OHIO, 2)
    state = state_of(me(), early)
    said = offer_answers.why_no_answer(state, WEEK, IN_ROUND_1, early, outcome)
    assert "Round 2 opens only Thu 18 Mar 12:00 EDT" in said
    assert offer_answers.why_no_answer(state, WEEK, at("03-18 12:00"), early, outcome) == ""


def test_to_let_an_open_offer_lapse_asks_whether_it_was_answered_in_r3() -> None:
    said = meaning(kept(offer(OHIO)), offer(OHIO), "expired")
    assert "Did you answer it in R3?" in said
    assert "Round 1 is open until Thu 18 Mar 11:00 EDT: R3 still has the offer." in said


NEVADA_P = program("4567140P0", "House 4")


def test_a_late_note_says_that_the_round_is_over() -> None:
    assert "closed Thu 18 Mar 11:00 EDT. Note here only what R3 shows." in meaning(
        kept(offer(OHIO)), offer(OHIO), now="03-18 11:05"
    )


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
def test_an_answer_keeps_what_the_sheet_said_and_closes_the_application(outcome: str) -> None:
    state = kept(written(MAINE, OHIO), offer(OHIO))
    records = offer_answers.records_of_answer(state, WEEK, IN_ROUND_1, offer(OHIO), outcome, ROWS)  # type: ignore[arg-type]
    after, application = records
    assert after == replace(offer(OHIO), outcome=outcome, decided=IN_ROUND_1, sheet_said="2nd of 2 on your sheet.")
    assert application == replace(sent(OHIO), closed=outcome, closed_at=IN_ROUND_1)


def test_an_answer_to_a_program_without_an_application_changes_the_offer_alone() -> None:
    (after,) = offer_answers.records_of_answer(state_of(offer(OHIO)), WEEK, IN_ROUND_1, offer(OHIO), "rejected")
    assert after.id == offer(OHIO).id


def test_what_was_settled_before_is_said_where_it_bears_on_the_program() -> None:
    mine = written(move="Yes.", preliminary="Only in medicine.", genetics="No.", phone="Amma")
    plain, prelim = program(OHIO, "House 1"), replace(program(OHIO, "House 1"), type="P")
    clinic = replace(prelim, genetics=Genetics(clinic=Fact(value="yes")))
    assert [line.rsplit(" ", 1)[-1] for line in decision_sheet.settled_before(mine, plain)] == ["Yes.", "No.", "Amma"]
    assert any("Only in medicine." in line for line in decision_sheet.settled_before(mine, prelim))
    assert not any(line.endswith("No.") for line in decision_sheet.settled_before(mine, clinic))
    assert decision_sheet.settled_before(DecisionSheet(id="sheet"), plain) == []


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd")]
)
def test_places_are_spoken_as_people_do(number: int, text: str) -> None:
    assert decision_sheet.ordinal(number) == text
