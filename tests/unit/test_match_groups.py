"""Rows that are alike in what speaks for them stand in one group; what is not clear stands in none."""

from soaptui.imports.match_groups import MatchGroup, match_groups, shared_evidence
from soaptui.imports.matching import matches_to_ask
from soaptui.records import Program, State
from tests.unit.lists import LIST_HEADER, Cells, plan_of
from tests.unit.merge_helpers import taken_in

TOWNS = [("Lima", "OH"), ("Salina", "KS"), ("Elko", "NV"), ("Utica", "NY"), ("Macon", "GA"), ("Boise", "ID")]


def listed(house: str, town: tuple[str, str], name: str, code: str) -> Cells:
    """A row of the list."""
    return [f"{house}-{town[1]}", *town, name, code, 8, 2, "ERAS", "Yes"]


def waiting_state(own: list[Cells], rows: list[Cells]) -> State:
    """The research and the list, one after the other."""
    state = taken_in(State(), plan_of([("Hospital", "City", "State", "Specialty", "Type"), *own]))
    return taken_in(state, plan_of([LIST_HEADER, *rows], state))


def groups_of(state: State) -> list[MatchGroup]:
    return match_groups(matches_to_ask(state), state)


def plain(count: int = 6) -> tuple[list[Cells], list[Cells]]:
    """Rows that say the same as the list, each in a town of its own."""
    houses = ["Birch", "Alder", "Cedar", "Maple", "Willow", "Aspen"][:count]
    own = [(f"{house} Medical Center", *town, "Pediatrics", "") for house, town in zip(houses, TOWNS, strict=False)]
    rows = [
        listed(f"{house} Med Ctr", town, "Pediatrics", f"{2001 + n}320C0")
        for n, (house, town) in enumerate(zip(houses, TOWNS, strict=False))
    ]
    return [*own], rows


def test_rows_with_the_same_evidence_are_one_group_whatever_their_institution() -> None:
    (group,) = groups_of(waiting_state(*plain()))
    assert len(group.members) == 6
    assert group.common == (
        "the same institution", "the same town", "the same state", "the same specialty",
        "no type given: categorical is taken",
    )  # fmt: skip
    assert {member.candidate.id for member in group.members} == {f"{2001 + n}320C0" for n in range(6)}


def test_institutions_that_are_called_otherwise_are_groups_of_their_own() -> None:
    own, rows = plain(3)
    for n, specialty in enumerate(["Pediatrics", "Psychiatry", "Neurology"]):
        own.append(("Saint Anns Hlth Partners", "Boise", "ID", specialty, ""))
        rows.append(listed("St Anns Health", ("Boise", "ID"), specialty, f"30{n}0{['320', '400', '180'][n]}C0"))
    groups = groups_of(waiting_state(own, rows))
    assert [len(group.members) for group in groups] == [3, 3]
    named = next(group for group in groups if group.common[0].startswith('"'))
    assert named.common[0] == '"Saint Anns Hlth Partners" is "St Anns Health-ID"'


def test_what_is_not_clear_is_in_no_group() -> None:
    own, rows = plain(4)
    rows.append(listed("Birch Med Ctr", TOWNS[0], "Pediatrics", "2001320C1"))  # a second track: which is meant?
    state = waiting_state(own, rows)
    (group,) = groups_of(state)
    assert len(group.members) == 3
    assert not any(member.candidate.id.startswith("2001") for member in group.members)


def test_two_rows_for_one_program_are_in_no_group() -> None:
    own, rows = plain(4)
    own.append(("Birch Med. Center", "Lima", "OH", "Peds", ""))
    state = waiting_state(own, rows)
    claimed = [each.candidate.id for group in groups_of(state) for each in group.members]
    assert len(claimed) == len({*claimed})


def test_a_row_alone_is_no_group() -> None:
    assert groups_of(waiting_state(*plain(1))) == []
    assert match_groups([], State()) == []


def test_what_differs_is_said_in_the_words_of_both() -> None:
    own = Program(id="own-1", institution="Alder Hospital", name="Pediatrics", city="Albany", state="NY")
    other = Program(
        id="1001320P0", code="1001320P0", institution="Alder Hospital-NY", name="Pediatrics-Prelim/East Campus",
        specialty="Pediatrics", type="P", city="Troy", state="NY",
    )  # fmt: skip
    assert shared_evidence(own, other) == (
        "the same institution", 'town "Albany" is "Troy"', "the same state", "the same specialty",
        "no type given: preliminary is taken", 'no track given: "east" is taken',
    )  # fmt: skip
