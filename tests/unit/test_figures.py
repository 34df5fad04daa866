"""Large figures: three rows of one width, and no two digits alike."""

import pytest

from soaptui.screens.widgets.figures import block_figures


@pytest.mark.parametrize("text", ["0:47:53", "107d 14h", "9:59:59", ""])
def test_the_rows_are_equally_wide(text: str) -> None:
    assert len({len(row) for row in block_figures(text)}) == 1


def test_each_digit_has_a_shape_of_its_own() -> None:
    assert len({block_figures(digit) for digit in "0123456789dh"}) == 12


def test_what_has_no_shape_is_still_there() -> None:
    assert "x" in "".join(block_figures("1x"))
