"""Tasks, documents and the preparation on the command line, as processes."""

from collections.abc import Callable
from typing import Any

from tests.terminal.conftest import Run

NOW = ("--at", "2026-11-27T16:00")
Answer = Callable[..., Any]


def by_id(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in items}


def test_a_task_from_its_beginning_to_its_end(soaptui: Run, answer: Answer) -> None:
    added = answer("task", "add", "Ask Dr. Abara", "--due", "in 3 days", "--section", "visa", "--why", "slow", *NOW)
    assert added["saved"] == 1
    one = by_id(answer("task", "list", *NOW))[added["id"]]
    expected = {"title": "Ask Dr. Abara", "section": "visa", "done": False, "why": "slow", "source": "you"}
    assert {key: one[key] for key in expected} == expected
    assert one["due"] == added["due"] and one["due"].startswith(("2026-11-30", "2026-12-01"))
    assert answer("task", "move", added["id"], "today", *NOW)["saved"] == 2
    assert [item["id"] for item in answer("next", *NOW)["due"]] == [added["id"]]
    told = soaptui("next", *NOW)
    assert "due    Ask Dr. Abara: by Fri 27 Nov" in told.stdout
    assert answer("task", "done", added["id"], *NOW) == {"saved": 3, "id": added["id"]}
    assert by_id(answer("task", "list", *NOW))[added["id"]]["done"] is True
    assert answer("next", *NOW)["due"] == []
    again = soaptui("task", "done", added["id"], *NOW)
    assert again.returncode == 2 and "already done" in again.stderr
    assert answer("task", "undo", added["id"], *NOW)["saved"] == 4
    answer("undo")
    assert by_id(answer("task", "list", *NOW))[added["id"]]["done"] is True


def test_what_ships_is_done_hidden_and_ticked_by_what_was_done(soaptui: Run, answer: Answer) -> None:
    assert answer("task", "done", "passport", *NOW)["saved"] == 1
    assert answer("task", "hide", "residencycas", *NOW)["saved"] == 2
    answer("profile", "set", "zone=Asia/Colombo", "visa=J-1")
    items = by_id(answer("task", "list", *NOW))
    assert items["passport"]["done"] and not items["passport"]["ticked_itself"]
    assert items["home-zone"]["done"] and items["home-zone"]["ticked_itself"]
    assert items["home-zone"]["done_at"] is None
    assert "residencycas" not in items
    assert by_id(answer("task", "list", "--all", *NOW))["residencycas"]["hidden"]
    assert answer("task", "undo", "residencycas", *NOW)["saved"] == 4
    assert "residencycas" in by_id(answer("task", "list", *NOW))


def test_the_preparation_says_what_to_do_this_week(soaptui: Run, answer: Answer) -> None:
    found = answer("prepare", *NOW)
    assert 3 <= len(found["this_week"]) <= 7
    assert found["season"] == 2027 and found["for"] == "unknown"
    assert {one["section"] for one in found["readiness"]} == {
        "status",
        "visa",
        "application",
        "targets",
        "answers",
        "technology",
        "people",
    }
    told = soaptui("prepare", *NOW)
    assert told.returncode == 0 and "This week" in told.stdout and "0 of" in told.stdout
    days = soaptui("prepare", "--left", "two days", *NOW).stdout
    assert "Too late to help" in days
    assert days.index("[sign-in]") < days.index("Too late") < days.index("[letters]")
    wrong = soaptui("prepare", "--left", "a bit", *NOW)
    assert wrong.returncode == 2 and "two weeks" in wrong.stderr


def test_the_next_action_walks_on(answer: Answer) -> None:
    days = ("2026-11-27T16:00", "2027-02-01T12:00", "2027-03-01T12:00", "2027-03-14T12:00")
    said = {answer("next", "--at", day)["action"].partition("Next: ")[2] for day in days}
    assert len(said) == 4 and "" not in said


def test_documents_are_noted_and_proposed(soaptui: Run, answer: Answer) -> None:
    answer("document", "add", "statement", "--specialty", "140", "--state", "draft", "--file", "im.docx")
    letter = answer(
        "document", "add", "letter", "--writer", "Dr. Abara", "--specialty", "pediatrics", "--state", "asked"
    )
    assert answer("document", "set", letter["id"][:6], "uploaded")["saved"] == 3
    kept = answer("document", "list")
    assert {(one["kind"], one["specialty"], one["state"]) for one in kept} == {
        ("statement", "140", "draft"),
        ("letter", "320", "uploaded"),
    }
    goes = answer("document", "list", "--program", "1234140C0")
    assert goes["statement"]["file"] == "im.docx" and len(goes["letters"]) == 1
    assert goes["missing"] == ["The statement is a draft."]
    nobody = soaptui("document", "add", "letter")
    assert nobody.returncode == 2 and "--writer" in nobody.stderr


def test_what_is_typed_wrong_is_refused_and_nothing_acts_on_the_terminal(soaptui: Run, answer: Answer) -> None:
    for arguments in (("",), ("x", "--due", "soon"), ("x", "--due", ""), ("x", "--due", "2026-11-01")):
        done = soaptui("task", "add", *arguments, *NOW)
        assert done.returncode == 2 and done.stderr.startswith("soaptui: ")
    answer("task", "add", "\x1b]0;owned\x07[b]Pack[/b]\u202e", *NOW)
    told = soaptui("task", "list", "--own", *NOW).stdout
    assert "[b]Pack[/b]" in told and "\x1b" not in told and "\u202e" not in told
    assert soaptui("task", "--help").returncode == 0
    assert "2 weeks before the rank deadline" in soaptui("task", "add", "--help").stdout


def test_a_corrected_deadline_takes_the_tasks_that_hang_on_it_along(answer: Answer) -> None:
    before = answer("task", "add", "Certify", "--due", "2 weeks before the rank deadline", *NOW)
    moved = answer("season", "move", "rank-deadline", "2027-03-04T21:00", *NOW)
    assert "Your task Certify moves with it: now due Thu 18 Feb." in moved["moved"]
    after = by_id(answer("task", "list", "--own", *NOW))[before["id"]]["due"]
    assert after > before["due"]


def test_an_alarm_of_a_task_is_asked_for_and_needs_an_hour(soaptui: Run, answer: Answer) -> None:
    day = soaptui("task", "add", "Ring", "--due", "5 Dec", "--alarm", *NOW)
    assert day.returncode == 2 and "needs a day and an hour" in day.stderr
    added = answer("task", "add", "Ring", "--due", "5 Dec 17:00 ET", "--alarm", *NOW)
    assert by_id(answer("task", "list", *NOW))[added["id"]]["alarm"] is True


def test_mondays_first_hour_is_in_next_where_it_is_for_the_user(soaptui: Run, answer: Answer) -> None:
    monday, before = ("--at", "2027-03-15T10:05"), ("--at", "2027-03-15T09:55")
    answer("profile", "set", "match=unmatched", "visa=J-1")
    hour = answer("next", *monday)["first_hour"]
    assert hour["says"].startswith("Many physicians") and hour["box"] is None
    minutes = {"breathe": 5, "list": 10, "cut-offs": 10, "tiers": 20, "statements": 15, "send": 0}
    assert {box["id"]: box["minutes"] for box in hour["boxes"]} == minutes
    told = soaptui("next", *monday).stdout
    assert "Many physicians" in told and "Breathe" in told
    assert "first_hour" not in answer("next", *before)
    answer("profile", "set", "match=matched")
    assert "first_hour" not in answer("next", *monday)
