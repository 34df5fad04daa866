"""The preparation that ships, at each moment and for each standing; how it ticks itself; what comes first."""

import re
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui import ways
from soaptui.cli.arguments import parser
from soaptui.prepare import section_words
from soaptui.prepare.items import item_of, section_titles, shipped_items
from soaptui.prepare.preparation import (
    AT_MOST,
    PreparedStep,
    by_what_pays,
    preparation,
    readiness,
    season_began,
    this_week,
)
from soaptui.prepare.ticks import TICKS
from soaptui.records import (
    Answer,
    Attempt,
    DecisionSheet,
    Document,
    Fact,
    Genetics,
    MatchStatus,
    OfficialTime,
    Profile,
    Program,
    Record,
    Setting,
    State,
    StepResult,
    Task,
    VisaNeed,
    YearResult,
)
from soaptui.week import date_rules, official
from tests.unit.agenda_helpers import OHIO, WEEK, at, me, offer, state
from tests.unit.test_ways import KEY

STATUSES: tuple[MatchStatus, ...] = get_args(MatchStatus)
DAYS = (
    "2026-11-27 16:00",
    "2027-02-01 12:00",
    "2027-03-01 12:00",
    "2027-03-14 12:00",
    "2027-03-15 10:05",
    "2027-03-18 10:05",
    "2027-03-19 12:30",
    "2027-09-01 12:00",
)
NOVEMBER = at("2026-11-27 16:00")
ITEMS = tuple(shipped_items().values())
"""What ships to be done before the week, and after it."""


def steps(*records: Record, now: str = "2026-11-27 16:00") -> dict[str, PreparedStep]:
    return {step.id: step for step in preparation(state(*records), WEEK, at(now))}


def open_ids(kept: State, now: str) -> set[str]:
    return {step.id for step in preparation(kept, WEEK, at(now)) if step.open}


# -- what ships


def test_each_item_is_whole() -> None:
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    for item in ITEMS:
        assert item.section in section_titles(), item.id
        assert item.title and item.why and item.how and item.source and item.statuses, item.id
        assert 1 <= item.worth <= 5 and 0 <= item.lead <= 60, item.id
        assert not item.ticks or item.ticks.partition(":")[0] in TICKS, item.id
        assert item.title[-1] not in ".!?" and len(item.title) <= 64, item.id
        assert all(len(text) <= 190 for text in (item.why, item.how_said, item.differs)), item.id
        assert "{" not in ways.typed(item.how_said), item.id


def test_each_command_that_an_item_names_is_one() -> None:
    named = {match for item in ITEMS for match in re.findall(r"soaptui ([a-z]+)", ways.typed(item.how_said))}
    commands = next(action for action in parser()._actions if action.choices).choices or ()
    assert {"rules", "season", "document", "profile", "import"} <= named <= set(commands)


def test_nothing_in_it_is_a_key_of_the_dashboard_on_the_command_line() -> None:
    for item in ITEMS:
        assert KEY.search(ways.typed(item.how_said)) is None, item.id


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_its_dates_are_in_order(item: object) -> None:
    found = item_of(getattr(item, "id", ""))
    assert found is not None
    due, until = (date_rules.rule_moment(rule, WEEK).at for rule in (found.due_rule, found.until_rule))
    assert due <= until
    if found.begins:
        assert date_rules.rule_moment(date_rules.date_rule(found.begins), WEEK).at <= until


def test_two_items_of_one_title_are_for_different_people() -> None:
    for one in ITEMS:
        for other in ITEMS:
            if one is not other and one.title == other.title:
                assert not set(one.statuses) & set(other.statuses)


# -- for whom, and when


@pytest.mark.parametrize("match", STATUSES)
@pytest.mark.parametrize("now", DAYS)
@pytest.mark.parametrize("visa", get_args(VisaNeed))
def test_a_new_profile_sees_at_most_seven_things_a_week(match: MatchStatus, now: str, visa: VisaNeed) -> None:
    assert len(this_week(state(me(match, visa)), WEEK, at(now))) <= AT_MOST


