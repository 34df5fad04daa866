"""What a user does with tasks, the same for their own and for what ships; where tasks show."""

from typing import Any

import pytest

from soaptui.exports import calendar
from soaptui.prepare import tasks
from soaptui.prepare.preparation import PreparedStep, preparation
from soaptui.records import EarlierDue, OfficialTime, Record, State, Task, kind_of, replace
from soaptui.refusal import Refusal
from soaptui.typed_time.task_due import TypedDue, read_due
from soaptui.week import alarms, official
from soaptui.week.agenda import agenda
from tests.unit.agenda_helpers import WEEK, at, me, state

NOW = at("2026-11-27 16:00")
DAY = TypedDue(at("2026-12-05 23:59"), by_day=True)
HOUR = TypedDue(at("2026-12-06 09:00"), by_day=False)


def step(kept: State, name: str) -> PreparedStep:
    return tasks.step_named(kept, WEEK, NOW, name)


def after(kept: State, record: Record) -> State:
    return kept.with_records([(kind_of(record), record.id, record)])


def test_a_new_task_keeps_what_was_said_of_it() -> None:
    texts = tasks.TaskTexts(
        title=" Ask\x1b[31m Dr. Abara ",
        section="visa readiness",
        why="slow",
        note="one\ntwo",
        link="https://example.org",
        waiting_for="Dr. Abara",
    )
    made = tasks.new_task(texts, due=DAY, due_words="5 Dec")
    assert (made.title, made.section, made.due, made.by_day, made.due_words) == (
        "Ask Dr. Abara",
        "visa",
        DAY.at,
        True,
        "5 Dec",
    )
    assert (made.why, made.note, made.link, made.person, made.turn) == (
        "slow",
        "one\ntwo",
        "https://example.org",
        "Dr. Abara",
        "theirs",
    )
    assert tasks.new_task(tasks.TaskTexts(title="x", owed_to="Ada")).turn == "mine"
    assert tasks.new_task(tasks.TaskTexts(title="x")).due is None


