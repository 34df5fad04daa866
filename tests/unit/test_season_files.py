"""Report, pack, kept season and the next one: what is in them, what is not, and that it can be read back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.exports.markdown import markdown_document
from soaptui.exports.plain_text import document_lines
from soaptui.prepare.next_season import LEFT_BEHIND, next_season
from soaptui.records import (
    Answer,
    Application,
    Attempt,
    Call,
    DecisionSheet,
    Document,
    Interview,
    ListVersion,
    Offer,
    Person,
    Pressure,
    Profile,
    Program,
    Record,
    Setting,
    State,
    Task,
    kind_of,
)
from soaptui.refusal import Refusal
from soaptui.reports.evening_pack import PACK_FOLDER, PACK_MADE, evening_due, make_evening_pack
from soaptui.reports.hidden_phones import HIDDEN, numbers_hidden
from soaptui.reports.power_pack import pack_content, power_pack
from soaptui.reports.season_files import archive_export, open_next_season
from soaptui.reports.season_report import season_report
from soaptui.store import page_with_copy, restoring
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import official, season
from soaptui.week.season_opened import season_opened, seasons_kept
from tests.unit.agenda_helpers import at, state

WEEK = season.load_season(2027)
HOME = "Asia/Colombo"
IM = Program(
    id="1234140C0", code="1234140C0", institution="Ohio Valley", phone="(419) 555-0142", listed="yes", unfilled=2,
    notes="asks for 220", in_soap="yes",
)  # fmt: skip
SENT = at("2027-03-15 14:05")
RECORDS: tuple[Record, ...] = (
    Profile(id="me", name="A. Perera", match="unmatched", visa="J-1", zone=HOME, phone="+94 77 123 4567"),
    IM,
    Application(id=IM.id, program=IM.id, service="ERAS", planned=SENT, sent=SENT),
    Call(id="call", started=at("2027-03-16 09:00"), program=IM.id, number="419-555-0100", note="or 419.555.0199"),
    Call(id="mail", started=at("2027-03-16 10:00"), program=IM.id, channel="email", text="Jane\n(419) 555-0111"),
    Interview(id="i", program=IM.id, at=at("2027-03-17 09:00"), outcome="fine"),
    Offer(id="o", program=IM.id, round=1, seen=at("2027-03-18 09:05"), outcome="expired"),
    Person(id="p", program=IM.id, name="Jane Doe", phone="4195550122"),
    DecisionSheet(id="sheet", order=(IM.id,)),
    ListVersion(id="l", at=SENT, source="monday.csv"),
    Answer(id="story-medicine", question="Medicine", text="I like hard questions."),
    Attempt(id="a", answer="story-medicine", at=SENT, seconds=80),
    Document(id="d", kind="letter", writer="Dr. Abara", state="uploaded"),
    Task(id="own", title="Write the paper"),
    Task(id="old", title="Eat", due=at("2027-03-18 10:15")),
)
APRIL = at("2027-04-20 10:00")


def kept_in(folder: Path, *records: Record) -> Store:
    store = Store.open(folder, lambda: APRIL, app="test")
    store.commit(build_change("all", store.state, *records))
    return store


# -- without phone numbers


@pytest.mark.parametrize(
    "number", ["(419) 555-0142", "419-555-0100", "+94 77 123 4567", "4195550122", "1-419-555-0100", "419.555.0199"]
)
def test_a_phone_number_is_not_shown(number: str) -> None:
    assert numbers_hidden(f"call {number}, please") == f"call {HIDDEN}, please"


@pytest.mark.parametrize(
    "text", ["1234140C0", "2027-03-16 08:11", "Thu 18 Mar 2027 10:12 EDT", "220 to 250", "45 of 45"]
)
def test_what_is_no_phone_number_stays(text: str) -> None:
    assert numbers_hidden(text) == text


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert isinstance(numbers_hidden(text), str)


def test_the_report_has_everything_and_no_phone_number_unless_asked() -> None:
    kept = state(*RECORDS)
    text = markdown_document(season_report(kept, WEEK, APRIL, HOME))
    for words in ("Ohio Valley", "Looking back", "The plan", "The log", "Offers", "1234140C0", "What comes next"):
        assert words in text, words
    assert "555" not in text and "123 4567" not in text
    asked = markdown_document(season_report(kept, WEEK, APRIL, HOME, phones=True))
    assert "419-555-0100" in asked and "555-0111" in asked.replace("\\", "")


def test_the_report_lists_what_must_be_reported_to_the_nrmp() -> None:
    early = Call(id="early", started=at("2027-03-15 13:00"), program=IM.id)
    asked = Pressure(kind="commit", at=at("2027-03-17 10:00"))
    pressed = Call(id="pressed", started=at("2027-03-17 10:00"), program=IM.id, pressure=(asked,))
    text = markdown_document(season_report(state(*RECORDS, early, pressed), WEEK, APRIL, HOME))
    listed = text.split("## To report to the NRMP")[1].split("##")[0]
    assert "They called Mon 15 Mar 13:00 EDT?" in listed and "They may not ask you to commit" in listed
    assert listed.count("Ohio Valley") == 2
    assert "To report to the NRMP" not in markdown_document(season_report(state(*RECORDS), WEEK, APRIL, HOME))


def test_on_the_evening_itself_the_report_looks_back_on_nothing() -> None:
    text = markdown_document(season_report(state(*RECORDS), WEEK, at("2027-03-18 21:30"), HOME))
    assert "Looking back" not in text and "The log" in text


# -- the pack


def test_the_pack_has_four_pages_and_says_the_same_until_something_changes() -> None:
    kept = state(*RECORDS)
    page = power_pack(kept, WEEK, SENT, HOME)
    text = "\n".join(document_lines(page))
    for words in (
        "1234140C0",
        "THE WEEK",
        "Colombo",
        "DECISION SHEET",
        "866-653-6767",
        "I like hard questions.",
        "Jane",
    ):
        assert words in text, words
    assert sum(getattr(block, "new_page", False) for block in page.blocks) == 3
    assert pack_content(page) == pack_content(power_pack(kept, WEEK, APRIL, HOME))
    other = kept.with_records([("programs", IM.id, Program(id=IM.id, code=IM.id, institution="Other"))])
    assert pack_content(page) != pack_content(power_pack(other, WEEK, SENT, HOME))


def test_the_pack_is_made_once_an_evening_and_only_where_it_changed(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    kept = state(*RECORDS, Setting(id=PACK_FOLDER, value=str(folder)))
    monday, tuesday = at("2027-03-15 12:00"), at("2027-03-16 12:00")
    assert evening_due(state(*RECORDS), WEEK, monday, HOME) is None
    assert evening_due(kept, WEEK, at("2027-03-13 12:00"), HOME) is None
    evening = evening_due(kept, WEEK, monday, HOME)
    assert evening is not None
    made = make_evening_pack(kept, WEEK, monday, HOME, evening, tmp_path / "data")
    assert str(folder) in made.sentence and len(list(folder.iterdir())) == 1
    after = kept.with_records([("settings", PACK_MADE, made.setting)])
    assert evening_due(after, WEEK, monday, HOME) is None
    next_evening = evening_due(after, WEEK, tuesday, HOME)
    assert next_evening is not None and next_evening > evening
    assert make_evening_pack(after, WEEK, tuesday, HOME, next_evening, tmp_path / "data").sentence == ""
    assert evening_due(kept, WEEK, APRIL, HOME) is None


def test_a_folder_that_is_gone_is_said_and_is_no_error(tmp_path: Path) -> None:
    kept = state(*RECORDS, Setting(id=PACK_FOLDER, value=str(tmp_path / "gone")))
    made = make_evening_pack(kept, WEEK, SENT, HOME, SENT, tmp_path / "data")
    assert made.sentence.startswith("No power-failure pack:")


# -- a season kept, and the next one


def test_a_kept_season_is_a_page_and_is_read_back_whole(tmp_path: Path) -> None:
    store = kept_in(tmp_path / "data", *RECORDS)
    archive = tmp_path / "season.html"
    archive.write_bytes(archive_export(archive, store, WEEK, APRIL, HOME).data)
    assert b"Ohio Valley" in archive.read_bytes() and b"4195550122" in archive.read_bytes()
    assert restoring.read_backup(archive).state == store.state
    store.close()


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<!DOCTYPE html><html><body>nothing</body></html>")
    with pytest.raises(Refusal, match="without a copy"):
        restoring.read_backup(page)
    page.write_bytes(page_with_copy.page_with_data(page.read_bytes(), b"no backup"))
    with pytest.raises(Refusal):
        restoring.read_backup(page)


@given(st.binary(max_size=400))
def test_any_copy_comes_back_out_of_its_page(data: bytes) -> None:
    page = page_with_copy.page_with_data(b"<!DOCTYPE html><body>x</body></html>", data)
    assert page_with_copy.data_in_page(page, "x") == data


def test_the_next_season_opens_with_what_is_carried_over_and_nothing_else(tmp_path: Path) -> None:
    store = kept_in(tmp_path / "data", *RECORDS)
    before = store.state
    done = open_next_season(store, WEEK, APRIL, HOME)
    now = store.state
    assert now.programs[IM.id].notes == "asks for 220" and now.programs[IM.id].listed == "unknown"
    assert now.programs[IM.id].unfilled is None and now.programs[IM.id].in_soap == "unknown"
    assert now.answers == before.answers and now.attempts == before.attempts and now.people == before.people
    assert now.documents["d"].state == "ready" and now.me.match == "unknown" and now.me.name == "A. Perera"
    assert set(now.tasks) == {"own"} and all(not now.table(kind) for kind in LEFT_BEHIND)
    assert season_opened(now) == 2028 and seasons_kept(now) == {2027: str(done.archive)}
    found = official.season_at(APRIL, now.setting(official.MADE), now.official_times, opened=season_opened(now))
    assert found.year == 2028
    assert restoring.read_backup(done.archive).state == before
    store.undo()
    assert store.state == before
    store.close()


def test_it_is_not_opened_before_the_week_is_over() -> None:
    with pytest.raises(Refusal, match="not over"):
        next_season(state(*RECORDS), WEEK, at("2027-03-18 20:00"), "")


def test_each_kind_of_record_either_comes_along_or_stays_behind() -> None:
    would = next_season(state(*RECORDS), WEEK, APRIL, "")
    removed = {kind_of(record) for record in would.removed}
    assert removed == {*LEFT_BEHIND, "tasks"} - {"alarms"}
    assert {*State().__struct_fields__} >= removed