@pytest.mark.parametrize("match", ["unknown", "unmatched", "preliminary", "advanced"])
def test_in_each_stretch_before_the_week_there_is_something_to_do_and_the_first_differs(match: MatchStatus) -> None:
    firsts = []
    for now in DAYS[:4]:
        week = this_week(state(me(match)), WEEK, at(now))
        assert len(week) >= 3
        firsts.append(week[0].id)
    assert len(set(firsts)) == 4


ONLY_FOR_ALL_OF_IT = {"statement-medicine", "statement-pediatrics", "letter-core", "research-list", "first-hour"}


@pytest.mark.parametrize("now", DAYS[:5])
def test_who_holds_one_part_prepares_for_the_other(now: str) -> None:
    for match, own, other in (("preliminary", "advanced", "first-year"), ("advanced", "first-year", "advanced")):
        found = set(steps(me(match), now=now))  # type: ignore[arg-type]
        assert not found & ONLY_FOR_ALL_OF_IT
        assert {f"statement-{own}", f"research-{own}"} <= found
        assert not {f"statement-{other}", f"research-{other}"} & found


@pytest.mark.parametrize("now", DAYS)
def test_who_is_matched_prepares_for_training_alone(now: str) -> None:
    for kept in (state(me("matched")), state(me("unmatched"), offer(OHIO, outcome="accepted"))):
        found = {step.id for step in preparation(kept, WEEK, at(now))}
        assert found == {"certificate-to-begin", "passport-to-begin", "statement-of-need-to-begin"}
    assert bool(open_ids(state(me("matched")), now)) == (at(now) < at("07-02 00:00"))


@pytest.mark.parametrize("now", DAYS)
def test_who_is_not_eligible_reads_nothing_of_applications(now: str) -> None:
    found = preparation(state(me("ineligible")), WEEK, at(now))
    assert not {step.section for step in found} & {"application", "targets", "answers", "technology"}
    text = " ".join(f"{step.title} {step.why} {step.how}" for step in found)
    assert "45" not in text and "an offer" not in text
    assert ("ineligible-why" in open_ids(state(me("ineligible")), now)) == (at(now) < at("03-03 21:00"))


@pytest.mark.parametrize("match", ["unknown", "unmatched", "preliminary", "advanced"])
def test_nothing_is_to_be_prepared_once_rounds_are_open(match: MatchStatus) -> None:
    for now in ("2027-03-18 10:05", "2027-03-19 12:30", "2027-09-01 12:00"):
        assert not open_ids(state(me(match)), now)


def test_what_needs_no_visa_is_said_to_nobody_who_needs_none() -> None:
    found = steps(me(visa="none"))
    assert not {"statement-of-need", "entry-rules", "visa-facts", "visa-sentence", "h1b-sponsors"} & set(found)
    assert {"statement-of-need"} <= set(steps(me(visa="J-1"))) and "step-3" not in steps(me(visa="J-1"))
    assert {"step-3", "h1b-sponsors"} <= set(steps(me(visa="H-1B")))
    assert "statement-of-need" not in steps(me(visa="H-1B"))


def test_what_begins_later_is_not_there_before() -> None:
    assert "decision-sheet" not in steps(me()) and "sleep" not in steps(me())
    assert "clocks-change" not in steps(me(), now="2027-03-13 23:00")
    assert "clocks-change" in steps(me(), now="2027-03-14 09:00")
    assert "decision-sheet" in steps(me(), now="2027-03-15 10:00")


@pytest.mark.parametrize("match", STATUSES)
def test_the_first_line_is_true_at_each_moment(match: MatchStatus) -> None:
    said = [section_words.what_it_is_for(state(me(match)), WEEK, at(now)) for now in DAYS]
    if match == "matched":
        assert all("you need nothing from SOAP" in line for line in said[:7]) and "began" in said[7]
    elif match == "ineligible":
        assert "can change that" in said[0] and "can change that" not in said[3] and "is over" in said[6]
    else:
        assert "107 days" in said[0] and "less than a day" in said[3]
        assert "Match Week has begun" in said[4] and "time to prepare is over" in said[5]
        assert "Match Week 2027 is over" in said[6] and "2028" in said[7]


