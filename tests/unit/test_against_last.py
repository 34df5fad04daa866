"""A new list beside the last one: no program is closed in silence, and no number is carried over in silence."""

from datetime import timedelta

import pytest

from soaptui.imports import merge
from soaptui.imports.merge import ImportPlan
from soaptui.records import State
from tests.unit.lists import LATER, NOW, Cells, applied, imported, plan_of, read_rows

HEADER = ("Code", "Hospital", "City", "State", "Unfilled")


def hospitals(first: int, last: int, specialty: str = "140") -> list[list[object]]:
    """A row for each of some hospitals, all in one city."""
    return [[f"{1000 + n}{specialty}C0", f"Hosp {n}", "Albany", "NY", 2] for n in range(first, last)]


def a_list(*rows: Cells) -> list[Cells]:
    """The rows with their headings."""
    return [HEADER, *rows]


THIRTY = imported(a_list(*hospitals(0, 30)))


def gone(plan: ImportPlan) -> list[str]:
    """The codes of those that leave the list."""
    return [program.id for program in plan.programs if program.listed == "no"]


# -- rows that cannot be read


def test_a_program_whose_row_cannot_be_read_stays_as_it_was_and_is_named() -> None:
    rows = hospitals(0, 30)
    rows[5][0], rows[7][0], rows[9][0] = "1005140CX", "1OO7X40C0", ""
    plan = plan_of(a_list(*rows), THIRTY)
    assert (plan.gone, plan.unchanged, plan.positions, plan.empty) == (0, 27, 60, True)
    (warning,) = plan.warnings
    assert warning.startswith("3 programs are not in this list, but may be in a row that cannot be read, and not ")
    for number, line in ((5, 7), (7, 9), (9, 11)):
        assert f"Hosp {number} · Internal Med (100{number}140C0), line {line}" in warning
    assert f"CAREFUL: {warning}" in merge.describe_import(plan)


def test_one_that_is_kept_so_still_stands_on_the_new_version_of_the_list() -> None:
    rows = hospitals(0, 30)
    rows[5][0], rows[6][4] = "none", 1
    plan = plan_of(a_list(*rows), THIRTY)
    assert plan.version is not None
    assert (plan.version.positions["1005140C0"], plan.version.vanished, plan.version.appeared) == (2, (), ())


def test_the_institution_of_an_unread_row_says_which_program_it_is_and_the_others_are_gone() -> None:
    rows = hospitals(0, 26)
    rows[5][0] = "none"
    plan = plan_of(a_list(*rows), THIRTY)
    assert gone(plan) == [f"10{n}140C0" for n in range(26, 30)]
    kept, beside = plan.warnings
    assert "Hosp 5 · Internal Med (1005140C0), line 7." in kept
    assert beside.startswith("1 row cannot be read (line 7), and 4 programs would be gone")
    assert "Hosp 29 · Internal Med (1029140C0)" in beside


@pytest.mark.parametrize(
    ("unread", "stay"),
    [
        (["none", "St. Other", "Albany", "NY", 2], ["1028140C0", "1029140C0"]),  # its city
        (["none", "", "", "NY", 2], ["1028140C0", "1029140C0"]),  # no place: it may be any
        (["1028140CO?", "", "", "", ""], ["1028140C0", "1029140C0"]),
        (["none", "St. Other", "Buffalo", "NY", 2], []),  # more are missing than there are rows
        (["Page 1 of 3", "", "", "", ""], []),  # a line of words is no program
        (["", "", "Confidential", "", ""], []),
    ],
)
def test_what_an_unread_row_says_of_its_place_says_which_programs_may_be_there(
    unread: Cells, stay: list[str]
) -> None:
    plan = plan_of(a_list(*hospitals(0, 28), unread), THIRTY)
    assert [key for key in ("1028140C0", "1029140C0") if key not in gone(plan)] == stay
    silent = unread[0] == "Page 1 of 3" or unread[2] == "Confidential"
    assert bool(plan.warnings) is not silent


def test_a_place_spelt_otherwise_is_that_of_the_only_program_that_is_missing() -> None:
    plan = plan_of(a_list(*hospitals(0, 29), ["none", "Hospital 29", "Albani", "NY", 2]), THIRTY)
    assert gone(plan) == []
    assert "Hosp 29" in plan.warnings[0]


def test_the_second_code_of_a_cell_is_not_gone() -> None:
    rows = hospitals(0, 29)
    rows[0][0] = "1000140C0 / 1029140C0"
    assert gone(plan_of(a_list(*rows), THIRTY)) == []


def test_a_program_that_was_kept_goes_with_the_next_list_that_reads_well() -> None:
    state = imported(a_list(*hospitals(0, 29), ["none", "Hosp 29", "Albany", "NY", 2]), THIRTY)
    assert gone(plan_of(a_list(*hospitals(0, 29)), state)) == ["1029140C0"]


