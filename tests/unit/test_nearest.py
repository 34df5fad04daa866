"""What is shown largest: the user's own before what is official, the overdue before what is days away."""

from datetime import datetime

from soaptui.records import Call, FollowUp, Interview, Profile, Record, Task
from soaptui.week import zones
from soaptui.week.agenda import agenda
from soaptui.week.nearest import Nearest, nearest_thing
from soaptui.week.season import load_season
from tests.unit.log_helpers import state_of

SEASON = load_season(2027)
ME = Profile(id="me", match="unmatched", zone="Asia/Colombo", visa="J-1")


def at(text: str) -> datetime:
    return zones.read_iso(text)


def nearest(now: str, *records: Record) -> Nearest:
    state = state_of(ME, *records)
    return nearest_thing(state, SEASON, agenda(state, SEASON, at(now)))


def test_an_interview_in_eleven_minutes_comes_before_a_rounds_close() -> None:
    found = nearest("2027-03-18T10:19", Interview(id="i", program="1234140C0", at=at("2027-03-18T10:30")))
    assert found.title.startswith("Interview")
    assert found.at == at("2027-03-18T10:30")


def test_an_interview_after_the_close_does_not() -> None:
    found = nearest("2027-03-18T10:19", Interview(id="i", program="1234140C0", at=at("2027-03-18T11:30")))
    assert found == Nearest("ROUND 1 IS OPEN, closes in", at("2027-03-18T11:00"))


def test_a_task_is_no_headline_while_a_round_is_open() -> None:
    task = Task(id="t", title="Eat something", due=at("2027-03-18T10:25"))
    assert nearest("2027-03-18T10:19", task).title == "ROUND 1 IS OPEN, closes in"
    early = Task(id="t", title="Eat something", due=at("2027-03-18T08:25"))
    assert nearest("2027-03-18T08:19", early) == Nearest("Eat something: due in", early.due)


def test_at_one_instant_an_interview_comes_before_a_promise() -> None:
    due = at("2027-03-18T10:30")
    call = Call(
        id="c",
        program="1234140C0",
        started=at("2027-03-18T09:40"),
        ended=at("2027-03-18T09:45"),
        direction="in",
        follow_up=FollowUp(what="call back", due=due),
    )
    assert nearest("2027-03-18T10:19", call, Interview(id="i", program="1234140C0", at=due)).title.startswith(
        "Interview"
    )


def test_what_is_overdue_comes_before_what_is_days_away() -> None:
    call = Call(
        id="c",
        unknown="a lady from Ohio",
        started=at("2027-03-16T09:40"),
        ended=at("2027-03-16T09:45"),
        direction="in",
        follow_up=FollowUp(what="send the letter", due=at("2027-03-16T12:00")),
    )
    found = nearest("2027-03-16T15:00", call)
    assert found.title.startswith("OVERDUE · ")
    assert found.at is None
    assert nearest("2027-03-18T10:00", call).title == "ROUND 1 IS OPEN, closes in"


def test_after_the_week_nothing_counts_down() -> None:
    assert nearest("2027-03-20T10:00") == Nearest("Match Week is over", None)
