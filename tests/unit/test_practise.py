"""Practising: the bank, runs and their time, what comes next, a mock interview, the card."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.calls import card, prepared_texts
from soaptui.practise import bank, mock, runs
from soaptui.practise.proposal import Proposal, next_proposal, proposals, why_now
from soaptui.practise.repetition import LONGEST, to_practise_again
from soaptui.records import Answer, Attempt, Call, Profile, Program, Record, State, StepResult
from soaptui.refusal import Refusal
from tests.unit.test_prepared import IM, ME, PEDS, program, row_of
from tests.unit.test_rules import at, sent, state
from tests.weeks import week_of

HOME = "Asia/Colombo"
MORNING, EVENING = at("16 10:00"), at("16 20:00")
ASKED = Call(id="rang", started=MORNING, program=IM, asked=("why unmatched", "Your favourite gene?"))


def run(question: str, when: datetime, rating: int | None = None, seconds: float = 70) -> Attempt:
    """A run that is kept."""
    return Attempt(id=f"{question}-{when:%d%H%M}", answer=question, at=when, seconds=seconds, rating=rating)


def order(*records: Record, now: datetime = EVENING) -> list[str]:
    return [one.id for one in proposals(state(*records), now)]


def named(*records: Record, now: datetime = EVENING) -> dict[str, Proposal]:
    return {one.id: one for one in proposals(state(*records), now)}


# -- what comes next


def test_at_first_the_core_story_is_proposed() -> None:
    assert order()[:3] == ["why-specialty", "genetics", "why-you"]


def test_what_a_call_asked_in_the_morning_is_proposed_in_the_evening() -> None:
    heard = bank.heard_id("Your favourite gene?")
    assert order(ASKED, program(IM))[:2] == ["why-unmatched", heard]
    one = named(ASKED, program(IM))["why-unmatched"]
    assert why_now(one, EVENING, HOME) == "Asked 10:00 EDT (19:30 Colombo), not practised since: Ohio Valley"
    assert named(ASKED)[heard].question.question.text == "Your favourite gene?"


def test_once_practised_it_goes_back_into_the_row_until_it_is_asked_again() -> None:
    said = run("why-unmatched", at("16 11:00"), 4)
    assert named(ASKED, said)["why-unmatched"].reason == "later"
    again = Call(id="b", started=at("16 15:00"), asked=("Why did you not match?",))
    assert order(ASKED, said, again)[0] == "why-unmatched"


def test_a_call_to_come_has_asked_nothing_yet() -> None:
    assert named(ASKED, now=at("16 09:00"))["why-unmatched"].reason == "new"
    later = Call(id="b", started=at("17 09:00"), asked=("why unmatched",))
    assert named(ASKED, later)["why-unmatched"].reason == "asked"


def test_the_newest_call_stands_first() -> None:
    later = Call(id="b", started=at("16 15:00"), asked=("visa",))
    assert order(ASKED, later)[:2] == ["visa", "why-unmatched"]


def test_what_went_badly_comes_before_what_was_never_said_once_it_has_rested() -> None:
    bad = run("goals", at("16 19:55"), 1)
    assert named(bad)["goals"].reason == "soon"
    assert order(bad, now=at("16 20:06"))[0] == "goals"
    assert "went badly (1 lost it)" in why_now(named(bad)["goals"], EVENING, HOME)


def test_what_is_due_for_longest_comes_first() -> None:
    told = [run("goals", at("14 10:00"), 4), run("why-us", at("13 10:00"), 4)]
    assert [one for one in order(*told) if one in ("goals", "why-us")] == ["why-us", "goals"]
    assert {one.reason for one in proposals(state(*told), EVENING) if one.runs} == {"due"}


def test_the_question_that_was_just_said_is_not_next() -> None:
    ordered = proposals(state(ASKED), EVENING)
    assert next_proposal(ordered, "why-unmatched").id != "why-unmatched"


def test_a_weak_point_that_is_none_of_the_users_stands_last_until_it_is_asked_or_written() -> None:
    assert named(Profile(id="me"))["attempts"].reason == "not yours"
    twice = Profile(id="me", steps=(StepResult(step="Step 1", attempts=2),))
    assert named(twice)["attempts"].reason == "new"
    assert named(Call(id="c", started=MORNING, asked=("exam attempts",)))["attempts"].reason == "asked"
    assert named(Answer(id="flag-attempts.own", question="q", text="Once."))["attempts"].reason == "new"


@given(st.lists(st.tuples(st.integers(0, 20_000), st.sampled_from([None, 1, 2, 3, 4, 5, 9])), max_size=12))
def test_an_answer_never_rests_longer_than_a_week(told: list[tuple[int, int | None]]) -> None:
    kept = [run("goals", at("01 10:00") + timedelta(minutes=m), r) for m, r in sorted(told, key=lambda one: one[0])]
    due = to_practise_again(kept)
    if not kept:
        assert due is None
    else:
        assert due is not None
        assert kept[-1].at < due <= kept[-1].at + timedelta(days=LONGEST)
        assert due == to_practise_again(kept)


def test_a_better_run_rests_longer() -> None:
    dues = [to_practise_again([run("goals", MORNING, rating)]) for rating in (1, 3, 4, 5)]
    assert dues == sorted(dues, key=lambda due: due or MORNING) and len(set(dues)) == 4


# -- the bank


def test_every_question_has_points_and_no_life_of_its_own() -> None:
    for one in bank.question_bank(State(), EVENING):
        question = one.question
        assert len(question.stress) >= 2 and len(question.avoid) >= 2, one.id
        words = f"{question.prompt} {' '.join(question.stress)}".casefold().split()
        assert not {"i", "my", "me", "mine"} & set(words), one.id
    ids = [one.id for one in bank.question_bank(State(), EVENING)]
    assert len(ids) == len(set(ids))
    assert set(prepared_texts.CORE_STORY) <= set(ids)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("why-unmatched", "no system, no bias"),
        ("genetics", "calling it a bridge"),
        ("genetics", "shorter way through residency"),
        ("why-specialty", "the clinical work first"),
        ("no-place", "that you go on"),
    ],
)
def test_the_points_that_must_not_be_missing(question: str, words: str) -> None:
    one = next(one.question for one in bank.question_bank(State(), EVENING) if one.id == question)
    assert words in " | ".join((*one.stress, *one.avoid))


def test_the_same_words_are_the_same_question() -> None:
    calls = [
        Call(id=str(n), started=MORNING + timedelta(hours=n), asked=(words,))
        for n, words in enumerate(("Do you drive?", "do you drive", "Do you  drive?"))
    ]
    heard = [one for one in bank.question_bank(state(*calls), EVENING) if one.id.startswith(bank.HEARD)]
    (one,) = heard
    assert [each.words for each in one.asked] == ["Do you  drive?", "do you drive", "Do you drive?"]
    assert bank.heard_id("?!") != bank.heard_id("??")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Why do you think you did not match?", "why-unmatched"),
        ("why did you not match", "why-unmatched"),
        ("Why genetics, and why both boards?", "genetics"),
        ("WHICH VISA would you need?", "visa"),
        ("Tell me about yourself", "yourself"),
        ("What was your own research about?", "research"),
        ("Why are you interested in surgery?", None),
        ("Do you drive?", None),
        ("???", None),
    ],
)
def test_what_is_asked_in_other_words_is_the_same_question(words: str, question: str | None) -> None:
    asked = [
        one.id
        for one in bank.question_bank(state(Call(id="c", started=MORNING, asked=(words,))), EVENING)
        if one.asked
    ]
    assert asked == [question or bank.heard_id(words)]


def test_a_question_that_was_put_aside_stands_last_and_comes_back() -> None:
    question = named(ASKED)["why-unmatched"].question.question
    aside = bank.put_aside(State(), question, EVENING)
    assert named(ASKED, aside)["why-unmatched"].reason == "not yours"
    assert why_now(named(ASKED, aside)["why-unmatched"], EVENING, HOME) == "You set it aside."
    assert named(ASKED, bank.put_aside(state(aside), question, EVENING))["why-unmatched"].reason == "asked"


def test_a_question_is_found_by_id_words_beginning_or_a_few_words() -> None:
    questions = bank.question_bank(state(ASKED), EVENING)
    for text in ("why-us", "why us", "Why our program, why this place?", "why our program, why this place"):
        found = bank.question_named(questions, text)
        assert found is not None and found.id == "why-us"
    gene = bank.question_named(questions, "favourite gene")
    assert gene is not None and gene.id == bank.heard_id("Your favourite gene?")
    assert bank.question_named(questions, "what is your plan for lunch") is None
    with pytest.raises(Refusal):
        bank.question_named(questions, "strength-")


@pytest.mark.parametrize(
    ("words", "track"),
    [
        ("140", "medicine"),
        ("IM", "medicine"),
        ("internal", "medicine"),
        ("Pediatrics", "pediatrics"),
        ("320", "pediatrics"),
        ("TY", "transitional"),
        ("120", "other"),
        ("no such thing", ""),
        ("", ""),
    ],
)
def test_the_specialty_that_is_meant(words: str, track: str) -> None:
    assert bank.track_meant(words) == track


# -- runs


@pytest.mark.parametrize(
    ("seconds", "length"),
    [(1, "short"), (59.9, "short"), (60, "good"), (90.9, "good"), (91, "long"), (134.9, "long"), (135, "too long")],
)
def test_how_long_a_run_was(seconds: float, length: str) -> None:
    assert runs.length_of(seconds) == length


@pytest.mark.parametrize("seconds", [0, -1, 0.4, 601, float("nan"), float("inf")])
def test_what_is_no_time_for_a_run_is_refused(seconds: float) -> None:
    with pytest.raises(Refusal):
        runs.new_run("goals", MORNING, seconds)


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_another_rating_is_refused(rating: int) -> None:
    with pytest.raises(Refusal):
        runs.new_run("goals", MORNING, 60, rating=rating)


def test_words_a_minute_of_what_is_written() -> None:
    spoken = runs.new_run("goals", MORNING, 60, words=170, rating=4)
    assert runs.run_in_words(spoken) == "1:00 good length · 170 words a minute: slower is clearer · 4 good"
    assert runs.words_a_minute(runs.new_run("goals", MORNING, 60, words=150)) == 150
    assert "slower" not in runs.run_in_words(runs.new_run("goals", MORNING, 60, words=150))
    assert runs.words_a_minute(runs.new_run("goals", MORNING, 60, words=10)) is None
    assert runs.words_a_minute(runs.new_run("goals", MORNING, 60)) is None


def test_how_long_a_written_answer_will_be() -> None:
    assert runs.written_length(0) == ""
    assert runs.written_length(130) == "130 words, about 1:00 spoken calmly"
    assert runs.written_length(200).endswith(": a little long")
    assert runs.written_length(300).endswith("much too long")


# -- answers, and the card


def answers(*texts: tuple[str, str]) -> list[Answer]:
    return [Answer(id=key, question="q", text=text) for key, text in texts]


def test_the_core_story_is_made_of_three_answers_for_the_specialty() -> None:
    told = answers(
        ("why-specialty", "General."),
        ("why-specialty.pediatrics", "Children."),
        ("genetics", "Genes."),
        ("why-you", "I work."),
    )
    held = state(*told)
    assert prepared_texts.core_story(held, program(PEDS)) == "Children. Genes. I work."
    assert prepared_texts.core_story(held, program(IM)) == "General. Genes. I work."
    whole = state(*told, *answers(("story-pediatrics", "My own whole story.")))
    assert prepared_texts.core_story(whole, program(PEDS)) == "My own whole story."


def test_a_weak_point_is_made_of_four_steps() -> None:
    steps = answers(
        *((f"flag-unmatched.{step}", f"{step}.") for step in ("learned", "shows", "own", "changed")),
    )
    held = state(*steps)
    assert dict(prepared_texts.red_flags(held, EVENING))["Not matched"] == "own. changed. shows. learned."


def test_the_card_reads_the_users_own_answers_and_nothing_else() -> None:
    held = state(
        ME, program(PEDS), *answers(("why-us.pediatrics", "Your clinic."), ("goals", "A clinic."), ("no-place", " "))
    )
    call = Call(id="now", started=MORNING, program=PEDS)
    found = card.call_card(held, week_of(2027), row_of(held, PEDS), call, MORNING, HOME)
    said = next(section.lines for section in found if section.title == "IF THEY ASK")
    assert "why us: Your clinic." in said and "long-term goals: A clinic." in said
    assert not any(line.startswith("if no place") for line in said)
    bare = state(ME, program(PEDS), sent(PEDS))
    lines = card.card_text(card.call_card(bare, week_of(2027), row_of(bare, PEDS), call, MORNING, HOME))
    assert "write: " in lines and "I " not in lines.split("IF THEY ASK")[1]


def test_an_answer_is_cleaned_and_taken_away_by_emptying_it() -> None:
    kept = bank.answer_kept(State(), "goals", "q", "One\x1b[31m two\n", EVENING)
    assert kept.text == "One two"
    held = state(kept)
    assert bank.answer_kept(held, "goals", "q", "  \n", EVENING).text == ""


# -- a mock interview


@given(st.integers(0, 10_000), st.integers(0, 40))
def test_a_mock_interview_asks_each_question_once(seed: int, count: int) -> None:
    chosen = mock.mock_questions(proposals(state(ASKED), EVENING), Random(seed), count)
    ids = [one.id for one in chosen]
    assert len(ids) == len(set(ids)) <= count
    if count >= 2:
        assert ids[0] == "yourself"
        assert any(one.question.question.flag for one in chosen)
    assert not any(one.reason == "not yours" for one in chosen)


def test_another_chance_is_another_interview() -> None:
    ordered = proposals(State(), EVENING)
    assert len({tuple(one.id for one in mock.mock_questions(ordered, Random(n))) for n in range(20)}) > 10


def test_the_summary_counts_what_was_spoken() -> None:
    lines = mock.mock_summary(
        [("visa", run("visa", MORNING, 4)), ("goals", run("goals", MORNING, 2, 140)), ("x", None)]
    )
    assert lines[:3] == [
        "visa: 1:10 good length · 4 good",
        "goals: 2:20 much too long · 2 weak",
        "x: skipped",
    ]
    assert lines[3] == "2 answers in 3:30 · 1 of good length · rated 3.0 of 5"
    assert mock.mock_summary([("x", None)])[-1] == "No answer was spoken."


def test_programs_without_a_code_have_a_track_too() -> None:
    assert prepared_texts.track_of(Program(id="x")) == "other"
