"""The bar on every screen: what may be lost is never what falls out of it."""

import pytest

from soaptui.screens.widgets.top_bar import MOST_LINES, BarPart, bar_laid_out, bar_length

CLOCKS = [BarPart("Thu 18 Mar 10:12:07 EDT", "bold"), BarPart("Colombo Thu 19:42")]
FIRST = BarPart("ROUND 1 closes in 0:47:53", "strong")
METERS = BarPart("ERAS 41/45 +2 · RCAS 3/45")
INTERVIEW = BarPart("Interview O'Branloch State 0:17:53", "strong")
OFFER = BarPart("1 OFFER", "urgent")
NOT_SAVED = BarPart("✗ NOT SAVED (3)", "urgent")
REHEARSAL = BarPart("REHEARSAL", "warning")
SAVED = BarPart("✓ saved", "good")


@pytest.mark.parametrize("width", [40, 47, 60, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("saved", [SAVED, NOT_SAVED], ids=["saved", "not saved"])
def test_what_may_be_lost_and_the_rehearsal_stay_at_every_width(width: int, saved: BarPart) -> None:
    lines = bar_laid_out(CLOCKS, [FIRST, METERS, INTERVIEW, OFFER, saved, REHEARSAL], width)
    shown = [part for line in lines for part in line]
    assert len(lines) <= MOST_LINES
    assert {OFFER, REHEARSAL, FIRST} <= {*shown}
    assert saved in shown or saved == SAVED
    assert all(bar_length(line) <= width for line in lines[1:])
    assert len(shown) == len({*shown})


def test_where_there_is_room_nothing_is_left_out_and_the_order_stays() -> None:
    standing = [FIRST, METERS, INTERVIEW, OFFER, SAVED]
    for width in (60, 80, 120, 200):
        lines = bar_laid_out(CLOCKS, standing, width)
        assert [part for line in lines for part in line] == [*CLOCKS, *standing]


def test_at_47_columns_the_interview_stays_before_the_slots() -> None:
    lines = bar_laid_out(CLOCKS, [FIRST, METERS, INTERVIEW, OFFER, SAVED, REHEARSAL], 47)
    assert lines[1:] == [[FIRST, OFFER, SAVED], [INTERVIEW, REHEARSAL]]
