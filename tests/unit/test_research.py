"""The user's own research without codes: programs of their own, or those a number names; and what it may say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.imports import merge
from soaptui.imports.import_plan import CellTexts
from soaptui.imports.merge import Skipped
from soaptui.imports.table_file import BadFile
from soaptui.programs.fact_claims import facts_of
from soaptui.records import Fact, Program, State
from tests.unit.lists import LIST_HEADER, NOW, Cells, list_row, plan_of, read_rows
from tests.unit.merge_helpers import (  # fmt: skip
    FAR,
    LISTED,
    RESEARCH_HEADER,
    VALLEY,
    counts,
    known,
    listed,
    own_programs,
    research,
    research_row,
    taken_in,
    with_program,
)

# A row without a code is a program of its own


def test_research_without_codes_becomes_programs_of_their_own() -> None:
    plan = research([VALLEY, FAR])
    assert (counts(plan), plan.matched, plan.unsure, plan.skipped) == ((2, 0, 0, 0), 0, (), ())
    valley = own_programs(taken_in(State(), plan))[0]
    fact = Fact(value="yes", source="mine.csv", as_of="Feb 2027")
    assert valley == Program(
        id=valley.id,
        institution="Ohio Valley Medical Center",
        name="IM",
        specialty="Internal Medicine",
        city="Marietta",
        state="OH",
        j1=fact,
        notes="kind PD",
        tags=("warm",),
    )
    assert valley.id.startswith("own-")


def test_its_id_follows_from_its_names_however_they_are_written() -> None:
    again = research_row("OHIO VALLEY MED CTR", "im", "marietta", "OH", notes="called")
    state = known(None, [VALLEY])
    (program,) = own_programs(known(state, [again], "other.csv"))
    assert program.notes == "kind PD\ncalled"
    assert program.institution == "OHIO VALLEY MED CTR"


def test_its_id_is_its_acgme_number_where_it_has_one() -> None:
    state = known(None, [research_row("Valley", "IM", acgme="140-35-00001"), research_row(acgme="3203500002")])
    assert set(state.programs) == {"acgme-1403500001", "acgme-3203500002"}
    assert state.programs["acgme-3203500002"].specialty == "Pediatrics"


def test_a_record_that_learns_its_acgme_number_later_stays_one_record() -> None:
    first = known(None, [VALLEY])
    numbered = [*VALLEY]
    numbered[4] = "1403500001"
    second = known(first, [numbered])
    (program,) = own_programs(second)
    assert (program.acgme_id, program.notes) == ("1403500001", "kind PD")
    third = known(second, [research_row("The Valley", "Int Med", "Marietta", acgme="1403500001", notes="more")])
    assert [p.notes for p in own_programs(third)] == ["kind PD\nmore"]


def test_preliminary_and_categorical_rows_of_one_institution_are_two_programs() -> None:
    header = (*RESEARCH_HEADER, "Type")
    rows = [[*VALLEY, "Categorical"], [*VALLEY, "Preliminary"], [*VALLEY, ""]]
    plan = research(rows, header=header)
    assert {program.type for program in plan.programs} == {"C", "P"}
    assert {program.specialty for program in plan.programs} == {"Internal Medicine", "Medicine-Preliminary"}
    assert plan.skipped[0].line == 4


@pytest.mark.parametrize(
    "row",
    [
        research_row("Ohio Hospital"),
        research_row(program="IM", city="Lima", state="OH"),
        research_row(city="Lima"),
        research_row(acgme="pending"),
    ],
)
def test_a_row_that_does_not_say_which_program_it_means_is_left_out_with_the_reason(row: Cells) -> None:
    plan = research([VALLEY, row])
    reason = "no NRMP code, no ACGME number, and no institution with a city or a specialty"
    assert plan.skipped == (Skipped(3, reason),)
    with pytest.raises(BadFile, match="no ACGME number"):
        research([row])


def test_of_two_rows_for_one_program_the_first_counts_and_the_notes_of_both_are_kept() -> None:
    later = research_row(
        "Ohio Valley Med Ctr", "IM", "Marietta", "OH", acgme="", visa="no", notes="noisy", tags="cold, warm"
    )
    plan = research([VALLEY, later])
    assert plan.skipped == (
        Skipped(
            3,
            "Ohio Valley Medical Center, IM is there twice: line 2 is kept; its empty cells and notes were filled "
            "from this line",
        ),
    )
    (program,) = plan.programs
    assert (program.j1.value, program.h1b.value, program.notes, program.tags) == (
        "yes", "no", "kind PD\nnoisy", ("warm", "cold"),
    )  # fmt: skip


def test_rows_of_the_same_names_are_one_program_also_where_only_one_has_its_number() -> None:
    numbered = [*VALLEY[:4], "1403500001", "", "", "numbered", ""]
    other_names = research_row("The Valley", "Int Med", "Marietta", "OH", acgme="1403500001", notes="renamed")
    for rows in ([VALLEY, numbered, other_names], [numbered, VALLEY, other_names]):
        plan = research(rows)
        (program,) = plan.programs
        assert (len(plan.skipped), program.acgme_id) == (2, "1403500001")
        assert sorted(program.notes.split("\n")) == ["kind PD", "numbered", "renamed"]
        assert research(rows, taken_in(State(), plan)).empty
    listed_with_number = with_program(LISTED, "1234140C0", acgme_id="1403500001")
    plan = research([numbered, VALLEY], listed_with_number)
    assert (plan.matched, len(plan.skipped)) == (1, 1)
    assert research([numbered, VALLEY], taken_in(listed_with_number, plan)).empty


def test_a_code_that_a_note_mentions_is_not_the_rows_own() -> None:
    plan = research([research_row("Valley", "IM", "Marietta", "OH", notes="like 1234140C0 but smaller")], LISTED)
    assert plan.matched == 0
    assert [program.code for program in plan.programs] == [""]


def test_a_cell_that_is_not_understood_does_not_cost_the_row() -> None:
    header = ("Hospital", "City", "IMG %")
    plan = research([["Valley Hospital", "Lima", "most"], ["Quill Hospital", "Lima", "40"]], header=header)
    assert (plan.new, plan.skipped) == (2, ())
    assert plan.not_understood == (CellTexts("IMG %", {"most": 1}, "img_percent"),)
    assert plan.programs[0].columns == {"IMG %": "most"}


def test_a_table_without_codes_is_the_users_research_and_no_list() -> None:
    rows: list[Cells] = [("Hospital", "City", "SOAP", "Visa"), ("Valley Hospital", "Lima", "yes", "J-1")]
    plan = plan_of(rows)
    assert (plan.kind, plan.new, plan.version) == ("research", 1, None)


def test_results_need_their_codes() -> None:
    rows: list[Cells] = [("Hospital", "City", "Unfilled", "2026 Quota", "2026 Matched"), ("Valley", "Lima", 3, 3, 1)]
    with pytest.raises(BadFile, match="no NRMP code"):
        plan_of(rows, kind="results")


def test_a_list_without_codes_is_taken_by_name_and_joined_when_the_codes_come() -> None:
    names: list[Cells] = [("Hospital", "City", "State", "Program", "Unfilled"), ("Valley", "Lima", "OH", "Peds", 3),
                          ("Quill Harbor", "Toledo", "OH", "Family Medicine", 2)]  # fmt: skip
    plan = plan_of(names)
    assert (plan.kind, plan.new, plan.positions) == ("unfilled", 2, 5)
    state = taken_in(State(), plan)
    assert [(program.code, program.listed) for program in own_programs(state)] == [("", "yes"), ("", "yes")]
    own = {program.institution: program.id for program in own_programs(state)}
    codes = [("Code", *names[0]), ("9001320C0", *names[1])]
    waiting = plan_of(codes, state)
    # The one that may be there under its code has not gone; the other has.
    assert (waiting.new, waiting.gone, [one.key for one in waiting.unsure]) == (1, 1, [own["Valley"]])
    joined = merge.plan_import(read_rows(codes), state, NOW, joined={own["Valley"]: "9001320C0"})
    after = taken_in(state, joined)
    assert [(p.institution, p.listed) for p in own_programs(after)] == [("Quill Harbor", "no")]
    assert [record.id for record in joined.removed] == [own["Valley"]]


# Matched: by code, or by ACGME number


def test_a_row_with_a_code_is_matched_with_that_program() -> None:
    header = ("NRMP Code", "Notes")
    plan = research([["1234140C0", "mine"], ["9999140C0", "new"]], LISTED, header=header)
    assert (counts(plan), plan.matched) == ((1, 1, 0, 0), 1)


def test_a_row_with_the_acgme_number_of_one_program_is_matched_with_it() -> None:
    state = with_program(LISTED, "1234140C0", acgme_id="1403500001")
    plan = research([research_row("Whatever", acgme="140-35-00001", notes="mine")], state)
    assert (counts(plan), plan.matched, plan.unsure, plan.removed) == ((0, 1, 0, 0), 1, (), ())
    after = taken_in(state, plan)
    assert own_programs(after) == []
    assert after.programs["1234140C0"].notes == "mine"
    assert research([research_row("Whatever", acgme="140-35-00001", notes="mine")], after).empty


def test_an_acgme_number_of_two_tracks_settles_nothing() -> None:
    rows: list[Cells] = [LIST_HEADER, list_row("1234140C0"), list_row("1234140P0", 2, "Medicine-Preliminary")]
    state = listed(State(), rows)
    for code in ("1234140C0", "1234140P0"):
        state = with_program(state, code, acgme_id="1403500001")
    plan = research([research_row("Valley", "IM prelim", acgme="1403500001")], state)
    assert (plan.matched, plan.new) == (0, 0)
    (unsure,) = plan.unsure
    assert (unsure.key, unsure.line) == ("acgme-1403500001", 2)
    assert [candidate.id for candidate in unsure.candidates] == ["1234140P0", "1234140C0"]


def test_a_list_with_acgme_numbers_takes_the_research_in_that_waits_for_it() -> None:
    state = known(None, [research_row("Valley", "IM", acgme="1403500001", visa="J-1", notes="mine")])
    header, row = (*LIST_HEADER, "ACGME ID"), [*list_row("1234140C0"), "1403500001"]
    plan = plan_of([header, row], state)
    assert (counts(plan), plan.matched, plan.unsure) == ((1, 0, 0, 0), 1, ())
    assert [record.id for record in plan.removed] == ["acgme-1403500001"]
    after = taken_in(state, plan)
    assert list(after.programs) == ["1234140C0"]
    program = after.programs["1234140C0"]
    assert (program.j1.value, program.notes, program.listed) == ("yes", "mine", "yes")
    assert plan_of([header, row], after).empty


# What research may replace, and what it may not


MINE: list[Cells] = [["1234140C0", "35%", "9", "2", "my reason", "new talk", "b, c", "Ohio V", "2", "no"]]
HEADER = (
    "NRMP Code", "Chance", "Value", "My tier", "Reason", "Talking points", "Tags", "Institution", "Quota", "SOAP",
)  # fmt: skip


def test_the_users_words_are_added_to_tags_united_and_figures_replaced() -> None:
    state = with_program(
        LISTED, "1234140C0", chance=0.1, value=1.0, tier_override="1", talking_points="old talk", tags=("a", "b")
    )
    plan = research(MINE, state, header=HEADER)
    assert set(plan.mapped) >= {"chance", "value", "tier_override", "talking_points", "tags"}
    before, after = state.programs["1234140C0"], taken_in(state, plan).programs["1234140C0"]
    assert (after.chance, after.value, after.tier_override) == (0.35, 9.0, "2")
    assert after.talking_points == "old talk\nnew talk"
    assert after.tags == ("a", "b", "c")
    assert (after.institution, after.quota, after.in_soap) == (before.institution, before.quota, before.in_soap)


def test_a_list_never_touches_what_is_the_users() -> None:
    mine = {
        "chance": 0.1, "value": 1.0, "tier_override": "1", "override_reason": "home", "talking_points": "talk",
        "tags": ("a",), "notes": "note",
    }  # fmt: skip
    state = with_program(LISTED, "1234140C0", **mine)
    header = (*LIST_HEADER, *HEADER[1:7], "Notes")
    rows: list[Cells] = [header, [*list_row("1234140C0", 1), "90%", "5", "3", "no", "theirs", "z", "theirs"]]
    after = taken_in(state, plan_of(rows, state)).programs["1234140C0"]
    assert {name: getattr(after, name) for name in mine} == mine
    assert after.unfilled == 1


# Conflicts


def test_two_sources_that_disagree_are_both_kept_and_told_of() -> None:
    header = ("NRMP Code", "J-1", "As of")
    state = known(LISTED, [["1234140C0", "no", "Sep 2026"]], "notes.csv", header)
    plan = research([["1234140C0", "yes", "Feb 2027"]], state, "freida.csv", header=header)
    assert plan.conflicts == (
        "1234140C0: J-1 yes (freida.csv, Feb 2027), no (notes.csv, Sep 2026): you see the newer one",
    )
    assert f"sources disagree: {plan.conflicts[0]}" in merge.describe_import(plan)
    fact = taken_in(state, plan).programs["1234140C0"].j1
    assert (fact.value, [other.value for other in fact.others]) == ("yes", ["no"])
    again = research([["1234140C0", "yes", "Feb 2027"]], taken_in(state, plan), "freida.csv", header=header)
    assert (again.empty, again.conflicts) == (True, ())


# Forty rows gone, and back


def test_a_list_without_forty_rows_marks_forty_gone_loses_no_note_and_takes_them_back() -> None:
    whole: list[Cells] = [LIST_HEADER, *(list_row(f"{1000 + n}140C0", 2, f"Int Med/{n}") for n in range(100))]
    state = listed(State(), whole)
    for code in tuple(state.programs):
        state = with_program(state, code, notes=f"note {code}", tags=("mine",), chance=0.2)
    plan = plan_of(whole[:61], state)
    assert counts(plan) == (0, 0, 40, 60)
    after = taken_in(state, plan)
    assert sum(1 for program in after.programs.values() if program.listed == "no") == 40
    assert {p.id: (p.notes, p.tags, p.chance) for p in after.programs.values()} == {
        p.id: (f"note {p.id}", ("mine",), 0.2) for p in after.programs.values()
    }
    assert taken_in(after, plan_of(whole, after)).programs == state.programs


# Property

FACTS = st.fixed_dictionaries(
    {code: st.sampled_from(["", "yes", "no"]) for code in ("1234140C0", "1234320C0", "1234765C0")}
)


def facts_in(state: State) -> dict[str, list[tuple[str, Fact]]]:
    """What is claimed of every program."""
    return {program.id: list(facts_of(program)) for program in state.programs.values()}


@given(FACTS, FACTS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_facts_of_different_dates_are_the_same_whichever_file_comes_first(
    one: dict[str, str], other: dict[str, str], dated: bool
) -> None:
    header = ("NRMP Code", "J-1", "H-1B", "IMGs", "Genetics", "As of")
    first = [[code, value, value, value, value, "Sep 2026" if dated else ""] for code, value in one.items()]
    second = [[code, value, value, value, value, "Feb 2027"] for code, value in other.items()]

    def a_then_b() -> State:
        return known(known(LISTED, first, "a.csv", header), second, "b.csv", header)

    def b_then_a() -> State:
        return known(known(LISTED, second, "b.csv", header), first, "a.csv", header)

    assert facts_in(a_then_b()) == facts_in(b_then_a())
