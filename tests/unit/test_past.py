"""Backups and the history in words: counts, what became of it since then, times, and what is found by which words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui import past
from soaptui.records import KINDS
from soaptui.store.restoring import COUNTED, Difference
from soaptui.store.store import Heading

AT = datetime(2027, 3, 18, 14, 12, 5, tzinfo=UTC)
LINES = [
    Heading(5, AT + timedelta(hours=9), "Call: St. Élodie [/] · Pediatrics", False, False),
    Heading(4, AT + timedelta(hours=1), "Undo: Offer in round 1: Quill Harbor", False, False),
    Heading(3, AT, "Offer in round 1: Quill Harbor", False, True),
    Heading(2, AT - timedelta(days=2), "Import List of Unfilled Programs: u.csv", False, False),
    Heading(1, AT - timedelta(days=3), "Profile", False, False),
]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("  ", [5, 4, 3, 2, 1]),
        ("quill", [4, 3]),
        ("HARBOR quill", [4, 3]),
        ("quill undone", [3]),
        ("elodie", [5]),
        ("[/]", [5]),
        ("10:12", [3, 2, 1]),
        ("19:42", [3, 2, 1]),
        ("thu", [5, 4, 3]),
        ("fri", [5]),
        ("mar 16", [2]),
        ("2027-03-19", [5]),
        ("2", [2]),
        ("1", [4, 3, 1]),
        ("edt profile", [1]),
        ("nothing of it", []),
        (".*", []),
    ],
)
def test_words_find_lines_by_what_was_done_by_day_and_time_here_and_there(text: str, numbers: list[int]) -> None:
    assert [line.seq for line in past.found(LINES, text, "Asia/Colombo")] == numbers


@given(text=st.text(max_size=30))
def test_any_words_find_some_of_the_lines_in_their_order(text: str) -> None:
    found = [line.seq for line in past.found(LINES, text, "UTC")]
    assert found == sorted(found, reverse=True)


def test_counts_are_told_in_plain_words() -> None:
    counts = {"programs": 2_431, "calls": 1, "offers": 0, "interviews": 2, "applications": 45}
    assert past.holds(counts) == "2,431 programs, 1 call, 2 interviews, 45 applications"
    assert past.holds(dict.fromkeys(COUNTED, 0)) == "nothing yet"


def test_what_became_of_it_since_then() -> None:
    assert past.since({}) == "nothing has changed"
    moved = {"offers": Difference(0, 2, 0), "calls": Difference(3, 0, 1), "list_versions": Difference(2, 0, 0)}
    said = "3 calls added, 1 call changed, 2 offers gone, 2 imports of the list added"
    assert past.since(moved) == said
    small = {"alarms": Difference(4, 0, 0), "settings": Difference(1, 0, 0)}
    assert past.since(moved | small) == f"{said}, alarms or settings"
    assert past.since(small) == "only alarms or settings"


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_a_name_for_one_and_for_many(kind: str) -> None:
    assert past.of_kind(1, kind).startswith("1 ")
    assert past.of_kind(2, kind) == f"2 {past.of_kind(2, kind)[2:]}"
    assert "_" not in past.of_kind(1, kind) + past.of_kind(2, kind)
    assert past.of_kind(1, kind)[2:] != past.of_kind(2, kind)[2:]


def test_a_moment_has_its_year_where_it_is_another() -> None:
    assert past.when(AT, "Asia/Colombo", AT) == "Thu 18 Mar 10:12 EDT (19:42 Colombo)"
    assert past.when(AT, "Asia/Colombo", AT + timedelta(days=400)).startswith("Thu 18 Mar 2027 10:12 EDT")
