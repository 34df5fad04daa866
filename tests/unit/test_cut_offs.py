"""Cut-offs: read as people write them, judged against the profile, said with both sides, unknown excluding nobody."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.cut_offs import CUT_OFFS, CutOffKind, cut_off_lines, cut_off_typed_text, excluding, weighing
from soaptui.eligibility import linked_field, position_in_words, why_not_proposed
from soaptui.exports.table import program_table
from soaptui.imports.merge import plan_import
from soaptui.imports.text_rows import TextRow, TextSheet
from soaptui.programs.listing import Listing
from soaptui.programs.tiers import assess
from soaptui.programs.written_cut_offs import united_cut_offs, written_cut_off, written_cut_offs
from soaptui.records import CutOff, Profile, Program, State, StepResult, replace
from tests.unit.lists import NOW

CODE = "9001140C0"
THEIRS: dict[str, Any] = {"source": "their site", "as_of": "Jan 2027"}


def asking(**cuts: CutOff) -> Program:
    """A program with these cut-offs; an underline stands for a hyphen."""
    return Program(id=CODE, code=CODE, cut_offs={name.replace("_", "-"): cut for name, cut in cuts.items()})


def me(**said: Any) -> Profile:
    """The profile."""
    return Profile(id="me", **said)


@pytest.mark.parametrize(
    ("kind", "text", "limit"),
    [
        ("step2", "230", 230),
        ("step2", "≥230", 230),
        ("step2", "230+", 230),
        ("step2", "at least 230", 230),
        ("step2", "Step 2 CK 230", 230),
        ("step2", "220-230", 220),
        ("step2", "no cutoff", None),
        ("step2", "pass", None),
        ("years", "5", 5),
        ("years", "5 yrs", 5),
        ("years", "<5", 5),
        ("years", "at most 5 years", 5),
        ("years", "within the last 5 years", 5),
        ("years", "5 years since graduation", 5),
        ("years", "no limit", None),
        ("attempts", "0", 0),
        ("attempts", "no attempts", 0),
        ("attempts", "none", 0),
        ("attempts", "first attempt only", 0),
        ("attempts", "must pass on first attempt", 0),
        ("attempts", "1", 0),
        ("attempts", "max 2 attempts", 1),
        ("attempts", "1 failed", 1),
        ("attempts", "any", None),
        ("us-months", "3", 3),
        ("us-months", "3+ months", 3),
        ("us-months", "12 weeks", 3),
        ("us-months", "1 year", 12),
        ("us-months", "required", 1),
        ("us-months", "no", None),
        ("step3", "Yes", 1),
        ("step3", "not required", None),
        ("ecfmg", "required at time of application", 1),
        ("step1", "pass", 1),
    ],
)
def test_a_cut_off_is_read_as_people_write_it(kind: CutOffKind, text: str, limit: int | None) -> None:
    reading = written_cut_off(kind, text)
    assert reading is not None
    assert reading[0] == kind
    assert (reading[1].limit, reading[1].soft) == (limit, False)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("step2", "varies"), ("step2", "23"), ("step2", "<230"), ("step2", "230?"), ("step2", "Good"), ("step2", ""),
        ("years", "recent"), ("years", "10+"), ("years", "more than 5"), ("years", "5?"), ("years", "60"),
        ("years", "see website"), ("attempts", "yes"), ("attempts", "2 of 3"), ("attempts", "some"),
        ("us-months", "helpful"), ("us-months", "letters"), ("step3", "only for H1B"), ("ecfmg", "by rank deadline"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_no_cut_off(kind: CutOffKind, text: str) -> None:
    assert written_cut_off(kind, text) is None


@pytest.mark.parametrize("text", ["230 preferred", "~230", "230 (recommended)", "230 soft", "avg 230", "about 230"])
def test_what_is_only_preferred_is_soft(text: str) -> None:
    assert written_cut_off("step2", text) == ("step2", CutOff(limit=230, soft=True))


def test_a_year_of_graduation_is_a_cut_off_of_its_own() -> None:
    for text in ("2018", "2018+", "since 2018", "2018 or later", "≥ 2018", "after 2017", "2018 and after"):
        assert written_cut_off("years", text) == ("since", CutOff(limit=2018)), text


def test_how_it_is_counted_is_kept() -> None:
    assert written_cut_off("years", "5 years from graduation to application") == (
        "years",
        CutOff(limit=5, counted="to-application"),
    )
    assert written_cut_off("us-months", "3 months (observerships ok)") == (
        "us-months",
        CutOff(limit=3, counted="with-observerships"),
    )
    assert written_cut_off("us-months", "3 months, no observerships") == ("us-months", CutOff(limit=3))


def test_who_says_so_stands_in_brackets_behind_it() -> None:
    assert written_cut_off("years", "5 soft (Their Site, Jan 2027)") == (
        "years",
        CutOff(limit=5, soft=True, source="Their Site", as_of="Jan 2027"),
    )


def test_a_text_with_several_is_read_whole_or_not_at_all() -> None:
    readings = written_cut_offs("Step 2 230; 5 years, no attempts; USCE 3 months; Step 3 required")
    assert readings is not None
    assert {kind: cut.limit for kind, cut in readings} == {
        "step2": 230, "years": 5, "attempts": 0, "us-months": 3, "step3": 1,
    }  # fmt: skip
    assert written_cut_offs("230, 5 years, a kind heart") is None
    assert written_cut_offs("5") is None


KINDS = st.sampled_from(tuple(CUT_OFFS))
CUTS = st.builds(
    CutOff,
    limit=st.one_of(st.none(), st.integers(1, 9)),
    source=st.sampled_from(["", "their site", "you"]),
    as_of=st.sampled_from(["2027-01", "Jan 2027"]),
)


@settings(max_examples=120, deadline=None)
@given(KINDS, CUTS, st.booleans())
def test_what_is_exported_is_read_back_as_it_was(kind: CutOffKind, cut: CutOff, soft: bool) -> None:
    if kind == "step2" and cut.limit is not None:
        cut = CutOff(limit=200 + cut.limit, source=cut.source, as_of=cut.as_of)
    if kind == "since" and cut.limit is not None:
        cut = CutOff(limit=2010 + cut.limit, source=cut.source, as_of=cut.as_of)
    if not CUT_OFFS[kind].is_number and cut.limit is not None:
        cut = CutOff(limit=1, source=cut.source, as_of=cut.as_of)
    cut = CutOff(limit=cut.limit, soft=soft and cut.limit is not None, source=cut.source, as_of=cut.as_of)
    reading = written_cut_off(kind, f"{cut_off_typed_text(kind, cut)}{cut.in_brackets}", failures=True)
    wanted = "years" if kind == "since" and cut.limit is None else kind
    assert reading == (wanted, cut)


@settings(max_examples=200, deadline=None)
@given(KINDS, st.text(alphabet="0123456789 yearsmonthfailedtryjprefno+<>=?.,()-", max_size=16))
def test_any_text_is_read_or_left(kind: CutOffKind, text: str) -> None:
    reading = written_cut_off(kind, text)
    assert reading is None or "?" not in text


# Against the profile.


@pytest.mark.parametrize(
    ("cut", "profile", "why"),
    [
        ({"years": CutOff(limit=5, **THEIRS)}, {"graduation_year": 2018}, "5 years since graduation, you have 9"),
        (
            {"years": CutOff(limit=5, counted="to-application", **THEIRS)},
            {"graduation_year": 2018},
            "5 years from graduation to application, you have 8",
        ),
        (
            {"since": CutOff(limit=2020, **THEIRS)},
            {"graduation_year": 2018},
            "graduates from 2020 on, you are of 2018",
        ),
        (
            {"step2": CutOff(limit=230, **THEIRS)},
            {"steps": (StepResult(step="Step 2 CK", result="221"),)},
            "Step 2 from 230 on, you have 221",
        ),
        ({"attempts": CutOff(limit=0, **THEIRS)}, {"failed_tries": 2}, "no failed try of an exam, you have 2"),
        (
            {"attempts": CutOff(limit=1, **THEIRS)},
            {"steps": (StepResult(step="Step 1", attempts=3),)},
            "at most 1 failed try of an exam, you have 2",
        ),
        (
            {"us_months": CutOff(limit=3, **THEIRS)},
            {"us_months": 1, "us_observer_months": 6},
            "3 months of US experience, you have 1 hands-on and 6 months of observership",
        ),
        ({"step3": CutOff(limit=1, **THEIRS)}, {"step3": "no"}, "Step 3 passed, and you have not"),
        (
            {"ecfmg": CutOff(limit=1, **THEIRS)},
            {"ecfmg": "pending"},
            "ECFMG certified when you apply, and you are not",
        ),
        (
            {"step1": CutOff(limit=1, **THEIRS)},
            {"steps": (StepResult(step="Step 1", result="fail"),)},
            "Step 1 passed, yours is failed",
        ),
    ],
)
def test_a_hard_one_excludes_and_a_soft_one_weighs_each_with_both_sides(
    cut: dict[str, CutOff], profile: dict[str, Any], why: str
) -> None:
    who = me(visa="none", **profile)
    hard = asking(**cut)
    assert excluding(hard, who, 2027) == [f"excluded: {why} (their site, Jan 2027)"]
    judged = assess(hard, who, year=2027)
    assert judged.tier == "no"
    assert judged.reasons == (f"excluded: {why} (their site, Jan 2027)",)
    ((name, one),) = cut.items()
    soft = asking(**{name: CutOff(limit=one.limit, counted=one.counted, soft=True, **THEIRS)})
    assert excluding(soft, who, 2027) == []
    assert weighing(soft, who, 2027) == [f"against you: {why} (their site, Jan 2027)"]
    beside, without = assess(soft, who, year=2027), assess(asking(), who, year=2027)
    assert beside.tier == without.tier != "no"
    assert beside.fit < without.fit
    assert beside.against == (f"against you: {why} (their site, Jan 2027)",)


def test_who_just_meets_it_is_not_excluded() -> None:
    strict = asking(
        years=CutOff(limit=9), since=CutOff(limit=2018), step2=CutOff(limit=221), attempts=CutOff(limit=2),
        us_months=CutOff(limit=3, counted="with-observerships"), step3=CutOff(limit=1), ecfmg=CutOff(limit=1),
    )  # fmt: skip
    who = me(
        graduation_year=2018, failed_tries=2, us_months=1, us_observer_months=2, step3="passed", ecfmg="certified",
        steps=(StepResult(step="Step 2 CK", result="221"),),
    )  # fmt: skip
    assert excluding(strict, who, 2027) == []


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KINDS, CUTS))
def test_what_nobody_knows_excludes_nobody(cuts: dict[str, CutOff]) -> None:
    program = Program(id=CODE, code=CODE, cut_offs=cuts)
    assert excluding(program, me(), 2027) == []
    who = me(graduation_year=1990, failed_tries=9, us_months=0, step3="no", ecfmg="no")
    without_limit = {kind: CutOff(source="x") for kind in cuts}
    assert excluding(replace(program, cut_offs=without_limit), who, 2027) == []


def test_without_the_year_of_the_match_no_years_are_counted() -> None:
    assert excluding(asking(years=CutOff(limit=1)), me(graduation_year=1990), 0) == []


# Two sources.


def test_of_two_sources_the_newer_counts_and_the_other_stays_beside() -> None:
    old = CutOff(limit=5, source="forum", as_of="2025-01")
    new = CutOff(limit=7, source="their site", as_of="Jan 2027")
    for first, second in ((old, new), (new, old)):
        shown = united_cut_offs({"years": first}, {"years": second})["years"]
        assert (shown.limit, [other.limit for other in shown.others]) == (7, [5])
    program = replace(asking(), cut_offs=united_cut_offs({"years": old}, {"years": new}))
    assert "sources disagree on years since graduation: 7 years (their site, Jan 2027), 5 years (forum, 2025-01)" in (
        assess(program, me()).unknowns
    )
    assert cut_off_lines(program.cut_offs) == [
        "years since graduation: 7 years (their site, Jan 2027)",
        "  but 5 years (forum, 2025-01)",
    ]


# From a file.


def imported(*rows: list[str]) -> State:
    """The state after a table of research."""
    sheet = TextSheet("research.csv", [TextRow(number, row) for number, row in enumerate(rows, start=1)])
    plan = plan_import([sheet], State(), NOW, "research")
    return State(programs={program.id: program for program in plan.programs})


def test_the_columns_that_applicants_keep_are_cut_offs() -> None:
    heads = ["Code", "Institution", "Min Step 2", "YOG", "Attempts", "USCE required", "Step 3 needed", "ECFMG"]
    heads += ["Cut off source", "As of", "IMG %"]
    cells = [CODE, "Quill Harbor", "230", "5 years", "2", "3 months", "yes", "no", "Residency Explorer", "Jan 2027"]
    (program,) = imported(heads, [*cells, "62%"]).programs.values()
    assert {kind: cut.limit for kind, cut in program.cut_offs.items()} == {
        "step2": 230, "years": 5, "attempts": 1, "us-months": 3, "step3": 1, "ecfmg": None,
    }  # fmt: skip
    assert {cut.in_brackets for cut in program.cut_offs.values()} == {" (Residency Explorer, Jan 2027)"}
    assert program.img_percent == 62


def test_a_text_that_is_not_understood_stays_unknown_and_is_kept_and_said() -> None:
    sheet = TextSheet(
        "research.csv",
        [TextRow(1, ["Code", "Institution", "Min Step 2", "YOG"]), TextRow(2, [CODE, "Quill", "depends", "recent"])],
    )
    plan = plan_import([sheet], State(), NOW, "research")
    assert plan.programs[0].cut_offs == {}
    assert plan.programs[0].columns == {"Min Step 2": "depends", "YOG": "recent"}
    assert {each.column: each.texts for each in plan.not_understood} == {
        "Min Step 2": {"depends": 1},
        "YOG": {"recent": 1},
    }


def test_a_zero_in_the_column_says_that_it_counts_the_tries_that_failed() -> None:
    heads = ["Code", "Institution", "Attempts"]
    tries = imported(heads, [CODE, "Quill", "1"], ["9002140C0", "Moss", "2"])
    assert [program.cut_offs["attempts"].limit for program in tries.programs.values()] == [0, 1]
    failures = imported(heads, [CODE, "Quill", "1"], ["9002140C0", "Moss", "0"])
    assert [program.cut_offs["attempts"].limit for program in failures.programs.values()] == [1, 0]


def test_a_heading_of_averages_is_soft() -> None:
    (program,) = imported(["Code", "Institution", "Average Step 2"], [CODE, "Quill", "238"]).programs.values()
    assert program.cut_offs["step2"] == CutOff(limit=238, soft=True, source="research.csv")


# Specialties, and positions that are one part.


def test_who_says_where_they_apply_is_proposed_nothing_else() -> None:
    who = me(applies_in=("320", "140"))
    for code in ("9001140C0", "9001320C0", "9001765C0", "9001766C0", "9001999P0", "9001140P0"):
        assert why_not_proposed(Program(id=code, code=code), who) == "", code
    for code in ("9001120C0", "9001400C0", "9001440P0", "9001700C0"):
        assert "you do not apply in it" in why_not_proposed(Program(id=code, code=code), who), code
        assert why_not_proposed(Program(id=code, code=code), me()) == ""
    assert why_not_proposed(Program(id="own-1", specialty="Psychiatry"), who) == ""


@pytest.mark.parametrize(
    ("name", "linked"),
    [
        ("Med-Prelim/Dermatology", "Dermatology"),
        ("Medicine-Preliminary/Neurology", "Neurology"),
        ("Surgery-Prelim / Urology", "Urology"),
        ("Medicine Prelim Year linked to Anesthesiology", "Anesthesiology"),
        ("Medicine-Preliminary", ""),
        ("Med-Prelim/Track 2", ""),
        ("Medicine-Preliminary/Main Campus", ""),
    ],
)
def test_a_linked_preliminary_is_told(name: str, linked: str) -> None:
    program = Program(id="9001140P0", code="9001140P0", name=name)
    assert linked_field(program) == linked
    assert position_in_words(program) == "one year only" + (f", linked to {linked}" if linked else "")


def test_an_advanced_position_says_when_it_starts_and_what_it_needs() -> None:
    program = Program(id="9001040A0", code="9001040A0")
    assert position_in_words(program, 2027) == "starts 2028, needs a first year"
    assert position_in_words(program) == "starts a year later, needs a first year"
    linked = replace(program, columns={"Linked preliminary": "9001140P1"})
    assert position_in_words(linked, 2027) == "starts 2028, needs a first year (linked: 9001140P1)"
    assert position_in_words(Program(id=CODE, code=CODE), 2027) == ""


def test_an_exported_table_brings_its_cut_offs_back() -> None:
    cuts = {
        "step2": CutOff(limit=230, soft=True, source="their site", as_of="Jan 2027"),
        "since": CutOff(limit=2020, source="you", as_of="2027-03"),
        "attempts": CutOff(limit=1, source="forum", as_of="2026"),
        "us-months": CutOff(source="forum", as_of="2026"),
        "ecfmg": CutOff(limit=1, source="their site", as_of="Jan 2027"),
    }
    program = Program(id=CODE, code=CODE, institution="Quill", name="Internal Medicine", cut_offs=cuts)
    state = State(programs={CODE: program})
    table = program_table(Listing().rows(state, {}), state)
    (back,) = imported(table.headers, [str(cell or "") for cell in table.rows[0]]).programs.values()
    assert back.cut_offs == cuts
