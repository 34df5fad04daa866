"""Offers on the command line: listed as they are to be compared, answered only with --yes, refused when past."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from soaptui import cli
from soaptui.cli import offer_commands
from soaptui.records import (
    Application,
    DecisionSheet,
    Offer,
    Profile,
    Program,
    Record,
    SheetRule,
    State,
    kind_of,
    replace,
)
from soaptui.refusal import Refusal
from soaptui.store.change import Change, build_change
from soaptui.store.store import NotSaved, Store
from soaptui.week import zones
from soaptui.week.offer_records import new_offer
from tests.weeks import week_of

OHIO, MAINE = "9001140C0", "9002140C0"
IN_ROUND_1 = "2027-03-18T10:12:07"
WRITTEN = zones.read_iso("2027-03-17T21:10:00")
SEEN = zones.read_iso("2027-03-18T09:04:00")


def program(code: str, institution: str) -> Program:
    return Program(id=code, code=code, institution=institution, name="Internal Medicine", listed="yes")


def offer(name: str, code: str, number: int = 1) -> Offer:
    return Offer(id=name, program=code, round=number, seen=SEEN)


def sent(code: str) -> Application:
    return Application(id=code, program=code, service="ERAS", planned=WRITTEN, sent=WRITTEN)


BASE: tuple[Record, ...] = (
    Profile(id="me", match="unmatched", zone="Asia/Colombo", visa="none"),
    program(OHIO, "Quill Harbor Hospital"),
    program(MAINE, "Mossgrove Clinic"),
    sent(OHIO),
    sent(MAINE),
    DecisionSheet(
        id="sheet", order=(MAINE, OHIO), rules=(SheetRule(from_round=1, text="take any tier"),), written=WRITTEN
    ),
)

Run = Callable[..., int]


@pytest.fixture
def keep(tmp_path: Path) -> Callable[..., None]:
    """Put records into the data folder."""

    def put(*records: Record) -> None:
        store = Store.open(tmp_path, lambda: SEEN, write=True)
        store.commit(build_change("Made-up data", store.state, *records))
        store.close()

    return put


@pytest.fixture
def decide(tmp_path: Path) -> Run:
    """`soaptui offer decide ID OUTCOME`, at a moment of the first round where no other is given."""

    def run(name: str, outcome: str, *, yes: bool = True, at: str = IN_ROUND_1, as_json: bool = False) -> int:
        given = SimpleNamespace(
            run=offer_commands.decide_command,
            id=name,
            outcome=outcome,
            yes=yes,
            at=at,
            json=as_json,
            data=str(tmp_path),
        )
        return cli._run(given)

    return run


@pytest.fixture
def listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """`soaptui offer list --json`."""

    def run(at: str = IN_ROUND_1) -> Any:
        capsys.readouterr()
        assert cli._run(SimpleNamespace(run=offer_commands.offers_command, at=at, json=True, data=str(tmp_path))) == 0
        return json.loads(capsys.readouterr().out)

    return run


def on_disk(folder: Path) -> State:
    return Store.open(folder, lambda: SEEN, write=False).state


def test_without_yes_nothing_is_noted_and_what_it_would_mean_is_said(
    keep: Callable[..., None], decide: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(*BASE, offer("one", OHIO))
    assert decide("one", "accepted", yes=False) == 2
    said = capsys.readouterr()
    assert said.out == ""
    for words in ("binding", "in R3; here you only note", "2nd of 2 on your sheet", "add --yes", "80%"):
        assert words in said.err
    assert on_disk(tmp_path).offers["one"].outcome == "open"


@pytest.mark.parametrize("outcome", ["accepted", "rejected", "expired"])
def test_an_answer_is_noted_with_what_the_sheet_said_as_one_change(
    keep: Callable[..., None], decide: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], outcome: str
) -> None:
    keep(*BASE, offer("one", OHIO))
    assert decide("one", outcome) == 0
    assert capsys.readouterr().out.startswith(f"saved 2 Offer {outcome}: Quill Harbor Hospital")
    state = on_disk(tmp_path)
    after = state.offers["one"]
    assert (after.outcome, after.decided) == (outcome, zones.read_iso(IN_ROUND_1))
    assert after.sheet_said.startswith("2nd of 2 on your sheet.")
    assert state.applications[OHIO].closed == outcome


def test_the_other_offers_ended_with_the_one_that_was_accepted(
    keep: Callable[..., None], decide: Run, listed: Callable[..., Any]
) -> None:
    keep(*BASE, offer("one", OHIO), offer("two", MAINE), offer("later", MAINE, 2))
    assert not any(row["ended_by_acceptance"] for row in listed())
    assert decide("one", "accepted") == 0
    ended = {row["id"]: row["ended_by_acceptance"] for row in listed()}
    assert ended == {"one": False, "two": True, "later": True}


@pytest.mark.parametrize(
    ("at", "became"), [("2027-03-18T08:00", "not yet"), (IN_ROUND_1, "open"), ("2027-03-18T11:30", "expired")]
)
def test_an_offer_that_is_noted_again_says_how_it_stands(at: str, became: str) -> None:
    state, season = State().with_records([(kind_of(r), r.id, r) for r in (*BASE, offer("one", OHIO))]), week_of(2027)
    with pytest.raises(Refusal, match=rf"Noted already \({became}\)"):
        new_offer(state, season, OHIO, 1, zones.read_iso(at))


def test_the_json_of_an_answer_names_the_change(
    keep: Callable[..., None], decide: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(*BASE, offer("one", OHIO))
    assert decide("one", "rejected", as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["saved"], said["id"], said["program"], said["outcome"]) == (2, "one", OHIO, "rejected")


def test_a_program_code_names_its_offer_however_it_is_typed(
    keep: Callable[..., None], decide: Run, tmp_path: Path
) -> None:
    keep(*BASE, offer("one", OHIO), offer("two", MAINE))
    assert decide(MAINE.lower(), "rejected") == 0
    assert [one.outcome for one in on_disk(tmp_path).offers.values()] == ["open", "rejected"]


def test_a_program_with_two_open_offers_has_to_be_named_by_the_offer(
    keep: Callable[..., None], decide: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(*BASE, replace(offer("one", OHIO), outcome="rejected"), replace(offer("two", OHIO, 2), outcome="rejected"))
    assert decide(OHIO, "rejected") == 2
    assert "one (round 1), two (round 2)" in capsys.readouterr().err


def test_of_two_offers_of_a_program_the_one_that_is_open_is_meant(
    keep: Callable[..., None], decide: Run, tmp_path: Path
) -> None:
    keep(*BASE, offer("one", OHIO), offer("two", OHIO, 2))
    assert decide(OHIO, "rejected") == 0
    assert [one.outcome for one in on_disk(tmp_path).offers.values()] == ["rejected", "open"]


@pytest.mark.parametrize(
    ("change", "at", "words"),
    [
        ({}, "2027-03-18T11:00:00", "is gone: round 1 closed Thu 18 Mar 11:00 EDT"),
        ({"outcome": "rejected", "decided": SEEN}, IN_ROUND_1, "is rejected already"),
        ({"outcome": "accepted", "decided": SEEN}, "2027-03-18T12:00:00", "is accepted already"),
    ],
)
def test_what_is_closed_or_answered_cannot_be_answered(
    keep: Callable[..., None],
    decide: Run,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    change: dict[str, Any],
    at: str,
    words: str,
) -> None:
    before = replace(offer("one", OHIO), **change)
    keep(*BASE, before)
    assert decide("one", "accepted", at=at) == 2
    assert words in capsys.readouterr().err
    assert on_disk(tmp_path).offers["one"] == before


def test_an_offer_that_nobody_noted_is_refused(
    keep: Callable[..., None], decide: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(*BASE)
    assert decide("nothing", "accepted") == 2
    assert "There is no offer 'nothing'" in capsys.readouterr().err


def test_saved_is_said_only_once_it_is_on_disk(
    keep: Callable[..., None], decide: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(*BASE, offer("one", OHIO))

    def refuse(store: Store, change: Change) -> Change:
        raise NotSaved("no space left")

    monkeypatch.setattr(Store, "commit", refuse)
    assert decide("one", "accepted") == cli.NOT_SAVED
    said = capsys.readouterr()
    assert "saved" not in said.out
    assert "NOT SAVED" in said.err


def test_the_list_has_what_is_open_in_the_order_of_the_sheet_with_what_is_left(
    keep: Callable[..., None], listed: Callable[..., Any]
) -> None:
    gone = replace(offer("gone", OHIO, 1), outcome="rejected", decided=SEEN, sheet_said="Said then.")
    keep(*BASE, offer("one", OHIO, 2), offer("two", MAINE, 2), gone)
    rows = listed("2027-03-18T12:12:07")
    assert [row["id"] for row in rows] == ["two", "one", "gone"]
    first = rows[0]
    assert (first["program"], first["round"], first["standing"]) == (MAINE, 2, "open")
    assert (first["seen"], first["closes"]) == ("2027-03-18T13:04:00Z", "2027-03-18T18:00:00Z")
    assert first["seconds_left"] == 6473
    assert first["sheet"].startswith("1st of 2 on your sheet.")
    assert (rows[2]["standing"], rows[2]["seconds_left"], rows[2]["sheet"]) == ("rejected", None, "Said then.")


def test_at_the_close_an_offer_is_listed_as_expired_with_nothing_left(
    keep: Callable[..., None], listed: Callable[..., Any]
) -> None:
    keep(*BASE, offer("one", OHIO))
    assert [(row["standing"], row["seconds_left"]) for row in listed("2027-03-18T10:59:59")] == [("open", 1)]
    assert [(row["standing"], row["seconds_left"]) for row in listed("2027-03-18T11:00:00")] == [("expired", None)]


def test_for_a_person_the_list_is_a_table(tmp_path: Path, keep: Callable[..., None], capsys: Any) -> None:
    listing = SimpleNamespace(run=offer_commands.offers_command, at=IN_ROUND_1, json=False, data=str(tmp_path))
    assert cli._run(listing) == 0
    assert capsys.readouterr().out == "no offers are noted\n"
    keep(*BASE, offer("one", OHIO))
    assert cli._run(listing) == 0
    said = capsys.readouterr().out
    assert "11:00 EDT (20:30 Colombo)" in said
    assert "0:47:53" in said