def test_nothing_is_said_to_be_over_by_a_clock_that_nobody_vouches_for() -> None:
    doubted = official.believed(WEEK, at("2027-03-25 12:00"), NOVEMBER)
    said = section_words.what_it_is_for(state(me()), doubted, at("2027-03-25 12:00"))
    assert "Is that clock right?" in said


# -- what ticks itself

STAMP = at("2026-11-20 12:00")


def seen(*events: str) -> list[Record]:
    return [OfficialTime(id=f"2027/{event}", seen=STAMP) for event in events]


def document(kind: str, specialty: str, standing: str, number: int = 1) -> Document:
    return Document(id=f"d{number}", kind=kind, specialty=specialty, writer=f"W{number}", state=standing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "records"),
    [
        ("visa-need", [me(visa="J-1")]),
        ("home-zone", [Profile(id="me", visa="J-1", zone="Asia/Colombo")]),
        ("reachable-number", [Profile(id="me", visa="J-1", phone="+1 555 0100")]),
        ("profile-facts", [Profile(id="me", steps=(StepResult(step="Step 1"),), graduation_year=2020)]),
        ("core-fields", [Profile(id="me", specialties=("Pediatrics",))]),
        ("short-emails", [Answer(id="draft-missed", question="q", text="Dear all")]),
        ("rank-deadline-seen", seen("rank-deadline")),
        ("official-times", seen(*(event.id for event in WEEK.events))),
        ("research-list", [Program(id="p", institution="Lake")]),
        ("genetics-near", [Program(id="p", genetics=Genetics(clinic=Fact(value="yes")))]),
        ("visa-facts", [me(), Program(id="p", j1=Fact(value="no"))]),
        ("past-results", [Program(id="p", results={"2026": YearResult(quota=2, matched=1)})]),
        ("core-story", [Answer(id="story-medicine", question="q", text="Because.")]),
        ("visa-sentence", [Answer(id="flag-visa", question="q", text="J-1, today.")]),
        ("weak-points", [Answer(id="flag-gap", question="q", text="I worked.")]),
        ("own-questions", [Answer(id="ask", question="q", text="Who?")]),
        ("say-aloud", [Attempt(id="a", answer="x", at=STAMP, seconds=70)]),
        ("test-alarm", [Task(id="test-alarm", title="Test", done=STAMP)]),
        ("tell-family", [Setting(id="own-night", value="23:00-07:00")]),
        ("letters", [document("letter", "", "uploaded", number) for number in (1, 2, 3)]),
        ("letter-core", [document("letter", "320", "uploaded")]),
        ("letter-genetics", [document("letter", "130", "uploaded")]),
        ("statement-general", [document("statement", "", "ready")]),
        ("statement-medicine", [document("statement", "140", "uploaded")]),
    ],
)
def test_what_was_done_is_ticked_and_before_it_is_not(item: str, records: list[Record]) -> None:
    empty = steps(Profile(id="me"))
    assert empty[item].open and not empty[item].ticked
    found = steps(*records)[item]
    assert found.done and not found.open
    assert found.ticked or item == "test-alarm"  # of that one the user's word is kept


@pytest.mark.parametrize(
    ("item", "records"),
    [
        ("official-times", seen("rank-deadline")),
        ("research-list", [document("letter", "", "uploaded")]),
        ("letters", [document("letter", "", "asked", number) for number in (1, 2, 3)]),
        ("letters", [document("letter", "", "uploaded", number) for number in (1, 2)]),
        ("statement-medicine", [document("statement", "140", "draft")]),
        ("statement-medicine", [document("statement", "140", "withdrawn")]),
        ("core-story", [Answer(id="story-medicine", question="q", text=" ")]),
        ("test-alarm", [Task(id="test-alarm", title="Test: not heard")]),
        ("rank-deadline-seen", [OfficialTime(id="2026/rank-deadline", seen=STAMP)]),
    ],
)
def test_what_is_half_done_or_of_another_year_is_not_ticked(item: str, records: list[Record]) -> None:
    assert steps(*records)[item].open


