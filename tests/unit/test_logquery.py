"""What each piece of the log's filter finds, what is not known, and what holds of any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soaptui.calls import log_filter
from soaptui.calls.log_filter import Log, log_completions, narrowed_log, parse_log_filter
from soaptui.records import Call, replace
from soaptui.text import shown
from tests.bench import made
from tests.unit.log_helpers import CALLS, HOSTILE, OHIO, STATE, TALK, TIERS, hostile, state_of

LINES = Log().lines(STATE, CALLS, TIERS)
EVERY = [call.id for call in CALLS]


def found(text: str) -> list[str]:
    """The ids of the calls that the filter lets through, in their order."""
    return [call.id for call in narrowed_log(LINES, parse_log_filter(text))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", EVERY),
        ("quill", ["talk", "now"]),
        ("QUILL harbor", ["talk", "now"]),
        ("9002320", ["pushy", "missed", "back"]),
        ("ny", ["pushy", "missed", "back"]),
        ("mossgrove", ["pushy", "missed", "back"]),
        ('"internal med"', ["talk", "now"]),
        ("pediatr", ["pushy", "missed", "back"]),
        ("ada", ["talk"]),
        ("director", ["talk"]),
        ("visa?", ["talk"]),
        ('"statement asks"', ["talk"]),
        ("promise", ["pushy"]),
        ('"who else"', ["pushy"]),
        ("contract", ["back"]),
        ('"call back"', ["back"]),
        ("merle", ["stranger"]),
        ("voicemail", ["stranger"]),
        ("missed", ["missed"]),
        ("-quill", ["pushy", "missed", "back", "stranger"]),
        ("quill -ada", ["now"]),
        ("nobody", []),
    ],
)
def test_words_are_found_in_everything_of_a_call(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("6145550142", ["talk"]),
        ("(614) 555-0142", ["talk"]),
        ("614-555-0142", ["talk"]),
        ("+1-614-555-0142", ["talk"]),
        ("16145550142", ["talk"]),
        ("5550142", ["talk"]),
        ("2125550199", ["pushy", "missed"]),
        ("212.555", ["pushy", "missed"]),
        ("(308)", ["stranger"]),
        ("308-555-0187", ["stranger"]),
        ("-308-555-0187", ["talk", "pushy", "missed", "back", "now"]),
        ("614-555-0143", []),
        ("1-9", []),
    ],
)
def test_a_number_is_found_by_its_digits_however_it_is_written(text: str, ids: list[str]) -> None:
    assert found(text) == ids


PIECES = [
    ("how:in", ["talk", "pushy", "now"]),
    ("how:missed,voicemail", ["missed", "stranger"]),
    ("how:v", ["stranger"]),
    ("-how:in", ["missed", "back", "stranger"]),
    ("direction:out", ["back"]),
    ("day:tue", ["talk", "pushy"]),
    ("day:wednesday", ["missed", "back"]),
    ("day:t", ["talk", "pushy", "stranger", "now"]),
    ("day:sun", []),
    ("tier:1", ["talk", "now"]),
    ("tier:1-2", ["talk", "pushy", "missed", "back", "now"]),
    ("-tier:1-3", ["stranger"]),
    ("state:OH", ["talk", "now"]),
    ("state:new_y", ["pushy", "missed", "back"]),
    ("specialty:im", ["talk", "now"]),
    ("outcome:interview_set", ["talk"]),
    ('outcome:"interview set"', ["talk"]),
    ("outcome:talked,call", ["pushy", "back"]),
    ("outcome:none", ["missed", "stranger", "now"]),
    ("impression:4-5", ["talk"]),
    ("impression:>=2", ["talk", "pushy"]),
    ("impression:2", ["pushy"]),
    ("impression:none", ["missed", "back", "stranger", "now"]),
    ("pressure:yes", ["pushy"]),
    ("pressure:commit", ["pushy"]),
    ('pressure:"where else"', ["pushy"]),
    ("pressure:no", ["talk", "missed", "back", "stranger", "now"]),
    ("followup:open", ["back"]),
    ("followup:done", ["talk"]),
    ("follow-up:open,done", ["talk", "back"]),
    ("followup:none", ["pushy", "missed", "stranger", "now"]),
    ("who:smith", ["talk"]),
    ("who:program_director", ["talk"]),
    ("who:merle", ["stranger"]),
    ("asked:visa", ["talk"]),
    ('asked:"why genetics"', ["talk"]),
    ("unknown:yes", ["stranger"]),
    ("unfinished:yes", ["now"]),
    ("how:in day:tue -pressure:yes", ["talk"]),
]


@pytest.mark.parametrize(("text", "ids"), PIECES)
def test_pieces_find(text: str, ids: list[str]) -> None:
    assert found(text) == ids
    assert parse_log_filter(text).error == ""


@pytest.mark.parametrize(
    "text",
    ["how:", "-how:", "impression:", "impression:4-", "impression:>=", "tier:1-", "who:", 'who:"', "-", "day:,"],
)
def test_what_is_not_typed_to_its_end_narrows_nothing_yet(text: str) -> None:
    assert (found(text), parse_log_filter(text).error) == (EVERY, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("how:zz", "how:zz is not known: in, out, missed, voicemail"),
        ("day:noon quill", "day:noon is not known: mon, tue, wed, thu, fri, sat, sun"),
        ("tier:9", "tier:9 is not known: 1, 2, 3, no, 1-2"),
        ("presure:yes", "presure: is not known. Did you mean pressure:?"),
        ("visa:j1", "visa: is not known. There are how:, over:, day:, tier:, state:, specialty:, outcome:, "
         "impression:, pressure:, followup:, who:, asked:, unknown:, 1 more."),
    ],
)  # fmt: skip
def test_what_is_not_known_is_named_with_the_choices_and_left_out(text: str, error: str) -> None:
    assert parse_log_filter(text).error == error
    assert found(text) == found(text.partition(" ")[2])


def test_times_and_addresses_are_words_and_no_keys() -> None:
    assert parse_log_filter("10:30 https://example.org").error == ""
    assert found("10:30") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", []),
        ("imp", ["impression:"]),
        ("quill -un", ["quill -unknown:", "quill -unfinished:"]),
        ("how:", ["how:in", "how:out", "how:missed", "how:voicemail"]),
        ("how:in,m", ["how:in,missed"]),
        ("day:t", ["day:tue", "day:thu"]),
        ("state:", ["state:NY", "state:OH"]),
        ("outcome:i", ["outcome:interview_set"]),
        ("followup:o", ["followup:open"]),
        ("who:dr", ["who:dr._ada_smith"]),
        ("asked:Why", ["asked:Why_genetics?"]),
        ("quill ", []),
        ("foo:", []),
    ],
)
def test_the_last_piece_is_completed(text: str, whole: list[str]) -> None:
    assert log_completions(text, LINES) == whole


@pytest.mark.parametrize("key", list(log_filter.language().keys))
def test_every_completion_is_understood_and_finds_what_is_there(key: str) -> None:
    for whole in log_completions(f"{key}:", LINES):
        assert parse_log_filter(whole).error == "", whole
        if key in ("who", "asked", "state", "specialty"):
            assert found(whole), whole


ALPHABET = st.text(alphabet='how:in,-" ()614+5>=<.\\[]/adyt\x1b\u202e*', max_size=24)


@settings(max_examples=300, deadline=None)
@given(ALPHABET | st.text(max_size=24))
def test_no_typing_breaks_the_filter_and_it_lets_through_some_of_the_calls_in_their_order(text: str) -> None:
    through = found(text)
    assert [call for call in EVERY if call in through] == through
    assert isinstance(parse_log_filter(text).error, str)
    assert text not in log_completions(text, LINES)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[a-z0-9]{1,6}|[0-9]{3}-[0-9]{4}|(how|day|who|tier):[a-z1-3]{1,4}", fullmatch=True))
def test_a_piece_and_its_minus_have_nothing_in_common_and_leave_nothing_out(text: str) -> None:
    if parse_log_filter(text).error:
        return
    assert found(f"{text} -{text}") == []
    assert sorted([*found(text), *found(f"-{text}")]) == sorted(EVERY)


def test_harmful_text_is_found_as_text_and_comes_back_from_no_error_as_more() -> None:
    state = hostile()
    lines = Log().lines(state, state.calls.values(), {})
    assert len(narrowed_log(lines, parse_log_filter("<script>alert(1)</script>"))) == 1
    assert len(narrowed_log(lines, parse_log_filter("who:cmd()"))) == 1
    error = parse_log_filter(f"how:{HOSTILE}").error
    assert error == shown(error)
    assert "\x1b" not in error


def test_only_a_call_that_changed_or_whose_program_or_tier_did_is_looked_at_anew() -> None:
    log = Log()
    before = log.lines(STATE, CALLS, TIERS)
    again = log.lines(STATE, CALLS, dict(TIERS))
    assert all(one is other for one, other in zip(before, again, strict=True))
    changed: Call = replace(TALK, note="zebra")
    after = log.lines(STATE, [changed, *CALLS[1:]], TIERS)
    assert [one is other for one, other in zip(before, after, strict=True)] == [False, *[True] * (len(CALLS) - 1)]
    assert [call.id for call in narrowed_log(after, parse_log_filter("zebra"))] == ["talk"]
    moved = log.lines(STATE, CALLS, {**TIERS, OHIO.id: "3"})
    assert [line.tier for line in moved] == ["3", "2", "2", "2", "", "3"]
    renamed = STATE.with_records([("programs", OHIO.id, replace(OHIO, institution="Tarn"))])
    assert [call.id for call in narrowed_log(log.lines(renamed, CALLS, TIERS), parse_log_filter("tarn"))] == [
        "talk",
        "now",
    ]


def test_five_hundred_calls_are_filtered_at_a_key_press_in_well_under_ten_milliseconds() -> None:
    programs = made.programs(2_500)
    state = state_of(*programs, *made.calls(programs, made.CALLS))
    tiers = {program.id: "123"[number % 3] for number, program in enumerate(programs)}
    log = Log()
    lines = log.lines(state, state.calls.values(), tiers)
    text = 'how:in,out tier:1-2 -outcome:talked day:tue,wed "e" 555-0'
    taken = []
    for end in range(1, len(text) + 1):
        begun = time.perf_counter()
        lines = log.lines(state, state.calls.values(), tiers)
        narrowed_log(lines, parse_log_filter(text[:end]))
        log_completions(text[:end], lines)
        taken.append(time.perf_counter() - begun)
    assert len(lines) == made.CALLS
    assert sorted(taken)[len(taken) // 2] < 0.010
