"""Words of a closed set count only where they are sure: one that leaves it open changes nothing of what is known."""

import pytest

from soaptui.imports import merge, written_words
from soaptui.imports.cell_answers import read_meaning
from soaptui.imports.pasted_text import read_pasted
from soaptui.programs import slots
from soaptui.records import UNKNOWN, Fact, State
from tests.unit.lists import NOW, Cells, plan_of, read_rows
from tests.unit.merge_helpers import taken_in
from tests.unit.test_facts import fields, unread

HEADINGS = ("NRMP Code", "Institution", "City", "State", "Unfilled", "Service")
CODE = "1234140C0"


def listed(service: str) -> list[Cells]:
    """A list of one program with that text as its service."""
    return [HEADINGS, (CODE, "Lima General", "Lima", "OH", "2", service)]


@pytest.mark.parametrize(
    "text",
    ["see website", "not sure", "yes", "no", "both", "ERAS 2026", "was ERAS now RCAS", "was ERAS",
     "ERAS/ResidencyCAS", "ERAS or ResidencyCAS", "not ERAS", "no longer ERAS", "email the program", "email",
     "website", "not sure, ERAS", "ERAS, direct", "not direct", "contact the program directly", "maybe direct",
     "Central Application Service"],
)  # fmt: skip
def test_a_service_that_is_not_sure_is_said_and_what_was_known_stays(text: str) -> None:
    assert fields(service=text) == {"columns": {"service": text}}
    assert unread(service=text) == {"service": text}
    for known in ("ERAS", "ResidencyCAS", "PSCA"):
        state = taken_in(State(), plan_of(listed(known)))
        after = taken_in(state, plan_of(listed(text), state)).programs[CODE]
        assert slots.service_in_words(after) == known
    assert slots.service_of(taken_in(State(), plan_of(listed(text))).programs[CODE]) == "ERAS"


@pytest.mark.parametrize(
    "text",
    ["direct", "apply directly", "direct to the program", "own website", "via the program's website", "SF Match",
     "Urology Match (AUA)", "PSCA", "post", "Other - apply by email", "not ERAS, apply direct", "other"],
)  # fmt: skip
def test_what_is_surely_applied_to_elsewhere_is_in_no_slot(text: str) -> None:
    assert fields(service=text) == {"service": "other", "other_service": text}


@pytest.mark.parametrize(
    ("text", "service"),
    [("ResidencyCAS (not ERAS)", "ResidencyCAS"), ("not through ERAS, through RCAS", "ResidencyCAS"),
     ("ERAS, not ResidencyCAS", "ERAS"), ("apply via ERAS only", "ERAS"), ("ERAS (AAMC)", "ERAS"),
     ("ERAS (Electronic Residency Application Service)", "ERAS")],
)  # fmt: skip
def test_a_service_beside_the_denied_one_is_sure(text: str, service: str) -> None:
    assert fields(service=text) == {"service": service}


def test_a_service_that_is_not_sure_can_be_answered() -> None:
    told = read_meaning("Service:email the program=another service")
    plan = merge.plan_import(read_rows(listed("email the program")), State(), NOW, meanings=[told])
    after = taken_in(State(), plan).programs[CODE]
    assert (after.service, after.columns) == ("other", {"Service": "email the program"})


def test_a_pasted_line_with_both_services_is_not_understood_and_keeps_its_text() -> None:
    pasted = f"{CODE} Lima General, Lima, OH 2 ERAS ResidencyCAS\n1235140C0 Elko Valley, Elko, NV 1 ERAS\n"
    (sheet,) = read_pasted(pasted, "pasted")
    assert any("ERAS ResidencyCAS" in row.cells for row in sheet.rows)


@pytest.mark.parametrize(
    "text", ["strong?", "strong once", "many lost", "probably strong", "maybe limited", "strong, weak", "once strong"]
)
def test_a_strength_in_doubt_is_none(text: str) -> None:
    assert written_words.subspecialties_named(text) == "unknown"
    assert unread(subspecialties=text) == {"subspecialties": text}


@pytest.mark.parametrize(
    ("text", "strength"), [("Strong.", "strong"), ("limited exposure", "limited"), ("few", "limited")]
)
def test_a_strength_that_is_sure_is_read(text: str, strength: str) -> None:
    assert written_words.subspecialties_named(text) == strength


@pytest.mark.parametrize(
    "text", ["community maybe", "university?", "probably university", "university until 2025", "formerly community"]
)
def test_a_setting_in_doubt_is_none(text: str) -> None:
    assert written_words.setting_named(text) == "unknown"
    assert unread(setting=text) == {"setting": text}


@pytest.mark.parametrize(
    "text", ["as of 2021 yes", "as of 2019: yes", "yes as of 2015", "as of 2018 accepted", "accepted in 2019",
             "yes (2023)", "yes until 2024", "as of March 2020 yes", "as of 3/2021: yes"]
)  # fmt: skip
@pytest.mark.parametrize("heading", ["J-1", "Takes IMGs", "In SOAP", "Genetics Clinic"])
def test_a_statement_as_of_a_date_is_no_yes_of_today(heading: str, text: str) -> None:
    assert fields(**{heading: text}) == {"columns": {heading: text}}
    assert unread(**{heading: text}) == {heading: text}


def test_a_visa_and_a_clinic_as_of_a_date_are_no_yes_either() -> None:
    assert "j1" not in fields(visa="J-1 as of 2019")
    assert "genetics" not in fields(genetics="clinic as of 2015")


@pytest.mark.parametrize(
    ("text", "as_of"),
    [("yes (website 2015)", "2015"), ("yes, checked March 2026", "March 2026"),
     ("yes (checked May 2026)", "May 2026"), ("verified 2026-11: yes", "2026-11"), ("yes (website)", "")],
)  # fmt: skip
def test_an_answer_has_the_date_on_which_its_source_was_asked(text: str, as_of: str) -> None:
    answer = Fact(value="yes", source="list.csv", as_of=as_of)
    for heading, field in (("J-1", "j1"), ("Takes IMGs", "imgs")):
        assert fields(**{heading: text})[field] == answer
    assert fields(Genetics_Clinic=text)["genetics"].clinic == answer
    assert fields(Visa=f"J-1 {text}")["j1"] == answer
    assert fields(**{"J-1": text, "As of": "Feb 2027"})["j1"].as_of == "Feb 2027"
    assert fields(In_SOAP=text).get("in_soap") == (None if as_of else "yes")  # there it has no place


@pytest.mark.parametrize(
    "text", ["yes, declined per email", "J-1 may accept, per website", "J-1 declines per website"]
)
def test_a_word_that_begins_like_a_month_is_no_date(text: str) -> None:
    assert fields(**{"J-1": text}).get("j1", UNKNOWN).value != "yes"