def test_a_decision_sheet_ticks_its_item() -> None:
    sheet = DecisionSheet(id="s", order=(OHIO,))
    assert steps(me(), now="2027-03-17 12:00")["decision-sheet"].open
    assert steps(me(), sheet, now="2027-03-17 12:00")["decision-sheet"].done


# -- what the user says of it


def test_done_moved_and_hidden_are_kept_as_tasks_under_the_items_id() -> None:
    moved = at("2026-12-20 12:00")
    found = steps(
        me(),
        Task(id="passport", title="x", done=STAMP),
        Task(id="letters", title="x", due=moved),
        Task(id="residencycas", title="x", hidden=STAMP),
    )
    assert found["passport"].done and not found["passport"].ticked
    assert found["letters"].due == moved
    assert found["residencycas"].hidden and not found["residencycas"].open
    assert found["letters"].title == "Have three or four letters of recommendation"


def test_what_was_done_for_another_match_is_to_be_done_again() -> None:
    before = season_began(WEEK) - timedelta(days=1)
    assert steps(me(), Task(id="passport", title="x", done=before, due=before))["passport"].open
    assert steps(me(), Task(id="passport", title="x", done=season_began(WEEK)))["passport"].done


def test_own_tasks_stand_before_all_and_count_in_their_section() -> None:
    own = Task(id="t1", title="Renew it", section="visa", due=NOVEMBER, done=STAMP)
    kept = state(me(), own, Task(id="t2", title="Move", section="Moving"), Task(id="t3", title="Rest"))
    found = preparation(kept, WEEK, NOVEMBER)
    assert [step.id for step in found[:3]] == ["t1", "t2", "t3"]
    by_title = {one.title: one for one in readiness(found)}
    assert by_title["Moving"].total == 1 and by_title["Your own"].total == 1
    assert by_title["Visa readiness"].done == 2  # with the visa need, which is in the profile


def test_a_hidden_item_counts_in_nothing() -> None:
    before = {one.section: one.total for one in readiness(preparation(state(me()), WEEK, NOVEMBER))}
    kept = state(me(), Task(id="residencycas", title="x", hidden=STAMP))
    after = {one.section: one.total for one in readiness(preparation(kept, WEEK, NOVEMBER))}
    assert after["status"] == before["status"] - 1


def test_what_lapsed_undone_stays_undone_in_the_figures() -> None:
    kept = state(me())
    november, april = (
        readiness(preparation(kept, WEEK, at(now))) for now in ("2026-11-27 16:00", "2027-04-01 12:00")
    )
    assert [one.done for one in november] == [one.done for one in april]
    assert all(late.total >= early.total for early, late in zip(november, april, strict=True))


# -- in which order


def left(days: int) -> list[PreparedStep]:
    kept = state(me())
    stretch = timedelta(days=days)
    moment = WEEK.event("match-status").at - stretch
    return by_what_pays(preparation(kept, WEEK, NOVEMBER, left=stretch), moment)


def test_what_needs_weeks_pays_with_a_month_and_not_with_two_days() -> None:
    month, days = left(30), left(2)
    assert {"letters", "statement-of-need"} <= {step.id for step in month if step.pays}
    assert not {"letters", "statement-of-need"} & {step.id for step in days if step.pays}
    assert {"sign-in", "soap-eligibility"} <= {step.id for step in days[:5]}
    assert not any(step.id == "letters" for step in days if step.pays)


@given(days=st.integers(0, 150))
def test_what_pays_comes_before_what_does_not(days: int) -> None:
    pays = [step.pays for step in left(days)]
    assert pays == sorted(pays, reverse=True)
