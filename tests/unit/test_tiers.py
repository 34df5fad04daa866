"""Tiers: which, and why in words; and that what is unknown never counts as yes."""

from typing import Any

import pytest

from soaptui.programs.tiers import assess, stale_h1b
from soaptui.records import UNKNOWN, Fact, Genetics, Profile, Program, YearResult, replace

YES, NO = Fact(value="yes", source="call"), Fact(value="no", source="call")
FRESH = Fact(value="yes", source="site", as_of="Feb 2027")
STALE = Fact(value="yes", source="site", as_of="Aug 2025")
GENETICS = Genetics(clinic=YES)
NO_GENETICS = Genetics(department=NO, clinic=NO, rotation=NO, research=NO)


def me(**changes: Any) -> Profile:
    """A user who needs a J-1 and is not matched."""
    return replace(Profile(id="me", visa="J-1", match="unmatched"), **changes)


def program(code: str = "1234140C0", **changes: Any) -> Program:
    """A program of which everything good is known, with some of it changed."""
    best = Program(
        id=code, code=code, type=code[7], j1=YES, imgs=YES, genetics=GENETICS, setting="university", in_soap="yes",
        listed="yes",
    )  # fmt: skip
    return replace(best, **changes)


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({}, "1"),
        ({"img_percent": 40.0, "imgs": UNKNOWN}, "1"),
        ({"setting": "community"}, "1"),
        ({"genetics": Genetics()}, "2"),
        ({"genetics": NO_GENETICS}, "2"),
        ({"genetics": Genetics(), "setting": "university-affiliated"}, "2"),
        ({"genetics": Genetics(), "setting": "community", "subspecialties": "strong"}, "2"),
        ({"genetics": Genetics(), "setting": "community"}, "3"),
        ({"genetics": Genetics(), "setting": "unknown"}, "3"),
        ({"genetics": Genetics(), "setting": "unknown", "subspecialties": "some"}, "3"),
        ({"j1": UNKNOWN}, "3"),
        ({"j1": NO}, "no"),
        ({"imgs": UNKNOWN}, "3"),
        ({"imgs": NO}, "3"),
        ({"img_percent": 9.9}, "3"),
        ({"img_percent": 10.0}, "1"),
        ({"j1": UNKNOWN, "h1b": FRESH}, "3"),
        ({"in_soap": "unknown"}, "1"),
        ({"in_soap": "no"}, "no"),
        ({"listed": "no"}, "no"),
    ],
)
def test_the_tier_follows_from_visa_genetics_imgs_and_setting(changes: dict[str, Any], tier: str) -> None:
    assert assess(program(**changes), me()).tier == tier


