"""How interviews were: scores of five parts, and the order of the decision sheet that comes of them."""

import pytest

from soaptui.records import Application, DecisionSheet, Interview, Offer
from soaptui.refusal import Refusal
from soaptui.week import decision_sheet, getting_ready
from soaptui.week.agenda import agenda, lasts_until
from soaptui.week.interview_scores import read_scores, score_of, score_of_program, score_words, scored, why_there
from tests.unit.test_rules import LAKE, OHIO, SEASON, at, sent, state

MESA = "3456320C0"


def interview(program: str = OHIO, **scores: int) -> Interview:
    """An interview that was scored so."""
    return Interview(id=f"i-{program}", program=program, at=at("16 10:00"), outcome="held", scores=dict(scores))


def test_any_part_may_be_left_out_and_the_mean_is_of_the_others() -> None:
    assert score_of(interview()) is None
    assert score_of(interview(people=5, gut=4)) == 4.5
    assert score_words(interview(gut=4, people=5)) == "4.5 of 5 (people 5, gut 4)"
    assert score_of(interview(people=9, other=5, gut=2)) == 2, "what is none is left out"


def test_a_program_has_the_mean_of_its_interviews() -> None:
    two = (interview(people=5), Interview(id="b", program=OHIO, at=at("17 10:00"), scores={"gut": 3}))
    assert score_of_program(state(*two), OHIO) == 4
    assert score_of_program(state(*two), LAKE) is None


def test_what_is_typed_is_read_or_refused() -> None:
    assert read_scores(["people=5", "gut:4,", "teach=3", "visa="]) == [
        ("people", 5), ("gut", 4), ("teaching", 3), ("visa", None),
    ]  # fmt: skip
    assert scored(interview(visa=2), read_scores(["visa="])).scores == {}
    for wrong in (["people=6"], ["people=0"], ["nothing=3"], ["5"], ["people=5 x"], [""]):
        with pytest.raises(Refusal):
            read_scores(wrong)


def order(*records: object) -> list[tuple[str, bool]]:
    """The sheet's order, and who placed what."""
    lines = decision_sheet.order_of(state(*records), ROWS)  # type: ignore[arg-type]
    return [(line.program, line.placed) for line in lines]


class Row:
    """A program with its tier and fit."""

    def __init__(self, program: str, tier: str, fit: int) -> None:
        from soaptui.records import Program

        self.program = Program(id=program)
        self.tier = tier
        self.assessment = self
        self.fit = fit


ROWS = [Row(OHIO, "1", 90), Row(LAKE, "2", 80), Row(MESA, "3", 70)]
APPLIED: tuple[Application, ...] = (sent(OHIO), sent(LAKE), sent(MESA))


def test_without_scores_tier_and_fit_order_the_sheet_as_before() -> None:
    assert order(*APPLIED) == [(OHIO, False), (LAKE, False), (MESA, False)]


def test_a_score_puts_a_program_above_or_below_what_is_not_scored() -> None:
    assert [one for one, _ in order(*APPLIED, interview(MESA, gut=5))] == [MESA, OHIO, LAKE]
    assert [one for one, _ in order(*APPLIED, interview(OHIO, gut=1))] == [LAKE, MESA, OHIO]
    both = (interview(MESA, gut=5), interview(LAKE, gut=4))
    assert [one for one, _ in order(*APPLIED, *both)] == [MESA, LAKE, OHIO]


def test_the_order_of_the_user_always_wins() -> None:
    sheet = DecisionSheet(id="sheet", order=(OHIO, LAKE, MESA))
    assert order(*APPLIED, sheet, interview(MESA, gut=5)) == [(OHIO, True), (LAKE, True), (MESA, True)]


def test_the_sheet_says_why() -> None:
    kept = state(*APPLIED, interview(MESA, gut=5))
    assert why_there(kept, MESA) == "You scored its interview 5 of 5: above what you have not scored."
    assert why_there(kept, OHIO) == ""
    offer = Offer(id="o", program=MESA, round=1, seen=at("18 10:00"))
    with_offer = state(*APPLIED, interview(MESA, gut=5), offer)
    said = decision_sheet.advice(with_offer, SEASON, at("18 10:10"), offer)
    assert "You scored its interview 5 of 5." in said.in_full


# -- the last five minutes


@pytest.mark.parametrize(
    ("platform", "what"),
    [
        ("Zoom", "Test the link and the camera."),
        ("", "Test the link"),
        ("phone", "Test the telephone"),
        ("in person", "door"),
    ],
)
def test_five_minutes_before_it_is_tested(platform: str, what: str) -> None:
    soon = Interview(id="i", program=OHIO, at=at("17 12:00"), platform=platform, link="https://zoom.us/j/1")
    kept = state(soon)
    assert what in getting_ready.what_to_test(soon)
    before, then = (agenda(kept, SEASON, at(when)).action for when in ("17 11:54", "17 11:55"))
    assert what not in before
    assert what in then
    assert "https://zoom.us/j/1" in then
    assert lasts_until(kept, SEASON, at("17 11:50")) <= at("17 11:55")
    assert getting_ready.next_link(kept, at("17 11:55")) == soon
