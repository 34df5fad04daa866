"""What the user says that a text means: it is read so, here and in the next file, and the text itself is kept."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from soaptui.cli import import_command
from soaptui.imports import cell_answers, merge
from soaptui.imports.cell_answers import ANSWERS, TYPED, answer_is_read, answers_for, read_meaning
from soaptui.imports.import_plan import CellTexts
from soaptui.imports.table_file import tables_of_bytes
from soaptui.imports.text_meanings import TextMeanings, cell_meaning
from soaptui.records import CellMeaning, State
from soaptui.refusal import Refusal
from soaptui.store.change import build_change
from tests.unit.lists import NOW, Cells, csv_bytes
from tests.unit.merge_helpers import taken_in
from tests.unit.store_helpers import opened

HEADINGS = ("Hospital", "City", "State", "Specialty", "Type", "J-1", "Positions")
ROWS: list[Cells] = [
    HEADINGS,
    ("Lima General", "Lima", "OH", "Internal Medicine", "Hybrid", "maybe", "a few"),
    ("Salina Regional", "Salina", "KS", "Pediatrics", "Hybrid", "Maybe ", 3),
    ("Elko Valley", "Elko", "NV", "Psychiatry", "mixed", "yes", 4),
]


def planned(state: State, *means: CellMeaning, rows: Sequence[Cells] = ROWS) -> merge.ImportPlan:
    """What importing the rows would do, with what texts mean."""
    return merge.plan_import(tables_of_bytes("mine.csv", csv_bytes(rows)), state, NOW, meanings=means)


def test_each_text_is_asked_once_with_how_often_it_stands_there_and_in_which_field() -> None:
    assert planned(State()).not_understood == (
        CellTexts("Positions", {"a few": 1}, "quota"),
        CellTexts("J-1", {"maybe": 1, "Maybe": 1}, "j1"),
        CellTexts("Type", {"Hybrid": 2, "mixed": 1}, "type"),
    )


def test_what_is_said_is_read_kept_and_read_again_in_the_next_file() -> None:
    told = [read_meaning("Type:hybrid=university-affiliated"), read_meaning("J-1:MAYBE=no")]
    state = taken_in(State(), planned(State(), *told))
    one = next(program for program in state.programs.values() if program.city == "Lima")
    assert (one.setting, one.j1.value, one.j1.source) == ("university-affiliated", "no", "mine.csv")
    assert one.columns == {"Type": "Hybrid", "J-1": "maybe", "Positions": "a few"}  # what it was read from stays
    assert {each.text for each in state.cell_meanings.values()} == {"hybrid", "MAYBE"}
    again = [("Program", "City", "State", "Specialty", "Kind", "Sponsors J-1"),
             ("Utica Hill", "Utica", "NY", "Neurology", "", " maybe")]  # fmt: skip
    after = planned(state, rows=again)
    assert [(p.j1.value, p.city) for p in after.programs] == [("no", "Utica")]
    assert not after.not_understood
    assert not after.more


def test_what_is_left_unknown_is_said_and_not_asked_again() -> None:
    plan = planned(State(), read_meaning("J-1:maybe="), read_meaning("Positions:a few=unknown"))
    assert [each.column for each in plan.not_understood] == ["Type"]
    assert {program.j1.value for program in plan.programs} == {"unknown", "yes"}
    lines = merge.describe_import(plan)
    assert '2 cells of J-1 left unknown, as you said: "maybe" x1, "Maybe" x1' in lines


def test_a_number_of_years_past_may_be_said_too() -> None:
    rows: list[Cells] = [("Code", "2026 Quota", "2026 Matched"), ("1234140C0", 8, "all")]
    plan = planned(State(), rows=rows)
    assert plan.not_understood == (CellTexts("2026 Matched", {"all": 1}, "results"),)
    plan = planned(State(), read_meaning("2026 Matched:all=8", {"2026 Matched": "results"}), rows=rows)
    (program,) = plan.programs
    assert program.results["2026"].matched == 8


def test_a_word_said_of_a_type_holds_where_the_column_is_read_as_a_setting() -> None:
    told = TextMeanings([cell_meaning("type", "Hybrid", "community")])
    assert told.meaning("setting", "HYBRID ") == "community"
    assert told.meaning("j1", "hybrid") is None
    assert TextMeanings().meaning("type", "hybrid") is None


@pytest.mark.parametrize(
    ("field", "words", "text"),
    [(field, words, text) for field, each in ANSWERS.items() for words, text in each.items()],
)
def test_every_answer_is_understood_by_the_reader_of_cells(field: str, words: str, text: str) -> None:
    assert answer_is_read(field, text)
    assert (words, text) in answers_for(field, words)


def test_what_is_typed_is_an_answer_once_it_can_be_read() -> None:
    assert answers_for("quota", "3")[0] == ("3", "3")
    assert answers_for("quota", "lots") == [(cell_answers.LEFT_UNKNOWN, "")]
    assert answers_for("place", "Toledo, OH")[0] == ("Toledo, OH", "Toledo, OH")
    assert not any(answer_is_read(field, "purple") for field in TYPED)
    assert ("yes", "yes") in answers_for("j1") and (cell_answers.LEFT_UNKNOWN, "") in answers_for("j1")


@pytest.mark.parametrize(
    ("typed", "field", "text", "means"),
    [
        ("Type: UA = university-affiliated", "type", "UA", "university-affiliated"),
        ("Visa:J1/H1 some=J-1 and not H-1B", "visa", "J1/H1 some", "J-1: yes, H-1B: no"),
        ("IMG %:60=70=40%", "img_percent", "60=70", "40%"),
        ("Sponsors J-1?:a:b=yes", "j1", "a:b", "yes"),
        ("My tier:best=tier 1", "tier_override", "best", "1"),
    ],
)
def test_it_is_typed_as_column_text_and_value(typed: str, field: str, text: str, means: str) -> None:
    found = read_meaning(typed)
    assert (found.field, found.text, found.means) == (field, text, means)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Type:UA=foo", "'foo' is no answer for type: say categorical,"),
        ("Service:PSCA=by post", "is no answer for application service"),
        ("Notes:x=yes", "A text under 'Notes' is kept as it is"),
        ("Zork:x=yes", r"There is no column 'Zork'.*There are: Type\."),
        ("Type:=yes", "has no text"),
        ("Type=yes", "has no column"),
        ("Type:UA", "has no meaning"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(typed: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_meaning(typed, {"Type": "type"})


def test_it_is_a_record_like_any_other_one_step_of_undo_and_back_after_a_start(tmp_path: Path) -> None:
    store = opened(tmp_path)
    record = read_meaning("J-1:maybe=no")
    store.commit(build_change(cell_answers.meaning_label(record), store.state, record))
    store.close()
    store = opened(tmp_path)
    assert store.state.cell_meanings == {record.id: record}
    store.undo()
    assert store.state.cell_meanings == {}
    assert [item.label for item in store.history()][1] == "J-1: maybe = no"
    store.close()


def test_what_is_shown_to_be_typed_makes_a_yes_of_nothing() -> None:
    for column, field, words in (("H1", "h1b", "yes"), ("Unfilled", "unfilled", "a number")):
        (line,) = import_command._means_lines((CellTexts(column, {"dunno": 2}, field=field),))
        assert f"--means {column}:dunno=MEANING (" in line and words in line
        assert "dunno=yes" not in line and "dunno=3" not in line


@pytest.mark.parametrize("field", [*ANSWERS, *TYPED])
def test_the_hint_says_the_kind_of_answer_that_is_then_taken(field: str) -> None:
    (line,) = import_command._means_lines((CellTexts("Column", {"dunno": 1}, field=field),))
    kind = cell_answers.kind_of_answer(field)
    assert f"=MEANING' ({kind})" in line or f"=MEANING ({kind})" in line
    with pytest.raises(Refusal, match=re.escape(f"say {kind}, or unknown")):
        read_meaning("Column:dunno=nonsense", {"Column": field})
    example = kind.partition(", such as ")[2] or ("3" if field in TYPED else kind.partition(", ")[0])
    assert read_meaning(f"Column:dunno={example}", {"Column": field}).means
