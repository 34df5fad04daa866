"""The made-up week: the same every time, invented throughout, and true to its own clock."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from soaptui import demo
from soaptui.imports import cells
from soaptui.program_tiers import Tier
from soaptui.programs import slots, specialties, tiers
from soaptui.records import Record, State, kind_of
from soaptui.store import codec
from soaptui.text import NAME_LIMIT, NOTE_LIMIT, clean
from soaptui.week import agenda, offers, season, zones
from soaptui.week.sending import Meter
from tests.weeks import week_of

SEASON = week_of(2027)
NOW = zones.eastern_instant("2027-03-18T10:12")
MIDNIGHT = zones.eastern_instant("2027-03-18T00:00")

# Positions left by the algorithm in 2024, by specialty and type, as they were published.
PUBLISHED = {
    "120C": 636,
    "440P": 549,
    "140C": 494,
    "320C": 251,
    "999P": 231,
    "110C": 135,
    "140P": 133,
    "275C": 16,
    "400C": 12,
    "185C": 7,
    "300C": 7,
    "220C": 6,
    "220P": 6,
    "765C": 5,
    "440C": 5,
    "140M": 4,
}

# Words from the names of real teaching hospitals and universities: some famous, some easily hit by chance.
REAL = re.compile(
    r"\b(mayo|hopkins|harvard|stanford|yale|duke|emory|baylor|kaiser|geisinger|sinai|massachusetts|cleveland|"
    r"ohio valley|columbia|cornell|brigham|cedars|northwell|ascension|beaumont|henry ford|detroit|rush|loyola|"
    r"creighton|tulane|vanderbilt|rutgers|temple|drexel|jefferson|tufts|brown|dartmouth|maimonides|montefiore|"
    r"jacobi|harlem|lincoln|brookdale|wyckoff|jamaica|flushing|elmhurst|memorial hermann|sparrow|mclaren|mercy|"
    r"providence|unity|baptist|methodist|st\. (luke|mary|joseph|vincent|john)|our lady of (lourdes|the lake)|"
    r"georgetown|lancaster|york|reading|newport|oakland|arlington|springfield|greenville|jackson|madison|halstead)\b"
)

DUE = {"interviews.at", "calls.follow_up.due", "tasks.due"}
"""The only instants that may lie ahead: what is appointed, and what is promised."""

moments = st.integers(min_value=0, max_value=24 * 60 * 60 - 1).map(lambda s: MIDNIGHT + timedelta(seconds=s))


def state_of(records: list[Record]) -> State:
    return State().with_records([(kind_of(record), record.id, record) for record in records])


@pytest.fixture(scope="module")
def state() -> State:
    return state_of(demo.records(SEASON, NOW))


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every instant and text of a value, with the names of the fields that lead to it."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from leaves(getattr(value, field), f"{path}.{field}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield path, name
            yield from leaves(item, path)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item, path)
    elif isinstance(value, datetime | str):
        yield path, value


def instants(records: list[Record]) -> list[tuple[str, datetime]]:
    found = (leaf for record in records for leaf in leaves(record, kind_of(record)))
    return [(path, value) for path, value in found if isinstance(value, datetime)]


def tiers_of(state: State, now: datetime) -> dict[str, Tier]:
    closed = offers.closed_programs(state, SEASON, now)
    return {
        program.id: tiers.assess(program, state.me, closed.get(program.id, "")).tier
        for program in state.programs.values()
    }


def test_the_same_season_and_moment_give_the_same_records() -> None:
    assert demo.records(SEASON, NOW) == demo.records(SEASON, NOW)


def test_the_moment_changes_nothing_in_the_programs_and_applications() -> None:
    morning, evening = (state_of(demo.records(SEASON, MIDNIGHT + timedelta(hours=h))) for h in (1, 22))
    assert morning.programs == evening.programs
    assert morning.applications == evening.applications


def test_every_record_has_an_id_of_its_own_within_its_kind() -> None:
    keys = [(kind_of(record), record.id) for record in demo.records(SEASON, NOW)]
    assert len(keys) == len(set(keys))


def test_the_positions_are_the_published_mix_of_2024(state: State) -> None:
    first, second = sorted(state.list_versions.values(), key=lambda version: version.at)
    positions = second.positions | first.positions
    assert positions.keys() == state.programs.keys()
    found: Counter[str] = Counter()
    for program_id, count in positions.items():
        assert count is not None and count > 0
        found[program_id[4:8]] += count
    assert {track: found[track] for track in PUBLISHED} == PUBLISHED
    assert 2500 <= found.total() <= 2600


def test_there_are_about_seven_hundred_programs_of_every_type_that_soap_has(state: State) -> None:
    assert 650 <= len(state.programs) <= 750
    types = Counter(program.type for program in state.programs.values())
    assert set(types) == set(specialties.SOAP_TYPES)
    assert types["R"] < 20 > types["A"]
    assert sum(1 for program in state.programs.values() if program.id[4:7] == "766") >= 2


def test_every_code_is_valid_and_says_what_the_record_says(state: State) -> None:
    for program in state.programs.values():
        code = specialties.find_code(program.code)
        assert code is not None and code.text == program.code == program.id
        assert code.institution.startswith("9")
        assert (code.type, specialties.specialty_name(code)) == (program.type, program.specialty)
        assert slots.service_of(program) == program.service == specialties.service(code) != "unknown"
        assert program.name.startswith(program.specialty)
        assert program.quota is not None and program.unfilled is not None and program.unfilled <= program.quota


def test_one_institution_has_one_code_one_town_and_one_state(state: State) -> None:
    by_code: dict[str, set[tuple[str, str, str]]] = {}
    for program in state.programs.values():
        by_code.setdefault(program.code[:4], set()).add((program.institution, program.city, program.state))
    assert all(len(found) == 1 for found in by_code.values())
    names = [next(iter(found))[0] for found in by_code.values()]
    assert len(names) == len(set(names)) > 250


def test_states_are_real_while_phones_and_addresses_can_reach_nobody(state: State) -> None:
    for program in state.programs.values():
        assert program.state in cells.STATES
        assert program.phone[3:9] == "-555-0" and program.phone[9] == "1" and len(program.phone) == 12
        assert program.email.endswith("@example.org")
        assert program.url.removeprefix("https://example.org/") != program.url or not program.url
    phones = [program.phone for program in state.programs.values()]
    assert len(phones) == len(set(phones))
    others = [call.number for call in state.calls.values() if not call.program] + [state.me.phone]
    assert all(number[3:9] == "-555-0" and number[9] == "1" for number in others)
    assert all(i.link.startswith("https://example.org/") for i in state.interviews.values())


def test_no_institution_or_town_bears_a_real_name(state: State) -> None:
    names = {p.institution for p in state.programs.values()} | {p.city for p in state.programs.values()}
    assert [name for name in names if REAL.search(name.casefold())] == []


def test_names_are_short_long_accented_and_with_apostrophes(state: State) -> None:
    names = {program.institution for program in state.programs.values()}
    assert min(map(len, names)) < 20
    assert sum(1 for name in names if len(name) > 90) >= 4
    assert any(not name.isascii() for name in names)
    assert any("'" in name for name in names)


def test_every_record_survives_the_way_through_json() -> None:
    for record in demo.records(SEASON, NOW):
        raw = msgspec.json.decode(msgspec.json.encode(codec.record_to_json(record)))
        assert codec.record_from_json(kind_of(record), raw) == record


def test_all_text_is_already_clean() -> None:
    texts = [leaf for record in demo.records(SEASON, NOW) for leaf in leaves(record, kind_of(record))]
    long = ("note", "notes", "talking_points", "text", "outcome")
    for path, text in texts:
        if isinstance(text, str):
            assert text == clean(text, NOTE_LIMIT if path.rsplit(".", 1)[-1] in long else NAME_LIMIT)


def test_every_tier_is_populated_as_a_prepared_list_would_be(state: State) -> None:
    found = Counter(tiers_of(state, NOW).values())
    assert 15 <= found["1"] <= 25
    assert 60 <= found["2"] <= 120
    assert 25 <= found["no"] <= 70
    assert found["3"] > len(state.programs) // 2


def test_every_reason_against_a_program_occurs(state: State) -> None:
    closed = offers.closed_programs(state, SEASON, NOW)
    reasons = " | ".join(
        reason
        for program in state.programs.values()
        if (judged := tiers.assess(program, state.me, closed.get(program.id, ""))).tier == "no"
        for reason in judged.reasons
    )
    for part in ("not to sponsor J-1", "type R", "take part in SOAP", "no longer on the list", "closed: "):
        assert part in reasons


def test_the_visa_is_known_of_somewhat_less_than_half(state: State) -> None:
    known = [program.j1 for program in state.programs.values() if program.j1.value != "unknown"]
    assert 0.40 <= len(known) / len(state.programs) <= 0.50
    assert all(fact.source and fact.as_of for fact in known)


def test_the_meters_stand_at_41_and_3_with_two_planned(state: State) -> None:
    eras, cas = slots.meters(state, SEASON.limits)
    assert eras == Meter("ERAS", 41, 2, 45)
    assert cas == Meter("ResidencyCAS", 3, 0, 45)


def test_applications_were_sent_on_monday_while_that_was_possible(state: State) -> None:
    opened, released = SEASON.event("applications-open").at, SEASON.event("applications-released").at
    for application in state.applications.values():
        assert application.service == state.programs[application.program].service
        assert application.planned is not None
        if application.sent is not None:
            assert opened < application.planned < application.sent < released


def test_the_programs_that_left_the_list_are_marked_and_one_closes_an_application(state: State) -> None:
    first, second = sorted(state.list_versions.values(), key=lambda version: version.at)
    gone = {program.id for program in state.programs.values() if program.listed != "yes"}
    assert gone == set(second.vanished) == first.positions.keys() - second.positions.keys()
    assert set(second.appeared) == second.positions.keys() - first.positions.keys() != set()
    assert second.at < SEASON.rounds[0].opens
    closed = [application for application in state.applications.values() if application.closed]
    assert [application.program in gone for application in closed] == [True]


def test_calls_come_from_programs_applied_to_and_the_user_only_calls_back(state: State) -> None:
    calls = sorted(state.calls.values(), key=lambda call: call.started)
    assert {call.direction for call in calls} == {"in", "out", "missed", "voicemail"}
    assert calls[0].started >= SEASON.event("applications-released").at
    reached: set[str] = set()
    for call in calls:
        if call.program:
            assert state.applications[call.program].sent is not None
            assert call.number == state.programs[call.program].phone
        if call.direction == "out":
            assert call.program in reached, "nobody may be called who has not called first"
        reached.add(call.program)
    assert sum(1 for call in calls if call.program) == 16
    assert [pressure.kind for call in calls for pressure in call.pressure] == ["commit"]


def test_interviews_follow_calls_in_which_they_were_set(state: State) -> None:
    assert len(state.interviews) == 5
    for interview in state.interviews.values():
        assert any(
            call.program == interview.program and call.outcome == "interview set" and call.started < interview.at
            for call in state.calls.values()
        )
        assert bool(interview.outcome) == (interview.at < NOW)


def test_today_has_one_interview_at_half_past_nine_central_and_one_inside_round_2(state: State) -> None:
    morning, afternoon = sorted((i for i in state.interviews.values() if i.at > NOW), key=lambda i: i.at)
    assert zones.at_zone(morning.at, morning.zone).strftime("%H:%M") == "09:30"
    assert morning.zone == "America/Chicago"
    assert zones.eastern(morning.at).strftime("%H:%M") == "10:30"
    round_2 = SEASON.round(2)
    assert round_2 is not None and round_2.opens < afternoon.at < round_2.closes


def test_the_one_open_offer_is_from_a_good_program_called_and_interviewed_before(state: State) -> None:
    (offer,) = offers.open_offers(state, SEASON, NOW)
    assert list(state.offers.values()) == [offer]
    assert (offer.round, offer.seen) == (1, NOW - timedelta(minutes=8))
    assert tiers_of(state, NOW)[offer.program] in ("1", "2")
    assert any(call.program == offer.program and call.direction == "in" for call in state.calls.values())
    assert any(i.program == offer.program and i.outcome for i in state.interviews.values())
    assert agenda.agenda(state, SEASON, NOW, state.me.zone).action.startswith("Answer the offer of ")


def test_the_decision_sheet_was_written_the_evening_before_and_orders_programs_applied_to(state: State) -> None:
    sheet = state.sheets["sheet"]
    assert sheet.written is not None
    assert zones.eastern(sheet.written).strftime("%a %H") == "Wed 21"
    assert len(set(sheet.order)) == len(sheet.order) == 12
    assert all(state.applications[program].sent for program in sheet.order)
    assert [rule.from_round for rule in sheet.rules] == [1, 2]
    assert next(iter(state.offers.values())).program in sheet.order


def test_some_tasks_are_done_and_some_are_due(state: State) -> None:
    assert {task.done is None for task in state.tasks.values()} == {True, False}
    kinds = {due.kind for due in agenda.what_is_due(state, SEASON, NOW)}
    assert kinds == {"interview", "call back", "follow-up", "task"}


@examples(max_examples=40, deadline=None)
@given(moments)
def test_nothing_is_known_later_than_the_moment_but_what_is_due(now: datetime) -> None:
    for path, moment in instants(demo.records(SEASON, now)):
        assert moment.tzinfo is UTC
        assert moment <= now or path in DUE, (path, moment)


@examples(max_examples=40, deadline=None)
@given(moments)
def test_an_offer_is_open_exactly_while_a_round_is(now: datetime) -> None:
    state = state_of(demo.records(SEASON, now))
    current = offers.current_round(SEASON, now)
    waiting = offers.open_offers(state, SEASON, now)
    assert [offer.round for offer in waiting] == ([current.round] if current else [])
    for offer in state.offers.values():
        window = SEASON.round(offer.round)
        assert window is not None and window.opens <= offer.seen < window.closes


def test_before_dawn_the_calls_interviews_and_deeds_of_the_day_are_not_known_yet() -> None:
    state = state_of(demo.records(SEASON, MIDNIGHT + timedelta(hours=5)))
    assert len(state.interviews) == 4
    assert len(state.calls) == 15
    assert not state.offers
    assert state.tasks["task-5"].done is None


@pytest.mark.parametrize("year", season.season_years())
def test_every_season_has_its_demo(year: int) -> None:
    its = season.load_season(year)
    now = its.rounds[0].opens + timedelta(minutes=72)
    state = state_of(demo.records(its, now))
    assert [offer.round for offer in offers.open_offers(state, its, now)] == [1]
    assert all(moment <= now for path, moment in instants(demo.records(its, now)) if path not in DUE)
