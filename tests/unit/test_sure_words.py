"""Words of a closed set count only where they are sure: one that leaves it open changes nothing of what is known."""

import pytest

from soaptui.imports import merge, written_words
from soaptui.imports.cell_answers import read_meaning
from soaptui.imports.pasted_text import read_pasted
from soaptui.programs import slots
from soaptui.records import State
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
     "ERAS/ResidencyCAS", "ERAS or ResidencyCAS", "not ERAS", "no longer ERAS", "email the program", "email", "website",
     "not sure, ERAS", "ERAS, direct", "not direct", "contact the program directly", "maybe direct", "Central Application Service"],
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
     ("ERAS, not ResidencyCAS", "ERAS"), ("apply via ERAS only", "ERAS"), ("ERAS (AAMC)", "ERAS")],
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