@pytest.mark.parametrize(
    ("visa", "j1", "h1b", "tier", "reason", "unknown"),
    [
        ("none", NO, NO, "1", "you need no visa", ""),
        ("unknown", YES, FRESH, "3", "", "which visa you need is not in your profile"),
        ("J-1", YES, NO, "1", "sponsors J-1 (call)", ""),
        ("J-1", UNKNOWN, FRESH, "3", "", "J-1 unknown: worth a look"),
        ("J-1", NO, FRESH, "no", "known not to sponsor J-1 (call)", ""),
        ("H-1B", NO, FRESH, "1", "sponsors H-1B (site, Feb 2027)", ""),
        ("H-1B", YES, UNKNOWN, "3", "", "H-1B unknown: worth a look"),
        ("H-1B", YES, STALE, "3", "", "H-1B is from before September 2025 (site, Aug 2025): look again"),
        ("H-1B", YES, YES, "3", "", "H-1B is without a date (call): look again"),
        ("either", UNKNOWN, FRESH, "1", "sponsors H-1B (site, Feb 2027)", ""),
        ("either", YES, NO, "1", "sponsors J-1 (call)", ""),
        ("either", NO, NO, "no", "known not to sponsor J-1 (call) or H-1B (call)", ""),
        ("either", NO, UNKNOWN, "3", "", "H-1B unknown: worth a look"),
        ("either", UNKNOWN, UNKNOWN, "3", "", "J-1 and H-1B unknown: worth a look"),
        ("either", NO, STALE, "3", "", "H-1B is from before September 2025 (site, Aug 2025): look again"),
    ],
)
def test_the_visa_that_is_needed_decides(
    visa: str, j1: Fact, h1b: Fact, tier: str, reason: str, unknown: str
) -> None:
    found = assess(program(j1=j1, h1b=h1b), me(visa=visa))
    assert found.tier == tier
    assert not reason or reason in found.reasons
    assert found.unknowns == ((unknown,) if unknown else ())


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [
        ("", True), ("last week", True), ("August 2025", True), ("2025-08-31", True), ("2025", True),
        ("2025-3-01", True), ("03/10/2025", True), ("8.2025", True), ("Mar 2024", True), ("decided 2025", True),
        ("²²²²", True), ("Sep 2025", False), ("Sept. 2025", False), ("2025-09-01", False), ("2025-9-21", False),
        ("10/15/2025", False), ("15/10/2025", False), ("Feb 2027", False), ("11 February 2027", False),
        ("2027-02-11", False), ("2026", False), ("02/2027", False), ("site, Nov 2026", False),
    ],
)  # fmt: skip
def test_h1b_facts_from_before_september_2025_or_without_a_date_are_stale(as_of: str, stale: bool) -> None:
    assert stale_h1b(Fact(value="yes", as_of=as_of)) is stale


@pytest.mark.parametrize("code", ["1234765C0", "1234766C0"])
def test_every_integrated_genetics_program_is_in_tier_1_unless_something_is_against_it(code: str) -> None:
    bare = Program(id=code, code=code, type="C")
    found = assess(bare, me())
    assert found.tier == "1"
    assert found.reasons[0] == "integrated medical genetics program"
    assert "genetics unknown" not in found.unknowns
    assert found.unknowns[:2] == ("J-1 unknown: worth a look", "IMGs unknown")
    assert assess(replace(bare, j1=NO), me()).tier == "no"
    assert assess(replace(bare, listed="no"), me()).tier == "no"


@pytest.mark.parametrize(
    ("code", "profile", "against"),
    [
        ("1234040R0", {}, "type R: needs prior graduate medical education"),
        ("1234040R0", {"us_training": "no"}, "type R: needs prior graduate medical education"),
        ("1234040R0", {"us_training": "yes"}, ""),
        ("1234140C0", {"match": "matched"}, "you are matched"),
        ("1234140C0", {"match": "unknown"}, ""),
        (
            "1234140C0",
            {"match": "preliminary"},
            "you hold a preliminary position: only advanced ones are open to you",
        ),
        (
            "1234140P0",
            {"match": "preliminary"},
            "you hold a preliminary position: only advanced ones are open to you",
        ),
        ("1234040A0", {"match": "preliminary"}, ""),
        ("1234040A0", {"match": "advanced"}, "you hold an advanced position: only preliminary ones are open to you"),
        ("1234140P0", {"match": "advanced"}, ""),
    ],
)
def test_what_the_position_and_the_match_rule_out_is_not_for_the_user(
    code: str, profile: dict[str, Any], against: str
) -> None:
    found = assess(program(code), me(**profile))
    assert (found.tier == "no") is bool(against)
    if against:
        assert found.reasons == (against,)


def test_a_program_that_left_the_list_or_takes_no_part_says_so() -> None:
    assert assess(program(listed="no"), me()).reasons == ("no longer on the list",)
    assert assess(program(in_soap="no"), me()).reasons == ("does not take part in SOAP",)


def test_a_closed_program_will_not_offer_again() -> None:
    found = assess(program(), me(), "offer of round 1 expired")
    assert found.tier == "no"
    assert found.reasons == ("closed: offer of round 1 expired; the program will NEVER offer again in this SOAP",)


