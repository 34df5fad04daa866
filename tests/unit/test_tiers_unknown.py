"""What holds of the tier and the fit of every program: what is unknown never counts as yes, and more."""

from typing import Literal, get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from soaptui.program_tiers import TIERS
from soaptui.programs.tiers import WEIGHTS, Assessment, assess, h1b_doubt
from soaptui.records import UNKNOWN, Fact, Genetics, Profile, Program, replace

FRESH = Fact(value="yes", source="site", as_of="Feb 2027")
STALE = Fact(value="yes", source="site", as_of="Aug 2025")

FACTS = st.builds(
    Fact,
    value=st.sampled_from(["yes", "no", "unknown"]),
    as_of=st.sampled_from(["", "2024", "Feb 2027", "2025-08"]),
    others=st.sampled_from([(), (), (Fact(value="no", source="notes"),), (FRESH, STALE)]),
)
PROGRAMS = st.builds(
    Program,
    id=st.just("p"),
    code=st.sampled_from(["", "1234140C0", "1234765C0", "1234040A0", "1234040R0", "1234999P0"]),
    type=st.sampled_from(["", "C", "P", "A", "R"]),
    setting=st.sampled_from(["university", "university-affiliated", "community", "unknown"]),
    j1=FACTS,
    h1b=FACTS,
    imgs=FACTS,
    img_percent=st.one_of(st.none(), st.floats(0, 100), st.floats(9, 13)),
    genetics=st.builds(Genetics, department=FACTS, clinic=FACTS, rotation=FACTS, research=FACTS),
    subspecialties=st.sampled_from(["strong", "some", "limited", "unknown"]),
    in_soap=st.sampled_from(["yes", "no", "unknown"]),
    listed=st.sampled_from(["yes", "no", "unknown"]),
    tier_override=st.sampled_from(["", "", "", "1", "2", "3", "no"]),
)
PROFILES = st.builds(
    Profile,
    id=st.just("me"),
    match=st.sampled_from(["unknown", "unmatched", "preliminary", "advanced", "matched"]),
    visa=st.sampled_from(["unknown", "none", "J-1", "H-1B", "either"]),
    us_training=st.sampled_from(["yes", "no", "unknown"]),
    weights=st.one_of(st.just({}), st.dictionaries(st.sampled_from([*WEIGHTS, "gone"]), st.integers(-5, 100))),
    states=st.sampled_from([(), ("ny",)]),
)
RANK = {"1": 0, "2": 1, "3": 2, "no": 3}

What = Literal[
    "j1", "h1b", "imgs", "department", "clinic", "rotation", "research", "in_soap", "setting", "subspecialties",
    "img_percent",
]  # fmt: skip


def forgotten(program: Program, what: What) -> Program | None:
    """The program with one thing that speaks for it no longer known; None where it was not known."""
    if what in ("department", "clinic", "rotation", "research"):
        if getattr(program.genetics, what).value != "yes":
            return None
        offered = {name: getattr(program.genetics, name) for name in Genetics.__struct_fields__}
        return replace(program, genetics=Genetics(**(offered | {what: UNKNOWN})))
    if what == "img_percent":
        taken = program.img_percent is not None and program.img_percent >= 10
        return replace(program, img_percent=None) if taken else None
    value = getattr(program, what)
    if isinstance(value, Fact):
        return replace(program, **{what: UNKNOWN}) if value.value == "yes" else None
    good = value in ("yes", "university", "university-affiliated", "strong")
    return replace(program, **{what: "unknown"}) if good else None


@given(PROGRAMS, PROFILES, st.sampled_from(get_args(What)), st.booleans())
@settings(max_examples=400, deadline=None)
def test_knowing_less_good_of_a_program_never_improves_its_tier_or_fit(
    program: Program, profile: Profile, what: What, any_list: bool
) -> None:
    less = forgotten(program, what)
    assume(less is not None)
    assert less is not None
    known, unknown = assess(program, profile, any_list=any_list), assess(less, profile, any_list=any_list)
    assert RANK[unknown.tier] >= RANK[known.tier]
    assert unknown.fit <= known.fit


@given(PROGRAMS, PROFILES)
@settings(max_examples=200, deadline=None)
def test_us_training_that_is_unknown_counts_as_none(program: Program, profile: Profile) -> None:
    tiers = [assess(program, replace(profile, us_training=value)).tier for value in ("yes", "unknown", "no")]
    assert RANK[tiers[0]] <= RANK[tiers[1]]
    assert tiers[1] == tiers[2]


@given(PROGRAMS, PROFILES, st.sampled_from(["", "filled"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_program_gets_a_tier_a_fit_of_0_to_100_and_a_reason_when_it_is_out(
    program: Program, profile: Profile, closed: str, any_list: bool
) -> None:
    found: Assessment = assess(program, profile, closed, any_list=any_list)
    assert found.tier in TIERS
    most = sum(part.most for part in found.parts)
    assert found.fit == (round(100 * sum(part.points for part in found.parts) / most) if most else 0)
    assert 0 <= found.fit <= 100
    assert all(0 <= part.points <= part.most for part in found.parts)
    assert all(found.reasons)
    assert found.reasons or found.tier == "3"
    assert all(found.unknowns)


def test_a_yes_to_h1b_that_is_old_or_has_no_date_says_which() -> None:
    assert h1b_doubt(Fact(value="yes", as_of="2024-01")) == "old: ask again"
    assert h1b_doubt(Fact(value="yes")) == "no date is given: ask"
    assert h1b_doubt(Fact(value="yes", as_of="2026-11")) == ""
    assert h1b_doubt(Fact(value="no")) == ""
