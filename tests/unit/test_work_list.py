"""The list of applications to be worked through: its order, and what goes with an application."""

from soaptui.programs.work_list import goes_with, next_to_send, worked_through
from soaptui.records import Program


def test_what_goes_with_it_is_the_users_own_columns_about_documents_and_no_note() -> None:
    item = Program(
        id="a",
        columns={"Personal statement": "genetics", "Director": "Dr. Nobody", "LoR": "3, one from a geneticist"},
        tags=("first choice",),
        talking_points="their clinic",
        notes="rang twice",
    )
    assert goes_with(item) == [
        "Personal statement: genetics",
        "LoR: 3, one from a geneticist",
    ]
    assert goes_with(Program(id="b", columns={"Color": "blue"})) == []


def test_everything_keeps_its_place_and_what_is_new_comes_after_its_neighbour() -> None:
    assert worked_through([], ["c", "d"]) == ["c", "d"]
    assert worked_through(["a", "b", "c"], ["a", "c"]) == ["a", "b", "c"]
    assert worked_through(["a", "b", "c"], ["d", "a", "e", "c"]) == ["d", "a", "e", "b", "c"]


def test_the_next_one_is_of_its_own_sort_as_long_as_there_is_one() -> None:
    ids = ["a", "b", "c", "d"]
    assert next_to_send(ids, "a", {"b", "c", "d"}, {"c", "d"}) == "b"
    assert next_to_send(ids, "b", {"a", "c", "d"}, {"c", "d"}) == "a"
    assert next_to_send(ids, "c", {"a", "b", "d"}, {"c", "d"}) == "d"
    assert next_to_send(ids, "b", {"c", "d"}, {"c", "d"}) == "c"
    assert next_to_send(ids, "b", set(), {"c"}) == ""