def test_once_there_is_a_list_a_program_that_never_stood_on_it_is_out() -> None:
    never = program(listed="unknown")
    assert assess(never, me()).tier == "1"
    found = assess(never, me(), any_list=True)
    assert (found.tier, found.reasons) == ("no", ("not on the List of Unfilled Programs",))
    assert assess(program(), me(), any_list=True).tier == "1"


def test_research_of_the_users_own_that_no_list_has_taken_up_says_that_it_may_not_be_joined_yet() -> None:
    own = replace(program(listed="unknown"), code="", id="a1b2")
    assert assess(own, me()).tier == "1"
    found = assess(own, me(), any_list=True)
    assert (found.tier, found.reasons) == ("no", ("not on the list, or not yet joined with it",))


def test_several_reasons_against_are_all_named() -> None:
    found = assess(program("1234040R0", listed="no", in_soap="no", j1=NO), me(), "filled")
    assert len(found.reasons) == 5


@pytest.mark.parametrize("choice", ["1", "2", "3", "no"])
def test_the_users_own_choice_wins_and_what_is_against_it_still_stands_there(choice: str) -> None:
    found = assess(program(tier_override=choice, override_reason="my sister lives there", listed="no"), me())
    assert found.tier == choice
    assert found.reasons == ("your choice: my sister lives there", "no longer on the list")
    assert assess(program(tier_override=choice), me()).reasons == ("your choice",)


def test_the_reasons_say_from_whom_and_when_in_words() -> None:
    found = assess(
        program(
            j1=Fact(value="yes", source="program site", as_of="Feb 2027"),
            imgs=Fact(value="yes", source="FREIDA"),
            img_percent=62.0,
            genetics=Genetics(clinic=YES, research=YES, rotation=NO),
            results={
                "2024": YearResult(quota=8, matched=4),
                "2025": YearResult(quota=8, matched=5),
                "2026": YearResult(quota=8, matched=8),
            },
        ),
        me(),
    )
    assert found.reasons == (
        "sponsors J-1 (program site, Feb 2027)",
        "genetics clinic, research",
        "62% IMGs (FREIDA)",
        "university",
        "left 3 unfilled in the 2025 Match",
    )
    assert found.unknowns == ()


def test_of_a_program_of_which_nothing_is_known_all_is_named_unknown() -> None:
    assert assess(Program(id="1234140C0", code="1234140C0", type="C"), me()).unknowns == (
        "J-1 unknown: worth a look",
        "genetics unknown",
        "IMGs unknown",
        "university or community unknown",
        "whether it takes part in SOAP unknown",
    )


LOOK = ": worth a look"


@pytest.mark.parametrize(
    ("changes", "unknowns"),
    [
        ({"j1": UNKNOWN, "imgs": UNKNOWN}, (f"J-1 unknown{LOOK}", "IMGs unknown")),
        ({"imgs": UNKNOWN}, (f"IMGs unknown{LOOK}",)),
        ({"imgs": UNKNOWN, "genetics": Genetics()}, ("genetics unknown", f"IMGs unknown{LOOK}")),
        ({"imgs": UNKNOWN, "genetics": NO_GENETICS}, (f"IMGs unknown{LOOK}",)),
        (
            {"imgs": UNKNOWN, "genetics": NO_GENETICS, "setting": "community"},
            ("IMGs unknown",),
        ),
        ({"genetics": Genetics()}, (f"genetics unknown{LOOK}",)),
        ({"genetics": Genetics(), "imgs": NO}, ("genetics unknown",)),
        (
            {"genetics": Genetics(), "setting": "unknown"},
            (f"genetics unknown{LOOK}", f"university or community unknown{LOOK}"),
        ),
        ({"setting": "unknown"}, ("university or community unknown",)),
        (
            {"genetics": NO_GENETICS, "setting": "unknown", "subspecialties": "strong"},
            ("university or community unknown",),
        ),
        ({"in_soap": "unknown"}, ("whether it takes part in SOAP unknown",)),
        ({"j1": UNKNOWN, "listed": "no"}, ("J-1 unknown",)),
        ({"j1": UNKNOWN, "tier_override": "1"}, ("J-1 unknown",)),
    ],
)
def test_what_is_unknown_is_worth_a_look_where_knowing_it_alone_could_change_the_tier(
    changes: dict[str, Any], unknowns: tuple[str, ...]
) -> None:
    assert assess(program(**changes), me()).unknowns == unknowns


