"""The script of a rehearsed week: it follows from state, season and seed; its lists; what it begins with."""

import csv
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from soaptui.imports import merge, table_file
from soaptui.records import Application, Call, Offer, Profile, Program, State
from soaptui.refusal import Refusal
from soaptui.rehearsal import lists, scenario, starting_data
from soaptui.rehearsal.happenings import CALLS
from soaptui.rehearsal.report import rehearsal_report
from soaptui.week import zones
from tests.unit.rehearsal_helpers import APPLIED, MONDAY, PLAN, RELEASED, WEEK, put

seeds = st.integers(0, 10_000)


# -- the script


@given(seeds)
@examples(max_examples=15, deadline=None)
def test_the_same_state_season_and_seed_give_the_same_script(seed: int) -> None:
    assert scenario.script(APPLIED, WEEK, seed) == scenario.script(APPLIED, WEEK, seed)


def test_another_seed_gives_another_week() -> None:
    assert scenario.script(APPLIED, WEEK, 1) != scenario.script(APPLIED, WEEK, 2)


@given(seeds)
@examples(max_examples=25, deadline=None)
def test_only_programs_applied_to_call_but_for_one_and_none_before_they_read(seed: int) -> None:
    made = scenario.script(APPLIED, WEEK, seed)
    calls = [happening for happening in made if happening.kind in CALLS]
    strangers = [happening for happening in calls if happening.program not in APPLIED.applications]
    assert [happening.stranger for happening in strangers] == [True]
    assert not any(happening.stranger for happening in made if happening not in strangers)
    assert all(RELEASED <= happening.at < WEEK.event("soap-ends").at for happening in calls)
    times = sorted(happening.at for happening in calls if happening.at < WEEK.rounds[0].opens - timedelta(hours=1))
    assert all(b - a >= timedelta(seconds=120) for a, b in pairwise(times))
    assert {"ring", "missed", "voicemail"} <= {happening.kind for happening in calls}
    assert {"where else", "commit", "interview"} <= {happening.asks for happening in calls}


@given(seeds)
@examples(max_examples=25, deadline=None)
def test_offers_come_at_the_start_of_rounds_at_most_two_and_none_twice_from_a_program(seed: int) -> None:
    made = scenario.script(APPLIED, WEEK, seed)
    offers = [happening for happening in made if happening.kind == "offer"]
    assert offers
    assert len({offer.program for offer in offers}) == len(offers)
    for window in WEEK.rounds:
        mine = [offer for offer in offers if offer.round == window.round]
        assert len(mine) <= 2
        assert all(offer.at == window.opens for offer in mine)
        assert all(offer.program in APPLIED.applications for offer in mine)


@given(seeds)
@examples(max_examples=25, deadline=None)
def test_after_each_round_the_list_loses_some_programs_and_gains_a_few(seed: int) -> None:
    found = [happening for happening in scenario.script(APPLIED, WEEK, seed) if happening.kind == "list"]
    assert [happening.file for happening in found] == [lists.file_name(number) for number in range(5)]
    for before, after in pairwise(found):
        assert 1 <= len(after.listed.keys() - before.listed.keys()) <= lists.COME[1]
        assert before.listed.keys() - after.listed.keys()
        assert all(after.listed[p] <= before.listed[p] for p in after.listed.keys() & before.listed.keys())
        assert all(positions > 0 for positions in after.listed.values())


@given(seeds)
@examples(max_examples=15, deadline=None)
def test_interviews_are_proposed_for_working_hours_after_the_call_and_before_the_rounds(seed: int) -> None:
    made = scenario.script(APPLIED, WEEK, seed)
    times = [happening.interview for happening in made if happening.interview is not None]
    assert times
    assert len(set(times)) == len(times)
    for happening in made:
        if happening.interview is not None:
            assert happening.at + timedelta(hours=2) <= happening.interview < WEEK.rounds[0].opens
            assert 9 <= zones.eastern(happening.interview).hour < 17


def test_whoever_has_accepted_hears_no_more() -> None:
    program = next(iter(APPLIED.applications))
    offer = Offer(id="o", program=program, round=1, seen=WEEK.rounds[0].opens, outcome="accepted")
    assert scenario.script(put(APPLIED, offer), WEEK, 1) == []


def test_a_program_whose_offer_stands_in_the_log_does_not_offer_again() -> None:
    scene = scenario.scenes(WEEK)[-1]
    noted = [
        Offer(id=program, program=program, round=1, seen=WEEK.rounds[0].opens)
        for program in list(APPLIED.applications)[:-1]
    ]
    (left,) = set(APPLIED.applications) - {offer.program for offer in noted}
    found = [scenario.happenings(scene, put(APPLIED, *noted), WEEK, seed, []) for seed in range(40)]
    offers = {happening.program for made in found for happening in made if happening.kind == "offer"}
    assert offers == {left}


def test_where_nothing_was_sent_the_planned_programs_call_and_where_nothing_is_planned_the_best_do() -> None:
    callers = {h.program for h in scenario.script(MONDAY, WEEK, 1) if h.program and not h.stranger}
    assert callers <= MONDAY.applications.keys()
    bare = MONDAY.with_records([("applications", key, None) for key in MONDAY.applications])
    callers = {h.program for h in scenario.script(bare, WEEK, 1) if h.program and not h.stranger}
    assert callers
    assert callers <= set(scenario.applied_to(bare))
    assert len(scenario.applied_to(bare)) == scenario.SUPPOSED


