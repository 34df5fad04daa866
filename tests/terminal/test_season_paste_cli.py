"""`season paste` as a process: the shape of its JSON, exit codes, what is kept, what undo brings back."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from soaptui.cli import DONE, context
from soaptui.cli.context import Context
from soaptui.cli.season_paste_command import season_paste_command
from soaptui.store.store import ReadOnly, Store
from soaptui.week import zones
from tests.terminal.conftest import Run
from tests.unit.official_pages import PAGES, TABLE_2027

Ask = Callable[..., Any]
AT = ("--at", "2027-02-01T12:00")
MOVED = TABLE_2027.replace("9:00 a.m. ET\tRound 1 opens", "9:30 a.m. ET\tRound 1 opens")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The page of 2027 with one time moved, one line in EST, and one line gone."""
    path = tmp_path / "page.txt"
    lines = [
        line
        for line in MOVED.replace("9:00 p.m. ET\tSOAP", "9:00 p.m. EST\tSOAP").splitlines()
        if "Match Day" not in line
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_page_is_compared_taken_and_undone(soaptui: Run, answer: Ask, page: Path) -> None:
    compared = answer("season", "paste", str(page), *AT)
    assert len(compared["agree"]) == 12
    assert all(set(one) == {"id", "quote"} for one in compared["agree"])
    [other] = compared["differ"]
    assert (other["id"], other["ours"], other["theirs"]) == (
        "round-1-opens",
        "2027-03-18T13:00:00Z",
        "2027-03-18T13:30:00Z",
    )
    assert compared["missing"] == ["soap-ends", "match-day"]
    assert compared["not_understood"] == ["Thursday, March 18, 2027 9:00 p.m. EST SOAP ends"]
    assert not any(event["seen"] for event in answer("season", *AT)["events"])

    taken = answer("season", "paste", str(page), "--take", *AT)
    assert taken["saved"] == 1
    events = {event["id"]: event for event in answer("season", *AT)["events"]}
    assert sorted(taken["taken"]) == sorted(key for key, event in events.items() if event["seen"])
    assert "Programs may review applications" in events["applications-released"]["source"]
    assert not events["round-1-opens"]["corrected"]

    again = soaptui("season", "paste", str(page), "--take", *AT)
    assert (again.returncode, again.stdout) == (2, "")

    answer("season", "paste", str(page), "--take-differing", *AT)
    moved = {event["id"]: event for event in answer("season", *AT)["events"]}["round-1-opens"]
    assert (moved["at"], moved["corrected"], moved["seen"]) == ("2027-03-18T13:30:00Z", True, True)
    answer("undo")
    back = {event["id"]: event for event in answer("season", *AT)["events"]}["round-1-opens"]
    assert (back["at"], back["corrected"]) == ("2027-03-18T13:00:00Z", False)


def test_a_page_comes_by_a_pipe_and_a_past_year_is_asked_for(soaptui: Run) -> None:
    done = soaptui("season", "--season", "2025", "paste", "-", *AT, stdin=PAGES[2025])
    assert done.returncode == 0, done.stderr
    assert "15 of 15 times agree, 0 differ." in done.stdout
    refused = soaptui("season", "paste", "-", "--take", *AT, stdin=PAGES[2025])
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "page of 2025, and the season is 2027" in refused.stderr


def test_where_another_window_writes_it_is_compared_and_not_taken(
    data: Path, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(context, "WAIT", 0)

    def asked(*, take: bool) -> Context:
        words = {"data": str(data), "at": AT[1], "file": str(page), "take": take, "take_differing": False}
        return Context(SimpleNamespace(**words))

    writer = Store.open(data, lambda: zones.read_iso(AT[1]))
    try:
        assert season_paste_command(asked(take=False)) == DONE
        assert "12 of 15 times agree" in capsys.readouterr().out
        with pytest.raises(ReadOnly, match="Nothing was changed"):
            season_paste_command(asked(take=True))
        assert writer.state.official_times == {}
    finally:
        writer.close()


@pytest.mark.parametrize("name", ["nowhere.txt", ".", ""])
def test_what_is_no_file_is_refused_in_a_sentence(soaptui: Run, name: str) -> None:
    done = soaptui("season", "paste", name, *AT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