def test_where_there_is_a_time_until_which_looking_helps_it_is_named() -> None:
    assert assess(program(j1=UNKNOWN), me(), look_before="11:00").unknowns == (
        "J-1 unknown: worth a look before 11:00",
    )


def test_disputed_facts_are_named_with_every_source_and_the_newest_one_counts() -> None:
    freida = Fact(value="yes", source="freida", as_of="Feb 2027")
    notes = Fact(value="no", source="notes", as_of="Sep 2026")
    found = assess(program(j1=replace_fact(freida, notes)), me())
    assert found.tier == "1"
    assert found.unknowns == ("sources disagree on J-1: yes (freida, Feb 2027), no (notes, Sep 2026)",)
    found = assess(program(j1=replace_fact(notes, freida)), me())
    assert found.tier == "no"
    assert found.unknowns == ("sources disagree on J-1: no (notes, Sep 2026), yes (freida, Feb 2027)",)


def test_disputed_visas_that_are_not_needed_and_claims_of_the_same_source_are_not_spoken_of() -> None:
    disputed = replace_fact(FRESH, Fact(value="no", source="notes"))
    assert assess(program(h1b=disputed), me()).unknowns == ()
    assert assess(program(j1=replace_fact(YES, Fact(value="no", source="call", as_of="2025"))), me()).unknowns == ()
    assert assess(program(j1=replace_fact(YES, Fact(source="notes"))), me()).unknowns == ()
    clinic = Genetics(clinic=disputed)
    assert assess(program(imgs=disputed, genetics=clinic), me()).unknowns == (
        "sources disagree on IMGs: yes (site, Feb 2027), no (notes)",
        "sources disagree on a genetics clinic: yes (site, Feb 2027), no (notes)",
    )


def replace_fact(fact: Fact, *others: Fact) -> Fact:
    """The fact, disputed by others."""
    return Fact(value=fact.value, source=fact.source, as_of=fact.as_of, others=others)


@pytest.mark.parametrize(
    ("genetics", "tier", "points"),
    [
        (Genetics(department=YES), "1", 25),
        (Genetics(rotation=YES), "1", 25),
        (Genetics(research=YES), "2", 12),
        (Genetics(research=YES, department=NO, clinic=NO, rotation=NO), "2", 12),
        (Genetics(research=NO, department=NO, clinic=NO, rotation=NO), "2", 0),
        (Genetics(research=NO), "2", 5),
    ],
)
def test_genetics_means_faculty_a_clinic_or_rotations_and_research_alone_lifts_no_tier(
    genetics: Genetics, tier: str, points: int
) -> None:
    found = assess(program(genetics=genetics), me())
    assert found.tier == tier
    assert {part.what: part.points for part in found.parts}["genetics"] == points
    assert ("genetics research" in found.reasons) is (points == 12)


def test_a_program_without_a_code_is_assessed_too() -> None:
    assert assess(replace(program(), code="", id="a1b2"), me()).tier == "1"


def test_the_best_program_has_a_fit_of_100_and_the_fit_is_the_sum_of_its_parts() -> None:
    best = assess(program(img_percent=60.0), me())
    assert best.fit == 100
    assert sum(part.most for part in best.parts) == 100
    worst = assess(program("1234440C0", j1=NO, imgs=NO, genetics=NO_GENETICS, setting="community"), me())
    assert 0 <= worst.fit < 10


@pytest.mark.parametrize(("code", "points"), [("1234140C0", 10), ("1234120C0", 6), ("1234440C0", 2)])
def test_core_specialties_fit_best(code: str, points: int) -> None:
    assert {part.what: part.points for part in assess(program(code), me()).parts}["specialty"] == points
