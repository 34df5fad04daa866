"""The states as tiles: each once, reached with the arrows; their counts; what goes into the filter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soaptui.programs import us_map
from soaptui.programs.listing import Listing
from soaptui.programs.us_map import TILES, counts_by_state, state_beside, state_in, with_state, without_states
from soaptui.programs.us_states import STATES
from soaptui.records import Fact, Genetics, Profile, Program, State

YES = Fact(value="yes")
STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def test_every_state_has_one_tile_of_its_own() -> None:
    assert set(TILES) == STATES
    assert len(set(TILES.values())) == len(TILES)


def test_every_state_is_reached_from_every_other_with_the_arrows() -> None:
    reached, waiting = set(), ["NY"]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [state_beside(state, *step) for step in STEPS]
    assert reached == STATES
    assert all(any(state_beside(state, *step) != state for step in STEPS) for state in STATES)


@given(st.sampled_from(sorted(STATES)), st.sampled_from(STEPS))
def test_a_step_goes_that_way_or_nowhere(state: str, step: tuple[int, int]) -> None:
    (x, y), (after_x, after_y) = TILES[state], TILES[state_beside(state, *step)]
    ahead = (after_x - x) * step[0] + (after_y - y) * step[1]
    assert ahead > 0 or (after_x, after_y) == (x, y)


def test_neighbours_lie_where_they_do_on_a_map() -> None:
    assert state_beside("NY", -1, 0) == "MI"
    assert state_beside("PA", 0, -1) == "MI"
    assert state_beside("HI", 1, 0) == "GU"
    assert state_beside("ME", 1, 0) == "ME"


def test_programs_are_counted_by_state_and_tier_and_none_is_lost() -> None:
    genetics = Genetics(clinic=YES)
    programs = [
        Program(id="1000140C0", code="1000140C0", state="NY", institution="A", j1=YES, imgs=YES, genetics=genetics),
        Program(id="1001140C0", code="1001140C0", state="New York", institution="B"),
        Program(id="1002140R0", code="1002140R0", state="ny", institution="C"),
        Program(id="1003140C0", code="1003140C0", state="Ontario", institution="D"),
        Program(id="1004140C0", code="1004140C0", institution="E"),
    ]
    state = State(
        programs={program.id: program for program in programs},
        profile={"me": Profile(id="me", visa="J-1", match="unmatched")},
    )
    counts = counts_by_state(Listing().rows(state, {}))
    assert counts["NY"].by_tier == {"1": 1, "2": 0, "3": 1, "no": 1}
    assert counts["NY"].for_you == 2
    assert counts["NY"].in_words() == "tier 1: 1 · tier 3: 1 · not for you: 1"
    assert sum(sum(one.by_tier.values()) for one in counts.values()) == len(programs)
    assert sum(counts[""].by_tier.values()) == 2


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("", ""),
        ("state:NY", ""),
        ("peds state:NY,NJ visa:j1", "peds visa:j1"),
        ("-state:TX peds", "peds"),
        ('state:"New York" peds', "peds"),
        ("STATE:ny", ""),
        ("mystate:NY estate", "mystate:NY estate"),
    ],
)
def test_a_filter_without_its_states(text: str, without: str) -> None:
    assert without_states(text) == without
    assert with_state(text, "OH") == f"{without} state:OH".strip()
    assert with_state(text, "") == without


def test_the_map_opens_on_the_state_that_the_filter_asks_for() -> None:
    assert state_in("peds state:ny") == "NY"
    assert state_in("state:NY,NJ") == state_in("peds") == state_in("state:zz") == state_in("-state:NY") == ""


@given(st.text(max_size=40), st.sampled_from(sorted(STATES)))
def test_the_same_state_twice_is_once(text: str, state: str) -> None:
    assert with_state(with_state(text, "TX"), state) == with_state(text, state)
    assert us_map.state_in(with_state(text, state)) == state
