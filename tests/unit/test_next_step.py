"""What is named as the next thing to prepare, and for how long."""

import itertools
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.prepare import next_step
from soaptui.prepare.items import shipped_preparation
from soaptui.records import (
    MatchStatus,
    Record,
    Task,
)
from soaptui.screens.commands import pressed
from soaptui.week.agenda import Preparing, agenda, lasts_until
from tests.unit.agenda_helpers import WEEK, at, me, state
from tests.unit.test_preparation import DAYS, NOVEMBER, STATUSES


def line(match: MatchStatus, now: str) -> str:
    return next_step.preparing_line(state(me(match)), WEEK, at(now))


@pytest.mark.parametrize("match", STATUSES)
def test_nobody_who_does_nothing_reads_one_sentence_for_long(match: MatchStatus) -> None:
    kept = state(me(match))
    first = at("2026-07-15 16:00")
    said = [next_step.preparing_line(kept, WEEK, first + timedelta(days=day)) for day in range(242)]
    assert all(said) and len(set(said)) >= (3 if match == "matched" else 8)
    run = longest = 1
    for one, following in itertools.pairwise(said):
        run = run + 1 if one == following else 1
        longest = max(longest, run)
    assert longest <= (14 if match == "matched" else 2)  # three things are all that is asked of them


def test_what_closes_soon_comes_first() -> None:
    for hour in ("2027-03-02 12:00", "2027-03-03 12:00", "2027-03-03 20:00"):
        assert "before Wed 3 Mar 21:00 EST" in line("unknown", hour)
    assert "rank list deadline" not in line("unknown", "2027-03-03 21:00")


def test_the_agenda_says_it_until_match_monday() -> None:
    kept = state(me())
    for now in ("2026-11-27 16:00", "2027-03-10 12:00"):
        said = agenda(kept, WEEK, at(now), "", next_step.preparing_now(kept, WEEK, at(now))).action
        assert line("unmatched", now) in said
    assert line("unmatched", "2027-03-15 10:00") == ""
    asked = agenda(state(), WEEK, NOVEMBER, "", Preparing("Next: Sleep.")).action
    assert "which visa" in pressed(asked) and asked.endswith("Next: Sleep.")


@given(minutes=st.integers(0, 107 * 24 * 60), match=st.sampled_from(["unknown", "advanced", "ineligible"]))
def test_the_sentence_stands_until_the_agenda_may_change(minutes: int, match: MatchStatus) -> None:
    kept, now = state(me(match)), NOVEMBER + timedelta(minutes=minutes)
    until = lasts_until(kept, WEEK, now)
    last = until - timedelta.resolution

    def bare(moment: object) -> str:
        return next_step.preparing_line(kept, WEEK, moment).partition(",")[0].rstrip(".")  # type: ignore[arg-type]

    assert bare(now) == bare(last)


@pytest.mark.parametrize(
    ("records", "now", "due"),
    [
        ([me(visa="unknown")], "2026-11-30 12:00", ["visa-need"]),
        ([me(visa="J-1")], "2026-11-30 12:00", []),  # ticked by the profile
        ([me("matched", "unknown")], "2026-11-30 12:00", []),  # not for them
        ([me(visa="unknown")], "2027-03-18 10:05", []),  # of no use any more
    ],
)
def test_what_is_settled_is_not_due_though_it_was_given_a_time(
    records: list[Record], now: str, due: list[str]
) -> None:
    kept = state(*records, Task(id="visa-need", title="Decide", due=at("2026-11-30 09:00")))
    found = agenda(kept, WEEK, at(now), "", next_step.preparing_now(kept, WEEK, at(now)))
    assert [one.id for one in found.due] == due


@pytest.mark.parametrize("match", STATUSES)
def test_the_agenda_says_something_else_for_each_day_that_is_asked_for(match: MatchStatus) -> None:
    kept = state(me(match))
    said = [agenda(kept, WEEK, at(now), "", next_step.preparing_now(kept, WEEK, at(now))).action for now in DAYS[:4]]
    assert all("Next: " in sentence for sentence in said)
    assert len(set(said)) >= (2 if match == "matched" else 4)


@pytest.mark.parametrize("day", ["2027-03-01 10:00", "2027-03-02 10:00", "2027-03-03 10:00"])
def test_in_the_last_days_what_decides_the_most_is_named_first(day: str) -> None:
    worth = {step.title: step.worth for step in shipped_preparation().items}
    for match in ("unknown", "ineligible"):
        named = next_step.next_to_prepare(state(me(match)), WEEK, at(day))
        assert named is not None and worth[named.title] == 5


def test_a_day_far_ahead_is_named_with_its_year() -> None:
    assert re.search(r", by \w{3} \d+ \w{3} 202[67]\.$", line("unmatched", "1999-03-18 10:00"))
    assert not re.search(r"20\d\d", line("unmatched", "2026-11-28 10:00"))