def test_one_that_was_taken_by_its_name_and_is_joined_now_is_in_no_unread_row() -> None:
    named = plan_of([HEADER[1:], ["Hosp 1", "Albany", "NY", 2]], kind="unfilled")
    state = applied(State(), named)
    (key,) = state.programs
    rows = read_rows(a_list(*hospitals(1, 2), ["none", "Hosp 2", "Albany", "NY", 2]))
    plan = merge.plan_import(rows, state, NOW, joined={key: "1001140C0"})
    assert ([record.id for record in plan.removed], plan.warnings) == ([key], ())
    assert plan.version is not None
    assert plan.version.positions == {"1001140C0": 2}


# -- a part of the list


def test_a_list_of_which_most_would_go_is_asked_about() -> None:
    state = imported(a_list(*hospitals(0, 40, "120")))
    said = "40 of 40 programs on the last list would be marked as gone: is this the whole list, or only one page?"
    plan = plan_of(a_list(*hospitals(0, 40)), state)
    assert plan.question == said
    named = plan_of(a_list(*hospitals(0, 40)), state, kind="unfilled")
    assert (named.question, named.warnings, named.gone) == ("", (said,), 40)
    assert plan_of(a_list(*hospitals(0, 14)), THIRTY).question
    assert plan_of(a_list(*hospitals(0, 15)), THIRTY).question == ""


def test_of_a_few_programs_most_may_go_with_a_warning_alone() -> None:
    plan = plan_of(a_list(*hospitals(0, 1)), imported(a_list(*hospitals(0, 5))))
    assert plan.question == ""
    assert plan.warnings[0].startswith("4 of 5 programs on the last list would be marked as gone")


def test_a_specialty_that_is_not_in_it_any_more_is_asked_about() -> None:
    state = imported(a_list(*hospitals(0, 30), *hospitals(40, 46, "120"), *hospitals(50, 54, "320")))
    plan = plan_of(a_list(*hospitals(0, 30)), state)
    assert plan.question.startswith("no program of Family Medicine (6) is in it any more, and they would be marked")
    assert plan_of(a_list(*hospitals(0, 30), *hospitals(45, 46, "120")), state).question == ""
    assert plan_of(a_list(*hospitals(0, 30), *hospitals(47, 48, "120")), state).question == ""


def test_after_a_round_much_may_go_and_a_specialty_too_but_not_nearly_all() -> None:
    state = imported(a_list(*hospitals(0, 36), *hospitals(40, 46, "120")))

    def asked(*rows: list[list[object]]) -> str:
        return merge.plan_import(read_rows(a_list(*[row for some in rows for row in some])), state, LATER).question

    assert asked(hospitals(0, 10)) == "", "one round fills 60% of the positions, and here a specialty"
    assert asked(hospitals(0, 3)) == ""
    assert asked(hospitals(0, 2)).startswith("40 of 42 programs")
    refreshed = applied(state, merge.plan_import(read_rows(a_list(*hospitals(0, 20))), state, LATER))
    again = merge.plan_import(read_rows(a_list(*hospitals(0, 5))), refreshed, LATER + timedelta(minutes=5))
    assert again.question, "no round has closed between these two"


def test_research_and_a_first_list_are_asked_nothing() -> None:
    assert plan_of(a_list(*hospitals(0, 2)), THIRTY, kind="research").warnings == ()
    plan = plan_of(a_list(*hospitals(0, 30), ["none", "Hosp 31", "Albany", "NY", 2]), State())
    assert (plan.question, plan.warnings) == ("", ())


# -- numbers


@pytest.mark.parametrize("cell", ["", "TBD", "see website"])
def test_a_number_that_this_list_does_not_have_is_said_to_be_the_earlier_one(cell: str) -> None:
    rows = hospitals(0, 30)
    rows[0][4] = rows[1][4] = cell
    plan = plan_of(a_list(*rows), THIRTY)
    (warning,) = plan.warnings
    assert warning == (
        "2 programs without a number in this list; the earlier number is kept: "
        "Hosp 0 · Internal Med (1000140C0): 2; Hosp 1 · Internal Med (1001140C0): 2"
    )


def test_more_open_positions_than_before_are_told_once_with_how_many() -> None:
    rows = hospitals(0, 30)
    rows[3][4], rows[4][4], rows[5][4] = 3, 12, 1
    (warning,) = plan_of(a_list(*rows), THIRTY).warnings
    assert warning.startswith("2 programs have more open positions than on the last list, and in SOAP none can come")
    assert "(1003140C0): 2, now 3; Hosp 4 · Internal Med (1004140C0): 2, now 12" in warning
