"""Plots of characters: as long or as high as their values, and nothing looks different from what is not known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from soaptui.plots import figure_bar, sparkline, sparkline_key


def test_bars_are_as_long_as_their_values_and_what_is_not_nothing_is_seen() -> None:
    assert [figure_bar(value, 4, 8) for value in (0, 1, 2, 4)] == ["", "██", "████", "████████"]
    assert [figure_bar(value, 1000, 4) for value in (1, 1000)] == ["▏", "████"]
    assert figure_bar(0, 0, 8) == ""
    assert figure_bar(3, 8, 1) == "▍"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10_000), max_size=8), st.integers(0, 60))
def test_no_bar_is_wider_than_it_may_be_nor_shorter_than_that_of_a_smaller_value(
    values: list[int], width: int
) -> None:
    drawn = [figure_bar(value, max(values), width) for value in values]
    assert all(len(one) <= width for one in drawn)
    assert [bool(one) for one in drawn] == [value > 0 and width > 0 for value in values]
    ordered = [one for _, one in sorted(zip(values, drawn, strict=True))]
    assert [len(one) for one in ordered] == sorted(len(one) for one in ordered)


def test_a_plain_bar_is_ascii_and_what_is_not_nothing_is_seen() -> None:
    assert [figure_bar(value, 4, 8, plain=True) for value in (0, 1, 2, 4)] == ["", "##", "####", "########"]
    assert figure_bar(1, 1000, 4, plain=True) == "#"


def test_a_sparkline_is_as_high_as_its_values() -> None:
    assert sparkline([0, 6, 14]) == "▁▄█"
    assert sparkline([0, 1, 7, None]) == "▁▂█·"
    assert sparkline([0, 1, 7, None], plain=True) == "_.#?"
    assert sparkline([1, 1], most=7) == "▂▂"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


LEFT = st.lists(st.none() | st.integers(0, 900), max_size=9)


@settings(max_examples=200, deadline=None)
@given(LEFT, st.booleans())
def test_a_sparkline_has_a_column_for_each_value_and_tells_nothing_from_something(
    values: list[int | None], plain: bool
) -> None:
    drawn = sparkline(values, plain=plain)
    assert len(drawn) == cell_len(drawn) == len(values)
    assert drawn.isascii() is (plain or not values)
    lowest, unknown = ("_", "?") if plain else ("▁", "·")
    for value, column in zip(values, drawn, strict=True):
        assert (column == unknown) is (value is None)
        assert (column == lowest) is (value == 0)
    order = "_.:-=+*#" if plain else "▁▂▃▄▅▆▇█"
    known = sorted(
        (value, order.index(column)) for value, column in zip(values, drawn, strict=True) if value is not None
    )
    assert [height for _, height in known] == sorted(height for _, height in known)


@pytest.mark.parametrize("plain", [False, True])
def test_the_key_names_the_marks_that_are_drawn(plain: bool) -> None:
    drawn = sparkline([0, None], plain=plain)
    assert sparkline_key(plain=plain) == f"{drawn[0]} none, {drawn[1]} no figure"