@pytest.mark.parametrize(
    ("title", "texts"), [("", {}), (" \x1b[0m ", {}), ("x", {"waiting_for": "a", "owed_to": "b"})]
)
def test_what_cannot_be_a_task_is_refused(title: str, texts: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        tasks.new_task(tasks.TaskTexts(title=title, **texts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("", ""),
        ("visa", "visa"),
        ("VISA", "visa"),
        ("People, and you", "people"),
        ("docu", "technology"),
        ("Moving house", "Moving house"),
        ("own", ""),
    ],
)
def test_a_section_is_known_by_id_title_or_beginning(typed: str, section: str) -> None:
    assert tasks.section_typed(typed) == section


def test_a_task_is_named_by_its_id_its_beginning_or_its_title() -> None:
    kept = state(me(), Task(id="ab12", title="Pack"), Task(id="ab34", title="Pack more"))
    assert [step(kept, name).id for name in ("ab12", "ab1", "pack", "passport", "pass")] == [
        "ab12",
        "ab12",
        "ab12",
        "passport",
        "passport",
    ]
    for wrong in ("ab", "zz", "", "letter"):
        with pytest.raises(Refusal):
            step(kept, wrong)


@pytest.mark.parametrize("name", ["ab12", "passport"])
def test_done_hidden_and_open_again(name: str) -> None:
    kept = state(me(), Task(id="ab12", title="Pack", note="my own"))
    done = after(kept, tasks.task_done(kept, step(kept, name), NOW))
    assert step(done, name).done and step(done, name).done_at == NOW
    with pytest.raises(Refusal, match="already done"):
        tasks.task_done(done, step(done, name), NOW)
    hidden = after(kept, tasks.task_hidden(kept, step(kept, name), NOW))
    assert step(hidden, name).hidden
    with pytest.raises(Refusal, match="already hidden"):
        tasks.task_hidden(hidden, step(hidden, name), NOW)
    for changed in (done, hidden):
        back = tasks.task_reopened(changed, step(changed, name))
        assert back == kept.tasks.get(name)
    with pytest.raises(Refusal, match="it is open"):
        tasks.task_reopened(kept, step(kept, name))


@pytest.mark.parametrize("name", ["ab12", "passport"])
def test_moved_and_back(name: str) -> None:
    kept = state(me(), Task(id="ab12", title="Pack", due=HOUR.at, due_words="then"))
    moved = after(kept, tasks.task_moved(kept, step(kept, name), DAY, "5 Dec"))
    assert (step(moved, name).due, step(moved, name).by_day) == (DAY.at, True)
    with pytest.raises(Refusal, match="due then"):
        tasks.task_moved(moved, step(moved, name), DAY, "5 Dec")
    assert tasks.task_reopened(moved, step(moved, name)) == kept.tasks.get(name)
    bare = after(moved, tasks.task_moved(moved, step(moved, name), None, "none"))
    assert step(bare, name).due == (None if name == "ab12" else step(kept, name).due)
    with pytest.raises(Refusal, match="no time"):
        tasks.task_moved(bare, step(bare, name), None, "none")


def test_what_ticked_itself_is_not_opened_by_hand() -> None:
    kept = state(me(visa="J-1"))
    with pytest.raises(Refusal, match="soaptui saw that you did it"):
        tasks.task_done(kept, step(kept, "visa-need"), NOW)
    with pytest.raises(Refusal, match="soaptui saw that you did it"):
        tasks.task_reopened(kept, step(kept, "visa-need"))


# -- where they show

PACK = Task(id="t1", title="Pack", due=at("2026-11-27 23:59"), by_day=True)


@pytest.mark.parametrize(
    ("task", "due"), [(PACK, ["t1"]), (replace(PACK, done=NOW), []), (replace(PACK, hidden=NOW), [])]
)
def test_an_open_task_is_due_and_no_other(task: Task, due: list[str]) -> None:
    found = agenda(state(me(), task), WEEK, NOW).due
    assert [one.id for one in found] == due
    assert all(one.by_day for one in found)


def test_what_has_an_hour_rings_where_the_user_asked_for_it_and_nothing_else_does() -> None:
    asked = replace(PACK, by_day=False, alarm=True)
    cases = ((replace(PACK, alarm=True), False), (asked, True), (replace(asked, alarm=False), False))
    for task, rings in (*cases, (replace(asked, hidden=NOW), False)):
        kept = state(me(), task)
        chain = alarms.alarms(kept, WEEK, NOW, alarms.ladders(kept))
        assert any(alarm.kind == "task" for alarm in chain) == rings


def test_a_hidden_task_is_not_in_the_calendar() -> None:
    def titles(task: Task) -> list[str]:
        return [event.summary for event in calendar.calendar_events(state(task), WEEK, "Asia/Colombo")]

    assert "To do: Pack" in titles(PACK)
    assert "To do: Pack" not in titles(replace(PACK, hidden=NOW))


def test_the_parts_of_a_task_say_when_it_was_due() -> None:
    kept = state(me(), PACK)
    moved = tasks.task_moved(kept, step(kept, "t1"), HOUR, "sun 9am")
    assert moved.moved == EarlierDue(due=PACK.due, by_day=True)
    assert next(each.due for each in preparation(after(kept, moved), WEEK, NOW)) == HOUR.at


def test_what_hangs_on_an_official_time_follows_its_correction() -> None:
    later = OfficialTime(id="2027/rank-deadline", at=at("2027-03-04 21:00"))
    moved = official.season_amended(WEEK, {later.id: later})

    def task(name: str, words: str, **more: Any) -> Task:
        due = read_due(words, NOW, home="Asia/Colombo", season=WEEK)
        return Task(id=name, title=name, due=due.at, by_day=due.by_day, due_words=words, **more)

    kept = state(
        task("follows", "by 2 weeks before the rank deadline"),
        task("exactly", "rank deadline"),
        task("date", "5 Dec"),
        task("other", "1 week before match monday"),
        task("done", "rank deadline", done=NOW),
        replace(task("set", "rank deadline"), due=NOW),
        Task(id="gone", title="gone", due=NOW, due_words="round 9"),
    )
    found = {one.id: one.due for one in tasks.tasks_following(kept, WEEK, moved, "Asia/Colombo")}
    assert found == {
        "follows": at("2027-02-18 13:29"),  # the end of that day in Colombo
        "exactly": at("2027-03-04 21:00"),
    }
    assert tasks.tasks_following(kept, WEEK, WEEK, "Asia/Colombo") == []