@pytest.mark.parametrize(
    "state",
    [
        State(),
        State(programs={"own": Program(id="own", institution="No code yet")}),
        State(programs={"1999140C0": Program(id="1999140C0", code="1999140C0", institution="One")}),
    ],
    ids=["nothing", "research without codes", "a single program"],
)
def test_however_little_is_known_a_week_can_be_made(state: State) -> None:
    made = scenario.script(state, WEEK, 3)
    assert made == sorted(made, key=lambda happening: (happening.at, happening.id))
    assert rehearsal_report(made, state, WEEK, PLAN.start, PLAN.until).now == PLAN.until


# -- the lists as files


def test_a_list_of_the_rehearsal_is_taken_in_like_any_other_and_holds_the_same(tmp_path: Path) -> None:
    made = [happening for happening in scenario.script(APPLIED, WEEK, 1) if happening.kind == "list"]
    state = MONDAY
    for happening in made:
        path = tmp_path / happening.file
        path.write_text(lists.csv_text(happening.listed, state.programs), encoding="utf-8", newline="")
        plan = merge.plan_import(table_file.read_tables(path), state, happening.at)
        assert plan.version is not None
        assert plan.version.positions == happening.listed
        assert not plan.skipped
        state = put(state, *plan.programs, plan.version)
    assert {p.id for p in state.programs.values() if p.listed == "yes"} == made[-1].listed.keys()


def test_where_no_program_could_come_made_up_ones_do() -> None:
    one = {"1999140C0": 3}
    programs = {"1999140C0": Program(id="1999140C0", code="1999140C0", institution="One")}
    found = lists.list_after_round(Random(1), one, State(programs=programs))
    come = found.keys() - one.keys()
    assert come
    rows = list(csv.reader(lists.csv_text(found, programs).splitlines()))
    assert any("Made-up Hospital" in cell for row in rows for cell in row)


# -- what it begins with


@given(st.integers(-40, 110))
@examples(max_examples=30, deadline=None)
def test_made_up_data_hold_nothing_that_lies_ahead(hours: int) -> None:
    moment = PLAN.start + timedelta(hours=hours)
    state = put(State(), *starting_data.made_up_data(WEEK, moment))
    told = zones.eastern_instant("2027-03-18T10:12")
    end = max(moment, told) if moment >= told else moment
    assert all(call.started <= end for call in state.calls.values())
    assert all(offer.seen <= end for offer in state.offers.values())
    assert all(version.at <= end for version in state.list_versions.values())
    assert all((a.sent or end) <= end and (a.planned or end) <= end for a in state.applications.values())
    assert state.programs
    assert bool(state.list_versions) == any(program.listed == "yes" for program in state.programs.values())


def test_what_was_sent_later_is_planned_and_what_was_there_before_stays() -> None:
    early, late = RELEASED - timedelta(hours=20), RELEASED + timedelta(hours=1)
    state = put(
        State(),
        Profile(id="me", zone="Asia/Colombo"),
        Application(id="a", program="a", planned=early, sent=early),
        Application(id="b", program="b", planned=early, sent=late, closed="filled", closed_at=late),
        Call(id="old", started=early, program="a"),
        Call(id="new", started=late, program="a"),
    )
    puts, removed = starting_data.later_records(state, RELEASED)
    assert [record.id for record in puts] == ["b"]
    assert puts[0] == Application(id="b", program="b", planned=early)
    assert [record.id for record in removed] == ["new"]


@pytest.mark.parametrize(
    ("given_words", "words"),
    [
        ({"speed": 0.5}, "choose one from 1 to 3600"),
        ({"speed": 3601.0}, "choose one from 1 to 3600"),
        ({"speed": float("nan")}, "choose one from 1 to 3600"),
        ({"at": "2027-03-18T09:00", "until": "2027-03-18T09:00"}, "before it begins"),
        ({"at": "soon"}, "soon"),
    ],
)
def test_a_rehearsal_that_cannot_be_is_refused_with_the_cure(given_words: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        starting_data.rehearsal_planned(WEEK, **given_words)  # type: ignore[arg-type]


def test_the_usual_rehearsal_runs_from_five_to_ten_on_monday_to_match_day() -> None:
    assert zones.eastern(PLAN.start).isoformat() == "2027-03-15T09:55:00-04:00"
    assert PLAN.until == WEEK.event("match-day").at


def test_in_a_rush_it_rings_every_other_minute_for_an_hour() -> None:
    plan = starting_data.rehearsal_planned(WEEK, rush=True)
    assert plan.start < RELEASED < RELEASED + timedelta(hours=1) < plan.until
    scene = next(scene for scene in scenario.scenes(WEEK) if scene.id == "calls")
    made = scenario.happenings(scene, APPLIED, WEEK, 1, [], rush=True)
    calls = [h for h in made if RELEASED <= h.at < RELEASED + timedelta(hours=1) and not h.stranger]
    assert len(calls) == 30
    assert {after.at - before.at for before, after in pairwise(calls)} == {timedelta(minutes=2)}
