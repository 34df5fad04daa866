"""Names made shorter: unique where the originals are, within the room where that can be, with what differs."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soaptui.programs.name_list import NameList
from soaptui.programs.short_names import distinct_short_names
from soaptui.records import Program

MORSANI = [
    f"HCA Healthcare/USF Morsani{' GME' if gme else ''} - {site}"
    for gme, sites in (
        (False, ("Bayonet Point", "Northside")),
        (True, ("Blake", "Brandon", "Citrus", "Englewood", "Fawcett", "Largo", "Oak Hill", "Oak Valley", "Sarasota",
                "South Shore", "St. Pete", "Trinity")),
    )
    for site in sites
]  # fmt: skip
OTHERS = ["Ohio Valley Medical Center-OH", "Mercy Hospital-Toledo", "Mercy Hospital-St Louis-MO", "Mayo Clinic"]

WORDS = st.sampled_from(
    ["HCA", "Healthcare", "USF", "Morsani", "GME", "Oak", "Hill", "Valley", "Hospital", "University", "of", "Florida",
     "St", "Mercy", "Medical", "Center", "FL", "Blake", "Health", "System", "School", "Medicine", "Children's", "at",
     "-", "/", ",", "2", "A", "ACME-Nord", "Ünal"]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
ANY_NAMES = st.lists(st.one_of(NAMES, st.text(max_size=30)), max_size=12)


def test_fourteen_of_one_system_are_told_apart_in_little_room_and_all_in_the_same_way() -> None:
    short = distinct_short_names([*MORSANI, *OTHERS], 24)
    assert len(set(short.values())) == 18
    assert [short[name] for name in MORSANI] == [f"HCA/USF · {name.split(' - ')[1]}" for name in MORSANI]
    assert all(len(text) <= 24 for text in short.values())


def test_in_hardly_any_room_only_what_is_its_own_stays() -> None:
    short = distinct_short_names([*MORSANI, *OTHERS], 13)
    assert [short[name] for name in MORSANI] == [name.split(" - ")[1] for name in MORSANI]


def test_with_room_enough_nothing_is_cut() -> None:
    assert distinct_short_names(MORSANI, 60) == {name: name for name in MORSANI}


@pytest.mark.parametrize(
    ("names", "room", "short"),
    [
        (["Mercy Hospital-Toledo-OH", "Mercy Hospital-Lima-OH"], 14, ["Mercy Toledo", "Mercy Lima"]),
        (["Ohio Valley Medical Center"], 20, ["Ohio Valley Med Ctr"]),
        (["Ohio Valley Medical Center"], 12, ["Ohio Valley"]),
        (["Aventura Hospital", "Aventura Hospital-FL"], 10, ["Aventura", "Aventura FL"]),
        (["Mercy", "Mercy Hospital"], 5, ["Mercy", "Mercy Hospital"]),
        (["Florida State University", "Florida International University"], 18, ["Florida State U", None]),
        (["---", "..."], 2, ["---", "..."]),
        ([""], 5, [""]),
    ],
)
def test_what_is_cut_first(names: list[str], room: int, short: list[str | None]) -> None:
    answer = distinct_short_names(names, room)
    for name, wanted in zip(names, short, strict=True):
        if wanted is not None:
            assert answer[name].replace(" · ", " ") == wanted
    assert len(set(answer.values())) == len(names)


@given(ANY_NAMES, st.integers(0, 60))
@example(["0", "0 ", "0-"], 1)
def test_two_that_are_different_stay_different(names: list[str], room: int) -> None:
    short = distinct_short_names(names, room)
    assert set(short) == set(names)
    assert len(set(short.values())) == len(set(names))


@given(ANY_NAMES, st.integers(0, 60))
def test_a_name_with_room_enough_is_left_alone_where_it_stands_alone(names: list[str], room: int) -> None:
    for name in names:
        if len(name) <= room:
            assert distinct_short_names([name], room)[name] == name


OWN = st.sets(st.from_regex(r"[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{4,8}", fullmatch=True), min_size=2, max_size=9)


@given(NAMES, OWN, st.integers(0, 60))
def test_the_word_that_differs_is_never_dropped(head: str, own: set[str], room: int) -> None:
    """Whatever stands before it and behind it."""
    for form in ("{head} {own}", "{head} - {own} Hospital-FL", "{own} {head}"):
        by_name = {form.format(head=head, own=word): word for word in own}
        for name, text in distinct_short_names(by_name, room).items():
            assert by_name[name] in text


@given(OWN)
def test_it_is_no_longer_than_asked_where_what_differs_fits(own: set[str]) -> None:
    names = {f"Quill Harbor Health System/Penn Ridge - {word} Hospital": word for word in own}
    for room in (10, 12, 16, 24, 33):
        assert all(len(text) <= room for text in distinct_short_names(names, room).values())


@given(ANY_NAMES, st.integers(0, 40))
def test_the_order_in_which_they_come_means_nothing(names: list[str], room: int) -> None:
    assert distinct_short_names(names, room) == distinct_short_names(reversed([*names, *names]), room)


# -- programs


def _program(code: str, institution: str, name: str, city: str = "") -> Program:
    return Program(id=code, code=code, institution=institution, name=name, city=city)


EAST = "HCA Healthcare East FL Division GME"


def test_a_program_is_its_house_its_specialty_and_what_tells_it_from_the_others_of_the_house() -> None:
    names = NameList(
        [
            *(_program(f"{1000 + n}140C0", name, "Internal Medicine") for n, name in enumerate(MORSANI)),
            _program("2232110C0", EAST, "Emergency Medicine/Aventura", "Aventura"),
            _program("2232110C4", EAST, "Emergency Medicine/Ft. Pierce", "Fort Pierce"),
            _program("2232120C0", EAST, "Family Medicine/St Lucie", "St. Lucie"),
            _program("3333140C0", "Mercy Hospital", "Internal Medicine", "Lima"),
            _program("3333140C1", "Mercy Hospital", "Internal Medicine", "Toledo"),
            _program("4444320C0", "Elm", "Pediatrics"),
            _program("4444320C1", "Elm", "Pediatrics"),
        ]
    )
    assert names.in_room("1008140C0", 30) == "HCA/USF · Oak Hill · IM"
    assert names.in_room("2232110C4", 40).endswith(" · EM · Ft. Pierce")
    assert names.in_room("2232120C0", 20).endswith(" · FM")
    assert names.in_room("3333140C0", 30) == "Mercy Hospital · IM · Lima"
    assert names.in_room("3333140C1", 20) == "Mercy · IM · Toledo"
    assert {names.in_room(f"4444320C{n}", 20) for n in (0, 1)} == {"Elm · Peds · C0", "Elm · Peds · C1"}
    assert names.in_room("9999999", 20) == "9999999"


HOUSES = st.sampled_from([*MORSANI, *OTHERS, "", "Florida State University COM", "Florida State University"])
PROGRAMS = st.lists(
    st.tuples(HOUSES, st.sampled_from(["140C", "140P", "120C", "320C", "999P"]),
              st.sampled_from(["", "Internal Medicine", "Int Med/Lima", "Med-Prelim/Neurology", "Track 2"]),
              st.sampled_from(["", "Lima", "Toledo"])),
    max_size=12,
)  # fmt: skip


@given(PROGRAMS, st.integers(0, 70))
def test_no_two_programs_of_a_list_read_alike(rows: list[tuple[str, str, str, str]], room: int) -> None:
    programs = [
        _program(f"{1000 + number}{kind}{number}", house, name, city)
        for number, (house, kind, name, city) in enumerate(rows)
        if house
    ]
    names = NameList(programs)
    assert len({names.in_room(program.id, room) for program in programs}) == len(programs)
