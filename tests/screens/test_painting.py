"""What the terminal shows after many small paintings is what it would show after one of everything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from soaptui.records import Interview, replace
from soaptui.screens.base import View
from soaptui.screens.textual_internals.own_lines import OwnLines
from soaptui.screens.textual_internals.painting import Painter, Pieces, Spans, spans_taken
from soaptui.week import zones
from tests.screens.helpers import (
    MESA,
    OFFER,
    PROGRAMS,
    SMALL,
    Dashboard,
    clock_at,
    dashboard,
    demo_records,
    nothing_in_the_background,
)
from tests.screens.painted import Terminal

WIDE = replace(PROGRAMS[0], institution="聖路加国際病院 Medical Center", name="内科")
MEETING = Interview(id="meeting", program=MESA, at=zones.read_iso("2027-03-18T12:30:00"))


def cells(spans: Spans) -> set[tuple[int, int]]:
    """Every cell of the spans."""
    return {(x, y) for y, line in spans.items() for start, end in line for x in range(start, end)}


SPANS = st.dictionaries(
    st.integers(0, 2),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=3).map(
        lambda parts: [(start, start + length) for start, length in parts]
    ),
    max_size=3,
)


@settings(max_examples=400)
@given(wanted=SPANS, seen=st.builds(Region, *(st.integers(0, 4),) * 4))
def test_what_is_taken_is_what_is_seen_and_the_rest_is_still_wanted(wanted: Spans, seen: Region) -> None:
    before = cells(wanted)
    found = spans_taken(wanted, seen)
    assert cells(found) == {cell for cell in before if seen.contains(*cell)}
    assert cells(wanted) == {cell for cell in before if not seen.contains(*cell)}
    assert all(found.values())
    assert all(wanted.values())


def test_a_piece_is_written_where_it_belongs() -> None:
    pieces = Pieces([(0, 4, Strip([Segment("0:47")])), (22, 0, Strip([Segment("left")]))])
    assert pieces.render_segments(Console()) == "\x1b[1;5H0:47\x1b[23;1Hleft"


async def follow_the_week(board: Dashboard, clock: object, terminal: Terminal, seconds: int) -> None:
    """Second by second, the terminal has to show what is there."""
    for _ in range(seconds):
        clock.advance(1)  # type: ignore[attr-defined]
        await board.beat()
        await board.until(lambda: not list(terminal.wrong(board.app)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 24)])
async def test_after_every_beat_of_every_view_each_cell_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    terminal = Terminal()
    terminal.follow(monkeypatch)
    clock = clock_at("2027-03-18T10:59:56")
    records = (*SMALL, WIDE, OFFER, MEETING)
    async with dashboard(tmp_path, *records, clock=clock, size=size, toasts=True) as board:
        for key in "1234":
            await board.press(key, "down")
            before = terminal.partial
            await follow_the_week(board, clock, terminal, 3)  # the round closes, and a toast comes over the list
            assert terminal.partial > before


async def test_a_long_list_that_is_scrolled_and_looked_at_through_a_dialog_stays_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    terminal.follow(monkeypatch)
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *demo_records(), clock=clock) as board:
        for keys in (["3", "pagedown"], ["home"], ["1", "end"], ["question_mark"], ["escape"], ["4"], ["2", "down"]):
            await board.press(*keys)
            await follow_the_week(board, clock, terminal, 1)


async def test_a_beat_asks_no_widget_that_has_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Region]] = []

    def note_of(kind: type[Widget]) -> None:
        drawn = kind.render_lines

        def noted(widget: Widget, crop: Region) -> list[Strip]:
            asked.append((widget.id or type(widget).__name__, crop))
            return drawn(widget, crop)

        monkeypatch.setattr(kind, "render_lines", noted)

    nothing_in_the_background(monkeypatch)
    clock = clock_at("2027-03-18T10:12:07")
    async with dashboard(tmp_path, *SMALL, OFFER, clock=clock, size=(120, 40)) as board:
        await board.press("4")
        await board.beat()
        note_of(Widget)
        note_of(OwnLines)
        clock.advance(1)
        await board.beat()
        await board.until(lambda: any(name == "offers" for name, _ in asked))
        assert {name for name, _ in asked} == {"TopBar", "SteadyDigits", "offers"}
        assert {crop.height for name, crop in asked if name == "offers"} == {1}
        assert isinstance(board.app.screen, View)
        assert isinstance(board.app.screen._compositor, Painter)
