"""The palette without a screen: a text, and the hits in their order."""

from hypothesis import given
from hypothesis import strategies as st

from soaptui.screens.commands import REGISTRY
from soaptui.screens.palette import AT_ONCE, VIEW_NAMES
from soaptui.screens.palette_hits import FINDABLE_KINDS, Findable, FindableKind, palette_hits
from soaptui.text import searched


def thing(kind: FindableKind, title: str) -> Findable:
    return Findable(kind, title, title, searched(title))


PROGRAMS = [thing("program", f"Ohio Valley {number}") for number in range(2_500)]
THINGS = [
    thing("theme", "Theme: soaptui-dark"),
    thing("task", "Task: read on Ohio"),
    thing("call", "missed · Ohio Valley"),
    thing("interview", "Ohio Valley"),
    thing("command", "Undo"),
    thing("command", "Export the log"),
    *(thing("time", f"Round {number} opens") for number in range(1, 10)),
]


def find_programs(text: str, most: int) -> list[Findable]:
    return [each for each in PROGRAMS if text.casefold() in each.haystack][:most]


def titles(text: str) -> list[str]:
    return [hit.title for hit in palette_hits(text, THINGS, find_programs)]


def test_a_place_finds_programs_first_then_calls_interviews_and_tasks() -> None:
    kinds = list(dict.fromkeys(hit.kind for hit in palette_hits("Ohio", THINGS, find_programs)))
    assert kinds == ["program", "call", "interview", "task"]


def test_of_each_kind_there_are_only_so_many() -> None:
    hits = palette_hits("o", THINGS, find_programs)
    for kind, means in FINDABLE_KINDS.items():
        assert sum(1 for hit in hits if hit.kind == kind) <= means.most


def test_words_that_begin_so_come_first() -> None:
    assert titles("do") == ["Undo"]  # in the middle of a word, as nothing begins so
    assert titles("lo exp") == ["Export the log"]


def test_a_command_by_its_title_comes_before_one_by_its_help() -> None:
    helped = Findable("command", "email", "Log an email", searched("Log an email", "its times become interviews"))
    titled = Findable("command", "score", "How was the interview?", searched("How was the interview?"))
    found = palette_hits("inter", [helped, titled, thing("interview", "interview · Ohio")], lambda text, most: [])
    assert [hit.id for hit in found] == ["score", "interview · Ohio", "email"]


def test_beginnings_of_its_words_find_a_command_where_no_word_holds_the_letters() -> None:
    assert titles("exl") == titles("etl") == ["Export the log"]
    assert titles("xlg") == []
    assert titles("zzz") == []


def test_with_nothing_typed_there_are_all_commands_as_they_stand() -> None:
    assert titles(" ") == ["Undo", "Export the log"]


def test_what_is_done_from_elsewhere_is_a_command_of_a_view() -> None:
    assert {REGISTRY[id].room for id in AT_ONCE} <= VIEW_NAMES


@given(st.text(max_size=20))
def test_whatever_is_typed_each_is_found_once(text: str) -> None:
    hits = palette_hits(text, THINGS, find_programs)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)
