"""Figures as they are typed: a number in its range, or a sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.programs.plan_set import figure_of, only_research
from soaptui.records import Program, State
from soaptui.refusal import Refusal
from soaptui.week import zones
from tests.unit.agenda_helpers import WEEK


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,3})? ?%?", fullmatch=True))
@settings(max_examples=150)
def test_a_figure_is_in_its_range_or_refused(text: str) -> None:
    try:
        found = figure_of(text, "chance in percent", 100)
    except Refusal as error:
        assert "from 0 to 100" in str(error)
        assert "\n" not in str(error)
    else:
        assert found is None or 0 <= found <= 100


def test_a_figure_is_read_as_people_write_it() -> None:
    written = {"": None, " ": None, "3": 3, "0.5": 0.5, "1,5 %": 1.5, "100%": 100}
    assert {text: figure_of(text, "chance", 100) for text in written} == written


def test_where_there_is_research_alone_it_is_said_when_the_list_comes() -> None:
    own = [Program(id=f"own-{n}", institution=f"House {n}") for n in range(2)]
    state, before, after = State(programs={one.id: one for one in own}), "2026-11-28T09:00", "2027-03-15T10:00"
    assert only_research(state, WEEK, zones.read_iso(before)) == (
        "Your 2 programs are research: none is on the List of Unfilled Programs yet. It comes Mon 15 Mar 10:00 EDT."
    )
    assert only_research(state, WEEK, zones.read_iso(after)) == only_research(State(), WEEK, zones.read_iso(before))
